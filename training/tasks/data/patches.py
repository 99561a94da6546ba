"""Labelled patches: the interface between sources of training data and fine-tuning.

A source is a sequence of patches, each of which is read on access. Published data sets and the user's own files have
the same interface; :func:`training.tasks.fit.fit` takes any source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import BoolArray, FloatArray
from backend.common.errors import InputError
from backend.spectral.bands import UNKNOWN_GSD_M
from backend.spectral.resampling import Bands

Task = Literal["dense", "change", "single", "multi"]
TASKS: tuple[Task, ...] = ("dense", "change", "single", "multi")
"""One class per pixel; change between two dates per pixel; one class per patch; any number of classes per patch."""
OF_PIXELS: tuple[Task, ...] = ("dense", "change")
CHANGES = ("unchanged", "changed")
"""Classes of the task "change"."""
MAX_CLASSES = 255  # values of a map in bytes, without 0 for no data


@dataclass(frozen=True)
class BandTable:
    """The bands of a patch, their sensor, level and pixel size, as the engine reads them from a raster.

    Attributes:
        bands: centres and full widths at half maximum (C,) in nm, in the order of the pixels' bands.
        sensor: name of the sensor, as in ``resources/sensors`` if it is there; None if not known.
        level: "L2" for surface reflectance, "L1" for apparent reflectance at the sensor.
        gsd_m: pixel size on the ground in metres.
    """

    bands: Bands
    sensor: str | None = None
    level: str = "L2"
    gsd_m: float = UNKNOWN_GSD_M

    @staticmethod
    def of(
        center_nm: Sequence[float], fwhm_nm: Sequence[float], *, sensor: str | None = None, level: str = "L2",
        gsd_m: float = UNKNOWN_GSD_M,
    ) -> BandTable:  # fmt: skip
        """Return a table from lists of centres and widths in nm."""
        bands = Bands(np.asarray(center_nm, dtype=np.float64), np.asarray(fwhm_nm, dtype=np.float64))
        return BandTable(bands, sensor, level, gsd_m)

    def take(self, index: Sequence[int]) -> BandTable:
        """Return the table of the bands at the positions ``index``, in that order."""
        chosen = list(index)
        bands = Bands(self.bands.center_nm[chosen], self.bands.fwhm_nm[chosen])
        return BandTable(bands, self.sensor, self.level, self.gsd_m)


@dataclass(frozen=True)
class Patch:
    """One labelled patch.

    Attributes:
        name: name of the image or place, for messages and tables.
        pixels: (C, H, W) float32, reflectance (0 to 1, more for snow and glint) at the surface or at the sensor, see
            ``table.level``; radiance is converted to apparent reflectance. Invalid pixels may have any value.
        valid: (H, W) bool, False for no data.
        table: the bands.
        mask: (H, W) uint8 for labelled pixels: position of the class + 1, 0 for no label. Else None.
        labels: positions of the classes of a scene, exactly one for "single", any number for "multi".
        content: (C, Q) quantiles of the whole raster that the patch was cut from (``backend.spectral.inputs.content``),
            None if the patch is a whole raster: its own quantiles are then used.
        later: the same pixels on later dates, in order, without masks; exactly one for the task "change".
        day: date in days since 1970, for a patch of a stack of dates.
    """

    name: str
    pixels: FloatArray
    valid: BoolArray
    table: BandTable
    mask: NDArray[np.uint8] | None = None
    labels: tuple[int, ...] = ()
    content: FloatArray | None = None
    later: tuple[Patch, ...] = ()
    day: float = 0.0

    def __post_init__(self) -> None:
        """Refuse arrays of inconsistent shapes.

        Raises:
            InputError: shapes differ.
        """
        shape = self.pixels.shape
        fits = len(shape) == 3 and shape[0] == self.table.bands.count and shape[1:] == self.valid.shape
        if not fits or (self.mask is not None and self.mask.shape != self.valid.shape):
            raise InputError(
                f"Patch '{self.name}' has {self.table.bands.count} bands in its table, pixels of shape {shape}, "
                f"validity {self.valid.shape} and a mask {None if self.mask is None else self.mask.shape}; "
                "give pixels (bands, rows, columns), and masks with the same rows and columns."
            )
        if any(other.valid.shape != self.valid.shape for other in self.later):
            raise InputError(f"The dates of patch '{self.name}' differ in size; resample them to one grid.")


class LabelledPatches(Protocol):
    """A source of labelled patches. A patch is read on access, so that memory use stays constant."""

    @property
    def task(self) -> Task:
        """One of :data:`TASKS`."""
        ...

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, at most 255, in the order of masks and labels."""
        ...

    def __len__(self) -> int:
        """Return the number of patches."""
        ...

    def __getitem__(self, index: int, /) -> Patch:
        """Read a patch; every call returns the same one.

        Raises:
            InputError: its file is missing or damaged.
        """
        ...

    def group(self, index: int, /) -> str:
        """Return the place of a patch without reading it; patches of one place are held out together."""
        ...

    def part(self, index: int, /) -> str:
        """Return "train", "val" or "test" if the source has its own split, else ""."""
        ...


@dataclass(frozen=True)
class OfSource:
    """Base of patches that are taken from a source: they have its task and its classes."""

    source: LabelledPatches

    @property
    def task(self) -> Task:
        """The task of the source."""
        return self.source.task

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the source."""
        return self.source.classes


@dataclass(frozen=True)
class Chosen(OfSource):
    """Selected patches of a source, in this order (see :class:`LabelledPatches`)."""

    index: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, index: int, /) -> Patch:
        """Read a patch."""
        return self.source[self.index[index]]

    def group(self, index: int, /) -> str:
        """Return the place, as in the source."""
        return self.source.group(self.index[index])

    def part(self, index: int, /) -> str:
        """Return the part of the split, as in the source."""
        return self.source.part(self.index[index])


@dataclass(frozen=True)
class InMemory:
    """Patches in memory (see :class:`LabelledPatches`); each is its own place unless ``groups`` states places."""

    task: Task
    classes: tuple[str, ...]
    patches: tuple[Patch, ...]
    groups: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.patches)

    def __getitem__(self, index: int, /) -> Patch:
        """Return a patch."""
        return self.patches[index]

    def group(self, index: int, /) -> str:
        """Return the place."""
        return self.groups[index] if self.groups else self.patches[index].name

    def part(self, index: int, /) -> str:
        """Return "": there is no split."""
        return ""
