"""Tables of training on a user's own labels: scene models, and fine-tuning on pixels."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from training.evaluation.mapping import Mapper
from training.evaluation.own_labels import dense_tasks, scene_tasks
from training.evaluation.tables import Table
from training.tasks.plan import read_plan

CONFIG = Path(__file__).resolve().parents[2] / "configs" / "finetune_landcover.toml"
STEPS = 50
"""Number of steps of fine-tuning on half of Potsdam's tiles."""
_SCENES = (
    "Half of the blocks of 128 x 128 pixels is used for training, the other for scoring; mean and standard deviation "
    "over seeds. Labels are weak (OpenStreetMap), and the scene is from winter."
)
_PIXELS = (
    "Six classes as labelled. half: half of the tiles is used for training, the other for scoring; mean and standard "
    f"deviation over seeds. Fine-tuning takes {STEPS} steps of training/configs/finetune_landcover.toml, with nothing "
    "held out; the frozen head takes none."
)


def task_tables(mapper: Mapper, data: Path, *, seeds: int, quick: bool = False) -> list[Table]:
    """Return the tables that the data allow; ``quick`` uses one cell size and a few steps, for a first look."""
    scenes = scene_tasks.scene_rows(
        mapper, data, seeds=seeds, cells_px=scene_tasks.CELLS_PX[-1:] if quick else (16, 32)
    )
    plan = read_plan(CONFIG, [])
    plan = replace(plan, optim=replace(plan.optim, steps=2 if quick else STEPS))
    with tempfile.TemporaryDirectory() as folder:
        pixels = dense_tasks.dense_rows(mapper, data, plan=plan, out=Path(folder), seeds=seeds, each_tile=not quick)
    tables = [Table("scenes", "Scenes", _SCENES, scenes), Table("finetuning", "Fine-tuning", _PIXELS, pixels)]
    return [table for table in tables if table.rows]
