"""Products assembled from parts: several GDAL files, or arrays in one HDF5 file, as one stack of bands."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ...raster.window import Window
from ...spectral.overrides import SensorOverrides
from ..base import Layout, ProductBase, RasterMeta, damaged
from ..files.dataset import open_dataset
from ..files.gdal import errors, reading
from ..files.lengths.whole import Length
from ..meaning.describe import describe
from ..statements.evidence import Evidence
from .chunks import ChunkReader
from .hdf import DAMAGE

if TYPE_CHECKING:
    from ..quality import Quality


class Part(Protocol):
    """Some bands of a product, on the product's grid."""

    @property
    def count(self) -> int:
        """Number of bands."""
        ...

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return raw numbers (C, h, w) of the part's own 0-based ``bands``."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...


class H5Part:
    """A three-dimensional HDF5 dataset."""

    def __init__(self, dataset: Any, axes: str, bands: Sequence[int] | None = None) -> None:  # noqa: ANN401
        """State the dataset's axes by letter: "byx", "ybx" or "yxb"; ``bands`` selects and orders bands."""
        self._dataset, self._axes = dataset, axes
        self._chunks = ChunkReader.of(dataset)
        self._bands = list(range(dataset.shape[axes.index("b")])) if bands is None else list(bands)

    @property
    def count(self) -> int:
        """Number of bands."""
        return len(self._bands)

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return raw numbers (C, h, w); bands close together are read at once."""
        wanted = [self._bands[b] for b in bands]
        low, high = min(wanted), max(wanted) + 1
        if high - low <= 4 * len(wanted):
            return np.asarray(self._slab(window, low, high)[[b - low for b in wanted]])
        return np.concatenate([self._slab(window, b, b + 1) for b in wanted])

    def _slab(self, window: Window, low: int, high: int) -> np.ndarray:
        spans = {
            "b": slice(low, high),
            "y": slice(window.row, window.row_end),
            "x": slice(window.col, window.col_end),
        }
        there = tuple(spans[axis] for axis in self._axes)
        block = self._dataset[there] if self._chunks is None else self._chunks.read(there)
        return np.asarray(block).transpose([self._axes.index(axis) for axis in "byx"])

    def close(self) -> None:
        """Stop the decompression threads; the product closes the file."""
        if self._chunks is not None:
            self._chunks.close()


class H5Plane:
    """A two-dimensional HDF5 dataset as a mask: 0 (or, ``inverted``, anything else) is outside the scene."""

    def __init__(self, dataset: Any, *, inverted: bool = False) -> None:  # noqa: ANN401
        """Wrap a dataset (rows, columns)."""
        self._dataset, self._inverted = dataset, inverted

    @property
    def count(self) -> int:
        """One band."""
        return 1

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return 1 inside and 0 outside the scene, (1, h, w) uint8."""
        values = self._dataset[window.row : window.row_end, window.col : window.col_end]
        inside = (np.asarray(values) != 0) != self._inverted
        return np.asarray(inside[None], dtype=np.uint8)

    def close(self) -> None:
        """Do nothing: the product closes the file."""


class GdalPart:
    """Bands of a GDAL raster, each pixel of which may cover a square of ``zoom`` x ``zoom`` pixels of the product."""

    def __init__(self, path: Path | str, *, bands: Sequence[int] | None = None, zoom: int = 1) -> None:
        """Open the raster; ``bands`` are 0-based (default all).

        Raises:
            InputError: GDAL cannot read it.
        """
        self.dataset = open_dataset(path)
        self._bands = list(range(self.dataset.count)) if bands is None else list(bands)
        self.zoom, self._name, self._length = zoom, Path(path).name, Length(path)

    @property
    def count(self) -> int:
        """Number of bands."""
        return len(self._bands)

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return raw numbers (C, h, w); coarse pixels are repeated, never interpolated."""
        from rasterio.windows import Window as GdalWindow

        z = self.zoom
        row, col = window.row // z, window.col // z
        height, width = -(-window.row_end // z) - row, -(-window.col_end // z) - col
        indexes = [self._bands[b] + 1 for b in bands]
        try:
            block: np.ndarray = self.dataset.read(indexes, window=GdalWindow(col, row, width, height))
        except errors():
            raise damaged(self._name, window) from None
        self._length.check()
        if z > 1:
            block = block.repeat(z, axis=1).repeat(z, axis=2)
        top, left = window.row - row * z, window.col - col * z
        return block[:, top : top + window.height, left : left + window.width]

    def close(self) -> None:
        """Close the raster."""
        self.dataset.close()


class BackgroundMask:
    """A mask for a background value that also occurs in dark pixels: outside is where several bands have it."""

    def __init__(self, part: Part, value: float, bands: Sequence[int]) -> None:
        """Wrap a part, its background value and a few of its bands in which no illuminated pixel has that value."""
        self._part, self._value, self._bands = part, value, list(bands)

    @property
    def count(self) -> int:
        """One band."""
        return 1

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return 1 inside and 0 outside the scene, (1, h, w) uint8."""
        inside = (self._part.read(window, self._bands) != self._value).any(axis=0)
        return np.asarray(inside[None], dtype=np.uint8)

    def close(self) -> None:
        """Do nothing: the product closes the part."""


class ShiftedPart:
    """A part whose pixel (r + rows, c + cols) matches the product's pixel (r, c); ``fill`` where it has none."""

    def __init__(self, part: GdalPart, shift: tuple[int, int], fill: float) -> None:
        """Wrap a raster with the product's size."""
        self._part, self._shift, self._fill = part, shift, fill

    @property
    def count(self) -> int:
        """Number of bands."""
        return self._part.count

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return raw numbers (C, h, w)."""
        rows, cols = self._shift
        moved = Window(window.row + rows, window.col + cols, window.height, window.width)
        height, width = self._part.dataset.shape
        result = np.full((len(bands), window.height, window.width), self._fill, dtype=self._part.dataset.dtypes[0])
        there = moved.intersect(Window(0, 0, height, width))
        if there is not None:
            top, left = there.row - moved.row, there.col - moved.col
            result[:, top : top + there.height, left : left + there.width] = self._part.read(there, bands)
        return result

    def close(self) -> None:
        """Close the raster."""
        self._part.close()


class AssembledProduct(ProductBase):
    """Parts in sequence as the bands of one raster."""

    def __init__(
        self,
        layout: Layout,
        parts: Sequence[Part],
        *,
        evidence: Sequence[Evidence],
        overrides: SensorOverrides | None,
        block_shape: tuple[int, int],
        mask: Part | None = None,
        quality: Quality | None = None,
        closing: Sequence[Any] = (),
        sampled: bool = True,
    ) -> None:
        """Interpret the product.

        ``mask``: a one-band part that is 0 outside the scene; ``quality``: cloud layers; ``closing``: open files to
        close; ``sampled``: see :func:`..meaning.describe.describe`.

        Raises:
            SensorError: the user's statements do not fit the product.
        """
        self._layout, self._parts, self._mask, self._closing = layout, list(parts), mask, list(closing)
        self._quality = quality
        self._block_shape, self._lock = block_shape, threading.Lock()
        self._where = [(number, band) for number, part in enumerate(parts) for band in range(part.count)]
        try:
            self._meta: RasterMeta = describe(
                layout,
                read=self.read,
                block_shape=block_shape,
                overrides=overrides,
                evidence=evidence,
                sampled=sampled,
            )
        except BaseException:
            self.close()
            raise

    @property
    def block_shape(self) -> tuple[int, int]:
        """Rows and columns of the blocks in which the file is stored."""
        return self._block_shape

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return raw numbers (C, h, w) of the 0-based ``bands`` in the product's type."""
        self._check(window, bands, self._layout)
        result = np.empty((len(bands), window.height, window.width), dtype=self._layout.dtype)
        with self._lock, reading():
            for number, part in enumerate(self._parts):
                places = [i for i, band in enumerate(bands) if self._where[band][0] == number]
                if places:
                    result[places] = self._of_part(part, window, [self._where[bands[i]][1] for i in places])
        return result

    def _of_part(self, part: Part, window: Window, bands: Sequence[int]) -> np.ndarray:
        try:
            return part.read(window, bands)
        except DAMAGE:
            raise damaged(self._layout.path.name, window) from None

    def read_mask(self, window: Window) -> np.ndarray | None:
        """Return the product's mask (h, w) bool, or None."""
        if self._mask is None:
            return None
        self._check(window, (), self._layout)
        with self._lock, reading():
            return np.asarray(self._of_part(self._mask, window, [0])[0] != 0)

    @property
    def quality(self) -> str | None:
        """Name of the quality layers; None without them."""
        return None if self._quality is None else self._quality.name

    def read_quality(self, window: Window) -> np.ndarray | None:
        """Return the codes of :mod:`..quality` (h, w), or None."""
        if self._quality is None:
            return None
        self._check(window, (), self._layout)
        with self._lock, reading():
            try:
                return self._quality.read(window)
            except DAMAGE:
                raise damaged(self._layout.path.name, window) from None

    def close(self) -> None:
        """Close all files."""
        for part in [*self._parts, *([self._mask] if self._mask is not None else [])]:
            part.close()
        if self._quality is not None:
            self._quality.close()
        for file in self._closing:
            file.close()
