"""Real labelled scenes for training: crops with changed light, scale and sensor, and the classes that labels allow.

A cube of many bands is sometimes averaged to the bands of another sensor, so that its labels help with all sensors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from backend.common.arrays import FloatArray
from backend.spectral.inputs.attributes import attributes
from backend.spectral.inputs.content import content_quantiles
from backend.spectral.normalise import quadrature_weights
from backend.spectral.resampling import Bands
from training.common.scenes import UNNAMED, TrainingScene, orient
from training.landcover.dataset import MERGED, SimulatedScenes
from training.simulate.grid import GRID_NM, smooth_noise
from training.simulate.sensors import draw_sensor

from ..common.likeness import by_likeness
from ..real import packed
from ..real.scene import LabelledScene
from ..real.storing import BLOCK_PX

CELL = 4  # sides are multiples of the network's largest cell
SHUFFLED = 0.25  # share of the samples from tables that are in random order
_FEWEST = 4  # least number of bands that are kept
_MANY = 20  # number of bands from which a sensor can simulate others
_CONTENT = 4096  # pixels of the scene from which its quantiles are computed


@dataclass(frozen=True)
class RealSample(TrainingScene):
    """One crop: ``allowed`` (B, K, H, W) is 1 for each class a label may stand for, ``counts`` (B, H, W) its weight."""

    allowed: Tensor
    counts: Tensor


@dataclass(frozen=True)
class _Known:
    """A scene in memory: classes each label allows (256, K), weight of each label (256,), a sample of pixels (n, C)."""

    scene: LabelledScene
    allowed: FloatArray
    counts: FloatArray
    sample: FloatArray


class RealScenes:
    """All labelled scenes of a data folder except those of the folds left out; draws samples from them."""

    def __init__(self, data: Path, *, leave_out: Sequence[str], size: int, content_drop: float) -> None:
        """Read the scenes.

        Raises:
            InputError: a fold does not exist, or a file is damaged.
        """
        self.size, self.content_drop = size, content_drop
        groups: dict[str, list[LabelledScene]] = {}
        for scene in known_scenes(data, leave_out):
            if (scene.labels > 0).any():
                groups.setdefault(scene.set, []).append(scene)
        self.sets = [_known(scenes) for scenes in groups.values()]

    def draw(self, rng: np.random.Generator) -> RealSample:
        """Draw a set, one of its scenes, and a crop or some pixels of it; all sets are equally likely."""
        members = self.sets[int(rng.integers(len(self.sets)))]
        known = members[int(rng.integers(len(members)))]
        scene = known.scene
        if scene.positions:
            pixels, valid, labels = _crop(rng, scene, self.size)
        else:
            pixels, valid, labels = _mosaic(rng, known, self.size)
        change = _draw_change(rng, scene)
        seen = change(rng, pixels)
        content = content_quantiles(np.ascontiguousarray(change(rng, known.sample).T))
        if rng.random() < self.content_drop:
            content = np.zeros_like(content)
        name = UNNAMED if scene.sensor is None or rng.random() < 0.5 else scene.sensor
        bands = change.bands
        return RealSample(
            pixels=torch.from_numpy(np.ascontiguousarray(np.moveaxis(seen, -1, 1) * valid[:, None])),
            valid=torch.from_numpy(np.ascontiguousarray(valid.astype(np.float32))),
            center_nm=torch.from_numpy(bands.center_nm.astype(np.float32)),
            fwhm_nm=torch.from_numpy(bands.fwhm_nm.astype(np.float32)),
            weight=torch.from_numpy(quadrature_weights(bands.center_nm, bands.fwhm_nm).astype(np.float32)),
            attributes=torch.from_numpy(attributes(name, scene.level)),
            content=torch.from_numpy(content),
            gsd_m=torch.tensor(float(scene.gsd_m)),
            allowed=torch.from_numpy(np.ascontiguousarray(np.moveaxis(known.allowed[labels], -1, 1))),
            counts=torch.from_numpy(np.ascontiguousarray(known.counts[labels] * valid)),
        )


def known_scenes(data: Path, leave_out: Sequence[str]) -> Iterator[LabelledScene]:
    """Yield the labelled scenes of a data folder, or of one written by training/pack_data.py."""
    if (data / packed.NAME).exists():
        return packed.read_scenes(data, leave_out=leave_out)
    from ..real.reading import labelled_scenes  # reads rasters with packages that a packed folder does not need

    return labelled_scenes(data, leave_out=leave_out)


def _known(scenes: list[LabelledScene]) -> list[_Known]:
    """Weigh the labels of a set: a group of n pixels has weight sqrt(n), so that no group dominates.

    Labels that stand for the same classes form one group, however many there are.
    """
    names = list(MERGED)
    pixels, number = np.zeros(256), np.zeros(256)
    for scene in scenes:
        pixels += np.bincount(scene.labels[scene.valid & (scene.labels > 0)], minlength=256)
    for scene in scenes:
        for label, classes in scene.classes.items():
            number[label] = sum(pixels[other] for other, same in scene.classes.items() if same == classes)
    counts = np.where(number > 0, 1.0 / np.sqrt(np.maximum(number, 1.0)), 0.0)
    counts = (counts * pixels.sum() / max((counts * pixels).sum(), 1e-9)).astype(np.float32)  # mean 1 over the pixels
    found = []
    for scene in scenes:
        allowed = np.ones((256, len(names)), dtype=np.float32)
        for label, classes in scene.classes.items():
            allowed[label] = [float(name in classes) for name in names]
        own = counts.copy()
        own[0] = 0.0
        own[allowed.sum(axis=1) == 0] = 0.0
        seen = scene.pixels[scene.valid]
        every = max(1, len(seen) // _CONTENT)
        found.append(_Known(scene, allowed, own, np.ascontiguousarray(seen[::every])))
    return found


def _crop(
    rng: np.random.Generator, scene: LabelledScene, size: int
) -> tuple[FloatArray, NDArray[np.bool_], NDArray[np.uint8]]:
    """Return a randomly turned square (1, h, w) around a labelled pixel, padded with invalid pixels to whole cells."""
    rows, columns = np.nonzero((scene.labels > 0) & scene.valid)
    labels = scene.labels[rows, columns]
    kinds = list(dict.fromkeys(scene.classes[int(label)] for label in np.unique(labels)))
    kind = kinds[int(rng.integers(len(kinds)))]  # a rare group is as likely in the centre as a common one
    group = [label for label, classes in scene.classes.items() if classes == kind]
    middle = int(rng.choice(np.flatnonzero(np.isin(labels, group))))
    window = []
    for place, extent in zip((int(rows[middle]), int(columns[middle])), scene.labels.shape, strict=True):
        length = min(size, extent)
        start = int(np.clip(place - int(rng.integers(length)), 0, extent - length))
        window.append(slice(start, start + length))
    turn = int(rng.integers(8))
    parts = []
    for layer in (
        np.moveaxis(scene.pixels[tuple(window)], -1, 0),
        scene.valid[tuple(window)],
        scene.labels[tuple(window)],
    ):
        turned = orient(layer, turn)
        margin = [(0, 0)] * (turned.ndim - 2) + [(0, -n % CELL) for n in turned.shape[-2:]]
        parts.append(np.pad(turned, margin))
    return np.moveaxis(parts[0], 0, -1)[None], parts[1][None], parts[2][None]


def _mosaic(
    rng: np.random.Generator, known: _Known, size: int
) -> tuple[FloatArray, NDArray[np.bool_], NDArray[np.uint8]]:
    """Return pixels of a table as in evaluation (1, h, w): in spectrally sorted blocks, equally many of each group.

    Sometimes the blocks are in random order, so that the network does not learn the arrangement.
    """
    scene = known.scene
    labels, pixels = scene.labels.ravel(), scene.pixels.reshape(-1, scene.pixels.shape[-1])
    places = np.flatnonzero((labels > 0) & scene.valid.ravel())
    chance = known.counts[labels[places]]
    count = min((size // BLOCK_PX) ** 2, places.size)
    chosen = places[rng.choice(places.size, count, replace=False, p=chance / chance.sum())]
    columns = int(np.ceil(np.sqrt(count)))
    order = rng.permutation(count) if rng.random() < SHUFFLED else by_likeness(pixels[chosen], columns)
    rows = -(-count // columns)
    side = CELL // BLOCK_PX
    shape = (-(-rows // side) * side, -(-columns // side) * side)
    at = np.arange(count) // columns, np.arange(count) % columns
    image = np.zeros((*shape, pixels.shape[1]), dtype=np.float32)
    seen, classes = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=np.uint8)
    image[at], seen[at], classes[at] = pixels[chosen][order], True, labels[chosen][order]
    turn = int(rng.integers(8))
    layers = [np.moveaxis(image, -1, 0), seen, classes]
    wide = [orient(layer.repeat(BLOCK_PX, axis=-1).repeat(BLOCK_PX, axis=-2), turn) for layer in layers]
    return (
        np.moveaxis(wide[0], 0, -1)[None].astype(np.float32),
        wide[1][None].astype(bool),
        wide[2][None].astype(np.uint8),
    )


class _Change:
    """Changes of one sample relative to the stored scene: bands, factor by wavelength, offset, noise."""

    def __init__(
        self, matrix: FloatArray | None, bands: Bands, gain: FloatArray, offset: FloatArray, noise: float
    ) -> None:
        self.matrix, self.bands, self.gain, self.offset, self.noise = matrix, bands, gain, offset, noise

    def __call__(self, rng: np.random.Generator, pixels: FloatArray) -> FloatArray:
        """Apply to pixels (..., C) -> (..., C')."""
        out = pixels if self.matrix is None else pixels @ self.matrix
        out = out * self.gain + self.offset
        if self.noise:
            out = out + np.float32(self.noise) * rng.standard_normal(out.shape, dtype=np.float32)
        return np.asarray(np.clip(np.nan_to_num(out), -0.1, 3.0), dtype=np.float32)


def _draw_change(rng: np.random.Generator, scene: LabelledScene) -> _Change:
    matrix, bands = draw_bands(rng, scene.bands)
    center = bands.center_nm
    log_gain = rng.normal(0.0, 0.12) + rng.uniform(0.0, 0.05) * np.interp(
        center, GRID_NM, smooth_noise(rng, 1, 250.0)[0]
    )
    if rng.random() < 0.3:
        log_gain = log_gain + rng.uniform(np.log(0.5), np.log(2.0))
    veil = rng.normal(0.0, 0.008) if rng.random() < 0.5 else 0.0
    offset = veil * (center / 550.0) ** -rng.uniform(0.0, 2.5)
    noise = float(np.exp(rng.uniform(np.log(5e-4), np.log(8e-3)))) if rng.random() < 0.5 else 0.0
    return _Change(matrix, bands, np.exp(log_gain).astype(np.float32), offset.astype(np.float32), noise)


def draw_bands(rng: np.random.Generator, bands: Bands) -> tuple[FloatArray | None, Bands]:
    """Draw the bands of a sample (all, some, or another sensor's) and the matrix that converts pixels to them."""
    roll = rng.random()
    if bands.count < _MANY:
        left = bands.count - int(rng.integers(1, 4))
        if roll > 0.3 or left < _FEWEST:
            return None, bands
        return _some(np.sort(rng.choice(bands.count, left, replace=False)), bands)
    if roll < 0.35:
        return None, bands
    if roll < 0.55:
        keep = np.ones(bands.count, bool)
        if rng.random() < 0.5:
            keep &= bands.center_nm < rng.uniform(850.0, 1050.0)
        keep &= rng.random(bands.count) > rng.uniform(0.0, 0.6)
        chosen = np.flatnonzero(keep)
        return _some(chosen, bands) if chosen.size >= _FEWEST else (None, bands)
    return _other_sensor(rng, bands)


def _some(chosen: NDArray[np.integer], bands: Bands) -> tuple[FloatArray, Bands]:
    return np.eye(bands.count, dtype=np.float32)[:, chosen], Bands(bands.center_nm[chosen], bands.fwhm_nm[chosen])


def _other_sensor(rng: np.random.Generator, bands: Bands) -> tuple[FloatArray | None, Bands]:
    """Average the bands to those of another sensor, by its spectral responses, where they cover it."""
    other = draw_sensor(rng, real_share=0.6, max_bands=250)
    apart = other.center_nm[None] - bands.center_nm[:, None]
    sigma = np.maximum(other.fwhm_nm, bands.fwhm_nm.mean()) / 2.3548
    response = np.exp(-0.5 * (apart / sigma) ** 2)
    near = np.abs(apart).min(axis=0) <= np.maximum(0.5 * other.fwhm_nm, 8.0)
    if near.sum() < _FEWEST:
        return None, bands
    weight = response[:, near]
    matrix = (weight / weight.sum(axis=0, keepdims=True)).astype(np.float32)
    width = np.sqrt(
        other.fwhm_nm[near] ** 2 + np.mean(bands.fwhm_nm) ** 2 * (other.fwhm_nm[near] < bands.fwhm_nm.mean())
    )
    return matrix, Bands(other.center_nm[near], width)


class MixedScenes(Dataset[list[TrainingScene]]):
    """Item ``step``: the simulated scenes of that step, then real ones; identical for the same seed on any worker."""

    def __init__(self, simulated: SimulatedScenes, data: Path, *, leave_out: Sequence[str], count: int) -> None:
        """Take ``count`` real scenes per step; scenes of the folds in ``leave_out`` are never used."""
        self.simulated, self.data, self.leave_out, self.count = simulated, data, tuple(leave_out), count
        self._real: RealScenes | None = None

    def __getitem__(self, step: int) -> list[TrainingScene]:
        """Return the scenes of a step."""
        config = self.simulated.config
        if self._real is None:
            self._real = RealScenes(
                self.data, leave_out=self.leave_out, size=config.size, content_drop=config.content_drop
            )
        rng = np.random.default_rng([config.seed, step, 3])
        return [*self.simulated[step], *(self._real.draw(rng) for _ in range(self.count))]
