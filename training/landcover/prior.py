"""Class priors of a model: how common each class is assumed to be, relative to the simulated scenes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch

from backend.common.errors import InputError
from backend.models.landcover.landcover_stem import LandCoverBase
from training.landcover.dataset import MERGED


def prior_odds(text: str) -> dict[str, float]:
    """Return how many times more common classes are assumed to be than in the simulated scenes.

    Args:
        text: "tree=1.5,built_up=0.9"; classes that are not named keep their odds.

    Raises:
        InputError: a class is unknown, or a factor is not a positive number.
    """
    factors: dict[str, float] = {}
    for part in filter(None, text.split(",")):
        name, _, value = part.partition("=")
        try:
            number = float(value)
        except ValueError:
            number = 0.0
        if name not in MERGED or not 0.0 < number < float("inf"):
            raise InputError(f"'{part}' is not a class with a factor; write it as {next(iter(MERGED))}=1.25.")
        factors[name] = number
    return factors


def set_prior(model: LandCoverBase, odds: Mapping[str, float], classes: Sequence[str] = tuple(MERGED)) -> None:
    """Multiply the odds of classes in the network's probabilities, which stay normalised; fractions do not change.

    The posterior under another prior is the posterior times the ratio of the priors, normalised (Saerens, Latinne &
    Decaestecker 2002, Neural Computation 14, 21-41).
    """
    with torch.no_grad():
        for name, factor in odds.items():
            model.head.bias[classes.index(name)] += model.temperature * float(np.log(factor))
