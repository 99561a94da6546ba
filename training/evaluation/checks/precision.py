"""The cost of lower precision: labels and accuracy in bfloat16 and int8 against float32, on every real set."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from backend.catalog.cards import ModelCard
from backend.common.errors import SpecAwareError
from backend.engines import open_engine
from backend.engines.base import EngineOptions
from backend.serve.int8 import cached_int8
from training.evaluation.checks.speed import speed_of
from training.evaluation.mapping import Mapper
from training.evaluation.zero_labels import judge
from training.real.benchmarks import RealSet

log = logging.getLogger("training.evaluate")

MODES = ("bfloat16", "int8")


def precision_rows(
    mapper: Mapper, data: Path, sets: Sequence[RealSet], *, modes: Sequence[str] = MODES, threads: int = 0
) -> list[dict[str, Any]]:
    """Return one row per set and mode; a mode that cannot run here is logged and skipped."""
    rows = []
    for mode in modes:
        try:
            fast = fast_mapper(mapper.card, mode, threads=threads)
        except SpecAwareError as error:
            log.warning("%s of %s is skipped: %s", mode, mapper.card.name, error)
            continue
        speeds = [speed_of(mapper.card, precision=p, threads=threads)["kpx_per_s"] for p in ("float32", mode)]
        speed = {"kpx_per_s_float32": speeds[0], "kpx_per_s": speeds[1]}
        for real in sets:
            row = _row(mapper, fast, real, data)
            if row is not None:
                rows.append({"model": mapper.card.name, "set": real.name, "mode": mode, **row, **speed})
    return rows


def fast_mapper(card: ModelCard, mode: str, *, threads: int) -> Mapper:
    """Return a mapper with another numerical precision.

    Raises:
        SpecAwareError: the precision cannot run here, or int8 changes too many classes of the bundled sample.
    """
    return Mapper(
        card, engine=open_engine(card, EngineOptions(device="cpu", threads=threads, precision=mode, int8=cached_int8))
    )


def _row(exact: Mapper, fast: Mapper, real: RealSet, data: Path) -> dict[str, Any] | None:
    before, after = judge(real, exact, data), judge(real, fast, data)
    if before is None or after is None:
        return None
    same, pixels = 0, 0
    for image, _ in real.scenes(data):
        a, b = (m.map(image, dict(real.overrides)).classes for m in (exact, fast))
        same += int(np.sum((a == b) & (a > 0)))
        pixels += int(np.sum(a > 0))
    first, second = before.scores(), after.scores()
    return {
        "pixels": pixels, "agreement": round(same / max(pixels, 1), 4),
        "oa_float32": round(first.overall_accuracy, 4), "oa": round(second.overall_accuracy, 4),
        "miou_float32": round(first.mean_iou, 4), "miou": round(second.mean_iou, 4),
    }  # fmt: skip
