"""``specaware:finetune``: fine-tune a network on many labels; the engine trains it with PyTorch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingContext

from ....backend.catalog import store as model_store
from ....backend.common.errors import InputError
from ....backend.job.kinds.finetune import DESIGNS, DEVICES
from ... import models
from ...i18n import tr
from ..parts import parameters as p
from .own_models import ACCURACY, MakesModel

_STATE = "training"  # folder of an unfinished run within the model's


class FineTuneAlgorithm(MakesModel):
    """Trains a network; the folder it writes is a model for 'Classify land cover' or 'Classify scenes'."""

    NAME = KIND = "finetune"

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse weights without their network, and devices unknown to PyTorch."""
        super().check(parameters, context)
        p.check_choice(parameters, p.DEVICE, list(DEVICES), tr("Device"))
        is_bundled = parameters.get("DESIGN") in (None, "", DESIGNS[0])
        if not is_bundled and parameters.get("WEIGHTS") in (None, ""):
            raise InputError(tr("The weights of this network are not included: choose the file of published weights."))

    def free_folder(self, name: str) -> str:
        """The folder of an unfinished run of this name, else a new one."""
        folder = model_store.install_folder() / models.folder_name(name)
        is_unfinished = (folder / _STATE).is_dir() and not (folder / "card.json").exists()
        return str(folder) if is_unfinished else super().free_folder(name)

    def accuracy_output(self) -> tuple[str, str]:
        """Overall accuracy, or mean average precision."""
        return ACCURACY, tr("Accuracy, or mean average precision, on held-out places (%)")

    def accuracy(self, result: Mapping[str, Any]) -> float | None:
        """Mean average precision with several labels a scene, else overall accuracy; None if nothing was held out."""
        return (result["held_out"] or {}).get("map_macro" if result["task"] == "multi" else "oa")
