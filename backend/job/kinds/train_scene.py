"""The kind "trainscene": a model that labels whole scenes, from folders, a table or labelled polygons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...common.errors import InputError
from .base import JobKind, Output, setting

if TYPE_CHECKING:
    from ..spec import JobSpec

CELL_PX = (8, 512)
"""Smallest and largest side of a cell in pixels."""


@dataclass(frozen=True)
class SceneTraining:
    """How scenes are labelled. With ``labels``, the source and ``more`` are rasters that they lie on."""

    labels: str = setting(
        "", metavar="FILE", path=True, vector=True, help="polygons: GeoPackage, GeoJSON, Shapefile",
        title="Labels: polygons",
    )  # fmt: skip
    layer: str = setting("", metavar="NAME", layer_of="labels", help="layer of the labels (default: the first)")
    class_field: str = setting(
        "", flag="field", metavar="NAME", field_of="labels", help="attribute with the class",
        title="Field with the class",
    )  # fmt: skip
    more: tuple[str, ...] = setting((), path=True, hidden=True, help="further rasters on which labels lie")
    cell_px: int = setting(
        32, flag="cell", metavar="PX", minimum=CELL_PX[0], maximum=CELL_PX[1],
        help="side of the cells that labelled polygons are cut into", title="Side of a cell in pixels",
    )  # fmt: skip
    multi_label: bool = setting(False, help="a scene may have several classes", title="Several classes per scene")
    least_share: float = setting(
        0.1, metavar="SHARE", minimum=0.0, maximum=1.0, advanced=True,
        help="smallest share of a cell's labelled pixels for a class to count",
        title="Smallest share of a cell for a class to count",
    )  # fmt: skip
    name: str = setting("", metavar="NAME", help="name of the new model (default: the name of its folder)")


def _check(spec: JobSpec) -> None:
    asked = spec.asked(SceneTraining)
    if asked.labels and not asked.class_field:
        raise InputError("Labelled polygons need the field that holds the class; give settings.class_field.")
    if not spec.outputs.model:
        raise InputError("A trainscene job needs the folder of its model; give outputs.model.")
    if not CELL_PX[0] <= asked.cell_px <= CELL_PX[1]:
        raise InputError(f"Cells of {asked.cell_px} pixels are not possible; give {CELL_PX[0]} to {CELL_PX[1]}.")
    if not 0.0 < asked.least_share <= 1.0:
        raise InputError(f"A least share of {asked.least_share:g} is not possible; give more than 0, at most 1.")
    if not all(asked.more):
        raise InputError("The further rasters of a trainscene job must be paths; correct settings.more.")


KINDS = (
    JobKind(
        "trainscene",
        "train a model that labels whole scenes",
        "scene_models.training:run_train_scene",
        settings=SceneTraining,
        outputs=(Output("model", "", "folder of the model"),),
        check=_check,
        describe="scene_models.report:scene_text",
        options=("threads",),
        model="optional",
        sensor=True,
        source="folder with one folder of rasters per class, CSV of paths and labels, or raster with labelled polygons",
    ),
)
