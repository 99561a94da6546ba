"""The commands ``embed``, ``scene``, ``similar``, ``import-model`` and ``quantise-model``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..common.locations import absolute_path
from ..common.wording import counted
from ..imported import install as importing
from ..job.seeking import METHODS, Seeking
from ..job.spec import DEVICES, PRECISIONS, JobSpec, Options, Outputs
from ..serve import int8 as quantising

JOB_COMMANDS = ("embed", "scene", "similar")
IMPORT_COMMAND = "import-model"
QUANTISE_COMMAND = "quantise-model"
_SUFFIXES = {
    "embed": ("embedding", "_embedding.tif"),
    "scene": ("scores", "_scene.csv"),
    "similar": ("similarity", "_similarity.tif"),
}


def add_commands(
    commands: Any,  # noqa: ANN401 - argparse does not name the type of its sub-parsers
    add_sensor: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add the commands to the command line's sub-parsers."""
    for name, text in (
        ("embed", "features of a model: DIR/<stem>_embedding.tif and its report"),
        ("scene", "scores of an imported scene classifier: DIR/<stem>_scene.csv and its report"),
        ("similar", "how like each pixel is to others or to spectra: DIR/<stem>_similarity.tif and its report"),
    ):
        to = commands.add_parser(name, help=text)
        _add_job_options(to, name)
        add_sensor(to)
    importing.add_arguments(
        commands.add_parser(IMPORT_COMMAND, help="install published weights of SpecAware or SpectralGPT")
    )
    smaller = commands.add_parser(QUANTISE_COMMAND, help="install a model again with int8 weights, if its labels stay")
    quantising.add_arguments(smaller)
    add_sensor(smaller)


def _add_job_options(to: argparse.ArgumentParser, name: str) -> None:
    to.add_argument("sources", nargs="+", metavar="SRC", help="raster, ENVI header or product")
    to.add_argument("--out", required=True, metavar="DIR", help="folder of the outputs")
    if name == "scene":
        to.add_argument("--model", required=True, metavar="NAME|PATH", help="imported model, or path of its card")
    else:
        to.add_argument("--model", default="", metavar="NAME|PATH", help="installed model, or path of a card")
    if name == "embed":
        to.add_argument("--features", default="", metavar="NAME", help="output to write (default: the deepest)")
        to.add_argument(
            "--picture", action="store_true", help="also DIR/<stem>_picture.tif: main components as red, green, blue"
        )
    if name == "similar":
        _add_seeking(to)
    to.add_argument(
        "--extent", type=float, nargs=4, metavar=("XMIN", "YMIN", "XMAX", "YMAX"), help="in the raster's CRS"
    )
    to.add_argument("--precision", choices=PRECISIONS, default="float32", help="of the network")
    to.add_argument("--device", default="auto", choices=DEVICES, help="that runs the network")
    to.add_argument("--threads", type=int, default=0, metavar="N", help="processor threads (0: all)")
    to.add_argument("--memory-mb", type=int, default=0, metavar="N", help="memory ceiling in MiB (0: automatic)")
    to.add_argument("--overwrite", action="store_true", help="replace existing outputs")
    to.add_argument("--json", action="store_true", help="write events as JSON lines")


def _add_seeking(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--at", type=float, nargs=2, action="append", default=[], metavar=("X", "Y"),
        help="pixel to look for, in the raster's CRS; may be given again",
    )  # fmt: skip
    to.add_argument("--points", default="", metavar="FILE", help="points or polygons that mark pixels to look for")
    to.add_argument("--layer", default="", metavar="NAME", help="layer of the points (default: the first)")
    to.add_argument("--library", default="", metavar="FILE", help="spectra to look for: CSV or ENVI spectral library")
    to.add_argument(
        "--spectrum", action="append", default=[], metavar="NAME",
        help="of the library (default: all); may be given again",
    )  # fmt: skip
    to.add_argument("--method", choices=METHODS, default="auto", help="compare spectra, or features of the model")


def feature_jobs(args: argparse.Namespace, overrides: dict[str, Any]) -> list[JobSpec]:
    """Return one job for each source of a parsed ``embed``, ``scene`` or ``similar`` command."""
    options = Options(
        threads=args.threads,
        memory_mb=args.memory_mb,
        overwrite=args.overwrite,
        device=args.device,
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
            outputs=_outputs(args, source),
            options=options,
            points=tuple((x, y) for x, y in getattr(args, "at", ())),
            seeking=_seeking(args) if args.command == "similar" else Seeking(),
        )
        for source in args.sources
    ]


def _outputs(args: argparse.Namespace, source: str) -> Outputs:
    """Return the paths of what a command makes of a source."""
    field, suffix = _SUFFIXES[args.command]
    stem = os.path.join(os.path.abspath(args.out), Path(source).stem)
    made = {field: stem + suffix}
    if getattr(args, "picture", False):
        made["picture"] = f"{stem}_picture.tif"
    return Outputs(**made)


def _seeking(args: argparse.Namespace) -> Seeking:
    return Seeking(
        vector=os.path.abspath(args.points) if args.points else "",
        layer=args.layer,
        library=os.path.abspath(args.library) if args.library else "",
        spectra=args.spectrum,
        method=args.method,
    )


def result_text(kind: str, data: dict[str, Any]) -> str:
    """Say what a finished job has written."""
    if kind == "embed":
        return f"{data['outputs']['embedding']}: {data['features']}, {data['seconds']:.1f} s, {data['device']}"
    if kind == "similar":
        return (
            f"{data['outputs']['similarity']}: by {data['method']}, "
            f"{counted(data['pixels_over_50'], 'pixel')} of 50 % and more, {data['seconds']:.1f} s, {data['device']}"
        )
    cells = counted(len(data["cells"]), "cell")
    lines = [f"{data['outputs']['scores']}: {cells}, {data['seconds']:.1f} s, {data['device']}"]
    if data["whole"]:
        lines.append(f"  whole raster: {data['whole']['label']} ({data['whole']['score']:.1%})")
    lines += [f"  row {c['row']} col {c['col']}: {c['label']} ({c['score']:.1%})" for c in data["cells"]]
    return "\n".join(lines)
