"""Accuracy of maps: scores of a confusion matrix (see :mod:`backend.accuracy.statistics.scores`) and calibration."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backend.accuracy.statistics.scores import Scores, score
from backend.common.arrays import AnyFloatArray

__all__ = ["Scores", "calibration_bins", "expected_calibration_error", "score"]


def calibration_bins(
    confidence: AnyFloatArray, correct: NDArray[np.bool_], *, bins: int = 10
) -> list[dict[str, float | int]]:
    """Return the pixels, mean confidence and accuracy of equal-width confidence bins; empty bins have zeros."""
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    found: list[dict[str, float | int]] = []
    for number in range(bins):
        inside = which == number
        seen = int(inside.sum())
        mean = (float(confidence[inside].mean()), float(correct[inside].mean())) if seen else (0.0, 0.0)
        found.append({"pixels": seen, "confidence": mean[0], "accuracy": mean[1]})
    return found


def expected_calibration_error(confidence: AnyFloatArray, correct: NDArray[np.bool_], *, bins: int = 10) -> float:
    """Expected calibration error: mean |confidence - accuracy| over equal-width bins, weighted by their size."""
    found = calibration_bins(confidence, correct, bins=bins)
    return sum(b["pixels"] * abs(b["confidence"] - b["accuracy"]) for b in found) / max(len(confidence), 1)
