"""``specaware:trainscene``: train a scene model on labelled images or cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...i18n import tr
from .own_models import ACCURACY, MakesModel


class TrainSceneAlgorithm(MakesModel):
    """Learns to label scenes; the folder it writes is a model for 'Classify scenes'."""

    NAME = KIND = "trainscene"

    def accuracy_output(self) -> tuple[str, str]:
        """Overall accuracy, or mean average precision."""
        return ACCURACY, tr("Accuracy, or mean average precision, on held-out scenes (%)")

    def accuracy(self, result: Mapping[str, Any]) -> float | None:
        """Mean average precision with several labels a scene, else overall accuracy."""
        found: float | None = result["cross_validation"]["map_macro" if result["multi_label"] else "oa"]
        return found
