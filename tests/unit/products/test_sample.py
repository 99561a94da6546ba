from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backend.products.statements.sample import places, sample_spectra


@given(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from([(1, 5000), (16, 16), (256, 256), (5000, 5000)]))
def test_places_lie_within_the_raster(height, width, block):
    windows = places(height, width, block)
    assert windows
    for w in windows:
        assert w.row >= 0 and w.col >= 0 and w.row_end <= height and w.col_end <= width
        assert 0 < w.height * w.width <= 512


def test_a_sample_holds_pixels_with_data_and_marks_the_rest():
    cube = np.ones((3, 50, 50))
    cube[:, :, :25] = -1
    cube[1] = -1

    def read(window, bands):
        return cube[:, window.row : window.row_end, window.col : window.col_end]

    spectra = sample_spectra(read, shape=(3, 50, 50), block_shape=(50, 50), itemsize=8, nodata=[-1, -1, -1])
    assert spectra.shape[1] > 50
    assert np.isnan(spectra[1]).all()
    assert np.isfinite(spectra[[0, 2]]).all()


def test_huge_blocks_are_read_once():
    reads = []

    def read(window, bands):
        reads.append(window)
        return np.full((200, window.height, window.width), -1.0)

    shape = (200, 10_000, 10_000)
    spectra = sample_spectra(read, shape=shape, block_shape=(10_000, 10_000), itemsize=8, nodata=[-1.0] * 200)
    assert len(reads) == 1
    assert spectra.shape == (200, 0)
