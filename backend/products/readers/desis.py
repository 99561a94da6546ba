"""DESIS L1B, L1C and L2A by METADATA.xml, image, folder or archive.

Source: DESIS products guide and ATBD PAV-DLR-TN-004 (DLR, Teledyne): physical value = gainOfBand * DN + offsetOfBand,
radiance in mW cm-2 sr-1 um-1, reflectance without unit; nodata -32768.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element  # nosec B405 - types only

from ...common.errors import InputError
from ...common.wording import counted
from ...spectral.overrides import SensorOverrides
from ...spectral.text.lists import number
from ..base import Geolocation, Layout, Product
from ..files.package import children, first, first_text, is_archive, package_of, parse_xml
from ..geometry.control import between_corners
from ..quality import DESIS_BANDS, by_flag, gdal_layers
from ..shared.parts import AssembledProduct, GdalPart
from ..statements.evidence import Evidence
from .geotiff import layout_of

ORIGIN = "DESIS metadata"
RADIANCE_UNITS = "mW cm-2 sr-1 um-1"
_ROUND = (1, 4, 2, 3)  # corners of the polygon in image order: first row, then last row
_BY_CORNERS = "the four corners in the metadata; approximate, use L1C for exact places"
_METADATA = r"DESIS-HSI-L\w+-.*METADATA\.xml"


def _named(path: Path) -> bool:
    return bool(re.match(r"DESIS-HSI-L\w+-.*(METADATA\.xml|SPECTRAL_IMAGE(_COG)?\.tiff?)$", path.name, re.I))


def opens(path: Path) -> bool:
    """Return True for the metadata or image file, the folder or an archive of a product."""
    if path.is_file() and not is_archive(path) and not _named(path):
        return False
    package = package_of(path)
    return package is not None and package.find(_METADATA) is not None


def open_desis(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open a DESIS product.

    Raises:
        InputError: files are missing or damaged, or do not match.
    """
    package = package_of(path)
    stem = re.sub(r"-(METADATA|SPECTRAL_IMAGE(_COG)?)\.\w+$", "", path.name, flags=re.I)
    pattern = re.escape(stem) + r"-METADATA\.xml" if path.is_file() and _named(path) else _METADATA
    name = package.only(pattern, "DESIS") if package is not None else None
    if package is None or name is None:
        raise InputError(f"'{path.name}' has no DESIS METADATA.xml beside it; keep the product's files together.")
    head = re.sub(r"METADATA\.xml$", "", name.rsplit("/", 1)[-1], flags=re.I)
    image = package.find(re.escape(head) + r"SPECTRAL_IMAGE(_COG)?\.tiff?")
    if image is None:
        raise InputError(f"The SPECTRAL_IMAGE.tif of '{name}' is missing; keep the product's files together.")
    root = parse_xml(package.text(name), name)
    level = head.split("-")[2].upper()  # DESIS-HSI-L2A-...
    part = GdalPart(package.gdal_path(image))
    wanted = [(re.escape(head) + r"QL_QUALITY-2\.tiff?", by_flag(DESIS_BANDS), range(len(DESIS_BANDS)))]
    quality, layers = gdal_layers(package, wanted, name="DESIS QL_QUALITY-2", shape=part.dataset.shape)
    try:
        read = layout_of(part.dataset, path, product="DESIS")
        evidence = _evidence(root, level, read.count, name)
    except BaseException:
        part.close()
        raise
    located = read.geolocation
    if located is None and read.geotransform is None and level == "L1B":
        located = _by_corners(root, (read.height, read.width))
    layout = Layout(
        path=path, driver="DESIS", width=read.width, height=read.height, count=read.count, dtype=read.dtype,
        geotransform=read.geotransform, crs_wkt=read.crs_wkt, product="DESIS", geolocation=located,
        files=package.files(name, image, *layers),
        band_nodata=tuple(-32768.0 if v is None else v for v in read.band_nodata),
    )  # fmt: skip
    return AssembledProduct(
        layout,
        [part],
        evidence=[evidence],
        overrides=overrides,
        block_shape=part.dataset.block_shapes[0],
        quality=quality,
    )


def _by_corners(root: Element, shape: tuple[int, int]) -> Geolocation | None:
    """Return the geolocation between the four corners in the metadata.

    They run counter-clockwise, seen from above, from the starboard end of the first line, which is the image's first
    pixel: (first row, first column), (last, first), (last, last), (first, last).
    """
    polygon = first(root, "boundingPolygon")
    points = {values.get("frame"): values for values in map(children, polygon if polygon is not None else ())}
    corners = [points.get(f"point_{n}", {}) for n in _ROUND]
    lat, lon = ([number(corner.get(axis, "")) for corner in corners] for axis in ("latitude", "longitude"))
    return between_corners(lat, lon, shape, _BY_CORNERS)


def _evidence(root: Element, level: str, count: int, name: str) -> Evidence:
    table = first(root, "bandCharacterisation")  # <band> also occurs under interiorOrientation
    rows = [children(band) for band in (table if table is not None else ())]
    if len(rows) != count:
        raise InputError(
            f"'{name}' describes {counted(len(rows), 'band')} but the image has {count}; use matching files."
        )
    gains = [number(row.get("gainOfBand", "")) for row in rows]
    offsets = [number(row.get("offsetOfBand", "")) for row in rows]
    scale = tuple(g for g in gains if g is not None and g > 0)
    shift = tuple(o for o in offsets if o is not None)
    complete = len(scale) == len(shift) == count
    uniform = complete and len(set(scale)) == 1 and len(set(shift)) == 1
    radiance = level.upper().startswith("L1")
    return Evidence(
        origin=ORIGIN,
        center_nm=tuple(number(row.get("wavelengthCenterOfBand", "")) for row in rows),
        fwhm_nm=tuple(number(row.get("wavelengthWidthOfBand", "")) for row in rows),
        sensor="DESIS",
        level="L1" if radiance else "L2",
        quantity="radiance" if radiance else "reflectance",
        units=RADIANCE_UNITS if radiance else "1",
        scale=scale[0] if uniform else None,
        offset=shift[0] if uniform else None,
        band_scale=scale if complete and not uniform else None,
        band_offset=shift if complete and not uniform else None,
        acquired=first_text(root, "startTime"),
        sun_zenith_deg=number(first_text(root, "sunZenithAngle") or ""),
    )
