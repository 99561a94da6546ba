"""The head: zero-shot classes grouped to the user's, and discriminants on spectra and on network features.

log p = a (1/2 log p_raw + 1/2 mean over scales of log p_mnf) + b log p_features + c log p_zero-shot + const, then
blended with the predictions of spectral neighbours (see :mod:`..pixels.neighbours`). Each discriminant has a
temperature fitted to held-out labels, because with more bands than labels it is overconfident. Discriminants assume
equal class priors; a prior enters once, where zero-shot classes are grouped to the user's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...common.arrays import DoubleArray, FloatArray
from ..pixels.context import SCALE_SETS
from ..pixels.neighbours import Neighbours
from ..pixels.samples import Pixels, TrainingSet
from .calibration import Temperatures, calibrate
from .discriminant import Discriminant, fit_discriminant, log_softmax
from .grouping import DEFAULT_PRIOR, Grouping, fit_grouping
from .spectral import Spectral, fit_spectral, log_softmax_planes


@dataclass(frozen=True)
class HeadRecipe:
    """Settings that are not fitted to the labels.

    ``scales_px``: context scales of the noise-whitened part. ``prior``: assumed class frequencies. The weights of
    spectra, features and zero-shot classes, and the ``neighbour_share``, were chosen on labelled scenes with
    ``training/evaluate.py``, for each scene from the other scenes.
    """

    scales_px: tuple[float, ...] = SCALE_SETS[0]
    prior: str = DEFAULT_PRIOR
    spectral_weight: float = 1.0
    feature_weight: float = 0.5
    zero_shot_weight: float = 0.8
    neighbour_share: float = 0.5


@dataclass(frozen=True)
class FusedHead:
    """A fitted head.

    ``spectral`` and ``neighbours`` are None if spectra cannot be used; ``features`` is None if the network has none.
    """

    recipe: HeadRecipe
    grouping: Grouping
    spectral: Spectral | None = None
    features: Discriminant | None = None
    neighbours: Neighbours | None = None

    def log_probabilities(self, pixels: Pixels) -> DoubleArray:
        """Return log p (n, K) of pixels."""
        alone = self._alone(pixels)
        if self.neighbours is None:
            return alone
        spectra = pixels.spectra.T.astype(np.float32)
        blended = self.neighbours.blend(np.exp(alone).T.astype(np.float32), spectra).T
        return np.log(np.maximum(blended, np.float32(1e-12))).astype(np.float64)

    def _alone(self, pixels: Pixels) -> DoubleArray:
        """Return log p (n, K) of pixels without the effect of their neighbours."""
        scores = self.recipe.zero_shot_weight * self.grouping.log_probabilities(pixels.zero_shot)
        if self.spectral is not None:
            scores = scores + self.recipe.spectral_weight * self.spectral.log_probabilities(pixels)
        if self.features is not None:
            scores = scores + self.recipe.feature_weight * self.features.log_probabilities(pixels.features)
        return log_softmax(scores)

    def map(
        self, zero_shot: FloatArray | None, pixels: FloatArray, valid: FloatArray, features: FloatArray | None
    ) -> FloatArray:
        """Return probabilities (B, K, H, W) of a batch.

        Args:
            zero_shot: probabilities (B, Z, H, W), None to leave them out.
            pixels: reflectance (B, C, H, W).
            valid: (B, H, W), 0 or 1.
            features: (B, H, W, E), None if the network has none.
        """
        batch, _, height, width = pixels.shape
        scores = np.zeros((batch, len(self.grouping.prior), height, width), dtype=np.float32)
        if zero_shot is not None:
            scores += np.float32(self.recipe.zero_shot_weight) * self.grouping.planes(zero_shot)
        if self.spectral is not None:
            scores += np.float32(self.recipe.spectral_weight) * self.spectral.map(pixels, valid)
        if self.features is not None and features is not None:
            scores += np.float32(self.recipe.feature_weight) * feature_planes(self.features, features)
        probabilities = np.exp(log_softmax_planes(scores))
        if self.neighbours is not None:
            for own, spectra in zip(probabilities, pixels):
                blended = self.neighbours.blend(own.reshape(len(own), -1), spectra.reshape(len(spectra), -1))
                own[...] = blended.reshape(own.shape)
        return probabilities

    def through(self, matrix: DoubleArray, *, scales_px: tuple[float, ...]) -> FusedHead:
        """Return the same for pixels of other bands, which ``matrix`` (C, C') turns into these, and of another size."""
        return replace(
            self,
            spectral=self.spectral and self.spectral.through(matrix, scales_px=scales_px),
            neighbours=self.neighbours and self.neighbours.through(matrix),
        )


def feature_planes(part: Discriminant, features: FloatArray) -> FloatArray:
    """Return log p (B, K, H, W) of a discriminant on features (B, H, W, E)."""
    scores = features @ part.weights.astype(np.float32) + part.bias.astype(np.float32)  # (B, H, W, K)
    return log_softmax_planes(np.ascontiguousarray(scores.transpose(0, 3, 1, 2)))


def fit_fusion(
    samples: TrainingSet,
    recipe: HeadRecipe,
    *,
    count: int,
    temperatures: Temperatures | None = None,
    spectra: bool = True,
) -> FusedHead:
    """Fit a head to all samples, of which every class 0..count-1 has at least one; ``spectra``: may they be used."""
    heat = temperatures or calibrate(samples, recipe.scales_px, count=count)
    pixels = samples.pixels
    grouping = fit_grouping(
        pixels.zero_shot, samples.classes, count=count, prior=recipe.prior, scene_share=samples.scene_share
    )
    fused = FusedHead(recipe, grouping)
    if recipe.feature_weight and pixels.features.shape[1]:
        part = fit_discriminant(pixels.features, samples.classes, count=count)
        fused = replace(fused, features=part.tempered(heat.features))
    if not spectra:
        return fused
    fused = replace(fused, spectral=fit_spectral(samples, recipe.scales_px, count=count, temperatures=heat))
    if recipe.neighbour_share and samples.anchors.count:
        said = np.exp(fused.log_probabilities(samples.anchors))
        neighbours = Neighbours.of(
            samples.anchors.spectra, said, directions=samples.image.directions, share=recipe.neighbour_share
        )
        fused = replace(fused, neighbours=neighbours)
    return fused
