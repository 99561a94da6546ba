"""Extensions: Python files with which users extend the engine and QGIS.

Each ``*.py`` in the folders of ``SPECAWARE_EXTENSIONS`` (separated as in PATH), or in ``extensions`` of the user's
folder, is imported once and its ``extend(host)`` is called; docs/developing.md has recipes. The registries call
:func:`added` for the additions. Standard library only, Python 3.9: QGIS loads the same files.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from .machine.folders import expanded, user_folder

FOLDERS_VARIABLE = "SPECAWARE_EXTENSIONS"
_LOG = logging.getLogger(__name__)
_OFFERED = {
    "JobKind": "job.kinds.base", "Output": "job.kinds.base", "setting": "job.kinds.base",
    "InputError": "common.errors", "MapRaster": "mapping.outputs.base", "RasterLayer": "raster.sink",
    "Reader": "products.registry", "open_raster": "products.readers.geotiff", "EncoderEntry": "models.registry",
    "encoder_entry": "models.registry", "scene_of_job": "scene.open", "check_job_targets": "mapping.files",
    "read_normalised": "raster.source", "GeoTiffSink": "raster.sink", "OutputSet": "common.outputs.output_set",
    "bytes_of": "mapping.outputs.base",
}  # fmt: skip
"""Parts of the engine that extensions may use, with their modules; each is imported on first use."""


class Host:
    """The object passed to an extension: classes and functions of the engine by name, and ``add_...`` to add parts."""

    def __init__(self) -> None:
        self.items: dict[str, list[Any]] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a class or a function
        if name not in _OFFERED:
            raise AttributeError(f"The host offers no '{name}'; it has {', '.join(sorted(_OFFERED))}.")
        return getattr(import_module(f"..{_OFFERED[name]}", __package__), name)

    def add_kind(self, kind: object) -> None:
        """Add a kind of job: a command, a job of the worker and an algorithm in Processing."""
        self._add("kinds", kind)

    def add_map_output(self, output: object) -> None:
        """Add a map output; its ``made_by`` returns the raster."""
        self._add("map outputs", output)

    def add_reader(self, reader: object) -> None:
        """Add a product reader; it is tried before the built-in ones."""
        self._add("readers", reader)

    def add_encoder(self, entry: object) -> None:
        """Add an encoder design, so that weights can be imported for it."""
        self._add("encoders", entry)

    def add_sensor(self, table: Path | str) -> None:
        """Add a sensor table: a JSON file like those in resources/sensors."""
        self._add("sensors", Path(table))

    def add_algorithm(self, make: object) -> None:
        """Add an algorithm to Processing: a function that returns its class; called only inside QGIS."""
        self._add("algorithms", make)

    def _add(self, what: str, item: object) -> None:
        self.items.setdefault(what, []).append(item)


_host: Host | None = None


def added(what: str) -> tuple[Any, ...]:
    """Return what extensions added of "kinds", "map outputs", "readers", "encoders", "sensors" or "algorithms"."""
    global _host
    if _host is None:
        _host = Host()
        for path in files():
            _extend(_host, path)
    return tuple(_host.items.get(what, ()))


def files() -> list[Path]:
    """Return the existing extension files by folder and name."""
    named = [expanded(folder) for folder in os.environ.get(FOLDERS_VARIABLE, "").split(os.pathsep) if folder]
    home = user_folder()
    folders = [*named, *([home / "extensions"] if home is not None else [])]
    return [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.py"))]


def _extend(host: Host, path: Path) -> None:
    """Load one extension; if it fails, skip it and log a warning."""
    name = f"specaware_extension_{path.stem}_{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
    before = {what: list(items) for what, items in host.items.items()}
    try:
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise ImportError("it is no Python file")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        module.extend(host)
    except Exception as exc:  # a broken extension must not stop the others or the program
        host.items = before
        _LOG.warning("Extension %s is left out (%s: %s); fix it or remove it.", path, type(exc).__name__, exc)
