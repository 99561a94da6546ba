"""Sentinel-2's processing baseline, from the names of a file and its folders and from the product's metadata."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ...common.errors import InputError
from ...spectral.text.lists import number
from ..files.package import first_text, parse_xml
from .evidence import Evidence
from .naming import of_file_name

_TOKEN = re.compile(r"(?<![A-Za-z0-9])N(0\d)(\d\d)(?![A-Za-z0-9])")  # SAFE naming: N0400, N0510
_METADATA = ("MTD_MSIL2A.xml", "MTD_MSIL1C.xml")
_LEVELS_UP = 4  # from an image in GRANULE/L2A_.../IMG_DATA/R10m to the SAFE folder
_MAX_TEXT = 10_000_000


def of_surroundings(path: Path) -> list[Evidence]:
    """Return the evidence from the names of a raster and its folders, and from Sentinel-2 metadata in these."""
    found = [replace(of_file_name(path.name), baseline=_baseline(path.name))]
    for folder in list(path.absolute().parents)[:_LEVELS_UP]:
        found += _metadata(folder)
        if _TOKEN.search(folder.name) or folder.name.upper().endswith(".SAFE"):
            above = of_file_name(folder.name)
            found.append(Evidence(origin="folder name", acquired=above.acquired, baseline=_baseline(folder.name)))
    return found


def _baseline(name: str) -> float | None:
    """Return the baseline in a name, 4.0 for N0400; None if it has none."""
    found = _TOKEN.search(name)
    return float(f"{found.group(1)}.{found.group(2)}") if found else None


def _metadata(folder: Path) -> list[Evidence]:
    """Return the baseline and date from the product metadata in a folder, if there is exactly one such file."""
    present = [folder / name for name in _METADATA if (folder / name).is_file()]
    if len(present) != 1 or present[0].stat().st_size > _MAX_TEXT:
        return []
    try:
        root = parse_xml(present[0].read_text(encoding="utf-8", errors="replace"), present[0].name)
    except (OSError, InputError):
        return []
    return [
        Evidence(
            origin=present[0].name,
            baseline=number(first_text(root, "PROCESSING_BASELINE") or ""),
            acquired=first_text(root, "PRODUCT_START_TIME"),
        )
    ]
