"""The report of a scene model's training as data, text and table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..accuracy.statistics.scene_scores import scene_figures
from ..common.wording import counted

TEXT_NAMES = ("report.txt", "accuracy.csv")
TITLE = "Accuracy on scenes of held-out places"


def judged(
    scores: NDArray[np.floating], truth: NDArray[np.bool_], classes: Sequence[str], *, multi_label: bool
) -> dict[str, Any]:
    """Return the figures of scores (n, K); see :func:`scene_figures`."""
    return scene_figures(scores, truth, classes=classes, multi_label=multi_label)


def class_rows(figures: Mapping[str, Any], *, multi_label: bool) -> list[list[str]]:
    """Return the table of classes, headings first: a confusion matrix, or average precision and F1."""
    classes = figures["classes"]
    if multi_label:
        rows = [["class", "scenes", "average precision", "F1"]]
        for name in classes:
            rows.append([name, str(figures["present"][name]), *map(_shown, (figures["ap"][name], figures["f1"][name]))])
        return rows
    rows = [["label \\ model", *classes, "recall", "precision"]]
    for name, counts in zip(classes, figures["confusion"]):
        rows.append([name, *map(str, counts), _shown(figures["recall"][name]), _shown(figures["precision"][name])])
    return rows


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def headline(figures: Mapping[str, Any], *, multi_label: bool) -> str:
    """Return the main figures as text."""
    if multi_label:
        return (
            f"mean average precision {_shown(figures['map_macro'])} (over all pairs {_shown(figures['map_micro'])}), "
            f"F1 {_shown(figures['f1_macro'])}"
        )
    return f"overall accuracy {_shown(figures['oa'])}, mean F1 {_shown(figures['mean_f1'])}"


def texts_of(report: Mapping[str, Any]) -> dict[str, str]:
    """Return the contents of the files :data:`TEXT_NAMES`, all from one report."""
    return dict(zip(TEXT_NAMES, (scene_text(report) + "\n", accuracy_csv(report))))


def scene_text(report: Mapping[str, Any]) -> str:
    """Return as text what was learned and how accurate it is, with the table of classes."""
    multi, found = bool(report["multi_label"]), report["cross_validation"]
    counts = ", ".join(f"{name} {count}" for name, count in report["labels"].items())
    kind = "several labels per scene" if multi else "one label per scene"
    lines = [
        f"{report['outputs']['model']}: {counted(len(found['classes']), 'class', 'classes')} from "
        f"{counted(report['scenes'], 'scene')} of {counted(found['places'], 'place')} in {report['seconds']:.1f} s, "
        f"on {report['base']['name']} ({kind})",
        f"  scenes: {counts}",
        f"  held out ({found['protocol']}): {headline(found, multi_label=multi)}",
        *_table(class_rows(found, multi_label=multi)),
    ]
    if report.get("test"):
        lines.append(
            f"  test scenes of the table ({report['test']['scenes']}): {headline(report['test'], multi_label=multi)}"
        )
    return "\n".join(lines)


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["    " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths)) for row in rows]


def accuracy_csv(report: Mapping[str, Any]) -> str:
    """Return the figures as CSV."""
    multi, found = bool(report["multi_label"]), report["cross_validation"]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([TITLE])
    writer.writerows(class_rows(found, multi_label=multi))
    names = ("map_macro", "map_micro", "f1_macro", "f1_micro") if multi else ("oa", "mean_f1", "kappa")
    writer.writerows([name, _shown(found[name])] for name in (*names,))
    if report.get("test"):
        writer.writerow(["Accuracy on the test scenes of the table"])
        writer.writerows(class_rows(report["test"], multi_label=multi))
        writer.writerows([name, _shown(report["test"][name])] for name in (*names,))
    return stream.getvalue()
