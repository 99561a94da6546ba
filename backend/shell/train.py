"""The commands ``train``, ``trainscene`` and ``finetune``: arguments to a job."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import Any

from ..common.locations import absolute_path
from ..job.kinds.registry import kind_of
from ..job.kinds.words import add_settings, settings_from
from ..job.spec import JobSpec, Options, Outputs

COMMANDS = ("train", "trainscene", "finetune")


def add_commands(
    commands: Any,  # noqa: ANN401 - argparse does not name the type of its sub-parsers
    add_sensor: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add the commands to the command line's sub-parsers."""
    for name in COMMANDS:
        kind = kind_of(name)
        to = commands.add_parser(name, help=kind.help)
        to.add_argument("sources", nargs="+", metavar="SRC", help=f"{kind.source}; several rasters, of any sensors")
        to.add_argument("--out", required=True, metavar="DIR", help="folder of the model")
        to.add_argument("--model", default="", metavar="NAME|PATH", help="land-cover model to build on")
        add_settings(to, kind.settings)
        add_settings(to, Options, (*kind.options, "overwrite"))
        to.add_argument("--json", action="store_true", help="write events as JSON lines")
        add_sensor(to)


def train_job(args: argparse.Namespace, overrides: dict[str, Any]) -> JobSpec:
    """Return the job of a parsed command."""
    first, *more = [absolute_path(source) for source in args.sources]
    settings: Any = kind_of(args.command).settings
    return JobSpec(
        kind=args.command, source=first, model=args.model, overrides=overrides,
        outputs=Outputs(model=os.path.abspath(args.out)), options=Options(**settings_from(args, Options)),
        settings=settings(more=tuple(more), **settings_from(args, settings)),
    )  # fmt: skip
