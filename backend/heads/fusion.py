"""The head: discriminants on spectra joined with the zero-shot classes, grouped to the user's.

log p = w (1/2 log p_raw + 1/2 mean over scales of log p_mnf) + log p_zero-shot + const. The discriminants count all
classes as equally common; a prior enters once, where zero-shot classes are grouped to the user's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .context import SCALE_SETS, smooth
from .discriminant import Discriminant, fit_discriminant, log_softmax
from .mnf import COMPONENTS, mnf_directions
from .samples import TrainingSet

DoubleArray = NDArray[np.float64]
FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

DEFAULT_PRIOR = "zero-shot"
SPECTRAL_WEIGHT = 0.25
"""Weight of the discriminants: with more bands than labels they are too sure of themselves."""
_TABLE_COUNT = 3.0  # labels' worth of evenness in each column of the table
_PRIOR_EVENNESS = 0.3  # weight of equal frequencies against those that the scene suggests
_LEAST = 1e-4  # a zero-shot probability below this says no more than this
_PRIOR_STEPS = 200


@dataclass(frozen=True)
class Recipe:
    """Choices that are not fitted: context scales of the noise-whitened part in pixels, class prior, weight."""

    scales_px: tuple[float, ...] = SCALE_SETS[0]
    prior: str = DEFAULT_PRIOR
    spectral_weight: float = SPECTRAL_WEIGHT
    components: int = COMPONENTS


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


def fit_spectral(samples: TrainingSet, recipe: Recipe, *, count: int, index: IntArray | None = None) -> Spectral:
    """Fit the discriminants to the samples at ``index`` (default: all), whose classes are 0..count-1."""
    chosen = np.arange(samples.count) if index is None else index
    classes = samples.classes[chosen]
    directions = mnf_directions(samples.covariance, samples.noise, components=recipe.components)  # (C, k)
    raw = fit_discriminant(samples.spectra[chosen], classes, count=count)
    parts = []
    for scale in recipe.scales_px:
        part = fit_discriminant(samples.at_scale(scale)[chosen] @ directions, classes, count=count)
        parts.append((scale, replace(part, weights=directions @ part.weights)))
    return Spectral(raw, tuple(parts))


def fit_fusion(samples: TrainingSet, recipe: Recipe, *, count: int) -> Fusion:
    """Fit a head to all samples, of which every class 0..count-1 has at least one."""
    grouping = fit_grouping(
        samples.zero_shot, samples.classes, count=count, prior=recipe.prior, scene_share=samples.scene_share
    )
    return Fusion(grouping, fit_spectral(samples, recipe, count=count), recipe.spectral_weight)
