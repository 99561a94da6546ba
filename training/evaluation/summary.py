"""Summary over all sets: means in which every set counts once, and the targets for trees, herbs and water."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

Report = dict[str, Any]

MEAN = "mean over sets"
PLANTS = ("tree", "low vegetation")
LEAST_PLANTS, LEAST_WATER, LEAST_OA, MOST_ECE = 0.70, 0.90, 0.70, 0.08
"""Targets of every set: recall and precision of trees and herbs, recall of water, accuracy, calibration."""


def with_means(reports: Sequence[Report]) -> list[Report]:
    """Return the reports of each model followed by the mean over the sets that count."""
    rows: list[Report] = []
    for model in dict.fromkeys(report["model"] for report in reports):
        of = [report for report in reports if report["model"] == model]
        rows += [*of, mean_of(of)]
    return rows


def mean_of(reports: Sequence[Report]) -> Report:
    """Return a row of means, each set once; sets with a single group count only in OA and ECE."""
    counted = [report for report in reports if report["counts"]]
    several = [report for report in counted if len(report["classes"]) > 2]  # the last class is "other"
    return {
        "model": reports[0]["model"], "set": MEAN, "fold": f"{len({r['fold'] for r in counted})} places",
        "sets": len(counted),
        "pixels": sum(report["pixels"] for report in counted), "oa": _mean(r["oa"] for r in counted),
        "miou": _mean(r["miou"] for r in several), "ece": _mean(r["ece"] for r in counted),
        "majority_oa": _mean(r["majority_oa"] for r in counted),
    }  # fmt: skip


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(float(np.mean(known)), 4) if known else None


def class_rows(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Return recall and precision of each group, one row per set, and the means over the sets that have the group.

    Precision is over the labelled pixels only, so it is not given for sets with a single group.
    """
    groups = list(dict.fromkeys(name for report in reports for name in report["classes"][:-1]))
    rows = []
    for model in dict.fromkeys(report["model"] for report in reports):
        of = [report for report in reports if report["model"] == model]
        mine = [_class_row(report, groups) for report in of]
        counted = [row for row, report in zip(mine, of) if report["counts"]]
        keys = [key for name in groups for key in (f"{name} recall", f"{name} precision")]
        rows += [*mine, {"model": model, "set": MEAN, **{key: _mean(r.get(key) for r in counted) for key in keys}}]
    return rows


def _class_row(report: Report, groups: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"model": report["model"], "set": report["set"]}
    several = len(report["classes"]) > 2
    for name in groups:
        row[f"{name} recall"] = report["recall"].get(name)
        row[f"{name} precision"] = report["precision"].get(name) if several else None
    return row


def target_rows(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Return one row per set: trees and herbs if it has both, water, accuracy, calibration, and the missed targets."""
    rows = []
    for report in reports:
        if not report["counts"]:
            continue
        recall, precision = report["recall"], report["precision"]
        row: dict[str, Any] = {"model": report["model"], "set": report["set"], "say": report["say"]}
        missed = []
        if all(name in report["classes"] for name in PLANTS):
            for name in PLANTS:
                row[f"{name} recall"], row[f"{name} precision"] = recall[name], precision[name]
                missed += [name for value in (recall[name], precision[name]) if (value or 0.0) < LEAST_PLANTS]
        if "water" in report["classes"]:
            row["water recall"] = recall["water"]
            missed += ["water"] if (recall["water"] or 0.0) < LEAST_WATER else []
        missed += ["accuracy"] if report["oa"] < LEAST_OA else []
        missed += ["calibration"] if report["ece"] > MOST_ECE else []
        rows.append({**row, "oa": report["oa"], "ece": report["ece"], "misses": ", ".join(dict.fromkeys(missed))})
    return rows
