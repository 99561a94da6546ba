"""Pictures of rasters for pages: read in strips, thinned to the size shown, encoded as PNG by GDAL."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import FloatArray
from ..common.errors import InputError
from ..products.base import Product
from ..raster.source import PixelNormaliser, read_normalised
from ..raster.window import Window

MAX_PX = 900  # longer side of a picture
_STRIP_VALUES = 1 << 23  # values read at a time
_MEAN_BYTES = 1 << 30  # up to this raster size all pixels are read and averaged; beyond it only those shown
_LOW, _HIGH = 2.0, 98.0  # percentiles of the stretch, as in QGIS's cumulative cut

Check = Callable[[], None]


@dataclass(frozen=True)
class Thinned:
    """A class map thinned to a picture.

    ``classes``: values (h, w) of every ``step``-th row and column of a map of ``size`` (rows, columns). ``counts``
    (256,): pixels of the whole map by value.
    """

    classes: NDArray[np.uint8]
    step: int
    size: tuple[int, int]
    counts: NDArray[np.int64]


def step_of(height: int, width: int, most: int = MAX_PX) -> int:
    """Return how many pixels of the raster, in each direction, make one pixel of a picture."""
    return max(1, math.ceil(max(height, width) / most))


def thinned(path: Path, check: Check) -> Thinned:
    """Read the first band of a byte raster in strips.

    Raises:
        InputError: the raster is damaged.
    """
    import rasterio
    from rasterio.errors import RasterioError
    from rasterio.windows import Window as RasterioWindow

    try:
        raster = rasterio.open(path)
    except RasterioError as exc:
        raise _damaged(path) from exc
    with raster:
        step = step_of(raster.height, raster.width)
        block = raster.block_shapes[0][0]
        rows = max(1, _STRIP_VALUES // raster.width // block) * block
        counts, parts = np.zeros(256, dtype=np.int64), []
        for row in range(0, raster.height, rows):
            check()
            try:
                data = raster.read(1, window=RasterioWindow(0, row, raster.width, min(rows, raster.height - row)))
            except RasterioError as exc:
                raise _damaged(path) from exc
            data = data.astype(np.uint8, copy=False)
            counts += np.bincount(data.ravel(), minlength=256)
            parts.append(data[-row % step :: step, ::step].copy())
        return Thinned(np.concatenate(parts), step, (raster.height, raster.width), counts)


def _damaged(path: Path) -> InputError:
    return InputError(f"'{path.name}' is damaged and cannot be read; map the raster again.")


def colored(classes: NDArray[np.uint8], colors: Mapping[int, str]) -> NDArray[np.uint8]:
    """Return the RGBA picture (4, h, w) of classes (h, w); values without a colour are transparent."""
    table = np.zeros((256, 4), dtype=np.uint8)
    for value, color in colors.items():
        table[value] = (*bytes.fromhex(color[1:]), 255)
    return np.ascontiguousarray(table[classes].transpose(2, 0, 1))  # (h, w, 4) -> (4, h, w)


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Return a picture (3 or 4, h, w) as a PNG file."""
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning
    from rasterio.io import MemoryFile

    bands, height, width = pixels.shape
    with warnings.catch_warnings(), rasterio.Env(GDAL_PAM_ENABLED=False), MemoryFile() as memory:
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with memory.open(driver="PNG", height=height, width=width, count=bands, dtype="uint8") as sink:
            sink.write(pixels)
        return bytes(memory.read())


def composite(
    product: Product, bands: Sequence[int], area: Window, step: int, normaliser: PixelNormaliser, check: Check
) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return reflectance (3, h, w) of every ``step``-th pixel of an area, and validity (h, w).

    In rasters up to 1 GiB each value is the mean of the valid pixels that it represents.
    """
    meta = product.meta
    size = meta.height * meta.width * meta.count * np.dtype(meta.dtype).itemsize
    mean = step > 1 and size <= _MEAN_BYTES
    shape = (math.ceil(area.height / step), math.ceil(area.width / step))
    pixels, valid = np.zeros((3, *shape), dtype=np.float32), np.zeros(shape, dtype=bool)
    for window, rows, cols in _strips(area, step, block_rows=product.block_shape[0], whole=mean):
        check()
        if mean:
            pixels[:, rows, cols], valid[rows, cols] = _means(
                *read_normalised(product, normaliser, bands, window), step
            )
        else:
            raw, mask = product.read(window, bands), product.read_mask(window)
            thin = None if mask is None else mask[::step, ::step]
            pixels[:, rows, cols], valid[rows, cols] = normaliser.apply(raw[:, ::step, ::step], thin)
    return pixels, valid


def _strips(area: Window, step: int, *, block_rows: int, whole: bool) -> Iterator[tuple[Window, slice, slice]]:
    """Split an area into windows of the raster, each with its rows and columns of the picture.

    No row of the file's blocks is read twice. ``whole``: all lines of the last row of the picture are needed, not only
    the first.
    """
    height, width = math.ceil(area.height / step), math.ceil(area.width / step)
    for _, group in groupby(range(height), key=lambda row: (area.row + row * step) // block_rows):
        rows = list(group)
        first, end = rows[0], rows[-1] + 1
        lines = min((end - 1 - first) * step + (step if whole else 1), area.height - first * step)
        wide = max(1, _STRIP_VALUES // (3 * lines * step))
        for left in range(0, width, wide):
            cols = min(wide, width - left)
            window = Window(
                area.row + first * step, area.col + left * step, lines, min(cols * step, area.width - left * step)
            )
            yield window, slice(first, end), slice(left, left + cols)


def _means(pixels: FloatArray, valid: NDArray[np.bool_], step: int) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return the means (C, h, w) of the valid pixels in squares of ``step``, and validity (h, w)."""
    rows, cols = (range(0, length, step) for length in valid.shape)
    counts = np.add.reduceat(np.add.reduceat(valid.astype(np.float32), rows, axis=0), cols, axis=1)
    sums = np.add.reduceat(np.add.reduceat(pixels * valid, rows, axis=1), cols, axis=2)
    return (sums / np.maximum(counts, 1)).astype(np.float32), counts > 0


def limits_of(pixels: FloatArray, valid: NDArray[np.bool_]) -> list[tuple[float, float]]:
    """Return the 2nd and 98th percentile of valid reflectance in each band of (C, h, w)."""
    found = [np.percentile(plane[valid], (_LOW, _HIGH)) for plane in pixels]
    return [(float(low), float(high)) for low, high in found]


def stretched(pixels: FloatArray, valid: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return the RGBA picture (4, h, w) of reflectance (3, h, w), stretched from each band's 2nd to 98th percentile."""
    result = np.zeros((4, *valid.shape), dtype=np.uint8)
    result[3] = np.where(valid, 255, 0)
    if valid.any():
        for band, (low, high) in enumerate(limits_of(pixels, valid)):
            scaled = (pixels[band] - low) / max(high - low, 1e-6)
            result[band] = np.where(valid, np.rint(255 * np.clip(scaled, 0.0, 1.0)), 0)
    return result


def histogram_of(counts: NDArray[np.int64], bins: int = 20) -> tuple[list[float], float, float]:
    """Return shares in bins of equal width, the mean, and the share below 50, from counts of whole percent (256,)."""
    known = counts[:101].astype(np.float64)
    total = max(known.sum(), 1.0)
    value = np.arange(101)
    where = np.minimum(value * bins // 100, bins - 1)
    shares = np.bincount(where, weights=known, minlength=bins) / total
    return shares.tolist(), float((known * value).sum() / total), float(known[:50].sum() / total)


def means_by_class(
    spectra: Any,  # noqa: ANN401
    classes: NDArray[np.uint8],
    least: int,
) -> dict[int, tuple[int, NDArray[np.float64]]]:
    """Return (pixels, mean spectrum (C,)) of each class value with at least ``least`` of the spectra (C, n)."""
    found = {}
    for value in np.unique(classes[classes > 0]).tolist():
        mine = spectra[:, classes == value]
        if mine.shape[1] >= least:
            found[int(value)] = (int(mine.shape[1]), mine.mean(axis=1, dtype=np.float64))
    return found
