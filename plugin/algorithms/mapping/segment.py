"""``specaware:segment``: the same map, as polygons with class, area and mean confidence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterVectorDestination,
    QgsProcessingUtils,
)

from ...i18n import tr
from ...results.maps import MadeMap
from ...results.style import write_segments_style
from ..parts import parameters as p
from ..parts.loading import style_on_load
from ..parts.support import check_destination
from .map_job import MappingAlgorithm, clouds_html

OUTPUT, CLASSES, MIN_AREA = "OUTPUT", "CLASSES", "MIN_AREA"
CLASS_FIELD = "class_id"


class SegmentAlgorithm(MappingAlgorithm):
    """Land-cover polygons of any raster."""

    NAME = "segment"
    ICON = "segment"

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Segment land cover (polygons)")

    def tags(self) -> list[str]:
        """Search terms in the toolbox."""
        return tr("land cover,segmentation,polygons,vectorise,hyperspectral,deep learning").split(",")

    def shortDescription(self) -> str:
        """One-line description."""
        return tr("Maps land cover as polygons with class, area and mean confidence.")

    def shortHelpString(self) -> str:
        """Help text in the dialog."""
        text = tr(
            "<p>Maps land cover as 'Classify land cover' does and returns polygons. Each is a connected area of "
            "one class, with the class, its name, the area in square metres and the mean "
            "confidence.</p><p><b>Minimum area</b>: smaller areas are merged into a neighbour.</p><p>Raster, model "
            "and sensor settings work as in 'Classify land cover'.</p>"
        )
        return text + clouds_html()

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        area = QgsProcessingParameterNumber.Type.Double
        for parameter in (
            *p.input_parameters(),
            p.rounded(
                QgsProcessingParameterNumber(MIN_AREA, tr("Minimum area in square metres"), area, 0.0, minValue=0.0), 1
            ),
            *p.model_parameters(), *p.sensor_parameters(), *p.run_parameters(),
            *p.engine_parameters(), *p.map_parameters(),
            QgsProcessingParameterVectorDestination(OUTPUT, tr("Segments"), QgsProcessing.SourceType.TypeVectorPolygon),
            QgsProcessingParameterRasterDestination(CLASSES, tr("Classes"), optional=True, createByDefault=False),
        ):  # fmt: skip
            self.addParameter(parameter)

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse outputs that cannot be written."""
        super().check(parameters, context)
        check_destination(parameters, OUTPUT, context, (".gpkg",))
        check_destination(parameters, CLASSES, context, (".tif", ".tiff"))

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job in a worker thread, without accessing layers."""
        segments = self.parameterAsOutputLayer(parameters, OUTPUT, context)
        wanted = self.parameterAsOutputLayer(parameters, CLASSES, context)
        raster = wanted or QgsProcessingUtils.generateTempFilename("classes.tif")
        result = self.map(
            parameters, context, feedback,
            outputs={"classes": raster, "segments": segments},
            min_area_m2=self.parameterAsDouble(parameters, MIN_AREA, context),
        )  # fmt: skip
        made = MadeMap.of(result, source=self.source.path, name=self.source.name)
        write_segments_style(Path(segments), made.classes, CLASS_FIELD)
        style_on_load(context, segments, "segments", made, CLASS_FIELD)
        found = {OUTPUT: segments}
        if wanted:
            style_on_load(context, wanted, "classes", made)
            found[CLASSES] = wanted
        return found
