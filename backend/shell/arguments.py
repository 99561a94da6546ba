"""The command line: turns arguments into jobs."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from ..common.errors import InputError
from ..job.kinds.base import JobKind
from ..job.kinds.maps import extra_keys, extra_outputs
from ..job.kinds.registry import kinds
from ..job.kinds.words import add_settings, settings_from
from ..job.repeat import PROGRAM, SENSOR_NUMBERS, SENSOR_TEXTS, map_outputs
from ..job.sources import find_scenes
from ..job.spec import JobSpec, Options, Outputs
from ..products.registry import is_product
from ..spectral.text.wavelength_file import read_wavelengths

IMPORT_COMMAND = "import-model"
QUANTISE_COMMAND = "quantise-model"
_MODULES = {
    **dict.fromkeys(("train", "trainscene", "finetune"), "train"),
    **dict.fromkeys(("change", "series", "trainchange"), "change"),
    "report": "page",
}
"""Modules of this room whose commands ask for a kind of job; :mod:`.jobs` has those that derive from it alone."""


class _Parser(argparse.ArgumentParser):
    """A parser that raises one sentence where argparse would print its usage and exit with code 2."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message[:1].upper()}{message[1:]}; see {PROGRAM} --help.")


def parser(command: str = "") -> argparse.ArgumentParser:
    """Return the parser of the command line.

    Args:
        command: the one that will be parsed; only it is given its arguments, and only its modules are loaded. All are
            if empty.
    """
    root = _Parser(prog=PROGRAM, description="Land-cover maps from any hyperspectral or multispectral raster.")
    commands = root.add_subparsers(dest="command", required=True, parser_class=_Parser)
    for name, (help_text, add) in _COMMANDS.items():
        to = commands.add_parser(name, help=help_text)
        if command in ("", name):
            add(to)
    for kind in kinds().values():
        if kind.command or kind.name in _MODULES:
            to = commands.add_parser(kind.name, help=kind.help)
            if command in ("", kind.name):
                _add_job(to, kind)
    return root


def module_of(kind: str) -> Any:  # noqa: ANN401 - a module with ``add_arguments`` and ``jobs_of``
    """Return the module of the command that asks for a kind of job."""
    return import_module(f".{_MODULES.get(kind, 'jobs')}", __package__)


def _add_job(to: argparse.ArgumentParser, kind: JobKind) -> None:
    module_of(kind.name).add_arguments(to, kind)
    to.add_argument("--json", action="store_true", help="write events as JSON lines")
    if kind.sensor:
        _add_sensor(to)
    else:
        add_settings(to, Options, ("outside_files",))


def _add_map(to: argparse.ArgumentParser) -> None:
    to.add_argument("sources", nargs="+", metavar="SRC", help="raster, header, product, folder of scenes or pattern")
    to.add_argument("--out", required=True, metavar="DIR", help="folder of the maps")
    to.add_argument("--model", default="", metavar="NAME|PATH", help="installed model, or path of a card")
    _add_sensor(to)
    _add_run(to)
    _add_many(to)


def _add_inspect(to: argparse.ArgumentParser) -> None:
    to.add_argument("source", metavar="SRC")
    _add_json(to)
    _add_sensor(to)


def _add_again(to: argparse.ArgumentParser) -> None:
    to.add_argument("report", metavar="REPORT", help="the .json beside a map")
    to.add_argument("--overwrite", action="store_true", help="replace existing outputs")
    to.add_argument("--json", action="store_true", help="write events as JSON lines")


def _add_import(to: argparse.ArgumentParser) -> None:
    from ..imported.install import add_arguments

    add_arguments(to)


def _add_quantise(to: argparse.ArgumentParser) -> None:
    from ..serve.int8 import add_arguments

    add_arguments(to)
    _add_sensor(to)


def _add_json(to: argparse.ArgumentParser) -> None:
    to.add_argument("--json", action="store_true", help="as JSON")


def _add_sensor(to: argparse.ArgumentParser) -> None:
    group = to.add_argument_group("sensor; overrides the file's metadata")
    group.add_argument("--sensor", metavar="NAME", help="sensor that states the bands")
    group.add_argument("--level", metavar="L1|L2", help="L1 at sensor, L2 surface reflectance")
    group.add_argument("--units", help='units of the values: "reflectance" or, for example, "uW cm-2 nm-1 sr-1"')
    group.add_argument("--scale", type=float, help="value = stored number * scale + offset")
    group.add_argument("--offset", type=float)
    group.add_argument("--nodata", type=float, help="nodata value")
    group.add_argument("--gsd", type=float, dest="gsd_m", metavar="M", help="pixel size in metres")
    group.add_argument(
        "--wavelengths", metavar="FILE", help="text file: one band per line, centre and, if known, FWHM in nm"
    )
    group.add_argument("--wavelength-unit", metavar="UNIT", help="nm, um, angstrom or cm-1")
    group.add_argument("--bad-bands", metavar="LIST", help="bands to leave out, numbered from 1: 1-5,130-135")
    group.add_argument(
        "--good-bands", metavar="LIST", help="bands to use although the file or the water-vapour windows exclude them"
    )
    group.add_argument("--acquired", metavar="TIME", help="ISO 8601, UTC")
    group.add_argument("--sun-zenith", type=float, dest="sun_zenith_deg", metavar="DEG")
    add_settings(to, Options, ("outside_files",))


def _add_run(to: argparse.ArgumentParser) -> None:
    outputs = to.add_argument_group("outputs")
    for one in extra_outputs():
        outputs.add_argument(f"--{one.key}", action="store_true", help=f"also <name>{one.suffix}: {one.help}")
    add_settings(outputs, Options, ("cog", "min_area_m2"))
    outputs.add_argument(
        "--force", "--overwrite", action="store_true", dest="overwrite", help="map finished scenes again"
    )
    area = to.add_argument_group("area")
    area.add_argument(
        "--extent",
        type=float,
        nargs=4,
        metavar=("XMIN", "YMIN", "XMAX", "YMAX"),
        help="in the raster's CRS, or the map's",
    )
    add_settings(area, Options, ("geometry", "clouds"))
    area.add_argument("--rows", metavar="FIRST:END", help="half-open range of rows: a part, for merge")
    run = to.add_argument_group("run")
    add_settings(run, Options, ("threads", "memory_mb", "device", "precision", "batch", "block_px"))
    run.add_argument(
        "--dry-run", "--plan", action="store_true", dest="plan", help="only show windows, memory, disk space and time"
    )
    run.add_argument("--json", action="store_true", help="write events as JSON lines")


def _add_many(to: argparse.ArgumentParser) -> None:
    many = to.add_argument_group("many and large scenes")
    many.add_argument(
        "--part-rows", type=int, default=0, metavar="N", help="map N rows at a time and merge them (0: whole scenes)"
    )
    address = "scheduler of a dask cluster, such as tcp://host:8786"
    many.add_argument("--scheduler", default="", metavar="ADDRESS", help=address)
    many.add_argument("--log", default="", metavar="FILE", help="append every event to FILE, one JSON object per line")


def _add_merge(to: argparse.ArgumentParser) -> None:
    to.add_argument("parts", nargs="+", metavar="PART", help="class map of map --rows, folder of them or pattern")
    to.add_argument("--out", required=True, metavar="MAP", help="class map to write; its other files go beside it")
    to.add_argument("--force", action="store_true", dest="overwrite", help="replace an existing map")
    to.add_argument("--json", action="store_true", help="write the result as JSON")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "map": ("map scenes: DIR/<name>_classes.tif and its report", _add_map),
    "merge": ("merge maps of ranges of rows into one map", _add_merge),
    "inspect": ("show the sensor, level, units and bands of a raster", _add_inspect),
    "models": ("list installed models", _add_json),
    "check": ("list versions and devices of the engine", _add_json),
    "run": ("run the job of a report again", _add_again),
    IMPORT_COMMAND: ("install published weights of SpecAware or SpectralGPT", _add_import),
    QUANTISE_COMMAND: ("install an int8 version of a model, if its labels stay the same", _add_quantise),
}
"""Commands that no kind of job declares, with a line of help and what adds their arguments."""


def map_jobs(args: argparse.Namespace) -> list[JobSpec]:
    """Return one job for each source of a parsed ``map`` command.

    Raises:
        InputError: a list, range or file is malformed, or two sources have the same name.
    """
    overrides = sensor_overrides(args)
    if args.part_rows < 0:
        raise InputError("Option '--part-rows' must not be negative; give 0 to map whole scenes.")
    options = Options(**settings_from(args, Options))
    jobs = [
        JobSpec(
            kind="plan" if args.plan else "map", source=source, model=_model(args.model), overrides=overrides,
            extent=None if args.extent is None else tuple(args.extent), rows=_rows(args.rows),
            outputs=_outputs(args, source, below), options=options,
        )
        for source, below in find_scenes(args.sources, is_product=is_product).items()
    ]  # fmt: skip
    names = [str(job.outputs.classes) for job in jobs]
    twice = next((n for n in names if names.count(n) > 1), None)
    if twice is not None:
        raise InputError(
            f"Two scenes would both be mapped to {twice}; map them into different folders, or give the folder above."
        )
    return jobs


def _model(name: str) -> str:
    """Return a model's name unchanged, or its path made absolute, because reports are also read in other folders."""
    return os.path.abspath(name) if os.sep in name and os.path.exists(name) else name


def _outputs(args: argparse.Namespace, source: str, below: str) -> Outputs:
    keys = [key for key in extra_keys() if getattr(args, key)]
    return map_outputs(source, os.path.join(os.path.abspath(args.out), below), keys, _rows(args.rows))


def sensor_overrides(args: argparse.Namespace) -> dict[str, Any]:
    """Return the sensor settings of a parsed command in the form of ``SensorOverrides``.

    Raises:
        InputError: the list of bad bands or the wavelength file is malformed.
    """
    stated = {name: getattr(args, name) for name in (*SENSOR_TEXTS, *SENSOR_NUMBERS)}
    for name in ("bad_bands", "good_bands"):
        stated[name] = _numbers(getattr(args, name)) if getattr(args, name) else None
    if args.wavelengths:
        stated |= read_wavelengths(Path(args.wavelengths)).to_json()
    return {name: value for name, value in stated.items() if value is not None}


def _numbers(text: str) -> list[int]:
    """Return the numbers in a list such as 1-5,130."""
    numbers: list[int] = []
    for part in text.split(","):
        found = re.fullmatch(r"\s*(\d{1,6})(?:-(\d{1,6}))?\s*", part)
        if found is None:
            raise InputError(f"Band list '{text}' is not understood; write it as 1-5,130-135.")
        numbers += range(int(found[1]), int(found[2] or found[1]) + 1)
    return numbers


def _rows(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    found = re.fullmatch(r"(\d{1,15}):(\d{1,15})", text)
    if found is None:
        raise InputError(f"Row range '{text}' is not understood; write it as 0:1000.")
    return int(found[1]), int(found[2])
