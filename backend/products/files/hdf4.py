"""Read uncompressed arrays of HDF4 files, in which early products are stored.

Source: HDF4 specification and developer's guide (The HDF Group), chapters 2 and 9: a file is a list of blocks of data
descriptors (tag, reference, offset, length); tag 720 groups what belongs to a data set: 701 its sizes, 702 its values.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

SIGNATURE = b"\x0e\x03\x13\x01"
_GROUP, _SIZES, _VALUES, _TYPE = 720, 701, 702, 106
_TYPES = {20: "i1", 21: "u1", 22: "i2", 23: "u2", 24: "i4", 25: "u4", 5: "f4", 6: "f8"}  # DFNT_ codes
_EMPTY, _NOWHERE = 1, 0xFFFFFFFF  # unused descriptors; offsets and lengths not yet known
_INTEL = 4  # class of little-endian numbers
_MOST_BLOCKS, _MOST_RANK = 10_000, 8


@dataclass(frozen=True)
class DataSet:
    """An array: shape, numpy type, and its offset in the file."""

    shape: tuple[int, ...]
    dtype: np.dtype[np.generic]
    offset: int


def is_hdf4(path: Path) -> bool:
    """True for an HDF4 file."""
    with path.open("rb") as file:
        return file.read(4) == SIGNATURE


def data_sets(path: Path) -> list[DataSet]:
    """Return the readable arrays of a file, largest first; none if the file is damaged."""
    size = path.stat().st_size
    with path.open("rb") as file:
        places = dict(_descriptors(file, size))
        found = []
        for (tag, _), (offset, length) in places.items():
            if tag == _GROUP and length % 4 == 0:
                members = struct.iter_unpack(">HH", _read(file, offset, length))
                made = _data_set(file, {key[0]: places[key] for key in members if key in places})
                if made is not None:
                    found.append(made)
    return sorted(found, key=lambda made: -int(np.prod(made.shape)))


def last_byte(file: BinaryIO, size: int) -> int:
    """Return the size that a file, now of ``size`` bytes, must have for its descriptors and the data they refer to."""
    need = block = 4
    for _ in range(_MOST_BLOCKS):
        head = _read(file, block, 6)
        count, following = map(int, struct.unpack(">HI", head)) if head else (0, 0)
        need = max(need, block + 6 + count * 12)
        for tag, _, offset, length in struct.iter_unpack(">HHII", _read(file, block + 6, count * 12)):
            if tag != _EMPTY and _NOWHERE not in (offset, length):
                need = max(need, offset + length)
        if following <= block:
            return max(need, following)
        block = following
    return need


def _read(file: BinaryIO, offset: int, length: int) -> bytes:
    """Return ``length`` bytes, or nothing if the file is shorter."""
    file.seek(offset)
    data = file.read(length)
    return data if len(data) == length else b""


def _descriptors(file: BinaryIO, size: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield ((tag, reference), (offset, length)) of everything inside the file."""
    block = 4
    for _ in range(_MOST_BLOCKS):
        head = _read(file, block, 6)
        if not head:
            return
        count, following = struct.unpack(">HI", head)
        for tag, reference, offset, length in struct.iter_unpack(">HHII", _read(file, block + 6, count * 12)):
            if offset + length <= size:
                yield (tag, reference), (offset, length)
        if following <= block:
            return
        block = following


def _data_set(file: BinaryIO, parts: dict[int, tuple[int, int]]) -> DataSet | None:
    """Return the array from a group's parts; None if it is compressed, in pieces, or of another type."""
    if _SIZES not in parts or _VALUES not in parts:
        return None
    sizes = _read(file, *parts[_SIZES])
    rank = struct.unpack(">H", sizes[:2])[0] if len(sizes) >= 2 else 0
    if not 1 <= rank <= _MOST_RANK or len(sizes) < 2 + 8 * rank:
        return None
    shape = struct.unpack(f">{rank}i", sizes[2 : 2 + 4 * rank])
    kind = _read(file, *parts[_TYPE]) if _TYPE in parts else b""
    if len(kind) != 4 or kind[1] not in _TYPES or min(shape) < 1:
        return None
    dtype = np.dtype(_TYPES[kind[1]]).newbyteorder("<" if kind[3] == _INTEL else ">")
    offset, length = parts[_VALUES]
    fits = length == int(np.prod(np.array(shape, dtype=object))) * dtype.itemsize
    return DataSet(tuple(shape), dtype, offset) if fits else None
