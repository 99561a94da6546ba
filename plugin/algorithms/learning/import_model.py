"""``specaware:importmodel``: install published weights of SpecAware or SpectralGPT."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
)

from ....backend.job.spec import Options
from ... import models
from ...i18n import tr
from ..parts.declared import JobAlgorithm

OVERWRITE, CARD, MODEL = "OVERWRITE", "CARD", "MODEL"


class ImportModelAlgorithm(JobAlgorithm):
    """Checks a file of weights and installs it into the user's model folder."""

    NAME, ICON = "importmodel", "import"
    KIND = "import"
    made = ""

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.addOutput(QgsProcessingOutputString(MODEL, tr("Name of the installed model")))
        self.addOutput(QgsProcessingOutputFile(CARD, tr("Model card")))

    def own_parameters(self) -> list[QgsProcessingParameterDefinition]:
        """Whether a model of that name is replaced."""
        return [QgsProcessingParameterBoolean(OVERWRITE, tr("Replace a model of that name"), defaultValue=False)]

    def options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Options:
        """A model of that name is replaced on request alone."""
        return Options(overwrite=self.parameterAsBoolean(parameters, OVERWRITE, context))

    def settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:  # noqa: ANN401 - the kind's
        """The settings; the engine, which runs in another folder, is told the whole path of a file of classes."""
        found = super().settings(parameters, context)
        return replace(found, classes=os.path.abspath(found.classes)) if os.path.isfile(found.classes) else found

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Name and card of the model."""
        self.made = str(result["model"]["name"])
        return {MODEL: self.made, CARD: result["card"]}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Announce the new model; in the main thread."""
        if self.made:
            models.announce(self.made)
        return {}
