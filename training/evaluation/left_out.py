"""Leave-one-place-out evaluation: each set is mapped by a model that was trained without its place."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from backend.catalog.cards import CARD_NAME, ModelCard
from backend.common.errors import InputError
from training.evaluation.mapping import Mapper
from training.evaluation.zero_labels import Judged, judge, trained_folds
from training.real.benchmarks import FOLDS, RealSet

log = logging.getLogger("training.evaluate")

PREFIX = "without-"
"""Prefix of the folder names of ``finetune.py --leave-out``; the folds after it are joined by "-"."""
RECIPE = "leave one place out"


def folds_of(card: ModelCard) -> tuple[str, ...]:
    """Return the folds that a model's training did not use, by the name of its folder.

    Raises:
        InputError: a fold does not exist, or the card states that the model was trained on it.
    """
    folder = card.path.parent.name
    folds = tuple(folder.removeprefix(PREFIX).split("-"))
    unknown = [fold for fold in folds if fold not in FOLDS]
    if unknown:
        raise InputError(
            f"Folder '{folder}' does not tell what its model was trained without; call it {PREFIX}FOLD with one of "
            f"{', '.join(FOLDS)}."
        )
    leaked = sorted(trained_folds(card) & set(folds))
    if leaked:
        raise InputError(f"The model in '{folder}' was trained on place '{leaked[0]}'; export the run made without it.")
    return folds


def left_out_models(folder: Path) -> list[tuple[ModelCard, tuple[str, ...]]]:
    """Return the exported models in the subfolders of a folder, each with the folds it was trained without.

    Raises:
        InputError: there are none, or two models leave out the same fold.
    """
    cards = [ModelCard.load(path) for path in sorted(folder.glob(f"{PREFIX}*/{CARD_NAME}"))]
    if not cards:
        raise InputError(f"Folder '{folder}' holds no exported model; export each run to a subfolder {PREFIX}FOLD.")
    found = [(card, folds_of(card)) for card in cards]
    all_folds = [fold for _, folds in found for fold in folds]
    twice = [fold for fold in FOLDS if all_folds.count(fold) > 1]
    if twice:
        raise InputError(f"Fold '{twice[0]}' is left out by more than one model in '{folder}'; keep one of them.")
    return found


def judge_left_out(folder: Path, data: Path, sets: Sequence[RealSet], *, threads: int) -> list[Judged]:
    """Map the sets of each fold with the model trained without it; folds without a model are logged.

    Raises:
        InputError: see :func:`left_out_models`.
    """
    judged = []
    models = left_out_models(folder)
    for card, folds in models:
        mapper = Mapper(card, threads=threads)
        found = [judge(real, mapper, data) for real in sets if real.fold in folds]
        judged += [one for one in found if one is not None]
    missing = [fold for fold in FOLDS if not any(fold in folds for _, folds in models)]
    if missing:
        log.warning("no model was trained without %s: their sets are not in the table", ", ".join(missing))
    order = {real.name: number for number, real in enumerate(sets)}
    return sorted(judged, key=lambda one: order[one.real.name])


def as_recipe(reports: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the reports under one name: together they evaluate a recipe, not a model."""
    return [{**report, "model": RECIPE} for report in reports]
