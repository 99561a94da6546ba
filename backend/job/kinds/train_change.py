"""The kind "trainchange": train a model on the kind of change in the user's own pairs of dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...common.errors import InputError
from ...common.wording import counted
from . import learning
from .base import LAND_COVER, JobKind, setting
from .change import grid_setting

if TYPE_CHECKING:
    from ..spec import JobSpec


@dataclass(frozen=True)
class ChangeTraining:
    """The second date and the known changes, unless the source is a table of pairs. ``overrides``: of that raster."""

    after: str = setting(
        "", metavar="FILE", path=True, raster=True, title="Raster of the second date (not with a CSV of pairs)",
        help="raster or product of the second date, from any sensor and on any grid",
    )  # fmt: skip
    overrides: dict[str, Any] = field(default_factory=dict)
    changes: str = setting(
        "", metavar="FILE", path=True, raster=True,
        title="Known changes: raster (0: no change, other numbers: change)",
        help="raster of 0 (no change), other numbers (change) and no data or 255 (not known); or a vector file",
    )  # fmt: skip
    labels: str = setting(
        "", metavar="FILE", path=True, vector=True, title="Known changes: points or polygons",
        help="points or polygons of changed and unchanged places, instead of a raster",
    )  # fmt: skip
    layer: str = learning.layer()
    class_field: str = setting(
        "", flag="field", metavar="NAME", field_of="labels",
        title="Field with the change (0, no, unchanged: no change)",
        help="attribute with the change: 0, no, no change or unchanged; any other value is a change",
    )  # fmt: skip
    grid: str = grid_setting()
    name: str = learning.model_name()


def _check(spec: JobSpec) -> None:
    asked = spec.asked(ChangeTraining)
    if spec.source.lower().endswith(".csv"):
        if asked.after or asked.changes:
            raise InputError("A table already lists the second dates and the changes; leave out both.")
        return
    if not asked.after:
        raise InputError("Training on changes needs the raster of the second date, or a CSV of pairs as the source.")
    if not asked.changes and not asked.labels:
        raise InputError("Training on changes needs known changes; give a raster of changes, or points or polygons.")
    if asked.labels and not asked.class_field:
        raise InputError("Labelled places need the field that states what changed; give settings.class_field.")


def describe(data: Mapping[str, Any]) -> str:
    """Return the result of a training as text."""
    labels, found = data["labels"], data["cross_validation"]
    lines = [
        f"{data['outputs']['model']}: change model '{data['model']}' from {counted(data['pairs'], 'pair')}, "
        f"{labels['changed']:,} changed and {labels['unchanged']:,} unchanged labelled pixels, {data['seconds']:.1f} s",
        f"  held out ({found['protocol']}): {_figures(found['trained'])}",
        f"  the same pixels without training: {_figures(found['untrained'])}",
    ]
    if "test" in data:
        lines += [
            f"  test pairs: {_figures(data['test']['trained'])}",
            f"  the same without training: {_figures(data['test']['untrained'])}",
        ]
    return "\n".join(lines)


def _figures(found: Mapping[str, float]) -> str:
    return f"F1 {found['f1']:.3f}, precision {found['precision']:.3f}, recall {found['recall']:.3f}"


KINDS = (
    JobKind(
        "trainchange",
        "train a change model on pairs of dates with known changes",
        "change.training.run:run_train_change",
        settings=ChangeTraining,
        outputs=(learning.MODEL,),
        check=_check,
        describe=describe,
        options=("threads", "memory_mb"),
        model="optional",
        model_task=LAND_COVER,
        sensor=True,
        source="raster or product of the first date, or CSV with the columns before, after and changes",
        source_title="Raster of the first date, or CSV of pairs",
        title="Train on known changes",
        summary="Trains a change model on pairs of dates with known changes; a laptop is enough.",
        details=(
            "<p>Trains a model that separates the changes you are interested in from other differences, such as "
            "season, illumination or another sensor. The bundled model computes features of both dates, and a "
            "linear head is fitted to their differences. This takes minutes and needs no graphics card.</p>"
            "<p><b>Known changes</b>: a raster with 0 for no change, other numbers for change, and no data or "
            "255 where it is not known, on any grid; or points or polygons with a field that holds 0 and 1, or "
            "texts such as <i>no change</i>. For several pairs: a CSV with the columns before, after and "
            "changes, and optionally group and split (train, test).</p>"
            "<p>Choose the model in <i>Detect change between two dates</i> or <i>Map a series of dates</i>. Its "
            "report.txt gives F1, precision and recall on held-out places, and those of the detection without "
            "training on the same pixels. Use the model only if it is better. To train a whole network for "
            "change, use training/finetune_task.py.</p>"
        ),
        tags="change detection,training,siamese,bitemporal,labels,deforestation,urban growth",
    ),
)
