"""Fine-tuning as a job: PyTorch runs in a process of its own, which sends events and stops on request.

The process runs ``training/finetune_job.py``, which this package never imports. It reads the job as a line from stdin
and writes events as lines to stdout. When its stdin closes it saves its state and ends; the same job later resumes.
"""

from __future__ import annotations

import contextlib
import importlib.util
import queue
import shutil
import subprocess  # nosec B404 - the engine's own script in the engine's own Python, without a shell
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from ..catalog import store as model_store
from ..catalog.cards import CARD_NAME
from ..common.documents import read_document, write_document
from ..common.errors import (
    CancelledError,
    EngineError,
    InputError,
    ModelError,
    OutputError,
    SensorError,
    SpecAwareError,
)
from ..common.machine.version import package_versions, python_version, specaware_version
from ..common.outputs.output_set import OutputSet
from ..common.outputs.targets import check_targets
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.kinds.finetune import FineTuning
from ..job.repeat import TRAIN_REPORT, repeat_command
from ..job.spec import JobSpec
from ..products.belonging import files_beside
from .finetune_report import finetune_text

SCRIPT = Path(__file__).resolve().parents[2] / "training" / "finetune_job.py"
WEIGHTS, CURVE, TEXT = "weights.onnx", "training.csv", "report.txt"
STATE, STATE_FACTS, STATE_CURVE = "training", "job.json", "log.csv"
"""Subfolder of the model's folder for an unfinished run, and its files."""
OLDEST = (3, 11)
"""Oldest Python version that the training loops support."""
PACKAGES = ("torch", "onnx")
_ERRORS: dict[str, type[SpecAwareError]] = {
    one.code: one for one in (InputError, SensorError, ModelError, EngineError, OutputError, CancelledError)
}
_WAIT_S = 8.0  # time for the process to stop; shorter than a cancel waits for a job
_POLL_S = 0.2


def refuse_without_torch() -> None:
    """Raise an error if this Python cannot train.

    Raises:
        EngineError: a package is missing, Python is too old, or the training loops are missing.
    """
    if sys.version_info[:2] < OLDEST:
        wanted, mine = (".".join(map(str, version)) for version in (OLDEST, sys.version_info[:2]))
        raise EngineError(
            f"Fine-tuning needs Python {wanted} or newer but the engine has {mine}; set the engine up with a newer one."
        )
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise EngineError(
            f"Fine-tuning needs {' and '.join(missing)}, which the engine lacks; in QGIS set the engine up "
            "again as 'Processor, with fine-tuning', or install what is missing: "
            f"{sys.executable} -m pip install {' '.join(PACKAGES)}"
        )
    if not SCRIPT.is_file():
        raise EngineError("The training loops are missing; install the plugin or the repository again.")


def run_finetune(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Fine-tune; write the model's folder (card, weights, curve, report as JSON and text) and return the report.

    Raises:
        SpecAwareError: with one sentence that says what to do. A stopped run is kept in the folder's ``training`` and
            the same job resumes it.
    """
    started = time.perf_counter()
    refuse_without_torch()
    spec = replace(spec, source=str(Path(spec.source)))
    asked, folder = spec.asked(FineTuning), Path(str(spec.outputs.model))
    base = model_store.find(spec.model)
    named = [spec.source, *asked.more, asked.labels, asked.weights]
    inputs = files_beside(None, base.path, base.weights, *[path for path in named if path and Path(path).is_file()])
    names = (WEIGHTS, TRAIN_REPORT, TEXT, CURVE, CARD_NAME)
    check_targets([(folder / name, spec.options.overwrite) for name in names], inputs)
    state = _state_of(spec, folder)
    done = _Child(spec, context, state).run()
    report = {
        "model": done.pop("model"), "outputs": {"model": str(folder)}, **done, "network": asked.design,
        "mode": asked.mode, "seconds": round(time.perf_counter() - started, 2), "specaware": specaware_version(),
        "python": python_version(), "packages": package_versions(), "command": repeat_command(spec),
        "job": spec.record(),
    }  # fmt: skip
    with OutputSet() as files:
        for path in sorted((state / "model").iterdir()):
            shutil.copyfile(path, files.add(folder / path.name))
        shutil.copyfile(state / STATE_CURVE, files.add(folder / CURVE))
        write_document(files.add(folder / TRAIN_REPORT), report)
        files.add(folder / TEXT).write_text(finetune_text(report) + "\n", encoding="utf-8")
    shutil.rmtree(state, ignore_errors=True)
    return report


def _state_of(spec: JobSpec, folder: Path) -> Path:
    """Return the folder of the run: that of an unfinished run of the same job, or a new one.

    Raises:
        InputError: the folder holds an unfinished run of another job.
        OutputError: the folder cannot be created.
    """
    state = folder / STATE
    facts = _facts(spec)
    try:
        if state.exists() and _earlier(state) != facts:
            if not spec.options.overwrite:
                raise InputError(
                    f"'{folder}' holds an unfinished fine-tuning with other settings; use the same, choose another "
                    "folder, or add --overwrite to start again."
                )
            shutil.rmtree(state)
        state.mkdir(parents=True, exist_ok=True)
        write_document(state / STATE_FACTS, facts)
    except OSError as error:
        raise OutputError(f"Folder '{folder}' cannot be written ({error.strerror}); choose another one.") from error
    return state


def _earlier(state: Path) -> Any:  # noqa: ANN401 - any JSON value
    """Return the facts of the run in a folder; None if they cannot be read."""
    try:
        return read_document(state / STATE_FACTS)
    except (OSError, ValueError):
        return None


def _facts(spec: JobSpec) -> dict[str, Any]:
    """Return the facts that must match for a run to resume the state of another."""
    asked = spec.asked(FineTuning)
    said = spec.record()
    facts: dict[str, Any] = {key: said.get(key) for key in ("source", "model", "overrides", "settings")}
    facts["files"] = {
        path: f"{Path(path).stat().st_size}@{Path(path).stat().st_mtime_ns}"
        for path in (spec.source, asked.labels, asked.weights)
        if path and Path(path).is_file()
    }
    return facts


class _Child:
    """The training process."""

    def __init__(self, spec: JobSpec, context: JobContext, state: Path) -> None:
        self._spec, self._context, self._state = spec, context, state

    def run(self) -> dict[str, Any]:
        """Train in a separate process, and return the data of its result.

        Raises:
            CancelledError: the job was cancelled.
            SpecAwareError: the error that the process reports.
        """
        command = [sys.executable, "-u", str(SCRIPT), str(self._state)]
        with tempfile.TemporaryFile() as errors, self._started(command, errors) as process:
            final = self._follow(process)
            if final is not None:
                return self._result(final)
            errors.seek(0)
            said = errors.read()[-4000:].decode("utf-8", "replace").strip().splitlines()
        token = self._context.token
        if token.is_set:
            token.check()
        if process.returncode in (-9, 137):
            raise EngineError(
                "The system ended the training, probably because memory ran out; close other programs, or use fewer or "
                "smaller images: the same job resumes where it stopped."
            )
        last = said[-1] if said else f"exit code {process.returncode}"
        raise EngineError(f"The training ended unexpectedly ({last}); run the same job again to resume it.")

    @contextlib.contextmanager
    def _started(self, command: Sequence[str], errors: IO[bytes]) -> Iterator[subprocess.Popen[str]]:
        process = subprocess.Popen(  # nosec B603 - see the import
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8",
            start_new_session=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()

    def _follow(self, process: subprocess.Popen[str]) -> JobEvent | None:
        """Pass events on until the process has sent its last or ended; a cancel closes its stdin."""
        if process.stdin is None or process.stdout is None:
            return None
        lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
        token, stopped_s = self._context.token, 0.0
        with contextlib.suppress(OSError):
            process.stdin.write(self._spec.to_line() + "\n")
            process.stdin.flush()
        while stopped_s < _WAIT_S:
            token.steps += 1
            if token.is_set:
                if not stopped_s:
                    with contextlib.suppress(OSError):
                        process.stdin.close()
                stopped_s += _POLL_S
            try:
                line = lines.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if line is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_WAIT_S)
                return None
            event = replace(JobEvent.from_line(line), job=self._spec.id)
            if event.is_final:
                return event
            self._context.send(event)
        return None

    def _result(self, final: JobEvent) -> dict[str, Any]:
        """Return the data of a result event.

        Raises:
            SpecAwareError: it is not a result.
        """
        if final.type == "result":
            return dict(final.data)
        raise _ERRORS.get(final.code, EngineError)(final.message)


def _read(stream: IO[str], lines: queue.Queue[str | None]) -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in stream:
            if line.strip():
                lines.put(line)
    lines.put(None)
