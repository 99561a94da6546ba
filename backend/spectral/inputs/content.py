"""Scene-wide content statistics: the input of SpecAware's content branch, independent of tiling."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LOG_FLOOR = 0.01


def content_quantiles(reflectance: NDArray[np.float32], *, count: int = 16) -> NDArray[np.float32]:
    """Return quantiles (i + 0.5) / count of log(max(rho, 0) + 0.01) over a sample of the scene's valid pixels.

    Args:
        reflectance: (C, N) reflectance of N >= 1 valid pixels.
        count: number of quantiles per band.

    Returns:
        (C, count) float32.
    """
    levels = (np.arange(count) + 0.5) / count
    # the logarithm is monotonic: take quantiles of rho first, then the logarithm of these few
    quantiles = np.quantile(np.maximum(reflectance, 0.0), levels, axis=1).T
    return np.log(quantiles + LOG_FLOOR).astype(np.float32)
