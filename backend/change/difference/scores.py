"""From a pixel's values on two dates to difference scores, relative to what is expected at its spectral position."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...common.arrays import DoubleArray, FloatArray, IntArray
from .expected import Expected
from .unchanged import OF_FEATURES, SPECTRAL, Unchanged, logs_of

CLASS_FLOOR, CLASS_WEIGHT = 0.05, 0.5
"""Added to the distance of class probabilities; and its exponent besides features (see ``unchanged.SPECTRAL``)."""
_LEAST = 1e-3  # least squared distance, so that its logarithm is finite


@dataclass(frozen=True)
class Relation:
    """How the two dates of unchanged pixels are related: their spectra, and their features if the model has any.

    ``expected``: the expected distances of spectra and of features, by position among the spectra.
    """

    spectra: Unchanged
    features: Unchanged | None
    expected: tuple[Expected, Expected | None]

    @classmethod
    def of(cls, sample: Sample) -> Relation:
        """Fit to a sample of pixels."""
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
        """Return log distances (2, n) of spectra and of features, minus those expected of unchanged pixels.

        Without features the second row is 0.
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
    """Pixels of both dates: reflectance (n, C1) and (n, C2); features (n, E) and class probabilities (n, K) twice."""

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
    """Return two difference scores (2, ...) from class probabilities (2 K, ...) and the output of :class:`Relation`.

    The first compares the pixel's own spectra; the second compares what the model makes of them: features and class
    probabilities (half the sum of absolute differences). Illumination changes the first and a changed neighbour the
    second; a pixel has changed if both scores are high.
    """
    classes = len(shares) // 2
    apart = 0.5 * np.abs(shares[:classes] - shares[classes:]).sum(axis=0)
    seen = distances[1] + np.float32(CLASS_WEIGHT) * np.log(apart + np.float32(CLASS_FLOOR))
    return np.stack([distances[0], seen]).astype(np.float32)


def classes_of(shares: FloatArray) -> tuple[IntArray, IntArray]:
    """Return positions (...) of the likeliest class of the first and of the second date, of (2 K, ...)."""
    classes = len(shares) // 2
    return shares[:classes].argmax(axis=0), shares[classes:].argmax(axis=0)
