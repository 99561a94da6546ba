"""Reading polygons back, without another geometry package."""

from __future__ import annotations

import struct

import numpy as np


def polygon_of(data: bytes) -> dict:
    """Return a little-endian well-known-binary polygon as GeoJSON."""
    order, kind, rings = struct.unpack_from("<BII", data)
    assert (order, kind) == (1, 3)
    at, coordinates = 9, []
    for _ in range(rings):
        (count,) = struct.unpack_from("<I", data, at)
        points = np.frombuffer(data, dtype="<f8", count=2 * count, offset=at + 4).reshape(-1, 2)
        coordinates.append([tuple(p) for p in points.tolist()])
        at += 4 + 16 * count
    assert at == len(data)
    return {"type": "Polygon", "coordinates": coordinates}
