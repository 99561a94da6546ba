"""The command ``report``: pages of finished maps."""

from __future__ import annotations

import argparse
from typing import Any

from ..common.errors import InputError
from ..common.locations import absolute_path
from ..job.kinds.base import JobKind
from ..job.spec import JobSpec, Options, Outputs
from ..pages.words import LANGUAGES


def add_arguments(to: argparse.ArgumentParser, kind: JobKind) -> None:
    """Add the arguments of the kind "report" to the parser of its command."""
    to.add_argument("maps", nargs="+", metavar="MAP", help="class map, or the .json beside it")
    to.add_argument("--out", metavar="FILE", help="report to write, for one map (default: the map's name with .html)")
    to.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    to.add_argument("--overwrite", action="store_true", help="replace a file that is not a report of SpecAware")


def jobs_of(args: argparse.Namespace, overrides: dict[str, Any]) -> list[JobSpec]:
    """Return one job for each map of a parsed command.

    Raises:
        InputError: one page is given for several maps.
    """
    if args.out and len(args.maps) > 1:
        raise InputError("Option '--out' names one page; leave it out, or give one map at a time.")
    return [
        JobSpec(
            kind="report",
            source=absolute_path(path),
            outputs=Outputs(page=absolute_path(args.out) if args.out else None),
            options=Options(overwrite=args.overwrite, outside_files=args.outside_files),
            language=args.language,
        )
        for path in args.maps
    ]
