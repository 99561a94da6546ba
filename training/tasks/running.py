"""From labelled patches to an installed model, in one way for command line and job: fit, judge, export."""

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
    """Patches to learn from, and those of other places (None where none are held out)."""

    train: LabelledPatches
    val: LabelledPatches | None


@dataclass(frozen=True)
class Asked:
    """What a run is to make.

    Attributes:
        out: folder of the run, which a later one takes up.
        folder: of the model.
        name: of the model.
        command: that repeats the run.
        labels: one sentence on the labels.
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
    """Part a source by its own split, else by places: a share of them is held out, so that every class is left.

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
            f"The labels are of {counted(len(places), 'place')}, too few to hold {plan.data.held_out:.0%} out; label "
            "more, or set data.held_out=0 to train all steps without."
        )
    chosen = np.random.default_rng(plan.data.seed).permutation(len(places))[:count]
    held = {places[i] for i in chosen}
    val = tuple(i for i in kept if source.group(i) in held)
    return Halves(Chosen(source, tuple(i for i in kept if source.group(i) not in held)), Chosen(source, val))


def train(
    source: LabelledPatches, plan: Plan, asked: Asked, *, tick: Callable[[float], None] | None = None
) -> dict[str, Any]:
    """Fine-tune and install; ``tick`` is told the share of the steps done.

    Returns:
        "model", "task", "classes", "steps", "patches", "held_out" and "test" (figures or None), "device"; nothing in
        processes that do not lead.

    Raises:
        SpecAwareError: what a user can mend; one sentence.
    """
    parts = halves(source, plan)
    places = {"trained on": len(parts.train), "held out": len(parts.val) if parts.val is not None else 0}
    log.info(
        "%s of %s: %s", counted(len(source), "patch", "patches"), counted(len(source.classes), "class", "classes"),
        ", ".join(f"{count} {what}" for what, count in places.items()),
    )  # fmt: skip
    fitted = fit(parts.train, parts.val, plan, asked.out, device=asked.device, tick=tick)
    if os.environ.get("RANK", "0") != "0":  # one process writes
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
