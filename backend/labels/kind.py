"""Refuse label files that make GDAL fetch or compute data, because they could read anything.

Sources: GDAL's documentation of the drivers OGR_VRT, WFS, GDALG, OAPIF and HTTP.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ..common.errors import InputError

_HEAD = 1_000_000
_MOST_MEMBERS = 200
_DESCRIPTION = re.compile(
    rb"<\s*(?:OGR|GDAL)\w*|<\s*(?:\w+:)?(?:WFS|WMS|WCS|CSW)\w*|gdal_streamed_alg|gdal_virtual", re.I
)  # fmt: skip


def check_label_kind(path: Path) -> None:
    """Refuse a file that describes data elsewhere, also inside a zip archive.

    Raises:
        InputError: the file is such a description.
    """
    if path.is_file() and any(_is_description(head) for head in _heads(path)):
        raise InputError(
            f"Labels {path.name} refer to data elsewhere; "
            "save them as a GeoPackage, GeoJSON or Shapefile and choose that."
        )


def _is_description(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{") and _DESCRIPTION.search(head) is not None


def _heads(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield file.read(_HEAD)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for member in archive.infolist()[:_MOST_MEMBERS]:
                    with archive.open(member) as file:
                        yield file.read(_HEAD)
    except (OSError, zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError):
        return  # the library will report the error
