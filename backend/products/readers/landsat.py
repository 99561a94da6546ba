"""Landsat 4 to 9 Collection 2 Level 2: the six or seven surface reflectance bands.

Source: Landsat 8-9 and Landsat 4-7 Collection 2 Level 2 Science Product Guides, LSDS-1619 and LSDS-1618 (USGS):
reflectance = DN * REFLECTANCE_MULT_BAND + REFLECTANCE_ADD_BAND of the group LEVEL2_SURFACE_REFLECTANCE_PARAMETERS, DN 0
is fill.
"""

from __future__ import annotations

import re
from pathlib import Path

from ...common.errors import InputError
from ...spectral.overrides import SensorOverrides
from ...spectral.sensors import SensorTable, find
from ...spectral.text.identifiers import ETM, OLI, TM, identifier
from ...spectral.text.lists import number
from ..base import Layout, Product
from ..files.package import Package, is_archive, package_of
from ..quality import QA_PIXEL, gdal_layers
from ..shared.parts import AssembledProduct, GdalPart
from ..statements.evidence import Evidence
from .geotiff import layout_of

ORIGIN = "Landsat MTL"
_METADATA = r"(?:L[CO]0[89]|LT0[45]|LE07)_L2S[PR]_.*_MTL\.txt"
_MEMBER = re.compile(
    r"((?:L[CO]0[89]|LT0[45]|LE07)_L2S[PR]_\w+?)_(?:SR_\w+|ST_\w+|QA_\w+|MTL|ANG|stac)\.(?:tif|txt|json|xml)", re.I
)
_SENSORS = {"LC": OLI, "LO": OLI, "LT": TM, "LE": ETM}
"""Sensor by the first letters of a product's name."""
_LEVEL2 = "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS"


def opens(path: Path) -> bool:
    """Return True for the MTL or another file, the folder or an archive of a level-2 product."""
    if path.is_file() and not is_archive(path) and not _MEMBER.fullmatch(path.name):
        return False
    package = package_of(path)
    return package is not None and package.find(_pattern(path)) is not None


def _pattern(path: Path) -> str:
    """Return the pattern of the MTL's name, limited to the product of a named file."""
    member = _MEMBER.fullmatch(path.name) if path.is_file() else None
    return _METADATA if member is None else re.escape(member.group(1)) + r"_MTL\.txt"


def parse_mtl(text: str, name: str) -> dict[str, dict[str, str]]:
    """Return the values of an MTL text by group; equal keys may occur in several groups.

    Raises:
        InputError: a group has no end, for example because the file is truncated.
    """
    groups: dict[str, dict[str, str]] = {}
    stack = [""]
    for line in text.splitlines():
        key, equals, value = (part.strip() for part in line.partition("="))
        if not equals:
            continue
        if key == "GROUP":
            stack.append(value)
        elif key == "END_GROUP":
            stack = stack[:-1] or [""]
        else:
            groups.setdefault(stack[-1], {})[key] = value.strip('"')
    if len(stack) > 1:
        raise InputError(f"'{name}' ends before its group {stack[-1]} does; copy or download it again.")
    return groups


def open_landsat(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open a Landsat Collection 2 Level-2 product.

    Raises:
        InputError: files are missing or damaged.
    """
    package = package_of(path)
    name = package.only(_pattern(path), "Landsat") if package is not None else None
    if package is None or name is None:
        raise InputError(f"'{path.name}' has no Landsat MTL.txt beside it; keep the product's files together.")
    groups = parse_mtl(package.text(name), name)
    images = _images(package, name)
    parts: list[GdalPart] = []
    try:
        parts += [GdalPart(package.gdal_path(image)) for image in images.values()]
        reads = [layout_of(part.dataset, path) for part in parts]
        if len({(read.height, read.width) for read in reads}) > 1:
            raise InputError(f"The band files of '{name}' differ in size; download the product again.")
        stem = re.escape(re.sub(r"_MTL\.txt$", "", name.rsplit("/", 1)[-1], flags=re.I))
        quality, layers = gdal_layers(
            package, [(stem + r"_QA_PIXEL\.TIFF?", QA_PIXEL, None)], name="Landsat QA_PIXEL",
            shape=(reads[0].height, reads[0].width),
        )  # fmt: skip
        layout = Layout(
            path=path, driver="Landsat", width=reads[0].width, height=reads[0].height, count=len(parts),
            dtype=reads[0].dtype, geotransform=reads[0].geotransform, crs_wkt=reads[0].crs_wkt,
            band_nodata=(0.0,) * len(parts), product="Landsat", files=package.files(name, *images.values(), *layers),
        )  # fmt: skip
    except BaseException:
        for part in parts:
            part.close()
        raise
    evidence = _evidence(groups, list(images), _table(name))
    return AssembledProduct(
        layout,
        parts,
        evidence=[evidence],
        overrides=overrides,
        block_shape=parts[0].dataset.block_shapes[0],
        quality=quality,
    )


def _images(package: Package, metadata: str) -> dict[int, str]:
    """Return the image file by band number."""
    stem = re.sub(r"_MTL\.txt$", "", metadata.rsplit("/", 1)[-1], flags=re.I)
    numbers = [int(identifier(band.name)) for band in _table(metadata).bands]
    found = {n: package.find(re.escape(stem) + rf"_SR_B{n}\.TIF") for n in numbers}
    missing = [n for n, name in found.items() if name is None]
    if missing:
        raise InputError(f"'{stem}_SR_B{missing[0]}.TIF' is missing; keep the product's files together.")
    return {n: name for n, name in found.items() if name is not None}


def _table(metadata: str) -> SensorTable:
    """Return the table of the sensor stated in the name of a product's MTL."""
    return find(_SENSORS[metadata.rsplit("/", 1)[-1][:2].upper()])[0]


def _evidence(groups: dict[str, dict[str, str]], bands: list[int], table: SensorTable) -> Evidence:
    known = {int(identifier(band.name)): band for band in table.bands}
    places = [(known[n].center_nm, known[n].fwhm_nm) for n in bands]
    factors = groups.get(_LEVEL2, {})
    keys = [(f"REFLECTANCE_MULT_BAND_{n}", f"REFLECTANCE_ADD_BAND_{n}") for n in bands]
    pairs = [(number(factors.get(scale, "")), number(factors.get(offset, ""))) for scale, offset in keys]
    stated = [(scale, offset) for scale, offset in pairs if scale is not None and scale > 0 and offset is not None]
    info = table.levels["L2"]
    if len(stated) != len(bands):  # the same for every product of Collection 2
        stated = [(info.scale or 1.0, info.offset)] * len(bands)
    uniform = len(set(stated)) == 1
    attributes = groups.get("IMAGE_ATTRIBUTES", {})
    date, time = attributes.get("DATE_ACQUIRED"), attributes.get("SCENE_CENTER_TIME", "")
    elevation = number(attributes.get("SUN_ELEVATION", ""))
    return Evidence(
        origin=ORIGIN,
        center_nm=tuple(center for center, _ in places),
        fwhm_nm=tuple(width for _, width in places),
        names=tuple(f"SR_B{n}" for n in bands),
        sensor=table.name,
        level="L2",
        quantity="reflectance",
        units="1",
        scale=stated[0][0] if uniform else None,
        offset=stated[0][1] if uniform else None,
        band_scale=None if uniform else tuple(scale for scale, _ in stated),
        band_offset=None if uniform else tuple(offset for _, offset in stated),
        acquired=f"{date}T{time}" if date and time else date,
        sun_zenith_deg=None if elevation is None else 90.0 - elevation,
    )
