"""Blocks of a file are read once and whole: counted at a web server, and within a zip archive."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest
import rasterio

from backend.products.readers.geotiff import RasterioProduct
from backend.products.registry import open_product
from backend.raster.source import RowSource
from backend.raster.window import Window
from tests.support.ranges import serving
from tests.support.tiny import save_geotiff

SIDE, BLOCK, BANDS = 320, 64, 5
OPTIONS = {"tiled": True, "blockxsize": BLOCK, "blockysize": BLOCK, "compress": "deflate"}


class AsTheyAre:
    """Raw numbers for pixels."""

    def apply(self, raw, mask=None, *, out=None):
        out[:] = raw
        return out, np.ones(raw.shape[1:], dtype=bool)


@pytest.fixture
def cube():
    return np.random.default_rng(0).integers(0, 30_000, (BANDS, SIDE, SIDE)).astype(np.int16)


def all_rows(product, check=lambda: None):
    """The raster (C, H, W) as a map reads it: windows of 48 rows that overlap, rows in multiples of the blocks."""
    source = RowSource(
        product, AsTheyAre(), bands=range(BANDS), area=Window(0, 0, SIDE, SIDE), window_rows=48, read_rows=BLOCK,
        block_shape=product.block_shape, check=check,
    )  # fmt: skip
    result = np.zeros((BANDS, SIDE, SIDE), np.float32)
    for first in range(0, SIDE, 40):
        end = min(first + 48, SIDE)
        result[:, first:end] = source.rows(first, end)[0]
    return result


@pytest.mark.parametrize("interleave", ["pixel", "band"])
def test_every_block_of_a_cog_comes_over_the_network_once(tmp_path, cube, interleave):
    centers = np.linspace(450, 900, BANDS)
    path = save_geotiff(tmp_path / "a.tif", cube, centers, interleave=interleave, **OPTIONS)
    blocks = (SIDE // BLOCK) ** 2 * (BANDS if interleave == "band" else 1)
    # chunks smaller than a block, no read-ahead: what is served is what was asked for
    small = {"CPL_VSIL_CURL_CHUNK_SIZE": "1024", "VSI_CACHE": "NO", "CPL_VSIL_CURL_CACHE_SIZE": "65536"}
    with serving(tmp_path) as (address, served), rasterio.Env(**small):
        product = open_product(f"{address}/a.tif")
        served.clear()
        got = all_rows(product)
        product.close()
    assert np.array_equal(got, cube)
    total = sum(count for _, _, count in served)
    assert total <= 1.3 * path.stat().st_size, (total, path.stat().st_size)
    assert len(served) <= 2.5 * blocks, len(served)


@pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("interleave", ["pixel", "band"])
def test_a_raster_in_a_zip_archive_is_read_block_by_block(tmp_path, cube, interleave, packed, monkeypatch):
    path = save_geotiff(tmp_path / "a.tif", cube, np.linspace(450, 900, BANDS), interleave=interleave, **OPTIONS)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", packed) as archive:
        archive.write(path, "a.tif")
    product = open_product(str(tmp_path / "a.zip"))
    asked = []
    real = RasterioProduct._read
    monkeypatch.setattr(RasterioProduct, "_read", lambda self, i, w: asked.append(w) or real(self, i, w))
    assert np.array_equal(all_rows(product), cube)
    product.close()
    assert all(w.row % BLOCK == 0 and w.col % BLOCK == 0 and w.height == BLOCK for w in asked)
    assert sum(w.height * w.width for w in asked) == SIDE * SIDE  # no pixel twice
