"""Chunks unpacked by several threads are what the library reads."""

import numpy as np
import pytest

h5py = pytest.importorskip("h5py")

from backend.products.shared.chunks import ChunkReader  # noqa: E402
from backend.products.shared.parts import H5Part  # noqa: E402
from backend.raster.window import Window  # noqa: E402


@pytest.fixture
def file(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as made:
        yield made


SPANS = [
    (slice(0, 40), slice(0, 50), slice(0, 30)), (slice(3, 37), slice(11, 12), slice(7, 29)),
    (slice(39, 40), slice(49, 50), slice(29, 30)), (slice(5, 5), slice(0, 50), slice(0, 30)),
]  # fmt: skip


@pytest.mark.parametrize("dtype", ["int16", ">i2", "float32", "uint8", ">f8"])
@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("chunks", [(16, 16, 8), (40, 50, 30), (7, 1, 30)])
def test_every_span_is_what_the_library_reads(file, dtype, shuffle, chunks):
    values = np.random.default_rng(0).integers(0, 200, (40, 50, 30)).astype(dtype)
    data = file.create_dataset("a", data=values, chunks=chunks, compression="gzip", shuffle=shuffle)
    reader = ChunkReader.of(data, threads=3)
    for spans in SPANS:
        got = reader.read(spans)
        assert got.dtype == data.dtype and np.array_equal(got, data[spans])
    reader.close()


def test_chunks_that_were_never_written_hold_the_fill_value(file):
    data = file.create_dataset("a", (20, 20), "f4", chunks=(8, 8), compression="gzip", fillvalue=-9999.0)
    data[8:16, 8:16] = 1.0
    reader = ChunkReader.of(data, threads=2)
    assert np.array_equal(reader.read((slice(0, 20), slice(0, 20))), data[:])
    reader.close()


def test_a_chunk_whose_filters_were_left_out_is_read_as_it_is(file):
    data = file.create_dataset("a", (8, 8), "i2", chunks=(4, 8), compression="gzip", shuffle=True)
    values = np.arange(32, dtype="i2").reshape(4, 8)
    data.id.write_direct_chunk((0, 0), values.tobytes(), filter_mask=3)
    data[4:] = values
    reader = ChunkReader.of(data, threads=2)
    assert np.array_equal(reader.read((slice(0, 8), slice(0, 8))), np.vstack([values, values]))
    reader.close()


@pytest.mark.parametrize("damage", [b"not packed", b""])
def test_a_damaged_chunk_is_an_error_of_the_disk(file, damage):
    data = file.create_dataset("a", (8, 8), "i2", chunks=(8, 8), compression="gzip")
    data.id.write_direct_chunk((0, 0), damage + b"\x00" * 4)
    reader = ChunkReader.of(data, threads=2)
    with pytest.raises(OSError, match="damaged"):
        reader.read((slice(0, 8), slice(0, 8)))
    reader.close()


@pytest.mark.parametrize("options", [
    {}, {"chunks": (8, 8)}, {"chunks": (8, 8), "compression": "lzf"},
    {"chunks": (8, 8), "compression": "gzip", "fletcher32": True},
])  # fmt: skip
def test_what_the_library_reads_as_fast_is_left_to_it(file, options):
    assert ChunkReader.of(file.create_dataset("a", (20, 20), "i2", **options), threads=4) is None


def test_one_thread_leaves_it_to_the_library(file):
    data = file.create_dataset("a", (20, 20), "i2", chunks=(8, 8), compression="gzip")
    assert ChunkReader.of(data, threads=1) is None


def test_a_part_reads_the_same_bands_in_any_order_of_axes(file, monkeypatch):
    from backend.products.shared import chunks

    monkeypatch.setattr(chunks, "available_threads", lambda: 2)
    cube = np.random.default_rng(1).integers(0, 999, (6, 20, 24)).astype("i2")
    for axes in ("byx", "ybx", "yxb"):
        stored = cube.transpose(["byx".index(axis) for axis in axes])
        data = file.create_dataset(axes, data=stored, chunks=tuple(min(8, n) for n in stored.shape), compression="gzip")
        part = H5Part(data, axes)
        assert np.array_equal(part.read(Window(3, 5, 11, 13), [4, 0, 5]), cube[[4, 0, 5], 3:14, 5:18])
        part.close()
