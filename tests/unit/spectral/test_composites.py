"""Which bands make a colour composite."""

from __future__ import annotations

import pytest

from backend.spectral.composites import band_numbers, best_bands, places_of


def bands(*centers, off=()):
    return [{"number": i, "center_nm": c, "good": i not in off} for i, c in enumerate(centers, start=1)]


def test_the_best_bands_are_true_colours_else_infrared_else_spread():
    assert best_bands([480, 560, 660, 860]) == ("true_colour", (2, 1, 0))
    assert best_bands([560, 660, 860, 1600]) == ("infrared", (2, 1, 0))
    assert best_bands([2200, 1600, 900, 1000]) == ("false_colour", (0, 3, 2))


def test_bands_out_of_use_and_without_wavelength_are_left_out():
    assert band_numbers(bands(480, 560, 655, 660, 860, off=(4,))) == ("true_colour", (3, 2, 1))
    assert band_numbers(bands(None, 480, 560, 660)) == ("true_colour", (4, 3, 2))


def test_a_kind_that_the_bands_do_not_reach_is_none():
    assert band_numbers(bands(480, 560, 660), "infrared") is None
    assert band_numbers(bands(480, 560, 660, 850, 1610), "shortwave") == ("shortwave", (5, 4, 3))
    assert places_of("true_colour", []) is None


@pytest.mark.parametrize(("count", "wanted"), [(1, (1, 1, 1)), (2, (2, 1, 1)), (5, (5, 3, 1))])
def test_without_wavelengths_bands_are_taken_in_their_order(count, wanted):
    assert band_numbers(bands(*[None] * count)) == ("false_colour", wanted)
    assert band_numbers([]) is None
