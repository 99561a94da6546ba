"""``specaware:detectchange``: changes between two dates, also from two sensors, with the classes before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingOutputNumber

from ... import catalog
from ...i18n import tr
from ..parts.two_dates import TwoDates

CHANGED = "CHANGED_PERCENT"


class DetectChangeAlgorithm(TwoDates):
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

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Changed pixels in percent of those compared."""
        return {CHANGED: 100.0 * result["changed_share"]}
