"""Spectra picked on the map: read by the engine, compared with the library, written as CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...backend.common.errors import OutputError, SpecAwareError
from ...backend.job.spec import JobSpec
from ..i18n import tr
from ..qgis_tasks import BackgroundJobs
from ..results.outputs import spare_rasters
from .layers import Source, source_of_layer
from .library import Likeness, nearest
from .sensor_settings import of_layer


@dataclass(frozen=True)
class Profile:
    """One picked spectrum: where it is, and one value a band in ``units``; ``used`` tells the bands that count.

    ``source``: path by which its raster is opened; ``settings``: the sensor settings it was read with.
    """

    path: str
    layer: str
    row: int
    col: int
    x: float
    y: float
    quantity: str
    units: str
    center_nm: tuple[float | None, ...]
    values: tuple[float | None, ...]
    used: tuple[bool, ...]
    likeness: list[Likeness] = field(default_factory=list, compare=False)
    crs: QgsCoordinateReferenceSystem = field(default_factory=QgsCoordinateReferenceSystem, compare=False)
    source: str = field(default="", compare=False)
    settings: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def over_numbers(self) -> bool:
        """True if no wavelength is known, so that it is plotted against band numbers."""
        return all(center is None for center in self.center_nm)

    @property
    def positions(self) -> tuple[float | None, ...]:
        """Place of each band on the axis: nm, or the band's number."""
        return tuple(map(float, range(1, len(self.values) + 1))) if self.over_numbers else self.center_nm

    def shares_axes_with(self, other: Profile) -> bool:
        """True if both can be drawn in one plot: the same axis, quantity and units."""
        return (self.over_numbers, self.quantity, self.units) == (other.over_numbers, other.quantity, other.units)

    @property
    def name(self) -> str:
        """Name in lists and files."""
        return tr("row {}, column {}").format(self.row, self.col) + f" · {self.layer}"


class PickedSpectra(QObject):
    """The spectra picked so far, shared by the profile tool's panel and open sensor dialogs."""

    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profiles: list[Profile] = []

    def put(self, profiles: Sequence[Profile]) -> None:
        """Replace them."""
        self.profiles = list(profiles)
        self.changed.emit()


class ProfilePicker(QObject):
    """Reads spectra in the background, one point after the other; ``picked`` and ``failed`` come in the main thread."""

    picked = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = BackgroundJobs(lambda error: self.failed.emit(str(error)))

    @property
    def is_reading(self) -> bool:
        """True while a spectrum is being read."""
        return self._jobs.is_running

    def pick(self, layer: QgsRasterLayer, point: QgsPointXY) -> None:
        """Read the spectrum at ``point``, in the layer's CRS."""
        try:
            source = source_of_layer(layer)
        except SpecAwareError as error:
            self.failed.emit(str(error))
            return
        self.read(source, of_layer(layer), point, layer.crs())

    def read(
        self, source: Source, settings: dict[str, Any], point: QgsPointXY, crs: QgsCoordinateReferenceSystem
    ) -> None:
        """Read the spectrum of a raster at ``point``, in its CRS."""
        job = JobSpec("profile", source.path, overrides=settings, points=((point.x(), point.y()),))
        crs = QgsCoordinateReferenceSystem(crs)

        def done(data: dict[str, Any]) -> None:
            profile = profile_of(source.name, point, data)
            self.picked.emit(replace(profile, crs=crs, source=source.path, settings=settings))

        self._jobs.start(tr("SpecAware: reading a spectrum"), job, done)

    def shut_down(self) -> None:
        """Stop reading and wait for it."""
        self._jobs.shut_down()


def profile_of(name: str, point: QgsPointXY, data: dict[str, Any]) -> Profile:
    """Return the profile of a result event; compared with the library where it is reflectance."""
    bands, found = data["bands"], data["spectra"][0]
    centers = tuple(band.get("center_nm") for band in bands)
    used = tuple(bool(band.get("good", True)) for band in bands)
    values = tuple(found["values"])
    likeness = []
    if data.get("quantity") == "reflectance":
        likeness = nearest(centers, [v if u else None for v, u in zip(values, used)])
    return Profile(
        str(data["path"]), name, found["row"], found["col"], point.x(), point.y(), str(data.get("quantity") or ""),
        str(data.get("units") or ""), centers, values, used, likeness,
    )  # fmt: skip


def save_csv(profiles: Sequence[Profile], path: Path) -> None:
    """Write the profiles as a long table: one line a point and band.

    Raises:
        OutputError: the file cannot be written.
    """
    head = ["point", "layer", "row", "column", "x", "y", "band", "wavelength_nm", "used", "value", "units", "nearest"]
    spare_rasters(path)
    try:
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(head)
            for number, p in enumerate(profiles, start=1):
                near = p.likeness[0].spectrum.name if p.likeness else ""
                units = "reflectance" if p.quantity == "reflectance" else p.units
                for band, (center, value, used) in enumerate(zip(p.center_nm, p.values, p.used), start=1):
                    facts = [number, p.layer, p.row, p.col, p.x, p.y, band, center, int(used), value, units, near]
                    writer.writerow(["" if fact is None else fact for fact in facts])
    except OSError as error:
        raise OutputError(
            tr("'{}' cannot be written ({}): choose another place.").format(path, error.strerror or error)
        ) from error
