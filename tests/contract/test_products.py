"""What every registered product reader must do; a reader without a scene fails here."""

from __future__ import annotations

import json
import threading
import time

import numpy as np
import pytest
from rasterio.crs import CRS

from backend.common.errors import InputError
from backend.products.base import Product, ensure_ready
from backend.products.geometry.orthorectify import place
from backend.products.inspect import describe_product
from backend.products.registry import READERS, open_product, reader_of
from backend.raster.window import Window
from backend.spectral.normalise import Normaliser

from . import scenes_bands, scenes_generic, scenes_products

# "reader" or "reader: variant"
BUILDERS = {
    "raster": scenes_generic.geotiff,
    "ENVI": scenes_generic.envi,
    "EnMAP": scenes_products.enmap,
    "EnMAP: lower case": lambda folder: scenes_products.enmap(folder, suffix="xml"),
    "EnMAP: L1B": lambda folder: scenes_products.enmap(folder, "L1B"),
    "EnMAP: L1C": lambda folder: scenes_products.enmap(folder, "L1C"),
    "EnMAP: folder": scenes_products.enmap_folder,
    "EnMAP: zip": lambda folder: scenes_products.zipped(scenes_products.enmap(folder), folder),
    "EnMAP: tar": lambda folder: scenes_products.tarred(scenes_products.enmap(folder), folder),
    "DESIS": scenes_products.desis,
    "DESIS: L1C": lambda folder: scenes_products.desis(folder, "L1C"),
    "DESIS: L1B": lambda folder: scenes_products.desis(folder, "L1B"),
    "PRISMA": scenes_products.prisma,
    "PRISMA: L2C": lambda folder: scenes_products.prisma(folder, "L2C"),
    "PRISMA: L2B": lambda folder: scenes_products.prisma(folder, "L2B"),
    "PRISMA: L1": lambda folder: scenes_products.prisma(folder, "L1"),
    "EMIT": scenes_products.emit,
    "EMIT: radiance": lambda folder: scenes_products.emit(folder, "radiance"),
    "AVIRIS": scenes_products.aviris,
    "AVIRIS: radiance": lambda folder: scenes_products.aviris(folder, "radiance"),
    "NEON": scenes_products.neon,
    "Tanager": scenes_products.tanager,
    "Tanager: radiance": lambda folder: scenes_products.tanager(folder, "basic_radiance"),
    "Tanager: ortho": lambda folder: scenes_products.tanager(folder, "ortho_sr"),
    "PACE": scenes_products.pace,
    "Hyperion": scenes_bands.hyperion,
    "Hyperion L1R": scenes_bands.hyperion_l1r,
    "Sentinel-2": scenes_bands.sentinel2,
    "Sentinel-2: L1C": lambda folder: scenes_bands.sentinel2(folder, "1C"),
    "Landsat": scenes_bands.landsat,
    "Landsat: 5": lambda folder: scenes_bands.landsat(folder, "LT05"),
    "Landsat: 7": lambda folder: scenes_bands.landsat(folder, "LE07"),
    "band files": scenes_bands.band_files,
}
CASES = [(reader.name, key) for reader in READERS for key in BUILDERS if key.split(":")[0] == reader.name]


def test_every_reader_has_a_scene():
    assert {reader.name for reader in READERS} == {name for name, _ in CASES}


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case[1])
def scene(request, tmp_path_factory):
    return request.param[0], BUILDERS[request.param[1]](tmp_path_factory.mktemp("scene"))


def test_the_right_reader_takes_it(scene):
    name, made = scene
    assert reader_of(made.path).name == name


def test_windows_equal_the_whole(scene):
    _, made = scene
    with open_product(made.path) as product:
        meta = product.meta
        assert isinstance(product, Product)
        assert (meta.count, meta.height, meta.width) == made.raw.shape
        whole = product.read(Window(0, 0, meta.height, meta.width), range(meta.count))
        assert whole.dtype == np.dtype(meta.dtype)
        assert np.array_equal(whole, made.raw, equal_nan=True)
        for window in (Window(0, 0, 1, 1), Window(3, 2, 4, 5), Window(meta.height - 1, meta.width - 1, 1, 1)):
            rows, cols = slice(window.row, window.row_end), slice(window.col, window.col_end)
            for bands in (range(meta.count), [meta.count - 1, 0], [1]):
                part = product.read(window, bands)
                assert part.flags.c_contiguous
                assert np.array_equal(part, made.raw[list(bands), rows, cols], equal_nan=True)


def test_bands_are_understood_with_their_origins(scene):
    _, made = scene
    with open_product(made.path) as product:
        meta = product.meta
        ensure_ready(meta)
        sensor = meta.sensor
        for key, value in made.expected.items():
            assert getattr(sensor, key) == (pytest.approx(value) if isinstance(value, float) else value), key
        if made.centers_nm is not None:
            assert np.allclose(sensor.bands.center_nm(), made.centers_nm, atol=0.01, equal_nan=True)
        assert sensor.level in ("L1", "L2")
        assert {"name", "level", "quantity", "units", "scale", "gsd_m"} <= set(sensor.origins)
        for band in sensor.bands:
            assert (band.center_nm is None) == (band.origin == "unknown")
            assert (band.fwhm_nm is None) == (band.fwhm_origin == "unknown")
            assert band.good or band.good_origin != "default"
        assert meta.files and all(path.exists() for path in meta.files)


def test_the_grid_is_kept_to_a_thousandth_of_a_pixel_and_a_swath_knows_its_place(scene):
    _, made = scene
    with open_product(made.path) as product:
        meta = product.meta
        if made.grid is None:
            assert meta.geotransform is None and meta.crs_wkt is None
            assert (meta.geolocation is None) == (made.located is None)
        else:
            wanted, code = made.grid
            pixel = abs(wanted[1])
            assert CRS.from_wkt(meta.crs_wkt).to_epsg() == code
            for row, col in ((0, 0), (meta.height, meta.width)):  # corner to corner
                found = (
                    meta.geotransform[0] + col * meta.geotransform[1],
                    meta.geotransform[3] + row * meta.geotransform[5],
                )
                exact = wanted[0] + col * wanted[1], wanted[3] + row * wanted[5]
                assert np.hypot(found[0] - exact[0], found[1] - exact[1]) < 1e-3 * pixel
            assert meta.geolocation is None
        if made.located is not None:
            assert made.located in meta.geolocation.source
            placement = place(meta)
            rows, cols = placement.pixels(Window(0, 0, placement.window.height, placement.window.width))
            pairs = set(zip(rows[rows >= 0].tolist(), cols[cols >= 0].tolist(), strict=True))
            assert len(pairs) > 0.7 * meta.height * meta.width


def test_values_are_reflectance_like_and_empty_pixels_are_not_observed(scene):
    _, made = scene
    with open_product(made.path) as product:
        meta = product.meta
        window = Window(0, 0, meta.height, meta.width)
        normaliser = Normaliser(meta.sensor, band_nodata=meta.band_nodata)
        pixels, valid = normaliser.apply(product.read(window, normaliser.used), product.read_mask(window))
    assert valid.any()
    assert 0.01 < np.median(pixels[:, valid]) < 0.8
    if made.empty_pixel is not None:
        assert not valid[made.empty_pixel]
        assert valid.sum() == valid.size - 1


def test_opening_takes_less_than_a_second_and_the_account_is_json(scene):
    _, made = scene
    took = []
    for _ in range(3):
        start = time.process_time()  # test machines are shared; bench measures seconds
        open_product(made.path).close()
        took.append(time.process_time() - start)
    assert min(took) < 1.0
    with open_product(made.path) as product:
        account = describe_product(product)
    assert json.loads(json.dumps(account, allow_nan=False))["count"] == len(made.raw)
    assert account["used_bands"]


def test_reads_from_several_threads_agree(scene):
    _, made = scene
    results = []
    with open_product(made.path) as product:
        windows = [Window(row, 0, 1, product.meta.width) for row in range(product.meta.height)]

        def work():
            results.append(np.concatenate([product.read(w, [0]) for w in windows], axis=1))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(results) == 4
    assert all(np.array_equal(result, made.raw[:1], equal_nan=True) for result in results)


def test_reads_outside_are_refused(scene):
    _, made = scene
    with open_product(made.path) as product:
        height, width = product.meta.height, product.meta.width
        for window in (Window(-1, 0, 2, 2), Window(0, 0, height + 1, 1), Window(0, width, 1, 1), Window(0, 0, 0, 1)):
            with pytest.raises(InputError, match="not inside"):
                product.read(window, [0])
        with pytest.raises(InputError, match="choose bands among them"):
            product.read(Window(0, 0, 1, 1), [product.meta.count])


def test_closing_twice_does_no_harm(scene):
    _, made = scene
    product = open_product(made.path)
    product.close()
    product.close()
