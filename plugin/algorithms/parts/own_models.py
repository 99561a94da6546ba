"""What algorithms share whose output folder becomes one of the user's models."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsProcessingOutputString

from ....backend.common.errors import SpecAwareError
from ... import models
from ...i18n import tr
from ...scene.layers import source_of_layer
from .base import SpecAwareAlgorithm

MODEL_NAME = "MODEL_NAME"


class MakesModel(SpecAwareAlgorithm):
    """Base of algorithms that train: ``made`` is the folder of the model, once it is there."""

    made = ""

    def add_model_name(self) -> None:
        """Declare the output that names the model."""
        self.addOutput(QgsProcessingOutputString(MODEL_NAME, tr("Name of the model")))

    def source_stem(self) -> str:
        """Name of the source without its ending: that of a model for which none was given."""
        return os.path.splitext(os.path.basename(os.path.normpath(self.source.path)))[0]

    def further_rasters(self, name: str, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        """Paths of the layers of parameter ``name``; in the main thread.

        Raises:
            QgsProcessingException: a layer cannot be read by the engine.
        """
        layers = self.parameterAsLayerList(parameters, name, context) or []
        try:
            found = [source_of_layer(layer).path for layer in layers]
        except SpecAwareError as error:
            raise QgsProcessingException(str(error)) from None
        self.note_network(*found)
        return found

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Put the model on the list, in the main thread."""
        if self.made:
            try:
                feedback.pushInfo(tr("Model '{}' was added to the list of models.").format(models.add(self.made)))
            except SpecAwareError as error:
                feedback.pushWarning(str(error))
        return {}
