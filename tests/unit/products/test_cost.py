"""Opening reads a few places and a window reads what it covers: bytes and pages are counted, not seconds."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest
import rasterio

from backend.products.registry import open_product
from backend.raster.window import Window

from ...contract.scenes_generic import GRID

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts bytes by /proc/self/io, which is Linux's")

WINDOW = Window(100, 90, 8, 8)


def bytes_read() -> int:
    """Bytes this process has asked the system for, cached or not."""
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("rchar")).split()[1])


def bytes_touched() -> int:
    """Bytes of pages this process has touched for the first time."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_minflt + usage.ru_majflt) * resource.getpagesize()


def cost_of(path, counter):
    """Return the bytes of opening a product and of one small window of all bands, after a first opening."""
    open_product(path).close()  # modules, tables and PROJ's data base are read once
    start = counter()
    with open_product(path) as product:
        opened = counter()
        product.read(WINDOW, range(product.meta.count))
        return opened - start, counter() - opened


def test_a_geotiff_costs_the_tiles_it_covers(tmp_path):
    bands, side, tile = 60, 1024, 64
    path = tmp_path / "a.tif"
    cube = np.random.default_rng(0).integers(100, 4000, (bands, side, side), dtype=np.int16)
    with rasterio.open(
        path, "w", driver="GTiff", count=bands, height=side, width=side, dtype="int16", tiled=True, blockxsize=tile,
        blockysize=tile, crs="EPSG:32633", transform=GRID,
    ) as file:  # fmt: skip
        file.write(cube)
    one = tile * tile * 2 * bands
    opened, read = cost_of(path, bytes_read)
    assert opened < 9 * one + 2_000_000 < path.stat().st_size / 10  # nine places at most, and the directory
    assert read <= 4 * one


def test_an_hdf5_product_costs_the_chunks_it_covers(tmp_path):
    rows, cols, bands, chunk = 400, 300, 426, 20
    path = tmp_path / "NEON_D02_SERC_DP3_368000_4306000_reflectance.h5"
    with h5py.File(path, "w") as file:
        group = file.create_group("SERC/Reflectance")
        cube = group.create_dataset("Reflectance_Data", (rows, cols, bands), "int16", chunks=(chunk, chunk, bands))
        cube[...] = np.random.default_rng(0).integers(100, 4000, (1, cols, bands), dtype=np.int16)
        cube.attrs["Data_Ignore_Value"], cube.attrs["Scale_Factor"] = -9999.0, 10000.0
        group["Metadata/Spectral_Data/Wavelength"] = np.linspace(382.0, 2510.0, bands)
    one = chunk * chunk * bands * 2
    opened, read = cost_of(path, bytes_read)
    assert opened < 9 * 4 * one + 2_000_000 < path.stat().st_size / 6
    assert read <= 4 * one + 100_000


@pytest.mark.parametrize("interleave", ["bsq", "bil", "bip"])
def test_an_envi_scene_larger_than_memory_is_mapped_not_read(tmp_path, interleave):
    """The file is sparse: it takes no disk, and would not fit into memory."""
    rows, cols, bands = 4_000, 10_000, 224
    path = tmp_path / "scene.img"
    with path.open("wb") as file:
        file.truncate(rows * cols * bands * 2)
    wavelengths = ", ".join(f"{v:.2f}" for v in np.linspace(420, 2440, bands))
    path.with_suffix(".hdr").write_text(
        f"ENVI\nsamples = {cols}\nlines = {rows}\nbands = {bands}\ndata type = 2\ninterleave = {interleave}\n"
        f"byte order = 0\nwavelength units = nm\nwavelength = {{{wavelengths}}}\n"
    )
    opened, read = cost_of(path, bytes_touched)
    assert opened < 100_000_000  # of 17,920 million; BSQ touches pages of each band and row of its nine places
    assert read < 60_000_000
