"""``specaware:findsimilar``: how like each pixel is to points, polygons or library spectra, in percent."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ...backend.common.errors import InputError
from ...backend.job.kinds.similar import METHODS, Seeking
from ...backend.job.spec import DEVICES, PRECISIONS, JobSpec, Outputs
from .. import catalog
from ..engine.client import EngineClient
from ..i18n import tr
from ..results.maps import MadeMap
from . import parameters as p
from .base import SpecAwareAlgorithm
from .mapping import style_on_load
from .support import check_destination, labels_of

POINTS, PIXELS, LIBRARY, SPECTRA, METHOD, OUTPUT, OVER = (
    "POINTS", "PIXELS", "LIBRARY", "SPECTRA", "METHOD", "OUTPUT", "PIXELS_OVER_50",
)  # fmt: skip


class FindSimilarAlgorithm(SpecAwareAlgorithm):
    """Similarity to what is looked for."""

    NAME, ICON = "findsimilar", "similar"

    def __init__(self) -> None:
        super().__init__()
        self.places = ("", "")

    def displayName(self) -> str:
        """Title in the toolbox."""
        return tr("Find similar pixels")

    def tags(self) -> list[str]:
        """Words by which it is found."""
        return tr("similarity,spectral angle,SAM,target detection,search,spectral library,hyperspectral").split(",")

    def shortDescription(self) -> str:
        """One line under the title."""
        return tr("Tells in percent how like each pixel is to points, polygons or spectra of a library.")

    def shortHelpString(self) -> str:
        """Text beside the dialog."""
        return tr(
            "<p>Give one place or several of what you look for, or spectra of a library; each pixel of the "
            "raster is compared with all of them, and the best counts. Nothing is trained.</p><p><b>Points or "
            "polygons</b>: in any CRS. <b>Pixels</b>: x,y in the raster's CRS, several parted by ';'. "
            "<b>Library</b>: CSV with a column 'wavelength' and one column a spectrum, what the profile tool "
            "exports, or an ENVI spectral library.</p><p><b>Compare</b>: <i>spectrum</i> is the spectral angle "
            "over the bands used, 100 % for the same shape and 0 % from 30 degrees on. <i>features</i> is by "
            "what the model sees, neighbours included; 0 % is no more alike than the scene's average. "
            "<i>auto</i> takes features for places and spectra for a library.</p>"
        )

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        kinds = [QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon]
        for parameter in (
            *p.input_parameters(),
            QgsProcessingParameterVectorLayer(POINTS, tr("Points or polygons to look for"), kinds, optional=True),
            QgsProcessingParameterString(PIXELS, tr("Pixels to look for: x,y; x,y"), optional=True),
            QgsProcessingParameterFile(
                LIBRARY, tr("Library of spectra to look for"), QgsProcessingParameterFile.Behavior.File, optional=True,
                fileFilter=tr("Spectra (*.csv *.txt *.sli *.hdr);;All files (*)"),
            ),
            QgsProcessingParameterString(
                SPECTRA, tr("Names of its spectra, parted by ; (all if empty)"), optional=True
            ),
            p.choice(METHOD, tr("Compare"), list(METHODS)), *p.model_parameters(), *p.sensor_parameters(),
            *p.run_parameters(), *p.engine_parameters(),
            QgsProcessingParameterRasterDestination(OUTPUT, tr("Similarity")),
        ):  # fmt: skip
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(OVER, tr("Pixels of 50 % and more")))

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse nothing to look for, an unknown model, and an output that cannot be written."""
        super().check(parameters, context)
        if all(parameters.get(name) in (None, "") for name in (POINTS, PIXELS, LIBRARY)):
            raise InputError(tr("Nothing to look for was given: choose points, pixels or a library of spectra."))
        pixels_of(str(parameters.get(PIXELS) or ""))
        name = parameters.get(p.MODEL_FILE) or parameters.get(p.MODEL) or ""
        catalog.model_card(str(name), task=catalog.LAND_COVER)
        p.check_choice(parameters, METHOD, list(METHODS), tr("Compare"))
        p.check_choice(parameters, p.DEVICE, list(DEVICES), tr("Device"))
        p.check_choice(parameters, p.PRECISION, list(PRECISIONS), tr("Precision"))
        check_destination(parameters, OUTPUT, context, (".tif", ".tiff"))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Resolve layers, in the main thread; points of a kind that the engine cannot read are exported."""
        if not super().prepareAlgorithm(parameters, context, feedback):
            return False
        if parameters.get(POINTS) not in (None, ""):
            self.places = labels_of(self, parameters, POINTS, context, feedback)
        return True

    def run_in_thread(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job; runs in a worker thread and touches no layer."""
        target = self.parameterAsOutputLayer(parameters, OUTPUT, context)
        overrides = self.overrides(parameters, context)
        card = self.parameterAsFile(parameters, p.MODEL_FILE, context)
        library = self.parameterAsFile(parameters, LIBRARY, context)
        names = self.parameterAsString(parameters, SPECTRA, context)
        seeking = Seeking(
            vector=self.places[0], layer=self.places[1], library=os.path.abspath(library) if library else "",
            spectra=tuple(name.strip() for name in names.split(";") if name.strip()),
            method=self.parameterAsEnumString(parameters, METHOD, context) or METHODS[0],
        )  # fmt: skip
        options = self.engine_options(parameters, context)
        with EngineClient() as client:
            job = JobSpec(
                kind="similar", source=self.source.path, overrides=overrides, settings=seeking,
                model=card or self.parameterAsEnumString(parameters, p.MODEL, context),
                points=pixels_of(self.parameterAsString(parameters, PIXELS, context)),
                extent=self.extent_in_raster_crs(client, overrides, feedback),
                outputs=Outputs(similarity=os.path.abspath(target)), options=options(),
            )  # fmt: skip
            report = self.run_job(client, job, feedback)
        feedback.pushInfo(tr("Compared by {}, device {}").format(report["method"], report["device"]))
        made = MadeMap(self.source.path, self.source.name, "", target)
        style_on_load(context, target, "similarity", made)
        return {OUTPUT: target, OVER: report["pixels_over_50"]}


def pixels_of(text: str) -> tuple[tuple[float, float], ...]:
    """Return the places in a text such as "366165,5805385; 366885,5805385".

    Raises:
        InputError: it is none.
    """
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        pair = re.fullmatch(r"([-+\d.eE]+)\s*,\s*([-+\d.eE]+)", part)
        try:
            found.append((float(pair[1]), float(pair[2])) if pair else (float("x"), 0.0))
        except ValueError:
            raise InputError(tr("'{}' is no place: write x,y; x,y in the raster's CRS.").format(part)) from None
    return tuple(found)
