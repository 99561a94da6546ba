"""Sensor, level and date from file names, by the missions' naming rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from .evidence import Evidence


@dataclass(frozen=True)
class _Rule:
    """``pattern`` finds the product's name; ``time`` is the strptime format of its group "time"."""

    pattern: re.Pattern[str]
    sensor: str
    time: str = ""


def _rule(pattern: str, sensor: str, time: str = "") -> _Rule:
    return _Rule(re.compile(pattern, re.I), sensor, time)


# AVIRIS: JPL data portals, "Flight name"; EMIT: EMIT L1B/L2A user guides (LP DAAC); EnMAP: HSI product specification
# EN-PCV-ICD-2009; PRISMA: product specification; Sentinel-2: SAFE naming; Landsat: collection 2 product identifier.
_RULES = (
    _rule(r"ang(?P<time>\d{8}t\d{6})", "AVIRIS-NG", "%Y%m%dT%H%M%S"),
    _rule(r"av3(?P<time>\d{8}t\d{6})", "AVIRIS-3", "%Y%m%dT%H%M%S"),
    _rule(r"av5(?P<time>\d{8}t\d{6})", "AVIRIS-5", "%Y%m%dT%H%M%S"),
    _rule(r"(?<![a-z0-9])f(?P<time>\d{6})t\d{2}p\d{2}r\d{2}", "AVIRIS-Classic", "%y%m%d"),
    _rule(r"prm(?P<time>\d{8}t\d{6})", "PRISM", "%Y%m%dT%H%M%S"),
    _rule(r"EMIT_L\w+_\d+_(?P<time>\d{8}T\d{6})", "EMIT", "%Y%m%dT%H%M%S"),
    _rule(r"ENMAP0?1-*_*L\w+-DT\d+_(?P<time>\d{8}T\d{6})Z", "EnMAP", "%Y%m%dT%H%M%S"),
    _rule(r"PRS_L\w{1,2}_[A-Z_]+_(?P<time>\d{14})", "PRISMA", "%Y%m%d%H%M%S"),
    _rule(r"DESIS-HSI-L\w+-DT\w+-(?P<time>\d{8}T\d{6})", "DESIS", "%Y%m%dT%H%M%S"),
    _rule(r"(?<![a-z0-9])S2[ABC]_(?:MSI)?L(?:1C|2A)_(?:T\w{5}_)?(?P<time>\d{8})", "Sentinel-2", "%Y%m%d"),
    _rule(r"(?<![a-z0-9])T\d{2}[A-Z]{3}_(?P<time>\d{8}T\d{6})(?!\d)", "Sentinel-2", "%Y%m%dT%H%M%S"),
    _rule(r"(?<![a-z0-9])(?:Sentinel[-_ ]?2[ABC]?|S2[ABC]?_L(?:1C|2A))(?![a-z0-9])", "Sentinel-2"),
    _rule(r"L[CO]0[89]_L\w{3}_\d{6}_(?P<time>\d{8})", "Landsat 8/9 OLI", "%Y%m%d"),
    _rule(r"LT0[45]_L\w{3}_\d{6}_(?P<time>\d{8})", "Landsat 4/5 TM", "%Y%m%d"),
    _rule(r"LE07_L\w{3}_\d{6}_(?P<time>\d{8})", "Landsat 7 ETM+", "%Y%m%d"),
    _rule(r"(?<![a-z0-9])EO1H\d{6}(?P<time>\d{7})", "Hyperion", "%Y%j"),
    _rule(r"(?P<time>\d{8}_\d{6})_\d\d_\w{4}_(?:basic|ortho)_(?:radiance|sr)", "Tanager", "%Y%m%d_%H%M%S"),
)
_LEVEL = re.compile(r"(?:(?<![a-z])|(?<=_MSI))L(?:EVEL)?[-_]?([12])[A-DGRT]?(?:SP|SR|TP|GT)?(?![a-z0-9])", re.I)
_RADIANCE = re.compile(r"(?<![a-z])(?:rdn|rad|radiance)(?![a-z])", re.I)
_REFLECTANCE = re.compile(r"(?<![a-z])(?:rfl|refl|reflectance|surfrefl|boa|corr)(?![a-z])", re.I)
_TOP = re.compile(r"(?<![a-z])toa(?![a-z])", re.I)  # top of atmosphere
_TOA_REFLECTANCE = ("Sentinel-2",)  # sensors whose level 1 is top-of-atmosphere reflectance


def of_file_name(name: str) -> Evidence:
    """Return what a file name states about sensor, level, quantity and time of a raster."""
    found = next(((rule, m) for rule in _RULES for m in [rule.pattern.search(name)] if m), None)
    sensor = acquired = None
    if found is not None:
        rule, match = found
        sensor, acquired = rule.sensor, _utc(match.group("time"), rule.time) if rule.time else None
    level = quantity = None
    stated = _LEVEL.search(name)
    if stated is not None:
        level = f"L{stated.group(1)}"
    if _RADIANCE.search(name):
        level, quantity = "L1", "radiance"
    elif _REFLECTANCE.search(name):
        level, quantity = level or ("L1" if _TOP.search(name) else "L2"), "reflectance"
    elif level is None and sensor in _TOA_REFLECTANCE and _TOP.search(name):
        level, quantity = "L1", "reflectance"
    elif level == "L1" and sensor in _TOA_REFLECTANCE:
        quantity = "reflectance"
    return Evidence(origin="file name", sensor=sensor, level=level, quantity=quantity, acquired=acquired)


def _utc(text: str, form: str) -> str | None:
    try:
        when = datetime.strptime(text.upper(), form)
    except ValueError:
        return None
    return when.strftime("%Y-%m-%dT%H:%M:%SZ" if "%H" in form else "%Y-%m-%d")
