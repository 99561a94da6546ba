"""Typed spectral metadata: wavelengths are never passed between packages as a bare list of floats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..common.errors import SensorError

_NM_PER_UNIT = {"nm": 1.0, "um": 1000.0, "angstrom": 0.1}
_UNIT_ALIASES = {
    "nm": "nm", "nanometer": "nm", "nanometers": "nm", "nanometre": "nm", "nanometres": "nm",
    "um": "um", "µm": "um", "μm": "um", "micron": "um", "microns": "um", "micrometer": "um", "micrometers": "um",
    "micrometre": "um", "micrometres": "um",
    "a": "angstrom", "å": "angstrom", "angstrom": "angstrom", "angstroms": "angstrom", "ångström": "angstrom",
    "cm-1": "cm-1", "1/cm": "cm-1", "cm^-1": "cm-1", "wavenumber": "cm-1", "wavenumbers": "cm-1",
}  # fmt: skip
_SPELLED = re.compile(r"(nano|mi[ck]ro)-?met(?:er|re|r|ro|ri)s?(?: ?[\[(](?:nm|um|µm|μm)[\])])?")
UNITS = ("nm", "um", "angstrom", "cm-1")
UNKNOWN_GSD_M = 30.0  # what models are told where the pixel size is not known: that of EnMAP, PRISMA, Landsat


def parse_unit(text: str) -> str | None:
    """Return the canonical unit ("nm", "um", "angstrom", "cm-1") of a unit as written in a file, or None."""
    plain = text.strip().lower().rstrip(".")
    known = _UNIT_ALIASES.get(plain)
    if known is not None:
        return known
    letters = (c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    spelled = _SPELLED.fullmatch("".join(letters))
    return None if spelled is None else "nm" if spelled.group(1) == "nano" else "um"


@dataclass(frozen=True)
class Wavelengths:
    """Band centres in nanometres; :meth:`from_` is the only way to create them, so that the unit is always stated."""

    nm: tuple[float, ...]

    @classmethod
    def from_(cls, values: Sequence[float], unit: str) -> Wavelengths:
        """Convert ``values`` (C,) in ``unit`` (nm, um, angstrom or cm-1, in any spelling) to nm.

        Raises:
            SensorError: the unit is unknown, or a value is not a positive finite number.
        """
        canonical = parse_unit(unit)
        if canonical is None:
            raise SensorError(f"Wavelength unit '{unit}' is not known; use one of {', '.join(UNITS)}.")
        raw = np.asarray(values, dtype=np.float64)
        if raw.ndim != 1 or not np.all(np.isfinite(raw)) or np.any(raw <= 0):
            raise SensorError("Wavelengths must be positive, finite numbers, one per band; correct the list.")
        with np.errstate(over="ignore"):
            nm = 1e7 / raw if canonical == "cm-1" else raw * _NM_PER_UNIT[canonical]
        if not np.all(np.isfinite(nm)):
            raise SensorError("Wavelengths must be positive, finite numbers, one per band; correct the list.")
        return cls(tuple(float(v) for v in nm))

    def __len__(self) -> int:
        return len(self.nm)

    def __iter__(self) -> Iterator[float]:
        return iter(self.nm)


@dataclass(frozen=True)
class Band:
    """Metadata of one raster band: 1-based number, centre and FWHM in nm, whether usable, and the sources of these.

    ``origin`` names the source of the centre ("band item", "ENVI header", "band name", "sensor table EnMAP", "user",
    ...); ``fwhm_origin`` and ``good_origin`` name those of the other two. ``center_nm`` is None if unknown.
    """

    number: int
    center_nm: float | None
    fwhm_nm: float | None = None
    good: bool = True
    origin: str = "unknown"
    fwhm_origin: str = "unknown"
    good_origin: str = "default"
    name: str = ""


@dataclass(frozen=True)
class BandSet:
    """The bands of a raster or a sensor, in the raster's order."""

    bands: tuple[Band, ...]

    def __len__(self) -> int:
        return len(self.bands)

    def __iter__(self) -> Iterator[Band]:
        return iter(self.bands)

    @property
    def has_wavelengths(self) -> bool:
        """True if every band has a centre."""
        return bool(self.bands) and all(b.center_nm is not None for b in self.bands)

    @property
    def used(self) -> tuple[int, ...]:
        """0-based positions of bands that are good and have a centre."""
        return tuple(i for i, b in enumerate(self.bands) if b.good and b.center_nm is not None)

    def center_nm(self) -> np.ndarray:
        """Centres (C,) float64 in nm; NaN where unknown."""
        return np.array([np.nan if b.center_nm is None else b.center_nm for b in self.bands], dtype=np.float64)

    def fwhm_nm(self) -> np.ndarray:
        """FWHM (C,) float64 in nm; NaN where unknown."""
        return np.array([np.nan if b.fwhm_nm is None else b.fwhm_nm for b in self.bands], dtype=np.float64)

    def good(self) -> np.ndarray:
        """Usable flags (C,) bool."""
        return np.array([b.good for b in self.bands], dtype=bool)


@dataclass(frozen=True)
class Sensor:
    """Meaning of a raster's numbers.

    ``level`` is "L1" (at sensor) or "L2" (at the surface); ``quantity`` "radiance" or "reflectance"; physical value =
    raw * scale + offset, in ``units`` ("1" for reflectance; see radiometry for radiance units). Products whose scale
    raw * scale + offset, in ``units`` ("1" for reflectance; see radiometry for radiance units). If the scale differs
    between bands, ``band_scale`` and ``band_offset`` (one value per band) replace ``scale`` and ``offset``. ``fill``:
    numbers above 0 that mean nodata if all bands have them. ``acquired``: an ISO 8601 time in UTC. ``origins``: the
    sources of name, level, quantity, units, scale, offset, gsd_m, acquired and sun_zenith_deg. None means unknown.
    """

    name: str | None
    bands: BandSet
    level: str | None = None
    quantity: str | None = None
    gsd_m: float | None = None
    scale: float | None = None
    offset: float = 0.0
    units: str | None = None
    nodata: float | None = None
    valid_range: tuple[float, float] | None = None
    acquired: str | None = None
    sun_zenith_deg: float | None = None
    source: str = ""
    band_scale: tuple[float, ...] | None = None
    band_offset: tuple[float, ...] | None = None
    fill: tuple[float, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)
