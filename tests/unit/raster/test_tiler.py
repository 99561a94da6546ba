import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.common.errors import InputError
from backend.raster.tiling.tiler import Axis, TileGrid
from backend.raster.window import Window

SIDES = st.one_of(st.integers(1, 300), st.sampled_from([1, 7, 8, 31, 32, 33, 63, 64, 65, 97, 127, 128, 129, 251]))


@st.composite
def grids(draw):
    size = draw(st.integers(1, 64))
    return TileGrid.of(draw(SIDES), draw(SIDES), size=size, overlap=draw(st.integers(0, size // 2)))


@st.composite
def grids_with_areas(draw):
    grid = draw(grids())
    height, width = grid.rows.length, grid.cols.length
    row, col = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
    area = Window(row, col, draw(st.integers(1, height - row)), draw(st.integers(1, width - col)))
    return grid, area


def counts(grid, windows):
    seen = np.zeros((grid.rows.length, grid.cols.length), dtype=int)
    for w in windows:
        seen[w.row : w.row_end, w.col : w.col_end] += 1
    return seen


@given(grids())
def test_windows_cover_every_pixel_at_most_twice_an_axis_and_stay_inside(grid):
    whole = Window(0, 0, grid.rows.length, grid.cols.length)
    windows = [tile.window for tile in grid.tiles_over(whole)]
    assert all(w.intersect(whole) == w for w in windows)
    seen = counts(grid, windows)
    assert seen.min() >= 1
    assert seen.max() <= 4
    assert len(windows) == grid.count_over(whole) == grid.rows.count * grid.cols.count


@given(grids())
def test_cores_cover_every_pixel_exactly_once(grid):
    # the core of a window: from its own start to the start of the next
    seen = np.zeros((grid.rows.length, grid.cols.length), dtype=int)
    for r in range(grid.rows.count):
        for c in range(grid.cols.count):
            row, row_end = grid.rows.span(r)
            col, col_end = grid.cols.span(c)
            row_end = grid.rows.span(r + 1)[0] if r + 1 < grid.rows.count else row_end
            col_end = grid.cols.span(c + 1)[0] if c + 1 < grid.cols.count else col_end
            seen[row:row_end, col:col_end] += 1
    assert np.array_equal(seen, np.ones_like(seen))


@given(grids())
def test_last_window_is_longer_than_the_overlap_unless_it_is_the_only_one(grid):
    for axis in (grid.rows, grid.cols):
        first, end = axis.span(axis.count - 1)
        assert end == axis.length
        assert axis.count == 1 or end - first > axis.overlap


@given(grids_with_areas())
def test_windows_over_an_area_are_exactly_those_that_touch_it(case):
    grid, area = case
    every = [grid.tile(r, c) for r in range(grid.rows.count) for c in range(grid.cols.count)]
    assert list(grid.tiles_over(area)) == [tile for tile in every if tile.window.intersect(area)]


@given(grids_with_areas())
def test_support_is_the_union_of_the_windows_over_an_area(case):
    grid, area = case
    seen = counts(grid, [tile.window for tile in grid.tiles_over(area)]) > 0
    support = grid.support(area)
    assert np.array_equal(seen, counts(grid, [support]) > 0)
    assert support.intersect(area) == area


@given(grids_with_areas(), st.integers(2, 6))
def test_blocks_cut_an_area_without_gap_or_overlap_and_keep_to_the_limit(case, limit):
    grid, area = case
    blocks = grid.blocks(area, max_tile_cols=limit)
    assert np.array_equal(counts(grid, blocks), counts(grid, [area]))
    assert all(len(grid.cols.over(b.col, b.col_end)) <= limit for b in blocks)
    assert [b.col for b in blocks] == sorted(b.col for b in blocks)


@settings(max_examples=20)
@given(grids())
def test_one_block_is_enough_where_memory_allows(grid):
    area = Window(0, 0, grid.rows.length, grid.cols.length)
    assert grid.blocks(area, max_tile_cols=grid.cols.count) == [area]


@pytest.mark.parametrize(("length", "size", "overlap"), [(0, 8, 0), (10, 0, 0), (10, 8, 5), (10, 8, -1)])
def test_impossible_grids_are_refused(length, size, overlap):
    with pytest.raises(InputError, match="impossible"):
        Axis(length, size, overlap)


def test_a_single_column_of_windows_cannot_be_cut():
    with pytest.raises(InputError, match="memory ceiling"):
        TileGrid.of(10, 100, size=16, overlap=4).blocks(Window(0, 0, 10, 100), max_tile_cols=1)
