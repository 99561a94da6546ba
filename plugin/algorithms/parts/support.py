"""Helpers of the algorithms: job events as feedback, and checks of output paths."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
)

from ....backend.common.errors import OutputError
from ....backend.job.events import JobEvent
from ...engine.progress import ProgressText
from ...i18n import tr

LABEL_FORMATS = ["gpkg", "geojson", "shp", "fgb"]  # read by the engine; layers of other kinds are exported first


class Relay:
    """Turns job events into Processing feedback."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._text = ProgressText()

    def __call__(self, event: JobEvent) -> None:
        """Show one event."""
        if event.type == "progress":
            if event.fraction is not None:
                self._feedback.setProgress(100.0 * event.fraction)
            text = self._text.for_log(event)
            if text:
                self._feedback.setProgressText(text)
        elif event.type == "warning":
            self._feedback.pushWarning(event.message)
        else:
            self._feedback.pushInfo(event.message)


def check_destination(
    parameters: Mapping[str, Any],
    name: str,
    context: QgsProcessingContext,
    suffixes: tuple[str, ...],
) -> None:
    """Refuse an output file of another kind, or in a folder that is not writable.

    Raises:
        OutputError: with what to do.
    """
    value = parameters.get(name)
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value, _ = value.sink.valueAsString(context.expressionContext())
    path = "" if value is None else str(value)
    if path in ("", QgsProcessing.TEMPORARY_OUTPUT):
        return
    if not path.lower().endswith(suffixes):
        raise OutputError(tr("Output '{}' must end in {}: change its name.").format(path, " / ".join(suffixes)))
    folder = Path(path).absolute().parent
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        raise OutputError(tr("Folder '{}' is not writable: choose another output.").format(folder))


def labels_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[str, str]:  # fmt: skip
    """Return file and layer of the labels, in the main thread; what the engine cannot read is exported.

    Raises:
        QgsProcessingException: with what to do.
    """
    path, layer = algorithm.parameterAsCompatibleSourceLayerPathAndLayerName(
        parameters, name, context, LABEL_FORMATS, "gpkg", feedback
    )
    if not path or not os.path.exists(path):
        raise QgsProcessingException(tr("The labels cannot be opened: save them as a GeoPackage."))
    return os.path.abspath(path), layer  # the engine runs in another folder
