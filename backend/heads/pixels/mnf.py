"""Minimum noise fraction: the directions with the highest signal-to-noise ratio."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import DoubleArray

COMPONENTS = 20
_NOISE_FLOOR = 1e-3  # share of each band's noise added to it: duplicate bands make the noise covariance singular


@dataclass(frozen=True)
class ImageNoise:
    """Covariances of an image's C bands and of their noise, (C, C) each."""

    covariance: DoubleArray
    noise: DoubleArray

    @cached_property
    def directions(self) -> DoubleArray:
        """Return :func:`mnf_directions` (C, k)."""
        return mnf_directions(self.covariance, self.noise)

    def through(self, matrix: DoubleArray) -> ImageNoise:
        """Return both covariances in the bands that ``matrix`` (m, C) makes of these."""
        return ImageNoise(matrix @ self.covariance @ matrix.T, matrix @ self.noise @ matrix.T)


@dataclass
class ImageStatistics:
    """Sums over unlabelled pixels of one or several images of C bands: values, products, differences of neighbours."""

    bands: int
    pixels: int = 0
    pairs: int = 0
    _sum: DoubleArray = field(init=False)
    _products: DoubleArray = field(init=False)
    _differences: DoubleArray = field(init=False)

    def __post_init__(self) -> None:
        """Start at zero."""
        self._sum = np.zeros(self.bands)
        self._products = np.zeros((self.bands, self.bands))
        self._differences = np.zeros((self.bands, self.bands))

    def add(self, pixels: NDArray[np.float32], valid: NDArray[np.bool_]) -> None:
        """Add a window of reflectance (C, h, w) with its validity (h, w)."""
        seen = pixels[:, valid].astype(np.float64)  # (C, n)
        self.pixels += seen.shape[1]
        self._sum += seen.sum(axis=1)
        self._products += seen @ seen.T
        for a, b in (((slice(1, None), slice(None)), (slice(None, -1), slice(None))),
                     ((slice(None), slice(1, None)), (slice(None), slice(None, -1)))):  # fmt: skip
            both = valid[a] & valid[b]
            step = (pixels[:, a[0], a[1]][:, both] - pixels[:, b[0], b[1]][:, both]).astype(np.float64)
            self.pairs += step.shape[1]
            self._differences += step @ step.T

    @property
    def mean(self) -> DoubleArray:
        """Mean spectrum (C,)."""
        return self._sum / max(self.pixels, 1)

    @property
    def covariance(self) -> DoubleArray:
        """Covariance of the pixels (C, C)."""
        return np.asarray(self._products / max(self.pixels, 1) - np.outer(self.mean, self.mean))

    @property
    def noise(self) -> DoubleArray:
        """Covariance of the noise (C, C): half the covariance of differences between neighbours."""
        return self._differences / (2.0 * max(self.pairs, 1))

    @property
    def image(self) -> ImageNoise:
        """Both covariances."""
        return ImageNoise(self.covariance, self.noise)


def mnf_directions(covariance: DoubleArray, noise: DoubleArray, *, components: int = COMPONENTS) -> DoubleArray:
    """Return the directions (C, k) of an image's largest signal-to-noise ratios, k = min(components, C).

    Green et al. (1988, IEEE TGRS 26, 65-74): the eigenvectors of the image covariance after whitening the noise, which
    is estimated from differences between neighbours. Components have unit variance over the image.
    """
    floor = np.diag(noise).copy()
    floor[floor <= 0] = floor[floor > 0].min(initial=1.0)
    whole = noise + np.diag(floor * _NOISE_FLOOR)
    inverse = np.linalg.inv(np.linalg.cholesky(whole))
    values, vectors = np.linalg.eigh(inverse @ covariance @ inverse.T)
    order = np.argsort(values)[::-1][: min(components, len(values))]
    directions = inverse.T @ vectors[:, order]
    variance = np.einsum("ck,cd,dk->k", directions, covariance, directions)
    return np.asarray(directions / np.sqrt(np.maximum(variance, np.finfo(np.float64).tiny)))
