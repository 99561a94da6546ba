"""``specaware:sample``: points of each class of a map, to be labelled and then used to assess it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...backend.common.errors import InputError
from ...backend.job.kinds.sample import Sampling, describe
from ...backend.job.spec import JobSpec, Options, Outputs
from ..engine.client import EngineClient
from ..i18n import tr
from . import parameters as p
from .base import SpecAwareAlgorithm
from .support import check_destination

PER_CLASS, TOTAL, MINIMUM, ERROR = "PER_CLASS", "TOTAL", "MINIMUM", "STANDARD_ERROR"
EXPECTED, HIDE, SEED, OUTPUT = "EXPECTED", "HIDE_CLASS", "SEED", "OUTPUT"
NEEDED, DRAWN = "NEEDED", "DRAWN"


class PointStyler(QgsProcessingLayerPostProcessorInterface):
    """Gives the loaded points the style beside their file; kept alive until it has run."""

    waiting: ClassVar[list[PointStyler]] = []

    def __init__(self, style: Path) -> None:
        super().__init__()
        self._style = style

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Style the layer; runs in the main thread."""
        layer.loadNamedStyle(str(self._style))
        layer.triggerRepaint()
        self.waiting.remove(self)


class SampleAlgorithm(SpecAwareAlgorithm):
    """A stratified random sample of a class map."""

    NAME = ICON = "sample"

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Draw a sample to assess a map")

    def tags(self) -> list[str]:
        """Words by which it is found."""
        return tr("accuracy,validation,stratified random sample,reference points,sample size,Olofsson").split(",")

    def shortDescription(self) -> str:
        """One line under the title."""
        return tr("Draws random points of each class of a map, and says how many are needed.")

    def shortHelpString(self) -> str:
        """Text beside the dialog."""
        return tr(
            "<p>Draws random points within each class of a map. Fill their field <b>reference</b> with what is really "
            "there (from the field, or a better image), then run 'Assess the accuracy of a map'.</p>"
            "<p><b>How many</b>: so many of each class; or a total, shared by area with a minimum for each; or, if "
            "both are 0, as many as the wanted standard error of the overall accuracy needs (Olofsson et al. 2014, "
            "equation 13), with the user's accuracy to expect as <i>0.8</i> or <i>Water=0.9,Forest=0.7</i>.</p>"
            "<p><b>Hide the class</b>: whoever labels the points does not see what the map says.</p>"
            "<p>The same seed draws the same points.</p>"
        )

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        whole, real = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
        usual = Sampling()
        for parameter in (
            p.RasterOrProduct(p.INPUT, tr("Class map")),
            QgsProcessingParameterNumber(
                PER_CLASS, tr("Points of each class (0: from the total)"), whole, 0, minValue=0
            ),
            QgsProcessingParameterNumber(TOTAL, tr("Points in total (0: as many as needed)"), whole, 0, minValue=0),
            QgsProcessingParameterNumber(
                MINIMUM, tr("Fewest points of a class"), whole, usual.minimum, minValue=2
            ),
            QgsProcessingParameterNumber(
                ERROR, tr("Standard error wanted of the overall accuracy"), real, usual.standard_error,
                minValue=0.0005, maxValue=0.25,
            ),
            QgsProcessingParameterString(EXPECTED, tr("User's accuracy to expect (0.8 if empty)"), optional=True),
            QgsProcessingParameterBoolean(HIDE, tr("Hide the class of the map"), False),
            p.advanced(QgsProcessingParameterNumber(SEED, tr("Seed of the draw"), whole, usual.seed, minValue=0)),
            QgsProcessingParameterVectorDestination(OUTPUT, tr("Points"), QgsProcessing.SourceType.TypeVectorPoint),
        ):  # fmt: skip
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(NEEDED, tr("Points needed for the wanted standard error")))
        self.addOutput(QgsProcessingOutputNumber(DRAWN, tr("Points drawn")))

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse two ways to count, and an output that cannot be written."""
        super().check(parameters, context)
        per_class, total = (self.parameterAsInt(dict(parameters), name, context) for name in (PER_CLASS, TOTAL))
        if per_class and total:
            raise InputError(tr("Both points of each class and a total were given: give one of them."))
        check_destination(parameters, OUTPUT, context, (".gpkg",))

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job; runs in a worker thread and touches no layer."""
        target = self.parameterAsOutputLayer(parameters, OUTPUT, context)
        counts = {
            key: self.parameterAsInt(parameters, name, context)
            for key, name in (("per_class", PER_CLASS), ("total", TOTAL), ("minimum", MINIMUM), ("seed", SEED))
        }
        job = JobSpec(
            kind="sample", source=self.source.path, options=Options(overwrite=True),
            outputs=Outputs(points=os.path.abspath(target)),
            settings=Sampling(
                **counts, standard_error=self.parameterAsDouble(parameters, ERROR, context),
                expected=self.parameterAsString(parameters, EXPECTED, context),
                hide=self.parameterAsBool(parameters, HIDE, context),
            ),
        )  # fmt: skip
        with EngineClient() as client:
            report = self.run_job(client, job, feedback)
        for line in describe(report).splitlines():
            feedback.pushInfo(line)
        if context.willLoadLayerOnCompletion(target):
            styler = PointStyler(Path(report["outputs"]["style"]))
            PointStyler.waiting.append(styler)
            details = context.layerToLoadOnCompletionDetails(target)
            details.name = tr("Sample of {}").format(self.source.name)
            details.setPostProcessor(styler)
        return {OUTPUT: target, NEEDED: report["needed"], DRAWN: report["drawn"]}
