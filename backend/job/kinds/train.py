"""The kind "train": a model for the user's own classes, from labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...common.errors import InputError
from ...common.wording import shown
from .base import JobKind, Output, setting

if TYPE_CHECKING:
    from ..spec import JobSpec

_COLOR = re.compile("#[0-9a-fA-F]{6}")
PRIORS = ("uniform", "labels", "zero-shot")


@dataclass(frozen=True)
class Training:
    """What is learned from: labels, and the rasters ``more`` beside the job's source."""

    labels: str = setting(
        "", metavar="FILE", required=True, path=True, vector=True,
        help="points or polygons: GeoPackage, GeoJSON, Shapefile", title="Labels: points or polygons",
    )  # fmt: skip
    layer: str = setting("", metavar="NAME", layer_of="labels", help="layer of the labels (default: the first)")
    class_field: str = setting(
        "", flag="field", metavar="NAME", required=True, field_of="labels",
        help="attribute with the class", title="Field with the class",
    )  # fmt: skip
    more: tuple[str, ...] = setting((), path=True, hidden=True, help="further rasters on which labels lie")
    name: str = setting("", metavar="NAME", help="name of the new model (default: the name of its folder)")
    colors: tuple[str, ...] = setting(
        (), flag="color", metavar="CLASS=#RRGGBB", help="colour of a class on the map; can be repeated",
    )  # fmt: skip
    prior: str = setting(
        "", choices=PRIORS, help="class prior: all classes alike, as in the labels, or roughly as the zero-shot model "
        "maps the scene (default)", title="Class prior", advanced=True,
    )  # fmt: skip


def colors_of(asked: Training) -> dict[str, str]:
    """Return the colours asked for, "#rrggbb" by class.

    Raises:
        InputError: one is not of the form "class=#rrggbb".
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
    if not asked.labels or not asked.class_field:
        raise InputError("A train job needs labels; give a vector file and the field that holds the class.")
    if not spec.outputs.model:
        raise InputError("A train job needs the folder of its model; give outputs.model.")
    if asked.prior and asked.prior not in PRIORS:
        raise InputError(f"Class prior '{asked.prior}' is not known; use one of {', '.join(PRIORS)}.")
    colors_of(asked)
    if not all(asked.more):
        raise InputError("The further rasters of a train job must be paths; correct settings.more.")


KINDS = (
    JobKind(
        "train",
        "train a model on your own classes from a few labels",
        "heads.training:run_train",
        settings=Training,
        outputs=(Output("model", "", "folder of the model"),),
        check=_check,
        describe="heads.report:train_text",
        options=("threads",),
        model="optional",
        sensor=True,
    ),
)
