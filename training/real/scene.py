"""A real scene with labels, as training and evaluation see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import FloatArray
from backend.common.errors import InputError
from backend.spectral.resampling import Bands

Group = tuple[str, ...]


def bands_at(pairs: Iterable[tuple[float, float]]) -> Bands:
    """Return the bands of (centre, FWHM) pairs in nm."""
    table = np.array(list(pairs), dtype=np.float64)
    return Bands(table[:, 0], table[:, 1])


@dataclass(frozen=True)
class LabelledScene:
    """A real scene.

    Attributes:
        name: name of the scene, unique within its set.
        set: name of the set, as in ``training.real.benchmarks.SETS``.
        fold: place or flight; all scenes of a fold are left out of training together.
        pixels: (H, W, C) float32 reflectance at the surface (level L2) or at the sensor (L1).
        valid: (H, W) bool, True where the pixel was observed.
        bands: centres and widths (C,) in nm.
        level: "L1" or "L2".
        sensor: name of the sensor, None if unknown.
        gsd_m: ground sampling distance in metres.
        labels: (H, W) uint8, 0 for none.
        classes: label -> names of the classes that it may stand for, any of which is correct.
        positions: False for a table of pixels without positions, in which neighbours have no meaning.
    """

    name: str
    set: str
    fold: str
    pixels: FloatArray
    valid: NDArray[np.bool_]
    bands: Bands
    level: str
    sensor: str | None
    gsd_m: float
    labels: NDArray[np.uint8]
    classes: Mapping[int, Group]
    positions: bool = True

    def __post_init__(self) -> None:
        """Reject arrays that do not match.

        Raises:
            InputError: shapes differ, or a label has no classes.
        """
        shape = self.pixels.shape
        if not (shape[:2] == self.valid.shape == self.labels.shape and shape[2] == self.bands.count):
            raise InputError(f"Scene '{self.name}' of set '{self.set}' has arrays of different shapes; read it again.")
        unknown = set(np.unique(self.labels).tolist()) - {0, *self.classes}
        if unknown:
            raise InputError(f"Label {min(unknown)} of scene '{self.name}' has no classes; add it to set '{self.set}'.")


@dataclass(frozen=True)
class Table:
    """Pixels without positions: reflectance (n, C), labels (n,), and the metadata that the file lacks."""

    pixels: NDArray[np.floating]
    labels: NDArray[np.integer]
    bands: Bands
    level: str
    sensor: str | None
    gsd_m: float

    def take(self, index: NDArray[np.integer] | NDArray[np.bool_]) -> Table:
        """Return some of the pixels."""
        return replace(self, pixels=self.pixels[index], labels=self.labels[index])


def thinned(table: Table, most: int, *, seed: int = 0) -> Table:
    """Return at most ``most`` pixels of each label, drawn with a fixed seed, as points of one field are similar."""
    rng = np.random.default_rng(seed)
    kept = [rng.permutation(np.flatnonzero(table.labels == k))[:most] for k in np.unique(table.labels)]
    return table.take(np.sort(np.concatenate(kept)) if kept else np.zeros(0, dtype=np.int64))
