"""GeoTIFFs: any bands in any order, whatever the interleave."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

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
