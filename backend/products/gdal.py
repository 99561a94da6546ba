"""The errors rasterio raises for files it cannot read, damaged or foreign."""

from __future__ import annotations


def errors() -> tuple[type[Exception], ...]:
    """Return the exception types to catch around a call of rasterio.

    GDAL's own errors (``CPLE_...``) are no subclass of RasterioError and escape from some calls.
    """
    from rasterio._err import CPLE_BaseError
    from rasterio.errors import RasterioError

    return RasterioError, CPLE_BaseError, ValueError, UnicodeError, OSError
