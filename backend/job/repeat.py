"""The command line that repeats a job, derived from the job's settings; reports include it."""

from __future__ import annotations

import os
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..common.locations import HIDDEN, without_keys
from .kinds.maps import extra_keys, outputs_of
from .kinds.words import words_of
from .sources import find_scenes, scene_name
from .spec import JobSpec, Options, Outputs

PROGRAM = "python -m backend"
FILL_IN = f"  # first put the key of the address in place of {HIDDEN}"
TRAIN_REPORT = "report.json"
_TRAINING = ("train", "trainscene", "finetune")
_IN_FOLDER = (*_TRAINING, "trainchange")  # kinds whose report is in the folder of their model
MAP_OPTIONS = (
    "threads", "memory_mb", "min_area_m2", "batch", "block_px", "device", "precision", "geometry", "clouds", "cog",
    "outside_files",
)  # fmt: skip
SENSOR_TEXTS = ("sensor", "level", "units", "wavelength_unit", "acquired")
SENSOR_NUMBERS = ("scale", "offset", "gsd_m", "nodata", "sun_zenith_deg")
SENSOR_BANDS = ("bad_bands", "good_bands")
SENSOR_FLAGS = {
    name: name.replace("_", "-") for name in (*SENSOR_TEXTS, *SENSOR_NUMBERS, *SENSOR_BANDS)
} | {"gsd_m": "gsd", "sun_zenith_deg": "sun-zenith"}  # fmt: skip
"""Command-line options of the sensor by field of SensorOverrides."""


def repeat_command(spec: JobSpec) -> str:
    """Return the shell command that runs a job again and overwrites its outputs; address keys are masked."""
    words = _WORDS.get(spec.kind, _none)(spec) or ["run", report_of(spec), "--overwrite"]
    shown = [without_keys(word) for word in words]
    return f"{PROGRAM} {shlex.join(shown)}" + (FILL_IN if any(HIDDEN in word for word in shown) else "")


def report_of(spec: JobSpec) -> str:
    """Return the path of a job's report: the stated one, else beside its first output."""
    if spec.outputs.report:
        return spec.outputs.report
    if spec.kind in _IN_FOLDER:
        return os.path.join(str(spec.outputs.model), TRAIN_REPORT)
    first = next((path for one in spec.declared.outputs if (path := getattr(spec.outputs, one.key))), spec.source)
    return str(Path(first).with_suffix(".json"))


def map_outputs(source: str, folder: str, keys: list[str], rows: tuple[int, int] | None) -> Outputs:
    """Return where the command ``map`` writes the map of a source; the name of a part includes its ``rows``."""
    part = "" if rows is None else f"_rows{rows[0]}-{rows[1]}"
    needed = {"confidence"} if rows is not None and "segments" in keys else set()  # merge needs it to make the polygons
    wanted = [key for key in extra_keys() if key in keys or key in needed]
    return Outputs(**outputs_of(os.path.join(folder, f"{scene_name(source)}{part}_classes.tif"), wanted))


def _none(spec: JobSpec) -> list[str] | None:
    return None


def _map(spec: JobSpec) -> list[str] | None:
    """Return the words of a map that the command line can express, else None."""
    keys = [key for key in extra_keys() if getattr(spec.outputs, key)]
    folder = os.path.dirname(str(spec.outputs.classes))
    sensor = _sensor(spec.overrides)
    said = replace(Options(), overwrite=True, **{name: getattr(spec.options, name) for name in MAP_OPTIONS})
    if (
        sensor is None
        or not os.path.isabs(folder)
        or map_outputs(spec.source, folder, keys, spec.rows) != spec.outputs
        or said != replace(spec.options, overwrite=True)
        or (HIDDEN not in spec.source and list(find_scenes([spec.source])) != [spec.source])
    ):
        return None
    words = ["map", spec.source, "--out", folder, "--force", *(f"--{key}" for key in keys)]
    words += [f"--model={spec.model}"] if spec.model else []
    words += [*sensor, *words_of(spec.options, MAP_OPTIONS)]
    words += ["--extent", *(repr(v) for v in spec.extent)] if spec.extent is not None else []
    words += ["--rows", f"{spec.rows[0]}:{spec.rows[1]}"] if spec.rows is not None else []
    return words


def _sensor(overrides: dict[str, Any]) -> list[str] | None:
    """Return the options for sensor settings; None if some of them have no option."""
    words = []
    for name, value in overrides.items():
        if name not in SENSOR_FLAGS or value in ("", None, []) or value != value:
            return None
        text = ",".join(str(v) for v in value) if isinstance(value, (list, tuple)) else str(value)
        words.append(f"--{SENSOR_FLAGS[name]}={text}")
    return words


def _train(spec: JobSpec) -> list[str] | None:
    if spec.overrides:
        return None
    more = words_of(spec.options, ("outside_files", "device")) + ([f"--model={spec.model}"] if spec.model else [])
    return [
        spec.kind, spec.source, *spec.settings.more, "--out", str(spec.outputs.model), "--overwrite",
        *words_of(spec.settings), *more,
    ]  # fmt: skip


def _file(spec: JobSpec) -> list[str] | None:
    """Return the words of a job whose outputs share one folder and name."""
    suffix = spec.declared.outputs[0].suffix
    out = next(Path(path) for one in spec.declared.outputs if (path := getattr(spec.outputs, one.key)))
    language = [f"--language={spec.language}"] if spec.language else []
    return [
        spec.kind, spec.source, "--out", str(out.with_suffix(suffix)), *words_of(spec.settings), *language,
        "--overwrite", *words_of(spec.options, ("outside_files",)),
    ]  # fmt: skip


_WORDS = {"map": _map, **dict.fromkeys(_TRAINING, _train), "assess": _file, "sample": _file}
