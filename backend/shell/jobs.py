"""Commands derived from declared kinds of job: "folder" kinds (one job per source) and "file" kinds (one job)."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from ..common.locations import absolute_path
from ..job.kinds.base import JobKind
from ..job.kinds.registry import kinds
from ..job.kinds.words import add_settings, settings_from
from ..job.sources import scene_name
from ..job.spec import JobSpec, Options, Outputs
from ..pages.words import LANGUAGES


def add_arguments(to: argparse.ArgumentParser, kind: JobKind) -> None:
    """Add the arguments of a kind to the parser of its command."""
    if kind.command == "folder":
        to.add_argument("sources", nargs="+", metavar="SRC", help=kind.source)
        to.add_argument("--out", required=True, metavar="DIR", help="folder of the outputs")
        for one in kind.outputs:
            if not one.required and one is not kind.outputs[0]:
                to.add_argument(f"--{one.key}", action="store_true", help=f"also DIR/<stem>{one.suffix}: {one.help}")
    else:
        to.add_argument("source", metavar="SRC", help=kind.source)
        more = " and ".join(one.suffix for one in kind.outputs[1:])
        beside = f", {kind.outputs[0].suffix}; {more} beside it" if more else ""
        to.add_argument("--out", required=True, metavar="FILE", help=f"{kind.outputs[0].help} to write{beside}")
    if kind.model:
        to.add_argument(
            "--model", default="", required=kind.model == "required", metavar="NAME|PATH",
            help="installed model, or path of a card",
        )  # fmt: skip
    add_settings(to, kind.settings)
    if kind.points:
        to.add_argument(
            "--at", type=float, nargs=2, action="append", default=[], metavar=("X", "Y"),
            help="pixel to search for, in the raster's CRS; can be repeated",
        )  # fmt: skip
    if kind.extent:
        to.add_argument(
            "--extent", type=float, nargs=4, metavar=("XMIN", "YMIN", "XMAX", "YMAX"), help="extent in the raster's CRS"
        )
    if kind.language:
        to.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="language of the page")
    add_settings(to, Options, (*kind.options, "overwrite"))


def jobs_of(args: argparse.Namespace, overrides: dict[str, Any]) -> list[JobSpec]:
    """Return the jobs of a parsed command line."""
    kind = kinds()[args.command]
    sources = args.sources if kind.command == "folder" else [args.source]
    extent = getattr(args, "extent", None)
    return [
        JobSpec(
            kind=kind.name,
            source=absolute_path(source),
            model=getattr(args, "model", ""),
            overrides=overrides,
            extent=None if extent is None else tuple(extent),
            outputs=Outputs(**_outputs(args, kind, source)),
            options=Options(**settings_from(args, Options)),
            settings=None if kind.settings is None else kind.settings(**settings_from(args, kind.settings)),
            points=tuple((x, y) for x, y in getattr(args, "at", ())),
            language=getattr(args, "language", ""),
        )
        for source in sources
    ]


def _outputs(args: argparse.Namespace, kind: JobKind, source: str) -> dict[str, str]:
    """Return the output paths of a command for a source."""
    out = os.path.abspath(args.out)
    if kind.command == "file":
        first, *more = kind.outputs
        return {first.key: out, **{one.key: str(Path(out).with_suffix(one.suffix)) for one in more}}
    stem = os.path.join(out, scene_name(source))
    wanted = [one for one in kind.outputs if one is kind.outputs[0] or one.required or getattr(args, one.key)]
    return {one.key: stem + one.suffix for one in wanted}
