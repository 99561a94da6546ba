"""Cloud detection by tests of reflectance, for rasters without quality layers.

A pixel is cloud if all tests agree. Their thresholds are published ones:

* white and bright in the visible: haze-optimised transform blue - 0.5 red > 0.08 (Zhang, Guindon & Cihlar 2002,
  Remote Sens. Environ. 82, 173-187) and whiteness < 0.7 (Gomez-Chova et al. 2007), as in Fmask (Zhu & Woodcock 2012,
  Remote Sens. Environ. 118, 83-94);
* no plants: near infrared less than twice the red and the green (ACCA: Irish et al. 2006, Photogramm. Eng. Remote
  Sens. 72, 1179-1188);
* no bright rock: near infrared over 1.6 um above 0.75 (Fmask);
* no snow: normalised difference of green and 1.6 um below 0.4 (Hall, Riggs & Salomonson 1995, Remote Sens. Environ. 54,
  127-140) and reflectance at 1.6 um above 0.2, which snow with grains above 50 um does not reach (Wiscombe & Warren
  1980, J. Atmos. Sci. 37, 2712-2733);
* made of droplets or crystals: darker at 2.2 than at 1.6 um by a factor of 0.88 (water; 0.86 for droplets of 5 um, less
  for larger ones), or bright at 1.6 um and much brighter in the green (ice, which is as bright at 2.2 um). Absorption
  of Kou, Labrie & Chylek 1993, Appl. Opt. 32, 3531-3540, through the asymptotic theory of Kokhanovsky & Zege 2004,
  Appl. Opt. 43, 1589-1602. Concrete, sand and sun glint have 0.9 to 1 and are not brighter in the green;
* or, at the sensor (level L1), bright at 1.38 um, where water vapour hides the ground: thin cirrus from 0.012, cloud
  from 0.035 (Sentinel-2 level 2A algorithm theoretical basis document).

Detectors may saturate: a test whose reflectance reaches 1 cannot reject a cloud.

**Thin cloud** is partly transparent. Over clear ground blue and red lie along a line (Zhang, Guindon & Cihlar 2002).
A pixel that is bluer than this line by more than the scene's own scatter is covered by thin cloud, or is blue itself:
it only counts if it touches a cloud or has a shadow (``products.clouds.shadows``). **Water** (greener than near
infrared, black at 1.6 um) is never a shadow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import FloatArray

RANGES_NM: dict[str, tuple[float, float, float]] = {
    "blue": (440.0, 520.0, 480.0), "green": (530.0, 590.0, 560.0), "red": (620.0, 690.0, 655.0),
    "near": (780.0, 900.0, 860.0), "short": (1550.0, 1700.0, 1640.0), "long": (2080.0, 2300.0, 2200.0),
    "cirrus": (1360.0, 1390.0, 1375.0),
}  # fmt: skip
"""Range and middle in nm of the bands that each test needs."""
NEEDED = ("blue", "green", "red", "near", "short")
VISIBLE = ("blue", "green", "red")
_MOST_BANDS = 3  # bands per range, nearest to its middle; their mean has less noise

HAZE_LEAST = 0.08
WHITENESS_MOST = 0.7
PLANTS_MOST = 2.0
ROCK_LEAST = 0.75
SNOW_INDEX_MOST = 0.4
SNOW_SHORT_MOST = 0.2
ICE_INDEX_LEAST, ICE_SHORT_LEAST = 0.15, 0.3
DROPLETS_MOST = 0.88
DARK_LEAST = 0.03  # least reflectance at 2.2 um (Fmask)
CIRRUS_THIN, CIRRUS_THICK = 0.012, 0.035
SATURATED = 1.0
VEIL_LEAST = 0.02
"""Least excess of blue reflectance over the clear line: haze in the clearest scenes varies by half of this."""
VEIL_DEVIATIONS = 6.0  # in units of the clear ground's scatter around its line
_LINE_PIXELS, _LINE_ROUNDS, _LINE_KEEPS = 256, 5, 3.0
WATER_SHORT_MOST = 0.05
PATH_MOST = (0.15, 0.10, 0.07)
"""Largest path reflectance in blue, green and red subtracted at level L1: a Rayleigh atmosphere with haze."""
_DARK_QUANTILE = 0.01


@dataclass(frozen=True)
class CloudTests:
    """The tests for one raster.

    Attributes:
        rows: name of a range -> those of ``bands`` inside it.
        bands: positions, among the bands passed to :meth:`of`, of those that the tests read.
        path: path reflectance (3,) in blue, green and red, subtracted first.
        line: slope, intercept and tolerance of blue over red on clear ground; None if the scene does not define it.
    """

    rows: dict[str, tuple[int, ...]]
    bands: tuple[int, ...]
    path: FloatArray
    line: tuple[float, float, float] | None = None

    @classmethod
    def of(cls, center_nm: NDArray[np.floating], *, level: str) -> CloudTests | None:
        """Choose among bands with centres (C,) in nm; None if they cannot separate cloud from snow and ground."""
        chosen: dict[str, list[int]] = {}
        for name, (low, high, middle) in RANGES_NM.items():
            inside = [i for i, value in enumerate(center_nm) if low <= value <= high]
            near = sorted(inside, key=lambda i: abs(float(center_nm[i]) - middle))
            if near and (name != "cirrus" or level == "L1"):
                chosen[name] = near[:_MOST_BANDS]
        if any(name not in chosen for name in NEEDED):
            return None
        bands = tuple(sorted({i for found in chosen.values() for i in found}))
        rows = {name: tuple(bands.index(i) for i in found) for name, found in chosen.items()}
        return cls(rows, bands, np.zeros(len(VISIBLE), dtype=np.float32))

    def less_path(self, sample: FloatArray) -> CloudTests:
        """Return the tests with the path reflectance of a level-1 scene: that of its darkest pixels (Chavez 1988).

        ``sample`` (len(bands), n): at-sensor reflectance of pixels of the whole scene.
        """
        if not sample.shape[1]:
            return self
        darkest = [np.quantile(sample[list(self.rows[name])].mean(axis=0), _DARK_QUANTILE) for name in VISIBLE]
        path = np.clip(darkest, 0.0, PATH_MOST).astype(np.float32)
        return replace(self, path=path)

    def with_clear_line(self, sample: FloatArray) -> CloudTests:
        """Return the tests with the line of blue over red on the clear ground of a ``sample`` (len(bands), n).

        Least squares in five rounds, without values three deviations off: bright roofs, blue roofs, thin clouds.
        """
        value = self._values(sample[:, ~self.clouds(sample)])
        red, blue = value["red"].astype(np.float64), value["blue"].astype(np.float64)
        if red.size < _LINE_PIXELS or float(np.ptp(red)) <= 0.0:
            return self
        kept = np.ones(red.size, dtype=bool)
        for _ in range(_LINE_ROUNDS):
            slope, start = np.polyfit(red[kept], blue[kept], 1)
            off = blue - slope * red - start
            scatter = 1.4826 * float(np.median(np.abs(off)))
            kept = np.abs(off) <= max(_LINE_KEEPS * scatter, 1e-6)
        return replace(self, line=(float(slope), float(start), max(VEIL_LEAST, VEIL_DEVIATIONS * scatter)))

    def veil(self, pixels: FloatArray) -> NDArray[np.bool_]:
        """Return a mask, True where reflectance (len(bands), ...) is bluer than clear ground, as under thin cloud."""
        if self.line is None:
            return np.zeros(pixels.shape[1:], dtype=bool)
        value, (slope, start, tolerance) = self._values(pixels), self.line
        blue, green, red = (np.minimum(value[name], np.float32(SATURATED)) for name in VISIBLE)
        veiled = (blue - np.float32(slope) * red - np.float32(start) > tolerance) | (red >= SATURATED)
        short = value["short"]
        return np.asarray(veiled & (green - short < SNOW_INDEX_MOST * (green + short)) & ~self._is_water(value))

    def ground(self, pixels: FloatArray) -> tuple[FloatArray, FloatArray, NDArray[np.bool_]]:
        """Return reflectance near 0.86 and 1.6 um of pixels (len(bands), ...), and a water mask."""
        value = self._values(pixels)
        return value["near"], value["short"], self._is_water(value)

    @staticmethod
    def _is_water(value: dict[str, FloatArray]) -> NDArray[np.bool_]:
        return np.asarray((value["green"] > value["near"]) & (value["short"] < WATER_SHORT_MOST))

    def _values(self, pixels: FloatArray) -> dict[str, FloatArray]:
        value = {name: pixels[list(rows)].mean(axis=0) for name, rows in self.rows.items()}
        for name, air in zip(VISIBLE, self.path):
            value[name] = value[name] - air
        return value

    def clouds(self, pixels: FloatArray) -> NDArray[np.bool_]:
        """Return a mask, True where reflectance (len(bands), ...) is that of cloud."""
        value = self._values(pixels)
        found = self._white(value) & self._above_ground(value)
        if "cirrus" in value:
            found |= value["cirrus"] > CIRRUS_THICK
        return np.asarray(found, dtype=bool)

    def cirrus(self, pixels: FloatArray) -> NDArray[np.bool_]:
        """Return a mask, True where reflectance (len(bands), ...) is cirrus; all False without a band at 1.38 um."""
        rows = self.rows.get("cirrus")
        if rows is None:
            return np.zeros(pixels.shape[1:], dtype=bool)
        return np.asarray(pixels[list(rows)].mean(axis=0) > CIRRUS_THIN, dtype=bool)

    @staticmethod
    def _white(value: dict[str, FloatArray]) -> NDArray[np.bool_]:
        blue, green, red = (np.minimum(value[name], np.float32(SATURATED)) for name in VISIBLE)
        mean = (blue + green + red) / 3.0
        away = np.abs(blue - mean) + np.abs(green - mean) + np.abs(red - mean)
        saturated = np.maximum(np.maximum(blue, green), red) >= SATURATED
        white = ((blue - 0.5 * red > HAZE_LEAST) | (red >= SATURATED)) & ((away < WHITENESS_MOST * mean) | saturated)
        near = value["near"]
        return np.asarray(white & (near < PLANTS_MOST * red) & (near < PLANTS_MOST * green))

    @staticmethod
    def _above_ground(value: dict[str, FloatArray]) -> NDArray[np.bool_]:
        near, short = value["near"], value["short"]
        green = np.minimum(value["green"], np.float32(SATURATED))
        saturated = short >= SATURATED
        index = green - short < SNOW_INDEX_MOST * (green + short)
        rock = (near > ROCK_LEAST * short) | saturated
        found = index & (short > SNOW_SHORT_MOST) & rock
        if "long" in value:
            long = value["long"]
            water = (long < DROPLETS_MOST * short) | saturated | (long >= SATURATED)
            ice = (green - short > ICE_INDEX_LEAST * (green + short)) & (short > ICE_SHORT_LEAST)
            found &= (water | ice) & (long > DARK_LEAST)
        return np.asarray(found)
