"""The state of a pretraining run: model, optimiser, evaluation, pictures, failure report."""

from __future__ import annotations

import logging
import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from backend.common.errors import InputError, SpecAwareError

from ..common.loop.flops import TRAINING_PER_FORWARD, FlopCounter
from ..common.loop.numerics import FIRST_SCALE, fix_threads
from ..common.loop.optim import WeightAverage, adamw
from ..common.loop.parallel import (
    Team,
    bare,
    is_shared_out,
    load_optimiser,
    load_weights,
    share_out,
    shared_like,
    whole,
)
from .job import Job
from .progress.journal import HeldOut
from .progress.keep import Keeper
from .progress.reconstruct import draw_reconstructions
from .recipes import Objective
from .schedule import Stage
from .stream import ShardStream, StepBatch

log = logging.getLogger("training.pretraining.run_state")

CALIBRATION = 24
"""Maximum number of batches for calibration before training."""
PREFIX = "model."
"""Prefix of the model's weights in the objective."""


class State:
    """Weights, optimiser moments, running average, the losses since the last log row, and the best held-out loss."""

    def __init__(self, job: Job, who: Team) -> None:
        """Build the model with random weights, the same in every process."""
        self.job, self.who = job, who
        torch.manual_seed(job.data.seed)
        fix_threads(job.run.threads)
        self.keeper = Keeper(job.out, job.run.keep)
        self.objective = Objective(job.recipe.model(), job.recipe)
        if not self.keeper.steps():  # on whole batches, so that every process gets the same result
            whole_batches = ShardStream(job.shards, job.schedule, job.data, job.recipe.tokens)
            steps = range(min(CALIBRATION, job.schedule.stages[0].steps))
            job.recipe.calibrate(self.objective.model, (whole_batches[step] for step in steps))
        self.objective.to(who.device)
        if job.run.compile:
            compile_blocks(self.objective)
        self.wrapped = share_out(self.objective, who, job.run.parallel)
        optim = job.optim
        self.optimiser = adamw(self.wrapped, lr=0.0, weight_decay=optim.weight_decay, betas=optim.betas)
        if is_shared_out(self.wrapped):  # sharded weights and scalars cannot be averaged in one call
            for group in self.optimiser.param_groups:
                group["foreach"] = False
        self.scaler = torch.amp.GradScaler(who.device.type, init_scale=FIRST_SCALE, enabled=job.dtype is torch.float16)
        self.average = WeightAverage(bare(self.wrapped), decay=optim.ema) if optim.ema else None
        self.window: list[list[float]] = []
        self.best = math.inf
        self._counter = FlopCounter()
        self._held_out = ShardStream(
            job.shards, job.schedule, job.data, job.recipe.tokens, rank=who.rank, world=who.world, held_out=True
        )

    # --- saving and resuming ---

    def resume(self) -> int:
        """Load the newest checkpoint, if there is one; return the step to resume at.

        Raises:
            InputError: the folder contains a run of another model, or only damaged checkpoints.
        """
        if self.who.leads:
            self.keeper.prepare()
        self.who.wait()
        saved = self.keeper.newest()
        if saved is None:
            first = {**self.collect(0), "optimiser": {}, "ema": {}}
            if self.who.leads:
                self.keeper.save_first(first)
            return 0
        self._check(saved)
        load_weights(bare(self.wrapped), {PREFIX + key: value for key, value in saved["model"].items()})
        load_optimiser(self.optimiser, saved["optimiser"])
        self.scaler.load_state_dict(saved["scaler"])
        fix_threads(saved["threads"])
        if self.average is not None and saved["ema"]:
            for key, own in self.average.state.items():
                own.copy_(shared_like(saved["ema"][key.removeprefix(PREFIX)], own))
        self.window, self.best = [list(row) for row in saved["window"]], float(saved["best"])
        log.info("resuming at step %d", saved["step"])
        return int(saved["step"])

    def _check(self, saved: dict[str, Any]) -> None:
        """Refuse a checkpoint of another model, or of a schedule of another length."""
        mine = {"kind": self.job.recipe.name, **self.job.recipe.to_dict()}
        theirs = {"kind": saved["kind"], **saved["config"]}
        differing = sorted(key for key in mine if _plain(mine[key]) != _plain(theirs.get(key)))
        if differing:
            raise InputError(
                f"'{self.job.out}' holds a run with another model.{differing[0]}; "
                "use its configuration or another --out."
            )
        if saved["steps"] != self.job.schedule.steps:
            raise InputError(
                f"'{self.job.out}' holds a run of {saved['steps']} steps, not {self.job.schedule.steps}; "
                "use the same --steps or another --out."
            )

    def collect(self, step: int) -> dict[str, Any]:
        """Return the whole state as plain data on the CPU; every process must call this."""
        average = self.average.state if self.average is not None else {}
        return {
            "step": step, "steps": self.job.schedule.steps, "kind": self.job.recipe.name,
            "config": self.job.recipe.to_dict(), "model": _unprefixed(whole(bare(self.wrapped).state_dict())),
            "ema": _unprefixed(whole(average)), "optimiser": whole(self.optimiser.state_dict()),
            "scaler": self.scaler.state_dict(), "window": self.window, "best": self.best,
            "threads": torch.get_num_threads(),
        }  # fmt: skip

    def save(self, step: int) -> None:
        """Write the checkpoint of a step.

        Raises:
            OutputError: the disk is full; earlier checkpoints are untouched.
        """
        state = self.collect(step)
        if self.who.leads:
            self.keeper.save(state)
        self.who.wait()

    def note_best(self, step: int, held_out: HeldOut | None) -> None:
        """Save the weights if the held-out loss, divided by that of the mean, is the lowest so far.

        The loss is divided because the stages have different tiles.
        """
        if held_out is None or held_out.share >= self.best:
            return
        self.best = held_out.share
        state = self.collect(step)
        if self.who.leads:
            self.keeper.save_best({**state, "optimiser": {}})

    def update_average(self, step: int) -> None:
        """Update the running average of the weights, if there is one."""
        if self.average is not None:
            self.average.update(bare(self.wrapped), step)

    def means(self) -> list[float]:
        """Return the mean losses since the last call."""
        means = [math.fsum(column) / len(self.window) for column in zip(*self.window, strict=True)]
        self.window = []
        return means

    # --- evaluation and pictures ---

    @torch.no_grad()
    def evaluate(self, step: int) -> HeldOut | None:
        """Return the mean losses over the first held-out batches of the stage; the masks are always the same."""
        first, stage = self._start_of_stage(step)
        if not self._held_out.has_held_out(first):
            return None
        totals, count = [0.0, 0.0, 0.0], 0.0
        for at in range(first, first + min(self.job.run.eval_batches, stage.steps)):
            for view in self._held_out[at].views:
                here = view.to(self.who.device)
                masking = self.job.recipe.masking(here, stage.mask_ratio)
                with self.autocast():
                    loss = self.wrapped(here.spectra, masking)[0]
                weight = float(self.job.recipe.weight(here, masking))
                losses = (loss, *self.job.recipe.baselines(self.objective.model, here, masking))
                totals = [total + float(value) * weight for total, value in zip(totals, losses, strict=True)]
                count += weight
        *totals, count = self.who.total([*totals, count])
        return HeldOut(*(total / count for total in totals)) if count else None

    @torch.no_grad()
    def picture(self, step: int, batch: StepBatch) -> None:
        """Draw reconstructions of held-out tiles, or of the last batch if nothing is held out."""
        if not self.who.leads or is_shared_out(self.wrapped):
            return
        first, stage = self._start_of_stage(step)
        shown = self._held_out[first] if self._held_out.has_held_out(first) else batch
        view = shown.views[0].part(slice(0, 4)).to(self.who.device)
        masking = self.job.recipe.masking(view, stage.mask_ratio)
        with self.autocast():
            predicted, hidden = self.job.recipe.images(self.objective.model, view, masking)
        path = self.job.out / "pictures" / f"step-{step:09d}.png"
        draw_reconstructions(path, view.spectra, predicted, hidden, title=f"step {step}")

    def failure(self, step: int, batch: StepBatch, *, losses: list[float], lr: float, norm: float) -> SpecAwareError:
        """Write the report of a loss that is not finite; the last good checkpoint is not changed."""
        parameters = bare(self.wrapped).named_parameters()
        facts = {
            "step": step, "losses": [str(v) for v in losses], "lr": lr, "grad_norm": str(norm), "shards": batch.group,
            "samples": list(batch.origins),
            "parameters_not_finite": [n for n, p in parameters if not bool(torch.isfinite(local(p)).all())],
            "pixel_range": [[float(v.spectra.pixels.min()), float(v.spectra.pixels.max())] for v in batch.views],
        }  # fmt: skip
        path: Path = self.keeper.report(facts) if self.who.leads else self.job.out
        return SpecAwareError(
            f"The loss or its gradient is not finite at step {step}; see '{path}', then lower base_lr or set"
            " run.amp=off and run the same command again: it resumes at the last checkpoint."
        )

    def flops(self, stage: Stage, batch: StepBatch) -> float:
        """Return the FLOPs of all processes for training on a batch, counted on one sample per size of view."""
        total = 0.0
        for view in batch.views:
            bands, height, width = view.spectra.pixels.shape[1:]
            one = view.part(slice(0, 1)).to(self.who.device)
            masking = self.job.recipe.masking(one, stage.mask_ratio)
            model = self.wrapped if is_shared_out(self.wrapped) else self.objective
            kind = (stage.mask_ratio, bands // 8, height, width)  # numbers of bands are grouped in eights
            forward = self._counter.forward(kind, lambda m=model, o=one, k=masking: m(o.spectra, k))  # type: ignore[misc]
            total += forward * TRAINING_PER_FORWARD * len(view)
        return total * self.who.world

    def autocast(self) -> torch.autocast:
        """Return the autocast context of the run's data type."""
        dtype = self.job.dtype
        return torch.autocast(self.who.device.type, dtype=dtype or torch.bfloat16, enabled=dtype is not None)

    def _start_of_stage(self, step: int) -> tuple[int, Stage]:
        """Return the first step of the stage of step number ``step``, counted from 1, and the stage."""
        _, stage, inside = self.job.schedule.at(step - 1)
        return step - 1 - inside, stage


def compile_blocks(model: nn.Module, backend: str = "inductor") -> None:
    """Compile the transformer blocks in place with a backend of torch.compile.

    The blocks take most of the time of large models and have few input shapes. The embedding is not compiled: its
    number of bands changes with every batch, so it would be recompiled each time.
    """
    for part in model.modules():
        if isinstance(part, nn.ModuleList):
            for block in part:
                block.compile(backend=backend)


def local(tensor: Tensor) -> Tensor:
    """Return the part of a tensor that this process holds."""
    part = getattr(tensor, "to_local", None)
    return (part() if part is not None else tensor).detach()


def _unprefixed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    return {key.removeprefix(PREFIX): value for key, value in weights.items()}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
