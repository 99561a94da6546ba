"""Labelled pixels as rasters, so that the product's own pipeline maps them like any other raster.

The network uses the neighbours of a pixel, and the pixels of a table have none. Each pixel becomes a block of 2 x 2.
The blocks are arranged by their spectra alone: sorted into rows by the first principal component of log reflectance,
and within a row by the second. Each pixel is then among similar ones, as on real ground, and labels have no influence.

The arrangement was chosen by the share of pixels that keep the class they have in their own scene: 1,500 or 180
labelled pixels of each of seven scenes were taken out of their positions and mapped by the default model (which had
seen no real data). Mean share over the scenes: sorted blocks of 2, .85 and .87; of 1, .86 and .85; of 4, .71 and .72.
In random order, blocks of 1, 2 and 4: .73, .81, .81 and .75, .83, .79. Separated by nodata, 1,500 pixels: .67 to .76.
The rasters are kept in a temporary folder until the process ends.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import FloatArray
from backend.spectral.overrides import SensorOverrides, save_sidecar
from backend.spectral.resampling import Bands

from ..common.likeness import by_likeness
from .readers.rasters import Image
from .scene import Table

BLOCK_PX = 2
NODATA = -9999.0
STATED = {"units": "reflectance", "scale": 1.0, "offset": 0.0}
"""Sensor settings that hold for every raster written by :func:`write`, so that none is guessed."""
CRS = "EPSG:32633"
Reader = Callable[[Path], "Table | Image | None"]


@lru_cache(maxsize=1)
def _workshop() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="specaware_sets_")


@lru_cache(maxsize=64)
def stored(read: Reader, data: Path) -> list[tuple[Path, Path]]:
    """Return the raster and label raster of a reader's data, written once per process; [] if the reader has no data."""
    found = read(data)
    if found is None or not found.labels.size:
        return []
    image = laid_out(found) if isinstance(found, Table) else found
    folder = Path(tempfile.mkdtemp(dir=_workshop().name))
    path, labels = folder / f"{read.__name__}.tif", folder / "labels.tif"
    cube = np.moveaxis(image.pixels, -1, 0).astype(np.float32)  # (H, W, C) -> (C, H, W)
    cube[:, ~image.valid] = NODATA
    write(path, cube, image.bands, gsd_m=image.gsd_m)
    write_labels(labels, image.labels.astype(np.uint8), gsd_m=image.gsd_m)
    save_sidecar(
        path, SensorOverrides.from_json({**STATED, "level": image.level, "sensor": image.sensor, "gsd_m": image.gsd_m})
    )
    return [(path, labels)]


def laid_out(table: Table) -> Image:
    """Return n pixels of a table as about sqrt(n) x sqrt(n) blocks, similar ones adjacent; unused blocks are invalid.

    One pixel of each block has the label.
    """
    count, bands = table.pixels.shape
    columns = int(np.ceil(np.sqrt(count)))
    shape = -(-count // columns), columns
    place = by_likeness(table.pixels, columns)
    pixels = np.zeros((shape[0] * columns, bands), dtype=np.float32)
    labels = np.zeros(len(pixels), dtype=np.uint8)
    pixels[:count], labels[:count] = table.pixels[place], table.labels[place]
    valid: NDArray[np.bool_] = np.arange(len(pixels)) < count
    once = np.zeros((BLOCK_PX, BLOCK_PX), dtype=np.uint8)
    once[0, 0] = 1
    block = np.ones_like(once)
    return Image(
        np.kron(pixels.reshape(*shape, bands), block[..., None]).astype(np.float32),
        np.kron(valid.reshape(shape), block).astype(bool), np.kron(labels.reshape(shape), once), table.bands,
        table.level, table.sensor, table.gsd_m,
    )  # fmt: skip


def write(path: Path, cube: FloatArray, bands: Bands, *, gsd_m: float = 30.0) -> None:
    """Write reflectance (C, h, w) as a GeoTIFF with wavelengths in nm; the position is arbitrary."""
    import rasterio
    from rasterio.transform import from_origin

    count, height, width = cube.shape
    with rasterio.open(
        path, "w", driver="GTiff", count=count, height=height, width=width, dtype="float32", nodata=NODATA,
        crs=CRS, transform=from_origin(0, 0, gsd_m, gsd_m),
    ) as target:  # fmt: skip
        target.write(cube)
        for number, (center, fwhm) in enumerate(zip(bands.center_nm, bands.fwhm_nm), start=1):
            target.update_tags(
                number, wavelength=f"{center:.4f}", wavelength_units="Nanometers", fwhm=f"{fwhm:.4f}", bbl="1"
            )


def write_labels(path: Path, labels: NDArray[np.uint8], *, gsd_m: float = 30.0) -> None:
    """Write labels (h, w) as a GeoTIFF; 0 is none."""
    import rasterio
    from rasterio.transform import from_origin

    with rasterio.open(
        path, "w", driver="GTiff", count=1, height=labels.shape[0], width=labels.shape[1], dtype="uint8", nodata=0,
        crs=CRS, transform=from_origin(0, 0, gsd_m, gsd_m),
    ) as target:  # fmt: skip
        target.write(labels, 1)
