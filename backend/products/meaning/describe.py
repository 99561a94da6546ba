"""The last step of every reader: combine layout and evidence into one RasterMeta."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ...raster.georeference import transformed
from ...raster.window import Window
from ...spectral.overrides import SensorOverrides, load_sidecar
from ..base import Layout, RasterMeta
from ..files.gdal import errors
from ..files.limits import check_bands
from ..statements.baseline import of_surroundings
from ..statements.case import Facts
from ..statements.evidence import Evidence, of_overrides
from ..statements.sample import sample_spectra
from .resolve import resolve

_LARGEST_PIXEL_M = 1e6  # coarser than the coarsest global grids, of 5 degrees
_EARTH_RADIUS_M = 6371008.8  # mean radius, IUGG
_STRETCH = 0.02  # tolerance for scale errors of local projections and for the Earth's flattening


def merged(path: Path, overrides: SensorOverrides | None) -> SensorOverrides:
    """Return the user's statements with the gaps filled from the sidecar beside ``path``."""
    user = overrides or SensorOverrides()
    saved = None if user.alone else load_sidecar(path)
    return user if saved is None else user.over(saved)


def describe(
    layout: Layout,
    *,
    read: Callable[[Window, Sequence[int]], np.ndarray],
    block_shape: tuple[int, int],
    overrides: SensorOverrides | None,
    evidence: Sequence[Evidence],
    sampled: bool = True,
) -> RasterMeta:
    """Combine the user's statements, the saved sidecar and the file's ``evidence`` (most trusted first).

    With ``sampled`` False no pixels are read, for products that are slow to decode and state everything themselves.

    Raises:
        SensorError: a statement of the user or the sidecar does not fit the raster.
        InputError: the raster has more bands than any sensor.
    """
    check_bands(layout.count, layout.path.name)
    saved = None if overrides is not None and overrides.alone else load_sidecar(layout.path)
    stated = [of_overrides(overrides, "user", layout.count)] if overrides is not None else []
    stated += [of_overrides(saved, "sidecar", layout.count)] if saved is not None else []
    nodata = next((e.nodata for e in stated if e.nodata is not None), None)
    band_nodata = layout.band_nodata if nodata is None else (nodata,) * layout.count
    spectra = np.empty((layout.count, 0))
    if sampled:
        spectra = sample_spectra(
            read,
            shape=(layout.count, layout.height, layout.width),
            block_shape=block_shape,
            itemsize=np.dtype(layout.dtype).itemsize,
            nodata=band_nodata,
        )
    gsd, lon_lat = place(layout)
    lost = lon_lat is None and layout.geotransform is not None and layout.crs_wkt is not None
    facts = Facts(layout.path.name, layout.count, np.dtype(layout.dtype), spectra, gsd, lon_lat, layout.alpha)
    sensor, case = resolve(facts, [*stated, *evidence, *of_surroundings(layout.path)])
    return RasterMeta(
        path=layout.path,
        driver=layout.driver,
        width=layout.width,
        height=layout.height,
        count=layout.count,
        dtype=layout.dtype,
        geotransform=layout.geotransform,
        crs_wkt=layout.crs_wkt,
        sensor=sensor,
        band_nodata=band_nodata,
        warnings=tuple(dict.fromkeys([*case.warnings, *([_nowhere(layout)] if lost else [])])),
        suggestions=tuple(case.suggestions),
        blockers=tuple(case.blockers),
        choices=case.choices,
        product=layout.product,
        files=layout.files or (layout.path,),
        geolocation=layout.geolocation,
    )


def _nowhere(layout: Layout) -> str:
    return (
        f"The georeference of '{layout.path.name}' is not a place on Earth, and neither is that of its map; "
        "correct the raster's origin, pixel size or CRS."
    )


def place(layout: Layout) -> tuple[float | None, tuple[float, float] | None]:
    """Return the pixel size in metres and the (longitude, latitude) of the raster's centre, if known.

    The size is sqrt(a^2 + b^2) of the geotransform. For geographic rasters it is the mean of both directions on the
    ground; for projections that stretch the ground by more than 2 % there, such as Web Mercator, it is that on the
    ground.
    """
    grid = layout.geotransform
    if grid is None or layout.crs_wkt is None:
        return None, layout.lon_lat
    from rasterio.crs import CRS

    x = grid[0] + grid[1] * layout.width / 2 + grid[2] * layout.height / 2
    y = grid[3] + grid[4] * layout.width / 2 + grid[5] * layout.height / 2
    try:
        crs = CRS.from_wkt(layout.crs_wkt)
        factor = 1.0 if crs.is_geographic else float(crs.linear_units_factor[1])
        step = 0.0 if crs.is_geographic else 1000.0 / factor  # a kilometre on the map
        lons, lats = transformed(crs, CRS.from_epsg(4326), [x, x + step, x], [y, y, y + step])
        lon, lat = float(lons[0]), float(lats[0])
    except errors():
        return None, None
    known = math.isfinite(lon) and math.isfinite(lat)
    across, down = math.hypot(grid[1], grid[4]), math.hypot(grid[2], grid[5])
    if crs.is_geographic:
        degree = math.radians(1.0) * _EARTH_RADIUS_M
        size = (across * degree * math.cos(math.radians(lat)) + down * degree) / 2 if known else math.nan
    else:
        size = across * factor * _stretch(lons, lats)
    return (size if 0 < size < _LARGEST_PIXEL_M else None), ((lon, lat) if known else None)


def _stretch(lons: np.ndarray, lats: np.ndarray) -> float:
    """Return the ground length of a metre on the map, from three points a kilometre apart on it; 1 if close to 1."""
    across, along = (np.radians(np.array([lons[i] - lons[0], lats[i] - lats[0]])) for i in (1, 2))
    narrowing = math.cos(math.radians(lats[0]))
    area = abs(across[0] * along[1] - across[1] * along[0]) * narrowing * (_EARTH_RADIUS_M / 1000.0) ** 2
    stretch = math.sqrt(area) if math.isfinite(area) else 1.0
    return stretch if stretch > 0 and abs(stretch - 1.0) > _STRETCH else 1.0
