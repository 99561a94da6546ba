"""Build shards in parallel, in units of about one shard; each finished unit has a receipt, others are repeated."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from backend.common.documents import read_document
from backend.common.errors import InputError, SpecAwareError
from backend.spectral.overrides import SensorOverrides

from .cleaning import DEFAULT_TABLE, Table, clean, load_table
from .cutting import RasterCutter, Unusable
from .files import Group, ShardWriter, write_json
from .patch_folders import PatchFolder
from .sources import RASTER, Source

UNITS = "units"


@dataclass(frozen=True)
class Settings:
    """The settings that determine the content of the shards; all shards of a folder have the same settings."""

    patch: int = 256
    resize: int | None = None
    dtype: str = "float16"
    shard_mb: int = 1024
    cleaning: str = str(DEFAULT_TABLE)
    overrides: dict[str, Any] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """Return the settings to write beside the shards; the cleaning table is given by its hash."""
        text = load_table(Path(self.cleaning)).text
        return {**asdict(self), "cleaning": hashlib.sha256(text.encode()).hexdigest()}


@dataclass(frozen=True)
class ShardPart:
    """Candidates ``first`` to ``last`` - 1 of a source."""

    source: Source
    first: int
    last: int


@dataclass(frozen=True)
class Unit:
    """A unit of work of one worker; an unfinished unit is repeated."""

    parts: tuple[ShardPart, ...]

    @property
    def name(self) -> str:
        """A name that is unique for the parts of the unit."""
        text = "|".join(f"{p.source.id}:{p.first}:{p.last}" for p in self.parts)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass
class Tally:
    """Counts of patches, by sensor, level and result: kept, or the reason for dropping."""

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
        """Return the counts as plain data for a receipt."""
        return {"counts": [[*key, number] for key, number in sorted(self.counts.items())], "notes": self.notes}


Cutter = RasterCutter | PatchFolder


def open_cutter(source: Source, settings: Settings, table: Table) -> Cutter:
    """Open a source; errors as in :class:`RasterCutter` and :class:`PatchFolder`."""
    if source.kind != RASTER:
        return PatchFolder(source, patch=settings.patch, table=table, resize=settings.resize)
    overrides = SensorOverrides.from_json(settings.overrides) if settings.overrides else None
    return RasterCutter(source, patch=settings.patch, table=table, overrides=overrides)


# --- planning ---


def covered(root: Path) -> tuple[dict[str, list[tuple[int, int]]], list[str], Tally]:
    """Read the receipts of finished units; return their candidates by source id, names of shards, and counts."""
    done: dict[str, list[tuple[int, int]]] = {}
    names: list[str] = []
    tally = Tally()
    for path in sorted((root / UNITS).glob("*.json")):
        receipt = read_document(path)
        for source_id, first, last in receipt["covers"]:
            done.setdefault(source_id, []).append((first, last))
        names += receipt["shards"]
        tally.merge(receipt["tally"])
    return done, names, tally


def missing(count: int, done: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of 0 ... ``count`` - 1 that no finished unit covers."""
    at = 0
    for first, last in sorted(done):
        if first > at:
            yield at, first
        at = max(at, last)
    if at < count:
        yield at, count


def plan(sources: Iterable[Source], settings: Settings, done: dict[str, list[tuple[int, int]]]) -> Iterator[Unit]:
    """Yield units of about one shard each: long flight lines are split, small sources are combined.

    A source that cannot be opened here is passed to a worker, whose receipt states the reason.
    """
    table = load_table(Path(settings.cleaning))
    limit = settings.shard_mb << 20
    parts: list[ShardPart] = []
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
                parts.append(ShardPart(source, first, last))
                filled += weight
    if parts:
        yield Unit(tuple(parts))


def _weigh(source: Source, settings: Settings, table: Table) -> tuple[int, int]:
    """Return the number of candidates of a source and the bytes of each; (1, its size) if it cannot be opened."""
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


# --- working ---


def run_unit(root: Path, unit: Unit, settings: Settings) -> str:
    """Cut the parts of a unit into shards and write its receipt; return its name.

    Raises:
        OutputError: the disk is full; the unit then counts as unfinished.
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
        except InputError as error:  # a damaged block in the middle of a flight line; earlier patches are kept
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
    root: Path,
    unit: Unit,
    part: ShardPart,
    cutter: Cutter,
    settings: Settings,
    writers: dict[Group, ShardWriter],
    tally: Tally,
) -> None:
    """Clean the candidates of a part and append the valid ones to the writer of their group."""
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


def _attend() -> None:
    """Make a worker ignore Ctrl-C, and end when its parent ends, even if the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def run_all(root: Path, units: Sequence[Unit], settings: Settings, workers: int) -> None:
    """Run the units in ``workers`` processes with a progress bar; the first error stops the rest.

    Raises:
        SpecAwareError: the first error of a worker.
    """
    from tqdm import tqdm

    with tqdm(total=len(units), unit="shard", disable=None) as bar:
        if workers <= 1:
            for unit in units:
                run_unit(root, unit, settings)
                bar.update()
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_attend) as pool:
            futures = [pool.submit(run_unit, root, unit, settings) for unit in units]
            try:
                for future in as_completed(futures):
                    future.result()
                    bar.update()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
