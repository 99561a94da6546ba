"""PRISMA L1, L2B, L2C and L2D (he5).

Source: PRISMA products specification, ASI, issue 2.3. Cubes are (rows, bands, columns), wavelengths descending and 0
where a channel is not delivered. L1: radiance = DN / ScaleFactor - Offset, W m-2 sr-1 um-1. L2: value = Min + DN *
(Max - Min) / 65535. Corner coordinates of L2D are those of pixel centres.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ...common.errors import InputError
from ...common.wording import counted
from ...spectral.overrides import SensorOverrides
from ..base import Geolocation, Layout, Product
from ..quality import PRISMA_CLOUD, h5_layers
from ..shared import hdf
from ..shared.parts import AssembledProduct, H5Part, H5Plane
from ..statements.evidence import Doubt, Evidence

ORIGIN = "PRISMA attributes"
_UNITS = "W m-2 sr-1 um-1"
_GSD_M = 30.0
_LEVELS = ("L2D", "L2C", "L2B", "L1")
_SURFACE_RADIANCE = "PRISMA L2B holds radiance at the surface; it is treated like at-sensor radiance."
_Axis = tuple[float | None, ...]


def _swath(level: str) -> str:
    return f"HDFEOS/SWATHS/PRS_{level}_HCO"


def opens(path: Path) -> bool:
    """Return True for an HDF5 file with a PRISMA hyperspectral cube."""
    return hdf.holds(path, *(_swath(level) for level in _LEVELS))


def open_prisma(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open a PRISMA product: VNIR then SWIR channels, as stored.

    Raises:
        InputError: arrays or attributes are missing or damaged.
    """
    return hdf.product(path, lambda file: _product(file, path, overrides))


def _product(file: Any, path: Path, overrides: SensorOverrides | None) -> Product:  # noqa: ANN401
    level = next(level for level in _LEVELS if _swath(level) in file)
    swath = _swath(level)
    cubes = [hdf.cube(file, f"{swath}/Data Fields/{name}_Cube", path, "ybx") for name in ("VNIR", "SWIR")]
    if cubes[0].shape[::2] != cubes[1].shape[::2]:
        raise InputError(f"The VNIR and SWIR cubes of '{path.name}' differ in size; download the product again.")
    mask = _inside(file, level, cubes[0].shape[::2], path)
    layout = _layout(path, file, level, cubes, masked=mask is not None)
    evidence = _evidence(file.attrs, level, [cube.shape[1] for cube in cubes])
    return AssembledProduct(
        layout,
        [H5Part(cube, "ybx") for cube in cubes],
        evidence=evidence,
        overrides=overrides,
        block_shape=hdf.block_shape(cubes[0], "ybx"),
        mask=mask,
        quality=h5_layers(
            [(file.get(f"{swath}/Data Fields/Cloud_Mask"), PRISMA_CLOUD)],
            name="PRISMA Cloud_Mask",
            shape=cubes[0].shape[::2],
        ),
        closing=[file],
    )


def _inside(file: Any, level: str, shape: tuple[int, int], path: Path) -> H5Plane | None:  # noqa: ANN401
    """Return the mask of an L2D grid: the sun's zenith angle is 0 outside the acquired swath."""
    angles = file.get(f"{_swath(level)}/Geometric Fields/Solar_Zenith_Angle") if level == "L2D" else None
    if angles is None:
        return None
    if angles.shape != shape:
        raise InputError(f"The sun angles of '{path.name}' differ in size from its cubes; download the product again.")
    return H5Plane(angles)


def _layout(path: Path, file: Any, level: str, cubes: list[Any], *, masked: bool) -> Layout:  # noqa: ANN401
    rows, _, cols = cubes[0].shape
    grid, crs = _grid(file.attrs, rows, cols) if level == "L2D" else (None, None)
    lon, lat = (hdf.real(file.attrs.get(f"Product_center_{key}")) for key in ("long", "lat"))
    count = sum(cube.shape[1] for cube in cubes)
    return Layout(
        path=path,
        driver="PRISMA",
        width=cols,
        height=rows,
        count=count,
        dtype=np.result_type(*(cube.dtype for cube in cubes)).name,
        geotransform=grid,
        crs_wkt=crs,
        band_nodata=(None if masked or level == "L1" else 0.0,) * count,
        product=f"PRISMA {level}",
        geolocation=None if grid is not None else _geolocation(path, file, level),
        lon_lat=None if lon is None or lat is None else (lon, lat),
    )


def _grid(attributes: Mapping[str, Any], rows: int, cols: int) -> tuple[Any, str | None]:
    """Return geotransform and CRS of an L2D product; (None, None) if they are incomplete."""
    keys = ("ULcorner_easting", "LRcorner_easting", "ULcorner_northing", "LRcorner_northing")
    left, right, top, bottom = (hdf.real(attributes.get(f"Product_{key}")) for key in keys)
    code = hdf.real(attributes.get("Epsg_Code"))
    if left is None or right is None or top is None or bottom is None or code is None or min(rows, cols) < 2:
        return None, None
    edges, centres = (abs((right - left) / count - _GSD_M) for count in (cols, cols - 1))
    inset = 0 if edges < centres else 1  # corners of the outer pixels, or their centres as in the specification
    across, down = (right - left) / (cols - inset), (bottom - top) / (rows - inset)
    if across <= 0 or down >= 0:
        return None, None
    return (left - inset * across / 2, across, 0.0, top - inset * down / 2, 0.0, down), hdf.wkt_of_epsg(int(code))


def _geolocation(path: Path, file: Any, level: str) -> Geolocation | None:  # noqa: ANN401
    suffix = "_VNIR" if level == "L1" else ""
    names = [f"{_swath(level)}/Geolocation Fields/{axis}{suffix}" for axis in ("Latitude", "Longitude")]
    return hdf.arrays(file, path, names)


def _evidence(attributes: Mapping[str, Any], level: str, counts: list[int]) -> list[Evidence]:
    centers: list[float | None] = []
    widths: list[float | None] = []
    good: list[bool | None] = []
    doubts: list[Doubt] = []

    def fitting(key: str, count: int, about: str) -> Sequence[float | None]:
        values = hdf.row(attributes.get(key))
        if values is not None and len(values) != count:
            doubts.append(Doubt(about, f"has {counted(count, 'band')} of one instrument but {key} lists {len(values)}"))
        return values if values is not None and len(values) == count else (None,) * count

    for instrument, count in zip(("Vnir", "Swir"), counts, strict=True):
        for found, key, about in ((centers, "Cw", "wavelengths"), (widths, "Fwhm", "fwhm")):
            values = fitting(f"List_{key}_{instrument}", count, about)
            found += [None if v is None or v <= 0 else v for v in values]
        good += [None if v is None else v != 0 for v in fitting(f"List_Cw_{instrument}_Flags", count, "bad bands")]
    scale, offset = _scales(attributes, level, counts)
    radiance = level in ("L1", "L2B")
    start = re.sub(r"(\.\d{6})\d*$", r"\1", hdf.text(attributes.get("Product_StartTime")) or "")
    main = Evidence(
        origin=ORIGIN,
        center_nm=tuple(centers) if any(c is not None for c in centers) else None,
        fwhm_nm=tuple(widths),
        good=tuple(good),
        sensor="PRISMA",
        level="L1" if radiance else "L2",
        quantity="radiance" if radiance else "reflectance",
        units=_UNITS if radiance else "1",
        band_scale=scale,
        band_offset=offset,
        gsd_m=_GSD_M,
        acquired=start or None,
        sun_zenith_deg=hdf.real(attributes.get("Sun_zenith_angle")),
        warnings=(_SURFACE_RADIANCE,) if level == "L2B" else (),
        doubts=tuple(doubts),
    )
    return [main, Evidence(origin="VNIR/SWIR overlap", good=_overlap(tuple(centers), counts[0]))]


def _overlap(centers: _Axis, vnir: int) -> tuple[bool | None, ...]:
    """Exclude VNIR channels beyond the first SWIR wavelength: they measure the same light with more noise."""
    swir = [c for c in centers[vnir:] if c is not None]
    limit = min(swir, default=np.inf)
    return tuple(False if i < vnir and c is not None and c >= limit else None for i, c in enumerate(centers))


def _scales(
    attributes: Mapping[str, Any], level: str, counts: list[int]
) -> tuple[tuple[float, ...] | None, tuple[float, ...] | None]:
    scale: list[float] = []
    offset: list[float] = []
    for name, count in zip(("Vnir", "Swir"), counts, strict=True):
        if level == "L1":
            factor, shift = (hdf.real(attributes.get(f"{key}_{name}")) for key in ("ScaleFactor", "Offset"))
            step, start = (1.0 / factor if factor else None), -(shift or 0.0)
        else:
            low, high = (hdf.real(attributes.get(f"L2Scale{name}{end}")) for end in ("Min", "Max"))
            step, start = (None, 0.0) if low is None or high is None else ((high - low) / 65535.0, low)
        if step is None or step <= 0:
            return None, None
        scale += [step] * count
        offset += [start] * count
    return tuple(scale), tuple(offset)
