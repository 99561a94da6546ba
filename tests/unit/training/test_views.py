"""Crops, turns, spectral windows and dropped bands."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.common.scenes import orient
from training.pretraining.schedule import View
from training.pretraining.views import covering, draw_crop, drop_bands, resample, spectral_window


@given(st.integers(0, 10**6), st.integers(8, 60), st.integers(8, 60), st.integers(8, 64), st.booleans())
def test_crops_lie_inside_and_have_the_size_of_the_tile(seed, height, width, tile, resize):
    crop = draw_crop(np.random.default_rng(seed), (height, width), tile, resize=resize)
    assert 0 <= crop.rows.start < crop.rows.stop <= height and 0 <= crop.cols.start < crop.cols.stop <= width
    if resize:
        assert crop.tile == (tile, tile)
    else:
        assert crop.tile == (min(tile, height // 8 * 8), min(tile, width // 8 * 8)) and crop.zoom == 1.0
    if crop.tile[0] != crop.tile[1]:
        assert not crop.turn & 4


def test_the_eight_orientations_differ_and_keep_the_values():
    plane = np.arange(9).reshape(3, 3)
    turned = [orient(plane, t) for t in range(8)]
    assert len({t.tobytes() for t in map(np.ascontiguousarray, turned)}) == 8
    assert all(sorted(t.ravel()) == list(range(9)) for t in turned)


def test_resampling_keeps_planes_and_means():
    rows, cols = np.mgrid[0:20, 0:20].astype(np.float32)
    cube = np.stack([rows, cols, np.full((20, 20), 0.3, np.float32)])
    valid = np.ones((20, 20), dtype=bool)
    up, _ = resample(cube, valid, (32, 32))
    assert np.allclose(np.diff(up[0][5:-5], axis=0), 20 / 32, atol=1e-4) and np.allclose(up[2], 0.3)
    down, whole = resample(cube, valid, (10, 10))
    assert down.shape == (3, 10, 10) and whole.all() and np.allclose(down.mean((1, 2)), cube.mean((1, 2)), atol=1e-4)


def test_a_resampled_pixel_with_an_invalid_part_is_invalid_and_zero():
    valid = np.ones((16, 16), dtype=bool)
    valid[:4] = False
    made, whole = resample(np.ones((2, 16, 16), np.float32), valid, (8, 8))
    assert not whole[:2].any() and whole[2:].all() and (made[:, :2] == 0).all()


@given(st.integers(0, 10**6), st.integers(4, 425), st.integers(4, 120))
def test_a_window_is_a_run_of_neighbours_within_its_range(seed, count, bands):
    rng = np.random.default_rng(seed)
    center = rng.permutation(np.linspace(380.0, 2500.0, count))
    chosen = spectral_window(rng, center, View(400.0, 1650.0, bands))
    inside = np.sort(center[(center >= 400) & (center <= 1650)])
    got = center[chosen]
    if len(inside) < 4:
        assert len(got) == min(bands, count)
        return
    assert len(got) == min(bands, len(inside)) and (np.diff(got) > 0).all()
    start = int(np.searchsorted(inside, got[0]))
    assert np.array_equal(inside[start : start + len(got)], got)


def test_two_views_of_aviris_overlap_and_have_about_a_hundred_bands():
    center = np.linspace(376.0, 2500.0, 425)
    views = [View(400, 1650, 250), View(1250, 2500, 250)]
    first, second = (spectral_window(np.random.default_rng(0), center, v) for v in views)
    assert len(np.intersect1d(first, second)) > 50 and len(covering([first, second])) > 400
    assert len(spectral_window(np.random.default_rng(0), center, View(400, 1650, 100))) == 100


def test_a_spread_view_reaches_over_its_whole_range():
    center = np.linspace(2450.0, 400.0, 200)
    chosen = spectral_window(np.random.default_rng(0), center, View(400.0, 2500.0, 40, spread=True))
    assert len(set(chosen)) == 40
    assert np.ptp(center[chosen]) > 1800 and (np.diff(center[chosen]) > 0).all()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_dropped_bands_leave_at_least_four_in_order(share):
    for seed in range(20):
        kept = drop_bands(np.random.default_rng(seed), np.arange(40), share)
        assert len(kept) >= max(4, int(40 * (1 - share))) and (np.diff(kept) > 0).all()
