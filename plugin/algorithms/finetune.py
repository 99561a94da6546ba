"""``specaware:finetune``: many labels become a network of the user's own; the engine trains it with PyTorch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
)

from ...backend.catalog import store as model_store
from ...backend.common.errors import InputError
from ...backend.job.kinds.finetune import DESIGNS, DEVICES
from .. import models
from ..i18n import tr
from .parts import parameters as p
from .parts.declared import JobAlgorithm
from .parts.own_models import MODEL_NAME, MakesModel

LABELS, FIELD, MORE, OUTPUT, ACCURACY = "LABELS", "FIELD", "MORE", "OUTPUT", "ACCURACY"
_STATE = "training"  # folder of an unfinished run within the model's


class FineTuneAlgorithm(MakesModel, JobAlgorithm):
    """Trains a network; the folder it writes is a model for 'Classify land cover' or 'Classify scenes'."""

    NAME = "finetune"
    KIND = "finetune"
    ICON = "train"

    def __init__(self) -> None:
        super().__init__()
        self.more: list[str] = []

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        raster, folder = QgsProcessing.SourceType.TypeRaster, QgsProcessingParameterFile.Behavior.Folder
        self.addParameter(
            QgsProcessingParameterMultipleLayers(MORE, tr("Further rasters with labels"), raster, optional=True)
        )
        text = tr("Folder of the model (empty: your model folder)")
        self.addParameter(p.advanced(QgsProcessingParameterFile(OUTPUT, text, folder, optional=True)))
        self.addOutput(QgsProcessingOutputFolder(OUTPUT, tr("Folder of the model")))
        self.add_model_name()
        self.addOutput(
            QgsProcessingOutputNumber(ACCURACY, tr("Accuracy, or mean average precision, on held-out places (%)"))
        )

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse labels without a field, weights without their network, and devices that PyTorch has not."""
        super().check(parameters, context)
        if parameters.get(LABELS) not in (None, "") and parameters.get(FIELD) in (None, ""):
            raise InputError(tr("No field was chosen: choose the attribute with the class."))
        p.check_choice(parameters, p.DEVICE, list(DEVICES), tr("Device"))
        is_bundled = parameters.get("DESIGN") in (None, "", DESIGNS[0])
        if not is_bundled and parameters.get("WEIGHTS") in (None, ""):
            raise InputError(tr("The weights of this network are not included: choose the file of published weights."))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Resolve layers, in the main thread."""
        if not super().prepareAlgorithm(parameters, context, feedback):
            return False
        self.more = self.further_rasters(MORE, parameters, context)
        return True

    def settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:  # noqa: ANN401 - the kind's
        """The settings of the job, with the further rasters."""
        return replace(super().settings(parameters, context), more=tuple(self.more))

    def targets(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """The folder of the model: the one chosen, else that of an unfinished run of this name, else a new one."""
        name = self.parameterAsString(parameters, "NAME", context) or self.source_stem()
        folder = self.parameterAsFile(parameters, OUTPUT, context) or str(_unfinished(name) or models.free_folder(name))
        return {"model": folder}

    def dress(self, key: str, path: str, result: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Note the model that is there."""
        self.made = path

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Name and accuracy of the model."""
        found = result["held_out"] or {}
        best = found.get("map_macro") if result["task"] == "multi" else found.get("oa")
        made = {MODEL_NAME: result["model"]}
        return made if best is None else {**made, ACCURACY: 100.0 * best}


def _unfinished(name: str) -> Path | None:
    """The folder of a run that was stopped, among the user's models; None where there is none."""
    folder = model_store.install_folder() / models.folder_name(name)
    return folder if (folder / _STATE).is_dir() and not (folder / "card.json").exists() else None
