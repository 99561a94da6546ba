"""The report of a training as data, text, table and page."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..accuracy.statistics.weighted import area_adjusted
from ..common.wording import counted
from .fitting.fusion import FusedHead
from .fitting.validation import Judged, accuracy_report, scales_text
from .pixels.samples import TrainingSet

TEXT_NAMES = ("report.txt", "report.html", "accuracy.csv")
TITLE = "Accuracy on training labels held out by blocks"
_ADJUSTED_NOTE = (
    "Adjusted for the area of each class on the map (Olofsson et al. 2014); the 95 % intervals hold for "
    "labels drawn at random within the classes of the map."
)


def learned(samples: TrainingSet, fused: FusedHead, zero_shot: Sequence[str], classes: Sequence[str]) -> dict[str, Any]:
    """Return what was chosen and learned: recipe, prior, and what zero-shot classes mean."""
    recipe, grouping = fused.recipe, fused.grouping
    return {
        "recipe": {
            "context": scales_text(recipe.scales_px), "spectral_weight": recipe.spectral_weight,
            "feature_weight": recipe.feature_weight if fused.features is not None else 0.0,
            "zero_shot_weight": recipe.zero_shot_weight,
            "neighbour_share": recipe.neighbour_share if fused.neighbours is not None else 0.0,
            "unlabelled_pixels": samples.anchors.count, "mnf_components": samples.image.directions.shape[1],
        },
        "prior": {"kind": recipe.prior, "shares": dict(zip(classes, grouping.prior.round(4).tolist()))},
        "zero_shot_classes": {
            name: dict(zip(classes, row)) for name, row in zip(zero_shot, grouping.table.round(4).tolist())
        },
    }  # fmt: skip


def judgement(
    samples: TrainingSet, fused: FusedHead, judged: Judged, classes: Sequence[str], *, block_px: int
) -> dict[str, Any]:
    """Return the block-wise cross-validated accuracy, unadjusted and adjusted for the map's class areas."""
    found = accuracy_report(judged, classes)
    best = fused.log_probabilities(samples.anchors).argmax(axis=1)
    share = np.bincount(best, minlength=len(classes)) / max(len(best), 1)
    return {
        "protocol": "five folds of blocks", "block_px": block_px, "blocks": int(samples.groups.max() + 1), **found,
        "area_adjusted": area_adjusted(np.asarray(found["confusion"]), share),
    }  # fmt: skip


def accuracy_rows(judged: Mapping[str, Any]) -> list[list[str]]:
    """Return the table shared by text, CSV and page: the confusion matrix with recall, precision and IoU.

    The first row holds the headings; labels are in rows, the map in columns.
    """
    classes = judged["classes"]
    rows = [["label \\ map", *classes, "recall", "precision", "IoU"]]
    for name, counts in zip(classes, judged["confusion"]):
        shares = [judged[key][name] for key in ("recall", "precision", "iou")]
        rows.append([name, *map(str, counts), *("" if v is None else f"{v:.4f}" for v in shares)])
    return rows


def adjusted_rows(judged: Mapping[str, Any]) -> list[list[str]]:
    """Return the table of area-adjusted figures; empty if they could not be computed."""
    found = judged["area_adjusted"]
    if found is None:
        return []
    keys = ("mapped_share", "area_share", "area_share_95", "users", "users_95", "producers")
    heads = ["class", "mapped share", "area share", "+-", "user's accuracy", "+-", "producer's accuracy"]
    return [heads, *([name, *(f"{found[k][i]:.4f}" for k in keys)] for i, name in enumerate(judged["classes"]))]


def accuracy_csv(report: Mapping[str, Any]) -> str:
    """Return both tables and the headline figures as CSV."""
    judged = report["cross_validation"]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([TITLE])
    writer.writerows(accuracy_rows(judged))
    writer.writerows([["overall accuracy", judged["oa"]], ["standard error", judged["oa_standard_error"]]])
    writer.writerows([["mIoU", judged["miou"]], ["labels judged", judged["labels_judged"]]])
    if rows := adjusted_rows(judged):
        adjusted = judged["area_adjusted"]
        writer.writerows([[_ADJUSTED_NOTE], *rows, ["overall accuracy", adjusted["oa"], "+-", adjusted["oa_95"]]])
    return stream.getvalue()


def texts_of(report: Mapping[str, Any]) -> dict[str, str]:
    """Return the contents of the files :data:`TEXT_NAMES`, all from one report."""
    return dict(zip(TEXT_NAMES, (train_text(report) + "\n", train_html(report), accuracy_csv(report))))


def train_html(report: Mapping[str, Any]) -> str:
    """Return a page with the text and the tables of a report."""
    judged = report["cross_validation"]
    parts = [f"<h1>{html.escape(report['model'])}</h1>", *(f"<p>{html.escape(line)}</p>" for line in _lines(report))]
    if judged["labels_judged"]:
        parts += [f"<h2>{TITLE}</h2>", _table(accuracy_rows(judged))]
    if rows := adjusted_rows(judged):
        adjusted = judged["area_adjusted"]
        parts += [
            f"<p>{_ADJUSTED_NOTE} Overall accuracy {adjusted['oa']:.4f} +- {adjusted['oa_95']:.4f}.</p>", _table(rows)
        ]  # fmt: skip
    style = "table{border-collapse:collapse}td,th{border:1px solid #999;padding:2px 6px;text-align:right}"
    head = f'<meta charset="utf-8"><title>{html.escape(report["model"])}</title><style>{style}</style>'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{"".join(parts)}</body></html>\n'


def _table(rows: list[list[str]]) -> str:
    first, *others = rows
    cells = ["".join(f"<th>{html.escape(c)}</th>" for c in first)]
    cells += ["".join(f"<td>{html.escape(c)}</td>" for c in row) for row in others]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def train_text(report: Mapping[str, Any]) -> str:
    """Return as text what was learned and how accurate it is, with the confusion matrix."""
    judged = report["cross_validation"]
    first, *lines = _lines(report)
    lines = [first, *(f"  {line}" for line in lines)]
    if judged["labels_judged"]:
        lines += _matrix(judged)
    if (adjusted := judged["area_adjusted"]) is not None:
        areas = ", ".join(
            f"{name} {share:.0%} +- {half:.0%}"
            for name, share, half in zip(judged["classes"], adjusted["area_share"], adjusted["area_share_95"])
        )
        lines.append(
            "  adjusted for mapped areas (95 %, if labels were drawn at random): overall accuracy "
            f"{adjusted['oa']:.1%} +- {adjusted['oa_95']:.1%}; {areas}"
        )
    return "\n".join(lines)


def _lines(report: Mapping[str, Any]) -> list[str]:
    judged, prior, recipe = report["cross_validation"], report["prior"], report["recipe"]
    parts = ", ".join(f"{name} {value:.1%}" for name, value in judged["parts_oa"].items() if value is not None)
    counts = ", ".join(f"{name} {count}" for name, count in report["labels"]["pixels"].items())
    lines = [
        f"{report['outputs']['model']}: {counted(len(judged['classes']), 'class', 'classes')} from "
        f"{counted(sum(report['labels']['pixels'].values()), 'labelled pixel')} in {report['seconds']:.1f} s, on "
        f"{report['base']['name']}",
        f"labels: {counts}",
        f"context {recipe['context']}, class prior {prior['kind']}: "
        + ", ".join(f"{name} {share:.0%}" for name, share in prior["shares"].items()),
    ]
    if not judged["labels_judged"]:
        return [*lines, "not validated: every class needs labels in two blocks or polygons"]
    lines.append(
        f"held out by blocks of {judged['block_px']} px, five folds: overall accuracy {judged['oa']:.1%} "
        f"+- {judged['oa_standard_error']:.1%}, mIoU {judged['miou']:.3f} ({parts})"
    )
    if judged["labels_not_judged"]:
        left = counted(judged["labels_not_judged"], "label")
        lines.append(f"{left} could not be validated: no other block has its class")
    return lines


def _matrix(judged: Mapping[str, Any]) -> list[str]:
    classes = judged["classes"]
    width = max(len(name) for name in classes) + 2
    columns = [f"{i + 1}" for i in range(len(classes))]
    lines = ["  " + " " * (width + 3) + "".join(f"{c:>6}" for c in columns) + "  recall  precision"]
    for i, name in enumerate(classes):
        row = "".join(f"{n:6d}" for n in judged["confusion"][i])
        shares = "".join(
            f"{'-' if value is None else f'{value:.2f}':>{size}}"
            for value, size in ((judged["recall"][name], 8), (judged["precision"][name], 11))
        )
        lines.append(f"  {columns[i]:>2} {name:<{width}}{row}{shares}")
    return lines
