"""Stop a training run so that the same command can resume it."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

from backend.common.errors import SpecAwareError


class Interrupted(SpecAwareError):
    """The run was stopped by a signal; its state is saved, and the same command resumes it."""


@contextlib.contextmanager
def asked_to_stop() -> Iterator[dict[str, bool]]:
    """Turn SIGTERM and the first Ctrl-C into a flag that the loop reads after each step."""
    stop = {"now": False}

    def note(number: int, frame: object) -> None:
        stop["now"] = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = {number: signal.signal(number, note) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
