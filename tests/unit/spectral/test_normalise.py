from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.common.errors import SensorError
from backend.spectral.bands import Band, BandSet, Sensor
from backend.spectral.normalise import Normaliser, filled_fwhm_nm, quadrature_weights

CENTERS = (400.0, 500.0, 600.0, 700.0, 900.0)


def sensor(**changes):
    bands = BandSet(tuple(Band(i, c, 10.0) for i, c in enumerate(CENTERS, start=1)))
    return replace(Sensor(None, bands, level="L2", quantity="reflectance", scale=1e-4, units="1"), **changes)


def cube(*spectra, dtype="int16"):
    return np.array(spectra, dtype=dtype).T[:, None, :]  # (C, 1, n)


def test_scale_and_offset_give_reflectance_and_valid_data_stay_untouched():
    raw = cube([1000, 2000, 3000, 4000, 5000])
    pixels, valid = Normaliser(sensor(offset=-0.1), band_nodata=[-9999.0] * 5).apply(raw)
    assert valid.all()
    assert pixels.dtype == np.float32
    assert pixels[:, 0, 0] == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4], abs=1e-6)


def test_one_missing_band_is_interpolated_along_wavelength():
    raw = cube([1000, 2000, 3000, -9999, 6000])
    pixels, valid = Normaliser(sensor(), band_nodata=[-9999.0] * 5).apply(raw)
    assert valid.all()
    assert pixels[:, 0, 0] == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.6], abs=1e-6)


def test_a_missing_end_takes_its_neighbour():
    pixels, _ = Normaliser(sensor(), band_nodata=[-9999.0] * 5).apply(cube([-9999, 2000, 3000, 4000, 6000]))
    assert pixels[0, 0, 0] == pytest.approx(0.2, abs=1e-6)


def test_pixels_with_less_than_80_percent_of_their_bands_are_not_observed():
    raw = cube([-9999, -9999, 3000, 4000, 6000], [1000, 2000, 3000, 4000, 6000])
    pixels, valid = Normaliser(sensor(), band_nodata=[-9999.0] * 5).apply(raw)
    assert valid.tolist() == [[False, True]]
    assert not pixels[:, 0, 0].any()


@pytest.mark.parametrize("hole", [np.nan, np.inf, -np.inf, -3.4028235e38, -1.23e34])
def test_what_is_no_number_is_a_hole(hole):
    raw = cube([0.1, hole, 0.3, 0.4, 0.6], dtype="float32")
    pixels, valid = Normaliser(sensor(scale=1.0)).apply(raw)
    assert valid.all()
    assert pixels[1, 0, 0] == pytest.approx(0.2)


def test_nodata_is_a_matter_of_each_band():
    raw = cube([1000, 2000, 3000, 4000, 6000])
    _, valid = Normaliser(sensor(), band_nodata=[1000.0, 2000.0, None, -1.0, -1.0]).apply(raw)
    assert not valid.any()
    _, valid = Normaliser(sensor(), band_nodata=[0.5, 1e9, float("nan"), -1.0, -1.0]).apply(raw)
    assert valid.all()


def test_the_mask_switches_pixels_off():
    raw = cube([1000, 2000, 3000, 4000, 6000], [1000, 2000, 3000, 4000, 6000])
    _, valid = Normaliser(sensor()).apply(raw, mask=np.array([[True, False]]))
    assert valid.tolist() == [[True, False]]


def test_only_the_used_bands_count():
    normaliser = Normaliser(sensor(), used=[4, 0], band_nodata=[-9999.0, 0.0, 0.0, 0.0, 1.0])
    assert normaliser.center_nm.tolist() == [900.0, 400.0]
    pixels, valid = normaliser.apply(np.array([[[5000]], [[1000]]], dtype="int16"))
    assert valid.all()
    assert pixels[:, 0, 0] == pytest.approx([0.5, 0.1])


def test_radiance_becomes_apparent_reflectance_in_every_unit():
    base = sensor(level="L1", quantity="radiance", scale=1.0, sun_zenith_deg=30.0)
    raw = cube([50.0, 50.0, 40.0, 30.0, 20.0], dtype="float32")
    watts, _ = Normaliser(replace(base, units="W m-2 sr-1 um-1")).apply(raw)
    microwatts, _ = Normaliser(replace(base, units="uW cm-2 nm-1 sr-1")).apply(raw / 10)
    assert microwatts == pytest.approx(watts, rel=1e-5)
    assert 0.0 < watts.min() < watts.max() < 0.3


@pytest.mark.parametrize("units", [None, "1", "DN"])
def test_radiance_without_units_is_refused(units):
    with pytest.raises(SensorError, match="units"):
        Normaliser(sensor(level="L1", quantity="radiance", scale=1.0, units=units))


def test_nothing_to_use_is_refused():
    nowhere = Sensor(None, BandSet((Band(1, None), Band(2, None))))
    with pytest.raises(SensorError, match="No usable band"):
        Normaliser(nowhere)
    with pytest.raises(SensorError, match="wavelength"):
        Normaliser(nowhere, used=[0])


def test_scales_per_band_replace_the_common_one():
    changed = sensor(band_scale=(1.0, 2.0, 3.0, 4.0, 5.0), band_offset=(0.0, 0.0, 0.0, 0.0, 1.0))
    pixels, _ = Normaliser(changed).apply(cube([1, 1, 1, 1, 1]))
    assert pixels[:, 0, 0].tolist() == [1.0, 2.0, 3.0, 4.0, 6.0]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(3, 40))
def test_the_order_of_bands_does_not_matter(seed, count):
    rng = np.random.default_rng(seed)
    centers = rng.choice(np.arange(400, 2500), count, replace=False).astype(float)
    raw = rng.integers(0, 6000, (count, 2, 3)).astype("int16")
    raw[rng.random(raw.shape) < 0.05] = -9999
    order = rng.permutation(count)

    def run(which):
        bands = BandSet(tuple(Band(i, centers[k], 10.0) for i, k in enumerate(which, start=1)))
        made = Normaliser(replace(sensor(), bands=bands), band_nodata=[-9999.0] * count)
        return made.apply(raw[which])

    straight, valid = run(np.arange(count))
    shuffled, valid_too = run(order)
    assert np.array_equal(valid, valid_too)
    assert np.allclose(straight[order], shuffled, atol=1e-6)


def test_weights_follow_the_spacing():
    weights = quadrature_weights(np.array([400.0, 410.0, 420.0, 460.0]))
    assert weights == pytest.approx(np.array([10.0, 10.0, 25.0, 40.0]) / 85.0)


def test_gaps_are_not_stretched_over():
    centers = np.array([400.0, 410.0, 2000.0, 2010.0])
    assert quadrature_weights(centers) == pytest.approx([10 / 130, 55 / 130, 55 / 130, 10 / 130])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(np.arange(400.0, 2500.0, 7.0).tolist()), min_size=1, max_size=60), st.randoms())
def test_weights_add_up_share_duplicates_and_ignore_order(centers, random):
    values = np.array(centers)
    weights = quadrature_weights(values)
    assert weights.sum() == pytest.approx(1.0)
    assert (weights > 0).all()
    order = list(range(len(values)))
    random.shuffle(order)
    assert quadrature_weights(values[order]) == pytest.approx(weights[order])
    doubled = quadrature_weights(np.concatenate([values, values]))
    assert doubled[: len(values)] == pytest.approx(weights / 2)


def test_unknown_widths_take_the_spacing():
    filled = filled_fwhm_nm(np.array([400.0, 410.0, 430.0]), np.array([np.nan, 7.0, np.nan]))
    assert filled.tolist() == [10.0, 7.0, 20.0]
    assert filled_fwhm_nm(np.array([500.0]), np.array([np.nan])).tolist() == [10.0]
