"""Display texts of an inspection: values, their sources, and whether they were guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..i18n import tr

USER = "user"
_GUESS = re.compile(r" \(unit guessed: ([^)]+)\)")
_OTHERS_BAND = re.compile(r"no band of (.+)")
_GUESSED = ("assumed", "inferred from values")
_KEYS = {"gsd_m": "gsd_origin", "sun_zenith_deg": "sun_zenith_origin"}


def origin_text(origin: str) -> str:
    """Return the display text for the engine's name of a source."""
    guess = _GUESS.search(origin)
    if guess:
        return tr("{}, unit guessed: {}").format(origin_text(origin[: guess.start()]), guess.group(1))
    other = _OTHERS_BAND.fullmatch(origin)
    if other:
        return tr("no band of {}").format(other.group(1))
    texts = {
        USER: tr("you"), "sidecar": tr("saved settings"), "unknown": tr("unknown"), "default": "",
        "band item": tr("band metadata"), "band name": tr("band name"), "band scale": tr("band scale"),
        "dataset item": tr("raster metadata"), "file name": tr("file name"), "wavelengths": tr("wavelengths"),
        "VRT source": tr("names of the source files"), "name of the band's file": tr("name of the band's file"),
        "assumed": tr("assumed"), "inferred from values": tr("inferred from the values"),
        "geotransform": tr("georeference"), "alpha band": tr("mask band"),
        "no data in the sample": tr("no data in the sample"),
        "constant in the sample": tr("constant in the sample"), "water vapour window": tr("water vapour"),
    }  # fmt: skip
    return texts.get(origin, origin)


def origin_of(found: Mapping[str, Any], key: str) -> str:
    """Return the engine's name for the source of the value of ``key``; "unknown" if it gives none."""
    return str(found.get(_KEYS.get(key, f"{key}_origin")) or "unknown")


def found_text(found: Mapping[str, Any], key: str) -> str:
    """Return what was found for ``key``, and whether that is a guess: "EnMAP (found)", "L2 (assumed)"."""
    value = found.get(key)
    if value in (None, ""):
        return tr("not stated")
    if isinstance(value, list):
        return tr("differs between bands")
    text = f"{value:g}" if isinstance(value, float) else str(value)
    if key == "offset":
        return tr("{} (assumed)").format(text) if origin_of(found, key) in _GUESSED else text  # mostly 0
    text = tr("reflectance") if (key, text) == ("units", "1") else text
    return (tr("{} (assumed)") if origin_of(found, key) in _GUESSED else tr("{} (found)")).format(text)


def unit_guess_of(found: Mapping[str, Any]) -> str:
    """Return the unit of wavelengths that an inspection had to guess; "" where it had not."""
    for band in found.get("bands", ())[:1]:
        match = _GUESS.search(str(band.get("origin", "")))
        if match:
            return match.group(1)
    return ""
