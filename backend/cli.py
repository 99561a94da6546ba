"""The command line: the worker's jobs from a shell, with a progress bar, one sentence a failure, an exit code."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import IO, Any

from . import feature_commands, importing, quantising, train_command, train_report
from .arguments import map_jobs, parser, sensor_overrides
from .cancellation import CancelToken
from .errors import CancelledError, InputError, SpecAwareError
from .jobs import JobEvent, JobSpec, Options, one_sentence

_BAR = 30  # characters
_FAILED, _CANCELLED = 1, 130  # 130: what shells give for a program ended by Ctrl-C


def say(text: str, *, to: IO[str] | None = None) -> None:
    """Write one line of output; the only place of the engine that does."""
    print(text, file=to or sys.stdout, flush=True)


class Console:
    """Shows events to a person: progress as a bar on stderr where that is a terminal, everything else as lines."""

    def __init__(self, *, as_json: bool = False) -> None:
        self._as_json = as_json
        self._bar = sys.stderr.isatty() and not as_json
        self._drawn = False

    def show(self, event: JobEvent) -> None:
        """Show one event."""
        if self._as_json:
            say(event.to_line())
        elif event.type == "progress":
            self._progress(event)
        elif event.type in ("log", "warning"):
            self._clear()
            say(f"{'Warning: ' if event.type == 'warning' else ''}{event.message}", to=sys.stderr)
        else:
            self._clear()

    def _progress(self, event: JobEvent) -> None:
        if not self._bar:
            return
        done = event.fraction or 0.0
        filled = int(done * _BAR)
        speed, left = event.data.get("px_per_s"), event.data.get("seconds_left")
        tail = f" {speed / 1000:.0f} kpx/s, {left:.0f} s left" if speed is not None and left is not None else ""
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {done:4.0%}{tail}\033[K")
        sys.stderr.flush()
        self._drawn = True

    def _clear(self) -> None:
        if self._drawn:
            sys.stderr.write("\r\033[K")
            self._drawn = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 for what went wrong (one sentence on stderr), 130 if cancelled."""
    from .worker import scrub_environment

    scrub_environment()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    try:
        args = parser().parse_args(argv)
        return _COMMANDS[args.command](args)
    except SpecAwareError as exc:
        say(one_sentence(exc), to=sys.stderr)
        return _CANCELLED if isinstance(exc, CancelledError) else _FAILED
    except BrokenPipeError:  # the reader of our output has left, as in `... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILED


def _run(jobs: Sequence[JobSpec], console: Console) -> list[JobEvent]:
    """Run jobs until one is cancelled; Ctrl-C and SIGTERM cancel."""
    from .runner import JobRunner

    runner, finals, token = JobRunner(), [], CancelToken()

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)  # a second one ends the process
        token.cancel()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for job in jobs:
            final = runner.run(job, send=console.show, token=token)
            finals.append(final)
            if final.type == "error":
                say(final.message, to=sys.stderr)
            if token.is_set:
                break
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return finals


def _code(finals: Sequence[JobEvent]) -> int:
    codes = {final.code for final in finals if final.type == "error"}
    return _CANCELLED if CancelledError.code in codes else _FAILED if codes else 0


def _map(args: Namespace) -> int:
    jobs, todo = map_jobs(args), []
    for job in jobs:
        if job.kind == "map" and not args.overwrite and Path(str(job.outputs.classes)).exists():
            say(f"Kept {job.outputs.classes}, which exists; give --overwrite to map it again.", to=sys.stderr)
        else:
            todo.append(job)
    return _map_all(todo, Console(as_json=args.json))


def _map_all(jobs: Sequence[JobSpec], console: Console) -> int:
    finals = _run(jobs, console)
    for job, final in zip(jobs, finals):
        if final.type == "result" and not console._as_json:
            say(_job_text(job.kind, final.data))
    return _code(finals)


def _job_text(kind: str, data: dict[str, Any]) -> str:
    if kind in feature_commands.JOB_COMMANDS:
        return feature_commands.result_text(kind, data)
    if kind == train_command.TRAIN_COMMAND:
        return train_report.train_text(data)
    return _plan_text(data) if kind == "plan" else _map_text(data)


def _map_text(data: dict[str, Any]) -> str:
    lines = [
        f"{data['outputs']['classes']}: {data['seconds']:.1f} s, {data['px_per_s'] / 1000:.0f} kpx/s, {data['device']}"
    ]
    for entry in data["classes"]:
        if entry["pixels"]:
            area = "" if entry["area_m2"] is None else f"  {entry['area_m2'] / 1e6:.3f} km2"
            lines.append(f"  {entry['value']:3d} {entry['title']:<24} {entry['share']:6.1%}{area}")
    return "\n".join(lines)


def _plan_text(data: dict[str, Any]) -> str:
    return (
        f"{data['tiles']} windows in {data['blocks']} blocks, {data['bands_used']} bands, model {data['model']} on "
        f"{data['device']}: about {data['seconds']:.0f} s, {data['memory_mb']} MiB of memory (ceiling "
        f"{data['ceiling_mb']}), at most {data['disk_mb']:.0f} MB of disk."
    )


def _again(args: Namespace) -> int:
    try:
        document = json.loads(Path(args.report).read_text(encoding="utf-8"))
        job = JobSpec.from_dict(document.get("job", document))
    except (OSError, ValueError, AttributeError, TypeError) as exc:
        raise InputError(f"Report {args.report} cannot be read ({exc}); give the .json beside a map.") from exc
    options: Options = replace(job.options, overwrite=args.overwrite)
    return _map_all([replace(job, options=options)], Console(as_json=args.json))


def _single(job: JobSpec, args: Namespace, text: Any) -> int:  # noqa: ANN401 - a function of the result's data
    finals = _run([job], Console())
    if finals[0].type == "result":
        data = finals[0].data
        say(json.dumps(data, indent=1, ensure_ascii=False) if args.json else text(data))
    return _code(finals)


def _inspect(args: Namespace) -> int:
    job = JobSpec("inspect", source=os.path.abspath(args.source), overrides=sensor_overrides(args))
    return _single(job, args, _inspect_text)


def _inspect_text(data: dict[str, Any]) -> str:
    lines = [f"{data['path']}: {data['height']} x {data['width']} pixels, {data['count']} bands, {data['dtype']}"]
    for name in ("sensor", "level", "quantity", "units", "scale", "gsd_m"):
        origin = data.get(f"{name.removesuffix('_m')}_origin")
        lines.append(f"  {name}: {data[name]}" + (f" ({origin})" if origin and data[name] is not None else ""))
    if data["geolocation"] is not None:
        lines.append(f"  sensor geometry, its map is placed on the ground by: {data['geolocation']}")
    lines.append(f"  usable bands: {len(data['used_bands'])}")
    for band in data["bands"]:
        center = "unknown" if band["center_nm"] is None else f"{band['center_nm']:.2f} nm"
        width = "" if band["fwhm_nm"] is None else f", FWHM {band['fwhm_nm']:.2f} nm"
        state = "" if band["good"] else f", off ({band['good_origin']})"
        lines.append(f"  {band['number']:4d} {center}{width}{state} ({band['origin']})")
    lines += [
        f"  {kind[:-1]}: {text}" for kind in ("blockers", "suggestions", "warnings") for text in data.get(kind, [])
    ]
    return "\n".join(lines)


def _models(args: Namespace) -> int:
    return _single(JobSpec("models"), args, _models_text)


def _models_text(data: dict[str, Any]) -> str:
    lines = [
        f"{m['name']}: {', '.join(c['title'] for c in m['classes'])}; {m['center_nm'][0]:g}-{m['center_nm'][1]:g} nm, "
        f"{' or '.join(m['levels'])}, {m['license'] or 'licence not stated'}"
        for m in data["models"]
    ]
    return "\n".join([*lines, *data["problems"]]) or "No model is installed."


def _check(args: Namespace) -> int:
    return _single(JobSpec("check"), args, _check_text)


def _check_text(data: dict[str, Any]) -> str:
    packages = (f"  {name} {version or 'missing'}" for name, version in data["packages"].items())
    return "\n".join(
        [f"SpecAware {data['specaware']}, {data['python']}", *packages, f"  {', '.join(data['providers'])}"]
    )


def _features(args: Namespace) -> int:
    return _map_all(feature_commands.feature_jobs(args, sensor_overrides(args)), Console(as_json=args.json))


def _train(args: Namespace) -> int:
    job = train_command.train_job(args, sensor_overrides(args))
    return _map_all([job], Console(as_json=args.json))


def _import_model(args: Namespace) -> int:
    for line in importing.run(args):
        say(line)
    return 0


def _quantise(args: Namespace) -> int:
    for line in quantising.run(args, sensor_overrides(args)):
        say(line)
    return 0


_COMMANDS = {
    "map": _map, "inspect": _inspect, "models": _models, "check": _check, "run": _again,
    **dict.fromkeys(feature_commands.JOB_COMMANDS, _features), feature_commands.IMPORT_COMMAND: _import_model,
    feature_commands.QUANTISE_COMMAND: _quantise, train_command.TRAIN_COMMAND: _train,
}  # fmt: skip
