"""Level, units, scale and usable bands: stated, documented or inferred, and always with their origin."""

from __future__ import annotations

import numpy as np
import pytest

from backend.common.errors import SensorError
from backend.products.meaning.resolve import resolve
from backend.products.meaning.values import oxygen_ratio
from backend.products.statements.case import Facts
from backend.products.statements.evidence import Evidence
from backend.products.statements.naming import of_file_name
from backend.spectral.bands import Band, BandSet
from backend.spectral.physics.radiometry import irradiance_at

from ...contract.scenes import reflectance

NM = np.arange(400.0, 2500.0, 10.0)
RHO = reflectance(NM).reshape(len(NM), -1)
LISTED = Evidence("band item", center_nm=tuple(NM))


def understood(spectra=RHO, *, evidence=(), dtype="float32", name="scene.tif", **facts):
    known = Facts(name, len(spectra), np.dtype(dtype), np.asarray(spectra, dtype=float), **facts)
    return resolve(known, [*evidence, LISTED, of_file_name(name)])


@pytest.mark.parametrize("factor", [1e3, 1e-3])
def test_radiance_in_wrong_units_is_stopped(factor):
    light = RHO * (irradiance_at(NM, np.full(len(NM), 10.0)) / np.pi)[:, None]
    stated = [Evidence("user", quantity="radiance", units="W m-2 sr-1 um-1")]
    assert understood(light, evidence=stated)[1].blockers == []
    assert "give the right units, scale and offset" in understood(light * factor, evidence=stated)[1].blockers[0]


def test_the_level_is_assumed_aloud():
    sensor, case = understood()
    assert (sensor.level, sensor.origins["level"], sensor.quantity) == ("L2", "assumed", "reflectance")
    assert any("is assumed" in w for w in case.warnings)


def test_radiance_needs_units():
    sensor, case = understood(RHO * 100, evidence=[Evidence("user", level="L1")])
    assert (sensor.quantity, sensor.units) == ("radiance", None)
    assert "unknown units" in case.blockers[0]
    sensor, case = understood(RHO * 100, evidence=[Evidence("user", quantity="radiance", units="W m-2 sr-1 um-1")])
    assert (sensor.level, sensor.units, case.blockers) == ("L1", "W m-2 sr-1 um-1", [])
    assert sensor.scale == 1.0


def test_contradictions_are_refused():
    with pytest.raises(SensorError, match="contradict"):
        understood(evidence=[Evidence("user", level="L2", quantity="radiance", units="W m-2 sr-1 um-1")])
    with pytest.raises(SensorError, match="'furlongs' is not understood"):
        understood(evidence=[Evidence("user", level="L1", units="furlongs")])


def test_top_of_atmosphere_reflectance_is_level_1_without_units():
    sensor, case = understood(evidence=[Evidence("user", level="L1", quantity="reflectance", units="1")])
    assert (sensor.level, sensor.quantity, sensor.units, case.blockers) == ("L1", "reflectance", "1", [])


def with_oxygen_line(depth):
    shape = 1 - depth * np.exp(-0.5 * ((NM - 760.0) / 4.0) ** 2)
    return RHO * shape[:, None]


def test_data_at_the_sensor_do_not_pass_for_surface_reflectance():
    _, case = understood(with_oxygen_line(0.5))
    assert "oxygen line" in case.blockers[0]
    for evidence in ([Evidence("user", level="L2")], [Evidence("user", level="L1", quantity="reflectance")]):
        assert understood(with_oxygen_line(0.5), evidence=evidence)[1].blockers == []
    assert understood(with_oxygen_line(0.1))[1].blockers == []


def test_the_oxygen_line_is_judged_only_where_resolved():
    broad = BandSet(tuple(Band(i, nm, 20.0) for i, nm in enumerate(NM, start=1)))
    assert oxygen_ratio(broad, with_oxygen_line(0.5)) == 1.0
    assert oxygen_ratio(BandSet((Band(1, 450.0), Band(2, 650.0))), RHO[:2]) == 1.0
    assert oxygen_ratio(BandSet((Band(1, None),)), RHO[:1]) == 1.0


def reasons(sensor):
    return {b.good_origin for b in sensor.bands if not b.good}


def test_water_vapour_windows_are_left_out_of_surface_reflectance_only():
    sensor, _ = understood()
    off = [b.center_nm for b in sensor.bands if not b.good]
    assert reasons(sensor) == {"water vapour window"}
    assert {1340.0, 1450.0, 1790.0, 1960.0, 2490.0} <= set(off)
    assert not {1330.0, 1460.0, 1780.0, 1970.0, 2440.0} & set(off)
    level_1, _ = understood(evidence=[Evidence("user", level="L1", quantity="reflectance")])
    assert reasons(level_1) == set()


def test_the_file_and_the_user_decide_before_the_windows():
    """A file that marks bands in a window has judged that window, and where the light fades beyond 2450 nm."""
    flags = tuple(bool(nm not in (1400.0, 1800.0)) for nm in NM)
    sensor, _ = understood(evidence=[Evidence("ENVI header", good=flags)])
    assert [b.center_nm for b in sensor.bands if not b.good] == [1400.0, 1800.0]
    user = tuple(True if nm == 1400.0 else False if nm == 500.0 else None for nm in NM)
    sensor, _ = understood(evidence=[Evidence("user", good=user), Evidence("ENVI header", good=flags)])
    bad = [(b.center_nm, b.good_origin) for b in sensor.bands if not b.good]
    assert bad == [(500.0, "user"), (1800.0, "ENVI header")]


def test_a_window_the_file_says_nothing_of_is_left_out_although_it_marks_another():
    flags = tuple(bool(nm != 1400.0) for nm in NM)
    sensor, _ = understood(evidence=[Evidence("ENVI header", good=flags)])
    off = {b.center_nm: b.good_origin for b in sensor.bands if not b.good}
    assert off.pop(1400.0) == "ENVI header"
    assert set(off.values()) == {"water vapour window"}
    assert min(off) == 1790.0 and max(off) == 1960.0


def test_empty_and_constant_bands_are_found():
    spectra = RHO.copy()
    spectra[3], spectra[7] = np.nan, 0.2
    sensor, _ = understood(spectra)
    assert sensor.bands.bands[3].good_origin == "no data in the sample"
    assert sensor.bands.bands[7].good_origin == "constant in the sample"
    assert sensor.bands.bands[4].good


def test_the_sun_is_computed_from_time_and_place():
    stated = [Evidence("user", quantity="radiance", units="W m-2 sr-1 um-1", acquired="2003-10-17T19:30:30Z")]
    sensor, case = understood(RHO * 100, evidence=stated, lon_lat=(-105.1786, 39.742476))
    assert sensor.sun_zenith_deg == pytest.approx(50.1, abs=0.1)
    assert sensor.origins["sun_zenith_deg"] == "computed from time and place"
    assert not any("overhead" in w for w in case.warnings)
    _, case = understood(RHO * 100, evidence=stated)
    assert any("overhead" in w for w in case.warnings)


@pytest.mark.parametrize(
    ("name", "sensor", "level", "quantity", "acquired"),
    [
        ("ang20160910t185702_2rdn_img", "AVIRIS-NG", "L1", "radiance", "2016-09-10T18:57:02Z"),
        ("ang20160910t185702_corr_v1", "AVIRIS-NG", "L2", "reflectance", "2016-09-10T18:57:02Z"),
        ("AV320230915t184130_000_L1B_RDN_1b.nc", "AVIRIS-3", "L1", "radiance", "2023-09-15T18:41:30Z"),
        ("f130411t01p00r11_refl", "AVIRIS-Classic", "L2", "reflectance", "2013-04-11"),
        ("EMIT_L2A_RFL_001_20220903T163129_2224611_012.nc", "EMIT", "L2", "reflectance", "2022-09-03T16:31:29Z"),
        ("S2A_L1C_T33UUU_20170216_stack13_10m.tif", "Sentinel-2", "L1", "reflectance", "2017-02-16"),
        ("S2B_MSIL2A_20220724T101559_N0400_R065_T33UUU_20220724T161201.SAFE", "Sentinel-2", "L2", None, "2022-07-24"),
        ("S2_L1C_berlin_10bands.tif", "Sentinel-2", "L1", "reflectance", None),
        ("my sentinel-2 stack toa.tif", "Sentinel-2", "L1", "reflectance", None),
        ("landsat_toa_reflectance.tif", None, "L1", "reflectance", None),
        ("plot_S2_enmap.tif", None, None, None, None),
        ("LC09_L2SP_193023_20220724_20230406_02_T1_SR_B4.TIF", "Landsat 8/9 OLI", "L2", None, "2022-07-24"),
        ("PRS_L2D_STD_20210924100615_20210924100620_0001.he5", "PRISMA", "L2", None, "2021-09-24T10:06:15Z"),
        ("ENMAP01-____L2A-DT0000326721_20170626T102020Z_001-METADATA.XML", "EnMAP", "L2", None, "2017-06-26T10:20:20Z"),
        ("enmap_potsdam_tile_128_128.tif", None, None, None, None),
        ("gradient_corrections.tif", None, None, None, None),
    ],
)  # fmt: skip
def test_file_names_of_the_missions_are_read(name, sensor, level, quantity, acquired):
    found = of_file_name(name)
    assert (found.sensor, found.level, found.quantity, found.acquired) == (sensor, level, quantity, acquired)


def test_units_are_not_asked_for_before_the_sensor():
    """A stack that states neither wavelengths nor sensor: the sensor may tell that its level 1 is reflectance."""
    nameless = resolve(Facts("my_L1C_stack.tif", 13, np.dtype("uint16"), RHO[:13] * 1e4), [of_file_name("my_L1C.tif")])
    assert [text for text in nameless[1].blockers if "units" in text] == []
    assert "states no wavelengths" in nameless[1].blockers[0]


def test_documented_units_hold_for_float_products_only():
    sensor, case = understood(RHO * 5, name="ang20160910t185702_2rdn_img")
    assert sensor.units == "uW cm-2 nm-1 sr-1" and case.blockers == []
    _, case = understood(np.round(RHO * 500), name="ang20160910t185702_2rdn_img", dtype="int16")
    assert "unknown units" in case.blockers[0]
