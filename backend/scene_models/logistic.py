"""Logistic regression without a step size: softmax for one label, one sigmoid per class for several.

Each step minimises an upper bound of the loss with constant curvature (Boehning 1992, Ann. Inst. Statist. Math. 44,
197-200): the loss never rises, and one factorisation serves all steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..common.arrays import DoubleArray, IntArray

PENALTIES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1.0)
"""Ridge penalties that cross-validation chooses from, per example."""
_STEPS, _ENOUGH = 300, 1e-4
_SOFTMAX_BOUND, _SIGMOID_BOUND = 0.5, 0.25  # bounds of the curvature of the two losses
_LEAST_STD = 1e-6


@dataclass(frozen=True)
class Logistic:
    """Linear scores of standardised features.

    ``mean`` and ``std`` (p,) of the features in training; ``weights`` (p + 1, K), the last row is the intercept.
    """

    mean: DoubleArray
    std: DoubleArray
    weights: DoubleArray
    multi_label: bool

    def probabilities(self, features: DoubleArray) -> DoubleArray:
        """Return the probabilities (n, K) of features (n, p)."""
        return _link(_standard(features, self.mean, self.std) @ self.weights, self.multi_label)


def _standard(features: DoubleArray, mean: DoubleArray, std: DoubleArray) -> DoubleArray:
    """Return standardised features with a column of ones."""
    scaled = (features - mean) / std
    return np.concatenate([scaled, np.ones((len(scaled), 1))], axis=1)


def _link(scores: DoubleArray, multi_label: bool) -> DoubleArray:
    if multi_label:
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -500, 500))))
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def fit_logistic(features: DoubleArray, truth: DoubleArray, *, penalty: float, multi_label: bool) -> Logistic:
    """Fit to features (n, p) and truth (n, K) of zeros and ones; ``penalty`` times n weights the squared weights."""
    mean, std = features.mean(axis=0), np.maximum(features.std(axis=0), _LEAST_STD)
    x = _standard(features, mean, std)
    ridge = np.full(x.shape[1], penalty * len(x))
    ridge[-1] = 1e-9 * len(x)  # intercepts are not penalised
    bound = _SIGMOID_BOUND if multi_label else _SOFTMAX_BOUND
    inverse = np.linalg.inv(bound * (x.T @ x) + np.diag(ridge))
    weights = np.zeros((x.shape[1], truth.shape[1]))
    ahead, momentum = weights, 1.0
    for _ in range(_STEPS):  # with Nesterov's extrapolation
        slope = x.T @ (truth - _link(x @ ahead, multi_label)) - ridge[:, None] * ahead
        new = ahead + inverse @ slope
        following = 0.5 * (1.0 + np.sqrt(1.0 + 4.0 * momentum**2))
        ahead = new + (momentum - 1.0) / following * (new - weights)
        moved = float(np.abs(new - weights).max())
        weights, momentum = new, following
        if moved < _ENOUGH:
            break
    return Logistic(mean, std, weights, multi_label)


def log_loss(probabilities: DoubleArray, truth: DoubleArray, *, multi_label: bool) -> float:
    """Return the mean cross-entropy per scene; for several labels the mean over classes."""
    p = np.clip(probabilities, 1e-6, 1.0 - 1e-6)
    if multi_label:
        return float(-(truth * np.log(p) + (1.0 - truth) * np.log(1.0 - p)).mean())
    return float(-(truth * np.log(p)).sum(axis=1).mean())


def held_out_probabilities(
    features: DoubleArray, truth: DoubleArray, folds: IntArray, *, penalty: float, multi_label: bool
) -> DoubleArray:
    """Return the probabilities (n, K) of each example from a fit to the other folds."""
    found = np.zeros(truth.shape)
    for fold in np.unique(folds):
        mine = folds == fold
        fitted = fit_logistic(features[~mine], truth[~mine], penalty=penalty, multi_label=multi_label)
        found[mine] = fitted.probabilities(features[mine])
    return found
