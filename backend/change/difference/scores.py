"""From what is known of a pixel on two dates to a score of difference, and to where each pixel lies among classes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...common.arrays import DoubleArray, FloatArray, IntArray
from .expected import Expected
from .unchanged import OF_FEATURES, SPECTRAL, Unchanged, logs_of

CLASS_FLOOR, CLASS_WEIGHT = 0.05, 0.5
"""Added to the distance of class probabilities, and its exponent beside features (see ``unchanged.SPECTRAL``)."""
_LEAST = 1e-3  # squared distance, so that its logarithm is finite


@dataclass(frozen=True)
class Relation:
    """How the two dates of unchanged pixels go together: their spectra, and their features where the model has some.

    ``expected``: what distances of spectra and of features to expect by the place among the spectra.
    """

    spectra: Unchanged
    features: Unchanged | None
    expected: tuple[Expected, Expected | None]

    @classmethod
    def of(cls, sample: Sample) -> Relation:
        """Learn from a sample of pixels."""
        logs = [logs_of(part).astype(np.float64) for part in sample.spectra]
        spectra = Unchanged.fit(logs[0], logs[1], components=SPECTRAL)
        distance, place = spectra.distance(logs[0], logs[1])
        expected = Expected.of(place, _log(distance))
        if sample.features[0].shape[1] == 0:
            return cls(spectra, None, (expected, None))
        seen = [part.astype(np.float64) for part in sample.features]
        features = Unchanged.fit(seen[0], seen[1], components=OF_FEATURES)
        other = Expected.of(place, _log(features.distance(seen[0], seen[1])[0]))
        return cls(spectra, features, (expected, other))

    def of_pixels(self, seen: Sample) -> FloatArray:
        """Return logarithms of distances (2, n) less what is expected of unchanged pixels: of spectra, of features.

        Those of features are 0 without any.
        """
        found = np.zeros((2, seen.count), dtype=np.float32)
        distance, place = self.spectra.distance(*map(logs_of, seen.spectra))
        found[0] = _log(distance) - self.expected[0].apply(place)
        if self.features is not None and self.expected[1] is not None:
            found[1] = _log(self.features.distance(*seen.features)[0]) - self.expected[1].apply(place)
        return found


def _log(squares: DoubleArray) -> DoubleArray:
    return np.asarray(np.log(np.maximum(squares, _LEAST)))


@dataclass(frozen=True)
class Sample:
    """Pixels of both dates: reflectance (n, C1) and (n, C2), features (n, E) and class probabilities (n, K) twice."""

    spectra: tuple[FloatArray, FloatArray]
    features: tuple[FloatArray, FloatArray]
    classes: tuple[FloatArray, FloatArray]

    @property
    def count(self) -> int:
        """Number of pixels."""
        return len(self.spectra[0])

    @property
    def shares(self) -> FloatArray:
        """Class probabilities of both dates as planes (2 K, n)."""
        return np.concatenate([part.T for part in self.classes])


def scores_of(shares: FloatArray, distances: FloatArray) -> FloatArray:
    """Return two scores of difference (2, ...) of class probabilities (2 K, ...) and of what :class:`Relation` gives.

    The first is that of the pixel's own spectrum, the second that of what the model sees in it: features and class
    probabilities (half the sum of absolute differences). Light changes the one, a changed neighbour the other; a pixel
    has changed where both say so.
    """
    classes = len(shares) // 2
    apart = 0.5 * np.abs(shares[:classes] - shares[classes:]).sum(axis=0)
    seen = distances[1] + np.float32(CLASS_WEIGHT) * np.log(apart + np.float32(CLASS_FLOOR))
    return np.stack([distances[0], seen]).astype(np.float32)


def classes_of(shares: FloatArray) -> tuple[IntArray, IntArray]:
    """Return positions (...) of the likeliest class of the first and of the second date, of (2 K, ...)."""
    classes = len(shares) // 2
    return shares[:classes].argmax(axis=0), shares[classes:].argmax(axis=0)
