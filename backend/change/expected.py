"""What distance an unchanged pixel may have: in dark water, where noise is strong, more than on bright soil."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DoubleArray = NDArray[np.float64]

_KEPT = 0.75  # of the pixels, those of the least distance for their place: changed ones are not to be learned from
_ROUNDS = 10
_INNER = (0.005, 0.995)  # quantiles of what is expected in the sample, beyond which nothing is extrapolated


@dataclass(frozen=True)
class Expected:
    """The logarithm of distance as a quadratic function of where a pixel lies among the spectra.

    ``weights`` (1 + 2 d,): of a constant, of the d components and of their squares. ``low``, ``high``: its limits.
    """

    weights: DoubleArray
    low: float
    high: float

    @classmethod
    def of(cls, places: DoubleArray, logs: DoubleArray) -> Expected:
        """Learn from places (n, d) and logarithms of distances (n,), by least trimmed squares."""
        terms = _terms(places)
        kept = np.arange(len(logs))
        weights: DoubleArray = np.zeros(terms.shape[1])
        for _ in range(_ROUNDS):
            weights = np.asarray(np.linalg.lstsq(terms[kept], logs[kept], rcond=None)[0], dtype=np.float64)
            beyond = logs - terms @ weights
            kept = np.flatnonzero(beyond <= np.quantile(beyond, _KEPT))
        low, high = np.quantile(terms @ weights, _INNER)
        return cls(weights, float(low), float(high))

    def apply(self, places: DoubleArray) -> DoubleArray:
        """Return the expected logarithm (n,) at places (n, d)."""
        return np.clip(_terms(places) @ self.weights, self.low, self.high)


def _terms(places: DoubleArray) -> DoubleArray:
    return np.concatenate([np.ones((len(places), 1)), places, np.square(places)], axis=1)
