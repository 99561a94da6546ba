"""Accuracy and areas weighted by the share of the map in each class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import DoubleArray

Z95 = 1.959964
"""Number of standard errors in half a 95 % confidence interval."""


@dataclass(frozen=True)
class AreaEstimates:
    """Estimates for a whole map, each with its standard error; arrays are (K,), NaN for a class without an estimate.

    ``proportions`` (K, K) are the estimated shares of the area, with the map in rows and labels in columns (p_ij).
    ``mapped`` and ``area`` are the shares of the area as mapped and as estimated.
    """

    proportions: DoubleArray
    mapped: DoubleArray
    oa: float
    oa_error: float
    users: DoubleArray
    users_error: DoubleArray
    producers: DoubleArray
    producers_error: DoubleArray
    area: DoubleArray
    area_error: DoubleArray


def estimate_areas(matrix: NDArray[np.int64], mapped_share: DoubleArray) -> AreaEstimates | None:
    """Estimate accuracy and areas from labels drawn at random over the map or within its classes.

    Olofsson et al. (2014, Remote Sensing of Environment 148, 42-57), equations 4 to 11: classes of the map are strata,
    p_ij = W_i n_ij / n_i. For labels drawn at random over the whole map these are the post-stratified estimates.

    Args:
        matrix: counts (K, K), labels in rows, the map in columns.
        mapped_share: share (K,) of the mapped area in each class.

    Returns:
        The estimates; None if a class of the map has fewer than two labels.
    """
    n = matrix.T.astype(np.float64)  # (map, label), as in the paper
    total = n.sum(axis=1)
    used = mapped_share > 0
    if not used.any() or (total[used] < 2).any():
        return None
    weight = mapped_share / mapped_share.sum()
    within = np.divide(n, total[:, None], out=np.zeros_like(n), where=total[:, None] > 0)
    users = np.diag(within)
    area = weight @ within
    freedom = np.maximum(total - 1, 1)
    user_variance = users * (1 - users) / freedom
    spread = weight[:, None] ** 2 * within * (1 - within) / freedom[:, None]  # the terms of equation 10
    known = area > 0
    producers = np.divide(weight * users, area, out=np.zeros_like(area), where=known)
    others = spread.sum(axis=0) - np.diag(spread)
    producer_variance = np.divide(  # equation 7, with shares in place of pixel counts
        weight**2 * (1 - producers) ** 2 * user_variance + producers**2 * others,
        area**2, out=np.zeros_like(area), where=known,
    )  # fmt: skip
    return AreaEstimates(
        weight[:, None] * within, weight, float(weight @ users), float(np.sqrt(weight**2 @ user_variance)),
        np.where(used, users, np.nan), np.where(used, np.sqrt(user_variance), np.nan),
        np.where(known, producers, np.nan), np.where(known, np.sqrt(producer_variance), np.nan),
        area, np.sqrt(spread.sum(axis=0)),
    )  # fmt: skip


def area_adjusted(matrix: NDArray[np.int64], mapped_share: DoubleArray) -> dict[str, Any] | None:
    """Return :func:`estimate_areas` as plain data, with half 95 % confidence intervals.

    Returns:
        "oa", "oa_95" and lists by class: "mapped_share", "area_share", "area_share_95", "users" and "producers"
        accuracy with "users_95"; None if a class of the map has fewer than two labels.
    """
    found = estimate_areas(matrix, mapped_share)
    if found is None:
        return None

    def shares(values: DoubleArray, factor: float = 1.0) -> list[float]:
        return [round(float(v), 4) for v in np.nan_to_num(factor * values)]

    return {
        "oa": round(found.oa, 4), "oa_95": round(Z95 * found.oa_error, 4), "mapped_share": shares(found.mapped),
        "area_share": shares(found.area), "area_share_95": shares(found.area_error, Z95), "users": shares(found.users),
        "users_95": shares(found.users_error, Z95), "producers": shares(found.producers),
    }  # fmt: skip
