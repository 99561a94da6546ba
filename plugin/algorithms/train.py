"""``specaware:train``: a few labelled points or polygons become a model for the user's own classes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ...backend.common.errors import InputError
from ...backend.job.kinds.train import PRIORS, Training
from ...backend.job.spec import JobSpec, Options, Outputs
from .. import catalog, models
from ..engine.client import EngineClient
from ..i18n import tr
from .parts import parameters as p
from .parts.mapping import MappingAlgorithm
from .parts.own_models import MakesModel
from .parts.support import labels_of
from .parts.train_parameters import (
    ACCURACY,
    FIELD,
    LABELS,
    MODEL_NAME,
    MORE,
    NAME,
    OUTPUT,
    PRIOR,
    label_parameters,
    outputs,
    result_parameters,
)


class TrainAlgorithm(MakesModel, MappingAlgorithm):
    """Learns classes from labels; the folder it writes is a model for 'Classify land cover'."""

    NAME = ICON = "train"

    def __init__(self) -> None:
        super().__init__()
        self.labels = ("", "")
        self.title = ""
        self.more: list[str] = []

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Train on your own classes")

    def tags(self) -> list[str]:
        """Words by which it is found."""
        return tr("few-shot,training,labels,samples,supervised classification,hyperspectral,LDA,MNF").split(",")

    def shortDescription(self) -> str:
        """One line under the title."""
        return tr("Trains a model on your own classes from a few labelled points or polygons, in seconds.")

    def shortHelpString(self) -> str:
        """Text beside the dialog."""
        text = tr(
            "<p>Trains a model on your own classes from labelled points or polygons in any CRS. Start with about "
            "ten labels per class. The features of the bundled model are combined with the spectra at the "
            "labels.</p><p><b>Labels</b> and <b>Field</b>: the layer, and the attribute with the "
            "class.<br><b>Class prior</b>: how common each class is. <i>uniform</i>: all alike. <i>labels</i>: as "
            "in the labels. <i>zero-shot</i>: roughly as the bundled model maps the scene.</p><p><b>Further "
            "rasters</b>: labels may lie on several rasters, also from different sensors. The bands they share are "
            "used.</p><p>The model appears at once in the panel and in every algorithm, for this raster or any "
            "other, also from another sensor. <b>Folder of the model</b>: leave it empty to keep the model among "
            "your models. Its report.html has the accuracy on labels held out in spatial blocks, the confusion "
            "matrix, and areas with confidence intervals.</p>"
        )
        return text + catalog.models_html()

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        for parameter in (
            *p.input_parameters(), *label_parameters(), *p.model_parameters(), *p.sensor_parameters(),
            *result_parameters(),
        ):  # fmt: skip
            self.addParameter(parameter)
        for output in outputs():
            self.addOutput(output)

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse missing labels and an unknown prior."""
        super().check(parameters, context)
        if parameters.get(LABELS) in (None, ""):
            raise InputError(tr("No labels were chosen: choose a layer of points or polygons."))
        if parameters.get(FIELD) in (None, ""):
            raise InputError(tr("No field was chosen: choose the attribute with the class."))
        p.check_choice(parameters, PRIOR, list(PRIORS), tr("Prior"))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Resolve layers, in the main thread; labels of a kind that the engine cannot read are exported."""
        if not super().prepareAlgorithm(parameters, context, feedback):
            return False
        self.labels = labels_of(self, parameters, LABELS, context, feedback)
        layer = self.parameterAsVectorLayer(parameters, LABELS, context)
        self.title = layer.name() if layer is not None else os.path.splitext(os.path.basename(self.labels[0]))[0]
        self.more = self.further_rasters(MORE, parameters, context)
        return True

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job; runs in a worker thread and touches no layer."""
        name = self.parameterAsString(parameters, NAME, context)
        folder = self.parameterAsString(parameters, OUTPUT, context) or str(models.free_folder(name or self.title))
        card = self.parameterAsFile(parameters, p.MODEL_FILE, context)
        job = JobSpec(
            kind="train", source=self.source.path, overrides=self.overrides(parameters, context),
            model=card or self.parameterAsEnumString(parameters, p.MODEL, context),
            outputs=Outputs(model=os.path.abspath(folder)), options=Options(overwrite=True),
            settings=Training(
                labels=self.labels[0], layer=self.labels[1],
                class_field=self.parameterAsString(parameters, FIELD, context),
                more=tuple(self.more),
                name=name,
                prior=self.parameterAsEnumString(parameters, PRIOR, context),
            ),
        )  # fmt: skip
        with EngineClient(network=self.network) as client:
            report = self.run_job(client, job, feedback)
        with open(os.path.join(folder, "report.txt"), encoding="utf-8") as stream:
            feedback.pushInfo(stream.read())
        self.made = folder
        found = report["cross_validation"]["oa"]
        made = {OUTPUT: folder, MODEL_NAME: report["model"]}
        return made if found is None else {**made, ACCURACY: 100.0 * found}
