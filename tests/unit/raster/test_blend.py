import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.raster.tiling.blend import LiveStrip, axis_weights, taper
from backend.raster.tiling.tiler import Axis, TileGrid
from backend.raster.window import Window


@given(st.integers(1, 200), st.integers(1, 48), st.data())
def test_weights_of_a_pixel_sum_to_one(length, size, data):
    axis = Axis(length, size, data.draw(st.integers(0, size // 2)))
    total = np.zeros(length)
    for k in range(axis.count):
        first, end = axis.span(k)
        weights = axis_weights(axis, k)
        assert weights.min() >= 0
        total[first:end] += weights
    np.testing.assert_allclose(total, 1.0, atol=2e-7)


def test_taper_rises_smoothly_from_zero_to_one():
    rise = taper(32)
    assert np.all(np.diff(rise) > 0)
    assert rise[0] < 0.01
    assert rise[-1] > 0.99
    np.testing.assert_allclose(rise + rise[::-1], 1.0, atol=1e-6)


def blended(grid, area, scores):
    """Blend the same full-frame scores (K, H, W) cut into windows, as the writer does; return scores and validity."""
    strip = LiveStrip(grid, area, classes=len(scores))
    out, seen = [], []
    for grid_row in grid.rows.over(area.row, area.row_end):
        for grid_col in grid.cols.over(area.col, area.col_end):
            tile = grid.tile(grid_row, grid_col)
            w = tile.window
            part = scores[:, w.row : w.row_end, w.col : w.col_end]
            padded = np.pad(part, ((0, 0), (0, 3), (0, 5)), constant_values=1e6)
            strip.add(tile, padded, np.ones(padded.shape[1:], dtype=bool))
        final = grid.rows.span(grid_row + 1)[0] if grid_row + 1 < grid.rows.count else area.row_end
        taken, valid = strip.take(final)
        out.append(taken)
        seen.append(valid)
    return np.concatenate(out, axis=1), np.concatenate(seen)


@given(st.integers(1, 90), st.integers(1, 90), st.integers(1, 32), st.data())
def test_blending_equal_scores_gives_them_back_on_any_area(height, width, size, data):
    grid = TileGrid.of(height, width, size=size, overlap=data.draw(st.integers(0, size // 2)))
    row, col = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    area = Window(row, col, data.draw(st.integers(1, height - row)), data.draw(st.integers(1, width - col)))
    scores = np.random.default_rng(0).random((2, height, width), dtype=np.float32)
    result, valid = blended(grid, area, scores)
    np.testing.assert_allclose(result, scores[:, row : area.row_end, col : area.col_end], atol=1e-6)
    assert valid.all()
    assert valid.shape == (area.height, area.width)


@given(st.integers(20, 90), st.integers(20, 90), st.data())
def test_parts_are_equal_to_the_whole_to_the_last_bit(height, width, data):
    grid = TileGrid.of(height, width, size=16, overlap=6)
    scores = np.random.default_rng(1).random((3, height, width), dtype=np.float32)
    whole, _ = blended(grid, Window(0, 0, height, width), scores)
    row, col = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    area = Window(row, col, data.draw(st.integers(1, height - row)), data.draw(st.integers(1, width - col)))
    part, _ = blended(grid, area, scores)
    assert np.array_equal(part, whole[:, row : area.row_end, col : area.col_end])


def test_a_seam_between_windows_that_disagree_is_a_ramp_and_not_a_step():
    grid = TileGrid.of(16, 48, size=32, overlap=16)
    strip = LiveStrip(grid, Window(0, 0, 16, 48), classes=1)
    for number, tile in enumerate(grid.tiles_over(Window(0, 0, 16, 48))):
        shape = (tile.window.height, tile.window.width)
        strip.add(tile, np.full((1, *shape), float(number), dtype=np.float32), np.ones(shape, dtype=bool))
    row = strip.take(16)[0][0, 8]
    assert row[0] == 0
    assert row[-1] == 1
    assert np.all(np.diff(row) >= 0)
    assert np.diff(row).max() < 0.11


def test_pixels_no_window_calls_valid_stay_invalid():
    grid = TileGrid.of(8, 8, size=8, overlap=0)
    strip = LiveStrip(grid, Window(0, 0, 8, 8), classes=1)
    valid = np.zeros((8, 8), dtype=bool)
    valid[2, 3] = True
    strip.add(grid.tile(0, 0), np.ones((1, 8, 8), dtype=np.float32), valid)
    assert np.array_equal(strip.take(8)[1], valid)


@pytest.mark.parametrize("overlap", [0, 4])
def test_rows_leave_in_order_and_only_once(overlap):
    grid = TileGrid.of(30, 8, size=8, overlap=overlap)
    strip = LiveStrip(grid, Window(5, 0, 20, 8), classes=1)
    assert strip.row == 5
    assert strip.take(9)[0].shape == (1, 4, 8)
    assert strip.take(9)[0].shape == (1, 0, 8)
    assert strip.row == 9
