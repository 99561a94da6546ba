"""The layout of a TIFF file, read by its own few lines: what GDAL says of its own files would prove nothing.

Source: TIFF 6.0 (Adobe, 1992), section 2, and the BigTIFF design.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

_FORMATS = {1: "B", 3: "H", 4: "I", 16: "Q"}


@dataclass(frozen=True)
class Directory:
    """One image of a file: its place, size, tiles (side lengths) and where their data lies (offset, size)."""

    at: int
    width: int
    height: int
    tile: tuple[int, int] | None
    is_reduced: bool
    data: tuple[tuple[int, int], ...]


def directories(path: Path) -> list[Directory]:
    """Return the images of a little-endian TIFF in the order of the chain of directories."""
    content = path.read_bytes()
    big = content[2:4] == b"+\0"
    assert content[:2] == b"II"
    count_format, entry_format, entry_size = ("<Q", "<HHQ8s", 20) if big else ("<H", "<HHI4s", 12)
    offset_format = "<Q" if big else "<I"
    at = struct.unpack_from(offset_format, content, 8 if big else 4)[0]
    found = []
    while at:
        count = struct.unpack_from(count_format, content, at)[0]
        first = at + struct.calcsize(count_format)
        tags = {}
        for number in range(count):
            tag, kind, length, value = struct.unpack_from(entry_format, content, first + number * entry_size)
            if kind in _FORMATS:
                form = f"<{length}{_FORMATS[kind]}"
                inside = struct.calcsize(form) <= len(value)
                source, place = (value, 0) if inside else (content, struct.unpack(offset_format, value)[0])
                tags[tag] = struct.unpack_from(form, source, place)
        tile = (tags[323][0], tags[322][0]) if 322 in tags else None
        data = tuple(zip(tags.get(324, tags.get(273, ())), tags.get(325, tags.get(279, ()))))
        found.append(Directory(at, tags[256][0], tags[257][0], tile, bool(tags.get(254, (0,))[0] & 1), data))
        at = struct.unpack_from(offset_format, content, first + count * entry_size)[0]
    return found
