"""The user's sensor settings, which override a file's metadata."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from ..common.documents import read_document
from ..common.errors import SensorError
from ..common.wording import shown
from .bands import UNITS, parse_unit

SIDECAR_SUFFIX = ".specaware.json"
_LISTS = ("wavelengths", "fwhm_nm", "bad_bands", "good_bands")
_NUMBERS = ("scale", "offset", "gsd_m", "nodata", "sun_zenith_deg")
_LARGEST = sys.float_info.max  # infinity and long Python integers exceed it
_TEXTS = ("sensor", "level", "units", "wavelength_unit", "acquired")


def parse_level(text: str) -> str:
    """Return "L1" or "L2" for a level as written in products ("L1B", "l2a", "2").

    Raises:
        SensorError: anything else.
    """
    plain = text.strip().upper().removeprefix("LEVEL").strip(" -_").removeprefix("L") if text else ""
    if plain[:1] in ("1", "2"):
        return f"L{plain[0]}"
    raise SensorError(f"Level '{text}' is not known; use L1 (at sensor) or L2 (surface reflectance).")


@dataclass(frozen=True)
class SensorOverrides:
    """The user's statements; None means not stated.

    ``wavelengths``: one per band in ``wavelength_unit``; ``fwhm_nm``: one per band in nm; ``bad_bands`` and
    ``good_bands``: 1-based numbers of bands to exclude and include; physical value = raw * ``scale`` + ``offset`` in
    ``units`` ("1" or "reflectance", or a radiance unit); ``gsd_m``: metres; ``acquired``: ISO 8601 in UTC;
    ``sun_zenith_deg``: degrees. ``alone`` True: these are all statements, and the saved sidecar is ignored (the sensor
    dialog tries values out).
    """

    sensor: str | None = None
    level: str | None = None
    units: str | None = None
    scale: float | None = None
    offset: float | None = None
    wavelengths: tuple[float, ...] | None = None
    wavelength_unit: str | None = None
    fwhm_nm: tuple[float, ...] | None = None
    bad_bands: tuple[int, ...] | None = None
    good_bands: tuple[int, ...] | None = None
    gsd_m: float | None = None
    nodata: float | None = None
    acquired: str | None = None
    sun_zenith_deg: float | None = None
    alone: bool | None = None

    def __post_init__(self) -> None:
        """Turn lists into tuples and refuse impossible values."""
        for name in _LISTS:
            value = getattr(self, name)
            if value is not None:
                kind = int if name.endswith("bands") else float
                object.__setattr__(self, name, _numbers(name, value, kind))
        for name in _NUMBERS:
            value = getattr(self, name)
            if value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) > _LARGEST:
                raise SensorError(f"Sensor setting '{name}' must be a number, not {shown(value)}.")
            if name in ("scale", "gsd_m") and not value > 0:
                raise SensorError(f"Sensor setting '{name}' must be greater than 0, not {shown(value)}.")
            object.__setattr__(self, name, float(value))
        for name in _TEXTS:
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise SensorError(f"Sensor setting '{name}' must be text, not {shown(value)}.")
        if self.alone not in (None, True, False):
            raise SensorError(f"Sensor setting 'alone' must be true or false, not {shown(self.alone)}.")
        if self.level is not None:
            object.__setattr__(self, "level", parse_level(self.level))
        if self.wavelength_unit is not None and parse_unit(self.wavelength_unit) is None:
            raise SensorError(f"Wavelength unit '{self.wavelength_unit}' is not known; use one of {', '.join(UNITS)}.")

    def to_json(self) -> dict[str, Any]:
        """Return the stated values as a JSON object."""
        stated = {key: value for key, value in asdict(self).items() if value is not None}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in stated.items()}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> SensorOverrides:
        """Return the overrides of a JSON object made by :meth:`to_json`.

        Raises:
            SensorError: it is not an object, a field is unknown, or a value has the wrong type.
        """
        if not isinstance(document, Mapping):
            raise SensorError("Sensor settings must be a JSON object; save them again from the sensor dialog.")
        known = {f.name for f in fields(cls)}
        unknown = sorted(str(key) for key in set(document) - known)
        if unknown:
            raise SensorError(f"Sensor setting '{unknown[0]}' is not known; use {', '.join(sorted(known))}.")
        return cls(**{key: value for key, value in document.items() if value is not None})

    def over(self, other: SensorOverrides) -> SensorOverrides:
        """Return these statements with the gaps filled from ``other``."""
        stated = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None}
        return replace(other, **stated)


def _numbers(name: str, value: Any, kind: type) -> tuple[Any, ...]:  # noqa: ANN401 - checked here
    try:
        if isinstance(value, (str, bytes)):
            raise TypeError
        numbers = tuple(kind(v) for v in value)
    except (TypeError, ValueError, OverflowError):
        raise SensorError(f"Sensor setting '{name}' must be a list of numbers.") from None
    if not all(abs(v) <= _LARGEST for v in numbers):  # False for NaN too
        raise SensorError(f"Sensor setting '{name}' holds a number that is not finite; correct the list.")
    return numbers


def sidecar_path(raster: Path) -> Path:
    """Return the path of a raster's saved settings: ``<raster>.specaware.json`` beside it."""
    return raster.with_name(raster.name + SIDECAR_SUFFIX)


def load_sidecar(raster: Path) -> SensorOverrides | None:
    """Return the settings saved beside a raster, or None.

    Raises:
        SensorError: the file is damaged.
    """
    path = sidecar_path(raster)
    if not path.is_file():
        return None
    try:
        document = read_document(path)
    except (OSError, ValueError):
        raise SensorError(f"'{path.name}' cannot be read as JSON; delete it or save the settings again.") from None
    return SensorOverrides.from_json(document)


def save_sidecar(raster: Path, overrides: SensorOverrides) -> Path:
    """Write the settings beside the raster and return the file's path."""
    path = sidecar_path(raster)
    path.write_text(json.dumps(overrides.to_json(), indent=1) + "\n", encoding="utf-8")
    return path
