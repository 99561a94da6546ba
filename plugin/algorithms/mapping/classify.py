"""``specaware:classify``: map the land cover of a raster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
)

from ....backend.job.kinds.base import Output
from ....backend.job.kinds.maps import extra_outputs
from ... import catalog
from ...i18n import declared, tr
from ...results.maps import MadeMap
from ..parts import parameters as p
from ..parts.loading import style_on_load
from ..parts.support import check_destination
from .map_job import MappingAlgorithm, clouds_html

OUTPUT, REPORT = "OUTPUT", "REPORT"


class ClassifyAlgorithm(MappingAlgorithm):
    """Land cover of any raster, as a GeoTIFF with class names and colours."""

    NAME = "classify"
    ICON = "classify"

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Classify land cover")

    def tags(self) -> list[str]:
        """Search terms in the toolbox."""
        return tr("land cover,classification,hyperspectral,multispectral,deep learning,foundation model").split(",")

    def shortDescription(self) -> str:
        """One-line description."""
        return tr("Maps land cover from any hyperspectral or multispectral raster.")

    def shortHelpString(self) -> str:
        """Help text in the dialog."""
        text = tr(
            "<p>Maps land cover with a model that accepts any set of bands. Bands are matched by "
            "wavelength.</p><p><b>Raster</b>: a layer, a file or a product as downloaded (EnMAP METADATA.XML, ENVI "
            "header, …). Wavelengths, units and processing level are read from it; the sensor settings are for "
            "files that lack them. If something the model needs is unknown, the run stops and says what to "
            "enter.</p><p><b>Classes</b>: one byte per pixel, 0 is no data; names and colours are stored in the "
            "file and beside it.<br><b>Probabilities</b>: one band per class.<br><b>Cover fractions</b>: one band "
            "per class, the share of each pixel that it covers.<br><b>Confidence</b>: the probability of the "
            "mapped class.<br><b>Unknown</b>: how unlike any known spectrum a pixel is, in percent; do not trust "
            "the class where it is 50 or more.<br><b>Report</b>: an HTML page with image and map, areas, "
            "confidence, spectra of the classes, bands used, accuracy of the model, and the command that repeats "
            "the map.</p><p>Results are written to temporary files and renamed at the end. A cancelled run leaves "
            "nothing behind.</p>"
        )
        return text + clouds_html() + catalog.models_html()

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        for parameter in (
            *p.input_parameters(), *p.model_parameters(), *p.sensor_parameters(), *p.run_parameters(),
            *p.engine_parameters(), *p.map_parameters(),
            QgsProcessingParameterRasterDestination(OUTPUT, tr("Classes")),
            *(_optional_raster(one) for one in extra_outputs() if one.raster),
            QgsProcessingParameterFileDestination(
                REPORT, tr("Report"), tr("HTML (*.html);;JSON (*.json)"), optional=True, createByDefault=False
            ),
        ):  # fmt: skip
            self.addParameter(parameter)

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse outputs that cannot be written."""
        super().check(parameters, context)
        for name in rasters().values():
            check_destination(parameters, name, context, (".tif", ".tiff"))
        check_destination(parameters, REPORT, context, (".html", ".htm", ".json"))

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job in a worker thread, without accessing layers."""
        paths = {name: self.parameterAsOutputLayer(parameters, name, context) for name in rasters().values()}
        report = self.parameterAsFileOutput(parameters, REPORT, context)
        result = self.map(
            parameters, context, feedback,
            outputs={name: paths[key] for name, key in rasters().items()},
        )  # fmt: skip
        made = MadeMap.of(result, source=self.source.path, name=self.source.name)
        for key, name in rasters().items():
            if paths[name]:
                style_on_load(context, paths[name], key, made)
        found = {name: path for name, path in paths.items() if path}
        if report:
            self.save_report(result, report, feedback)
            found[REPORT] = report
        return found


def rasters() -> dict[str, str]:
    """Return the rasters of a map by key, each with the parameter that names it."""
    return {"classes": OUTPUT, **{one.key: one.key.upper() for one in extra_outputs() if one.raster}}


def _optional_raster(one: Output) -> QgsProcessingParameterRasterDestination:
    made = QgsProcessingParameterRasterDestination(
        one.key.upper(), declared(one.title or one.key), optional=True, createByDefault=False
    )
    return p.helped(made, declared(one.help))
