"""Uncompressed pixels read by position: every span, both ways of reading, and files that change under it."""

import os

import numpy as np
import pytest

from backend.common.errors import InputError
from backend.raster import raw_array
from backend.raster.raw_array import RawArray

SHAPE = (3, 5, 40)


@pytest.fixture
def stored(tmp_path):
    values = np.arange(np.prod(SHAPE), dtype=">i2").reshape(SHAPE)
    path = tmp_path / "cube.img"
    path.write_bytes(b"12345678" + values.tobytes() + b"more")
    return path, values


def opened(path):
    return RawArray(path, dtype=np.dtype(">i2"), offset=8, shape=SHAPE)


@pytest.mark.parametrize("columns", [(0, 40), (0, 30), (7, 12), (39, 40), (5, 5)])
@pytest.mark.parametrize("rows", [(0, 5), (1, 3)])
@pytest.mark.parametrize(("skipped", "piece"), [(32_768, 4_000_000), (0, 4_000_000), (0, 1), (32_768, 170)])
def test_every_span_is_what_numpy_gives(stored, monkeypatch, rows, columns, skipped, piece):
    monkeypatch.setattr(raw_array, "_SKIPPED_BYTES", skipped)
    monkeypatch.setattr(raw_array, "_PIECE_BYTES", piece)
    path, values = stored
    spans = slice(1, 3), slice(*rows), slice(*columns)
    assert np.array_equal(opened(path)[spans], values[spans])


def test_a_short_file_is_refused_before_it_is_read(stored):
    path, _ = stored
    os.truncate(path, 100)
    with pytest.raises(InputError, match="has 100 bytes but its header needs at least 1208"):
        opened(path)


@pytest.mark.parametrize("columns", [slice(0, 40), slice(2, 4)])
def test_a_file_cut_short_later_is_one_sentence(stored, columns):
    path, values = stored
    array = opened(path)
    os.truncate(path, 600)
    assert np.array_equal(array[0:1, :, columns], values[0:1, :, columns])
    with pytest.raises(InputError, match=r"'cube.img' was cut short while it was read.*start again\.$"):
        array[2:3, :, columns]


def test_a_closed_file_is_one_sentence(stored):
    array = opened(stored[0])
    array.close()
    array.close()
    with pytest.raises(InputError, match="can no longer be read"):
        array[:, :, :]
