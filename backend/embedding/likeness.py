"""Similarity of pixels to given spectra in percent: by spectral angle, or by network features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import FloatArray

ZERO_DEG = 30.0
"""Spectral angle that counts as 0 %: different materials are 20 to 40 degrees apart; 0 degrees is 100 %."""
_TINY = np.float32(1e-12)


@dataclass(frozen=True)
class SpectralLikeness:
    """Percent from the smallest spectral angle acos(a.b / |a||b|) to any of the references (Kruse et al. 1993).

    ``references`` (R, C) in the bands at ``bands`` (C,), positions among the pixels' bands.
    """

    references: FloatArray
    bands: NDArray[np.int64]

    def __post_init__(self) -> None:
        """Normalise the references to unit length."""
        object.__setattr__(self, "references", _unit(self.references.astype(np.float32)))

    def apply(self, pixels: FloatArray) -> FloatArray:
        """Return percent (h, w) of pixels (C, h, w); 0 where a spectrum is all zero."""
        chosen = pixels if len(self.bands) == len(pixels) else pixels[self.bands]
        flat = chosen.reshape(len(self.bands), -1)
        length = np.sqrt(np.einsum("cn,cn->n", flat, flat))
        cosine = (self.references @ flat).max(axis=0) / np.maximum(length, _TINY)
        angle = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
        percent: FloatArray = np.clip(100.0 * (1.0 - angle / ZERO_DEG), 0.0, 100.0).astype(np.float32)
        return percent.reshape(pixels.shape[1:])


@dataclass(frozen=True)
class FeatureLikeness:
    """Percent from the largest cosine to any of the references, after standardising features over the scene.

    0 % means no more similar to a reference than the scene's average. ``mean``, ``spread`` (E,): of the scene's fixed
    sample; ``references`` (R, E): raw features.
    """

    references: FloatArray
    mean: FloatArray
    spread: FloatArray

    @classmethod
    def of(cls, references: FloatArray, sample: FloatArray) -> FeatureLikeness:
        """Return the likeness to references (R, E), standardised with a ``sample`` (N, E) of the scene."""
        mean = sample.mean(axis=0, dtype=np.float64).astype(np.float32)
        spread = np.maximum(sample.std(axis=0, dtype=np.float64).astype(np.float32), np.float32(1e-6))
        return cls(_unit((references - mean) / spread), mean, spread)

    def apply(self, features: FloatArray) -> FloatArray:
        """Return percent (B, 1, H, W) of features (B, E, H, W)."""
        weights = self.references / self.spread  # (R, E): divide by the spread only once
        offsets = weights @ self.mean  # (R,)
        made = np.empty((len(features), 1, *features.shape[2:]), dtype=np.float32)
        for number, planes in enumerate(features):
            flat = planes.reshape(len(self.mean), -1)
            scaled = (flat - self.mean[:, None]) / self.spread[:, None]
            length = np.sqrt(np.einsum("cn,cn->n", scaled, scaled))
            cosine = (weights @ flat - offsets[:, None]).max(axis=0) / np.maximum(length, _TINY)
            made[number, 0] = np.clip(100.0 * cosine, 0.0, 100.0).reshape(planes.shape[1:])
        return made


def _unit(rows: FloatArray) -> FloatArray:
    """Return rows (R, C) of unit length."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, _TINY), dtype=np.float32)
