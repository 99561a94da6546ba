"""Accuracy figures as plain data: from the labels alone, and estimated for the whole map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..class_map import MapClass
from ..design import Design
from .scores import Scores
from .weighted import Z95, AreaEstimates, estimate_areas

_DIGITS = 4


def rounded(value: float) -> float | None:
    """Return a figure with four decimals; None for NaN."""
    return None if np.isnan(value) else round(float(value), _DIGITS)


def label_figures(scores: Scores, classes: Sequence[MapClass]) -> dict[str, Any]:
    """Return the confusion matrix and the accuracies of the labels, all with the same weight."""
    labelled, mapped = scores.matrix.sum(axis=1), scores.matrix.sum(axis=0)
    columns = (scores.precision, scores.recall, scores.f1, scores.iou)
    rows = [
        {
            "name": one.name, "title": one.title, "value": one.value, "color": one.color,
            "labels": int(labelled[i]), "mapped": int(mapped[i]),
            **{key: rounded(values[i]) for key, values in zip(("users", "producers", "f1", "iou"), columns)},
        }
        for i, one in enumerate(classes)
    ]  # fmt: skip
    return {
        "labels": int(scores.matrix.sum()), "right": int(np.trace(scores.matrix)),
        "oa": rounded(scores.overall_accuracy), "miou": rounded(scores.mean_iou),
        "confusion": scores.matrix.tolist(), "classes": rows,
    }  # fmt: skip


def map_figures(
    scores: Scores,
    classes: Sequence[MapClass],
    *,
    pixels: Mapping[int, int],
    area_m2: float | None,
    design: Design,
) -> dict[str, Any]:
    """Return the estimates for the whole map (Olofsson et al. 2014), with intervals where the design allows them.

    They hold for the part of the map whose classes have at least two labels ("share_of_map"). "reason" says why there
    are no intervals, or why there are no estimates ("oa" is then None).

    Args:
        scores: scores of the labels.
        classes: classes in the order of the scores.
        pixels: pixel counts of the map by pixel value.
        area_m2: ground area of the map; None if unknown.
        design: how the labels were drawn.
    """
    counts = np.array([pixels.get(one.value, 0) for one in classes], dtype=np.float64)
    enough = (scores.matrix.sum(axis=0) >= 2) & (counts > 0)
    left_out = [one.title for one, count, fits in zip(classes, counts, enough) if count and not fits]
    every = max(sum(pixels.values()), 1)
    found = estimate_areas(scores.matrix * enough[None, :], counts * enough) if enough.any() else None
    share = round(float(counts[enough].sum()) / every, 6)
    facts = {"share_of_map": share, "left_out": left_out}
    if found is None:
        reason = "No class of the map has two labels or more."
        return {**facts, "oa": None, "oa_95": None, "reason": reason, "classes": [], "proportions": []}
    whole_m2 = None if area_m2 is None else area_m2 * share
    return {
        **facts, "oa": rounded(found.oa), "oa_95": _half(found.oa_error, design), "reason": design.reason,
        "classes": [_of_class(found, i, one, whole_m2, design) for i, one in enumerate(classes)],
        "proportions": [[round(float(v), 6) for v in row] for row in found.proportions.T],
    }  # fmt: skip


def _half(error: float, design: Design) -> float | None:
    return None if design.reason else rounded(Z95 * error)


def _of_class(
    found: AreaEstimates, i: int, one: MapClass, whole_m2: float | None, design: Design
) -> dict[str, Any]:  # fmt: skip
    def square_metres(share: float) -> float | None:
        return None if whole_m2 is None else round(share * whole_m2, 1)

    interval = None if design.reason else square_metres(Z95 * float(found.area_error[i]))
    return {
        "name": one.name, "title": one.title,
        "users": rounded(found.users[i]), "users_95": _half(found.users_error[i], design),
        "producers": rounded(found.producers[i]), "producers_95": _half(found.producers_error[i], design),
        "mapped_share": rounded(found.mapped[i]), "area_share": rounded(found.area[i]),
        "area_share_95": _half(found.area_error[i], design), "mapped_m2": square_metres(float(found.mapped[i])),
        "area_m2": square_metres(float(found.area[i])), "area_m2_95": interval,
    }  # fmt: skip
