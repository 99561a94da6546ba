"""The settings of a fine-tuning run: one TOML file, changed by ``--set section.key=value``; every key is checked."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backend.common.errors import InputError
from training.common.config import build, read_toml

KINDS = ("landcover", "specaware", "spectralgpt")
MODES = ("full", "lora", "frozen")
AMPS = ("auto", "off", "bf16", "fp16")


@dataclass(frozen=True)
class ModelConfig:
    """The network to fine-tune, and the source of its weights.

    Attributes:
        kind: one of :data:`KINDS`.
        name: a registered encoder ("specaware-base"), or an installed land-cover model; "" for the bundled one.
        weights: file of published weights (.pth, .pt, .safetensors), for encoders.
        run: folder of a run of training/pretrain.py, for encoders.
        fresh: start from random weights.
        head: "upernet" or "linear", for encoders and labelled pixels.
        window: side in pixels of the tiles of a map; faithful encoders take no other tiles.
        mended: use SpectralGPT for any bands and tile sizes.
        temporal: use SpectralGPT for stacks of dates (--stack).
        drop_path: largest drop-path rate of SpectralGPT.
        miniature: use two narrow blocks, to try out a configuration.
    """

    kind: str = "landcover"
    name: str = ""
    weights: str = ""
    run: str = ""
    fresh: bool = False
    head: str = "upernet"
    window: int = 128
    mended: bool = False
    temporal: bool = False
    drop_path: float = 0.0
    miniature: bool = False


@dataclass(frozen=True)
class OptimConfig:
    """Optimisation: AdamW with warm-up and cosine decay.

    Attributes:
        steps: number of steps; 0 keeps the head that ``probe`` fits.
        mode: "full", "lora" (low-rank updates of the encoder's Linears) or "frozen" (only the head is trained).
        lr: peak learning rate of the last layers of the body; each earlier stage has ``layer_decay`` times the rate.
        head_lr: learning rate of the head as a multiple of ``lr``.
        probe: for pixels and a land-cover model, start with a head fitted to its frozen features (see ``probing``).
        head_steps: steps at the start in which only the head is trained.
        average: length of the running average of the weights, as a share of the steps so far; the average is
            evaluated and kept.
        balance: 0 weights all labels equally, 1 all classes equally; values between are powers of the frequency.
        smoothing: label smoothing.
        mixup: parameter of mixup of two scenes (Zhang et al. 2018), 0 for none.
        cutmix: parameter of CutMix (Yun et al. 2019), 0 for none.
    """

    mode: str = "full"
    steps: int = 600
    batch: int = 8
    micro: int = 0
    lr: float = 5e-4
    head_lr: float = 1.0
    probe: bool = True
    head_steps: int = 0
    warmup: int = 20
    floor: float = 0.01
    layer_decay: float = 0.8
    betas: tuple[float, float] = (0.9, 0.98)
    weight_decay: float = 0.02
    clip: float = 1.0
    average: float = 0.15
    lora_rank: int = 8
    lora_alpha: float = 16.0
    balance: float = 0.0
    smoothing: float = 0.0
    mixup: float = 0.0
    cutmix: float = 0.0


@dataclass(frozen=True)
class DataConfig:
    """Selection and augmentation of the patches of a step.

    Attributes:
        seed: seed of all random numbers.
        tile: side of the random crops in pixels; smaller patches are used whole.
        held_out: share of places held out for early stopping and the card's figures, if the data have no split.
        turn: use all eight orientations of patches.
        gain: standard deviation of the random brightness factor.
        memory_mb: memory for cached patches, in MiB.
        workers: processes that read in advance; 0 to read in the training process.
    """

    seed: int = 0
    tile: int = 128
    held_out: float = 0.2
    turn: bool = True
    gain: float = 0.05
    memory_mb: int = 1024
    workers: int = 0


@dataclass(frozen=True)
class RunConfig:
    """Precision, threads and output of a run. Intervals are in steps, 0 for never.

    Attributes:
        amp: mixed precision; "auto" uses bf16 or fp16 on a graphics card, and float32 on the CPU.
        threads: CPU threads of a process, 0 for torch's default.
        patience: evaluations without improvement after which training stops, 0 for never.
    """

    amp: str = "auto"
    threads: int = 0
    log_every: int = 20
    eval_every: int = 50
    save_every: int = 100
    keep: int = 2
    patience: int = 6


@dataclass(frozen=True)
class Plan:
    """All settings of a run except the data."""

    model: ModelConfig = field(default_factory=ModelConfig)
    optim: OptimConfig = field(default_factory=OptimConfig)
    data: DataConfig = field(default_factory=DataConfig)
    run: RunConfig = field(default_factory=RunConfig)

    def __post_init__(self) -> None:
        """Refuse values that are not valid.

        Raises:
            InputError: a value is not valid; the sentence names its key.
        """
        for name, value, known in (
            ("model.kind", self.model.kind, KINDS), ("optim.mode", self.optim.mode, MODES),
            ("run.amp", self.run.amp, AMPS),
        ):  # fmt: skip
            if value not in known:
                raise InputError(f"'{name}' is '{value}'; use one of {', '.join(known)}.")
        wrong = {
            "optim.steps": self.optim.steps < 0, "optim.batch": self.optim.batch < 1,
            "optim.lr": not self.optim.lr > 0, "optim.layer_decay": not 0 < self.optim.layer_decay <= 1,
            "optim.balance": not 0 <= self.optim.balance <= 1, "optim.smoothing": not 0 <= self.optim.smoothing < 1,
            "optim.average": not 0 <= self.optim.average < 1, "data.tile": self.data.tile < 8,
            "data.held_out": not 0 <= self.data.held_out < 1, "model.window": not 8 <= self.model.window <= 2048,
        }  # fmt: skip
        for name, is_wrong in wrong.items():
            if is_wrong:
                raise InputError(f"'{name}' is out of range; correct it.")

    def facts(self) -> dict[str, Any]:
        """Return the plan as plain data."""
        facts: dict[str, Any] = {
            key: {k: list(v) if isinstance(v, tuple) else v for k, v in part.items()}
            for key, part in dataclasses.asdict(self).items()
        }
        return facts


def read_plan(path: Path, settings: list[str]) -> Plan:
    """Read a configuration and apply ``section.key=value`` settings.

    Raises:
        InputError: the file, a section, a key or a value is not valid.
    """
    sections = read_toml(path, settings)
    kinds: dict[str, Any] = {"model": ModelConfig, "optim": OptimConfig, "data": DataConfig, "run": RunConfig}
    unknown = sorted(set(sections) - set(kinds))
    if unknown:
        raise InputError(f"Configuration '{path}' has unknown section '{unknown[0]}'; use {', '.join(kinds)}.")
    parts = {}
    for name, kind in kinds.items():
        section = {k: tuple(v) if isinstance(v, list) else v for k, v in sections.get(name, {}).items()}
        parts[name] = build(kind, _typed(kind, section, where=name), where=name)
    return Plan(**parts)


def _typed(kind: Any, section: dict[str, Any], *, where: str) -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    """Return the section; refuse values whose type differs from the default's, but accept integers for floats.

    Raises:
        InputError: a value has the wrong type; the sentence names its key.
    """
    defaults = {f.name: f.default for f in dataclasses.fields(kind)}
    for key, value in section.items():
        if key not in defaults:
            continue
        wanted = type(defaults[key])
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            section[key] = float(value)
        elif not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise InputError(f"'{where}.{key}' is '{value}'; give a value like {defaults[key]!r}.")
    return section
