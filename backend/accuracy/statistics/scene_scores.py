"""Scores of scene classification: from the confusion matrix (single-label) or average precision (multi-label)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import AnyFloatArray, BoolArray
from .scores import Scores, score

PRESENT = 0.5
"""Score from which a class counts as present in a multi-label scene."""


def average_precision(scores: AnyFloatArray, truth: BoolArray) -> float | None:
    """Return the mean precision at the ranks of the true scenes, by falling score; None if no scene is true.

    Args:
        scores: (n,); scenes with equal scores share the precision of the last of them.
        truth: (n,).
    """
    if not truth.any():
        return None
    order = np.argsort(-scores, kind="stable")
    hits, ranked = np.cumsum(truth[order]), scores[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)  # the last of each run of equal scores
    gained = np.diff(np.concatenate([[0], hits[last]]))
    return float((gained * hits[last] / (last + 1)).sum() / hits[-1])


def kappa(matrix: NDArray[np.integer]) -> float | None:
    """Return Cohen's kappa of a confusion matrix; None if the agreement expected by chance is 1."""
    total = max(int(matrix.sum()), 1)
    chance = float((matrix.sum(0) / total) @ (matrix.sum(1) / total))
    return None if chance >= 1.0 else float((np.trace(matrix) / total - chance) / (1.0 - chance))


def label_scores(found: Scores) -> dict[str, Any]:
    """Return the figures of a confusion matrix as plain data, with mean F1 and kappa."""
    f1 = found.f1[~np.isnan(found.f1)]
    agreement = kappa(found.matrix)
    return {
        **found.as_dict(), "mean_f1": round(float(f1.mean()), 4) if f1.size else None,
        "kappa": None if agreement is None else round(agreement, 4),
    }  # fmt: skip


def scene_figures(
    scores: AnyFloatArray, truth: BoolArray, *, classes: Sequence[str], multi_label: bool
) -> dict[str, Any]:
    """Return the accuracy figures of scores (n, K) against the truth (n, K).

    Single-label: the figures of :func:`label_scores`, with scenes in place of pixels. Multi-label: "map_macro", the
    mean of the classes' average precision; "map_micro", the average precision over all pairs of scene and class;
    "f1_macro" and "f1_micro" at :data:`PRESENT`; "ap" and "f1" per class, None for a class that no scene has.
    """
    if not multi_label:
        found = label_scores(score(truth.argmax(1), scores.argmax(1), classes=classes))
        return {"scenes": found.pop("pixels"), **found}
    guess = scores >= PRESENT
    hit, said, there = (guess & truth).sum(0), guess.sum(0), truth.sum(0)
    ap = [average_precision(scores[:, k], truth[:, k]) for k in range(len(classes))]
    f1 = [float(2 * h / (s + t)) if t else None for h, s, t in zip(hit, said, there)]
    micro = average_precision(scores.ravel(), truth.ravel())
    return {
        "classes": list(classes), "scenes": len(scores),
        "map_macro": _mean(ap), "map_micro": None if micro is None else round(micro, 4),
        "f1_macro": _mean(f1), "f1_micro": round(float(2 * hit.sum() / max(said.sum() + there.sum(), 1)), 4),
        "ap": {c: None if v is None else round(v, 4) for c, v in zip(classes, ap)},
        "f1": {c: None if v is None else round(v, 4) for c, v in zip(classes, f1)},
        "present": {c: int(n) for c, n in zip(classes, there)},
    }  # fmt: skip


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None
