"""The map job of "classify" and "segment": parameters -> JobSpec -> worker -> result."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ....backend.job.spec import CLOUDS, DEVICES, GEOMETRIES, PRECISIONS, JobSpec, Outputs
from ... import catalog
from ...engine.client import EngineClient
from ...i18n import tr
from ...results.outputs import spare_rasters
from ...results.pages import report_job
from ...results.style import classes_of
from ..parts import parameters as p
from ..parts.base import SpecAwareAlgorithm


def clouds_html() -> str:
    """Help on clouds in the dialogs of algorithms that map."""
    return tr(
        "<p><b>Clouds</b> and their shadows are taken from the product's quality layers, or else from the spectra, and "
        "become no data. With <i>class</i> in the advanced settings they become the classes 'Cloud' and 'Cloud "
        "shadow', after those of the model; confidence and the other rasters beside the map are no data there.</p>"
    )


class MappingAlgorithm(SpecAwareAlgorithm):
    """Base of the algorithms that map: reads the shared parameters and runs the job."""

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse an unknown model, and one that makes no maps."""
        super().check(parameters, context)
        name = parameters.get(p.MODEL_FILE) or parameters.get(p.MODEL) or ""
        catalog.model_card(str(name), task=catalog.LAND_COVER)
        p.check_choice(parameters, p.GEOMETRY, list(GEOMETRIES), tr("Geometry"))
        p.check_choice(parameters, p.CLOUD_HANDLING, list(CLOUDS), tr("Clouds"))
        p.check_choice(parameters, p.DEVICE, list(DEVICES), tr("Device"))
        p.check_choice(parameters, p.PRECISION, list(PRECISIONS), tr("Precision"))

    def map(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        *,
        outputs: Mapping[str, str],
        min_area_m2: float = 0.0,
    ) -> dict[str, Any]:
        """Run the map job and return the data of its result; ``outputs`` by field of Outputs, "" for not wanted."""
        overrides = self.overrides(parameters, context)
        card = self.parameterAsFile(parameters, p.MODEL_FILE, context)
        with EngineClient(network=self.network) as client:
            job = JobSpec(
                kind="map",
                source=self.source.path,
                model=card or self.parameterAsEnumString(parameters, p.MODEL, context),
                overrides=overrides,
                extent=self.extent_in_raster_crs(client, overrides, feedback),
                outputs=Outputs(**{key: os.path.abspath(path) for key, path in outputs.items() if path}),
                options=self.engine_options(parameters, context)(
                    min_area_m2=min_area_m2,
                    cog=self.parameterAsBool(parameters, p.COG, context),
                    geometry=self.parameterAsEnumString(parameters, p.GEOMETRY, context) or GEOMETRIES[0],
                    clouds=self.parameterAsEnumString(parameters, p.CLOUD_HANDLING, context) or CLOUDS[0],
                ),
            )
            result = self.run_job(client, job, feedback)
        log_classes(result, feedback)
        return result

    def save_report(self, result: Mapping[str, Any], target: str, feedback: QgsProcessingFeedback) -> None:
        """Write the report of a finished map to ``target``: an HTML page, or the JSON unchanged."""
        source = Path(str(result["outputs"]["report"]))
        spare_rasters(Path(target))
        if not target.lower().endswith(".json"):
            with EngineClient(network=self.network) as client:
                self.run_job(client, report_job(str(source), os.path.abspath(target), overwrite=True), feedback)
        elif source != Path(target):
            shutil.copyfile(source, target)
        feedback.pushInfo(tr("Report: {}").format(target))


def log_classes(result: Mapping[str, Any], feedback: QgsProcessingFeedback) -> None:
    """Write the share and area of each class into the log."""
    for item in classes_of(result):
        area = "" if item.area_m2 is None else f"  {item.area_m2 / 1e6:,.3f} km²"
        feedback.pushInfo(f"{item.title}: {100 * item.share:.1f} %{area}")
    feedback.pushInfo(tr("Model {}, device {}").format(result.get("model", "?"), result.get("device", "?")))
