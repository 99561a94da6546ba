"""Accuracy and areas that allow for how much of the scene each class takes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

DoubleArray = NDArray[np.float64]
Z95 = 1.959964
"""Standard errors in half a 95 % confidence interval."""


def area_adjusted(matrix: NDArray[np.int64], mapped_share: DoubleArray) -> dict[str, Any] | None:
    """Return accuracy and areas adjusted for the map, with half 95 % confidence intervals.

    Olofsson et al. (2014, Remote Sensing of Environment 148, 42-57), equations 2 to 8 and 10: classes of the map are
    strata, p_ij = W_i n_ij / n_i. The intervals hold for labels drawn at random within each class of the map.

    Args:
        matrix: counts (K, K), labels in rows, the map in columns.
        mapped_share: share (K,) of the mapped area that each class takes.

    Returns:
        "oa", "oa_95" and lists by class: "mapped_share", "area_share", "area_share_95", "users" and "producers"
        accuracy with "users_95"; None where a class of the map has fewer than two labels in it.
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
    spread = weight[:, None] ** 2 * within * (1 - within) / np.maximum(total - 1, 1)[:, None]
    user_variance = users * (1 - users) / np.maximum(total - 1, 1)
    producers = np.divide(weight * users, area, out=np.zeros_like(area), where=area > 0)

    def half(variance: DoubleArray) -> list[float]:
        return [round(float(v), 4) for v in Z95 * np.sqrt(variance)]

    return {
        "oa": round(float(weight @ users), 4), "oa_95": half(np.atleast_1d(weight**2 @ user_variance))[0],
        "mapped_share": weight.round(4).tolist(), "area_share": area.round(4).tolist(),
        "area_share_95": half(spread.sum(axis=0)), "users": users.round(4).tolist(), "users_95": half(user_variance),
        "producers": producers.round(4).tolist(),
    }  # fmt: skip
