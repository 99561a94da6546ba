"""Run jobs in the worker process over JSON lines; it can be cancelled and killed.

An :class:`EngineClient` belongs to the thread that calls :meth:`EngineClient.run`; :func:`shut_down` ends all workers
from any thread, so that unloading the plugin or closing QGIS leaves no process behind.
"""

from __future__ import annotations

import logging
import queue
import subprocess  # nosec B404 - the engine is a process of its own, started without a shell
import threading
import time
import uuid
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import QgsSettings

from ...backend.common import errors
from ...backend.common.outputs.temporary import remove_stale
from ...backend.job.events import JobEvent, cancel_line
from ...backend.job.spec import JobSpec
from ..i18n import tr
from ..paths import ROOT, user_folder
from .environment import SETTING_OUTSIDE, require_engine
from .network import Network, engine_variables
from .process import LineReader, clean_environment, kill, start

_POLL_S = 0.05
_CANCEL_GRACE_S = 3.0  # RunOptions.terminate answers in about 0.4 s; what has not answered by then is killed
_CLOSE_GRACE_S = 1.0
_logger = logging.getLogger(__name__)
_ERRORS: dict[str, type[errors.SpecAwareError]] = {
    cls.code: cls
    for cls in (
        errors.InputError,
        errors.SensorError,
        errors.ModelError,
        errors.EngineError,
        errors.OutputError,
        errors.CancelledError,
    )
}
_live: weakref.WeakSet[EngineClient] = weakref.WeakSet()
_live_lock = threading.Lock()


def shut_down() -> None:
    """Kill every worker this QGIS started; running jobs end as cancelled."""
    with _live_lock:
        clients = list(_live)
    for client in clients:
        client.kill()


def _tidy_up(job: JobSpec) -> None:
    """Complete or remove what a dead worker left beside the job's outputs."""
    paths = {name: Path(path) for name, path in vars(job.outputs).items() if path}
    for folder in {path if name == "model" else path.parent for name, path in paths.items()}:
        if folder.is_dir():
            remove_stale(folder)


class EngineClient:
    """One worker process for any number of jobs, one after the other; a context manager.

    Args:
        python: the engine's interpreter; found by the plugin's rules if not given.
        network: QGIS's settings of the network, for jobs that read from web servers.
    """

    def __init__(self, python: str | None = None, *, network: Network | None = None) -> None:
        self._network = network
        self._python = require_engine().python if python is None else python
        self._process: subprocess.Popen[str] | None = None
        self._reader: LineReader | None = None
        self._errors: LineReader | None = None
        self._killed = threading.Event()
        self._lock = threading.Lock()

    def __enter__(self) -> EngineClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Process id of the running worker, else None."""
        return None if self._process is None else self._process.pid

    def run(
        self,
        job: JobSpec,
        *,
        on_event: Callable[[JobEvent], None] | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> dict[str, Any]:
        """Run one job and return the data of its result event; ``on_event`` gets the events before it.

        Raises:
            CancelledError: ``is_cancelled`` turned true, or the worker was ended by :func:`shut_down`.
            SpecAwareError: the job failed; the class follows the code of the worker's error event.
        """
        job = replace(job, id=job.id or uuid.uuid4().hex)
        if QgsSettings().value(SETTING_OUTSIDE, False, type=bool):
            job = replace(job, options=replace(job.options, outside_files=True))
        if is_cancelled():
            raise errors.CancelledError(tr("The run was cancelled; nothing was written."))
        reader = self._ensure_started()
        self._send(job.to_line())
        asked_at: float | None = None
        while True:
            if asked_at is None and is_cancelled():
                asked_at = time.monotonic()
                self._send(cancel_line(job.id))
            if asked_at is not None and time.monotonic() - asked_at > _CANCEL_GRACE_S:
                self.kill()
                _tidy_up(job)
                raise errors.CancelledError(tr("The run was cancelled; nothing was written."))
            try:
                line = reader.get(_POLL_S)
            except queue.Empty:
                continue
            if line is None:
                error = self._death(cancelled=asked_at is not None)
                _tidy_up(job)
                raise error
            event = JobEvent.from_line(line)
            if event.job != job.id:
                _logger.debug("%s", event.message)  # the worker's greeting, or the rest of an earlier job
                continue
            if event.type == "result":
                return event.data
            if event.type == "error":
                raise _ERRORS.get(event.code, errors.EngineError)(event.message)
            if on_event is not None:
                on_event(event)

    def close(self) -> None:
        """Let the worker end by closing its stdin; kill it if it does not."""
        with self._lock:
            process, self._process = self._process, None
        with _live_lock:
            _live.discard(self)
        if process is None:
            return
        try:
            if process.stdin is not None:
                process.stdin.close()
            process.wait(_CLOSE_GRACE_S)
        except (OSError, subprocess.TimeoutExpired):
            _logger.warning("The worker did not end by itself and is killed.")
        self._end(process)

    def kill(self) -> None:
        """End the worker at once; a :meth:`run` in another thread then raises CancelledError."""
        self._killed.set()
        with self._lock:
            process, self._process = self._process, None
        with _live_lock:
            _live.discard(self)
        if process is not None:
            self._end(process)

    def _end(self, process: subprocess.Popen[str]) -> None:
        kill(process)
        for reader in (self._reader, self._errors):
            if reader is not None:
                reader.join(_CLOSE_GRACE_S)

    def _ensure_started(self) -> LineReader:
        if self._process is not None and self._process.poll() is None and self._reader is not None:
            return self._reader
        if self._killed.is_set():
            raise errors.CancelledError(tr("The run was cancelled; nothing was written."))
        try:
            process = start([self._python, "-u", "-m", "backend.worker"], cwd=ROOT, environment=self._environment())
        except OSError as error:
            raise errors.EngineError(
                tr("The engine's Python '{}' cannot be started ({}): set the engine up again.").format(
                    self._python, error.strerror or error
                )
            ) from error
        if process.stdout is None or process.stderr is None:
            raise errors.EngineError(tr("QGIS cannot communicate with the engine: restart QGIS."))
        reader = LineReader(process.stdout, "specaware-events")
        self._errors = LineReader(process.stderr, "specaware-errors")
        self._reader = reader
        with self._lock:
            self._process = process
        with _live_lock:
            _live.add(self)
        return reader

    def _environment(self) -> dict[str, str]:
        variables = clean_environment()
        if self._network is None:
            return variables
        return engine_variables(self._network, variables, user_folder() / "certificates.pem")

    def _send(self, line: str) -> None:
        process = self._process
        if process is None or process.stdin is None:
            return  # killed meanwhile: the reader sees the end of the stream
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
        except (OSError, ValueError):
            _logger.debug("The worker is gone; its last words are read from its pipes.")

    def _death(self, *, cancelled: bool) -> errors.SpecAwareError:
        """The error for a worker whose stdout ended in the middle of a job."""
        if cancelled or self._killed.is_set():
            return errors.CancelledError(tr("The run was cancelled; nothing was written."))
        code = None if self._process is None else self._process.wait()
        words: list[str] = []
        if self._errors is not None:
            self._errors.join(_CLOSE_GRACE_S)
            words = [line.strip() for line in self._errors.drain() if line.strip()]
            _logger.error("Worker ended with code %s:\n%s", code, "\n".join(words))
        last = words[-1].rstrip(".") if words else tr("no message")
        return errors.EngineError(
            tr("The engine stopped unexpectedly (code {}: {}): set it up again if this happens repeatedly.").format(
                code, last
            )
        )
