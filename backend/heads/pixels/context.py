"""Spatial context: Gaussian means over neighbouring valid pixels."""

from __future__ import annotations

import numpy as np

from ...common.arrays import FloatArray

SCALES_PX = (0.0, 1.0, 2.0, 4.0, 7.0)
"""Standard deviations; 0 is the pixel alone."""
SCALE_SETS = ((0.0, 1.0), (0.0,), (0.0, 1.0, 2.0), (1.0, 2.0, 4.0), (2.0, 4.0, 7.0))
"""Candidates for the scales used together; the first is the default."""
LARGEST_PX = 10.0
REACH = 3.0  # standard deviations after which the weights are cut off


def kernel(length: int, sigma_px: float) -> FloatArray:
    """Return the weights (length, length) of a Gaussian along one axis; row i weighs the neighbours of pixel i."""
    place = np.arange(length, dtype=np.float64)
    away = (place[:, None] - place) / sigma_px
    return np.where(np.abs(away) <= REACH, np.exp(-0.5 * away**2), 0.0).astype(np.float32)


def smooth(planes: FloatArray, valid: FloatArray, sigma_px: float) -> FloatArray:
    """Return the Gaussian means (B, k, H, W) of planes over the pixels that ``valid`` (B, H, W; 0 or 1) allows.

    Where none is allowed the result is 0. With ``sigma_px`` 0 the planes come back as they are.
    """
    if sigma_px <= 0:
        return planes
    rows, cols = kernel(planes.shape[2], sigma_px), kernel(planes.shape[3], sigma_px)
    mass = rows @ valid @ cols.T  # (B, H, W)
    total = np.matmul(rows, (planes * valid[:, None]) @ cols.T)  # (B, k, H, W)
    return np.asarray(total / np.maximum(mass, np.float32(1e-12))[:, None])
