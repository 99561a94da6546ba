"""Accuracy entries of a model's card: first the mean over the sets, then each set with its role in making the model."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

from backend.catalog.cards import CARD_NAME, ModelCard
from training.evaluation import summary
from training.evaluation.checks.speed import speed_of
from training.evaluation.left_out import RECIPE

PROTOCOLS = {
    "": "not used in making the model",
    "trained": "labels from this place were used in training",
    "tune": "not trained on, but used to choose the model",
    "library": "its spectra are in the simulator's library",
    "seen": "not trained on, but its figures were known when the model was chosen",
}
_COMMAND = "python training/evaluate.py --data DIR"


def metrics_of(reports: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entries of a card; figures of the recipe (models trained without a set's place) come first."""
    found = []
    for model in sorted({report["model"] for report in reports}, key=lambda name: name != RECIPE):
        of = [report for report in reports if report["model"] == model]
        without = " --leave-out RUNS" if model == RECIPE else ""
        mean = summary.mean_of(of)
        say = sum(bool(report["say"]) for report in of if report["counts"])
        found.append({
            "dataset": f"{mean['sets']} real data sets from {mean['fold']} (mean)", "pixels": mean["pixels"],
            "protocol": f"{RECIPE}: each set mapped by a model that had not seen its place"
            if model == RECIPE else f"each set counts once; {say} of them influenced the model",
            **_figures(mean), "command": _COMMAND + without,
        })  # fmt: skip
        found += [
            {
                "dataset": report["title"], "pixels": report["pixels"],
                "protocol": RECIPE if model == RECIPE else PROTOCOLS[report["say"]], **_figures(report),
                "command": f"{_COMMAND} --sets {report['set']}{without}",
            }
            for report in of
        ]  # fmt: skip
    return found


def _figures(row: dict[str, Any]) -> dict[str, float]:
    return {key: row[key] for key in ("oa", "miou", "ece", "majority_oa") if row.get(key) is not None}


def write_card(card: ModelCard, reports: Sequence[dict[str, Any]], *, threads: int) -> None:
    """Write the figures of each set, and the network's speed on this machine, to the model's card."""
    path = card.path.parent / CARD_NAME
    item = json.loads(path.read_text(encoding="utf-8"))
    item["properties"]["specaware:metrics"] = metrics_of(reports)
    item["properties"]["specaware:speed"] = speed_of(card, threads=threads)
    temporary = path.with_name("card.json.tmp")
    temporary.write_text(json.dumps(item, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, path)
