"""Installed model cards and sensor tables, read once without weights or engine."""

from __future__ import annotations

import html
import logging

from ..backend.catalog.cards import CHANGE_TASK, STACK_TASK, ModelCard
from ..backend.catalog.store import find, installed
from ..backend.common.errors import ModelError
from ..backend.job.kinds.base import LAND_COVER
from .i18n import tr

LEVELS = ("L1", "L2")
UNITS = (
    "reflectance",
    "W m-2 sr-1 um-1",
    "mW m-2 sr-1 nm-1",
    "mW cm-2 sr-1 um-1",
    "uW cm-2 sr-1 nm-1",
)
FEATURES = "feature-extraction"  # a task of cards
_logger = logging.getLogger(__name__)


def model_cards() -> list[ModelCard]:
    """The installed models, the bundled one first; damaged cards are left out and logged."""
    cards, problems = installed()
    for problem in problems:
        _logger.warning("%s", problem)
    return cards


def model_card(name_or_path: str = "", *, task: str = "") -> ModelCard:
    """Return one card by name or path; empty means the first installed one that does ``task``, else the bundled one.

    Raises:
        ModelError: no such model (the message lists the available ones), or it is for another task.
    """
    if task and not name_or_path:
        names = model_names(task)
        if not names:
            raise ModelError(tr("No model for {} is installed: import one with 'Import model weights'.").format(task))
        name_or_path = names[0]
    card = find(name_or_path)
    if task and task not in card.tasks:
        raise ModelError(tr("Model '{}' is not made for {}: choose another one.").format(card.name, task))
    return card


def model_names(task: str = LAND_COVER) -> list[str]:
    """Names of the installed models for a task; empty for all."""
    return [card.name for card in model_cards() if not task or task in card.tasks]


def feature_model_names() -> list[str]:
    """Names of the installed models that give features: land-cover models and imported encoders."""
    return [*model_names(LAND_COVER), *(name for name in model_names(FEATURES) if name not in model_names(LAND_COVER))]


def change_model_names() -> list[str]:
    """Names of the installed models for comparing two dates: land-cover models, then change models."""
    return [*model_names(LAND_COVER), *model_names(CHANGE_TASK)]


def series_model_names() -> list[str]:
    """Names of the installed models for a series: those for two dates, and those that use all dates at once."""
    return [*change_model_names(), *model_names(STACK_TASK)]


def models_html(task: str = LAND_COVER) -> str:
    """Paragraph that lists the installed models for a task, each with a line on its accuracy and speed."""
    cards = [card for card in model_cards() if task in card.tasks]
    lines = [
        f"<b>{html.escape(card.name)}</b>{'' if number else tr(' (default)')}: "
        f"{html.escape(card.headline or card.architecture)}"
        for number, card in enumerate(cards)
    ]
    if not lines:
        return ""
    return f"<p>{tr('Models')}:<br>{'<br>'.join(lines)}</p>"


def sensor_names() -> list[str]:
    """Names of the sensors with a band table, sorted."""
    from ..backend.spectral.sensors import sensor_names as names

    return sorted(names(), key=str.lower)
