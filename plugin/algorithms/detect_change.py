"""``specaware:detectchange``: what changed between two dates, also of two sensors, and from which class to which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingOutputNumber

from .. import catalog
from ..i18n import tr
from .parts.declared import JobAlgorithm

CHANGED = "CHANGED_PERCENT"


class DetectChangeAlgorithm(JobAlgorithm):
    """Change between two dates."""

    NAME, ICON = "detectchange", "change"
    KIND = "change"

    def models(self) -> list[str]:
        """Models of land cover, and those trained on known changes."""
        return catalog.change_model_names()

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.addOutput(QgsProcessingOutputNumber(CHANGED, tr("Changed pixels (%)")))

    def settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:  # noqa: ANN401 - the kind's
        """The settings; what was stated holds for both rasters, over what the second layer keeps of its own."""
        first, self.layer_settings = self.layer_settings, self.raster_settings.get("after", {})
        overrides = self.overrides(parameters, context)
        self.layer_settings = first
        return replace(super().settings(parameters, context), overrides=overrides)

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Changed pixels in percent of those compared."""
        return {CHANGED: 100.0 * result["changed_share"]}
