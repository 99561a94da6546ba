from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.common.errors import SensorError
from backend.spectral.bands import Band, BandSet, Wavelengths, parse_unit


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        ([450.0, 2200.0], "Nanometers"),
        ([0.45, 2.2], "Micrometers"),
        ([0.45, 2.2], "µm"),
        ([4500.0, 22000.0], "Angstroms"),
        ([1e7 / 450.0, 1e7 / 2200.0], "Wavenumber"),
    ],
)
def test_every_unit_gives_the_same_nanometres(values, unit):
    assert Wavelengths.from_(values, unit).nm == pytest.approx((450.0, 2200.0))


@given(st.lists(st.floats(200.0, 3000.0), min_size=1, max_size=30), st.sampled_from(["nm", "um", "angstrom", "cm-1"]))
def test_units_go_there_and_back(nm, unit):
    factor = {"nm": 1.0, "um": 1e-3, "angstrom": 10.0}
    values = [1e7 / v for v in nm] if unit == "cm-1" else [v * factor[unit] for v in nm]
    assert Wavelengths.from_(values, unit).nm == pytest.approx(tuple(nm))


@pytest.mark.parametrize("values", [[0.0], [-1.0], [float("nan")], [float("inf")], [[1.0]]])
def test_wavelengths_must_be_positive_and_finite(values):
    with pytest.raises(SensorError, match="positive, finite"):
        Wavelengths.from_(values, "nm")


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Nanometers (nm)", "nm"), ("nanómetros", "nm"), ("Nanomètre", "nm"), ("nanometri", "nm"), ("Mikrometer", "um"),
     ("micro-meters", "um"), ("micromètres [µm]", "um"), ("decimal year", None), ("meters", None), ("Index", None)],
)  # fmt: skip
def test_units_are_known_as_several_languages_spell_them(text, unit):
    assert parse_unit(text) == unit


def test_an_unknown_unit_is_refused_with_the_known_ones():
    assert parse_unit("parsec") is None
    with pytest.raises(SensorError, match=r"nm, um, angstrom, cm-1"):
        Wavelengths.from_([1.0], "parsec")


def test_bands_are_used_where_good_and_placed():
    bands = BandSet((Band(1, 450.0), Band(2, None), Band(3, 650.0, good=False), Band(4, 850.0)))
    assert bands.used == (0, 3)
    assert not bands.has_wavelengths
