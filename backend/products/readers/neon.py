"""NEON AOP surface directional reflectance (HDF5), flight lines and mosaic tiles.

Source: NEON DP1.30006.001 and DP3.30006.001 quick start guides: /SITE/Reflectance/Reflectance_Data (rows, columns,
bands) int16 with Scale_Factor and Data_Ignore_Value, Metadata/Spectral_Data and Metadata/Coordinate_System/Map_Info.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...common.errors import InputError
from ...spectral.overrides import SensorOverrides
from ..base import Layout, Product
from ..shared import hdf
from ..shared.parts import AssembledProduct, H5Part
from ..statements.evidence import Evidence

ORIGIN = "NEON metadata"


def _site(file: Any) -> str | None:  # noqa: ANN401
    """Return the name of the site, which is that of the group with the reflectance."""
    return next((name for name in file if f"{name}/Reflectance/Reflectance_Data" in file), None)


def opens(path: Path) -> bool:
    """True for an HDF5 file with a NEON reflectance cube."""
    try:
        with hdf.open_file(path) as file:
            return _site(file) is not None
    except (InputError, RuntimeError, OSError, ValueError, KeyError):  # damaged content
        return False


def open_neon(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open a NEON reflectance file.

    Raises:
        InputError: arrays are missing or damaged.
    """
    return hdf.product(path, lambda file: _product(file, path, overrides))


def _product(file: Any, path: Path, overrides: SensorOverrides | None) -> Product:  # noqa: ANN401
    group = file[f"{_site(file)}/Reflectance"]
    cube = hdf.cube(group, "Reflectance_Data", path, "yxb")
    rows, cols, count = cube.shape
    grid, crs = _grid(group)
    fill = hdf.fill_value(cube.attrs, "Data_Ignore_Value")
    layout = Layout(
        path=path,
        driver="NEON",
        width=cols,
        height=rows,
        count=count,
        dtype=cube.dtype.newbyteorder("=").name,
        geotransform=grid,
        crs_wkt=crs,
        band_nodata=(-9999.0 if fill is None else fill,) * count,
        product="NEON reflectance",
    )
    return AssembledProduct(
        layout,
        [H5Part(cube, "yxb")],
        evidence=_evidence(group, cube),
        overrides=overrides,
        block_shape=hdf.block_shape(cube, "yxb"),
        closing=[file],
    )


def _evidence(group: Any, cube: Any) -> list[Evidence]:  # noqa: ANN401
    count, spectral = cube.shape[2], hdf.group(group, "Metadata/Spectral_Data")
    factor = hdf.real(cube.attrs.get("Scale_Factor"))
    centers = hdf.row(spectral.get("Wavelength"))
    windows = [
        hdf.row(holder.attrs.get(f"Band_Window_{number}_Nanometers"))
        for number in (1, 2)
        for holder in (group, cube)
        if f"Band_Window_{number}_Nanometers" in holder.attrs
    ]
    zenith = group.get("Metadata/Logs/Solar_Zenith_Angle")
    main = Evidence(
        origin=ORIGIN,
        center_nm=centers,
        fwhm_nm=hdf.row(spectral.get("FWHM")),
        sensor="NEON AOP",
        level="L2",
        quantity="reflectance",
        units="1",
        scale=1.0 / factor if factor and factor > 0 else None,
        sun_zenith_deg=hdf.real(zenith) if zenith is not None and getattr(zenith, "size", 0) == 1 else None,
    )
    bad = tuple(
        False if c is not None and any(_within(c, window) for window in windows) else None
        for c in (centers if centers is not None and len(centers) == count else (None,) * count)
    )
    return [main, Evidence(origin="NEON band windows", good=bad)]


def _within(center: float, window: tuple[float | None, ...] | None) -> bool:
    if window is None or len(window) != 2 or window[0] is None or window[1] is None:
        return False
    return window[0] <= center <= window[1]


def _grid(group: Any) -> tuple[Any, str | None]:  # noqa: ANN401
    """Return geotransform and CRS from Map_Info ("UTM, 1.000, 1.000, 368000.00, 4307000.0, 1.0, 1.0, 13, ...")."""
    system = hdf.group(group, "Metadata/Coordinate_System")
    fields = [part.strip() for part in (hdf.text(system.get("Map_Info")) or "").split(",")]
    code = hdf.real(system.get("EPSG Code"))
    crs = hdf.wkt_of_epsg(int(code)) if code else hdf.valid_wkt(system.get("Coordinate_System_String"))
    try:
        col, row, x, y, across, down = (float(field) for field in fields[1:7])
    except ValueError:
        return None, None
    if across <= 0 or down <= 0 or crs is None:
        return None, None
    return (x - (col - 1.0) * across, across, 0.0, y + (row - 1.0) * down, 0.0, -down), crs
