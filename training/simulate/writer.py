"""Write simulated scenes as GeoTIFF or ENVI with band metadata, and their labels and cover fractions as GeoTIFF."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from backend.common.arrays import DoubleArray, FloatArray
from backend.common.errors import InputError, OutputError

from .labels import CLASSES, COLOURS
from .scene import SimBatch

FORMATS = ("GTiff", "ENVI")
NODATA = -32768

# The location is fictitious: UTM zone 31 north, at the crossing of the equator and the zone's central meridian.
_EPSG, _ORIGIN = 32631, (500000.0, 0.0)


@dataclass(frozen=True)
class Storage:
    """Number format: int16 reflectance times ``scale``, or float32 radiance if ``irradiance`` is given.

    ``irradiance``: (C,) factors from pi L / E0 to radiance in uW cm-2 nm-1 sr-1. Smaller scales give smaller files.
    """

    scale: float = 10000.0
    irradiance: DoubleArray | None = None


def write_scene(batch: SimBatch, path: Path, *, driver: str = "GTiff", storage: Storage | None = None) -> list[Path]:
    """Write the first tile of a batch: the scene, ``<stem>_labels.tif`` and ``<stem>_fractions.tif``.

    Args:
        batch: a rendered scene.
        path: output file; an ENVI header is written beside the binary file.
        driver: "GTiff" or "ENVI".
        storage: type and scale of the numbers; int16 reflectance x 10,000 if None.

    Returns:
        The files written.

    Raises:
        InputError: the driver is unknown.
        OutputError: a file cannot be written.
    """
    if driver not in FORMATS:
        raise InputError(f"Format '{driver}' is not known; use one of {', '.join(FORMATS)}.")
    stored = storage or Storage()
    scene = _scene_values(batch, stored)
    stem = path.with_suffix("")
    labels, fractions = Path(f"{stem}_labels.tif"), Path(f"{stem}_fractions.tif")
    header = [path.with_suffix(".hdr")] if driver == "ENVI" else []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if driver == "ENVI":
            _replace(header[0], lambda p: p.write_text(_envi_header(batch, scene, stored.scale), encoding="utf-8"))
            _replace(path, lambda p: p.write_bytes(scene.tobytes()))
        else:
            _replace(path, lambda p: _write_geotiff(p, batch, scene, stored.scale))
        _replace(labels, lambda p: _write_labels(p, batch))
        _replace(fractions, lambda p: _write_fractions(p, batch))
    except OSError as error:
        raise OutputError(f"The scene cannot be written to '{path.parent}': {error}; choose another folder.") from error
    return [path, *header, labels, fractions]


def _replace(path: Path, write: Callable[[Path], Any]) -> None:
    """Write to a temporary file beside ``path``, then rename."""
    temporary = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        write(temporary)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _scene_values(batch: SimBatch, storage: Storage) -> np.ndarray:
    """Return the values (C, h, w) as stored; nodata where invalid."""
    pixels: FloatArray = batch.pixels[0]
    if storage.irradiance is not None:
        values = (pixels * storage.irradiance[:, None, None]).astype(np.float32)
    else:
        values = np.clip(np.rint(pixels * storage.scale), -0.1 * storage.scale, 32000).astype(np.int16)
    values[:, ~batch.valid[0]] = NODATA
    return np.ascontiguousarray(values)


def _profile(batch: SimBatch, count: int, dtype: str) -> dict[str, Any]:
    from rasterio.crs import CRS
    from rasterio.transform import from_origin

    height, width = batch.pixels.shape[2:]
    return {
        "driver": "GTiff", "height": height, "width": width, "count": count, "dtype": dtype,
        "crs": CRS.from_epsg(_EPSG),
        "transform": from_origin(*_ORIGIN, batch.gsd_m, batch.gsd_m), "compress": "deflate", "zlevel": 9,
        "predictor": 3 if dtype == "float32" else 2, "interleave": "band", "tiled": False,
    }  # fmt: skip


def _write_geotiff(path: Path, batch: SimBatch, scene: np.ndarray, scale: float) -> None:
    import rasterio

    dtype = scene.dtype.name
    with rasterio.open(path, "w", **_profile(batch, scene.shape[0], dtype), nodata=NODATA) as target:
        target.write(scene)
        target.update_tags(**_account(batch))
        if dtype == "int16":
            target.scales = [1.0 / scale] * scene.shape[0]
        for number, (center, fwhm) in enumerate(zip(batch.center_nm, batch.fwhm_nm, strict=True), start=1):
            target.set_band_description(number, f"band {number} ({center:.6g} Nanometers)")
            target.update_tags(
                number, wavelength=f"{center:.6g}", wavelength_units="Nanometers", fwhm=f"{fwhm:.6g}", bbl="1"
            )


def _account(batch: SimBatch) -> dict[str, str]:
    """Return the description that the file contains, with the keys of ENVI headers."""
    return {
        "description": "Simulated scene (SpecAware, training.simulate); the place is invented",
        "sensor_type": batch.sensor_name,
        "processing_level": batch.level,
        "gsd_m": f"{batch.gsd_m:g}",
    }


def _envi_header(batch: SimBatch, scene: np.ndarray, scale: float) -> str:
    bands, lines, samples = scene.shape
    radiance = scene.dtype == np.float32
    said = _account(batch)

    def numbers(values: DoubleArray) -> str:
        return "{" + ", ".join(f"{v:.6g}" for v in values) + "}"

    rows = [
        "ENVI", f"description = {{{said['description']}, level {batch.level}}}", f"samples = {samples}",
        f"lines = {lines}",
        f"bands = {bands}", "header offset = 0", "file type = ENVI Standard", f"data type = {4 if radiance else 2}",
        "interleave = bsq", "byte order = 0", f"sensor type = {said['sensor_type']}",
        f"map info = {{UTM, 1, 1, {_ORIGIN[0]}, {_ORIGIN[1]}, {batch.gsd_m}, {batch.gsd_m}, 31, North, WGS-84}}",
        f"data ignore value = {NODATA}",
        "data units = {uW cm-2 nm-1 sr-1}" if radiance else f"reflectance scale factor = {scale:g}",
        "wavelength units = Nanometers", f"wavelength = {numbers(batch.center_nm)}", f"fwhm = {numbers(batch.fwhm_nm)}",
        f"bbl = {numbers(np.ones(bands))}",
    ]  # fmt: skip
    return "\n".join(rows) + "\n"


def _write_labels(path: Path, batch: SimBatch) -> None:
    """Write the dominant class: 0 = none, k + 1 = class k; with names and colours."""
    import rasterio

    dominant = (batch.fractions[0].argmax(axis=0) + 1).astype(np.uint8)
    dominant[~batch.valid[0]] = 0
    with rasterio.open(path, "w", **_profile(batch, 1, "uint8"), nodata=0) as target:
        target.write(dominant, 1)
        target.set_band_description(1, "dominant class")
        colours = {0: (0, 0, 0, 0)}
        for value, colour in enumerate(COLOURS, start=1):
            red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
            colours[value] = (red, green, blue, 255)
        target.write_colormap(1, colours)
        target.update_tags(1, **{f"class_{value}": name for value, name in enumerate(CLASSES, start=1)})
        target.update_tags(classes=", ".join(f"{value} {name}" for value, name in enumerate(CLASSES, start=1)))


def _write_fractions(path: Path, batch: SimBatch) -> None:
    """Write cover fractions, one band per class, as uint8 in steps of 0.5 % of a pixel (0-200, scale 0.005)."""
    import rasterio

    values = np.rint(batch.fractions[0] * 200.0).astype(np.uint8)
    values[:, ~batch.valid[0]] = 255
    with rasterio.open(path, "w", **_profile(batch, len(CLASSES), "uint8"), nodata=255) as target:
        target.write(values)
        target.scales = [0.005] * len(CLASSES)
        for number, name in enumerate(CLASSES, start=1):
            target.set_band_description(number, name)
