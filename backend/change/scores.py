"""From what is known of a pixel on two dates to a score of difference, and to where each pixel lies among classes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import FloatArray
from ..engines.base import Engine
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

    def distances(self, spectra: tuple[FloatArray, FloatArray], features: tuple[FloatArray, FloatArray]) -> FloatArray:
        """Return logarithms of distances (2, n) less what is expected of unchanged pixels.

        Of spectra (n, C1), (n, C2), and of features (n, E), (n, E): 0 without any.
        """
        found = np.zeros((2, len(spectra[0])), dtype=np.float32)
        distance, place = self.spectra.distance(*map(logs_of, spectra))
        found[0] = _log(distance) - self.expected[0].apply(place)
        if self.features is not None and self.expected[1] is not None:
            found[1] = _log(self.features.distance(*features)[0]) - self.expected[1].apply(place)
        return found


def _log(squares: NDArray[np.float64]) -> NDArray[np.float64]:
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

    def planes(self, relation: Relation) -> FloatArray:
        """Return what :class:`PairRunner` gives of the pixels: planes (2 K + 2, n)."""
        return np.concatenate([*(part.T for part in self.classes), relation.distances(self.spectra, self.features)])


class PairRunner:
    """Runs both dates of a batch of pixels whose bands lie one after the other.

    Args:
        engines: the model, loaded twice, each with the conditions of its date.
        relation: of the two dates in unchanged pixels.
        bands: number of bands of the first date.
    """

    def __init__(self, engines: tuple[Engine, Engine], relation: Relation, *, bands: int) -> None:
        self._engines, self._relation, self._bands = engines, relation, bands

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return planes (B, 2 K + 2, H, W): class probabilities of both dates, then two distances."""
        parts = [np.ascontiguousarray(part) for part in (pixels[:, : self._bands], pixels[:, self._bands :])]
        found = [engine.run_features(part, valid) for engine, part in zip(self._engines, parts)]
        shape = (len(pixels), 2, *pixels.shape[2:])
        distances = np.empty(shape, dtype=np.float32)
        for number, own in enumerate(distances):
            spectra = [part[number].reshape(len(part[number]), -1).T for part in parts]  # (H W, C)
            features = [_flat(given, number, own.shape[1:]) for _, given in found]
            own[:] = self._relation.distances((spectra[0], spectra[1]), (features[0], features[1])).reshape(own.shape)
        return np.concatenate([found[0][0], found[1][0], distances], axis=1)


def _flat(features: FloatArray | None, number: int, size: tuple[int, ...]) -> FloatArray:
    """Return features (H W, E) of one window; E is 0 without any."""
    count = int(np.prod(size))
    return np.zeros((count, 0), dtype=np.float32) if features is None else features[number].reshape(count, -1)


def scores_of(planes: FloatArray) -> FloatArray:
    """Return two scores of difference (2, ...) of planes (2 K + 2, ...) as :class:`PairRunner` gives them.

    The first is that of the pixel's own spectrum, the second that of what the model sees in it: features and class
    probabilities (half the sum of absolute differences). Light changes the one, a changed neighbour the other; a pixel
    has changed where both say so.
    """
    classes = len(planes) // 2 - 1
    apart = 0.5 * np.abs(planes[:classes] - planes[classes : 2 * classes]).sum(axis=0)
    seen = planes[-1] + np.float32(CLASS_WEIGHT) * np.log(apart + np.float32(CLASS_FLOOR))
    return np.stack([planes[-2], seen]).astype(np.float32)


def classes_of(planes: FloatArray) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return positions (...) of the likeliest class of the first and of the second date."""
    classes = len(planes) // 2 - 1
    return planes[:classes].argmax(axis=0), planes[classes : 2 * classes].argmax(axis=0)
