"""``specaware:embed``: the features of any installed model as a raster, and a picture of them in three bands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...backend.job.spec import DEVICES, PRECISIONS, JobSpec, Outputs
from .. import catalog
from ..engine.client import EngineClient
from ..i18n import tr
from ..results.maps import MadeMap
from . import parameters as p
from .base import SpecAwareAlgorithm
from .mapping import style_on_load
from .support import check_destination

OUTPUT, PICTURE, FEATURES, CHANNELS = "OUTPUT", "PICTURE", "FEATURES", "CHANNELS"


class EmbedAlgorithm(SpecAwareAlgorithm):
    """Features of a model."""

    NAME = ICON = "embed"

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Write features of a model")

    def tags(self) -> list[str]:
        """Words by which it is found."""
        return tr("embedding,features,foundation model,PCA,clustering,deep learning,hyperspectral").split(",")

    def shortDescription(self) -> str:
        """One line under the title."""
        return tr("Writes what a model sees in each pixel as a raster of many bands, and as a picture.")

    def shortHelpString(self) -> str:
        """Text beside the dialog."""
        return tr(
            "<p>A model sees more in a pixel than its spectrum: its neighbours, and what it has learned. This writes "
            "it as a raster, for a clustering, a classifier or a regression of your own.</p>"
            "<p><b>Model</b>: the bundled one gives 96 features a pixel on the raster's own grid; an imported encoder "
            "of SpecAware or SpectralGPT gives one pixel a patch.</p>"
            "<p><b>Picture</b>: the three main components as red, green and blue. They come from a fixed sample of the "
            "whole raster: repeated runs and other extents of one raster have the same colours.</p>"
            "<p><b>Features</b>: large, 4 bytes a feature and pixel before compression. The report beside them (.json) "
            "names the device that was really used.</p>"
        )

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        names = catalog.feature_model_names()
        output = QgsProcessingParameterString(
            FEATURES, tr("Output of an imported model (the deepest if empty)"), optional=True
        )
        for parameter in (
            *p.input_parameters(), *p.model_parameters(names=names), *p.sensor_parameters(), *p.run_parameters(),
            *p.engine_parameters(), p.advanced(output),
            QgsProcessingParameterRasterDestination(OUTPUT, tr("Features")),
            QgsProcessingParameterRasterDestination(
                PICTURE, tr("Picture of the features"), optional=True, createByDefault=False
            ),
        ):  # fmt: skip
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(CHANNELS, tr("Number of features")))

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse an unknown model, and outputs that cannot be written."""
        super().check(parameters, context)
        catalog.model_card(str(parameters.get(p.MODEL_FILE) or parameters.get(p.MODEL) or ""))
        p.check_choice(parameters, p.DEVICE, list(DEVICES), tr("Device"))
        p.check_choice(parameters, p.PRECISION, list(PRECISIONS), tr("Precision"))
        for name in (OUTPUT, PICTURE):
            check_destination(parameters, name, context, (".tif", ".tiff"))

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job; runs in a worker thread and touches no layer."""
        places = {
            "embedding": self.parameterAsOutputLayer(parameters, OUTPUT, context),
            "picture": self.parameterAsOutputLayer(parameters, PICTURE, context),
        }
        overrides = self.overrides(parameters, context)
        card = self.parameterAsFile(parameters, p.MODEL_FILE, context)
        options = self.engine_options(parameters, context)
        with EngineClient() as client:
            job = JobSpec(
                kind="embed", source=self.source.path, overrides=overrides,
                model=card or self.parameterAsEnumString(parameters, p.MODEL, context),
                extent=self.extent_in_raster_crs(client, overrides, feedback),
                outputs=Outputs(**{key: os.path.abspath(path) for key, path in places.items() if path}),
                options=options(features=self.parameterAsString(parameters, FEATURES, context)),
            )  # fmt: skip
            report = self.run_job(client, job, feedback)
        model = str(report["model"]["name"])
        feedback.pushInfo(tr("Model {}, device {}").format(model, report["device"]))
        for key, path in places.items():
            if path:
                made = MadeMap(
                    self.source.path, self.source.name, model, path, report=str(report["outputs"]["embedding"])
                )
                style_on_load(context, path, key, made)
        found = {OUTPUT: places["embedding"], CHANNELS: report["channels"]}
        return {**found, PICTURE: places["picture"]} if places["picture"] else found
