"""The pretraining loop."""

from __future__ import annotations

import logging
import math
from pathlib import Path

import torch

from ..common.loop.flops import peak_flops
from ..common.loop.parallel import Team, clip, last_only
from ..common.loop.stopping import Interrupted, asked_to_stop
from .job import Job
from .progress.journal import Journal
from .run_state import State
from .stream import ShardStream, StepBatch, batches

log = logging.getLogger("training.pretraining.loop")


def train(job: Job, who: Team) -> Path:
    """Train, or resume the run in ``job.out``; return the path of the last checkpoint.

    Raises:
        Interrupted: the process received SIGTERM or Ctrl-C; everything is saved.
        SpecAwareError: the loss is not finite, the disk is full, or the folder holds another run.
    """
    run, schedule = job.run, job.schedule
    stream = ShardStream(job.shards, schedule, job.data, job.recipe.tokens, rank=who.rank, world=who.world)
    state = State(job, who)
    step = state.resume()
    peak = peak_flops(who.device, job.dtype or torch.float32) * who.world
    count = sum(p.numel() for p in state.objective.parameters())
    log.info("%d parameters, %d patches; a matrix product reaches %.0f GFLOP/s here", count, stream.patches, peak / 1e9)

    with (
        asked_to_stop() as stop,
        Journal(job.out, terms=job.recipe.terms, start=step, steps=schedule.steps, loud=who.leads) as journal,
    ):
        for batch in batches(stream, start=step, stop=schedule.steps):
            stage, lr = schedule.at(step)[1], schedule.lr(step)
            for group in state.optimiser.param_groups:
                group["lr"] = lr
            torch.manual_seed(job.data.seed + step)  # so that dropout, if a model has any, resumes too

            losses, is_asked = backward(state, batch, stop=stop["now"])
            state.scaler.unscale_(state.optimiser)
            norm = clip(state.wrapped, job.optim.clip, who)
            if not (math.isfinite(losses[0]) and (math.isfinite(norm) or state.scaler.is_enabled())):
                raise state.failure(step, batch, losses=losses, lr=lr, norm=norm)
            state.scaler.step(state.optimiser)
            state.scaler.update()
            state.optimiser.zero_grad(set_to_none=True)
            state.update_average(step)

            step += 1
            state.window.append(losses)
            journal.tick(stage.batch, state.flops(stage, batch))
            held_out = state.evaluate(step) if job.due(step, run.eval_every) else None
            state.note_best(step, held_out)
            if held_out is not None or job.due(step, run.log_every):
                journal.row(step, stage.name, state.means(), lr=lr, grad_norm=norm, held_out=held_out, peak=peak)
            if job.due(step, run.picture_every):
                state.picture(step, batch)
            if is_asked or job.due(step, run.save_every):
                state.save(step)
                journal.pause()
            if is_asked and step < schedule.steps:
                raise Interrupted(f"Stopped at step {step} of {schedule.steps}; the same command resumes.")
    return state.keeper.path(step)


def backward(state: State, batch: StepBatch, *, stop: bool) -> tuple[list[float], bool]:
    """Sum the gradients of a step over views, forward passes and processes.

    The loss of a view is the mean over the hidden valid pixels of the whole batch, and all views have equal weight.
    Neither depends on how the batch is split into forward passes and among processes.

    Returns:
        The total loss and its terms over the whole batch, and whether any process received a stop signal.
    """
    job, who = state.job, state.who
    stage = job.schedule.at(batch.step)[1]
    passes = []
    totals = [0.0] * len(batch.views)
    for number, view in enumerate(batch.views):
        size = min(stage.micro or len(view), len(view))
        for first in range(0, len(view), size):
            part = view.part(slice(first, first + size)).to(who.device)
            masking = job.recipe.masking(part, stage.mask_ratio)
            weight = float(job.recipe.weight(part, masking))
            totals[number] += weight
            passes.append((number, part, masking, weight))
    *totals, asked = who.total([*totals, float(stop)])
    sums = [0.0] * (1 + len(job.recipe.terms))
    for at, (number, part, masking, weight) in enumerate(passes):
        share = weight / max(totals[number], 1.0) / len(batch.views)
        with last_only(state.wrapped, is_last=at == len(passes) - 1):
            with state.autocast():
                parts = state.wrapped(part.spectra, masking)
            state.scaler.scale(parts[0] * (share * who.world)).backward()
        sums = [total + share * float(value.detach()) for total, value in zip(sums, parts, strict=True)]
    return who.total(sums), asked > 0
