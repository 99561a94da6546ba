"""What was learned about two dates, and how it turns a pixel's values into a probability of change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from ...common.arrays import FloatArray
from ...common.errors import InputError
from ...engines.base import Conditions, Engine
from ...scene.open import Scene
from ..difference.decision import Decision, probability_of
from ..difference.scores import Relation, Sample, scores_of

FEWEST_PX = 64
"""Least number of pixels with data on both dates to learn from."""


@dataclass(frozen=True)
class Looked:
    """A batch of windows on both dates, with the model's output.

    ``spectra``: reflectance (B, C1, H, W) and (B, C2, H, W). ``valid`` (B, H, W): 1 where both dates have data.
    ``shares``: class probabilities (B, K, H, W) per date. ``features``: (B, H, W, E) per date; None without features.
    """

    spectra: tuple[FloatArray, FloatArray]
    valid: FloatArray
    shares: tuple[FloatArray, FloatArray]
    features: tuple[FloatArray | None, FloatArray | None]

    def window(self, number: int) -> Sample:
        """Return the pixels (H W) of one window of the batch."""
        count = self.valid[number].size
        spectra = [part[number].reshape(len(part[number]), -1).T for part in self.spectra]
        shares = [part[number].reshape(len(part[number]), -1).T for part in self.shares]
        features = [
            np.zeros((count, 0), dtype=np.float32) if part is None else part[number].reshape(count, -1)
            for part in self.features
        ]
        return Sample((spectra[0], spectra[1]), (features[0], features[1]), (shares[0], shares[1]))


class Verdict(Protocol):
    """How a pair of dates is judged."""

    @property
    def likely(self) -> float:
        """Probability of change from which a pixel counts as changed."""
        ...

    @property
    def planes(self) -> int:
        """Number of planes that :meth:`planes_of` returns."""
        ...

    def planes_of(self, looked: Looked) -> FloatArray:
        """Return planes (B, planes, H, W) for a batch; they are blended where windows overlap."""
        ...

    def probability(self, shares: FloatArray, planes: FloatArray) -> FloatArray:
        """Return the probability of change (...) from class probabilities (2 K, ...) and planes (P, ...)."""
        ...

    def facts(self) -> dict[str, Any]:
        """Return what the report says about the verdict."""
        ...


class Trained(Protocol):
    """A model that was trained on pairs with known changes."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for the user."""
        ...

    def verdict(
        self, own: Unsupervised, sample: Sample, parts: Sequence[Scene], conditions: Sequence[Conditions]
    ) -> Verdict:
        """Return the model's verdict on a pair; ``own`` was learned from the sample.

        Raises:
            SensorError: the bands of a date do not suit the model.
        """
        ...

    def cancel(self) -> None:
        """Stop a run in progress."""
        ...


@dataclass(frozen=True)
class Unsupervised:
    """Detection without training: the relation of unchanged pixels, and the probabilities of both scores."""

    relation: Relation
    decisions: tuple[Decision, ...]
    likely: float
    sampled: int
    planes: int = 2

    @classmethod
    def of(cls, sample: Sample, *, likely: float, names: Sequence[str]) -> Unsupervised:
        """Fit to a sample from two rasters with these names.

        Raises:
            InputError: hardly any pixel has data on both dates.
        """
        if sample.count < FEWEST_PX:
            raise InputError(
                f"Hardly any pixel has data in both {' and '.join(names)}; choose rasters that overlap more."
            )
        relation = Relation.of(sample)
        decisions = tuple(
            Decision.of(one, likely=likely) for one in scores_of(sample.shares, relation.of_pixels(sample))
        )
        return cls(relation, decisions, likely, sample.count)

    def planes_of(self, looked: Looked) -> FloatArray:
        """Return both distances (B, 2, H, W)."""
        found = np.empty((len(looked.valid), 2, *looked.valid.shape[1:]), dtype=np.float32)
        for number, own in enumerate(found):
            own[:] = self.relation.of_pixels(looked.window(number)).reshape(own.shape)
        return found

    def probability(self, shares: FloatArray, planes: FloatArray) -> FloatArray:
        """Return the smaller of the two scores' probabilities."""
        return probability_of(self.decisions, scores_of(shares, planes))

    def facts(self) -> dict[str, Any]:
        """Return how the pair was judged."""
        spectra = self.relation.spectra
        return {
            "sampled_px": self.sampled, "fit_rounds": spectra.rounds, "fit_px": spectra.kept,
            "with_features": self.relation.features is not None, "probability": self.likely,
            "scores": [
                {
                    "of": name, "unchanged_center": round(one.center, 4), "unchanged_spread": round(one.spread, 4),
                    "threshold": round(one.threshold, 4) if np.isfinite(one.threshold) else None,
                }
                for name, one in zip(("spectra", "features and classes"), self.decisions)
            ],
        }  # fmt: skip


class PairRunner:
    """Runs both dates of a batch of pixels; the bands of the second date follow those of the first.

    Args:
        engines: the model, loaded once per date with the conditions of that date.
        verdict: the verdict on the two dates.
        bands: number of bands of the first date.
    """

    def __init__(self, engines: tuple[Engine, Engine], verdict: Verdict, *, bands: int) -> None:
        self._engines, self._verdict, self._bands = engines, verdict, bands

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return planes (B, 2 K + P, H, W): class probabilities of both dates, then the planes of the verdict."""
        first, second = (np.ascontiguousarray(p) for p in (pixels[:, : self._bands], pixels[:, self._bands :]))
        one, other = (engine.run_features(p, valid) for engine, p in zip(self._engines, (first, second)))
        looked = Looked((first, second), valid, (one[0], other[0]), (one[1], other[1]))
        return np.concatenate([one[0], other[0], self._verdict.planes_of(looked)], axis=1)
