"""Initialise a network with the weights of a pretraining run."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from torch import Tensor

from backend.common.errors import InputError
from backend.models.landcover.landcover import LandCoverNet
from backend.models.landcover.landcover_stem import LandCoverBase

from ..common import checkpoint
from .progress.keep import BEST, FOLDER, Keeper

log = logging.getLogger("training.pretraining.pretrained")

ENCODER = "encoder."
"""Prefix of the encoder's weights in a pretraining run; the decoder's weights have other prefixes."""


def newest_or_best(run: Path) -> dict[str, Any]:
    """Return the best checkpoint of a run, or the newest if none was evaluated.

    Raises:
        InputError: the folder contains no run.
    """
    best = run / FOLDER / BEST
    saved = checkpoint.load(best) if best.exists() else Keeper(run, 1).newest()
    if saved is None:
        raise InputError(f"'{run}' holds no checkpoint; pretrain first with python training/pretrain.py --out '{run}'.")
    return saved


def load_context(model: LandCoverBase, run: Path) -> list[str]:
    """Load a pretrained context branch into the land-cover network; return the names of the loaded weights.

    The running average is used if the run kept one.

    Raises:
        InputError: the folder contains no such run, or its network has other sizes.
    """
    if not isinstance(model, LandCoverNet):
        raise InputError("'init.pretrained' is only for 'model.kind=vit'; leave one of them out.")
    saved = newest_or_best(run)
    if saved["kind"] != "landcover":
        raise InputError(
            f"'{run}' holds a run of kind '{saved['kind']}'; pretrain with training/configs/landcover_2core.toml."
        )
    weights: dict[str, Tensor] = saved["ema"] or saved["model"]
    found = {key.removeprefix(ENCODER): value for key, value in weights.items() if key.startswith(ENCODER)}
    own = model.state_dict()
    wrong = sorted(key for key, value in found.items() if key not in own or own[key].shape != value.shape)
    if wrong:
        sizes = {key: value for key, value in saved["config"].items() if getattr(model.config, key, value) != value}
        raise InputError(
            f"'{run}' was pretrained with other sizes ({', '.join(f'{k}={v}' for k, v in sizes.items()) or wrong[0]}); "
            "give [model] the same sizes or pretrain again."
        )
    model.load_state_dict(found, strict=False)
    fresh = sorted({key.split(".")[0] for key in own if key not in found})
    log.info(
        "%d of %d tensors loaded from '%s' (step %d): %s; random: %s", len(found), len(own), run, saved["step"],
        ", ".join(sorted({key.split(".")[0] for key in found})), ", ".join(fresh),
    )  # fmt: skip
    return sorted(found)
