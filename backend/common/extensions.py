"""Extensions: Python files with which users add to the engine and to QGIS.

Each ``*.py`` in the folders of ``SPECAWARE_EXTENSIONS`` (separated as in PATH), or in ``extensions`` of the user's
folder, is imported once and its ``extend(host)`` is called; docs/developing.md has recipes. The registries ask
:func:`added` for what came. Standard library only, Python 3.9: QGIS loads the same files.
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
    "encoder_entry": "models.registry", "scene_of_job": "scene.open", "read_normalised": "raster.source",
    "GeoTiffSink": "raster.sink", "OutputSet": "common.outputs.output_set", "bytes_of": "mapping.outputs.base",
}  # fmt: skip
"""What extensions use of the engine, each with its module; imported when it is asked for."""


class Host:
    """What an extension is given: classes and functions of the engine by name, and ``add_...`` to plug something in."""

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
        """Add an output of maps; its ``made_by`` gives the raster."""
        self._add("map outputs", output)

    def add_reader(self, reader: object) -> None:
        """Add a reader of products; it is asked before those that are built in."""
        self._add("readers", reader)

    def add_encoder(self, entry: object) -> None:
        """Add a design of encoders that weights can be imported for."""
        self._add("encoders", entry)

    def add_sensor(self, table: Path | str) -> None:
        """Add a sensor table, a JSON file as in resources/sensors."""
        self._add("sensors", Path(table))

    def add_algorithm(self, make: object) -> None:
        """Add an algorithm to Processing: a function that returns its class; called in QGIS alone."""
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
    """Return the extensions that are there, by folder and name."""
    named = [expanded(folder) for folder in os.environ.get(FOLDERS_VARIABLE, "").split(os.pathsep) if folder]
    home = user_folder()
    folders = [*named, *([home / "extensions"] if home is not None else [])]
    return [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.py"))]


def _extend(host: Host, path: Path) -> None:
    """Load one extension; one that fails is left out, and said so."""
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
    except Exception as exc:  # whatever it does, the other extensions and the program go on
        host.items = before
        _LOG.warning("Extension %s is left out (%s: %s); mend it or remove it.", path, type(exc).__name__, exc)
