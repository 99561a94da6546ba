"""Base class of algorithms that compare a raster with one of a second date."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import QgsProcessingContext

from .declared import JobAlgorithm


class TwoDates(JobAlgorithm):
    """Base of algorithms whose settings have the raster ``after`` and its sensor settings, ``overrides``."""

    def settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:  # noqa: ANN401 - the kind's
        """Return the settings; entered ones apply to both rasters and take precedence over the second layer's."""
        first, self.layer_settings = self.layer_settings, self.raster_settings.get("after", {})
        overrides = self.overrides(parameters, context)
        self.layer_settings = first
        return replace(super().settings(parameters, context), overrides=overrides)
