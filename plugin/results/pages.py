"""Pages of finished maps: made by the engine in the background, opened in the browser. Main thread only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsProcessingUtils
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices

from ...backend.common.errors import SpecAwareError
from ...backend.job.spec import JobSpec, Options, Outputs
from ...backend.pages.words import LANGUAGES
from ..i18n import tr
from ..qgis_tasks import JobsTask


def report_job(report: str, page: str, *, overwrite: bool = False) -> JobSpec:
    """The job that makes the page of a map from its report (.json), in QGIS's language; any thread."""
    outputs, options = Outputs(page=page), Options(overwrite=overwrite)
    return JobSpec("report", report, outputs=outputs, options=options, language=page_language())


def page_language() -> str:
    """The language of QGIS if pages are made in it, else English; any thread."""
    language = QgsApplication.locale()[:2]
    return language if language in LANGUAGES else LANGUAGES[0]


def page_of(output: str) -> str:
    """Where the page of a map goes: beside it, or to the temporary folder where that cannot be written."""
    beside = Path(output).with_suffix(".html")
    if os.access(beside.parent, os.W_OK):
        return str(beside)
    return os.path.join(QgsProcessingUtils.tempFolder(), beside.name)


class ReportMaker(QObject):
    """Makes pages and opens them; ``opened`` carries the page, ``failed`` a sentence."""

    opened = pyqtSignal(str)
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: dict[str, JobsTask] = {}

    def make(self, report: str, output: str) -> None:
        """Make and open the page of the map ``output``; a second call while it is being made does nothing."""
        page = page_of(output)
        if page in self._tasks:
            return
        task = JobsTask(tr("SpecAware: making the report"), [report_job(report, page)])
        task.job_done.connect(self._done)
        task.job_failed.connect(self._failed)
        task.ended.connect(lambda: self._tasks.pop(page, None))
        self._tasks[page] = task
        QgsApplication.taskManager().addTask(task)

    def _done(self, _: int, data: dict[str, Any]) -> None:
        page = str(data["outputs"]["page"])
        QDesktopServices.openUrl(QUrl.fromLocalFile(page))
        self.opened.emit(page)

    def _failed(self, _: int, error: SpecAwareError) -> None:
        self.failed.emit(str(error))

    def shut_down(self) -> None:
        """Stop and wait."""
        for task in list(self._tasks.values()):
            task.abandon()
        self._tasks = {}
