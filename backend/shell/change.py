"""The commands ``change`` and ``series``: arguments to jobs, and what a result says."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ..common.locations import absolute_path
from ..common.wording import counted
from ..job.comparing import GRIDS, Comparing
from ..job.sources import scene_name
from ..job.spec import DEVICES, PRECISIONS, JobSpec, Options, Outputs

COMMANDS = ("change", "series")
_SECOND = {"sensor": str, "level": str, "units": str, "scale": float, "offset": float}
_PLAIN = Comparing()


def add_commands(
    commands: Any,  # noqa: ANN401 - argparse does not name the type of its sub-parsers
    add_sensor: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add both commands to the command line's sub-parsers."""
    to = commands.add_parser("change", help="what changed between two dates, also of two sensors")
    to.add_argument("source", metavar="BEFORE", help="raster, ENVI header or product of the first date")
    to.add_argument("after", metavar="AFTER", help="the same of the second date, of any sensor and grid")
    to.add_argument("--out", required=True, metavar="DIR", help="folder of the outputs")
    to.add_argument("--grid", choices=GRIDS, default=GRIDS[0], help="whose pixels are compared (auto: the larger ones)")
    _add_run(to)
    second = to.add_argument_group("sensor of the second date (default: what is stated for the first)")
    for name, kind in _SECOND.items():
        second.add_argument(f"--second-{name}", type=kind, metavar="VALUE", help=f"{name} of the second raster")
    add_sensor(to)
    to = commands.add_parser("series", help="a map of each of several dates, and the changes between them")
    to.add_argument("sources", nargs="+", metavar="SRC", help="rasters or products, in any order")
    to.add_argument("--out", required=True, metavar="DIR", help="folder of the outputs")
    to.add_argument(
        "--dates", default="", metavar="DATE,...", help="one for each, as 2024-05-31 (default: metadata, then names)"
    )
    _add_run(to)
    add_sensor(to)


def _add_run(to: argparse.ArgumentParser) -> None:
    to.add_argument("--model", default="", metavar="NAME|PATH", help="installed model, or path of a card")
    to.add_argument(
        "--probability", type=float, default=_PLAIN.probability, metavar="P",
        help="of change, from which on a pixel counts as changed",
    )  # fmt: skip
    to.add_argument(
        "--extent", type=float, nargs=4, metavar=("XMIN", "YMIN", "XMAX", "YMAX"), help="in the CRS of the common grid"
    )
    to.add_argument("--precision", choices=PRECISIONS, default="float32", help="of the network")
    to.add_argument("--device", default="auto", choices=DEVICES, help="that runs the network")
    to.add_argument("--threads", type=int, default=0, metavar="N", help="processor threads (0: all)")
    to.add_argument("--memory-mb", type=int, default=0, metavar="N", help="memory ceiling in MiB (0: automatic)")
    to.add_argument("--overwrite", action="store_true", help="replace existing outputs")
    to.add_argument("--json", action="store_true", help="write events as JSON lines")


def change_job(args: argparse.Namespace, overrides: dict[str, Any]) -> JobSpec:
    """Return the job of a parsed command."""
    options = Options(
        threads=args.threads, memory_mb=args.memory_mb, overwrite=args.overwrite, device=args.device,
        precision=args.precision, outside_files=args.outside_files,
    )  # fmt: skip
    named = [args.source, args.after] if args.command == "change" else args.sources
    sources = [absolute_path(path) for path in named]
    folder = os.path.abspath(args.out)
    if args.command == "change":
        stated = {name: value for name in _SECOND if (value := getattr(args, f"second_{name}")) is not None}
        comparing = Comparing(
            after=sources[1], overrides=stated or overrides, grid=args.grid, probability=args.probability
        )
        outputs = change_outputs(os.path.join(folder, f"{scene_name(sources[0])}_{scene_name(sources[1])}"))
    else:
        dates = [part.strip() for part in args.dates.split(",") if part.strip()]
        comparing = Comparing(more=sources[1:], dates=dates, probability=args.probability)
        outputs = Outputs(folder=folder)
    return JobSpec(
        kind=args.command, source=sources[0], model=args.model, overrides=overrides,
        extent=None if args.extent is None else tuple(args.extent), outputs=outputs, options=options,
        comparing=comparing,
    )  # fmt: skip


def change_outputs(stem: str) -> Outputs:
    """Return all outputs of a change job whose names begin with ``stem``."""
    return Outputs(
        change=f"{stem}_change.tif", change_probability=f"{stem}_change_probability.tif",
        transitions=f"{stem}_transitions.tif", table=f"{stem}_change.csv",
    )  # fmt: skip


def result_text(kind: str, data: Mapping[str, Any]) -> str:
    """Say what a finished job has found."""
    return _change_text(data) if kind == "change" else _series_text(data)


def _change_text(data: Mapping[str, Any]) -> str:
    found = [(one["of"], one["threshold"]) for one in data["decision"]["scores"]]
    thresholds = ", ".join(f"{name} " + ("none reached" if value is None else f"{value:.2f}") for name, value in found)
    lines = [
        f"{data['outputs']['change']}: {data['changed_share']:.2%} of {counted(data['compared_px'], 'pixel')} changed, "
        f"{data['seconds']:.1f} s, {data['device']}",
        f"  on the grid of {data['common_grid']['raster']}; thresholds: {thresholds}",
    ]
    lines += [f"  {_area(row)}  {row['title']}" for row in data["transitions"]]
    return "\n".join(lines)


def _area(row: Mapping[str, Any]) -> str:
    if row["area_m2"] is None:
        return f"{row['pixels']:>10} px {row['share']:7.2%}"
    return f"{row['area_m2'] / 1e4:12.2f} ha {row['share']:7.2%}"


def _series_text(data: Mapping[str, Any]) -> str:
    lines = [f"{data['outputs']['table']}: {counted(len(data['dates']), 'date')}, {data['seconds']:.1f} s"]
    lines += [f"  {one['date']}  {Path(one['classes']).name}" for one in data["dates"]]
    lines += [f"  {one['first']} to {one['second']}: {one['changed_share']:.2%} changed" for one in data["changes"]]
    return "\n".join(lines)
