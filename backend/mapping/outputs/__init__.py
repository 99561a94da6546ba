"""The outputs of maps: one file per output; contract tests run over :data:`TASKS`.

Input: scores of blended windows. Output: layers and their pixels. Imports no other package of ``mapping``.
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
