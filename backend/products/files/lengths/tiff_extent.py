"""The expected length of a TIFF: the end of the last data to which its directories point.

Source: TIFF 6.0 (Adobe, 1992), section 2, and the BigTIFF design (libtiff): a directory lists tags with type, count and
value or offset; strips and tiles have offsets and byte counts, 0 where a file is sparse (GDAL).
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

_SIGNATURES = {b"II*\0": "<", b"MM\0*": ">", b"II+\0": "<", b"MM\0+": ">"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_NUMBERS = {3: "u2", 4: "u4", 13: "u4", 16: "u8", 18: "u8"}
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SAMPLES, _PLANAR = 256, 257, 258, 259, 277, 284
_FILL_ORDER, _FORMAT = 266, 339
_KINDS = {1: "u", 2: "i", 3: "f"}  # by SampleFormat
_STRIP_ROWS, _TILE_WIDTH, _TILE_HEIGHT = 278, 322, 323
_BLOCKS = ((324, 325), (273, 279))  # offsets and byte counts of tiles, of strips
_MOST_DIRECTORIES, _MOST_TAGS = 4096, 65_535
_MOST_BLOCKS = 1 << 22  # most offsets read; of longer lists only the first and last half of this number


@dataclass(frozen=True)
class TiffExtent:
    """``need``: bytes the file must at least have.

    ``regular``: True if every block was checked and has at least the bytes that its pixels take uncompressed, so that
    reading by position stays within the file.
    """

    need: int
    regular: bool = True


@dataclass(frozen=True)
class _Tag:
    kind: int
    count: int
    place: int  # offset of the first value in the file


class _Cut(Exception):
    """A directory or list is beyond the end of the file; ``need``: the file size it requires."""

    def __init__(self, need: int) -> None:
        super().__init__(need)
        self.need = need


def tiff_extent(file: BinaryIO, size: int) -> TiffExtent | None:
    """Return the size that a TIFF of ``size`` bytes needs to be complete; None if it is not a TIFF.

    If a directory is beyond the end, what follows it is unknown, and ``need`` only covers that directory.
    """
    file.seek(0)
    head = file.read(16)
    order = _SIGNATURES.get(head[:4])
    if order is None or len(head) < 8:
        return None
    big = head[2:4] in (b"+\0", b"\0+")
    if big and len(head) < 16:
        return TiffExtent(16, regular=False)
    place = struct.unpack(order + ("Q" if big else "I"), head[8:16] if big else head[4:8])[0]
    reader, seen, need, regular = _Reader(file, size, order, big), set[int](), len(head), True
    try:
        while place and place not in seen and len(seen) < _MOST_DIRECTORIES:
            seen.add(place)
            tags, place = reader.directory(place)
            found = _extent(reader, tags)
            need, regular = max(need, found.need), regular and found.regular
    except _Cut as cut:
        return TiffExtent(max(need, cut.need), regular=False)
    return TiffExtent(need, regular)


@dataclass(frozen=True)
class PixelRows:
    """Layout of an uncompressed TIFF: rows of pixels with all their bands, without gaps."""

    offset: int
    dtype: np.dtype[np.generic]
    shape: tuple[int, int, int]


def pixel_rows(file: BinaryIO, size: int) -> PixelRows | None:
    """Return the layout of the first directory's pixels if they are contiguous, else None."""
    file.seek(0)
    head = file.read(16)
    order = _SIGNATURES.get(head[:4])
    if order is None or len(head) < 16:
        return None
    big = head[2:4] in (b"+\0", b"\0+")
    reader = _Reader(file, size, order, big)
    place = struct.unpack(order + ("Q" if big else "I"), head[8:16] if big else head[4:8])[0]
    try:
        tags, _ = reader.directory(place)
        return _rows_of(reader, tags, size)
    except _Cut:
        return None


def _rows_of(reader: _Reader, tags: dict[int, _Tag], size: int) -> PixelRows | None:
    code, counts_code = _BLOCKS[1]
    plain = _plain_sizes(reader, tags, code, tags[code].count) if code in tags else None
    kinds = (reader.first(tags, _COMPRESSION, 1), reader.first(tags, _PLANAR, 1), reader.first(tags, _FILL_ORDER, 1))
    dtype = _dtype_of(reader, tags)
    if plain is None or dtype is None or kinds != (1, 1, 1) or counts_code not in tags:
        return None
    offsets, whole = reader.numbers(tags[code])
    counts, all_counts = reader.numbers(tags[counts_code])
    if not (whole and all_counts and offsets.size and offsets.shape == counts.shape == plain.shape):
        return None
    follow = bool(np.all(offsets[1:] == offsets[:-1] + plain[:-1])) and bool(np.all(counts >= plain))
    shape = reader.first(tags, _HEIGHT), reader.first(tags, _WIDTH), reader.first(tags, _SAMPLES, 1)
    fits = int(offsets[0]) + math.prod(shape) * dtype.itemsize <= size and offsets[0] > 0
    return PixelRows(int(offsets[0]), dtype, shape) if follow and fits else None


def _dtype_of(reader: _Reader, tags: dict[int, _Tag]) -> np.dtype[np.generic] | None:
    """Return the data type of the numbers; None if bands differ or numpy has no equal type."""
    found = []
    for code, default in ((_BITS, 1), (_FORMAT, 1)):
        values = reader.numbers(tags[code])[0] if code in tags else np.array([default], dtype=np.uint64)
        if not values.size or np.any(values != values[0]):
            return None
        found.append(int(values[0]))
    bits, form = found
    if form not in _KINDS or bits not in (8, 16, 32, 64) or (form == 3 and bits < 32):
        return None
    return np.dtype(f"{reader.order}{_KINDS[form]}{bits // 8}")


class _Reader:
    """Reads directories and lists of numbers of one TIFF."""

    def __init__(self, file: BinaryIO, size: int, order: str, big: bool) -> None:
        self._file, self._size, self.order, self._big = file, size, order, big

    def bytes(self, place: int, length: int) -> bytes:
        if place + length > self._size:
            raise _Cut(place + length)
        self._file.seek(place)
        data = self._file.read(length)
        if len(data) < length:
            raise _Cut(place + length)
        return data

    def directory(self, place: int) -> tuple[dict[int, _Tag], int]:
        """Return the tags of the directory at ``place`` and the offset of the next one, 0 after the last."""
        counted, entry, link = (8, 20, 8) if self._big else (2, 12, 4)
        count = struct.unpack(self.order + ("Q" if self._big else "H"), self.bytes(place, counted))[0]
        if count > _MOST_TAGS:  # invalid; the library reports the error
            return {}, 0
        data = self.bytes(place + counted, count * entry + link)
        form, tags = self.order + ("HHQ" if self._big else "HHI"), {}
        for number in range(count):
            at = number * entry
            tag, kind, values = struct.unpack_from(form, data, at)
            inline = at + struct.calcsize(form)
            where = place + counted + inline
            if values * _SIZES.get(kind, 0) > link:
                where = struct.unpack_from(self.order + ("Q" if self._big else "I"), data, inline)[0]
            tags[tag] = _Tag(kind, values, where)
        return tags, struct.unpack(self.order + ("Q" if self._big else "I"), data[-link:])[0]

    def numbers(self, tag: _Tag) -> tuple[np.ndarray, bool]:
        """Return the numbers of a tag as uint64 (n,), and whether they are complete; empty if not integers."""
        if tag.kind not in _NUMBERS:
            return np.empty(0, dtype=np.uint64), False
        dtype = np.dtype(self.order + _NUMBERS[tag.kind])
        if tag.count <= _MOST_BLOCKS:
            return self._some(tag.place, tag.count, dtype), True
        half = _MOST_BLOCKS // 2
        last = tag.place + (tag.count - half) * dtype.itemsize
        return np.concatenate([self._some(tag.place, half, dtype), self._some(last, half, dtype)]), False

    def _some(self, place: int, count: int, dtype: np.dtype[np.generic]) -> np.ndarray:
        return np.frombuffer(self.bytes(place, count * dtype.itemsize), dtype=dtype).astype(np.uint64)

    def first(self, tags: dict[int, _Tag], code: int, default: int = 0) -> int:
        """Return the first number of a tag."""
        tag = tags.get(code)
        if tag is None or tag.count < 1:
            return default
        values, _ = self.numbers(_Tag(tag.kind, 1, tag.place))
        return int(values[0]) if values.size else default


def _extent(reader: _Reader, tags: dict[int, _Tag]) -> TiffExtent:
    """Return the size that one directory requires: for the values of its tags, and its strips or tiles."""
    need = max((tag.place + tag.count * _SIZES.get(tag.kind, 0) for tag in tags.values()), default=0)
    regular = True
    for code, counts_code in _BLOCKS:
        if code not in tags:
            continue
        offsets, all_offsets = reader.numbers(tags[code])
        counts, all_counts = reader.numbers(tags[counts_code]) if counts_code in tags else (np.zeros(0), False)
        plain = _plain_sizes(reader, tags, code, tags[code].count)
        if counts.shape != offsets.shape:
            counts, all_counts = np.zeros(offsets.shape, dtype=np.uint64), False
        if reader.first(tags, _COMPRESSION, 1) == 1 and plain is not None and plain.size == offsets.size:
            regular = regular and all_offsets and all_counts and bool(np.all((counts >= plain) | (offsets == 0)))
            counts = np.where(counts == 0, plain, np.minimum(counts, plain))
        else:
            regular = False
        ends = (offsets.astype(np.float64) + counts)[offsets > 0]  # exact below 2^53 bytes
        need = max(need, int(ends.max(initial=0.0)))
    return TiffExtent(need, regular)


def _plain_sizes(reader: _Reader, tags: dict[int, _Tag], code: int, count: int) -> np.ndarray | None:
    """Return the uncompressed bytes (n,) of each strip or tile; None if unknown."""
    width, height = reader.first(tags, _WIDTH), reader.first(tags, _HEIGHT)
    bits, samples = reader.first(tags, _BITS, 1), reader.first(tags, _SAMPLES, 1)
    together = samples if reader.first(tags, _PLANAR, 1) == 1 else 1
    if count > _MOST_BLOCKS or min(width, height, bits, together) < 1:
        return None
    if code == _BLOCKS[0][0]:
        across, down = reader.first(tags, _TILE_WIDTH), reader.first(tags, _TILE_HEIGHT)
        size = math.ceil(across * together * bits / 8) * down
        return np.full(count, size, dtype=np.uint64) if size else None
    rows = min(reader.first(tags, _STRIP_ROWS, height) or height, height)
    line, per_plane = math.ceil(width * together * bits / 8), math.ceil(height / rows)
    sizes = np.full(count, rows * line, dtype=np.uint64)
    sizes[per_plane - 1 :: per_plane] = (height - (per_plane - 1) * rows) * line
    return sizes
