"""The worker process: reads jobs as JSON lines from stdin and writes events as JSON lines to stdout.

Run it with ``python -m backend.worker``; the repository's root must be the working directory or on PYTHONPATH. Jobs
run one after another until stdin closes. Only events go to the real stdout: what libraries print goes to stderr.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import re
import sys
import threading
from typing import IO

from .common.cancellation import CancelToken
from .common.errors import InputError
from .common.machine.patience import has_left_behind
from .common.machine.version import specaware_version
from .job.events import JobEvent, parse_line
from .job.spec import JobSpec
from .serve.surroundings import quiet_libraries, scrub_environment, take_stdout

_LOG = logging.getLogger(__name__)
_GRACE_S = 2.0  # time a job gets to end by itself after stdin has closed
_MAX_LINE = 4_000_000  # characters; a job with the bands of a thousand sensors has fewer
_JOB_ID = re.compile(r'"id"\s*:\s*"([^"\\]{1,200})"')  # found in a line that is too long to parse


class Worker:
    """Reads stdin in a thread of its own, so that a cancel reaches a running job."""

    def __init__(self, lines: IO[str], events: IO[str]) -> None:
        self._lines, self._events = lines, events
        self._lock = threading.Lock()
        self._jobs: queue.Queue[tuple[JobSpec, CancelToken] | None] = queue.Queue()
        self._tokens: list[tuple[str, CancelToken]] = []
        self._leave = threading.Timer(_GRACE_S, os._exit, args=(1,))
        self._leave.daemon = True
        self._deaf = False  # nobody reads the events any longer

    def send(self, event: JobEvent) -> None:
        """Write one event. If nobody reads the events any longer, cancel the running job and end the worker."""
        with self._lock:
            if self._deaf:
                return
            try:
                self._events.write(_line_of(event) + "\n")
                self._events.flush()
                return
            except (OSError, ValueError):  # ValueError: closed
                self._deaf = True
                with contextlib.suppress(OSError, ValueError):  # flushing the rest at exit would fail again
                    os.dup2(os.open(os.devnull, os.O_WRONLY), self._events.fileno())
        self._end()

    def serve(self) -> None:
        """Run jobs until stdin closes, then cancel the running job."""
        from .serve.runner import JobRunner

        self.send(JobEvent("log", message=f"ready: SpecAware {specaware_version()} engine, process {os.getpid()}"))
        listener = threading.Thread(target=self._listen, daemon=True)
        listener.start()
        runner = JobRunner()
        while (item := self._jobs.get()) is not None:
            spec, token = item
            runner.run(spec, send=self.send, token=token)
            self._tokens = [(name, other) for name, other in self._tokens if other is not token]
        self._leave.cancel()
        if self._deaf:  # the listener may block on stdin for ever
            os._exit(1)
        # No thread may start or end while the interpreter shuts down: CPython 3.11 then crashes (segmentation fault).
        for thread in (listener, self._leave):
            thread.join()
        if has_left_behind():
            os._exit(0)

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while line := self._lines.readline(_MAX_LINE + 1):
                if len(line) > _MAX_LINE:
                    self._refuse(line)
                elif line.strip():
                    self._take(line)
        self._end()

    def _end(self) -> None:
        """Cancel the running job, wait for it, and let the worker end."""
        self._cancel("")
        with contextlib.suppress(RuntimeError):  # already started
            self._leave.start()
        self._jobs.put(None)

    def _refuse(self, start: str) -> None:
        """Skip the rest of a line that is too long, and report the error to its job if the id is near the start."""
        part = start
        while part and not part.endswith("\n"):
            part = self._lines.readline(_MAX_LINE)
        error = InputError(
            f"A line of the worker protocol has more than {_MAX_LINE / 1e6:g} million characters; send a shorter job."
        )
        self.send(JobEvent.from_error(error, job=_job_named_in(start)))

    def _take(self, line: str) -> None:
        job = _job_named_in(line)
        try:
            data = parse_line(line)
            job = str(data.get("id") or "")
            if data.get("type") == "cancel":
                self._cancel(str(data.get("job") or ""))
                return
            item = JobSpec.from_dict(data), CancelToken()
        except RecursionError:
            error = InputError(
                "A line of the worker protocol is nested too deeply; send one flat JSON object per line."
            )
            self.send(JobEvent.from_error(error, job=job))
            return
        except Exception as exc:  # every line gets an answer
            self.send(JobEvent.from_error(exc, job=job))
            return
        self._tokens.append((item[0].id, item[1]))
        self._jobs.put(item)

    def _cancel(self, job: str) -> None:
        for name, token in list(self._tokens):
            if job in ("", name):
                token.cancel()


def _line_of(event: JobEvent) -> str:
    """Return the line for an event, or for an error event if JSON cannot hold this one."""
    try:
        return event.to_line()
    except (TypeError, ValueError, RecursionError) as exc:
        return JobEvent.from_error(exc, job=event.job).to_line()


def _job_named_in(line: str) -> str:
    """Return the job id in a line that may not be JSON; "" if none is near the start."""
    found = _JOB_ID.search(line[:10_000])
    return found[1] if found else ""


def main() -> int:
    """Serve stdin until it closes. The exit code is 0, or 1 if stdin or stdout was closed from the start."""
    scrub_environment()
    if sys.stdin is None or sys.stdout is None:
        if sys.stderr is not None:
            sys.stderr.write("The worker needs stdin and stdout; start it with both open.\n")
        return 1
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for life
        os.dup2(sys.stderr.fileno(), 2)
    quiet_libraries()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")
    lines = open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115 - for life
    Worker(lines, take_stdout()).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
