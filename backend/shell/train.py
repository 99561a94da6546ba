"""The commands ``train``, ``trainscene`` and ``finetune``: turn arguments into a job."""

from __future__ import annotations

import argparse
import os
from typing import Any

from ..common.locations import absolute_path
from ..job.kinds.base import JobKind
from ..job.kinds.registry import kind_of
from ..job.kinds.words import add_settings, settings_from
from ..job.spec import JobSpec, Options, Outputs


def add_arguments(to: argparse.ArgumentParser, kind: JobKind) -> None:
    """Add the arguments of a kind that trains to the parser of its command."""
    to.add_argument("sources", nargs="+", metavar="SRC", help=f"{kind.source}; several rasters, of any sensors")
    to.add_argument("--out", required=True, metavar="DIR", help="folder of the model")
    to.add_argument("--model", default="", metavar="NAME|PATH", help="land-cover model to build on")
    add_settings(to, kind.settings)
    add_settings(to, Options, (*kind.options, "overwrite"))


def jobs_of(args: argparse.Namespace, overrides: dict[str, Any]) -> list[JobSpec]:
    """Return the one job of a parsed command."""
    first, *more = [absolute_path(source) for source in args.sources]
    settings: Any = kind_of(args.command).settings
    return [JobSpec(
        kind=args.command, source=first, model=args.model, overrides=overrides,
        outputs=Outputs(model=os.path.abspath(args.out)), options=Options(**settings_from(args, Options)),
        settings=settings(more=tuple(more), **settings_from(args, settings)),
    )]  # fmt: skip
