from __future__ import annotations

import numpy as np
import pytest
import rasterio

from backend.common.errors import InputError
from backend.products.registry import open_product
from backend.raster.window import Window

from ...contract.scenes_generic import write_tiff
from ...contract.scenes_products import enmap


def test_a_missing_an_empty_and_a_foreign_file_are_refused(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        open_product(tmp_path / "nothing.tif")
    (tmp_path / "empty.tif").write_bytes(b"")
    with pytest.raises(InputError, match="is empty"):
        open_product(tmp_path / "empty.tif")
    (tmp_path / "note.txt").write_text("hello")
    with pytest.raises(InputError, match="cannot be read as a raster"):
        open_product(tmp_path / "note.txt")
    with pytest.raises(InputError, match="not a product that SpecAware can read"):
        open_product(tmp_path)


def test_a_truncated_raster_is_noticed_when_opened_or_read(tmp_path):
    path = tmp_path / "scene.tif"
    raw = np.arange(40 * 64 * 64, dtype="float32").reshape(40, 64, 64)
    write_tiff(path, raw, tiled=True, blockxsize=16, blockysize=16)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(InputError, match=r"'scene\.tif'"), open_product(path) as product:
        product.read(Window(0, 0, 64, 64), range(40))


def test_complex_numbers_are_refused(tmp_path):
    write_tiff(tmp_path / "scene.tif", np.ones((4, 3, 3), dtype="complex64"))
    with pytest.raises(InputError, match="complex"):
        open_product(tmp_path / "scene.tif")


def test_a_raster_without_place_stays_without(tmp_path):
    path = tmp_path / "scene.tif"
    with rasterio.open(path, "w", driver="GTiff", count=5, height=3, width=3, dtype="uint8") as dataset:
        dataset.write(np.random.default_rng(0).integers(0, 255, (5, 3, 3)).astype("uint8"))
    with open_product(path) as product:
        assert (product.meta.geotransform, product.meta.crs_wkt, product.meta.sensor.gsd_m) == (None, None, None)


def test_pixel_size_in_metres_of_degrees_feet_and_rotated_grids(tmp_path):
    from rasterio.transform import Affine

    raw = np.ones((2, 4, 4), dtype="uint8")
    cases = {
        "EPSG:4326": (Affine(1e-3, 0, 13.0, 0, -1e-3, 60.0), 83.4),
        "EPSG:2263": (Affine(10, 0, 980000, 0, -10, 200000), 3.048),
        "EPSG:32633": (Affine.translation(366015, 5806125) @ Affine.rotation(30) @ Affine.scale(5, -5), 5.0),
    }
    for number, (crs, (grid, metres)) in enumerate(cases.items()):
        path = tmp_path / f"{number}.tif"
        write_tiff(path, raw, transform=grid, crs=crs)
        with open_product(path) as product:
            assert product.meta.sensor.gsd_m == pytest.approx(metres, rel=1e-3)
            assert product.meta.geotransform == grid.to_gdal()


def test_files_that_come_later_are_seen(tmp_path):
    made = enmap(tmp_path)
    image = next(tmp_path.glob("*IMAGE.TIF"))
    away = tmp_path / "away"
    image.rename(away)
    with pytest.raises(InputError, match="missing"):
        open_product(tmp_path)
    away.rename(image)
    with open_product(tmp_path) as product:
        assert product.meta.count == len(made.raw)
