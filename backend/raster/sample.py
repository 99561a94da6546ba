"""A fixed sample of a whole raster, for quantities that must not depend on tiling or extent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..common.arrays import FloatArray
from .source import PixelNormaliser, PixelReader, read_normalised
from .window import Window

MAX_PIXELS = 16384  # enough for 16 quantiles per band, each level with a standard error below 0.4 %
BLOCKS_PER_SIDE = 8
BLOCK_PX = 16  # 8 x 8 blocks of 16 x 16 pixels make MAX_PIXELS
ENOUGH_PIXELS = 256  # with fewer the fixed blocks missed the data, and the whole raster is searched
_SCAN_VALUES = 1 << 22


def sample_windows(height: int, width: int) -> list[Window]:
    """Return the windows of the sample: the whole raster if small, else 8 x 8 evenly spaced blocks.

    They depend on the raster's size alone.
    """
    if height * width <= MAX_PIXELS:
        return [Window(0, 0, height, width)]
    rows = _spread(height, MAX_PIXELS // min(width, BLOCKS_PER_SIDE * BLOCK_PX))
    cols = _spread(width, MAX_PIXELS // min(height, BLOCKS_PER_SIDE * BLOCK_PX))
    return [Window(row, col, h, w) for row, h in rows for col, w in cols]


def _spread(length: int, budget: int) -> list[tuple[int, int]]:
    """Return (start, size) of up to 8 evenly spaced pieces that together hold at most ``budget`` pixels."""
    if length <= BLOCKS_PER_SIDE * BLOCK_PX:
        return [(0, length)]
    size = min(budget, length) // BLOCKS_PER_SIDE
    cell = length / BLOCKS_PER_SIDE
    return [(int((k + 0.5) * cell - size / 2), size) for k in range(BLOCKS_PER_SIDE)]


def scene_sample(
    reader: PixelReader,
    normaliser: PixelNormaliser,
    bands: Sequence[int],
    *,
    height: int,
    width: int,
    block_shape: tuple[int, int] = (1, 1),
    check: Callable[[], None] = lambda: None,
) -> FloatArray:
    """Return reflectance (C, N) of the sample's valid pixels, N <= 16384; N is 0 if the raster has no valid pixel.

    If the fixed blocks have fewer than 256 valid pixels, the whole raster is searched from top to bottom.
    ``block_shape`` (rows, columns of the file's own blocks) only affects the order of reading: each block is decoded
    once.
    """
    rows, cols = block_shape
    parts = []
    for window in sorted(sample_windows(height, width), key=lambda w: (w.row // rows, w.col // cols)):
        check()
        pixels, valid = read_normalised(reader, normaliser, bands, window)
        parts.append(pixels[:, valid])
    found = np.concatenate(parts, axis=1)
    if found.shape[1] >= ENOUGH_PIXELS or height * width <= MAX_PIXELS:
        return found
    return _search(reader, normaliser, bands, height=height, width=width, check=check)


def _search(
    reader: PixelReader,
    normaliser: PixelNormaliser,
    bands: Sequence[int],
    *,
    height: int,
    width: int,
    check: Callable[[], None],
) -> FloatArray:
    """Return the first 16384 valid pixels of the raster, read in strips."""
    parts, count = [np.empty((len(bands), 0), dtype=np.float32)], 0
    cols = min(width, max(1, _SCAN_VALUES // len(bands)))
    rows = max(1, _SCAN_VALUES // (len(bands) * cols))
    for row in range(0, height, rows):
        for col in range(0, width, cols):
            check()
            window = Window(row, col, min(rows, height - row), min(cols, width - col))
            pixels, valid = read_normalised(reader, normaliser, bands, window)
            parts.append(pixels[:, valid])
            count += parts[-1].shape[1]
            if count >= MAX_PIXELS:
                return np.concatenate(parts, axis=1)[:, :MAX_PIXELS]
    return np.concatenate(parts, axis=1)
