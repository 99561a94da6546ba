"""All files that belong to an input, so that no output overwrites one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from ..common.documents import read_document
from ..common.errors import InputError
from ..common.outputs.targets import InputFiles
from .base import RasterMeta
from .files.references import check_references, outside_files
from .readers import aviris_classic

_PLAIN = ("raster", "ENVI")  # files beside these are other rasters
_LEAST_STEM = 8  # least length of the common prefix of a product's files
_MOST_BESIDE = 5_000  # most files in a folder whose names are read
_AFTER_NAME = (".aux.xml", ".ovr", ".msk", ".hdr", ".specaware.json", ".xml")
_AFTER_STEM = (
    *(".hdr", ".aux", ".rrd", ".ige", ".qml", ".prj", ".wld", ".tfw", ".rpb", ".imd", "_rpc.txt", "_metadata.xml"),
    *(".dbf", ".shx", ".shp", ".cpg", ".sbn", ".sbx", ".gpkg-wal", ".gpkg-shm", ".gfs"),  # of labels
)
_STAC = (".json", ".stac.json")


def files_of(meta: RasterMeta, source: Path | str | None = None) -> InputFiles:
    """Return all files of an open raster or product; ``source`` is the path that was opened."""
    source = meta.path if source is None else Path(source)
    found = files_beside(source, *(meta.files or (meta.path,)))
    read = [file for file in meta.files if file.is_file()]
    if meta.product in _PLAIN:
        flights = {(file.parent, stem) for file in read if (stem := aviris_classic.flight(file.name)) is not None}
        return found | InputFiles(stems=frozenset(flights))
    home = source if source.is_dir() else source.parent
    nested = any(home in file.parents and file.parent != home for file in read)
    folders = frozenset({home}) if nested or source.is_dir() else frozenset()
    return found | InputFiles(folders=folders, stems=_stems(read))


def _stems(files: Iterable[Path]) -> frozenset[tuple[Path, str]]:
    """Return the common prefixes of the product's file names by folder, cut at the last separator that all share."""
    names: dict[Path, list[str]] = {}
    for file in files:
        names.setdefault(file.parent, []).append(file.name)
    stems = set()
    for folder, group in names.items():
        start = _common_start(group) if len(group) > 1 else ""
        stem = start[: max(start.rfind(mark) for mark in "_-.") + 1]
        if len(stem) >= _LEAST_STEM:
            stems.add((folder, stem))
    return frozenset(stems)


def _common_start(names: list[str]) -> str:
    first, last = min(names), max(names)
    return first[: next((i for i, (a, b) in enumerate(zip(first, last)) if a != b), len(first))]


def files_beside(*paths: Path | str | None) -> InputFiles:
    """Return files, all files that they refer to, and their sidecars; folders with all their content."""
    given = [Path(path) for path in paths if path]
    files, folders = [path for path in given if not path.is_dir()], [path for path in given if path.is_dir()]
    with outside_files(True):  # files that are not followed in reading must not be overwritten either
        for path in list(files):
            try:
                files += check_references(path)
            except InputError:
                continue
    known = set(files)
    for file in files:
        known.update(_sidecars(file))
    _listing.cache_clear()
    return InputFiles(frozenset(known), frozenset(folders))


def _sidecars(file: Path) -> list[Path]:
    beside = _listing(file.parent)
    name, stem = file.name.lower(), file.stem.lower()
    wanted = [name + ending for ending in _AFTER_NAME] + [stem + ending for ending in _AFTER_STEM]
    found = [file.with_name(beside[key]) for key in wanted if key in beside]
    stac = [*(name + ending for ending in _STAC), *(stem + ending for ending in _STAC), "item.json"]
    return found + [path for key in stac if key in beside and _is_stac(path := file.with_name(beside[key]))]


@lru_cache(maxsize=64)
def _listing(folder: Path) -> dict[str, str]:
    """Return the names of the files in a folder by lower-case name."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name.lower(): entry.name for entry, _ in zip(entries, range(_MOST_BESIDE))}
    except OSError:
        return {}


def _is_stac(path: Path) -> bool:
    try:
        document = read_document(path)
    except (OSError, ValueError):
        return False
    return isinstance(document, dict) and document.get("type") == "Feature" and "stac_version" in document
