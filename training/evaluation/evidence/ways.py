"""Corrections of a map by statistics of its scene, each tested on places that were not used to choose its values."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from backend.common.arrays import FloatArray
from training.evaluation.evidence.scenes import NEAR_INFRARED, SIDES, Evidence, gather
from training.evaluation.mapping import Mapper
from training.real.benchmarks import RealSet

Scores = Callable[[Evidence], FloatArray]
"""A correction with chosen values: returns class scores (n, K) of a set's labelled pixels."""
BRIGHTNESS = (0.22, 0.26, 0.30, 0.35, 0.40)
"""Candidates for the reflectance near 860 nm to which the median of a scene's vegetation is scaled."""
STRENGTHS = (0.5, 1.0)
SHARES = (0.15, 0.3, 0.5, 1.0)
"""Strengths of the correction by the scene's class shares: exponents of the ratio of priors."""
PENALTIES = (0.003, 0.01, 0.03, 0.1)
_NOTABLE = 0.03  # change of accuracy that is listed
_LEAST_PROBABILITY = 1e-4
_TREE = "tree"
_ROUNDS = 30


def evidence_rows(mapper: Mapper, data: Path, sets: Sequence[RealSet]) -> list[dict[str, Any]]:
    """Return one row per correction: mean accuracy over the counted sets, and the sets that gain and lose.

    The list is empty if all sets are of one place, because values are chosen or fitted on other places.
    """
    counted = [real for real in sets if real.counts and not real.repeats]
    found = [one for one in (gather(real, mapper, data) for real in counted) if one is not None]
    if len({one.real.fold for one in found}) < 2:
        return []
    tree = [entry.name for entry in mapper.card.classes].index(_TREE)
    plain = {one.real.name: one.accuracy(one.answer()) for one in found}
    ways: dict[str, dict[str, float]] = {
        "unchanged": plain,
        "mean over all factors": {one.real.name: one.accuracy(one.answers.mean(axis=0)) for one in found},
        "vegetation scaled to one brightness": left_out(found, _brightened()),
        "answers averaged over a square around the pixel": left_out(found, _averaged()),
        "class shares of the scene": left_out(found, _shared()),
        "tree score corrected by the spectrum": fitted(found, tree, spectral),
        "tree score corrected by contrast to the scene's vegetation": fitted(found, tree, contrast),
    }
    return [{"model": mapper.card.name, "way": name, **_summary(plain, figures)} for name, figures in ways.items()]


def _summary(plain: dict[str, float], figures: dict[str, float]) -> dict[str, Any]:
    """Return the mean accuracy, and the sets whose accuracy changes by more than .03."""
    changed = {name: figures[name] - plain[name] for name in plain}
    texts = {name: f"{name} {plain[name]:.2f} to {figures[name]:.2f}" for name in plain}
    return {
        "oa": round(float(np.mean(list(figures.values()))), 4),
        "win": ", ".join(texts[name] for name in plain if changed[name] > _NOTABLE),
        "lose": ", ".join(texts[name] for name in plain if changed[name] < -_NOTABLE),
    }


def left_out(sets: Sequence[Evidence], candidates: Sequence[Scores]) -> dict[str, float]:
    """Return each set's accuracy with the candidate that is best, on average, on the sets of other places."""
    accuracy = np.array([[one.accuracy(scores(one)) for one in sets] for scores in candidates])
    result = {}
    for number, one in enumerate(sets):
        others = [i for i, other in enumerate(sets) if other.real.fold != one.real.fold]
        best = int(accuracy[:, others].mean(axis=1).argmax())
        result[one.real.name] = float(accuracy[best, number])
    return result


def _brightened() -> list[Scores]:
    """Return corrections that scale a scene to a given brightness of its vegetation, fully or by the square root."""

    def made(brightness: float, strength: float) -> Scores:
        def scores(one: Evidence) -> FloatArray:
            seen = float(one.green[NEAR_INFRARED])
            gain = 1.0 if np.isnan(seen) else float((brightness / np.exp(seen)) ** strength)
            return one.answer(gain)

        return scores

    return [made(*pair) for pair in itertools.product(BRIGHTNESS, STRENGTHS)]


def _shared() -> list[Scores]:
    """Return corrections by class shares of the scene, estimated by expectation maximisation (Saerens 2002)."""

    def made(share: float) -> Scores:
        def scores(one: Evidence) -> FloatArray:
            weighted: FloatArray = one.answer() * class_shares(one.scene) ** share
            return weighted

        return scores

    return [made(share) for share in SHARES]


def _averaged() -> list[Scores]:
    """Return corrections that give weight to the mean answer of the squares around a pixel: a wider context."""

    def made(number: int, strength: float) -> Scores:
        def scores(one: Evidence) -> FloatArray:
            near, own = one.around[number] + _LEAST_PROBABILITY, one.answer() + _LEAST_PROBABILITY
            mixed: FloatArray = near**strength * own ** (1.0 - strength)
            return mixed

        return scores

    return [made(*pair) for pair in itertools.product(range(len(SIDES)), STRENGTHS)]


def class_shares(probabilities: FloatArray) -> FloatArray:
    """Return the ratios (K,) of a scene's class shares to equal ones, from probabilities (m, K).

    Saerens, Latinne & Decaestecker 2002, Neural Computation 14(1), eq. 2.9, with 1 % added to each class.
    """
    count = probabilities.shape[1]
    shares = np.full(count, 1.0 / count, dtype=np.float32)
    for _ in range(_ROUNDS):
        weighted = probabilities * shares
        shares = (weighted / weighted.sum(axis=1, keepdims=True)).mean(axis=0) + 0.01
        shares /= shares.sum()
    ratios: FloatArray = shares * count
    return ratios


def spectral(one: Evidence) -> FloatArray:
    """Return features (n, 7) of a spectrum: brightness near 860 nm, and the other bands relative to it."""
    values = one.spectra - one.spectra[:, NEAR_INFRARED : NEAR_INFRARED + 1]
    values[:, NEAR_INFRARED] = one.spectra[:, NEAR_INFRARED]
    typical = np.array([-1.9, -1.3, -1.6, -1.0, np.log(0.3), -0.6, -1.2], dtype=np.float32)
    numbers: FloatArray = np.nan_to_num(np.clip(values - typical, -2.0, 2.0))
    return numbers


def contrast(one: Evidence) -> FloatArray:
    """Return features (n, 7): difference of a spectrum from the median of its scene's vegetation, zero without any."""
    numbers: FloatArray = np.nan_to_num(np.clip(one.spectra - one.green, -1.5, 1.5))
    return numbers


def fitted(sets: Sequence[Evidence], tree: int, describe: Callable[[Evidence], FloatArray]) -> dict[str, float]:
    """Return each set's accuracy with a linear function added to the tree score, fitted on all other places.

    The penalty is the one with the highest mean accuracy on left-out places among the other places.
    """
    described = {one.real.name: describe(one) for one in sets}
    table: dict[float, dict[str, float]] = {}
    for penalty in PENALTIES:
        table[penalty] = {}
        for fold in dict.fromkeys(one.real.fold for one in sets):
            weights = fit([one for one in sets if one.real.fold != fold], tree, described, penalty)
            for one in sets:
                if one.real.fold == fold:
                    table[penalty][one.real.name] = one.accuracy(_raised(one, tree, described, weights))
    result = {}
    for one in sets:
        others = [other.real.name for other in sets if other.real.fold != one.real.fold]
        best = max(PENALTIES, key=lambda p: np.mean([table[p][name] for name in others]))
        result[one.real.name] = table[best][one.real.name]
    return result


def _raised(one: Evidence, tree: int, described: dict[str, FloatArray], weights: FloatArray) -> FloatArray:
    scores: FloatArray = np.log(one.answer() + _LEAST_PROBABILITY)
    scores[:, tree] += described[one.real.name] @ weights
    return scores


def fit(sets: Sequence[Evidence], tree: int, described: dict[str, FloatArray], penalty: float) -> FloatArray:
    """Return weights (7,) of least cross-entropy of the labels' groups; each place and each label has equal weight."""
    folds = [one.real.fold for one in sets]
    parts = []
    for one in sets:
        counts = np.bincount(one.truth, minlength=len(one.real.groups))
        weight = (1.0 / np.sqrt(np.maximum(counts, 1)))[one.truth]
        weight /= weight.sum() * folds.count(one.real.fold)
        scores = torch.from_numpy(np.log(one.answer() + _LEAST_PROBABILITY).astype(np.float32))
        allowed = torch.from_numpy(one.right[None] == one.truth[:, None])
        numbers = torch.from_numpy(described[one.real.name].astype(np.float32))
        parts.append((scores, numbers, allowed, torch.from_numpy(weight.astype(np.float32))))
    weights = torch.zeros(parts[0][1].shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        total = penalty * (weights**2).sum() * len(set(folds))
        for scores, numbers, allowed, weight in parts:
            columns = list(scores.unbind(1))
            columns[tree] = columns[tree] + numbers @ weights
            raised = torch.stack(columns, dim=1)
            right = torch.logsumexp(raised.masked_fill(~allowed, float("-inf")), dim=1)
            known = torch.isfinite(right)  # False for a label whose classes the model lacks
            total = total + (weight * (torch.logsumexp(raised, dim=1) - right))[known].sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    found: FloatArray = weights.detach().numpy()
    return found
