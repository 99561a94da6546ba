"""EnMAP L1B, L1C and L2A by METADATA.XML, image, folder or archive.

Source: EnMAP HSI Level 1 / Level 2 image products, product specification EN-PCV-ICD-2009-2 (DLR): physical value =
GainOfBand * DN + OffsetOfBand, radiance in W m-2 sr-1 nm-1, reflectance without unit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element  # nosec B405 - types only

from ...common.errors import InputError
from ...common.wording import counted
from ...spectral.overrides import SensorOverrides
from ...spectral.text.lists import number
from ..base import Geolocation, Layout, Product
from ..files.package import Package, children, first, first_text, is_archive, package_of, parse_xml
from ..geometry.rpc import RationalModel, whole_pixel_shift
from ..quality import ENMAP_LAYERS, Quality, gdal_layers
from ..shared.parts import AssembledProduct, BackgroundMask, GdalPart, Part, ShiftedPart
from ..statements.evidence import Evidence
from .geotiff import layout_of

ORIGIN = "EnMAP metadata"
RADIANCE_UNITS = "W m-2 sr-1 nm-1"
_BACKGROUND_BANDS = (10, 20, 30, 40)  # 0-based; blue to red, where even water is not 0
_METADATA = r"ENMAP.*METADATA\.XML"
_SUFFIX = r"(?:_COG)?\.(?:TIFF?|BSQ|BIL|BIP|JP2)"  # _COG: files from the EOC Geoservice
_IMAGE = rf"SPECTRAL_IMAGE(?:_VNIR|_SWIR)?{_SUFFIX}"
_BY_RPC = "RPC of the product at its mean height of {:.0f} m; relief is not corrected"
_COARSE = "EnMAP L1B: the SWIR image is registered to the VNIR image by whole pixels ({} rows, {} columns)."
_UNREGISTERED = "EnMAP L1B: VNIR and SWIR are not registered to each other (the metadata have no RPC); use L1C or L2A."


def _named(path: Path) -> bool:
    """Return True for names with which an EnMAP product can be opened."""
    return bool(re.fullmatch(rf"{_METADATA}|ENMAP.*{_IMAGE}", path.name, re.I))


def opens(path: Path) -> bool:
    """Return True for the metadata or image file, the folder or an archive of a product."""
    if path.is_file() and not is_archive(path) and not _named(path):
        return False
    package = package_of(path)
    return package is not None and package.find(_METADATA) is not None


def open_enmap(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open an EnMAP product.

    Raises:
        InputError: files are missing or damaged, or do not match.
    """
    package = package_of(path)
    name = package.only(_product_pattern(path), "EnMAP") if package is not None else None
    if package is None or name is None:
        raise InputError(f"'{path.name}' has no EnMAP METADATA.XML beside it; keep the product's files together.")
    root = parse_xml(package.text(name), name)
    level = (first_text(root, "processingLevel") or first_text(root, "level") or "").upper()[:3]
    if level not in ("L1B", "L1C", "L2A"):
        raise InputError(f"'{name}' does not state an EnMAP level (L1B, L1C, L2A); check the file.")
    images = _images(package, root, name)
    parts = [GdalPart(package.gdal_path(image)) for image in images]
    try:
        background = number(first_text(root, "backgroundValue") or "")
        quality, layers = _quality(package, name, parts[0].dataset.shape)
        layout = _layout(path, package, parts, [name, *images, *layers], None if background == 0 else background)
        evidence = _evidence(root, level, layout, name)
    except BaseException:
        for part in parts:
            part.close()
        raise
    block_shape, stack = parts[0].dataset.block_shapes[0], list[Part](parts)
    if level == "L1B" and len(parts) == 2:
        layout, stack, note = _registered(root, layout, parts)
        evidence = replace(evidence, warnings=(note,))
    mask = BackgroundMask(stack[0], 0.0, _BACKGROUND_BANDS) if background == 0 else None
    return AssembledProduct(
        layout, stack, evidence=[evidence], overrides=overrides, block_shape=block_shape, mask=mask, quality=quality
    )


def _quality(package: Package, metadata: str, shape: tuple[int, int]) -> tuple[Quality | None, list[str]]:
    """Return the product's layers of clouds, shadows, cirrus and haze, and their files."""
    stem = re.escape(re.sub(r"METADATA\.XML$", "", metadata.rsplit("/", 1)[-1], flags=re.I))
    wanted = [(rf"{stem}QL_QUALITY_{layer}{_SUFFIX}", rule, None) for layer, rule in ENMAP_LAYERS]
    return gdal_layers(package, wanted, name="EnMAP quality layers", shape=shape)


def _registered(root: Element, layout: Layout, parts: list[GdalPart]) -> tuple[Layout, list[Part], str]:
    """Register SWIR to VNIR with the RPC of their middle bands; the RPC of VNIR georeference the image."""
    table, height_m = first(root, "RPC"), number(first_text(root, "meanGroundElevation") or "") or 0.0
    bands = list(table) if table is not None else []
    if len(bands) != layout.count:
        return layout, list(parts), _UNREGISTERED
    vnir, swir = (
        RationalModel.from_values(children(bands[start + part.count // 2]))
        for start, part in zip((0, parts[0].count), parts, strict=True)
    )
    shift = whole_pixel_shift(vnir, swir, layout.height, layout.width, height_m)
    fill = layout.band_nodata[-1] or 0.0
    nodata = layout.band_nodata[: parts[0].count] + (fill,) * parts[1].count
    moved = ShiftedPart(parts[1], shift, fill)
    size = (layout.height, layout.width)
    placed = Geolocation("arrays", size, lambda window: vnir.arrays(size, window, height_m), _BY_RPC.format(height_m))
    layout = replace(layout, geolocation=placed, band_nodata=nodata, geotransform=None, crs_wkt=None)
    return layout, [parts[0], moved], _COARSE.format(*shift)


def _product_pattern(path: Path) -> str:
    """Return the pattern of the metadata's name, limited to this product if a folder has several."""
    if path.is_file() and _named(path):
        stem = re.sub(r"-(METADATA|SPECTRAL_IMAGE.*)\.\w+$", "", path.name, flags=re.I)
        return re.escape(stem) + r"-METADATA\.XML"
    return _METADATA


def _images(package: Package, root: Element, metadata: str) -> list[str]:
    """Return the image files in band order: the merged one, or VNIR then SWIR."""
    stem, folder = re.sub(r"METADATA\.XML$", "", metadata.rsplit("/", 1)[-1], flags=re.I), metadata.rpartition("/")[0]
    found = []
    image = first(root, "image")
    for kind, suffix in (("merge", ""), ("vnir", "_VNIR"), ("swir", "_SWIR")):
        if image is None or first(image, kind) is None:
            continue
        listed = package.find(re.escape(stem) + rf"SPECTRAL_IMAGE{suffix}{_SUFFIX}")
        if listed is None or listed.rpartition("/")[0] != folder:
            raise InputError(f"The image SPECTRAL_IMAGE{suffix} of '{metadata}' is missing; keep the files together.")
        found.append(listed)
    if not found:
        raise InputError(f"'{metadata}' lists no image; check that it is the METADATA.XML of a product.")
    return found


def _layout(path: Path, package: Package, parts: list[GdalPart], names: list[str], background: float | None) -> Layout:
    layouts = [layout_of(part.dataset, path, product="EnMAP") for part in parts]
    head = layouts[0]
    if any((other.height, other.width) != (head.height, head.width) for other in layouts):
        raise InputError(f"The images of '{path.name}' differ in size; download the product again.")
    return Layout(
        path=path,
        driver="EnMAP",
        width=head.width,
        height=head.height,
        count=sum(layout.count for layout in layouts),
        dtype=head.dtype,
        geotransform=head.geotransform,
        crs_wkt=head.crs_wkt,
        band_nodata=tuple(background if v is None else v for layout in layouts for v in layout.band_nodata),
        product="EnMAP",
        files=package.files(*names),
    )


def _evidence(root: Element, level: str, layout: Layout, name: str) -> Evidence:
    table = first(root, "bandCharacterisation")
    rows = [children(band) for band in (table if table is not None else ())]
    values = {
        key: [number(row.get(key, "")) for row in rows]
        for key in ("wavelengthCenterOfBand", "FWHMOfBand", "GainOfBand", "OffsetOfBand")
    }
    if len(rows) != layout.count:
        raise InputError(
            f"'{name}' describes {counted(len(rows), 'band')} but the image has {layout.count}; use matching files."
        )
    gains = [g for g in values["GainOfBand"] if g is not None and g > 0]
    offsets = [o for o in values["OffsetOfBand"] if o is not None]
    elevation = first(root, "sunElevationAngle")
    angle = number(children(elevation).get("center", "")) if elevation is not None else None
    radiance = level != "L2A"
    complete = len(gains) == len(offsets) == layout.count
    uniform = complete and len(set(gains)) == 1 and len(set(offsets)) == 1
    return Evidence(
        origin=ORIGIN,
        center_nm=tuple(values["wavelengthCenterOfBand"]),
        fwhm_nm=tuple(values["FWHMOfBand"]),
        sensor="EnMAP",
        level=level[:2],
        quantity="radiance" if radiance else "reflectance",
        units=RADIANCE_UNITS if radiance else "1",
        scale=gains[0] if uniform else None,
        offset=offsets[0] if uniform else None,
        band_scale=tuple(gains) if complete and not uniform else None,
        band_offset=tuple(offsets) if complete and not uniform else None,
        gsd_m=number(first_text(root, "pixelSize") or ""),
        acquired=first_text(root, "startTime"),
        sun_zenith_deg=None if angle is None else 90.0 - angle,
    )
