"""Chunks of an HDF5 dataset, decompressed by several threads; the library itself uses one.

Sources: HDF5 file format specification 3.0, sections IV.A.2.l (filter pipeline: deflate 1, shuffle 2) and the filter
mask of a chunk; a chunk that was never written holds the fill value.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from ...common.machine.hardware import available_threads

_DEFLATE, _SHUFFLE = 1, 2
_MOST_THREADS = 8


class ChunkReader:
    """Reads spans of a dataset with deflated chunks, shuffled or not; only one thread may use it at a time."""

    def __init__(self, dataset: Any, *, threads: int, shuffled: bool) -> None:  # noqa: ANN401 - h5py is untyped
        self._dataset, self._shuffled = dataset, shuffled
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="specaware-chunks")
        self._waiting = 2 * threads  # chunks in memory at a time

    @classmethod
    def of(cls, dataset: Any, *, threads: int = 0) -> ChunkReader | None:  # noqa: ANN401
        """Return a reader; None if the library is as fast: one thread, no chunks, other filters or types."""
        threads = min(threads or available_threads(), _MOST_THREADS)
        chunks = getattr(dataset, "chunks", None)  # arrays of HDF4 files are in one piece and have none
        if threads < 2 or chunks is None or dataset.dtype.kind not in "iuf":
            return None
        plan = dataset.id.get_create_plist()
        filters = [plan.get_filter(number)[0] for number in range(plan.get_nfilters())]
        if filters not in ([_DEFLATE], [_SHUFFLE, _DEFLATE]):
            return None
        return cls(dataset, threads=threads, shuffled=_SHUFFLE in filters)

    def read(self, spans: Sequence[slice]) -> np.ndarray:
        """Return the values inside spans of step 1, one per axis.

        Raises:
            OSError: a chunk is damaged.
        """
        chunk = self._dataset.chunks
        bounds = [span.indices(size)[:2] for span, size in zip(spans, self._dataset.shape)]
        out = np.full(
            [max(0, end - start) for start, end in bounds], self._dataset.fillvalue, dtype=self._dataset.dtype
        )
        axes = [range(start // step * step, end, step) for (start, end), step in zip(bounds, chunk)]
        places = itertools.product(*axes) if out.size else iter(())
        while group := list(itertools.islice(places, self._waiting)):
            stored = [(place, self._stored(place)) for place in group]  # the library allows one thread at a time
            tasks = [self._pool.submit(self._unpack, out, bounds, place, *found) for place, found in stored if found]
            for task in tasks:
                task.result()
        return out

    def _stored(self, place: tuple[int, ...]) -> tuple[int, bytes] | None:
        """Return filter mask and bytes of the chunk that starts at ``place``; None if none was written."""
        if self._dataset.id.get_chunk_info_by_coord(place).byte_offset is None:
            return None
        mask, data = self._dataset.id.read_direct_chunk(place)
        return mask, data

    def _unpack(
        self, out: np.ndarray, bounds: Sequence[tuple[int, int]], place: tuple[int, ...], mask: int, data: bytes
    ) -> None:
        """Write a chunk's part of ``out``; bit n of ``mask``: filter n was skipped for this chunk."""
        shape, dtype = self._dataset.chunks, self._dataset.dtype
        last = 1 if self._shuffled else 0
        try:
            plain = data if mask >> last & 1 else zlib.decompress(data, bufsize=int(np.prod(shape)) * dtype.itemsize)
            raw = np.frombuffer(plain, dtype=np.uint8, count=int(np.prod(shape)) * dtype.itemsize)
        except (zlib.error, ValueError) as exc:
            raise OSError(f"a chunk is damaged ({exc})") from None
        if self._shuffled and not mask & 1:  # byte by byte: all first bytes, then all second ones, ...
            raw = np.ascontiguousarray(raw.reshape(dtype.itemsize, -1).T)
        values = raw.reshape(-1).view(dtype).reshape(shape)
        inside, target = [], []
        for start, size, (first, end) in zip(place, shape, bounds):
            low, high = max(start, first), min(start + size, end)
            inside.append(slice(low - start, high - start))
            target.append(slice(low - first, high - first))
        out[tuple(target)] = values[tuple(inside)]

    def close(self) -> None:
        """Stop the threads."""
        self._pool.shutdown(wait=False)
