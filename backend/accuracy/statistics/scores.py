"""Accuracy scores, all derived from one confusion matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...common.arrays import AnyFloatArray, AnyIntArray


@dataclass(frozen=True)
class Scores:
    """Scores of one map against labels; ``matrix`` (K, K) has truth in rows and the map in columns."""

    classes: tuple[str, ...]
    matrix: AnyIntArray

    @property
    def overall_accuracy(self) -> float:
        """Share of labelled pixels whose class is right (OA)."""
        return float(np.trace(self.matrix) / max(self.matrix.sum(), 1))

    @property
    def recall(self) -> AnyFloatArray:
        """Producer's accuracy (K,); NaN for a class without labels."""
        truth = self.matrix.sum(1)
        return np.where(truth > 0, np.diag(self.matrix) / np.maximum(truth, 1), np.nan)

    @property
    def precision(self) -> AnyFloatArray:
        """User's accuracy (K,); NaN for a class that is not mapped."""
        mapped = self.matrix.sum(0)
        return np.where(mapped > 0, np.diag(self.matrix) / np.maximum(mapped, 1), np.nan)

    @property
    def f1(self) -> AnyFloatArray:
        """Harmonic mean of precision and recall (K,); NaN for a class neither labelled nor mapped."""
        both = self.matrix.sum(1) + self.matrix.sum(0)
        return np.where(both > 0, 2 * np.diag(self.matrix) / np.maximum(both, 1), np.nan)

    @property
    def iou(self) -> AnyFloatArray:
        """Intersection over union (K,); NaN for a class without labels."""
        truth, mapped, hit = self.matrix.sum(1), self.matrix.sum(0), np.diag(self.matrix)
        union = truth + mapped - hit
        return np.where(truth > 0, hit / np.maximum(union, 1), np.nan)

    @property
    def mean_iou(self) -> float:
        """Mean IoU over the classes that have labels (mIoU)."""
        return float(np.nanmean(self.iou))

    @property
    def majority_baseline(self) -> float:
        """OA of a map that shows the most frequent labelled class everywhere."""
        return float(self.matrix.sum(1).max() / max(self.matrix.sum(), 1))

    def as_dict(self) -> dict[str, object]:
        """Return all scores as plain data."""
        return {
            "classes": list(self.classes),
            "pixels": int(self.matrix.sum()),
            "oa": round(self.overall_accuracy, 4),
            "miou": round(self.mean_iou, 4),
            "majority_oa": round(self.majority_baseline, 4),
            "recall": self._by_class(self.recall),
            "precision": self._by_class(self.precision),
            "iou": self._by_class(self.iou),
            "confusion": self.matrix.tolist(),
        }

    def _by_class(self, values: AnyFloatArray) -> dict[str, float | None]:
        return {c: None if np.isnan(v) else round(float(v), 4) for c, v in zip(self.classes, values)}


def score(truth: AnyIntArray, mapped: AnyIntArray, *, classes: Sequence[str]) -> Scores:
    """Score class numbers ``mapped`` (n,) against ``truth`` (n,), both 0-based positions in ``classes``."""
    count = len(classes)
    flat = truth.astype(np.int64) * count + mapped.astype(np.int64)
    return Scores(tuple(classes), np.bincount(flat, minlength=count * count).reshape(count, count))
