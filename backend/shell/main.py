"""The command line: jobs from a shell, with a progress bar, one sentence per failure and an exit code."""

from __future__ import annotations

import glob
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from ..catalog import store as model_store
from ..common.cancellation import CancelToken, cancelled_by_signals
from ..common.documents import dumped, read_document
from ..common.errors import CancelledError, InputError
from ..common.locations import absolute_path
from ..common.machine.patience import STEP_S, await_steps
from ..common.outputs.targets import check_log
from ..common.wording import counted
from ..job.events import JobEvent
from ..job.kinds.maps import extra_keys, map_text, outputs_of
from ..job.kinds.registry import kinds
from ..job.spec import JobSpec, Options, Outputs
from ..mapping.existing.merge import load_part, merge
from ..serve.batch import Batch, Executor, LocalExecutor, Report
from .arguments import IMPORT_COMMAND, QUANTISE_COMMAND, map_jobs, module_of, parser, sensor_overrides
from .console import Console, give_up, prepare_streams, say

_FAILED, _CANCELLED = 1, 130  # 130: a shell's exit code after Ctrl-C


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 after an error (one sentence on stderr), or 130 if cancelled."""
    from ..serve.surroundings import quiet_libraries, scrub_environment

    scrub_environment()
    quiet_libraries()
    prepare_streams()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    try:
        words = sys.argv[1:] if argv is None else list(argv)
        args = parser(next((word for word in words if not word.startswith("-")), "-")).parse_args(words)
        return _COMMANDS.get(args.command, _job)(args)
    except BrokenPipeError:  # the reader of our output has closed it, as in `... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILED
    except KeyboardInterrupt:  # before anything has started
        return _CANCELLED
    except Exception as exc:
        logging.getLogger(__name__).debug("The command failed.", exc_info=exc)
        give_up(JobEvent.from_error(exc).message)
        return _CANCELLED if isinstance(exc, CancelledError) else _FAILED


def _run(jobs: Sequence[JobSpec], console: Console) -> list[JobEvent]:
    """Run jobs until one is cancelled; Ctrl-C and SIGTERM cancel."""
    from ..serve.runner import JobRunner

    runner, finals, token = JobRunner(), [], CancelToken()
    console.expect([job.source for job in jobs])
    with cancelled_by_signals(token):
        for job in jobs:
            final = runner.run(job, send=partial(console.show, piece=job.source), token=token)
            finals.append(final)
            if final.type == "error":
                console.fail(final.message)
            if token.is_set:
                break
    return finals


def _code(finals: Sequence[JobEvent]) -> int:
    codes = {final.code for final in finals if final.type == "error"}
    return _CANCELLED if CancelledError.code in codes else _FAILED if codes else 0


def _map(args: Namespace) -> int:
    jobs = map_jobs(args)
    if args.log:
        check_log(
            Path(args.log), [Path(path) for job in jobs for path in (job.source, *vars(job.outputs).values()) if path]
        )
    console = Console(as_json=args.json, log=args.log)
    if args.plan:
        return _map_all(jobs, console)
    model_store.find(jobs[0].model)  # one error now instead of one per scene
    token = CancelToken()
    with ExitStack() as stack:
        stack.callback(console.close)
        stack.enter_context(cancelled_by_signals(token))
        executor: Executor = LocalExecutor()
        if args.scheduler:
            from ..serve.cluster import ClusterExecutor

            executor = stack.enter_context(ClusterExecutor(args.scheduler))
        errors = Batch(
            jobs, tell=partial(_draw, console), executor=executor, token=token, part_rows=args.part_rows
        ).run()
    return _CANCELLED if token.is_set else _FAILED if errors else 0


def _draw(console: Console, report: Report) -> None:
    """Show a batch's report."""
    if report.type == "pieces":
        console.expect(report.pieces)
    elif report.type == "note":
        console.note(report.text)
    elif report.type == "failure":
        console.fail(report.text)
    elif report.type == "result":
        console.tell(map_text(report.data))
    elif report.type == "total":
        console.total(report.data)
    elif report.event is not None and (report.type == "event" or console.as_json):
        console.show(report.event, report.piece, loud=report.loud)


def _merge(args: Namespace) -> int:
    parts = [load_part(Path(path)) for path in _part_paths(args.parts)]
    token = CancelToken()
    with cancelled_by_signals(token):
        wanted = parts[0].report["outputs"]
        keys = [key for key in extra_keys() if wanted.get(key)]
        outputs = Outputs(**outputs_of(os.path.abspath(args.out), keys))
        join = partial(merge, parts, outputs, overwrite=args.overwrite, check=token.check)
        data = await_steps(join, token=token, limit_s=STEP_S)
    say(JobEvent("result", data=data).to_line() if args.json else map_text(data))
    return 0


def _part_paths(words: Sequence[str]) -> list[str]:
    """Return the class maps that files, folders and patterns refer to."""
    paths: list[str] = []
    for word in words:
        matches = [word]
        if not os.path.exists(word) and glob.has_magic(word):
            matches = sorted(glob.glob(word, recursive=True)) or [word]
        for path in matches:
            inside = sorted(glob.glob(os.path.join(glob.escape(path), "*_classes.tif"))) if os.path.isdir(path) else []
            if os.path.isdir(path) and not inside:
                raise InputError(f"Folder {path} holds no class map (*_classes.tif); give the folder of the parts.")
            paths += inside or [path]
    return list(dict.fromkeys(paths))


def _map_all(jobs: Sequence[JobSpec], console: Console) -> int:
    finals = _run(jobs, console)
    for job, final in zip(jobs, finals):
        if final.type == "result" and not console.as_json:
            say(job.declared.text(final.data))
    return _code(finals)


def _again(args: Namespace) -> int:
    try:
        document = read_document(Path(args.report))
        job = JobSpec.from_dict(document.get("job", document))
    except (OSError, ValueError, AttributeError, TypeError) as exc:
        raise InputError(f"Report {args.report} cannot be read ({exc}); give the .json beside a map.") from exc
    options: Options = replace(job.options, overwrite=args.overwrite)
    return _map_all([replace(job, options=options)], Console(as_json=args.json))


def _single(job: JobSpec, args: Namespace, text: Any) -> int:  # noqa: ANN401 - a function of the result's data
    finals = _run([job], Console())
    if finals[0].type == "result":
        data = finals[0].data
        say(dumped(data, indent=1) if args.json else text(data))
    return _code(finals)


def _inspect(args: Namespace) -> int:
    options = Options(outside_files=args.outside_files)
    job = JobSpec("inspect", source=absolute_path(args.source), overrides=sensor_overrides(args), options=options)
    return _single(job, args, _inspect_text)


def _inspect_text(data: dict[str, Any]) -> str:
    lines = [
        f"{data['path']}: {data['height']} x {data['width']} pixels, {counted(data['count'], 'band')}, {data['dtype']}"
    ]
    for name in ("sensor", "level", "quantity", "units", "scale", "gsd_m"):
        origin = data.get(f"{name.removesuffix('_m')}_origin")
        lines.append(f"  {name}: {data[name]}" + (f" ({origin})" if origin and data[name] is not None else ""))
    if data["geolocation"] is not None:
        lines.append(f"  sensor geometry, the map is georeferenced by: {data['geolocation']}")
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
        + (f"\n  {m['headline']}" if m["headline"] else "")
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


def _job(args: Namespace) -> int:
    overrides = sensor_overrides(args) if kinds()[args.command].sensor else {}
    return _map_all(module_of(args.command).jobs_of(args, overrides), Console(as_json=args.json))


def _import_model(args: Namespace) -> int:
    from ..imported.install import run

    for line in run(args):
        say(line)
    return 0


def _quantise(args: Namespace) -> int:
    from ..serve.int8 import run

    for line in run(args, sensor_overrides(args)):
        say(line)
    return 0


_COMMANDS = {
    "map": _map, "merge": _merge, "inspect": _inspect, "models": _models, "check": _check, "run": _again,
    IMPORT_COMMAND: _import_model, QUANTISE_COMMAND: _quantise,
}  # fmt: skip
"""Commands of their own; the others ask for a job of the kind of their name."""
