"""How much a pixel's two dates deviate from the relation that unchanged pixels have, for any two sensors.

Each date's values (log reflectance, or network features) are reduced to a few principal components. In unchanged
pixels, the components of each date are a linear function of the other's: this function holds gains, offsets, haze and
another sensor's bands, so nothing has to be calibrated. The distance is the residual in both directions, in units of
its own covariance. The unchanged pixels are found by least trimmed squares (Agullo, Croux & Van Aelst 2008,
J. Multivariate Anal. 99, 311-338): fit, keep the best-fitting share, fit again. IR-MAD (Nielsen 2007, IEEE Trans.
Image Process. 16, 463-478) follows the same idea, but its weights can collapse onto few pixels; a fixed share cannot.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...common.arrays import DoubleArray, FloatArray

SPECTRAL, OF_FEATURES = 4, 8
"""Components of the spectra and of the features of each date. Two to twelve were tried on five real scenes with
inserted changes (two seeds, two sensors): more describe noise, and small scenes have too few pixels to fit it."""
FLOOR = 0.02
"""Reflectance added before the logarithm, so that noise in dark pixels does not look like change."""
KEPT = 0.75
"""Share of pixels taken as unchanged; the fit is right as long as less than a quarter of the area has changed."""
_ROUNDS = 20
_RIDGE = 1e-3  # share of the mean variance added to the diagonal of residual covariances


@dataclass(frozen=True)
class Components:
    """Principal components of one date: ``mean`` (C,) and ``axes`` (C, d), scaled to a mean variance of one."""

    mean: DoubleArray
    axes: DoubleArray

    @classmethod
    def of(cls, values: DoubleArray, count: int) -> Components:
        """Return the ``count`` largest components of values (n, C)."""
        mean = values.mean(axis=0)
        centred = values - mean
        variance, vectors = np.linalg.eigh(centred.T @ centred / len(values))
        axes = vectors[:, np.argsort(variance)[::-1][:count]]
        spread = float(np.sqrt(np.mean(np.square(centred @ axes))))
        return cls(mean, axes / max(spread, 1e-9))

    def apply(self, values: FloatArray | DoubleArray) -> DoubleArray:
        """Return components (n, d) of values (n, C)."""
        if values.dtype == np.float32:  # windows stay float32, at half the memory
            return np.asarray((values - self.mean.astype(np.float32)) @ self.axes.astype(np.float32), dtype=np.float64)
        return np.asarray((values - self.mean) @ self.axes)


@dataclass(frozen=True)
class Regression:
    """Residual of one vector after regression on another, in units of its spread."""

    matrix: DoubleArray  # (d1 + 1, d2); the last row is the constant
    whiten: DoubleArray  # (d2, d2); residuals times this have unit covariance in unchanged pixels

    @classmethod
    def of(cls, first: DoubleArray, second: DoubleArray) -> Regression:
        """Fit to vectors (n, d1) and (n, d2)."""
        known = _with_one(first)
        matrix = np.asarray(np.linalg.lstsq(known, second, rcond=None)[0], dtype=np.float64)
        left = second - known @ matrix
        covariance = left.T @ left / max(len(left), 1)
        covariance += (_RIDGE * np.trace(covariance) / len(covariance) + 1e-12) * np.eye(len(covariance))
        return cls(matrix, np.linalg.cholesky(np.linalg.inv(covariance)))

    def squares(self, first: DoubleArray, second: DoubleArray) -> DoubleArray:
        """Return the squared Mahalanobis length (n,) of the residual."""
        left = (second - _with_one(first) @ self.matrix) @ self.whiten
        return np.asarray(np.einsum("nd,nd->n", left, left))


@dataclass(frozen=True)
class Unchanged:
    """The relation of two dates in unchanged pixels.

    ``rounds``: iterations of the fit. ``kept``: number of pixels that it was fitted to.
    """

    first: Components
    second: Components
    forward: Regression
    back: Regression
    rounds: int
    kept: int

    @classmethod
    def fit(cls, first: DoubleArray, second: DoubleArray, *, components: int) -> Unchanged:
        """Fit to values (n, C1) and (n, C2) of the same pixels on both dates; n is at least 8."""
        values = (first, second)
        count = min(components, first.shape[1], second.shape[1], max(1, len(first) // 8))
        parts = [Components.of(one, count) for one in values]
        x, y = (part.apply(one) for part, one in zip(parts, values))
        size = max(count + 2, int(KEPT * len(x)))
        kept, rounds = np.arange(len(x)), 0
        for rounds in range(1, _ROUNDS + 1):  # noqa: B007 - reported
            forward, back = Regression.of(x[kept], y[kept]), Regression.of(y[kept], x[kept])
            distance = forward.squares(x, y) + back.squares(y, x)
            best = np.sort(np.argpartition(distance, size - 1)[:size])
            if len(best) == len(kept) and np.array_equal(best, kept):
                break
            kept = best
        return cls(parts[0], parts[1], forward, back, rounds, len(kept))

    def distance(
        self, first: FloatArray | DoubleArray, second: FloatArray | DoubleArray
    ) -> tuple[DoubleArray, DoubleArray]:
        """Return the squared distance (n,) of values (n, C1) and (n, C2), small if nothing changed, and the position.

        The position (n, d) is halfway between the first date's components and those predicted from the second date.
        """
        x, y = self.first.apply(first), self.second.apply(second)
        place = 0.5 * (x + _with_one(y) @ self.back.matrix)
        return self.forward.squares(x, y) + self.back.squares(y, x), place


def logs_of(reflectance: FloatArray) -> FloatArray:
    """Return the logarithm of reflectance in which spectra are compared."""
    return np.asarray(np.log(np.maximum(reflectance, np.float32(0)) + np.float32(FLOOR)))


def _with_one(values: DoubleArray) -> DoubleArray:
    return np.concatenate([values, np.ones((len(values), 1))], axis=1)
