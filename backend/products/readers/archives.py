"""Zip or tar archives of ordinary rasters: open the only raster, or ask which one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...common.errors import InputError
from ...common.wording import counted
from ...spectral.overrides import SensorOverrides
from ..files.package import Package, is_archive, package_of
from .geotiff import RasterioProduct

_RASTERS = (".tif", ".tiff", ".jp2", ".bsq", ".bil", ".bip", ".pix", ".img", ".dat")
_HDF = (".he5", ".h5", ".hdf5", ".nc", ".nc4", ".hdf", ".l1r", ".mat")
_PACKED = (".zip", ".tar", ".gz", ".tgz", ".7z", ".rar")
_SHOWN = 3  # names in a sentence


def within(source: Path) -> tuple[Path, str] | None:
    """Return the archive and the inner name of a path into an archive ("a.zip/b.tif"), else None."""
    for folder in source.parents:
        if is_archive(folder):
            return folder, source.relative_to(folder).as_posix()
        if folder.exists():
            return None
    return None


def open_within(archive: Path, name: str, overrides: SensorOverrides | None) -> RasterioProduct:
    """Open one raster of an archive in place.

    Raises:
        InputError: it does not exist, or its format cannot be read inside an archive.
    """
    package = _listed(archive)
    if name not in package.names:
        raise InputError(f"'{name}' is not in '{archive.name}'; it holds {_some(package.names)}.")
    if name.lower().endswith((*_HDF, *_PACKED)):
        raise InputError(f"'{name}' cannot be read inside '{archive.name}'; unpack it and choose the file.")
    return RasterioProduct(archive / name, overrides, opened_as=package.gdal_path(name), files=(archive,))


def open_only(archive: Path, overrides: SensorOverrides | None) -> RasterioProduct:
    """Open the only raster of an archive.

    Raises:
        InputError: there is none or more than one, or it cannot be read in place.
    """
    package = _listed(archive)
    plain = [name for name in package.names if not name.startswith(("__MACOSX/", "."))]
    rasters = [name for name in plain if name.lower().endswith(_RASTERS)]
    if len(rasters) == 1:
        return open_within(archive, rasters[0], overrides)
    if rasters:
        example = f"{archive.name}/{rasters[0]}"
        count = counted(len(rasters), "raster")
        raise InputError(f"'{archive.name}' holds {count} ({_some(rasters)}); give one as '{example}'.")
    others = [name for name in plain if name.lower().endswith((*_HDF, *_PACKED))]
    if others:
        raise InputError(f"'{archive.name}' holds {_some(others)}, not readable inside it; unpack it first.")
    raise InputError(f"'{archive.name}' holds no raster that SpecAware can read; unpack it and choose what to map.")


def _listed(archive: Path) -> Package:
    package = package_of(archive)
    if package is None:
        raise InputError(f"'{archive.name}' cannot be read as an archive; copy or download it again.")
    return package


def _some(names: Sequence[str]) -> str:
    """Return the first names, and the number of the others."""
    shown = ", ".join(f"'{name}'" for name in names[:_SHOWN]) or "nothing"
    return shown + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
