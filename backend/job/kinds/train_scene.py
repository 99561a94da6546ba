"""The kind "trainscene": train a model that labels whole scenes, from folders, a table or labelled polygons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...common.errors import InputError
from . import learning
from .base import LAND_COVER, JobKind, setting

if TYPE_CHECKING:
    from ..spec import JobSpec


@dataclass(frozen=True)
class SceneTraining:
    """How scenes are labelled. With ``labels``, the source and ``more`` are the rasters under them."""

    labels: str = setting(
        "", metavar="FILE", path=True, vector=True, polygons=True, help="polygons: GeoPackage, GeoJSON, Shapefile",
        title="Labels: polygons on the raster",
    )  # fmt: skip
    layer: str = learning.layer()
    class_field: str = learning.class_field()
    more: tuple[str, ...] = learning.further_rasters()
    cell_px: int = setting(
        32, flag="cell", metavar="PX", minimum=learning.CELL_PX[0], maximum=learning.CELL_PX[1],
        help="side of the cells that labelled polygons are cut into", title="Side of a cell in pixels",
    )  # fmt: skip
    multi_label: bool = learning.multi_label()
    least_share: float = setting(
        0.1, metavar="SHARE", minimum=0.001, maximum=1.0, advanced=True,
        help="smallest share of a cell's labelled pixels for a class to count",
        title="Smallest share of a cell's labels for a class to count",
    )  # fmt: skip
    name: str = learning.model_name()


def _check(spec: JobSpec) -> None:
    asked = spec.asked(SceneTraining)
    learning.check_labels(asked.labels, asked.class_field, asked.more)
    learning.check_cell(asked.cell_px)
    if not 0.0 < asked.least_share <= 1.0:
        raise InputError(f"A smallest share of {asked.least_share:g} is not possible; give more than 0, at most 1.")


KINDS = (
    JobKind(
        "trainscene",
        "train a model that labels whole scenes",
        "scene_models.training:run_train_scene",
        settings=SceneTraining,
        outputs=(learning.MODEL,),
        check=_check,
        describe="scene_models.report:scene_text",
        options=("threads",),
        model="optional",
        model_task=LAND_COVER,
        sensor=True,
        source="folder with one folder of rasters per class, CSV of paths and labels, or raster with labelled polygons",
        source_title="Scenes: a folder per class, a CSV, or a raster with labels",
        title="Train on labelled scenes",
        summary="Trains a model that labels whole images or grid cells; a laptop is enough.",
        details=(
            "<p>Trains a model that labels whole images or grid cells, with one or several classes each. A scene "
            "is described by the mean and standard deviation of the bundled model's features, and a small "
            "classifier is fitted to them. This takes minutes and needs no graphics card.</p>"
            "<p><b>Scenes</b>: a folder with one folder of rasters per class; a CSV with the columns path and "
            "labels (several separated by ';') or one column of 0 and 1 per class, and optionally group and "
            "split; or a raster with labelled polygons, which is cut into square cells.</p>"
            "<p><b>Several classes per scene</b>: a cell gets every class that covers at least the smallest "
            "share of its labels. Otherwise it gets only the class that covers most of them.</p>"
            "<p>The model appears at once in 'Classify scenes'. Its report.txt gives the accuracy on scenes of "
            "held-out places: overall accuracy and confusion matrix, or average precision and F1 of each class. For "
            "large collections, fine-tune a whole network instead.</p>"
        ),
        tags="scene classification,training,multi-label,image label,patches,mAP,EuroSAT,BigEarthNet",
    ),
)
