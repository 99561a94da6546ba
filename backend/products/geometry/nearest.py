"""Nearest pixel for each cell of a map, from latitudes and longitudes; computed in blocks."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...common.errors import InputError
from ...raster.georeference import GeoReference, transformed
from ...raster.window import Window
from ..base import Geolocation
from ..files.gdal import errors

_BLOCK_PX = 128 * 1024  # pixels read and projected at a time
_CACHE_BYTES = 48 * 2**20  # of projected blocks
_BYTES_PER_PX = 32  # two float64, four float32
_MAX_CELLS = 2_000_000_000
_REACH_CELLS = 32.0  # map cells farther than this from all pixel centres stay empty
_REACH = 1.25  # times half a pixel's diagonal: its corners, and a margin for irregular spacing
_LEAST_REACH_CELLS = 0.9  # slightly more than half the diagonal of a cell
_ROUNDING = 1e-3  # of a pixel
_TIE = 1e4  # distances are rounded to 1/10000 of a cell, so that rounding errors decide nothing
_METRES_PER_DEGREE = 111_195.0  # of a great circle, mean radius 6371.0088 km (IUGG)
_WIDE_DEG = 12.0  # two UTM zones: a wider scene is mapped in degrees
_POLAR_DEG = 84.0  # UTM ends here
_SAMPLED_DISTANCES = 4096


@dataclass(frozen=True)
class _Block:
    """Pixels of one block in cells of the map grid: ``down`` and ``across`` (n,) of the known centres.

    ``index`` (n,) numbers the raster's pixels row by row; ``steps`` (4, n) are the changes of down and across per row,
    then per column of the raster. then per column of the raster.
    """

    down: np.ndarray
    across: np.ndarray
    index: np.ndarray
    steps: np.ndarray


@dataclass(frozen=True)
class Coverage:
    """What one pass over latitude and longitude tells: bounds in degrees, the usual distance of neighbours in m."""

    lat: tuple[float, float]
    lon: tuple[float, float]
    spacing_m: float
    wraps: bool


class NearestPixel:
    """Each cell gets the pixel with the nearest centre; more than half a pixel outside the image it stays empty."""

    def __init__(self, geolocation: Geolocation, *, gsd_m: float | None = None) -> None:
        """Choose the grid: the product's own, else UTM (degrees for very wide scenes) with cells of ``gsd_m``.

        Raises:
            InputError: there is no valid position, the pixel size is unknown, or the map would be too large.
        """
        self._raster, self._geolocation = geolocation.shape, geolocation
        self._blocks = _blocks_of(self._raster)
        self._kept: OrderedDict[int, _Block] = OrderedDict()
        found = survey(geolocation)
        self._wraps = found.wraps
        self._crs, self._step = grid_of(geolocation, found, gsd_m)
        grid = geolocation.geotransform
        self._left, self._top = (grid[0], grid[3]) if grid is not None else (0.0, 0.0)
        self._bounds, self._reach = self._measure()
        self._clip()

    def _measure(self) -> tuple[list[tuple[float, float, float, float] | None], float]:
        """Return the cells (top, left, bottom, right) that each block covers, and the largest reach of its centres."""
        bounds: list[tuple[float, float, float, float] | None] = []
        reach = _LEAST_REACH_CELLS
        for number in range(len(self._blocks)):
            block = self._block(number)
            if not block.index.size:
                bounds.append(None)
                continue
            steps = np.abs(block.steps)
            down, across = (steps[0] + steps[2]) / 2.0, (steps[1] + steps[3]) / 2.0  # half a pixel's extent
            bounds.append((
                float((block.down - down).min()), float((block.across - across).min()),
                float((block.down + down).max()), float((block.across + across).max()),
            ))  # fmt: skip
            reach = max(reach, float(_reach(block.steps).max()))
        if all(b is None for b in bounds):
            raise InputError("The product's geolocation is outside any map; download the product again.")
        return bounds, reach

    def _clip(self) -> None:
        """Move the grid's origin to the image's corner, by whole cells."""
        known = [b for b in self._bounds if b is not None]
        row, col = (math.floor(min(b[i] for b in known) + 1e-3) for i in (0, 1))
        row_end, col_end = (math.ceil(max(b[i] for b in known) - 1e-3) for i in (2, 3))
        self.shape = (max(1, row_end - row), max(1, col_end - col))
        if self.shape[0] * self.shape[1] > _MAX_CELLS:
            raise InputError("The product's geolocation spans too large a map; give a larger GSD.")
        self._left, self._top = self._left + col * self._step, self._top - row * self._step
        self._bounds = [None if b is None else (b[0] - row, b[1] - col, b[2] - row, b[3] - col) for b in self._bounds]
        self._kept.clear()
        self.reference = GeoReference((self._left, self._step, 0.0, self._top, 0.0, -self._step), self._crs.to_wkt())

    def _block(self, number: int) -> _Block:
        """Return a block in cells of the grid, from the cache if possible."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        block = self._blocks[number]
        first, end = max(0, block.row - 1), min(self._raster[0], block.row_end + 1)  # with neighbours for steps
        down, across = self._cells(*_places(self._geolocation, Window(first, 0, end - first, block.width)))
        steps = np.stack([_step(plane, axis) for axis in (0, 1) for plane in (down, across)])  # (4, h, w)
        own = slice(block.row - first, block.row_end - first)
        down, across, steps = down[own], across[own], _completed(steps[:, own])
        known = np.flatnonzero(np.isfinite(down) & np.isfinite(across))
        made = _Block(
            down.flat[known], across.flat[known], known + block.row * block.width,
            steps.reshape(4, -1)[:, known].astype(np.float32),
        )  # fmt: skip
        size = block.height * block.width * _BYTES_PER_PX
        while self._kept and (len(self._kept) + 1) * size > _CACHE_BYTES:
            self._kept.popitem(last=False)
        self._kept[number] = made
        return made

    def _cells(self, lat: np.ndarray, lon: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (down, across) of positions in cells of the grid; NaN if unknown."""
        from rasterio.crs import CRS

        known = np.isfinite(lat) & np.isfinite(lon)
        east = np.mod(lon, 360.0) if self._wraps else lon
        x, y = np.full(lat.shape, np.nan), np.full(lat.shape, np.nan)
        if not known.any():
            return x, y
        if self._crs.is_geographic:
            x[known], y[known] = east[known], lat[known]
        else:
            try:
                x[known], y[known] = transformed(CRS.from_epsg(4326), self._crs, east[known], lat[known])
            except errors():
                raise InputError("The product's geolocation is outside its map; download the product again.") from None
        with np.errstate(invalid="ignore"):
            down, across = (self._top - y) / self._step, (x - self._left) / self._step
            lost = ~(np.abs(down) < 1e9) | ~(np.abs(across) < 1e9)
        return np.where(lost, np.nan, down), np.where(lost, np.nan, across)

    def pixels(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Return the 0-based raster row and column (h, w) of each cell in a window of the map grid, -1 for none."""
        near = self._near(window)
        best = np.full((window.height, window.width), -1, dtype=np.int64)  # positions in ``near``
        if near is None:
            return best, best.copy()
        _offer(near, best)
        cells = np.nonzero(best >= 0)
        chosen = best[cells]
        down, across = cells[0] + 0.5 - near.down[chosen], cells[1] + 0.5 - near.across[chosen]
        fits = self._fits(near, chosen, down, across)
        rows, cols = np.full(best.shape, -1, dtype=np.int64), np.full(best.shape, -1, dtype=np.int64)
        kept = (cells[0][fits], cells[1][fits])
        rows[kept], cols[kept] = np.divmod(near.index[chosen[fits]], self._raster[1])
        return rows, cols

    def _near(self, window: Window) -> _Block | None:
        """Return the pixels that may be on a window's cells, relative to the window's corner."""
        reach, parts = math.ceil(self._reach) + 1, []
        for number, bounds in enumerate(self._bounds):
            if bounds is None or bounds[0] > window.row_end + reach or bounds[2] < window.row - reach:
                continue
            if bounds[1] > window.col_end + reach or bounds[3] < window.col - reach:
                continue
            block = self._block(number)
            down, across = block.down - window.row, block.across - window.col
            there = (
                (down > -reach) & (down < window.height + reach) & (across > -reach) & (across < window.width + reach)
            )
            if there.any():
                parts.append(_Block(down[there], across[there], block.index[there], block.steps[:, there]))
        if not parts:
            return None
        return _Block(
            np.concatenate([part.down for part in parts]), np.concatenate([part.across for part in parts]),
            np.concatenate([part.index for part in parts]), np.concatenate([part.steps for part in parts], axis=1),
        )  # fmt: skip

    def _fits(self, near: _Block, chosen: np.ndarray, down: np.ndarray, across: np.ndarray) -> np.ndarray:
        """Return a mask (n,) of cells, given by their offset from the nearest centre, that are on the image.

        The offset in pixels of the raster must be at most one, and must not lead beyond the image's edge.
        """
        steps = near.steps[:, chosen].astype(np.float64)  # (4, n)
        det = steps[0] * steps[3] - steps[1] * steps[2]
        safe = np.where(np.abs(det) > 1e-9, det, np.inf)
        along = (down * steps[3] - across * steps[2]) / safe
        side = (across * steps[0] - down * steps[1]) / safe
        row, col = np.divmod(near.index[chosen], self._raster[1])
        inside = (np.abs(along) <= 1.0) & (np.abs(side) <= 1.0)
        for place, size in ((row + along, self._raster[0]), (col + side, self._raster[1])):
            # a cell between two pixels belongs to the first, so of two outer edges the far one is inside
            inside &= (place > -0.5 + _ROUNDING) & (place < size - 0.5 + _ROUNDING)
        return np.asarray(inside)


def survey(geolocation: Geolocation) -> Coverage:
    """Read all places once.

    Raises:
        InputError: there is no valid position.
    """
    lats, lons, turned, spacings = [], [], [], []
    for block in _blocks_of(geolocation.shape):
        lat, lon = _places(geolocation, block)
        known = np.isfinite(lat) & np.isfinite(lon)
        if known.any():
            lats += [float(lat[known].min()), float(lat[known].max())]
            lons += [float(lon[known].min()), float(lon[known].max())]
            east = np.mod(lon[known], 360.0)
            turned += [float(east.min()), float(east.max())]
            spacings.append(_spacing_m(lat, lon))
    if not lats:
        raise InputError("The product's geolocation arrays are empty; download the product again.")
    wraps = max(turned) - min(turned) < max(lons) - min(lons) - 1.0
    lons = turned if wraps else lons
    spacing = float(np.median([s for s in spacings if s > 0] or [0.0]))
    return Coverage((min(lats), max(lats)), (min(lons), max(lons)), spacing, wraps)


def _places(geolocation: Geolocation, window: Window) -> tuple[np.ndarray, np.ndarray]:
    """Return latitude and longitude (h, w) of a window, both NaN if either is unknown or impossible."""
    lat, lon = geolocation.read(window)
    with np.errstate(invalid="ignore"):
        known = (np.abs(lat) <= 90.0) & (np.abs(lon) <= 360.0)  # False for NaN too
    return np.where(known, lat, np.nan), np.where(known, lon, np.nan)


def _blocks_of(shape: tuple[int, int]) -> list[Window]:
    """Split a raster into blocks of whole rows."""
    rows = max(1, _BLOCK_PX // shape[1])
    return [Window(row, 0, min(rows, shape[0] - row), shape[1]) for row in range(0, shape[0], rows)]


def _reach(steps: np.ndarray) -> np.ndarray:
    """Return the reach (n,) in cells of each centre of ``steps`` (4, n): slightly beyond its pixel's corners."""
    first, second = np.hypot(*(steps[:2] + steps[2:])), np.hypot(*(steps[:2] - steps[2:]))
    reach: np.ndarray = np.clip(_REACH / 2.0 * np.maximum(first, second), _LEAST_REACH_CELLS, _REACH_CELLS)
    return reach


def _offer(near: _Block, best: np.ndarray) -> None:
    """Write into ``best`` (h, w) the position in ``near`` of the nearest centre; of equal ones, the first pixel.

    Each pixel is tried for the cells around it, starting with the nearest of them.
    """
    height, width = best.shape
    row, col = np.floor(near.down).astype(np.int64), np.floor(near.across).astype(np.int64)
    distance = np.full(best.shape, np.iinfo(np.int64).max)
    limits = _reach(near.steps)
    far = range(-math.ceil(float(limits.max())), math.ceil(float(limits.max())) + 1)
    for dr, dc in sorted(((dr, dc) for dr in far for dc in far), key=lambda pair: pair[0] ** 2 + pair[1] ** 2):
        r, c = row + dr, col + dc
        away = np.hypot(near.down - (r + 0.5), near.across - (c + 0.5))
        index = np.flatnonzero((away <= limits) & (r >= 0) & (c >= 0) & (r < height) & (c < width))
        r, c, cost = r[index], c[index], np.rint(away[index] * _TIE).astype(np.int64)
        held = best[r, c]
        closer = (cost < distance[r, c]) | ((cost == distance[r, c]) & (near.index[index] < near.index[held]))
        r, c, cost, index = r[closer], c[closer], cost[closer], index[closer]
        order = np.lexsort((-near.index[index], -cost))  # the nearest comes last; of equal ones the first pixel
        r, c, cost, index = r[order], c[order], cost[order], index[order]
        best[r, c], distance[r, c] = index, cost


def _step(plane: np.ndarray, axis: int) -> np.ndarray:
    """Return the change per pixel along an axis: the mean to both neighbours, or to the known one, else NaN."""
    if plane.shape[axis] == 1:
        return np.full(plane.shape, np.nan)
    change = np.diff(plane, axis=axis)
    missing = np.full_like(np.take(plane, [0], axis=axis), np.nan)
    before, after = np.concatenate([missing, change], axis=axis), np.concatenate([change, missing], axis=axis)
    mean = (before + after) / 2.0
    one = np.where(np.isfinite(before), before, after)
    return np.where(np.isfinite(mean), mean, one)


def _completed(steps: np.ndarray) -> np.ndarray:
    """Fill unknown steps (4, h, w) from the perpendicular direction, or with one cell if neither is known."""
    rows, cols = steps[:2], steps[2:]
    no_row, no_col = ~np.isfinite(rows).all(axis=0), ~np.isfinite(cols).all(axis=0)
    rows = np.where(no_row, np.stack([cols[1], -cols[0]]), rows)
    cols = np.where(no_col, np.stack([-rows[1], rows[0]]), cols)
    neither = no_row & no_col
    rows[:, neither], cols[:, neither] = np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]])
    return np.concatenate([rows, cols])


def _spacing_m(lat: np.ndarray, lon: np.ndarray) -> float:
    """Return the median distance of neighbouring pixel centres in m, the smaller of both directions; 0 if unknown."""
    found = []
    for axis in (0, 1):
        north = np.diff(lat, axis=axis)
        east = np.diff(lon, axis=axis) * np.cos(np.radians(np.delete(lat, 0, axis=axis)))
        distance = np.hypot(north, east).ravel()
        distance = distance[np.isfinite(distance)]
        if distance.size:
            found.append(float(np.median(distance[:: max(1, distance.size // _SAMPLED_DISTANCES)])))
    return min((d for d in found if d > 0), default=0.0) * _METRES_PER_DEGREE


def grid_of(geolocation: Geolocation, found: Coverage, gsd_m: float | None) -> tuple[Any, float]:
    """Return CRS and cell size of the map grid: as stated, else UTM, polar stereographic or degrees.

    A cell size derived from positions is rounded to two digits.
    """
    from rasterio.crs import CRS

    stated = geolocation.geotransform
    if stated is not None and geolocation.crs_wkt is not None:
        return CRS.from_wkt(geolocation.crs_wkt), abs(stated[1])
    size = gsd_m or float(f"{found.spacing_m:.2g}")
    if size <= 0:
        raise InputError("The product's geolocation arrays do not define a pixel size; give the GSD.")
    if geolocation.crs_wkt is not None:
        return CRS.from_wkt(geolocation.crs_wkt), size
    lat, lon = (sum(bounds) / 2.0 for bounds in (found.lat, found.lon))
    if abs(lat) > _POLAR_DEG:
        return CRS.from_epsg(32661 if lat > 0 else 32761), size
    if max(found.lat[1] - found.lat[0], found.lon[1] - found.lon[0]) > _WIDE_DEG:
        return CRS.from_epsg(4326), size / _METRES_PER_DEGREE
    zone = int((lon + 180.0) // 6.0) % 60 + 1
    return CRS.from_epsg((32600 if lat >= 0 else 32700) + zone), size
