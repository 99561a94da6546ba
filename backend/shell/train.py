"""The command ``train``: arguments to a job, and a job back to the command."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Callable
from typing import Any

from ..common.locations import absolute_path
from ..job.spec import PRIORS, JobSpec, Options, Outputs, Training

TRAIN_COMMAND = "train"
REPORT_NAME = "report.json"


def add_command(
    commands: Any,  # noqa: ANN401 - argparse does not name the type of its sub-parsers
    add_sensor: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add the command to the command line's sub-parsers."""
    to = commands.add_parser(TRAIN_COMMAND, help="learn your own classes from a few labels: DIR is a model for map")
    to.add_argument(
        "sources",
        nargs="+",
        metavar="RASTER",
        help="raster, ENVI header or product; several, of any sensors",
    )
    to.add_argument(
        "--labels", required=True, metavar="FILE", help="points or polygons: GeoPackage, GeoJSON, Shapefile"
    )
    to.add_argument("--field", required=True, metavar="NAME", help="attribute that holds the class")
    to.add_argument("--layer", default="", metavar="NAME", help="layer of the labels (default: the first)")
    to.add_argument("--out", required=True, metavar="DIR", help="folder of the model; map takes it as --model")
    to.add_argument("--model", default="", metavar="NAME|PATH", help="zero-shot model to build on")
    to.add_argument("--name", default="", metavar="NAME", help="of the new model (default: that of its folder)")
    to.add_argument(
        "--prior", choices=PRIORS, default="", help="how common classes are: equally, as in the labels, or about "
        "as the zero-shot model sees the scene (default)",
    )  # fmt: skip
    to.add_argument("--threads", type=int, default=0, metavar="N", help="processor threads (0: all)")
    to.add_argument("--overwrite", action="store_true", help="replace an existing model")
    to.add_argument("--json", action="store_true", help="write events as JSON lines")
    add_sensor(to)


def train_job(args: argparse.Namespace, overrides: dict[str, Any]) -> JobSpec:
    """Return the job of a parsed command."""
    first, *more = [absolute_path(source) for source in args.sources]
    return JobSpec(
        kind="train", source=first, model=args.model, overrides=overrides,
        outputs=Outputs(model=os.path.abspath(args.out)),
        options=Options(threads=args.threads, overwrite=args.overwrite, outside_files=args.outside_files),
        training=Training(
            labels=os.path.abspath(args.labels), layer=args.layer, class_field=args.field, more=more, name=args.name,
            prior=args.prior,
        ),
    )  # fmt: skip


def train_words(spec: JobSpec) -> str:
    """Return the shell command that repeats a train job; one with sensor settings is read from its report."""
    asked = spec.training
    if spec.overrides:
        return f"python -m backend run {shlex.quote(os.path.join(str(spec.outputs.model), REPORT_NAME))} --overwrite"
    words = ["train", spec.source, *asked.more, "--labels", asked.labels, "--field", asked.class_field]
    words += ["--out", str(spec.outputs.model), "--overwrite"]
    named = {"layer": asked.layer, "model": spec.model, "name": asked.name, "prior": asked.prior}
    words += [f"--{key}={value}" for key, value in named.items() if value]
    words += ["--outside-files"] if spec.options.outside_files else []
    return f"python -m backend {shlex.join(words)}"
