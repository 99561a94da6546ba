"""Reading: blocks of a raster are read once, converted to reflectance once, and returned as rows of model windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import BoolArray, FloatArray
from .window import Window

CHUNK_VALUES = 1 << 20  # values normalised at a time: 4 MiB of float32, which fit a processor's cache
READ_VALUES = 1 << 24  # values per read if the file's blocks allow it, so that a cancel takes effect soon


def reading_threads(cores: int) -> int:
    """Return how many threads convert raw values to reflectance: more than one if a graphics card might wait for it.

    Networks on the processor use all cores; with few cores a second reader would only slow them down.
    """
    return min(4, max(1, cores // 4))


class PixelReader(Protocol):
    """What is needed of a product to read it (see ``products.base.Product``)."""

    def read(self, window: Window, bands: Sequence[int]) -> NDArray[Any]:
        """Return raw values (C, h, w) of the 0-based ``bands``."""
        ...

    def read_mask(self, window: Window) -> BoolArray | None:
        """Return a mask (h, w), True for pixels that the product's own mask declares valid; None without a mask."""
        ...


class PixelNormaliser(Protocol):
    """Turns raw values into reflectance (see ``spectral.normalise.Normaliser``)."""

    def apply(
        self, raw: NDArray[Any], mask: BoolArray | None = None, *, out: FloatArray | None = None
    ) -> tuple[FloatArray, BoolArray]:
        """Return reflectance (C, h, w) and validity (h, w) of raw values (C, h, w).

        ``mask`` (h, w) is False outside the scene; ``out`` receives the reflectance without a copy.
        """
        ...


def read_normalised(
    reader: PixelReader, normaliser: PixelNormaliser, bands: Sequence[int], window: Window
) -> tuple[FloatArray, BoolArray]:
    """Return reflectance (C, h, w) and validity (h, w) of one window."""
    pixels = np.empty((len(bands), window.height, window.width), dtype=np.float32)
    valid = np.empty((window.height, window.width), dtype=bool)
    _fill(reader, normaliser, bands, window, pixels, valid)
    return pixels, valid


def _fill(
    reader: PixelReader,
    normaliser: PixelNormaliser,
    bands: Sequence[int],
    window: Window,
    pixels: FloatArray,
    valid: BoolArray,
) -> None:
    """Read ``window`` and write its reflectance (C, h, w) and validity (h, w) into the given arrays."""
    raw = reader.read(window, bands)
    mask = reader.read_mask(window)
    step = max(1, CHUNK_VALUES // max(1, len(bands) * window.width))
    for first in range(0, window.height, step):
        rows = slice(first, min(first + step, window.height))
        part = None if mask is None else mask[rows]
        _, valid[rows] = normaliser.apply(raw[:, rows], part, out=pixels[:, rows])


class RowSource:
    """Returns rows of windows of one block from top to bottom, reading each pixel of the block once.

    Args:
        reader: the open product; used by one thread only.
        normaliser: raw values to reflectance.
        bands: 0-based positions of the bands used.
        area: the pixels that may be requested (the support of a block).
        window_rows: largest number of rows per request.
        read_rows: rows per read, up to multiples of it, so that reads are aligned with the file's own blocks.
        block_shape: rows and columns of the file's own blocks; each is read in one piece.
        check: called before every read; raises to stop.
        workers: threads that convert to reflectance in parallel; readers serialise the reads themselves.
    """

    def __init__(
        self,
        reader: PixelReader,
        normaliser: PixelNormaliser,
        *,
        bands: Sequence[int],
        area: Window,
        window_rows: int,
        read_rows: int,
        block_shape: tuple[int, int] = (1, 1),
        check: Callable[[], None] = lambda: None,
        workers: int = 1,
    ) -> None:
        self._reader, self._normaliser, self._bands = reader, normaliser, tuple(bands)
        self._workers = workers
        self._area, self._read_rows, self._check = area, read_rows, check
        self._block_shape = block_shape
        capacity = min(window_rows + read_rows, area.height)
        self._pixels = np.empty((len(self._bands), capacity, area.width), dtype=np.float32)
        self._valid = np.empty((capacity, area.width), dtype=bool)
        self._first = self._end = area.row  # raster rows in memory

    def rows(self, first: int, end: int) -> tuple[FloatArray, BoolArray]:
        """Return views of reflectance (C, n, W) and validity (n, W) of raster rows [first, end).

        ``first`` must not decrease between calls; the views are valid until the next call.
        """
        while self._end < end:
            self._make_room(first)
            self._read_next()
        rows = slice(first - self._first, end - self._first)
        return self._pixels[:, rows], self._valid[rows]

    def _make_room(self, first: int) -> None:
        """Drop the rows before ``first`` if the next read would not fit behind the rows in memory."""
        held = self._end - self._first
        if held + self._read_rows <= self._pixels.shape[1] or first == self._first:
            return
        skip, keep = first - self._first, self._end - first
        for band in self._pixels:
            band[:keep] = band[skip:held]
        self._valid[:keep] = self._valid[skip:held]
        self._first = first

    def _read_next(self) -> None:
        boundary = (self._end // self._read_rows + 1) * self._read_rows
        end = min(boundary, self._area.row_end)
        block_rows, block_cols = self._block_shape
        values = len(self._bands) * self._area.width
        most = READ_VALUES // self._workers
        row_step = max(1, most // (values * block_rows)) * block_rows
        col_step = max(1, most // (len(self._bands) * row_step * block_cols)) * block_cols
        windows = [
            Window(row, col, row_end - row, col_end - col)
            for row, row_end in _steps(self._end, end, row_step)
            for col, col_end in _steps(self._area.col, self._area.col_end, col_step)
        ]
        if self._workers == 1 or len(windows) == 1:
            for window in windows:
                self._take(window)
        else:
            with ThreadPoolExecutor(self._workers, thread_name_prefix="specaware-read") as pool:
                list(pool.map(self._take, windows))
        self._end = end

    def _take(self, window: Window) -> None:
        """Read a window of the rows being read."""
        self._check()
        at = (
            slice(window.row - self._first, window.row_end - self._first),
            slice(window.col - self._area.col, window.col_end - self._area.col),
        )
        pixels = self._pixels[(slice(None), *at)]
        _fill(self._reader, self._normaliser, self._bands, window, pixels, self._valid[at])


def _steps(first: int, end: int, step: int) -> Iterator[tuple[int, int]]:
    """Split [first, end) at multiples of ``step``."""
    while first < end:
        cut = min((first // step + 1) * step, end)
        yield first, cut
        first = cut
