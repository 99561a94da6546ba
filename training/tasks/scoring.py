"""Score a fine-tuned network on labelled patches; each task has its own figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from backend.accuracy.statistics.scene_scores import label_scores, scene_figures
from backend.accuracy.statistics.scores import Scores
from backend.common.wording import counted
from training.common.loop.parallel import Team

from .batching import Reads, whole_patches
from .data.patches import OF_PIXELS, Chosen, LabelledPatches
from .networks.task_networks import TaskNetwork

HEADLINE = {"dense": "miou", "change": "change_f1", "single": "oa", "multi": "map_macro"}
"""The figure of each task that decides which weights of a run are the best."""


@torch.no_grad()
def answers(
    model: TaskNetwork, source: LabelledPatches, *, side: int, device: torch.device
) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield probabilities and targets of all patches in order, on the CPU: (B, K, H, W) and (B, H, W), or (B, K)."""
    reads = Reads.of(model, len(source.classes))
    for group in whole_patches(source, reads, side=side):
        here = group.to(device)
        yield model.probabilities(model(*here.inputs).float()).cpu(), group.target


def score(
    model: TaskNetwork, source: LabelledPatches, *, device: str | torch.device = "cpu", side: int = 128,
    who: Team | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return the figures of a network on labelled patches.

    Args:
        model: the network; it is in evaluation mode afterwards.
        source: the patches.
        device: device of the network.
        side: side in pixels of the windows of large patches with labelled pixels.
        who: processes that share the work; every process returns the same figures.

    Returns:
        For pixels those of :meth:`Scores.as_dict`, "mean_f1", "kappa", for change also "change_f1"; for scenes those of
        :func:`backend.accuracy.statistics.scene_scores.scene_figures`.
    """
    model.eval()
    place = torch.device(device)
    world, rank = (who.world, who.rank) if who is not None else (1, 0)
    mine: LabelledPatches = Chosen(source, tuple(range(rank, len(source), world)))
    if source.task in OF_PIXELS:
        return _dense(model, mine, side=side, device=place, who=who)
    found = [(p.numpy(), t.numpy()) for p, t in answers(model, mine, side=side, device=place)]
    scores, truth = _gathered(found, len(source.classes), who)
    return scene_figures(scores, truth > 0.5, classes=source.classes, multi_label=source.task == "multi")


def _dense(
    model: TaskNetwork, source: LabelledPatches, *, side: int, device: torch.device, who: Team | None
) -> dict[str, Any]:
    count = len(source.classes)
    matrix = np.zeros(count * count, dtype=np.int64)
    for probabilities, target in answers(model, source, side=side, device=device):
        labelled = target.numpy() >= 0
        truth, mapped = target.numpy()[labelled], probabilities.argmax(1).numpy()[labelled]
        matrix += np.bincount(truth * count + mapped, minlength=count * count)
    if who is not None:
        matrix = np.array(who.total(matrix.tolist())).round().astype(np.int64)
    found = label_scores(Scores(tuple(source.classes), matrix.reshape(count, count)))
    if source.task == "change":
        hits, called, there = int(matrix[3]), int(matrix[1] + matrix[3]), int(matrix[2] + matrix[3])
        found["change_f1"] = round(2 * hits / (called + there), 4) if called + there else None
    return found


def _gathered(
    found: list[tuple[NDArray[np.float32], NDArray[np.float32]]], count: int, who: Team | None
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the scores and targets (n, K) of all processes; their order is arbitrary."""
    scores = np.concatenate([s for s, _ in found]) if found else np.zeros((0, count), np.float32)
    truth = np.concatenate([t for _, t in found]) if found else np.zeros((0, count), np.float32)
    if who is None or who.world == 1:
        return scores, truth
    from torch import distributed as dist

    parts: list[Any] = [None] * who.world
    dist.all_gather_object(parts, (scores, truth))
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def headline(task: str, figures: dict[str, Any]) -> str:
    """Return a short text of the figures of a task, for the log."""
    names = {
        "dense": ("oa", "miou"),
        "change": ("change_f1", "oa"),
        "single": ("oa", "mean_f1"),
        "multi": ("map_macro", "map_micro"),
    }[task]
    what = counted(figures["pixels"], "pixel") if task in OF_PIXELS else counted(figures["scenes"], "scene")
    return ", ".join(f"{name} {_shown(figures[name])}" for name in names) + f" ({what})"


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"
