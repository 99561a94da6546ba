"""``specaware:trainchange``: pairs of dates with known changes become a model for 'Detect change between two dates'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingOutputNumber

from ...backend.common.errors import InputError
from .. import catalog, models
from ..i18n import tr
from .parts import parameters as p
from .parts.declared import JobAlgorithm
from .parts.own_models import MODEL_NAME, MakesModel

F1 = "F1_PERCENT"


class TrainChangeAlgorithm(MakesModel, JobAlgorithm):
    """Learns a kind of change; the folder it writes is a model for detection of change and for series."""

    NAME, ICON = "trainchange", "train"
    KIND = "trainchange"

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.add_model_name()
        self.addOutput(QgsProcessingOutputNumber(F1, tr("F1 of changed pixels on held-out places (%)")))

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
            return {"model": str(models.free_folder(name or self.source_stem()))}
        return super().targets(parameters, context)

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """The model's folder and name, and what it is worth."""
        self.made = result["outputs"]["model"]
        return {
            "OUTPUT": self.made, MODEL_NAME: result["model"],
            F1: 100.0 * result["cross_validation"]["trained"]["f1"],
        }  # fmt: skip
