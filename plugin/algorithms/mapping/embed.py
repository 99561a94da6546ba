"""``specaware:embed``: the features of any installed model as a raster, and a picture of them in three bands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingOutputNumber

from ... import catalog
from ...i18n import tr
from ...results.maps import MadeMap
from ..parts.declared import JobAlgorithm
from ..parts.loading import style_on_load

CHANNELS = "CHANNELS"


class EmbedAlgorithm(JobAlgorithm):
    """Features of a model."""

    NAME = ICON = "embed"
    KIND = "embed"

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.addOutput(QgsProcessingOutputNumber(CHANNELS, tr("Number of features")))

    def models(self) -> list[str]:
        """Names of the models that give features."""
        return catalog.feature_model_names()

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Number of features per pixel."""
        return {CHANNELS: result["channels"]}

    def dress(self, key: str, path: str, result: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Name and style the rasters."""
        report, model = str(result["outputs"]["embedding"]), str(result["model"]["name"])
        made = MadeMap(self.source.path, self.source.name, model, path, report=report)
        style_on_load(context, path, key, made)
