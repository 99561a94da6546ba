"""Geolocation of a raster without a grid: GDAL's control points or rational polynomials (RPC), or its corners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...common.errors import InputError
from ...common.wording import counted
from ...raster.georeference import transformed
from ...raster.window import Window
from ..base import Geolocation
from ..files.gdal import errors
from .rpc import RationalModel, between_nodes, nodes_of

_LEAST_POINTS = 3
_GRID_POINTS = 10  # this many points are interpolated exactly; fewer are fitted with a polynomial


def geolocation_of(dataset: Any) -> Geolocation | None:  # noqa: ANN401 - rasterio is untyped
    """Return the geolocation of an open rasterio dataset without a grid; None if GDAL has none or it is unusable."""
    points, crs = dataset.gcps
    if len(points) >= _LEAST_POINTS and crs is not None:
        return _of_points(points, crs, dataset.shape)
    if dataset.rpcs is None:
        return None
    try:
        model = RationalModel.from_gdal(dataset.rpcs.to_gdal())
    except InputError:
        return None
    height_m = model.offset[4]
    source = f"RPC of the file at its mean height of {height_m:.0f} m; relief is not corrected"
    shape = dataset.shape
    return Geolocation("arrays", shape, lambda window: model.arrays(shape, window, height_m), source)


def _of_points(points: Sequence[Any], crs: Any, shape: tuple[int, int]) -> Geolocation | None:  # noqa: ANN401
    """Interpolate positions of pixel centres from the points: at the nodes of a mesh, and bilinearly between them."""
    from rasterio.crs import CRS
    from rasterio.transform import GCPTransformer

    rows, cols = nodes_of(shape)
    row, col = (plane.ravel().tolist() for plane in np.meshgrid(rows, cols, indexing="ij"))
    try:
        with GCPTransformer(points, tps=len(points) >= _GRID_POINTS) as transformer:
            x, y = transformer.xy(row, col, offset="center")
        lon, lat = transformed(crs, CRS.from_epsg(4326), x, y)
    except errors():
        return None
    knots = [np.reshape(values, (rows.size, cols.size)) for values in (lat, lon)]

    def read(window: Window) -> tuple[np.ndarray, np.ndarray]:
        north, east = (between_nodes(knot, rows, cols, window) for knot in knots)
        return north, east

    metric = crs.is_projected and crs.linear_units_factor[1] == 1.0
    source = f"{counted(len(points), 'ground control point')} of the file"
    return Geolocation("arrays", shape, read, source, crs_wkt=crs.to_wkt() if metric else None)


def between_corners(
    lat: Sequence[float | None], lon: Sequence[float | None], shape: tuple[int, int], source: str
) -> Geolocation | None:
    """Return the geolocation from the image's corners: upper left, upper right, lower left, lower right, in degrees.

    The result is None if one of them is unknown or impossible.
    """
    known = [value for value in (*lat, *lon) if value is not None]
    if len(known) != 8 or max(map(abs, known[:4])) > 90 or max(map(abs, known[4:])) > 180:
        return None
    corners = np.array(known).reshape(2, 2, 2)
    rows, cols = (np.array([-0.5, size - 0.5]) for size in shape)

    def read(window: Window) -> tuple[np.ndarray, np.ndarray]:
        north, east = (between_nodes(plane, rows, cols, window) for plane in corners)
        return north, east

    return Geolocation("arrays", shape, read, source)
