"""Hyperion L1T and L1Gst: one GeoTIFF per channel with an MTL text (for L1R see hyperion_l1r.py).

Source: EO-1 user guide v2.3 (USGS): radiance = DN / 40 (channels 1-70) or / 80 (71-242) in W m-2 sr-1 um-1, as the
MTL's RADIANCE_SCALING states; 198 channels are calibrated (8-57, 77-224), of which 77-78 repeat 56-57.
"""

from __future__ import annotations

import re
from pathlib import Path

from ...common.errors import InputError
from ...spectral.overrides import SensorOverrides
from ...spectral.sensors import find
from ...spectral.text.lists import number
from ..base import Layout, Product
from ..files.package import Package, is_archive, package_of
from ..shared.parts import AssembledProduct, GdalPart
from ..statements.evidence import Evidence
from .geotiff import layout_of
from .landsat import parse_mtl

ORIGIN = "Hyperion channel number"
_IMAGE = re.compile(r"(EO1H\w+?)_B(\d{3})_L1\w+\.TIFF?", re.I)
_METADATA = r"EO1H\w+MTL\w*\.TXT"
_VNIR_LAST = 70


def _images(package: Package) -> dict[int, str]:
    """Return the file of each channel."""
    found = {}
    for name in package.all(_IMAGE.pattern):
        match = _IMAGE.fullmatch(name.rsplit("/", 1)[-1])
        if match is not None and 1 <= int(match.group(2)) <= 242:
            found[int(match.group(2))] = name
    return dict(sorted(found.items()))


def opens(path: Path) -> bool:
    """Return True for the folder, an archive, the MTL text or a channel of a product."""
    named = re.fullmatch(_METADATA, path.name, re.I) or _IMAGE.fullmatch(path.name)
    if path.is_file() and not is_archive(path) and not named:
        return False
    package = package_of(path)
    return package is not None and package.find(_IMAGE.pattern) is not None


def open_hyperion(path: Path, overrides: SensorOverrides | None) -> Product:
    """Open a Hyperion product.

    Raises:
        InputError: files are missing or damaged, or there are several scenes in one folder.
    """
    package = package_of(path)
    images = _images(package) if package is not None else {}
    if package is None or not images:
        raise InputError(f"'{path.name}' has no Hyperion channels beside it; keep the product's files together.")
    scenes = {match.group(1) for name in package.all(_IMAGE.pattern) for match in [_IMAGE.search(name)] if match}
    if len(scenes) > 1:
        raise InputError(f"'{path.name}' contains {len(scenes)} Hyperion scenes; put each in its own folder.")
    metadata = package.find(_METADATA)
    groups = parse_mtl(package.text(metadata), metadata) if metadata is not None else {}
    parts: list[GdalPart] = []
    try:
        for name in images.values():
            parts.append(GdalPart(package.gdal_path(name)))
        read = layout_of(parts[0].dataset, path)
        if any(part.dataset.shape != parts[0].dataset.shape for part in parts):
            raise InputError(f"The channel files of '{path.name}' differ in size; download the product again.")
    except BaseException:
        for part in parts:
            part.close()
        raise
    values = {key: value for group in groups.values() for key, value in group.items()}
    names = [*images.values(), *([metadata] if metadata is not None else [])]
    layout = Layout(
        path=path, driver="Hyperion", width=read.width, height=read.height, count=len(parts), dtype=read.dtype,
        geotransform=read.geotransform, crs_wkt=read.crs_wkt, product="Hyperion L1T", files=package.files(*names),
        band_nodata=(0.0 if read.band_nodata[0] is None else read.band_nodata[0],) * len(parts),
    )  # fmt: skip
    return AssembledProduct(
        layout,
        parts,
        evidence=[radiance_evidence(values, list(images))],
        overrides=overrides,
        block_shape=parts[0].dataset.block_shapes[0],
    )


def radiance_evidence(values: dict[str, str], channels: list[int]) -> Evidence:
    """Return the metadata of these channels; ``values``: those of the MTL, if any."""
    table = find("Hyperion")[0]
    scales = [number(values.get(f"SCALING_FACTOR_{key}", "")) for key in ("VNIR", "SWIR")]
    vnir, swir = scales[0] or 40.0, scales[1] or 80.0
    elevation = number(values.get("SUN_ELEVATION", ""))
    date, time = values.get("ACQUISITION_DATE"), (values.get("START_TIME") or "").split(" ")[-1]
    return Evidence(
        origin=ORIGIN,
        center_nm=tuple(table.bands[n - 1].center_nm for n in channels),
        fwhm_nm=tuple(table.bands[n - 1].fwhm_nm for n in channels),
        good=tuple(table.bands[n - 1].good for n in channels),
        names=tuple(f"B{n:03d}" for n in channels),
        sensor="Hyperion",
        level="L1",
        quantity="radiance",
        units="W m-2 sr-1 um-1",
        band_scale=tuple(1.0 / (vnir if n <= _VNIR_LAST else swir) for n in channels),
        band_offset=(0.0,) * len(channels),
        acquired=f"{date}T{time}" if date and ":" in time else date,
        sun_zenith_deg=None if elevation is None else 90.0 - elevation,
    )
