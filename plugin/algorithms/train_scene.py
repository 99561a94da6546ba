"""``specaware:trainscene``: labelled images, or cells of labelled polygons, become a model that labels scenes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ...backend.common.errors import InputError
from ...backend.job.kinds.train_scene import CELL_PX, SceneTraining
from ...backend.job.spec import JobSpec, Options, Outputs
from .. import catalog, models
from ..engine.client import EngineClient
from ..i18n import tr
from .parts import parameters as p
from .parts.own_models import MODEL_NAME, MakesModel
from .parts.support import labels_of

LABELS, FIELD, MORE, CELL, MULTI, LEAST = "LABELS", "FIELD", "MORE", "CELL", "MULTI_LABEL", "LEAST_SHARE"
NAME, OUTPUT, ACCURACY = "NAME", "OUTPUT", "ACCURACY"


class TrainSceneAlgorithm(MakesModel):
    """Learns to label scenes; the folder it writes is a model for 'Classify scenes'."""

    NAME, ICON = "trainscene", "train"

    def __init__(self) -> None:
        super().__init__()
        self.labels = ("", "")
        self.more: list[str] = []

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Train on labelled scenes")

    def tags(self) -> list[str]:
        """Words by which it is found."""
        return tr("scene classification,training,multi-label,image label,patches,mAP,EuroSAT,BigEarthNet").split(",")

    def shortDescription(self) -> str:
        """One line under the title."""
        return tr("Trains a model that labels whole images or grid cells; a laptop is enough.")

    def shortHelpString(self) -> str:
        """Text beside the dialog."""
        text = tr(
            "<p>Trains a model that labels whole images or grid cells, with one or several classes each. A scene "
            "is described by the mean and standard deviation of the bundled model's features, and a small "
            "classifier is fitted to them. This takes minutes and needs no graphics card.</p>"
            "<p><b>Scenes</b>: a folder with one folder of rasters per class; a CSV with the columns path and "
            "labels (several separated by ';') or one column of 0 and 1 per class, and optionally group and "
            "split; or a raster with labelled polygons, which is cut into square cells.</p>"
            "<p><b>Several classes per scene</b>: a cell gets every class that covers at least the smallest "
            "share of its labels. Otherwise it gets only the class that covers most of them.</p>"
            "<p>The model appears at once in 'Classify scenes'. Its report.txt gives the accuracy on scenes of "
            "held-out places: overall accuracy and confusion matrix, or average precision and F1 of each class. "
            "For large collections, fine-tune a whole network instead.</p>"
        )
        return text + catalog.models_html()

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        kinds = [QgsProcessing.SourceType.TypeVectorPolygon]
        number, defaults = QgsProcessingParameterNumber, SceneTraining()
        parameters: list[QgsProcessingParameterDefinition] = [
            p.RasterOrProduct(p.INPUT, tr("Scenes: a folder per class, a CSV, or a raster with labels")),
            QgsProcessingParameterVectorLayer(LABELS, tr("Labels: polygons on the raster"), kinds, optional=True),
            QgsProcessingParameterField(
                FIELD, tr("Field with the class"), parentLayerParameterName=LABELS, optional=True
            ),
            QgsProcessingParameterMultipleLayers(
                MORE, tr("Further rasters with labels"), QgsProcessing.SourceType.TypeRaster, optional=True
            ),
            number(
                CELL, tr("Side of a cell in pixels"), number.Type.Integer, defaults.cell_px, minValue=CELL_PX[0],
                maxValue=CELL_PX[1],
            ),
            QgsProcessingParameterBoolean(MULTI, tr("Several classes per scene"), False),
            p.advanced(p.rounded(
                number(
                    LEAST, tr("Smallest share of a cell's labels for a class to count"), number.Type.Double,
                    defaults.least_share, minValue=0.001, maxValue=1.0,
                )
            )),
            *p.model_parameters(), *p.sensor_parameters(),
            QgsProcessingParameterString(NAME, tr("Name of the model (empty: the name of the scenes)"), optional=True),
            p.advanced(
                QgsProcessingParameterFile(
                    OUTPUT, tr("Folder of the model (empty: your model folder)"),
                    QgsProcessingParameterFile.Behavior.Folder, optional=True,
                )
            ),
        ]  # fmt: skip
        for parameter in parameters:
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputFolder(OUTPUT, tr("Folder of the model")))
        self.add_model_name()
        self.addOutput(
            QgsProcessingOutputNumber(ACCURACY, tr("Accuracy, or mean average precision, on held-out scenes (%)"))
        )

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse labels without a field, and a model that makes no maps."""
        super().check(parameters, context)
        if parameters.get(LABELS) not in (None, "") and parameters.get(FIELD) in (None, ""):
            raise InputError(tr("No field was chosen: choose the attribute with the class."))
        name = parameters.get(p.MODEL_FILE) or parameters.get(p.MODEL) or ""
        catalog.model_card(str(name), task=catalog.LAND_COVER)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Resolve layers, in the main thread; labels of a kind that the engine cannot read are exported."""
        if not super().prepareAlgorithm(parameters, context, feedback):
            return False
        if parameters.get(LABELS) not in (None, ""):
            self.labels = labels_of(self, parameters, LABELS, context, feedback)
        self.more = self.further_rasters(MORE, parameters, context)
        return True

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job; runs in a worker thread and touches no layer."""
        name = self.parameterAsString(parameters, NAME, context)
        folder = self.parameterAsString(parameters, OUTPUT, context) or str(
            models.free_folder(name or self.source_stem())
        )
        card = self.parameterAsFile(parameters, p.MODEL_FILE, context)
        job = JobSpec(
            kind="trainscene", source=self.source.path, overrides=self.overrides(parameters, context),
            model=card or self.parameterAsEnumString(parameters, p.MODEL, context),
            outputs=Outputs(model=os.path.abspath(folder)), options=Options(overwrite=True),
            settings=SceneTraining(
                labels=self.labels[0], layer=self.labels[1], name=name, more=tuple(self.more),
                class_field=self.parameterAsString(parameters, FIELD, context),
                cell_px=self.parameterAsInt(parameters, CELL, context),
                multi_label=self.parameterAsBool(parameters, MULTI, context),
                least_share=self.parameterAsDouble(parameters, LEAST, context),
            ),
        )  # fmt: skip
        with EngineClient(network=self.network) as client:
            report = self.run_job(client, job, feedback)
        with open(os.path.join(folder, "report.txt"), encoding="utf-8") as stream:
            feedback.pushInfo(stream.read())
        self.made = folder
        found = report["cross_validation"]
        best = found["map_macro"] if report["multi_label"] else found["oa"]
        made = {OUTPUT: folder, MODEL_NAME: report["model"]}
        return made if best is None else {**made, ACCURACY: 100.0 * best}
