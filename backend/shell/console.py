"""Show a run: progress bar and sentences on stderr, JSON lines on stdout or in a log."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import IO, Any

from ..common.errors import OutputError
from ..common.locations import last_part, without_keys
from ..common.wording import duration_text, speed_text
from ..job.events import JobEvent

_BAR = 24  # characters
_LINE_EVERY_S = 30.0  # interval between progress lines if stderr is not a terminal


def say(text: str, *, to: IO[str] | None = None) -> None:
    """Write one line of output, without keys of web addresses; the only place of the engine that does.

    Raises:
        OutputError: the disk is full, or the terminal or file is gone.
        BrokenPipeError: the reader of the output has closed it.
    """
    stream = to or sys.stdout
    try:
        print(without_keys(text), file=stream, flush=True)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as exc:  # ValueError: closed
        reason = exc.strerror if isinstance(exc, OSError) else str(exc)
        what = {"<stdout>": "The output", "<stderr>": "The messages"}.get(
            name := getattr(stream, "name", ""), f"Log {name}"
        )
        raise OutputError(f"{what} cannot be written ({reason}); free some space or choose another file.") from None


def prepare_streams() -> None:
    """Allow any text on stdout and stderr in any locale: they use UTF-8, except Windows terminals.

    Characters without an encoding, such as parts of file names that are not UTF-8, are written as JSON escapes.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if os.name == "nt" else "utf-8", errors="backslashreplace")


def give_up(text: str) -> None:
    """Write the last sentence to stderr if possible, and discard buffered output that would fail again."""
    with contextlib.suppress(OSError, OutputError):
        say(text, to=sys.stderr)
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)


class Pace:
    """Sums up the progress of named pieces of work, several of which may be in progress.

    The size of a piece that has not started is assumed to be the mean of the others. Pieces whose events state no
    pixels count one each.
    """

    def __init__(self, pieces: Iterable[str] = ("",)) -> None:
        self._pieces = set(pieces)
        self._done_px: dict[str, float] = {}
        self._total_px: dict[str, float] = {}
        self._speeds: dict[str, float] = {}
        self._finished: set[str] = set()
        self._last_speed = 0.0
        self._in_px = True
        self._started: dict[str, float] = {}  # start times of pieces whose events state no pixels

    def take(self, piece: str, event: JobEvent) -> None:
        """Record a progress event of a piece."""
        if event.data.get("total_px"):
            self._done_px[piece] = float(event.data.get("done_px") or 0)
            self._total_px[piece] = float(event.data["total_px"])
            self._speeds[piece] = float(event.data.get("px_per_s") or 0)
            return
        self._in_px = False
        started = self._started.setdefault(piece, time.monotonic())
        self._done_px[piece], self._total_px[piece] = event.fraction or 0.0, 1.0
        self._speeds[piece] = self._done_px[piece] / max(time.monotonic() - started, 1e-3)

    def finish(self, piece: str) -> None:
        """Record a piece as ended, successfully or not."""
        if piece not in self._pieces:
            return
        self._finished.add(piece)
        self._done_px[piece] = self._total_px.get(piece, 0.0)
        self._last_speed = self._speeds.pop(piece, 0.0) or self._last_speed

    @property
    def finished(self) -> int:
        """Number of pieces that have ended."""
        return len(self._finished)

    @property
    def count(self) -> int:
        """Total number of pieces."""
        return len(self._pieces)

    @property
    def _all_px(self) -> float:
        known = [px for px in self._total_px.values() if px]
        unknown = max(0, len(self._pieces) - len(known) - len(self._finished - self._total_px.keys()))
        return sum(known) + unknown * (sum(known) / len(known) if known else 0.0)

    @property
    def fraction(self) -> float:
        """Share of all pixels done, 0..1."""
        total = self._all_px
        return min(1.0, sum(self._done_px.values()) / total) if total else 0.0

    @property
    def px_per_s(self) -> float:
        """Pixels per second of all pieces in progress."""
        return sum(self._speeds.values()) or self._last_speed

    @property
    def seconds_left(self) -> float | None:
        """Seconds until everything is done; None while no speed is known."""
        speed = self.px_per_s
        return (self._all_px - sum(self._done_px.values())) / speed if speed else None

    def text(self) -> str:
        """Return speed and remaining time as text; empty while unknown."""
        left = self.seconds_left
        if left is None:
            return ""
        return (
            f"{speed_text(self.px_per_s)}, {duration_text(left)} left" if self._in_px else f"{duration_text(left)} left"
        )


class Console:
    """Shows events: progress as a bar on stderr if that is a terminal, else as a line now and then.

    Args:
        as_json: write events to stdout as JSON lines instead; error sentences stay on stderr.
        log: a file to which every event is appended as a JSON line with the time; None for no log.

    Raises:
        OutputError: the log cannot be opened.
    """

    def __init__(self, *, as_json: bool = False, log: str | None = None) -> None:
        self.as_json = as_json
        self._bar = sys.stderr.isatty() and not as_json
        self._drawn = False
        self._log = None if not log else _opened(Path(log))
        self._pace = Pace()
        self._said = time.monotonic()

    def close(self) -> None:
        """Clear the bar and close the log."""
        self.clear()
        if self._log is not None:
            with contextlib.suppress(OSError):  # write errors have been reported already
                self._log.close()

    def expect(self, pieces: Iterable[str]) -> None:
        """Start counting the progress of these pieces of work."""
        self._pace = Pace(pieces)

    def show(self, event: JobEvent, piece: str = "", *, loud: bool = True) -> None:
        """Show an event of ``piece`` (for example the path of a scene); unless ``loud`` it writes nothing to stderr."""
        named = replace(event, job=piece or event.job)
        self._write_log(named)
        if event.is_final:
            self._pace.finish(piece)
        if self.as_json:
            say(named.to_line())
        elif event.type == "progress":
            self._pace.take(piece, event)
            self._progress(piece)
        elif event.type in ("log", "warning"):
            about = f"{last_part(piece)}: " if self._pace.count > 1 and piece else ""
            if loud:
                self.note(f"{'Warning: ' if event.type == 'warning' else ''}{about}{event.message}")
        else:
            self.clear()

    def _write_log(self, event: JobEvent) -> None:
        if self._log is not None:
            now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
            say(f'{{"time":"{now}",{event.to_line()[1:]}', to=self._log)

    def note(self, text: str) -> None:
        """Write a line for people to stderr; nothing if stdout has JSON."""
        if not self.as_json:
            self.clear()
            say(text, to=sys.stderr)

    def tell(self, text: str) -> None:
        """Write the result for people to stdout; nothing if stdout has JSON."""
        if not self.as_json:
            self.clear()
            say(text)

    def total(self, data: dict[str, Any]) -> None:
        """Write the outcome of a whole run as the last JSON line."""
        event = JobEvent("result", data=data)
        self._write_log(event)
        if self.as_json:
            say(event.to_line())

    def fail(self, text: str) -> None:
        """Write the sentence of a failure to stderr."""
        self.clear()
        say(text, to=sys.stderr)

    def _progress(self, piece: str) -> None:
        pace = self._pace
        count = f"{min(pace.finished + 1, pace.count)} of {pace.count} " if pace.count > 1 else ""
        if not self._bar:
            if time.monotonic() - self._said >= _LINE_EVERY_S:
                self._said = time.monotonic()
                say(f"{count}{last_part(piece)} {pace.fraction:.0%} {pace.text()}".strip(), to=sys.stderr)
            return
        filled = int(pace.fraction * _BAR)
        line = f"[{'#' * filled}{'.' * (_BAR - filled)}] {pace.fraction:4.0%} {count}{pace.text()}"
        name = last_part(piece)
        room = shutil.get_terminal_size().columns - len(line) - 4
        line += f"  {name}" if name and len(name) <= room else ""
        sys.stderr.write(f"\r{line}\033[K")
        sys.stderr.flush()
        self._drawn = True

    def clear(self) -> None:
        """Remove the progress bar, so that a line can be written."""
        if self._drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._drawn = False


def _opened(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
    except OSError as exc:
        raise OutputError(f"Log {path} cannot be written ({exc.strerror}); give another path.") from exc
