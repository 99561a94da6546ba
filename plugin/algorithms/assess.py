"""``specaware:assess``: a class map against labelled points or polygons."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ...backend.common.errors import InputError
from ...backend.job.kinds.assess import DESIGNS, Assessing, describe
from ...backend.job.spec import JobSpec, Options, Outputs
from ..engine.client import EngineClient
from ..i18n import tr
from ..results.pages import page_language
from . import parameters as p
from .base import SpecAwareAlgorithm
from .support import check_destination, labels_of

LABELS, FIELD, MATCH, DESIGN = "LABELS", "FIELD", "MATCH", "DESIGN"
HTML, CSV, JSON, ACCURACY, HALF = "HTML", "CSV", "JSON", "ACCURACY", "HALF_INTERVAL"
RECOGNISE = "recognise"
_FILES = {HTML: ("page", (".html", ".htm")), CSV: ("table", (".csv",)), JSON: ("report", (".json",))}


class AssessAlgorithm(SpecAwareAlgorithm):
    """Accuracy of a class map of any program."""

    NAME = ICON = "assess"

    def __init__(self) -> None:
        super().__init__()
        self.labels = ("", "")

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Assess the accuracy of a map")

    def tags(self) -> list[str]:
        """Words by which it is found."""
        return tr("accuracy,validation,confusion matrix,error matrix,Olofsson,area estimation,IoU,F1").split(",")

    def shortDescription(self) -> str:
        """One line under the title."""
        return tr("Compares a class map with points or polygons of known class: matrix, accuracies, areas.")

    def shortHelpString(self) -> str:
        """Text beside the dialog."""
        return tr(
            "<p>Compares a class map, of this or any other program, with points or polygons of known class: confusion "
            "matrix, user's and producer's accuracy, F1 and IoU of each class, and estimates of accuracy and area for "
            "the whole map with 95 % confidence intervals (Olofsson et al. 2014).</p>"
            "<p><b>Labels</b> may be in any CRS. Classes match by name, numbers also by pixel value; <b>Match</b> "
            "pairs those that have other names, as <i>meadow=Grassland,5=Water</i>.</p>"
            "<p><b>How the labels were drawn</b> decides whether there are intervals: points of 'Draw a sample to "
            "assess a map' are recognised; polygons never give any, as their pixels were not drawn one by one.</p>"
            "<p>Page, table and JSON hold the same figures.</p>"
        )

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        kinds = [QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon]
        for parameter in (
            p.RasterOrProduct(p.INPUT, tr("Class map")),
            QgsProcessingParameterVectorLayer(LABELS, tr("Labels: points or polygons"), kinds),
            QgsProcessingParameterField(FIELD, tr("Field that holds the class"), parentLayerParameterName=LABELS),
            QgsProcessingParameterString(MATCH, tr("Match, as label=class,label=class"), optional=True),
            QgsProcessingParameterEnum(
                DESIGN, tr("How the labels were drawn"), options=[RECOGNISE, *DESIGNS], defaultValue=RECOGNISE,
                usesStaticStrings=True,
            ),
            QgsProcessingParameterFileDestination(
                HTML, tr("Accuracy as a page"), tr("HTML (*.html)"), optional=True, createByDefault=True
            ),
            QgsProcessingParameterFileDestination(
                CSV, tr("Accuracy as a table"), tr("CSV (*.csv)"), optional=True, createByDefault=False
            ),
            QgsProcessingParameterFileDestination(
                JSON, tr("Accuracy as JSON"), tr("JSON (*.json)"), optional=True, createByDefault=False
            ),
        ):  # fmt: skip
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(ACCURACY, tr("Overall accuracy of the map (%)")))
        self.addOutput(QgsProcessingOutputNumber(HALF, tr("Half of its 95 % confidence interval (%)")))

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse missing labels and outputs that cannot be written."""
        super().check(parameters, context)
        if parameters.get(LABELS) in (None, ""):
            raise InputError(tr("No labels were given: choose a layer of points or polygons."))
        if parameters.get(FIELD) in (None, ""):
            raise InputError(tr("No field was given: choose the attribute that holds the class."))
        p.check_choice(parameters, DESIGN, [RECOGNISE, *DESIGNS], tr("Design"))
        for name, (_, suffixes) in _FILES.items():
            check_destination(parameters, name, context, suffixes)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Resolve layers, in the main thread; labels of a kind that the engine cannot read are exported."""
        if not super().prepareAlgorithm(parameters, context, feedback):
            return False
        self.labels = labels_of(self, parameters, LABELS, context, feedback)
        return True

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job; runs in a worker thread and touches no layer."""
        named = {name: self.parameterAsFileOutput(parameters, name, context) for name in _FILES}
        wanted = {name: path for name, path in named.items() if path}
        if not wanted:
            raise InputError(tr("No output was chosen: choose the page, the table or the JSON."))
        design = self.parameterAsEnumString(parameters, DESIGN, context)
        job = JobSpec(
            kind="assess", source=self.source.path, options=Options(overwrite=True),
            outputs=Outputs(**{_FILES[name][0]: os.path.abspath(path) for name, path in wanted.items()}),
            settings=Assessing(
                labels=self.labels[0], layer=self.labels[1],
                class_field=self.parameterAsString(parameters, FIELD, context),
                match=self.parameterAsString(parameters, MATCH, context),
                design="" if design == RECOGNISE else design,
            ),
            language=page_language(),
        )  # fmt: skip
        with EngineClient() as client:
            report = self.run_job(client, job, feedback)
        for line in describe(report).splitlines():
            feedback.pushInfo(line)
        if HTML in wanted:
            feedback.pushInfo(tr("Report: {}").format(wanted[HTML]))
        found = report["map_estimates"]
        shares = {ACCURACY: found["oa"], HALF: found["oa_95"]}
        return {**wanted, **{name: 100.0 * value for name, value in shares.items() if value is not None}}
