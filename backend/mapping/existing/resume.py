"""Resume runs: compare a job with the report of an existing map by hashes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from ...common.documents import parse_document, read_document
from ...common.errors import OutputError
from ...common.locations import web_address
from ...common.machine.version import specaware_version
from ...common.outputs.temporary import recover
from ...job.spec import JobSpec
from ...scene.open import Scene, opened_scene
from ..report import WHOLE, hashed_outputs, input_facts, input_files, model_facts, report_path, whole_digest

_HOW = (
    "threads",
    "memory_mb",
    "overwrite",
    "device",
    "batch",
    "block_px",
    "outside_files",
)  # options that do not affect the classes


class NotOursError(OutputError):
    """A file exists where a map should go, and there is no sign that this program made it."""


def read_report(classes: Path, report: Path) -> dict[str, Any]:
    """Return the report of a map.

    Raises:
        NotOursError: the report is missing, or not one of ours.
    """
    recover(report.parent)
    try:
        document = read_document(report)
        if not isinstance(document, dict) or not {"job", "input", "model", "output_files"} <= document.keys():
            raise ValueError("not a report of a map")
        _check_kinds(document)
    except (OSError, ValueError) as exc:
        raise NotOursError(
            f"{classes} is not recognised as a map of this program, because {report.name} does not describe it "
            f"({_short(exc)}); give --force to replace it, or another folder."
        ) from exc
    return document


def _check_kinds(report: Mapping[str, Any]) -> None:
    """Refuse a report that has values of the wrong type in fields that are read."""
    window, job = report.get("window"), report["job"]
    numbers = (
        isinstance(window, dict)
        and sorted(window) == ["col", "height", "row", "width"]
        and all(isinstance(value, int) and 0 <= value < 1 << 40 for value in window.values())
    )
    named = ("input", "model", "job", "output_files", "outputs", "geometry")
    objects = [report.get(name, {}) for name in named]
    if not numbers or not all(isinstance(value, dict) for value in objects):
        raise ValueError("parts of it are damaged")
    if not isinstance(job.get("options"), dict) or not {"overrides", "extent", "rows"} <= job.keys():
        raise ValueError("its job is damaged")
    if not all(value is None or isinstance(value, str) for value in report.get("outputs", {}).values()):
        raise ValueError("its list of outputs is damaged")
    datetime.fromisoformat(str(report.get("created")))


def settings_of(job: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a job (as JSON) that determines the rasters, without paths, names and speed options."""
    options = {k: v for k, v in job["options"].items() if k not in _HOW}
    return {"overrides": job["overrides"], "extent": job["extent"], "rows": job["rows"], "cog": False, **options}


def reason_to_map(spec: JobSpec, *, check: Callable[[], None]) -> str | None:
    """Return None if the map of ``spec`` is finished, else the reason to make it; "" if it does not exist.

    Raises:
        NotOursError: its path holds a file that this program did not make.
        SpecAwareError: the scene cannot be opened.
        CancelledError: ``check`` raised it.
    """
    classes = Path(str(spec.outputs.classes))
    recover(classes.parent)
    if not classes.exists() and not report_path(spec).exists():
        return ""
    if web_address(spec.source) is not None:
        return "changes of a file on the network cannot be detected"
    report = read_report(classes, report_path(spec))
    with opened_scene(spec) as scene:
        return (
            _changed_program(report)
            or _changed_model(report, scene)
            or _changed_settings(report, spec)
            or _changed_input(report, scene, check)
            or _damaged(report, spec, check)
        )


def _changed_program(report: Mapping[str, Any]) -> str | None:
    made, now = report.get("specaware"), specaware_version()
    return None if made == now else f"it was made with version {made}, this is {now}"


def _changed_model(report: Mapping[str, Any], scene: Scene) -> str | None:
    now = model_facts(scene.card)
    same = all(report["model"].get(key) == now[key] for key in ("sha256", "card_sha256"))
    return None if same else "the model has changed"


def _changed_settings(report: Mapping[str, Any], spec: JobSpec) -> str | None:
    made, now = settings_of(report["job"]), settings_of(_json(spec.to_dict()))
    names = sorted(key for key in made.keys() | now.keys() if made.get(key) != now.get(key))
    return f"other settings ({', '.join(names)})" if names else None


def _changed_input(report: Mapping[str, Any], scene: Scene, check: Callable[[], None]) -> str | None:
    if _json(list(scene.account)) != report.get("bands"):
        return "its band metadata has changed"
    made, now = dict(report["input"]), _json(input_facts(scene, check=check))
    for facts in (made, now):  # where it lies does not matter
        facts.pop("path", None)
    if made != now:
        return "the input has changed"
    created = datetime.fromisoformat(str(report["created"])).timestamp()
    for file, facts in zip(input_files(scene), now["files"]):  # the hash of a large file's pieces may miss a change
        if facts["method"] != WHOLE and file.stat().st_mtime > created:
            return "the input was modified later"
    return None


def _damaged(report: Mapping[str, Any], spec: JobSpec, check: Callable[[], None]) -> str | None:
    for key in hashed_outputs():
        path = getattr(spec.outputs, key)
        if path is None:
            continue
        if not Path(path).is_file():
            return f"{Path(path).name} is missing"
        if whole_digest(Path(path), check=check) != report["output_files"].get(key):
            return f"{Path(path).name} is damaged"
    segments = spec.outputs.segments
    if segments is not None and not _is_whole_database(Path(segments)):
        return f"{Path(segments).name} is missing or damaged"
    return None


def _is_whole_database(path: Path) -> bool:
    """Return True for an undamaged GeoPackage; QGIS changes its bytes just by opening it, so a hash does not work."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


def _json(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return parse_document(json.dumps(value))


def _short(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
