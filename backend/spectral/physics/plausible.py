"""Plausible ranges of reflectance, to distinguish a wrong scale or offset from an unusual scene."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

LOWEST, HIGHEST = -0.05, 2.0  # of reflectance: errors of atmospheric correction; glint and clouds under a low sun
TOO_DARK = 0.01  # no scene is darker throughout: clear water has 0.02 in the blue, rough water more
MOST = 0.5
VISIBLE_NM, NEAR_INFRARED_NM, SHORTWAVE_NM = (440.0, 700.0), (770.0, 1000.0), (1500.0, 1750.0)
_BRIGHTEST, _TOP = 90.0, 99.0  # percentiles: of the bands' medians, and of all values
_WATER_RATIO = 0.6  # near infrared to visible: water, clear to turbid, is below; snow, cloud and land are above
_LAND_RATIO = 1.4  # plants and soils are above
_SNOW_RATIO = 0.5  # short-wave infrared to visible: snow and ice are below


class Likelihood(IntEnum):
    """How well values agree with reflectance."""

    IMPOSSIBLE = 0
    UNLIKELY = 1
    POSSIBLE = 2
    USUAL = 3


# Brightness (90th percentile of the bands' medians) that is usual, and possible, for scenes of each shape. Spectra of
# the ECOSTRESS and USGS libraries and the scenes of the project's tests are inside: water 0.01-0.1, turbid 0.3; burned
# ground and asphalt 0.06-0.1; plants, soils and cities 0.1-0.6; deserts 0.7; snow 0.3-1.1; clouds under a low sun 1.5.
_RANGES = {
    "water": ((0.01, 0.12), (0.004, 0.3)),
    "land": ((0.05, 0.8), (0.03, 1.0)),
    "snow": ((0.25, 1.2), (0.02, 1.6)),
    "flat": ((0.05, 0.7), (0.02, 1.6)),
}


def medians(values: np.ndarray) -> np.ndarray:
    """Return the median (C,) of the finite values in each band of (C, n); NaN if there are none."""
    return percentiles(values, 50.0)


def percentiles(values: np.ndarray, share: float) -> np.ndarray:
    """Return a percentile (C,) of the finite values in each band of (C, n); NaN if there are none."""
    found = [band[np.isfinite(band)] for band in values]
    return np.array([np.percentile(band, share) if band.size else np.nan for band in found], dtype=np.float64)


def fault(reflectance: np.ndarray) -> str | None:
    """Return why values (C, n) cannot be reflectance, as the end of a sentence "The reflectance of x ...", or None.

    Too bright: most bands have a median above 2. Too dark: 99 % of the values are below 0.01. Out of range: most values
    are.
    """
    values = reflectance[np.isfinite(reflectance)]
    if not values.size:
        return None
    typical = medians(reflectance)
    typical = typical[np.isfinite(typical)]
    if float(np.mean(typical > HIGHEST)) > MOST:
        return f"has a median of {np.median(typical):.3g}, far above 1"
    outside = float(np.mean((values < LOWEST) | (values > HIGHEST)))
    if outside > MOST:
        return f"is outside {LOWEST:g} to {HIGHEST:g} in {outside:.0%} of its values"
    if float(np.percentile(values, _TOP)) < TOO_DARK:
        return f"is below {TOO_DARK:g} throughout"
    return None


def fault_sentence(found: str, *, name: str, radiance: bool = False) -> str:
    """Return the error sentence for a :func:`fault`."""
    wanted = "units, scale and offset" if radiance else "scale and offset"
    return f"The reflectance of '{name}' {found}, so it cannot be mapped: give the right {wanted}."


def likelihood(reflectance: np.ndarray, center_nm: np.ndarray) -> Likelihood:
    """Return how well values (C, n) agree with reflectance at ``center_nm`` (C,), by brightness over the spectrum."""
    if fault(reflectance) is not None:
        return Likelihood.IMPOSSIBLE
    typical = medians(reflectance)
    known = np.isfinite(typical)
    if not known.any():
        return Likelihood.POSSIBLE
    usual, possible = _RANGES[shape_of(typical, center_nm)]
    bright = float(np.percentile(typical[known], _BRIGHTEST))
    if usual[0] <= bright <= usual[1]:
        return Likelihood.USUAL
    return Likelihood.POSSIBLE if possible[0] <= bright <= possible[1] else Likelihood.UNLIKELY


def shape_of(spectrum: np.ndarray, center_nm: np.ndarray) -> str:
    """Return "water", "land", "snow" or "flat" from band ratios of a spectrum (C,); "flat" if bands are missing."""

    def mean(limits: tuple[float, float]) -> float:
        within = np.isfinite(spectrum) & (center_nm >= limits[0]) & (center_nm <= limits[1])
        return float(spectrum[within].mean()) if within.any() else np.nan

    visible, near, shortwave = (mean(limits) for limits in (VISIBLE_NM, NEAR_INFRARED_NM, SHORTWAVE_NM))
    if not (visible > 0 and np.isfinite(near)):
        return "flat"
    if near < _WATER_RATIO * visible:
        return "water"
    if near > _LAND_RATIO * visible:
        return "land"
    return "snow" if shortwave < _SNOW_RATIO * visible else "flat"
