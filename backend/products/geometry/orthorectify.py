"""Map grids for products in sensor geometry: nearest pixel, never interpolated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ...common.errors import InputError
from ...raster.georeference import GeoReference
from ...raster.window import Window
from ..base import Geolocation, RasterMeta
from .nearest import NearestPixel, grid_of, survey

_TILE = 512  # side in cells of the tiles looked up at a time


class Locator(Protocol):
    """Finds the raster pixel for each cell of a map grid."""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the map grid."""
        ...

    @property
    def reference(self) -> GeoReference:
        """Georeference of the map grid."""
        ...

    def pixels(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Return the 0-based raster row and column (h, w) of each cell in a window of the map grid, -1 for none."""
        ...


class LookUpTable:
    """The product's own geographic look-up table."""

    def __init__(self, geolocation: Geolocation, raster: tuple[int, int]) -> None:
        """Use the table for a raster of (rows, columns).

        Raises:
            InputError: the table has no map grid.
        """
        if geolocation.geotransform is None or geolocation.crs_wkt is None:
            raise InputError("The look-up table of the product has no map grid; download the product again.")
        self._read, self._raster = geolocation.read, raster
        self.shape = geolocation.shape
        self.reference = GeoReference(geolocation.geotransform, geolocation.crs_wkt)

    def pixels(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Return the 0-based raster row and column (h, w) of each cell in a window of the map grid, -1 for none."""
        rows, cols = self._read(window)
        inside = (rows >= 0) & (cols >= 0) & (rows < self._raster[0]) & (cols < self._raster[1])
        return np.where(inside, rows, -1), np.where(inside, cols, -1)


def locator_of(geolocation: Geolocation, raster: tuple[int, int], *, gsd_m: float | None = None) -> Locator:
    """Return the locator for a raster of (rows, columns).

    A look-up table has its own grid. With geolocation arrays each cell gets the pixel with the nearest centre, on the
    product's map grid if it states one, else in UTM with cells of ``gsd_m`` (default: the distance of neighbouring
    pixels).

    Raises:
        InputError: the geolocation is empty, damaged or does not fit the raster.
    """
    if geolocation.kind == "glt":
        return LookUpTable(geolocation, raster)
    if geolocation.shape != raster:
        raise InputError("The geolocation arrays do not have the size of the raster; download the product again.")
    return NearestPixel(geolocation, gsd_m=gsd_m)


def map_crs(meta: RasterMeta) -> str | None:
    """Return the CRS, as WKT, of the map from a raster in sensor geometry; None for other rasters."""
    located = meta.geolocation
    if meta.geotransform is not None or located is None:
        return None
    if located.crs_wkt is not None:
        return located.crs_wkt
    try:
        crs, _ = grid_of(located, survey(located), meta.sensor.gsd_m)
    except InputError:
        return None
    return str(crs.to_wkt())


@dataclass(frozen=True)
class Placement:
    """The map of a product in sensor geometry.

    ``area``: the raster's pixels to map; ``window``: the cells of the locator's map grid that they may cover;
    ``source``: description of the geolocation.
    """

    locator: Locator
    area: Window
    window: Window
    source: str

    @property
    def reference(self) -> GeoReference:
        """Georeference of the map."""
        return self.locator.reference.moved(self.window)

    def tiles(self, side: int = _TILE) -> Iterator[Window]:
        """Yield windows of the map, ``side`` cells wide and high, in columns from top to bottom."""
        yield from _tiles(Window(0, 0, self.window.height, self.window.width), side)

    def pixels(self, tile: Window) -> tuple[np.ndarray, np.ndarray]:
        """Return row and column (h, w) within the area of the pixel for each cell of a map tile, -1 for none."""
        there = Window(self.window.row + tile.row, self.window.col + tile.col, tile.height, tile.width)
        rows, cols = self.locator.pixels(there)
        inside = _within(rows, cols, self.area)
        return np.where(inside, rows - self.area.row, -1), np.where(inside, cols - self.area.col, -1)


def place(
    meta: RasterMeta,
    *,
    extent: tuple[float, float, float, float] | None = None,
    rows: tuple[int, int] | None = None,
) -> Placement | None:
    """Return how the map of a raster in sensor geometry is georeferenced; None with a grid or without geolocation.

    Args:
        meta: the raster.
        extent: (xmin, ymin, xmax, ymax) of the map, in the map's CRS, snapped outwards to its grid (default: all).
        rows: half-open range of raster rows to map (default: all).

    Raises:
        InputError: the geolocation is unusable, or the raster is outside the extent.
    """
    if meta.geotransform is not None or meta.geolocation is None:
        return None
    located = meta.geolocation
    locator = locator_of(located, (meta.height, meta.width), gsd_m=meta.sensor.gsd_m)
    area, window = Window(0, 0, meta.height, meta.width), Window(0, 0, *locator.shape)
    if extent is None and rows is None:
        return Placement(locator, area, window, located.source)
    if extent is not None:
        window = locator.reference.window_of(extent, height=window.height, width=window.width)
    if rows is not None:
        part = area.intersect(Window(rows[0], 0, rows[1] - rows[0], meta.width))
        if part is None:
            raise InputError(f"Rows {rows[0]}:{rows[1]} are not in the map; the raster has rows 0:{meta.height}.")
        area = part
    found = _used(locator, area, window)
    if found is None:
        raise InputError(f"'{meta.path.name}' is outside that extent; give it in the CRS of its map, or leave it out.")
    return Placement(locator, found[0], window if rows is None else found[1], located.source)


def _tiles(window: Window, side: int) -> Iterator[Window]:
    for col in range(window.col, window.col_end, side):
        for row in range(window.row, window.row_end, side):
            yield Window(row, col, min(side, window.row_end - row), min(side, window.col_end - col))


def _within(rows: np.ndarray, cols: np.ndarray, area: Window) -> np.ndarray:
    inside: np.ndarray = (rows >= area.row) & (rows < area.row_end) & (cols >= area.col) & (cols < area.col_end)
    return inside


def _used(locator: Locator, area: Window, window: Window) -> tuple[Window, Window] | None:
    """Return the part of ``area`` inside ``window`` of the map grid, and the part of ``window`` that it covers."""
    pixels: Window | None = None
    cells: Window | None = None
    for tile in _tiles(window, _TILE):
        rows, cols = locator.pixels(tile)
        there = np.nonzero(_within(rows, cols, area))
        if there[0].size:
            pixels = _joined(pixels, _bounds(rows[there], cols[there]))
            cells = _joined(cells, _bounds(there[0] + tile.row, there[1] + tile.col))
    return None if pixels is None or cells is None else (pixels, cells)


def _bounds(rows: np.ndarray, cols: np.ndarray) -> Window:
    row, col = int(rows.min()), int(cols.min())
    return Window(row, col, int(rows.max()) - row + 1, int(cols.max()) - col + 1)


def _joined(first: Window | None, second: Window) -> Window:
    if first is None:
        return second
    row, col = min(first.row, second.row), min(first.col, second.col)
    return Window(row, col, max(first.row_end, second.row_end) - row, max(first.col_end, second.col_end) - col)
