"""GeoTIFF and ENVI scenes."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import Affine

from .scenes import SHAPE, Scene, reflectance, scaled

CENTERS = np.linspace(420.0, 2440.0, 60)
GRID = Affine(30.0, 0.0, 366015.0, 0.0, -30.0, 5806125.0)
UTM = (GRID.to_gdal(), 32633)  # what readers must give back
CODES = {"u1": 1, "i2": 2, "i4": 3, "f4": 4, "f8": 5, "u2": 12, "u4": 13, "i8": 14, "u8": 15}


def write_tiff(
    path: Path, raw: np.ndarray, *, nodata: float | None = None, transform: Affine = GRID, **profile: object
) -> None:
    """Write (C, H, W) as GeoTIFF."""
    options = {"crs": "EPSG:32633", **profile}
    with rasterio.open(
        path, "w", driver="GTiff", count=len(raw), height=raw.shape[1], width=raw.shape[2], dtype=raw.dtype.name,
        nodata=nodata, transform=transform, **options,
    ) as dataset:  # fmt: skip
        dataset.write(raw)


def geotiff(folder: Path) -> Scene:
    """A GeoTIFF with wavelengths in band items, as the EnMAP-Box writes them."""
    raw = scaled(reflectance(CENTERS))
    raw[:, 2, 3] = -32768
    path = folder / "scene.tif"
    write_tiff(path, raw, nodata=-32768)
    with rasterio.open(path, "r+") as dataset:
        for band, nm in enumerate(CENTERS, start=1):
            dataset.update_tags(band, wavelength=f"{nm:.3f}", wavelength_units="Nanometers", fwhm="9.5", bbl="1")
        dataset.scales = [1e-4] * len(raw)
    return Scene(path, raw, {"level": "L2", "scale": 1e-4, "gsd_m": 30.0}, CENTERS, (2, 3), UTM)


def write_envi(
    path: Path,
    raw: np.ndarray,
    *,
    interleave: str = "bsq",
    big: bool = False,
    extra: str = "",
    offset: int = 0,
    header: Path | None = None,
    centers: np.ndarray | None = CENTERS,
) -> Path:
    """Write (C, H, W) as uncompressed ENVI and return the header's path."""
    axes = {"bsq": (0, 1, 2), "bil": (1, 0, 2), "bip": (1, 2, 0)}[interleave]
    stored = raw.transpose(axes).astype(raw.dtype.newbyteorder(">" if big else "<"))
    path.write_bytes(b"\0" * offset + stored.tobytes())
    code = CODES[re.sub("[<>=|]", "", raw.dtype.str)]
    lines = [
        "ENVI", "description = {a scene", "of two lines}", f"samples = {raw.shape[2]}", f"lines   = {raw.shape[1]}",
        f"bands   = {len(raw)}", f"header offset = {offset}", "file type = ENVI Standard", f"data type = {code}",
        f"interleave = {interleave}", f"byte order = {int(big)}",
        "map info = {UTM, 1, 1, 366015, 5806125, 30, 30, 33, North, WGS-84, units=Meters}",
    ]  # fmt: skip
    if centers is not None:
        listed = ",\n ".join(f"{v / 1000:.6f}" for v in centers)
        lines += ["wavelength units = Micrometers", "wavelength = {", listed + "}"]
        lines += ["fwhm = {" + ", ".join(["0.0095"] * len(raw)) + "}"]
    target = header or path.with_name(path.stem + ".hdr")
    target.write_text("\n".join([*lines, extra]) + "\n", encoding="utf-8")
    return target


def envi(folder: Path) -> Scene:
    """A BIP scene of whole numbers with a scale factor, dropped by its header."""
    raw = scaled(reflectance(CENTERS))
    raw[:, 0, 0] = -9999
    extra = "data ignore value = -9999\nreflectance scale factor = 10000\nsensor type = EnMAP"
    header = write_envi(folder / "scene.bip", raw, interleave="bip", extra=extra)
    return Scene(header, raw, {"name": "EnMAP", "scale": 1e-4, "gsd_m": 30.0}, CENTERS, (0, 0), UTM)


assert SHAPE[0] != SHAPE[1]  # a transposed read must be noticed
