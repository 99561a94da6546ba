"""Snow spectra by grain size: asymptotic radiative transfer with ice absorption."""

from __future__ import annotations

import numpy as np

from backend.common.arrays import DoubleArray

from ..grid import GRID_NM

# Imaginary refractive index of ice (Warren & Brandt 2008, J. Geophys. Res. 113, D14220) at some of its wavelengths.
_ICE_UM = (
    0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65, 0.70, 0.75, 0.80, 0.84, 0.88, 0.90, 0.95, 0.98, 1.00, 1.03, 1.06, 1.10,
    1.15, 1.20, 1.25, 1.30, 1.36, 1.40, 1.42, 1.44, 1.46, 1.481, 1.493, 1.515, 1.563, 1.613, 1.68, 1.76, 1.83, 1.87,
    1.905, 1.942, 1.98, 2.02, 2.062, 2.105, 2.15, 2.19, 2.245, 2.29, 2.35, 2.41, 2.50, 2.55,
)  # fmt: skip
_ICE_K = (
    2.0e-11, 2.365e-11, 9.239e-11, 5.889e-10, 2.289e-9, 5.73e-9, 1.43e-8, 2.9e-8, 5.87e-8, 1.34e-7, 1.51e-7, 3.35e-7,
    4.2e-7, 6.02e-7, 1.12e-6, 1.62e-6, 2.33e-6, 1.96e-6, 1.7e-6, 2.29e-6, 6.71e-6, 1.29e-5, 1.32e-5, 1.42e-5, 1.98e-5,
    5.959e-5, 1.516e-4, 2.942e-4, 4.941e-4, 5.532e-4, 5.143e-4, 3.858e-4, 2.659e-4, 2.046e-4, 1.522e-4, 1.302e-4,
    1.632e-4, 4.081e-4, 1.108e-3, 1.614e-3, 1.566e-3, 1.267e-3, 7.586e-4, 4.025e-4, 2.707e-4, 2.026e-4, 2.538e-4,
    4.591e-4, 5.956e-4, 7.53e-4, 7.647e-4,
)  # fmt: skip


def ice_absorption_per_m() -> DoubleArray:
    """Return the bulk absorption coefficient (F,) of ice in 1/m on the grid, 4 pi k / wavelength."""
    k = np.exp(np.interp(GRID_NM / 1000.0, _ICE_UM, np.log(_ICE_K)))
    return 4.0 * np.pi * k / (GRID_NM * 1e-9)


def snow_spectra(rng: np.random.Generator, count: int) -> DoubleArray:
    """Draw ``count`` snow spectra (count, F): grain diameters 0.05-2.5 mm, clean to dusty or sooty.

    Albedo = exp(-sqrt(alpha L)), L = 13 grain diameters (Kokhanovsky & Zege 2004, Appl. Opt. 43, 1589), with an
    impurity absorption that falls with wavelength (dust: power 2-4; soot: power 1) and a slight blue-sky tilt.
    """
    diameter_m = 10 ** rng.uniform(-4.3, -2.6, count)[:, None]
    impurity = (
        10 ** rng.uniform(-3.0, 0.3, count)[:, None] * (GRID_NM / 550.0) ** -rng.uniform(0.8, 4.0, count)[:, None]
    )
    alpha = ice_absorption_per_m()[None] + impurity
    albedo = np.exp(-np.sqrt(alpha * 13.0 * diameter_m))
    return albedo * rng.uniform(0.85, 1.02, count)[:, None]
