"""Connected regions of equal class in a map."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def label_regions(classes: NDArray[np.uint8]) -> tuple[NDArray[np.int32], int]:
    """Number the 4-connected regions of equal value; 0 stays 0.

    Runs of equal pixels within rows are joined across rows by union-find, so the cost grows with the number of runs,
    not of pixels.

    Args:
        classes: (H, W) class values.

    Returns:
        labels (H, W) from 1, in the order of each region's first pixel, and their number.
    """
    height, width = classes.shape
    starts = np.ones((height, width), dtype=bool)
    starts[:, 1:] = classes[:, 1:] != classes[:, :-1]
    runs = np.cumsum(starts, dtype=np.int32).reshape(height, width) - np.int32(1)
    same = (classes[1:] == classes[:-1]) & (classes[1:] != 0)
    # One pair of runs is enough: the first column in which the two touch.
    first = same.copy()
    first[:, 1:] &= ~(same[:, :-1] & ~starts[1:, 1:] & ~starts[:-1, 1:])
    parent = unite(int(runs[-1, -1]) + 1, runs[1:][first], runs[:-1][first])
    filled = classes.ravel()[starts.ravel()] != 0  # per run
    roots = parent[filled]
    numbers = np.zeros(len(parent), dtype=np.int32)
    found, inverse = np.unique(roots, return_inverse=True)
    numbers[filled] = inverse.astype(np.int32) + 1
    return numbers[runs], len(found)


def unite(count: int, a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return, for each of ``count`` items, the smallest item connected to it by the pairs (a, b)."""
    parent = np.arange(count, dtype=np.int32)
    while len(a):
        low, high = np.minimum(parent[a], parent[b]), np.maximum(parent[a], parent[b])
        np.minimum.at(parent, high, low)
        while True:
            above = parent[parent]
            if np.array_equal(above, parent):
                break
            parent = above
        open_pairs = parent[a] != parent[b]
        a, b = a[open_pairs], b[open_pairs]
    return parent
