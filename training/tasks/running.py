"""Train a model from labelled patches, score it and install it; the same for the command line and for jobs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from backend.common.errors import InputError
from backend.common.wording import counted

from .data.patches import OF_PIXELS, Chosen, LabelledPatches
from .exporting import Origin, install
from .fit import fit
from .plan import Plan
from .scoring import headline, score

log = logging.getLogger("training.tasks")


@dataclass(frozen=True)
class Halves:
    """Training patches, and held-out patches of other places (None if nothing is held out)."""

    train: LabelledPatches
    val: LabelledPatches | None


@dataclass(frozen=True)
class Asked:
    """The outputs that a run shall make.

    Attributes:
        out: folder of the run; a later run resumes it.
        folder: folder of the model.
        name: name of the model.
        command: command that repeats the run.
        labels: short description of the labels.
        device: "auto", "cpu" or "cuda".
        overwrite: replace a model in ``folder``.
    """

    out: Path
    folder: Path
    name: str
    command: str
    labels: str
    device: str = "auto"
    overwrite: bool = False


def halves(source: LabelledPatches, plan: Plan) -> Halves:
    """Split a source by its own split, else hold out a share of its places so that the rest has every class.

    Raises:
        InputError: there are too few places to hold one out.
    """
    parts = [source.part(i) for i in range(len(source))]
    kept = tuple(i for i, part in enumerate(parts) if part in ("", "train"))
    val = tuple(i for i, part in enumerate(parts) if part == "val")
    if val or not plan.data.held_out:
        return Halves(Chosen(source, kept), Chosen(source, val) if val else None)
    places = sorted({source.group(i) for i in kept})
    count = max(1, round(plan.data.held_out * len(places)))
    if len(places) < 2 * count:
        raise InputError(
            f"The labels are in {counted(len(places), 'place')}, too few to hold out {plan.data.held_out:.0%}; label "
            "more places, or set data.held_out=0 to train all steps without held-out places."
        )
    chosen = np.random.default_rng(plan.data.seed).permutation(len(places))[:count]
    held = {places[i] for i in chosen}
    val = tuple(i for i in kept if source.group(i) in held)
    return Halves(Chosen(source, tuple(i for i in kept if source.group(i) not in held)), Chosen(source, val))


def train(
    source: LabelledPatches, plan: Plan, asked: Asked, *, tick: Callable[[float], None] | None = None
) -> dict[str, Any]:
    """Fine-tune and install a model; ``tick`` is called with the share of the steps done.

    Returns:
        "model", "task", "classes", "steps", "patches", "held_out" and "test" (figures or None), "device"; empty in
        all processes but the first.

    Raises:
        SpecAwareError: an error that the user can correct, in one sentence.
    """
    parts = halves(source, plan)
    places = {"trained on": len(parts.train), "held out": len(parts.val) if parts.val is not None else 0}
    log.info(
        "%s of %s: %s", counted(len(source), "patch", "patches"), counted(len(source.classes), "class", "classes"),
        ", ".join(f"{count} {what}" for what, count in places.items()),
    )  # fmt: skip
    fitted = fit(parts.train, parts.val, plan, asked.out, device=asked.device, tick=tick)
    if os.environ.get("RANK", "0") != "0":  # only the first process writes
        return {}
    side = 0
    if source.task not in OF_PIXELS:
        side = max(max(parts.train[i].valid.shape) for i in range(min(len(parts.train), 50)))
    origin = Origin(asked.name, asked.command, asked.labels, places, side)
    card = install(fitted, parts.val, source.classes, plan, origin, asked.folder, overwrite=asked.overwrite)
    log.info("wrote %s", card.path.parent)
    test = tuple(i for i in range(len(source)) if source.part(i) == "test")
    figures = score(fitted.model, Chosen(source, test), side=plan.data.tile) if test else None
    if figures is not None:
        log.info("test scenes: %s", headline(source.task, figures))
    return {
        "model": asked.name, "task": source.task, "classes": list(source.classes), "steps": fitted.step,
        "patches": places, "held_out": fitted.held_out, "test": figures, "device": fitted.device,
    }  # fmt: skip
