"""The user's models: one-line descriptions, renaming, removal, and a signal when the list changes."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..backend.catalog import store as model_store
from ..backend.catalog.cards import OWN_LABELS, ModelCard
from ..backend.common.documents import read_document
from ..backend.common.errors import ModelError, OutputError
from ..backend.common.wording import speed_text
from . import catalog
from .i18n import tr, trn
from .paths import RESOURCES

_UNSAFE = re.compile(r"[^\w.-]+")


class ModelNews(QObject):
    """``changed`` is emitted when models are added, removed or renamed, with the name of a new one, else ""."""

    changed = pyqtSignal(str)


news = ModelNews()


def announce(name: str = "") -> None:
    """Tell panel and algorithms that the list of models has changed. Main thread only."""
    news.changed.emit(name)


def model_line(card: ModelCard) -> str:
    """Description of a model in one line: classes, accuracy and its data set, speed."""
    count = len(card.classes)
    parts = [trn("{} class", "{} classes", count).format(count)] if count else []
    best = headline_metric(card)
    if best is not None:
        parts.append(tr("{:.0f} % accuracy on {}").format(100 * float(best["oa"]), metric_name(best)))
    speed = card.properties.get("specaware:speed")
    if isinstance(speed, dict) and speed.get("kpx_per_s"):
        parts.append(speed_text(1000 * float(speed["kpx_per_s"])))
    return " · ".join(parts) or card.architecture


def headline_metric(card: ModelCard) -> dict[str, object] | None:
    """The measurement to show first, as in the card; None if nothing was measured."""
    return next((m for m in card.metrics if m.get("oa") is not None), None)


def metric_name(metric: dict[str, object]) -> str:
    """Display name of the data that a model was measured on."""
    name = str(metric.get("dataset", ""))
    return tr("its own labels, held out in spatial blocks") if name == OWN_LABELS else name


def is_bundled(card: ModelCard) -> bool:
    """True for a model that comes with the plugin: it can be neither renamed nor removed."""
    return RESOURCES.resolve() in card.path.resolve().parents


def is_trained(card: ModelCard) -> bool:
    """True for a model trained on labels: it gives no cover fractions, and none is built on it."""
    return "specaware:head" in card.properties


def lies_elsewhere(card: ModelCard) -> bool:
    """True for a model outside of the folders for models: removing it from the list keeps its folder."""
    return card.path.parent in model_store.elsewhere()


def built_on(card: ModelCard) -> list[str]:
    """Names of the models that were trained on this one and map worse without it."""
    heads = ((other, other.properties.get("specaware:head")) for other in catalog.model_cards())
    return [other.name for other, head in heads if head and head.get("base", {}).get("sha256") == card.sha256]


def rename(card: ModelCard, name: str) -> None:
    """Give a model another name.

    Raises:
        ModelError: the name is empty or taken, or the model comes with the plugin.
        OutputError: its card cannot be written.
    """
    name = name.strip()
    if is_bundled(card):
        raise ModelError(tr("Model '{}' comes with the plugin: it cannot be renamed.").format(card.name))
    if not name or name != _UNSAFE.sub("-", name):
        raise ModelError(tr("Use only letters, digits, '.', '-' and '_' in the name."))
    if name in catalog.model_names(""):
        raise ModelError(tr("A model named '{}' exists already: choose another name.").format(name))
    try:
        item = read_document(card.path)
        item["properties"]["mlm:name"] = item["properties"]["title"] = item["id"] = name
        temporary = card.path.with_suffix(".json.tmp")
        temporary.write_text(json.dumps(item, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        temporary.replace(card.path)
    except OSError as error:
        raise OutputError(
            tr("The card of '{}' cannot be written ({}).").format(card.name, error.strerror or error)
        ) from error
    announce(name)


def remove(card: ModelCard) -> None:
    """Delete a model's folder; one that lies elsewhere only leaves the list.

    Raises:
        ModelError: it comes with the plugin.
        OutputError: its folder cannot be deleted.
    """
    if is_bundled(card):
        raise ModelError(tr("Model '{}' comes with the plugin: it cannot be removed.").format(card.name))
    if lies_elsewhere(card):
        model_store.forget(card.path.parent)
    elif card.path.parent.parent in model_store.folders():
        try:
            shutil.rmtree(card.path.parent)
        except OSError as error:
            raise OutputError(
                tr("The folder of '{}' cannot be deleted ({}).").format(card.name, error.strerror or error)
            ) from error
    announce()


def add(folder: str) -> str:
    """List a model that lies in any folder, and return its name.

    Raises:
        ModelError: there is no valid card.
        OutputError: the list cannot be written.
    """
    card = ModelCard.load(Path(folder))
    model_store.remember(card.path.parent)
    announce(card.name)
    return card.name


def folder_name(name: str) -> str:
    """A model's name as that of a folder."""
    return _UNSAFE.sub("-", name).strip("-.") or "model"


def free_folder(name: str) -> Path:
    """A new folder for a model among the user's own, named after it.

    Raises:
        OutputError: the user has no folder for models.
    """
    stem = folder_name(name)
    taken = set(catalog.model_names(""))
    home, number, folder = model_store.install_folder(), 2, stem
    while folder in taken or os.path.exists(home / folder):
        folder, number = f"{stem}-{number}", number + 1
    return home / folder
