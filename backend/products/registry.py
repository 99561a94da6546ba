"""The product readers, most specific first."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from ..common.errors import InputError
from ..common.extensions import added
from ..common.locations import plain_path, web_address
from ..common.wording import counted
from ..job.sources import has_product_name
from ..spectral.overrides import SensorOverrides
from .base import Product
from .files import package
from .files.lengths.whole import check_whole, is_hdf5
from .readers import archives, geotiff


@dataclass(frozen=True)
class Reader:
    """A kind of product: ``opens`` tells quickly whether a file or folder is one, ``open`` opens it.

    It is not asked about what cannot be one: with ``hdf5``, what is no HDF5 file; with ``names``, a regular expression,
    single files whose names begin otherwise; with ``folders``, single files. Archives are no single files.
    """

    name: str
    opens: Callable[[Path], bool]
    open: Callable[[Path, SensorOverrides | None], Product]
    hdf5: bool = False
    names: str = ""
    folders: bool = False


def _reader(name: str, module: str, *, hdf5: bool = False, names: str = "", folders: bool = False) -> Reader:
    """Return the reader in a module of :mod:`.readers`, which is imported when the reader is asked."""

    def load(function: str) -> Any:  # noqa: ANN401 - a function
        return getattr(import_module(f".readers.{module}", __package__), function)

    return Reader(
        name,
        lambda path: bool(load("opens")(path)),
        lambda path, overrides: cast(Product, load(f"open_{module}")(path, overrides)),
        hdf5,
        names,
        folders,
    )


_PACKED = (".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".gz", ".7z", ".rar")
_MOST_FILES = 1000  # most files checked in a folder that is not a product itself

READERS: tuple[Reader, ...] = (
    _reader("EnMAP", "enmap", names="ENMAP"),
    _reader("PRISMA", "prisma", hdf5=True),
    _reader("DESIS", "desis", names="DESIS-HSI-"),
    _reader("EMIT", "emit", hdf5=True),
    _reader("Hyperion", "hyperion", names="EO1H"),
    _reader("Hyperion L1R", "hyperion_l1r", names="EO1H"),
    _reader("AVIRIS", "aviris", hdf5=True),
    _reader("NEON", "neon", hdf5=True),
    _reader("Tanager", "tanager", hdf5=True),
    _reader("PACE", "pace", hdf5=True),
    _reader("Sentinel-2", "sentinel2", names=r"MTD_|manifest\.safe|INSPIRE|\w+\.jp2"),
    _reader("Landsat", "landsat", names="L[COTE]0"),
    _reader("band files", "band_files", folders=True),
    _reader("ENVI", "envi"),
    Reader("raster", geotiff.opens, geotiff.open_raster),
)


def reader_of(path: Path) -> Reader | None:
    """Return the most specific reader that accepts a file or folder, or None."""
    package.forget()
    single = path.is_file() and not package.is_archive(path)
    hdf5 = path.is_file() and is_hdf5(path)
    readers: tuple[Reader, ...] = (*added("readers"), *READERS)
    for reader in readers:
        other = single and (reader.folders or re.match(reader.names, path.name, re.I) is None)
        if not other and (hdf5 or not reader.hdf5) and reader.opens(path):
            return reader
    return None


def is_product(folder: str) -> bool:
    """Return True for a folder that is one scene: by its names, or if it has no folders and a reader accepts it."""
    if has_product_name(folder):
        return True
    with os.scandir(folder) as entries:
        return not any(entry.is_dir() for entry in entries) and reader_of(Path(folder)) is not None


def open_product(path: Path | str, overrides: SensorOverrides | None = None) -> Product:
    """Open a raster or product by any file or folder that a user may choose or drop.

    Raises:
        InputError: the file is missing, empty, damaged or of an unknown kind.
        SensorError: statements of the user or the sidecar do not fit it.
    """
    name = str(path) if "\0" in str(path) else plain_path(str(path))
    source = Path(name)
    if web_address(name) is not None and not source.exists():
        return geotiff.open_address(name, overrides)
    inside = archives.within(source) if "\0" not in str(path) and not source.exists() else None
    if inside is not None:
        archive, name = inside
        whole = reader_of(archive)
        if whole is not None and whole is not READERS[-1]:
            return whole.open(archive, overrides)
        return archives.open_within(archive, name, overrides)
    if "\0" in str(path) or not source.exists():
        raise InputError(f"'{str(source)[:1000]}' does not exist; check the path.")
    if source.is_file() and source.stat().st_size == 0:
        raise InputError(f"'{source.name}' is empty; copy or download it again.")
    if source.name.lower().endswith(_PACKED):
        raise InputError(f"'{source.name}' cannot be read in parts; unpack it and choose what it holds.")
    if source.is_file():
        check_whole(source)
    if source.suffix.lower() == ".json":
        from .readers import stac_item

        source = stac_item.stands_for(source) if stac_item.is_item(source) else source
    return _opened(source, overrides)


def _opened(source: Path, overrides: SensorOverrides | None) -> Product:
    reader = reader_of(source)
    if reader is READERS[-1] and package.is_archive(source):
        return archives.open_only(source, overrides)
    if reader is not None:
        return reader.open(source, overrides)
    scenes = _scenes_in(source) if source.is_dir() else []
    if len(scenes) == 1:
        return _opened(scenes[0], overrides)
    if scenes:
        count = counted(len(scenes), "scene")
        raise InputError(f"Folder '{source.name}' holds {count}; choose one, such as '{scenes[0].name}'.")
    raise InputError(f"'{source.name}' is not a product that SpecAware can read; choose a raster or a metadata file.")


def _scenes_in(folder: Path) -> list[Path]:
    """Return the products directly in a folder that a product reader accepts, without ENVI headers."""
    try:
        inside = sorted(folder.iterdir())[:_MOST_FILES]
    except OSError:
        return []
    found = [(item, reader) for item in inside if (reader := reader_of(item)) is not None and reader is not READERS[-1]]
    return [item for item, reader in found if reader.name != "ENVI" or item.suffix.lower() != ".hdr"]
