"""Tables of the tasks on labels of one's own: scene models, and fine-tuning on pixels."""

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
"""Of fine-tuning on half of Potsdam's tiles."""
_SCENES = (
    "Half of the blocks of 128 x 128 pixels is for training, the other half is scored; mean and standard deviation "
    "over seeds. Labels are weak (OpenStreetMap) and the scene is of winter."
)
_PIXELS = (
    "Six classes as labelled. half: half of the tiles is for training, the other half is scored; mean and standard "
    f"deviation over seeds. Fine-tuning takes {STEPS} steps of training/configs/finetune_landcover.toml, with nothing "
    "held out; the frozen head takes none."
)


def task_tables(mapper: Mapper, data: Path, *, seeds: int, quick: bool = False) -> list[Table]:
    """Return the tables that the data allow; ``quick`` for a look: one size of cell, a few steps."""
    scenes = scene_tasks.scene_rows(
        mapper, data, seeds=seeds, cells_px=scene_tasks.CELLS_PX[-1:] if quick else (16, 32)
    )
    plan = read_plan(CONFIG, [])
    plan = replace(plan, optim=replace(plan.optim, steps=2 if quick else STEPS))
    with tempfile.TemporaryDirectory() as folder:
        pixels = dense_tasks.dense_rows(mapper, data, plan=plan, out=Path(folder), seeds=seeds, each_tile=not quick)
    tables = [Table("scenes", "Scenes", _SCENES, scenes), Table("finetuning", "Fine-tuning", _PIXELS, pixels)]
    return [table for table in tables if table.rows]
