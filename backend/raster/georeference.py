"""Where pixels lie on the ground: extents to pixel windows, exact corners of parts, areas of pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .window import Window

_SNAP_PX = 1e-4  # an extent this close to a pixel's edge means that edge
_AUTHALIC_RADIUS_M = (
    6371007.181  # sphere of the same surface as WGS 84 (Snyder 1987, USGS Professional Paper 1395, p. 16)
)
_IDENTITY = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)  # how QGIS shows a raster without a georeference


@dataclass(frozen=True)
class GeoReference:
    """Where a raster lies: GDAL geotransform (6 floats), CRS as WKT; None where there is none."""

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

        A raster without a georeference has x = column and y = -row.

        Raises:
            InputError: the extent does not touch the raster.
        """
        x0, dx_col, dx_row, y0, dy_col, dy_row = self.geotransform or _IDENTITY
        det = dx_col * dy_row - dx_row * dy_col
        if det == 0:
            raise InputError("The raster's geotransform is degenerate; give no extent, or repair the raster.")
        xmin, ymin, xmax, ymax = extent
        corners = [(x - x0, y - y0) for x in (xmin, xmax) for y in (ymin, ymax)]
        cols = [(dx * dy_row - dy * dx_row) / det for dx, dy in corners]
        rows = [(dy * dx_col - dx * dy_col) / det for dx, dy in corners]
        col, col_end = _snap(min(cols), max(cols))
        row, row_end = _snap(min(rows), max(rows))
        window = Window(row, col, row_end - row, col_end - col).intersect(Window(0, 0, height, width))
        if window is None:
            raise InputError("The extent does not touch the raster; give it in the raster's own CRS.")
        return window

    def row_areas_m2(self, height: int) -> NDArray[np.float64] | None:
        """Return the ground area of a pixel in each row (height,), in m2; None where that is not known.

        Projected coordinates: as they are, without correction for the projection's scale. Geographic ones: on the
        sphere of equal surface.
        """
        if self.geotransform is None or not self.crs_wkt:
            return None
        from rasterio.crs import CRS

        crs = CRS.from_wkt(self.crs_wkt)
        _, dx_col, dx_row, y0, dy_col, dy_row = self.geotransform
        det = abs(dx_col * dy_row - dx_row * dy_col)
        if crs.is_geographic:
            latitude = np.deg2rad(np.clip(y0 + np.arange(height + 1) * dy_row, -90.0, 90.0))
            if dy_row == 0:  # turned by a quarter: latitude runs along the columns
                return np.full(height, det * math.radians(1) ** 2 * _AUTHALIC_RADIUS_M**2 * math.cos(math.radians(y0)))
            per_degree = np.abs(np.diff(np.sin(latitude))) / abs(dy_row)
            return np.asarray(det * math.radians(1) * _AUTHALIC_RADIUS_M**2 * per_degree)
        if crs.is_projected:
            metres = float(crs.linear_units_factor[1])
            return np.full(height, det * metres**2)
        return None


def _snap(low: float, high: float) -> tuple[int, int]:
    """Return first and end pixel of an interval, forgiving rounding; at least one pixel."""
    first, end = math.floor(low + _SNAP_PX), math.ceil(high - _SNAP_PX)
    return first, max(end, first + 1)
