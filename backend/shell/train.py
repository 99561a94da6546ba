"""The command ``train``: arguments to a job."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import Any

from ..common.locations import absolute_path
from ..job.kinds.train import Training
from ..job.kinds.words import add_settings, settings_from
from ..job.spec import JobSpec, Options, Outputs

TRAIN_COMMAND = "train"


def add_command(
    commands: Any,  # noqa: ANN401 - argparse does not name the type of its sub-parsers
    add_sensor: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add the command to the command line's sub-parsers."""
    to = commands.add_parser(TRAIN_COMMAND, help="train a model on your own classes from a few labels")
    to.add_argument(
        "sources",
        nargs="+",
        metavar="RASTER",
        help="raster, ENVI header or product; several, of any sensors",
    )
    to.add_argument("--out", required=True, metavar="DIR", help="folder of the model; map takes it as --model")
    to.add_argument("--model", default="", metavar="NAME|PATH", help="zero-shot model to build on")
    add_settings(to, Training)
    add_settings(to, Options, ("threads", "overwrite"))
    to.add_argument("--json", action="store_true", help="write events as JSON lines")
    add_sensor(to)


def train_job(args: argparse.Namespace, overrides: dict[str, Any]) -> JobSpec:
    """Return the job of a parsed command."""
    first, *more = [absolute_path(source) for source in args.sources]
    return JobSpec(
        kind=TRAIN_COMMAND, source=first, model=args.model, overrides=overrides,
        outputs=Outputs(model=os.path.abspath(args.out)), options=Options(**settings_from(args, Options)),
        settings=Training(more=tuple(more), **settings_from(args, Training)),
    )  # fmt: skip
