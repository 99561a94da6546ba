"""Discriminants on spectra: on the bands themselves, and on MNF components at several context scales."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...common.arrays import DoubleArray, FloatArray
from ..pixels.context import smooth
from ..pixels.samples import Pixels, TrainingSet
from .calibration import Temperatures
from .discriminant import Discriminant, fit_discriminant


@dataclass(frozen=True)
class Spectral:
    """Discriminants as linear maps of reflectance: on the bands, and on MNF components at context scales in pixels."""

    raw: Discriminant
    mnf: tuple[tuple[float, Discriminant], ...]

    def log_probabilities(self, pixels: Pixels) -> DoubleArray:
        """Return the mean log p (n, K) of the discriminants for pixels."""
        context = [part.log_probabilities(pixels.at_scale(scale)) for scale, part in self.mnf]
        return np.asarray(0.5 * self.raw.log_probabilities(pixels.spectra) + 0.5 * np.mean(context, axis=0))

    def map(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return log p (B, K, H, W) from reflectance (B, C, H, W) and validity (B, H, W)."""
        scores = np.float32(0.5) * self._part(pixels, valid, self.raw, 0.0)
        for scale, part in self.mnf:
            scores += np.float32(0.5 / len(self.mnf)) * self._part(pixels, valid, part, scale)
        return scores

    @staticmethod
    def _part(pixels: FloatArray, valid: FloatArray, part: Discriminant, scale_px: float) -> FloatArray:
        """Return log p (B, K, H, W) of one discriminant; scores are smoothed in place of pixels, as both are linear."""
        batch, bands, height, width = pixels.shape
        flat = pixels.reshape(batch, bands, height * width)
        planes = np.matmul(part.weights.T.astype(np.float32), flat).reshape(batch, -1, height, width)
        return log_softmax_planes(smooth(planes, valid, scale_px) + part.bias[:, None, None].astype(np.float32))

    def through(self, matrix: DoubleArray, *, scales_px: tuple[float, ...]) -> Spectral:
        """Return this part for other bands, which ``matrix`` (C, C') maps to these, and for another pixel size."""
        raw = replace(self.raw, weights=matrix.T @ self.raw.weights)
        mnf = [(s, replace(part, weights=matrix.T @ part.weights)) for s, (_, part) in zip(scales_px, self.mnf)]
        return Spectral(raw, tuple(mnf))


def log_softmax_planes(scores: FloatArray) -> FloatArray:
    """Return scores (B, K, ...) minus the logarithm of the sum of their exponentials over K, in float32."""
    shifted: FloatArray = scores - scores.max(axis=1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return shifted


def fit_spectral(
    samples: TrainingSet, scales_px: tuple[float, ...], *, count: int, temperatures: Temperatures
) -> Spectral:
    """Fit the discriminants to all samples; every class 0..count-1 has at least one."""
    pixels, directions = samples.pixels, samples.image.directions  # (C, k)
    raw = fit_discriminant(pixels.spectra, samples.classes, count=count).tempered(temperatures.raw)
    parts = []
    for scale in scales_px:
        part = fit_discriminant(pixels.at_scale(scale) @ directions, samples.classes, count=count)
        part = part.tempered(temperatures.mnf[scale])
        parts.append((scale, replace(part, weights=directions @ part.weights)))
    return Spectral(raw, tuple(parts))
