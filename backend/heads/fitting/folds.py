"""Group labels into blocks and polygons, and these groups into folds for cross-validation."""

from __future__ import annotations

import numpy as np

from ...common.arrays import IntArray

FOLDS = 5
BLOCKS_PX = (64, 32, 16, 8, 4, 2, 1)
_ENOUGH_BLOCKS = 3 * FOLDS


def blocks_of(
    rows: IntArray, cols: IntArray, images: IntArray, features: IntArray, classes: IntArray
) -> tuple[IntArray, int]:
    """Return the group (n,) of each labelled pixel, and the side of the blocks in pixels.

    Blocks are as large as possible with at least 15 blocks, and two for each class that has two features. A polygon
    that spans several blocks belongs to that of its first pixel.
    """
    _, first, feature = np.unique(np.stack([images, features]), axis=1, return_index=True, return_inverse=True)
    feature = feature.ravel()
    wanted = [min(2, len(np.unique(feature[classes == k]))) for k in np.unique(classes)]
    groups = feature
    for side in BLOCKS_PX:
        keys = np.stack([images, rows // side, cols // side])[:, first][:, feature]  # (3, n)
        groups = np.unique(keys, axis=1, return_inverse=True)[1].ravel()
        spread = [len(np.unique(groups[classes == k])) for k in np.unique(classes)]
        if groups.max() + 1 >= _ENOUGH_BLOCKS and all(s >= w for s, w in zip(spread, wanted)):
            return groups, side
    return groups, BLOCKS_PX[-1]


def folds_of(groups: IntArray, classes: IntArray, *, folds: int = FOLDS) -> IntArray:
    """Return the fold (n,) of each label: groups stay whole, and each class is spread as evenly as possible."""
    numbers = np.unique(groups)
    counts = np.stack([np.bincount(classes[groups == g], minlength=classes.max() + 1) for g in numbers])  # (G, K)
    load = np.zeros((min(folds, len(numbers)), counts.shape[1]))
    total = np.maximum(counts.sum(axis=0), 1)
    fold = np.zeros(groups.max() + 1, dtype=np.int64)
    for g in np.argsort(-(counts / total).max(axis=1), kind="stable"):
        mine = counts[g] > 0
        at = int(np.lexsort((load.sum(axis=1), (load / total)[:, mine].max(axis=1)))[0])
        fold[numbers[g]] = at
        load[at] += counts[g]
    return fold[groups]
