"""The labelled scenes with the inputs of the tested corrections: maps at several factors, spectra, vegetation."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray

from backend.common.arrays import FloatArray, IntArray
from backend.heads.pixels.sampling import bands_of
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.open import open_scene
from training.evaluation.mapping import Mapper
from training.real.benchmarks import RealSet
from training.real.storing import NODATA, STATED, write

FACTORS = (0.5, 0.7, 0.85, 1.0, 1.2, 1.4, 2.0)
"""Scale factors at which each scene is mapped; probabilities between them are interpolated."""
SIDES = (3, 5, 9, 15)
"""Sides, in pixels, of the squares over which answers are averaged."""
CENTRES_NM = (490.0, 560.0, 665.0, 705.0, 860.0, 1640.0, 2200.0)
NEAR_INFRARED = CENTRES_NM.index(860.0)
RED = CENTRES_NM.index(665.0)
_REACH = 0.09  # largest distance of a band from a centre, relative to the centre
_GREEN = 0.5  # NDVI from which a pixel counts as vegetation
_LEAST_GREEN = 0.05  # least share of vegetation pixels; scenes with less count as without vegetation
_MOST_PIXELS = 20_000  # largest sample of a scene
_FLOOR = 0.01


@dataclass(frozen=True)
class Evidence:
    """A set's labelled pixels with all inputs of the tested corrections.

    Attributes:
        real: the set.
        right: (K,) group of each class of the model; classes without a group have the number of groups.
        truth: (n,) groups by label.
        answers: (F, n, K) probabilities at :data:`FACTORS`.
        spectra: (n, 7) log reflectance at :data:`CENTRES_NM`, NaN where there is no such band.
        around: (S, n, K) mean probabilities of the squares of :data:`SIDES` pixels around a pixel, at the factor 1.
        green: (7,) median of the spectra of the scene's vegetation; NaN if there is too little.
        scene: (m, K) probabilities of all pixels of the scene, or of a regular sample.
    """

    real: RealSet
    right: IntArray
    truth: IntArray
    answers: FloatArray
    spectra: FloatArray
    around: FloatArray
    green: FloatArray
    scene: FloatArray

    def answer(self, gain: float = 1.0) -> FloatArray:
        """Return probabilities (n, K) for the scene times ``gain``, clipped to the range of :data:`FACTORS`."""
        logs = np.log(FACTORS)
        place = float(np.interp(np.log(gain), logs, np.arange(len(logs))))
        low = min(int(place), len(logs) - 2)
        share = np.float32(place - low)
        mixed: FloatArray = (1 - share) * self.answers[low] + share * self.answers[low + 1]
        return mixed

    def accuracy(self, scores: FloatArray) -> float:
        """Return the overall accuracy of class scores (n, K)."""
        return float(np.mean(self.right[scores.argmax(axis=1)] == self.truth))


def gather(real: RealSet, mapper: Mapper, data: Path) -> Evidence | None:
    """Map a set's scenes at all factors; None if its rasters are not under ``data``."""
    parts = [_of_scene(real, mapper, image, label) for image, label in real.scenes(data)]
    if not parts:
        return None
    truth, answers, spectra, around, everything, scene = zip(*parts, strict=True)
    groups = [real.mapped.get(entry.name) for entry in mapper.card.classes]
    right = np.array([len(real.groups) if group is None else real.groups.index(group) for group in groups])
    return Evidence(
        real, right, np.concatenate(truth), np.concatenate(answers, axis=1), np.concatenate(spectra),
        np.concatenate(around, axis=1), vegetation(np.concatenate(everything)), np.concatenate(scene),
    )  # fmt: skip


def vegetation(spectra: FloatArray) -> FloatArray:
    """Return the median log spectrum (7,) of the vegetation among spectra (m, 7); NaN if there is too little."""
    values = np.exp(spectra)
    red, infrared = values[:, RED], values[:, NEAR_INFRARED]
    green = spectra[(infrared - red) > _GREEN * (infrared + red)]
    if len(green) < _LEAST_GREEN * len(spectra):
        return np.full(spectra.shape[1], np.nan, dtype=np.float32)
    median: FloatArray = np.median(green, axis=0)
    return median


def _of_scene(
    real: RealSet, mapper: Mapper, image: Path, label: Path
) -> tuple[IntArray, FloatArray, FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return truth (n,), answers, spectra and means of squares of labelled pixels; spectra and answers of a sample."""
    opened = open_scene(image, mapper.card, real.overrides)
    with opened.product:
        whole = Window(0, 0, opened.meta.height, opened.meta.width)
        cube, valid = read_normalised(opened.product, opened.normaliser, opened.bands, whole)
    with rasterio.open(label) as file:
        truth = real.truth_positions(file.read(1).astype(np.uint8)).ravel()
    about = {**STATED, "level": opened.level, "sensor": opened.meta.sensor.name}
    about = {key: value for key, value in about.items() if value is not None}
    bands, gsd_m = bands_of(opened), float(opened.meta.sensor.gsd_m or 30.0)
    cube[:, ~valid] = NODATA
    answers, mapped = [], valid.ravel()
    with tempfile.TemporaryDirectory() as folder:
        other = Mapper(mapper.card, engine=mapper.engine)
        for factor in FACTORS:
            path = Path(folder) / f"{factor:g}.tif"
            write(path, np.where(valid, cube * np.float32(factor), NODATA).astype(np.float32), bands, gsd_m=gsd_m)
            found = other.map(path, about)
            answers.append(found.probabilities.reshape(len(found.probabilities), -1).T)
            mapped = mapped & (found.classes.ravel() > 0)
    spectra = log_spectra(cube.reshape(len(cube), -1), bands.center_nm)
    labelled, sample = _some(mapped & (truth >= 0)), _some(mapped)
    plain = answers[FACTORS.index(1.0)]
    around = np.stack([smoothed(plain, mapped, valid.shape, side)[labelled] for side in SIDES])
    return (
        truth[labelled], np.stack([a[labelled] for a in answers]), spectra[labelled], around, spectra[sample],
        plain[sample],
    )  # fmt: skip


def smoothed(answers: FloatArray, mapped: NDArray[np.bool_], shape: tuple[int, ...], side: int) -> FloatArray:
    """Return the mean answers (n, K) of the mapped pixels in squares around all pixels of a scene of this shape."""
    from scipy.ndimage import uniform_filter

    known = mapped.reshape(shape).astype(np.float32)
    count = np.maximum(uniform_filter(known, side, mode="constant"), 1e-6)
    means = [uniform_filter(column.reshape(shape) * known, side, mode="constant") / count for column in answers.T]
    result: FloatArray = np.stack([mean.ravel() for mean in means], axis=1)
    return result


def _some(wanted: NDArray[np.bool_]) -> IntArray:
    """Return the positions of True values, at most ``_MOST_PIXELS`` of them, evenly spaced."""
    found: IntArray = np.flatnonzero(wanted)
    return found[:: max(1, -(-len(found) // _MOST_PIXELS))]


def log_spectra(pixels: FloatArray, center_nm: Sequence[float] | NDArray[np.floating]) -> FloatArray:
    """Return log reflectance (n, 7) of pixels (C, n) at :data:`CENTRES_NM`, from the nearest band if close enough."""
    out = np.full((pixels.shape[1], len(CENTRES_NM)), np.nan, dtype=np.float32)
    for column, wanted in enumerate(CENTRES_NM):
        away = np.abs(np.asarray(center_nm) - wanted)
        if away.min() <= _REACH * wanted:
            out[:, column] = np.log(np.maximum(pixels[away.argmin()], 0.0) + _FLOOR)
    return out
