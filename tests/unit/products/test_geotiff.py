"""GeoTIFFs: any bands in any order, whatever the interleave."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

from backend.products.files import dataset
from backend.products.readers import geotiff
from backend.products.registry import open_product
from backend.raster.window import Window
from tests.support.tiny import save_geotiff


@pytest.mark.parametrize("interleave", ["pixel", "band"])
@pytest.mark.parametrize("bands", [[0, 1, 2], [2, 4, 5], [7, 0, 3], list(range(8)), [5]])
def test_any_bands_of_a_geotiff_are_read_in_pieces_as_at_once(tmp_path, monkeypatch, interleave, bands):
    """Where bands lie pixel by pixel, all are read and some kept: GDAL takes 40 times as long for some."""
    monkeypatch.setattr(geotiff, "_PIECE_VALUES", 300)
    values = np.arange(8 * 40 * 33, dtype=np.int16).reshape(8, 40, 33)
    stored = {"tiled": True, "blockxsize": 16, "blockysize": 16, "interleave": interleave}
    path = save_geotiff(tmp_path / "a.tif", values, np.linspace(450, 900, 8), **stored)
    with open_product(path) as product:
        assert np.array_equal(product.read(Window(3, 5, 30, 20), bands), values[bands, 3:33, 5:25])


@pytest.mark.parametrize(("crs", "size"), [("EPSG:3857", 15.0), ("EPSG:32633", 30.0), ("EPSG:3035", 30.0)])
def test_the_pixel_size_is_that_on_the_ground(tmp_path, crs, size):
    """Web Mercator stretches by 1 / cos(latitude), twofold at 60 degrees; others are right where they are made for."""
    x, y = {"EPSG:3857": (1.6e6, 8399737.89), "EPSG:32633": (5e5, 6.65e6), "EPSG:3035": (4.3e6, 4.1e6)}[crs]
    path = tmp_path / "a.tif"
    with rasterio.open(
        path, "w", driver="GTiff", count=4, height=8, width=8, dtype="int16", crs=crs,
        transform=Affine(30, 0, x, 0, -30, y),
    ) as file:  # fmt: skip
        file.write(np.ones((4, 8, 8), np.int16))
    with open_product(path) as product:
        assert product.meta.sensor.gsd_m == pytest.approx(size, rel=0.002)


# --- rows of pixels, read by position -------------------------------------------------------------


@pytest.mark.parametrize("options", [
    {}, {"BIGTIFF": "YES"}, {"ENDIANNESS": "BIG"}, {"blockysize": 7}, {"BIGTIFF": "YES", "ENDIANNESS": "BIG"},
], ids=str)  # fmt: skip
@pytest.mark.parametrize("dtype", ["int16", "uint8", "float32", "uint32"])
def test_pixels_that_lie_in_rows_are_those_gdal_reads(tmp_path, dtype, options):
    rng = np.random.default_rng(0)
    cube = rng.integers(0, 200, (6, 33, 41)).astype(dtype)
    path = save_geotiff(tmp_path / "a.tif", cube, np.linspace(450, 900, 6), interleave="pixel", **options)
    product = geotiff.RasterioProduct(path)
    assert product._rows is not None
    window = Window(5, 7, 20, 30)
    got = product.read(window, [5, 0, 3])
    with rasterio.open(path) as file:
        wanted = file.read([6, 1, 4], window=rasterio.windows.Window(7, 5, 30, 20))
    assert got.dtype == wanted.dtype and got.dtype.isnative and np.array_equal(got, wanted)
    product.close()


@pytest.mark.parametrize("options", [
    {"interleave": "band"}, {"interleave": "pixel", "compress": "deflate"},
    {"interleave": "pixel", "tiled": True, "blockxsize": 16, "blockysize": 16},
    {"interleave": "pixel", "sparse_ok": True},
], ids=str)  # fmt: skip
def test_other_layouts_are_left_to_gdal(tmp_path, options):
    path = tmp_path / "a.tif"
    shape = {"height": 40, "width": 40, "count": 5, "dtype": "int16"}
    with rasterio.open(path, "w", driver="GTiff", **shape, **options) as file:
        if "sparse_ok" in options:  # a hole among the strips
            file.write(np.ones((5, 8, 40), np.int16), window=rasterio.windows.Window(0, 32, 40, 8))
        else:
            file.write(np.ones((5, 40, 40), np.int16))
    product = geotiff.RasterioProduct(path)
    assert product._rows is None
    product.close()


def test_blocks_of_packed_bands_are_unpacked_by_several_threads_to_the_same_numbers(tmp_path, monkeypatch):
    cube = np.random.default_rng(0).integers(0, 3000, (8, 70, 90)).astype(np.int16)
    path = save_geotiff(
        tmp_path / "a.tif", cube, np.linspace(450, 900, 8), interleave="band", compress="deflate", tiled=True,
        blockxsize=16, blockysize=16,
    )  # fmt: skip
    opened = []
    real = rasterio.io.DatasetReader
    monkeypatch.setattr(rasterio.io, "DatasetReader", lambda *a, **k: opened.append(k) or real(*a, **k))
    for cores in (2, 16):
        monkeypatch.setattr(dataset, "available_threads", lambda cores=cores: cores)
        product = geotiff.RasterioProduct(path)
        assert np.array_equal(product.read(Window(3, 5, 60, 80), range(8)), cube[:, 3:63, 5:85])
        product.close()
    assert [k.get("NUM_THREADS") for k in opened] == [None, None, "4"]
