"""The grid on which two or more rasters are compared, and the part of it that all of them cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...common.errors import InputError
from ...products.base import RasterMeta
from ...raster.georeference import GeoReference, transformed
from ...raster.window import Window

_EDGE_POINTS = 17  # points along each side of a raster that are transformed to another CRS
_SNAP_PX = 1e-3  # grids whose pixels agree to this are the same
_SAME_SIZE = 1.01  # up to this ratio of pixel sizes the first raster's grid is used


@dataclass(frozen=True)
class Grid:
    """Pixels on which rasters are compared: the grid of raster ``of``, and the window that all rasters cover."""

    of: int
    name: str
    reference: GeoReference
    height: int
    width: int
    gsd_m: float | None
    overlap: Window

    def facts(self) -> dict[str, Any]:
        """Return what the report says about the grid."""
        return {
            "raster": self.name, "gsd_m": self.gsd_m, "crs": self.reference.crs_wkt,
            "geotransform": list(self.reference.geotransform or ()), "overlap": vars(self.overlap),
        }  # fmt: skip


def choose_grid(metas: Sequence[RasterMeta], wanted: str = "auto") -> Grid:
    """Return the common grid of rasters: that of the raster with the largest pixels, the first if several are equal.

    Finer rasters can be averaged to larger pixels, but detail cannot be created in the other direction. ``wanted``:
    "auto", or the position of a raster in ``metas`` as a number.

    Raises:
        InputError: a raster is in sensor geometry, only some have a georeference, or they do not overlap.
    """
    _check_places(metas)
    sizes = [_pixel_m(meta) for meta in metas]
    number = 0
    if wanted != "auto":
        number = int(wanted)
    else:
        for position, size in enumerate(sizes):
            if size is not None and sizes[number] is not None and size > _SAME_SIZE * (sizes[number] or 0.0):
                number = position
    meta = metas[number]
    overlap: Window | None = Window(0, 0, meta.height, meta.width)
    for other in metas:
        covered = footprint(other, reference_of(meta))
        overlap = None if overlap is None or covered is None else overlap.intersect(covered)
    if overlap is None:
        raise InputError(
            f"{', '.join(one.path.name for one in metas)} do not overlap; choose rasters of one place, check their CRS."
        )
    return Grid(
        number, meta.path.name, reference_of(meta), meta.height, meta.width, meta.sensor.gsd_m or sizes[number], overlap
    )


def reference_of(meta: RasterMeta) -> GeoReference:
    """Return the transform and CRS of a raster."""
    return GeoReference(meta.geotransform, meta.crs_wkt)


def _check_places(metas: Sequence[RasterMeta]) -> None:
    for meta in metas:
        if meta.geotransform is None and meta.geolocation is not None:
            raise InputError(
                f"{meta.path.name} is in sensor geometry, where dates cannot be compared pixel by pixel; use a product "
                "on a map grid, such as L2A, L2D or GTiff."
            )
    placed = [meta.geotransform is not None for meta in metas]
    if any(placed) and not all(placed):
        name = metas[placed.index(False)].path.name
        raise InputError(f"{name} has no georeference but the other raster has one; georeference both.")
    crs = [bool(meta.crs_wkt) for meta in metas]
    if any(crs) and not all(crs):
        raise InputError(f"{metas[crs.index(False)].path.name} has no CRS but the other raster has one; assign it.")
    if not any(placed) and len({(meta.height, meta.width) for meta in metas}) > 1:
        raise InputError(
            "The rasters have no georeference and differ in size, so it is unknown which pixels belong together; "
            "georeference them."
        )


def _pixel_m(meta: RasterMeta) -> float | None:
    """Return the side of a pixel in the middle of a raster; in metres if the CRS defines its unit."""
    areas = reference_of(meta).row_areas_m2(meta.height)
    if areas is not None and areas[len(areas) // 2] > 0:
        return float(np.sqrt(areas[len(areas) // 2]))
    return meta.sensor.gsd_m


def footprint(meta: RasterMeta, grid: GeoReference) -> Window | None:
    """Return the window of a grid whose pixel centres a raster's outline covers; None if there are none.

    Raises:
        InputError: PROJ cannot transform between the two CRS.
    """
    if meta.geotransform is None or grid.geotransform is None:
        return Window(0, 0, meta.height, meta.width)
    side = np.linspace(0.0, 1.0, _EDGE_POINTS)
    edge_x = np.concatenate([side, side, np.zeros_like(side), np.ones_like(side)]) * meta.width
    edge_y = np.concatenate([np.zeros_like(side), np.ones_like(side), side, side]) * meta.height
    cols, rows = pixels_between(reference_of(meta), grid, edge_x, edge_y)
    if not np.isfinite(cols).all() or not np.isfinite(rows).all():
        raise InputError(f"The outline of {meta.path.name} does not fit into the other raster's CRS; reproject it.")
    first = np.maximum(np.ceil(np.array([rows.min(), cols.min()]) - 0.5 - _SNAP_PX), 0).astype(int)
    end = np.floor(np.array([rows.max(), cols.max()]) + 0.5 + _SNAP_PX).astype(int)
    if (end <= first).any():
        return None
    return Window(int(first[0]), int(first[1]), int(end[0] - first[0]), int(end[1] - first[1]))


def brought(
    extent: tuple[float, float, float, float], source: GeoReference, target: GeoReference
) -> tuple[float, float, float, float]:
    """Return the bounding box, in another CRS, of an extent (xmin, ymin, xmax, ymax).

    Raises:
        InputError: PROJ cannot transform between the two CRS.
    """
    if not source.crs_wkt or not target.crs_wkt or source.crs_wkt == target.crs_wkt:
        return extent
    xmin, ymin, xmax, ymax = extent
    side = np.linspace(0.0, 1.0, _EDGE_POINTS)
    x = xmin + (xmax - xmin) * np.concatenate([side, side, 0 * side, 0 * side + 1])
    y = ymin + (ymax - ymin) * np.concatenate([0 * side, 0 * side + 1, side, side])
    plain = GeoReference((0.0, 1.0, 0.0, 0.0, 0.0, 1.0), source.crs_wkt)
    east, north = pixels_between(plain, GeoReference(plain.geotransform, target.crs_wkt), x, y)
    if not (np.isfinite(east).all() and np.isfinite(north).all()):
        raise InputError("The extent cannot be transformed to the CRS of the common grid; give a smaller one.")
    return float(east.min()), float(north.min()), float(east.max()), float(north.max())


def pixels_between(
    source: GeoReference, target: GeoReference, x: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Transform pixel coordinates (n,) of one grid (column, row; 0.5 is the middle of the first pixel) to another.

    Raises:
        InputError: PROJ cannot transform between the two CRS.
    """
    from rasterio.crs import CRS
    from rasterio.errors import RasterioError

    x0, dx_col, dx_row, y0, dy_col, dy_row = source.geotransform or (0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
    east, north = x0 + x * dx_col + y * dx_row, y0 + x * dy_col + y * dy_row
    if source.crs_wkt and target.crs_wkt and source.crs_wkt != target.crs_wkt:
        try:
            here, there = CRS.from_wkt(source.crs_wkt), CRS.from_wkt(target.crs_wkt)
            if here != there:
                east, north = transformed(here, there, east, north)
        except RasterioError as exc:
            raise InputError("There is no transformation between the two rasters' CRS; reproject one of them.") from exc
    a0, a_col, a_row, b0, b_col, b_row = target.geotransform or (0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
    det = a_col * b_row - a_row * b_col
    if det == 0:
        raise InputError("The raster's geotransform is degenerate; repair the raster.")
    de, dn = east - a0, north - b0
    return (de * b_row - dn * a_row) / det, (dn * a_col - de * b_col) / det
