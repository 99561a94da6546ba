"""Band identifiers of archives, "B8A" or "SR_B4", as used in band names and names of single-band files.

Standard library only: QGIS imports this module. Sources: Sentinel-2 products specification document S2-PDGS-TAS-DI-PSD
(ESA), Landsat 8-9 collection 2 level 2 guide LSDS-1619 (USGS); Google Earth Engine writes B1 for B01.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_IDENTIFIER = re.compile(r"(?<![A-Za-z0-9])B(0*)(\d{1,2})(A?)(?![A-Za-z0-9])", re.I)
_THERMAL = re.compile(r"(?<![A-Za-z0-9])ST_$", re.I)  # surface temperature: ST_B10
_METRES = re.compile(r"_(?:10|20|30|60)m(?![A-Za-z0-9])", re.I)
_SENTINEL_2_NAME = re.compile(r"(?<![A-Za-z0-9])(?:S2[A-D]_|T\d{2}[A-Z]{3}_\d{8})", re.I)
_OLI_NAME = re.compile(r"(?<![A-Za-z0-9])L[CO]0[89]_", re.I)
SENTINEL_2, OLI, TM, ETM = "Sentinel-2", "Landsat 8/9 OLI", "Landsat 4/5 TM", "Landsat 7 ETM+"
_OLDER_NAMES = ((re.compile(r"(?<![A-Za-z0-9])LT0[45]_", re.I), TM), (re.compile(r"(?<![A-Za-z0-9])LE07_", re.I), ETM))
FEWEST = 4
"""Identifiers from which a sensor can be recognised."""


def identifier(name: str) -> str:
    """Return the identifier in a name, without leading zeros: "8A", "2"; "" if there are none or several."""
    found = {
        match.group(2).lstrip("0") + match.group(3).upper()
        for match in _IDENTIFIER.finditer(name)
        if not _THERMAL.search(name[: match.start()])
    }
    return found.pop() if len(found) == 1 else ""


def only_numbered(names: Sequence[str]) -> bool:
    """Return True for B1, B2, B3 ... in order, which may be a program's band numbers instead of identifiers."""
    written = [_IDENTIFIER.search(name) for name in names]
    found = [match for match in written if match is not None]
    return [m.group(2) + m.group(3) for m in found] == [str(n) for n in range(1, len(found) + 1)] and not any(
        m.group(1) for m in found
    )


def sensor_of(names: Sequence[str]) -> str | None:
    """Return the sensor to which these identifiers or file names belong; None if that is not certain."""
    found = {identifier(name) for name in names} - {""}
    if len(found) < FEWEST:
        return None
    if all(_OLI_NAME.search(name) for name in names if identifier(name)):
        return OLI
    for pattern, sensor in _OLDER_NAMES:
        if all(pattern.search(name) for name in names if identifier(name)):
            return sensor
    if "8A" in found or all(_SENTINEL_2_NAME.search(name) for name in names if identifier(name)):
        return SENTINEL_2
    reflectance = {identifier(name) for name in names if re.search(r"(?<![A-Za-z0-9])SR_B\d", name, re.I)}
    return OLI if "6" in reflectance and len(reflectance) >= FEWEST else None  # Landsat 4 to 7 have no SR_B6


def of_older_landsat(names: Sequence[str]) -> bool:
    """Return True for possible names of Landsat 4 to 7 (5 and 7 without 6), whose band 5 is band 6 of Landsat 8."""
    found = {identifier(name) for name in names}
    return {"5", "7"} <= found and "6" not in found and not any(_OLI_NAME.search(name) for name in names)


def band_files(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the single-band files of one scene by identifier, the finest resolution first; {} for anything else.

    ``names`` are the rasters of a folder. Their names may differ only in identifier and resolution, and must belong to
    one sensor (:func:`sensor_of`).
    """
    groups: dict[str, dict[str, list[str]]] = {}
    for name in sorted(names):
        stem = re.sub(r"\.\w{2,5}$", "", name)
        key = identifier(stem)
        if key:
            group = _METRES.sub("", _IDENTIFIER.sub("*", stem)).lower()
            groups.setdefault(group, {}).setdefault(key, []).append(name)
    scenes = [found for found in groups.values() if sensor_of([files[0] for files in found.values()])]
    return scenes[0] if len(scenes) == 1 else {}
