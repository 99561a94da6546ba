"""Reference methods of change detection: MAD and iteratively reweighted MAD, implemented from the equations.

Nielsen, Conradsen & Simpson 1998, Remote Sens. Environ. 64, 1-19 (MAD); Nielsen 2007, IEEE Trans. Image Process. 16,
463-478 (IR-MAD: sections II and III).
"""

from __future__ import annotations

import numpy as np

from backend.common.arrays import DoubleArray

MOST_BANDS = 10
"""More bands are reduced to this number of principal components: canonical correlation of many bands overfits."""
ROUNDS, SETTLED = 50, 1e-4
"""Largest number of iterations, and the change of canonical correlations below which they end."""


def irmad(first: DoubleArray, second: DoubleArray, *, rounds: int = ROUNDS) -> tuple[DoubleArray, int]:
    """Return the sum of squared standardised MAD variates (n,) of pixels (n, C1), (n, C2), and degrees of freedom.

    ``rounds`` of 1 is plain MAD. Where nothing changed, the sum has a chi-squared distribution.
    """
    from scipy.stats import chi2

    x, y = _reduced(first), _reduced(second)
    count = min(x.shape[1], y.shape[1])
    weights, before = np.ones(len(x)), np.zeros(count)
    squares = np.zeros(len(x))
    for _ in range(rounds):
        share = weights / weights.sum()
        x0, y0 = x - share @ x, y - share @ y
        left, right, correlation = _canonical(x0, y0, share)
        variates = (x0 @ left - y0 @ right)[:, :count]  # equation 1
        spread = np.maximum(2.0 * (1.0 - correlation[:count]), 1e-9)  # equation 5, the variance without change
        squares = (variates**2 / spread).sum(axis=1)
        weights = np.maximum(chi2.sf(squares, count), 1e-12)  # equation 12
        if np.abs(correlation[:count] - before).max() < SETTLED:
            break
        before = correlation[:count]
    return squares, count


def _canonical(x: DoubleArray, y: DoubleArray, share: DoubleArray) -> tuple[DoubleArray, DoubleArray, DoubleArray]:
    """Return canonical vectors (C1, k), (C2, k) of unit variance and correlations (k,), largest first."""
    xx, yy, xy = ((a * share[:, None]).T @ b for a, b in ((x, x), (y, y), (x, y)))
    for matrix in (xx, yy):
        matrix += 1e-9 * np.trace(matrix) / len(matrix) * np.eye(len(matrix))
    from_x, from_y = (np.linalg.inv(np.linalg.cholesky(matrix)) for matrix in (xx, yy))
    u, correlation, v = np.linalg.svd(from_x @ xy @ from_y.T, full_matrices=False)
    return from_x.T @ u, from_y.T @ v.T, np.clip(correlation, 0.0, 1.0)


def _reduced(values: DoubleArray) -> DoubleArray:
    if values.shape[1] <= MOST_BANDS:
        return values
    centred = values - values.mean(axis=0)
    variance, vectors = np.linalg.eigh(centred.T @ centred)
    return np.asarray(centred @ vectors[:, np.argsort(variance)[::-1][:MOST_BANDS]])
