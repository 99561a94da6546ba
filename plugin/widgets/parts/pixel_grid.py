"""Convert between pixels of a raster and map coordinates: the pixel at a point, the outline of a pixel."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY

_PIXEL_UNITS = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)  # how QGIS shows a raster without a georeference


@dataclass(frozen=True)
class PixelGrid:
    """Size and place of a raster; ``transform`` as GDAL's geotransform, ``crs`` invalid where there is none."""

    width: int
    height: int
    transform: tuple[float, ...]
    crs: QgsCoordinateReferenceSystem

    @classmethod
    def of(cls, found: Mapping[str, Any]) -> PixelGrid:
        """Create it from an inspection."""
        transform = tuple(float(v) for v in found.get("geotransform") or _PIXEL_UNITS)
        crs = QgsCoordinateReferenceSystem.fromWkt(str(found.get("crs") or ""))
        return cls(int(found["width"]), int(found["height"]), transform, crs)

    def pixel_at(self, point: QgsPointXY) -> tuple[int, int] | None:
        """Row and column of the pixel at a point in the raster's CRS; None outside the raster."""
        x0, a, b, y0, d, e = self.transform
        across, down = point.x() - x0, point.y() - y0
        scale = a * e - b * d
        if not scale:
            return None
        col, row = math.floor((e * across - b * down) / scale), math.floor((a * down - d * across) / scale)
        return (row, col) if 0 <= row < self.height and 0 <= col < self.width else None

    def place(self, row: float, col: float) -> QgsPointXY:
        """The place of fractional row and column."""
        x0, a, b, y0, d, e = self.transform
        return QgsPointXY(x0 + a * col + b * row, y0 + d * col + e * row)

    def outline(self, row: int, col: int) -> QgsGeometry:
        """The square of a pixel."""
        corners = ((0, 0), (0, 1), (1, 1), (1, 0), (0, 0))
        return QgsGeometry.fromPolygonXY([[self.place(row + r, col + c) for r, c in corners]])

    def centres_in(self, shape: QgsGeometry, most: int) -> list[QgsPointXY]:
        """Centres of up to ``most`` pixels, evenly spread over those in a shape in the raster's CRS.

        A shape without a pixel centre gives the pixel at one of its points.
        """
        box = shape.boundingBox()
        corners = [
            self._fractional(QgsPointXY(x, y))
            for x in (box.xMinimum(), box.xMaximum())
            for y in (box.yMinimum(), box.yMaximum())
        ]
        rows = _range([r for r, _ in corners], self.height)
        cols = _range([c for _, c in corners], self.width)
        step = max(1, math.floor(math.sqrt(len(rows) * len(cols) / (4.0 * most))))
        found = [
            centre
            for row in rows[step // 2 :: step]
            for col in cols[step // 2 :: step]
            if shape.contains(centre := self.place(row + 0.5, col + 0.5))
        ]
        if not found:
            inner = shape.pointOnSurface()
            pixel = None if inner.isNull() else self.pixel_at(inner.asPoint())
            found = [] if pixel is None else [self.place(pixel[0] + 0.5, pixel[1] + 0.5)]
        every = max(1, -(-len(found) // most))
        return found[every // 2 :: every]

    def _fractional(self, point: QgsPointXY) -> tuple[float, float]:
        x0, a, b, y0, d, e = self.transform
        across, down, scale = point.x() - x0, point.y() - y0, a * e - b * d or 1.0
        return (a * down - d * across) / scale, (e * across - b * down) / scale


def _range(values: Sequence[float], size: int) -> range:
    low, high = max(0, math.floor(min(values))), min(size, math.ceil(max(values)))
    return range(low, max(low, high))
