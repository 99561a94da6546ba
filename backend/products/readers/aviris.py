"""AVIRIS-3, AVIRIS-5 and AVIRIS-NG products as netCDF-4 (their ENVI products open as ENVI).

Source: AVIRIS-3 L1B and L2A user guides (ORNL DAAC): group "radiance" or "reflectance" with the cube (wavelength, y, x)
of the same name, "wavelength" and "fwhm" in nm; fill -9999; a grid mapping variable with GeoTransform and spatial_ref.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...spectral.overrides import SensorOverrides
from ..base import Geolocation, Layout, Product
from ..shared import hdf
from ..shared.parts import AssembledProduct, H5Part
from ..statements.evidence import Evidence, quantity_of

ORIGIN = "AVIRIS netCDF"
_CUBES = ("reflectance", "radiance")
_TABLE = ("geolocation_lookup_table/line", "geolocation_lookup_table/sample")


def opens(path: Path) -> bool:
    """Return True for a netCDF file with a group that has a cube and wavelengths."""
    return any(hdf.holds(path, f"{name}/wavelength") and hdf.holds(path, f"{name}/{name}") for name in _CUBES)


def open_aviris(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open an AVIRIS netCDF product.

    Raises:
        InputError: arrays are missing or damaged.
    """
    return hdf.product(path, lambda file: _product(file, path, overrides))


def _product(file: Any, path: Path, overrides: SensorOverrides | None) -> Product:  # noqa: ANN401
    name = next(name for name in _CUBES if f"{name}/{name}" in file)
    cube = hdf.cube(file, f"{name}/{name}", path)
    count, rows, cols = cube.shape
    grid, crs = _grid(file, cube)
    located = _geolocation(path, file, (rows, cols), grid, crs)
    if located is not None:
        grid = crs = None
    fill = hdf.fill_value(cube.attrs)
    layout = Layout(
        path=path,
        driver="AVIRIS",
        width=cols,
        height=rows,
        count=count,
        dtype=cube.dtype.newbyteorder("=").name,
        geotransform=grid,
        crs_wkt=crs,
        band_nodata=(-9999.0 if fill is None else fill,) * count,
        product=f"AVIRIS {name}",
        geolocation=located,
    )
    return AssembledProduct(
        layout,
        [H5Part(cube, "byx")],
        evidence=[_evidence(file, cube, name)],
        overrides=overrides,
        block_shape=hdf.block_shape(cube, "byx"),
        closing=[file],
    )


def _evidence(file: Any, cube: Any, name: str) -> Evidence:  # noqa: ANN401
    group = hdf.group(file, name)
    _, units = quantity_of(hdf.text(cube.attrs.get("units")))
    named = (hdf.text(file.attrs.get(key)) for key in ("instrument", "sensor", "platform"))
    sensor = next((name for name in named if name and name.upper().startswith("AVIRIS")), None)
    zenith = file.get("observation_parameters/to_sun_zenith")
    return Evidence(
        origin=ORIGIN,
        center_nm=hdf.row(group.get("wavelength")),
        fwhm_nm=hdf.row(group.get("fwhm")),
        sensor=sensor,
        level="L1" if name == "radiance" else "L2",
        quantity=name,
        units="1" if name == "reflectance" else units,
        scale=1.0,
        acquired=hdf.utc(file.attrs.get("time_coverage_start")),
        sun_zenith_deg=hdf.mean(zenith) if zenith is not None else None,
    )


def _grid(file: Any, cube: Any) -> tuple[Any, str | None]:  # noqa: ANN401
    """Return geotransform and CRS from the cube's grid mapping variable; (None, None) for sensor geometry."""
    named = hdf.text(cube.attrs.get("grid_mapping"))
    for name in dict.fromkeys([named, "transverse_mercator", "projection", "crs", "spatial_ref"]):
        attributes = file[name].attrs if name and name in file else {}
        grid = hdf.geotransform(attributes.get("GeoTransform"))
        crs = hdf.valid_wkt(attributes.get("spatial_ref")) or hdf.valid_wkt(attributes.get("crs_wkt"))
        if grid is not None and crs is not None:
            return grid, crs
    return None, None


def _geolocation(
    path: Path, file: Any, size: tuple[int, int], grid: Any, crs: str | None  # noqa: ANN401
) -> Geolocation | None:  # fmt: skip
    """Return how a cube in sensor geometry is georeferenced; None for one on a map grid.

    Radiance is in sensor geometry, with a look-up table for the map grid of the grid mapping; reflectance is on that
    grid.
    """
    if getattr(file.get(_TABLE[0]), "shape", size) != size:
        found = hdf.look_up_table(file, path, _TABLE, grid, crs)
        if found is not None:
            return found
    elif grid is not None:
        return None
    pairs = (
        ("lat", "lon"),
        ("location/lat", "location/lon"),
        ("geolocation_lookup_table/lat", "geolocation_lookup_table/lon"),
    )
    return next((found for pair in pairs if (found := hdf.arrays(file, path, pair)) is not None), None)
