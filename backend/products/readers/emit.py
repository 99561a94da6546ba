"""EMIT L1B radiance and L2A reflectance (netCDF-4), in sensor geometry with its geographic look-up table.

Source: EMIT L1B and L2A user guides (LP DAAC): arrays (downtrack, crosstrack, bands), fill -9999; glt_x and glt_y count
from 1 and are 0 where there is no pixel.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...spectral.overrides import SensorOverrides
from ..base import Geolocation, Layout, Product
from ..quality import emit_mask
from ..shared import hdf
from ..shared.parts import AssembledProduct, H5Part
from ..statements.evidence import Evidence, quantity_of

ORIGIN = "EMIT netCDF"
_QUANTITIES = ("reflectance", "radiance")
_TABLE, _PLACE = ("location/glt_y", "location/glt_x"), ("location/lat", "location/lon")


def opens(path: Path) -> bool:
    """Return True for a netCDF file with EMIT's band parameters and one of its cubes."""
    return hdf.holds(path, "sensor_band_parameters/wavelengths") and hdf.holds(path, *_QUANTITIES)


def open_emit(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open an EMIT granule.

    Raises:
        InputError: arrays are missing or damaged.
    """
    return hdf.product(path, lambda file: _product(file, path, overrides))


def _product(file: Any, path: Path, overrides: SensorOverrides | None) -> Product:  # noqa: ANN401
    name = next(name for name in _QUANTITIES if name in file)
    cube = hdf.cube(file, name, path, "yxb")
    rows, cols, count = cube.shape
    fill = hdf.fill_value(cube.attrs)
    mask = emit_mask(path, (rows, cols))
    layout = Layout(
        path=path,
        driver="EMIT",
        width=cols,
        height=rows,
        count=count,
        dtype=cube.dtype.newbyteorder("=").name,
        geotransform=None,
        crs_wkt=None,
        band_nodata=(-9999.0 if fill is None else fill,) * count,
        product=f"EMIT {name}",
        geolocation=_geolocation(path, file),
        lon_lat=_center(file.attrs),
        files=(path,) if mask is None else (path, mask[1]),
    )
    return AssembledProduct(
        layout,
        [H5Part(cube, "yxb")],
        evidence=[_evidence(file, cube, name)],
        overrides=overrides,
        block_shape=hdf.block_shape(cube, "yxb"),
        quality=None if mask is None else mask[0],
        closing=[file],
    )


def _evidence(file: Any, cube: Any, name: str) -> Evidence:  # noqa: ANN401
    parameters = hdf.group(file, "sensor_band_parameters")
    _, units = quantity_of(hdf.text(cube.attrs.get("units")) or hdf.text(cube.attrs.get("Units")))
    return Evidence(
        origin=ORIGIN,
        center_nm=hdf.row(parameters.get("wavelengths")),
        fwhm_nm=hdf.row(parameters.get("fwhm")),
        good=hdf.flags(parameters.get("good_wavelengths")),
        sensor=hdf.text(file.attrs.get("instrument")) or "EMIT",
        level="L1" if name == "radiance" else "L2",
        quantity=name,
        units="1" if name == "reflectance" else units,
        scale=1.0,
        gsd_m=60.0,
        acquired=hdf.utc(file.attrs.get("time_coverage_start")),
    )


def _center(attributes: Mapping[str, Any]) -> tuple[float, float] | None:
    keys = ("westernmost_longitude", "easternmost_longitude", "southernmost_latitude", "northernmost_latitude")
    west, east, south, north = (hdf.real(attributes.get(key)) for key in keys)
    if west is None or east is None or south is None or north is None:
        return None
    return (west + east) / 2, (south + north) / 2


def _geolocation(path: Path, file: Any) -> Geolocation | None:  # noqa: ANN401
    grid = hdf.geotransform(file.attrs.get("geotransform"))
    crs = hdf.valid_wkt(file.attrs.get("spatial_ref"))
    return hdf.look_up_table(file, path, _TABLE, grid, crs) or hdf.arrays(file, path, _PLACE)
