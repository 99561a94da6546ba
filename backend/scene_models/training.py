"""Train a model that labels whole scenes: read, pool features, validate on held-out places, fit, write."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..catalog import store as model_store
from ..catalog.cards import CARD_NAME, ModelCard
from ..common.arrays import DoubleArray, IntArray
from ..common.cancellation import CancelToken
from ..common.documents import write_document
from ..common.errors import InputError, ModelError
from ..common.machine.version import package_versions, python_version, specaware_version
from ..common.outputs.output_set import OutputSet
from ..common.outputs.targets import InputFiles, check_targets
from ..common.wording import counted
from ..engines.base import Engine
from ..heads.fitting.folds import FOLDS, folds_of
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.kinds.train_scene import SceneTraining
from ..job.repeat import TRAIN_REPORT, repeat_command
from ..job.spec import JobSpec
from ..labels.read import read_labels
from ..products.belonging import files_beside, files_of
from ..raster.source import read_normalised
from ..raster.window import Window
from ..scene.open import Scene, conditions_of, open_scene
from .cells import classes_used, from_polygons
from .examples import Example, Examples, from_folders, from_table
from .logistic import PENALTIES, Logistic, fit_logistic, held_out_probabilities, log_loss
from .pooled import pooled
from .report import TEXT_NAMES, judged, texts_of
from .storage import FRAMEWORK, WEIGHTS_NAME, save_head, scene_head_card

Send = Callable[[JobEvent], None]

LARGEST_PX = 1024
"""Largest side in pixels of a raster that is one scene."""
_FEW = 5  # scenes per class; with fewer there is a warning
_GRID_PX = 8  # the cell size in a card is a multiple of this


@dataclass
class _Read:
    """Result of reading the scenes."""

    features: list[DoubleArray] = field(default_factory=list)
    items: list[Example] = field(default_factory=list)
    side_px: int = 0
    empty: int = 0
    warnings: list[str] = field(default_factory=list)


@contextmanager
def _opened(source: str, spec: JobSpec) -> Iterator[Scene]:
    """Open one of a job's rasters for the duration of a ``with`` block."""
    options = spec.options
    scene = open_scene(
        source, model_store.find(spec.model), spec.overrides, clouds=options.clouds,
        outside_files_allowed=options.outside_files,
    )  # fmt: skip
    with scene.product:
        yield scene


def examples_of(spec: JobSpec, *, check: Callable[[], None] = lambda: None) -> Examples:
    """Return the labelled scenes of a job: from class folders, a table, or rasters under labels.

    Raises:
        InputError: see :func:`from_folders`, :func:`from_table` and :func:`from_polygons`.
    """
    source, wish = Path(spec.source), spec.asked(SceneTraining)
    if wish.labels:
        labels = read_labels(
            Path(wish.labels), field=wish.class_field, layer=wish.layer,
            least=1 if wish.multi_label else 2,
        )  # fmt: skip
        found = from_polygons(spec, labels, opened=lambda path: _opened(path, spec), check=check)
        classes, items = classes_used(found.items, found.classes)
        return replace(found, classes=classes, items=items).checked()
    if source.suffix.lower() == ".csv":
        return from_table(source, multi_label=wish.multi_label)
    if not source.is_dir():
        raise InputError(
            f"'{source.name}' alone has no classes: give labels and their field, a folder of class folders, or "
            "a CSV with the columns path and labels."
        )
    if wish.multi_label:
        raise InputError("Folders give each scene one class; give a CSV or labelled polygons for several.")
    return from_folders(source)


def run_train_scene(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Train; write the model's folder (card, weights, report as JSON, text and CSV) and return the report.

    Args:
        spec: a job of kind "trainscene".
        context: engines, events and cancellation of the job.

    Raises:
        SpecAwareError: with one sentence that says what to do; no output is then written.
    """
    token = context.token
    started = time.perf_counter()
    base = model_store.find(spec.model)
    if base.framework == FRAMEWORK or "semantic-segmentation" not in base.tasks or "specaware:head" in base.properties:
        text = f"Model '{base.name}' cannot be the base of a scene model; choose a land-cover model,"
        raise ModelError(f"{text} such as the bundled one.")
    folder = Path(str(spec.outputs.model))
    names = (WEIGHTS_NAME, TRAIN_REPORT, *TEXT_NAMES, CARD_NAME)
    inputs = files_beside(spec.asked(SceneTraining).labels or None, base.path, base.weights) | _input_files(spec)
    check_targets([(folder / name, spec.options.overwrite) for name in names], inputs)
    trainer = _Trainer(spec, base, context.send, token)
    examples = examples_of(spec, check=token.check)
    engine = context.features_of(base, spec, 1)
    token.on_cancel(engine.cancel)
    read = trainer.read(examples, engine)
    head, report = trainer.fit(examples, read)
    report |= {"seconds": round(time.perf_counter() - started, 2), "device": engine.device}
    return trainer.write(folder, head, examples, read, report)


def _input_files(spec: JobSpec) -> InputFiles:
    """Return the input files named in the job; scenes in folders or tables are never in a model's folder."""
    sources = [spec.source, *spec.asked(SceneTraining).more] if spec.asked(SceneTraining).labels else []
    found = InputFiles.of(spec.source if Path(spec.source).is_file() else None)
    for source in sources:
        with _opened(source, spec) as scene:
            found |= files_of(scene.meta, source)
    return found


class _Trainer:
    """One training: its settings and its steps."""

    def __init__(self, spec: JobSpec, base: ModelCard, send: Send, token: CancelToken) -> None:
        self.spec, self.base, self.token, self._send = spec, base, token, send
        self._warnings: list[str] = []

    def read(self, examples: Examples, engine: Engine) -> _Read:
        """Pool the features of every scene, raster by raster.

        Raises:
            InputError: a scene cannot be read, is too large, or none has data.
        """
        for text in examples.warnings:
            self._warn(text)
        read = _Read()
        by_source: dict[str, list[Example]] = {}
        for item in examples.items:
            by_source.setdefault(item.source, []).append(item)
        done = 0
        for source, items in by_source.items():
            self._read_source(source, items, engine, read, done=done, total=len(examples.items))
            done += len(items)
        if read.empty:
            self._warn(f"{counted(read.empty, 'scene has', 'scenes have')} no data and are ignored.")
        if len({label for item in read.items for label in item.labels}) < (1 if examples.multi_label else 2):
            raise InputError("The scenes with data have one class at most; give scenes of two classes or more.")
        for text in dict.fromkeys(read.warnings):
            self._warn(text)
        return read

    def _read_source(
        self, source: str, items: Sequence[Example], engine: Engine, read: _Read, *, done: int, total: int
    ) -> None:
        with _opened(source, self.spec) as scene:
            meta = scene.meta
            if any(item.window is None for item in items) and max(meta.height, meta.width) > LARGEST_PX:
                raise InputError(
                    f"Scene {meta.path.name} has {meta.height} x {meta.width} pixels but can be no larger than "
                    f"{LARGEST_PX}; label parts of it with polygons instead."
                )
            conditions, notes = conditions_of(scene, check=self.token.check)
            if len(items) > 1:
                read.warnings += [*scene.warnings, *notes]
            engine.set_conditions(conditions)
            for number, item in enumerate(items):
                self.token.check()
                window = item.window or Window(0, 0, meta.height, meta.width)
                pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, window)
                if not valid.any():
                    read.empty += 1
                    continue
                read.features.append(pooled(engine, pixels, valid))
                read.items.append(item)
                read.side_px = max(read.side_px, window.height, window.width)
                self._progress(0.9 * (done + number + 1) / total, f"reading {meta.path.name}")

    def fit(self, examples: Examples, read: _Read) -> tuple[Logistic, dict[str, Any]]:
        """Choose the penalty and validate on held-out places, then fit to all scenes except those for testing."""
        self._progress(0.92, "cross-validating")
        multi, classes = examples.multi_label, examples.classes
        features, truth = np.stack(read.features), np.zeros((len(read.items), len(classes)))
        for row, item in enumerate(read.items):
            truth[row, list(item.labels)] = 1.0
        is_test = np.array([item.part == "test" for item in read.items])
        mine = ~is_test
        self._warn_of_few(truth[mine].sum(axis=0), classes)
        groups = np.unique([item.group for item in read.items], return_inverse=True)[1].astype(np.int64)[mine]
        x, y = features[mine], truth[mine]
        folds = folds_of(np.unique(groups, return_inverse=True)[1].astype(np.int64), _rarest(y))
        if len(np.unique(folds)) < 2:
            raise InputError("All labelled scenes are from one place; label scenes from at least two places.")
        tried = {}
        for penalty in PENALTIES:
            self.token.check()
            found = held_out_probabilities(x, y, folds, penalty=penalty, multi_label=multi)
            tried[penalty] = (log_loss(found, y, multi_label=multi), found)
        penalty = min(tried, key=lambda p: tried[p][0])
        head = fit_logistic(x, y, penalty=penalty, multi_label=multi)
        report = self._report(examples, read, y, penalty)
        report["cross_validation"] = {
            "protocol": f"{counted(min(FOLDS, len(np.unique(folds))), 'fold')} of places",
            "places": int(groups.max() + 1) if len(groups) else 0,
            **judged(tried[penalty][1], y > 0.5, classes, multi_label=multi),
        }
        if is_test.any():
            answers = head.probabilities(features[is_test])
            report["test"] = judged(answers, truth[is_test] > 0.5, classes, multi_label=multi)
        return head, report

    def _report(self, examples: Examples, read: _Read, truth: DoubleArray, penalty: float) -> dict[str, Any]:
        counts = {name: int(n) for name, n in zip(examples.classes, truth.sum(axis=0))}
        return {
            "specaware": specaware_version(), "python": python_version(), "packages": package_versions(),
            "base": {"name": self.base.name, "sha256": self.base.sha256}, "command": repeat_command(self.spec),
            "job": self.spec.record(), "scenes": len(truth), "labels": counts,
            "multi_label": examples.multi_label, "cell_px": read.side_px, "penalty": penalty,
            "warnings": self._warnings,
        }  # fmt: skip

    def _warn_of_few(self, counts: DoubleArray, classes: Sequence[str]) -> None:
        for name, count in zip(classes, counts.astype(int).tolist()):
            if count < _FEW:
                self._warn(f"Class '{name}' has only {counted(count, 'scene')}; five or more are better.")

    def write(
        self, folder: Path, head: Logistic, examples: Examples, read: _Read, report: dict[str, Any]
    ) -> dict[str, Any]:
        """Write the folder, all of it or nothing, and return the report with the paths."""
        asked = self.spec.asked(SceneTraining)
        name = asked.name or re.sub(r"[^\w.-]+", "-", folder.name) or "trained"
        report = {"model": name, "outputs": {"model": str(folder)}, **report}
        figures = {k: v for k, v in report["cross_validation"].items() if isinstance(v, (int, float))}
        metrics = [{
            "dataset": "the labelled scenes, held out by place", **figures, "command": report["command"],
            "protocol": report["cross_validation"]["protocol"],
        }]  # fmt: skip
        facts = {
            "metrics": metrics, "command": report["command"], "counts": report["labels"], "scenes": report["scenes"],
            "labels": Path(asked.labels or self.spec.source).name, "penalty": report["penalty"],
        }  # fmt: skip
        side_px = -(-read.side_px // _GRID_PX) * _GRID_PX
        with OutputSet() as files:
            weights = files.add(folder / WEIGHTS_NAME)
            save_head(head, weights)
            document = scene_head_card(
                self.base, weights, name=name, classes=examples.classes, side_px=side_px,
                multi_label=examples.multi_label, facts=facts,
            )  # fmt: skip
            write_document(files.add(folder / TRAIN_REPORT), report)
            for text_name, text in texts_of(report).items():
                files.add(folder / text_name).write_text(text, encoding="utf-8")
            write_document(files.add(folder / CARD_NAME), document)
            self.token.check()
        return report

    def _warn(self, text: str) -> None:
        self._warnings.append(text)
        self._send(JobEvent("warning", job=self.spec.id, message=text))

    def _progress(self, fraction: float, text: str) -> None:
        self._send(JobEvent("progress", job=self.spec.id, fraction=round(fraction, 4), message=text))


def _rarest(truth: DoubleArray) -> IntArray:
    """Return for each scene the rarest of its classes, used to balance folds; the commonest class if it has none."""
    counts = truth.sum(axis=0)
    rank = np.where(truth > 0, counts, np.inf)
    best = rank.argmin(axis=1)
    return np.where(truth.any(axis=1), best, int(counts.argmax())).astype(np.int64)
