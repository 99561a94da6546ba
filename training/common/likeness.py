"""An order of single pixels in which neighbours have similar spectra."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LIFT = 0.02  # reflectance added before the logarithm, so that dark noise weighs little


def by_likeness(pixels: NDArray[np.floating], columns: int) -> NDArray[np.int64]:
    """Return the order (n,) in which pixels (n, C) fill rows of ``columns`` blocks, similar ones adjacent."""
    logs = np.log(np.maximum(pixels, 0.0) + _LIFT)
    centred = logs - logs.mean(axis=0)
    axes = np.linalg.eigh(centred.T @ centred)[1][:, :-3:-1]  # (C, 2), largest variance first
    axes *= np.where(axes.sum(axis=0) < 0, -1.0, 1.0)  # orient each axis towards brighter bands
    parts = centred @ axes
    first, second = np.argsort(parts[:, 0], kind="stable"), parts[:, -1]
    rows = (first[start : start + columns] for start in range(0, len(first), columns))
    return np.concatenate([row[np.argsort(second[row], kind="stable")] for row in rows])
