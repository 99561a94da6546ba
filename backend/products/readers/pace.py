"""PACE OCI L2 surface reflectance (netCDF-4), in swath geometry.

Source: NASA OB.DAAC level-2 format, PACE_OCI_L2_SFREFL version 3: geophysical_data/rhos (lines, pixels, wavelength_3d),
whole numbers with scale_factor and add_offset, sensor_band_parameters/wavelength_3d in nm, navigation_data.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...spectral.overrides import SensorOverrides
from ..base import Layout, Product
from ..shared import hdf
from ..shared.parts import AssembledProduct, H5Part
from ..statements.evidence import Evidence

ORIGIN = "PACE netCDF"
_CUBE, _WAVELENGTHS = "geophysical_data/rhos", "sensor_band_parameters/wavelength_3d"
_PLACE = ["navigation_data/latitude", "navigation_data/longitude"]


def opens(path: Path) -> bool:
    """Return True for an OCI level-2 file with a surface reflectance cube."""
    return hdf.holds(path, _CUBE) and hdf.holds(path, _WAVELENGTHS)


def open_pace(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open a PACE OCI granule.

    Raises:
        InputError: arrays are missing or damaged.
    """
    return hdf.product(path, lambda file: _product(file, path, overrides))


def _product(file: Any, path: Path, overrides: SensorOverrides | None) -> Product:  # noqa: ANN401
    cube = hdf.cube(file, _CUBE, path, "yxb")
    rows, cols, count = cube.shape
    scale, offset = (hdf.real(cube.attrs.get(key)) for key in ("scale_factor", "add_offset"))
    evidence = Evidence(
        origin=ORIGIN,
        center_nm=hdf.row(file[_WAVELENGTHS]),
        sensor="PACE OCI",
        level="L2",
        quantity="reflectance",
        units="1",
        scale=scale if scale and scale > 0 else 1.0,
        offset=offset or 0.0,
        gsd_m=1200.0,
        acquired=hdf.utc(file.attrs.get("time_coverage_start")),
    )
    layout = Layout(
        path=path,
        driver="PACE",
        width=cols,
        height=rows,
        count=count,
        dtype=cube.dtype.newbyteorder("=").name,
        geotransform=None,
        crs_wkt=None,
        band_nodata=(hdf.fill_value(cube.attrs),) * count,
        product="PACE OCI surface reflectance",
        geolocation=hdf.arrays(file, path, _PLACE),
    )
    return AssembledProduct(
        layout,
        [H5Part(cube, "yxb")],
        evidence=[evidence],
        overrides=overrides,
        block_shape=hdf.block_shape(cube, "yxb"),
        closing=[file],
    )
