"""The commands ``change``, ``series`` and ``trainchange``, whose jobs read several rasters."""

from __future__ import annotations

import argparse
import os
from typing import Any

from ..common.locations import absolute_path
from ..job.kinds.base import JobKind
from ..job.kinds.change import Comparing, Dating
from ..job.kinds.registry import kinds
from ..job.kinds.train_change import ChangeTraining
from ..job.kinds.words import add_settings, settings_from
from ..job.sources import scene_name
from ..job.spec import JobSpec, Options, Outputs
from ..pages.words import LANGUAGES

_SETTINGS = ("grid", "probability", "dates", "changes", "labels", "layer", "class_field", "name")
_SECOND = {"sensor": str, "level": str, "units": str, "scale": float, "offset": float}


def add_arguments(to: argparse.ArgumentParser, kind: JobKind) -> None:
    """Add the arguments of a kind that compares dates to the parser of its command."""
    if kind.name == "change":
        to.add_argument("source", metavar="BEFORE", help=f"{kind.source} of the first date")
        to.add_argument("after", metavar="AFTER", help="the same of the second date, of any sensor and grid")
    elif kind.name == "trainchange":
        to.add_argument("source", metavar="SRC", help=kind.source)
        to.add_argument("after", metavar="AFTER", nargs="?", default="", help="the second date; none for a CSV")
    else:
        to.add_argument("sources", nargs="+", metavar="SRC", help=f"{kind.source} of each date, in any order")
        to.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="of the page")
    to.add_argument("--out", required=True, metavar="DIR", help="folder of the outputs")
    to.add_argument("--model", default="", metavar="NAME|PATH", help="installed model, or path of a card")
    add_settings(to, kind.settings, _SETTINGS)
    if kind.extent:
        to.add_argument(
            "--extent", type=float, nargs=4, metavar=("XMIN", "YMIN", "XMAX", "YMAX"),
            help="in the CRS of the first raster",
        )  # fmt: skip
    add_settings(to, Options, (*kind.options, "overwrite"))
    if kind.name != "series":
        second = to.add_argument_group("sensor of the second date (default: what is stated for the first)")
        for what, of in _SECOND.items():
            second.add_argument(f"--second-{what}", type=of, metavar="VALUE", help=f"{what} of the second raster")


def jobs_of(args: argparse.Namespace, overrides: dict[str, Any]) -> list[JobSpec]:
    """Return the one job of a parsed command."""
    named = args.sources if args.command == "series" else [path for path in (args.source, args.after) if path]
    first, *others = [absolute_path(path) for path in named]
    folder = os.path.abspath(args.out)
    settings: Comparing | Dating | ChangeTraining
    if args.command != "series":
        stated = {name: value for name in _SECOND if (value := getattr(args, f"second_{name}")) is not None}
        second = {"after": next(iter(others), ""), "overrides": stated or overrides}
    if args.command == "trainchange":
        settings = ChangeTraining(**{**settings_from(args, ChangeTraining), **second})
        outputs = Outputs(model=folder)
    elif args.command == "change":
        settings = Comparing(**{**settings_from(args, Comparing), **second})
        outputs = change_outputs(os.path.join(folder, f"{scene_name(first)}_{scene_name(others[0])}"))
    else:
        settings = Dating(more=tuple(others), **settings_from(args, Dating))
        outputs = Outputs(folder=folder)
    return [JobSpec(
        kind=args.command, source=first, model=args.model, overrides=overrides,
        extent=tuple(extent) if (extent := getattr(args, "extent", None)) is not None else None, outputs=outputs,
        options=Options(**settings_from(args, Options)), settings=settings, language=getattr(args, "language", ""),
    )]  # fmt: skip


def change_outputs(stem: str) -> Outputs:
    """Return all outputs of a change job, with names that start with ``stem``."""
    return Outputs(**{one.key: stem + one.suffix for one in kinds()["change"].outputs if one.key != "report"})
