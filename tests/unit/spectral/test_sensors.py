from __future__ import annotations

import numpy as np
import pytest

from backend.common.errors import SensorError
from backend.spectral.bands import Band, BandSet
from backend.spectral.sensors import (
    canonical_name,
    find,
    match,
    match_band_count,
    matches,
    sensor_names,
    table_bands,
    tables,
)


def bands_of(centers):
    return BandSet(tuple(Band(i, float(c)) for i, c in enumerate(centers, start=1)))


def test_tables_are_sound():
    assert {"EnMAP", "PRISMA", "AVIRIS-NG", "Sentinel-2", "Landsat 8/9 OLI", "Hyperion"} <= set(sensor_names())
    for table in tables():
        assert table.source
        assert set(table.levels) <= {"L1", "L2"}
        assert all(300 < b.center_nm < 2700 for b in table.bands)
        assert all(b.fwhm_nm is None or 1 < b.fwhm_nm < 300 for b in table.bands)


def test_names_are_found_under_their_aliases():
    assert canonical_name("s2") == canonical_name("SENTINEL-2A") == "Sentinel-2"
    assert canonical_name("avirisng") == "AVIRIS-NG"
    assert find("no such sensor") == ()


@pytest.mark.parametrize("table", tables(), ids=lambda t: t.id)
def test_a_sensor_is_recognised_by_its_wavelengths_in_any_order_and_number(table):
    centers = np.array([b.center_nm for b in table.bands])
    rng = np.random.default_rng(1)
    assert match(bands_of(centers)).table.name == table.name
    assert match(bands_of(rng.permutation(centers))).table.name == table.name
    if len(centers) > 100:
        part = rng.choice(centers, len(centers) // 2, replace=False)
        assert match(bands_of(part)).table.name == table.name


@pytest.mark.parametrize("seed", range(5))
def test_arbitrary_wavelengths_are_no_sensor(seed):
    rng = np.random.default_rng(seed)
    assert match(bands_of(rng.uniform(400, 2500, 150))) is None
    assert match(bands_of([450.0, 550.0, 650.0])) is None


def test_a_band_count_only_suggests():
    assert [m.table.name for m in match_band_count(13)] == ["Sentinel-2"]
    assert "NEON AOP" in [m.table.name for m in match_band_count(369)]
    assert match_band_count(7777) == ()


def test_a_table_is_applied_by_count():
    table, bands = table_bands("sentinel-2", 13)
    assert (table.name, bands[7].name, bands[8].name, bands[12].name) == ("Sentinel-2", "B08", "B8A", "B12")
    assert [b.number for b in bands] == list(range(1, 14))


def test_band_names_decide_the_order():
    names = ["B12", "B8A", "B04", "B02"]
    _, bands = table_bands("Sentinel-2", 4, names)
    assert [round(b.center_nm) for b in bands] == [2202, 865, 665, 492]
    _, bands = table_bands("Landsat 8", 2, ["SR_B5", "SR_B4"])
    assert [round(b.center_nm) for b in bands] == [865, 655]


def test_a_wrong_count_says_what_to_do():
    with pytest.raises(SensorError, match=r"'EnMAP' has 218 or 224 bands but the raster has 13; choose another"):
        table_bands("EnMAP", 13)
    with pytest.raises(SensorError, match="'nonsense' is not known; use one of"):
        table_bands("nonsense", 13)


def test_all_sensors_that_agree_are_ranked():
    table = next(t for t in tables() if t.name == "EMIT")
    found = matches(bands_of([band.center_nm for band in table.bands]))
    assert found[0] == match(bands_of([band.center_nm for band in table.bands]))
    assert found[0].table.name == "EMIT"
    assert [m.quality for m in found] == sorted((m.quality for m in found), reverse=True)
    assert len({m.table.name for m in found}) == len(found) >= 2
    assert matches(bands_of([450.0, 550.0, 650.0])) == ()
