"""A linear head on the differences of frozen features: what a laptop trains from pairs with known changes.

A pixel is described by how far each feature of the network moved between the dates, less what it moved in the middle
pixel of the scene and in units of what it moves there, and by the scores that change is found with without training.
What two dates differ in as a whole is so taken out before the head sees it, and one head serves other pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...catalog.cards import ModelCard
from ...common.arrays import DoubleArray, FloatArray
from ...common.errors import ModelError
from ...engines.base import Conditions
from ...scene.open import Scene
from ...scene_models.logistic import Logistic
from ..difference.scores import Sample, scores_of
from .base import Looked, Unsupervised, Verdict

FRAMEWORK = "SpecAware change head"
"""What cards of change heads state as their framework."""
_NORMAL = 1.4826  # from the median absolute deviation to the standard deviation of a normal distribution
_LEAST_SPREAD = 1e-4
_FARTHEST = 20.0  # spreads of a score; farther is no more of a change


@dataclass(frozen=True)
class Moved:
    """What features (E,) do between two dates in most pixels: ``middle`` difference, and ``spread`` around it."""

    middle: FloatArray
    spread: FloatArray

    @classmethod
    def of(cls, sample: Sample) -> Moved:
        """Learn from a sample of pixels.

        Raises:
            ModelError: the model gives no features.
        """
        first, second = sample.features
        if not first.shape[1]:
            raise ModelError("The model that the change head builds on gives no features; install it again.")
        difference = second - first
        middle = np.median(difference, axis=0)
        spread = _NORMAL * np.median(np.abs(difference - middle), axis=0)
        return cls(middle.astype(np.float32), np.maximum(spread, _LEAST_SPREAD).astype(np.float32))


def inputs_of(seen: Sample, own: Unsupervised, moved: Moved) -> FloatArray:
    """Return what a head reads (n, 2 E + 2) of pixels.

    Logarithms of moves without and with their sign, so that a feature may count in one direction alone, then scores in
    spreads of unchanged ones.
    """
    moves = (seen.features[1] - seen.features[0] - moved.middle) / moved.spread
    size = np.log1p(np.abs(moves))
    scores = scores_of(seen.shares, own.relation.of_pixels(seen))
    center, spread = (np.array([getattr(one, key) for one in own.decisions]) for key in ("center", "spread"))
    scaled = np.clip((scores.T - center) / spread, -_FARTHEST, _FARTHEST)
    return np.concatenate([size, np.sign(moves) * size, scaled], axis=1).astype(np.float32)


@dataclass(frozen=True)
class HeadVerdict:
    """What a head says of two dates."""

    head: Logistic
    card: ModelCard
    own: Unsupervised
    moved: Moved
    planes: int = 1

    @property
    def likely(self) -> float:
        """Probability of change from which on a pixel counts as changed."""
        return self.own.likely

    def planes_of(self, looked: Looked) -> FloatArray:
        """Return the probability of change (B, 1, H, W)."""
        found = np.empty((len(looked.valid), 1, *looked.valid.shape[1:]), dtype=np.float32)
        for number, own in enumerate(found):
            own[:] = self.of_pixels(looked.window(number)).reshape(own.shape)
        return found

    def of_pixels(self, seen: Sample) -> DoubleArray:
        """Return the probability of change (n,) of pixels."""
        return self.head.probabilities(inputs_of(seen, self.own, self.moved).astype(np.float64))[:, 1]

    def probability(self, shares: FloatArray, planes: FloatArray) -> FloatArray:
        """Return the blended probability."""
        return np.asarray(np.clip(planes[0], 0.0, 1.0))

    def facts(self) -> dict[str, Any]:
        """Return how the pair was judged; thresholds are not the scores' own but the head's."""
        return {**self.own.facts(), "scores": [], "model": self.card.name}


class TrainedHead:
    """A change head; see :class:`.base.Trained`."""

    notes: tuple[str, ...] = ()

    def __init__(self, card: ModelCard, head: Logistic) -> None:
        self._card, self._head = card, head

    def verdict(
        self, own: Unsupervised, sample: Sample, parts: Sequence[Scene], conditions: Sequence[Conditions]
    ) -> Verdict:
        """Return the verdict on a pair.

        Raises:
            ModelError: the model below gives no features, or others than those of the training.
        """
        moved = Moved.of(sample)
        if len(self._head.mean) != 2 * len(moved.middle) + 2:
            raise ModelError(f"Change head '{self._card.name}' was trained on other features; train it again.")
        return HeadVerdict(self._head, self._card, own, moved)

    def cancel(self) -> None:
        """Nothing of its own runs."""
