"""Hyperion L1R: radiance in sensor geometry, 242 channels in one HDF4 file.

Source: EO-1 user guide v2.3 (USGS): one array of 16-bit numbers (lines, channels, samples), scaled like L1T. The text
beside it (.MET) states the corners (PRODUCT_UL_CORNER_LAT, ...) and the time ("HYP Start Time", year, day, time).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from ...common.errors import InputError
from ...raster.raw_array import RawArray
from ...spectral.overrides import SensorOverrides
from ...spectral.text.lists import number
from ..base import Layout, Product
from ..files import hdf4
from ..files.package import package_of
from ..geometry.control import between_corners
from ..shared.parts import AssembledProduct, H5Part
from .hyperion import radiance_evidence

_IMAGE = r"EO1H\w+\.L1R"
_CHANNELS = 242
_CORNERS = ("UL", "UR", "LL", "LR")
_START = re.compile(r"HYP Start Time\s+([12]\d{3})\s+(\d{3})\s+(\d\d:\d\d:\d\d)")
_BY_CORNERS = "the four corners in the .MET file; approximate, use L1T for exact places"
_NO_PLACE = "This Hyperion L1R scene cannot be georeferenced without its .MET file; its map stays in sensor geometry."


def _image(path: Path) -> Path | None:
    """Return the image of a product given by the image itself, its header, or its folder."""
    if path.is_dir():
        package = package_of(path)
        name = package.find(_IMAGE) if package is not None else None
        found = path / name if name is not None else None
    elif path.suffix.lower() == ".hdr":
        pattern = re.compile(re.escape(path.stem.removesuffix(".L1R")) + r"\.L1R", re.I)
        found = next(
            (p for p in path.parent.iterdir() if re.fullmatch(_IMAGE, p.name, re.I) and pattern.fullmatch(p.name)), None
        )
    else:
        found = path if re.fullmatch(_IMAGE, path.name, re.I) else None
    return found if found is not None and found.is_file() and hdf4.is_hdf4(found) else None


def opens(path: Path) -> bool:
    """Return True for the HDF4 image of a product, its header or its folder."""
    return _image(path) is not None


def open_hyperion_l1r(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open a Hyperion L1R product.

    Raises:
        InputError: the array of 242 channels is missing, compressed or damaged.
    """
    image = _image(path)
    made = hdf4.data_sets(image) if image is not None else []
    cube = next((d for d in made if len(d.shape) == 3 and _CHANNELS in d.shape), None)
    if image is None or cube is None:
        raise InputError(f"'{path.name}' has no array of {_CHANNELS} channels; copy or download it again.")
    axes = ["y", "x"]
    axes.insert(cube.shape.index(_CHANNELS), "b")
    rows, cols = (cube.shape[axes.index(axis)] for axis in "yx")
    array = RawArray(image, dtype=cube.dtype, offset=cube.offset, shape=(cube.shape[0], cube.shape[1], cube.shape[2]))
    beside = _beside(image)
    lat, lon = (
        [number(beside.get(f"PRODUCT_{name}_CORNER_{axis}", "")) for name in _CORNERS] for axis in ("LAT", "LON")
    )
    located = between_corners(lat, lon, (rows, cols), _BY_CORNERS)
    middle = [sum(value or 0.0 for value in values) / len(_CORNERS) for values in (lon, lat)]
    layout = Layout(
        path=path, driver="Hyperion", width=cols, height=rows, count=_CHANNELS, geotransform=None, crs_wkt=None,
        dtype=cube.dtype.newbyteorder("=").name, band_nodata=(None,) * _CHANNELS, product="Hyperion L1R",
        files=(image,), geolocation=located,
        lon_lat=None if located is None else (middle[0], middle[1]),
    )  # fmt: skip
    evidence = radiance_evidence(beside, list(range(1, _CHANNELS + 1)))
    if located is None:
        evidence = replace(evidence, warnings=(_NO_PLACE,))
    return AssembledProduct(
        layout, [H5Part(array, "".join(axes))], evidence=[evidence], overrides=overrides, block_shape=(1, cols),
        closing=[array],
    )  # fmt: skip


def _beside(image: Path) -> dict[str, str]:
    """Return the content of the text beside the image, with the time under the names in the MTL of other levels."""
    text = next((p for p in (image.with_suffix(".MET"), image.with_suffix(".met")) if p.is_file()), None)
    if text is None:
        return {}
    lines = text.read_text(encoding="utf-8", errors="replace").splitlines()
    values = {key.strip(): value.strip() for key, equals, value in (line.partition("=") for line in lines) if equals}
    start = next((found for line in lines if (found := _START.match(line))), None)
    if start is not None:
        year, day, time = start.groups()
        date = datetime(int(year), 1, 1) + timedelta(days=int(day) - 1)
        values |= {"ACQUISITION_DATE": date.strftime("%Y-%m-%d"), "START_TIME": time}
    return values
