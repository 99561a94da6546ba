"""Pages and tables that the plugin itself writes: they never take the place of a raster or of what describes one."""

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
    except OSError:  # not there, or a folder: who writes says what is wrong
        return
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = start.startswith((b"<!doctype html", b"<html"))
    header = start.startswith(b"envi") and b"samples" in start
    item = start[:1] == b"{" and b'"stac_version"' in start
    if b"\0" in head or header or item or (start[:1] == b"<" and not page):
        text = tr("'{}' is part of a raster and would be damaged: choose another name.")
        raise OutputError(text.format(path.name))
