"""Progress of a map and the time it takes: measured before the start, updated while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from ..common.arrays import padded
from ..engines.base import Engine
from ..job.events import JobEvent
from ..raster.source import read_normalised
from ..raster.window import Window
from ..scene.open import Scene
from .threads import Progress

_TICK_S = 0.25  # between events
_SETTLED = 0.1  # of the work; from here on its own speed alone counts
_LEAST = 0.02  # of the work, before its own speed counts at all


def seconds_per_tile(engine: Engine, scene: Scene, *, rounds: int) -> float:
    """Return the seconds per window of a map: read once and run ``rounds`` times on all parallel runs of the engine.

    As in a map, the engine runs as many windows in parallel as it can, so that they compete for the processor in the
    same way; reading continues at the same time.
    """
    rows, cols = scene.grid.rows, scene.grid.cols
    height, width = (min(axis.size, padded(axis.length)) for axis in (rows, cols))
    values = np.random.default_rng(0).random((1, len(scene.bands), height, width), dtype=np.float32)
    valid = np.ones((1, height, width), dtype=np.float32)
    engine.run(values, valid)  # the first run also sets up memory
    lanes = max(1, engine.parallel)
    with ThreadPoolExecutor(lanes) as pool:
        started = time.perf_counter()
        list(pool.map(lambda _: engine.run(values, valid), range(rounds * lanes)))
        run_s = (time.perf_counter() - started) / (rounds * lanes)
    area = scene.area
    window = Window(area.row, area.col, min(rows.stride, area.height), min(cols.size, area.width))
    started = time.perf_counter()
    read_normalised(scene.product, scene.normaliser, scene.bands, window)
    return run_s + (time.perf_counter() - started) / lanes


class Forecast:
    """The remaining time of running work.

    The speed of the first windows says little: several are begun before one is done. ``expected_s``, what the whole
    was measured to take, counts at first; the work's own speed since its first windows counts more and more.
    """

    def __init__(self, expected_s: float | None = None, *, clock: Callable[[], float] = time.perf_counter) -> None:
        self._expected_s, self._clock = expected_s, clock
        self._first: tuple[float, float] | None = None

    def seconds_left(self, fraction: float) -> float | None:
        """Return the remaining seconds when ``fraction`` of the work is done; None if unknown."""
        now = self._clock()
        if fraction >= _LEAST and self._first is None:
            self._first = (now, fraction)
        whole = None
        if self._first is not None and fraction > self._first[1]:
            whole = (now - self._first[0]) / (fraction - self._first[1])
        if whole is None:
            whole = self._expected_s
        elif self._expected_s is not None:
            trust = min(1.0, fraction / _SETTLED)
            whole = trust * whole + (1 - trust) * self._expected_s
        return None if whole is None else whole * (1 - fraction)


class Ticker:
    """Turns the progress of a map into events, a few a second.

    Args:
        send: takes the events.
        job: id of the job.
        total_px: pixels of the area.
        expected_s: what the whole was measured to take, None where it was not.
        look: called at every step.
    """

    def __init__(
        self, send: Callable[[JobEvent], None], job: str, *, total_px: int, expected_s: float | None,
        look: Callable[[], None],
    ) -> None:  # fmt: skip
        self._send, self._job, self._total_px, self._look = send, job, total_px, look
        self._forecast = Forecast(expected_s)
        self._started = self._last = time.perf_counter()
        self._tell(0.0)

    def take(self, progress: Progress) -> None:
        """Take the progress of the stages."""
        self._look()
        if time.perf_counter() - self._last >= _TICK_S:
            self._last = time.perf_counter()
            self._tell(progress.done / max(progress.total, 1))

    def _tell(self, fraction: float) -> None:
        spent = time.perf_counter() - self._started
        data: dict[str, Any] = {"done_px": int(fraction * self._total_px), "total_px": self._total_px}
        left = self._forecast.seconds_left(fraction)
        if fraction > 0:
            data["px_per_s"] = round(fraction * self._total_px / spent)
        if left is not None:
            data["seconds_left"] = round(left, 1)
        self._send(JobEvent("progress", job=self._job, message="mapping", fraction=round(fraction, 4), data=data))
