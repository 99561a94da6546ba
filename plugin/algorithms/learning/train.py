"""``specaware:train``: train a model on the user's own classes from a few labelled points or polygons."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from .own_models import MakesModel

LABELS = "LABELS"


class TrainAlgorithm(MakesModel):
    """Learns classes from labels; the folder it writes is a model for 'Classify land cover'."""

    NAME = KIND = "train"
    title = ""

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Resolve layers, in the main thread, and note the name of the labels."""
        if not super().prepareAlgorithm(parameters, context, feedback):
            return False
        layer = self.parameterAsVectorLayer(parameters, LABELS, context)
        path = self.vectors["labels"][0]
        self.title = layer.name() if layer is not None else os.path.splitext(os.path.basename(path))[0]
        return True

    def default_name(self) -> str:
        """The name of the labels."""
        return self.title
