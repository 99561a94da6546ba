"""Pages and tables that the plugin writes: they never replace a raster or its metadata."""

from __future__ import annotations

from pathlib import Path

from ...backend.common.errors import OutputError
from ..i18n import tr

_HEAD = 200_000


def spare_rasters(path: Path) -> None:
    """Refuse a path at which there is a raster, its header or metadata; other files may be replaced.

    Raises:
        OutputError: one sentence, nothing is touched.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:  # missing, or a folder: the writer reports it
        return
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = start.startswith((b"<!doctype html", b"<html"))
    header = start.startswith(b"envi") and b"samples" in start
    item = start[:1] == b"{" and b'"stac_version"' in start
    if b"\0" in head or header or item or (start[:1] == b"<" and not page):
        text = tr("'{}' is part of a raster and would be damaged: choose another name.")
        raise OutputError(text.format(path.name))
