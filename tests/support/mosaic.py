"""Scenes of any size from the bundled simulated sample, repeated by reflection; deterministic."""

from __future__ import annotations

from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample" / "simulated_enmap_30m.tif"
LABELS = SAMPLE.with_name(f"{SAMPLE.stem}_labels.tif")
NODATA = -9999


def mosaic(
    path: Path, *, rows: int, cols: int, shift: int = 0, bands: np.ndarray | None = None, **profile: object
) -> Path:
    """Write ``rows`` x ``cols`` pixels of the sample and return the path.

    ``shift`` puts that many rows and columns of nodata before them, which moves the grid of windows. ``bands``: 0-based
    positions of the bands to write, in their order (default: all). ``profile``: options of the GeoTIFF.
    """
    import rasterio

    with rasterio.open(SAMPLE) as file:
        cube, scales, common = file.read(), file.scales, file.tags()
        items = [file.tags(i) for i in file.indexes]
    chosen = np.arange(len(cube)) if bands is None else bands
    whole = np.full((len(chosen), rows + shift, cols + shift), NODATA, dtype=cube.dtype)
    whole[:, shift:, shift:] = repeated(cube[chosen], rows, cols)
    options = {
        "driver": "GTiff", "count": len(chosen), "height": rows + shift, "width": cols + shift, "dtype": whole.dtype,
        "nodata": NODATA, "crs": "EPSG:32633", "transform": rasterio.Affine(30, 0, 5e5, 0, -30, 58e5), **profile,
    }  # fmt: skip
    with rasterio.open(path, "w", **options) as file:
        file.write(whole)
        file.scales = [scales[i] for i in chosen]
        file.update_tags(**common)
        for number, position in enumerate(chosen, start=1):
            file.update_tags(number, **items[position])
    return path


def repeated(image: np.ndarray, rows: int, cols: int) -> np.ndarray:
    """Return an image (..., H, W) repeated by reflection to ``rows`` x ``cols``."""
    height, width = image.shape[-2:]
    more = [(0, 0)] * (image.ndim - 2) + [(0, max(rows - height, 0)), (0, max(cols - width, 0))]
    return np.pad(image, more, mode="reflect")[..., :rows, :cols]
