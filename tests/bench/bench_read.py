"""How fast rasters of every layout become reflectance: the ceiling of a map whose network costs nothing.

Files of 768 x 1024 pixels and 224 bands of int16 (EMIT's float32), in the system's memory; each is read as a map reads
it, in rows of windows. By the clock, and in processor seconds; with one thread to unpack, and with all. The goal is
600 kpx/s.
"""

from __future__ import annotations

import os
import time

import numpy as np
import pytest
import rasterio

from backend.common.machine import hardware
from backend.job.spec import JobSpec, Outputs
from backend.mapping.outputs import task_of
from backend.mapping.plan import gdal_cache_bytes, plan_run
from backend.products.readers import geotiff
from backend.products.shared import chunks
from backend.raster.source import RowSource
from backend.scene.open import scene_of_job
from tests.bench.conftest import cheap, sample_cube, show
from tests.support.tiny import save_envi, save_geotiff

ROWS, COLS = 768, 1024
REPEATS = int(os.environ.get("SPECAWARE_BENCH_REPEATS", "3"))
TILED = {"tiled": True, "blockxsize": 256, "blockysize": 256}
GEOTIFFS = {
    "GeoTIFF strips, band": {"interleave": "band"},
    "GeoTIFF strips, pixel": {"interleave": "pixel"},
    "GeoTIFF tiles, band": {"interleave": "band", **TILED},
    "GeoTIFF tiles, pixel": {"interleave": "pixel", **TILED},
    "GeoTIFF tiles, band, deflate": {"interleave": "band", "compress": "deflate", "predictor": 2, **TILED},
    "GeoTIFF tiles, band, LZW": {"interleave": "band", "compress": "lzw", **TILED},
    "GeoTIFF tiles, band, ZSTD": {"interleave": "band", "compress": "zstd", **TILED},
    "GeoTIFF tiles, pixel, deflate": {"interleave": "pixel", "compress": "deflate", **TILED},
}
NAMES = ("ENVI BSQ", "ENVI BIL", "ENVI BIP", *GEOTIFFS, "EMIT netCDF, gzip")


@pytest.fixture(scope="module")
def cube():
    values, centers, _ = sample_cube(COLS)
    return values[:, :ROWS], centers


def written(name, folder, cube):
    values, centers = cube
    if name.startswith("ENVI"):
        return save_envi(folder / "a.img", values, centers, interleave=name[-3:].lower())
    if name in GEOTIFFS:
        return save_geotiff(folder / "a.tif", values, centers, **GEOTIFFS[name])
    import h5py

    with h5py.File(folder / "a.nc", "w") as file:
        pixels = (values.transpose(1, 2, 0) * np.float32(1e-4)).astype(np.float32)
        data = file.create_dataset("reflectance", data=pixels, chunks=(256, 242, 32), compression="gzip")
        data.attrs["units"] = "1"
        file["sensor_band_parameters/wavelengths"] = centers
        file["sensor_band_parameters/fwhm"] = np.full(len(centers), 8.0)
        file.attrs["instrument"] = "EMIT"
    return folder / "a.nc"


def read(source, model):
    """Seconds by the clock and of the processor of reading a raster once, reflectance included."""
    stated = {"level": "L2"} | ({} if source.suffix == ".nc" else {"scale": 1e-4, "units": "reflectance"})
    job = JobSpec("map", str(source), model=str(model), overrides=stated, outputs=Outputs(classes="unused.tif"))
    scene = scene_of_job(job)
    plan = plan_run(scene, job, task_of(scene.card, job).layers({}))
    with rasterio.Env(GDAL_CACHEMAX=gdal_cache_bytes(scene)):
        began, cpu = time.perf_counter(), time.process_time()
        for block in plan.blocks:
            rows = RowSource(
                scene.product, scene.normaliser, bands=scene.bands, area=scene.grid.support(block),
                window_rows=scene.grid.rows.size, read_rows=plan.read_rows, block_shape=scene.product.block_shape,
            )  # fmt: skip
            for number in scene.grid.rows.over(block.row, block.row_end):
                rows.rows(*scene.grid.rows.span(number))
        seconds = time.perf_counter() - began, time.process_time() - cpu
    scene.product.close()
    return seconds


def test_reading(cube, tmp_path, monkeypatch):
    model, cores, kpx = cheap(tmp_path), hardware.available_threads(), ROWS * COLS / 1e3
    rows = [("layout", "cores it is told of", "kpx/s", "kpx/s a processor second")]
    for name in NAMES:
        folder = tmp_path / "scene"
        folder.mkdir()
        source = written(name, folder, cube)
        best = {}
        for _ in range(REPEATS):  # in turns, so that a busy machine slows all alike
            for threads in (1, 16):  # as on a machine with so many
                for module in (chunks, geotiff):
                    monkeypatch.setattr(module, "available_threads", lambda threads=threads: threads)
                found = read(source, model)
                best[threads] = tuple(map(min, zip(found, best.get(threads, found), strict=True)))
        for threads, (seconds, cpu) in best.items():
            rows.append((name, threads, f"{kpx / seconds:.0f}", f"{kpx / cpu:.0f}"))
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    show(f"Reading {ROWS} x {COLS} pixels, {len(cube[0])} bands, {cores} processor threads", rows)
