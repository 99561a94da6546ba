"""The common spectral grid of all library spectra, and resampling to it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from backend.common.arrays import DoubleArray

GRID_NM: DoubleArray = np.arange(350.0, 2551.0, 5.0)
"""Centres (F,) of the fine grid in nm: 350-2550 nm in steps of 5 nm."""

GIVEN: dict[str, tuple[DoubleArray, ...]] = {}
"""Physical tables on the grid that were read from a file, and replace those of the packages pvlib and prosail."""

_EDGE_NM = 60.0  # span at either end from which spectra are extrapolated
_EDGE_LIMITS = (0.6, 1.15)  # an extrapolated value stays within these multiples of the last measured one


def resample(center_nm: npt.ArrayLike, spectra: npt.ArrayLike) -> DoubleArray:
    """Interpolate spectra onto :data:`GRID_NM`; the ends are extrapolated with a damped slope.

    Args:
        center_nm: (n,) sampling of the spectra in nm, any order; duplicates are averaged away by sorting.
        spectra: (s, n) reflectance; NaN marks missing samples, which are interpolated along the wavelength.

    Returns:
        (s, F) float64 reflectance on the grid.
    """
    order = np.argsort(np.asarray(center_nm, dtype=np.float64), kind="stable")
    x = np.asarray(center_nm, dtype=np.float64)[order]
    table = np.atleast_2d(np.asarray(spectra, dtype=np.float64))[:, order]
    out = np.empty((table.shape[0], GRID_NM.size))
    for row, values in enumerate(table):
        known = np.isfinite(values)
        out[row] = _continue(x[known], values[known]) if known.sum() > 3 else np.nan
    return out


def _continue(x: DoubleArray, y: DoubleArray) -> DoubleArray:
    """Interpolate linearly inside [x0, x1]; outside, use the mean slope of the last 60 nm, decaying and bounded."""
    out = np.interp(GRID_NM, x, y)
    for inside, edge, side in ((x <= x[0] + _EDGE_NM, x[0], -1.0), (x >= x[-1] - _EDGE_NM, x[-1], 1.0)):
        beyond = side * (GRID_NM - edge)  # > 0 outside the measured range
        last = float(y[0] if side < 0 else y[-1])
        slope = side * float(np.polyfit(x[inside], y[inside], 1)[0]) if inside.sum() > 1 else 0.0
        grown = last + slope * _EDGE_NM * (1.0 - np.exp(-np.maximum(beyond, 0.0) / _EDGE_NM))
        low, high = sorted((_EDGE_LIMITS[0] * last, _EDGE_LIMITS[1] * last))
        out = np.where(beyond > 0, np.clip(grown, low, high), out)
    return out


def at(wavelength_nm: float) -> int:
    """Return the grid index of the sample nearest to ``wavelength_nm``."""
    return int(np.argmin(np.abs(GRID_NM - wavelength_nm)))


def smooth_noise(rng: np.random.Generator, count: int, scale_nm: float) -> DoubleArray:
    """Draw smooth curves (count, F) over wavelength: mean 0, deviation about 1, correlated over ``scale_nm``."""
    knots = np.arange(GRID_NM[0] - scale_nm, GRID_NM[-1] + 2 * scale_nm, scale_nm)
    values = rng.standard_normal((count, knots.size))
    return np.stack([np.interp(GRID_NM, knots, v) for v in values])
