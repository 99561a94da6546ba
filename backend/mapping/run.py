"""Mapping one raster: plan, read, run, blend, decode, write, report. All or nothing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..catalog.cards import ModelCard
from ..common.arrays import FloatArray
from ..common.cancellation import CancelToken
from ..common.errors import InputError, ModelError
from ..common.machine.memory import PeakMemory
from ..common.wording import counted, duration_text
from ..engines.base import Conditions, Engine
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.repeat import repeat_command
from ..job.spec import JobSpec
from ..products.belonging import files_beside, files_of
from ..products.geometry.orthorectify import Placement
from ..raster.sink import GeoTiffSink
from ..raster.window import Window
from ..scene.clouds import CloudLayer, look_for_clouds
from ..scene.open import Scene, conditions_of, scene_of_job
from .files import MapFiles
from .forecast import Ticker, seconds_per_tile
from .outputs import task_of
from .outputs.base import Task
from .outputs.planes import count_planes, runner_for
from .place import place_rasters
from .plan import RunPlan, gdal_cache, plan_run
from .report import ClassCounter, build_report, dump_report, input_facts, provenance_tags
from .threads import Stages

_LOG = logging.getLogger(__name__)

Send = Callable[[JobEvent], None]
EngineSource = Callable[[ModelCard, JobSpec, int], Engine]  # the last argument: number of parallel runs

_PREVIEW_TILES = 2  # windows in each of the engine's lanes that are run to estimate the time of a plan
_LONG_RUN_TILES = 400  # windows from which on a map is worth an estimate of its time: it costs half a percent


def run_map(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Map a raster and write all requested outputs; after an error no file is left behind.

    Args:
        spec: a job of kind "map".
        context: engines, events and cancellation of the job.

    Returns:
        The data of the result event: outputs, classes, model, device, seconds, window, warnings.

    Raises:
        SpecAwareError: with one sentence that says what to do.
    """
    engine_of, send, token = context.engine_of, context.send, context.token
    started = time.perf_counter()
    with ExitStack() as stack:
        scene = _opened(spec, stack)
        run = _MapRun(scene, spec, send, token, started)
        run.check_outputs()
        token.check()
        engine = _opened_engine(scene, spec, engine_of, run.plan.parallel)
        try:
            return run.execute(engine)
        except BaseException:
            run.discard()
            raise


def run_plan(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Return what a map job would need: tiles, blocks, memory_mb, disk_mb, seconds; writes nothing.

    The time is measured on a few windows of random reflectance.

    Raises:
        SpecAwareError: the job could not run.
    """
    engine_of, token = context.engine_of, context.token
    with ExitStack() as stack:
        scene = _opened(spec, stack)
        plan = plan_run(scene, spec, task_of(scene.card, spec).layers({}))
        token.check()
        engine = _opened_engine(scene, spec, engine_of, plan.parallel)
        conditions, warnings = conditions_of(scene, check=token.check)
        engine.set_conditions(conditions)
        token.on_cancel(engine.cancel)
        seconds = plan.tiles * seconds_per_tile(engine, scene, rounds=_PREVIEW_TILES)
    return {
        "tiles": plan.tiles, "blocks": len(plan.blocks), "batch": plan.batch, "read_rows": plan.read_rows,
        "memory_mb": plan.memory_mb, "ceiling_mb": plan.ceiling_mb, "disk_mb": round(plan.disk_bytes / 1e6, 3),
        "seconds": round(seconds, 1), "model": scene.card.name, "device": engine.device,
        "precision": engine.precision, "bands_used": len(scene.bands),
        "window": vars(scene.area), "warnings": [*scene.warnings, *engine.notes, *warnings],
    }  # fmt: skip


def _opened_engine(scene: Scene, spec: JobSpec, engine_of: EngineSource, parallel: int) -> Engine:
    """Return a loaded engine with all outputs that a job requests.

    Raises:
        ModelError: cover fractions are requested and the model has none.
    """
    engine = engine_of(scene.card, spec, parallel)
    if spec.outputs.fractions and not engine.has_fractions:
        raise ModelError(
            f"Model '{scene.card.name}' has no cover fractions, like all models trained on labels; choose "
            "another model or leave the fractions out."
        )
    return engine


def _opened(spec: JobSpec, stack: ExitStack) -> Scene:
    """Open the scene of a job, closed by ``stack``, and keep GDAL's cache within the plan."""
    scene = scene_of_job(spec)
    stack.callback(scene.product.close)
    stack.enter_context(gdal_cache(scene))
    return scene


class _MapRun:
    """One run: its outputs and what happens to them."""

    def __init__(self, scene: Scene, spec: JobSpec, send: Send, token: CancelToken, started: float) -> None:
        self.scene, self.spec, self.token = scene, spec, token
        self._send, self._started = send, started
        self._task: Task = task_of(scene.card, spec)
        self._layers = self._task.layers(provenance_tags(scene, scene.area))
        self._files = MapFiles(
            spec, files_of(scene.meta, spec.source) | files_beside(scene.card.path, scene.card.weights)
        )
        self._sinks: dict[str, GeoTiffSink] = {}
        self._unplaced: dict[str, Path] = {}  # rasters in sensor geometry, before they are georeferenced
        self._warnings: list[str] = []
        self._layout: dict[str, Any] = {}
        self._memory = PeakMemory()
        self._expected_s: float | None = None
        self._map = scene.area if scene.placement is None else scene.placement.window
        self._row_areas = (scene.placement or scene).reference.row_areas_m2(self._map.height)
        self._counter = ClassCounter(self._row_areas if scene.placement is None else None)
        self._clouds = CloudLayer(scene, spec.options.clouds, self._task.classes)
        self.plan: RunPlan = plan_run(scene, spec, self._layers)

    def check_outputs(self) -> None:
        """Check all targets and the disk before anything is read.

        Raises:
            InputError: two outputs have the same path, or the task cannot map the area.
            OutputError: an output exists, cannot be written, or the disk is too full.
        """
        self._task.check(self._map, has_areas=self._row_areas is not None)
        for removed in self._files.check(self.plan.disk_bytes):
            self._log(f"Removed {removed.name}, left by a run that was killed.")

    def execute(self, engine: Engine) -> dict[str, Any]:
        """Run everything and return the result's data."""
        conditions = self._look(engine)
        self._log(self._plan_text(engine))
        self._open_sinks()
        stages = self._run_windows(engine, conditions)
        self._check_mapped()
        if self.scene.placement is not None:
            self._place(self.scene.placement)
        if self.spec.options.cog:
            self._optimise()
        return self._finish(engine, stages)

    def _look(self, engine: Engine) -> Conditions:
        """Read the sample of the scene: find its clouds, and tell the engine the conditions."""
        scene = self.scene
        for text in scene.warnings:
            self._warn(text)
        self._log(
            f"Model {scene.card.name} on {engine.device}, {len(scene.bands)} of {counted(scene.meta.count, 'band')}."
        )
        self._stage("reading the sample")
        choice = self.spec.options.clouds
        self.scene = scene = look_for_clouds(scene, choice, check=self.token.check)
        self._clouds = CloudLayer(scene, choice, self._task.classes)
        conditions, notes = conditions_of(scene, check=self.token.check)
        self._memory.look()
        engine.set_conditions(conditions)
        for text in (*notes, *engine.notes):
            self._warn(text)
        self.token.on_cancel(engine.cancel)
        return conditions

    def _run_windows(self, engine: Engine, conditions: Conditions) -> Stages:
        """Read, run and write all windows."""
        keys = [layer.key for layer in self._layers]
        runner = runner_for(engine, keys, conditions)
        planes = count_planes(len(self.scene.card.classes), keys)
        stages = Stages(self.scene, self.plan, runner, self._write, self.token, engine.parallel, planes)
        area = self.scene.area
        ticker = Ticker(
            self._send, self.spec.id, total_px=area.height * area.width, expected_s=self._expected_s,
            look=self._memory.look,
        )  # fmt: skip
        stages.run(ticker.take)
        for text in runner.notes:
            self._warn(text)
        for sink in self._sinks.values():
            sink.close()
        return stages

    def _check_mapped(self) -> None:
        """Say what clouds hide.

        Raises:
            InputError: nothing was mapped.
        """
        area, name = self.scene.area, self.scene.meta.path.name
        if self._counter.mapped == 0 and self.spec.rows is not None:  # a part may lie in the scene's empty margin
            self._warn(f"Rows {area.row}:{area.row_end} of {name} have no valid pixel.")
        elif self._counter.mapped == 0:
            raise InputError(self._nothing_to_map())
        if clouds := self._clouds.text():
            self._log(clouds)
        if doubt := self._clouds.warning:
            self._warn(doubt)

    def _nothing_to_map(self) -> str:
        """Return the sentence that says why no pixel has a class, and what to do."""
        name = self.scene.meta.path.name
        if self._clouds.hidden:
            return f"The area chosen in {name} is all cloud or cloud shadow; choose another extent, or keep clouds."
        return f"The area chosen in {name} has no valid pixel; choose another extent."

    def _plan_text(self, engine: Engine) -> str:
        """Return the text on what the run will need; only long runs are worth measuring a time for."""
        plan = self.plan
        text = (
            f"{counted(plan.tiles, 'window')} in {counted(len(plan.blocks), 'block')}, {plan.memory_mb} MiB of "
            f"memory (ceiling {plan.ceiling_mb}), at most {plan.disk_bytes / 1e6:.0f} MB of disk"
        )
        if plan.tiles < _LONG_RUN_TILES:
            return f"{text}."
        self._expected_s = plan.tiles * seconds_per_tile(engine, self.scene, rounds=1)
        return f"{text}, about {duration_text(self._expected_s)}."

    def _open_sinks(self) -> None:
        self._files.begin(self._layers)
        for layer in self._layers:
            area = self.scene.area
            path = self._files.temporaries[layer.key]
            if self.scene.placement is not None:
                path = self._unplaced[layer.key] = self._files.scratch(f"{layer.key}-sensor")
            self._sinks[layer.key] = GeoTiffSink(
                path, layer, height=area.height, width=area.width,
                reference=self.scene.reference, side=self.plan.block_side,
            )  # fmt: skip

    def _write(self, window: Window, scores: FloatArray, valid: NDArray[np.bool_]) -> None:
        """Decode and write final rows; called in the writer's thread."""
        row, col = window.row - self.scene.area.row, window.col - self.scene.area.col
        decoded = self._task.decode(self._clouds.doubt(scores, valid), valid)
        self._clouds.apply(window, decoded["classes"][0])
        self._counter.add(decoded["classes"][0], row)
        for key, sink in self._sinks.items():
            sink.write(row, col, decoded[key])

    def _place(self, placement: Placement) -> None:
        """Georeference the rasters of a product in sensor geometry."""
        self._stage("georeferencing the map")
        self._counter = ClassCounter(self._row_areas)
        place_rasters(
            placement, self._layers, sources=self._unplaced, targets=self._files.temporaries, side=self.plan.block_side,
            check=self._look_and_check, count=self._counter.add,
        )  # fmt: skip
        if self._counter.mapped == 0:
            raise InputError(f"No valid pixel of {self.scene.meta.path.name} falls on the map; choose another extent.")

    def _optimise(self) -> None:
        """Make the finished rasters cloud-optimised, except those that only the polygons need."""
        self._stage("making the rasters cloud-optimised")
        size = (self._map.height, self._map.width)
        self._layout = self._files.optimise(self._layers, size=size, check=self._look_and_check)

    def _look_and_check(self) -> None:
        self._memory.look()
        self.token.check()

    def _finish(self, engine: Engine, stages: Stages) -> dict[str, Any]:
        """Make outputs that need the finished rasters, write the report, and put all files in place."""
        self._stage("finishing")
        extra = self._task.finish(self._files.temporaries, self._files.temporaries.get("segments"))
        self._memory.look()
        self.token.check()
        self._files.write_sidecars(self._layers[0])
        outputs, classes = self._files.outputs(), self._counter.table(self._task.classes)
        facts = {
            "command": repeat_command(self.spec), "input": input_facts(self.scene, check=self.token.check),
            "classes": classes, "outputs": outputs, "warnings": self._warnings,
            **self._clouds.facts(), **self._layout, **extra,
            "output_files": self._files.digests(check=self.token.check),
            "seconds": round(time.perf_counter() - self._started, 3),
        }  # fmt: skip
        report = build_report(
            self.scene,
            self.spec,
            self.plan,
            engine=engine,
            timing=stages.timing,
            peak_mb=self._memory.peak_mb,
            facts=facts,
        )
        dump_report(report, self._files.temporaries["report"])
        self.token.check()
        self._files.commit()
        return {
            "outputs": outputs, "classes": classes, "model": self.scene.card.name, "device": engine.device,
            "precision": engine.precision, "seconds": facts["seconds"], "px_per_s": report["px_per_s"],
            "engine_busy": report["engine_busy"],
            "window": report["window"], "warnings": self._warnings, **extra,
        }  # fmt: skip

    def discard(self) -> None:
        """Close and remove all files written so far."""
        for sink in self._sinks.values():
            sink.discard()
        self._files.abort()

    def _stage(self, text: str) -> None:
        self._send(JobEvent("log", job=self.spec.id, message=f"{text[0].upper()}{text[1:]}."))

    def _log(self, text: str) -> None:
        self._send(JobEvent("log", job=self.spec.id, message=text))

    def _warn(self, text: str) -> None:
        self._warnings.append(text)
        self._send(JobEvent("warning", job=self.spec.id, message=text))
