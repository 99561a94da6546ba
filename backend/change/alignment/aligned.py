"""Rasters resampled to one grid while they are read, window by window; no resampled copy is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from ...catalog.cards import ModelCard
from ...common.arrays import BoolArray, DoubleArray, FloatArray
from ...common.errors import InputError
from ...products.base import ProductBase, RasterMeta
from ...raster.georeference import GeoReference
from ...raster.source import read_normalised
from ...raster.tiling.tiler import TileGrid
from ...raster.window import Window
from ...scene.open import Scene
from ...spectral.bands import BandSet
from .grid import Grid, footprint, pixels_between, reference_of

_SAME_PX = 1e-3  # grids whose pixels agree to this are the same: no resampling
_AVERAGE = 1.5  # raster pixels along one grid pixel; from here on they are averaged
_MARGIN_PX = 3  # raster pixels read around a window of the grid
_VALUES = 1 << 23  # raster values in memory at a time: 32 MiB of float32
_EDGE_POINTS = 9  # points along each side of a window transformed to another CRS


class Ready:
    """Stands in for :class:`Normaliser` where the pixels are already reflectance.

    ``center_nm``, ``fwhm_nm`` (C,): centre and FWHM of the bands.
    """

    def __init__(self, center_nm: DoubleArray, fwhm_nm: DoubleArray) -> None:
        self.center_nm, self.fwhm_nm = center_nm, fwhm_nm

    def apply(
        self, raw: NDArray[Any], mask: BoolArray | None = None, *, out: FloatArray | None = None
    ) -> tuple[FloatArray, BoolArray]:
        """Return the pixels (C, h, w) unchanged, and ``mask`` (h, w), True where valid."""
        pixels = np.empty(raw.shape, dtype=np.float32) if out is None else out
        pixels[...] = raw
        valid = np.ones(raw.shape[1:], dtype=bool) if mask is None else np.array(mask)
        return pixels, valid


class OnGrid(ProductBase):
    """Reflectance of the bands that a scene uses, on a common grid. Only one thread may read at a time.

    Larger pixels get the average of the smaller ones inside them; grids of similar pixel size are interpolated
    bilinearly; where the pixels coincide, the values are unchanged.
    """

    def __init__(self, scene: Scene, grid: Grid) -> None:
        self._scene, self._grid = scene, grid
        meta = scene.meta
        used = BandSet(tuple(replace(meta.sensor.bands.bands[i], number=n) for n, i in enumerate(scene.bands, start=1)))
        self._meta = replace(
            meta, height=grid.height, width=grid.width, count=len(scene.bands), dtype="float32", warnings=(),
            geotransform=cast("Any", grid.reference.geotransform), crs_wkt=grid.reference.crs_wkt, geolocation=None,
            sensor=replace(meta.sensor, bands=used, gsd_m=grid.gsd_m, band_scale=None, band_offset=None),
            band_nodata=(None,) * len(scene.bands),
        )  # fmt: skip
        self._own, self._there = reference_of(meta), Window(0, 0, meta.height, meta.width)
        self._shift = self._whole_shift()
        self._ratio = self._pixels_along()
        self._cover = footprint(meta, grid.reference)
        self._last: tuple[Window, FloatArray, BoolArray] | None = None

    @property
    def own(self) -> RasterMeta:
        """Metadata of the raster on its own grid."""
        return self._scene.meta

    @property
    def how(self) -> str:
        """How the raster is brought to the grid, for the report."""
        if self._shift is not None:
            return "own pixels"
        return "average of the pixels within" if self._ratio >= _AVERAGE else "bilinear interpolation"

    @property
    def block_shape(self) -> tuple[int, int]:
        """Size of the raster's own blocks, in pixels of the grid."""
        rows, cols = self._scene.product.block_shape
        along = 1.0 if self._shift is not None else self._ratio
        return max(1, round(rows / along)), max(1, round(cols / along))

    def read(self, window: Window, bands: Sequence[int]) -> NDArray[Any]:
        """Return reflectance (C, h, w) float32 of the bands at positions ``bands`` among the used ones."""
        pixels, _ = self.at(window)
        return pixels if tuple(bands) == tuple(range(len(pixels))) else pixels[list(bands)]

    def read_mask(self, window: Window) -> BoolArray | None:
        """Return a mask (h, w), True where the raster has data."""
        return self.at(window)[1]

    def at(self, window: Window) -> tuple[FloatArray, BoolArray]:
        """Return reflectance (C, h, w) of all bands, 0 where invalid, and validity (h, w); caches the last window."""
        if self._last is None or self._last[0] != window:
            pixels = np.zeros((len(self._scene.bands), window.height, window.width), dtype=np.float32)
            valid = np.zeros((window.height, window.width), dtype=bool)
            covered = None if self._cover is None else window.intersect(self._cover)
            for part in self._parts(covered):
                rows = slice(part.row - window.row, part.row_end - window.row)
                cols = slice(part.col - window.col, part.col_end - window.col)
                pixels[:, rows, cols], valid[rows, cols] = self._part(part)
            self._last = (window, pixels, valid)
        return self._last[1], self._last[2]

    def close(self) -> None:
        """Close the raster."""
        self._last = None
        self._scene.product.close()

    def _whole_shift(self) -> tuple[int, int] | None:
        """Return the offset of the raster's pixels from the grid's in rows and columns; None if the grids differ."""
        meta, grid = self._scene.meta, self._grid
        corner = np.array([0.0, meta.width, 0.0]), np.array([0.0, 0.0, meta.height])
        cols, rows = pixels_between(self._own, grid.reference, *corner)
        wanted_cols, wanted_rows = corner[0] + round(float(cols[0])), corner[1] + round(float(rows[0]))
        if not np.allclose(np.concatenate([cols - wanted_cols, rows - wanted_rows]), 0.0, atol=_SAME_PX, rtol=0.0):
            return None
        return round(float(rows[0])), round(float(cols[0]))

    def _pixels_along(self) -> float:
        """Return how many pixels of the raster lie along one grid pixel, in the middle of the overlap."""
        middle = self._grid.overlap
        row, col = middle.row + middle.height / 2, middle.col + middle.width / 2
        x, y = np.array([col, col + 1.0, col]), np.array([row, row, row + 1.0])
        cols, rows = pixels_between(self._grid.reference, self._own, x, y)
        area = abs((cols[1] - cols[0]) * (rows[2] - rows[0]) - (cols[2] - cols[0]) * (rows[1] - rows[0]))
        return float(np.sqrt(area)) if np.isfinite(area) and area > 0 else 1.0

    def _parts(self, window: Window | None) -> Iterator[Window]:
        """Split a window of the grid so that little of the raster is in memory at a time."""
        if window is None:
            return
        most = _VALUES / len(self._scene.bands) / max(1.0, self._ratio) ** 2
        cols = int(min(window.width, max(1.0, most)))
        rows = int(min(window.height, max(1.0, most // cols)))
        for row in range(window.row, window.row_end, rows):
            for col in range(window.col, window.col_end, cols):
                yield Window(row, col, min(rows, window.row_end - row), min(cols, window.col_end - col))

    def _part(self, window: Window) -> tuple[FloatArray, BoolArray]:
        scene = self._scene
        if self._shift is not None:
            own = Window(window.row - self._shift[0], window.col - self._shift[1], window.height, window.width)
            return read_normalised(scene.product, scene.normaliser, scene.bands, own)
        own_part = self._below(window)
        if own_part is None:
            empty = np.zeros((len(scene.bands), window.height, window.width), dtype=np.float32)
            return empty, np.zeros(empty.shape[1:], dtype=bool)
        pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, own_part)
        pixels[:, ~valid] = np.nan
        return _resampled(
            pixels, self._own.moved(own_part), self._grid.reference.moved(window), (window.height, window.width),
            average=self._ratio >= _AVERAGE,
        )  # fmt: skip

    def _below(self, window: Window) -> Window | None:
        """Return the raster's window that a window of the grid needs; None if they do not overlap."""
        side = np.linspace(0.0, 1.0, _EDGE_POINTS)
        x = window.col + window.width * np.concatenate([side, side, 0 * side, 0 * side + 1])
        y = window.row + window.height * np.concatenate([0 * side, 0 * side + 1, side, side])
        cols, rows = pixels_between(self._grid.reference, self._own, x, y)
        if not (np.isfinite(cols).all() and np.isfinite(rows).all()):
            return None
        margin = _MARGIN_PX + self._ratio
        first = np.maximum(np.floor([rows.min() - margin, cols.min() - margin]), 0).astype(int)
        end = np.minimum(np.ceil([rows.max() + margin, cols.max() + margin]), self._scene_shape()).astype(int)
        if (end <= first).any():
            return None
        return Window(int(first[0]), int(first[1]), int(end[0] - first[0]), int(end[1] - first[1]))

    def _scene_shape(self) -> tuple[int, int]:
        return self._there.height, self._there.width


def _resampled(
    pixels: FloatArray, source: GeoReference, target: GeoReference, shape: tuple[int, int], *, average: bool
) -> tuple[FloatArray, BoolArray]:
    """Resample pixels (C, h, w), NaN where invalid, to another grid; return them with 0 for NaN, and validity (h, w).

    Raises:
        InputError: GDAL cannot transform between the grids.
    """
    from rasterio.crs import CRS
    from rasterio.errors import RasterioError
    from rasterio.transform import Affine
    from rasterio.warp import Resampling, reproject

    found = np.full((len(pixels), *shape), np.nan, dtype=np.float32)
    here = CRS.from_wkt(source.crs_wkt) if source.crs_wkt else CRS.from_epsg(3857)  # without a CRS: any
    there = CRS.from_wkt(target.crs_wkt) if target.crs_wkt else here
    try:
        reproject(
            pixels, found, src_transform=Affine.from_gdal(*(source.geotransform or ())), src_crs=here,
            dst_transform=Affine.from_gdal(*(target.geotransform or ())), dst_crs=there, src_nodata=np.nan,
            dst_nodata=np.nan, resampling=Resampling.average if average else Resampling.bilinear,
        )  # fmt: skip
    except (RasterioError, ValueError) as exc:
        raise InputError("The rasters cannot be brought to one grid; reproject one to the other's CRS.") from exc
    valid: BoolArray = np.asarray(np.isfinite(found).all(axis=0))
    found[:, ~valid] = 0.0
    return found, valid


def on_grid(scene: Scene, grid: Grid, area: Window, *, windows: ModelCard | None = None) -> Scene:
    """Return a scene on the common grid, limited to ``area``, in windows of the given model, else of its own."""
    product = OnGrid(scene, grid)
    return replace(
        scene, product=product, normaliser=_ready(scene), bands=tuple(range(len(scene.bands))), area=area,
        grid=_windows(grid, windows or scene.card),
    )  # fmt: skip


class Together(ProductBase):
    """Two scenes on one grid as one raster: first the bands of one, then of the other; valid where both are valid."""

    def __init__(self, first: OnGrid, second: OnGrid) -> None:
        self.parts = first, second
        one, other = first.meta, second.meta
        bands = (*one.sensor.bands.bands, *other.sensor.bands.bands)
        sensor = replace(one.sensor, bands=BandSet(tuple(replace(b, number=n) for n, b in enumerate(bands, start=1))))
        self._meta = replace(one, count=len(bands), sensor=sensor, band_nodata=(None,) * len(bands))

    @property
    def block_shape(self) -> tuple[int, int]:
        """The larger of the two rasters' blocks: a block cut in two would be read twice."""
        one, other = (part.block_shape for part in self.parts)
        return max(one, other, key=lambda shape: shape[0] * shape[1])

    def read(self, window: Window, bands: Sequence[int]) -> NDArray[Any]:
        """Return reflectance (C1 + C2, h, w) of all bands; ``bands`` is ignored, as callers need all of them."""
        return np.concatenate([part.at(window)[0] for part in self.parts])

    def read_mask(self, window: Window) -> BoolArray | None:
        """Return a mask (h, w), True where both have data."""
        one, other = (part.at(window)[1] for part in self.parts)
        return one & other

    def close(self) -> None:
        """Close both rasters."""
        for part in self.parts:
            part.close()


def together(first: Scene, second: Scene) -> Scene:
    """Return two scenes of :func:`on_grid` as one scene with the bands of both."""
    one, other = first.product, second.product
    if not isinstance(one, OnGrid) or not isinstance(other, OnGrid):
        raise TypeError("scenes of on_grid are needed")
    ready: Any = Ready(*(
        np.concatenate([getattr(scene.normaliser, name) for scene in (first, second)])
        for name in ("center_nm", "fwhm_nm")
    ))  # fmt: skip
    product = Together(one, other)
    return replace(first, product=product, normaliser=ready, bands=tuple(range(product.meta.count)))


def _ready(scene: Scene) -> Any:  # noqa: ANN401 - stands for a Normaliser
    return Ready(np.asarray(scene.normaliser.center_nm), np.asarray(scene.normaliser.fwhm_nm))


def _windows(grid: Grid, card: ModelCard) -> TileGrid:
    return TileGrid.of(grid.height, grid.width, size=card.window_px, overlap=card.overlap_px)
