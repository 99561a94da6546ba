from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pytest

from backend.common.errors import SensorError
from backend.spectral.physics.radiometry import (
    apparent_reflectance_gain,
    earth_sun_distance,
    irradiance_at,
    is_reflectance_unit,
    parse_radiance_units,
    parse_time,
    solar_position,
    solar_zenith,
)


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("W m-2 sr-1 um-1", 1.0),
        ("W/(m^2*sr*um)", 1.0),
        ("W.m-2.sr-1.um-1", 1.0),
        ("uW cm-2 nm-1 sr-1", 10.0),
        ("uW/cm^2/SR/nm", 10.0),
        ("µW/(cm²·sr·nm)", 10.0),
        ("microwatts per square centimeter per nanometer per steradian", 10.0),
        ("mW cm-2 um-1 sr-1", 10.0),
        ("mW/(cm^2 um sr)", 10.0),
        ("mW m-2 sr-1 nm-1", 1.0),
        ("W/m2/sr/nm", 1000.0),
        ("[W/(m^2 * sr * nm)]", 1000.0),
        ("W m**-2 sr**-1 nm**-1", 1000.0),
        ("W m⁻² sr⁻¹ nm⁻¹", 1000.0),
        ("10*W/m2/sr/um", 10.0),
    ],
)
def test_radiance_units_are_understood(text, factor):
    assert parse_radiance_units(text) == pytest.approx(factor)


@pytest.mark.parametrize(
    "text", ["", "1", "DN", "W/m^2/sr", "W/m2/um", "W m-2 sr-1 um-2", "W sr-1", "K", "mm", "W W W"]
)
def test_other_units_are_not(text):
    assert parse_radiance_units(text) is None


def test_reflectance_has_no_unit():
    assert is_reflectance_unit("1")
    assert is_reflectance_unit(" Reflectance ")
    assert not is_reflectance_unit("W m-2 sr-1 um-1")


def test_solar_irradiance_agrees_with_the_standard():
    # ASTM G173-03 extraterrestrial, W m-2 nm-1: 0.74255 at 1000 nm, 0.08279 at 2200 nm
    values = irradiance_at(np.array([1000.0, 2200.0]), np.array([1.0, 1.0]))
    assert values == pytest.approx([742.6, 82.8], rel=0.01)
    total = irradiance_at(np.array([550.0]), np.array([300.0]))
    assert 1500 < total[0] < 1900


def test_bands_outside_the_solar_table_are_refused():
    with pytest.raises(SensorError, match="300 and 2700"):
        irradiance_at(np.array([4000.0]), np.array([10.0]))


def test_distance_to_the_sun_through_the_year():
    near = earth_sun_distance(datetime(2021, 1, 3, tzinfo=timezone.utc))
    far = earth_sun_distance(datetime(2021, 7, 5, tzinfo=timezone.utc))
    assert (near, far) == pytest.approx((0.9833, 1.0167), abs=5e-4)


@pytest.mark.parametrize(
    ("when", "lon", "lat", "zenith"),
    [
        # NREL Solar Position Algorithm, example A.5 (Reda and Andreas 2004): zenith 50.11
        (datetime(2003, 10, 17, 19, 30, 30, tzinfo=timezone.utc), -105.1786, 39.742476, 50.11),
        # equator at the March equinox of 2021, local noon: the sun stands overhead (equation of time +7.5 min)
        (datetime(2021, 3, 20, 12, 7, 30, tzinfo=timezone.utc), 0.0, 0.0, 0.1),
    ],
)
def test_the_sun_stands_where_it_should(when, lon, lat, zenith):
    assert solar_zenith(when, lon=lon, lat=lat) == pytest.approx(zenith, abs=0.12)


def test_the_sun_is_seen_in_the_right_direction():
    # NREL Solar Position Algorithm, example A.5: azimuth 194.34 degrees from north over east
    when = datetime(2003, 10, 17, 19, 30, 30, tzinfo=timezone.utc)
    assert solar_position(when, lon=-105.1786, lat=39.742476)[1] == pytest.approx(194.34, abs=0.15)


def test_times_are_read_as_utc():
    expected = datetime(2016, 9, 10, 18, 57, 2, tzinfo=timezone.utc)
    assert parse_time("2016-09-10T18:57:02Z") == expected
    assert parse_time("2016-09-10T20:57:02.0000000+02:00") == expected
    assert parse_time("2016-09-10") == datetime(2016, 9, 10, tzinfo=timezone.utc)
    assert parse_time("yesterday") is None


def test_a_white_surface_has_reflectance_one():
    centers, widths = np.array([600.0, 1600.0]), np.array([10.0, 10.0])
    when, zenith = "2021-07-05T10:00:00Z", 40.0
    distance = earth_sun_distance(parse_time(when))
    radiance = irradiance_at(centers, widths) * np.cos(np.radians(zenith)) / (np.pi * distance**2)
    gain = apparent_reflectance_gain(centers, widths, sun_zenith_deg=zenith, acquired=when)
    assert radiance * gain == pytest.approx([1.0, 1.0])
