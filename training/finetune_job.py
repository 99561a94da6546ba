"""Run a fine-tuning job of the engine: the job is a line on stdin, events are lines on stdout.

    python training/finetune_job.py RUN < JOB

RUN is the folder of the run, and RUN/model is the model. When stdin closes, and on SIGTERM, the run is saved and stops;
the same job with the same folder resumes it. ``backend/heads/finetuning.py`` starts this script; users call
``python -m backend finetune`` or finetune_task.py instead.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from backend.common.errors import CancelledError, InputError
from backend.job.events import JobEvent
from backend.job.kinds.finetune import DESIGNS, FineTuning
from backend.job.kinds.train_scene import SceneTraining
from backend.job.repeat import repeat_command
from backend.job.spec import JobSpec, Outputs
from backend.products.files.references import outside_files
from backend.serve.surroundings import quiet_libraries, scrub_environment, take_stdout

if TYPE_CHECKING:
    from training.tasks.data.patches import LabelledPatches
    from training.tasks.plan import Plan

CONFIGS = Path(__file__).resolve().parent / "configs"
_READ = 0.05  # share of the progress bar before training begins
_TRAINED = 0.95
_PATIENCE_S = 60.0


class Teller(logging.Handler):
    """Writes events, including log records as events."""

    def __init__(self, sink: IO[str]) -> None:
        super().__init__(logging.INFO)
        self._sink = sink

    def emit(self, record: logging.LogRecord) -> None:
        """Write a log record as an event."""
        kind = "warning" if record.levelno >= logging.WARNING else "log"
        self.send(JobEvent(kind, message=record.getMessage()))

    def send(self, event: JobEvent) -> None:
        """Write an event; errors are ignored, because the run must be saved even if the reader has gone."""
        with contextlib.suppress(OSError, ValueError):
            self._sink.write(event.to_line() + "\n")
            self._sink.flush()

    def progress(self, share: float, text: str) -> None:
        """Write the progress of the run."""
        self.send(JobEvent("progress", fraction=round(share, 4), message=text))


def plan_of(spec: JobSpec) -> Plan:
    """Return the plan of a job: the configuration of its network with the settings of the job.

    Raises:
        InputError: a value is not valid.
    """
    from training.tasks.plan import read_plan

    asked = spec.asked(FineTuning)
    plan = read_plan(CONFIGS / f"finetune_{asked.design.replace('-', '_')}.toml", [])
    is_bundled = asked.design == DESIGNS[0]
    model = replace(plan.model, name=spec.model) if is_bundled else replace(plan.model, weights=asked.weights)
    optim = replace(plan.optim, mode=asked.mode, steps=asked.steps or plan.optim.steps)
    run = replace(plan.run, threads=spec.options.threads, log_every=min(plan.run.log_every, 10))
    return replace(plan, model=model, optim=optim, run=run, data=replace(plan.data, held_out=asked.held_out))


def source_of(spec: JobSpec) -> LabelledPatches:
    """Return the labelled patches of a job.

    Raises:
        InputError: the patches cannot be read.
    """
    from training.tasks.data import rasters

    asked = spec.asked(FineTuning)
    if asked.masks:
        names = [name.strip() for name in asked.class_names.split(",") if name.strip()]
        return rasters.from_masks(Path(spec.source), Path(asked.masks), classes=names, overrides=spec.overrides)
    if asked.labels and not asked.cell_px:
        found = [spec.source, *asked.more]
        return rasters.from_polygons(
            found, Path(asked.labels), class_field=asked.class_field, layer=asked.layer, overrides=spec.overrides
        )
    scenes = SceneTraining(
        labels=asked.labels, layer=asked.layer, class_field=asked.class_field, more=asked.more,
        cell_px=asked.cell_px or SceneTraining.cell_px, multi_label=asked.multi_label,
    )  # fmt: skip
    outputs = Outputs(model=str(spec.outputs.model))
    return rasters.from_examples(
        JobSpec("trainscene", source=spec.source, overrides=spec.overrides, outputs=outputs, settings=scenes)
    )


def run(spec: JobSpec, out: Path, tell: Teller) -> dict[str, Any]:
    """Read the labels, train, score and export into ``out``; return the data of the report.

    Raises:
        SpecAwareError: an error that the user can correct, in one sentence.
    """
    from training.tasks.running import Asked, train

    asked = spec.asked(FineTuning)
    plan = plan_of(spec)
    tell.progress(0.0, "reading the labels")
    source = source_of(spec)
    labels = f"labels of the user's own ('{Path(asked.masks or asked.labels or spec.source).name}')"
    name = asked.name or Path(str(spec.outputs.model)).name
    wish = Asked(out, out / "model", name, repeat_command(spec), labels, spec.options.device, overwrite=True)
    tell.progress(_READ, "loading the network")
    return train(source, plan, wish, tick=lambda share: tell.progress(_READ + (_TRAINED - _READ) * share, "training"))


def hold(out: Path) -> IO[str]:
    """Lock the folder of a run until the returned file is closed; wait for a run that was stopped and is saving.

    Raises:
        InputError: another run is using the folder.
    """
    held = (out / "lock").open("w", encoding="utf-8")
    until = time.monotonic() + _PATIENCE_S
    while not _locked(held.fileno()):
        if time.monotonic() > until:
            held.close()
            raise InputError(f"Another fine-tuning is running in '{out}'; wait for its end, or choose another folder.")
        time.sleep(0.2)
    return held


def _locked(handle: int) -> bool:
    """Lock a file for this process; return False if another process has locked it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def stop_with_stdin(stdin: IO[str]) -> None:
    """Stop this process when its stdin closes, because the caller then no longer needs the model."""

    def listen() -> None:
        while stdin.readline():
            pass
        signal.raise_signal(signal.SIGTERM)

    threading.Thread(target=listen, daemon=True).start()


def cancelled(number: int, frame: object) -> None:
    """Handle a stop signal outside the training loop, which stops and saves by itself.

    Raises:
        CancelledError: always.
    """
    raise CancelledError("The run was cancelled; nothing was written.")


def answer(line: str, out: Path, tell: Teller, *, work: Callable[..., dict[str, Any]] = run) -> JobEvent:
    """Run the job of a line and return its final event; errors of the job become events, not exceptions."""
    from training.common.loop.stopping import Interrupted

    try:
        spec = JobSpec.from_line(line)
        if not isinstance(spec.settings, FineTuning):
            raise InputError(f"A job of kind '{spec.kind}' is not a fine-tuning job; run it with python -m backend.")
        with hold(out), outside_files(spec.options.outside_files):
            return JobEvent("result", data=work(spec, out, tell))
    except Interrupted as stopped:
        return JobEvent.from_error(CancelledError(str(stopped).replace("same command", "same command or job")))
    except Exception as error:
        return JobEvent.from_error(error)


def main() -> int:
    """Run the job on stdin; the exit code is 0 if a model was made."""
    scrub_environment()
    quiet_libraries()
    tell = Teller(take_stdout())
    logging.basicConfig(level=logging.WARNING, handlers=[tell])
    logging.getLogger("training").setLevel(logging.INFO)
    signal.signal(signal.SIGTERM, cancelled)
    stdin = open(sys.stdin.fileno(), encoding="utf-8", closefd=False)  # noqa: SIM115 - open until the process ends
    line = stdin.readline()
    stop_with_stdin(stdin)
    final = answer(line, Path(sys.argv[1]), tell)
    tell.send(final)
    tell.flush()
    sys.stdout.flush()
    os._exit(0 if final.type == "result" else 1)  # the listener thread waits for a stdin that may stay open


if __name__ == "__main__":
    sys.exit(main())
