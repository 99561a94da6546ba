"""Uncompressed pixels inside a file, read by position.

Mapping the file into memory would be as fast, but a file that is cut short, or a disk or share that goes away, then
kills the process (SIGBUS) where a read can say what happened.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..common.errors import InputError, cut_short, cut_while_read
from .window import Window

_SKIPPED_BYTES = 32_768  # up to this much of each line is read without being wanted: it costs less than another read
_PIECE_BYTES = 4_000_000  # lines that are read whole are read so many bytes at a time


class RawArray:
    """A three-dimensional array in a file, in the file's own order of axes; reads are safe from several threads."""

    def __init__(self, path: Path, *, dtype: np.dtype[np.generic], offset: int, shape: tuple[int, int, int]) -> None:
        """Open ``path``; the array begins at ``offset`` bytes.

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
        """Return the values inside three spans of step 1, read in as few pieces as their bytes lie in.

        Raises:
            InputError: the file is shorter than when it was opened, or cannot be read any more.
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
        """Read as many values as ``out`` (C-contiguous) holds, from the value number ``start`` on."""
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
        """Close the file; may be called twice."""
        self._file.close()


def pixel_by_pixel(array: RawArray, window: Window, bands: Sequence[int]) -> np.ndarray:
    """Return a window (C, h, w), in the machine's byte order, of an array of rows, columns and bands."""
    chosen, cols, everything = list(bands), slice(window.col, window.col_end), slice(None)
    result = np.empty((len(chosen), window.height, window.width), dtype=array.dtype.newbyteorder("="))
    for row in range(window.height):  # row by row, so that what is turned around fits the processor's cache
        line = slice(window.row + row, window.row + row + 1)
        result[:, row] = array[line, cols, everything][0].T[chosen]
    return result
