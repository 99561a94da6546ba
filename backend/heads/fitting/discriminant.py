"""Linear discriminant analysis with a shrunk covariance, from the equations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...common.arrays import DoubleArray, IntArray

_RIDGE = 1e-9  # share of each variance added to it: keeps a rank-deficient covariance invertible


@dataclass(frozen=True)
class Discriminant:
    """Linear scores of K classes: ``x @ weights + bias``, with weights (p, K) and bias (K,)."""

    weights: DoubleArray
    bias: DoubleArray

    def scores(self, features: DoubleArray) -> DoubleArray:
        """Return scores (n, K) of features (n, p): log p(x | class) up to a term common to all classes."""
        return np.asarray(features @ self.weights + self.bias)

    def tempered(self, factor: float) -> Discriminant:
        """Return the discriminant with its scores multiplied by ``factor``."""
        return Discriminant(self.weights * factor, self.bias * factor)

    def log_probabilities(self, features: DoubleArray) -> DoubleArray:
        """Return log p(class | x) (n, K) of features (n, p) with equal class priors."""
        return log_softmax(self.scores(features))


def log_softmax(scores: DoubleArray, axis: int = 1) -> DoubleArray:
    """Return scores minus the logarithm of the sum of their exponentials along ``axis``."""
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True)))


def shrunk_covariance(features: DoubleArray) -> DoubleArray:
    """Return the covariance (p, p) of features (n, p), shrunk towards a diagonal of equal standardised variances.

    The shrinkage is the one that Ledoit & Wolf (2004, J. Multivariate Analysis 88, 365-411, lemma 3.2 and section 3)
    prove optimal for large p. It is computed on standardised features, which makes it independent of units.
    """
    deviation = features.std(axis=0)
    deviation[deviation == 0] = 1.0
    centred = (features - features.mean(axis=0)) / deviation
    count, size = centred.shape
    covariance = centred.T @ centred / count
    mean_variance = np.trace(covariance) / size
    spread = ((covariance - mean_variance * np.eye(size)) ** 2).sum() / size
    noise = (((centred**2).sum(axis=1) ** 2).sum() / count - (covariance**2).sum()) / (size * count)
    share = min(max(noise / spread, 0.0), 1.0) if spread > 0 else 1.0
    shrunk = (1.0 - share) * covariance + share * mean_variance * np.eye(size)
    return np.asarray(shrunk * deviation[:, None] * deviation)


def fit_discriminant(features: DoubleArray, classes: IntArray, *, count: int) -> Discriminant:
    """Fit to features (n, p) of the classes 0..count-1, each of which has at least one sample.

    The covariance is the mean of the classes' own shrunk covariances, weighted by their samples: with few labels each
    is shrunk strongly, which proved better than shrinking the pooled one. Class priors are equal here; the fusion
    applies others.
    """
    means = np.stack([features[classes == k].mean(axis=0) for k in range(count)])  # (K, p)
    sizes = np.bincount(classes, minlength=count)
    pooled = np.zeros((features.shape[1],) * 2)
    for k in np.flatnonzero(sizes > 1):
        pooled += sizes[k] * shrunk_covariance(features[classes == k])
    total = sizes[sizes > 1].sum()
    if total:
        pooled /= total
    if not total:
        pooled = np.diag(means.var(axis=0))
    variance = np.diag(pooled)
    pooled = pooled + np.diag(np.where(variance > 0, _RIDGE * variance, 1.0))
    weights = np.linalg.solve(pooled, means.T)  # (p, K)
    return Discriminant(weights, -0.5 * (means.T * weights).sum(axis=0))
