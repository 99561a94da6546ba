"""What calls of rasterio have in common: the errors for files it cannot read, and how GDAL reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


def errors() -> tuple[type[Exception], ...]:
    """Return the exception types to catch around a call of rasterio.

    GDAL's own errors (``CPLE_...``) are no subclass of RasterioError and escape from some calls.
    """
    from rasterio._err import CPLE_BaseError
    from rasterio.errors import RasterioError

    return RasterioError, CPLE_BaseError, ValueError, UnicodeError, OSError


@contextmanager
def reading() -> Iterator[None]:
    """Read pixels within this: raw files (EHdr, ERS, PDS, VICAR, virtual ones) that end early then raise.

    GDAL's shortcut for them, GDAL_ONE_BIG_READ, which it takes by itself, gives zeros.
    """
    import rasterio

    with rasterio.Env(GDAL_ONE_BIG_READ="NO"):
        yield
