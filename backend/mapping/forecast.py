"""Estimate how long a map takes: measured before the start, updated while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from ..common.arrays import padded
from ..engines.base import Engine
from ..raster.source import read_normalised
from ..raster.window import Window
from ..scene.open import Scene

_SETTLED = 0.1  # of the work; from here on its own speed alone counts
_LEAST = 0.02  # of the work, before its own speed counts at all


def seconds_per_tile(engine: Engine, scene: Scene, *, rounds: int) -> float:
    """Return the seconds of one window of a map: read once and run ``rounds`` times in all of the engine's lanes.

    As in a map, as many windows run at once as the engine takes, so that they share the processor as they will then;
    reading goes on beside them.
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
    """The time left of running work.

    The speed of the first windows says little: several are begun before one is done. ``expected_s``, what the whole
    was measured to take, counts at first; the work's own speed since its first windows counts more and more.
    """

    def __init__(self, expected_s: float | None = None, *, clock: Callable[[], float] = time.perf_counter) -> None:
        self._expected_s, self._clock = expected_s, clock
        self._first: tuple[float, float] | None = None

    def seconds_left(self, fraction: float) -> float | None:
        """Return the seconds left when ``fraction`` of the work is done; None while nothing tells."""
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
