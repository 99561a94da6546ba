"""Create the engine's private environment: one confirmed click, with progress, log and cancel."""

from __future__ import annotations

import json
import math
import queue
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from ..backend.errors import CancelledError, EngineError
from .environment import (
    MARKER,
    BasePython,
    engine_folder,
    engine_packages,
    environment_python,
    find_base_python,
    lock_of,
    requirements_digest,
)
from .i18n import tr
from .paths import ENGINE_REQUIREMENTS
from .process import LineReader, kill, start

_PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")
_PACKAGES_SEEN = re.compile(r"^(Collecting|Processing|Requirement already satisfied)")
_PACKAGES_EXPECTED = 18  # the list's and what they need


class EngineSetup:
    """Makes the environment in ``folder``; what a stopped or failed set-up left is removed.

    Args:
        on_line: called with each line of output.
        on_progress: called with 0..100.
        is_cancelled: polled ten times a second.
        folder: where to make it (default: the QGIS profile's private folder).
        requirements: pip requirements file.
        wheels: folder of wheels to install from without internet.
    """

    def __init__(
        self,
        *,
        on_line: Callable[[str], None],
        on_progress: Callable[[float], None],
        is_cancelled: Callable[[], bool],
        folder: Path | None = None,
        requirements: Path = ENGINE_REQUIREMENTS,
        wheels: Path | None = None,
    ) -> None:
        self._on_line = on_line
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self._folder = engine_folder() if folder is None else folder
        self._requirements = requirements
        self._wheels = wheels

    def run(self) -> str:
        """Make the environment and return its Python.

        Raises:
            EngineError: no base Python, no internet, a package that does not install, a full disk.
            CancelledError: stopped by the user.
        """
        if not self._requirements.is_file():
            raise EngineError(tr("The list of the engine's packages is missing: install the plugin again."))
        if self._wheels is not None and not any(self._wheels.glob("*.whl")):
            raise EngineError(tr("The folder '{}' has no wheels (.whl): choose another one.").format(self._wheels))
        base = find_base_python()
        done = False
        try:
            self._remove()
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            python = self._create(base)
            done = True
        except OSError as error:
            raise EngineError(
                tr("The engine's folder '{}' cannot be written: {}.").format(self._folder, error.strerror or error)
            ) from error
        finally:
            if not done:
                self._remove()
        return python

    def _create(self, base: BasePython) -> str:
        self._on_progress(1)
        self._on_line(tr("Making an environment in {} with {}").format(self._folder, base.python))
        python = str(environment_python(self._folder))
        make, pip = [base.python, "-m", "venv"], [python, *_PIP]
        if not base.ensurepip:
            make, pip = [*make, "--without-pip"], [base.python, *_PIP, "--python", python]
        self._call([*make, str(self._folder)], tr("The environment could not be made"))
        self._on_progress(10)
        source = [] if self._wheels is None else ["--no-index", "--find-links", str(self._wheels)]
        self._install([*pip, "install", "--only-binary=:all:", "--progress-bar=off", *source])
        self._on_progress(92)
        modules = ", ".join(name.replace("-", "_") for name in engine_packages(self._requirements))
        self._call([python, "-c", f"import {modules}"], tr("The engine's packages were installed but do not run"))
        marker = {"requirements": requirements_digest(self._requirements), "base": base.python, "made": time.time()}
        (self._folder / MARKER).write_text(json.dumps(marker), encoding="utf-8")
        self._on_progress(100)
        return python

    def _install(self, install: list[str]) -> None:
        """Install the exact versions, checked by their hashes; others of the list only where there are none of these.

        A package that is not the one that was hashed ends the set-up: something may be wrong with where it is from.
        """
        failure, lock = tr("The engine's packages could not be installed"), lock_of(self._requirements)
        if lock.is_file():
            try:
                self._call([*install, "--require-hashes", "-r", str(lock)], failure)
                return
            except _CommandError as error:
                if not error.lacks_a_version:
                    raise
            self._on_line(tr("No packages of the tested versions for this Python: others that fit are taken."))
        self._call([*install, "-r", str(self._requirements)], failure)

    def _remove(self) -> None:
        if self._folder.exists():
            shutil.rmtree(self._folder)

    def _call(self, command: list[str], failure: str) -> None:
        """Run one command, pass its lines on, and turn a failure into one sentence with its last error line."""
        process = start(command, merge_errors=True)
        stdout = process.stdout
        if stdout is None:
            raise EngineError(failure)
        reader = LineReader(stdout, "specaware-setup")
        lines: list[str] = []
        try:
            while True:
                if self._is_cancelled():
                    raise CancelledError(tr("The set-up was cancelled; nothing was kept."))
                try:
                    line = reader.get(0.1)
                except queue.Empty:
                    continue
                if line is None:
                    break
                lines.append(line)
                self._on_line(line)
                self._advance(lines)
            code = process.wait()
        finally:
            kill(process)
            reader.join(2.0)
        if code != 0:
            raise _CommandError(failure, lines)

    def _advance(self, lines: list[str]) -> None:
        """Move the bar with the packages seen; pip does not tell how many there will be."""
        seen = sum(bool(_PACKAGES_SEEN.match(line.strip())) for line in lines)
        if seen:
            self._on_progress(10 + 80 * (1 - math.exp(-2.0 * seen / _PACKAGES_EXPECTED)))


class _CommandError(EngineError):
    """A command of the set-up failed; ``lacks_a_version``: because no package of a version fits this system."""

    def __init__(self, failure: str, lines: list[str]) -> None:
        super().__init__(f"{failure}: {_last_error(lines)}")
        text = "\n".join(lines)
        missing = "No matching distribution found" in text or "Hashes are required" in text
        offline = "(from versions: none)" in text and ("Could not fetch URL" in text or "Retrying (" in text)
        self.lacks_a_version = missing and not offline and "DO NOT MATCH THE HASHES" not in text


def _last_error(lines: list[str]) -> str:
    """The most telling line: pip's last ERROR, else the last line that is not empty."""
    errors = [line.partition("ERROR:")[2].strip() for line in lines if line.startswith("ERROR:")]
    filled = [line.strip() for line in lines if line.strip()]
    text = errors[-1] if errors else filled[-1] if filled else tr("no output")
    return text.rstrip(".") + "."
