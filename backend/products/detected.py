"""Clouds found by tests of the pixels themselves, as quality layers of a product that has none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from ..raster.sample import scene_sample
from ..raster.source import read_normalised
from ..raster.window import Window
from ..spectral.cloud_tests import CloudTests
from ..spectral.normalise import Normaliser
from .base import Product, RasterMeta
from .quality import CLEAR, CLOUD, SPECTRAL_TESTS, THIN, Codes

LEAST_SHARE = 0.001
"""Share of a sample of the whole raster that must look like cloud: below it, single bright roofs are likelier."""
SMALLEST_M = 90.0
"""Side of the smallest square that a cloud must fill: most bright roofs do not."""
_WIDEST_PX = 31  # of that square: it bounds what is read around a window
_MOST_VALUES = 1 << 22  # read at once


class CloudsFound:
    """A product with the clouds that :class:`CloudTests` find in it.

    A cloud fills a square of ``side`` pixels; its edge is widened by half of one, where the ground shows through. What
    is found depends on the raster alone, never on the window asked for.
    """

    def __init__(
        self, product: Product, tests: CloudTests, normaliser: Normaliser, bands: Sequence[int], *, side: int
    ) -> None:
        """Wrap a product; ``bands``: its 0-based bands that the tests read, of which ``normaliser`` makes reflectance.

        ``side``: odd; 0 where the raster was looked through and has no clouds.
        """
        self._product, self._tests, self._normaliser = product, tests, normaliser
        self._bands, self._side = tuple(bands), side

    @property
    def meta(self) -> RasterMeta:
        """What was understood."""
        return self._product.meta

    @property
    def block_shape(self) -> tuple[int, int]:
        """Rows and columns of the blocks in which reading is cheapest."""
        return self._product.block_shape

    @property
    def quality(self) -> str | None:
        """What tells of clouds."""
        return SPECTRAL_TESTS

    def read(self, window: Window, bands: Sequence[int]) -> np.ndarray:
        """Return raw numbers (C, h, w) of the 0-based ``bands``."""
        return self._product.read(window, bands)

    def read_mask(self, window: Window) -> np.ndarray | None:
        """Return where there is data, as the product says."""
        return self._product.read_mask(window)

    def read_quality(self, window: Window) -> np.ndarray | None:
        """Return the codes (h, w) of :mod:`.quality`."""
        if not self._side:
            return np.full((window.height, window.width), CLEAR, dtype=np.uint8)
        margin = 3 * (self._side // 2)
        values = len(self._bands) * (window.width + 2 * margin)
        rows = max(self._side, _MOST_VALUES // values - 2 * margin)
        starts = range(window.row, window.row_end, rows)
        parts = [Window(r, window.col, min(rows, window.row_end - r), window.width) for r in starts]
        return np.concatenate([self._codes(part, margin) for part in parts])

    def _codes(self, window: Window, margin: int) -> Codes:
        wide = Window(
            window.row - margin, window.col - margin, window.height + 2 * margin, window.width + 2 * margin
        ).intersect(Window(0, 0, self.meta.height, self.meta.width))
        if wide is None:  # a window outside the raster: the reader refuses it with a sentence
            wide = window
        pixels, valid = read_normalised(self._product, self._normaliser, self._bands, wide)
        found = self._tests.clouds(pixels) & valid
        half = self._side // 2
        core = box_count(found, half) == box_count(np.ones_like(found), half)
        clouds = box_count(core, 2 * half) > 0
        codes = np.where(self._tests.cirrus(pixels) & valid, np.uint8(THIN), np.uint8(CLEAR))
        codes[clouds & valid] = CLOUD
        row, col = window.row - wide.row, window.col - wide.col
        own: Codes = codes[row : row + window.height, col : col + window.width]
        return own

    def close(self) -> None:
        """Close the product."""
        self._product.close()

    def __enter__(self) -> Product:
        """Return the product."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def box_count(mask: NDArray[np.bool_], half: int) -> NDArray[np.int64]:
    """Return how many pixels of the square of 2 ``half`` + 1 around each pixel, within the image, are True."""
    counts = mask.astype(np.int64)
    for axis in (0, 1):
        total = np.concatenate([np.zeros_like(counts.take([0], axis)), counts.cumsum(axis)], axis)
        at = np.arange(mask.shape[axis])
        ends = np.minimum(at + half + 1, mask.shape[axis])
        counts = total.take(ends, axis) - total.take(np.maximum(at - half, 0), axis)
    return counts


def find_clouds(
    product: Product, bands: Sequence[int], *, level: str, gsd_m: float, check: Callable[[], None]
) -> Product:
    """Return the product with the clouds that its spectra show; as it is where its bands cannot tell.

    Args:
        product: without quality layers.
        bands: 0-based usable bands.
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
    side = min(2 * int(SMALLEST_M / gsd_m / 2.0) + 1, _WIDEST_PX) if is_found else 0
    return CloudsFound(product, tests, normaliser, own, side=side)
