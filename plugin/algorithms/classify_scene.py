"""``specaware:classifyscene``: one label and a table of scores for each cell of a raster, and for the whole of it."""

from __future__ import annotations

import os
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

from ...backend.job.spec import DEVICES, PRECISIONS, JobSpec, Outputs
from .. import catalog
from ..engine.client import EngineClient
from ..i18n import tr, trn
from ..results.maps import MadeMap
from ..results.scene_cells import CLASS_FIELD, cell_features, cell_fields, save_whole
from ..results.style import classes_of, write_segments_style
from .parts import parameters as p
from .parts.base import SpecAwareAlgorithm
from .parts.mapping import style_on_load
from .parts.support import check_destination

TABLE, WHOLE, CELLS, LABEL, SCORE = "TABLE", "WHOLE", "CELLS", "LABEL", "SCORE"


class ClassifySceneAlgorithm(SpecAwareAlgorithm):
    """Scores of an imported scene classifier."""

    NAME = "classifyscene"
    ICON = "scene"

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Classify scenes (whole image or grid cells)")

    def tags(self) -> list[str]:
        """Words by which it is found."""
        return tr("scene classification,SpectralGPT,image label,grid,Sentinel-2,deep learning").split(",")

    def shortDescription(self) -> str:
        """One line under the title."""
        return tr("Labels grid cells and the whole image with a scene model.")

    def shortHelpString(self) -> str:
        """Text beside the dialog."""
        return tr(
            "<p>Gives one label, and the score of each class, to every cell of a grid and to the whole image. It "
            "needs a scene model of your own ('Train on labelled scenes') or an imported one such as SpectralGPT.</p>"
            "<p>A cell is as large as the tile the model was made for. The last cells of a row or column are shifted "
            "inwards; an image smaller than a tile is one cell. The score of the whole image is the mean over its "
            "cells, weighted by their valid area.</p><p><b>Scores of the cells</b>: CSV, one row per cell, one "
            "column per class.<br><b>Scores of the whole image</b>: CSV, one row per class, best "
            "first.<br><b>Cells</b>: polygons with label and scores, in the colours of the classes.</p>"
        )

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        for parameter in (
            *p.input_parameters(), *p.model_parameters(catalog.SCENES), *p.sensor_parameters(),
            *p.run_parameters(), *p.engine_parameters(),
            QgsProcessingParameterFileDestination(TABLE, tr("Scores of the cells"), tr("CSV (*.csv)")),
            QgsProcessingParameterFileDestination(
                WHOLE, tr("Scores of the whole image"), tr("CSV (*.csv)"), optional=True, createByDefault=False
            ),
            QgsProcessingParameterFeatureSink(CELLS, tr("Cells"), polygons, optional=True, createByDefault=False),
        ):  # fmt: skip
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputString(LABEL, tr("Label of the whole image")))
        self.addOutput(QgsProcessingOutputNumber(SCORE, tr("Score of that label")))

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse a model that labels no scenes, and tables that cannot be written."""
        super().check(parameters, context)
        catalog.model_card(str(parameters.get(p.MODEL_FILE) or parameters.get(p.MODEL) or ""), task=catalog.SCENES)
        p.check_choice(parameters, p.DEVICE, list(DEVICES), tr("Device"))
        p.check_choice(parameters, p.PRECISION, list(PRECISIONS), tr("Precision"))
        for name in (TABLE, WHOLE):
            check_destination(parameters, name, context, (".csv",))

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job; runs in a worker thread and touches no layer."""
        table = self.parameterAsFileOutput(parameters, TABLE, context)
        with EngineClient(network=self.network) as client:
            result, found = self._scores(client, parameters, context, feedback, table)
        whole = result["whole"] or {"label": "", "score": 0.0, "scores": {}}
        count = len(result["cells"])
        feedback.pushInfo(trn("{} cell", "{} cells", count).format(count))
        feedback.pushInfo(tr("Whole image: {} ({:.1f} %)").format(whole["label"], 100 * whole["score"]))
        outputs: dict[str, Any] = {TABLE: table, LABEL: whole["label"], SCORE: whole["score"]}
        target = self.parameterAsFileOutput(parameters, WHOLE, context)
        if target:
            save_whole(Path(target), whole)
            outputs[WHOLE] = target
        cells = self._save_cells(parameters, context, result, found)
        return {**outputs, CELLS: cells} if cells else outputs

    def _scores(
        self, client: EngineClient, parameters: dict[str, Any], context: QgsProcessingContext,
        feedback: QgsProcessingFeedback, table: str,
    ) -> tuple[dict[str, Any], dict[str, Any]]:  # fmt: skip
        """Run the scene job, and ask where the raster lies."""
        overrides = self.overrides(parameters, context)
        card = self.parameterAsFile(parameters, p.MODEL_FILE, context)
        job = JobSpec(
            kind="scene",
            source=self.source.path,
            model=card or self.parameterAsEnumString(parameters, p.MODEL, context),
            overrides=overrides,
            extent=self.extent_in_raster_crs(client, overrides, feedback),
            outputs=Outputs(scores=os.path.abspath(table)),
            options=self.engine_options(parameters, context)(),
        )
        result = self.run_job(client, job, feedback)
        return result, self.run_job(client, JobSpec("inspect", self.source.path, overrides=overrides), feedback)

    def _save_cells(
        self, parameters: dict[str, Any], context: QgsProcessingContext, result: dict[str, Any], found: dict[str, Any]
    ) -> str:
        """Write the cells as polygons, if wanted; return their destination."""
        classes = classes_of(result["model"])
        fields, kind, crs = cell_fields(classes, found)
        sink, destination = self.parameterAsSink(parameters, CELLS, context, fields, kind, crs)
        if sink is None:
            return ""
        sink.addFeatures(cell_features(result["cells"], classes, fields, found))
        sink.flushBuffer()
        if Path(destination).is_file():
            write_segments_style(Path(destination), classes, CLASS_FIELD)
        made = MadeMap(self.source.path, self.source.name, str(result["model"]["name"]), destination, classes=classes)
        style_on_load(context, destination, "cells", made, CLASS_FIELD)
        return str(destination)
