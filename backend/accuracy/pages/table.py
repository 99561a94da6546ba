"""The tables of an assessment; the page and the CSV use the same rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any, Optional

Word = Callable[[str], str]
Number = Callable[[Optional[float]], str]

MATRIX, CLASSES, MAP = "Confusion matrix", "Accuracy of the labels", "Estimates for the map"
TEXTS = (
    MATRIX, CLASSES, MAP, "label \\ map", "total", "class", "labels", "user's accuracy", "producer's accuracy", "F1",
    "IoU", "± 95 %", "mapped share", "estimated share", "mapped area (ha)", "estimated area (ha)",
)  # fmt: skip
"""All English texts that a table of the page may hold."""


def matrix_rows(report: Mapping[str, Any], word: Word = str) -> list[list[str]]:
    """Return the confusion matrix with labels in rows and the map in columns; headings come first, totals last."""
    figures = report["accuracy"]
    titles = [one["title"] for one in figures["classes"]]
    rows = [[word("label \\ map"), *titles, word("total")]]
    for one, counts in zip(figures["classes"], figures["confusion"]):
        rows.append([one["title"], *map(str, counts), str(one["labels"])])
    totals = [str(one["mapped"]) for one in figures["classes"]]
    return [*rows, [word("total"), *totals, str(figures["labels"])]]


def class_rows(report: Mapping[str, Any], word: Word = str, number: Number | None = None) -> list[list[str]]:
    """Return the accuracies of each class; ``number`` formats a share."""
    show = number or _plain
    heads = ["class", "labels", "user's accuracy", "producer's accuracy", "F1", "IoU"]
    rows = [[word(head) for head in heads]]
    for one in report["accuracy"]["classes"]:
        shares = [show(one[key]) for key in ("users", "producers", "f1", "iou")]
        rows.append([one["title"], str(one["labels"]), *shares])
    return rows


def map_rows(
    report: Mapping[str, Any], word: Word = str, number: Number | None = None, hectares: Number | None = None
) -> list[list[str]]:
    """Return the estimates per class for the map, with half 95 % intervals, and areas in hectares if known.

    ``number`` formats a share, ``hectares`` an area in square metres.
    """
    show, found = number or _plain, report["map_estimates"]
    if found["oa"] is None:
        return []
    areas = report["map"]["area_m2"] is not None
    heads = ["class", "user's accuracy", "± 95 %", "producer's accuracy", "± 95 %", "mapped share"]
    heads += ["estimated share", "± 95 %", *(["mapped area (ha)", "estimated area (ha)", "± 95 %"] if areas else [])]
    keys = ("users", "users_95", "producers", "producers_95", "mapped_share", "area_share", "area_share_95")
    rows = [[word(head) for head in heads]]
    for one in found["classes"]:
        squares = [one[key] for key in ("mapped_m2", "area_m2", "area_m2_95")] if areas else []
        rows.append([one["title"], *(show(one[key]) for key in keys), *map(hectares or hectare_text, squares)])
    return rows


def accuracy_csv(report: Mapping[str, Any]) -> str:
    """Return all tables and the headline figures as CSV."""
    figures, found = report["accuracy"], report["map_estimates"]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([[MATRIX], *matrix_rows(report), []])
    writer.writerows([[CLASSES], *class_rows(report)])
    writer.writerows([["overall accuracy", _plain(figures["oa"])], ["mean IoU", _plain(figures["miou"])], []])
    writer.writerows([[MAP], *map_rows(report)])
    writer.writerow(["overall accuracy", _plain(found["oa"]), _plain(found["oa_95"])])
    writer.writerows([[found["reason"]]] if found["reason"] else [])
    return stream.getvalue()


def hectare_text(square_metres: float | None) -> str:
    """Return an area in hectares with four significant digits, or whole hectares; "" for None."""
    if square_metres is None:
        return ""
    hectares = square_metres / 1e4
    return f"{hectares:.0f}" if hectares >= 1000 else f"{hectares:.4g}"


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
