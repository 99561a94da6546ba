"""``specaware:importmodel``: published weights of SpecAware or SpectralGPT become an installed model."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...backend.common.errors import InputError
from ...backend.job.kinds.imports import Importing
from ...backend.job.spec import JobSpec, Options
from .. import catalog, models
from ..engine.client import EngineClient
from ..i18n import tr
from .parts import parameters as p
from .parts.base import SpecAwareAlgorithm

FILE, ARCHITECTURE, HEAD, CLASSES, NAME = "FILE", "ARCHITECTURE", "HEAD", "CLASSES", "NAME"
ATTENTION_HEADS, OVERWRITE, CARD, MODEL = "ATTENTION_HEADS", "OVERWRITE", "CARD", "MODEL"


class ImportModelAlgorithm(SpecAwareAlgorithm):
    """Checks a file of weights and installs it into the user's model folder."""

    NAME = "importmodel"
    ICON = "import"

    def __init__(self) -> None:
        super().__init__()
        self.made = ""

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Import model weights")

    def tags(self) -> list[str]:
        """Words by which it is found."""
        return tr("model,weights,checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,install").split(",")

    def shortDescription(self) -> str:
        """One line under the title."""
        return tr("Installs published weights of SpecAware or SpectralGPT as a model of your own.")

    def shortHelpString(self) -> str:
        """Text beside the dialog."""
        return tr(
            "<p>Installs published weights of SpecAware or SpectralGPT as a model of your own. All weights are "
            "checked and written as ONNX, with a model card. Files that could run code are "
            "refused.</p><p><b>Architecture</b>: what the weights were trained as.<br><b>Classifier to keep</b>: "
            "the scene classifier in the file, if there is one; with several labels per scene if it was trained "
            "so.<br><b>Classes</b>: names in the classifier's order, separated by commas, or a text file with one "
            "name per line.</p><p>A scene classifier then appears in 'Classify scenes'. Sizes other than the "
            "published ones also need PyTorch and onnx in the engine's environment.</p>"
        )

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        integer = QgsProcessingParameterNumber.Type.Integer
        for parameter in (
            QgsProcessingParameterFile(
                FILE, tr("Weights"), QgsProcessingParameterFile.Behavior.File,
                fileFilter=tr("Weights (*.safetensors *.pth *.pt)"),
            ),
            _choice(ARCHITECTURE, tr("Architecture"), catalog.ARCHITECTURES),
            _choice(HEAD, tr("Classifier to keep"), catalog.HEADS),
            QgsProcessingParameterString(
                CLASSES, tr("Classes: names separated by commas, or a text file"), optional=True
            ),
            QgsProcessingParameterString(NAME, tr("Name of the model (empty: the name of the file)"), optional=True),
            p.advanced(QgsProcessingParameterNumber(
                ATTENTION_HEADS, tr("Attention heads, if the size is not a published one"), integer, 0, minValue=0
            )),
            QgsProcessingParameterBoolean(OVERWRITE, tr("Replace a model of that name"), defaultValue=False),
        ):  # fmt: skip
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputString(MODEL, tr("Name of the installed model")))
        self.addOutput(QgsProcessingOutputFile(CARD, tr("Model card")))

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a file that is not there and values that are not on their lists."""
        path = str(parameters.get(FILE) or "")
        if not os.path.isfile(path):
            raise InputError(tr("The weights '{}' do not exist: check the path.").format(path))
        p.check_choice(parameters, ARCHITECTURE, list(catalog.ARCHITECTURES), tr("Architecture"))
        p.check_choice(parameters, HEAD, list(catalog.HEADS), tr("Classifier"))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """There is no raster to resolve."""
        return True

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job; runs in a worker thread."""
        classes = self.parameterAsString(parameters, CLASSES, context)
        job = JobSpec(
            kind="import",
            source=os.path.abspath(self.parameterAsFile(parameters, FILE, context)),
            settings=Importing(
                architecture=self.parameterAsEnumString(parameters, ARCHITECTURE, context),
                head=self.parameterAsEnumString(parameters, HEAD, context),
                classes=os.path.abspath(classes) if os.path.isfile(classes) else classes,
                name=self.parameterAsString(parameters, NAME, context),
                attention_heads=self.parameterAsInt(parameters, ATTENTION_HEADS, context),
            ),
            options=Options(overwrite=self.parameterAsBoolean(parameters, OVERWRITE, context)),
        )
        with EngineClient() as client:
            result = self.run_job(client, job, feedback)
        feedback.pushInfo(tr("Installed: {}").format(result["card"]))
        self.made = str(result["model"]["name"])
        return {MODEL: self.made, CARD: result["card"]}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Tell that there is a new model, in the main thread."""
        if self.made:
            models.announce(self.made)
        return {}


def _choice(name: str, title: str, options: tuple[str, ...]) -> QgsProcessingParameterEnum:
    """A list whose values are the names themselves."""
    return QgsProcessingParameterEnum(
        name, title, options=list(options), defaultValue=options[0], usesStaticStrings=True
    )
