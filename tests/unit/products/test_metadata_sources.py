"""The same metadata, whichever way a file states them; and which source wins."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy as gdal_copy

from backend.common.errors import SensorError
from backend.products.base import ensure_ready
from backend.products.registry import open_product
from backend.spectral.overrides import SensorOverrides, save_sidecar

from ...contract.scenes import reflectance, scaled
from ...contract.scenes_generic import CENTERS, write_envi, write_tiff

RAW = scaled(reflectance(CENTERS))
LISTED = "{" + ", ".join(f"{v:.4f}" for v in CENTERS) + "}"


def meta_of(path, **stated):
    with open_product(path, SensorOverrides(**stated) if stated else None) as product:
        return product.meta


def tiff(path, items=None, names=None, imagery=None, tags=None):
    write_tiff(path, RAW)
    with rasterio.open(path, "r+") as dataset:
        dataset.update_tags(**(tags or {}))
        for i, nm in enumerate(CENTERS):
            if items:
                dataset.update_tags(i + 1, **{key: text.format(nm=nm, um=nm / 1000) for key, text in items.items()})
            if imagery:
                dataset.update_tags(i + 1, ns="IMAGERY", **{k: t.format(um=nm / 1000) for k, t in imagery.items()})
            if names:
                dataset.set_band_description(i + 1, names.format(n=i + 1, nm=nm, um=nm / 1000))
    return path


def stac(path, key="eo:bands", prefix=""):
    bands = [
        {"name": f"b{i}", f"{prefix}center_wavelength": nm / 1000, f"{prefix}full_width_half_max": 0.0095}
        for i, nm in enumerate(CENTERS)
    ]
    item = {
        "type": "Feature", "stac_version": "1.0.0", "id": "scene",
        "properties": {"datetime": "2022-07-24T10:45:26Z", "view:sun_elevation": 55.0, "gsd": 30,
                       "processing:level": "L2A", "instruments": ["enmap"]},
        "assets": {"thumb": {"href": "t.png"}, "data": {"href": f"./{path.name}", key: bands}},
    }  # fmt: skip
    path.with_suffix(".json").write_text(json.dumps(item), encoding="utf-8")
    return path


def envi(path):
    write_envi(path, RAW)
    return path


def converted(path):
    gdal_copy(envi(path.with_name("original.bsq")), path, driver="GTiff")
    return path


WAYS = {
    "band items in nm": (lambda p: tiff(p, {"wavelength": "{nm:.4f}", "wavelength_units": "Nanometers"}), "band item"),
    "band items in um": (lambda p: tiff(p, {"WAVELENGTH": "{um:.7f}", "Wavelength_Unit": "um"}), "band item"),
    "ENVI": (envi, "ENVI header"),
    "ENVI made GeoTIFF by GDAL": (converted, "band item"),
    "IMAGERY": (lambda p: tiff(p, imagery={"CENTRAL_WAVELENGTH_UM": "{um:.7f}"}), "IMAGERY domain"),
    "dataset items": (lambda p: tiff(p, tags={"wavelength": LISTED, "wavelength_units": "nm"}), "dataset item"),
    "names with number": (lambda p: tiff(p, names="band {n} ({nm:.4f} Nanometers)"), "band name"),
    "names in um": (lambda p: tiff(p, names="{um:.7f} Micrometers"), "band name"),
    "STAC eo:bands": (lambda p: stac(tiff(p)), "STAC sidecar"),
    "STAC 1.1 bands": (lambda p: stac(tiff(p), "bands", "eo:"), "STAC sidecar"),
}


@pytest.mark.parametrize("way", WAYS)
def test_wavelengths_are_the_same_whichever_way_they_are_stated(way, tmp_path):
    write, origin = WAYS[way]
    meta = meta_of(write(tmp_path / "scene.tif"))
    ensure_ready(meta)
    assert np.allclose(meta.sensor.bands.center_nm(), CENTERS, atol=0.01)
    assert {b.origin for b in meta.sensor.bands} == {origin}


@pytest.mark.parametrize("way", ["ENVI", "STAC eo:bands", "STAC 1.1 bands"])
def test_widths_come_along(way, tmp_path):
    meta = meta_of(WAYS[way][0](tmp_path / "scene.tif"))
    assert np.allclose(meta.sensor.bands.fwhm_nm(), 9.5)


def test_a_stac_item_tells_level_sensor_time_and_sun(tmp_path):
    sensor = meta_of(stac(tiff(tmp_path / "scene.tif"))).sensor
    assert (sensor.level, sensor.name, sensor.acquired) == ("L2", "EnMAP", "2022-07-24T10:45:26Z")
    assert sensor.sun_zenith_deg == pytest.approx(35.0)
    assert sensor.origins["level"] == "STAC sidecar"


def test_precedence_user_sidecar_file_stac(tmp_path):
    path = stac(tiff(tmp_path / "scene.tif", {"wavelength": "{nm:.3f}", "wavelength_units": "nm"}))
    assert meta_of(path).sensor.bands.bands[0].origin == "band item"
    save_sidecar(path, SensorOverrides(wavelengths=CENTERS + 1.0, wavelength_unit="nm", level="L1", units="1"))
    saved = meta_of(path).sensor
    assert (saved.bands.bands[0].origin, saved.origins["level"]) == ("sidecar", "sidecar")
    stated = meta_of(path, wavelengths=(CENTERS + 2.0) / 1000, wavelength_unit="um").sensor
    assert stated.bands.bands[0].origin == "user"
    assert stated.bands.center_nm() == pytest.approx(CENTERS + 2.0)
    assert stated.origins["level"] == "sidecar"


def test_the_sidecar_can_be_left_aside(tmp_path):
    path = tiff(tmp_path / "a.tif", items={"wavelength": "{nm}", "wavelength_units": "nm"})
    save_sidecar(path, SensorOverrides(level="L1", bad_bands=[1], units="1"))
    assert meta_of(path).sensor.level == "L1"
    sensor = meta_of(path, bad_bands=[2], alone=True).sensor
    assert sensor.origins["level"] != "sidecar"
    assert (sensor.bands.bands[0].good, sensor.bands.bands[1].good) == (True, False)


def test_file_metadata_beat_the_sensor_table(tmp_path):
    path = tiff(tmp_path / "scene.tif", {"wavelength": "{nm:.3f}", "wavelength_units": "nm"})
    sensor = meta_of(path, sensor="PRISMA").sensor
    assert (sensor.name, sensor.origins["name"]) == ("PRISMA", "user")
    assert sensor.bands.center_nm() == pytest.approx(CENTERS, abs=1e-3)


def test_no_wavelengths_is_an_error_in_batch_that_says_what_to_give(tmp_path):
    meta = meta_of(tiff(tmp_path / "scene.tif"))
    assert not meta.sensor.bands.used
    with pytest.raises(SensorError, match=r"'scene.tif' states no wavelengths; give the sensor or a list"):
        ensure_ready(meta)


@pytest.mark.parametrize("names", [None, "{nm:.2f}"])
def test_a_unit_is_guessed_only_to_be_confirmed(tmp_path, names):
    items = None if names else {"wavelength": "{um:.6f}"}
    path = tiff(tmp_path / "scene.tif", items, names)
    guess = "nm" if names else "um"
    meta = meta_of(path)
    assert "unit guessed" in meta.sensor.bands.bands[0].origin
    with pytest.raises(SensorError, match=f"look like {guess}; confirm"):
        ensure_ready(meta)
    confirmed = meta_of(path, wavelength_unit=guess)
    ensure_ready(confirmed)
    assert np.allclose(confirmed.sensor.bands.center_nm(), CENTERS, atol=0.01)


def test_user_lists_must_fit(tmp_path):
    path = tiff(tmp_path / "scene.tif")
    with pytest.raises(SensorError, match="3 wavelengths are stated but the raster has 60 bands"):
        meta_of(path, wavelengths=[1, 2, 3], wavelength_unit="nm")
    with pytest.raises(SensorError, match="Band 61 is given"):
        meta_of(path, bad_bands=[61])
    with pytest.raises(SensorError, match="'EnMAP' has 218 or 224 bands but the raster has 60"):
        meta_of(path, sensor="EnMAP")


def test_some_bands_without_wavelength_are_left_out(tmp_path):
    path = tiff(tmp_path / "scene.tif", {"wavelength": "{nm:.3f}", "wavelength_units": "nm"})
    with rasterio.open(path, "r+") as dataset:
        dataset.update_tags(5, wavelength="n/a")
    meta = meta_of(path)
    ensure_ready(meta)
    assert len(meta.sensor.bands.used) == sum(b.good for b in meta.sensor.bands) - 1
    assert 4 not in meta.sensor.bands.used


def test_an_alpha_band_is_a_mask(tmp_path):
    from rasterio.enums import ColorInterp

    raw = np.concatenate([RAW[:13], np.full_like(RAW[:1], 255)])
    raw[13, 0, 0] = 0
    path = tmp_path / "scene.tif"
    write_tiff(path, raw)
    with rasterio.open(path, "r+") as dataset:
        dataset.colorinterp = [ColorInterp.gray] * 13 + [ColorInterp.alpha]
    with open_product(path, SensorOverrides(sensor="Sentinel-2")) as product:
        from backend.raster.window import Window

        mask = product.read_mask(Window(0, 0, 2, 2))
        assert mask.tolist() == [[False, True], [True, True]]
        assert [i for i in range(14) if i not in product.meta.sensor.bands.used] == [10, 13]  # 1373 nm is a water band
        assert product.meta.sensor.bands.bands[13].good_origin == "alpha band"


def test_a_unit_that_makes_no_light_is_not_believed(tmp_path):
    path = tiff(tmp_path / "scene.tif", {"wavelength": "{um:.6f}", "wavelength_units": "Nanometers", "fwhm": "0.0095"})
    with pytest.raises(SensorError, match="look like um"):
        ensure_ready(meta_of(path))
    sensor = meta_of(path, wavelength_unit="um").sensor
    assert np.allclose(sensor.bands.center_nm(), CENTERS, atol=0.01)
    assert np.allclose(sensor.bands.fwhm_nm(), 9.5)
