"""The distance to expect of an unchanged pixel; it is larger in dark water, where noise is strong, than on soil."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...common.arrays import DoubleArray

_KEPT = 0.75  # share of pixels kept, those of least distance for their place, so that changed ones do not count
_ROUNDS = 10
_LOW = 0.005  # quantile of the sample's expected values; nothing is extrapolated below it
_MOST = 3.0  # above the median: noise is at most 4.5 times the usual; a larger distance is change
_RIDGE = 1e-3  # on standardised terms: a few tight clusters do not determine a quadratic surface


@dataclass(frozen=True)
class Expected:
    """The logarithm of distance as a quadratic function of a pixel's position among the spectra.

    ``weights`` (1 + 2 d,): of a constant, the d components and their squares, less ``mean`` over ``spread``.
    ``low``, ``high``: limits of the result.
    """

    weights: DoubleArray
    mean: DoubleArray
    spread: DoubleArray
    low: float
    high: float

    @classmethod
    def of(cls, places: DoubleArray, logs: DoubleArray) -> Expected:
        """Fit to places (n, d) and logarithms of distances (n,) by least trimmed squares."""
        raw = _terms(places)
        mean, spread = raw.mean(axis=0), np.maximum(raw.std(axis=0), 1e-9)
        mean[0], spread[0] = 0.0, 1.0  # the constant
        terms = (raw - mean) / spread
        high = float(np.median(logs)) + _MOST
        wanted = np.minimum(logs, high)
        penalty = _RIDGE * np.diag([0.0, *[1.0] * (terms.shape[1] - 1)])
        kept = np.arange(len(logs))
        weights: DoubleArray = np.zeros(terms.shape[1])
        for _ in range(_ROUNDS):
            part = terms[kept]
            inner = part.T @ part / len(kept) + penalty
            weights = np.asarray(np.linalg.lstsq(inner, part.T @ wanted[kept] / len(kept), rcond=None)[0])
            beyond = logs - np.minimum(terms @ weights, high)
            kept = np.flatnonzero(beyond <= np.quantile(beyond, _KEPT))
        low = float(np.quantile(terms @ weights, _LOW))
        return cls(weights, mean, spread, min(low, high), high)

    def apply(self, places: DoubleArray) -> DoubleArray:
        """Return the expected logarithm (n,) at places (n, d)."""
        return np.clip((_terms(places) - self.mean) / self.spread @ self.weights, self.low, self.high)


def _terms(places: DoubleArray) -> DoubleArray:
    return np.concatenate([np.ones((len(places), 1)), places, np.square(places)], axis=1)
