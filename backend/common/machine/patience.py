"""Wait for calls that may hang inside GDAL, PROJ or a disk and cannot be interrupted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from ..cancellation import CancelToken
from ..errors import EngineError

T = TypeVar("T")
CANCEL_GRACE_S = 10.0  # for the step in progress; the longest step of a map takes about a second
STEP_S = 3600.0  # longest time for one step: a file may be on tape storage
_POLL_S = 0.25
THREAD_NAME = "specaware-"
"""Prefix of the names of threads that may outlive their work."""


def has_left_behind() -> bool:
    """True if abandoned work still runs: then Python cannot exit normally, only by ``os._exit``.

    A thread that returns from a library while the interpreter shuts down aborts the process.
    """
    return any(thread.name.startswith(THREAD_NAME) for thread in threading.enumerate())


def await_steps(work: Callable[[], T], *, token: CancelToken, limit_s: float) -> T:
    """Run ``work`` in a thread of its own; return its result or raise its exception.

    The thread is abandoned (it runs on unheeded) if it does not end soon after a cancel, or makes no step for
    ``limit_s``; a step is a call of ``token.check``. Time while the computer sleeps does not count.

    Raises:
        CancelledError: the work did not end within ten seconds of a cancel.
        EngineError: the work made no step for too long.
    """
    outcome: dict[str, Any] = {}
    done = threading.Event()

    def run() -> None:
        try:
            outcome["value"] = work()
        except BaseException as exc:
            outcome["error"] = exc
        finally:
            done.set()

    thread = threading.Thread(target=run, name=f"{THREAD_NAME}job", daemon=True)
    thread.start()
    still_s, cancelled_s, steps = 0.0, 0.0, token.steps
    while not done.wait(_POLL_S):
        still_s, steps = (still_s + _POLL_S if token.steps == steps else 0.0), token.steps
        cancelled_s += _POLL_S * token.is_set
        if cancelled_s > CANCEL_GRACE_S or still_s > limit_s:
            token.cancel()  # so that it stops once the call returns
            if cancelled_s > CANCEL_GRACE_S:
                token.check()
            raise EngineError(
                f"Nothing has moved for {limit_s / 60:g} minutes; check that the file is complete and its disk or "
                "network share responds, and start again."
            )
    thread.join()
    if "error" in outcome:
        raise outcome["error"]
    value: T = outcome["value"]
    return value
