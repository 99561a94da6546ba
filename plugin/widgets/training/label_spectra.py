"""The spectra of labelled pixels, read by the engine in the background, and their mean for each class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsApplication, QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ....backend.job.spec import JobSpec
from ...i18n import tr
from ...qgis_tasks import JobsTask
from ..parts.spectrum_plot import Spectrum
from .label_store import LabelClass, LabelStore

_A_LABEL, _A_CLASS = 9, 60  # pixels read of one label, and of a class
_WAIT_MS = 400  # after the last label, so that several drawn in a row are read at once

Values = tuple["float | None", ...]


class LabelSpectra(QObject):
    """Reads new labels; ``changed`` is emitted when there are new spectra, ``failed`` with a sentence."""

    changed = pyqtSignal()
    failed = pyqtSignal(str)

    def __init__(self, store: LabelStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._source, self._overrides = "", {}
        self._known: dict[tuple[int, bytes], list[Values]] = {}
        self._bands: list[dict[str, Any]] = []
        self.units = ""
        self._task: JobsTask | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._read)
        store.changed.connect(self._timer.start)

    @property
    def is_reading(self) -> bool:
        """True while spectra are being read, or are about to be."""
        return self._task is not None or self._timer.isActive()

    def start(self, source: str, overrides: dict[str, Any]) -> None:
        """Start with another raster or other sensor settings."""
        self.stop()
        self._source, self._overrides = source, overrides
        self._known, self._bands = {}, []
        self._timer.start()
        self.changed.emit()

    def _read(self) -> None:
        if self._task is not None:
            self._timer.start()  # again once what is being read has come
            return
        grid = self._store.grid
        if grid is None or self._store.layer is None:
            return
        wanted: list[tuple[tuple[int, bytes], QgsPointXY]] = []
        counts: dict[str, int] = {}
        for number, name, shape in self._store.labels():
            key = _key(number, shape)
            points = [] if key in self._known else grid.centres_in(shape, _A_LABEL)
            counts[name] = counts.get(name, 0) + max(len(points), len(self._known.get(key, ())))
            if points and counts[name] <= _A_CLASS:
                wanted += [(key, point) for point in points]
        if not wanted:
            self.changed.emit()
            return
        points = tuple((point.x(), point.y()) for _, point in wanted)
        job = JobSpec("profile", self._source, overrides=self._overrides, points=points)
        task = JobsTask(tr("SpecAware: reading the spectra of the labels"), [job])
        task.job_done.connect(lambda _, data: self._take([key for key, _ in wanted], data))
        task.job_failed.connect(lambda _, error: self.failed.emit(str(error)))
        task.ended.connect(self._ended)
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def _take(self, keys: Sequence[tuple[int, bytes]], data: dict[str, Any]) -> None:
        self._bands = data["bands"]
        reflectance = data.get("quantity") == "reflectance"
        self.units = tr("Reflectance") if reflectance else str(data.get("units") or "")
        for key, found in zip(keys, data["spectra"]):
            self._known.setdefault(key, []).append(tuple(found["values"]))

    def _ended(self) -> None:
        self._task = None
        self.changed.emit()

    def curves(self, classes: Sequence[LabelClass], strong: str) -> list[Spectrum]:
        """The mean spectrum of each class; that of ``strong`` is in front."""
        if not self._bands or self._store.layer is None:
            return []
        groups: dict[str, list[Values]] = {}
        for number, name, shape in self._store.labels():
            groups.setdefault(name, []).extend(self._known.get(_key(number, shape), ()))
        used = [bool(band.get("good", True)) for band in self._bands]
        found = [
            Spectrum(
                item.name, QColor(item.color), self.positions, _mean(groups[item.name]), strong=item.name == strong,
                used=used,
            )
            for item in classes
            if groups.get(item.name)
        ]  # fmt: skip
        return sorted(found, key=lambda spectrum: spectrum.strong)

    @property
    def over_numbers(self) -> bool:
        """True if no wavelength is known."""
        return all(band.get("center_nm") is None for band in self._bands)

    @property
    def positions(self) -> list[float | None]:
        """Place of each band on the axis: nm, or the band's number."""
        if self.over_numbers:
            return [float(number) for number in range(1, len(self._bands) + 1)]
        return [band.get("center_nm") for band in self._bands]

    @property
    def used(self) -> list[bool]:
        """Whether each band counts."""
        return [bool(band.get("good", True)) for band in self._bands]

    def stop(self) -> None:
        """Stop reading and wait for it."""
        self._timer.stop()
        task, self._task = self._task, None
        if task is not None:
            task.abandon()


def _key(number: int, shape: QgsGeometry) -> tuple[int, bytes]:
    """A label by number and shape: numbers are used again after a label was removed."""
    return number, bytes(shape.asWkb())


def _mean(spectra: Sequence[Values]) -> list[float | None]:
    means: list[float | None] = []
    for values in zip(*spectra):
        known = [value for value in values if value is not None]
        means.append(sum(known) / len(known) if known else None)
    return means
