"""``specaware:assess``: assess a class map, from any program, with labelled points or polygons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputNumber

from ...i18n import tr
from ..parts.declared import JobAlgorithm

ACCURACY, HALF = "ACCURACY", "HALF_INTERVAL"


class AssessAlgorithm(JobAlgorithm):
    """Accuracy of a map."""

    NAME = ICON = "assess"
    KIND = "assess"

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.addOutput(QgsProcessingOutputNumber(ACCURACY, tr("Overall accuracy of the map (%)")))
        self.addOutput(QgsProcessingOutputNumber(HALF, tr("Half-width of its 95 % confidence interval (%)")))

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job, and name the page in the log."""
        found = super().run_in_thread(parameters, context, feedback)
        if "HTML" in found:
            feedback.pushInfo(tr("Report: {}").format(found["HTML"]))
        return found

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Overall accuracy and half-width of its interval in percent, if known."""
        estimates = result["map_estimates"]
        shares = {ACCURACY: estimates["oa"], HALF: estimates["oa_95"]}
        return {name: 100.0 * value for name, value in shares.items() if value is not None}
