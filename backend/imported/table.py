"""The table of scene classification: scores for each cell of a grid and for the whole raster."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ..catalog.cards import ModelCard
from ..common.arrays import FloatArray
from ..raster.georeference import GeoReference
from ..raster.window import Window

THRESHOLD = 0.5
"""Score from which a class of a multi-label model counts as present."""


@dataclass
class SceneTable:
    """Scores of the cells, added one by one.

    Attributes:
        card: the model, for its classes.
        multi_label: a cell may have any number of labels.
        reference: georeference of the raster; centres of cells are in its CRS, or in pixels without one.
        rows: one entry per cell.
    """

    card: ModelCard
    multi_label: bool
    reference: GeoReference
    rows: list[dict[str, Any]] = field(default_factory=list)
    _scores: list[tuple[float, FloatArray]] = field(default_factory=list)

    def add(self, cell: Window, scores: FloatArray, *, valid_share: float) -> None:
        """Add the scores (K,) of a cell, of whose pixels ``valid_share`` are valid."""
        x, y = self._center(cell)
        self.rows.append({
            "row": cell.row, "col": cell.col, "height": cell.height, "width": cell.width, "x": x, "y": y,
            "valid": round(valid_share, 4), **self.answer(scores),
        })  # fmt: skip
        self._scores.append((valid_share * cell.height * cell.width, scores))

    def answer(self, scores: FloatArray) -> dict[str, Any]:
        """Return label, score and the scores by class name."""
        best = int(np.argmax(scores))
        names = [c.name for c in self.card.classes]
        present = [name for name, value in zip(names, scores) if value >= THRESHOLD]
        label = ";".join(present) if self.multi_label else names[best]
        scored = {name: round(float(value), 6) for name, value in zip(names, scores)}
        return {"label": label, "score": round(float(scores[best]), 6), "scores": scored}

    def whole(self) -> dict[str, Any]:
        """Return the answer for the whole raster: the mean of the cells' scores, weighted by their valid area."""
        weights = np.array([weight for weight, _ in self._scores], dtype=np.float64)
        scores = np.stack([scores for _, scores in self._scores])
        return self.answer((weights[:, None] * scores).sum(axis=0) / max(weights.sum(), 1e-9))

    def write(self, path: Path) -> None:
        """Write the table as CSV, one row per cell and one column per class."""
        names = [c.name for c in self.card.classes]
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            facts = ["row", "col", "height", "width", "x", "y", "valid", "label", "score"]
            writer.writerow([*facts, *names])
            for row in self.rows:
                writer.writerow([*(row[name] for name in facts), *(row["scores"][name] for name in names)])

    def _center(self, cell: Window) -> tuple[float, float]:
        x, dx_col, dx_row, y, dy_col, dy_row = self.reference.geotransform or (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)
        col, row = cell.col + cell.width / 2, cell.row + cell.height / 2
        return x + col * dx_col + row * dx_row, y + col * dy_col + row * dy_row


def cells_of(area: Window, size: int) -> list[Window]:
    """Split ``area`` into cells of ``size`` pixels; the last ones are moved inwards, a smaller area is one cell."""

    def starts(first: int, length: int) -> list[int]:
        if length <= size:
            return [first]
        count = -(-length // size)
        return [first + min(i * size, length - size) for i in range(count)]

    height, width = min(size, area.height), min(size, area.width)
    return [Window(r, c, height, width) for r in starts(area.row, area.height) for c in starts(area.col, area.width)]


def fill_cell(pixels: FloatArray, size: int) -> FloatArray:
    """Pad (C, h, w), smaller than a cell, to (C, size, size) by mirroring at its bottom and right edges."""
    for axis in (1, 2):
        length = pixels.shape[axis]
        if length < size:
            period = np.concatenate([np.arange(length), np.arange(length)[::-1]])
            pixels = np.take(pixels, np.resize(period, size), axis=axis)
    return pixels
