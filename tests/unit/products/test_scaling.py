"""Scale of reflectance: inferred where one usual scale fits, and stated ones believed only where they fit."""

from __future__ import annotations

import numpy as np
import pytest

from backend.products.meaning.resolve import resolve
from backend.products.statements.case import Facts
from backend.products.statements.evidence import Evidence, of_header
from backend.products.statements.naming import of_file_name
from backend.spectral.physics.plausible import Likelihood, fault, likelihood, shape_of
from backend.spectral.sensors import find

from ...contract.scenes import reflectance

NM = np.arange(400.0, 2500.0, 10.0)
LAND = reflectance(NM, (16, 16)).reshape(len(NM), -1)
VARIATION = np.random.default_rng(0).uniform(0.8, 1.2, LAND.shape[1])
# Simulated: a lake, snow and desert as spectral libraries (ECOSTRESS) show them.
LAKE = np.outer(0.05 * np.exp(-np.maximum(NM - 550, 0) / 120) + 0.002, VARIATION)
SNOW = np.outer(np.interp(NM, [400, 700, 1000, 1300, 1500, 2500], [0.95, 0.93, 0.75, 0.45, 0.04, 0.04]), VARIATION)
SAND = np.outer(np.interp(NM, [400, 700, 1000, 1700, 2500], [0.18, 0.42, 0.5, 0.62, 0.55]), VARIATION)
SCENES = {"land": LAND, "lake": LAKE, "snow": SNOW, "sand": SAND}


def understood(spectra, *, evidence=(), dtype="float32", name="scene.tif", nm=NM):
    known = Facts(name, len(spectra), np.dtype(dtype), np.asarray(spectra, dtype=float))
    return resolve(known, [*evidence, Evidence("band item", center_nm=tuple(nm), level="L2"), of_file_name(name)])


def whole(values, factor, dtype="int16"):
    return np.round(values * factor).astype(dtype)


@pytest.mark.parametrize("scene", SCENES)
def test_scenes_of_every_brightness_are_reflectance_as_they_are(scene):
    sensor, case = understood(SCENES[scene])
    assert (sensor.scale, sensor.origins["scale"], case.blockers) == (1.0, "default", [])
    assert likelihood(SCENES[scene], NM) == Likelihood.USUAL
    assert shape_of(np.median(SCENES[scene], axis=1), NM) == {"lake": "water", "snow": "snow"}.get(scene, "land")


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize(
    ("factor", "dtype"),
    [(100, "float32"), (1e3, "int16"), (1e4, "int16"), (1e4, "uint16"), (1e4, "float32"), (65535, "uint16")],
)
def test_the_usual_scales_are_inferred_and_said(scene, factor, dtype):
    raw = np.minimum(SCENES[scene], 1.0) * factor
    sensor, case = understood(raw if factor == 100 else np.round(raw), dtype=dtype)
    if (scene, factor) in (("lake", 65535), ("sand", 1e3)):  # a turbid lake, lava in ten thousandths look the same
        assert sensor.scale in (1e-4, 1.0) and (case.blockers or scene == "lake")
        return
    assert sensor.scale == pytest.approx(1 / factor), case.blockers
    assert sensor.origins["scale"] == "inferred from values"
    assert case.blockers == [] and any("is inferred: give the scale" in w for w in case.warnings)


def test_a_product_in_thousandths_is_not_taken_for_water():
    """Whole numbers with a median of about 62 were once divided by 10,000."""
    raw = whole(LAND * 0.26, 1e3)
    assert 50 < np.median(raw) < 70
    assert understood(raw, dtype="int16")[0].scale == 1e-3


def test_bytes_are_parts_of_255_or_percent_or_asked_about():
    assert understood(whole(SNOW / 1.2, 255, "uint8"), dtype="uint8")[0].scale == pytest.approx(1 / 255)
    _, case = understood(whole(LAND, 160, "uint8"), dtype="uint8")
    assert "may be reflectance with scale 0.01 or 0.003922; give the scale" in case.blockers[0]
    assert case.choices["scale"] == (1e-2, 1 / 255)


def test_values_in_no_usual_scale_are_asked_about():
    _, case = understood(LAND * 3e6)
    assert "not reflectance in any usual scale; give scale and offset" in case.blockers[0]
    assert understood(LAND * 3e6, evidence=[Evidence("user", scale=1 / 3e6)])[1].blockers == []


HEADERS = {
    "multiplier": ({"reflectance_scale_factor": "0.0001"}, whole(LAND, 1e4), 1e-4, "its reciprocal"),
    "multiplier of percent": ({"reflectance_scale_factor": "0.01"}, LAND * 100, 1e-2, "its reciprocal"),
    "one over ten thousandths": ({"reflectance_scale_factor": "1"}, whole(LAND, 1e4), 1e-4, "scale 0.0001 does"),
    "one over percent": ({"reflectance_scale_factor": "1.0"}, LAND * 100, 1e-2, "scale 0.01 does"),
    "scaled already": ({"reflectance_scale_factor": "10000"}, LAND, 1.0, "scale 1 does"),
}


@pytest.mark.parametrize("case", HEADERS)
def test_a_header_that_cannot_be_is_corrected_aloud(case):
    fields, raw, scale, words = HEADERS[case]
    sensor, notes = understood(raw, evidence=[of_header(fields, len(NM), "ENVI header", None)], dtype=raw.dtype.name)
    assert sensor.scale == pytest.approx(scale) and sensor.origins["scale"] == "inferred from values"
    assert any(words in w and "The scale" in w and "ENVI header" in w for w in notes.warnings)
    assert notes.blockers == []


def test_the_reciprocal_of_gains_is_used_too():
    gains = ", ".join(["10000"] * len(NM))
    sensor, case = understood(
        whole(LAND, 1e4), evidence=[of_header({"data_gain_values": gains}, len(NM), "ENVI header", None)]
    )
    assert sensor.band_scale == pytest.approx((1e-4,) * len(NM))
    assert any("its reciprocal does" in w for w in case.warnings)


@pytest.mark.parametrize("scene", SCENES)
def test_a_header_that_can_be_is_believed(scene):
    header = of_header({"reflectance_scale_factor": "10000"}, len(NM), "ENVI header", None)
    sensor, case = understood(whole(SCENES[scene], 1e4), evidence=[header], dtype="int16")
    assert (sensor.scale, sensor.origins["scale"], case.blockers) == (1e-4, "ENVI header", [])
    assert not any("scale" in w for w in case.warnings)


def test_a_header_ten_times_too_small_is_asked_about():
    header = of_header({"reflectance_scale_factor": "10000"}, len(NM), "ENVI header", None)
    _, case = understood(whole(LAND * 0.5, 1e3), evidence=[header], dtype="int16")
    assert "unusually dark or bright, but 0.001 would not" in case.blockers[0]
    assert case.choices["scale"] == (1e-4, 1e-3)


def test_a_stated_scale_that_nothing_replaces_stops():
    _, case = understood(LAND * 3e6, evidence=[Evidence("band scale", scale=1.0)])
    assert "far above 1, so it cannot be mapped: give the right scale and offset" in case.blockers[0]


@pytest.mark.parametrize(
    ("scale", "words"), [(100.0, "far above 1"), (1e-4, "below 0.01 throughout"), (-1.0, "is outside -0.05 to 2")]
)
def test_the_users_scale_is_never_replaced_but_stops_where_it_cannot_be(scale, words):
    sensor, case = understood(LAND, evidence=[Evidence("user", scale=scale)])
    assert sensor.scale == scale
    assert words in case.blockers[0]


def test_what_is_documented_gives_way_to_the_values():
    """Landsat surface reflectance in ten thousandths (before collection 2) under the formula of collection 2."""
    table = find("Landsat 8")[0]
    nm = np.array([band.center_nm for band in table.bands])
    old = whole(reflectance(nm, (16, 16)).reshape(len(nm), -1), 1e4)
    sensor, case = understood(old, nm=nm, dtype="int16", evidence=[Evidence("user", sensor="Landsat 8")])
    assert (sensor.scale, sensor.offset, sensor.origins["scale"]) == (1e-4, 0.0, "inferred from values")
    assert any("documented for Landsat 8/9 OLI L2 does not give reflectance" in w for w in case.warnings)
    new = np.round((reflectance(nm, (16, 16)).reshape(len(nm), -1) + 0.2) / 2.75e-5)
    sensor, case = understood(new, nm=nm, dtype="uint16", evidence=[Evidence("user", sensor="Landsat 8")])
    assert (sensor.scale, sensor.offset, sensor.origins["offset"]) == (
        2.75e-5,
        -0.2,
        "documented for Landsat 8/9 OLI L2",
    )
    assert case.blockers == [] and not any("scale" in w for w in case.warnings)


def test_collection_2_of_landsat_is_asked_about_where_the_sensor_is_not_known():
    nm = np.array([480.0, 560.0, 655.0, 865.0])
    raw = np.round((reflectance(nm, (16, 16)).reshape(4, -1) + 0.2) / 2.75e-5)
    _, case = understood(raw, nm=nm + 9, dtype="uint16")
    assert "2.75e-05 with offset -0.2" in case.blockers[0]


def test_the_users_offset_wins_over_gains_of_the_bands():
    gains = Evidence("band scale", band_scale=(1e-4,) * 210, band_offset=(0.01,) * 210)
    sensor, _ = understood(whole(LAND + 0.1, 1e4), evidence=[Evidence("user", offset=-0.1), gains])
    assert (sensor.offset, sensor.band_offset, sensor.origins["offset"]) == (-0.1, None, "user")


def test_faults_are_told_apart():
    assert fault(LAND) is None and fault(LAKE) is None and fault(SNOW) is None and fault(SAND) is None
    assert "far above 1" in fault(LAND * 100)
    assert "below 0.01" in fault(LAND / 100)
    assert "is outside" in fault(LAND - 0.4)
    assert fault(np.full((4, 9), np.nan)) is None
