"""Tiles stretched to their own range, as in the published code of SpectralGPT."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import FloatArray


def stretched(pixels: FloatArray, valid: NDArray[np.bool_]) -> FloatArray:
    """Return pixels (C, h, w) with each band stretched from its smallest valid value (0) to its largest (1).

    Pixels that are not ``valid`` (h, w), and constant bands, are 0.
    """
    if not valid.any():
        return np.zeros_like(pixels)
    seen = pixels[:, valid]
    low, high = seen.min(axis=1)[:, None, None], seen.max(axis=1)[:, None, None]
    span = np.where(high > low, high - low, 1.0)
    result: FloatArray = np.where(valid, (pixels - low) / span, 0.0).astype(np.float32)
    return result
