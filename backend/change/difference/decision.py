"""From a score of difference to a probability of change, with a threshold that the scene itself sets.

Most pixels of two dates have not changed, whatever else differs. How their scores are spread is read off the bulk of
all scores (the empirical null: Efron 2004, J. Am. Stat. Assoc. 99, 96-104). How much more common a score is than that
gives the share of changed pixels among those that have it, one less the local false discovery rate, which never rises
with the score (compare Strimmer 2008, BMC Bioinformatics 9, 303). Where nothing has changed there is no such excess,
and next to nothing is called changed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from ...common.arrays import AnyFloatArray, DoubleArray, FloatArray

LIKELY = 0.5
"""Probability of change from which on a pixel counts as changed, where nothing else is asked for."""
_BULK = (0.05, 0.70)  # quantiles between which the unchanged pixels alone are seen
_LEVELS = 27  # quantiles that the fit looks at
_CHANGED = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3)  # shares of changed pixels that are tried
_PLAINLY = 0.002  # misfit by which a larger share must be better
_FEWEST, _GROWTH, _GROUPS = 5, 1.05, 400  # sampled pixels in the topmost group, growth downwards, most of all in one
_CERTAIN = 2.33  # spreads above the centre; one unchanged pixel in a hundred lies beyond, none below counts as changed


@dataclass(frozen=True)
class Decision:
    """Probability of change by score.

    ``center``, ``spread``: of the scores of unchanged pixels. ``scores`` (m,) rising, ``probabilities`` (m,) there.
    ``threshold``: the score whose probability is ``likely``; infinite where none has.
    """

    center: float
    spread: float
    scores: DoubleArray
    probabilities: DoubleArray
    likely: float
    threshold: float

    @classmethod
    def of(cls, sample: DoubleArray, *, likely: float = LIKELY) -> Decision:
        """Learn from the scores (n,) of a sample of pixels, n at least 8."""
        ordered = np.sort(np.asarray(sample, dtype=np.float64))
        center, spread = _bulk(ordered)
        scores, probabilities = _excess(ordered, center, spread)
        over = np.flatnonzero(probabilities >= likely)
        threshold = _crossing(scores, probabilities, likely, int(over[0])) if len(over) else math.inf
        return cls(center, spread, scores, probabilities, likely, threshold)

    def apply(self, scores: AnyFloatArray) -> FloatArray:
        """Return the probability of change of each score."""
        return np.asarray(np.interp(scores, self.scores, self.probabilities), dtype=np.float32)


def probability_of(decisions: Sequence[Decision], scores: AnyFloatArray) -> FloatArray:
    """Return the probability (...) of scores (m, ...) by as many decisions: the least, since all must agree."""
    return np.asarray(np.min([one.apply(values) for one, values in zip(decisions, scores)], axis=0))


def _bulk(ordered: DoubleArray) -> tuple[float, float]:
    """Return centre and spread of the normal distribution whose quantiles match those of the bulk.

    With a share c of changed pixels above them, quantile q of the unchanged is quantile q (1 - c) of all: the share is
    searched for which the bulk is most nearly normal.
    """
    levels = np.linspace(*_BULK, _LEVELS)
    normal = np.array([NormalDist().inv_cdf(level) for level in levels])
    best = (math.inf, 0.0, 1.0)
    for share in _CHANGED:
        found = np.quantile(ordered, levels * (1.0 - share))
        spread, center = np.polyfit(normal, found, 1)
        misfit = float(np.sqrt(np.mean(np.square(found - center - spread * normal)))) / max(float(spread), 1e-12)
        if misfit < best[0] - _PLAINLY:
            best = (misfit, float(center), float(spread))
    return best[1], max(best[2], 1e-6)


def _excess(ordered: DoubleArray, center: float, spread: float) -> tuple[DoubleArray, DoubleArray]:
    """Return scores, rising, and one less the local false discovery rate there.

    Pixels of like score are taken together; how many times more of them there are than of unchanged ones rises with
    the score (neighbours that say otherwise are pooled: Ayer et al. 1955, Ann. Math. Stat. 26, 641-647).
    """
    count = len(ordered)
    starts, size = [count], float(_FEWEST)
    while starts[-1]:  # small groups at the top, where the few changed pixels are
        starts.append(max(0, starts[-1] - int(size)))
        size = min(size * _GROWTH, max(_FEWEST, count / _GROUPS))
    starts = starts[:0:-1]
    cuts = np.array(starts[1:], dtype=np.int64)
    edges = np.concatenate([[-math.inf], (ordered[cuts - 1] + ordered[cuts]) / 2.0, [math.inf]])
    upper = np.array([0.5 * math.erfc((edge - center) / spread / math.sqrt(2.0)) for edge in edges])
    expected = upper[:-1] - upper[1:]
    seen = np.diff(np.concatenate([starts, [count]])) / count
    ratio = _rising(seen, np.maximum(expected, 1e-12))
    middle = np.array([ordered[first:end].mean() for first, end in zip(starts, [*starts[1:], count])])
    probability = np.clip(1.0 - 1.0 / np.maximum(ratio, 1e-12), 0.0, 1.0)
    probability[middle < center + _CERTAIN * spread] = 0.0
    return middle, probability


def _rising(seen: DoubleArray, expected: DoubleArray) -> DoubleArray:
    """Return ratios (m,) of sums of ``seen`` to sums of ``expected`` that never fall, neighbours being pooled."""
    pools: list[tuple[float, float, int]] = []
    for one, other in zip(seen.tolist(), expected.tolist()):
        pools.append((one, other, 1))
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            last, before = pools.pop(), pools.pop()
            pools.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return np.concatenate([np.full(number, one / other) for one, other, number in pools])


def _crossing(scores: DoubleArray, probabilities: DoubleArray, likely: float, first: int) -> float:
    """Return the score at which the probability reaches ``likely``, between two known ones."""
    if first == 0:
        return float(scores[0])
    low, high = probabilities[first - 1], probabilities[first]
    share = (likely - low) / (high - low) if high > low else 1.0
    return float(scores[first - 1] + share * (scores[first] - scores[first - 1]))
