"""``specaware:trainchange``: pairs of dates with known changes become a model for 'Detect change between two dates'."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...backend.common.errors import InputError, SpecAwareError
from .. import catalog, models
from ..i18n import tr
from .parts import parameters as p
from .parts.declared import JobAlgorithm

MODEL_NAME, F1 = "MODEL_NAME", "F1_PERCENT"


class TrainChangeAlgorithm(JobAlgorithm):
    """Learns a kind of change; the folder it writes is a model for detection of change and for series."""

    NAME, ICON = "trainchange", "train"
    KIND = "trainchange"

    def __init__(self) -> None:
        super().__init__()
        self.made = ""

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.addOutput(QgsProcessingOutputString(MODEL_NAME, tr("Name of the model")))
        self.addOutput(QgsProcessingOutputNumber(F1, tr("F1 of changed pixels on places held out (%)")))

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse a model that makes no maps, and a pair without known changes."""
        super().check(parameters, context)
        name = parameters.get(p.MODEL_FILE) or parameters.get(p.MODEL) or ""
        catalog.model_card(str(name), task=catalog.LAND_COVER)
        is_table = str(parameters.get(p.INPUT) or "").lower().endswith(".csv")
        if not is_table and all(parameters.get(key) in (None, "") for key in ("CHANGES", "LABELS")):
            raise InputError(tr("No known changes were given: choose a raster of changes, or points or polygons."))

    def settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:  # noqa: ANN401 - the kind's
        """The settings; what was stated holds for both rasters, over what the second layer keeps of its own."""
        first, self.layer_settings = self.layer_settings, self.raster_settings.get("after", {})
        overrides = self.overrides(parameters, context)
        self.layer_settings = first
        return replace(super().settings(parameters, context), overrides=overrides)

    def targets(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """The folder of the model: one of the user's own models where none is chosen."""
        if parameters.get("OUTPUT") in (None, "", QgsProcessing.TEMPORARY_OUTPUT):
            name = self.parameterAsString(parameters, "NAME", context)
            title = os.path.splitext(os.path.basename(os.path.normpath(self.source.path)))[0]
            return {"model": str(models.free_folder(name or title))}
        return super().targets(parameters, context)

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """The model's folder and name, and what it is worth."""
        self.made = result["outputs"]["model"]
        return {
            "OUTPUT": self.made, MODEL_NAME: result["model"],
            F1: 100.0 * result["cross_validation"]["trained"]["f1"],
        }  # fmt: skip

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Put the model on the list, in the main thread."""
        if self.made:
            try:
                feedback.pushInfo(tr("Model '{}' was added to the list of models.").format(models.add(self.made)))
            except SpecAwareError as error:
                feedback.pushWarning(str(error))
        return {}
