"""How many points a sample needs, and how many each class gets."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ...common.arrays import DoubleArray, IntArray
from ...common.errors import InputError
from ...common.wording import counted


def needed_points(share: DoubleArray, users: DoubleArray, standard_error: float) -> int:
    """Return the size of a stratified sample for a wanted standard error of overall accuracy.

    Olofsson et al. (2014, Remote Sensing of Environment 148, 42-57), equation 13 for a large map:
    n = (sum W_i S_i / S(O))^2 with S_i = sqrt(U_i (1 - U_i)).

    Args:
        share: W (K,) of the map that each class takes.
        users: U (K,), the user's accuracy to expect.
        standard_error: S(O), as a share: 0.01 for one percent.
    """
    spread = float(share @ np.sqrt(users * (1 - users)))
    return max(math.ceil((spread / standard_error) ** 2 - 1e-9), 1)


def standard_error(share: DoubleArray, users: DoubleArray, points: IntArray) -> float:
    """Return the standard error of overall accuracy to expect of so many points a class (equation 5)."""
    return float(np.sqrt(np.sum(share**2 * users * (1 - users) / np.maximum(points - 1, 1))))


def allocate(total: int, pixels: Sequence[int], minimum: int) -> IntArray:
    """Share points among classes in proportion to their pixels, with a minimum for each (section 5.1.1 of the paper).

    A class gets no more points than it has pixels.

    Raises:
        InputError: the total does not hold the minimum of every class.
    """
    sizes = np.asarray(pixels, dtype=np.int64)
    least = np.minimum(minimum, sizes)
    if total < least.sum():
        raise InputError(
            f"A total of {total} does not give {minimum} to each of {counted(len(sizes), 'class', 'classes')}; give "
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
        fixed = low if low.any() else high  # those below the minimum first: what they take is missing elsewhere
        points[fixed] = np.where(low, least, sizes)[fixed]
        free &= ~fixed
    return points


def _whole(wanted: DoubleArray, total: int) -> IntArray:
    """Round to whole numbers of the same sum: the largest remainders go up."""
    points = np.floor(wanted + 1e-9).astype(np.int64)
    up = np.argsort(-(wanted - points), kind="stable")[: total - int(points.sum())]
    points[up] += 1
    return points
