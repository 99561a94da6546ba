"""The settings of a pretraining run."""

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
    """AdamW, gradient clipping and weight averaging; the stages set the learning rates. ``ema`` 0: no average."""

    betas: tuple[float, float] = (0.9, 0.95)
    weight_decay: float = 0.05
    clip: float = 1.0
    ema: float = 0.0


@dataclass(frozen=True)
class RunConfig:
    """Precision, threads, processes and output of a run. Intervals are in steps, 0 for never.

    Attributes:
        amp: "off" for float32, "bf16" or "fp16".
        compile: whether to compile the transformer blocks (torch.compile).
        threads: CPU threads of a process, 0 for torch's default; a resumed run keeps its first number, because the
            order of summation depends on it.
        parallel: "ddp" or "fsdp", for several processes.
        log_every: interval of the log's rows.
        save_every: interval of checkpoints.
        keep: number of checkpoints to keep.
        eval_every: interval of evaluations on held-out patches.
        eval_batches: batches of an evaluation.
        picture_every: interval of pictures of reconstructions.
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
    """All settings of a run."""

    recipe: Recipe
    schedule: Schedule
    shards: tuple[Path, ...]
    out: Path
    data: DataConfig = field(default_factory=DataConfig)
    optim: PretrainOptim = field(default_factory=PretrainOptim)
    run: RunConfig = field(default_factory=RunConfig)

    @property
    def dtype(self) -> torch.dtype | None:
        """Data type of autocast; None for float32 throughout.

        Raises:
            InputError: ``run.amp`` has an unknown value.
        """
        if self.run.amp not in AMP:
            raise InputError(f"'run.amp' is '{self.run.amp}'; use one of {', '.join(AMP)}.")
        return AMP[self.run.amp]

    def due(self, step: int, every: int) -> bool:
        """Return True every ``every`` steps and at the end of the run; 0 means never."""
        return every > 0 and (step % every == 0 or step == self.schedule.steps)
