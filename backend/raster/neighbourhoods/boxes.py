"""Counts in squares around pixels, at a cost independent of the square's size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import BoolArray


def box_count(mask: BoolArray, half: int) -> NDArray[np.int64]:
    """Return the number of True pixels in the square of side 2 ``half`` + 1 around each pixel, inside the image."""
    counts = mask.astype(np.int64)
    for axis in (0, 1):
        total = np.concatenate([np.zeros_like(counts.take([0], axis)), counts.cumsum(axis)], axis)
        at = np.arange(mask.shape[axis])
        ends = np.minimum(at + half + 1, mask.shape[axis])
        counts = total.take(ends, axis) - total.take(np.maximum(at - half, 0), axis)
    return counts


def widened(mask: BoolArray, half: int) -> BoolArray:
    """Return the mask (h, w) dilated by ``half`` pixels in all directions."""
    return mask if half == 0 else np.asarray(box_count(mask, half) > 0)
