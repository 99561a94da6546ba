"""Cancellation: one token per job, checked between steps, with callbacks that stop what is running."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from .errors import CancelledError


class CancelToken:
    """Set once, from any thread or signal handler; ``steps`` counts the calls of :meth:`check`."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.steps = 0
        self._actions: list[Callable[[], None]] = []

    @property
    def is_set(self) -> bool:
        """True after :meth:`cancel`."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask the job to stop, and call the actions given to :meth:`on_cancel`."""
        self._event.set()
        for action in list(self._actions):
            action()

    def on_cancel(self, action: Callable[[], None]) -> None:
        """Call ``action`` on cancellation; at once if the token is already cancelled."""
        self._actions.append(action)
        if self.is_set:
            action()

    def check(self) -> None:
        """Raise an error if the job was cancelled; otherwise return.

        Raises:
            CancelledError: :meth:`cancel` was called.
        """
        self.steps += 1
        if self.is_set:
            raise CancelledError("The run was cancelled; nothing was written.")


@contextmanager
def cancelled_by_signals(token: CancelToken) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM cancel ``token`` within the block; a second one ends the process."""

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        token.cancel()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
