"""What ``specaware:train`` asks for and gives, beside the parameters that all algorithms share."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ....backend.job.kinds.train import PRIORS
from ...i18n import tr
from .own_models import MODEL_NAME
from .parameters import advanced

LABELS, FIELD, MORE, PRIOR, NAME = "LABELS", "FIELD", "MORE", "PRIOR", "NAME"
OUTPUT, ACCURACY = "OUTPUT", "ACCURACY"


def label_parameters() -> list[QgsProcessingParameterDefinition]:
    """The labels, and the further rasters on which they lie."""
    return [
        QgsProcessingParameterVectorLayer(
            LABELS, tr("Labels: points or polygons"),
            [QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon],
        ),
        QgsProcessingParameterField(FIELD, tr("Field with the class"), parentLayerParameterName=LABELS),
        QgsProcessingParameterMultipleLayers(
            MORE, tr("Further rasters with labels"), QgsProcessing.SourceType.TypeRaster, optional=True
        ),
    ]  # fmt: skip


def result_parameters() -> list[QgsProcessingParameterDefinition]:
    """How common classes are, and what the model is called and where it goes."""
    folder = QgsProcessingParameterFile(
        OUTPUT, tr("Folder of the model (empty: your model folder)"),
        QgsProcessingParameterFile.Behavior.Folder, optional=True,
    )  # fmt: skip
    prior = QgsProcessingParameterEnum(
        PRIOR, tr("Class prior"), options=list(PRIORS), defaultValue="zero-shot", usesStaticStrings=True
    )
    name = QgsProcessingParameterString(NAME, tr("Name of the model (empty: the name of the labels)"), optional=True)
    return [advanced(prior), name, advanced(folder)]


def outputs() -> list[QgsProcessingOutputDefinition]:
    """Folder and name of the model, and its accuracy."""
    return [
        QgsProcessingOutputFolder(OUTPUT, tr("Folder of the model")),
        QgsProcessingOutputString(MODEL_NAME, tr("Name of the model")),
        QgsProcessingOutputNumber(ACCURACY, tr("Accuracy on held-out labels (%)")),
    ]
