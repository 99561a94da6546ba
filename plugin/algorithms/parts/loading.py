"""Results that Processing loads: their names, colours and places in the layer tree."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QTimer

from ...results.maps import FRONT, MadeMap, dress, gather, layer_name
from ...results.style import style_segments


class Styler(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded result its name, colours and place in the layer tree; kept alive until it has run.

    ``key`` is the result's name among a job's outputs; ``attribute`` that of the class in polygons.
    """

    waiting: ClassVar[list[Styler]] = []

    def __init__(self, key: str, made: MadeMap, attribute: str = "") -> None:
        super().__init__()
        self._key, self._made, self._attribute = key, made, attribute

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Style the layer; runs in the main thread. It is moved once Processing has loaded all layers."""
        if isinstance(layer, QgsRasterLayer):
            dress(layer, self._key, self._made)
        elif isinstance(layer, QgsVectorLayer):
            style_segments(layer, self._made.classes, self._attribute)
        first = self._key in FRONT
        layer_id, name = layer.id(), self._made.name
        QTimer.singleShot(0, lambda: gather(layer_id, name, first=first))
        self.waiting.remove(self)


def style_on_load(
    context: QgsProcessingContext, destination: str, key: str, made: MadeMap, attribute: str = ""
) -> None:
    """Name, style and place a result when (and if) Processing loads it; ``key`` as in :class:`Styler`."""
    if context.willLoadLayerOnCompletion(destination):
        styler = Styler(key, made, attribute)
        Styler.waiting.append(styler)
        details = context.layerToLoadOnCompletionDetails(destination)
        details.name = layer_name(key, made.model)
        details.setPostProcessor(styler)
