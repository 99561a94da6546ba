"""Comparison of model variants: each subfolder of a folder is an exported model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from backend.catalog.cards import CARD_NAME, ModelCard
from backend.common.errors import InputError
from backend.heads.fitting.fusion import HeadRecipe
from training.evaluation.mapping import Mapper
from training.evaluation.own_labels.few_labels import BLOCK_PX, head, load
from training.evaluation.own_labels.few_labels import judge as judge_few
from training.evaluation.zero_labels import judge
from training.real.benchmarks import SETS, RealSet

FEW = 10
"""Labels per class for judging features too: random features have no useful zero-shot map."""


def variants(folder: Path) -> list[ModelCard]:
    """Return the models in the subfolders of a folder, by name.

    Raises:
        InputError: there are none.
    """
    cards = [ModelCard.load(path) for path in sorted(folder.glob(f"*/{CARD_NAME}"))]
    if not cards:
        raise InputError(f"Folder '{folder}' holds no exported model; give one with a card.json in each subfolder.")
    return cards


def ablation_rows(
    cards: Sequence[ModelCard], data: Path, sets: Sequence[RealSet], *, threads: int, seeds: int
) -> list[dict[str, Any]]:
    """Return one row per variant: OA and mIoU without labels on each set, and OA of a head on few labels."""
    rows = []
    for card in cards:
        mapper = Mapper(card, threads=threads)
        row: dict[str, Any] = {
            "variant": card.path.parent.name,
            "steps": card.properties.get("specaware:training_steps"),
        }
        for real in sets:
            judged = judge(real, mapper, data)
            if judged is not None:
                scores = judged.scores()
                row[f"{real.name} oa"] = round(scores.overall_accuracy, 4)
                row[f"{real.name} miou"] = round(scores.mean_iou, 4)
        for real in (s for s in SETS if s.name in BLOCK_PX):
            labelled = load(real, mapper, data)
            if labelled is not None:
                found = judge_few(labelled, head(HeadRecipe()), count=FEW, seeds=seeds)
                row[f"{real.name} oa, {FEW} labels"] = found["oa"]
        rows.append(row)
    return rows
