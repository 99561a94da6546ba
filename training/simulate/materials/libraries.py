"""The simulator's spectra of all classes: assembled from libraries and models, screened, cached in one .npz file."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backend.common.arrays import BoolArray, DoubleArray, FloatArray, IntArray
from backend.common.wording import counted

from ..grid import GIVEN, GRID_NM, at
from ..labels import GROUND
from ..light.atmosphere import gas_tables
from . import readers
from .canopies import canopy_spectra, liquid_water_absorption_per_m
from .snow import snow_spectra
from .water import water_spectra

_LOG = logging.getLogger(__name__)

PACKED = "library.npz"
"""Name of the assembled library in a folder written by training/pack_data.py."""

VERSION = "11"
"""Version of the assembled library; increase it when the library changes, so that old caches are not used."""


@dataclass(frozen=True)
class Library:
    """All endmembers: ``spectra`` (n, F) float32 on the grid, sorted by ``group`` (n,), indices of :data:`GROUPS`."""

    spectra: FloatArray
    group: IntArray
    sources: tuple[str, ...]

    def of(self, name: str) -> FloatArray:
        """Return the spectra (m, F) of one pool, as a view."""
        low, high = np.searchsorted(self.group, [GROUPS.index(name), GROUPS.index(name) + 1])
        return self.spectra[low:high]


GROUPS = (*GROUND, "tree_measured", "low_measured", "rock", "sand")
"""Pools of spectra: one per class (tree, low_vegetation: modelled), and pools that are treated separately."""


def plausible(spectra: DoubleArray) -> BoolArray:
    """Return (n,), True where a reflectance spectrum is finite, within 0-1.3, not constant and without spikes."""
    finite = np.isfinite(spectra).all(axis=1)
    filled = np.where(np.isfinite(spectra), spectra, 0.0)
    inside = (filled.min(axis=1) > -0.005) & (filled.max(axis=1) < 1.3) & (filled.max(axis=1) > 0.004)
    spike = np.abs(np.diff(filled, n=2, axis=1)).max(axis=1) > 0.2
    return np.asarray(finite & inside & (np.ptp(filled, axis=1) > 1e-3) & ~spike)


def _measured(data_dir: Path | None) -> list[tuple[str, DoubleArray, str]]:
    """Return the pools (group, spectra, source) of all measured spectra."""
    parts: list[tuple[str, DoubleArray, str]] = []
    sources: list[readers.LabelledSpectra | None] = [readers.read_earthlib()]
    if data_dir is not None:
        folder = data_dir / "speclib"
        sources += [readers.read_roberts(folder), readers.read_snow(folder)]
        sources += [readers.read_urban_materials(data_dir / "more" / "klum")]
        sources += [readers.read_herbs(data_dir / "more" / "parthenium_asd")]
        for rocks in (readers.read_usgs_rocks(folder), readers.read_natural_rocks(folder)):
            if rocks is not None:
                parts.append(("rock", rocks.spectra, rocks.source))
    for source in sources:
        if source is None:
            continue
        for name in sorted(set(source.classes)):
            group = {"tree": "tree_measured", "low_vegetation": "low_measured"}.get(name, name)
            parts.append((group, source.of(name), source.source))
    return parts


def _modelled(
    rng: np.random.Generator, soils: DoubleArray, litter: DoubleArray, canopies: int
) -> list[tuple[str, DoubleArray, str]]:
    grounds = np.concatenate([soils[rng.permutation(len(soils))[:300]], litter])
    bottoms = np.concatenate([soils[rng.permutation(len(soils))[:100]], canopy_spectra(rng, 30, "herb", grounds) * 0.4])
    return [
        ("tree", canopy_spectra(rng, canopies // 2, "tree", grounds), "PROSAIL (PROSPECT-D, 4SAIL)"),
        ("low_vegetation", canopy_spectra(rng, canopies // 2, "herb", grounds), "PROSAIL (PROSPECT-D, 4SAIL)"),
        ("water", water_spectra(rng, 2500, bottoms), "bio-optical model (Lee et al. 1999)"),
        ("snow", snow_spectra(rng, 500), "asymptotic radiative transfer (Kokhanovsky & Zege 2004)"),
    ]


def _sand(soils: DoubleArray) -> DoubleArray:
    """Return the bright, smooth soils: beaches and desert."""
    return soils[(soils[:, at(860)] > 0.38) & (soils[:, at(660)] > 0.25)]


def assemble(data_dir: Path | None, canopies: int) -> Library:
    """Read, model and screen all spectra; about 10 s for 6,000 canopies on one core."""
    rng = np.random.default_rng(20240501)  # a fixed seed gives the same library everywhere
    parts = [(group, spectra[plausible(spectra)], source) for group, spectra, source in _measured(data_dir)]
    soils = np.concatenate([s for g, s, _ in parts if g == "bare_soil"])
    litter = np.concatenate([s for g, s, _ in parts if g == "dry_vegetation"])
    parts += [(g, s[plausible(s)], source) for g, s, source in _modelled(rng, soils, litter, canopies)]
    parts.append(("sand", _sand(soils), "bright soils of the libraries"))
    if not any(group == "rock" for group, _, _ in parts):
        parts.append(("rock", _sand(soils), "bright soils of the libraries"))
    spectra = np.concatenate([s for _, s, _ in parts]).astype(np.float32)
    group = np.concatenate([np.full(len(s), GROUPS.index(g)) for g, s, _ in parts]).astype(np.int64)
    order = np.argsort(group, kind="stable")
    lines = tuple(f"{g}: {counted(len(s), 'spectrum', 'spectra')}, {source}" for g, s, source in parts)
    return Library(np.maximum(spectra[order], 1e-4), group[order], lines)


def load(data_dir: Path | None, *, cache_dir: Path, canopies: int = 6000) -> Library:
    """Load the library from the cache folder, or assemble it and write it there (temporary file, then renamed).

    Args:
        data_dir: folder with ``speclib`` (additional measured spectra), or None for earthlib alone.
        cache_dir: folder in which the assembled library is cached.
        canopies: number of PROSAIL canopies, half trees, half herbs.

    A folder written by training/pack_data.py contains the finished library and the tables of the packages that made it.
    """
    if data_dir is not None and (data_dir / PACKED).exists():
        return _read_packed(data_dir / PACKED)
    folder = data_dir if data_dir is not None and (data_dir / "speclib").is_dir() else None
    key = hashlib.sha256(f"{VERSION}|{canopies}|{_stamp(folder)}|{GRID_NM.size}".encode()).hexdigest()[:16]
    path = cache_dir / f"library-{key}.npz"
    if path.exists():
        with np.load(path, allow_pickle=False) as stored:
            return Library(
                stored["spectra"].astype(np.float32), stored["group"], tuple(str(s) for s in stored["sources"])
            )
    _LOG.info("Assembling the spectral library (once; kept in %s).", path)
    library = assemble(folder, canopies)
    cache_dir.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=cache_dir, suffix=".npz")
    with os.fdopen(handle, "wb") as stream:
        np.savez(stream, spectra=library.spectra, group=library.group, sources=np.array(library.sources))
    os.replace(name, path)
    return library


def _stamp(folder: Path | None) -> str:
    """Return names and sizes of the library files, so that another data folder gives another cache."""
    if folder is None:
        return "none"
    folders = [folder / "speclib", folder / "more" / "klum", folder / "more" / "parthenium_asd"]
    files: Iterable[Path] = sorted(p for f in folders if f.is_dir() for p in f.iterdir() if p.is_file())
    return ";".join(f"{p.name}:{p.stat().st_size}" for p in files)


def write_packed(library: Library, folder: Path) -> Path:
    """Write a library to ``folder`` for a machine without the packages that made it; return the file."""
    water, mixed, ozone = gas_tables()
    path = folder / PACKED
    np.savez_compressed(
        path, spectra=library.spectra.astype(np.float16), group=library.group, sources=np.array(library.sources),
        liquid=liquid_water_absorption_per_m(), water=water, mixed=mixed, ozone=ozone,
    )  # fmt: skip
    return path


def _read_packed(path: Path) -> Library:
    """Read a library of :func:`write_packed`, and use its physical tables instead of the packages'."""
    with np.load(path, allow_pickle=False) as stored:
        GIVEN["liquid"] = (stored["liquid"],)
        GIVEN["gases"] = (stored["water"], stored["mixed"], stored["ozone"])
        sources = tuple(str(s) for s in stored["sources"])
        return Library(stored["spectra"].astype(np.float32), stored["group"], sources)
