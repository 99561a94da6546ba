"""One pair of dates on a common grid: what is common to them is learned, then change is found block by block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...catalog.cards import ModelCard
from ...common.arrays import BoolArray, FloatArray, IntArray
from ...common.cancellation import CancelToken
from ...common.machine.memory import PeakMemory
from ...common.outputs.output_set import OutputSet
from ...engines.base import BatchRunner, Conditions, Engine
from ...heads.pixels.sampling import run_window
from ...job.spec import JobSpec
from ...mapping.outputs.base import NODATA_BYTE
from ...mapping.outputs.classify import Classify
from ...mapping.plan import RunPlan, plan_run
from ...mapping.report import provenance_tags
from ...mapping.threads import Progress, Stages
from ...raster.sink import GeoTiffSink, RasterLayer, category_sidecar, style_sidecar
from ...raster.source import READ_VALUES, read_normalised
from ...raster.window import Window
from ...scene.map_classes import MapClasses
from ...scene.open import Scene, conditions_of
from ..alignment.aligned import OnGrid, together
from ..difference.scores import Sample, classes_of
from ..verdicts.base import PairRunner, Trained, Unsupervised, Verdict
from ..verdicts.network import network_bytes
from .transitions import UNCHANGED_CODE, TransitionCounter, code_type, codes_of, entry

KEYS = ("change_probability", "transitions", "first_classes", "second_classes", "change")
"""Rasters of a pair, in the order in which they are saved."""
CHANGE_CLASSES = {0: ("Unchanged", (235, 235, 235)), 1: ("Changed", (214, 47, 39))}
_SPREAD = 5  # windows of the sample along each side
_SAMPLE_PX, _SAMPLE_VALUES = 65_536, 1 << 24  # upper limits of the sample: pixels, values
_ENOUGH_PX = 2_048
MOST_PLANES = 2
"""Planes that every verdict has, besides the class probabilities."""
_FULL = 15  # up to this many classes, the raster holds the name of every possible transition
_MORE_BYTES = 3 * 4 * READ_VALUES // 2 + 160 * 2**20
"""Memory factors beyond those of a map: both dates being resampled; the second engine and features of both dates."""
_SEED = 0


class PairRun:
    """Change between two scenes of :func:`..alignment.aligned.on_grid`.

    Args:
        first, second: the dates, on the same grid and area.
        whole: the part of the grid that both cover, from which the sample is taken.
        spec: the job.
        engines: the model, loaded twice.
        keys: the requested outputs among :data:`KEYS`.
        likely: probability of change from which a pixel counts as changed.
        token: stops the run.
        trained: a model trained on known changes; None for the untrained detection.
        tags: tags of this model for the rasters.
    """

    def __init__(
        self, first: Scene, second: Scene, *, whole: Window, spec: JobSpec, engines: tuple[Engine, Engine],
        keys: tuple[str, ...], likely: float, token: CancelToken, trained: Trained | None = None,
        tags: Mapping[str, str] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self._likely, self._trained = likely, trained
        self._parts, self._whole, self._spec, self._engines, self._token = (first, second), whole, spec, engines, token
        self.scene = together(first, second)
        self._told: list[Conditions] = []
        self.memory = PeakMemory()
        self.warnings: list[str] = []
        self.layers = layers_of(self.scene, spec, keys, more=tags)
        self.counter = TransitionCounter(
            self.scene.card.classes, self.scene.reference.row_areas_m2(self.scene.area.height)
        )

    @property
    def parts(self) -> tuple[OnGrid, OnGrid]:
        """Both dates on the grid."""
        return self.scene.product.parts  # type: ignore[attr-defined,no-any-return]

    @staticmethod
    def plan(
        first: Scene, second: Scene, spec: JobSpec, keys: tuple[str, ...], *, trained: ModelCard | None = None
    ) -> RunPlan:
        """Return the plan of the run, with the memory of a trained model in addition to that of the classes.

        Raises:
            InputError: the memory ceiling is too low.
        """
        scene = together(first, second)
        planes = 2 * len(scene.card.classes) + MOST_PLANES
        more = _MORE_BYTES + (0 if trained is None else network_bytes(scene, trained))
        return plan_run(scene, spec, layers_of(scene, spec, keys), planes=planes, more_bytes=more)

    def learn(self) -> Verdict:
        """Set the engines' conditions, and learn from a fixed sample what does not change.

        Raises:
            InputError: hardly any pixel has data on both dates.
            SensorError: the bands of a date do not suit the trained model.
        """
        own, sample = self.look()
        if self._trained is None:
            return own
        self._token.on_cancel(self._trained.cancel)
        self.warnings += self._trained.notes
        return self._trained.verdict(own, sample, self._parts, self._told)

    def look(self) -> tuple[Unsupervised, Sample]:
        """Set the engines' conditions; return the untrained detection and the sample."""
        self._told = []
        for engine, part in zip(self._engines, self._parts):
            conditions, notes = conditions_of(part, check=self._token.check)
            engine.set_conditions(conditions)
            self._token.on_cancel(engine.cancel)
            self.warnings += notes
            self._told.append(conditions)
        sample = self._sample()
        own = Unsupervised.of(sample, likely=self._likely, names=[part.meta.path.name for part in self._parts])
        self.memory.look()
        return own, sample

    def at(self, window: Window, chosen: IntArray) -> Sample:
        """Return what is known of some pixels of a window on both dates, by their places in it; after :meth:`learn`."""
        pixels, valid = read_normalised(self.scene.product, self.scene.normaliser, self.scene.bands, window)
        found = self._looked(pixels, valid, chosen)
        return Sample((found[0], found[1]), (found[2], found[3]), (found[4], found[5]))

    def valid_at(self, window: Window) -> BoolArray:
        """Return where (h, w) both dates have data in a window."""
        valid = self.scene.product.read_mask(window)
        return np.ones((window.height, window.width), dtype=bool) if valid is None else valid

    def _sample(self) -> Sample:
        """Return pixels with data on both dates; the sampled windows depend on the overlap alone."""
        grid, whole = self.scene.grid, self._whole
        rows, cols = (list(axis.over(low, high)) for axis, low, high in (
            (grid.rows, whole.row, whole.row_end), (grid.cols, whole.col, whole.col_end)
        ))  # fmt: skip
        fixed = [(r, c) for r in _spread(rows) for c in _spread(cols)]
        known = set(fixed)
        others = [(r, c) for r in rows for c in cols if (r, c) not in known]
        bands = len(self.scene.bands)
        most = min(_SAMPLE_PX, _SAMPLE_VALUES // bands) // len(fixed)
        parts: list[list[FloatArray]] = [[], [], [], [], [], []]
        count, draw = 0, np.random.default_rng(_SEED)
        for number, place in enumerate([*fixed, *others]):
            if number >= len(fixed) and count >= _ENOUGH_PX:
                break
            self._token.check()
            pixels, valid = read_normalised(
                self.scene.product, self.scene.normaliser, self.scene.bands, grid.tile(*place).window
            )
            if not valid.any():
                continue
            chosen = draw.permutation(np.flatnonzero(valid.ravel()))[:most]
            for part, values in zip(parts, self._looked(pixels, valid, chosen)):
                part.append(values)
            count += len(chosen)
            self.memory.look()
        if not count:
            empty = np.zeros((0, 1), dtype=np.float32)
            return Sample((empty, empty), (empty, empty), (empty, empty))
        found = [np.concatenate(part) for part in parts]
        return Sample((found[0], found[1]), (found[2], found[3]), (found[4], found[5]))

    def _looked(self, pixels: FloatArray, valid: BoolArray, chosen: IntArray) -> list[FloatArray]:
        """Return spectra, features and class probabilities (n, ...) of both dates at some pixels of a window."""
        count = len(self._parts[0].bands)
        halves = [np.ascontiguousarray(part) for part in (pixels[:count], pixels[count:])]
        seen = [run_window(engine, part, valid) for engine, part in zip(self._engines, halves)]
        return [
            *(part.reshape(len(part), -1)[:, chosen].T for part in halves),
            *(features.reshape(valid.size, -1)[chosen] for _, features in seen),
            *(shares.reshape(len(shares), -1)[:, chosen].T for shares, _ in seen),
        ]

    def write(
        self, verdict: Verdict, plan: RunPlan, *, files: OutputSet, targets: Mapping[str, Path],
        tick: Callable[[float], None],
    ) -> Stages:  # fmt: skip
        """Write the rasters in ``targets``; return the stages with their timing."""
        area = self.scene.area
        temporaries = {layer.key: files.add(targets[layer.key]) for layer in self.layers}
        sinks = {
            layer.key: GeoTiffSink(
                temporaries[layer.key], layer, height=area.height, width=area.width, reference=self.scene.reference,
                side=plan.block_side,
            )
            for layer in self.layers
        }  # fmt: skip
        runner = BatchRunner(PairRunner(self._engines, verdict, bands=len(self._parts[0].bands)).run)

        def taken(window: Window, planes: FloatArray, valid: BoolArray) -> None:
            row, col = window.row - area.row, window.col - area.col
            decoded = self._decode(verdict, planes, valid, row)
            for key, sink in sinks.items():
                sink.write(row, col, decoded[key][None])

        def moved(progress: Progress) -> None:
            self.memory.look()
            tick(progress.done / max(progress.total, 1))

        parallel = min(engine.parallel for engine in self._engines)
        planes = 2 * len(self.scene.card.classes) + verdict.planes
        stages = Stages(self.scene, plan, runner, taken, self._token, parallel, planes)
        try:
            stages.run(moved)
            for sink in sinks.values():
                sink.close()
        except BaseException:
            for sink in sinks.values():
                sink.discard()
            raise
        self.warnings += runner.notes
        self._write_sidecars(files, targets)
        return stages

    def _decode(self, verdict: Verdict, planes: FloatArray, valid: BoolArray, row: int) -> dict[str, NDArray[Any]]:
        """Return the pixels (n, w) of each raster of final planes (P, n, w) and validity (n, w); count them."""
        count = len(self.scene.card.classes)
        shares = planes[: 2 * count]
        probability = verdict.probability(shares, planes[2 * count :])
        changed = valid & (probability >= np.float32(verdict.likely))
        first, second = classes_of(shares)
        both = (shares[:count] + shares[count:]).argmax(axis=0)
        codes = np.where(changed, codes_of(first, second, count), UNCHANGED_CODE)
        codes[~valid] = 0
        self.counter.add(codes, both, row)
        values = np.array([one.value for one in self.scene.card.classes], dtype=np.uint8)
        percent = np.rint(100.0 * probability).astype(np.uint8)
        return {
            "change": np.where(valid, changed.astype(np.uint8), np.uint8(NODATA_BYTE)),
            "change_probability": np.where(valid, percent, np.uint8(NODATA_BYTE)),
            "transitions": codes.astype(code_type(count)),
            "first_classes": np.where(valid, values[first], np.uint8(0)),
            "second_classes": np.where(valid, values[second], np.uint8(0)),
        }

    def _write_sidecars(self, files: OutputSet, targets: Mapping[str, Path]) -> None:
        """Write names and colours of the values that occur beside the class rasters."""
        for layer in self.layers:
            if layer.key == "change_probability":
                continue
            shown = layer
            if layer.key == "transitions":
                entries = {row["value"]: entry(row["value"], self.scene.card.classes) for row in self.counter.table()}
                shown = replace(
                    layer, categories={v: title for v, (title, _) in entries.items()},
                    colors={v: color for v, (_, color) in entries.items()},
                )  # fmt: skip
            for path, text in zip(sidecars_of(targets[layer.key]), (category_sidecar(shown), style_sidecar(shown))):
                files.add(path).write_text(text, encoding="utf-8")


def sidecars_of(target: Path) -> tuple[Path, Path]:
    """Return the paths of the names and the style beside a class raster."""
    return target.with_name(f"{target.name}.aux.xml"), target.with_suffix(".qml")


def layers_of(
    scene: Scene, spec: JobSpec, keys: tuple[str, ...], *, more: Mapping[str, str] = MappingProxyType({})
) -> list[RasterLayer]:
    """Return the requested rasters in the order of :data:`KEYS`; ``more`` holds further tags."""
    tags, classes = {**provenance_tags(scene, scene.area), **more}, scene.card.classes
    named = Classify(MapClasses(scene.card), spec).layers(tags)[0]
    codes = range(UNCHANGED_CODE, UNCHANGED_CODE + 1 + len(classes) ** 2) if len(classes) <= _FULL else ()
    entries = {code: entry(code, classes) for code in codes}
    made = {
        "change": RasterLayer(
            "change", "uint8", NODATA_BYTE, ("Change",), tags=tags,
            colors={value: color for value, (_, color) in CHANGE_CLASSES.items()},
            categories={value: title for value, (title, _) in CHANGE_CLASSES.items()},
        ),
        "change_probability": RasterLayer(
            "change_probability", "uint8", NODATA_BYTE, ("Change probability (%)",), tags=tags
        ),
        "transitions": RasterLayer(
            "transitions", code_type(len(classes)), 0, ("From-to classes",), tags=tags,
            colors={code: color for code, (_, color) in entries.items()},
            categories={code: title for code, (title, _) in entries.items()},
        ),
        "first_classes": replace(named, key="first_classes"),
        "second_classes": replace(named, key="second_classes"),
    }  # fmt: skip
    return [made[key] for key in KEYS if key in keys]


def _spread(items: list[int]) -> list[int]:
    """Return up to :data:`_SPREAD` of the items, evenly spaced."""
    count = len(items)
    return items if count <= _SPREAD else [items[int((k + 0.5) * count / _SPREAD)] for k in range(_SPREAD)]
