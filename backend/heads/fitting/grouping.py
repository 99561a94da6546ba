"""Group zero-shot classes into the user's classes, with a stated class prior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...common.arrays import DoubleArray, FloatArray, IntArray

DEFAULT_PRIOR = "zero-shot"
_LEAST = 1e-4  # lower limit of a zero-shot probability
_TABLE_COUNT = 3.0  # pseudo-labels, evenly spread, added to each column of the table
_PRIOR_EVENNESS = 0.3  # weight of equal frequencies against those estimated from the scene
_PRIOR_STEPS = 200


@dataclass(frozen=True)
class Grouping:
    """Maps Z zero-shot classes to K user classes: ``table`` (Z, K) of p(zero-shot | user's), ``prior`` (K,)."""

    table: DoubleArray
    prior: DoubleArray

    @property
    def shares(self) -> DoubleArray:
        """p(user's | zero-shot), (Z, K); rows sum to one."""
        joint = self.table * self.prior
        return np.asarray(joint / joint.sum(axis=1, keepdims=True))

    def log_probabilities(self, zero_shot: DoubleArray) -> DoubleArray:
        """Return log p (n, K) from zero-shot probabilities (n, Z)."""
        return np.log(np.maximum(zero_shot, _LEAST) @ self.shares)

    def planes(self, zero_shot: FloatArray) -> FloatArray:
        """Return log p (B, K, H, W) from zero-shot probabilities (B, Z, H, W)."""
        shares = self.shares.T.astype(np.float32)  # (K, Z)
        flat = np.maximum(zero_shot, np.float32(_LEAST)).reshape(*zero_shot.shape[:2], -1)
        scores: FloatArray = np.log(np.matmul(shares, flat))
        return scores.reshape(len(flat), -1, *zero_shot.shape[2:])


def fit_grouping(
    zero_shot: DoubleArray, classes: IntArray, *, count: int, prior: str, scene_share: DoubleArray
) -> Grouping:
    """Learn how the user's classes map to zero-shot classes, from probabilities (n, Z) at the labels.

    Each column is smoothed with three evenly spread pseudo-labels. ``prior``: "uniform", "labels" (their frequencies),
    or "zero-shot" (between equal frequencies and those with which the table best explains ``scene_share`` (Z,), the
    model's class shares in the unlabelled scene).
    """
    names = zero_shot.shape[1]
    table = np.stack([zero_shot[classes == k].sum(axis=0) for k in range(count)], axis=1)  # (Z, K)
    sizes = np.bincount(classes, minlength=count)
    table = (table + _TABLE_COUNT / names) / (sizes + _TABLE_COUNT)
    shares = np.full(count, 1.0 / count)
    if prior == "labels":
        shares = sizes / sizes.sum()
    elif prior == "zero-shot":
        shares = _explaining(table, scene_share)
    return Grouping(table, shares)


def _explaining(table: DoubleArray, share: DoubleArray) -> DoubleArray:
    """Return the class frequencies (K,) for which ``table`` @ them best matches ``share``, by EM.

    Saerens, Latinne & Decaestecker (2002, Neural Computation 14, 21-41), with soft counts of the model's classes and a
    Dirichlet prior; without it, classes that the model cannot separate get all of the share or none.
    """
    count = table.shape[1]
    found = np.full(count, 1.0 / count)
    for _ in range(_PRIOR_STEPS):
        found = found * (table.T @ (share / np.maximum(table @ found, 1e-12))) + _PRIOR_EVENNESS / count
        found /= found.sum()
    return np.asarray(found)
