"""What is installed: model cards and sensor tables, read once and lightly (no weights, no engine)."""

from __future__ import annotations

import logging

from ..backend.cards import ModelCard
from ..backend.model_store import find, installed

LEVELS = ("L1", "L2")
UNITS = (
    "reflectance",
    "W m-2 sr-1 um-1",
    "mW m-2 sr-1 nm-1",
    "mW cm-2 sr-1 um-1",
    "uW cm-2 sr-1 nm-1",
)
_logger = logging.getLogger(__name__)


def model_cards() -> list[ModelCard]:
    """The installed models, the bundled one first; damaged cards are left out and logged."""
    cards, problems = installed()
    for problem in problems:
        _logger.warning("%s", problem)
    return cards


def model_card(name_or_path: str = "") -> ModelCard:
    """Return one card by name or path; empty means the bundled one.

    Raises:
        ModelError: no such model; the message lists those that there are.
    """
    return find(name_or_path)


def model_names() -> list[str]:
    """Names of the installed models."""
    return [card.name for card in model_cards()]


def sensor_names() -> list[str]:
    """Names of the sensors with a band table, sorted."""
    from ..backend.spectral.sensors import sensor_names as names

    return sorted(names(), key=str.lower)
