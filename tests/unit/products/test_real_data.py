"""The real scenes of the data folder, each understood as its documentation says."""

from __future__ import annotations

import numpy as np
import pytest

from backend.common.errors import SensorError
from backend.products.base import ensure_ready
from backend.products.registry import open_product
from backend.raster.window import Window
from backend.spectral.normalise import Normaliser
from backend.spectral.overrides import SensorOverrides

pytestmark = pytest.mark.data
NOISE = "extreme noise in the sample"


def understood(path, **stated):
    with open_product(path, SensorOverrides(**stated) if stated else None) as product:
        meta = product.meta
        ensure_ready(meta)
        normaliser = Normaliser(meta.sensor, band_nodata=meta.band_nodata)
        pixels, valid = normaliser.apply(product.read(Window(0, 0, meta.height, meta.width), normaliser.used))
    median = np.median(pixels[:, valid], axis=1)
    return meta, {int(nm): float(v) for nm, v in zip(normaliser.center_nm, median, strict=True)}, valid


def noisy(sensor):
    """Return the centres in nm, to 0.1, of the bands dropped for their noise."""
    return [round(b.center_nm, 1) for b in sensor.bands if b.good_origin == NOISE]


def at(spectrum, nm):
    return spectrum[min(spectrum, key=lambda key: abs(key - nm))]


def test_enmap_potsdam(data):
    paths = sorted((data / "enmap_potsdam" / "images").glob("*.tif"))
    assert len(paths) == 12
    for path in paths:
        meta, spectrum, valid = understood(path)
        sensor = meta.sensor
        assert (sensor.name, sensor.level, sensor.scale, sensor.gsd_m) == ("EnMAP", "L2", 1e-4, 30.0)
        origins = {b.number: b.good_origin for b in sensor.bands if not b.good}
        assert [n for n, origin in origins.items() if origin == "band item"] == [130, 131, 132, 133, 134, 135]
        # 1939-1958 nm, which the file calls good, rise to three times their neighbours
        assert [n for n, origin in origins.items() if origin == "water vapour window"] == [164, 165, 166]
        assert {o for o in origins.values()} <= {"band item", "water vapour window", NOISE}
        assert set(noisy(sensor)) <= {2445.5}
        assert sensor.acquired.startswith("2022-07-24T10:45:26")
        assert valid.mean() > 0.9
        assert 0.0 < at(spectrum, 450) < 0.12 and at(spectrum, 850) < 0.5


def test_enmap_simulated_from_header_and_binary(data):
    folder = data / "enmap_simulated_berlin"
    for name in ("EnMAP_BerlinUrbanGradient.bsq", "EnMAP_BerlinUrbanGradient.hdr"):
        meta, spectrum, _ = understood(folder / name)
        sensor = meta.sensor
        assert (meta.count, sensor.name, sensor.scale) == (177, "EnMAP", 1e-4)
        assert sensor.origins["scale"] == "inferred from values"
        assert sensor.bands.bands[0].center_nm == pytest.approx(460.0)
        assert sensor.bands.bands[0].fwhm_nm == pytest.approx(5.8)
        assert meta.band_nodata[0] == -99.0
        assert not noisy(sensor)
        assert 0.1 < at(spectrum, 850) < 0.4


def test_hymap_berlin(data):
    meta, spectrum, valid = understood(data / "hymap_berlin" / "HyMap02_Berlin_Urban_Gradient_2009.bsq")
    sensor = meta.sensor
    assert (meta.count, sensor.name, sensor.scale, sensor.gsd_m) == (111, "HyMap", 1.0, 9.0)
    assert {b.origin for b in sensor.bands} == {"band name"}
    assert [b.number for b in sensor.bands if not b.good] == [86]
    assert not noisy(sensor)
    assert valid.all() and 0.05 < at(spectrum, 850) < 0.4


def test_neon_needs_its_sensor(data):
    path = data / "neon_trees" / "images" / "OSBS_34.tif"
    with pytest.raises(SensorError, match=r"NEON AOP \(369 bands\)"):
        understood(path)
    meta, spectrum, _ = understood(path, sensor="NEON")
    assert meta.sensor.name == "NEON AOP"
    assert any("approximate" in w for w in meta.warnings)
    assert at(spectrum, 860) > 2 * at(spectrum, 670)


@pytest.mark.parametrize("name", ["OSBS_6", "MLBS_14", "MLBS_30"])
def test_noise_of_neon_lies_at_the_ends_of_the_detector_and_beside_the_water_band(data, name):
    """Two plots of 60 that lose the most bands, and one that loses none; the sample decides on a band or two."""
    found = noisy(understood(data / "neon_trees" / "images" / f"{name}.tif", sensor="NEON")[0].sensor)
    assert all(nm < 400 or nm > 2400 for nm in found)
    assert len(found) <= {"OSBS_6": 3, "MLBS_14": 7, "MLBS_30": 0}[name]


def test_aviris_ng_radiance(data):
    meta, spectrum, _ = understood(data / "aviris_ng_radiance" / "ang20160910t185702_2rdn_img")
    sensor = meta.sensor
    assert (sensor.name, sensor.level, sensor.quantity) == ("AVIRIS-NG", "L1", "radiance")
    assert sensor.units == "uW cm-2 nm-1 sr-1" and sensor.origins["units"] == "documented for AVIRIS-NG L1"
    assert any("documented" in w for w in meta.warnings)
    assert sensor.sun_zenith_deg == pytest.approx(32.4, abs=0.2)
    found = noisy(sensor)  # at the sensor no light arrives within the water band: signal-to-noise below 10
    assert all(1380 < nm < 1390 or 1815 < nm < 1940 for nm in found)
    assert sum(1820 < nm < 1930 for nm in found) == 22
    assert len(sensor.bands.used) == 425 - len(found)
    assert 0.05 < at(spectrum, 550) < 0.3 and 0.15 < at(spectrum, 1650) < 0.45 and at(spectrum, 1400) < 0.01


def test_sentinel_2_is_told_by_the_names_of_its_bands(data):
    path = data / "sentinel2_l1c" / "S2A_L1C_T33UUU_20170216_stack13_10m.tif"
    meta, _, _ = understood(path)
    assert (meta.sensor.name, meta.sensor.level) == ("Sentinel-2", "L1")
    assert any("identified as those of Sentinel-2 by their names" in w for w in meta.warnings)
    meta, spectrum, _ = understood(path, sensor="Sentinel-2", level="L1")
    sensor = meta.sensor
    assert (sensor.level, sensor.quantity, sensor.units, sensor.scale) == ("L1", "reflectance", "1", 1e-4)
    assert [b.name for b in sensor.bands][7:9] == ["B08", "B8A"]
    assert round(sensor.bands.bands[8].center_nm) == 865
    assert 0.05 < at(spectrum, 665) < 0.3
