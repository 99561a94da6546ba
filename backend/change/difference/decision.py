"""From a difference score to a probability of change, with a threshold derived from the scene itself.

Most pixels have not changed between two dates, whatever else differs. The spread of their scores is estimated from
the bulk of all scores (the empirical null: Efron 2004, J. Am. Stat. Assoc. 99, 96-104). The ratio of observed to
expected frequency of a score gives the share of changed pixels at this score, which is one minus the local false
discovery rate and never falls as the score rises (compare Strimmer 2008, BMC Bioinformatics 9, 303). Where nothing
has changed there is no such excess, and hardly any pixel is called changed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from ...common.arrays import AnyFloatArray, DoubleArray, FloatArray

LIKELY = 0.5
"""Probability of change from which a pixel counts as changed, by default."""
_BULK = (0.05, 0.70)  # quantiles between which practically all pixels are unchanged
_LEVELS = 27  # quantiles used in the fit
_CHANGED = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3)  # shares of changed pixels to try
_PLAINLY = 0.002  # improvement of the misfit that justifies a larger share
_FEWEST, _GROWTH, _GROUPS = 5, 1.05, 400  # pixels in the top group, growth downwards, largest group
_CERTAIN = 2.33  # spreads above the centre, exceeded by 1 % of unchanged pixels; no pixel below counts as changed


@dataclass(frozen=True)
class Decision:
    """Probability of change as a function of the score.

    ``center``, ``spread``: of the scores of unchanged pixels. ``scores`` (m,) rise, ``probabilities`` (m,) at them.
    ``threshold``: the score whose probability is ``likely``; infinite if no score reaches it.
    """

    center: float
    spread: float
    scores: DoubleArray
    probabilities: DoubleArray
    likely: float
    threshold: float

    @classmethod
    def of(cls, sample: DoubleArray, *, likely: float = LIKELY) -> Decision:
        """Fit the decision to the scores (n,) of a sample of pixels; n is at least 8."""
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

    With a share c of changed pixels above the bulk, quantile q of the unchanged ones is quantile q (1 - c) of all; the
    fit searches for the share that makes the bulk most nearly normal.
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
    """Return ascending scores, and one minus the local false discovery rate at each.

    Pixels with similar scores are grouped. The ratio of observed to expected unchanged pixels must rise with the score
    (neighbours that violate this are pooled: Ayer et al. 1955, Ann. Math. Stat. 26, 641-647).
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
    """Return ratios (m,) of summed ``seen`` to summed ``expected`` that never fall; violating neighbours are pooled."""
    pools: list[tuple[float, float, int]] = []
    for one, other in zip(seen.tolist(), expected.tolist()):
        pools.append((one, other, 1))
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            last, before = pools.pop(), pools.pop()
            pools.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return np.concatenate([np.full(number, one / other) for one, other, number in pools])


def _crossing(scores: DoubleArray, probabilities: DoubleArray, likely: float, first: int) -> float:
    """Return the score at which the probability reaches ``likely``, interpolated between two scores."""
    if first == 0:
        return float(scores[0])
    low, high = probabilities[first - 1], probabilities[first]
    share = (likely - low) / (high - low) if high > low else 1.0
    return float(scores[first - 1] + share * (scores[first] - scores[first - 1]))
