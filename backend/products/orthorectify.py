"""Placing the *result* of a product in sensor geometry on the map: labels are looked up, never interpolated."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import InputError
from .base import Geolocation

_MAX_CELLS = 400_000_000
_REACH_CELLS = 4.0  # a map cell farther than this from any pixel centre stays empty
_HALF_DIAGONAL = 0.75  # of the distance of neighbouring centres: reaches the corners of a pixel, a little more


@dataclass(frozen=True)
class Placed:
    """Planes (K, H, W) on a map grid: GDAL geotransform and CRS as WKT."""

    planes: np.ndarray
    geotransform: tuple[float, float, float, float, float, float]
    crs_wkt: str


def placed(planes: np.ndarray, geolocation: Geolocation, *, nodata: float, gsd_m: float | None = None) -> Placed:
    """Return (K, h, w) planes of a product in sensor geometry on the map; each cell takes one pixel's value or nodata.

    With a look-up table the product's own grid is used. With geolocation arrays each cell takes the pixel whose centre
    is nearest, on the product's map grid if it states one, else in UTM with cells of ``gsd_m`` (default: the median
    distance of neighbouring pixels).

    Raises:
        InputError: the geolocation is empty or does not fit the planes.
    """
    first, second = geolocation.load()
    if geolocation.kind == "glt":
        if geolocation.geotransform is None or geolocation.crs_wkt is None:
            raise InputError("The look-up table of the product has no map grid; download the product again.")
        grid = _looked_up(planes, first, second, nodata)
        return Placed(grid, geolocation.geotransform, geolocation.crs_wkt)
    if first.shape != planes.shape[1:] or second.shape != first.shape:
        raise InputError("The geolocation arrays do not have the size of the raster; download the product again.")
    return _from_arrays(planes, first, second, geolocation, nodata, gsd_m)


def _looked_up(planes: np.ndarray, rows: np.ndarray, cols: np.ndarray, nodata: float) -> np.ndarray:
    """Return (K, H, W): the value of pixel (rows, cols) in every cell, nodata where either lies outside."""
    inside = (rows >= 0) & (cols >= 0) & (rows < planes.shape[1]) & (cols < planes.shape[2])
    result = np.full((len(planes), *rows.shape), nodata, dtype=planes.dtype)
    result[:, inside] = planes[:, rows[inside], cols[inside]]
    return result


def _from_arrays(
    planes: np.ndarray,
    lat: np.ndarray,
    lon: np.ndarray,
    geolocation: Geolocation,
    nodata: float,
    gsd_m: float | None,
) -> Placed:
    from rasterio.crs import CRS
    from rasterio.warp import transform

    known = np.isfinite(lat) & np.isfinite(lon) & (np.abs(lat) <= 90) & (np.abs(lon) <= 180)
    if not known.any():
        raise InputError("The product's geolocation arrays are empty; download the product again.")
    crs = CRS.from_wkt(geolocation.crs_wkt) if geolocation.crs_wkt else _utm(lat[known], lon[known])
    x, y = np.full(lat.shape, np.nan), np.full(lat.shape, np.nan)
    x[known], y[known] = transform(CRS.from_epsg(4326), crs, lon[known].tolist(), lat[known].tolist())
    step = abs(geolocation.geotransform[1]) if geolocation.geotransform else gsd_m or _spacing(x, y)
    left, top = (geolocation.geotransform[0], geolocation.geotransform[3]) if geolocation.geotransform else (0.0, 0.0)
    col0, col1 = (math.floor((f(x) - left) / step) for f in (np.nanmin, np.nanmax))
    row0, row1 = (math.floor((top - f(y)) / step) for f in (np.nanmax, np.nanmin))
    shape = (row1 - row0 + 1, col1 - col0 + 1)
    if shape[0] * shape[1] > _MAX_CELLS:
        raise InputError("The product's geolocation spans too large a map; give a larger GSD.")
    left, top = left + col0 * step, top - row0 * step
    rows, cols = _nearest((top - y) / step, (x - left) / step, shape)
    grid = _looked_up(planes, rows, cols, nodata)
    return Placed(grid, (left, step, 0.0, top, 0.0, -step), str(crs.to_wkt()))


def _utm(lat: np.ndarray, lon: np.ndarray) -> Any:  # noqa: ANN401 - rasterio is untyped
    """Return the CRS of the UTM zone (polar stereographic beyond 84 degrees) at the middle of the scene."""
    from rasterio.crs import CRS

    middle_lat, middle_lon = float(np.median(lat)), float(np.median(lon))
    if abs(middle_lat) > 84:
        return CRS.from_epsg(32661 if middle_lat > 0 else 32761)
    zone = min(int((middle_lon + 180) // 6) + 1, 60)
    return CRS.from_epsg((32600 if middle_lat >= 0 else 32700) + zone)


def _spacing(x: np.ndarray, y: np.ndarray) -> float:
    """Return the median distance of neighbouring pixel centres, the smaller of both directions."""
    steps = []
    for axis in (0, 1):
        if x.shape[axis] > 1:
            distance = np.hypot(np.diff(x, axis=axis), np.diff(y, axis=axis))
            if np.isfinite(distance).any():
                steps.append(float(np.nanmedian(distance)))
    steps = [step for step in steps if step > 0]
    if not steps:
        raise InputError("The product's geolocation arrays do not tell a pixel size; give the GSD.")
    return min(steps)


def _nearest(down: np.ndarray, across: np.ndarray, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return for each map cell the row and column of the pixel whose centre (in cell units) is nearest, -1 for none.

    Each pixel offers itself to the cells around it, the largest distance first, so the nearest offer stays.
    """
    limit = min(_REACH_CELLS, _HALF_DIAGONAL * max(1.0, _largest_gap(down, across)))
    reach = math.ceil(limit)
    index = np.flatnonzero(np.isfinite(down) & np.isfinite(across))
    row, col = np.floor(down.flat[index]).astype(np.int64), np.floor(across.flat[index]).astype(np.int64)
    best = np.full(shape, np.inf)
    source = np.full(shape, -1, dtype=np.int64)
    for dr in range(-reach, reach + 1):
        for dc in range(-reach, reach + 1):
            r, c = row + dr, col + dc
            inside = (r >= 0) & (c >= 0) & (r < shape[0]) & (c < shape[1])
            r, c, i = r[inside], c[inside], index[inside]
            distance = np.hypot(down.flat[i] - (r + 0.5), across.flat[i] - (c + 0.5))
            order = np.argsort(-distance, kind="stable")
            r, c, i, distance = r[order], c[order], i[order], distance[order]
            closer = (distance < best[r, c]) & (distance <= limit)
            best[r[closer], c[closer]] = distance[closer]
            source[r[closer], c[closer]] = i[closer]
    rows, cols = np.divmod(source, down.shape[1])
    return np.where(source < 0, -1, rows), np.where(source < 0, -1, cols)


def _largest_gap(down: np.ndarray, across: np.ndarray) -> float:
    """Return the distance in cells that neighbouring pixel centres usually keep (95th percentile)."""
    axes = [axis for axis in (0, 1) if down.shape[axis] > 1]
    gaps = [np.hypot(np.diff(down, axis=axis), np.diff(across, axis=axis)).ravel() for axis in axes]
    finite = np.concatenate([gap[np.isfinite(gap)] for gap in gaps]) if gaps else np.empty(0)
    return float(np.percentile(finite, 95)) if finite.size else 1.0
