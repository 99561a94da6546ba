"""EnMAP: the real metadata of all three levels, their images filled with pixels of a real scene."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

from backend.common.errors import InputError
from backend.products.base import ensure_ready
from backend.products.files.package import children, first, parse_xml
from backend.products.geometry.orthorectify import place
from backend.products.geometry.rpc import RationalModel, whole_pixel_shift
from backend.products.registry import open_product, reader_of
from backend.raster.window import Window
from backend.spectral.normalise import Normaliser
from backend.spectral.overrides import SensorOverrides

from ...contract.scenes_products import enmap
from ...support.real_enmap import real_product


@pytest.fixture(scope="module")
def pixels(data):
    with rasterio.open(data / "enmap_potsdam" / "images" / "enmap_potsdam_tile_128_128.tif") as dataset:
        return dataset.read(range(1, 219))


@pytest.mark.data
@pytest.mark.parametrize("level", ["L1B", "L1C", "L2A"])
def test_the_real_metadata_are_understood(data, tmp_path, pixels, level):
    path, raw = real_product(data, tmp_path, level, pixels)
    assert reader_of(path).name == "EnMAP"
    with open_product(path) as product:
        meta = product.meta
        ensure_ready(meta)
        sensor = meta.sensor
        assert (meta.count, sensor.name, sensor.level) == (218, "EnMAP", level[:2])
        assert sensor.bands.bands[0].center_nm == pytest.approx(423.03)
        assert sensor.bands.bands[0].fwhm_nm == pytest.approx(6.93)
        assert {b.origin for b in sensor.bands} == {"EnMAP metadata"}
        assert sensor.sun_zenith_deg == pytest.approx(90 - 63.038384)
        assert sensor.acquired == "2017-06-26T10:20:20.999936Z"
        if level == "L2A":
            assert (sensor.scale, sensor.offset, sensor.units) == (1e-4, 0.0, "1")
            assert np.array_equal(product.read(Window(0, 0, 32, 32), range(218)), raw)
        else:
            assert sensor.units == "W m-2 sr-1 nm-1"
            assert len(set(sensor.band_scale)) > 100
        normaliser = Normaliser(sensor, band_nodata=meta.band_nodata)
        window = Window(20, 0, 12, 31)  # in L1B the first 20 rows have no SWIR
        found, valid = normaliser.apply(product.read(window, normaliser.used), product.read_mask(window))
    assert np.isfinite(found).all()
    assert valid.all()  # SWIR of water is 0, the background value, in this scene: that is no reason to drop it


@pytest.mark.data
def test_the_instruments_of_l1b_are_registered_by_the_real_rpc(data, tmp_path, pixels):
    path, raw = real_product(data, tmp_path, "L1B", pixels)
    root = parse_xml(path.read_text(encoding="utf-8"), path.name)
    models = [RationalModel.from_values(children(band)) for band in first(root, "RPC")]
    # corners of the scene as the metadata state them
    corners = {"upper_left": (0, 0), "lower_left": (1023, 0), "lower_right": (1023, 999), "upper_right": (0, 999)}
    for point in first(root, "boundingPolygon"):
        values = children(point)
        if values["frame"] in corners:
            spot = np.array([float(values["latitude"])]), np.array([float(values["longitude"])])
            row, col = models[0].pixel(*spot, 1039.8)
            assert (row[0], col[0]) == pytest.approx(corners[values["frame"]], abs=1.0)
    assert whole_pixel_shift(models[44], models[153], 1024, 1000, 1039.8) == (-20, 1)
    with open_product(path) as product:
        assert any("20 rows" in w and "1 columns" in w for w in product.meta.warnings)
        moved = product.read(Window(20, 0, 12, 31), range(88, 218))
        assert np.array_equal(moved, raw[88:, :12, 1:32])
        assert (product.read(Window(0, 0, 20, 32), [100]) == 0).all()
        lat, lon = product.meta.geolocation.load()
        assert lat.shape == (32, 32)
        assert (lat[0, 0], lon[0, 0]) == pytest.approx((47.7875, 10.7960), abs=2e-3)
        placement = place(product.meta)
        assert "1040 m" in placement.source
        rows, _ = placement.pixels(Window(0, 0, placement.window.height, placement.window.width))
    assert len(np.unique(rows)) == 33


def test_pixel_and_ground_are_inverse():
    values = {f"{key}_{i:02d}": "0" for key in ("ROW_NUM", "COL_NUM", "ROW_DEN", "COL_DEN") for i in range(1, 21)}
    values |= {"ROW_NUM_03": "-1", "ROW_NUM_02": "0.2", "COL_NUM_02": "1", "COL_NUM_05": "0.01", "ROW_DEN_01": "1",
               "COL_DEN_01": "1", "COL_DEN_02": "0.001"}  # fmt: skip
    for axis, offset, scale in (("ROW", 500, 500), ("COL", 500, 500), ("LAT", 50, 0.15), ("LONG", 10, 0.2)):
        values |= {f"{axis}_OFF": str(offset), f"{axis}_SCALE": str(scale)}
    values |= {"HEIGHT_OFF": "0", "HEIGHT_SCALE": "500"}
    model = RationalModel.from_values(values)
    rows, cols = np.meshgrid([0.0, 300.0, 999.0], [0.0, 700.0, 999.0], indexing="ij")
    back = model.pixel(*model.ground(rows, cols, 100.0), 100.0)
    assert np.allclose(back, (rows, cols), atol=1e-6)
    lat, lon = model.arrays((1000, 1000), Window(0, 0, 1000, 1000), 100.0)
    part = model.arrays((1000, 1000), Window(40, 500, 3, 2), 100.0)
    assert np.array_equal(part[0], lat[40:43, 500:502]) and np.array_equal(part[1], lon[40:43, 500:502])
    exact = model.pixel(lat, lon, 100.0)
    assert np.abs(exact[0] - np.arange(1000)[:, None]).max() < 0.1
    assert np.abs(exact[1] - np.arange(1000)[None, :]).max() < 0.1
    with pytest.raises(InputError, match="RPC are incomplete"):
        RationalModel.from_values({})


def test_the_image_may_be_named_too(tmp_path):
    made = enmap(tmp_path)
    image = next(tmp_path.glob("*SPECTRAL_IMAGE.TIF"))
    with open_product(image) as product:
        assert product.meta.product == "EnMAP"
        assert product.meta.sensor.level == "L2"
        assert np.array_equal(product.read(Window(0, 0, 12, 10), range(224)), made.raw)


def test_of_several_products_in_a_folder_the_named_one_is_opened(tmp_path):
    made = enmap(tmp_path)
    enmap(tmp_path, "L1C")
    with open_product(made.path) as product:
        assert product.meta.sensor.quantity == "reflectance"


def test_user_statements_win(tmp_path):
    made = enmap(tmp_path)
    with open_product(made.path, SensorOverrides(bad_bands=[1], scale=2e-4)) as product:
        sensor = product.meta.sensor
    assert (sensor.scale, sensor.origins["scale"]) == (2e-4, "user")
    assert not sensor.bands.bands[0].good and sensor.bands.bands[0].good_origin == "user"


FAULTS = {
    "no image": (lambda f, x: next(f.glob("*IMAGE.TIF")).unlink(), "SPECTRAL_IMAGE of .* is missing"),
    "no XML": (lambda f, x: x.write_text("<level_X>"), "not well-formed"),
    "entities": (lambda f, x: x.write_text('<!DOCTYPE a [<!ENTITY b "c">]><level_X/>'), "document type"),
    "no level": (lambda f, x: x.write_text("<level_X/>"), "does not state an EnMAP level"),
    "no bands": (lambda f, x: x.write_text(x.read_text().replace("bandCharacterisation", "b")), "describes 0 bands"),
    "empty image": (lambda f, x: next(f.glob("*IMAGE.TIF")).write_bytes(b""), "cannot be read as a raster"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_broken_is_said_in_one_sentence(tmp_path, fault):
    made = enmap(tmp_path)
    breaking, message = FAULTS[fault]
    breaking(tmp_path, made.path)
    with pytest.raises(InputError, match=message) as caught:
        open_product(made.path)
    assert "\n" not in str(caught.value)
