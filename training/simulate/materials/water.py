"""Water-leaving reflectance: pure water, chlorophyll, coloured matter, sediment, shallow bottoms and glint."""

from __future__ import annotations

import numpy as np

from backend.common.arrays import DoubleArray

from ..grid import GRID_NM
from .canopies import liquid_water_absorption_per_m


def water_spectra(rng: np.random.Generator, count: int, bottoms: DoubleArray) -> DoubleArray:
    """Draw ``count`` reflectance spectra (count, F) of inland, coastal and open water.

    Inherent optical properties: pure water (PROSPECT's liquid water coefficients; scattering after Morel 1974),
    phytoplankton after Bricaud et al. 1995 (two Gaussian bands on a background), coloured dissolved matter
    a(440) exp(-S (l - 440)), particles with power-law backscatter. Remote-sensing reflectance after Lee et al. 1999
    (Appl. Opt. 38, 3831), also over a visible bottom.

    Args:
        rng: source of randomness.
        count: number of spectra.
        bottoms: (n, F) reflectance of sands, soils and plants used as bottoms of shallow water.
    """
    wl = GRID_NM[None]
    chl = 10 ** rng.uniform(-1.3, 1.7, (count, 1))  # mg m-3
    cdom = 10 ** rng.uniform(-2.0, 0.6, (count, 1))  # absorption at 440 nm, 1/m
    clear, turbid = 10 ** rng.uniform(-1.5, 0.6, (count, 1)), 10 ** rng.uniform(0.5, 2.0, (count, 1))  # g m-3
    tsm = np.where(rng.random((count, 1)) < 0.8, clear, turbid)
    absorption = (
        liquid_water_absorption_per_m()[None]
        + chl**0.7 * 0.045 * _pigment_shape()
        + cdom * np.exp(-rng.uniform(0.011, 0.019, (count, 1)) * (wl - 440.0))
        + tsm * 0.02 * np.exp(-0.010 * (wl - 440.0))
    )
    backscatter = (
        0.5 * 0.00288 * (wl / 500.0) ** -4.32
        + tsm * rng.uniform(0.006, 0.014, (count, 1)) * (wl / 550.0) ** -rng.uniform(0.1, 1.2, (count, 1))
        + 0.002 * chl**0.62 * (wl / 550.0) ** -rng.uniform(0.0, 1.0, (count, 1))
    )
    rrs = _surface_reflectance(rng, absorption, backscatter, bottoms)
    return rrs + _glint(rng, count)


def _pigment_shape() -> DoubleArray:
    """Return the phytoplankton absorption relative to 440 nm (1, F)."""
    wl = GRID_NM[None]
    blue = np.exp(-0.5 * ((wl - 440.0) / 38.0) ** 2)
    red = 0.55 * np.exp(-0.5 * ((wl - 675.0) / 11.0) ** 2)
    background = 0.25 * np.exp(-np.maximum(wl - 440.0, 0.0) / 110.0)
    cyan = 0.10 * np.exp(-0.5 * ((wl - 625.0) / 20.0) ** 2)
    return np.asarray(blue * 0.75 + red + background + cyan)


def _surface_reflectance(
    rng: np.random.Generator, a: DoubleArray, bb: DoubleArray, bottoms: DoubleArray
) -> DoubleArray:
    """Return reflectance above the surface, pi * Rrs (count, F), for deep water or over a bottom at 0.1-6 m."""
    count = len(a)
    u = bb / (a + bb)
    deep = (0.0895 + 0.1247 * u) * u
    kappa = a + bb
    depth = np.where(rng.random(count) < 0.3, 10 ** rng.uniform(-1.0, 0.8, count), 200.0)[:, None]
    bottom = bottoms[rng.integers(0, len(bottoms), count)] * rng.uniform(0.4, 1.0, count)[:, None]
    down, up_column, up_bottom = 1.1, 1.03 * np.sqrt(1.0 + 2.4 * u), 1.04 * np.sqrt(1.0 + 5.4 * u)
    column = 1.0 - np.exp(-np.minimum((down + up_column) * kappa * depth, 60.0))
    below = deep * column + bottom / np.pi * np.exp(-np.minimum((down + up_bottom) * kappa * depth, 60.0))
    return np.asarray(np.pi * 0.52 * below / (1.0 - 1.7 * below))


def _glint(rng: np.random.Generator, count: int) -> DoubleArray:
    """Draw reflected sky and sun (count, F): flat glint in most waters, up to 0.06 if rough, and bluish sky light."""
    flat = 10 ** rng.uniform(-3.5, -1.2, (count, 1)) * (rng.random((count, 1)) < 0.75)
    sky = 10 ** rng.uniform(-3.5, -2.0, (count, 1)) * (GRID_NM[None] / 450.0) ** -2.5
    return np.asarray(flat + sky)
