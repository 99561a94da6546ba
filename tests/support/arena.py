"""Cases in a child process that is watched: a case that hangs, eats memory or kills its process is an outcome too.

A case costs about what it does: the child is a fork of a process in which everything is imported already, it lives for
many cases, and is replaced when one of them has ended it.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import select
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from backend.common.errors import SpecAwareError, expected
from backend.job.events import one_sentence

Case = Callable[[random.Random], None]  # raises what goes wrong
HANG_CPU_S, HANG_IDLE_S = 20.0, 20.0  # of processor time, since machines are shared; of sleep without using any
SLOW_S = 5.0  # of processor time
CEILING_MB = 1024  # of memory that a case may take beyond what the process has
_WALL_OF_MEMORY_MB = 6144  # beyond this the system refuses, so that the machine lives on
_CASES_OF_A_CHILD = 250
_POLL_S = 0.5


@dataclass(frozen=True)
class Outcome:
    """What became of a case: ``what`` is "answered", "refused", "internal", "slow", "hang", "memory", "died"."""

    kind: str
    seed: str
    what: str
    text: str = ""
    peak_mb: int = 0
    cpu_s: float = 0.0

    @property
    def is_bad(self) -> bool:
        """True for what a user must never meet."""
        return self.what not in ("answered", "refused")


@dataclass
class Score:
    """Counts of outcomes, the bad ones, and the largest memory and time seen."""

    counts: Counter[str] = field(default_factory=Counter)
    bad: list[Outcome] = field(default_factory=list)
    largest_mb: tuple[int, str] = (0, "")
    slowest_s: tuple[float, str] = (0.0, "")

    def take(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self.counts[outcome.what] += 1
        if outcome.is_bad:
            self.bad.append(outcome)
        self.largest_mb = max(self.largest_mb, (outcome.peak_mb, outcome.seed))
        self.slowest_s = max(self.slowest_s, (outcome.cpu_s, outcome.seed))

    def text(self) -> str:
        """Return the table of the run."""
        lines = [", ".join(f"{count} {what}" for what, count in sorted(self.counts.items()))]
        memory, time_ = self.largest_mb, self.slowest_s
        lines.append(f"most memory {memory[0]} MB ({memory[1]}); longest {time_[0]:.1f} s of processor ({time_[1]})")
        return "\n".join([*lines, *(f"{b.what}: {b.seed}: {b.text}" for b in self.bad)])


def outcome_of(case: Case, kind: str, seed: str) -> Outcome:
    """Run a case here and say what became of it."""
    _reset_peak()
    before, start = _status_mb("VmRSS"), time.process_time()
    try:
        case(random.Random(seed))
        what, text = "answered", ""
    except Exception as error:
        what, text = _judged(error)
    peak, took = max(0, _status_mb("VmHWM") - before), time.process_time() - start
    if took > SLOW_S and what in ("answered", "refused"):
        what, text = "slow", f"{took:.1f} s of processor time; {text}"
    if peak > CEILING_MB and what in ("answered", "refused"):
        what, text = "memory", f"{peak} MB; {text}"
    return Outcome(kind, seed, what, text, peak, took)


def _judged(error: Exception) -> tuple[str, str]:
    """Return "refused" for one sentence of ours, "memory" or "internal" for anything else, with a text."""
    ours = expected(error)
    text = one_sentence(ours or error)
    if isinstance(error, MemoryError):
        return "memory", text
    if ours is None:
        last = traceback.extract_tb(error.__traceback__)
        ours_last = [f for f in last if "/backend/" in f.filename or "/tests/" in f.filename][-2:]
        where = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(ours_last))
        return "internal", f"{type(error).__name__}: {text[:200]} ({where})"
    whole = one_sentence(ours)
    if whole[-1] not in ".?" or (whole.count(". ") and isinstance(error, SpecAwareError)) or len(whole) > 1500:
        return "internal", f"no sentence: {whole[:200]!r}"
    return "refused", text[:200]


def _status_mb(name: str) -> int:
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in text.splitlines() if line.startswith(name + ":")).split()[1]) // 1024


def _reset_peak() -> None:
    with contextlib.suppress(OSError):  # some containers forbid it; the peak is then that of all cases so far
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


class Arena:
    """Runs the cases of one kind in a forked child; a context manager."""

    def __init__(self, kind: str, case: Case) -> None:
        self._kind, self._case = kind, case
        self._pid = self._left = 0
        self._ask = self._answers = -1
        self._buffer = b""

    def __enter__(self) -> Arena:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def run(self, seeds: Iterable[str]) -> Iterator[Outcome]:
        """Yield the outcome of each seed."""
        for seed in seeds:
            if self._pid and not self._left:
                self._end()
            if not self._pid:
                self._fork()
            self._left -= 1
            os.write(self._ask, json.dumps(seed).encode() + b"\n")
            outcome = self._await(seed)
            if outcome.what in ("hang", "died", "memory"):
                self._end()
            yield outcome

    def _fork(self) -> None:
        (read_ask, self._ask), (self._answers, write_answers) = os.pipe(), os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid, self._left, self._buffer = os.fork(), _CASES_OF_A_CHILD, b""
        if self._pid == 0:
            os.close(self._ask)
            os.close(self._answers)
            _child(read_ask, write_answers, self._kind, self._case)
        os.close(read_ask)
        os.close(write_answers)

    def _await(self, seed: str) -> Outcome:
        (_, first), idle_s, before = _state_of(self._pid), 0.0, 0.0
        while True:
            ready, _, _ = select.select([self._answers], [], [], _POLL_S)
            state, now = _state_of(self._pid)
            used = now - first
            idle_s = idle_s + _POLL_S if state in "SD" and used == before else 0.0
            before = used
            if ready:
                data = os.read(self._answers, 65536)
                self._buffer += data
                if not data:
                    return Outcome(self._kind, seed, "died", f"wait status {os.waitpid(self._pid, 0)[1]}")
                if b"\n" in self._buffer:
                    line, _, self._buffer = self._buffer.partition(b"\n")
                    return Outcome(self._kind, seed, **json.loads(line))
            elif used > HANG_CPU_S or idle_s > HANG_IDLE_S:
                return Outcome(self._kind, seed, "hang", f"{used:.0f} s of processor time, {idle_s:.0f} s of sleep")

    def _end(self) -> None:
        if not self._pid:
            return
        with contextlib.suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._ask)
        os.close(self._answers)
        self._pid = 0


def _state_of(pid: int) -> tuple[str, float]:
    """Return the state of a process (proc(5): R, S, D ...) and the processor seconds that it has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return "X", 0.0
    return fields[0], (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _child(asked: int, answers: int, kind: str, case: Case) -> None:
    """Answer seeds until the pipe closes; never returns."""
    code = 1
    with contextlib.suppress(BaseException):
        for number in (1, 2):  # what libraries print of thousands of damaged files
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
        limit = (_status_mb("VmSize") + _WALL_OF_MEMORY_MB) * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        with os.fdopen(asked, encoding="utf-8") as lines:
            for line in lines:
                found = outcome_of(case, kind, json.loads(line))
                facts = {"what": found.what, "text": found.text, "peak_mb": found.peak_mb, "cpu_s": found.cpu_s}
                os.write(answers, json.dumps(facts).encode() + b"\n")
        code = 0
    os._exit(code)
