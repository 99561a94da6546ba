"""The ``series`` job: one class map per date and the changes between dates, on one grid, in one run."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ...catalog.cards import ModelCard
from ...common.cancellation import CancelToken
from ...common.errors import InputError
from ...common.outputs.output_set import OutputSet
from ...common.outputs.temporary import check_disk
from ...embedding.run import again, ticker, warn
from ...job.events import JobEvent
from ...job.kinds.base import JobContext
from ...job.kinds.change import ONE_DATE, Dating
from ...job.spec import JobSpec
from ...mapping.plan import gdal_cache_bytes
from ...mapping.report import build_report, dump_report, input_facts, model_facts
from ...mapping.threads import Stages
from ...pages.words import check_language
from ...scene.open import Scene
from ..alignment.aligned import OnGrid, on_grid
from ..alignment.grid import Grid, choose_grid
from ..pairs.detect import SPARE_BYTES, area_of, change_facts, check_outputs, folder_of, grid_text, model_tags, opened
from ..pairs.pair import PairRun
from ..verdicts.models import models_of, open_trained
from .date_map import common_areas, map_date
from .dates import dates_of
from .page import series_page
from .stack import StackMap, stack_model

_KEYS = ("change_probability", "transitions", "change")


@dataclass(frozen=True)
class Dated:
    """One raster of a series: its date, the scene as opened, and the scene on the common grid."""

    day: date
    scene: Scene
    aligned: Scene

    @property
    def how(self) -> str:
        """How the raster is brought to the common grid."""
        product = self.aligned.product
        return product.how if isinstance(product, OnGrid) else ""


def run_series(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Write the maps, the changes, the table, the page and the report of a series; return the report.

    Raises:
        SpecAwareError: opening, running or writing failed; no output is then written.
    """
    import rasterio

    check_language(spec.language)
    started, send, token = time.perf_counter(), context.send, context.token
    with ExitStack() as stack:
        stack_card = stack_model(spec.model)
        card, change_card = models_of(spec.model if stack_card is None else "")
        dated, grid = _dated(spec, stack, card, change_card)
        send(JobEvent("log", job=spec.id, message=grid_text(grid)))
        targets = _targets(Path(str(spec.outputs.folder)), dated, stack=stack_card is not None)
        sources = [str(one.scene.meta.path) for one in dated]
        check_outputs(
            spec,
            [one.scene for one in dated],
            sources,
            [*targets.values()],
            cards=[card, stack_card or change_card or card],
        )
        plan = PairRun.plan(dated[0].aligned, max(
            (one.aligned for one in dated[1:]), key=lambda scene: len(scene.bands)
        ), spec, _KEYS, trained=change_card)  # fmt: skip
        check_disk(folder_of(targets["report"]), len(dated) * plan.disk_bytes + SPARE_BYTES)
        engines = context.pair_of(dated[0].aligned.card, spec, plan.parallel)
        stack.enter_context(rasterio.Env(GDAL_CACHEMAX=gdal_cache_bytes(dated[0].aligned)))
        with OutputSet() as files:
            run = _SeriesRun(spec, dated, grid, engines, files, targets, token, change_card)
            if stack_card is not None:
                run.stack = StackMap(stack_card, [one.aligned for one in dated], [one.day for one in dated], spec)
            report = run.execute(ticker(spec, send, "series"), started)
            report |= change_facts(change_card)
            warn(report["warnings"], spec, send)
            files.add(targets["table"]).write_text(table_csv(report["dates"]), encoding="utf-8")
            files.add(targets["page"]).write_text(series_page(report, spec.language), encoding="utf-8")
            dump_report(report, files.add(targets["report"]))
            token.check()
    return report


def _dated(spec: JobSpec, stack: ExitStack, card: ModelCard, change_card: ModelCard | None) -> tuple[list[Dated], Grid]:
    """Open all rasters of a job, sorted by date."""
    asked = spec.asked(Dating)
    scenes = [opened(spec, path, spec.overrides, stack, card=card) for path in (spec.source, *asked.more)]
    stated = [part.strip() for part in asked.dates.split(",") if part.strip()]
    days = dates_of([scene.meta for scene in scenes], stated)
    order = sorted(range(len(scenes)), key=lambda number: days[number])
    grid = choose_grid([scenes[number].meta for number in order])
    area = area_of(spec, grid, scenes[0].meta)
    return [Dated(days[n], scenes[n], on_grid(scenes[n], grid, area, windows=change_card)) for n in order], grid


def _targets(folder: Path, dated: Sequence[Dated], *, stack: bool) -> dict[str, Path]:
    """Return all outputs by key: maps by date, the map of all dates, changes by date pair, then table, page, report."""
    found = {"series_classes": folder / "series_classes.tif"} if stack else {}
    found |= {f"classes {one.day}": folder / f"{one.day}_classes.tif" for one in dated}
    for first, second in zip(dated, dated[1:]):
        stem = f"{first.day}_{second.day}"
        for key in _KEYS:
            found[f"{key} {stem}"] = folder / f"{stem}_{key}.tif"
    return {
        **found, "table": folder / "series.csv", "page": folder / "series.html", "report": folder / "series.json",
    }  # fmt: skip


class _SeriesRun:
    """One run over all dates."""

    def __init__(
        self, spec: JobSpec, dated: list[Dated], grid: Grid, engines: Any, files: OutputSet,  # noqa: ANN401
        targets: dict[str, Path], token: CancelToken, change_card: ModelCard | None,
    ) -> None:  # fmt: skip
        self._change_card, self._trained = change_card, open_trained(change_card, spec)
        self._spec, self._dated, self._grid, self._engines = spec, dated, grid, engines
        self._files, self._targets, self._token = files, targets, token
        self._warnings = [text for one in dated for text in one.scene.warnings] + list(engines[0].notes)
        self._steps, self._done = 2 * len(dated) - 1, 0
        self.stack: StackMap | None = None

    def execute(self, tick: Callable[[float], None], started: float) -> dict[str, Any]:
        """Map every date, find the changes between consecutive dates, and return the report."""
        self._steps += self.stack is not None
        whole = self._whole(tick)
        maps = [self._map(one, tick) for one in self._dated]
        changes, last = [], None
        for first, second in zip(self._dated, self._dated[1:]):
            last = self._change(first, second, tick)
            changes.append(last[0])
        if last is None:
            raise InputError(ONE_DATE)
        _, run, plan, stages = last
        areas = common_areas(
            maps, run.scene.card, run.scene.reference.row_areas_m2(run.scene.area.height), check=self._token.check
        )
        compared = sum(entry["pixels"] for entry in areas[0])
        if not compared:
            raise InputError("No pixel has data on all dates; leave out the cloudiest raster.")
        dates = [
            {
                "date": str(one.day), "source": str(one.scene.meta.path), "alignment": one.how,
                "classes": str(self._targets[f"classes {one.day}"]), "table": table,
                "input": input_facts(one.scene, check=self._token.check), "bands": list(one.scene.account),
            }
            for one, table in zip(self._dated, areas)
        ]  # fmt: skip
        facts = {
            "command": again(self._targets["report"]), "seconds": round(time.perf_counter() - started, 3),
            "common_grid": self._grid.facts(), "compared_px": compared, "dates": dates, "changes": changes, **whole,
            "warnings": list(dict.fromkeys(self._warnings)),
            "outputs": {key: str(path) for key, path in self._targets.items() if key != "report"},
        }  # fmt: skip
        return build_report(
            run.scene, self._spec, plan, engine=self._engines[0], timing=stages.timing, peak_mb=run.memory.peak_mb,
            facts=facts,
        )  # fmt: skip

    def _step(self, tick: Callable[[float], None]) -> Callable[[float], None]:
        """Return a callback that maps the progress of the next step to that of the run."""
        before, self._done = self._done, self._done + 1
        return lambda fraction: tick((before + fraction) / self._steps)

    def _whole(self, tick: Callable[[float], None]) -> dict[str, Any]:
        """Map all dates at once with a stack model; return its part of the report, empty without such a model."""
        if self.stack is None:
            return {}
        target = self._targets["series_classes"]
        path, notes = self.stack.write(self.stack.plan(), self._files, target, self._token, self._step(tick))
        self._warnings += notes
        scene = self.stack.scene
        (table,) = common_areas(
            [path], scene.card, scene.reference.row_areas_m2(scene.area.height), check=self._token.check
        )
        model, device = model_facts(scene.card), self.stack.engine.device
        return {"series_map": {"model": model, "device": device, "classes": str(target), "table": table}}

    def _map(self, one: Dated, tick: Callable[[float], None]) -> Path:
        plan = PairRun.plan(one.aligned, one.aligned, self._spec, ("change",))
        path, notes = map_date(
            one.aligned, self._spec, plan, engine=self._engines[0], files=self._files,
            target=self._targets[f"classes {one.day}"], token=self._token, tick=self._step(tick),
        )  # fmt: skip
        self._warnings += notes
        return path

    def _change(
        self, first: Dated, second: Dated, tick: Callable[[float], None]
    ) -> tuple[dict[str, Any], PairRun, Any, Stages]:
        run = PairRun(
            first.aligned, second.aligned, whole=self._grid.overlap, spec=self._spec, engines=self._engines,
            keys=_KEYS, likely=self._spec.asked(Dating).probability, token=self._token, trained=self._trained,
            tags=model_tags(self._change_card),
        )  # fmt: skip
        stem = f"{first.day}_{second.day}"
        targets = {key: self._targets[f"{key} {stem}"] for key in _KEYS}
        plan = PairRun.plan(first.aligned, second.aligned, self._spec, _KEYS, trained=self._change_card)
        verdict = run.learn()
        stages = run.write(verdict, plan, files=self._files, targets=targets, tick=self._step(tick))
        self._warnings += run.warnings
        counter = run.counter
        facts = {
            "first": str(first.day), "second": str(second.day), "compared_px": counter.compared,
            "changed_px": counter.changed, "changed_share": counter.changed / max(counter.compared, 1),
            "decision": verdict.facts(), "transitions": counter.table(), "classes": counter.classes(),
            "outputs": {key: str(path) for key, path in targets.items()},
        }  # fmt: skip
        return facts, run, plan, stages


def table_csv(dates: Sequence[dict[str, Any]]) -> str:
    """Return the areas of classes by date as CSV, over the pixels that all dates have."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["date", "class", "title", "pixels", "percent", "area_m2"])
    for one in dates:
        for entry in one["table"]:
            area = "" if entry["area_m2"] is None else f"{entry['area_m2']:.2f}"
            writer.writerow([
                one["date"], entry["name"], entry["title"], entry["pixels"], f"{100 * entry['share']:.4f}", area
            ])  # fmt: skip
    return stream.getvalue()
