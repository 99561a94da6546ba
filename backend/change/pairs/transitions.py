"""From-to classes: the values of the transition raster, their titles and colours, and the table of areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...catalog.cards import ModelClass
from ...common.arrays import AnyIntArray, DoubleArray, IntArray
from ...raster.sink import Color

UNCHANGED_CODE = 1
"""Value of an unchanged pixel in the transition raster; 0 is nodata."""
_UNCHANGED_COLOR: Color = (235, 235, 235)
_LARGEST = {"uint8": 254, "uint16": 65534}
_AFTERWARDS = 0.7  # share of the later class's colour


def codes_of(first: IntArray, second: IntArray, classes: int) -> IntArray:
    """Return the values that stand for changes from one class to another, both by position."""
    return UNCHANGED_CODE + 1 + first * classes + second


def code_type(classes: int) -> str:
    """Return the smallest data type that holds all transition values."""
    return next(name for name, most in _LARGEST.items() if UNCHANGED_CODE + classes**2 <= most)


def entry(code: int, classes: Sequence[ModelClass]) -> tuple[str, Color]:
    """Return title and colour of a value; the later class dominates the colour."""
    if code == UNCHANGED_CODE:
        return "Unchanged", _UNCHANGED_COLOR
    before, after = (classes[i] for i in divmod(code - UNCHANGED_CODE - 1, len(classes)))
    red, green, blue = (
        round((1 - _AFTERWARDS) * one + _AFTERWARDS * two) for one, two in zip(before.color, after.color)
    )
    return (f"{before.title}, changed" if before is after else f"{before.title} → {after.title}"), (red, green, blue)


class TransitionCounter:
    """Pixels and ground area of each value of the transition raster, and of the classes on both dates.

    An unchanged pixel has the first date's class on both dates, so that class areas differ by detected changes alone.
    """

    def __init__(self, classes: Sequence[ModelClass], row_areas: DoubleArray | None) -> None:
        self._classes, self._row_areas = classes, row_areas
        self._length = UNCHANGED_CODE + 1 + len(classes) ** 2
        self._pixels = np.zeros(self._length, dtype=np.int64)
        self._areas = np.zeros(self._length)
        self._kept = np.zeros(len(classes)), np.zeros(len(classes))  # unchanged pixels and area by class

    def add(self, codes: AnyIntArray, first: IntArray, row: int) -> None:
        """Count a strip (n, w) of values and of positions of first classes, whose first row is ``row``."""
        for number, (values, before) in enumerate(zip(codes, first)):
            area = 0.0 if self._row_areas is None else float(self._row_areas[row + number])
            counts = np.bincount(values, minlength=self._length)
            self._pixels += counts
            self._areas += area * counts
            stayed = np.bincount(before[values == UNCHANGED_CODE], minlength=len(self._classes))
            self._kept[0][:] += stayed
            self._kept[1][:] += area * stayed

    @property
    def compared(self) -> int:
        """Pixels with data on both dates."""
        return int(self._pixels[UNCHANGED_CODE:].sum())

    @property
    def changed(self) -> int:
        """Pixels that changed."""
        return int(self._pixels[UNCHANGED_CODE + 1 :].sum())

    def table(self) -> list[dict[str, Any]]:
        """Return one row per transition that occurs, largest first, after the row of unchanged pixels.

        Keys: value, before, after (names, None for unchanged), title, color, pixels, share of the compared pixels,
        area_m2 (None if unknown).
        """
        rows = []
        order = np.argsort(-self._pixels[UNCHANGED_CODE + 1 :], kind="stable") + UNCHANGED_CODE + 1
        for code in [UNCHANGED_CODE, *order.tolist()]:
            if not self._pixels[code]:
                continue
            title, color = entry(code, self._classes)
            pair = divmod(code - UNCHANGED_CODE - 1, len(self._classes))
            before, after = (None, None) if code == UNCHANGED_CODE else (self._classes[i].name for i in pair)
            rows.append({
                "value": code, "before": before, "after": after, "title": title,
                "color": "#{:02x}{:02x}{:02x}".format(*color), "pixels": int(self._pixels[code]),
                "share": float(self._pixels[code] / max(self.compared, 1)), "area_m2": self._area(self._areas[code]),
            })  # fmt: skip
        return rows

    def classes(self) -> list[dict[str, Any]]:
        """Return name, title and colour of each class, its pixels and area on both dates, and the net change."""
        count = len(self._classes)
        changed = self._pixels[UNCHANGED_CODE + 1 :].reshape(count, count)
        areas = self._areas[UNCHANGED_CODE + 1 :].reshape(count, count)
        found = []
        for i, one in enumerate(self._classes):
            pixels = [int(self._kept[0][i] + part[i]) for part in (changed.sum(axis=1), changed.sum(axis=0))]
            area = [self._area(self._kept[1][i] + part[i]) for part in (areas.sum(axis=1), areas.sum(axis=0))]
            net = None if area[0] is None or area[1] is None else area[1] - area[0]
            found.append({
                "name": one.name, "title": one.title, "color": "#{:02x}{:02x}{:02x}".format(*one.color),
                "pixels_before": pixels[0], "pixels_after": pixels[1], "area_before_m2": area[0],
                "area_after_m2": area[1], "net_m2": net,
            })  # fmt: skip
        return found

    def _area(self, value: float) -> float | None:
        return None if self._row_areas is None else float(value)


def csv_text(transitions: Sequence[dict[str, Any]]) -> str:
    """Return the table as CSV: class before, class after, pixels, percent of the compared pixels, area in m2."""
    lines = ["before,after,pixels,percent,area_m2"]
    for row in transitions:
        area = "" if row["area_m2"] is None else f"{row['area_m2']:.2f}"
        before, after = row["before"] or "unchanged", row["after"] or "unchanged"
        lines.append(f"{before},{after},{row['pixels']},{100 * row['share']:.4f},{area}")
    return "\n".join(lines) + "\n"
