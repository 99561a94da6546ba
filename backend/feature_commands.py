"""The commands of imported models: ``embed``, ``scene``, ``import-model`` and ``quantise-model``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import importing, quantising
from .jobs import PRECISIONS, JobSpec, Options, Outputs
from .locations import absolute_path
from .wording import counted

JOB_COMMANDS = ("embed", "scene")
IMPORT_COMMAND = "import-model"
QUANTISE_COMMAND = "quantise-model"
_SUFFIXES = {"embed": ("embedding", "_embedding.tif"), "scene": ("scores", "_scene.csv")}


def add_commands(
    commands: Any,  # noqa: ANN401 - argparse does not name the type of its sub-parsers
    add_sensor: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add the four commands to the command line's sub-parsers."""
    for name, text in (
        ("embed", "features of an imported model: DIR/<stem>_embedding.tif and its report"),
        ("scene", "scores of an imported scene classifier: DIR/<stem>_scene.csv and its report"),
    ):
        to = commands.add_parser(name, help=text)
        to.add_argument("sources", nargs="+", metavar="SRC", help="raster, ENVI header or product")
        to.add_argument("--out", required=True, metavar="DIR", help="folder of the outputs")
        to.add_argument("--model", required=True, metavar="NAME|PATH", help="imported model, or path of its card")
        if name == "embed":
            to.add_argument("--features", default="", metavar="NAME", help="output to write (default: the deepest)")
        to.add_argument(
            "--extent", type=float, nargs=4, metavar=("XMIN", "YMIN", "XMAX", "YMAX"), help="in the raster's CRS"
        )
        to.add_argument("--precision", choices=PRECISIONS, default="float32", help="of models in torch")
        to.add_argument("--threads", type=int, default=0, metavar="N", help="processor threads (0: all)")
        to.add_argument("--overwrite", action="store_true", help="replace existing outputs")
        to.add_argument("--json", action="store_true", help="write events as JSON lines")
        add_sensor(to)
    importing.add_arguments(
        commands.add_parser(IMPORT_COMMAND, help="install published weights of SpecAware or SpectralGPT")
    )
    smaller = commands.add_parser(QUANTISE_COMMAND, help="install a model again with int8 weights, if its labels stay")
    quantising.add_arguments(smaller)
    add_sensor(smaller)


def feature_jobs(args: argparse.Namespace, overrides: dict[str, Any]) -> list[JobSpec]:
    """Return one job for each source of a parsed ``embed`` or ``scene`` command."""
    field, suffix = _SUFFIXES[args.command]
    options = Options(
        threads=args.threads,
        overwrite=args.overwrite,
        precision=args.precision,
        features=getattr(args, "features", ""),
        outside_files=args.outside_files,
    )
    return [
        JobSpec(
            kind=args.command,
            source=absolute_path(source),
            model=args.model,
            overrides=overrides,
            extent=None if args.extent is None else tuple(args.extent),
            outputs=Outputs(**{field: os.path.join(os.path.abspath(args.out), Path(source).stem + suffix)}),
            options=options,
        )
        for source in args.sources
    ]


def result_text(kind: str, data: dict[str, Any]) -> str:
    """Say what a finished job has written."""
    if kind == "embed":
        return f"{data['outputs']['embedding']}: {data['features']}, {data['seconds']:.1f} s, {data['device']}"
    cells = counted(len(data["cells"]), "cell")
    lines = [f"{data['outputs']['scores']}: {cells}, {data['seconds']:.1f} s, {data['device']}"]
    if data["whole"]:
        lines.append(f"  whole raster: {data['whole']['label']} ({data['whole']['score']:.1%})")
    lines += [f"  row {c['row']} col {c['col']}: {c['label']} ({c['score']:.1%})" for c in data["cells"]]
    return "\n".join(lines)
