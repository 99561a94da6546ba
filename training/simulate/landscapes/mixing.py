"""From sub-pixels to pixels: the point-spread function, material weights, cover fractions, independent mixtures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backend.common.arrays import FloatArray

from ...common.likeness import by_likeness
from ..grid import GRID_NM
from ..labels import CLASSES
from ..materials.palette import Palette
from .canvas import Canvas

MARGIN = 2
"""Pixels around a tile that are used only for the point-spread function."""

_SHADE_SHARE = 0.55  # shading of sky light relative to that of sunlight: 0 never shaded, 1 shaded as much
_ROWS_AT_ONCE = 32
_CLASSES, _CLASSES_IF_PURE = [0.3, 0.35, 0.22, 0.13], [0.6, 0.25, 0.1, 0.05]
"""Shares of the independent mixtures with one to four classes."""
_SORTED, _BANDS_TO_SORT_BY = 0.5, 30
"""Share of the scenes of independent mixtures in which similar spectra are neighbours."""


@dataclass(frozen=True)
class Weights:
    """Material weights of pixels, (n, M) float32: ``lit`` by the sun, ``sky`` by the sky, ``cover`` without light."""

    lit: FloatArray
    sky: FloatArray
    cover: FloatArray

    def fractions(self, palette: Palette) -> FloatArray:
        """Return cover fractions (n, 9): the cover summed over the materials of each class; rows sum to one."""
        table = np.zeros((palette.label.size, len(CLASSES)), dtype=np.float32)
        table[np.arange(palette.label.size), palette.label] = 1.0
        return normalise(self.cover @ table)


def normalise(rows: FloatArray) -> FloatArray:
    """Divide rows by their sums."""
    return np.asarray(rows / np.maximum(rows.sum(axis=1, keepdims=True), 1e-9), dtype=np.float32)


def psf_kernel(subpixels: int, fwhm_px: float) -> FloatArray:
    """Return the 1-D Gaussian point-spread function over the detector box, on the sub-pixels of 1 + 2 MARGIN pixels."""
    length = (2 * MARGIN + 1) * subpixels
    position = (np.arange(length) + 0.5) / subpixels - (MARGIN + 0.5)
    sigma = max(fwhm_px, 0.2) / 2.3548
    fine = np.linspace(-0.5, 0.5, 11)  # the detector element
    value = np.exp(-0.5 * ((position[:, None] - fine[None]) / sigma) ** 2).mean(axis=1)
    value[value < 0.01 * value.max()] = 0.0
    return np.asarray(value / value.sum(), dtype=np.float32)


def aggregate(canvas: Canvas, subpixels: int, kernel: FloatArray) -> Weights:
    """Sum sub-pixels, weighted by the point-spread function.

    Args:
        canvas: the painted sub-pixels, margins included.
        subpixels: number of sub-pixels per pixel side.
        kernel: 1-D point-spread function of :func:`psf_kernel`.

    Returns:
        Weights of the h*w pixels inside the margins, row by row.
    """
    used = np.flatnonzero(kernel)
    first, taps = int(used[0]), kernel[used[0] : used[-1] + 1]
    height = canvas.first.shape[0] // subpixels - 2 * MARGIN
    parts = [
        _aggregate_rows(canvas, subpixels, first, taps, range(row, min(row + _ROWS_AT_ONCE, height)))
        for row in range(0, height, _ROWS_AT_ONCE)
    ]
    lit, cover = (np.concatenate(p) for p in zip(*parts, strict=True))
    return Weights(lit, ((1.0 - _SHADE_SHARE) * cover + _SHADE_SHARE * lit).astype(np.float32), cover)


def _aggregate_rows(
    canvas: Canvas, subpixels: int, start: int, taps: FloatArray, rows: range
) -> tuple[FloatArray, FloatArray]:
    """Return lit and plain weights (len(rows) * w, M) of a range of pixel rows."""
    width = canvas.first.shape[1] // subpixels - 2 * MARGIN
    materials, size = canvas.palette.label.size, taps.size
    row_slice = slice(rows.start * subpixels + start, (rows.stop - 1) * subpixels + start + size)

    def windows(layer: np.ndarray) -> np.ndarray:
        part = layer[row_slice, start : (width - 1) * subpixels + start + size]
        view = np.lib.stride_tricks.sliding_window_view(part, (size, size))
        return np.asarray(view[::subpixels, ::subpixels])  # (rows, w, size, size)

    count = len(rows) * width
    base = (np.arange(count, dtype=np.int64) * materials).reshape(len(rows), width, 1, 1)
    weight = np.broadcast_to(taps[:, None] * taps[None], (len(rows), width, size, size)).ravel()
    share, light = windows(canvas.share).ravel(), windows(canvas.light).ravel()
    mixed = np.flatnonzero(share)
    second = weight[mixed] * share[mixed]
    first = weight.copy()
    first[mixed] -= second
    code_first, code_second = (base + windows(canvas.first)).ravel(), (base + windows(canvas.second)).ravel()[mixed]
    cover = np.bincount(code_first, first, count * materials)
    cover += np.bincount(code_second, second, count * materials)
    lit = np.bincount(code_first, first * light, count * materials)
    lit += np.bincount(code_second, second * light[mixed], count * materials)
    shape = (count, materials)
    return lit.astype(np.float32).reshape(shape), cover.astype(np.float32).reshape(shape)


def independent(rng: np.random.Generator, palette: Palette, count: int, *, pure: bool = False) -> Weights:
    """Draw independent mixtures of 1-4 classes with 1-3 materials each (Dirichlet), under mild random shade.

    Twice as many have a single class if ``pure``.
    """
    classes = np.unique(palette.label)
    number = rng.choice([1, 2, 3, 4], count, p=_CLASSES_IF_PURE if pure else _CLASSES)
    order = np.argsort(rng.random((count, classes.size), dtype=np.float32), axis=1)[:, :4]
    share = rng.gamma(rng.choice([0.6, 1.0, 2.5], (count, 1)), 1.0, (count, 4)).astype(np.float32) + 1e-6
    share = normalise(np.where(np.arange(4)[None] < number[:, None], share, 0.0).astype(np.float32))
    cover = np.zeros((count, palette.label.size), dtype=np.float32)
    rows = np.arange(count)
    starts = np.array([np.flatnonzero(palette.label == c)[0] for c in classes])
    sizes = np.array([(palette.label == c).sum() for c in classes])
    for slot in range(4):
        chosen = order[:, slot]
        parts = normalise(rng.gamma(0.8, 1.0, (count, 3)).astype(np.float32) + 1e-6)
        for part in range(3):
            material = starts[chosen] + (rng.random(count, dtype=np.float32) * sizes[chosen]).astype(np.int64)
            cover[rows, material] += share[:, slot] * parts[:, part]
    shade = np.where(rng.random(count) < 0.5, 1.0, rng.uniform(0.45, 1.1, count)).astype(np.float32)[:, None]
    lit = cover * shade
    return Weights(lit, (1.0 - _SHADE_SHARE) * cover + _SHADE_SHARE * lit, cover)


def fields_of(rng: np.random.Generator, palette: Palette, height: int, width: int) -> Weights:
    """Draw independent mixtures on square fields of 1 to 4 pixels a side.

    In half of the scenes neighbours do not predict a field. In the others similar spectra are neighbours, as in rasters
    made of single labelled pixels: there only the spectrum tells the class, whatever the shapes look like.
    """
    side = int(rng.choice([1, 2, 4]))
    rows, columns = -(-height // side), -(-width // side)
    sort = rng.random() < _SORTED
    drawn = independent(rng, palette, rows * columns, pure=sort)
    if sort:
        spectra = palette.spectra[:, :: GRID_NM.size // _BANDS_TO_SORT_BY]
        order = by_likeness(drawn.lit @ spectra.astype(np.float32), columns)
        drawn = Weights(drawn.lit[order], drawn.sky[order], drawn.cover[order])

    def spread(layer: FloatArray) -> FloatArray:
        wide = layer.reshape(rows, columns, -1).repeat(side, axis=0).repeat(side, axis=1)
        return np.ascontiguousarray(wide[:height, :width].reshape(height * width, -1))

    return Weights(spread(drawn.lit), spread(drawn.sky), spread(drawn.cover))
