"""Sample spectra and zero-shot results at labelled pixels, one window in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import DoubleArray, FloatArray, IntArray, padded
from ...common.errors import InputError
from ...common.wording import counted
from ...engines.base import Engine
from ...labels.read import LabelPixels
from ...mapping.threads import pad_by_reflection
from ...raster.sample import sample_windows
from ...raster.source import read_normalised
from ...raster.tiling.blend import axis_weights
from ...raster.tiling.tiler import Tile
from ...scene.open import Scene, conditions_of
from ...spectral.bands import UNKNOWN_GSD_M
from ...spectral.resampling import FEWEST_BANDS, Bands, common_bands, resampling_matrix
from .context import LARGEST_PX, SCALES_PX, smooth
from .mnf import ImageStatistics
from .neighbours import ANCHORS
from .samples import Pixels

Check = Callable[[], None]

_SEED = 0


@dataclass
class LabelSamples:
    """Samples collected raster by raster, all in the same bands.

    ``columns``: ``images``, ``rows``, ``cols``, ``features`` (numbers of the labels' features), ``classes``, (n,) each.
    ``labelled`` and ``anchors``: the labelled pixels, and random pixels of the same windows.
    """

    bands: Bands
    statistics: ImageStatistics
    share: DoubleArray
    rasters: int
    gsd_m: float
    share_pixels: int = 0
    columns: dict[str, list[IntArray]] = field(default_factory=dict)
    labelled: list[Pixels] = field(default_factory=list)
    anchors: list[Pixels] = field(default_factory=list)

    @classmethod
    def start(cls, bands: Bands, *, classes: int, rasters: int, gsd_m: float) -> LabelSamples:
        """Start with the bands common to all ``rasters``; context scales count pixels of ``gsd_m`` metres."""
        return cls(bands, ImageStatistics(bands.count), np.zeros(classes), rasters, gsd_m)

    def column(self, name: str) -> IntArray:
        """Return one of the columns (n,) over all rasters."""
        return np.concatenate(self.columns[name])

    def add(self, labels: LabelPixels, pixels: Pixels, *, image: int) -> None:
        """Append the labelled pixels of one raster."""
        found = {
            "images": np.full(labels.count, image, dtype=np.int64), "rows": labels.rows, "cols": labels.cols,
            "features": labels.features, "classes": labels.classes,
        }  # fmt: skip
        for name, values in found.items():
            self.columns.setdefault(name, []).append(values)
        self.labelled.append(pixels)

    def drawn(self) -> Pixels:
        """Return the anchors in random order, at most as many as needed."""
        whole = joined(self.anchors)
        return whole.take(np.random.default_rng(_SEED).permutation(whole.count)[:ANCHORS])


def joined(parts: Sequence[Pixels]) -> Pixels:
    """Return the pixels of several rasters or windows in one object."""
    return Pixels(
        np.concatenate([p.zero_shot for p in parts]), np.concatenate([p.spectra for p in parts]),
        {s: np.concatenate([p.smoothed[s] for p in parts]) for s in parts[0].smoothed},
        np.concatenate([p.features for p in parts]),
    )  # fmt: skip


def meeting_bands(sets: Sequence[Bands], names: Sequence[str]) -> Bands:
    """Return the bands common to rasters of one or several sensors: the coarsest bands that all of them cover.

    Raises:
        InputError: there are fewer than four.
    """
    found = sets[0]
    for other, name in zip(sets[1:], names[1:]):
        common = common_bands(found, other)
        if common.count < FEWEST_BANDS:
            raise InputError(
                f"Raster {name} shares {counted(common.count, 'band')} with the rasters before it; at least "
                f"{FEWEST_BANDS} are needed; train one model per sensor."
            )
        found = common.bands
    return found


def bands_of(scene: Scene) -> Bands:
    """Return centres and FWHM of the bands that a scene uses."""
    return Bands(
        np.asarray(scene.normaliser.center_nm, dtype=np.float64), np.asarray(scene.normaliser.fwhm_nm, dtype=np.float64)
    )


def sample_scene(
    scene: Scene, labels: LabelPixels, engine: Engine, samples: LabelSamples, *, image: int, check: Check
) -> tuple[int, tuple[str, ...]]:
    """Add a raster's labelled pixels to ``samples``; return their number and warnings.

    Raises:
        InputError: the raster cannot be read.
    """
    matrix = to_bands(scene, samples.bands)
    conditions, warnings = conditions_of(scene, check=check)
    engine.set_conditions(conditions)
    _add_statistics(scene, matrix, samples.statistics, check)
    tiles = _tiles_of(scene, labels)
    factor = samples.gsd_m / (scene.meta.sensor.gsd_m or UNKNOWN_GSD_M)
    quota = -(-ANCHORS // (samples.rasters * max(len(tiles), 1)))
    found = _Found(np.full(labels.count, -1.0))
    for tile, inside in tiles:
        check()
        looked = _look(scene, engine, tile, matrix, factor)
        samples.share += looked.probabilities[:, looked.valid].sum(axis=1, dtype=np.float64)
        samples.share_pixels += int(looked.valid.sum())
        found.take(scene, tile, labels.take(inside), inside, looked)
        samples.anchors.append(looked.drawn(quota, seed=(_SEED, image, tile.grid_row, tile.grid_col)))
    valid = np.flatnonzero(found.weight >= 0)
    if len(valid):
        samples.add(labels.take(valid), found.pixels(valid), image=image)
    return len(valid), warnings


@dataclass(frozen=True)
class _Looked:
    """One window (h, w) in the bands of the samples, with the network's output."""

    pixels: FloatArray
    smoothed: dict[float, FloatArray]
    valid: NDArray[np.bool_]
    probabilities: FloatArray
    features: FloatArray

    def at(self, rows: IntArray, cols: IntArray) -> Pixels:
        """Return the pixels at the given positions of the window."""
        return Pixels(
            self.probabilities[:, rows, cols].T.astype(np.float64), self.pixels[:, rows, cols].T.astype(np.float64),
            {s: planes[:, rows, cols].T.astype(np.float64) for s, planes in self.smoothed.items()},
            self.features[rows, cols].astype(np.float64),
        )  # fmt: skip

    def drawn(self, count: int, *, seed: tuple[int, ...]) -> Pixels:
        """Return random valid pixels."""
        rows, cols = np.nonzero(self.valid)
        picked = np.random.default_rng(seed).permutation(len(rows))[:count]
        return self.at(rows[picked], cols[picked])


@dataclass
class _Found:
    """Values found at the labels of one raster; ``weight`` (n,): that of the best window for a pixel, -1 for none."""

    weight: DoubleArray
    zero_shot: DoubleArray | None = None
    best: dict[int, Pixels] = field(default_factory=dict)

    def take(self, scene: Scene, tile: Tile, labels: LabelPixels, index: IntArray, looked: _Looked) -> None:
        """Store one window's values at its labels; zero-shot probabilities of windows are blended as in a map."""
        rows, cols = labels.rows - tile.window.row, labels.cols - tile.window.col
        down = axis_weights(scene.grid.rows, tile.grid_row)[rows]
        weights = down * axis_weights(scene.grid.cols, tile.grid_col)[cols]
        pixels = looked.at(rows, cols)
        if self.zero_shot is None:
            self.zero_shot = np.zeros((len(self.weight), pixels.zero_shot.shape[1]))
        for n in np.flatnonzero(looked.valid[rows, cols]).tolist():
            number, weight = int(index[n]), float(weights[n])
            self.zero_shot[number] += weight * pixels.zero_shot[n]
            if weight > self.weight[number]:
                self.weight[number] = weight
                self.best[number] = pixels.take(np.array([n]))

    def pixels(self, index: IntArray) -> Pixels:
        """Return the pixels at ``index``; each of them must have been found."""
        found = joined([self.best[n] for n in index.tolist()])
        zero_shot = self.zero_shot[index] if self.zero_shot is not None else found.zero_shot
        return replace(found, zero_shot=zero_shot / np.maximum(zero_shot.sum(axis=1, keepdims=True), 1e-9))


def to_bands(scene: Scene, wanted: Bands) -> FloatArray | None:
    """Return the matrix (C, C') from a raster's bands to the wanted ones; None if they are the same."""
    matrix, _ = resampling_matrix(bands_of(scene), wanted)
    same = matrix.shape[0] == matrix.shape[1] and np.array_equal(matrix, np.eye(len(matrix)))
    return None if same else matrix.astype(np.float32)


def _resampled(pixels: FloatArray, matrix: FloatArray | None) -> FloatArray:
    return pixels if matrix is None else np.tensordot(matrix, pixels, axes=1)


def _add_statistics(scene: Scene, matrix: FloatArray | None, statistics: ImageStatistics, check: Check) -> None:
    """Add the fixed sample of a whole raster, in which each pixel has its neighbours."""
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


def _look(scene: Scene, engine: Engine, tile: Tile, matrix: FloatArray | None, factor: float) -> _Looked:
    """Read and run one window; each context scale is multiplied by ``factor`` to get pixels of this raster."""
    pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, tile.window)
    probabilities, features = run_window(engine, pixels, valid)
    pixels = _resampled(pixels, matrix)
    mask = valid[None].astype(np.float32)
    scales = {scale: min(scale * factor, LARGEST_PX) for scale in SCALES_PX if scale > 0}
    smoothed = {scale: smooth(pixels[None], mask, sigma)[0] for scale, sigma in scales.items()}
    return _Looked(pixels, smoothed, valid, probabilities, features)


def run_window(engine: Engine, pixels: FloatArray, valid: NDArray[np.bool_]) -> tuple[FloatArray, FloatArray]:
    """Return an engine's probabilities (K, h, w) and features (h, w, E) for a window (C, h, w), padded as in a map.

    E is 0 if the engine has no features.
    """
    bands, height, width = pixels.shape
    shape = (1, bands, padded(height), padded(width))
    batch = np.zeros(shape, dtype=np.float32)
    mask = np.zeros((1, *shape[2:]), dtype=np.float32)
    batch[0, :, :height, :width], mask[0, :height, :width] = pixels, valid
    pad_by_reflection(batch, height, width)
    probabilities, features = engine.run_features(batch, mask)
    if features is None:
        features = np.zeros((1, *shape[2:], 0), dtype=np.float32)
    return probabilities[0, :, :height, :width], features[0, :height, :width]
