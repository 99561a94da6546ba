"""Build the network of a task from a configuration, with the weights that it names."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from backend.catalog import store as model_store
from backend.common.errors import InputError, ModelError
from backend.models.configs import Config, SpectralGptConfig
from backend.models.landcover.landcover_weights import load_landcover
from backend.models.registry import encoder_entry
from backend.models.weights.checkpoint import Wanted, import_weights
from backend.models.weights.weights_file import read_weights
from training.pretraining.pretrained import ENCODER, newest_or_best

from ..data.patches import Task
from ..plan import ModelConfig
from .task_networks import EncoderTask, LandCoverTask, TaskNetwork

log = logging.getLogger("training.tasks")

DEFAULT_NAMES = {"specaware": "specaware-base", "spectralgpt": "spectralgpt-base"}


def make_network(config: ModelConfig, task: Task, classes: Sequence[str]) -> TaskNetwork:
    """Build the network with the weights that the configuration names; the head has random weights.

    Raises:
        InputError: the configuration is inconsistent, or a file is missing.
        ModelError: the weights are damaged, or belong to another architecture.
    """
    if config.kind == "landcover":
        return _landcover(config, task, len(classes))
    return _encoder(config, task, len(classes))


def _landcover(config: ModelConfig, task: Task, classes: int) -> LandCoverTask:
    if config.weights or config.run:
        raise InputError(
            "'model.weights' and 'model.run' are for encoders; name an installed land-cover model in 'model.name'."
        )
    found = load_landcover(model_store.find(config.name))
    made = LandCoverTask(found.config, task, classes)
    if config.fresh:
        return made
    weights = {name: value for name, value in found.state_dict().items() if not name.startswith(("head.", "cover."))}
    made.net.load_state_dict(weights, strict=False)
    made.net.temperature.fill_(1.0)
    return made


def _encoder(config: ModelConfig, task: Task, classes: int) -> EncoderTask:
    if config.temporal and (config.kind != "spectralgpt" or task == "change"):
        raise InputError("'model.temporal' is only for SpectralGPT with stacks of dates; set it to false.")
    entry = encoder_entry(config.name or DEFAULT_NAMES[config.kind])
    if entry.family != config.kind:
        raise InputError(f"'model.name' is '{entry.name}', which is no {config.kind}; correct it or 'model.kind'.")
    if sum(map(bool, (config.weights, config.run, config.fresh))) != 1:
        raise InputError(
            "State the source of the encoder's weights: model.weights=FILE (published weights), model.run=RUN (of "
            "training/pretrain.py), or model.fresh=true for random ones."
        )
    if config.miniature:
        entry = entry.miniature()
    sizes: Config = entry.config
    weights: Mapping[str, Tensor] = {}
    if config.weights:
        path = Path(config.weights)
        if not path.is_file():
            raise InputError(f"Weights '{path}' do not exist; check the path.")
        side = config.window if isinstance(sizes, SpectralGptConfig) else None
        got = import_weights(read_weights(path), Wanted(entry, size=side, mended=config.mended, classify=False))
        for line in got.report.lines():
            log.info("%s", line)
        sizes, weights = got.config, {name: torch.from_numpy(value) for name, value in got.arrays.items()}
    elif config.run:
        sizes, weights = _pretrained(Path(config.run), config.kind)
    if isinstance(sizes, SpectralGptConfig):
        sizes = replace(
            sizes, drop_path=config.drop_path, faithful=sizes.faithful and not config.mended, temporal=config.temporal
        )
        if config.fresh and not config.miniature:
            sizes = replace(sizes, size=config.window)
    published = bool(config.weights) and isinstance(sizes, SpectralGptConfig)
    made = EncoderTask(sizes, task, classes, head=config.head, window=config.window, stretches=published)
    if weights:
        _load(made, weights)
    return made


def _load(made: EncoderTask, weights: Mapping[str, Tensor]) -> None:
    """Load weights into the encoder; the date encoding is zero if they have none.

    Raises:
        ModelError: some weights do not fit.
    """
    try:
        code = {n: torch.zeros_like(v) for n, v in made.encoder.state_dict().items() if n.startswith("time.")}
        made.encoder.load_state_dict({**code, **weights})
    except RuntimeError as error:
        raise ModelError(f"The weights do not fit the encoder ({' '.join(str(error).split())[:200]}).") from error


def _pretrained(run: Path, kind: str) -> tuple[Config, dict[str, Tensor]]:
    """Return the sizes and weights of the encoder of a pretraining run.

    Raises:
        InputError: there is no such run, or its model is of another kind.
    """
    from backend.models.configs import SpecAwareConfig

    saved = newest_or_best(run)
    if saved["kind"] != kind:
        raise InputError(f"'{run}' holds a run of kind '{saved['kind']}', not {kind}; correct 'model.kind'.")
    kinds: dict[str, Any] = {"specaware": SpecAwareConfig, "spectralgpt": SpectralGptConfig}
    sizes = {k: tuple(v) if isinstance(v, list) else v for k, v in saved["config"].items()}
    weights: dict[str, Tensor] = saved["ema"] or saved["model"]
    found = {key.removeprefix(ENCODER): value for key, value in weights.items() if key.startswith(ENCODER)}
    return kinds[kind](**sizes), found
