"""Train a model for the user's own classes from a few labels: read, sample, choose, fit, validate, write."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..catalog import store as model_store
from ..catalog.cards import CARD_NAME, HEAD_FRAMEWORK, OWN_LABELS, ModelCard
from ..common.arrays import IntArray
from ..common.cancellation import CancelToken
from ..common.documents import write_document
from ..common.errors import InputError, ModelError
from ..common.locations import last_part
from ..common.machine.version import package_versions, python_version, specaware_version
from ..common.outputs.output_set import OutputSet
from ..common.outputs.targets import InputFiles, check_targets
from ..common.wording import counted
from ..engines.base import Engine
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.kinds.train import Training, colors_of
from ..job.repeat import TRAIN_REPORT, repeat_command
from ..job.spec import JobSpec
from ..labels.read import LabelFile, LabelPixels, place_labels, read_labels
from ..mapping.report import file_digest
from ..products.belonging import files_beside, files_of
from ..raster.georeference import GeoReference
from ..scene.open import Scene, open_scene
from ..spectral.bands import UNKNOWN_GSD_M
from .fitting.calibration import calibrate
from .fitting.folds import blocks_of
from .fitting.fusion import HeadRecipe, fit_fusion
from .fitting.grouping import DEFAULT_PRIOR
from .fitting.validation import choose_scales, cross_validate
from .pixels.samples import TrainingSet
from .pixels.sampling import LabelSamples, bands_of, joined, meeting_bands, sample_scene
from .report import TEXT_NAMES, judgement, learned, texts_of
from .storage import WEIGHTS_NAME, StoredHead, head_card, save_weights

Send = Callable[[JobEvent], None]
EngineSource = Callable[[ModelCard, JobSpec, int], Engine]

MAX_PER_CLASS = 500
"""Most labelled pixels used per class; more from the same polygons add little and would slow down every map."""
_SEED = 0
_ENOUGH = 5  # labelled pixels per class; with fewer there is a warning


@contextmanager
def _opened(source: str, spec: JobSpec, base: ModelCard) -> Iterator[Scene]:
    """Open one of a job's rasters for the duration of a ``with`` block."""
    options = spec.options
    scene = open_scene(source, base, spec.overrides, clouds=options.clouds, outside_files_allowed=options.outside_files)
    with scene.product:
        yield scene


def _input_files(spec: JobSpec, base: ModelCard) -> InputFiles:
    """Return all files of the rasters, the labels and the base model."""
    found = files_beside(spec.asked(Training).labels, base.path, base.weights)
    for source in [spec.source, *spec.asked(Training).more]:
        with _opened(source, spec, base) as scene:
            found |= files_of(scene.meta, source)
    return found


@dataclass
class _Facts:
    """Facts about the rasters for the report."""

    rasters: list[dict[str, Any]]
    warnings: list[str]
    level: str = ""
    features: set[int] = field(default_factory=set)


def run_train(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Train a head; write its folder (card, weights, report as JSON and text) and return the report.

    Raises:
        SpecAwareError: with one sentence that says what to do; no output is then written.
    """
    engine_of, send, token = context.features_of, context.send, context.token
    started = time.perf_counter()
    folder = Path(str(spec.outputs.model))
    base = model_store.find(spec.model)
    if base.framework == HEAD_FRAMEWORK:
        raise ModelError(f"Model '{base.name}' was itself trained from labels; choose the zero-shot model instead.")
    trainer_inputs = _input_files(spec, base)
    names = (WEIGHTS_NAME, TRAIN_REPORT, *TEXT_NAMES, CARD_NAME)
    check_targets([(folder / name, spec.options.overwrite) for name in names], trainer_inputs)
    labels = read_labels(
        Path(spec.asked(Training).labels), field=spec.asked(Training).class_field, layer=spec.asked(Training).layer
    )
    trainer = _Trainer(spec, base, labels, send, token)
    engine = engine_of(base, spec, 1)
    token.on_cancel(engine.cancel)
    samples = trainer.sample(engine)
    head, report = trainer.fit(samples)
    report["seconds"] = round(time.perf_counter() - started, 2)
    report["device"] = engine.device
    return trainer.write(folder, head, report)


class _Trainer:
    """One training: its settings and its steps."""

    def __init__(self, spec: JobSpec, base: ModelCard, labels: LabelFile, send: Send, token: CancelToken) -> None:
        self.spec, self.base, self.labels, self.token = spec, base, labels, token
        self._send = send
        self._facts = _Facts([], [])
        self.block_px = 0

    def sample(self, engine: Engine) -> TrainingSet:
        """Sample all rasters.

        Raises:
            InputError: no label is on a valid pixel, or the labels of one class only.
        """
        sources = [self.spec.source, *self.spec.asked(Training).more]
        self._warn_of_features()
        samples = self._start(sources)
        for image, source in enumerate(sources):
            self.token.check()
            self._progress(image / len(sources), f"reading {last_part(source)}")
            with _opened(source, self.spec, self.base) as scene:
                self._sample_scene(scene, engine, samples, image)
        if not samples.labelled:
            raise InputError(
                f"No label of {self.labels.path.name} lies on a valid pixel of the raster; "
                "check that both cover the same place and that each states its CRS."
            )
        self._warn_of_places()
        return self._training_set(samples)

    def _warn_of_features(self) -> None:
        """Warn of features that cannot be used on any raster."""
        labels = self.labels
        name = self.spec.asked(Training).class_field
        parts = [
            f"{counted(labels.without_class, 'has', 'have')} no class in '{name}'" if labels.without_class else "",
            f"{counted(labels.without_shape, 'has', 'have')} no point or polygon" if labels.without_shape else "",
        ]
        if labels.unclassified:
            left = counted(labels.unclassified, "feature is", "features are")
            self._warn(f"{left} left out of {labels.path.name}: {' and '.join(part for part in parts if part)}.")

    def _warn_of_places(self) -> None:
        """Warn of features that gave no pixel on any raster."""
        away = {feature for _, _, feature in self.labels.shapes} - self._facts.features
        if away:
            what = counted(len(away), "feature gives", "features give")
            self._warn(
                f"{what} no pixel and {'is' if len(away) == 1 else 'are'} left out ({self.labels.path.name}): off the "
                "rasters, or on pixels with another label."
            )

    def _start(self, sources: list[str]) -> LabelSamples:
        """Read the bands of all rasters; the first one's pixel size defines the context scales."""
        bands, names, gsd_m = [], [], UNKNOWN_GSD_M
        for source in sources:
            with _opened(source, self.spec, self.base) as scene:
                bands.append(bands_of(scene))
                names.append(scene.meta.path.name)
                gsd_m = (scene.meta.sensor.gsd_m or UNKNOWN_GSD_M) if len(bands) == 1 else gsd_m
        common = meeting_bands(bands, names)
        if any(one.count != common.count for one in bands):
            counts = sorted(one.count for one in bands)
            self._warn(f"Rasters of {counts[0]} to {counts[-1]} bands share {counted(common.count, 'band')}.")
        return LabelSamples.start(common, classes=len(self.base.classes), rasters=len(sources), gsd_m=gsd_m)

    def _sample_scene(self, scene: Scene, engine: Engine, samples: LabelSamples, image: int) -> None:
        meta, facts = scene.meta, self._facts
        reference = GeoReference(meta.geotransform, meta.crs_wkt)
        if bool(reference.crs_wkt) != bool(self.labels.crs_wkt):
            which = "raster" if not reference.crs_wkt else "labels"
            self._warn(f"The {which} of {meta.path.name} state no CRS; both are assumed to share one.")
        for text in scene.warnings:
            self._warn(text)
        if facts.level and scene.level != facts.level:
            raise InputError(
                f"Raster {meta.path.name} has level {scene.level} but the first has {facts.level}; "
                "train one model per level."
            )
        facts.level = scene.level
        placed = place_labels(self.labels, reference, height=meta.height, width=meta.width)
        facts.features.update(placed.features.tolist())
        pixels = self._thinned(placed)
        kept, warnings = sample_scene(scene, pixels, engine, samples, image=image, check=self.token.check)
        for text in warnings:
            self._warn(text)
        if pixels.contested:
            left = counted(pixels.contested, "pixel lies", "pixels lie")
            self._warn(f"{left} inside labels of two classes and are ignored ({meta.path.name}).")
        if kept < pixels.count:
            left = counted(pixels.count - kept, "labelled pixel has", "labelled pixels have")
            self._warn(f"{left} no data and are ignored ({meta.path.name}).")
        facts.rasters.append({
            "path": str(meta.path), "sensor": meta.sensor.name, "bands_used": len(scene.bands), "labels": kept,
            "labels_without_data": pixels.count - kept,
            "files": [file_digest(f, check=self.token.check) for f in meta.files or (meta.path,) if f.is_file()],
        })  # fmt: skip

    def _thinned(self, pixels: LabelPixels) -> LabelPixels:
        """Keep at most 500 pixels of each class, chosen at random with a fixed seed."""
        rng = np.random.default_rng(_SEED)
        kept = []
        for k in range(len(self.labels.classes)):
            mine = np.flatnonzero(pixels.classes == k)
            kept.append(rng.choice(mine, MAX_PER_CLASS, replace=False) if len(mine) > MAX_PER_CLASS else mine)
        return pixels.take(np.sort(np.concatenate(kept)))

    def _training_set(self, samples: LabelSamples) -> TrainingSet:
        classes = self._present(samples.column("classes"))
        rows, cols, images, features = (samples.column(n) for n in ("rows", "cols", "images", "features"))
        groups, self.block_px = blocks_of(rows, cols, images, features, classes)
        return TrainingSet(
            classes=classes, groups=groups, pixels=joined(samples.labelled), anchors=samples.drawn(),
            bands=samples.bands, image=samples.statistics.image,
            scene_share=samples.share / max(samples.share_pixels, 1), gsd_m=samples.gsd_m, level=self._facts.level,
        )  # fmt: skip

    def _present(self, classes: IntArray) -> IntArray:
        """Leave out classes without a label on a valid pixel, warn of those with few, and return the labels (n,)."""
        counts = np.bincount(classes, minlength=len(self.labels.classes))
        there = counts > 0
        named = [f"'{name}'" for name, present in zip(self.labels.classes, there) if not present]
        if there.sum() < 2:
            raise InputError(
                f"Only class '{self.labels.classes[int(counts.argmax())]}' has labels on valid pixels; label at least "
                "two classes on the raster, or add the rasters that hold the others."
            )
        if named:
            what = "Class" if len(named) == 1 else "Classes"
            self._warn(f"{what} {', '.join(named)} without a label on a valid pixel: left out.")
        kept = [name for name, present in zip(self.labels.classes, there) if present]
        self.labels = replace(self.labels, classes=tuple(kept))
        for name, count in zip(kept, counts[there].tolist()):
            if count < _ENOUGH:
                self._warn(f"Class '{name}' has only {counted(count, 'labelled pixel')}; five or more are better.")
        return np.asarray(np.cumsum(there) - 1)[classes]

    def fit(self, samples: TrainingSet) -> tuple[StoredHead, dict[str, Any]]:
        """Choose the context scale, validate by blocks, and return the head with its report."""
        self._progress(0.9, "cross-validating")
        classes = self.labels.classes
        recipe = HeadRecipe(prior=self.spec.asked(Training).prior or DEFAULT_PRIOR)
        recipe, by_scale = choose_scales(samples, recipe, count=len(classes))
        self.token.check()
        temperatures = calibrate(samples, recipe.scales_px, count=len(classes))
        judged = cross_validate(samples, recipe, count=len(classes), temperatures=temperatures)
        fused = fit_fusion(samples, recipe, count=len(classes), temperatures=temperatures)
        counts = np.bincount(samples.classes, minlength=len(classes)).tolist()
        report = {
            "specaware": specaware_version(), "python": python_version(), "packages": package_versions(),
            "base": {"name": self.base.name, "sha256": self.base.sha256},
            "command": repeat_command(self.spec), "job": self.spec.record(),
            "labels": {"path": str(self.labels.path), "field": self.spec.asked(Training).class_field,
                       "pixels": dict(zip(classes, counts)), "features_without_use": self.labels.unclassified},
            "rasters": self._facts.rasters,
            **learned(samples, fused, [c.name for c in self.base.classes], classes),
            "temperatures": {"raw": temperatures.raw, "features": temperatures.features,
                             **{f"mnf {s:g} px": t for s, t in temperatures.mnf.items()}},
            "context_oa": by_scale,
            "cross_validation": judgement(samples, fused, judged, classes, block_px=self.block_px),
            "warnings": self._facts.warnings,
        }  # fmt: skip
        return StoredHead(samples.only(recipe.scales_px), recipe, len(classes), temperatures), report

    def write(self, folder: Path, head: StoredHead, report: dict[str, Any]) -> dict[str, Any]:
        """Write the folder, all of it or nothing, and return the report with the paths."""
        classes, found = self.labels.classes, report["cross_validation"]
        name = self.spec.asked(Training).name or re.sub(r"[^\w.-]+", "-", folder.name) or "trained"
        report = {"model": name, "outputs": {"model": str(folder)}, **report}
        metrics = [{
            "dataset": OWN_LABELS, "protocol": f"blocks of {self.block_px} px, five folds",
            "pixels": found["labels_judged"], "oa": found["oa"], "miou": found["miou"], "command": report["command"],
        }]  # fmt: skip
        facts = {
            "metrics": metrics, "command": report["command"], "prior": report["prior"],
            "labels": f"{self.labels.path.name}, field '{self.spec.asked(Training).class_field}'",
            "counts": report["labels"]["pixels"], "colors": colors_of(self.spec.asked(Training)),
        }  # fmt: skip
        with OutputSet() as files:
            weights = files.add(folder / WEIGHTS_NAME)
            save_weights(head, weights)
            card = head_card(self.base, weights, name=name, classes=classes, recipe=head.recipe, facts=facts)
            write_document(files.add(folder / TRAIN_REPORT), report)
            for text_name, text in texts_of(report).items():
                files.add(folder / text_name).write_text(text, encoding="utf-8")
            write_document(files.add(folder / CARD_NAME), card)
            self.token.check()
        return report

    def _progress(self, fraction: float, text: str) -> None:
        self._send(JobEvent("progress", job=self.spec.id, message=text, fraction=round(fraction, 3)))

    def _warn(self, text: str) -> None:
        if text not in self._facts.warnings:
            self._facts.warnings.append(text)
            self._send(JobEvent("warning", job=self.spec.id, message=text))
