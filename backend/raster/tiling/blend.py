"""Blending of overlapping windows: tapered weights that sum to one, and the live strip of scores."""

from __future__ import annotations

import numpy as np

from ...common.arrays import BoolArray, FloatArray
from ..window import Window
from .tiler import Axis, Tile, TileGrid


def taper(overlap: int) -> FloatArray:
    """Return the rising weights (overlap,) of a window's first pixels: sin^2, so rise + reversed rise = 1."""
    phase = (np.arange(overlap, dtype=np.float64) + 0.5) / max(overlap, 1)
    return (np.sin(0.5 * np.pi * phase) ** 2).astype(np.float32)


def axis_weights(axis: Axis, index: int) -> FloatArray:
    """Return the weights (n,) of the pixels of window ``index``.

    Along the axis, the weights of a pixel sum to one: a window's weights rise over its overlap with the previous window
    and fall by the complement over its overlap with the next; at an outer edge the weight stays one.
    """
    first, end = axis.span(index)
    weights = np.ones(end - first, dtype=np.float32)
    rise = taper(axis.overlap)
    if axis.overlap and index > 0:
        weights[: axis.overlap] = rise
    if axis.overlap and index < axis.count - 1:
        weights[-axis.overlap :] = np.float32(1) - rise
    return weights


class LiveStrip:
    """Scores of the rows that later windows may still change; rows leave it as soon as they are final.

    Args:
        grid: the windows of the raster.
        area: the block being computed; scores outside it are dropped.
        classes: number K of score planes.

    Windows must be added in the order of :meth:`TileGrid.tiles_over`: sums then have the same order for any blocks, and
    results are equal to the last bit.
    """

    def __init__(self, grid: TileGrid, area: Window, *, classes: int) -> None:
        self._grid, self._area = grid, area
        height = min(grid.rows.size, area.height)
        self._scores = np.zeros((classes, height, area.width), dtype=np.float32)
        self._valid = np.zeros((height, area.width), dtype=bool)
        self._row = area.row  # raster row of the strip's first row
        self._weights = [{k: axis_weights(axis, k) for k in self._kinds(axis)} for axis in (grid.rows, grid.cols)]

    @staticmethod
    def _kinds(axis: Axis) -> set[int]:
        """Return representative indices: the first, an inner, the second to last and the last window."""
        return {0, min(1, axis.count - 1), axis.count - 1}

    def _axis_weights(self, which: int, index: int) -> FloatArray:
        axis = (self._grid.rows, self._grid.cols)[which]
        return self._weights[which][index if index in (0, axis.count - 1) else 1]

    @property
    def row(self) -> int:
        """Raster row of the first row that has not left yet."""
        return self._row

    def add(self, tile: Tile, probabilities: FloatArray, valid: BoolArray) -> None:
        """Add the scores (K, h, w) of one window, h and w at least the window's own, and its validity (h, w)."""
        window = tile.window
        part = window.intersect(self._area)
        if part is None:
            return
        rows = slice(part.row - window.row, part.row_end - window.row)
        cols = slice(part.col - window.col, part.col_end - window.col)
        down, across = self._axis_weights(0, tile.grid_row)[rows], self._axis_weights(1, tile.grid_col)[cols]
        to_rows = slice(part.row - self._row, part.row_end - self._row)
        to_cols = slice(part.col - self._area.col, part.col_end - self._area.col)
        self._scores[:, to_rows, to_cols] += probabilities[:, rows, cols] * (down[:, None] * across)
        self._valid[to_rows, to_cols] |= valid[rows, cols]

    def take(self, end_row: int) -> tuple[FloatArray, BoolArray]:
        """Remove the rows before raster row ``end_row``, which no later window changes.

        Returns:
            scores (K, n, W) and validity (n, W), copies; n may be 0.
        """
        count = max(min(end_row, self._area.row_end) - self._row, 0)
        scores, valid = self._scores[:, :count].copy(), self._valid[:count].copy()
        keep = self._scores.shape[1] - count
        self._scores[:, :keep] = self._scores[:, count:].copy()
        self._valid[:keep] = self._valid[count:].copy()
        self._scores[:, keep:] = 0
        self._valid[keep:] = False
        self._row += count
        return scores, valid
