"""The kind "train": a model for the user's own classes, from labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...common.errors import InputError
from ...common.wording import shown
from . import learning
from .base import LAND_COVER, JobKind, setting

if TYPE_CHECKING:
    from ..spec import JobSpec

_COLOR = re.compile("#[0-9a-fA-F]{6}")
PRIORS = ("uniform", "labels", "zero-shot")


@dataclass(frozen=True)
class Training:
    """Training data: labels, and the rasters ``more`` besides the job's source."""

    labels: str = learning.labels(required=True)
    layer: str = learning.layer()
    class_field: str = learning.class_field(required=True)
    more: tuple[str, ...] = learning.further_rasters()
    colors: tuple[str, ...] = setting(
        (), flag="color", metavar="CLASS=#RRGGBB", help="colour of a class on the map; can be repeated",
    )  # fmt: skip
    prior: str = setting(
        "", choices=PRIORS, help="class prior: all classes alike, as in the labels, or roughly as the zero-shot model "
        "maps the scene (default)", title="Class prior", automatic="zero-shot", advanced=True,
    )  # fmt: skip
    name: str = learning.model_name()


def colors_of(asked: Training) -> dict[str, str]:
    """Return the stated colours, "#rrggbb" by class.

    Raises:
        InputError: a colour does not have the form "class=#rrggbb".
    """
    found = {}
    for text in asked.colors:
        name, sign, color = str(text).rpartition("=")
        if not sign or not name or not _COLOR.fullmatch(color):
            raise InputError(f"Colour {shown(text)} of a class cannot be read; give it as class=#rrggbb.")
        found[name] = color
    return found


def _check(spec: JobSpec) -> None:
    asked = spec.asked(Training)
    learning.check_labels(asked.labels, asked.class_field, asked.more)
    colors_of(asked)


KINDS = (
    JobKind(
        "train",
        "train a model on your own classes from a few labels",
        "heads.training:run_train",
        settings=Training,
        outputs=(learning.MODEL,),
        check=_check,
        describe="heads.report:train_text",
        options=("threads",),
        model="optional",
        model_task=LAND_COVER,
        sensor=True,
        title="Train on your own classes",
        summary="Trains a model on your own classes from a few labelled points or polygons, in seconds.",
        details=(
            "<p>Trains a model on your own classes from labelled points or polygons in any CRS. Start with about "
            "ten labels per class. The features of the bundled model are combined with the spectra at the "
            "labels.</p><p><b>Labels</b> and <b>Field</b>: the layer, and the attribute with the "
            "class.<br><b>Class prior</b>: how common each class is. <i>uniform</i>: all alike. <i>labels</i>: as "
            "in the labels. <i>zero-shot</i>: roughly as the bundled model maps the scene.</p><p><b>Further "
            "rasters</b>: labels may lie on several rasters, also from different sensors. The bands they share are "
            "used.</p><p>The model appears at once in the panel and in every algorithm, for this raster or any "
            "other, also from another sensor. <b>Folder of the model</b>: leave it empty to keep the model among "
            "your models. Its report.html has the accuracy on labels held out in spatial blocks, the confusion "
            "matrix, and areas with confidence intervals.</p>"
        ),
        tags="few-shot,training,labels,samples,supervised classification,hyperspectral,LDA,MNF",
    ),
)
