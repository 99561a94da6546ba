"""Resizing of learned planes without torch, equal to torch's ``interpolate`` with ``align_corners=False``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import FloatArray

CUBIC_SHARPNESS = -0.75
"""Parameter a of the cubic kernel (Keys, IEEE TASSP 29(6), 1981), with torch's value."""


def resize_bilinear(planes: FloatArray, side: int) -> FloatArray:
    """Resize (..., P, P) bilinearly to (..., side, side); values beyond the edge repeat it."""
    return _resize(planes, side, _linear, reach=1)


def resize_bicubic(planes: FloatArray, side: int) -> FloatArray:
    """Resize (..., P, P) by cubic convolution to (..., side, side); values beyond the edge repeat it."""
    return _resize(planes, side, _cubic, reach=2)


def _resize(
    planes: FloatArray, side: int, kernel: Callable[[NDArray[np.float64]], NDArray[np.float64]], *, reach: int
) -> FloatArray:
    old = planes.shape[-1]
    if old == side:
        return planes
    shares = np.zeros((side, old))
    place = (np.arange(side) + 0.5) * old / side - 0.5  # cell centres of the new grid on the old one
    if reach == 1:
        place = np.maximum(place, 0.0)
    first = np.floor(place).astype(int)
    for step in range(1 - reach, reach + 1):
        column = np.clip(first + step, 0, old - 1)
        np.add.at(shares, (np.arange(side), column), kernel(np.abs(place - (first + step))))
    result: FloatArray = (shares @ planes.astype(np.float64) @ shares.T).astype(np.float32)
    return result


def _linear(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.maximum(1.0 - distance, 0.0)


def _cubic(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    a, d = CUBIC_SHARPNESS, distance
    near = ((a + 2) * d - (a + 3)) * d * d + 1
    far = a * (((d - 5) * d + 8) * d - 4)
    return np.where(d <= 1, near, np.where(d < 2, far, 0.0))
