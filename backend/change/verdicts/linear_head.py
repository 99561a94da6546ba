"""A linear head on the differences of frozen features, trained from pairs with known changes on a laptop.

A pixel's input is the difference of each feature between the dates, minus the scene's median and in units of the
scene's spread, plus the scores of the untrained detection. Differences that affect the whole scene are so removed
before the head sees them, and one head serves other pairs.
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
"""Framework stated in the cards of change heads."""
_NORMAL = 1.4826  # ratio of standard deviation to median absolute deviation of a normal distribution
_LEAST_SPREAD = 1e-4
_FARTHEST = 20.0  # scores are clipped at this many spreads


@dataclass(frozen=True)
class Moved:
    """Difference of features (E,) between two dates in most pixels: its ``middle`` and the ``spread`` around it."""

    middle: FloatArray
    spread: FloatArray

    @classmethod
    def of(cls, sample: Sample) -> Moved:
        """Fit to a sample of pixels.

        Raises:
            ModelError: the model has no features.
        """
        first, second = sample.features
        if not first.shape[1]:
            raise ModelError("The base model of the change head has no features; install it again.")
        difference = second - first
        middle = np.median(difference, axis=0)
        spread = _NORMAL * np.median(np.abs(difference - middle), axis=0)
        return cls(middle.astype(np.float32), np.maximum(spread, _LEAST_SPREAD).astype(np.float32))


def inputs_of(seen: Sample, own: Unsupervised, moved: Moved) -> FloatArray:
    """Return the input (n, 2 E + 2) of a head for n pixels.

    It holds the logarithms of the differences without and with their sign, so that a feature may count in one direction
    only, then the scores in units of the spread of unchanged pixels.
    """
    moves = (seen.features[1] - seen.features[0] - moved.middle) / moved.spread
    size = np.log1p(np.abs(moves))
    scores = scores_of(seen.shares, own.relation.of_pixels(seen))
    center, spread = (np.array([getattr(one, key) for one in own.decisions]) for key in ("center", "spread"))
    scaled = np.clip((scores.T - center) / spread, -_FARTHEST, _FARTHEST)
    return np.concatenate([size, np.sign(moves) * size, scaled], axis=1).astype(np.float32)


@dataclass(frozen=True)
class HeadVerdict:
    """The verdict of a head on two dates."""

    head: Logistic
    card: ModelCard
    own: Unsupervised
    moved: Moved
    planes: int = 1

    @property
    def likely(self) -> float:
        """Probability of change from which a pixel counts as changed."""
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
        """Return how the pair was judged; the thresholds are those of the head, not of the scores."""
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
            ModelError: the base model has no features, or others than in the training.
        """
        moved = Moved.of(sample)
        if len(self._head.mean) != 2 * len(moved.middle) + 2:
            raise ModelError(f"Change head '{self._card.name}' was trained on other features; train it again.")
        return HeadVerdict(self._head, self._card, own, moved)

    def cancel(self) -> None:
        """Do nothing: a head starts no run of its own."""
