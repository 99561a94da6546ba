"""Fine-tune as a job of the engine does: the job as a line on stdin, events as lines on stdout, the run in a folder.

    python training/finetune_job.py RUN < JOB

It ends, all saved, when stdin closes or SIGTERM comes; the same job in the same folder goes on. RUN/model is the model.
``backend/heads/finetuning.py`` starts it; people use ``python -m backend finetune`` or finetune_task.py.
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
_READ = 0.05  # of the bar, until training begins
_TRAINED = 0.95
_PATIENCE_S = 60.0


class Teller(logging.Handler):
    """Writes events, and what is logged as events."""

    def __init__(self, sink: IO[str]) -> None:
        super().__init__(logging.INFO)
        self._sink = sink

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line of the log as an event."""
        kind = "warning" if record.levelno >= logging.WARNING else "log"
        self.send(JobEvent(kind, message=record.getMessage()))

    def send(self, event: JobEvent) -> None:
        """Write an event; where nobody reads any more, the run still has to be saved."""
        with contextlib.suppress(OSError, ValueError):
            self._sink.write(event.to_line() + "\n")
            self._sink.flush()

    def progress(self, share: float, text: str) -> None:
        """Write how far the run is."""
        self.send(JobEvent("progress", fraction=round(share, 4), message=text))


def plan_of(spec: JobSpec) -> Plan:
    """Return the plan of a job: the configuration of its network, and what the job says.

    Raises:
        InputError: a value that no run can mean.
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
        InputError: they cannot be read.
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
    """Read, train, judge and export into ``out``; return the facts of the report.

    Raises:
        SpecAwareError: what a user can mend; one sentence.
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
    """Hold the folder of a run until the file returned is closed; one that was just stopped may still be saving.

    Raises:
        InputError: another run goes on in it.
    """
    held = (out / "lock").open("w", encoding="utf-8")
    until = time.monotonic() + _PATIENCE_S
    while not _locked(held.fileno()):
        if time.monotonic() > until:
            held.close()
            raise InputError(f"Another fine-tuning goes on in '{out}'; wait for its end, or choose another folder.")
        time.sleep(0.2)
    return held


def _locked(handle: int) -> bool:
    """Lock a file for this process alone; False where another one has it."""
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
    """Have this process asked to stop when its stdin closes: then nobody wants the model any more."""

    def listen() -> None:
        while stdin.readline():
            pass
        signal.raise_signal(signal.SIGTERM)

    threading.Thread(target=listen, daemon=True).start()


def cancelled(number: int, frame: object) -> None:
    """End whatever is no training, which would be saved.

    Raises:
        CancelledError: always.
    """
    raise CancelledError("The run was cancelled; nothing was written.")


def answer(line: str, out: Path, tell: Teller, *, work: Callable[..., dict[str, Any]] = run) -> JobEvent:
    """Run the job of a line and return its final event; never raises for what a job did wrong."""
    from training.common.loop.stopping import Interrupted

    try:
        spec = JobSpec.from_line(line)
        if not isinstance(spec.settings, FineTuning):
            raise InputError(f"A job of kind '{spec.kind}' is no fine-tuning; run it with python -m backend.")
        with hold(out), outside_files(spec.options.outside_files):
            return JobEvent("result", data=work(spec, out, tell))
    except Interrupted as stopped:
        return JobEvent.from_error(CancelledError(str(stopped).replace("same command", "same command or job")))
    except Exception as error:
        return JobEvent.from_error(error)


def main() -> int:
    """Answer the job on stdin; the exit code is 0 where there is a model."""
    scrub_environment()
    quiet_libraries()
    tell = Teller(take_stdout())
    logging.basicConfig(level=logging.WARNING, handlers=[tell])
    logging.getLogger("training").setLevel(logging.INFO)
    signal.signal(signal.SIGTERM, cancelled)
    stdin = open(sys.stdin.fileno(), encoding="utf-8", closefd=False)  # noqa: SIM115 - for life
    line = stdin.readline()
    stop_with_stdin(stdin)
    final = answer(line, Path(sys.argv[1]), tell)
    tell.send(final)
    tell.flush()
    sys.stdout.flush()
    os._exit(0 if final.type == "result" else 1)  # the listener waits for a stdin that may stay open


if __name__ == "__main__":
    sys.exit(main())
