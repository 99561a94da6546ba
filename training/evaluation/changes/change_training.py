"""Change models trained on inserted changes: trained on the scenes of one half, evaluated on those of the other."""

from __future__ import annotations

import csv
from pathlib import Path

from backend.catalog.cards import ModelCard
from backend.change.training.run import run_train_change
from backend.engines.base import Engine
from backend.job.kinds.base import JobContext
from backend.job.kinds.train_change import ChangeTraining
from backend.job.spec import JobSpec, Outputs
from training.evaluation.changes.change_pairs import KINDS, ground_of, make_pair, write_changes
from training.real.benchmarks import SETS

HALVES = (("hymap4", "enmap_berlin4", "chiapas_1999", "sentinel2"), ("potsdam5", "amazon_s2", "amazon_tm"))
"""Scenes of the two halves; scenes of the same place are in the same half."""
TRAIN_SEEDS = (100, 101)
"""Seeds of the training pairs of each scene and kind; they differ from those of the evaluated pairs."""


def trained_models(card: ModelCard, data: Path, folder: Path, engines: tuple[Engine, Engine]) -> dict[str, Path]:
    """Return for each scene the folder of a model trained on the other half; no entry where data is absent."""
    found: dict[str, Path] = {}
    for number, (judged, learned) in enumerate((HALVES, HALVES[::-1])):
        table = _pairs(card, data, learned, folder / f"pairs{number}")
        if table is None:
            continue
        model = folder / f"model{number}"
        spec = JobSpec(
            "trainchange", source=str(table), model=str(card.path), outputs=Outputs(model=str(model)),
            settings=ChangeTraining(),
        )  # fmt: skip
        run_train_change(spec, JobContext.of(engines[0], second=engines[1]))
        found |= dict.fromkeys(judged, model)
    return found


def _pairs(card: ModelCard, data: Path, names: tuple[str, ...], folder: Path) -> Path | None:
    """Write pairs of every kind of some scenes with their changes, and a table of them; None without any scene."""
    rows = []
    for real in (one for one in SETS if one.name in names):
        ground = ground_of(real, card, data)
        if ground is None:
            continue
        for number, kind in enumerate(KINDS):
            for seed in TRAIN_SEEDS:
                own = folder / f"{real.name}_{number}_{seed}"
                own.mkdir(parents=True)
                pair = make_pair(ground, own, kind=kind, seed=seed, insert=True)
                rows.append([pair.before, pair.after, write_changes(pair, own / "changes.tif"), real.name])
    if not rows:
        return None
    table = folder / "pairs.csv"
    with table.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([["before", "after", "changes", "group"], *rows])
    return table
