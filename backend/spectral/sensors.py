"""Sensor tables (resources/sensors/*.json): look-up by name, suggestions by band count, matching by wavelengths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ..common.documents import read_document
from ..common.errors import SensorError
from ..common.extensions import added
from ..common.wording import counted
from .bands import Band, BandSet
from .text.identifiers import FEWEST, OLI, SENTINEL_2, identifier, of_older_landsat, only_numbered, sensor_of

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

_MIN_DENSE = 8  # fewer bands may match several imaging spectrometers by chance
_MIN_BROAD = 4
_DENSE_TOLERANCE = 0.3  # in units of the band spacing; unrelated grids differ by up to 0.5
_BROAD_TOLERANCE = 0.15  # in units of the FWHM; satellites of one series (Sentinel-2A, 2B) differ by up to 0.1

ASK_WAVELENGTHS = "a list of wavelengths (--wavelengths; in Processing WAVELENGTHS)"
_LEFT_OUT = {SENTINEL_2: (("B10",),)}  # L2A has no B10


@dataclass(frozen=True)
class LevelInfo:
    """A sensor's standard product of one level; ``scale`` is None if the product file states it."""

    quantity: str
    units: str
    scale: float | None = None
    offset: float = 0.0


@dataclass(frozen=True)
class SensorTable:
    """One band table of a sensor; several tables may share a name (EnMAP with 224 and with 218 bands)."""

    id: str
    name: str
    aliases: tuple[str, ...]
    platform: str
    gsd_m: float | None
    levels: dict[str, LevelInfo]
    approximate: bool
    source: str
    bands: tuple[Band, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.bands)

    @property
    def origin(self) -> str:
        """Text for a band's ``origin``."""
        bands = counted(len(self.bands), "band")
        return f"sensor table {self.name} ({bands}{', approximate' if self.approximate else ''})"


@dataclass(frozen=True)
class SensorMatch:
    """A table that may describe a raster; ``quality`` 0-1 and ``reason`` state how well and why."""

    table: SensorTable
    quality: float
    reason: str


def _table(path: Path) -> SensorTable:
    document: dict[str, Any] = read_document(path)
    origin = f"sensor table {document['name']}"
    bands = tuple(
        Band(
            number=number,
            center_nm=float(row["center_nm"]),
            fwhm_nm=None if row["fwhm_nm"] is None else float(row["fwhm_nm"]),
            good=bool(row["good"]),
            origin=origin,
            fwhm_origin=origin if row["fwhm_nm"] is not None else "unknown",
            good_origin="default" if row["good"] else origin,
            name=row.get("name", ""),
        )
        for number, row in enumerate(document["bands"], start=1)
    )
    levels = {level: LevelInfo(**info) for level, info in document["levels"].items()}
    return SensorTable(
        id=path.stem,
        name=document["name"],
        aliases=tuple(document["aliases"]),
        platform=document["platform"],
        gsd_m=document["gsd_m"],
        levels=levels,
        approximate=bool(document["approximate"]),
        source=document["source"],
        bands=bands,
    )


@lru_cache(maxsize=1)
def tables() -> tuple[SensorTable, ...]:
    """Return all sensor tables, sorted by their file name; those of extensions last."""
    own = sorted((RESOURCES / "sensors").glob("*.json"))
    return tuple(_table(path) for path in (*own, *added("sensors")))


def sensor_names() -> tuple[str, ...]:
    """Return the names of all sensors with a table, each once."""
    return tuple(dict.fromkeys(table.name for table in tables()))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9+]", "", name.lower())


def find(name: str) -> tuple[SensorTable, ...]:
    """Return the tables whose name, alias or file name is ``name`` (case and punctuation ignored); () if none."""
    wanted = _plain(name)
    return tuple(t for t in tables() if wanted in {_plain(n) for n in (t.name, t.id, *t.aliases)})


def canonical_name(name: str) -> str | None:
    """Return the project's name of a sensor given by any of its names, or None."""
    found = find(name)
    return found[0].name if found else None


def match_band_count(count: int) -> tuple[SensorMatch, ...]:
    """Return the tables with ``count`` bands: suggestions for the user, never applied automatically."""
    found = []
    for table in tables():
        for rows in _orders(table):
            if len(rows) == count:
                reason = f"{table.name} ({counted(count, 'band')})"
                found.append(SensorMatch(table, 0.5 if table.approximate else 0.6, reason))
    return tuple(found)


def identified(table: SensorTable, names: Sequence[str]) -> tuple[Band | None, ...] | None:
    """Return the table's band for each name, None for names of no band; None altogether if names are not conclusive.

    Names hold identifiers with or without leading zeros and with other text around them: B2, "B02_10m", "S2_B02". They
    are conclusive if all of them, or at least four, belong to the sensor, each once; B1, B2, B3 ... without B8A only
    number the bands.
    """
    known = {identifier(band.name): band for band in table.bands if band.name}
    keys = [identifier(name) for name in names]
    if not known or ("8A" in known and "8A" not in keys and only_numbered(names)):
        return None
    if table.name == OLI and of_older_landsat(names):
        return None
    found = tuple(known.get(key) if key else None for key in keys)
    used = [band.number for band in found if band is not None]
    return found if len(used) >= min(FEWEST, len(names)) > 0 and len(set(used)) == len(used) else None


def recognised(names: Sequence[str], sensor: str | None) -> str | None:
    """Return the sensor of band names: ``sensor`` if the file states one, else recognised from the names; else None."""
    for name in (sensor, sensor_of(names)):
        for table in find(name) if name else ():
            found = identified(table, names)
            if found is not None and sum(band is not None for band in found) >= FEWEST:
                return table.name
    return None


def table_bands(name: str, count: int, names: Sequence[str] = ()) -> tuple[SensorTable, tuple[Band, ...]]:
    """Return the table and bands that describe a raster with ``count`` bands of the sensor ``name``.

    If the raster's band names are the sensor's identifiers, they decide (:func:`identified`), and other bands have no
    wavelength and are unused. Otherwise a table with exactly ``count`` bands is used in its order, or its selection of
    this number that all products of a level share. Bands keep the raster's numbers.

    Raises:
        SensorError: the sensor is unknown, or neither names nor number of bands identify the raster's bands.
    """
    candidates = find(name)
    if not candidates:
        raise SensorError(f"Sensor '{name}' is not known; use one of {', '.join(sensor_names())}, or give wavelengths.")
    for table in candidates:
        chosen = identified(table, names) if len(names) == count else None
        if chosen is None:
            chosen = next((rows for rows in _orders(table) if len(rows) == count and _agree(rows, names)), None)
        if chosen is not None:
            return table, tuple(_renumbered(row, i, table) for i, row in enumerate(chosen, start=1))
    *others, last = (len(table) for table in candidates)
    counts = " or ".join([*map(str, others), counted(last, "band")])
    named = next((band.name for table in candidates for band in table.bands[1:] if band.name), "")
    what = f"whose names do not identify them ({named} and so on, each once); " if named else ""
    raise SensorError(
        f"Sensor '{candidates[0].name}' has {counts} but the raster has {count}{', ' + what if what else '; '}"
        f"choose another sensor or give {ASK_WAVELENGTHS}."
    )


def _orders(table: SensorTable) -> tuple[tuple[Band, ...], ...]:
    """Return all bands of a table, and selections that are products of their own, in the usual order."""
    without = _LEFT_OUT.get(table.name, ())
    return (table.bands, *(tuple(band for band in table.bands if band.name not in names) for names in without))


def _agree(rows: Sequence[Band], names: Sequence[str]) -> bool:
    """Return True unless a name is the identifier of a different band than the one at its position."""
    pairs = [(identifier(band.name), identifier(name)) for band, name in zip(rows, names)]
    return only_numbered(names) or not any(band and name and band != name for band, name in pairs)


def _renumbered(row: Band | None, number: int, table: SensorTable) -> Band:
    if row is None:
        return Band(number, None, good=False, good_origin=f"no band of {table.name}")
    return replace(row, number=number, origin=table.origin)


def _residual(table: SensorTable, centers: np.ndarray) -> float | None:
    """Return the 95th percentile of |raster centre - nearest table centre| relative to the tolerance, or None."""
    lines = np.sort(np.array([band.center_nm for band in table.bands], dtype=np.float64))
    nearest = np.abs(centers[:, None] - lines[None, :])  # (C, lines)
    which = nearest.argmin(axis=1)
    distance = nearest[np.arange(len(centers)), which]
    if len(lines) > 30:
        if len(centers) < _MIN_DENSE:
            return None
        tolerance = np.full(len(centers), _DENSE_TOLERANCE * float(np.median(np.diff(lines))))
    else:
        if len(centers) < _MIN_BROAD or len(centers) > len(lines) or len(set(which.tolist())) < len(which):
            return None
        fwhm = {band.center_nm: band.fwhm_nm or 10.0 for band in table.bands}
        tolerance = np.array([_BROAD_TOLERANCE * fwhm[float(lines[i])] + 1.0 for i in which])
    return float(np.percentile(distance / tolerance, 95))


def matches(bands: BandSet) -> tuple[SensorMatch, ...]:
    """Return the sensors whose wavelengths agree within tolerance, the best first, each sensor once.

    Imaging spectrometers are distinguished by the position of their centres within one band spacing, so any subset of
    bands in any order is recognised. The result gives the name and missing FWHM; it never replaces centres.
    """
    centers = bands.center_nm()
    centers = centers[np.isfinite(centers)]
    best: dict[str, SensorMatch] = {}
    for table in tables():
        residual = _residual(table, centers)
        if residual is None or residual > 1.0:
            continue
        share = min(len(centers), len(table)) / max(len(centers), len(table))
        quality = (1.0 - 0.8 * residual) * (0.8 + 0.2 * share)
        if table.name not in best or quality > best[table.name].quality:
            best[table.name] = SensorMatch(table, quality, f"wavelengths agree with {table.name}")
    return tuple(sorted(best.values(), key=lambda found: -found.quality))


def match(bands: BandSet) -> SensorMatch | None:
    """Return the best of :func:`matches`, or None."""
    return next(iter(matches(bands)), None)
