"""Georeferencing of pixels: extents to pixel windows, exact corners of parts, areas of pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..common.errors import InputError
from .window import Window

_SNAP_PX = 1e-4  # an extent this close to a pixel's edge is snapped to it
_AUTHALIC_RADIUS_M = (
    6371007.181  # in m, of the sphere with the area of WGS 84 (Snyder 1987, USGS Professional Paper 1395, p. 16)
)
_FARTHEST = 1e9  # units of a projected CRS; the Earth's girth is 4e7 m, zone prefixes of eastings reach 1.2e8
_MOST_LONGITUDE, _MOST_LATITUDE = 1080.0, 90.1  # degrees; some programs count longitudes beyond 360
_POINTS = 65_536  # points per call of PROJ: some tenths of a second
_IDENTITY = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)  # transform that QGIS assumes for a raster without a georeference


@dataclass(frozen=True)
class GeoReference:
    """Georeference of a raster: GDAL geotransform (6 floats) and CRS as WKT; None if missing."""

    geotransform: tuple[float, ...] | None
    crs_wkt: str | None

    def moved(self, window: Window) -> GeoReference:
        """Return the georeference of a part of the raster."""
        if self.geotransform is None or (window.row == 0 and window.col == 0):
            return self
        x, dx_col, dx_row, y, dy_col, dy_row = self.geotransform
        x += window.col * dx_col + window.row * dx_row
        y += window.col * dy_col + window.row * dy_row
        return GeoReference((x, dx_col, dx_row, y, dy_col, dy_row), self.crs_wkt)

    def window_of(self, extent: tuple[float, float, float, float], *, height: int, width: int) -> Window:
        """Return the pixels touched by an extent (xmin, ymin, xmax, ymax), snapped outwards to the raster's grid.

        In a raster without a georeference, x is the column and y is minus the row.

        Raises:
            InputError: the extent does not touch the raster.
        """
        x0, dx_col, dx_row, y0, dy_col, dy_row = self.geotransform or _IDENTITY
        det = dx_col * dy_row - dx_row * dy_col
        if det == 0 or not math.isfinite(det):
            raise InputError("The raster's geotransform is degenerate; give no extent, or repair the raster.")
        xmin, ymin, xmax, ymax = extent
        corners = [(x - x0, y - y0) for x in (xmin, xmax) for y in (ymin, ymax)]
        cols = [(dx * dy_row - dy * dx_row) / det for dx, dy in corners]
        rows = [(dy * dx_col - dx * dy_col) / det for dx, dy in corners]
        if any(map(math.isnan, (*cols, *rows))):
            raise InputError("The extent or the raster's geotransform is out of range; correct it, or give no extent.")
        col, col_end = _snap(min(cols), max(cols), width)
        row, row_end = _snap(min(rows), max(rows), height)
        window = Window(row, col, row_end - row, col_end - col).intersect(Window(0, 0, height, width))
        if window is None:
            raise InputError("The extent does not touch the raster; give it in the raster's own CRS.")
        return window

    def row_areas_m2(self, height: int) -> NDArray[np.float64] | None:
        """Return the ground area of a pixel in each row (height,) in m2; None if unknown.

        Projected coordinates are used as they are, without correction for the projection's scale. Geographic
        coordinates are taken on the sphere with the Earth's surface area.
        """
        if self.geotransform is None or not self.crs_wkt:
            return None
        geographic, metres = _units(self.crs_wkt)
        _, dx_col, dx_row, y0, dy_col, dy_row = self.geotransform
        det = abs(dx_col * dy_row - dx_row * dy_col)
        if not math.isfinite(det) or not math.isfinite(y0) or det > _FARTHEST**2:
            return None
        if geographic:
            latitude = np.deg2rad(np.clip(y0 + np.arange(height + 1) * dy_row, -90.0, 90.0))
            if dy_row == 0:  # rotated by 90 degrees: latitude runs along the columns
                return np.full(height, det * math.radians(1) ** 2 * _AUTHALIC_RADIUS_M**2 * math.cos(math.radians(y0)))
            per_degree = np.abs(np.diff(np.sin(latitude))) / abs(dy_row)
            return np.asarray(det * math.radians(1) * _AUTHALIC_RADIUS_M**2 * per_degree)
        return None if metres is None else np.full(height, det * metres**2)


def _units(crs_wkt: str) -> tuple[bool, float | None]:
    """Return whether a CRS is geographic, and the metres per unit of a projected one (else None)."""
    from rasterio.crs import CRS
    from rasterio.errors import CRSError

    try:
        crs = CRS.from_wkt(crs_wkt)
        return bool(crs.is_geographic), float(crs.linear_units_factor[1]) if crs.is_projected else None
    except CRSError:
        return False, None


def is_on_earth(x: NDArray[np.float64], y: NDArray[np.float64], *, geographic: bool) -> NDArray[np.bool_]:
    """Return which coordinates are plausible: PROJ may never return for numbers far beyond the Earth."""
    most_x, most_y = (_MOST_LONGITUDE, _MOST_LATITUDE) if geographic else (_FARTHEST, _FARTHEST)
    return np.asarray((np.abs(x) <= most_x) & (np.abs(y) <= most_y))  # False for NaN too


def transformed(
    source: Any,  # noqa: ANN401 - rasterio is untyped
    target: Any,  # noqa: ANN401
    x: Sequence[float] | NDArray[np.float64],
    y: Sequence[float] | NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Transform coordinates (n,) between two rasterio CRS; NaN where input or output is not a valid position.

    All coordinates pass through this function before they reach PROJ.

    Raises:
        RasterioError: PROJ cannot transform between the two CRS.
    """
    from rasterio.warp import transform

    east, north = np.asarray(x, dtype=np.float64).ravel(), np.asarray(y, dtype=np.float64).ravel()
    result = np.full((2, east.size), np.nan)
    places = np.flatnonzero(is_on_earth(east, north, geographic=bool(source.is_geographic)))
    for first in range(0, places.size, _POINTS):
        part = places[first : first + _POINTS]
        result[:, part] = transform(source, target, east[part].tolist(), north[part].tolist())
    result[:, ~np.isfinite(result).all(axis=0)] = np.nan
    return result[0], result[1]


def _snap(low: float, high: float, size: int) -> tuple[int, int]:
    """Return first and end pixel of an interval with a tolerance for rounding; at least one pixel, within ``size``."""
    low, high = (min(max(edge, -2.0), size + 2.0) for edge in (low, high))
    first, end = math.floor(low + _SNAP_PX), math.ceil(high - _SNAP_PX)
    return first, max(end, first + 1)
