"""Speed of a network alone; ``tests/bench`` measures the whole pipeline."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from backend.catalog.cards import ModelCard
from backend.common.machine.hardware import available_threads
from backend.engines import open_engine
from backend.engines.base import Conditions, Engine, EngineOptions
from backend.serve.int8 import cached_int8

BANDS = 224
RUNS = 5


def speed_of(card: ModelCard, *, precision: str = "float32", threads: int = 0) -> dict[str, Any]:
    """Return thousands of pixels per second on windows of the model's size, the best of a few runs.

    Raises:
        SpecAwareError: the precision cannot run here.
    """
    threads = threads or available_threads()
    engine: Engine = open_engine(
        card, EngineOptions(device="cpu", threads=threads, precision=precision, int8=cached_int8)
    )
    rng = np.random.default_rng(0)
    engine.set_conditions(
        Conditions(
            center_nm=np.linspace(420, 2440, BANDS, dtype=np.float32), fwhm_nm=np.full(BANDS, 10, np.float32),
            weight=np.full(BANDS, 1 / BANDS, np.float32), attributes=np.zeros((2, 384), np.float32),
            content=np.full((BANDS, card.content_quantiles), -1.5, np.float32), gsd_m=30.0, level="L2",
        )
    )  # fmt: skip
    side = card.window_px
    pixels, valid = rng.random((1, BANDS, side, side), dtype=np.float32), np.ones((1, side, side), np.float32)
    engine.run(pixels, valid)  # the first run also allocates memory
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        engine.run(pixels, valid)
        seconds.append(time.perf_counter() - started)
    speed = side * side / min(seconds) / 1000
    return {"kpx_per_s": round(speed, 1), "bands": BANDS, "threads": threads, "precision": precision}
