"""Where models are installed, and how to find one by name or path."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from ..common.documents import DocumentError, read_document
from ..common.errors import ModelError, OutputError
from ..common.machine.folders import expanded, under_home, user_folder
from ..common.outputs.temporary import recover
from .cards import CARD_NAME, ModelCard

DEFAULT_MODEL = "specaware-fast"
FOLDERS_VARIABLE = "SPECAWARE_MODELS"  # folders of the user's own models, separated as in PATH
ELSEWHERE_NAME = "elsewhere.json"  # in the user's folder: the list of models kept in other folders
CACHE_VARIABLE = "SPECAWARE_CACHE"  # folder of files that can be recreated


def folders() -> list[Path]:
    """Return the folders that may hold models: the user's, in their order, then those in the plugin."""
    own = [expanded(p) for p in os.environ.get(FOLDERS_VARIABLE, "").split(os.pathsep) if p]
    home = _user_folder()
    return [*own, *([home] if home is not None else []), Path(__file__).resolve().parents[2] / "resources" / "models"]


def install_folder() -> Path:
    """Return the folder for new models: the first of ``SPECAWARE_MODELS``, else the user's own.

    Raises:
        OutputError: neither is set.
    """
    if not os.environ.get(FOLDERS_VARIABLE) and _user_folder() is None:
        raise OutputError(f"This user has no home folder; name a folder for models in {FOLDERS_VARIABLE}.")
    return folders()[0]


def _user_folder() -> Path | None:
    """Return the user's folder for models; None if there is no home folder."""
    base = user_folder()
    return None if base is None else base / "models"


def cache_folder() -> Path:
    """Return the folder for files that can be recreated: ``SPECAWARE_CACHE``, else the platform's cache folder.

    Raises:
        OutputError: neither is set.
    """
    if os.environ.get(CACHE_VARIABLE):
        return Path(os.environ[CACHE_VARIABLE])
    if sys.platform == "win32":
        base = under_home("LOCALAPPDATA", "AppData", "Local")
    elif sys.platform == "darwin":
        base = under_home("", "Library", "Caches")
    else:
        base = under_home("XDG_CACHE_HOME", ".cache")
    if base is None:
        raise OutputError(f"This user has no home folder; name a folder for files to keep in {CACHE_VARIABLE}.")
    return base / "specaware"


def elsewhere() -> list[Path]:
    """Return the folders of models added by :func:`remember`, newest first."""
    home = _user_folder()
    if home is None:
        return []
    try:
        listed = read_document(home / ELSEWHERE_NAME)
    except (OSError, DocumentError):
        return []
    return [Path(item) for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def remember(folder: Path) -> None:
    """Add a model's folder to the list of installed models, unless it is inside a folder of models already.

    Raises:
        OutputError: the list cannot be written.
    """
    folder = Path(os.path.abspath(folder))
    if folder.parent not in folders():
        _list_elsewhere([folder, *(known for known in elsewhere() if known != folder)])


def forget(folder: Path) -> None:
    """Remove a model's folder from the list of those kept elsewhere; the folder itself stays.

    Raises:
        OutputError: the list cannot be written.
    """
    folder = Path(os.path.abspath(folder))
    if folder in elsewhere():
        _list_elsewhere([known for known in elsewhere() if known != folder])


def _list_elsewhere(found: list[Path]) -> None:
    home = _user_folder()
    if home is None:
        raise OutputError(f"This user has no home folder; name a folder for models in {FOLDERS_VARIABLE}.")
    target = home / ELSEWHERE_NAME
    try:
        home.mkdir(parents=True, exist_ok=True)
        temporary = target.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(json.dumps([str(folder) for folder in found], indent=1) + "\n", encoding="utf-8")
        temporary.replace(target)
    except OSError as exc:
        raise OutputError(f"The list of models {target} cannot be written ({exc.strerror}); free it.") from exc


def installed() -> tuple[list[ModelCard], list[str]]:
    """Return the cards of all installed models, and one sentence for each that is damaged.

    If two models have the same name, the first found is kept. The default model comes first.
    """
    cards: dict[str, ModelCard] = {}
    problems = []
    paths = [path for folder in folders() for path in sorted(folder.glob(f"*/{CARD_NAME}"))]
    paths += [path for folder in elsewhere() if (path := folder / CARD_NAME).is_file()]
    for path in paths:
        recover(path.parent)
        try:
            card = ModelCard.load(path)
        except ModelError as exc:
            problems.append(str(exc))
        else:
            cards.setdefault(card.name, card)
    return sorted(cards.values(), key=lambda c: (c.name != DEFAULT_MODEL, c.name)), problems


def find(name: str = "") -> ModelCard:
    """Return a model by its name, or by the path of its card, folder or weights; "" means the default model.

    Raises:
        ModelError: there is no such model, or its card is not valid.
    """
    if name and (os.sep in name or "/" in name or name.endswith(".json") or Path(name).is_dir()):
        path = expanded(name)
        recover(path if path.is_dir() else path.parent)
        return ModelCard.load(path.parent if path.suffix in (".onnx", ".safetensors") else path)
    cards, problems = installed()
    for card in cards:
        if card.name == (name or DEFAULT_MODEL):
            return card
    known = ", ".join(c.name for c in cards) or "none"
    detail = f" ({problems[0]})" if problems else ""
    raise ModelError(f"Model '{name or DEFAULT_MODEL}' is not installed; installed: {known}{detail}.")
