"""The JSON report beside each map: inputs, interpretation, settings, and the command to repeat it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..catalog.cards import ModelCard
from ..common.documents import write_document
from ..common.machine.version import package_versions, python_version, specaware_version
from ..engines.base import Engine
from ..job.kinds.maps import extra_rasters
from ..job.spec import JobSpec
from ..raster.window import Window
from ..scene.map_classes import MapClasses
from ..scene.open import Scene
from .plan import RunPlan
from .threads import Timing

REPORT_FORMAT = 1
_WHOLE_BYTES = 256 * 2**20  # files up to this size are hashed completely
_PIECE_BYTES = 2**20
_PIECES = 64
WHOLE = "whole file"


def hashed_outputs() -> tuple[str, ...]:
    """Return the keys of the outputs whose hashes are in a report: all rasters of a map."""
    return ("classes", *extra_rasters())


class ClassCounter:
    """Counts pixels and sums ground area by class value while a map is written."""

    def __init__(self, row_areas: NDArray[np.float64] | None) -> None:
        self._pixels = np.zeros(256, dtype=np.int64)
        self._areas = np.zeros(256, dtype=np.float64)
        self._row_areas = row_areas

    def add(self, classes: NDArray[np.uint8], first_row: int) -> None:
        """Count a strip (n, w) whose first row is ``first_row`` of the map."""
        offsets = np.arange(len(classes), dtype=np.int64)[:, None] * 256
        counts = np.bincount((classes + offsets).ravel(), minlength=256 * len(classes)).reshape(-1, 256)  # (n, 256)
        self._pixels += counts.sum(axis=0)
        if self._row_areas is not None:
            self._areas += self._row_areas[first_row : first_row + len(classes)] @ counts

    @property
    def mapped(self) -> int:
        """Pixels with a class."""
        return int(self._pixels[1:].sum())

    def table(self, classes: MapClasses) -> list[dict[str, Any]]:
        """Return the entries of a map's classes with pixels, share of the mapped pixels and area_m2 (or None)."""
        mapped = max(self.mapped, 1)
        return [
            {
                **entry,
                "pixels": int(self._pixels[entry["value"]]),
                "share": float(self._pixels[entry["value"]] / mapped),
                "area_m2": None if self._row_areas is None else float(self._areas[entry["value"]]),
            }
            for entry in classes.entries()
        ]


def file_digest(path: Path, *, check: Callable[[], None]) -> dict[str, Any]:
    """Return size and SHA-256 of a file: of the whole file up to 256 MiB, else of 64 pieces, as "method" states."""
    size = path.stat().st_size
    digest = hashlib.sha256()
    whole = size <= _WHOLE_BYTES
    count = math.ceil(size / _PIECE_BYTES) if whole else _PIECES
    with path.open("rb") as stream:
        for number in range(count):
            check()
            if not whole:
                stream.seek(number * (size - _PIECE_BYTES) // (_PIECES - 1))
            digest.update(stream.read(_PIECE_BYTES))
    method = WHOLE if whole else f"{_PIECES} pieces of 1 MiB, evenly spread"
    return {"name": path.name, "bytes": size, "sha256": digest.hexdigest(), "method": method}


def whole_digest(path: Path, *, check: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """Return size and SHA-256 of a whole file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE_BYTES):
            check()
            digest.update(piece)
            size += len(piece)
    return {"bytes": size, "sha256": digest.hexdigest()}


def output_digests(written: Mapping[str, Path], *, check: Callable[[], None]) -> dict[str, Any]:
    """Return size and SHA-256 of each finished raster by key, so that later damage can be detected."""
    return {key: whole_digest(written[key], check=check) for key in hashed_outputs() if key in written}


def model_facts(card: ModelCard) -> dict[str, Any]:
    """Return what the report says about the model; ``card_sha256`` reveals a changed card with the same weights."""
    summary = {k: v for k, v in card.summary().items() if k != "classes"}
    return {**summary, "card_sha256": whole_digest(card.path)["sha256"]}


def input_facts(scene: Scene, *, check: Callable[[], None]) -> dict[str, Any]:
    """Return what was read and how it was interpreted."""
    from ..products.inspect import describe_meta

    facts = describe_meta(scene.meta)
    return {**facts, "level_used": scene.level, "files": [file_digest(f, check=check) for f in input_files(scene)]}


def input_files(scene: Scene) -> list[Path]:
    """Return the files whose hashes identify the input."""
    return [f for f in scene.meta.files or (scene.meta.path,) if f.is_file()]


def report_path(spec: JobSpec) -> Path:
    """Return the path of a map job's report."""
    return Path(spec.outputs.report) if spec.outputs.report else Path(str(spec.outputs.classes)).with_suffix(".json")


def job_facts(spec: JobSpec) -> dict[str, Any]:
    """Return what every report of a run over a raster begins with: program, time, packages and the job."""
    return {
        "specaware": specaware_version(),
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "python": python_version(),
        "packages": package_versions(),
        "job": spec.record(),
    }


def run_facts(scene: Scene, spec: JobSpec, *, device: str, precision: str) -> dict[str, Any]:
    """Return the same for a run of a model, with the model, what really ran it, and the area."""
    return {
        **job_facts(spec),
        "model": model_facts(scene.card),
        "device": device,
        "device_asked": spec.options.device,
        "precision": precision,
        "window": asdict(scene.area),
        "geometry": geometry_facts(scene),
    }


def build_report(
    scene: Scene,
    spec: JobSpec,
    plan: RunPlan,
    *,
    engine: Engine,
    timing: Timing,
    peak_mb: int | None,
    facts: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the report of a run on ``engine``.

    ``facts`` holds input, classes, outputs, warnings, seconds, command and additions of a task.
    """
    area = scene.area
    seconds = facts["seconds"]
    return {
        "format": REPORT_FORMAT,
        **run_facts(scene, spec, device=engine.device, precision=engine.precision),
        **engine.facts,
        "grid": {
            "size": scene.grid.rows.size, "overlap": scene.grid.rows.overlap, "anchor": "origin of the raster",
            "tiles": plan.tiles, "blocks": len(plan.blocks), "read_rows": plan.read_rows, "batch": plan.batch,
            "parallel": plan.parallel,
        },
        "memory_mb": {"planned": plan.memory_mb, "ceiling": plan.ceiling_mb, "peak_anonymous": peak_mb},
        "timings_s": {
            "read": round(timing.read, 3), "run": round(timing.run, 3), "write": round(timing.write, 3),
            "total": round(seconds, 3),
        },
        "engine_busy": round(timing.engine_busy, 3),
        "px_per_s": round(area.height * area.width / max(seconds, 1e-9)),
        **facts,
        "bands": list(scene.account),
    }  # fmt: skip


def geometry_facts(scene: Scene) -> dict[str, Any]:
    """Return the grid of the map: the raster's own, the one it was georeferenced to and how, or none."""
    placement = scene.placement
    if placement is None:
        kind = "own grid of the raster" if scene.meta.geotransform is not None else "sensor geometry"
        return {"map": kind}
    reference, window = placement.reference, placement.window
    return {
        "map": "placed on the ground", "by": placement.source, "resampling": "nearest pixel, no interpolation",
        "height": window.height, "width": window.width, "crs": reference.crs_wkt,
        "geotransform": list(reference.geotransform or ()),
    }  # fmt: skip


def provenance_tags(scene: Scene, area: Window) -> dict[str, str]:
    """Return the tags written into each raster: no date and no path, so that a repeated run gives the same bytes."""
    placed = {} if scene.placement is None else {"SPECAWARE_PLACED_BY": scene.placement.source}
    return {
        **placed,
        "SPECAWARE_VERSION": specaware_version(),
        "SPECAWARE_MODEL": scene.card.name,
        "SPECAWARE_MODEL_SHA256": scene.card.sha256,
        "SPECAWARE_SOURCE": scene.meta.path.name,
        "SPECAWARE_WINDOW": f"row {area.row} col {area.col} height {area.height} width {area.width}",
    }


def dump_report(report: Mapping[str, Any], path: Path) -> None:
    """Write a report as indented JSON."""
    write_document(path, report)
