"""Numbers and lists of numbers as metadata write them."""

from __future__ import annotations

import math

import pytest

from backend.spectral.text.lists import number, numbers

TWO = [418.24, 423.87]


@pytest.mark.parametrize(
    ("text", "value"),
    [("418.24", 418.24), ("418,24", 418.24), (" -0,5 ", -0.5), ("1,2e3", 1200.0), ("1,2,3", 1.0), ("33.5 deg", 33.5),
     ("band 7", 7.0), ("none", None), ("", None), (12, 12.0)],
)  # fmt: skip
def test_one_number(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    ["{418.24, 423.87}", "418.24,423.87", "[418.24 423.87]", "{418,24, 423,87}", "418,24; 423,87", "418,24\t423,87",
     "{ 418,24,\n 423,87 }"],
)  # fmt: skip
def test_one_list_in_many_ways(text):
    assert numbers(text, 2) == TWO


def test_how_many_are_expected_tells_what_a_comma_is():
    assert numbers("1,1\n1,1", 4) == [1.0] * 4
    assert numbers("6,5, 6,5", 2) == [6.5, 6.5]
    assert numbers("6,5, 6,5", 4) == [6.0, 5.0, 6.0, 5.0]
    assert numbers("1,1,1,\n1,1,1", 6) == [1.0] * 6


def test_half_a_list_with_decimal_commas_is_not_taken_for_a_whole_one():
    nm = [410.5 + 7.3 * i for i in range(10)]
    text = ", ".join(f"{v:.2f}".replace(".", ",") for v in nm)
    assert numbers(text, 20) == pytest.approx(nm, abs=0.006)


def test_what_is_no_number_is_kept_or_passed_over():
    assert math.isnan(numbers("1, nan", 2)[1])
    assert numbers("nothing", 3) == []
