"""Training a model for the user's own classes from a few labels: read, sample, choose, fit, judge, write."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from . import model_store
from .cancellation import CancelToken
from .cards import CARD_NAME, ModelCard
from .engines.base import Engine
from .errors import InputError, ModelError
from .heads.context import SCALES_PX
from .heads.folds import blocks_of
from .heads.fusion import DEFAULT_PRIOR, Recipe, calibrate, fit_grouping
from .heads.labels import LabelFile, LabelPixels, place_labels, read_labels
from .heads.samples import TrainingSet
from .heads.storage import FRAMEWORK, WEIGHTS_NAME, StoredHead, head_card, save_weights
from .heads.validation import accuracy_report, choose_scales, cross_validate, scales_text
from .jobs import JobEvent, JobSpec
from .label_sampling import LabelSamples, sample_scene
from .prepare import UNKNOWN_GSD_M, Scene, open_scene
from .raster.georeference import GeoReference
from .raster.temporary import OutputSet, check_target, remove_stale
from .report import file_digest
from .train_command import REPORT_NAME, train_text, train_words
from .version import package_versions, python_version, specaware_version

Send = Callable[[JobEvent], None]
EngineSource = Callable[[ModelCard, JobSpec, int], Engine]

TEXT_NAME = "report.txt"
MAX_PER_CLASS = 500
"""Labelled pixels used of a class; more of the same polygons tell little and would slow every map."""
_SEED = 0


@dataclass
class _Facts:
    """What the rasters gave, for the report."""

    rasters: list[dict[str, Any]]
    warnings: list[str]
    level: str = ""
    gsd_m: float = 0.0


def run_train(spec: JobSpec, *, engine_of: EngineSource, send: Send, token: CancelToken) -> dict[str, Any]:
    """Train a head; write its folder (card, weights, report as JSON and text) and return the report.

    Raises:
        SpecAwareError: with one sentence that says what to do; nothing is written then.
    """
    started = time.perf_counter()
    folder = Path(str(spec.outputs.model))
    base = model_store.find(spec.model)
    if base.framework == FRAMEWORK:
        raise ModelError(f"Model '{base.name}' was itself trained from labels; choose the zero-shot model instead.")
    for name in (WEIGHTS_NAME, REPORT_NAME, TEXT_NAME, CARD_NAME):
        check_target(folder / name, overwrite=spec.options.overwrite)
    if folder.is_dir():
        remove_stale(folder)
    labels = read_labels(Path(spec.training.labels), field=spec.training.class_field, layer=spec.training.layer)
    trainer = _Trainer(spec, base, labels, send, token)
    engine = engine_of(base, spec, 1)
    token.on_cancel(engine.cancel)
    samples = trainer.sample(engine)
    head, report = trainer.fit(samples)
    report["seconds"] = round(time.perf_counter() - started, 2)
    report["device"] = engine.device
    return trainer.write(folder, head, report)


class _Trainer:
    """One training: what it was asked for, and the steps."""

    def __init__(self, spec: JobSpec, base: ModelCard, labels: LabelFile, send: Send, token: CancelToken) -> None:
        self.spec, self.base, self.labels, self.token = spec, base, labels, token
        self._send = send
        self._facts = _Facts([], [])
        self.block_px = 0

    def sample(self, engine: Engine) -> TrainingSet:
        """Sample all rasters.

        Raises:
            InputError: no label lies on a valid pixel, or only one class does.
        """
        sources = [self.spec.source, *self.spec.training.more]
        samples: LabelSamples | None = None
        for image, source in enumerate(sources):
            self.token.check()
            self._progress(image / len(sources), f"reading {Path(source).name}")
            scene = open_scene(replace(self.spec, kind="plan", source=source))
            try:
                samples = samples or LabelSamples.start(scene)
                self._sample_scene(scene, engine, samples, image)
            finally:
                scene.product.close()
        if samples is None or not sum(raster["labels"] for raster in self._facts.rasters):
            raise InputError(
                f"No label of {self.labels.path.name} lies on a valid pixel of the raster; "
                "check that both cover the same place, and their CRS."
            )
        return self._training_set(samples)

    def _sample_scene(self, scene: Scene, engine: Engine, samples: LabelSamples, image: int) -> None:
        meta, facts = scene.meta, self._facts
        reference = GeoReference(meta.geotransform, meta.crs_wkt)
        if bool(reference.crs_wkt) != bool(self.labels.crs_wkt):
            which = "raster" if not reference.crs_wkt else "labels"
            self._warn(f"The {which} of {meta.path.name} name no CRS: both are taken to have the same.")
        for text in scene.warnings:
            self._warn(text)
        if facts.level and scene.level != facts.level:
            raise InputError(
                f"Raster {meta.path.name} is of level {scene.level} and the first of {facts.level}; "
                "train one model a level."
            )
        facts.level, facts.gsd_m = scene.level, facts.gsd_m or meta.sensor.gsd_m or UNKNOWN_GSD_M
        pixels = self._thinned(place_labels(self.labels, reference, height=meta.height, width=meta.width))
        for text in sample_scene(scene, pixels, engine, samples, image=image, check=self.token.check):
            self._warn(text)
        if pixels.contested:
            self._warn(f"{pixels.contested} pixels of {meta.path.name} lie in labels of two classes and are left out.")
        kept = len(samples.parts["rows"][-1])
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
        classes = np.asarray(samples.column("classes"), dtype=np.int64)
        counts = np.bincount(classes, minlength=len(self.labels.classes))
        missing = [name for name, n in zip(self.labels.classes, counts) if not n]
        if missing:
            raise InputError(
                f"Class '{missing[0]}' has no label on a valid pixel; label some on the raster, or remove the class."
            )
        for name, n in zip(self.labels.classes, counts):
            if n < 5:
                self._warn(f"Class '{name}' has only {n} labelled pixel{'s' * (n > 1)}; five or more are better.")
        place = [np.asarray(samples.column(n), dtype=np.int64) for n in ("rows", "cols", "images", "features")]
        groups, self.block_px = blocks_of(place[0], place[1], place[2], place[3], classes)
        spectra = {s: np.asarray(samples.column(f"spectra {s:g}"), dtype=np.float64) for s in SCALES_PX}
        return TrainingSet(
            classes=classes, groups=groups, zero_shot=np.asarray(samples.column("zero_shot"), dtype=np.float64),
            spectra=spectra.pop(0.0), smoothed=spectra, bands=samples.bands,
            image=samples.statistics.image,
            scene_share=samples.share / max(samples.share_pixels, 1), gsd_m=self._facts.gsd_m, level=self._facts.level,
        )  # fmt: skip

    def fit(self, samples: TrainingSet) -> tuple[StoredHead, dict[str, Any]]:
        """Choose the context scale, judge by blocks, and return the head with its report."""
        self._progress(0.9, "cross-validating")
        classes = self.labels.classes
        recipe = Recipe(prior=self.spec.training.prior or DEFAULT_PRIOR)
        recipe, by_scale = choose_scales(samples, recipe, count=len(classes))
        self.token.check()
        temperatures = calibrate(samples, recipe, count=len(classes))
        judged = cross_validate(samples, recipe, count=len(classes), temperatures=temperatures)
        grouping = fit_grouping(
            samples.zero_shot, samples.classes, count=len(classes), prior=recipe.prior, scene_share=samples.scene_share
        )
        counts = np.bincount(samples.classes, minlength=len(classes)).tolist()
        report = {
            "specaware": specaware_version(), "python": python_version(), "packages": package_versions(),
            "base": {"name": self.base.name, "sha256": self.base.sha256},
            "command": train_words(self.spec), "job": json.loads(self.spec.to_line()),
            "labels": {"path": str(self.labels.path), "field": self.spec.training.class_field,
                       "pixels": dict(zip(classes, counts)), "features_without_use": self.labels.unclassified},
            "rasters": self._facts.rasters,
            "recipe": {"context": scales_text(recipe.scales_px), "spectral_weight": recipe.spectral_weight,
                       "temperatures": {"raw": temperatures.raw, **{f"mnf {s:g} px": t for s, t in
                                                                    temperatures.mnf.items()}},
                       "mnf_components": samples.image.directions.shape[1]},
            "context_oa": by_scale,
            "prior": {"kind": recipe.prior, "shares": dict(zip(classes, grouping.prior.round(4).tolist()))},
            "zero_shot_classes": {c.name: dict(zip(classes, row)) for c, row in
                                  zip(self.base.classes, grouping.table.round(4).tolist())},
            "cross_validation": {"protocol": "five folds of blocks", "block_px": self.block_px,
                                 "blocks": int(samples.groups.max() + 1), **accuracy_report(judged, classes)},
            "warnings": self._facts.warnings,
        }  # fmt: skip
        return StoredHead(replace(samples, smoothed=_only(samples, recipe)), recipe, len(classes), temperatures), report

    def write(self, folder: Path, head: StoredHead, report: dict[str, Any]) -> dict[str, Any]:
        """Write the folder, all or nothing, and return the report with the paths."""
        classes, found = self.labels.classes, report["cross_validation"]
        name = self.spec.training.name or re.sub(r"[^\w.-]+", "-", folder.name) or "trained"
        report = {"model": name, "outputs": {"model": str(folder)}, **report}
        metrics = [{
            "dataset": "the training labels, held out", "protocol": f"blocks of {self.block_px} px, five folds",
            "pixels": found["labels_judged"], "oa": found["oa"], "miou": found["miou"], "command": report["command"],
        }]  # fmt: skip
        facts = {
            "metrics": metrics, "command": report["command"], "prior": report["prior"],
            "labels": f"{self.labels.path.name}, field '{self.spec.training.class_field}'",
            "counts": report["labels"]["pixels"],
        }  # fmt: skip
        files = OutputSet()
        try:
            weights = files.add(folder / WEIGHTS_NAME)
            save_weights(head, weights)
            card = head_card(self.base, weights, name=name, classes=classes, recipe=head.recipe, facts=facts)
            _write_json(files.add(folder / REPORT_NAME), report)
            files.add(folder / TEXT_NAME).write_text(train_text(report) + "\n", encoding="utf-8")
            _write_json(files.add(folder / CARD_NAME), card)
            self.token.check()
            files.commit()
        except BaseException:
            files.abort()
            raise
        return report

    def _progress(self, fraction: float, text: str) -> None:
        self._send(JobEvent("progress", job=self.spec.id, message=text, fraction=round(fraction, 3)))

    def _warn(self, text: str) -> None:
        if text not in self._facts.warnings:
            self._facts.warnings.append(text)
            self._send(JobEvent("warning", job=self.spec.id, message=text))


def _only(samples: TrainingSet, recipe: Recipe) -> dict[float, Any]:
    """Return the smoothed spectra of the chosen scales alone."""
    return {scale: samples.smoothed[scale] for scale in recipe.scales_px if scale > 0}


def _write_json(path: Path, document: dict[str, Any]) -> None:
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
