"""The settings of a pretraining run, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import torch

from backend.common.errors import InputError

from .recipes import Recipe
from .schedule import Schedule
from .stream import DataConfig

AMP = {"off": None, "bf16": torch.bfloat16, "fp16": torch.float16}


@dataclass(frozen=True)
class PretrainOptim:
    """AdamW, clipping and averaging; the stages set the learning rates. ``ema`` 0 keeps no average."""

    betas: tuple[float, float] = (0.9, 0.95)
    weight_decay: float = 0.05
    clip: float = 1.0
    ema: float = 0.0


@dataclass(frozen=True)
class RunConfig:
    """How a run computes and what it writes; intervals in steps, 0 for never.

    Attributes:
        amp: "off" for float32, "bf16" or "fp16".
        compile: compile the transformer blocks (torch.compile).
        threads: threads of a process on the CPU, 0 for as many as torch takes; a resumed run keeps those it began with,
            as sums depend on how they are shared out.
        parallel: "ddp" or "fsdp" where there are several processes.
        log_every: rows of the log.
        save_every: checkpoints.
        keep: checkpoints that stay.
        eval_every: loss on held-out patches.
        eval_batches: batches of it.
        picture_every: pictures of reconstructions.
    """

    amp: str = "bf16"
    compile: bool = False
    threads: int = 0
    parallel: str = "ddp"
    log_every: int = 20
    save_every: int = 200
    keep: int = 3
    eval_every: int = 200
    eval_batches: int = 4
    picture_every: int = 1000


@dataclass(frozen=True)
class Job:
    """All that decides a run."""

    recipe: Recipe
    schedule: Schedule
    shards: tuple[Path, ...]
    out: Path
    data: DataConfig = field(default_factory=DataConfig)
    optim: PretrainOptim = field(default_factory=PretrainOptim)
    run: RunConfig = field(default_factory=RunConfig)

    @property
    def dtype(self) -> torch.dtype | None:
        """Type that autocast computes in, None for float32 throughout.

        Raises:
            InputError: an unknown value of ``run.amp``.
        """
        if self.run.amp not in AMP:
            raise InputError(f"'run.amp' is '{self.run.amp}'; use one of {', '.join(AMP)}.")
        return AMP[self.run.amp]

    def due(self, step: int, every: int) -> bool:
        """True every ``every`` steps and at the end of the run; never for 0."""
        return every > 0 and (step % every == 0 or step == self.schedule.steps)
