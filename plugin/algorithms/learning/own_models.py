"""Shared by algorithms whose output folder becomes one of the user's models."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
)

from ....backend.common.errors import SpecAwareError
from ....backend.job.kinds.base import Output
from ... import models
from ...i18n import declared, tr
from ..parts import parameters as p
from ..parts.declared import JobAlgorithm

OUTPUT, NAME, MODEL_NAME, ACCURACY = "OUTPUT", "NAME", "MODEL_NAME", "ACCURACY"
_REPORT = "report.txt"


class MakesModel(JobAlgorithm):
    """Base of algorithms that train: ``made`` is the folder of the model, once it is there."""

    ICON = "train"
    made = ""

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.addOutput(QgsProcessingOutputFolder(OUTPUT, tr("Folder of the model")))
        self.addOutput(QgsProcessingOutputString(MODEL_NAME, tr("Name of the model")))
        name, title = self.accuracy_output()
        self.addOutput(QgsProcessingOutputNumber(name, title))

    def accuracy_output(self) -> tuple[str, str]:
        """Name and title of the output that says what the model is worth, in percent."""
        return ACCURACY, tr("Accuracy on held-out labels (%)")

    def accuracy(self, result: Mapping[str, Any]) -> float | None:
        """What the model is worth, 0..1: overall accuracy on held-out labels; None where it was not judged."""
        found: float | None = result["cross_validation"]["oa"]
        return found

    def destination(self, name: str, one: Output) -> QgsProcessingParameterDefinition:
        """The folder of the model: a setting, which a graphical model may state, not a layer that is loaded."""
        folder = QgsProcessingParameterFile.Behavior.Folder
        made = QgsProcessingParameterFile(name, declared(one.title), folder, optional=True)
        return p.helped(p.advanced(made), declared(one.help))

    def targets(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """The folder of the model: one of the user's own models where none is chosen."""
        chosen = self.parameterAsString(parameters, OUTPUT, context)
        if chosen in ("", QgsProcessing.TEMPORARY_OUTPUT):
            chosen = self.free_folder(self.parameterAsString(parameters, NAME, context) or self.default_name())
        return {"model": chosen}

    def default_name(self) -> str:
        """Name of a model for which none was given: that of the source without its ending."""
        return os.path.splitext(os.path.basename(os.path.normpath(self.source.path)))[0]

    def free_folder(self, name: str) -> str:
        """A new folder among the user's models."""
        return str(models.free_folder(name))

    def text(self, result: Mapping[str, Any]) -> str:
        """The text that the engine wrote beside the model."""
        return (Path(result["outputs"]["model"]) / _REPORT).read_text(encoding="utf-8").rstrip()

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Name of the model, and what it is worth where that is known."""
        self.made = result["outputs"]["model"]
        share, found = self.accuracy(result), {MODEL_NAME: result["model"]}
        return found if share is None else {**found, self.accuracy_output()[0]: 100.0 * share}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Add the model to the list; in the main thread."""
        if self.made:
            try:
                feedback.pushInfo(tr("Model '{}' was added to the list of models.").format(models.add(self.made)))
            except SpecAwareError as error:
                feedback.pushWarning(str(error))
        return {}
