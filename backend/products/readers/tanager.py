"""Tanager-1 basic (sensor geometry) and ortho products, radiance and surface reflectance (HDF-EOS5).

Source: Planet, Tanager product specification (November 2025): cubes (bands, rows, columns) with attributes wavelengths,
fwhm, good_wavelengths; radiance in W/(m2 sr um); nodata_pixels 1 outside; Planet_Ortho_Framing (JSON) gives the grid.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ...common.documents import parse_document
from ...common.errors import InputError
from ...spectral.overrides import SensorOverrides
from ..base import Geolocation, Layout, Product
from ..quality import CLOUD, THIN, by_flag, h5_layers
from ..shared import hdf
from ..shared.parts import AssembledProduct, H5Part, H5Plane
from ..statements.evidence import Evidence

ORIGIN = "Tanager attributes"
_GROUPS = ("HDFEOS/GRIDS/HYP", "HDFEOS/SWATHS/HYP")
_CUBES = {"surface_reflectance": "reflectance", "toa_radiance": "radiance"}


def opens(path: Path) -> bool:
    """Return True for an HDF5 file with a Tanager cube."""
    return hdf.holds(path, *(f"{group}/Data Fields/{name}" for group in _GROUPS for name in _CUBES))


def open_tanager(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open a Tanager product.

    Raises:
        InputError: arrays are missing or damaged.
    """
    return hdf.product(path, lambda file: _product(file, path, overrides))


def _product(file: Any, path: Path, overrides: SensorOverrides | None) -> Product:  # noqa: ANN401
    group, name = next((g, n) for g in _GROUPS for n in _CUBES if f"{g}/Data Fields/{n}" in file)
    fields = hdf.group(file, f"{group}/Data Fields")
    cube = hdf.cube(fields, name, path)
    count, rows, cols = cube.shape
    swath = "SWATHS" in group
    grid, crs = _framing(file[group]) if swath else _grid(file, group, rows, cols)
    outside = fields.get("nodata_pixels")
    fill = hdf.fill_value(cube.attrs)
    layout = Layout(
        path=path,
        driver="Tanager",
        width=cols,
        height=rows,
        count=count,
        dtype=cube.dtype.newbyteorder("=").name,
        geotransform=None if swath else grid,
        crs_wkt=None if swath else crs,
        band_nodata=(-9999.0 if fill is None else fill,) * count,
        product=f"Tanager {name}",
        geolocation=_geolocation(path, file, group, grid, crs) if swath else None,
    )
    return AssembledProduct(
        layout,
        [H5Part(cube, "byx")],
        evidence=[_evidence(fields, cube, _CUBES[name])],
        overrides=overrides,
        block_shape=hdf.block_shape(cube, "byx"),
        quality=h5_layers(
            [(fields.get("beta_cloud_mask"), by_flag((CLOUD,))), (fields.get("beta_cirrus_mask"), by_flag((THIN,)))],
            name="Tanager cloud masks",
            shape=(rows, cols),
        ),
        mask=H5Plane(outside, inverted=True) if outside is not None and outside.shape == (rows, cols) else None,
        closing=[file],
    )


def _evidence(fields: Any, cube: Any, quantity: str) -> Evidence:  # noqa: ANN401
    zenith = fields.get("sun_zenith")
    return Evidence(
        origin=ORIGIN,
        center_nm=hdf.row(cube.attrs.get("wavelengths")),
        fwhm_nm=hdf.row(cube.attrs.get("fwhm")),
        good=hdf.flags(cube.attrs.get("good_wavelengths")),
        sensor="Tanager",
        level="L1" if quantity == "radiance" else "L2",
        quantity=quantity,
        units="1" if quantity == "reflectance" else "W m-2 sr-1 um-1",
        scale=1.0,
        gsd_m=30.0,
        sun_zenith_deg=hdf.mean(zenith) if zenith is not None else None,
    )


def _geolocation(path: Path, file: Any, name: str, grid: Any, crs: str | None) -> Geolocation | None:  # noqa: ANN401
    names = [f"{name}/Geolocation Fields/{axis}" for axis in ("Latitude", "Longitude")]
    return hdf.arrays(file, path, names, grid, crs)


def _framing(group: Any) -> tuple[Any, str | None]:  # noqa: ANN401
    """Return geotransform and CRS of the map grid of a basic product; (None, None) if it is not stated."""
    holder = group.get("Geolocation Fields", group)
    try:
        framing = parse_document(hdf.text(holder.attrs.get("Planet_Ortho_Framing")) or "{}")
        grid = hdf.geotransform(framing.get("geotransform"))
        crs = hdf.wkt_of_epsg(int(framing["epsg_code"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, None
    return (grid, crs) if grid is not None and crs is not None else (None, None)


def _grid(file: Any, group: str, rows: int, cols: int) -> tuple[Any, str | None]:  # noqa: ANN401
    """Return geotransform and CRS of an ortho product from StructMetadata.0 and the grid's attributes."""
    structure = hdf.text(file.get("HDFEOS INFORMATION/StructMetadata.0")) or ""
    pair = r"=\(([-+.\deE]+),([-+.\deE]+)\)"
    corners = [re.search(key + pair, structure) for key in ("UpperLeftPointMtrs", "LowerRightMtrs")]
    zone = re.search(r"ZoneCode=(-?\d+)", structure)
    code = hdf.real(file[group].attrs.get("epsg_code"))
    if code is None and zone is not None:  # HDF-EOS: negative zones are south of the equator
        code = (32700.0 if int(zone.group(1)) < 0 else 32600.0) + abs(int(zone.group(1)))
    if corners[0] is None or corners[1] is None or code is None:
        return None, None
    try:
        (left, top), (right, bottom) = ((float(v) for v in corner.groups()) for corner in corners if corner)
    except ValueError:
        raise InputError("The grid corners in StructMetadata.0 are not numbers; download the product again.") from None
    grid = (left, (right - left) / cols, 0.0, top, 0.0, (bottom - top) / rows)
    return (grid if grid[1] and grid[5] else None), hdf.wkt_of_epsg(int(code))
