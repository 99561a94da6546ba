"""Fit the land-cover network's input tables: mean and standard deviation of log reflectance by wavelength."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch

from backend.common.arrays import FloatArray
from backend.models.landcover.landcover_stem import TABLE_KNOTS, TABLE_START_NM, TABLE_STEP_NM, BandViews
from backend.spectral.inputs.content import LOG_FLOOR

LEAST_VARIANCE = 0.04


@torch.no_grad()
def fit_tables(branch: BandViews, spectra: Iterable[tuple[FloatArray, FloatArray]]) -> None:
    """Set ``log_mean`` and ``log_std``; the value at each knot is computed from the bands within one table step.

    Args:
        branch: the network.
        spectra: pairs of reflectance (C, n) and band centres (C,) in nm.
    """
    knots = TABLE_START_NM + TABLE_STEP_NM * np.arange(TABLE_KNOTS)
    total, square, count = np.zeros(TABLE_KNOTS), np.zeros(TABLE_KNOTS), np.zeros(TABLE_KNOTS)
    for values, center_nm in spectra:
        if values.shape[1] == 0:
            continue
        logs = np.log(np.maximum(values, 0) + LOG_FLOOR)
        near = np.abs(center_nm[None] - knots[:, None]) <= TABLE_STEP_NM
        total += near @ logs.mean(1)
        square += near @ (logs**2).mean(1)
        count += near.sum(1)
    known = count > 0
    if not known.any():
        return
    mean = np.interp(knots, knots[known], total[known] / count[known])
    second = np.interp(knots, knots[known], square[known] / count[known])
    branch.log_mean.copy_(torch.from_numpy(mean))
    branch.log_std.copy_(torch.from_numpy(np.sqrt(np.maximum(second - mean**2, LEAST_VARIANCE))))
