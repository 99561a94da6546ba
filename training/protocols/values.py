"""Convert the numbers of a file to reflectance, as its entry describes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import BoolArray, FloatArray
from backend.spectral.physics.radiometry import apparent_reflectance_gain, parse_time, solar_zenith
from training.tasks.data.patches import BandTable

BRIGHT = 0.5
"""Reflectance assigned to the 98th percentile of a scene if its file does not state a unit."""
_BRIGHT_SHARE = 98.0  # percent
_MOST_PIXELS = 65536  # most pixels of a scene used for its level factor


@dataclass(frozen=True)
class Values:
    """Conversion to reflectance: (number + offset) * scale; for radiance also times pi d^2 / (E0 cos(zenith)).

    Attributes:
        kind: "reflectance"; "radiance", which the scale converts to W m-2 sr-1 um-1; or "relative", radiance of unknown
            unit: its spectral shape is correct, and its level is set by :data:`BRIGHT`. The figures depend little on
            the level, because training varies brightness.
        scale: factor.
        offset: added before the factor.
        nodata: numbers that mark a pixel as missing if any band has one of them.
        empty: number that marks a pixel as missing if all bands have it; NaN for none.
        acquired: time in UTC, for the position of the sun.
        lon: longitude in degrees.
        lat: latitude in degrees.
    """

    kind: str = "reflectance"
    scale: float = 1.0
    offset: float = 0.0
    nodata: tuple[float, ...] = ()
    empty: float = 0.0
    acquired: str = ""
    lon: float = 0.0
    lat: float = 0.0

    def valid(self, numbers: NDArray[np.generic]) -> BoolArray:
        """Return the mask (H, W) of the valid pixels of a file's numbers (C, H, W)."""
        lost = ~np.isfinite(numbers).all(axis=0)
        for number in self.nodata:
            lost |= (numbers == number).any(axis=0)
        lost |= (numbers == self.empty).all(axis=0)
        seen: BoolArray = ~lost
        return seen

    def reflectance(self, numbers: NDArray[np.generic], table: BandTable, *, level: float = 1.0) -> FloatArray:
        """Return reflectance (C, H, W); ``level`` is the factor of the whole scene (:meth:`level`)."""
        gain = np.float32(self.scale * level) * self._gain(table).astype(np.float32)
        found: FloatArray = (numbers.astype(np.float32) + np.float32(self.offset)) * gain[:, None, None]
        return found

    def level(self, numbers: NDArray[np.generic], table: BandTable) -> float:
        """Return the level factor of a scene (C, H, W) of unknown unit; 1 if the unit is known."""
        if self.kind != "relative":
            return 1.0
        seen = np.argwhere(self.valid(numbers))
        if not len(seen):
            return 1.0
        rows, cols = seen[:: max(1, len(seen) // _MOST_PIXELS)].T
        bright = float(
            np.percentile(self.reflectance(numbers[:, rows, cols][..., None], table).mean(axis=0), _BRIGHT_SHARE)
        )
        return BRIGHT / bright if bright > 0 else 1.0

    def _gain(self, table: BandTable) -> NDArray[np.float64]:
        if self.kind == "reflectance":
            return np.ones(table.bands.count)
        when = parse_time(self.acquired) if self.acquired else None
        zenith = None if when is None else solar_zenith(when, lon=self.lon, lat=self.lat)
        gain: NDArray[np.float64] = apparent_reflectance_gain(
            table.bands.center_nm, table.bands.fwhm_nm, sun_zenith_deg=zenith, acquired=self.acquired or None
        )
        return gain
