"""The command line as data: arguments to jobs, and a job back to the command that repeats it."""

from __future__ import annotations

import argparse
import os
import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from ..common.errors import InputError, SpecAwareError
from ..job.sources import find_scenes, has_product_name, scene_name
from ..job.spec import CLOUDS, DEVICES, EXTRA_OUTPUTS, EXTRA_RASTERS, GEOMETRIES, PRECISIONS, JobSpec, Options, Outputs
from ..spectral.wavelength_file import read_wavelengths
from . import accuracy as accuracy_commands
from . import features as feature_commands
from . import page as page_command
from . import train as train_command

PROGRAM = "python -m backend"
_SENSOR_TEXTS = ("sensor", "level", "units", "wavelength_unit", "acquired")
_SENSOR_NUMBERS = ("scale", "offset", "gsd_m", "nodata", "sun_zenith_deg")
_SUFFIXES = {**dict.fromkeys(EXTRA_RASTERS, ".tif"), "segments": ".gpkg"}


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
    _add_merge(commands.add_parser("merge", help="make one map of the maps of ranges of rows"))
    inspect = commands.add_parser("inspect", help="say what is understood of a raster")
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
    feature_commands.add_commands(commands, _add_sensor)
    train_command.add_command(commands, _add_sensor)
    page_command.add_command(commands)
    accuracy_commands.add_commands(commands)
    return root


def _add_sensor(to: argparse.ArgumentParser) -> None:
    group = to.add_argument_group("sensor; wins over the file's metadata")
    group.add_argument("--sensor", metavar="NAME", help="name of a sensor, for its bands")
    group.add_argument("--level", metavar="L1|L2", help="L1 at sensor, L2 surface reflectance")
    group.add_argument("--units", help='of the values, "reflectance" or for example "uW cm-2 nm-1 sr-1"')
    group.add_argument("--scale", type=float, help="value = number * scale + offset")
    group.add_argument("--offset", type=float)
    group.add_argument("--nodata", type=float, help="number that means no data")
    group.add_argument("--gsd", type=float, dest="gsd_m", metavar="M", help="pixel size in metres")
    group.add_argument("--wavelengths", metavar="FILE", help="text: one band a line, centre and, if known, FWHM in nm")
    group.add_argument("--wavelength-unit", metavar="UNIT", help="nm, um, angstrom or cm-1")
    group.add_argument("--bad-bands", metavar="LIST", help="to leave out: numbers from 1, as 1-5,130-135")
    group.add_argument("--good-bands", metavar="LIST", help="to use although the file or the water windows say no")
    group.add_argument("--acquired", metavar="TIME", help="ISO 8601, UTC")
    group.add_argument("--sun-zenith", type=float, dest="sun_zenith_deg", metavar="DEG")
    to.add_argument(
        "--outside-files", action="store_true", help="let a VRT or HDF5 file read files outside its own folder"
    )


def _add_run(to: argparse.ArgumentParser) -> None:
    outputs = to.add_argument_group("outputs")
    outputs.add_argument("--probabilities", action="store_true", help="also <name>_probabilities.tif")
    outputs.add_argument(
        "--fractions", action="store_true", help="also <name>_fractions.tif: share of each pixel that a class covers"
    )
    outputs.add_argument("--confidence", action="store_true", help="also <name>_confidence.tif")
    outputs.add_argument(
        "--unknown", action="store_true", help="also <name>_unknown.tif: 50 and more is unlike all that is known"
    )
    outputs.add_argument("--segments", action="store_true", help="also polygons, <name>_segments.gpkg")
    outputs.add_argument("--cog", action="store_true", help="rasters as cloud-optimised GeoTIFFs, with overviews")
    outputs.add_argument("--min-area", type=float, default=0.0, metavar="M2", help="smallest segment")
    outputs.add_argument(
        "--force", "--overwrite", action="store_true", dest="overwrite", help="map again what is finished"
    )
    area = to.add_argument_group("area")
    area.add_argument(
        "--extent",
        type=float,
        nargs=4,
        metavar=("XMIN", "YMIN", "XMAX", "YMAX"),
        help="in the raster's CRS, or the map's",
    )
    area.add_argument(
        "--geometry", default="map", choices=GEOMETRIES,
        help="of the map of a product in sensor geometry: placed on the ground, or left as it is",
    )  # fmt: skip
    area.add_argument(
        "--clouds", default="class", choices=CLOUDS,
        help="of the product's quality layers: their own classes, no data, or mapped like the ground",
    )  # fmt: skip
    area.add_argument("--rows", metavar="FIRST:END", help="half-open range of rows: a part, for merge")
    run = to.add_argument_group("run")
    run.add_argument("--threads", type=int, default=0, metavar="N", help="processor threads (0: all)")
    run.add_argument("--memory-mb", type=int, default=0, metavar="N", help="memory ceiling in MiB (0: automatic)")
    run.add_argument("--device", default="auto", choices=DEVICES)
    run.add_argument(
        "--precision", choices=PRECISIONS, default="float32", help="int8 is the fastest on a processor with VNNI"
    )
    run.add_argument("--batch", type=int, default=0, metavar="N", help="windows at once (0: automatic)")
    run.add_argument("--block-px", type=int, default=0, metavar="N", help="widest block of columns (0: automatic)")
    run.add_argument(
        "--dry-run", "--plan", action="store_true", dest="plan", help="only say windows, memory, disk and time"
    )
    run.add_argument("--json", action="store_true", help="write events as JSON lines")


def _add_many(to: argparse.ArgumentParser) -> None:
    many = to.add_argument_group("many and large scenes")
    many.add_argument(
        "--part-rows", type=int, default=0, metavar="N", help="map N rows at a time and merge them (0: whole scenes)"
    )
    many.add_argument("--scheduler", default="", metavar="ADDRESS", help="of a dask cluster, as tcp://host:8786")
    many.add_argument("--log", default="", metavar="FILE", help="add every event to FILE, one JSON object a line")


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
    options = Options(
        threads=args.threads, memory_mb=args.memory_mb, overwrite=args.overwrite, device=args.device,
        min_area_m2=args.min_area, batch=args.batch, block_px=args.block_px, precision=args.precision,
        geometry=args.geometry, clouds=args.clouds, outside_files=args.outside_files, cog=args.cog,
    )  # fmt: skip
    jobs = [
        JobSpec(
            kind="plan" if args.plan else "map", source=source, model=_model(args.model), overrides=overrides,
            extent=None if args.extent is None else tuple(args.extent), rows=_rows(args.rows),
            outputs=_outputs(args, source, below), options=options,
        )
        for source, below in find_scenes(args.sources, is_product=_is_product).items()
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


def _is_product(folder: str) -> bool:
    """Return True for a folder that is one scene: by its names, or if it has no folders and a reader takes it."""
    from ..products.registry import reader_of

    if has_product_name(folder):
        return True
    with os.scandir(folder) as entries:
        return not any(entry.is_dir() for entry in entries) and reader_of(Path(folder)) is not None


def _outputs(args: argparse.Namespace, source: str, below: str) -> Outputs:
    stem = scene_name(source)
    if args.rows is not None:
        first, end = _rows(args.rows) or (0, 0)
        stem += f"_rows{first}-{end}"
    needed = {"confidence"} if args.rows is not None and args.segments else set()  # merge makes the polygons of it
    keys = [key for key in EXTRA_OUTPUTS if getattr(args, key) or key in needed]
    return outputs_of(os.path.join(os.path.abspath(args.out), below, f"{stem}_classes.tif"), keys)


def outputs_of(classes: str, keys: Iterable[str]) -> Outputs:
    """Return the outputs of a map: ``classes``, and the files of ``keys`` named after it, beside it."""
    stem = classes[: -len("_classes.tif")] if classes.endswith("_classes.tif") else os.path.splitext(classes)[0]
    return Outputs(classes=classes, **{key: f"{stem}_{key}{_SUFFIXES[key]}" for key in keys})


def sensor_overrides(args: argparse.Namespace) -> dict[str, Any]:
    """Return the sensor settings of a parsed command, as ``SensorOverrides`` writes them.

    Raises:
        InputError: the list of bad bands or the file of wavelengths is malformed.
    """
    stated = {name: getattr(args, name) for name in (*_SENSOR_TEXTS, *_SENSOR_NUMBERS)}
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


def repeat_command(spec: JobSpec) -> str:
    """Return the shell command that runs a map job again and replaces its outputs."""
    outputs = spec.outputs
    words = ["map", spec.source, "--out", os.path.dirname(str(outputs.classes)), "--force"]
    words += [f"--{key}" for key in EXTRA_OUTPUTS if getattr(outputs, key)]
    words += ["--outside-files"] if spec.options.outside_files else []
    words += ["--cog"] if spec.options.cog else []
    words += _flags({"model": spec.model, **spec.overrides, **_option_words(spec.options)})
    if spec.extent is not None:
        words += ["--extent", *(repr(v) for v in spec.extent)]
    if spec.rows is not None:
        words += ["--rows", f"{spec.rows[0]}:{spec.rows[1]}"]
    if not _means(words, spec):
        report = outputs.report or str(Path(str(outputs.classes)).with_suffix(".json"))
        words = ["run", report, "--overwrite"]
    return f"{PROGRAM} {shlex.join(words)}"


def _option_words(options: Options) -> dict[str, Any]:
    given = {
        "threads": options.threads, "memory_mb": options.memory_mb, "min_area": options.min_area_m2,
        "batch": options.batch, "block_px": options.block_px,
    }  # fmt: skip
    stated = {name: getattr(options, name) for name in ("device", "precision", "geometry", "clouds")}
    return {**given, **{name: "" if value == getattr(Options(), name) else value for name, value in stated.items()}}


def _flags(values: dict[str, Any]) -> list[str]:
    """Return the words of the settings that are stated: neither empty nor 0."""
    renamed = {"gsd_m": "gsd", "sun_zenith_deg": "sun_zenith"}
    words = []
    for name, value in values.items():
        if value in ("", 0, None) and name not in ("offset", "nodata"):
            continue
        text = ",".join(str(v) for v in value) if isinstance(value, (list, tuple)) else str(value)
        words.append(f"--{renamed.get(name, name).replace('_', '-')}={text}")
    return words


def _means(words: list[str], spec: JobSpec) -> bool:
    """Return True if the command gives the same job, but for its name and the leave to overwrite."""
    from dataclasses import replace

    wanted = replace(spec, id="", options=replace(spec.options, overwrite=True))
    try:
        return map_jobs(parser().parse_args(words)) == [wanted]
    except (SpecAwareError, SystemExit):
        return False
