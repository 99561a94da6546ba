"""``specaware:findsimilar``: similarity of each pixel to points, polygons or library spectra, in percent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterString,
)

from ....backend.common.errors import InputError
from ...i18n import tr
from ..parts.declared import JobAlgorithm

POINTS, PIXELS, LIBRARY, OVER = "POINTS", "PIXELS", "LIBRARY", "PIXELS_OVER_50"


class FindSimilarAlgorithm(JobAlgorithm):
    """Similarity of pixels to given examples."""

    NAME, ICON = "findsimilar", "similar"
    KIND = "similar"

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        """Declare inputs and outputs."""
        super().initAlgorithm(config)
        self.addOutput(QgsProcessingOutputNumber(OVER, tr("Pixels with 50 % or more")))

    def own_parameters(self) -> list[QgsProcessingParameterDefinition]:
        """Places by their coordinates."""
        return [QgsProcessingParameterString(PIXELS, tr("Pixels to search for: x,y; x,y"), optional=True)]

    def check(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """Also refuse missing examples and invalid coordinates."""
        super().check(parameters, context)
        if all(parameters.get(name) in (None, "") for name in (POINTS, PIXELS, LIBRARY)):
            raise InputError(tr("Nothing to search for was given: choose points, pixels or a spectral library."))
        pixels_of(str(parameters.get(PIXELS) or ""))

    def points(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[tuple[float, float], ...]:
        """The pixels to search for."""
        return pixels_of(self.parameterAsString(parameters, PIXELS, context))

    def numbers(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Pixels of 50 % and more."""
        return {OVER: result["pixels_over_50"]}


def pixels_of(text: str) -> tuple[tuple[float, float], ...]:
    """Return the places in a text such as "366165,5805385; 366885,5805385".

    Raises:
        InputError: the text is not a list of coordinates.
    """
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        pair = re.fullmatch(r"([-+\d.eE]+)\s*,\s*([-+\d.eE]+)", part)
        try:
            found.append((float(pair[1]), float(pair[2])) if pair else (float("x"), 0.0))
        except ValueError:
            raise InputError(tr("'{}' is not a position: enter x,y; x,y in the raster's CRS.").format(part)) from None
    return tuple(found)
