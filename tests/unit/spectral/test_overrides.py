from __future__ import annotations

import pytest

from backend.common.errors import SensorError
from backend.spectral.overrides import SensorOverrides, load_sidecar, parse_level, save_sidecar


def test_overrides_survive_json():
    stated = SensorOverrides(sensor="EnMAP", level="L2A", scale=1e-4, wavelengths=[450, 550.5], bad_bands=[1], gsd_m=30)
    assert stated.level == "L2"
    assert stated.wavelengths == (450.0, 550.5)
    assert SensorOverrides.from_json(stated.to_json()) == stated
    assert SensorOverrides().to_json() == {}


def test_what_is_stated_wins_and_gaps_are_filled():
    saved = SensorOverrides(sensor="EnMAP", scale=1e-4)
    assert SensorOverrides(sensor="PRISMA").over(saved) == SensorOverrides(sensor="PRISMA", scale=1e-4)


@pytest.mark.parametrize(
    ("text", "level"), [("L1", "L1"), ("l1b", "L1"), ("2", "L2"), ("L2A", "L2"), ("Level 2", "L2")]
)
def test_levels_are_read_as_products_write_them(text, level):
    assert parse_level(text) == level


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"colour": "red"}, "'colour' is not known"),
        ({"alone": "yes"}, "'alone' must be true or false"),
        ({"level": "L3"}, "'L3' is not known"),
        ({"scale": 0}, "'scale' must be greater than 0"),
        ({"scale": "many"}, "'scale' must be a number"),
        ({"scale": True}, "'scale' must be a number"),
        ({"gsd_m": float("inf")}, "'gsd_m' must be a number"),
        ({"wavelengths": "450"}, "'wavelengths' must be a list"),
        ({"wavelengths": [450, None]}, "'wavelengths' must be a list"),
        ({"wavelengths": [float("nan")]}, "not finite"),
        ({"sensor": 7}, "'sensor' must be text"),
        (["sensor"], "must be a JSON object"),
    ],
)
def test_what_cannot_be_meant_is_refused(document, message):
    with pytest.raises(SensorError, match=message):
        SensorOverrides.from_json(document)


def test_the_sidecar_stands_beside_the_raster(tmp_path):
    raster = tmp_path / "scene.tif"
    assert load_sidecar(raster) is None
    stated = SensorOverrides(sensor="EnMAP", bad_bands=(3, 4))
    assert save_sidecar(raster, stated).name == "scene.tif.specaware.json"
    assert load_sidecar(raster) == stated


def test_a_damaged_sidecar_is_named(tmp_path):
    (tmp_path / "scene.tif.specaware.json").write_text("{", encoding="utf-8")
    with pytest.raises(SensorError, match=r"scene\.tif\.specaware\.json.*delete it"):
        load_sidecar(tmp_path / "scene.tif")
