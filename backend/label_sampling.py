"""What the zero-shot model and the spectra say at labelled pixels; one window in memory at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .engines.base import Engine, FloatArray
from .errors import InputError
from .heads.context import SCALES_PX, smoothed_at
from .heads.labels import LabelPixels
from .heads.mnf import ImageStatistics
from .heads.resampling import Bands, resampling_matrix
from .prepare import Scene, conditions_of
from .raster.blend import axis_weights
from .raster.sample import sample_windows
from .raster.source import read_normalised
from .raster.tiler import Tile
from .stages import PAD_TO, pad_by_reflection

DoubleArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Check = Callable[[], None]


@dataclass
class LabelSamples:
    """Samples as they come in, raster by raster; all in the bands of the first.

    ``images``, ``rows``, ``cols``, ``features``, ``classes`` (n,); ``zero_shot`` (n, Z); ``spectra`` and each of
    ``smoothed`` (n, C).
    """

    bands: Bands
    statistics: ImageStatistics
    share: DoubleArray
    parts: dict[str, list[NDArray[np.generic]]] = field(default_factory=dict)
    share_pixels: int = 0

    @classmethod
    def start(cls, scene: Scene) -> LabelSamples:
        """Start with the bands of the first raster."""
        bands = bands_of(scene)
        return cls(bands, ImageStatistics(bands.count), np.zeros(len(scene.card.classes)))

    def column(self, name: str) -> NDArray[np.generic]:
        """Return one of the columns over all rasters."""
        return np.concatenate(self.parts[name])

    def add(self, columns: dict[str, NDArray[np.generic]]) -> None:
        """Append the columns of one raster."""
        for name, values in columns.items():
            self.parts.setdefault(name, []).append(values)


def bands_of(scene: Scene) -> Bands:
    """Return centres and widths of the bands that a scene uses."""
    return Bands(
        np.asarray(scene.normaliser.center_nm, dtype=np.float64), np.asarray(scene.normaliser.fwhm_nm, dtype=np.float64)
    )


def sample_scene(
    scene: Scene, labels: LabelPixels, engine: Engine, samples: LabelSamples, *, image: int, check: Check
) -> tuple[str, ...]:
    """Add a raster's labelled pixels to ``samples``; return what to warn of.

    Raises:
        InputError: the raster's bands do not cover those of the first one.
    """
    matrix = _to_bands(scene, samples.bands)
    conditions, warnings = conditions_of(scene, check=check)
    engine.set_conditions(conditions)
    _add_statistics(scene, matrix, samples.statistics, check)
    count = labels.count
    found = _Found(
        zero_shot=np.zeros((count, len(scene.card.classes))), weight=np.full(count, -1.0),
        spectra={scale: np.zeros((count, samples.bands.count), dtype=np.float32) for scale in SCALES_PX},
    )  # fmt: skip
    for tile, inside in _tiles_of(scene, labels):
        check()
        _sample_tile(scene, engine, tile, labels.take(inside), inside, found, matrix, samples)
    valid = np.flatnonzero(found.weight >= 0)
    kept = labels.take(valid)
    samples.add({
        "images": np.full(len(valid), image, dtype=np.int64), "rows": kept.rows, "cols": kept.cols,
        "features": kept.features, "classes": kept.classes,
        "zero_shot": found.zero_shot[valid] / np.maximum(found.zero_shot[valid].sum(axis=1, keepdims=True), 1e-9),
        **{f"spectra {scale:g}": values[valid] for scale, values in found.spectra.items()},
    })  # fmt: skip
    return warnings


@dataclass
class _Found:
    """What was found at the labels of one raster; ``weight`` (n,) of the window that saw a pixel best, -1 for none."""

    zero_shot: DoubleArray
    weight: DoubleArray
    spectra: dict[float, FloatArray]


def _to_bands(scene: Scene, wanted: Bands) -> FloatArray | None:
    """Return the matrix (C, C') from a raster's bands to the wanted ones; None where they are the same."""
    matrix, covered = resampling_matrix(bands_of(scene), wanted)
    if not covered.all():
        far = ", ".join(f"{c:.0f}" for c in wanted.center_nm[~covered][:3])
        raise InputError(
            f"Raster {scene.meta.path.name} lacks bands of the first raster (near {far} nm); train one model a sensor."
        )
    same = matrix.shape[0] == matrix.shape[1] and np.array_equal(matrix, np.eye(len(matrix)))
    return None if same else matrix.astype(np.float32)


def _resampled(pixels: FloatArray, matrix: FloatArray | None) -> FloatArray:
    return pixels if matrix is None else np.tensordot(matrix, pixels, axes=1)


def _add_statistics(scene: Scene, matrix: FloatArray | None, statistics: ImageStatistics, check: Check) -> None:
    """Add the fixed sample of a whole raster, in which pixels have their neighbours."""
    for window in sample_windows(scene.meta.height, scene.meta.width):
        check()
        pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, window)
        statistics.add(_resampled(pixels, matrix), valid)


def _tiles_of(scene: Scene, labels: LabelPixels) -> list[tuple[Tile, IntArray]]:
    """Return the windows of the grid that hold labels, top to bottom, each with the positions of its labels."""
    grid = scene.grid
    held: dict[tuple[int, int], list[int]] = {}
    for number, (row, col) in enumerate(zip(labels.rows.tolist(), labels.cols.tolist())):
        for grid_row in grid.rows.over(row, row + 1):
            for grid_col in grid.cols.over(col, col + 1):
                held.setdefault((grid_row, grid_col), []).append(number)
    return [(grid.tile(*place), np.array(numbers, dtype=np.int64)) for place, numbers in sorted(held.items())]


def _sample_tile(
    scene: Scene, engine: Engine, tile: Tile, labels: LabelPixels, index: IntArray, found: _Found,
    matrix: FloatArray | None, samples: LabelSamples,
) -> None:  # fmt: skip
    """Run one window and note what it says at its labels; windows are blended as in a map."""
    window = tile.window
    pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, window)
    probabilities = run_window(engine, pixels, valid)
    samples.share += probabilities[:, valid].sum(axis=1, dtype=np.float64)
    samples.share_pixels += int(valid.sum())
    down = axis_weights(scene.grid.rows, tile.grid_row)
    across = axis_weights(scene.grid.cols, tile.grid_col)
    pixels = _resampled(pixels, matrix)
    for number, row, col in zip(index.tolist(), labels.rows - window.row, labels.cols - window.col):
        if not valid[row, col]:
            continue
        weight = float(down[row] * across[col])
        found.zero_shot[number] += weight * probabilities[:, row, col]
        if weight > found.weight[number]:
            found.weight[number] = weight
            for scale, values in found.spectra.items():
                values[number] = smoothed_at(pixels, valid, (int(row), int(col)), scale)


def run_window(engine: Engine, pixels: FloatArray, valid: NDArray[np.bool_]) -> FloatArray:
    """Return an engine's probabilities (K, h, w) of one window (C, h, w), padded as in a map."""
    bands, height, width = pixels.shape
    shape = (1, bands, -(-height // PAD_TO) * PAD_TO, -(-width // PAD_TO) * PAD_TO)
    batch = np.zeros(shape, dtype=np.float32)
    mask = np.zeros((1, *shape[2:]), dtype=np.float32)
    batch[0, :, :height, :width], mask[0, :height, :width] = pixels, valid
    pad_by_reflection(batch, height, width)
    return engine.run(batch, mask)[0, :, :height, :width]
