"""The direction of shadows in rows and columns, on grids of any orientation."""

from __future__ import annotations

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest
from rasterio.crs import CRS

from backend.products.clouds.sun import sky_over
from backend.spectral.bands import BandSet, Sensor

NORTH_UP = (500_000.0, 30.0, 0.0, 5_300_000.0, 0.0, -30.0)  # at the central meridian, 9 or 15 degrees east
SENSOR = Sensor(None, BandSet(()), acquired="2022-07-24T10:20:00Z")


def meta(grid=NORTH_UP, epsg=32633, sensor=SENSOR):
    wkt = None if epsg is None else CRS.from_epsg(epsg).to_wkt()
    return SimpleNamespace(sensor=sensor, geotransform=grid, crs_wkt=wkt, width=10, height=10)


def test_shadows_fall_away_from_the_sun():
    sky = sky_over(meta(), gsd_m=30.0)
    rows, cols = sky.away
    assert math.hypot(rows, cols) == pytest.approx(1.0)
    assert -1.0 < rows < -0.7 and -0.7 < cols < 0.0  # the morning sun of July stands in the south-east
    assert 25.0 < sky.zenith_deg < 40.0  # computed where none is stated
    stated = sky_over(meta(sensor=replace(SENSOR, sun_zenith_deg=31.5)), gsd_m=30.0)
    assert stated.zenith_deg == 31.5 and stated.away == sky.away


def test_a_grid_that_is_turned_turns_the_shadows():
    plain = sky_over(meta(), gsd_m=30.0).away
    turned = sky_over(meta(grid=(500_000.0, 0.0, 30.0, 5_300_000.0, 30.0, 0.0)), gsd_m=30.0).away
    assert turned == pytest.approx((plain[1], -plain[0]), abs=1e-3)  # rows run east, columns north


def test_geographic_grids_have_the_same_direction():
    plain = sky_over(meta(), gsd_m=30.0).away
    step = 30.0 / 111_200.0
    degrees = (15.0, step / math.cos(math.radians(47.85)), 0.0, 47.85, 0.0, -step)
    assert sky_over(meta(grid=degrees, epsg=4326), gsd_m=30.0).away == pytest.approx(plain, abs=0.02)


@pytest.mark.parametrize(
    "changes",
    [
        {"grid": None}, {"epsg": None}, {"sensor": replace(SENSOR, acquired=None)},
        {"sensor": replace(SENSOR, acquired="2022-07-24")},
        {"sensor": replace(SENSOR, acquired="2022-07-24T23:00:00Z")},
    ],
)  # fmt: skip
def test_without_grid_or_time_of_day_the_direction_is_not_known(changes):
    assert sky_over(meta(**changes), gsd_m=30.0).away is None
