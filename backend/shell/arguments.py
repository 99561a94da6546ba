"""The command line as data: arguments to jobs."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import Any, NoReturn

from ..common.errors import InputError
from ..imported import install as importing
from ..job.kinds.maps import extra_keys, extra_outputs
from ..job.kinds.words import add_settings, settings_from
from ..job.repeat import PROGRAM, SENSOR_NUMBERS, SENSOR_TEXTS, map_outputs
from ..job.sources import find_scenes
from ..job.spec import JobSpec, Options, Outputs
from ..products.registry import is_product
from ..serve import int8 as quantising
from ..spectral.wavelength_file import read_wavelengths
from . import change as change_commands
from . import jobs as job_commands
from . import page as page_command
from . import train as train_command

IMPORT_COMMAND = "import-model"
QUANTISE_COMMAND = "quantise-model"


class _Parser(argparse.ArgumentParser):
    """Raises one sentence where argparse would print its usage and exit with code 2."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message[:1].upper()}{message[1:]}; see {PROGRAM} --help.")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    root = _Parser(prog=PROGRAM, description="Land-cover maps from any hyperspectral or multispectral raster.")
    commands = root.add_subparsers(dest="command", required=True, parser_class=_Parser)
    mapping = commands.add_parser("map", help="map scenes: DIR/<name>_classes.tif and its report")
    mapping.add_argument(
        "sources", nargs="+", metavar="SRC", help="raster, header, product, folder of scenes or pattern"
    )
    mapping.add_argument("--out", required=True, metavar="DIR", help="folder of the maps")
    mapping.add_argument("--model", default="", metavar="NAME|PATH", help="installed model, or path of a card")
    _add_sensor(mapping)
    _add_run(mapping)
    _add_many(mapping)
    _add_merge(commands.add_parser("merge", help="merge maps of ranges of rows into one map"))
    inspect = commands.add_parser("inspect", help="show the sensor, level, units and bands of a raster")
    inspect.add_argument("source", metavar="SRC")
    inspect.add_argument("--json", action="store_true", help="as JSON")
    _add_sensor(inspect)
    models = commands.add_parser("models", help="list installed models")
    models.add_argument("--json", action="store_true", help="as JSON")
    check = commands.add_parser("check", help="list versions and devices of the engine")
    check.add_argument("--json", action="store_true", help="as JSON")
    again = commands.add_parser("run", help="run the job of a report again")
    again.add_argument("report", metavar="REPORT", help="the .json beside a map")
    again.add_argument("--overwrite", action="store_true", help="replace existing outputs")
    again.add_argument("--json", action="store_true", help="write events as JSON lines")
    job_commands.add_commands(commands, _add_sensor)
    train_command.add_commands(commands, _add_sensor)
    change_commands.add_commands(commands, _add_sensor)
    page_command.add_command(commands)
    importing.add_arguments(
        commands.add_parser(IMPORT_COMMAND, help="install published weights of SpecAware or SpectralGPT")
    )
    smaller = commands.add_parser(
        QUANTISE_COMMAND, help="install an int8 version of a model, if its labels stay the same"
    )
    quantising.add_arguments(smaller)
    _add_sensor(smaller)
    return root


def _add_sensor(to: argparse.ArgumentParser) -> None:
    group = to.add_argument_group("sensor; wins over the file's metadata")
    group.add_argument("--sensor", metavar="NAME", help="sensor that states the bands")
    group.add_argument("--level", metavar="L1|L2", help="L1 at sensor, L2 surface reflectance")
    group.add_argument("--units", help='of the values, "reflectance" or for example "uW cm-2 nm-1 sr-1"')
    group.add_argument("--scale", type=float, help="value = stored number * scale + offset")
    group.add_argument("--offset", type=float)
    group.add_argument("--nodata", type=float, help="no-data value")
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
    many.add_argument("--scheduler", default="", metavar="ADDRESS", help="of a dask cluster, as tcp://host:8786")
    many.add_argument("--log", default="", metavar="FILE", help="append every event to FILE, one JSON object per line")


def _add_merge(to: argparse.ArgumentParser) -> None:
    to.add_argument("parts", nargs="+", metavar="PART", help="class map of map --rows, folder of them or pattern")
    to.add_argument("--out", required=True, metavar="MAP", help="class map to write; its other files go beside it")
    to.add_argument("--force", action="store_true", dest="overwrite", help="replace an existing map")
    to.add_argument("--json", action="store_true", help="write the result as JSON")


def map_jobs(args: argparse.Namespace) -> list[JobSpec]:
    """Return one job for each source of a parsed ``map`` command.

    Raises:
        InputError: a malformed list, range or file, or two sources of the same name.
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
    """Return a model's name as it is, the path of one made absolute: its report is read in other folders too."""
    return os.path.abspath(name) if os.sep in name and os.path.exists(name) else name


def _outputs(args: argparse.Namespace, source: str, below: str) -> Outputs:
    keys = [key for key in extra_keys() if getattr(args, key)]
    return map_outputs(source, os.path.join(os.path.abspath(args.out), below), keys, _rows(args.rows))


def sensor_overrides(args: argparse.Namespace) -> dict[str, Any]:
    """Return the sensor settings of a parsed command, as ``SensorOverrides`` writes them.

    Raises:
        InputError: the list of bad bands or the file of wavelengths is malformed.
    """
    stated = {name: getattr(args, name) for name in (*SENSOR_TEXTS, *SENSOR_NUMBERS)}
    for name in ("bad_bands", "good_bands"):
        stated[name] = _numbers(getattr(args, name)) if getattr(args, name) else None
    if args.wavelengths:
        stated |= read_wavelengths(Path(args.wavelengths)).to_json()
    return {name: value for name, value in stated.items() if value is not None}


def _numbers(text: str) -> list[int]:
    """Return the numbers of a list such as 1-5,130."""
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
