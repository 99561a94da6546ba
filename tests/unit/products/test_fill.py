"""Fill that no source declares is no surface: pixels of one number in all bands are left out, and it is said."""

from __future__ import annotations

import numpy as np
import pytest

from backend.products.inspect import describe_product
from backend.products.registry import open_product
from backend.spectral.bands import Band, BandSet, Sensor
from backend.spectral.normalise import Normaliser, undeclared
from backend.spectral.overrides import SensorOverrides

from ...contract.scenes import reflectance
from ...contract.scenes_generic import write_tiff

NM = np.linspace(420.0, 1300.0, 12)
STATED = {"wavelengths": tuple(NM), "wavelength_unit": "nm", "level": "L2"}
FILLS = {  # as stored, and the scale of the numbers
    "0": (0.0, 1e-4, "int16"), "-9999": (-9999.0, 1e-4, "int16"), "-32768": (-32768.0, 1e-4, "int16"),
    "0 without sign": (0.0, 1e-4, "uint16"), "65535": (65535.0, 1e-4, "uint16"), "255": (255.0, 1 / 255, "uint8"),
    "-9999 scaled": (-0.9999, 1.0, "float32"), "percent": (-99.99, 1e-2, "float32"),
    "0 less 0.2": (-0.2, 1.0, "float32"), "1 in floats": (1.0, 1.0, "float32"),
}  # fmt: skip


def scene(fill, scale, dtype, *, side=40, share=4):
    """Return (12, side, side) raw numbers, the first columns of which are fill."""
    raw = reflectance(NM, (side, side)) / scale
    raw = np.round(raw) if np.dtype(dtype).kind in "ui" else raw
    raw[:, :, : side // share] = fill
    return raw.astype(dtype)


@pytest.mark.parametrize("case", FILLS)
def test_a_quarter_of_fill_is_nodata_and_told(tmp_path, case):
    fill, scale, dtype = FILLS[case]
    path = tmp_path / "a.tif"
    raw = scene(fill, scale, dtype)
    write_tiff(path, raw)
    with open_product(path, SensorOverrides(**STATED, scale=scale)) as product:
        meta = product.meta
        assert any("hold the same number in all bands" in w and f"({fill:g})" in w for w in meta.warnings)
        assert meta.blockers == ()
        assert meta.sensor.fill == ((fill,) if fill > 0 else ())
        _, valid = Normaliser(meta.sensor, band_nodata=meta.band_nodata).apply(raw)
        spectrum = np.array(describe_product(product)["mean_spectrum"])
    assert not valid[:, :10].any() and valid[:, 10:].all()
    assert np.abs(spectrum - reflectance(NM, (40, 40)).mean((1, 2))).max() < 0.05


@pytest.mark.parametrize("declared", [None, -9999.0])
def test_fill_does_not_disturb_what_is_inferred(tmp_path, declared):
    """Half of a scene at 0 beside a declared nodata value that nothing holds."""
    path = tmp_path / "a.tif"
    write_tiff(path, scene(0, 1e-4, "int16", share=2), nodata=declared)
    with open_product(path, SensorOverrides(**STATED)) as product:
        assert (product.meta.sensor.scale, product.meta.blockers) == (1e-4, ())


def test_fill_in_a_corner_that_the_sample_misses_is_left_out_all_the_same():
    raw = scene(0, 1e-4, "int16")
    raw[:, :, 1:10] = raw[:, :, 11:20]
    bands = BandSet(tuple(Band(i, nm) for i, nm in enumerate(NM, 1)))
    sensor = Sensor("x", bands, level="L2", quantity="reflectance", scale=1e-4)
    normaliser = Normaliser(sensor)
    _, valid = normaliser.apply(raw)
    assert np.array_equal(valid, np.arange(40)[None, :].repeat(40, 0) > 0)
    assert np.array_equal(normaliser.validity(raw).all(axis=0), valid)


def test_dark_and_saturated_pixels_are_no_fill():
    raw = np.array([[0, 0, 5, 0], [0, 3, 5, 0], [0, 0, 5, -1], [0, 0, 5, -1]])[:, :, None]
    assert undeclared(raw).ravel().tolist() == [True, False, False, False]
    assert undeclared(raw, (5.0,)).ravel().tolist() == [True, False, True, False]
    assert not undeclared(raw[:2]).any()  # two bands say little
    assert not undeclared(np.full((4, 1, 1), np.nan)).any()


def test_a_scene_without_fill_is_told_nothing(tmp_path):
    path = tmp_path / "a.tif"
    write_tiff(path, scene(0, 1e-4, "int16")[:, :, 10:])
    with open_product(path, SensorOverrides(**STATED)) as product:
        assert not any("one number" in w for w in product.meta.warnings)
