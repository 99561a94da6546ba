"""Labelled scenes for training: folders by class, a table, or grid cells over polygons."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..common.errors import InputError
from ..common.wording import counted
from ..job.sources import find_scenes, is_sidecar
from ..raster.window import Window

MAX_CLASSES = 255
PATH_NAMES = ("path", "file", "filename", "image", "scene", "source")
LABEL_NAMES = ("labels", "label", "classes", "class")
GROUP_NAMES = ("group", "place", "tile")
PART_NAMES = ("split", "part")
PARTS = {"train": "train", "training": "train", "val": "val", "valid": "val", "validation": "val", "test": "test"}
SEPARATOR = ";"
_TRUE, _FALSE = ("1", "1.0", "true", "yes"), ("0", "0.0", "false", "no", "")
_MAX_TABLE_BYTES = 500_000_000


@dataclass(frozen=True)
class Example:
    """One labelled scene.

    Attributes:
        source: the raster or product.
        labels: positions of its classes.
        group: the place; scenes of a place are validated together.
        window: the cell; None for the whole raster.
        part: "train", "val" or "test" as stated in a table, else "".
    """

    source: str
    labels: tuple[int, ...]
    group: str
    window: Window | None = None
    part: str = ""


@dataclass(frozen=True)
class Examples:
    """All labelled scenes, the classes in the order of their positions, and warnings for the user."""

    classes: tuple[str, ...]
    items: tuple[Example, ...]
    multi_label: bool
    warnings: tuple[str, ...] = ()

    def checked(self) -> Examples:
        """Return this object after a check.

        Raises:
            InputError: there are too few scenes or classes to learn from.
        """
        present = {label for item in self.items for label in item.labels}
        least = 1 if self.multi_label else 2
        if len(present) < least or len(self.items) < 2:
            raise InputError(
                f"There are {counted(len(self.items), 'labelled scene')} of {counted(len(present), 'class', 'classes')}"
                f"; give at least two scenes, of {counted(least, 'class', 'classes')} or more."
            )
        if len(self.classes) > MAX_CLASSES:
            raise InputError(f"There are {counted(len(self.classes), 'class', 'classes')}; give at most {MAX_CLASSES}.")
        return self


def from_folders(folder: Path) -> Examples:
    """Read ``folder/CLASS/...``: each raster or product in a class's folder is a scene of this class.

    Raises:
        InputError: the folder does not exist, or has fewer than two classes with scenes.
    """
    if not folder.is_dir():
        raise InputError(f"Folder {folder} does not exist; give a folder with one subfolder per class.")
    names = sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    found = {name: list(find_scenes([str(folder / name)])) for name in names}
    found = {name: [s for s in scenes if s != str(folder / name)] for name, scenes in found.items()}
    empty = [name for name, scenes in found.items() if not scenes]
    classes = tuple(name for name in names if found[name])
    items = tuple(Example(scene, (k,), scene) for k, name in enumerate(classes) for scene in found[name])
    warnings = (f"{counted(len(empty), 'folder')} without a raster ignored: {', '.join(empty)}.",) if empty else ()
    if len(classes) < 2:
        raise InputError(
            f"Folder {folder} has rasters in {counted(len(classes), 'folder')}; give two or more, one per class."
        )
    return Examples(classes, items, multi_label=False, warnings=warnings).checked()


def from_table(path: Path, *, multi_label: bool) -> Examples:
    """Read a CSV with the path of each scene and its classes.

    Classes are in one column ("label" or "labels", several separated by semicolons), or each has a column of 0 and 1.
    The optional columns are "group" (the place) and "split" (train, val, test). Paths are relative to the table's
    folder.

    Args:
        path: the table.
        multi_label: whether a scene may have several classes, or none.

    Raises:
        InputError: the table cannot be read, lacks a column or names a scene that does not exist.
    """
    rows, names = _rows(path)
    columns = {kind: _column(names, known) for kind, known in _COLUMNS.items()}
    if columns["path"] is None:
        raise InputError(f"Table {path.name} has no column '{PATH_NAMES[0]}'; its columns are {', '.join(names)}.")
    own = [name for name in names if name not in columns.values()]
    labels = [_labels_of(row, columns["label"], own, path) for row in rows]
    classes = tuple(sorted({name for found in labels for name in found})) if columns["label"] else tuple(own)
    place = {name: k for k, name in enumerate(classes)}
    items = []
    for number, (row, found) in enumerate(zip(rows, labels), start=2):
        if not multi_label and len(found) != 1:
            raise InputError(
                f"Line {number} of {path.name} has {counted(len(found), 'class', 'classes')}; give one, or choose "
                "several labels per scene."
            )
        source = _source(path, str(row[columns["path"]]), number)
        group, part = (str(row[c] or "") if (c := columns[key]) else "" for key in ("group", "part"))
        items.append(
            Example(source, tuple(sorted(place[n] for n in found)), group or source, part=_part(part, path, number))
        )
    return Examples(classes, tuple(items), multi_label).checked()


_COLUMNS = {"path": PATH_NAMES, "label": LABEL_NAMES, "group": GROUP_NAMES, "part": PART_NAMES}


def _rows(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    try:
        if path.stat().st_size > _MAX_TABLE_BYTES:
            raise InputError(f"Table {path.name} is larger than 500 MB; give a table of paths and labels.")
        with path.open(newline="", encoding="utf-8-sig") as stream:
            text = stream.read(65_536)
            stream.seek(0)
            separator = ";" if text.splitlines() and text.splitlines()[0].count(";") > text.count(",") else ","
            reader = csv.DictReader(stream, delimiter=separator, restval="")
            rows = [row for row in reader if any((value or "").strip() for value in row.values() if _is_text(value))]
            names = [name for name in reader.fieldnames or [] if name]
    except FileNotFoundError:
        raise InputError(f"Table {path} does not exist; check the path.") from None
    except (OSError, UnicodeDecodeError, csv.Error) as exc:
        raise InputError(f"Table {path.name} cannot be read ({exc}); give a CSV in UTF-8.") from exc
    if not rows:
        raise InputError(f"Table {path.name} has no rows; give one line per scene below the column names.")
    return rows, names


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _column(names: Sequence[str], known: Sequence[str]) -> str | None:
    by_name = {name.strip().lower(): name for name in names}
    return next((by_name[name] for name in known if name in by_name), None)


def _labels_of(row: Mapping[str, Any], column: str | None, own: Sequence[str], path: Path) -> list[str]:
    """Return the class names of a row."""
    if column:
        return [name.strip() for name in str(row[column] or "").split(SEPARATOR) if name.strip()]
    found = []
    for name in own:
        value = str(row[name] or "").strip().lower()
        if value not in _TRUE + _FALSE:
            raise InputError(
                f"Column '{name}' of {path.name} holds '{value}'; give a column 'labels', or 0 and 1 for each class."
            )
        if value in _TRUE:
            found.append(name)
    return found


def _source(table: Path, text: str, number: int) -> str:
    source = Path(text.strip())
    source = source if source.is_absolute() else table.parent / source
    if not text.strip() or not source.exists() or is_sidecar(str(source)):
        raise InputError(f"Line {number} of {table.name} names the scene '{text}', which does not exist; correct it.")
    return str(source)


def _part(text: str, table: Path, number: int) -> str:
    key = text.strip().lower()
    if key and key not in PARTS:
        raise InputError(f"Line {number} of {table.name} has the split '{text}'; use train, val or test.")
    return PARTS.get(key, "")
