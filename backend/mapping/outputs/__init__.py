"""What maps write: one file per output; contract tests run over :data:`TASKS`.

Enters: scores of blended windows. Leaves: layers and their pixels. Imports no other room of ``mapping``.
"""

from __future__ import annotations

from ...catalog.cards import ModelCard
from ...job.spec import JobSpec
from ...scene.map_classes import MapClasses
from .base import Task, TaskFactory
from .classify import Classify
from .segment import Segment

TASKS: dict[str, TaskFactory] = {Classify.name: Classify, Segment.name: Segment}


def task_of(card: ModelCard, spec: JobSpec) -> Task:
    """Return the task that makes the outputs of a map job."""
    return TASKS[Segment.name if spec.outputs.segments else Classify.name](
        MapClasses.of(card, spec.options.clouds), spec
    )
