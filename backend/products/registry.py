"""The product readers, most specific first."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..common.errors import InputError
from ..common.extensions import added
from ..common.locations import plain_path, web_address
from ..common.wording import counted
from ..job.sources import has_product_name
from ..spectral.overrides import SensorOverrides
from .base import Product
from .files import package
from .files.lengths.whole import check_whole
from .readers import (
    archives,
    aviris,
    band_files,
    desis,
    emit,
    enmap,
    envi,
    geotiff,
    hyperion,
    hyperion_l1r,
    landsat,
    neon,
    pace,
    prisma,
    sentinel2,
    stac_item,
    tanager,
)


@dataclass(frozen=True)
class Reader:
    """A kind of product: ``opens`` tells quickly whether a file or folder is one, ``open`` opens it."""

    name: str
    opens: Callable[[Path], bool]
    open: Callable[[Path, SensorOverrides | None], Product]


_PACKED = (".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".gz", ".7z", ".rar")
_MOST_FILES = 1000  # of a folder that is no product, looked at in search of one

READERS: tuple[Reader, ...] = (
    Reader("EnMAP", enmap.opens, enmap.open_enmap),
    Reader("PRISMA", prisma.opens, prisma.open_prisma),
    Reader("DESIS", desis.opens, desis.open_desis),
    Reader("EMIT", emit.opens, emit.open_emit),
    Reader("Hyperion", hyperion.opens, hyperion.open_hyperion),
    Reader("Hyperion L1R", hyperion_l1r.opens, hyperion_l1r.open_hyperion_l1r),
    Reader("AVIRIS", aviris.opens, aviris.open_aviris),
    Reader("NEON", neon.opens, neon.open_neon),
    Reader("Tanager", tanager.opens, tanager.open_tanager),
    Reader("PACE", pace.opens, pace.open_pace),
    Reader("Sentinel-2", sentinel2.opens, sentinel2.open_sentinel2),
    Reader("Landsat", landsat.opens, landsat.open_landsat),
    Reader("band files", band_files.opens, band_files.open_band_files),
    Reader("ENVI", envi.opens, envi.open_envi),
    Reader("raster", geotiff.opens, geotiff.open_raster),
)


def reader_of(path: Path) -> Reader | None:
    """Return the most specific reader that takes a file or folder, or None."""
    package.forget()
    return next((reader for reader in (*added("readers"), *READERS) if reader.opens(path)), None)


def is_product(folder: str) -> bool:
    """Return True for a folder that is one scene: by its names, or if it has no folders and a reader takes it."""
    if has_product_name(folder):
        return True
    with os.scandir(folder) as entries:
        return not any(entry.is_dir() for entry in entries) and reader_of(Path(folder)) is not None


def open_product(path: Path | str, overrides: SensorOverrides | None = None) -> Product:
    """Open a raster or product by any file or folder a user may name or drop.

    Raises:
        InputError: the file is missing, empty, damaged or of an unknown kind.
        SensorError: the user's or sidecar's statements do not fit it.
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
    if stac_item.is_item(source):
        source = stac_item.stands_for(source)
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
    raise InputError(f"'{source.name}' is not a product that SpecAware reads; choose a raster or a metadata file.")


def _scenes_in(folder: Path) -> list[Path]:
    """Return the products directly in a folder: what a reader of products takes, ENVI headers aside."""
    try:
        inside = sorted(folder.iterdir())[:_MOST_FILES]
    except OSError:
        return []
    found = [(item, reader) for item in inside if (reader := reader_of(item)) is not None and reader is not READERS[-1]]
    return [item for item, reader in found if reader.name != "ENVI" or item.suffix.lower() != ".hdr"]
