"""Calibrate discriminants: temperatures fitted to held-out labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...common.arrays import DoubleArray, IntArray
from ..pixels.samples import TrainingSet
from .discriminant import fit_discriminant, log_softmax
from .folds import folds_of

_TEMPERATURES = np.geomspace(0.02, 1.5, 25)
_USUAL_TEMPERATURE = 0.2  # typical of 60 labels and 100-200 bands; used if no label can be held out


@dataclass(frozen=True)
class Temperatures:
    """Factors that calibrate the scores of the discriminants on bands, features and each context scale."""

    raw: float
    features: float
    mnf: Mapping[float, float]


def calibrate(samples: TrainingSet, scales_px: tuple[float, ...], *, count: int) -> Temperatures:
    """Return the temperatures that maximise the likelihood of labels held out by blocks.

    Guo et al. (2017, ICML, PMLR 70, 1321-1330), section 4.2, here with cross-validation because labels are few.
    """
    pixels, directions = samples.pixels, samples.image.directions  # (C, k)
    fold = folds_of(samples.groups, samples.classes)

    def found(features: DoubleArray) -> float:
        return _temperature(features, samples.classes, fold, count=count)

    return Temperatures(
        raw=found(pixels.spectra),
        features=found(pixels.features) if pixels.features.shape[1] else _USUAL_TEMPERATURE,
        mnf={scale: found(pixels.at_scale(scale) @ directions) for scale in scales_px},
    )


def _temperature(features: DoubleArray, classes: IntArray, fold: IntArray, *, count: int) -> float:
    """Return the temperature of a discriminant on features (n, p); classes missing from a training fold are skipped."""
    loss, judged = np.zeros(len(_TEMPERATURES)), 0
    for held in np.unique(fold):
        train, test = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        present, known = np.unique(classes[train], return_inverse=True)
        test = test[np.isin(classes[test], present)]
        if len(present) < 2 or not len(test):
            continue
        scores = fit_discriminant(features[train], known, count=len(present)).scores(features[test])
        right = np.searchsorted(present, classes[test])
        judged += len(test)
        for i, factor in enumerate(_TEMPERATURES):
            loss[i] -= log_softmax(factor * scores)[np.arange(len(test)), right].sum()
    return float(_TEMPERATURES[loss.argmin()]) if judged >= count else _USUAL_TEMPERATURE
