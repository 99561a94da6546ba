"""The sun's position over a raster, in the raster's own directions."""

from __future__ import annotations

import math

from ...raster.georeference import transformed
from ...spectral.physics.radiometry import parse_time, solar_position
from ..base import RasterMeta
from ..files.gdal import errors
from .shadows import Sky

_STEP_DEG = 0.01  # about a kilometre; projections are linear enough over it
_LOWEST_SUN_DEG = 89.0


def sky_over(meta: RasterMeta, *, gsd_m: float) -> Sky:
    """Return the sun's position; its direction only for georeferenced rasters with a time of day."""
    zenith = meta.sensor.sun_zenith_deg
    acquired = meta.sensor.acquired
    when = parse_time(acquired) if acquired else None
    grid = meta.geotransform
    if when is None or "T" not in str(acquired) or grid is None or meta.crs_wkt is None:
        return Sky(None, zenith, gsd_m)
    from rasterio.crs import CRS

    x = grid[0] + grid[1] * meta.width / 2 + grid[2] * meta.height / 2
    y = grid[3] + grid[4] * meta.width / 2 + grid[5] * meta.height / 2
    try:
        crs, degrees = CRS.from_wkt(meta.crs_wkt), CRS.from_epsg(4326)
        lons, lats = transformed(crs, degrees, [x], [y])
        lon, lat = float(lons[0]), float(lats[0])
        height, azimuth = solar_position(when, lon=lon, lat=lat)
        east, north = (-part(math.radians(azimuth)) for part in (math.sin, math.cos))
        to_lon, to_lat = lon + _STEP_DEG * east / math.cos(math.radians(lat)), lat + _STEP_DEG * north
        xs, ys = transformed(degrees, crs, [lon, to_lon], [lat, to_lat])
        across, down = float(xs[1] - xs[0]), float(ys[1] - ys[0])
    except errors():
        return Sky(None, zenith, gsd_m)
    size = grid[1] * grid[5] - grid[2] * grid[4]
    rows, cols = (grid[1] * down - grid[4] * across) / size, (grid[5] * across - grid[2] * down) / size
    length = math.hypot(rows, cols)
    if not (math.isfinite(length) and length > 0.0) or height > _LOWEST_SUN_DEG:
        return Sky(None, zenith, gsd_m)
    return Sky((rows / length, cols / length), height if zenith is None else zenith, gsd_m)
