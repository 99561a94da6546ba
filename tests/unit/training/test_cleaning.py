"""The cleaning table and its use on a cube."""

from __future__ import annotations

import numpy as np
import pytest

from backend.common.errors import InputError
from training.shards.cleaning import Cleaning, clean, load_table, parse_numbers

CENTERS = np.linspace(400.0, 2400.0, 20)


def cube(value: float = 0.3) -> np.ndarray:
    return np.full((20, 8, 8), value, dtype=np.float32)


def cleaned(values, *, observed=None, inside=None, maximum=2.5):
    observed = np.ones(values.shape, dtype=bool) if observed is None else observed
    return clean(values, observed, inside, center_nm=CENTERS, cleaning=Cleaning(maximum))


@pytest.mark.parametrize(
    ("sensor", "level", "quantity", "bands", "maximum", "bad"),
    [
        ("AVIRIS-Classic", "L1", "radiance", 224, 30.0, 0),
        ("AVIRIS-NG", "L1", "radiance", 425, 100.0, 0),
        ("AVIRIS-3", "L1", "radiance", 284, 100.0, 0),
        ("AVIRIS-Classic", "L2", "reflectance", 224, 2.5, 27),
        ("AVIRIS-NG", "L2", "reflectance", 425, 2.5, 1 + 17 + 39 + 5),
        ("AVIRIS-3", "L2", "reflectance", 284, 2.5, 12 + 23),
        ("EnMAP", "L2", "reflectance", 224, 2.5, 0),
        ("Sentinel-2", "L1", "reflectance", 13, 2.5, 1),
        ("AVIRIS-NG", "L2", "reflectance", 372, 2.5, 0),  # another band table: its numbers mean other bands
    ],
)
def test_the_table_holds_the_published_figures(sensor, level, quantity, bands, maximum, bad):
    found = load_table().find(sensor=sensor, level=level, quantity=quantity, bands=bands)
    assert (found.maximum, len(found.bad_bands), found.drop_share) == (maximum, bad, 0.2)


def test_ranges_of_bands_are_read_and_nonsense_is_refused():
    assert parse_numbers("1, 195-197") == (1, 195, 196, 197)
    with pytest.raises(InputError, match="write it as"):
        parse_numbers("1, x-5")


def test_a_table_with_an_unknown_key_is_refused(tmp_path):
    (tmp_path / "t.toml").write_text("[[rule]]\nmaximun = 3.0\n")
    with pytest.raises(InputError, match="maximun"):
        load_table(tmp_path / "t.toml")


def test_good_values_pass_untouched():
    values = cube()
    result = cleaned(values)
    assert result.reason is None and result.valid.all() and np.array_equal(result.values, values)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(-0.1, "negative"), (np.nan, "not finite"), (np.inf, "not finite"), (3.0, "above the maximum")],
)
def test_a_fifth_is_kept_and_more_is_dropped(fault, reason):
    values = cube()
    values[:, :1] = fault  # an eighth of the cube
    result = cleaned(values)
    assert result.reason is None and not result.valid[:1].any() and result.valid[1:].all()
    assert (result.values[:, :1] == 0).all()
    values[:, :2] = fault  # a quarter
    assert cleaned(values).reason == reason


def test_one_band_above_the_maximum_spoils_the_whole_pixel():
    values = cube()
    values[7, 0, 0] = 2.6
    result = cleaned(values)
    assert not result.valid[0, 0] and result.valid.sum() == 63 and result.bad_share == pytest.approx(1 / 64)


def test_a_gap_in_a_spectrum_is_filled_along_wavelength_and_the_pixel_stays():
    values = np.broadcast_to(CENTERS[:, None, None] / 2400.0, (20, 8, 8)).astype(np.float32).copy()
    wanted = values[5, 3, 3]
    values[5, 3, 3] = -0.02
    result = cleaned(values)
    assert result.valid.all() and result.values[5, 3, 3] == pytest.approx(wanted, rel=1e-5)


def test_nodata_and_masks_count_as_outside():
    observed = np.ones((20, 8, 8), dtype=bool)
    observed[:, :3] = False
    assert cleaned(cube(), observed=observed).reason == "outside the scene"
    inside = np.ones((8, 8), dtype=bool)
    inside[:, :2] = False
    assert cleaned(cube(), inside=inside).reason == "outside the scene"
