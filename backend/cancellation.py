"""Stopping a run: one token per job, asked between steps, with actions that reach into what is running."""

from __future__ import annotations

import threading
from collections.abc import Callable

from .errors import CancelledError


class CancelToken:
    """Set once, from any thread or signal handler."""

    def __init__(self) -> None:
        self._event = threading.Event()
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
        """Call ``action`` at a cancel; at once if that has happened."""
        self._actions.append(action)
        if self.is_set:
            action()

    def check(self) -> None:
        """Go on, or stop.

        Raises:
            CancelledError: :meth:`cancel` was called.
        """
        if self.is_set:
            raise CancelledError("The run was cancelled; nothing was written.")
