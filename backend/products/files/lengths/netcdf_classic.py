"""The expected length of a classic netCDF file (CDF-1, -2, -5); the library reads zeros past its end.

Source: netCDF classic format specification (Unidata, NetCDF Users Guide, appendix B): numbers are big-endian; the
header lists dimensions, attributes and variables, each variable with its first byte; the records of all variables are
interleaved.
"""

from __future__ import annotations

import math
from typing import BinaryIO

SIGNATURES = (b"CDF\x01", b"CDF\x02", b"CDF\x05")
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 4, 6: 8, 7: 1, 8: 2, 9: 4, 10: 8, 11: 8}
_MOST = 100_000  # dimensions, attributes or variables
_STREAMING = (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)  # unknown number of records


def classic_extent(file: BinaryIO, size: int) -> int | None:
    """Return the end of the last variable, more than ``size`` if the header is truncated, None if it is not valid."""
    file.seek(0)
    header = _Header(file, file.read(4)[3])
    try:
        return header.extent()
    except EOFError:
        return size + 1
    except (ValueError, KeyError, IndexError):
        return None


class _Header:
    """Reads a header from start to end."""

    def __init__(self, file: BinaryIO, version: int) -> None:
        self._file, self._place = file, 8 if version > 1 else 4
        self._count = 8 if version == 5 else 4

    def extent(self) -> int:
        records = self._number(self._count)
        dimensions = []
        for _ in range(self._listed()):
            self._name()
            dimensions.append(self._number(self._count))
        self._attributes()
        ends, moving = [self._file.tell()], []
        for _ in range(self._listed()):
            self._name()
            shape = [dimensions[self._number(self._count)] for _ in range(self._listed(tagged=False))]
            self._attributes()
            width = _SIZES[self._number(4)]
            self._number(self._count)  # ignored: the stated size overflows for large variables
            begin = self._number(self._place)
            if shape and shape[0] == 0:
                moving.append((begin, math.prod(shape[1:]) * width))
            else:
                ends.append(begin + math.prod(shape) * width)
        if moving and records and records not in _STREAMING:
            record = sum(-(-length // 4) * 4 for _, length in moving) if len(moving) > 1 else moving[0][1]
            ends += [begin + (records - 1) * record + length for begin, length in moving]
        return max(ends)

    def _bytes(self, length: int) -> bytes:
        if length > 1 << 28:
            raise ValueError("too long")
        data = self._file.read(length)
        if len(data) < length:
            raise EOFError
        return data

    def _number(self, width: int) -> int:
        return int.from_bytes(self._bytes(width), "big")

    def _listed(self, *, tagged: bool = True) -> int:
        if tagged:
            self._number(4)
        count = self._number(self._count)
        if count > _MOST:
            raise ValueError("too many")
        return count

    def _name(self) -> None:
        self._bytes(-(-self._number(self._count) // 4) * 4)

    def _attributes(self) -> None:
        for _ in range(self._listed()):
            self._name()
            width = _SIZES[self._number(4)]
            self._bytes(-(-self._number(self._count) * width // 4) * 4)
