"""The ``embed`` job: features of any installed model as a raster, and optionally as a picture."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Union

import numpy as np

from ..common.arrays import FloatArray
from ..common.cancellation import CancelToken
from ..common.errors import InputError
from ..common.outputs.output_set import OutputSet
from ..common.outputs.temporary import check_disk
from ..imported.score import open_features
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.spec import JobSpec
from ..mapping.files import check_job_targets
from ..mapping.report import dump_report, provenance_tags
from ..raster.sink import GeoTiffSink, RasterLayer
from ..scene.open import scene_of_job
from .imported import ImportedFeatures
from .own import OwnFeatures
from .picture import Picture, picture_layer
from .raster import embedding_layer

Send = Callable[[JobEvent], None]
Features = Union[OwnFeatures, ImportedFeatures]

_TICK_S = 0.25
_SPARE_BYTES = 16 * 2**20  # of disk, kept free for the file system's own needs


def run_embed(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Write the features of a raster, and their picture; return the report, which is also saved beside them as JSON.

    Raises:
        SpecAwareError: opening, running or writing failed; no output is then written.
    """
    engine_of, send, token = context.features_of, context.send, context.token
    started = time.perf_counter()
    target = Path(str(spec.outputs.embedding))
    picture_path = Path(spec.outputs.picture) if spec.outputs.picture else None
    with ExitStack() as stack:
        features = _opened(spec, stack=stack, token=token)
        targets = [path for path in (picture_path, target) if path is not None]
        check_job_targets(features.scene, spec, [*targets, target.with_suffix(".json")])
        if isinstance(features, OwnFeatures):
            features.start(engine_of)
        else:
            features.start()
        warn(features.warnings, spec, send)
        with OutputSet() as files:
            facts = _write(features, spec, files, send=send)
            facts |= {"command": again(target), "warnings": features.warnings}
            facts["seconds"] = round(time.perf_counter() - started, 3)
            report = features.report(facts)
            dump_report(report, files.add(target.with_suffix(".json")))
            token.check()
    return report


def _opened(spec: JobSpec, *, stack: ExitStack, token: CancelToken) -> Features:
    """Open the raster as the model's kind needs it; ``stack`` closes it."""
    scene = scene_of_job(spec)
    stack.callback(scene.product.close)
    if "specaware:values" in scene.card.properties:
        imported = open_features(scene, spec.options, scores=False)
        return ImportedFeatures(imported, spec, stack=stack, token=token)
    return OwnFeatures(scene, spec, stack=stack, token=token)


def again(target: Path) -> str:
    """Return the shell command that repeats a job from its report."""
    return f"python -m backend run {shlex.quote(str(target.with_suffix('.json')))} --overwrite"


def warn(texts: list[str], spec: JobSpec, send: Send) -> None:
    """Send warnings as events."""
    for text in texts:
        send(JobEvent("warning", job=spec.id, message=text))


def ticker(spec: JobSpec, send: Send, text: str) -> Callable[[float], None]:
    """Return a callback that turns fractions into progress events, a few per second."""
    last = -_TICK_S

    def tick(fraction: float) -> None:
        nonlocal last
        now = time.perf_counter()
        if fraction >= 1.0 or now - last >= _TICK_S:
            last = now
            send(JobEvent("progress", job=spec.id, fraction=round(min(1.0, fraction), 4), message=text))

    return tick


def _write(features: Features, spec: JobSpec, files: OutputSet, *, send: Send) -> dict[str, Any]:
    """Write the rasters; return their part of the report."""
    tags = provenance_tags(features.scene, features.scene.area)
    layers = [embedding_layer(features.channels, tags=tags)]
    layers += [picture_layer(tags)] if spec.outputs.picture else []
    side = features.layout(layers)
    height, width = features.size
    folder = next(p for p in Path(str(spec.outputs.embedding)).resolve().parents if p.is_dir())
    check_disk(folder, height * width * sum(layer.bytes_per_pixel for layer in layers) + _SPARE_BYTES)
    picture = _picture(features, spec, send)
    writer = _Writer(features, spec, files, layers, side, picture)
    try:
        features.run(writer.take, ticker(spec, send, "embed"))
        writer.close()
    except BaseException:
        writer.discard()
        raise
    if not writer.found:
        raise InputError(
            f"The area chosen in {features.scene.meta.path.name} has no valid pixel; choose another extent."
        )
    facts: dict[str, Any] = {
        "features": features.name, "channels": features.channels,
        "outputs": {layer.key: str(getattr(spec.outputs, layer.key)) for layer in layers},
    }  # fmt: skip
    return facts if picture is None else {**facts, "picture": {"share_of_variance": picture.share}}


def _picture(features: Features, spec: JobSpec, send: Send) -> Picture | None:
    """Return the requested picture, fitted to the fixed sample; None if none is requested."""
    if not spec.outputs.picture:
        return None
    send(JobEvent("log", job=spec.id, message="Reading the sample for the picture."))
    sample = features.sample()
    if len(sample) == 0:
        raise InputError(
            f"Raster {features.scene.meta.path.name} has no valid pixel: all is nodata;  "
            "check its nodata value and mask."
        )
    return Picture.of(sample)


class _Writer:
    """The files of a run, and what goes into each."""

    def __init__(
        self, features: Features, spec: JobSpec, files: OutputSet, layers: list[RasterLayer], side: int,
        picture: Picture | None,
    ) -> None:  # fmt: skip
        self._picture = picture
        self.found = False
        self._sinks: dict[str, GeoTiffSink] = {}
        height, width = features.size
        for layer in layers:
            path = files.add(Path(str(getattr(spec.outputs, layer.key))))
            self._sinks[layer.key] = GeoTiffSink(
                path, layer, height=height, width=width, reference=features.reference, side=side
            )

    def take(self, row: int, col: int, values: FloatArray) -> None:
        """Write features (E, h, w) whose first pixel is at ``row`` and ``col``."""
        self.found = self.found or bool(np.isfinite(values[0]).any())
        self._sinks["embedding"].write(row, col, values)
        if self._picture is not None:
            self._sinks["picture"].write(row, col, self._picture.apply(values))

    def close(self) -> None:
        """Finish the files."""
        for sink in self._sinks.values():
            sink.close()

    def discard(self) -> None:
        """Close the files; they will be deleted."""
        for sink in self._sinks.values():
            sink.discard()
