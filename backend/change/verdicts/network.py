"""The verdict of a siamese network: one encoder for both dates, the difference of features, a decoder of change.

Hong et al. 2024 (SpectralGPT, section 4.4) and Ji et al. 2026 (SpecAware) detect change this way. Train it with
``training/finetune_task.py --pairs``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...catalog.cards import ModelCard
from ...common.arrays import FloatArray
from ...engines.base import Conditions
from ...engines.dates.pair_engine import PairEngine
from ...scene.open import Scene, choose_bands
from ...spectral.normalise import quadrature_weights
from ..difference.scores import Sample
from .base import Looked, Unsupervised, Verdict

_BYTES_PER_PX = 20_000  # memory per window pixel if the card states none


@dataclass(frozen=True)
class NetworkVerdict:
    """The verdict of a network on two dates, of which it reads the bands ``first`` and ``second`` (positions)."""

    engine: PairEngine
    card: ModelCard
    first: tuple[int, ...]
    second: tuple[int, ...]
    likely: float
    sampled: int
    planes: int = 1

    def planes_of(self, looked: Looked) -> FloatArray:
        """Return the probability of change (B, 1, H, W)."""
        one, other = (part[:, list(bands)] for part, bands in zip(looked.spectra, (self.first, self.second)))
        return self.engine.run(one, other, looked.valid)[:, None]

    def probability(self, shares: FloatArray, planes: FloatArray) -> FloatArray:
        """Return the blended probability."""
        return np.asarray(np.clip(planes[0], 0.0, 1.0))

    def facts(self) -> dict[str, Any]:
        """Return how the pair was judged."""
        return {"sampled_px": self.sampled, "probability": self.likely, "model": self.card.name, "scores": []}


class TrainedNetwork:
    """A change network that is loaded; see :class:`.base.Trained`."""

    def __init__(self, card: ModelCard, *, device: str, threads: int) -> None:
        """Load the network; errors as for :class:`PairEngine`."""
        self._card, self._engine = card, PairEngine(card, device=device, threads=threads)

    @property
    def notes(self) -> tuple[str, ...]:
        """Why another device than the requested one is used."""
        return self._engine.notes

    def verdict(
        self, own: Unsupervised, sample: Sample, parts: Sequence[Scene], conditions: Sequence[Conditions]
    ) -> Verdict:
        """Return the verdict on a pair: the bands that the network reads of each date, and the conditions."""
        chosen, told = [], []
        for part, whole in zip(parts, conditions):
            bands, _ = choose_bands(part.meta.sensor, self._card, name=part.meta.path.name)
            chosen.append(bands)
            told.append(of_bands(whole, list(bands)))
        self._engine.set_conditions(told[0], told[1])
        return NetworkVerdict(self._engine, self._card, chosen[0], chosen[1], own.likely, own.sampled)

    def cancel(self) -> None:
        """Stop a run in progress."""
        self._engine.cancel()


def network_bytes(scene: Scene, card: ModelCard) -> int:
    """Return the bytes that a trained model needs in addition to the classes of both dates.

    ``scene``: both dates as one scene, in windows of the model.
    """
    size = scene.grid.rows.size * scene.grid.cols.size * int(card.properties["specaware:window"].get("batch", 1))
    return int(card.properties.get("specaware:bytes_per_px", _BYTES_PER_PX)) * size


def of_bands(told: Conditions, bands: list[int]) -> Conditions:
    """Return the conditions of the given bands."""
    center, fwhm = told.center_nm[bands], told.fwhm_nm[bands]
    weight = quadrature_weights(center.astype(np.float64), fwhm.astype(np.float64)).astype(np.float32)
    return replace(told, center_nm=center, fwhm_nm=fwhm, weight=weight, content=told.content[bands])
