"""Uncompressed pixels inside a file, read by position.

Memory mapping would be as fast, but if a mapped file is truncated or its disk or share disappears, the process is
killed (SIGBUS); a read raises an error instead.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..common.errors import InputError, cut_short, cut_while_read
from .window import Window

_SKIPPED_BYTES = 32_768  # up to this many unneeded bytes per line are read along, which costs less than another read
_PIECE_BYTES = 4_000_000  # bytes per read where lines are read completely


class RawArray:
    """A three-dimensional array in a file, in the file's own axis order; several threads may read at a time."""

    def __init__(self, path: Path, *, dtype: np.dtype[np.generic], offset: int, shape: tuple[int, int, int]) -> None:
        """Open ``path``; the array starts at ``offset`` bytes.

        Raises:
            InputError: the file is too short for the array.
        """
        self.dtype, self.shape = dtype, shape
        self._path, self._offset, self._lock = path, offset, threading.Lock()
        need, have = offset + int(np.prod(shape, dtype=np.int64)) * dtype.itemsize, path.stat().st_size
        if have < need:
            raise cut_short(path.name, have, need)
        self._file = path.open("rb", buffering=0)

    def __getitem__(self, spans: tuple[slice, slice, slice]) -> np.ndarray:
        """Return the values inside three spans of step 1, read in as few pieces as possible.

        Raises:
            InputError: the file has become shorter, or can no longer be read.
        """
        (a0, a1), (b0, b1), (c0, c1) = (span.indices(size)[:2] for span, size in zip(spans, self.shape))
        rows, columns = self.shape[1:]
        line = columns * self.dtype.itemsize
        whole = line - (c1 - c0) * self.dtype.itemsize <= _SKIPPED_BYTES or 2 * (c1 - c0) >= columns
        together = max(1, _PIECE_BYTES // line) if whole else 1
        first_column, width = (0, columns) if whole else (c0, c1 - c0)
        out = np.empty((a1 - a0, b1 - b0, c1 - c0), dtype=self.dtype)
        piece = np.empty((together, width), dtype=self.dtype)
        if not out.size:
            return out
        for plane in range(a0, a1):
            for row in range(b0, b1, together):
                lines = piece[: min(together, b1 - row)]
                self._fill(lines, (plane * rows + row) * columns + first_column)
                out[plane - a0, row - b0 : row - b0 + len(lines)] = lines[:, c0 - first_column : c1 - first_column]
        return out

    def _fill(self, out: np.ndarray, start: int) -> None:
        """Fill ``out`` (C-contiguous) with values from the file, starting at value number ``start``."""
        left = out.data.cast("B")
        try:
            with self._lock:
                self._file.seek(self._offset + start * self.dtype.itemsize)
                while left and (count := self._file.readinto(left)):
                    left = left[count:]
        except (OSError, ValueError) as exc:  # ValueError: closed
            raise InputError(
                f"'{self._path.name}' can no longer be read ({exc}); check its disk or network share and start again."
            ) from None
        if left:
            raise cut_while_read(self._path.name)

    def close(self) -> None:
        """Close the file; may be called more than once."""
        self._file.close()


def pixel_by_pixel(array: RawArray, window: Window, bands: Sequence[int]) -> np.ndarray:
    """Return a window (C, h, w), in native byte order, from an array with axes (row, column, band)."""
    chosen, cols, everything = list(bands), slice(window.col, window.col_end), slice(None)
    result = np.empty((len(chosen), window.height, window.width), dtype=array.dtype.newbyteorder("="))
    for row in range(window.height):  # row by row, so that the transposed data fit the processor's cache
        line = slice(window.row + row, window.row + row + 1)
        result[:, row] = array[line, cols, everything][0].T[chosen]
    return result
