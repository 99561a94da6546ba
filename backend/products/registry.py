"""The product readers, most specific first; adding one is a file and a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..spectral.overrides import SensorOverrides
from . import (
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
    package,
    prisma,
    sentinel2,
    tanager,
)
from .base import Product
from .whole import check_whole


@dataclass(frozen=True)
class Reader:
    """A kind of product: ``opens`` tells quickly whether a file or folder is one, ``open`` opens it."""

    name: str
    opens: Callable[[Path], bool]
    open: Callable[[Path, SensorOverrides | None], Product]


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
    return next((reader for reader in READERS if reader.opens(path)), None)


def open_product(path: Path | str, overrides: SensorOverrides | None = None) -> Product:
    """Open a raster or product by any file or folder a user may name or drop.

    Raises:
        InputError: the file is missing, empty, damaged or of an unknown kind.
        SensorError: the user's or sidecar's statements do not fit it.
    """
    source = Path(path)
    if "\0" in str(path) or not source.exists():
        raise InputError(f"'{str(source)[:1000]}' does not exist; check the path.")
    if source.is_file() and source.stat().st_size == 0:
        raise InputError(f"'{source.name}' is empty; copy or download it again.")
    if source.name.lower().endswith((".tar.gz", ".tgz", ".tar.bz2", ".gz", ".7z", ".rar")):
        raise InputError(f"'{source.name}' cannot be read in parts; unpack it and choose what it holds.")
    if source.is_file():
        check_whole(source)
    reader = reader_of(source)
    if reader is None:
        raise InputError(f"'{source.name}' is no product this program reads; choose a raster or a metadata file.")
    return reader.open(source, overrides)
