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

from ...backend.common.errors import CancelledError, EngineError
from ..i18n import tr
from .care import alone
from .environment import (
    MARKER,
    BasePython,
    engine_folder,
    engine_modules,
    environment_python,
    find_base_python,
    lock_of,
    requirements_digest,
)
from .network import PROBE, Network, PipSettings, pip_settings
from .pip_failures import NO_WHEEL, kind_of, sentence_of
from .process import LineReader, clean_environment, kill, start
from .variants import PROCESSOR, Variant

_PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")
_PACKAGES_SEEN = re.compile(r"^(Collecting|Processing|Requirement already satisfied)")
_FETCHING = re.compile(
    r"^(?:Downloading|Using cached|Processing) (?:.*[/\\])?([A-Za-z0-9_.]+)-\d[^/\\ ]*\.whl\S*(?: \(([^)]+)\))?"
)
_CERTIFICATES = "certificates.pem"
_PACKAGES_EXPECTED = 18  # the list's and what they need


class EngineSetup:
    """Creates the environment in ``folder``; the remains of a stopped or failed set-up are removed.

    Args:
        on_line: called with each line of output.
        on_progress: called with 0..100.
        is_cancelled: polled ten times a second.
        folder: where to make it (default: the QGIS profile's private folder).
        requirements: pip requirements file.
        wheels: folder of wheels to install from without internet.
        network: QGIS's proxy and certificates.
        on_step: called with a few words on what is being done.
        variant: which engine; if one for a graphics card cannot be made, that for the processor is, and :attr:`note`
            says why.
    """

    def __init__(
        self,
        *,
        on_line: Callable[[str], None],
        on_progress: Callable[[float], None],
        is_cancelled: Callable[[], bool],
        folder: Path | None = None,
        requirements: Path | None = None,
        wheels: Path | None = None,
        network: Network | None = None,
        on_step: Callable[[str], None] = lambda text: None,
        variant: Variant = PROCESSOR,
    ) -> None:
        self._on_line = on_line
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self._folder = engine_folder() if folder is None else folder
        self._requirements = variant.requirements if requirements is None else requirements
        self._variant = variant
        self.note = ""
        self._wheels = wheels
        self._network = Network() if network is None else network
        self._on_step = on_step

    def run(self) -> str:
        """Make the environment and return its Python.

        Raises:
            EngineError: no base Python, no internet, a package that does not install, a full disk, another
                QGIS that sets it up.
            CancelledError: stopped by the user.
        """
        if not self._requirements.is_file():
            raise EngineError(tr("The list of the engine's packages is missing: install the plugin again."))
        if self._wheels is not None and not any(self._wheels.glob("*.whl")):
            raise EngineError(tr("The folder '{}' has no wheels (.whl): choose another one.").format(self._wheels))
        base = find_base_python()
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._not_writable(error) from error
        with alone(self._folder):
            try:
                return self._replace(base)
            except CancelledError:
                raise
            except EngineError as error:
                if not self._variant.key:
                    raise
                text = tr(
                    "The engine for '{}' could not be set up, so the one for the processor was installed instead. "
                    "Reason: {}"
                )
                self.note = text.format(self._variant.title, error)
                self._on_line(self.note)
                self._variant, self._requirements = PROCESSOR, PROCESSOR.requirements
                return self._replace(base)

    def _replace(self, base: BasePython) -> str:
        """Replace the environment; a failure leaves nothing."""
        done = False
        try:
            self._remove()
            python = self._create(base)
            done = True
        except OSError as error:
            raise self._not_writable(error) from error
        finally:
            if not done:
                self._remove()
        return python

    def _not_writable(self, error: OSError) -> EngineError:
        text = tr("The engine's folder '{}' cannot be written: {}.")
        return EngineError(text.format(self._folder, error.strerror or error))

    def _create(self, base: BasePython) -> str:
        self._on_progress(1)
        self._on_line(tr("Creating an environment in {} with {}").format(self._folder, base.python))
        python = str(environment_python(self._folder))
        make, pip = [base.python, "-m", "venv"], [python, *_PIP]
        if not base.ensurepip:
            make, pip = [*make, "--without-pip"], [base.python, *_PIP, "--python", python]
        self._on_step(tr("Creating the Python environment"))
        self._call([*make, str(self._folder)], tr("The environment could not be created"))
        self._on_progress(10)
        source = [] if self._wheels is None else ["--no-index", "--find-links", str(self._wheels)]
        settings = self._pip_settings(python if base.ensurepip else base.python)
        self._install([*pip, "install", "--only-binary=:all:", "--progress-bar=off", *source], settings)
        self._on_progress(92)
        self._on_step(tr("Checking that the engine runs"))
        modules = ", ".join(engine_modules(self._requirements))
        self._call([python, "-c", f"import {modules}"], tr("The engine's packages were installed but do not run"))
        marker = {
            "requirements": requirements_digest(self._requirements), "base": base.python, "made": time.time(),
            "variant": self._variant.key,
        }  # fmt: skip
        (self._folder / MARKER).write_text(json.dumps(marker), encoding="utf-8")
        self._on_progress(100)
        return python

    def _pip_settings(self, python: str) -> PipSettings:
        """Read the user's pip settings and add QGIS's; pip's answer is not logged, as it may contain passwords."""
        self._on_step(tr("Checking the network settings"))
        said: list[str] = []
        try:
            self._call([python, "-c", PROBE], "", quiet_lines=said)
        except _CommandError:
            said = []  # an unusual pip: it gets QGIS's settings
        return pip_settings(self._network, clean_environment(), "\n".join(said), self._folder / _CERTIFICATES)

    def _install(self, install: list[str], settings: PipSettings) -> None:
        """Install the exact versions, checked by their hashes; if they are not available, others of the list.

        A package with another hash ends the set-up: something may be wrong with its source.
        """
        failure, lock = tr("The engine's packages could not be installed"), lock_of(self._requirements)
        if lock.is_file():
            try:
                self._call([*install, "--require-hashes", "-r", str(lock)], failure, settings)
                return
            except _CommandError as error:
                if error.kind != NO_WHEEL:
                    raise
            self._on_line(tr("The tested versions are not available for this Python: compatible ones are installed."))
        self._call([*install, "-r", str(self._requirements)], failure, settings)

    def _remove(self) -> None:
        if self._folder.exists():
            shutil.rmtree(self._folder)

    def _call(
        self,
        command: list[str],
        failure: str,
        settings: PipSettings | None = None,
        *,
        quiet_lines: list[str] | None = None,
    ) -> None:
        """Run one command, pass its lines on without passwords, and turn a failure into one sentence.

        ``settings``: of pip, for a command that installs. ``quiet_lines``: collects the lines, which are not logged.
        """
        process = start(command, merge_errors=True, environment=None if settings is None else settings.variables)
        stdout = process.stdout
        if stdout is None:
            raise EngineError(failure)
        reader = LineReader(stdout, "specaware-setup")
        lines: list[str] = [] if quiet_lines is None else quiet_lines
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
                lines.append(line if settings is None else settings.hide(line))
                if quiet_lines is None:
                    self._on_line(lines[-1])
                    self._advance(lines)
            code = process.wait()
        finally:
            kill(process)
            reader.join(2.0)
        if code != 0:
            raise _CommandError(failure, lines, is_pip=settings is not None)

    def _advance(self, lines: list[str]) -> None:
        """Advance the bar by the packages seen; pip does not say how many there will be."""
        seen = sum(bool(_PACKAGES_SEEN.match(line.strip())) for line in lines)
        if seen:
            self._on_progress(10 + 80 * (1 - math.exp(-2.0 * seen / _PACKAGES_EXPECTED)))
        found = _FETCHING.match(lines[-1].strip())
        if found is not None:
            size = f" ({found[2]})" if found[2] else ""
            self._on_step(tr("Downloading {}").format(found[1] + size))
        elif lines[-1].startswith("Installing collected packages"):
            self._on_step(tr("Unpacking the packages"))


class _CommandError(EngineError):
    """A command of the set-up failed; ``kind``: why, as of :mod:`.pip_failures`."""

    def __init__(self, failure: str, lines: list[str], *, is_pip: bool) -> None:
        self.kind = kind_of(lines) if is_pip else ""
        last = _last_error(lines)
        super().__init__(sentence_of(self.kind, last) if self.kind else f"{failure}: {last}")


def _last_error(lines: list[str]) -> str:
    """The most informative line: pip's last ERROR, or the last line that is not empty."""
    errors = [line.partition("ERROR:")[2].strip() for line in lines if line.startswith("ERROR:")]
    filled = [line.strip() for line in lines if line.strip()]
    text = errors[-1] if errors else filled[-1] if filled else tr("no output")
    return text.rstrip(".") + "."
