"""Shared handling of rasterio: errors, read settings, parts of files that may be damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_LONGEST_CRS = 100_000  # characters

DRIVERS = (
    "GTiff", "COG", "VRT", "ENVI", "HFA", "EHdr", "ERS", "PCIDSK", "JP2OpenJPEG", "NITF", "netCDF", "HDF5", "HDF5Image",
    "HDF4", "HDF4Image", "ISIS2", "ISIS3", "PDS", "PDS4", "VICAR", "RRASTER", "SAGA", "RST", "RMF", "KRO", "LAN",
    "PAux", "ILWIS", "MFF", "NDF", "FAST", "CEOS", "DIMAP", "TIL", "PNG", "JPEG", "GIF", "BMP", "PNM", "WEBP",
)  # fmt: skip
"""GDAL's formats that are opened: images in files. None that asks the network or describes other data sets but VRT."""
ARCHIVED_DRIVERS = ("GTiff", "COG", "ENVI", "HFA", "JP2OpenJPEG", "NITF", "PNG", "JPEG")
"""Those that are opened within archives: none that names other files."""
SELF_CONTAINED = ("GTiff", "COG", "JP2OpenJPEG", "NITF", "PNG", "JPEG", "VRT", "HDF5", "HDF5Image", "netCDF")
"""Those whose pixels are in the file itself, or whose references are followed by :mod:`.references`."""


def errors() -> tuple[type[Exception], ...]:
    """Return the exception types to catch around a call of rasterio.

    GDAL's own errors (``CPLE_...``) are no subclass of RasterioError and escape from some calls.
    """
    from rasterio._err import CPLE_BaseError
    from rasterio.errors import RasterioError

    return RasterioError, CPLE_BaseError, ValueError, UnicodeError, OSError


@contextmanager
def reading(**options: str) -> Iterator[None]:
    """Read pixels within this: raw files (EHdr, ERS, PDS, VICAR, virtual ones) that end early then raise.

    GDAL's shortcut for them, GDAL_ONE_BIG_READ, which it takes by itself, gives zeros. ``options``: others of GDAL's.
    """
    import rasterio

    with rasterio.Env(GDAL_ONE_BIG_READ="NO", **options):
        yield


def crs_of(dataset: Any) -> str | None:  # noqa: ANN401 - rasterio is untyped
    """Return the CRS of an open dataset as WKT; None where it has none, or one that GDAL does not understand."""
    try:
        found = dataset.crs
        text = str(found.to_wkt()) if found else ""
    except errors():
        return None
    return text if 0 < len(text) <= _LONGEST_CRS else None


def descriptions_of(dataset: Any) -> list[str]:  # noqa: ANN401 - rasterio is untyped
    """Return the names of the bands, "" where there is none; all empty where one of them is no UTF-8."""
    try:
        return [name or "" for name in dataset.descriptions]
    except UnicodeError:
        return [""] * dataset.count
