"""Agreement with spectral neighbours: predictions for similar unlabelled pixels.

A discriminant classifies each pixel alone. The mean prediction for unlabelled pixels with similar noise-whitened
spectra is steadier than the prediction for one pixel. This uses unlabelled samples after Zhu, Ghahramani & Lafferty
(2003, ICML, 912-919), in one step and for pixels outside the training.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...common.arrays import DoubleArray, FloatArray

COMPONENTS = 15
"""MNF components in which pixels are compared; later ones are mostly noise."""
NEIGHBOURS = 20
ANCHORS = 2000
"""Most unlabelled pixels kept, over all rasters."""
_CHUNK = 256  # pixels compared at a time: their distances to 2,000 anchors take 2 MiB and fit the cache
_GROUP = 10  # most anchors per group; only the nearest of a group counts for the radius
_FALL = 2.0  # weights fall to exp(-2) at the farthest neighbour


@dataclass(frozen=True)
class Neighbours:
    """Unlabelled pixels (anchors) with their components and the head's prediction for each.

    ``directions`` (C, d) turn spectra into components, from which ``center`` (d,) is subtracted. ``places`` (m, d) are
    the anchors' components, ``said`` (m, K) their probabilities; ``share`` is the weight of neighbours against the
    pixel.
    """

    directions: FloatArray
    center: FloatArray
    places: FloatArray
    said: FloatArray
    share: float

    @classmethod
    def of(cls, spectra: DoubleArray, said: DoubleArray, *, directions: DoubleArray, share: float) -> Neighbours:
        """Build from the anchors' spectra (m, C), their predictions (m, K) and all MNF directions (C, k)."""
        kept = directions[:, :COMPONENTS]
        places = spectra @ kept
        center = places.mean(axis=0)
        arrays = [np.asarray(a, dtype=np.float32) for a in (kept, center, places - center, said)]
        return cls(arrays[0], arrays[1], arrays[2], arrays[3], share)

    def through(self, matrix: DoubleArray) -> Neighbours:
        """Return the neighbours for pixels with other bands, which ``matrix`` (C, C') maps to these."""
        return replace(self, directions=np.asarray(matrix.T @ self.directions, dtype=np.float32))

    def blend(self, probabilities: FloatArray, spectra: FloatArray) -> FloatArray:
        """Return probabilities (K, n) of pixels blended with those of their neighbours; ``spectra`` (C, n)."""
        found = np.empty_like(probabilities)
        for first in range(0, spectra.shape[1], _CHUNK):
            part = slice(first, first + _CHUNK)
            said = self._said(self.directions.T @ spectra[:, part] - self.center[:, None])
            found[:, part] = (1 - self.share) * probabilities[:, part] + self.share * said
        return found

    def _said(self, places: FloatArray) -> FloatArray:
        """Return the weighted mean (K, n) of the predictions for anchors near ``places`` (d, n).

        The radius of a pixel is roughly the distance of its NEIGHBOURS-th nearest anchor. Anchors are in random order,
        so the NEIGHBOURS-th smallest of the minima of many small groups is hardly larger, and finding it takes a tenth
        of the time of a full search.
        """
        away = self.places @ places  # (m, n)
        away *= -2
        away += np.square(self.places).sum(axis=1)[:, None]
        away += np.square(places).sum(axis=0)
        size = min(_GROUP, max(1, len(away) // (5 * NEIGHBOURS)))
        groups = away[: len(away) // size * size].reshape(-1, size, places.shape[1]).min(axis=1)  # (m / size, n)
        rank = min(NEIGHBOURS, len(groups)) - 1
        radius = np.maximum(np.partition(groups.T, rank, axis=1)[:, rank], np.float32(1e-9))
        away /= radius
        weights = np.exp(-_FALL * np.maximum(away, 0))
        weights *= away <= 1
        mean: FloatArray = (self.said.T @ weights) / weights.sum(axis=0)
        return mean
