"""Cut flight lines, products and Sentinel-2 patch folders into shards for pretraining.

    python training/build_hyper400k.py SRC... --out SHARDS

Reads AVIRIS-Classic, AVIRIS-NG and AVIRIS-3 of levels L1 and L2 (ENVI, netCDF), any other raster that the engine can
map (EnMAP, PRISMA, ...), and the layouts of fMoW-Sentinel and BigEarthNet, in any folder tree. Flight lines are read
window by window, never as a whole. The same command on an existing SHARDS resumes it. The rules of cleaning are in
training/configs/cleaning.toml.
"""

from __future__ import annotations

import argparse
import csv
import logging
import multiprocessing
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from backend.common.documents import read_document
from backend.common.errors import InputError, SpecAwareError
from backend.spectral.overrides import SensorOverrides
from training.shards.build_shards import UNITS, Settings, Tally, covered, plan, run_all
from training.shards.cleaning import DEFAULT_TABLE, load_table
from training.shards.cutting import MULTIPLE
from training.shards.files import DTYPES, FOLDER, ShardStore, write_index, write_json
from training.shards.sources import find_sources

log = logging.getLogger("training.build_hyper400k")

SETTINGS = "build.json"
NOTES_SHOWN = 20


def check_settings(root: Path, settings: Settings) -> None:
    """Write the settings of a new folder, or compare the settings with those of an existing one.

    Raises:
        InputError: the folder was built with other settings.
    """
    path, record = root / SETTINGS, settings.record()
    (root / UNITS).mkdir(parents=True, exist_ok=True)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_json(path, record)
        return
    old = read_document(path)
    differing = sorted(key for key in record if old.get(key) != record[key])
    if differing:
        raise InputError(
            f"The shards in '{root}' were built with another '{differing[0]}'; use the same settings or another folder."
        )


def remove_unfinished(root: Path, names: Sequence[str]) -> None:
    """Delete the unfinished shards of a killed run: files that no receipt names."""
    known = set(names)
    for path in (root / FOLDER).iterdir():
        if path.name.split(".")[0] not in known:
            path.unlink()


def build(roots: Sequence[Path], root: Path, settings: Settings, *, workers: int = 1) -> Tally:
    """Build or complete the shards in ``root`` from the sources under ``roots``; return all counts.

    Raises:
        SpecAwareError: there are no sources, the settings differ from before, or the disk is full.
    """
    if settings.patch < MULTIPLE or settings.patch % MULTIPLE:
        raise InputError(f"--patch {settings.patch} does not fit; give a multiple of {MULTIPLE}.")
    load_table(Path(settings.cleaning))
    sources = find_sources(roots)
    check_settings(root, settings)
    done, names, _ = covered(root)
    remove_unfinished(root, names)
    units = list(plan(sources, settings, done))
    log.info("%d sources, %d shards to write, %d written before", len(sources), len(units), len(names))
    run_all(root, units, settings, workers)
    _, names, tally = covered(root)
    total = write_index(root, names)
    write_summary(root, tally)
    log.info("%d patches in %d shards: %s", total, len(names), root)
    return tally


def summary(tally: Tally) -> list[list[str]]:
    """Return the table of counts with a header: one row per sensor and level, one column per result."""
    fates = sorted({fate for _, _, fate in tally.counts} - {"kept"})
    rows = sorted({(sensor, level) for sensor, level, _ in tally.counts})
    body = [
        [sensor, level, *(str(tally.counts[sensor, level, fate]) for fate in ("kept", *fates))]
        for sensor, level in rows
    ]
    return [["sensor", "level", "kept", *fates], *body]


def write_summary(root: Path, tally: Tally) -> None:
    """Write ``summary.csv`` and ``notes.txt``."""
    with (root / "summary.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(summary(tally))
    (root / "notes.txt").write_text("".join(note + "\n" for note in tally.notes), encoding="utf-8")


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as aligned columns."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    result.add_argument("sources", nargs="*", type=Path, metavar="SRC", help="files or folders")
    result.add_argument("--out", type=Path, required=True, metavar="SHARDS", help="folder of the shards")
    result.add_argument("--patch", type=int, default=256, help="side of the patches in pixels (default 256)")
    result.add_argument("--resize", type=int, help="resample images of patch folders to this side, such as 96 or 128")
    result.add_argument("--dtype", choices=sorted(DTYPES), default="float16", help="data type of stored values")
    result.add_argument("--shard-mb", type=int, default=1024, help="largest size of a shard in MiB (default 1024)")
    result.add_argument(
        "--workers", type=int, default=multiprocessing.cpu_count(), help="processes (default: all cores)"
    )
    result.add_argument("--cleaning", type=Path, default=DEFAULT_TABLE, help="table of maxima and bad bands (TOML)")
    result.add_argument("--verify", action="store_true", help="only compare all shards with their hashes")
    for name in ("sensor", "level", "units"):
        result.add_argument(f"--{name}", help=f"{name} of all sources, if their files do not state it")
    result.add_argument("--scale", type=float, help="scale of all sources, if their files do not state it")
    return result


def settings_of(args: argparse.Namespace) -> Settings:
    """Return the settings of a command line."""
    stated = {
        key: getattr(args, key) for key in ("sensor", "level", "units", "scale") if getattr(args, key) is not None
    }
    SensorOverrides.from_json(stated)  # refuses invalid values
    return Settings(args.patch, args.resize, args.dtype, args.shard_mb, str(args.cleaning), stated)


def verify(root: Path) -> None:
    """Compare all shards with their recorded hashes.

    Raises:
        InputError: a shard is damaged.
    """
    store = ShardStore(root)
    damaged = store.verify()
    if damaged:
        raise InputError(
            f"Shard '{damaged[0]}' and {len(damaged) - 1} more are damaged; delete '{root}' and build it again."
        )
    log.info("all %d patches have the recorded hashes", len(store))


def main(arguments: Sequence[str] | None = None) -> int:
    """Build or verify shards; a user's error gives one sentence and exit code 1."""
    command = parser()
    args = command.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("rasterio").setLevel(logging.CRITICAL)  # GDAL's messages; our own sentence follows
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stop the workers too
    try:
        if args.verify:
            verify(args.out)
            return 0
        if not args.sources:
            command.error("name at least one SRC")
        tally = build(args.sources, args.out, settings_of(args), workers=args.workers)
        sys.stdout.write(table_text(summary(tally)) + "\n")
        for note in tally.notes[:NOTES_SHOWN]:
            log.info("%s", note)
        if len(tally.notes) > NOTES_SHOWN:
            log.info("and %d more: see '%s'", len(tally.notes) - NOTES_SHOWN, args.out / "notes.txt")
    except SpecAwareError as error:
        log.error("%s", error)
        return 1
    except KeyboardInterrupt:
        log.error("stopped; the same command resumes")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
