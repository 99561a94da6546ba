"""Labelled patches: what every source of training data gives, and all that fine-tuning knows of one.

A source is a sequence of patches that are read when asked for. Published data sets and a user's own files look the
same; :func:`training.tasks.fit.fit` takes any.
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
"""A class for each pixel; change between two dates for each pixel; one class for the patch; any number of them."""
OF_PIXELS: tuple[Task, ...] = ("dense", "change")
CHANGES = ("unchanged", "changed")
"""Classes of the task "change"."""
MAX_CLASSES = 255  # of a map in bytes, 0 is no data


@dataclass(frozen=True)
class BandTable:
    """What is known of a patch's bands, as the product reads it from a raster.

    Attributes:
        bands: centres and full widths at half maximum (C,) in nm, in the order of the pixels' bands.
        sensor: its name, as in ``resources/sensors`` where known; None where not.
        level: "L2" for reflectance at the surface, "L1" for (apparent) reflectance at the sensor.
        gsd_m: size of a pixel on the ground in metres.
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
        """Make a table from two lists in nm."""
        bands = Bands(np.asarray(center_nm, dtype=np.float64), np.asarray(fwhm_nm, dtype=np.float64))
        return BandTable(bands, sensor, level, gsd_m)

    def take(self, index: Sequence[int]) -> BandTable:
        """Return the table of some of the bands, in that order."""
        chosen = list(index)
        bands = Bands(self.bands.center_nm[chosen], self.bands.fwhm_nm[chosen])
        return BandTable(bands, self.sensor, self.level, self.gsd_m)


@dataclass(frozen=True)
class Patch:
    """One labelled patch.

    Attributes:
        name: of the image or the place, for messages and tables.
        pixels: (C, H, W) float32, physical values: reflectance (0 to 1, snow and glint above) at the surface or at the
            sensor, as ``table.level`` says; radiance is brought to apparent reflectance. Any number where not valid.
        valid: (H, W) bool, False for no data.
        table: the bands.
        mask: (H, W) uint8 for a dense task: position of the class + 1, 0 where there is no label. Else None.
        labels: positions of the classes of a scene, exactly one for "single", any number for "multi".
        content: (C, Q) quantiles of the whole raster that the patch was cut from (``backend.spectral.inputs.content``),
            None where the patch is all there is: they are then taken of the patch itself.
        later: the same pixels on later dates, in order, without masks; of the task "change" exactly one.
        day: date of the patch in days since 1970, of a patch of several dates that are no change.
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
        """Refuse arrays that do not belong together.

        Raises:
            InputError: shapes differ.
        """
        shape = self.pixels.shape
        fits = len(shape) == 3 and shape[0] == self.table.bands.count and shape[1:] == self.valid.shape
        if not fits or (self.mask is not None and self.mask.shape != self.valid.shape):
            raise InputError(
                f"Patch '{self.name}' has {self.table.bands.count} bands in its table, pixels of shape {shape}, "
                f"validity {self.valid.shape} and a mask {None if self.mask is None else self.mask.shape}; "
                "give (bands, rows, columns) and masks of as many rows and columns."
            )
        if any(other.valid.shape != self.valid.shape for other in self.later):
            raise InputError(f"The dates of patch '{self.name}' differ in size; bring them to one grid.")


class LabelledPatches(Protocol):
    """A source of labelled patches. Nothing is read before a patch is asked for, so that memory stays flat."""

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
        """Read a patch; the same each time.

        Raises:
            InputError: its file is missing or damaged.
        """
        ...

    def group(self, index: int, /) -> str:
        """Name the place that a patch is from, without reading it: patches of a place are held out together."""
        ...

    def part(self, index: int, /) -> str:
        """Return "train", "val" or "test" where the source has a split of its own, else ""."""
        ...


@dataclass(frozen=True)
class Chosen:
    """Some patches of a source, in this order (see :class:`LabelledPatches`)."""

    source: LabelledPatches
    index: tuple[int, ...]

    @property
    def task(self) -> Task:
        """Of the source."""
        return self.source.task

    @property
    def classes(self) -> tuple[str, ...]:
        """Of the source."""
        return self.source.classes

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, index: int, /) -> Patch:
        """Read a patch."""
        return self.source[self.index[index]]

    def group(self, index: int, /) -> str:
        """Of the source."""
        return self.source.group(self.index[index])

    def part(self, index: int, /) -> str:
        """Of the source."""
        return self.source.part(self.index[index])


@dataclass(frozen=True)
class InMemory:
    """Patches that are held already (see :class:`LabelledPatches`); each its own place unless ``groups`` says more."""

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
        """Return no part."""
        return ""
