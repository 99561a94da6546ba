"""Radiance units, solar irradiance and sun geometry: from at-sensor radiance to apparent reflectance."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import datetime, timezone
from functools import lru_cache

import numpy as np

from ...common.errors import SensorError
from ..sensors import RESOURCES

REFERENCE_UNITS = "W m-2 sr-1 um-1"

_WORDS = (
    (r"[µμ]", "u"), (r"micro\s*", "u"), (r"milli\s*", "m"), (r"nano\s*", "n"), (r"centi\s*", "c"),
    (r"\bumeters?\b|\bumetres?\b|\bumetre\b|\bmicrons?\b|\bumicrons?\b", "um"), (r"\bnmeters?\b|\bnmetres?\b", "nm"),
    (r"\bcmeters?\b|\bcmetres?\b", "cm"), (r"\bmeters?\b|\bmetres?\b", "m"), (r"watts?\b", "w"),
    (r"steradians?\b|\bster\b", "sr"), (r"\bsquared?\b", "2"), (r"\bper\b", "/"), (r"\*\*|\^", ""),
)  # fmt: skip
_POWER = re.compile(r"^\s*(\d+(?:\.\d+)?)?\s*(u|m|n|k)?w(?![a-z])")
_FACTOR = re.compile(r"(cm|mm|um|nm|sr|m)(-?\d)?(?![a-z0-9])")
_WATTS = {None: 1.0, "u": 1e-6, "m": 1e-3, "n": 1e-9, "k": 1e3}
_PER_M2 = {"m": 1.0, "cm": 1e4, "mm": 1e6}
_PER_UM = {"um": 1.0, "nm": 1e3}


def is_reflectance_unit(text: str) -> bool:
    """Return True for spellings of "no unit" ("1", "reflectance", "unitless", "")."""
    return text.strip().lower() in {"", "1", "reflectance", "unitless", "none", "dimensionless", "rho", "ratio"}


def parse_radiance_units(text: str) -> float | None:
    """Return the factor from a radiance unit as written in a file to W m-2 sr-1 um-1, or None.

    It parses powers of watts (uW, mW, W) per area (cm2, m2), solid angle (sr) and wavelength (nm, um) in any
    order and notation: "uW cm-2 nm-1 sr-1", "mW/(cm^2 um sr)", "W/m2/sr/nm", "microwatts per square centimetre ...".
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip().lower()  # superscripts to digits
    plain = re.sub(r"square\s+(\w+)", r"\1 2", plain)
    for pattern, short in _WORDS:
        plain = re.sub(pattern, short, plain)
    plain = re.sub(r"[()\[\]{}*.,·/_]+(?!\d)", " ", plain)
    plain = re.sub(r"(cm|mm|um|nm|sr|m)\s+(-?[12])(?!\d)", r"\1\2", plain)
    power = _POWER.match(plain)
    if power is None:
        return None
    factor = _WATTS[power.group(2)] * float(power.group(1) or 1.0)
    seen = {"area": 0, "angle": 0, "wavelength": 0}
    for unit, exponent in _FACTOR.findall(plain[power.end() :]):
        size = abs(int(exponent)) if exponent else 1
        if unit == "sr" and size == 1:
            seen["angle"] += 1
        elif size == 2 and unit in _PER_M2:
            seen["area"] += 1
            factor *= _PER_M2[unit]
        elif size == 1 and unit in _PER_UM:
            seen["wavelength"] += 1
            factor *= _PER_UM[unit]
        else:
            return None
    return factor if all(count == 1 for count in seen.values()) else None


@lru_cache(maxsize=1)
def _solar_table() -> tuple[np.ndarray, np.ndarray]:
    table = np.loadtxt(RESOURCES / "solar_irradiance.csv", delimiter=",", skiprows=2)
    return table[:, 0], table[:, 1]


def irradiance_at(center_nm: np.ndarray, fwhm_nm: np.ndarray) -> np.ndarray:
    """Return the extraterrestrial solar irradiance (C,) in W m-2 um-1 at 1 au, averaged over Gaussian bands.

    Source: ASTM G173-03 (resources/solar_irradiance.csv). ``fwhm_nm`` (C,) may hold NaN, which means 10 nm.

    Raises:
        SensorError: a centre is outside 300-2700 nm, the range of the table.
    """
    grid, values = _solar_table()
    centers = np.asarray(center_nm, dtype=np.float64)
    if centers.size and (np.nanmin(centers) < grid[0] or np.nanmax(centers) > grid[-1]):
        raise SensorError(
            f"Radiance can be converted between {grid[0]:.0f} and {grid[-1]:.0f} nm only; exclude the bands outside."
        )
    widths = np.asarray(fwhm_nm, dtype=np.float64)
    sigma = np.where(np.isfinite(widths) & (widths > 0), widths, 10.0) / 2.3548  # FWHM of a Gaussian: 2 sqrt(2 ln 2)
    sigma = np.maximum(sigma, 1.0)  # the table's step
    cell = np.gradient(grid)
    weight = np.exp(-0.5 * ((grid[None, :] - centers[:, None]) / sigma[:, None]) ** 2) * cell  # (C, grid)
    result: np.ndarray = (weight @ values) / weight.sum(axis=1)
    return result


def earth_sun_distance(when: datetime) -> float:
    """Return the distance from earth to sun in au (Spencer 1971, Fourier series; error below 1e-4)."""
    angle = 2.0 * math.pi * (when.timetuple().tm_yday - 1) / 365.0
    inverse_square = (
        1.000110 + 0.034221 * math.cos(angle) + 0.001280 * math.sin(angle)
        + 0.000719 * math.cos(2 * angle) + 0.000077 * math.sin(2 * angle)
    )  # fmt: skip
    return 1.0 / math.sqrt(inverse_square)


def solar_zenith(when: datetime, *, lon: float, lat: float) -> float:
    """Return the sun's zenith angle in degrees at a UTC time and place (degrees); error below 0.1 degree."""
    return solar_position(when, lon=lon, lat=lat)[0]


def solar_position(when: datetime, *, lon: float, lat: float) -> tuple[float, float]:
    """Return the sun's zenith angle and azimuth (from north over east) in degrees at a UTC time and place (degrees).

    Low-precision formula of the Astronomical Almanac as given by Michalsky 1988, doi:10.1016/0038-092X(88)90045-X.
    """
    moment = when.replace(tzinfo=timezone.utc) if when.tzinfo is None else when.astimezone(timezone.utc)
    days = (moment - datetime(2000, 1, 1, 12, tzinfo=timezone.utc)).total_seconds() / 86400.0
    anomaly = math.radians((357.528 + 0.9856003 * days) % 360.0)
    mean = 280.460 + 0.9856474 * days
    longitude = math.radians((mean + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly)) % 360.0)
    obliquity = math.radians(23.439 - 4e-7 * days)
    ascension = math.atan2(math.cos(obliquity) * math.sin(longitude), math.cos(longitude))
    declination = math.asin(math.sin(obliquity) * math.sin(longitude))
    hours = moment.hour + moment.minute / 60.0 + moment.second / 3600.0
    sidereal = math.radians((15.0 * (6.697375 + 0.0657098242 * days + hours) + lon) % 360.0)
    phi, angle = math.radians(lat), sidereal - ascension
    up = math.sin(declination) * math.sin(phi) + math.cos(declination) * math.cos(phi) * math.cos(angle)
    east = -math.cos(declination) * math.sin(angle)
    north = math.sin(declination) * math.cos(phi) - math.cos(declination) * math.sin(phi) * math.cos(angle)
    zenith = math.degrees(math.acos(max(-1.0, min(1.0, up))))
    return zenith, math.degrees(math.atan2(east, north)) % 360.0


def parse_time(text: str) -> datetime | None:
    """Return the UTC time of an ISO 8601 text ("2016-09-10T18:57:02Z", "2022-07-24"), or None."""
    plain = text.strip().replace("Z", "+00:00").replace("z", "+00:00")
    plain = re.sub(r"(\.\d{6})\d+", r"\1", plain)
    plain = re.sub(r"\.(\d{1,5})(?=$|[+-])", lambda m: "." + m.group(1).ljust(6, "0"), plain)
    try:
        when = datetime.fromisoformat(plain)
    except ValueError:
        return None
    return when.replace(tzinfo=timezone.utc) if when.tzinfo is None else when.astimezone(timezone.utc)


def apparent_reflectance_gain(
    center_nm: np.ndarray, fwhm_nm: np.ndarray, *, sun_zenith_deg: float | None, acquired: str | None
) -> np.ndarray:
    """Return pi d^2 / (E0 cos(sza)) (C,): the factor from radiance in W m-2 sr-1 um-1 to apparent reflectance.

    If the sun's position is unknown or too low (zenith > 85 degrees), overhead sun is assumed; without a date, d = 1
    au.
    """
    zenith = 0.0 if sun_zenith_deg is None or not 0.0 <= sun_zenith_deg <= 85.0 else sun_zenith_deg
    when = parse_time(acquired) if acquired else None
    distance = 1.0 if when is None else earth_sun_distance(when)
    result: np.ndarray = math.pi * distance**2 / (irradiance_at(center_nm, fwhm_nm) * math.cos(math.radians(zenith)))
    return result
