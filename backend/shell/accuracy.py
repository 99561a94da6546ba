"""The commands ``assess`` and ``sample``: arguments to jobs, jobs back to commands, and what a result says."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..common.locations import absolute_path
from ..common.wording import counted
from ..job.assessing import DESIGNS, Assessing, Sampling
from ..job.spec import JobSpec, Options, Outputs
from ..pages.words import LANGUAGES

COMMANDS = ("assess", "sample")
_PLAIN = Sampling()


def add_commands(commands: Any) -> None:  # noqa: ANN401 - argparse does not name the type of its sub-parsers
    """Add both commands to the command line's sub-parsers."""
    to = commands.add_parser("assess", help="accuracy of a class map against labels: a page, a table and a report")
    to.add_argument("source", metavar="MAP", help="class map: one band of whole numbers, of any program")
    to.add_argument(
        "--labels", required=True, metavar="FILE", help="points or polygons: GeoPackage, GeoJSON, Shapefile"
    )
    to.add_argument("--field", required=True, metavar="NAME", help="attribute that holds the class")
    to.add_argument("--layer", default="", metavar="NAME", help="layer of the labels (default: the first)")
    to.add_argument("--match", default="", metavar="LABEL=CLASS,...", help="classes that have another name in the map")
    to.add_argument("--design", default="", choices=DESIGNS, help="how the labels were drawn (default: recognised)")
    to.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="of the page")
    to.add_argument("--out", required=True, metavar="FILE", help="page to write, .html; .csv and .json go beside it")
    _add_shared(to)
    to = commands.add_parser("sample", help="draw points of each class of a map, to label and then assess the map with")
    to.add_argument("source", metavar="MAP", help="class map: one band of whole numbers, of any program")
    to.add_argument("--out", required=True, metavar="FILE", help="points to write, .gpkg; the report goes beside it")
    number = to.add_mutually_exclusive_group()
    number.add_argument("--per-class", type=int, default=0, metavar="N", help="points of each class")
    number.add_argument("--total", type=int, default=0, metavar="N", help="points of all classes, shared by area")
    to.add_argument("--minimum", type=int, default=_PLAIN.minimum, metavar="N", help="of each class, of a total")
    to.add_argument(
        "--standard-error", type=float, default=_PLAIN.standard_error, metavar="F", help="wanted of overall accuracy"
    )
    to.add_argument("--expected", default="", metavar="F|CLASS=F,...", help="user's accuracy to expect (default: 0.8)")
    to.add_argument("--hide-class", action="store_true", help="leave the map's class out of the points")
    to.add_argument("--seed", type=int, default=_PLAIN.seed, metavar="N", help="of the draw")
    _add_shared(to)


def _add_shared(to: argparse.ArgumentParser) -> None:
    to.add_argument("--overwrite", action="store_true", help="replace existing outputs")
    to.add_argument("--json", action="store_true", help="write events as JSON lines")
    to.add_argument("--outside-files", action="store_true", help="let a VRT read files outside its own folder")


def accuracy_job(args: argparse.Namespace) -> JobSpec:
    """Return the job of a parsed command."""
    out = os.path.abspath(args.out)
    report = str(Path(out).with_suffix(".json"))
    options = Options(overwrite=args.overwrite, outside_files=args.outside_files)
    source = absolute_path(args.source)
    if args.command == "sample":
        sampling = Sampling(
            per_class=args.per_class, total=args.total, minimum=args.minimum, standard_error=args.standard_error,
            expected=args.expected, hide=args.hide_class, seed=args.seed,
        )  # fmt: skip
        outputs = Outputs(points=out, report=report)
        return JobSpec("sample", source=source, outputs=outputs, options=options, sampling=sampling)
    asked = Assessing(
        labels=os.path.abspath(args.labels), layer=args.layer, class_field=args.field, match=args.match,
        design=args.design,
    )  # fmt: skip
    outputs = Outputs(page=out, table=str(Path(out).with_suffix(".csv")), report=report)
    return JobSpec("assess", source=source, outputs=outputs, options=options, assessing=asked, language=args.language)


def assess_words(spec: JobSpec) -> str:
    """Return the shell command that repeats an assess job."""
    asked, outputs = spec.assessing, spec.outputs
    out = outputs.page or str(Path(str(outputs.table or outputs.report)).with_suffix(".html"))
    words = ["assess", spec.source, "--labels", asked.labels, "--field", asked.class_field, "--out", out]
    named = {"layer": asked.layer, "match": asked.match, "design": asked.design, "language": spec.language}
    return _command([*words, *_named(named)], spec)


def sample_words(spec: JobSpec) -> str:
    """Return the shell command that repeats a sample job."""
    asked = spec.sampling
    names = ("per_class", "total", "minimum", "standard_error", "expected", "seed")
    given = {
        name.replace("_", "-"): getattr(asked, name) for name in names if getattr(asked, name) != getattr(_PLAIN, name)
    }
    words = ["sample", spec.source, "--out", str(spec.outputs.points), *_named(given)]
    return _command([*words, *(["--hide-class"] if asked.hide else [])], spec)


def _named(values: Mapping[str, Any]) -> list[str]:
    return [f"--{name}={value}" for name, value in values.items() if value not in ("", None)]


def _command(words: list[str], spec: JobSpec) -> str:
    more = ["--outside-files"] if spec.options.outside_files else []
    return f"python -m backend {shlex.join([*words, '--overwrite', *more])}"


def result_text(kind: str, data: Mapping[str, Any]) -> str:
    """Say what a finished job has found."""
    return "\n".join(_sample_lines(data) if kind == "sample" else _assess_lines(data))


def _assess_lines(data: Mapping[str, Any]) -> list[str]:
    figures, found = data["accuracy"], data["map_estimates"]
    out = next(data["outputs"][key] for key in ("page", "table", "report") if key in data["outputs"])
    lines = [
        f"{out}: {counted(figures['labels'], 'label')}, overall accuracy {figures['oa']:.1%}, mean IoU "
        f"{figures['miou']:.3f}"
    ]
    if found["oa"] is not None:
        half = "" if found["oa_95"] is None else f" +- {found['oa_95']:.1%}"
        lines.append(f"  for the whole map: overall accuracy {found['oa']:.1%}{half}")
    if found["reason"]:
        lines.append(f"  no confidence intervals: {found['reason']}")
    for one in figures["classes"]:
        users, producers = ("-" if one[key] is None else f"{one[key]:.1%}" for key in ("users", "producers"))
        lines.append(
            f"  {one['title']:<24} user's {users:>6}, producer's {producers:>6}, {counted(one['labels'], 'label')}"
        )
    return lines


def _sample_lines(data: Mapping[str, Any]) -> list[str]:
    needed, wanted = data["needed"], data["standard_error"]
    lines = [
        f"{data['outputs']['points']}: {counted(data['drawn'], 'point')}, standard error of overall accuracy about "
        f"{data['expected_standard_error']:.3f}",
        f"  {counted(needed, 'point is', 'points are')} needed for {wanted:g} (Olofsson et al. 2014, equation 13)",
    ]
    lines += [
        f"  {one['title']:<24} {one['share']:6.1%} of the map, {counted(one['drawn'], 'point')}"
        for one in data["classes"]
    ]
    return lines
