"""The ``change`` job: what has changed between two dates, also across sensors, and from which class to which."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ...catalog.cards import ModelCard
from ...common.cancellation import CancelToken
from ...common.errors import InputError
from ...common.outputs.output_set import OutputSet
from ...common.outputs.targets import InputFiles, check_targets
from ...common.outputs.temporary import check_disk
from ...embedding.run import again, ticker, warn
from ...engines.base import Engine
from ...job.events import JobEvent
from ...job.kinds.base import JobContext
from ...job.kinds.change import GRIDS, Comparing
from ...job.spec import JobSpec
from ...mapping.plan import RunPlan, gdal_cache_bytes
from ...mapping.report import build_report, dump_report, input_facts, model_facts
from ...mapping.threads import Stages
from ...products.base import RasterMeta
from ...products.belonging import files_beside, files_of
from ...raster.window import Window
from ...scene.open import Area, Scene, open_scene
from ..alignment.aligned import on_grid
from ..alignment.grid import Grid, brought, choose_grid, reference_of
from ..verdicts.base import Verdict
from ..verdicts.models import models_of, open_trained
from .pair import KEYS, PairRun, sidecars_of
from .transitions import csv_text

SPARE_BYTES = 16 * 2**20  # of disk, kept free for the file system's own needs


def run_change(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Write the change between two dates; return the report, which is also saved beside it as JSON.

    Raises:
        SpecAwareError: opening, running or writing failed; no output is then written.
    """
    import rasterio

    started, send, token = time.perf_counter(), context.send, context.token
    asked = spec.asked(Comparing)
    with ExitStack() as stack:
        card, change_card = models_of(spec.model)
        scenes = [
            opened(spec, source, overrides, stack, card=card)
            for source, overrides in ((spec.source, spec.overrides), (asked.after, asked.overrides))
        ]
        grid = choose_grid([scene.meta for scene in scenes], grid_number(asked.grid))
        area = area_of(spec, grid, scenes[0].meta)
        first, second = (on_grid(scene, grid, area, windows=change_card) for scene in scenes)
        targets = _targets(spec)
        check_outputs(
            spec, scenes, [spec.source, asked.after], list(targets.values()), cards=[card, change_card or card]
        )
        keys = tuple(key for key in KEYS if key in targets)
        plan = PairRun.plan(first, second, spec, keys, trained=change_card)
        check_disk(folder_of(targets["change"]), plan.disk_bytes + SPARE_BYTES)
        engines = context.pair_of(first.card, spec, plan.parallel)
        run = PairRun(
            first, second, whole=grid.overlap, spec=spec, engines=engines, keys=keys, likely=asked.probability,
            token=token, trained=open_trained(change_card, spec), tags=model_tags(change_card),
        )  # fmt: skip
        stack.enter_context(rasterio.Env(GDAL_CACHEMAX=gdal_cache_bytes(run.scene)))
        send(JobEvent("log", job=spec.id, message=grid_text(grid)))
        verdict = run.learn()
        with OutputSet() as files:
            stages = run.write(verdict, plan, files=files, targets=targets, tick=ticker(spec, send, "change"))
            report = _report(run, verdict, plan, stages, spec=spec, scenes=scenes, grid=grid, engines=engines,
                             started=started, targets=targets, token=token)  # fmt: skip
            report |= change_facts(change_card)
            warn(report["warnings"], spec, send)
            if "table" in targets:
                files.add(targets["table"]).write_text(csv_text(report["transitions"]), encoding="utf-8")
            dump_report(report, files.add(targets["report"]))
            token.check()
    return report


def opened(spec: JobSpec, source: str, overrides: dict[str, Any], stack: ExitStack, *, card: ModelCard) -> Scene:
    """Open a whole raster for a model with the options of a job; ``stack`` closes it."""
    scene = open_scene(
        source, card, overrides, area=Area(geometry=""), clouds=spec.options.clouds,
        outside_files_allowed=spec.options.outside_files,
    )  # fmt: skip
    stack.callback(scene.product.close)
    return scene


def grid_number(wanted: str) -> str:
    """Return what :func:`..alignment.grid.choose_grid` calls one of :data:`GRIDS`."""
    return "auto" if wanted == GRIDS[0] else str(GRIDS.index(wanted) - 1)


def area_of(spec: JobSpec, grid: Grid, first: RasterMeta) -> Window:
    """Return the pixels to compare: the overlap within the extent, given in the CRS of the first raster.

    Raises:
        InputError: the extent does not meet the overlap.
    """
    if spec.extent is None:
        return grid.overlap
    extent = brought(spec.extent, reference_of(first), grid.reference)
    area = grid.reference.window_of(extent, height=grid.height, width=grid.width).intersect(grid.overlap)
    if area is None:
        raise InputError(
            f"The extent lies outside the overlap of the rasters; give one within it, in the CRS of {first.path.name}."
        )
    return area


def grid_text(grid: Grid) -> str:
    """Return the sentence about the grid on which dates are compared."""
    size = "" if grid.gsd_m is None else f" of {grid.gsd_m:g} m"
    return f"Dates are compared on the grid of {grid.name}, {grid.overlap.height} x {grid.overlap.width} pixels{size}."


def _targets(spec: JobSpec) -> dict[str, Path]:
    """Return the outputs by key, including the report and the table."""
    change = Path(str(spec.outputs.change))
    found = {key: Path(path) for key in KEYS if (path := getattr(spec.outputs, key, None))}
    found["report"] = Path(spec.outputs.report) if spec.outputs.report else change.with_suffix(".json")
    if spec.outputs.table:
        found["table"] = Path(spec.outputs.table)
    return found


def change_facts(card: ModelCard | None) -> dict[str, Any]:
    """Return what a report says about a model trained on changes; empty without one."""
    return {} if card is None else {"change_model": model_facts(card)}


def model_tags(card: ModelCard | None) -> dict[str, str]:
    """Return the tags that rasters of change get from such a model."""
    return {} if card is None else {"SPECAWARE_CHANGE_MODEL": card.name, "SPECAWARE_CHANGE_MODEL_SHA256": card.sha256}


def check_outputs(
    spec: JobSpec, scenes: list[Scene], sources: list[str], targets: list[Path], *, cards: list[ModelCard]
) -> None:
    """Check outputs against all files that a job reads; names and styles beside rasters may always be overwritten.

    Raises:
        InputError, OutputError: as :func:`backend.common.outputs.targets.check_targets`.
    """
    inputs = InputFiles()
    for scene, source in zip(scenes, sources):
        inputs |= files_of(scene.meta, source)
    for card in cards:
        inputs |= files_beside(card.path, card.weights)
    pairs = [(target, spec.options.overwrite) for target in targets]
    beside = [path for target in targets if target.suffix == ".tif" for path in sidecars_of(target)]
    check_targets([*pairs, *((path, True) for path in beside)], inputs)


def folder_of(target: Path) -> Path:
    """Return the nearest existing folder above an output."""
    return next(folder for folder in target.resolve().parents if folder.is_dir())


def _report(
    run: PairRun, verdict: Verdict, plan: RunPlan, stages: Stages, *, spec: JobSpec, scenes: list[Scene], grid: Grid,
    engines: tuple[Engine, Engine], started: float, targets: dict[str, Path], token: CancelToken,
) -> dict[str, Any]:  # fmt: skip
    """Return the report of a run."""
    counter = run.counter
    if not counter.compared:
        raise InputError("The area chosen has no pixel with data on both dates; choose another extent.")
    facts = {
        "command": again(targets["report"].with_suffix(".json")), "seconds": round(time.perf_counter() - started, 3),
        **pair_facts(run, verdict, scenes, grid, token), "warnings": warnings_of(scenes, engines, run),
        "outputs": {key: str(path) for key, path in targets.items() if key != "report"},
    }  # fmt: skip
    return build_report(
        run.scene, spec, plan, engine=engines[0], timing=stages.timing, peak_mb=run.memory.peak_mb, facts=facts
    )


def warnings_of(scenes: list[Scene], engines: tuple[Engine, Engine], run: PairRun) -> list[str]:
    """Return the warnings for the user, each sentence once."""
    found = [*(text for scene in scenes for text in scene.warnings), *engines[0].notes, *run.warnings]
    return list(dict.fromkeys(found))


def pair_facts(run: PairRun, verdict: Verdict, scenes: list[Scene], grid: Grid, token: CancelToken) -> dict[str, Any]:
    """Return what a report says about the change between two dates."""
    counter = run.counter
    return {
        "input": input_facts(scenes[0], check=token.check), "input_after": input_facts(scenes[1], check=token.check),
        "bands_after": list(scenes[1].account), "common_grid": grid.facts(),
        "alignment": [part.how for part in run.parts], "decision": verdict.facts(),
        "compared_px": counter.compared, "changed_px": counter.changed,
        "changed_share": counter.changed / max(counter.compared, 1), "transitions": counter.table(),
        "classes": counter.classes(),
    }  # fmt: skip
