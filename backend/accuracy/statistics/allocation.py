"""How many points a sample needs, and how many go to each class."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ...common.arrays import DoubleArray, IntArray
from ...common.errors import InputError
from ...common.wording import counted


def needed_points(share: DoubleArray, users: DoubleArray, standard_error: float) -> int:
    """Return the size of a stratified sample for a target standard error of overall accuracy.

    Olofsson et al. (2014, Remote Sensing of Environment 148, 42-57), equation 13 for a large map:
    n = (sum W_i S_i / S(O))^2 with S_i = sqrt(U_i (1 - U_i)).

    Args:
        share: W (K,), the share of the map in each class.
        users: U (K,), the expected user's accuracy.
        standard_error: S(O), as a share: 0.01 for one percent.
    """
    spread = float(share @ np.sqrt(users * (1 - users)))
    return max(math.ceil((spread / standard_error) ** 2 - 1e-9), 1)


def standard_error(share: DoubleArray, users: DoubleArray, points: IntArray) -> float:
    """Return the expected standard error of overall accuracy for ``points`` (K,) per class (equation 5)."""
    return float(np.sqrt(np.sum(share**2 * users * (1 - users) / np.maximum(points - 1, 1))))


def allocate(total: int, pixels: Sequence[int], minimum: int) -> IntArray:
    """Allocate points to classes in proportion to their pixels, with a minimum per class (section 5.1.1 of the paper).

    A class gets no more points than it has pixels.

    Raises:
        InputError: the total is smaller than the sum of the minimums.
    """
    sizes = np.asarray(pixels, dtype=np.int64)
    least = np.minimum(minimum, sizes)
    if total < least.sum():
        raise InputError(
            f"A total of {total} is too small for {minimum} in each of {counted(len(sizes), 'class', 'classes')}; give "
            f"at least {int(least.sum())}, or a smaller minimum."
        )
    points, free = least.copy(), np.ones(len(sizes), dtype=bool)
    total = min(total, int(sizes.sum()))
    while free.any():
        left = total - points[~free].sum()
        wanted = left * sizes / max(sizes[free].sum(), 1)
        low, high = free & (wanted < least), free & (wanted > sizes)
        if not low.any() and not high.any():
            points[free] = _whole(wanted[free], int(left))
            break
        fixed = low if low.any() else high  # raise classes to the minimum first: that leaves less for the others
        points[fixed] = np.where(low, least, sizes)[fixed]
        free &= ~fixed
    return points


def _whole(wanted: DoubleArray, total: int) -> IntArray:
    """Round to whole numbers and keep the sum: the largest remainders are rounded up."""
    points = np.floor(wanted + 1e-9).astype(np.int64)
    up = np.argsort(-(wanted - points), kind="stable")[: total - int(points.sum())]
    points[up] += 1
    return points
