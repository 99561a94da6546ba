"""``specaware:mapseries``: maps of several dates, the changes between them, areas by date."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingOutputHtml, QgsProcessingOutputNumber

from ... import catalog
from ...i18n import tr
from ..parts.declared import JobAlgorithm

PAGE, DATES = "PAGE", "NUMBER_OF_DATES"


class MapSeriesAlgorithm(JobAlgorithm):
    """Maps of a series of dates."""

    NAME, ICON = "mapseries", "series"
    KIND = "series"

    def models(self) -> list[str]:
        """Models of land cover, and those trained on known changes or on stacks of dates."""
        return catalog.series_model_names()

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.addOutput(QgsProcessingOutputHtml(PAGE, tr("Areas by date as a page")))
        self.addOutput(QgsProcessingOutputNumber(DATES, tr("Number of dates")))

    def dress(self, key: str, path: str, result: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Let Processing load the map of each date; its style is beside it."""
        project = context.project()
        if project is None:
            return
        if "series_map" in result:
            whole = result["series_map"]["classes"]
            details = QgsProcessingContext.LayerDetails(tr("Map of all dates"), project, Path(whole).stem)
            context.addLayerToLoadOnCompletion(whole, details)
        for one in result["dates"]:
            name = tr("Land cover {}").format(one["date"])
            details = QgsProcessingContext.LayerDetails(name, project, Path(one["classes"]).stem)
            context.addLayerToLoadOnCompletion(one["classes"], details)

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """The page and the number of dates."""
        return {PAGE: result["outputs"]["page"], DATES: len(result["dates"])}
