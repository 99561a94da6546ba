"""The schedule of a pretraining run: stages with their tiles, spectral views and learning rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from backend.common.errors import InputError
from backend.common.fields import with_tuples
from backend.common.wording import counted

from ..common.config import build
from ..common.loop.optim import learning_rate

REFERENCE_BATCH = 256
"""Samples per step for which learning rates are stated (He et al. 2022, linear scaling rule)."""


@dataclass(frozen=True)
class View:
    """Up to ``bands`` bands from ``low_nm`` to ``high_nm``: adjacent ones, or ``spread`` over the range."""

    low_nm: float = 0.0
    high_nm: float = 1e9
    bands: int = 100
    spread: bool = False


@dataclass(frozen=True)
class Stage:
    """One stage of progressive training.

    Attributes:
        name: key of the stage in the configuration.
        steps: optimiser steps.
        tile: side of the square crops in pixels; smaller patches are taken whole.
        batch: samples of one optimiser step, over all processes.
        micro: most samples of one forward pass in one process (gradients are accumulated); 0 for no limit.
        base_lr: peak learning rate for 256 samples per step.
        warmup: steps of linear warm-up.
        mask_ratio: share of hidden tokens.
        views: spectral windows; every sample is used in each of them.
        band_drop: largest share of bands left out at random.
        resize: crop a random part of the patch and resample it to the tile (scale 0.2 to 1), as SpectralGPT does.
        sensors: sensors of the shards to use; () for all.
        levels: processing levels of the shards to use; () for all.
    """

    name: str
    steps: int
    tile: int
    batch: int
    micro: int = 0
    base_lr: float = 1.5e-4
    warmup: int = 0
    mask_ratio: float = 0.75
    views: tuple[View, ...] = (View(),)
    band_drop: float = 0.0
    resize: bool = False
    sensors: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    @property
    def peak(self) -> float:
        """The peak learning rate of this stage."""
        return self.base_lr * self.batch / REFERENCE_BATCH


@dataclass(frozen=True)
class Schedule:
    """The stages in order; each has its own warm-up and cosine decay."""

    stages: tuple[Stage, ...]

    @property
    def steps(self) -> int:
        """The number of steps of the whole run."""
        return sum(stage.steps for stage in self.stages)

    def at(self, step: int) -> tuple[int, Stage, int]:
        """Return the number of a step's stage, the stage, and the number of the step within it."""
        for number, stage in enumerate(self.stages):
            if step < stage.steps:
                return number, stage, step
            step -= stage.steps
        raise InputError(f"The run ends {counted(step, 'step')} earlier; state more steps.")

    def lr(self, step: int) -> float:
        """Return the learning rate of a step."""
        _, stage, inside = self.at(step)
        return learning_rate(inside, steps=stage.steps, warmup=stage.warmup, peak=stage.peak)

    def scaled(self, steps: int) -> Schedule:
        """Return the schedule scaled to ``steps`` steps: the shares of each stage and its warm-up stay the same."""
        if steps < len(self.stages):
            raise InputError(f"--steps {steps} is less than the {len(self.stages)} stages; state more.")
        factor, total = steps / self.steps, self.steps
        ends: list[int] = []
        at = 0
        for number, stage in enumerate(self.stages, start=1):
            at += stage.steps
            left = len(self.stages) - number
            ends.append(min(max(round(steps * at / total), (ends[-1] if ends else 0) + 1), steps - left))
        starts = [0, *ends[:-1]]
        return Schedule(
            tuple(
                replace(stage, steps=end - start, warmup=min(round(stage.warmup * factor), end - start - 1))
                for stage, start, end in zip(self.stages, starts, ends, strict=True)
            )
        )


def read_stages(section: dict[str, Any]) -> Schedule:
    """Build the schedule from the tables ``[stage.NAME]``, in their order.

    Raises:
        InputError: there is no stage, a key is unknown, or numbers are inconsistent.
    """
    if not section:
        raise InputError(
            "The configuration has no stage; add a table such as [stage.first] with steps, tile and batch."
        )
    stages = []
    for name, values in section.items():
        where = f"stage.{name}"
        if not isinstance(values, dict):
            raise InputError(f"'{where}' must be a table; write [{where}].")
        fields = with_tuples(values)
        if "views" in fields:
            fields["views"] = tuple(build(View, view, where=f"{where}.views") for view in fields["views"])
        missing = [key for key in ("steps", "tile", "batch") if key not in fields]
        if missing:
            raise InputError(f"'{where}' lacks '{missing[0]}'; state it.")
        stages.append(_checked(build(Stage, {"name": name, **fields}, where=where)))
    return Schedule(tuple(stages))


def _checked(stage: Stage) -> Stage:
    wrong = {
        "steps": stage.steps < 1, "tile": stage.tile < 8, "batch": stage.batch < 1, "views": not stage.views,
        "mask_ratio": not 0.0 < stage.mask_ratio < 1.0, "band_drop": not 0.0 <= stage.band_drop < 1.0,
        "warmup": not 0 <= stage.warmup < stage.steps, "micro": stage.micro < 0,
    }  # fmt: skip
    for key, is_wrong in wrong.items():
        if is_wrong:
            raise InputError(f"'stage.{stage.name}.{key}' does not fit the other values; correct it.")
    return stage


def names(stages: Sequence[Stage]) -> str:
    """Return a short description of the stages, for the log."""
    return ", ".join(f"{s.name} ({counted(s.steps, 'step')}, {s.tile} px, batch {s.batch})" for s in stages)
