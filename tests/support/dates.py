"""Two dates of one place: two materials in patches, and a block that changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.support.tiny import save_geotiff, scene

LEFT, TOP, SIZE = 500000.0, 5800000.0, 30.0
BLOCK = (slice(20, 26), slice(30, 36))
WORDS = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
STATED = {"level": "L2", "scale": 0.0001, "units": "reflectance"}


def cube(height: int = 64, width: int = 96, *, seed: int = 0, change: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Return int16 reflectance x 1e4 (12, H, W) and band centres; the noise depends on the seed alone.

    With ``change``, the block is of the other material.
    """
    clean, centers = scene(height, width, seed=0)
    rows, cols = np.mgrid[0:height, 0:width]
    kind = np.sin(rows / 17.0) + np.cos(cols / 23.0) > 0
    if change:
        here, other = kind[BLOCK], clean[:, kind != kind[23, 33]]
        clean[(slice(None), *BLOCK)] = other[:, : here.size].reshape(len(clean), *here.shape)
    noise = np.random.default_rng(seed + 1).normal(0, 20, clean.shape)
    return np.clip(clean + noise, 1, 9000).astype(np.int16), centers


def pair(folder: Path, *, change: bool = True, nodata: bool = False) -> tuple[Path, Path]:
    """Write both dates on one grid; the second is brighter in every band."""
    first, centers = cube()
    second, _ = cube(seed=1, change=change)
    second = np.clip(second * 1.1 + 100, 1, 10000).astype(np.int16)
    if nodata:
        second[:, :8] = -9999
    paths = folder / "site_20200601.tif", folder / "site_20210601.tif"
    for path, values in zip(paths, (first, second)):
        save_geotiff(path, values, centers, nodata=-9999)
    return paths


def coarse(folder: Path) -> Path:
    """Write the second date of another sensor: six broad bands, pixels of 60 m, the corner 30 m in."""
    second, centers = cube(128, 192, seed=1)
    second, _ = cube(seed=1, change=True)
    inner = second[:, 1:63, 1:95].astype(float)
    mean = inner.reshape(len(inner), 31, 2, 47, 2).mean(axis=(2, 4))
    groups = np.array_split(np.arange(len(centers)), 6)
    broad = np.stack([mean[group].mean(axis=0) for group in groups]).astype(np.int16)
    middle = np.array([centers[group].mean() for group in groups])
    return save_geotiff(
        folder / "other_20210601.tif", broad, middle, fwhm=120.0,
        transform=(LEFT + SIZE, 2 * SIZE, 0.0, TOP - SIZE, 0.0, -2 * SIZE),
    )  # fmt: skip


def exchanged(folder: Path, name: str, *, seed: int, second_bands: int = 0) -> tuple[Path, Path, np.ndarray]:
    """Write two dates in which blocks of 4 x 4 pixels became the other material; return where which way (64, 96).

    1: of the first kind, 2: of the second, which pairs of this test do not count as a change; 0: nothing. The second
    date is brighter, has other noise, and, with ``second_bands``, so many broad bands instead of its own.
    """
    clean, centers = scene(64, 96, seed=0)
    rows, cols = np.mgrid[0:64, 0:96]
    kind = np.sin(rows / 17.0) + np.cos(cols / 23.0) > 0
    draw = np.random.default_rng(seed)
    after, ways = clean.copy(), np.zeros((64, 96), dtype=np.uint8)
    for row in range(2, 60, 8):
        for col in range(2, 92, 8):
            inside = (slice(row, row + 4), slice(col, col + 4))
            own = kind[inside]
            if draw.random() > 0.3 or own.any() != own.all():
                continue
            other = clean[:, kind != own[0, 0]]
            chosen = draw.integers(other.shape[1], size=16)
            after[(slice(None), *inside)] = other[:, chosen].reshape(-1, 4, 4)
            ways[inside] = 1 if own[0, 0] else 2
    first = np.clip(clean + draw.normal(0, 20, clean.shape), 1, 9000).astype(np.int16)
    second = np.clip(after * draw.uniform(1.0, 1.15) + draw.normal(0, 20, clean.shape) + 80, 1, 10000)
    paths = folder / f"{name}_20200601.tif", folder / f"{name}_20210601.tif"
    save_geotiff(paths[0], first, centers, nodata=-9999)
    width, there = 20.0, centers
    if second_bands:
        groups = np.array_split(np.arange(len(centers)), second_bands)
        second = np.stack([second[group].mean(axis=0) for group in groups])
        there, width = np.array([centers[group].mean() for group in groups]), 120.0
    save_geotiff(paths[1], second.astype(np.int16), there, nodata=-9999, fwhm=width)
    return paths[0], paths[1], ways


def save_changes(path: Path, ways: np.ndarray, *, placed: bool = True) -> Path:
    """Write a raster of changes of the first kind: 1 there, 0 elsewhere."""
    import rasterio
    from rasterio.transform import from_origin

    place = {"crs": "EPSG:32633", "transform": from_origin(LEFT, TOP, SIZE, SIZE)} if placed else {}
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=1,
        height=ways.shape[0],
        width=ways.shape[1],
        dtype="uint8",
        nodata=255,
        **place,
    ) as target:
        target.write((ways == 1).astype(np.uint8), 1)
    return path
