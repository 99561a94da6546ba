"""The ``similar`` job: a raster of how similar each pixel is to the given targets, in percent."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from ..common.arrays import FloatArray
from ..common.cancellation import CancelToken
from ..common.errors import InputError
from ..common.machine.memory import DEFAULT_MEMORY_MB, PeakMemory
from ..common.outputs.output_set import OutputSet
from ..job.kinds.base import JobContext
from ..job.kinds.similar import Seeking
from ..job.spec import JobSpec
from ..mapping.files import check_job_targets
from ..mapping.plan import BASE_MB, MIB, gdal_cache, gdal_cache_bytes
from ..mapping.report import dump_report, input_facts, job_facts, provenance_tags
from ..raster.sink import GeoTiffSink, RasterLayer
from ..raster.source import read_normalised
from ..raster.window import Window
from ..scene.open import Scene, scene_of_job
from .likeness import FeatureLikeness, SpectralLikeness
from .own import EngineSource, OwnFeatures
from .references import References, find_references
from .run import again, ticker, warn

_STEP = np.float32(0.01)  # percent; values are rounded to this so that the file compresses
_SIDE = 256  # side of the file's tiles in pixels
_CHUNK_VALUES = 1 << 23  # values of a piece in memory at a time: 32 MiB of float32
_COPIES = 4  # of a piece in memory: as read, normalised, in the reader, and the result


def run_similar(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Write a raster of similarity; return the report, which is also saved beside it as JSON.

    Raises:
        SpecAwareError: opening, running or writing failed; no output is then written.
    """
    engine_of, send, token = context.features_of, context.send, context.token
    started = time.perf_counter()
    target, with_features = Path(str(spec.outputs.similarity)), by_features(spec)
    with ExitStack() as stack:
        scene = scene_of_job(spec)
        stack.callback(scene.product.close)
        check_job_targets(scene, spec, [target, target.with_suffix(".json")])
        stack.enter_context(gdal_cache(scene))
        references = find_references(scene, spec, check=token.check)
        run: _BySpectrum | _ByFeatures
        if with_features:
            run = _ByFeatures(OwnFeatures(scene, spec, stack=stack, token=token), references, engine_of)
        else:
            run = _BySpectrum(scene, spec, references, token)
        warnings = [*run.warnings, *references.warnings]
        warn(warnings, spec, send)
        with OutputSet() as files:
            writer = _Writer(scene, files.add(target), run.side)
            try:
                run.run(writer.take, ticker(spec, send, "similar"))
                writer.sink.close()
            except BaseException:
                writer.sink.discard()
                raise
            if not writer.found:
                name = scene.meta.path.name
                raise InputError(f"The area chosen in {name} has no valid pixel; choose another extent.")
            facts = {
                "outputs": {"similarity": str(target)}, "method": run.method, "references": _facts(references),
                "pixels_over_50": writer.over, "warnings": warnings, "command": again(target),
                "seconds": round(time.perf_counter() - started, 3),
            }  # fmt: skip
            report = run.report(facts)
            dump_report(report, files.add(target.with_suffix(".json")))
            token.check()
    return report


def by_features(spec: JobSpec) -> bool:
    """Return True if a job compares features: on request, and by default for places in the raster itself.

    On real scenes, features rank pixels of the same class better than spectra do (docs/tasks.md).

    Raises:
        InputError: features are requested for library spectra, which have none.
    """
    method, library = spec.asked(Seeking).method, spec.settings.library
    if method == "features" and library:
        raise InputError("The model has no features for library spectra; choose the method spectrum, or give points.")
    return method == "features" or (method == "auto" and not library)


def _facts(references: References) -> dict[str, Any]:
    """Return what the report says about the references."""
    return {
        "pixels": [[row, col] for row, col in zip(references.rows, references.cols)],
        "spectra": list(references.names),
    }


class _Writer:
    """The output raster, and statistics of what was written."""

    def __init__(self, scene: Scene, path: Path, side: int) -> None:
        area = scene.area
        layer = similarity_layer(provenance_tags(scene, area))
        self.sink = GeoTiffSink(path, layer, height=area.height, width=area.width, reference=scene.reference, side=side)
        self.found, self.over = False, 0

    def take(self, row: int, col: int, percent: FloatArray) -> None:
        """Write percent (1, h, w), NaN for nodata, whose first pixel is at a row and column of the area."""
        there = np.isfinite(percent)
        self.found = self.found or bool(there.any())
        self.over += int((percent[there] >= 50.0).sum())
        self.sink.write(row, col, np.round(percent / _STEP) * _STEP)


def similarity_layer(tags: dict[str, str]) -> RasterLayer:
    """The raster layer of a similar job; NaN for nodata."""
    return RasterLayer("similarity", "float32", float("nan"), ("Similarity (%)",), tags=tags)


class _ByFeatures:
    """Similarity by features of the model."""

    method = "features"

    def __init__(self, features: OwnFeatures, references: References, engine_of: EngineSource) -> None:
        self._features = features
        features.start(engine_of)
        self.side = features.layout([similarity_layer({})], planes=1)
        self._likeness = FeatureLikeness.of(features.at(references.rows, references.cols), features.sample())

    @property
    def warnings(self) -> list[str]:
        """Warnings for the user."""
        return self._features.warnings

    def run(self, emit: Callable[[int, int, FloatArray], None], tick: Callable[[float], None]) -> None:
        """Pass percent (1, h, w) to ``emit``."""
        self._features.run(emit, tick, planes_of=self._likeness.apply, planes=1)

    def report(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the report of the run."""
        return self._features.report(facts)


class _BySpectrum:
    """Similarity by spectral angle, with one piece of the raster in memory at a time."""

    method, side = "spectrum", _SIDE

    def __init__(self, scene: Scene, spec: JobSpec, references: References, token: CancelToken) -> None:
        self._scene, self._spec, self._token = scene, spec, token
        self._likeness = SpectralLikeness(*references.together())
        self._memory = PeakMemory()
        self.warnings = list(scene.warnings)
        self._values = self._piece_values()

    def _piece_values(self) -> int:
        """Return how many values a piece may have.

        Raises:
            InputError: the memory ceiling is too low for even one row of tiles.
        """
        ceiling = self._spec.options.memory_mb or DEFAULT_MEMORY_MB
        rows = 2 * _SIDE * self._scene.area.width * 4  # bytes of the file's rows, buffered and being written
        left = ceiling * MIB - BASE_MB * MIB - gdal_cache_bytes(self._scene) - rows
        least = _COPIES * 4 * len(self._scene.bands) * 1024
        if left < least:
            needed = ceiling - left // MIB + -(-least // MIB)
            raise InputError(
                f"A memory ceiling of {ceiling} MiB is too low for this raster; allow at least {needed} MiB."
            )
        return min(_CHUNK_VALUES, left // (_COPIES * 4))

    def _pieces(self) -> Iterator[Window]:
        """Yield pieces aligned with the file's own blocks: whole rows if they fit."""
        area, bands = self._scene.area, len(self._scene.bands)
        block_rows, block_cols = self._scene.product.block_shape
        pixels = max(1, self._values // bands)
        cols = area.width
        if cols > pixels:
            cols = min(max(block_cols, pixels // block_rows // block_cols * block_cols), pixels, area.width)
        rows = max(1, min(area.height, pixels // cols))
        rows = max(1, rows // block_rows * block_rows) if rows > block_rows else rows
        for col in range(area.col, area.col_end, cols):
            row = area.row
            while row < area.row_end:
                end = min((row // rows + 1) * rows, area.row_end)
                yield Window(row, col, end - row, min(cols, area.col_end - col))
                row = end

    def run(self, emit: Callable[[int, int, FloatArray], None], tick: Callable[[float], None]) -> None:
        """Pass percent (1, h, w) to ``emit``."""
        scene, area, done = self._scene, self._scene.area, 0
        for window in self._pieces():
            self._token.check()
            pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, window)
            percent = np.where(valid, self._likeness.apply(pixels), np.float32(np.nan))
            emit(window.row - area.row, window.col - area.col, percent[None])
            self._memory.look()
            done += window.height * window.width
            tick(done / (area.height * area.width))

    def report(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the report of the run."""
        scene = self._scene
        used = {scene.bands[i] for i in self._likeness.bands.tolist()}
        return {
            **job_facts(self._spec),
            "device": "CPU (numpy)",
            "device_asked": self._spec.options.device,
            "window": vars(scene.area),
            "memory_mb": {
                "ceiling": self._spec.options.memory_mb or DEFAULT_MEMORY_MB, "peak_anonymous": self._memory.peak_mb,
            },
            "input": input_facts(scene, check=self._token.check),
            **facts,
            "bands": [
                entry if (i in used) == entry["used"] else {**entry, "used": False, "reason": "not in the library"}
                for i, entry in enumerate(scene.account)
            ],
        }  # fmt: skip
