"""Array types, and padding to the window sizes that networks accept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
DoubleArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
ByteArray = NDArray[np.uint8]
BoolArray = NDArray[np.bool_]
AnyFloatArray = NDArray[np.floating]
AnyIntArray = NDArray[np.integer]
PAD_TO = 8  # networks need heights and widths that are multiples of 8


def padded(length: int) -> int:
    """Return the smallest multiple of 8 that is at least ``length`` (pixels)."""
    return -(-length // PAD_TO) * PAD_TO
