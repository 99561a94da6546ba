"""Fine-tuning on labelled pixels of real scenes, compared with few-label training and a forest on the same splits.

EnMAP Potsdam has 12 tiles with six classes as labelled. "half": each seed shuffles the tiles, trains on the first half
and scores every labelled pixel of the other, as ``few_labels`` does. "leave one out": each tile is scored by a model
trained on the other eleven. There is no early stopping: all steps of the configuration are trained.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from backend.accuracy.statistics.scene_scores import label_scores
from backend.accuracy.statistics.scores import Scores
from backend.accuracy.statistics.scores import score as confusion
from backend.common.wording import counted
from backend.heads.fitting.fusion import HeadRecipe
from training.evaluation.mapping import Mapper
from training.evaluation.own_labels import few_labels
from training.real.benchmarks import SETS
from training.real.reading import labelled_scenes
from training.tasks.data.patches import BandTable, Chosen, InMemory, Patch
from training.tasks.plan import Plan

log = logging.getLogger("training.evaluate")

SET = "potsdam5"
CLASSES = ("roof", "pavement", "low vegetation", "tree", "soil", "water")
LABELS = 100
"""Labels per class of the few-label head to which fine-tuning is compared."""
TUNED, PROBE = "fine-tuned, all labels", "head on frozen features, all labels"
HEAD, FOREST = f"few-label head, {LABELS} labels a class", "random forest 300, all labels"


@dataclass(frozen=True)
class _Split:
    """Positions of the tiles to train on and to score, and the ``name`` of the split."""

    name: str
    train: tuple[int, ...]
    test: tuple[int, ...]


def tiles(data: Path) -> InMemory | None:
    """Return the tiles with the classes as labelled; None if they are not under ``data``."""
    found = tuple(
        Patch(
            scene.name, np.moveaxis(scene.pixels, -1, 0), scene.valid,
            BandTable(scene.bands, scene.sensor, scene.level, scene.gsd_m), mask=scene.labels,
        )
        for scene in labelled_scenes(data, only=(SET,))
    )  # fmt: skip
    return InMemory("dense", CLASSES, found) if found else None


def splits(count: int, seeds: int, *, each_tile: bool = True) -> Iterator[_Split]:
    """Yield the halves in the order of ``few_labels.splits`` and, with ``each_tile``, each tile against the others."""
    for seed in range(seeds):
        order = np.random.RandomState(seed).permutation(count)
        yield _Split("half", tuple(order[: count // 2].tolist()), tuple(order[count // 2 :].tolist()))
    for tile in range(count if each_tile else 0):
        yield _Split("leave one out", tuple(i for i in range(count) if i != tile), (tile,))


def dense_rows(
    mapper: Mapper, data: Path, *, plan: Plan, out: Path, seeds: int, each_tile: bool = True
) -> list[dict[str, Any]]:
    """Return a row per method and split, and one per tile; runs are saved under ``out`` and resumed from there."""
    source = tiles(data)
    labelled = few_labels.load(next(real for real in SETS if real.name == SET), mapper, data)
    if source is None or labelled is None:
        return []
    found: dict[tuple[str, str], list[Scores]] = {}
    names = [patch.name for patch in source.patches]
    for number, split in enumerate(splits(len(source), seeds, each_tile=each_tile)):
        by_method = {
            TUNED: _tuned(source, split, plan, out / f"dense-{number:02d}"),
            PROBE: _tuned(source, split, _head_only(plan), out / f"head-{number:02d}"),
            HEAD: _guessed(labelled, split, few_labels.head(HeadRecipe()), count=LABELS),
            FOREST: _guessed(labelled, split, few_labels.baselines()["random forest 300"], count=0),
        }
        for method, scores in by_method.items():
            found.setdefault((split.name, method), []).append(scores)
            log.info("  %s %s %s: OA %.3f", split.name, split.test, method, scores.overall_accuracy)
    rows = [_mean_row(split, method, scores) for (split, method), scores in found.items()]
    for tile, name in enumerate(names if each_tile else ()):
        rows.append({
            "set": SET, "split": f"tile {name}", "method": TUNED,
            **_figures(found["leave one out", TUNED][tile]),
            "frozen_oa": _figures(found["leave one out", PROBE][tile])["oa"],
            "head_oa": _figures(found["leave one out", HEAD][tile])["oa"],
            "forest_oa": _figures(found["leave one out", FOREST][tile])["oa"],
        })  # fmt: skip
    return rows


def _tuned(source: InMemory, split: _Split, plan: Plan, out: Path) -> Scores:
    from training.tasks.fit import fit
    from training.tasks.scoring import score

    model = fit(Chosen(source, split.train), None, plan, out, device="cpu").model
    figures = score(model, Chosen(source, split.test), side=plan.data.tile)
    return Scores(CLASSES, np.array(figures["confusion"]))


def _guessed(labelled: few_labels.Labelled, split: _Split, guess: few_labels.Guess, *, count: int) -> Scores:
    """Score a few-label method; ``count`` labels per class, 0 for all labels."""
    classes = labelled.samples.classes
    train = np.isin(labelled.images, split.train)
    test = np.flatnonzero(np.isin(labelled.images, split.test))
    rng = np.random.RandomState(0)
    picked = [rng.permutation(np.flatnonzero(train & (classes == k)))[: count or None] for k in np.unique(classes)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mapped = guess(labelled, np.concatenate(picked), test)
    return confusion(classes[test], mapped, classes=CLASSES)


def _figures(scores: Scores) -> dict[str, Any]:
    facts = label_scores(scores)
    return {"pixels": facts["pixels"], "oa": facts["oa"], "miou": facts["miou"]}


def _mean_row(split: str, method: str, scores: Sequence[Scores]) -> dict[str, Any]:
    """Return the mean over the seeds, or over all tiles together for "leave one out"."""
    if split == "leave one out":
        together = Scores(CLASSES, np.sum([s.matrix for s in scores], axis=0))
        return {"set": SET, "split": split, "method": method, **_figures(together)}
    each = np.array([[s.overall_accuracy, s.mean_iou] for s in scores])
    mean, deviation = each.mean(0).round(4), each.std(0).round(4)
    return {
        "set": SET, "split": f"{split}, {counted(len(scores), 'seed')}", "method": method, "oa": float(mean[0]),
        "oa_sd": float(deviation[0]), "miou": float(mean[1]), "miou_sd": float(deviation[1]),
    }  # fmt: skip


def _head_only(plan: Plan) -> Plan:
    """Return the plan that trains only the head."""
    return replace(plan, optim=replace(plan.optim, steps=0))
