"""Labelled pixels as rasters, so that the product's own pipeline maps them like any other.

A pixel of a table gets an island of its own: a block of ``ISLAND_PX`` x ``ISLAND_PX`` equal pixels, as far from the
next as it is wide, with nodata between. The rasters live in a temporary folder until the process ends.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backend.heads.resampling import Bands
from backend.spectral.overrides import SensorOverrides, save_sidecar

from .rasters import Image
from .scene import FloatArray, Table

ISLAND_PX = 4
NODATA = -9999.0
Reader = Callable[[Path], "Table | Image | None"]


@lru_cache(maxsize=1)
def _workshop() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="specaware_sets_")


@lru_cache(maxsize=64)
def stored(read: Reader, data: Path) -> list[tuple[Path, Path]]:
    """Return the raster and label raster of what a reader gives, written once a process; [] where it gives nothing."""
    found = read(data)
    if found is None or not found.labels.size:
        return []
    image = islands(found) if isinstance(found, Table) else found
    folder = Path(tempfile.mkdtemp(dir=_workshop().name))
    path, labels = folder / f"{read.__name__}.tif", folder / "labels.tif"
    cube = np.moveaxis(image.pixels, -1, 0).astype(np.float32)  # (H, W, C) -> (C, H, W)
    cube[:, ~image.valid] = NODATA
    write(path, cube, image.bands, gsd_m=image.gsd_m)
    write_labels(labels, image.labels.astype(np.uint8))
    save_sidecar(path, SensorOverrides(level=image.level, units="reflectance", sensor=image.sensor, gsd_m=image.gsd_m))
    return [(path, labels)]


def islands(table: Table, size: int = ISLAND_PX) -> Image:
    """Return a table of pixels as an image of islands; only one pixel of each carries the label."""
    count = len(table.labels)
    columns = int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    pitch = 2 * size
    shape = rows * pitch, columns * pitch
    pixels = np.zeros((*shape, table.pixels.shape[1]), dtype=np.float32)
    valid, labels = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=np.uint8)
    for number in range(count):
        row, col = (part * pitch + size // 2 for part in divmod(number, columns))
        block = slice(row, row + size), slice(col, col + size)
        pixels[block], valid[block] = table.pixels[number], True
        labels[row + size // 2, col + size // 2] = table.labels[number]
    return Image(pixels, valid, labels, table.bands, table.level, table.sensor, table.gsd_m)


def write(path: Path, cube: FloatArray, bands: Bands, *, gsd_m: float = 30.0) -> None:
    """Write reflectance (C, h, w) as a GeoTIFF with wavelengths in nm; the place is of no matter here."""
    import rasterio
    from rasterio.transform import from_origin

    count, height, width = cube.shape
    with rasterio.open(
        path, "w", driver="GTiff", count=count, height=height, width=width, dtype="float32", nodata=NODATA,
        crs="EPSG:32633", transform=from_origin(0, 0, gsd_m, gsd_m),
    ) as target:  # fmt: skip
        target.write(cube)
        for number, (center, fwhm) in enumerate(zip(bands.center_nm, bands.fwhm_nm), start=1):
            target.update_tags(
                number, wavelength=f"{center:.4f}", wavelength_units="Nanometers", fwhm=f"{fwhm:.4f}", bbl="1"
            )


def write_labels(path: Path, labels: NDArray[np.uint8]) -> None:
    """Write labels (h, w) as a GeoTIFF; 0 is none."""
    import rasterio

    with rasterio.open(
        path, "w", driver="GTiff", count=1, height=labels.shape[0], width=labels.shape[1], dtype="uint8", nodata=0
    ) as target:
        target.write(labels, 1)
