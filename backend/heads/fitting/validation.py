"""Validate a head by blocks: labels of one block or polygon are never in both training and test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...common.arrays import BoolArray, DoubleArray, IntArray
from ..pixels.context import SCALE_SETS
from ..pixels.samples import Pixels, TrainingSet
from .calibration import Temperatures, calibrate
from .discriminant import log_softmax
from .folds import folds_of
from .fusion import FusedHead, HeadRecipe, fit_fusion


@dataclass(frozen=True)
class Judged:
    """Held-out log probabilities (n, K) of each part of the head; rows that could not be validated are NaN.

    A label cannot be validated if no other block has a label of its class.
    """

    truth: IntArray
    parts: dict[str, DoubleArray]

    def right(self, part: str) -> BoolArray:
        """Return a mask (n,), True for validated labels that a part classifies correctly."""
        right: BoolArray = np.equal(_best(self.parts[part]), self.truth).reshape(-1)
        return right

    @property
    def judged(self) -> BoolArray:
        """Return a mask (n,), True for labels that were validated."""
        return np.asarray(~np.isnan(self.parts["fusion"]).any(axis=1), dtype=np.bool_)


def _best(scores: DoubleArray) -> IntArray:
    known = ~np.isnan(scores).any(axis=1)
    best = np.full(len(scores), -1, dtype=np.int64)
    best[known] = scores[known].argmax(axis=1)
    return best


def cross_validate(
    samples: TrainingSet, recipe: HeadRecipe, *, count: int, temperatures: Temperatures | None = None
) -> Judged:
    """Return log probabilities of each label from a head fitted to the other folds.

    Parts: "fusion", "zero-shot" (grouped alone), "spectra" and "features" (discriminants alone). The temperatures, one
        per
    discriminant, are those of all labels.
    """
    temperatures = temperatures or calibrate(samples, recipe.scales_px, count=count)
    parts: dict[str, DoubleArray] = {}
    fold = folds_of(samples.groups, samples.classes)
    for held in np.unique(fold):
        train, test = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        present, classes = np.unique(samples.classes[train], return_inverse=True)
        test = test[np.isin(samples.classes[test], present)]
        if len(present) < 2 or not len(test):
            continue
        fused = fit_fusion(samples.subset(train, classes), recipe, count=len(present), temperatures=temperatures)
        for name, scores in _parts(fused, samples.pixels.take(test)).items():
            whole = np.full((len(test), count), -np.inf)
            whole[:, present] = scores
            parts.setdefault(name, np.full((samples.count, count), np.nan))[test] = whole
    parts.setdefault("fusion", np.full((samples.count, count), np.nan))
    return Judged(samples.classes, parts)


def _parts(fused: FusedHead, pixels: Pixels) -> dict[str, DoubleArray]:
    found = {
        "fusion": fused.log_probabilities(pixels),
        "zero-shot": fused.grouping.log_probabilities(pixels.zero_shot),
    }
    if fused.spectral is not None:
        found["spectra"] = log_softmax(fused.spectral.log_probabilities(pixels))
    if fused.features is not None:
        found["features"] = fused.features.log_probabilities(pixels.features)
    return found


def choose_scales(
    samples: TrainingSet, recipe: HeadRecipe, *, count: int
) -> tuple[HeadRecipe, dict[str, float | None]]:
    """Return the recipe with the context scales that are most accurate by blocks, and every candidate's accuracy.

    A candidate replaces the default only if the labels it corrects exceed those it makes wrong by one standard
    deviation of the difference (McNemar 1947, Psychometrika 12, 153-157), so that context is not chosen by chance.
    """
    known = [s for s in SCALE_SETS if set(s) <= {0.0, *samples.pixels.smoothed}]
    every = tuple(sorted({scale for scales in known for scale in scales}))
    temperatures = calibrate(samples, every, count=count)
    judged = {
        s: cross_validate(samples, replace(recipe, scales_px=s), count=count, temperatures=temperatures) for s in known
    }
    right = {s: j.right("fusion")[j.judged] for s, j in judged.items()}
    best = known[0]
    for scales in known[1:]:
        mended, spoiled = int(np.sum(right[scales] & ~right[best])), int(np.sum(right[best] & ~right[scales]))
        if mended - spoiled > np.sqrt(mended + spoiled):
            best = scales
    accuracies = {scales_text(s): round(float(r.mean()), 4) if len(r) else None for s, r in right.items()}
    return replace(recipe, scales_px=best), accuracies


def scales_text(scales_px: tuple[float, ...]) -> str:
    """Return scales as shown in a report."""
    return ", ".join(f"{scale:g}" for scale in scales_px) + " px"


def accuracy_report(judged: Judged, classes: Sequence[str]) -> dict[str, Any]:
    """Return accuracies of the held-out labels: overall, by class, by part of the head, and the confusion matrix."""
    seen = judged.judged
    truth, best = judged.truth[seen], _best(judged.parts["fusion"])[seen]
    count = len(classes)
    matrix = np.bincount(truth * count + best, minlength=count * count).reshape(count, count)
    hit, labelled, mapped = np.diag(matrix), matrix.sum(axis=1), matrix.sum(axis=0)
    share = float(hit.sum() / max(matrix.sum(), 1))
    return {
        "labels_judged": int(seen.sum()), "labels_not_judged": int((~seen).sum()),
        "oa": round(share, 4),
        "oa_standard_error": round(float(np.sqrt(share * (1 - share) / max(seen.sum(), 1))), 4),
        "miou": _mean(hit, labelled + mapped - hit),
        "parts_oa": {p: round(float(judged.right(p)[seen].mean()), 4) if seen.any() else None for p in judged.parts},
        "recall": {c: _ratio(hit[i], labelled[i]) for i, c in enumerate(classes)},
        "precision": {c: _ratio(hit[i], mapped[i]) for i, c in enumerate(classes)},
        "iou": {c: _ratio(hit[i], labelled[i] + mapped[i] - hit[i]) for i, c in enumerate(classes)},
        "classes": list(classes), "confusion": matrix.tolist(),
    }  # fmt: skip


def _ratio(part: float, whole: float) -> float | None:
    return round(float(part / whole), 4) if whole else None


def _mean(parts: IntArray, wholes: IntArray) -> float | None:
    known = wholes > 0
    return round(float((parts[known] / wholes[known]).mean()), 4) if known.any() else None
