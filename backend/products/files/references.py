"""Files from which a raster reads its pixels: sources of a VRT, links and external storage of HDF5.

Only rasters below the folder of the raster that names them are read, unless the user allows more, and never files on
the network. Otherwise a file from elsewhere could send requests, or show any file of the user as pixels.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element  # nosec B405 - types only

from ...common.errors import InputError
from .package import parse_xml

_MAX_VRT = 200_000_000
_MOST_FILES = 50_000
_MOST_OBJECTS = 200_000  # most objects of an HDF5 file
_HEAD = 4096
_HDF5 = b"\x89HDF\r\n\x1a\n"
_NAMING = {"sourcefilename", "sourcedataset", "dempath"}  # VRT elements with a file name
_NAMING_WARP = {"x_dataset", "y_dataset", "rpc_dem"}  # metadata items that matter when GDAL warps
_CONTAINERS = re.compile(r"/vsi(?:zip|tar|gzip)/|/vsisubfile/\d+_\d+,")
_SUBDATASET = re.compile(r'(?:HDF5|NETCDF|GTIFF_DIR:\d+):(?:"([^"]+)"|([^"]+?))(?::[^:\\/]*|:?//.*)?', re.I)
_CONNECTION = re.compile(r"[a-z][\w+.-]+:", re.I)  # two letters or more, so not a Windows drive


@dataclass(frozen=True)
class Reference:
    """A file named by another file. ``raw``: its bytes are used as pixels, whatever its format."""

    name: str
    path: Path | None
    raw: bool = False


class _Permission:
    """The permission given by the user of this process; only one job runs at a time."""

    outside = False


@contextmanager
def outside_files(allowed: bool) -> Iterator[None]:
    """Allow or forbid, for the duration of a block, that rasters read files outside their own folders."""
    before, _Permission.outside = _Permission.outside, allowed
    try:
        yield
    finally:
        _Permission.outside = before


def check_references(path: Path) -> tuple[Path, ...]:
    """Return all files that a raster refers to, directly or indirectly.

    Raises:
        InputError: it refers to the network, to something that is not a raster, or to a file outside its own folder
            that the user has not allowed.
    """
    top, waiting, seen = _folder(path), [path], {path.absolute()}
    found: list[Path] = []
    while waiting:
        one = waiting.pop()
        for reference in _references_of(one):
            other = _checked(reference, one, top)
            if other.absolute() in seen or len(seen) >= _MOST_FILES:
                continue
            seen.add(other.absolute())
            found.append(other)
            if not reference.raw and other.is_file():
                _check_kind(other, one)
                waiting.append(other)
    return tuple(found)


def check_found(path: Path, files: Iterable[str]) -> None:
    """Check the files of an open raster as reported by GDAL: headers of some formats name their data file.

    Raises:
        InputError: a file is outside the raster's folder.
    """
    for file in files:
        if not str(file).startswith("/vsi"):
            _checked(Reference(str(file), Path(file)), path, _folder(path))


def _folder(path: Path) -> Path:
    """Return the folder of a raster without "..", for comparison with the paths of the files it names."""
    return Path(os.path.abspath(path)).parent


def _checked(reference: Reference, owner: Path, top: Path) -> Path:
    """Return the file of a reference if it may be read."""
    if reference.path is None:
        raise InputError(
            f"'{owner.name}' refers to '{reference.name}', which is not a raster file on this computer; "
            "save it as a GeoTIFF and choose that."
        )
    place = Path(os.path.realpath(reference.path)) if reference.raw else Path(os.path.abspath(reference.path))
    folder = Path(os.path.realpath(top)) if reference.raw else top
    if not _Permission.outside and folder not in place.parents:
        raise InputError(
            f"'{owner.name}' reads '{place}' outside its own folder; if you trust it, allow that with "
            "--outside-files, in QGIS with 'Allow rasters to read other folders' in the Raster menu."
        )
    return reference.path


def _check_kind(path: Path, owner: Path) -> None:
    """Refuse a source that is text but not a VRT: descriptions of network services look like that."""
    head = _head(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{") and not _is_vrt(head):
        raise InputError(f"'{owner.name}' refers to '{path.name}', which is not a raster; correct the file.")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def _is_vrt(head: bytes) -> bool:
    return b"<VRTDataset" in head and b"\0" not in head


def _references_of(path: Path) -> tuple[Reference, ...]:
    try:
        facts = path.stat()
    except OSError:
        return ()
    return _cached(path, facts.st_mtime_ns, facts.st_size) if path.is_file() else ()


@lru_cache(maxsize=256)
def _cached(path: Path, changed_ns: int, size: int) -> tuple[Reference, ...]:
    head = _head(path)
    if head.startswith(_HDF5):
        return tuple(_of_hdf5(path))
    if not _is_vrt(head):
        return ()
    if size > _MAX_VRT:
        raise InputError(f"'{path.name}' is too large for a VRT ({size / 1e6:.0f} MB); make one with fewer sources.")
    return tuple(dict.fromkeys(_of_vrt(parse_xml(path.read_text("utf-8", "replace"), path.name), path)))


def _of_vrt(root: Element, path: Path) -> Iterator[Reference]:
    """Yield the sources of a VRT (GDAL's VRT driver documentation)."""
    raw = {id(inner) for band in root.iter() if _is_raw(band) for inner in band.iter()}
    warped = {
        id(item)
        for part in root.iter()
        if part.tag.endswith("Transformer")
        for item in part.iter()
        if item.tag == "MDI" and item.get("key", "").lower() in _NAMING_WARP
    }
    for element in root.iter():
        tag, text = element.tag.rsplit("}", 1)[-1].lower(), (element.text or "").strip()
        if tag == "pixelfunctionlanguage" and text.lower() != "builtin" and text:
            raise InputError(f"'{path.name}' contains code ({text}), which is not run; save it as a GeoTIFF.")
        named = tag in _NAMING or (tag == "argument" and "filename" in element.get("name", "").lower())
        if not text or not (named or id(element) in warped):
            continue
        relative = tag == "argument" or element.get("relativeToVRT", "0").strip() not in ("0", "")
        yield Reference(text, _file_of(text, path.parent if relative else None), raw=id(element) in raw)


def _is_raw(band: Element) -> bool:
    return any("raw" in str(value).lower() for key, value in band.items() if key.lower() == "subclass")


def _file_of(name: str, folder: Path | None) -> Path | None:
    """Return the file on disk that GDAL opens for a name; None if the name refers to something else."""
    found = _SUBDATASET.fullmatch(name)
    plain = (found[1] or found[2]) if found else name
    while (container := _CONTAINERS.match(plain)) is not None:
        plain = _existing_start(plain[container.end() :])
        folder = None
    if plain.startswith(("/vsi", "<", "{")) or _CONNECTION.match(plain):
        return None
    return Path(plain) if folder is None else folder / plain


def _existing_start(inner: str) -> str:
    """Return the archive in a path of the form archive/member, whose parts are not marked."""
    parts = inner.strip("{}").split("/")
    starts = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return next((start for start in starts if start and Path(start).is_file()), inner)


def _of_hdf5(path: Path) -> Iterator[Reference]:
    """Yield the files that an HDF5 file (including netCDF-4) links to: external links, virtual datasets, storage."""
    import h5py

    try:
        file = h5py.File(path, "r")
    except (OSError, RuntimeError):
        return
    with file:
        waiting: list[Any] = [file]
        seen: set[int] = set()
        while waiting and len(seen) < _MOST_OBJECTS:
            group = waiting.pop()
            for name in _names(group):
                try:
                    link = group.get(name, getlink=True)
                    if isinstance(link, h5py.ExternalLink):
                        yield Reference(link.filename, path.parent / link.filename)
                    if not isinstance(link, h5py.HardLink):
                        continue
                    member = group[name]
                    address = h5py.h5o.get_info(member.id).addr
                except (OSError, RuntimeError, KeyError, ValueError, TypeError):  # damaged here: nothing to read
                    continue
                if address in seen:
                    continue
                seen.add(address)
                if isinstance(member, h5py.Group):
                    waiting.append(member)
                elif isinstance(member, h5py.Dataset):
                    yield from _of_data_set(member, path)


def _names(group: Any) -> list[str]:  # noqa: ANN401 - h5py is untyped
    try:
        return list(group)
    except (OSError, RuntimeError, ValueError):
        return []


def _of_data_set(data: Any, path: Path) -> Iterator[Reference]:  # noqa: ANN401 - h5py is untyped
    try:
        plan = data.id.get_create_plist()
        stores = [os.fsdecode(plan.get_external(i)[0]) for i in range(plan.get_external_count())]
        parts = [part.file_name for part in data.virtual_sources()] if data.is_virtual else []
    except (OSError, RuntimeError, ValueError, TypeError):
        return
    for name in stores:  # HDF5 resolves them from the working folder, which is arbitrary
        yield Reference(name, Path(name).absolute(), raw=True)
    for name in parts:
        if name != ".":
            yield Reference(name, path.parent / name)
