"""Child processes that never see QGIS's variables and never block the caller."""

from __future__ import annotations

import os
import queue
import signal
import subprocess  # nosec B404 - the engine is a process of its own, started without a shell
import sys
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

_PREFIXES = ("PYTHON", "PROJ_", "GDAL_", "OGR_", "CPL_", "QT_", "QGIS_", "QML", "OSGEO", "GISBASE", "GRASS_", "O4W_")
_NAMES = {
    "LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "DYLD_INSERT_LIBRARIES",
    "VIRTUAL_ENV", "CONDA_PREFIX", "GEOTIFF_CSV", "SPATIALINDEX_C_LIBRARY", "__PYVENV_LAUNCHER__",
}  # fmt: skip


def clean_environment(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a copy of ``environment`` (default: this process's) without what QGIS, GDAL, PROJ, Qt or Python set.

    On Windows, folders of the QGIS installation leave PATH too, so that no library of QGIS is loaded by the engine, and
    SSL_CERT_FILE stays only where it is the user's, not QGIS's.
    """
    source = os.environ if environment is None else environment
    kept = {
        name: value
        for name, value in source.items()
        if name.upper() not in _NAMES and not name.upper().startswith(_PREFIXES)
    }
    root = source.get("OSGEO4W_ROOT", "").rstrip("\\/").lower()
    if root and "PATH" in kept:
        kept["PATH"] = os.pathsep.join(p for p in kept["PATH"].split(os.pathsep) if not p.lower().startswith(root))
    if root and kept.get("SSL_CERT_FILE", "").lower().startswith(root):
        del kept["SSL_CERT_FILE"]
    kept["PYTHONUTF8"] = "1"
    kept["PYTHONNOUSERSITE"] = "1"
    return kept


def start(
    command: Iterable[str],
    *,
    cwd: Path | None = None,
    merge_errors: bool = False,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Start ``command`` with pipes and a process group of its own (a SIGINT does not reach it).

    Its environment is ``environment``, or that of :func:`clean_environment`.
    """
    options: dict[str, Any] = {}
    if sys.platform == "win32":
        options["creationflags"] = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    else:
        options["start_new_session"] = True
    return subprocess.Popen(  # nosec B603 - a list of arguments, no shell
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if merge_errors else subprocess.PIPE,
        cwd=None if cwd is None else str(cwd),
        env=clean_environment() if environment is None else dict(environment),
        encoding="utf-8",
        errors="replace",
        bufsize=1,
        **options,
    )


def kill(process: subprocess.Popen[str]) -> None:
    """End ``process`` and its children at once, wait for it and close its pipes."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # an unread buffer of a dead process
                continue


class LineReader:
    """Reads lines of a pipe in a thread; :meth:`get` waits a moment for the next one."""

    def __init__(self, pipe: TextIO, name: str) -> None:
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._pipe = pipe
        self._thread = threading.Thread(target=self._read, name=name, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        try:
            for line in self._pipe:
                self._lines.put(line.rstrip("\r\n"))
        except (OSError, ValueError):  # the pipe was closed: the process has ended
            pass
        finally:
            self._lines.put(None)

    def get(self, timeout: float) -> str | None:
        """Return the next line, or None at the end of the stream.

        Raises:
            queue.Empty: no line came within ``timeout`` seconds.
        """
        return self._lines.get(timeout=timeout)

    def drain(self) -> list[str]:
        """Return what is left without waiting."""
        lines: list[str] = []
        while not self._lines.empty():
            line = self._lines.get_nowait()
            if line is not None:
                lines.append(line)
        return lines

    def join(self, timeout: float) -> None:
        """Wait for the reading thread to end."""
        self._thread.join(timeout)
