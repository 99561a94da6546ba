"""The search for pixels similar to picked spectra, in the background, and its raster in the project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingUtils, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...backend.common.errors import OutputError
from ...backend.job.spec import JobSpec, Options, Outputs
from ..i18n import tr
from ..qgis_tasks import BackgroundJobs
from ..results.maps import MadeMap, dress, group_of, layer_name, settle
from .profiles import Profile


class SimilarSearch(QObject):
    """Searches for pixels similar to picked ones; ``found`` (QgsRasterLayer) and ``failed`` come in the main thread."""

    found = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = BackgroundJobs(lambda error: self.failed.emit(str(error)))

    @property
    def is_running(self) -> bool:
        """True while a search is running."""
        return self._jobs.is_running

    def start(self, profiles: Sequence[Profile], wanted: Profile) -> None:
        """Search the raster of ``wanted`` for pixels similar to it and the other ``profiles`` picked there."""
        alike = [p for p in profiles if p.source == wanted.source]
        job = JobSpec(
            "similar", wanted.source, overrides=wanted.settings, points=tuple((p.x, p.y) for p in alike),
            outputs=Outputs(similarity=QgsProcessingUtils.generateTempFilename("similarity.tif")),
            options=Options(overwrite=True),
        )  # fmt: skip
        self._jobs.start(tr("SpecAware: finding similar pixels"), job, lambda data: self._done(wanted, data))

    def _done(self, wanted: Profile, data: dict[str, Any]) -> None:
        try:
            self.found.emit(add_similarity(str(data["outputs"]["similarity"]), source=wanted.source, name=wanted.layer))
        except OutputError as error:
            self.failed.emit(str(error))

    def shut_down(self) -> None:
        """Stop searching and wait for it."""
        self._jobs.shut_down()


def add_similarity(path: str, *, source: str, name: str) -> QgsRasterLayer:
    """Add a raster of similarity to the group of its raster, on top. Main thread only.

    Raises:
        OutputError: QGIS cannot open the file.
    """
    layer = QgsRasterLayer(path, layer_name("similarity", ""))
    if not layer.isValid():
        raise OutputError(tr("The map '{}' was written but QGIS cannot open it: check the file.").format(Path(path)))
    dress(layer, "similarity", MadeMap(source, name, "", path))
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    settle(group_of(project, name).insertLayer(0, layer), first=True)
    return layer
