"""Sentinel-2 L1C and L2A in SAFE format, all bands on the finest grid, usually 10 m.

Source: Sentinel-2 products specification document S2-PDGS-TAS-DI-PSD (ESA), issue 15: reflectance = (DN + offset) /
quantification value, offset -1000 since processing baseline 04.00, DN 0 is nodata. Pixels of 20 and 60 m are repeated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element  # nosec B405 - types only

from ...common.errors import InputError
from ...common.wording import counted
from ...spectral.overrides import SensorOverrides
from ...spectral.text.lists import number
from ..base import Layout, Product
from ..files.package import Package, first, first_text, is_archive, package_of, parse_xml
from ..quality import CLASSI, SCL, Rule, gdal_layers
from ..shared.parts import AssembledProduct, GdalPart
from ..statements.evidence import Evidence
from .geotiff import layout_of

ORIGIN = "Sentinel-2 metadata"
BANDS = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12")  # band_id 0 to 12
_METADATA = r"MTD_MSIL(1C|2A)\.xml"
_IMAGE = re.compile(r"_(B\d\d|B8A)(?:_(\d\d)m)?\.jp2$", re.I)
_MAIN = ("MTD_MSIL1C.xml", "MTD_MSIL2A.xml")
_MEMBER = rf"{_METADATA}|MTD_(TL|DS)\.xml|manifest\.safe|INSPIRE\.xml|\w*_(B\d\d|B8A|TCI|AOT|SCL|WVP)(_\d\dm)?\.jp2"
_NEAR = 0.01  # of a pixel: largest distance between corners of matching grids
_DEPTH = 5  # folders from the SAFE folder down to an image


def _package(path: Path) -> Package | None:
    """Return the package of the SAFE folder, also for a file or folder inside it."""
    if path.is_file() and not is_archive(path):
        if not re.fullmatch(_MEMBER, path.name, re.I):
            return None
        path = path.parent
    if path.is_dir():
        above = [path, *path.resolve().parents[:_DEPTH]]
        path = next((folder for folder in above if any((folder / name).is_file() for name in _MAIN)), path)
    return package_of(path)


def opens(path: Path) -> bool:
    """Return True for a SAFE folder, a file or folder in it, or an archive of it."""
    package = _package(path)
    return package is not None and package.find(_METADATA) is not None


def open_sentinel2(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open a Sentinel-2 product.

    Raises:
        InputError: files are missing or damaged, or the product has several tiles.
    """
    package = _package(path)
    name = package.find(_METADATA) if package is not None else None
    if package is None or name is None:
        raise InputError(f"'{path.name}' has no MTD_MSIL1C.xml or MTD_MSIL2A.xml; keep the SAFE folder complete.")
    images = _images(package, path)
    root = parse_xml(package.text(name), name)
    parts: list[GdalPart] = []
    try:
        for band in images:
            parts.append(_part(package, images[band]))
        return _assembled(path, package, [name, *images.values()], parts, tuple(images), root, overrides)
    except BaseException:
        for part in parts:
            part.close()
        raise


def _images(package: Package, path: Path) -> dict[str, str]:
    """Return the file of each band, at its finest resolution, in the order of BANDS."""
    found: dict[str, tuple[int, str]] = {}
    tiles = set()
    for name in package.names:
        match = _IMAGE.search(name)
        if match is None or "IMG_DATA" not in name:
            continue
        band, metres = match.group(1).upper(), int(match.group(2) or 0)
        tiles.add(name.split("IMG_DATA")[0])
        if band in BANDS and (band not in found or metres < found[band][0]):
            found[band] = (metres, name)
    if len(tiles) > 1:
        raise InputError(f"'{path.name}' holds {counted(len(tiles), 'tile')}; choose the folder of one of them.")
    if len(found) < 4:
        raise InputError(f"'{path.name}' lacks image files (IMG_DATA/*.jp2); keep the SAFE folder complete.")
    return {band: found[band][1] for band in BANDS if band in found}


def _part(package: Package, name: str) -> GdalPart:
    return GdalPart(package.gdal_path(name))


def _register(parts: list[GdalPart], path: Path) -> GdalPart:
    """Set how many pixels of the finest grid each part's pixels cover, and return a part with that grid.

    Raises:
        InputError: the grids do not nest: corners differ, or sizes are not multiples.
    """
    fine = min(parts, key=lambda part: abs(part.dataset.transform.a))
    grid = fine.dataset.transform
    for part in parts:
        own = part.dataset.transform
        part.zoom = max(1, round(abs(own.a / grid.a)))
        corner = abs(own.c - grid.c) + abs(own.f - grid.f)
        size = abs(part.dataset.width * part.zoom - fine.dataset.width) + abs(
            part.dataset.height * part.zoom - fine.dataset.height
        )
        if corner > _NEAR * abs(grid.a) or size > 2 * part.zoom:
            raise InputError(f"The grids of the bands of '{path.name}' do not fit each other; download it again.")
    return fine


def _assembled(
    path: Path, package: Package, names: list[str], parts: list[GdalPart], bands: tuple[str, ...], root: Element,
    overrides: SensorOverrides | None,
) -> Product:  # fmt: skip
    fine = _register(parts, path)
    read = layout_of(fine.dataset, path, product="Sentinel-2")
    wanted: list[tuple[str, Rule, Sequence[int] | None]] = [
        (r".*_SCL_20m\.jp2", SCL, None), (r"(?:.*_)?MSK_CLASSI_B00\.jp2", CLASSI, (0, 1))
    ]  # fmt: skip
    quality, layers = gdal_layers(
        package, wanted[:1] if "MSIL2A" in names[0] else wanted[1:], name="Sentinel-2 scene classification",
        shape=(read.height, read.width),
    )  # fmt: skip
    layout = Layout(
        path=path, driver="Sentinel-2", width=read.width, height=read.height, count=len(parts), dtype=read.dtype,
        geotransform=read.geotransform, crs_wkt=read.crs_wkt, band_nodata=(0.0,) * len(parts), product="Sentinel-2",
        files=package.files(*names, *layers),
    )  # fmt: skip
    evidence = _evidence(package, root, bands, "1C" if "MSIL1C" in names[0] else "2A")
    return AssembledProduct(
        layout,
        parts,
        evidence=[evidence],
        overrides=overrides,
        block_shape=fine.dataset.block_shapes[0],
        quality=quality,
        sampled=False,  # a JPEG 2000 block of 13 bands takes a second to decode
    )


def _evidence(package: Package, root: Element, bands: tuple[str, ...], kind: str) -> Evidence:
    tag = "BOA_QUANTIFICATION_VALUE" if kind == "2A" else "QUANTIFICATION_VALUE"
    quantification = number(first_text(root, tag) or "")
    divisor = quantification if quantification and quantification > 0 else 10000.0
    shifts = {
        BANDS[int(e.get("band_id", "0"))]: number(e.text) or 0.0
        for e in root.iter()
        if e.tag.endswith("ADD_OFFSET") and e.get("band_id", "0").isdigit() and int(e.get("band_id", "0")) < len(BANDS)
    }
    offsets = tuple(shifts.get(band, 0.0) / divisor for band in bands)
    uniform = len(set(offsets)) == 1
    centers = _centers(root)
    tile = package.find(r"MTD_TL\.xml")
    sun = first(parse_xml(package.text(tile), tile), "Mean_Sun_Angle") if tile is not None else None
    return Evidence(
        origin=ORIGIN,
        center_nm=tuple(centers.get(band) for band in bands) if centers else None,
        names=bands,
        sensor="Sentinel-2",
        level=f"L{kind[0]}",
        quantity="reflectance",
        units="1",
        scale=1.0 / divisor if uniform else None,
        offset=offsets[0] if uniform else None,
        band_scale=None if uniform else (1.0 / divisor,) * len(bands),
        band_offset=None if uniform else offsets,
        acquired=first_text(root, "PRODUCT_START_TIME"),
        sun_zenith_deg=number(first_text(sun, "ZENITH_ANGLE") or "") if sun is not None else None,
    )


def _centers(root: Element) -> dict[str, float]:
    """Return the central wavelength in nm of each band from the metadata ("B1" is B01)."""
    result = {}
    for info in root.iter("Spectral_Information"):
        name = info.get("physicalBand", "")
        value = number(first_text(info, "CENTRAL") or "")
        if value is not None and value > 0:
            result[name if name == "B8A" else f"B{name[1:]:0>2}"] = value
    return result
