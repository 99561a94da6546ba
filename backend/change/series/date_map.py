"""The class map of one date of a series on the common grid, and class areas where all dates have data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ...catalog.cards import ModelCard
from ...common.arrays import BoolArray, DoubleArray, FloatArray
from ...common.cancellation import CancelToken
from ...common.errors import InputError
from ...common.outputs.output_set import OutputSet
from ...engines.base import BatchRunner, Engine
from ...job.spec import JobSpec
from ...mapping.outputs.classify import Classify
from ...mapping.plan import RunPlan
from ...mapping.report import ClassCounter, provenance_tags
from ...mapping.threads import Progress, Stages
from ...raster.sink import GeoTiffSink, category_sidecar, style_sidecar
from ...raster.window import Window
from ...scene.map_classes import MapClasses
from ...scene.open import Scene, conditions_of
from ..pairs.pair import sidecars_of

Run = Callable[[FloatArray, FloatArray], FloatArray]
_STRIP_PX = 1 << 22  # pixels of all maps together in memory at a time


def map_date(
    scene: Scene, spec: JobSpec, plan: RunPlan, *, engine: Engine, files: OutputSet, target: Path, token: CancelToken,
    tick: Callable[[float], None],
) -> tuple[Path, list[str]]:  # fmt: skip
    """Write the classes of a scene of :func:`..alignment.aligned.on_grid`; return the temporary file, and warnings.

    Raises:
        InputError: the area has no valid pixel on this date.
    """
    conditions, notes = conditions_of(scene, check=token.check)
    engine.set_conditions(conditions)
    token.on_cancel(engine.cancel)
    temporary, more = map_with(
        scene, spec, plan, run=engine.run, parallel=engine.parallel, files=files, target=target, token=token, tick=tick
    )
    return temporary, [*notes, *more]


def map_with(
    scene: Scene, spec: JobSpec, plan: RunPlan, *, run: Run, parallel: int, files: OutputSet, target: Path,
    token: CancelToken, tick: Callable[[float], None],
) -> tuple[Path, list[str]]:  # fmt: skip
    """Write the classes that ``run`` finds in batches of windows; return and raise as in :func:`map_date`."""
    task = Classify(MapClasses(scene.card), spec)
    layer = replace(task.layers(provenance_tags(scene, scene.area))[0], key="classes")
    temporary = files.add(target)
    area, seen = scene.area, False
    sink = GeoTiffSink(
        temporary, layer, height=area.height, width=area.width, reference=scene.reference, side=plan.block_side
    )

    def taken(window: Window, scores: FloatArray, valid: BoolArray) -> None:
        nonlocal seen
        seen = seen or bool(valid.any())
        sink.write(window.row - area.row, window.col - area.col, task.decode(scores, valid)["classes"])

    def moved(progress: Progress) -> None:
        tick(progress.done / max(progress.total, 1))

    runner = BatchRunner(run)
    try:
        Stages(scene, plan, runner, taken, token, parallel, len(scene.card.classes)).run(moved)
        sink.close()
    except BaseException:
        sink.discard()
        raise
    if not seen:
        raise InputError(f"{scene.meta.path.name} has no valid pixel where all dates overlap; leave it out.")
    for path, text in zip(sidecars_of(target), (category_sidecar(layer), style_sidecar(layer))):
        files.add(path).write_text(text, encoding="utf-8")
    return temporary, list(runner.notes)


def common_areas(
    maps: Sequence[Path], card: ModelCard, row_areas: DoubleArray | None, *, check: Callable[[], None]
) -> list[list[dict[str, Any]]]:
    """Return for each date the class table (see :meth:`ClassCounter.table`) over the pixels that all dates have."""
    import rasterio
    from rasterio.windows import Window as RasterioWindow

    files = [rasterio.open(path) for path in maps]
    try:
        height, width = files[0].height, files[0].width
        counters = [ClassCounter(row_areas) for _ in files]
        rows = max(1, _STRIP_PX // (width * len(files)))
        for row in range(0, height, rows):
            check()
            part = RasterioWindow(0, row, width, min(rows, height - row))
            planes = np.stack([file.read(1, window=part) for file in files])  # (D, n, w)
            planes[:, ~(planes > 0).all(axis=0)] = 0
            for counter, plane in zip(counters, planes):
                counter.add(plane, row)
    finally:
        for file in files:
            file.close()
    return [counter.table(MapClasses(card)) for counter in counters]
