"""Models of a change or series job: that of the classes, and optionally one trained on known changes."""

from __future__ import annotations

from ...catalog import store as model_store
from ...catalog.cards import CHANGE_TASK, STACK_TASK, ModelCard
from ...common.errors import ModelError
from ...heads.engine import base_card
from ...job.spec import JobSpec
from ...scene_models.storage import load_linear_head
from .base import Trained
from .linear_head import FRAMEWORK, TrainedHead
from .network import TrainedNetwork


def models_of(name: str) -> tuple[ModelCard, ModelCard | None]:
    """Return the model that maps the classes of each date, and the one that finds change (None without training).

    A head comes with the model that it builds on; a change network goes with the default model.

    Raises:
        ModelError: there is no such model, or the base model of a head is not installed.
    """
    card = model_store.find(name)
    if STACK_TASK in card.tasks:
        raise ModelError(f"Model '{card.name}' maps a whole series of dates; map a series with it, or choose another.")
    if CHANGE_TASK not in card.tasks:
        return card, None
    if card.framework != FRAMEWORK:
        return model_store.find(""), card
    base, same = base_card(card)
    if not same:
        wanted = card.properties["specaware:head"]["base"]["name"]
        raise ModelError(
            f"Change model '{card.name}' was trained on another version of '{wanted}'; train it again: "
            f"{card.training_command}"
        )
    return base, card


def open_trained(card: ModelCard | None, spec: JobSpec) -> Trained | None:
    """Load a model trained on changes; return None for None.

    Raises:
        ModelError: its files do not match the card.
        EngineError: a package is missing, or the file cannot be loaded.
    """
    if card is None:
        return None
    if card.framework == FRAMEWORK:
        return TrainedHead(card, load_linear_head(card))
    return TrainedNetwork(card, device=spec.options.device, threads=spec.options.threads)
