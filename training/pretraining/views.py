"""Augmentation of training samples, as pure functions: crops, rotations, spectral windows, dropped bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import BoolArray, FloatArray, IntArray

from .schedule import View

MIN_BANDS = 4
CROP_SCALE = (0.2, 1.0)
"""Range of the share of the patch's area that a resized crop covers (Hong et al. 2024; He et al. 2022)."""


@dataclass(frozen=True)
class Crop:
    """Rows and columns cut from a patch, the size ``tile`` (h, w) after resampling, and one of 8 orientations."""

    rows: slice
    cols: slice
    tile: tuple[int, int]
    turn: int

    @property
    def zoom(self) -> float:
        """Pixel size after the crop relative to that of the patch."""
        return float(
            np.sqrt((self.rows.stop - self.rows.start) * (self.cols.stop - self.cols.start) / np.prod(self.tile))
        )


def draw_crop(rng: np.random.Generator, shape: tuple[int, int], tile: int, *, resize: bool, multiple: int = 8) -> Crop:
    """Draw the crop of one sample.

    Args:
        rng: random generator.
        shape: rows and columns of the patch.
        tile: wanted side; a smaller patch is used whole (in multiples of ``multiple``) unless it is resampled.
        resize: whether to cut 20-100 % of the area and resample it to the tile.
        multiple: sides are rounded down to a multiple of this number.
    """
    turn = int(rng.integers(8))
    if resize:
        side = min(shape) * np.sqrt(rng.uniform(*CROP_SCALE))
        height = width = max(round(side), min(multiple, *shape))
        size = (tile, tile)
    else:
        height, width = (min(tile, side // multiple * multiple) for side in shape)
        size = (height, width)
    if height != width:
        turn &= 3  # a rotation by 90 degrees would change the shape
    row, col = int(rng.integers(shape[0] - height + 1)), int(rng.integers(shape[1] - width + 1))
    return Crop(slice(row, row + height), slice(col, col + width), size, turn)


def resample(values: FloatArray, valid: BoolArray, size: tuple[int, int]) -> tuple[FloatArray, BoolArray]:
    """Resample values (C, h, w) bilinearly; a new pixel is valid (h, w) if all pixels that contribute to it are."""
    if values.shape[1:] == size:
        return values, valid
    rows, cols = _weights(values.shape[1], size[0]), _weights(values.shape[2], size[1])
    made = rows @ values @ cols.T  # (H, h) (C, h, w) (w, W)
    whole = rows @ valid.astype(np.float32) @ cols.T > 0.999
    return (made * whole).astype(np.float32), whole


def _weights(count: int, wanted: int) -> FloatArray:
    """Return the matrix (wanted, count) of linear interpolation between pixel centres, or of area averages."""
    if wanted < count:  # downsampling: area average
        edges = np.linspace(0.0, count, wanted + 1)
        low, high = edges[:-1, None], edges[1:, None]
        cells = np.arange(count)[None]
        cover = np.clip(np.minimum(high, cells + 1) - np.maximum(low, cells), 0.0, None)
        return np.asarray(cover / cover.sum(axis=1, keepdims=True), dtype=np.float32)
    place = np.clip((np.arange(wanted) + 0.5) * count / wanted - 0.5, 0.0, count - 1.0)
    distance = np.abs(place[:, None] - np.arange(count)[None])
    return np.asarray(np.clip(1.0 - distance, 0.0, None), dtype=np.float32)


def spectral_window(rng: np.random.Generator, center_nm: NDArray[np.float64], view: View) -> IntArray:
    """Return the positions of a view's bands: adjacent in wavelength, or spread over the view's range.

    A sensor with fewer than 4 bands in the range uses all its bands instead.
    """
    order = np.argsort(center_nm, kind="stable")
    inside = order[(center_nm[order] >= view.low_nm) & (center_nm[order] <= view.high_nm)]
    if len(inside) < MIN_BANDS:
        inside = order
    count = min(view.bands, len(inside))
    if view.spread:
        return np.asarray(inside[np.sort(rng.choice(len(inside), count, replace=False))], dtype=np.int64)
    start = int(rng.integers(len(inside) - count + 1))
    return np.asarray(inside[start : start + count], dtype=np.int64)


def drop_bands(rng: np.random.Generator, positions: IntArray, largest_share: float) -> IntArray:
    """Drop a random share of the bands, up to ``largest_share``; at least 4 remain, in their order."""
    share = rng.uniform(0.0, largest_share)
    kept = max(MIN_BANDS, len(positions) - int(share * len(positions)))
    if kept >= len(positions):
        return positions
    return np.asarray(positions[np.sort(rng.choice(len(positions), kept, replace=False))])


def covering(positions: Sequence[IntArray]) -> IntArray:
    """Return the sorted union of the bands of several views: the bands to read."""
    return np.unique(np.concatenate(positions))
