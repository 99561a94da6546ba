"""``specaware:sample``: points in each class of a map, to label them and assess the map."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputNumber,
)

from ...i18n import tr
from ..parts.declared import JobAlgorithm

NEEDED, DRAWN = "NEEDED", "DRAWN"


class PointStyler(QgsProcessingLayerPostProcessorInterface):
    """Applies the style beside their file to the loaded points; kept alive until it has run."""

    waiting: ClassVar[list[PointStyler]] = []

    def __init__(self, style: Path) -> None:
        super().__init__()
        self._style = style

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Style the layer; runs in the main thread."""
        layer.loadNamedStyle(str(self._style))
        layer.triggerRepaint()
        self.waiting.remove(self)


class SampleAlgorithm(JobAlgorithm):
    """A stratified random sample of a class map."""

    NAME = ICON = "sample"
    KIND = "sample"

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.addOutput(QgsProcessingOutputNumber(NEEDED, tr("Points needed for the target standard error")))
        self.addOutput(QgsProcessingOutputNumber(DRAWN, tr("Points drawn")))

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Points needed and drawn."""
        return {NEEDED: result["needed"], DRAWN: result["drawn"]}

    def dress(self, key: str, path: str, result: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Give the points their name and style."""
        if context.willLoadLayerOnCompletion(path):
            styler = PointStyler(Path(result["outputs"]["style"]))
            PointStyler.waiting.append(styler)
            details = context.layerToLoadOnCompletionDetails(path)
            details.name = tr("Sample of {}").format(self.source.name)
            details.setPostProcessor(styler)
