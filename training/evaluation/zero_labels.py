"""Maps made without any label, compared with the labels of real scenes: accuracy, calibration, and the prior."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from backend.catalog.cards import ModelCard
from backend.common.arrays import FloatArray, IntArray
from training.common.metrics import Scores, calibration_bins, expected_calibration_error, score
from training.evaluation.mapping import Mapped, Mapper, group_probabilities
from training.real.benchmarks import OTHER, SETS, RealSet

WEIGHED = ("built_up", "tree")
"""Classes whose prior is tested: they share most mixed pixels, and labels follow the outlines of roofs and crowns."""
FACTORS = (0.7, 0.85, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0)
"""Factors on the prior of the simulated scenes."""


@dataclass(frozen=True)
class Judged:
    """Labelled pixels of a set: groups (n,) by label, and probabilities (n, K) of the model's classes."""

    real: RealSet
    mapper: Mapper
    truth: IntArray
    probabilities: FloatArray

    def positions(self, name: str = "", factor: float = 1.0) -> IntArray:
        """Return the groups (n,) of the map; ``factor`` replaces the model's own factor for class ``name``."""
        card = self.mapper.card
        has = card.properties.get("specaware:prior_odds", {}).get(name, 1.0)
        weights = np.array([factor / has if c.name == name else 1.0 for c in card.classes], dtype=np.float32)
        groups = [self.real.mapped.get(c.name) for c in card.classes]
        to = np.array([len(self.real.groups) if g is None else self.real.groups.index(g) for g in groups])
        found: IntArray = to[(self.probabilities * weights).argmax(axis=1)]
        return found

    def scores(self, name: str = "", factor: float = 1.0) -> Scores:
        """Score the map; the arguments are those of :meth:`positions`."""
        return score(self.truth, self.positions(name, factor), classes=(*self.real.groups, OTHER))

    def confidence(self) -> FloatArray:
        """Return the probability (n,) of the group that each pixel is mapped to."""
        grouped = group_probabilities(self.real, self.mapper.card, self.probabilities.T)  # (G + 1, n)
        chosen: FloatArray = np.take_along_axis(grouped, self.positions()[None], axis=0)[0]
        return chosen


def judge(real: RealSet, mapper: Mapper, data: Path) -> Judged | None:
    """Map the scenes of a set and gather their labelled pixels; None if its rasters are not under ``data``."""
    import rasterio

    truth, probabilities = [], []
    for image, label in real.scenes(data):
        result: Mapped = mapper.map(image, dict(real.overrides))
        with rasterio.open(label) as source:
            wanted = real.truth_positions(source.read(1).astype(np.uint8))
        keep = (wanted >= 0) & (result.classes > 0)
        truth.append(wanted[keep])
        probabilities.append(result.probabilities[:, keep].T)
    return Judged(real, mapper, np.concatenate(truth), np.concatenate(probabilities)) if truth else None


def report_of(judged: Judged) -> dict[str, Any]:
    """Return accuracy and calibration of one set as plain data."""
    scores, confidence = judged.scores(), judged.confidence()
    right = judged.truth == judged.positions()
    return {
        "model": judged.mapper.card.name, "set": judged.real.name, "title": judged.real.title,
        "fold": judged.real.fold, "say": say_of(judged.real, judged.mapper.card), "weak": judged.real.weak,
        "counts": judged.real.counts and not judged.real.repeats, **scores.as_dict(),
        "ece": round(expected_calibration_error(confidence, right), 4),
        "reliability": [{k: round(v, 4) for k, v in b.items()} for b in calibration_bins(confidence, right)],
    }  # fmt: skip


def say_of(real: RealSet, card: ModelCard) -> str:
    """Return the role of a set: "trained" on its place, "tune" for choices, "seen", or "" for no influence.

    The card's ``specaware:real_sets`` lists the sets whose labels were used in training.
    """
    if real.fold in trained_folds(card):
        return "trained"
    return "" if real.role == "new" else real.role


def trained_folds(card: ModelCard) -> set[str]:
    """Return the places of the sets whose labels were used to train a model."""
    seen = card.properties.get("specaware:real_sets", ())
    return {real.fold for real in SETS if real.name in seen}


def choose_factors(sets: Sequence[Judged], name: str) -> dict[str, float]:
    """Return for each set the factor of class ``name`` with the highest mean OA over the sets of other places.

    Sets with labels of a single class are excluded: there, a larger factor never costs accuracy.
    """
    accuracy = {j.real.name: [j.scores(name, f).overall_accuracy for f in FACTORS] for j in sets}
    chosen = {}
    for judged in sets:
        scenes: dict[str, list[list[float]]] = {}  # two groupings of one scene count once
        for other in sets:
            if other.real.fold != judged.real.fold and len(other.real.groups) > 1:
                scenes.setdefault(other.real.source, []).append(accuracy[other.real.name])
        means = [np.mean(values, axis=0) for values in scenes.values()]
        chosen[judged.real.name] = FACTORS[int(np.mean(means, axis=0).argmax())] if means else 1.0
    return chosen


def factor_rows(sets: Sequence[Judged]) -> list[dict[str, Any]]:
    """Return one row per class and set: with factor 1, and with the factor chosen on the other sets."""
    rows = []
    chosen = {name: choose_factors(sets, name) for name in WEIGHED}
    for name, judged in itertools.product(WEIGHED, sets):
        factor = chosen[name][judged.real.name]
        one, other = judged.scores(name, 1.0), judged.scores(name, factor)
        rows.append({
            "model": judged.mapper.card.name, "class": name, "set": judged.real.name,
            "oa_1": round(one.overall_accuracy, 4), "miou_1": round(one.mean_iou, 4), "chosen_factor": factor,
            "oa_chosen": round(other.overall_accuracy, 4), "miou_chosen": round(other.mean_iou, 4),
        })  # fmt: skip
    return rows


def text_of(report: dict[str, Any]) -> str:
    """Return the main figures and the confusion matrix of one set as text."""
    classes = report["classes"]
    width = max(len(c) for c in classes) + 2
    lines = [
        f"{report['title']} [{report['say'] or 'no say'}]: {report['pixels']} pixels, OA {report['oa']:.3f}, mIoU "
        f"{report['miou']:.3f}, ECE {report['ece']:.3f}, majority baseline {report['majority_oa']:.3f}",
        " " * width + "".join(f"{c[:10]:>12s}" for c in classes) + f"{'recall':>9s}{'IoU':>7s}",
    ]
    for name, counts in zip(classes[:-1], report["confusion"]):
        shares = [report[key][name] for key in ("recall", "iou")]
        texts = ["-" if value is None else f"{value:.3f}" for value in shares]
        lines.append(f"{name:{width}s}" + "".join(f"{n:12d}" for n in counts) + f"{texts[0]:>9s}{texts[1]:>7s}")
    return "\n".join(lines)
