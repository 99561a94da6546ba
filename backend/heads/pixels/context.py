"""Spatial context: Gaussian means over neighbouring valid pixels."""

from __future__ import annotations

import numpy as np

from ...common.arrays import FloatArray

SCALES_PX = (0.0, 1.0, 2.0, 4.0, 7.0)
"""Standard deviations of context in pixels; 0 is the pixel alone."""
SCALE_SETS = ((0.0, 1.0), (0.0,), (0.0, 1.0, 2.0), (1.0, 2.0, 4.0), (2.0, 4.0, 7.0))
"""Candidate combinations of context scales; the first is the default."""
LARGEST_PX = 10.0
REACH = 3.0  # standard deviations at which the kernel is cut off


def kernel(length: int, sigma_px: float) -> FloatArray:
    """Return the weights (length, length) of a Gaussian along one axis; row i has those around pixel i."""
    place = np.arange(length, dtype=np.float64)
    away = (place[:, None] - place) / sigma_px
    return np.where(np.abs(away) <= REACH, np.exp(-0.5 * away**2), 0.0).astype(np.float32)


def smooth(planes: FloatArray, valid: FloatArray, sigma_px: float) -> FloatArray:
    """Return the Gaussian means (B, k, H, W) of planes over valid pixels (``valid`` (B, H, W), 0 or 1).

    The result is 0 where no pixel is valid. With ``sigma_px`` 0 the planes are returned unchanged.
    """
    if sigma_px <= 0:
        return planes
    rows, cols = kernel(planes.shape[2], sigma_px), kernel(planes.shape[3], sigma_px)
    mass = rows @ valid @ cols.T  # (B, H, W)
    total = np.matmul(rows, (planes * valid[:, None]) @ cols.T)  # (B, k, H, W)
    return np.asarray(total / np.maximum(mass, np.float32(1e-12))[:, None])
