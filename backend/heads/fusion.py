"""The head: discriminants on spectra joined with the zero-shot classes, grouped to the user's.

log p = 1/2 log p_raw + 1/2 mean over scales of log p_mnf + log p_zero-shot + const. Each discriminant has a
temperature, found on labels held out, because with more bands than labels it is too sure of itself. Discriminants count
all classes as equally common; a prior enters once, where zero-shot classes are grouped to the user's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .context import SCALE_SETS, smooth
from .discriminant import Discriminant, fit_discriminant, log_softmax
from .folds import folds_of
from .samples import TrainingSet

DoubleArray = NDArray[np.float64]
FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

DEFAULT_PRIOR = "zero-shot"
_TABLE_COUNT = 3.0  # labels' worth of evenness in each column of the table
_PRIOR_EVENNESS = 0.3  # weight of equal frequencies against those that the scene suggests
_TEMPERATURES = np.geomspace(0.02, 1.5, 25)
_USUAL_TEMPERATURE = 0.2  # of 60 labels and 100-200 bands; where no label could be held out
_LEAST = 1e-4  # a zero-shot probability below this says no more than this
_PRIOR_STEPS = 200


@dataclass(frozen=True)
class Recipe:
    """Choices that are not fitted: context scales of the noise-whitened part in pixels, class prior."""

    scales_px: tuple[float, ...] = SCALE_SETS[0]
    prior: str = DEFAULT_PRIOR
    spectral_weight: float = 1.0


@dataclass(frozen=True)
class Spectral:
    """Discriminants as linear maps of reflectance: on the bands, and on MNF components at context scales in pixels."""

    raw: Discriminant
    mnf: tuple[tuple[float, Discriminant], ...]

    def log_probabilities(self, spectra: Mapping[float, DoubleArray]) -> DoubleArray:
        """Return their mean log p (n, K) of spectra (n, C) by context scale; scale 0 is the pixel alone."""
        context = [part.log_probabilities(spectra[scale]) for scale, part in self.mnf]
        return np.asarray(0.5 * self.raw.log_probabilities(spectra[0.0]) + 0.5 * np.mean(context, axis=0))

    def map(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return the same (B, K, H, W) of reflectance (B, C, H, W) and validity (B, H, W)."""
        scores = np.float32(0.5) * self._part(pixels, valid, self.raw, 0.0)
        for scale, part in self.mnf:
            scores += np.float32(0.5 / len(self.mnf)) * self._part(pixels, valid, part, scale)
        return scores

    @staticmethod
    def _part(pixels: FloatArray, valid: FloatArray, part: Discriminant, scale_px: float) -> FloatArray:
        """Return log p (B, K, H, W) of one discriminant; smoothing scores is smoothing pixels, both being linear."""
        batch, bands, height, width = pixels.shape
        flat = pixels.reshape(batch, bands, height * width)
        planes = np.matmul(part.weights.T.astype(np.float32), flat).reshape(batch, -1, height, width)
        return log_softmax_planes(smooth(planes, valid, scale_px) + part.bias[:, None, None].astype(np.float32))

    def of(self, matrix: DoubleArray, *, scales_px: tuple[float, ...]) -> Spectral:
        """Return the same for pixels of other bands, which ``matrix`` (C, C') turns into these, and of another size."""
        raw = replace(self.raw, weights=matrix.T @ self.raw.weights)
        mnf = [(s, replace(part, weights=matrix.T @ part.weights)) for s, (_, part) in zip(scales_px, self.mnf)]
        return Spectral(raw, tuple(mnf))


@dataclass(frozen=True)
class Grouping:
    """From Z zero-shot classes to K of the user's: ``table`` (Z, K) of p(zero-shot | user's), ``prior`` (K,)."""

    table: DoubleArray
    prior: DoubleArray

    @property
    def shares(self) -> DoubleArray:
        """p(user's | zero-shot), (Z, K); rows sum to one."""
        joint = self.table * self.prior
        return np.asarray(joint / joint.sum(axis=1, keepdims=True))

    def log_probabilities(self, zero_shot: DoubleArray) -> DoubleArray:
        """Return log p (n, K) of zero-shot probabilities (n, Z)."""
        return np.log(bounded(zero_shot) @ self.shares)


@dataclass(frozen=True)
class Fusion:
    """A fitted head; ``spectral`` is None where spectra cannot be used and the zero-shot classes alone decide."""

    grouping: Grouping
    spectral: Spectral | None
    weight: float

    def log_probabilities(self, zero_shot: DoubleArray, spectra: Mapping[float, DoubleArray]) -> DoubleArray:
        """Return log p (n, K) of zero-shot probabilities (n, Z) and spectra (n, C) by context scale."""
        scores = self.grouping.log_probabilities(zero_shot)
        if self.spectral is not None:
            scores = scores + self.weight * self.spectral.log_probabilities(spectra)
        return log_softmax(scores)

    def map(self, zero_shot: FloatArray, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W) of zero-shot ones (B, Z, H, W), reflectance and validity of a batch."""
        shares = self.grouping.shares.T.astype(np.float32)  # (K, Z)
        flat = np.maximum(zero_shot, np.float32(_LEAST)).reshape(*zero_shot.shape[:2], -1)
        scores = np.log(np.matmul(shares, flat)).reshape(len(flat), -1, *zero_shot.shape[2:])
        if self.spectral is not None:
            scores += np.float32(self.weight) * self.spectral.map(pixels, valid)
        return np.exp(log_softmax_planes(scores))


def log_softmax_planes(scores: FloatArray) -> FloatArray:
    """Return :func:`log_softmax` of scores (B, K, H, W) over K, in float32."""
    shifted: FloatArray = scores - scores.max(axis=1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return shifted


def bounded(zero_shot: DoubleArray) -> DoubleArray:
    """Return zero-shot probabilities (n, Z) of which none is below 0.0001."""
    return np.maximum(zero_shot, _LEAST)


def fit_grouping(
    zero_shot: DoubleArray, classes: IntArray, *, count: int, prior: str, scene_share: DoubleArray
) -> Grouping:
    """Learn which zero-shot classes the user's classes fall into, from probabilities (n, Z) at the labels.

    Each column is smoothed by three labels' worth of evenness. ``prior``: "uniform", "labels" (their frequencies),
    "zero-shot" (between even and the frequencies under which the table best explains ``scene_share`` (Z,), what the
    model sees in the unlabelled scene).
    """
    names = zero_shot.shape[1]
    table = np.stack([zero_shot[classes == k].sum(axis=0) for k in range(count)], axis=1)  # (Z, K)
    sizes = np.bincount(classes, minlength=count)
    table = (table + _TABLE_COUNT / names) / (sizes + _TABLE_COUNT)
    shares = np.full(count, 1.0 / count)
    if prior == "labels":
        shares = sizes / sizes.sum()
    elif prior == "zero-shot":
        shares = _explaining(table, scene_share)
    return Grouping(table, shares)


def _explaining(table: DoubleArray, share: DoubleArray) -> DoubleArray:
    """Return the frequencies (K,) of classes under which ``table`` @ them is most like ``share``, by EM.

    Saerens, Latinne & Decaestecker (2002, Neural Computation 14, 21-41), with soft counts of the model's classes and a
    Dirichlet prior, without which classes that the model cannot tell apart end as all or nothing.
    """
    count = table.shape[1]
    found = np.full(count, 1.0 / count)
    for _ in range(_PRIOR_STEPS):
        found = found * (table.T @ (share / np.maximum(table @ found, 1e-12))) + _PRIOR_EVENNESS / count
        found /= found.sum()
    return np.asarray(found)


@dataclass(frozen=True)
class Temperatures:
    """Factors below which the scores of a discriminant are as sure as it is right: on bands, and by context scale."""

    raw: float
    mnf: Mapping[float, float]


def calibrate(samples: TrainingSet, recipe: Recipe, *, count: int) -> Temperatures:
    """Return the temperatures under which labels that were held out, by blocks, are most likely.

    Guo et al. (2017, ICML, PMLR 70, 1321-1330), section 4.2, here by cross-validation: labels are few.
    """
    directions = samples.image.directions  # (C, k)
    fold = folds_of(samples.groups, samples.classes)
    raw = _temperature(samples.spectra, samples.classes, fold, count=count)
    return Temperatures(raw, {
        scale: _temperature(samples.at_scale(scale) @ directions, samples.classes, fold, count=count)
        for scale in recipe.scales_px
    })  # fmt: skip


def _temperature(features: DoubleArray, classes: IntArray, fold: IntArray, *, count: int) -> float:
    """Return the temperature of a discriminant on features (n, p); classes absent from a fold's rest are left out."""
    loss, judged = np.zeros(len(_TEMPERATURES)), 0
    for held in np.unique(fold):
        train, test = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        present, known = np.unique(classes[train], return_inverse=True)
        test = test[np.isin(classes[test], present)]
        if len(present) < 2 or not len(test):
            continue
        scores = fit_discriminant(features[train], known, count=len(present)).scores(features[test])
        right = np.searchsorted(present, classes[test])
        judged += len(test)
        for i, factor in enumerate(_TEMPERATURES):
            loss[i] -= log_softmax(factor * scores)[np.arange(len(test)), right].sum()
    return float(_TEMPERATURES[loss.argmin()]) if judged >= count else _USUAL_TEMPERATURE


def fit_spectral(
    samples: TrainingSet, recipe: Recipe, *, count: int, temperatures: Temperatures | None = None
) -> Spectral:
    """Fit the discriminants to all samples, of which every class 0..count-1 has at least one."""
    heat = temperatures or calibrate(samples, recipe, count=count)
    directions = samples.image.directions  # (C, k)
    raw = fit_discriminant(samples.spectra, samples.classes, count=count).tempered(heat.raw)
    parts = []
    for scale in recipe.scales_px:
        part = fit_discriminant(samples.at_scale(scale) @ directions, samples.classes, count=count)
        part = part.tempered(heat.mnf[scale])
        parts.append((scale, replace(part, weights=directions @ part.weights)))
    return Spectral(raw, tuple(parts))


def fit_fusion(samples: TrainingSet, recipe: Recipe, *, count: int, temperatures: Temperatures | None = None) -> Fusion:
    """Fit a head to all samples, of which every class 0..count-1 has at least one."""
    grouping = fit_grouping(
        samples.zero_shot, samples.classes, count=count, prior=recipe.prior, scene_share=samples.scene_share
    )
    spectral = fit_spectral(samples, recipe, count=count, temperatures=temperatures)
    return Fusion(grouping, spectral, recipe.spectral_weight)
