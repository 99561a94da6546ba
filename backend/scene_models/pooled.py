"""Feature vector of a scene: mean and spread of land-cover features, and class shares."""

from __future__ import annotations

import numpy as np

from ..common.arrays import BoolArray, DoubleArray, FloatArray
from ..common.errors import ModelError
from ..engines.base import Engine
from ..heads.pixels.sampling import run_window


def pooled(engine: Engine, pixels: FloatArray, valid: BoolArray) -> DoubleArray:
    """Return the vector (2 E + K,) of a scene.

    Args:
        engine: a land-cover model opened with features, with its conditions set.
        pixels: (C, h, w) reflectance.
        valid: (h, w); at least one pixel is True.

    Raises:
        ModelError: the model has no features.
    """
    probabilities, features = run_window(engine, pixels, valid)  # (K, h, w), (h, w, E)
    if not features.shape[2]:
        raise ModelError("The base model has no features; choose a land-cover model such as the bundled one.")
    seen = features[valid].astype(np.float64)
    return np.concatenate([seen.mean(axis=0), seen.std(axis=0), probabilities[:, valid].mean(axis=1)])
