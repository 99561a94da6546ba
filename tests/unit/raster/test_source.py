import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.raster.sample import BLOCK_PX, MAX_PIXELS, sample_windows, scene_sample
from backend.raster.source import RowSource
from backend.raster.tiling.tiler import Axis
from backend.raster.window import Window


class Counting:
    """A raster in memory that counts how often each pixel is read; band c of pixel (r, w) is 1000 c + 10 r + w."""

    def __init__(self, height, width):
        self.seen = np.zeros((height, width), dtype=int)

    def read(self, window, bands):
        self.seen[window.row : window.row_end, window.col : window.col_end] += 1
        rows, cols = np.mgrid[window.row : window.row_end, window.col : window.col_end]
        return np.stack([1000 * b + 10 * rows + cols for b in bands]).astype(np.int32)

    def read_mask(self, window):
        return None


class AsIs:
    """Numbers as they are, all valid."""

    def apply(self, raw, mask=None, *, out=None):
        pixels = np.empty(raw.shape, np.float32) if out is None else out
        pixels[:] = raw
        return pixels, np.ones(raw.shape[1:], dtype=bool) if mask is None else mask


@given(st.integers(1, 150), st.integers(1, 40), st.integers(1, 40), st.data())
def test_rows_of_windows_are_right_and_each_pixel_is_read_once(height, size, read_rows, data):
    axis = Axis(height, size, data.draw(st.integers(0, size // 2)))
    raster = Counting(height, 7)
    area = Window(0, 2, height, 4)
    source = RowSource(raster, AsIs(), bands=(0, 2), area=area, window_rows=size, read_rows=read_rows)
    for k in range(axis.count):
        first, end = axis.span(k)
        pixels, valid = source.rows(first, end)
        rows, cols = np.mgrid[first:end, 2:6]
        assert np.array_equal(pixels, np.stack([10 * rows + cols, 2000 + 10 * rows + cols]))
        assert valid.shape == (end - first, 4)
        assert valid.all()
    assert np.array_equal(raster.seen[:, 2:6], np.ones((height, 4)))
    assert raster.seen.sum() == 4 * height


def test_reads_follow_the_rows_of_the_file():
    raster = Counting(100, 3)
    reads = []
    read = raster.read
    raster.read = lambda window, bands: (reads.append((window.row, window.row_end)), read(window, bands))[1]
    source = RowSource(raster, AsIs(), bands=(0,), area=Window(10, 0, 90, 3), window_rows=32, read_rows=16)
    source.rows(10, 42)
    assert reads == [(10, 16), (16, 32), (32, 48)]


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_the_sample_stays_inside_is_disjoint_and_bounded(height, width):
    windows = sample_windows(height, width)
    assert all(w.intersect(Window(0, 0, height, width)) == w for w in windows)
    assert sum(w.height * w.width for w in windows) <= MAX_PIXELS
    assert sum(w.height * w.width for w in windows) >= min(height * width, MAX_PIXELS // 2)
    assert not any(a.intersect(b) for i, a in enumerate(windows) for b in windows[i + 1 :])


def test_the_sample_of_a_large_raster_is_spread_over_all_of_it():
    windows = sample_windows(10000, 20000)
    assert len(windows) == 64
    assert {(w.height, w.width) for w in windows} == {(BLOCK_PX, BLOCK_PX)}
    assert min(w.row for w in windows) < 1250
    assert max(w.row for w in windows) > 8750


def test_a_cancel_is_answered_between_reads():
    class Stop(Exception):
        pass

    def check():
        raise Stop

    with pytest.raises(Stop):
        scene_sample(Counting(50, 50), AsIs(), (0,), height=50, width=50, check=check)


@pytest.mark.parametrize("block_shape", [(1, 1), (16, 32), (1, 96)])
def test_several_readers_give_the_rows_of_one(block_shape, monkeypatch):
    from backend.raster import source as module

    monkeypatch.setattr(module, "READ_VALUES", 4000)  # so that rows take many reads
    cube = np.random.default_rng(0).random((5, 70, 96)).astype(np.float32)

    class Cube:
        def read(self, window, bands):
            return cube[list(bands), window.row : window.row_end, window.col : window.col_end]

        def read_mask(self, window):
            return None

    class AsTheyAre:
        def apply(self, raw, mask=None, *, out=None):
            out[:] = raw
            return out, raw[0] > 0.1

    def rows(workers):
        made = module.RowSource(
            Cube(), AsTheyAre(), bands=range(5), area=Window(3, 2, 60, 90), window_rows=20, read_rows=16,
            block_shape=block_shape, workers=workers,
        )  # fmt: skip
        return [tuple(np.copy(part) for part in made.rows(first, first + 20)) for first in (3, 15, 27, 43)]

    for one, several in zip(rows(1), rows(4), strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(one, several, strict=True))


def test_a_stop_reaches_every_reader():
    from backend.raster.source import RowSource, reading_threads

    class Stopped(Exception):
        pass

    def check():
        raise Stopped

    made = RowSource(
        None, None, bands=range(3), area=Window(0, 0, 64, 64), window_rows=32, read_rows=32, check=check, workers=4
    )
    with pytest.raises(Stopped):
        made.rows(0, 32)
    assert [reading_threads(cores) for cores in (1, 2, 8, 16, 64)] == [1, 1, 2, 4, 4]
