"""Bands of extreme noise are found, good ones stay."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.products.meaning.noise import noisy_bands
from backend.products.registry import open_product
from backend.spectral.overrides import SensorOverrides

from ...contract.scenes import reflectance, scaled
from ...contract.scenes_generic import write_envi

NM = np.arange(420.0, 2450.0, 9.0)


def spectra(seed=0, *, snr=80.0, kind="mixed", count=256):
    """Return (C, n) reflectance with white noise of one size, 1/snr of a reflectance of 0.2."""
    rng = np.random.default_rng(seed)
    pure = reflectance(NM, (16, count // 16), seed=seed).reshape(len(NM), -1)
    if kind == "water":
        dark = 0.06 * np.exp(-np.maximum(NM - 450, 0) / 150) + 0.002
        pure = dark[:, None] * rng.uniform(0.9, 1.1, count)
    if kind == "plain":
        pure = np.repeat(pure[:, :1], count, axis=1)
    return pure + rng.normal(0, 0.2 / snr, pure.shape)


@pytest.mark.parametrize("kind", ["mixed", "water", "plain"])
@pytest.mark.parametrize("snr", [1e6, 300.0, 80.0, 30.0])
def test_a_scene_of_even_quality_loses_no_band(kind, snr):
    """Dark water has a signal-to-noise ratio of 1 in the infrared, and is dark there: that is its signal."""
    assert noisy_bands(NM, spectra(1, snr=snr, kind=kind)) == set()


@given(seed=st.integers(0, 10_000), first=st.integers(10, 200), width=st.integers(1, 12))
def test_planted_noise_is_found_and_its_neighbours_stay(seed, first, width):
    values = spectra(seed)
    planted = set(range(first, first + width))
    values[first : first + width] += np.random.default_rng(seed).normal(0, 0.3, (width, values.shape[1]))
    assert noisy_bands(NM, values) == planted


def test_the_order_of_bands_does_not_matter_and_those_switched_off_are_not_judged():
    values, order = spectra(3), np.random.default_rng(3).permutation(len(NM))
    values[50:53] += np.random.default_rng(4).normal(0, 0.3, (3, values.shape[1]))
    assert {int(order[i]) for i in noisy_bands(NM[order], values[order])} == {50, 51, 52}
    judged = NM.copy()
    judged[50:53] = np.nan
    assert noisy_bands(judged, values) == set()


def test_too_little_to_tell_means_no_band_is_dropped():
    values = np.random.default_rng(0).normal(0.2, 0.1, (len(NM), 256))
    assert noisy_bands(NM, values) == set()  # all alike
    assert noisy_bands(NM, np.empty((len(NM), 0))) == set()
    few = spectra(0, count=256)[:, :63]
    few[40] = np.random.default_rng(1).normal(0.2, 0.3, 63)
    assert noisy_bands(NM, few) == set()
    broad = np.array([443.0, 490, 560, 665, 705, 740, 783, 842, 865, 945, 1375, 1610, 2190])
    assert noisy_bands(broad, np.random.default_rng(2).normal(0.2, 0.1, (13, 256))) == set()


def test_the_account_names_the_noise_and_the_user_decides(tmp_path):
    values = spectra(5).reshape(len(NM), 16, 16)
    values[30] += np.random.default_rng(6).normal(0, 0.4, (16, 16))
    header = write_envi(tmp_path / "a.bsq", scaled(values), centers=NM, extra="reflectance scale factor = 10000")
    with open_product(header) as product:
        off = {b.number: b.good_origin for b in product.meta.sensor.bands if not b.good}
    assert off.pop(31) == "extreme noise in the sample"
    assert set(off.values()) == {"water vapour window"}
    with open_product(header, SensorOverrides(good_bands=(31,))) as product:
        assert product.meta.sensor.bands.bands[30].good
