"""Long work as QGIS tasks: shown in the task manager, cancellable, never touching the project from their thread."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ..backend.common.errors import CancelledError, SpecAwareError
from ..backend.job.events import JobEvent
from ..backend.job.spec import JobSpec
from .engine.client import EngineClient
from .engine.network import network_for, network_of_qgis
from .engine.setup import EngineSetup
from .engine.variants import PROCESSOR, Variant
from .i18n import tr

_PATIENCE_MS = 5000  # for a task to end
_logger = logging.getLogger(__name__)


class JobsTask(QgsTask):
    """Runs jobs one after the other in one worker.

    Signals carry the position of the job: ``job_started``, ``job_event`` (JobEvent), ``job_done`` (the result's data),
    ``job_failed`` (SpecAwareError). ``ended`` comes last, in the main thread, also after a cancel.
    """

    job_started = pyqtSignal(int)
    job_event = pyqtSignal(int, object)
    job_done = pyqtSignal(int, object)
    job_failed = pyqtSignal(int, object)
    ended = pyqtSignal()

    def __init__(self, title: str, jobs: Sequence[JobSpec]) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._jobs = list(jobs)
        # here in the main thread: QGIS may ask for its master password
        self._network = network_for(*(path for job in jobs for path in job.paths()))

    def run(self) -> bool:
        """Run all jobs; in the task's thread. True if none failed."""
        position = 0
        good = True
        try:
            with EngineClient(network=self._network) as client:
                for position, job in enumerate(self._jobs):
                    good = self._run_one(client, position, job) and good
        except SpecAwareError as error:
            self.job_failed.emit(position, error)
            return False
        except Exception as error:  # unexpected errors must be reported too
            _logger.exception("A task failed unexpectedly")
            self.job_failed.emit(position, SpecAwareError(f"{type(error).__name__}: {error}"))
            return False
        return good

    def _run_one(self, client: EngineClient, position: int, job: JobSpec) -> bool:
        """Run one job; a failure ends this job only, a cancel ends all."""
        self.job_started.emit(position)
        try:
            data = client.run(job, on_event=self._relay(position), is_cancelled=self.isCanceled)
        except CancelledError:
            raise
        except SpecAwareError as error:
            self.job_failed.emit(position, error)
            return False
        self.job_done.emit(position, data)
        return True

    def _relay(self, position: int) -> Callable[[JobEvent], None]:
        def relay(event: JobEvent) -> None:
            if event.type == "progress" and event.fraction is not None:
                self.setProgress(100.0 * (position + event.fraction) / len(self._jobs))
            self.job_event.emit(position, event)

        return relay

    def finished(self, result: bool) -> None:
        """Tell the panel; in the main thread."""
        self.ended.emit()

    def abandon(self) -> None:
        """Cancel and wait, without further signals."""
        for signal in (self.job_started, self.job_event, self.job_done, self.job_failed, self.ended):
            with suppress(TypeError):  # nothing was connected to it
                signal.disconnect()
        self.cancel()
        self.waitForFinished(_PATIENCE_MS)


class BackgroundJobs:
    """Single jobs in the background, each in its own task, and their callbacks; main thread only.

    ``failed`` is given the error of a job that went wrong, a CancelledError for one that was stopped.
    """

    def __init__(self, failed: Callable[[SpecAwareError], None]) -> None:
        self._failed = failed
        self._tasks: list[JobsTask] = []

    @property
    def is_running(self) -> bool:
        """True while a job is running."""
        return bool(self._tasks)

    def start(self, title: str, job: JobSpec, done: Callable[[dict[str, Any]], None]) -> None:
        """Run a job; ``done`` is given the data of its result."""
        task = JobsTask(title, [job])
        task.job_done.connect(lambda _, data: done(data))
        task.job_failed.connect(lambda _, error: self._failed(error))
        task.ended.connect(lambda: self._tasks.remove(task))
        self._tasks.append(task)
        QgsApplication.taskManager().addTask(task)

    def shut_down(self) -> None:
        """Stop all and wait for them."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.abandon()


class SetupTask(QgsTask):
    """Creates the engine's environment; ``ended`` carries "" or the sentence that says what went wrong."""

    line = pyqtSignal(str)
    step = pyqtSignal(str)
    ended = pyqtSignal(str)

    def __init__(self, wheels: Path | None = None, variant: Variant = PROCESSOR) -> None:
        super().__init__(tr("SpecAware: setting up the engine"), QgsTask.Flag.CanCancel)
        self._wheels, self._variant = wheels, variant
        self.note = ""  # why another engine than the one chosen was made
        self._network = network_of_qgis()  # here in the main thread: QGIS may ask for its master password
        self._problem = ""

    def run(self) -> bool:
        """Make the environment; in the task's thread."""
        setup = EngineSetup(
            on_line=self.line.emit, on_progress=self.setProgress, is_cancelled=self.isCanceled, wheels=self._wheels,
            network=self._network, on_step=self.step.emit, variant=self._variant,
        )  # fmt: skip
        try:
            setup.run()
            self.note = setup.note
        except SpecAwareError as error:
            self._problem = str(error)
        except Exception as error:  # unexpected errors must be reported too
            _logger.exception("The set-up failed unexpectedly")
            self._problem = f"{type(error).__name__}: {error}"
        return not self._problem

    def finished(self, result: bool) -> None:
        """Tell the panel; in the main thread."""
        self.ended.emit(self._problem or ("" if result else tr("The set-up was cancelled; nothing was kept.")))
