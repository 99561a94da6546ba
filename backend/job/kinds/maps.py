"""The kinds "map" (land cover of a raster) and "plan" (the resources that a map needs)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...common.wording import counted, duration_text, speed_text
from .base import JobKind, Output
from .registry import kind_of

_OUTPUTS = (
    Output("classes", "_classes.tif", "class map", required=True, title="Classes"),
    Output(
        "probabilities", "_probabilities.tif", "the probability of each class, one band per class",
        title="Probabilities", made_by="mapping.outputs.shares:PROBABILITIES",
    ),
    Output(
        "fractions", "_fractions.tif", "the share of each pixel that each class covers, in percent",
        title="Cover fractions", made_by="mapping.outputs.shares:FRACTIONS",
    ),
    Output(
        "confidence", "_confidence.tif", "the probability of the mapped class", title="Confidence",
        made_by="mapping.outputs.confidence:CONFIDENCE",
    ),
    Output(
        "unknown", "_unknown.tif",
        "how unlike any known spectrum each pixel is, in percent; do not trust the class where it is 50 or more",
        title="Unknown", made_by="mapping.outputs.unknown:UNKNOWN",
    ),
    Output("segments", "_segments.gpkg", "polygons of equal class", title="Segments"),
    Output("report", ".json", "report"),
)  # fmt: skip


def extra_outputs() -> tuple[Output, ...]:
    """Return the optional outputs of a map besides its classes and its report."""
    return tuple(one for one in kind_of("map").outputs if one.key not in ("classes", "report"))


def extra_keys() -> tuple[str, ...]:
    """Return the keys of a map's optional outputs besides its classes and its report."""
    return tuple(one.key for one in extra_outputs())


def extra_rasters() -> tuple[str, ...]:
    """Return the keys of a map's optional rasters besides its classes."""
    return tuple(one.key for one in extra_outputs() if one.raster)


def outputs_of(classes: str, keys: Iterable[str]) -> dict[str, str]:
    """Return the paths of a map's files: ``classes``, and those of ``keys`` beside it, named after it."""
    stem = classes[: -len("_classes.tif")] if classes.endswith("_classes.tif") else os.path.splitext(classes)[0]
    suffixes = {one.key: one.suffix for one in extra_outputs()}
    return {"classes": classes, **{key: stem + suffixes[key] for key in keys}}


def map_text(data: Mapping[str, Any]) -> str:
    """Return the result as text: file, time, speed, and the share of each class."""
    lines = [f"{data['outputs']['classes']}: {data['seconds']:.1f} s, {speed_text(data['px_per_s'])}, {data['device']}"]
    for entry in data["classes"]:
        if entry["pixels"]:
            area = "" if entry["area_m2"] is None else f"  {entry['area_m2'] / 1e6:.3f} km2"
            lines.append(f"  {entry['value']:3d} {entry['title']:<24} {entry['share']:6.1%}{area}")
    return "\n".join(lines)


def _plan_text(data: Mapping[str, Any]) -> str:
    return (
        f"{counted(data['tiles'], 'window')} in {counted(data['blocks'], 'block')}, "
        f"{counted(data['bands_used'], 'band')}, model {data['model']} on {data['device']}: "
        f"about {duration_text(data['seconds'])}, {data['memory_mb']} MiB of memory "
        f"(ceiling {data['ceiling_mb']}), at most {data['disk_mb']:.0f} MB of disk."
    )


_PLANNED = tuple(replace(one, required=False) for one in _OUTPUTS)
KINDS = (
    JobKind(
        "map", "map scenes: DIR/<name>_classes.tif and its report", "mapping.run:run_map", outputs=_OUTPUTS,
        describe=map_text, model="optional", sensor=True, extent=True, placed=True,
    ),
    JobKind(
        "plan", "show the windows, memory, disk space and time a map needs", "mapping.run:run_plan", outputs=_PLANNED,
        describe=_plan_text, model="optional", sensor=True, extent=True, placed=True,
    ),
)  # fmt: skip
