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
"""GDAL drivers that may open a raster: image files. Except VRT, none accesses the network or refers to other data."""
ARCHIVED_DRIVERS = ("GTiff", "COG", "ENVI", "HFA", "JP2OpenJPEG", "NITF", "PNG", "JPEG")
"""Drivers that may open a raster in an archive: none that refers to other files."""
SELF_CONTAINED = ("GTiff", "COG", "JP2OpenJPEG", "NITF", "PNG", "JPEG", "VRT", "HDF5", "HDF5Image", "netCDF")
"""Drivers whose pixels are in the file itself, or whose references are checked by :mod:`.references`."""


def errors() -> tuple[type[Exception], ...]:
    """Return the exception types to catch around rasterio calls.

    GDAL's own errors (``CPLE_...``) are not subclasses of RasterioError, and some calls raise them.
    """
    from rasterio._err import CPLE_BaseError
    from rasterio.errors import RasterioError

    return RasterioError, CPLE_BaseError, ValueError, UnicodeError, OSError


@contextmanager
def reading(**options: str) -> Iterator[None]:
    """Read pixels in this context: truncated raw files (EHdr, ERS, PDS, VICAR, virtual ones) then raise an error.

    GDAL's shortcut GDAL_ONE_BIG_READ, on by default, returns zeros for them. ``options``: further GDAL options.
    """
    import rasterio

    with rasterio.Env(GDAL_ONE_BIG_READ="NO", **options):
        yield


def crs_of(dataset: Any) -> str | None:  # noqa: ANN401 - rasterio is untyped
    """Return the CRS of an open dataset as WKT; None if it has none, or one that GDAL cannot parse."""
    try:
        found = dataset.crs
        text = str(found.to_wkt()) if found else ""
    except errors():
        return None
    return text if 0 < len(text) <= _LONGEST_CRS else None


def descriptions_of(dataset: Any) -> list[str]:  # noqa: ANN401 - rasterio is untyped
    """Return the band names, "" for none; all are empty if one of them is not UTF-8."""
    try:
        return [name or "" for name in dataset.descriptions]
    except UnicodeError:
        return [""] * dataset.count
