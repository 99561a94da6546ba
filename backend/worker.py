"""The worker process: jobs as JSON lines on stdin, events as JSON lines on stdout, until stdin closes.

``python -m backend.worker``, with the repository's root as working directory or on PYTHONPATH. Jobs run one after
another. Nothing but events is ever written to the real stdout: whatever libraries print goes to stderr.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import sys
import threading
from typing import IO

from .cancellation import CancelToken
from .errors import SpecAwareError
from .jobs import JobEvent, JobSpec, parse_line
from .version import specaware_version

_LOG = logging.getLogger(__name__)
_GRACE_S = 2.0  # after stdin closed, for a job to end by itself
# What another program's GDAL or PROJ may have left in the environment; the wheels carry their own data.
FOREIGN_VARIABLES = (
    "GDAL_DATA", "GDAL_DRIVER_PATH", "GDAL_PAM_ENABLED", "OGR_DRIVER_PATH", "PROJ_LIB", "PROJ_DATA", "PROJ_NETWORK",
    "PYTHONHOME", "PYTHONSTARTUP", "CPL_DEBUG", "GEOTIFF_CSV",
)  # fmt: skip


def scrub_environment() -> None:
    """Remove what other programs' GDAL, PROJ and Python left in this process's environment."""
    for name in FOREIGN_VARIABLES:
        os.environ.pop(name, None)


def take_stdout() -> IO[str]:
    """Return a private handle on the real stdout, and send everything else that is written there to stderr."""
    sys.stdout.flush()
    private = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n", buffering=1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return private


class Worker:
    """Reads lines in a thread of its own, so that a cancel reaches a job that runs."""

    def __init__(self, lines: IO[str], events: IO[str]) -> None:
        self._lines, self._events = lines, events
        self._lock = threading.Lock()
        self._jobs: queue.Queue[tuple[JobSpec, CancelToken] | None] = queue.Queue()
        self._tokens: list[tuple[str, CancelToken]] = []
        self._leave = threading.Timer(_GRACE_S, os._exit, args=(1,))
        self._leave.daemon = True

    def send(self, event: JobEvent) -> None:
        """Write one event; a client that is gone is no error, its stdin has closed or soon will."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._events.write(event.to_line() + "\n")
            self._events.flush()

    def serve(self) -> None:
        """Run jobs until stdin closes; what runs then is cancelled."""
        from .runner import JobRunner

        self.send(JobEvent("log", message=f"ready: SpecAware {specaware_version()} engine, process {os.getpid()}"))
        listener = threading.Thread(target=self._listen, daemon=True)
        listener.start()
        runner = JobRunner()
        while (item := self._jobs.get()) is not None:
            spec, token = item
            runner.run(spec, send=self.send, token=token)
            self._tokens = [(name, other) for name, other in self._tokens if other is not token]
        self._leave.cancel()
        # No thread may begin or end while Python takes itself down: CPython 3.11 then ends with a segmentation fault.
        for thread in (listener, self._leave):
            thread.join()

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            for line in self._lines:
                if line.strip():
                    self._take(line)
        self._cancel("")
        self._leave.start()
        self._jobs.put(None)

    def _take(self, line: str) -> None:
        job = ""
        try:
            data = parse_line(line)
            job = str(data.get("id") or "")
            if data.get("type") == "cancel":
                self._cancel(str(data.get("job") or ""))
                return
            item = JobSpec.from_dict(data), CancelToken()
        except SpecAwareError as exc:
            self.send(JobEvent.from_error(exc, job=job))
            return
        self._tokens.append((item[0].id, item[1]))
        self._jobs.put(item)

    def _cancel(self, job: str) -> None:
        for name, token in list(self._tokens):
            if job in ("", name):
                token.cancel()


def main() -> int:
    """Serve stdin until it closes; the exit code is 0."""
    scrub_environment()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")
    lines = open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115 - for life
    Worker(lines, take_stdout()).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
