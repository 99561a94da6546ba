"""The grid of model windows over a raster, and the blocks that a run processes: pure geometry.

The grid starts at the raster's origin and depends on the raster's size alone, never on extent, rows, memory or machine.
Every run therefore computes a pixel from the same windows, and parts computed separately merge into exactly the map of
a single run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...common.errors import InputError
from ...common.wording import counted
from ..window import Window


@dataclass(frozen=True)
class Axis:
    """Windows along one axis: ``size`` pixels each, ``overlap`` shared with the next one, ``length`` pixels in total.

    Window k starts at k * (size - overlap); the last one ends at the raster's edge and may be shorter, but is always
    longer than the overlap. As the overlap is at most half the size, no pixel is in more than two windows.
    """

    length: int
    size: int
    overlap: int

    def __post_init__(self) -> None:
        """Refuse impossible sizes."""
        if self.length < 1 or self.size < 1 or not 0 <= 2 * self.overlap <= self.size:
            raise InputError(
                f"A grid of windows of {self.size} with overlap {self.overlap} over {counted(self.length, 'pixel')} is "
                "impossible; use a positive size and an overlap of at most half."
            )

    @property
    def stride(self) -> int:
        """Pixels from the start of a window to the start of the next."""
        return self.size - self.overlap

    @property
    def count(self) -> int:
        """Number of windows."""
        return 1 if self.length <= self.size else -(-(self.length - self.size) // self.stride) + 1

    def span(self, index: int) -> tuple[int, int]:
        """Return first and end pixel of window ``index``."""
        start = index * self.stride
        return start, min(start + self.size, self.length)

    def over(self, first: int, end: int) -> range:
        """Return the indices of the windows that share at least one pixel with [first, end)."""
        low = 0 if first < self.size else (first - self.size) // self.stride + 1
        high = min((end - 1) // self.stride, self.count - 1)
        return range(low, high + 1)


@dataclass(frozen=True)
class Tile:
    """One model window: its position in the grid and its pixels (clipped to the raster)."""

    grid_row: int
    grid_col: int
    window: Window


@dataclass(frozen=True)
class TileGrid:
    """The windows of a whole raster."""

    rows: Axis
    cols: Axis

    @classmethod
    def of(cls, height: int, width: int, *, size: int, overlap: int) -> TileGrid:
        """Return the grid of square windows over ``height`` x ``width`` pixels."""
        return cls(Axis(height, size, overlap), Axis(width, size, overlap))

    def tile(self, grid_row: int, grid_col: int) -> Tile:
        """Return one window of the grid."""
        (row, row_end), (col, col_end) = self.rows.span(grid_row), self.cols.span(grid_col)
        return Tile(grid_row, grid_col, Window(row, col, row_end - row, col_end - col))

    def tiles_over(self, area: Window) -> Iterator[Tile]:
        """Yield, row by row, all windows that share a pixel with ``area``."""
        for grid_row in self.rows.over(area.row, area.row_end):
            for grid_col in self.cols.over(area.col, area.col_end):
                yield self.tile(grid_row, grid_col)

    def count_over(self, area: Window) -> int:
        """Return the number of windows that share a pixel with ``area``."""
        return len(self.rows.over(area.row, area.row_end)) * len(self.cols.over(area.col, area.col_end))

    def support(self, area: Window) -> Window:
        """Return the union of the windows over ``area``: the pixels its result depends on."""
        rows, cols = self.rows.over(area.row, area.row_end), self.cols.over(area.col, area.col_end)
        row, col = self.rows.span(rows[0])[0], self.cols.span(cols[0])[0]
        return Window(row, col, self.rows.span(rows[-1])[1] - row, self.cols.span(cols[-1])[1] - col)

    def blocks(self, area: Window, *, max_tile_cols: int) -> list[Window]:
        """Split ``area`` into blocks of columns, each with at most ``max_tile_cols`` windows side by side.

        One block covers all of ``area`` if that many windows suffice. Cuts are at multiples of the stride, so only the
        one column of windows across each cut is computed twice.

        Raises:
            InputError: fewer than two columns of windows are allowed, but more blocks than one are needed.
        """
        needed = self.cols.over(area.col, area.col_end)
        if len(needed) <= max_tile_cols:
            return [area]
        if max_tile_cols < 2:
            raise InputError("The memory ceiling has no room for two model windows side by side; raise it.")
        # A block [a * stride, b * stride) is covered by the windows a - 1 .. b - 1, which are b - a + 1 windows.
        step = (max_tile_cols - 1) * self.cols.stride
        cuts = range(-(-(area.col + 1) // step) * step, area.col_end, step)
        edges = [area.col, *cuts, area.col_end]
        pairs = ((a, b) for a, b in zip(edges[:-1], edges[1:]) if b > a)
        return [Window(area.row, a, area.height, b - a) for a, b in pairs]
