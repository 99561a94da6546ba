"""``specaware:trainchange``: train a change model on pairs of dates with known changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingContext

from ....backend.common.errors import InputError
from ...i18n import tr
from ..parts import parameters as p
from ..parts.two_dates import TwoDates
from .own_models import MakesModel


class TrainChangeAlgorithm(TwoDates, MakesModel):
    """Learns a kind of change; the folder it writes is a model for detection of change and for series."""

    NAME = KIND = "trainchange"

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse a pair without known changes."""
        super().check(parameters, context)
        is_table = str(parameters.get(p.INPUT) or "").lower().endswith(".csv")
        if not is_table and all(parameters.get(key) in (None, "") for key in ("CHANGES", "LABELS")):
            raise InputError(tr("No known changes were given: choose a raster of changes, or points or polygons."))

    def accuracy_output(self) -> tuple[str, str]:
        """F1 of change."""
        return "F1_PERCENT", tr("F1 of changed pixels on held-out places (%)")

    def accuracy(self, result: Mapping[str, Any]) -> float | None:
        """F1 on places held out."""
        found: float = result["cross_validation"]["trained"]["f1"]
        return found
