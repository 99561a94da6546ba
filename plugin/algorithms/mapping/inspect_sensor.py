"""``specaware:inspectsensor``: show what was found about a raster's bands, without mapping it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterFileDestination

from ....backend.job.spec import JobSpec
from ...engine.client import EngineClient
from ...i18n import tr
from ...results.outputs import spare_rasters
from ...scene.report import describe, write_inspection_html
from ..parts import parameters as p
from ..parts.base import SpecAwareAlgorithm

JSON, HTML = "JSON", "HTML"


class InspectSensorAlgorithm(SpecAwareAlgorithm):
    """Sensor, level, units and bands of a raster, each with its source."""

    NAME = "inspectsensor"
    ICON = "inspect"

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Inspect sensor and bands")

    def tags(self) -> list[str]:
        """Search terms in the toolbox."""
        return tr("wavelength,FWHM,bad bands,sensor,metadata,hyperspectral,ENVI header").split(",")

    def shortDescription(self) -> str:
        """One-line description."""
        return tr("Shows what was found about a raster's bands: wavelengths, widths, units, processing level.")

    def shortHelpString(self) -> str:
        """Help text in the dialog."""
        return tr(
            "<p>Shows what SpecAware found in a raster, and where each value came from: sensor, processing level, "
            "units, scale, and the centre, width and use of each band. Nothing is mapped.</p><p>The sensor "
            "settings work as in 'Classify land cover', so you can try them out here.</p><p>The HTML page and the "
            "JSON file hold the same information.</p>"
        )

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        for parameter in (
            *p.input_parameters(), *p.sensor_parameters(),
            QgsProcessingParameterFileDestination(
                HTML, tr("Bands (HTML)"), tr("HTML (*.html)"), optional=True, createByDefault=True
            ),
            QgsProcessingParameterFileDestination(
                JSON, tr("Bands (JSON)"), tr("JSON (*.json)"), optional=True, createByDefault=False
            ),
        ):  # fmt: skip
            self.addParameter(parameter)

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Inspect the raster in a worker thread, without accessing layers."""
        overrides = self.overrides(parameters, context)
        with EngineClient(network=self.network) as client:
            found = self.run_job(client, JobSpec("inspect", self.source.path, overrides=overrides), feedback)
        for line in describe(found):
            feedback.pushInfo(line)
        for warning in found.get("warnings", ()):
            feedback.pushWarning(str(warning))
        outputs = {}
        page = self.parameterAsFileOutput(parameters, HTML, context)
        if page:
            write_inspection_html(found, Path(page))
            feedback.pushInfo(tr("Report: {}").format(page))
            outputs[HTML] = page
        data = self.parameterAsFileOutput(parameters, JSON, context)
        if data:
            spare_rasters(Path(data))
            Path(data).write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            outputs[JSON] = data
        return outputs
