"""Well-known binary (OGC 06-103r4, section 8) of points and polygons, read into GeoJSON-like geometries."""

from __future__ import annotations

import struct
from typing import Any

Geometry = dict[str, Any]

_POINT, _POLYGON, _MULTI_POINT, _MULTI_POLYGON, _COLLECTION = 1, 3, 4, 6, 7
_EXTRA = {0: 0, 1: 1, 2: 1, 3: 2}  # ordinates beyond x and y, by thousands digit of the type: none, Z, M, ZM


def geometries(blob: bytes) -> list[Geometry]:
    """Return the points and polygons of one feature; other geometry types are left out.

    Raises:
        ValueError: the bytes are not well-known binary.
    """
    try:
        found, _ = _read(blob, 0)
    except (struct.error, KeyError) as exc:
        raise ValueError(f"a geometry is damaged ({exc})") from exc
    return found


def _read(blob: bytes, at: int) -> tuple[list[Geometry], int]:
    order = "<" if blob[at] == 1 else ">"
    (code,) = struct.unpack_from(order + "I", blob, at + 1)
    flags, code = code >> 29, code & 0x1FFFFFFF  # older writers set Z and M as high bits
    width = 2 + max(_EXTRA[code // 1000], (flags >> 2 & 1) + (flags >> 1 & 1))
    kind, at = code % 1000, at + 5
    if kind == _POINT:
        x, y = struct.unpack_from(order + "2d", blob, at)
        return ([] if x != x else [{"type": "Point", "coordinates": (x, y)}]), at + 8 * width
    (count,) = struct.unpack_from(order + "I", blob, at)
    at += 4
    if kind == _POLYGON:
        rings = []
        for _ in range(count):
            ring, at = _ring(blob, at, order, width)
            rings.append(ring)
        return ([{"type": "Polygon", "coordinates": rings}] if rings else []), at
    if kind not in (_MULTI_POINT, _MULTI_POLYGON, _COLLECTION):
        return [], len(blob)
    found: list[Geometry] = []
    for _ in range(count):
        if at >= len(blob):
            break
        parts, at = _read(blob, at)
        found += parts
    return found, at


def _ring(blob: bytes, at: int, order: str, width: int) -> tuple[list[tuple[float, float]], int]:
    (count,) = struct.unpack_from(order + "I", blob, at)
    values = struct.unpack_from(f"{order}{count * width}d", blob, at + 4)
    return list(zip(values[0::width], values[1::width])), at + 4 + 8 * count * width
