"""``specaware:classifyscene``: a label and scores for each cell of a raster and for the whole raster."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
)

from ....backend.job.spec import JobSpec
from ...engine.client import EngineClient
from ...i18n import tr
from ...results.maps import MadeMap
from ...results.scene_cells import CLASS_FIELD, cell_features, cell_fields, save_whole
from ...results.style import classes_of, write_segments_style
from ..parts.declared import JobAlgorithm
from ..parts.loading import style_on_load
from ..parts.support import check_destination

WHOLE, CELLS, LABEL, SCORE = "WHOLE", "CELLS", "LABEL", "SCORE"


class ClassifySceneAlgorithm(JobAlgorithm):
    """Scores of a model that labels scenes."""

    NAME, ICON = "classifyscene", "scene"
    KIND = "scene"

    def __init__(self) -> None:
        super().__init__()
        self.raster: dict[str, Any] = {}  # where it lies

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.addParameter(
            QgsProcessingParameterFileDestination(
                WHOLE, tr("Scores of the whole image"), tr("CSV (*.csv)"), optional=True, createByDefault=False
            )
        )
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        self.addParameter(
            QgsProcessingParameterFeatureSink(CELLS, tr("Cells"), polygons, optional=True, createByDefault=False)
        )
        self.addOutput(QgsProcessingOutputString(LABEL, tr("Label of the whole image")))
        self.addOutput(QgsProcessingOutputNumber(SCORE, tr("Score of that label")))

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse a table of the whole image that cannot be written."""
        super().check(parameters, context)
        check_destination(parameters, WHOLE, context, (".csv",))

    def follow_up(self, client: EngineClient, job: JobSpec, feedback: QgsProcessingFeedback) -> None:
        """Ask where the raster lies."""
        self.raster = self.run_job(client, JobSpec("inspect", job.source, overrides=job.overrides), feedback)

    def dress(self, key: str, path: str, result: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Leave the table as it is."""

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Label and score of the whole image."""
        whole = result["whole"] or {"label": "", "score": 0.0}
        return {LABEL: whole["label"], SCORE: whole["score"]}

    def write_more(
        self, result: Mapping[str, Any], parameters: dict[str, Any], context: QgsProcessingContext
    ) -> dict[str, Any]:
        """Write the scores of the whole image and the cells, if wanted."""
        found = {}
        if target := self.parameterAsFileOutput(parameters, WHOLE, context):
            save_whole(Path(target), result["whole"] or {"scores": {}})
            found[WHOLE] = target
        if cells := self._save_cells(parameters, context, result):
            found[CELLS] = cells
        return found

    def _save_cells(self, parameters: dict[str, Any], context: QgsProcessingContext, result: Mapping[str, Any]) -> str:
        """Write the cells as polygons, if wanted; return their destination."""
        classes = classes_of(result["model"])
        fields, kind, crs = cell_fields(classes, self.raster)
        sink, destination = self.parameterAsSink(parameters, CELLS, context, fields, kind, crs)
        if sink is None:
            return ""
        sink.addFeatures(cell_features(result["cells"], classes, fields, self.raster))
        sink.flushBuffer()
        if Path(destination).is_file():
            write_segments_style(Path(destination), classes, CLASS_FIELD)
        made = MadeMap(self.source.path, self.source.name, str(result["model"]["name"]), destination, classes=classes)
        style_on_load(context, destination, "cells", made, CLASS_FIELD)
        return str(destination)
