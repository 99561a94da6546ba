"""Clouds and shadows detected in the pixels themselves, as quality layers of a product that has none."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ...common.arrays import BoolArray, FloatArray
from ...raster.neighbourhoods.boxes import box_count, widened
from ...raster.sample import scene_sample
from ...raster.source import read_normalised
from ...raster.window import Window
from ...spectral.normalise import Normaliser
from ...spectral.physics.cloud_tests import CloudTests
from ..base import Product, ProductWrapper
from ..quality import CLEAR, CLOUD, SHADOW, SPECTRAL_TESTS, SPECTRAL_TESTS_ALONE, THIN, Codes
from .shadows import MOST_CELLS, Survey, Zones, find_zones, is_dark
from .sun import sky_over

LEAST_SHARE = 0.001
"""Share of a sample of the whole raster that must look like cloud; below it, bright roofs are more likely."""
SMALLEST_M = 90.0
"""Side in metres of the smallest square that a cloud must fill; most bright roofs do not."""
MOST_SURVEYED = 1 << 31
"""Pixels times bands up to which a raster is searched for shadows and thin clouds before a part of it is mapped."""
_WIDEST_PX = 31  # largest side of that square, which limits the margin read around a window
_MOST_VALUES = 1 << 20  # values read at a time, unless the raster is very wide
_MOST_OF_NINE = 5  # dark pixels among the nine around a shadow pixel; isolated dark pixels are no shadow


@dataclass(frozen=True)
class _Look:
    """What the pixels (h, w) of a window show by themselves."""

    cloud: BoolArray
    veil: BoolArray
    cirrus: BoolArray
    water: BoolArray
    valid: BoolArray
    near: FloatArray
    short: FloatArray


class CloudsFound(ProductWrapper):
    """A product with the clouds that :class:`CloudTests` find in it, and their shadows.

    A cloud fills a square of ``side`` pixels; its edge, which is partly transparent, is widened by half of that. Thin
    cloud and shadow are detected in the ``zones`` that match each other. The result depends on the raster alone, never
    on the requested window.
    """

    def __init__(
        self,
        product: Product,
        tests: CloudTests,
        normaliser: Normaliser,
        bands: Sequence[int],
        *,
        side: int,
        zones: Zones | None = None,
    ) -> None:
        """Wrap a product; ``bands``: its 0-based bands that the tests read; ``normaliser`` makes them reflectance.

        ``side``: odd; 0 if the raster was searched and has no clouds.
        """
        super().__init__(product)
        self._tests, self._normaliser = tests, normaliser
        self._bands, self._side, self._zones = tuple(bands), side, zones

    @property
    def quality(self) -> str | None:
        """Source of the cloud information."""
        return SPECTRAL_TESTS_ALONE if self._side and self._zones is None else SPECTRAL_TESTS

    def read_quality(self, window: Window) -> np.ndarray | None:
        """Return the codes (h, w) of :mod:`.quality`."""
        if not self._side:
            return np.full((window.height, window.width), CLEAR, dtype=np.uint8)
        parts = [self._codes(part) for part in self._strips(window, self._side)]
        return np.concatenate(parts)

    def survey(self, check: Callable[[], None]) -> Survey:
        """Search the raster in cells, strip by strip.

        Raises:
            CancelledError: ``check`` raised it.
        """
        meta = self.meta
        side = max(1, math.ceil(math.sqrt(meta.height * meta.width / MOST_CELLS)))
        parts = []
        for strip in self._strips(Window(0, 0, meta.height, meta.width), side):
            check()
            parts.append(_cells(self._look(strip)[0], side))
        return Survey(side, *(np.concatenate(planes) for planes in zip(*parts, strict=True)))

    def _strips(self, window: Window, step: int) -> Iterator[Window]:
        """Split a window into strips of multiples of ``step`` rows that fit into memory and exceed their margins."""
        margin = self._margin
        fitting = _MOST_VALUES // (len(self._bands) * (window.width + 2 * margin)) - 2 * margin
        rows = max(1, max(fitting, 4 * margin) // step) * step
        for row in range(window.row, window.row_end, rows):
            yield Window(row, window.col, min(rows, window.row_end - row), window.width)

    @property
    def _margin(self) -> int:
        """Number of pixels around a window on which its result depends."""
        half = self._side // 2
        return max(3 * half, half + 1)

    def _look(self, window: Window, margin: int = 0) -> tuple[_Look, Window]:
        """Return the test results for a window and ``margin`` pixels around it, and that wider window."""
        more = margin + self._margin
        wide = self._within(window, more)
        pixels, valid = read_normalised(self._product, self._normaliser, self._bands, wide)
        found = self._tests.clouds(pixels) & valid
        half = self._side // 2
        core = box_count(found, half) == box_count(np.ones_like(found), half)
        near, short, water = self._tests.ground(pixels)
        own = self._within(window, margin)
        at = (slice(own.row - wide.row, own.row_end - wide.row), slice(own.col - wide.col, own.col_end - wide.col))
        veil, cirrus = self._tests.veil(pixels) & valid, self._tests.cirrus(pixels) & valid
        seen = _Look(
            (widened(core, 2 * half) & valid)[at], veil[at], cirrus[at], water[at], valid[at], near[at], short[at]
        )
        return seen, own

    def _within(self, window: Window, margin: int) -> Window:
        """Return a window widened by a margin, clipped to the raster."""
        wide = Window(
            window.row - margin, window.col - margin, window.height + 2 * margin, window.width + 2 * margin
        ).intersect(Window(0, 0, self.meta.height, self.meta.width))
        return window if wide is None else wide  # outside the raster: the reader raises the error

    def _codes(self, window: Window) -> Codes:
        half = self._side // 2
        seen, wide = self._look(window, half + 1)
        cloud = seen.cloud
        codes = np.where(seen.cirrus, np.uint8(THIN), np.uint8(CLEAR))
        if (zones := self._zones) is not None:
            rows = np.arange(wide.row, wide.row_end)[:, None] // zones.side
            cols = np.arange(wide.col, wide.col_end)[None] // zones.side
            cloud = cloud | (seen.veil & zones.veil[rows, cols])
            dark = is_dark(seen.near, seen.short, zones.near[rows, cols], zones.short[rows, cols])
            dark &= zones.shadow[rows, cols] & seen.valid & ~cloud & ~seen.water
            codes[widened(box_count(dark, 1) >= _MOST_OF_NINE, half) & seen.valid & ~seen.water] = SHADOW
        codes[cloud] = CLOUD
        row, col = window.row - wide.row, window.col - wide.col
        own: Codes = codes[row : row + window.height, col : col + window.width]
        return own


def find_clouds(
    product: Product, bands: Sequence[int], *, level: str, gsd_m: float, check: Callable[[], None]
) -> Product:
    """Return the product with the clouds detected in its spectra; unchanged if its bands do not allow detection.

    Args:
        product: a product without quality layers.
        bands: 0-based positions of the usable bands.
        level: "L1" or "L2".
        gsd_m: size of a pixel in metres.
        check: raises to stop.

    Raises:
        CancelledError: ``check`` raised it.
    """
    meta = product.meta
    center_nm = Normaliser(meta.sensor, bands, band_nodata=meta.band_nodata).center_nm
    tests = CloudTests.of(center_nm, level=level)
    if tests is None:
        return product
    own = [bands[i] for i in tests.bands]
    normaliser = Normaliser(meta.sensor, own, band_nodata=meta.band_nodata)
    sample = scene_sample(
        product, normaliser, own, height=meta.height, width=meta.width, block_shape=product.block_shape, check=check
    )
    if level == "L1":
        tests = tests.less_path(sample)
    is_found = sample.shape[1] > 0 and (tests.clouds(sample) | tests.cirrus(sample)).mean() >= LEAST_SHARE
    if not is_found:
        return CloudsFound(product, tests, normaliser, own, side=0)
    side = min(2 * int(SMALLEST_M / gsd_m / 2.0) + 1, _WIDEST_PX)
    tests = tests.with_clear_line(sample)
    zones = None
    if meta.height * meta.width * len(meta.sensor.bands) <= MOST_SURVEYED:
        survey = CloudsFound(product, tests, normaliser, own, side=side).survey(check)
        zones = find_zones(survey, sky_over(meta, gsd_m=gsd_m))
    return CloudsFound(product, tests, normaliser, own, side=side, zones=zones)


def _cells(seen: _Look, side: int) -> tuple[BoolArray, BoolArray, BoolArray, FloatArray, FloatArray]:
    """Return cloud, veil, water and mean reflectance at 0.86 and 1.6 um of cells of ``side`` pixels."""
    ground = seen.valid & ~seen.cloud
    count, clear = _summed(seen.valid, side), _summed(ground, side)
    least = np.maximum(count, 1.0) / 2.0
    cloud, veil, water = (_summed(m, side) >= least for m in (seen.cloud, seen.veil & ~seen.cloud, seen.water & ground))
    means = []
    for values in (seen.near, seen.short):
        total = _summed(np.where(ground, values, np.float32(0.0)), side)
        means.append(np.where(clear >= least, total / np.maximum(clear, 1.0), np.nan).astype(np.float32))
    return cloud, veil, water, means[0], means[1]


def _summed(values: BoolArray | FloatArray, side: int) -> FloatArray:
    """Return the sums over cells of ``side`` pixels; cells at the far edges may have fewer pixels."""
    rows = np.add.reduceat(values.astype(np.float32), np.arange(0, values.shape[0], side), axis=0)
    return np.asarray(np.add.reduceat(rows, np.arange(0, values.shape[1], side), axis=1))
