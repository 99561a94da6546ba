"""The list of rasters in the panel, with their interpretation and progress."""

from __future__ import annotations

import enum
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from ....backend.common.locations import without_keys
from ...i18n import tr, trn
from ...results.maps import area_lines, share_text
from ...results.style import MapClass
from ...scene.layers import Source
from ...scene.report import summary_line, used_count

_OPTIONS = re.compile(r" \(--[^)]*\)")


class State(enum.Enum):
    """State of an entry."""

    READING = "reading"
    QUESTION = "question"
    READY = "ready"
    WAITING = "waiting"
    MAPPING = "mapping"
    MAPPED = "mapped"
    FAILED = "failed"


@dataclass(eq=False)
class Entry:
    """One thing to map: ``found`` is its inspection, ``overrides`` what the user said (SensorOverrides JSON).

    ``unfit`` says why it can never be mapped. ``output``, ``report``, ``model``, ``device`` and ``classes`` are of its
    newest map;
    ``made_with`` is all that this depended on. While it is mapped again, ``earlier`` holds both of the map before.
    """

    source: Source
    state: State = State.READING
    found: dict[str, Any] = field(default_factory=dict)
    overrides: dict[str, Any] = field(default_factory=dict)
    message: str = ""
    fraction: float = 0.0
    classes: list[MapClass] = field(default_factory=list)
    output: str = ""
    report: str = ""
    model: str = ""
    device: str = ""
    unfit: str = ""
    made_with: object = None
    earlier: tuple[str, object] | None = None

    @property
    def line(self) -> str:
        """The second line in the list."""
        if self.state is State.READING:
            return tr("Reading…")
        if self.state is State.WAITING:
            return tr("Waiting…")
        if self.state is State.MAPPED:
            return share_text(self.classes)
        if self.message:
            return self.message
        return summary_line(self.found) if self.found else ""

    @property
    def detail(self) -> str:
        """The tool tip."""
        lines = [without_keys(self.source.path)]
        if self.found:
            lines.append(summary_line(self.found))
            lines += [str(text) for text in self.found.get("warnings", ())]
        if self.message:
            lines.append(self.message)
        if self.output:
            lines.append(f"{self.output} · {self.model}" if self.model else self.output)
        if self.output and self.device:
            lines.append(tr("Mapped on: {}").format(self.device))
        if self.classes:
            lines.append(area_lines(self.classes))
        return "\n".join(lines)

    def can_run(self, wanted: object) -> bool:
        """True if it can be mapped now: no open question, and not yet mapped with ``wanted``."""
        if self.unfit or not self.found.get("ready"):
            return False
        return self.state in (State.READY, State.FAILED) or (self.state is State.MAPPED and self.made_with != wanted)

    def begin(self, output: str, made_with: object) -> None:
        """Mark it as being mapped to a file."""
        self.earlier = (self.output, self.made_with) if self.state is State.MAPPED else None
        self.state, self.message, self.fraction = State.WAITING, "", 0.0
        self.output, self.made_with = output, made_with

    def give_up(self, problem: str = "") -> None:
        """Mark its map as cancelled or failed; an earlier map stays."""
        (self.output, self.made_with), self.earlier = self.earlier or ("", None), None
        self.message = problem
        self.state = State.FAILED if problem else State.MAPPED if self.output else State.READY

    def judge(self, fewest_bands: int) -> None:
        """Set the state after the inspection: ready, a question, or too few bands for the model."""
        self.unfit = too_few(self.found, fewest_bands)
        self.message = self.unfit or question_about(self.found)
        self.state = State.FAILED if self.unfit else State.QUESTION if self.message else State.READY


def too_few(found: dict[str, Any], fewest_bands: int) -> str:
    """A sentence if a raster has fewer bands than the model needs, not counting masks; else empty."""
    count = sum(band.get("good_origin") != "alpha band" for band in found.get("bands", ()))
    if count >= fewest_bands:
        return ""
    text = trn(
        "{} band: the model needs at least {}, as of a multispectral or hyperspectral sensor.",
        "{} bands: the model needs at least {}, as of a multispectral or hyperspectral sensor.",
        count,
    )
    return text.format(count, fewest_bands)


def question_about(found: dict[str, Any]) -> str:
    """The open question before mapping; empty if nothing is missing."""
    if found.get("ready", True):
        return ""
    if not used_count(found):
        count = int(found.get("count") or 0)
        return trn(
            "Which sensor? {} band without wavelength", "Which sensor? {} bands without wavelengths", count
        ).format(count)
    return next((plain(str(text), found) for text in found.get("blockers", ())), "")


def plain(text: str, found: dict[str, Any]) -> str:
    """Adapt a sentence of the engine, which is in English, for the panel.

    The file's name is shown above it, and options of the command line do not apply here.
    """
    text = _OPTIONS.sub("", text)
    return text.replace(f"'{os.path.basename(str(found.get('path', '')))}'", "The file")


class EntryModel(QAbstractListModel):
    """The entries, in the order they were dropped."""

    ENTRY = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Number of entries."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, tool tip, and the entry itself for the delegate."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.source.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.detail
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.source.name}: {entry.line}"
        return entry if role == self.ENTRY else None

    def add(self, entries: Iterable[Entry]) -> None:
        """Append entries."""
        new = list(entries)
        if new:
            self.beginInsertRows(QModelIndex(), len(self.entries), len(self.entries) + len(new) - 1)
            self.entries += new
            self.endInsertRows()

    def remove(self, entry: Entry) -> None:
        """Remove an entry."""
        row = next((i for i, known in enumerate(self.entries) if known is entry), -1)
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self.entries[row]
            self.endRemoveRows()

    def touch(self, entry: Entry) -> None:
        """Tell the view that an entry changed."""
        for row, known in enumerate(self.entries):
            if known is entry:
                index = self.index(row)
                self.dataChanged.emit(index, index)
