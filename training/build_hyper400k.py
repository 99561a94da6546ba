"""Cut flight lines, products and Sentinel-2 patch folders into shards for pretraining.

    python training/build_hyper400k.py SRC... --out SHARDS

Reads AVIRIS-Classic, AVIRIS-NG and AVIRIS-3 of levels L1 and L2 (ENVI, netCDF), any other raster the program maps (EnMAP,
PRISMA, ...), and the layouts of fMoW-Sentinel and BigEarthNet, in any folder tree; every window is read by itself, so a
flight line never enters memory. The same command on an existing SHARDS goes on where it was stopped. Rules of cleaning
stand in training/configs/cleaning.toml.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import logging
import multiprocessing
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from backend.errors import InputError, SpecAwareError
from backend.spectral.overrides import SensorOverrides
from training.cleaning import DEFAULT_TABLE, Table, clean, load_table
from training.cutting import MULTIPLE, RasterCutter, Unusable
from training.patch_folders import PatchFolder
from training.shards import DTYPES, FOLDER, Group, ShardStore, ShardWriter, write_index, write_json
from training.sources import RASTER, Source, find_sources

log = logging.getLogger("training.build_hyper400k")

SETTINGS = "build.json"
UNITS = "units"


@dataclass(frozen=True)
class Settings:
    """What decides the content of the shards; a folder of shards is built with one."""

    patch: int = 256
    resize: int | None = None
    dtype: str = "float16"
    shard_mb: int = 1024
    cleaning: str = str(DEFAULT_TABLE)
    overrides: dict[str, Any] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """Return what is written beside the shards: the cleaning table by its hash, not its place."""
        text = load_table(Path(self.cleaning)).text
        return {**asdict(self), "cleaning": hashlib.sha256(text.encode()).hexdigest()}


@dataclass(frozen=True)
class Part:
    """Candidates ``first`` to ``last`` - 1 of a source."""

    source: Source
    first: int
    last: int


@dataclass(frozen=True)
class Unit:
    """What one worker does in one go, and what is either wholly done or done again."""

    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """Unique for its parts."""
        text = "|".join(f"{p.source.id}:{p.first}:{p.last}" for p in self.parts)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass
class Tally:
    """Counts of patches kept and dropped, by (sensor, level, what became of them)."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, sensor: str, level: str, fate: str, number: int = 1) -> None:
        """Count."""
        self.counts[sensor, level, fate] += number

    def merge(self, other: dict[str, Any]) -> None:
        """Add the counts of a unit's receipt."""
        for sensor, level, fate, number in other["counts"]:
            self.counts[sensor, level, fate] += number
        self.notes += other["notes"]

    def to_json(self) -> dict[str, Any]:
        """Return plain data for a receipt."""
        return {"counts": [[*key, number] for key, number in sorted(self.counts.items())], "notes": self.notes}


Cutter = RasterCutter | PatchFolder


def open_cutter(source: Source, settings: Settings, table: Table) -> Cutter:
    """Open a source; errors as in :class:`RasterCutter` and :class:`PatchFolder`."""
    if source.kind != RASTER:
        return PatchFolder(source, patch=settings.patch, table=table, resize=settings.resize)
    overrides = SensorOverrides.from_json(settings.overrides) if settings.overrides else None
    return RasterCutter(source, patch=settings.patch, table=table, overrides=overrides)


# --- planning ----------------------------------------------------------------------------------------------------------


def covered(root: Path) -> tuple[dict[str, list[tuple[int, int]]], list[str], Tally]:
    """Read the receipts of finished units: candidates done by source id, names of their shards, and counts."""
    done: dict[str, list[tuple[int, int]]] = {}
    names: list[str] = []
    tally = Tally()
    for path in sorted((root / UNITS).glob("*.json")):
        receipt = json.loads(path.read_text(encoding="utf-8"))
        for source_id, first, last in receipt["covers"]:
            done.setdefault(source_id, []).append((first, last))
        names += receipt["shards"]
        tally.merge(receipt["tally"])
    return done, names, tally


def missing(count: int, done: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of 0 ... ``count`` - 1 that no finished unit covers."""
    at = 0
    for first, last in sorted(done):
        if first > at:
            yield at, first
        at = max(at, last)
    if at < count:
        yield at, count


def plan(sources: Iterable[Source], settings: Settings, done: dict[str, list[tuple[int, int]]]) -> Iterator[Unit]:
    """Yield units of about one shard each: long flight lines are split, small sources are gathered.

    A source that cannot be opened here is left to a worker, whose receipt tells why.
    """
    table = load_table(Path(settings.cleaning))
    limit = settings.shard_mb << 20
    parts: list[Part] = []
    filled = 0
    for source in sources:
        count, patch_bytes = _weigh(source, settings, table)
        step = max(1, limit // patch_bytes)
        for begin, end in missing(count, done.get(source.id, [])):
            for first in range(begin, end, step):
                last = min(first + step, end)
                weight = (last - first) * patch_bytes
                if parts and filled + weight > limit:
                    yield Unit(tuple(parts))
                    parts, filled = [], 0
                parts.append(Part(source, first, last))
                filled += weight
    if parts:
        yield Unit(tuple(parts))


def _weigh(source: Source, settings: Settings, table: Table) -> tuple[int, int]:
    """Return the number of candidates of a source and the bytes of each; (1, its size) where it cannot be opened."""
    if source.kind != RASTER and settings.resize is not None:
        return 1, 12 * settings.resize**2 * 2
    try:
        cutter = open_cutter(source, settings, table)
    except SpecAwareError:
        return 1, max(1, min(source.size, settings.shard_mb << 20))
    count, area = len(cutter), cutter.shape[0] * cutter.shape[1]
    size = len(cutter.kind.bands) * area * (2 if settings.dtype == "float16" else 4)
    cutter.close()
    return count, size


# --- working -----------------------------------------------------------------------------------------------------------


def run_unit(root: Path, unit: Unit, settings: Settings) -> str:
    """Cut the parts of a unit into shards and write its receipt; return its name.

    Raises:
        OutputError: the disk is full; nothing of the unit counts then.
    """
    table = load_table(Path(settings.cleaning))
    writers: dict[Group, ShardWriter] = {}
    tally = Tally()
    for part in unit.parts:
        try:
            cutter = open_cutter(part.source, settings, table)
        except SpecAwareError as error:
            reason = error.reason if isinstance(error, Unusable) else "source refused"
            tally.add("-", "-", reason)
            tally.notes.append(f"{part.source.shown}: {error}")
            continue
        try:
            _cut(root, unit, part, cutter, settings, writers, tally)
        except InputError as error:  # a damaged block in the midst of a flight line; what was cut before it stays
            tally.add(cutter.kind.sensor, cutter.kind.level, "source damaged")
            tally.notes.append(f"{part.source.shown}: {error}")
        finally:
            cutter.close()
    shards = [writer.close().name for writer in writers.values()]
    covers = [[part.source.id, part.first, part.last] for part in unit.parts]
    receipt = {"covers": covers, "shards": shards, "tally": tally.to_json()}
    write_json(root / UNITS / f"{unit.name}.json", receipt)
    return unit.name


def _cut(
    root: Path, unit: Unit, part: Part, cutter: Cutter, settings: Settings, writers: dict[Group, ShardWriter], tally: Tally
) -> None:
    """Clean the candidates of a part and append the good ones to the writer of their group."""
    kind = cutter.kind
    group = Group(kind.sensor, kind.level, kind.quantity, kind.bands, cutter.shape, settings.dtype)
    for candidate in cutter.candidates(part.first, part.last):
        if candidate.values is None:
            tally.add(kind.sensor, kind.level, "outside the scene")
            continue
        cleaned = clean(
            candidate.values, candidate.observed, candidate.inside,
            center_nm=candidate.scene.center_nm, cleaning=kind.cleaning,
        )  # fmt: skip
        if cleaned.reason is not None:
            tally.add(kind.sensor, kind.level, cleaned.reason)
            continue
        if group not in writers:
            writers[group] = ShardWriter(root, f"{group.key}-{unit.name}", group)
        share = round(cleaned.bad_share, 4)
        writers[group].add(cleaned.values, cleaned.valid, candidate.scene, bad_share=share, **candidate.where)
        tally.add(kind.sensor, kind.level, "kept")


def _quiet() -> None:
    """Workers leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_all(root: Path, units: Sequence[Unit], settings: Settings, workers: int) -> None:
    """Run the units in ``workers`` processes with a progress bar; the first error stops the rest.

    Raises:
        SpecAwareError: what a worker met.
    """
    from tqdm import tqdm

    with tqdm(total=len(units), unit="shard", disable=None) as bar:
        if workers <= 1:
            for unit in units:
                run_unit(root, unit, settings)
                bar.update()
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_quiet) as pool:
            futures = [pool.submit(run_unit, root, unit, settings) for unit in units]
            try:
                for future in as_completed(futures):
                    future.result()
                    bar.update()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


# --- the command -------------------------------------------------------------------------------------------------------


def check_settings(root: Path, settings: Settings) -> None:
    """Record the settings of a new folder, or compare them with those of an old one.

    Raises:
        InputError: the folder was built otherwise.
    """
    path, record = root / SETTINGS, settings.record()
    (root / UNITS).mkdir(parents=True, exist_ok=True)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_json(path, record)
        return
    old = json.loads(path.read_text(encoding="utf-8"))
    differing = sorted(key for key in record if old.get(key) != record[key])
    if differing:
        raise InputError(
            f"The shards in '{root}' were built with another '{differing[0]}'; use the same settings or another folder."
        )


def remove_unfinished(root: Path, names: Sequence[str]) -> None:
    """Delete what a killed run left: files of shards that no receipt names."""
    known = set(names)
    for path in (root / FOLDER).iterdir():
        if path.name.split(".")[0] not in known:
            path.unlink()


def build(roots: Sequence[Path], root: Path, settings: Settings, *, workers: int = 1) -> Tally:
    """Build or complete the shards in ``root`` from the sources under ``roots``; return all counts.

    Raises:
        SpecAwareError: nothing to read, other settings than before, a full disk.
    """
    if settings.patch < MULTIPLE or settings.patch % MULTIPLE:
        raise InputError(f"--patch {settings.patch} does not fit; give a multiple of {MULTIPLE}.")
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
    """Return the table of counts: a row a sensor and level, a column a fate, with a header."""
    fates = sorted({fate for _, _, fate in tally.counts} - {"kept"})
    rows = sorted({(sensor, level) for sensor, level, _ in tally.counts})
    body = [[*row, *(str(tally.counts[*row, fate]) for fate in ("kept", *fates))] for row in rows]
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
    """The command line."""
    result = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    result.add_argument("sources", nargs="*", type=Path, metavar="SRC", help="files or folders")
    result.add_argument("--out", type=Path, required=True, metavar="SHARDS", help="folder of the shards")
    result.add_argument("--patch", type=int, default=256, help="side of the patches in pixels (default 256)")
    result.add_argument("--resize", type=int, help="resample images of patch folders to this side, such as 96 or 128")
    result.add_argument("--dtype", choices=sorted(DTYPES), default="float16", help="how values are stored")
    result.add_argument("--shard-mb", type=int, default=1024, help="largest size of a shard in MiB (default 1024)")
    result.add_argument("--workers", type=int, default=multiprocessing.cpu_count(), help="processes (default: all cores)")
    result.add_argument("--cleaning", type=Path, default=DEFAULT_TABLE, help="table of maxima and bad bands (TOML)")
    result.add_argument("--verify", action="store_true", help="only compare all shards with their hashes")
    for name in ("sensor", "level", "units"):
        result.add_argument(f"--{name}", help=f"{name} of all sources, where their files do not state it")
    result.add_argument("--scale", type=float, help="scale of all sources, where their files do not state it")
    return result


def settings_of(args: argparse.Namespace) -> Settings:
    """Return the settings a command line asks for."""
    stated = {key: getattr(args, key) for key in ("sensor", "level", "units", "scale") if getattr(args, key) is not None}
    SensorOverrides.from_json(stated)  # refuses what cannot be meant
    return Settings(args.patch, args.resize, args.dtype, args.shard_mb, str(args.cleaning), stated)


def verify(root: Path) -> None:
    """Compare hashes.

    Raises:
        InputError: a shard is damaged.
    """
    store = ShardStore(root)
    damaged = store.verify()
    if damaged:
        raise InputError(f"Shard '{damaged[0]}' and {len(damaged) - 1} more are damaged; delete '{root}' and build it again.")
    log.info("all %d patches have the recorded hashes", len(store))


def main(arguments: Sequence[str] | None = None) -> int:
    """Build or verify; exit code 1 with one sentence on a user's error."""
    command = parser()
    args = command.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        if args.verify:
            verify(args.out)
            return 0
        if not args.sources:
            command.error("name at least one SRC")
        tally = build(args.sources, args.out, settings_of(args), workers=args.workers)
        sys.stdout.write(table_text(summary(tally)) + "\n")
        for note in tally.notes[:20]:
            log.info("%s", note)
    except SpecAwareError as error:
        log.error("%s", error)
        return 1
    except KeyboardInterrupt:
        log.error("stopped; the same command goes on")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
