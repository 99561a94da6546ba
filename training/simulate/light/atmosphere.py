"""Atmosphere: sky share of the illumination, gas transmittance, path radiance, and residuals of its correction.

All quantities are on the common grid (F,), so that a scene's atmosphere is convolved to the bands only once.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from backend.common.arrays import DoubleArray
from backend.common.errors import InputError

from ..grid import GIVEN, GRID_NM, smooth_noise

_COLUMNS_CM = (0.05, 0.2, 0.6, 1.5, 3.0, 6.0, 12.0)  # slant columns of water vapour tabulated
_OXYGEN_A_NM, _OXYGEN_A_WIDTH_NM = 761.5, 3.2
_HAZY, _OFFSET = 0.25, 0.05  # shares of the corrected scenes with residual haze, or with a constant offset


def _spectrl2(water_cm: float, airmass: float, pressure_pa: float, ozone_cm: float) -> tuple[DoubleArray, DoubleArray]:
    """Return wavelengths and direct-beam transmittance of the Bird & Riordan (1986) model as in pvlib."""
    try:
        model: Any = importlib.import_module("pvlib.spectrum").spectrl2
    except ImportError as error:
        raise InputError("The simulator needs the package 'pvlib'; install it with pip.") from error
    out = model(
        apparent_zenith=0.0, aoi=0.0, surface_tilt=0.0, ground_albedo=0.0, surface_pressure=pressure_pa,
        relative_airmass=airmass, precipitable_water=water_cm, ozone=ozone_cm, aerosol_turbidity_500nm=0.0,
        dayofyear=100,
    )  # fmt: skip
    transmittance = np.asarray(out["dni"]).ravel() / np.asarray(out["dni_extra"]).ravel()
    return np.asarray(out["wavelength"], dtype=np.float64).ravel(), transmittance


def gas_tables() -> tuple[DoubleArray, DoubleArray, DoubleArray]:
    """Return optical depths: water vapour (columns, F), mixed gases at air mass 1 (F,), ozone of 0.3 atm-cm (F,)."""
    if "gases" in GIVEN:
        water, mixed, ozone = GIVEN["gases"]
        return water, mixed, ozone
    return _gas_tables()


@lru_cache(maxsize=1)
def _gas_tables() -> tuple[DoubleArray, DoubleArray, DoubleArray]:
    """Compute the tables.

    They are ratios of pvlib's ``spectrl2`` (Bird & Riordan 1986, J. Climate Appl. Meteorol. 25, 87); one gas is
    changed at a time.
    """
    wl, base = _spectrl2(1e-9, 1.0, 1.0, 1e-9)

    def depth(transmittance: DoubleArray) -> DoubleArray:
        ratio = np.clip(transmittance / np.maximum(base, 1e-12), 1e-9, 1.0)
        return np.interp(GRID_NM, wl, -np.log(ratio))

    water = np.stack([depth(_spectrl2(column, 1.0, 1.0, 1e-9)[1]) for column in _COLUMNS_CM])
    full = depth(_spectrl2(1e-9, 1.0, 101325.0, 1e-9)[1]) - rayleigh_depth()
    ozone = depth(_spectrl2(1e-9, 1.0, 1.0, 0.3)[1])
    mixed = np.where(GRID_NM > 680.0, np.maximum(full, 0.0), 0.0)
    return water, mixed, ozone


def water_depth(column_cm: float) -> DoubleArray:
    """Return the optical depth (F,) of a slant column of water vapour in cm, interpolated in the log of the column."""
    table = gas_tables()[0]
    position = np.interp(np.log(column_cm), np.log(_COLUMNS_CM), np.arange(len(_COLUMNS_CM)))
    low = min(int(position), len(_COLUMNS_CM) - 2)
    share = position - low
    return np.asarray(table[low] * (1.0 - share) + table[low + 1] * share)


def rayleigh_depth() -> DoubleArray:
    """Return the optical depth (F,) of air molecules at sea level (Hansen & Travis 1974, Space Sci. Rev. 16, 527)."""
    um = GRID_NM / 1000.0
    return np.asarray(0.008569 * um**-4 * (1.0 + 0.0113 * um**-2 + 0.00013 * um**-4))


@dataclass(frozen=True)
class Atmosphere:
    """Illumination of one scene, all (F,): sky share, and the affine map from surface to measured reflectance.

    ``per_cosine``: at-sensor values were divided by the cosine of the sun's zenith angle.
    """

    level: str
    sun_cos: float
    per_cosine: bool
    sky_share: DoubleArray
    gain: DoubleArray
    offset: DoubleArray
    adjacency: DoubleArray
    transmittance: DoubleArray


def draw_atmosphere(rng: np.random.Generator, level: str) -> Atmosphere:
    """Draw sun, haze and gases; for "L1" the at-sensor factors, for "L2" the residual errors of the correction."""
    sun_cos = float(rng.uniform(0.35, 1.0))
    aerosol = float(np.exp(rng.uniform(np.log(0.03), np.log(0.7)))) * (GRID_NM / 550.0) ** -rng.uniform(0.4, 1.8)
    vapour = float(np.exp(rng.uniform(np.log(0.3), np.log(4.5))))
    altitude = float(rng.choice([1.0, rng.uniform(0.15, 0.9)], p=[0.6, 0.4]))  # share of the air below the sensor
    molecules = rayleigh_depth()
    diffuse = 1.0 - np.exp(-(0.5 * molecules + 0.25 * aerosol) / sun_cos)
    sky_share = np.clip(diffuse + rng.uniform(0.0, 0.06), 0.02, 0.7)
    airmass = 1.0 / sun_cos + altitude
    gases = _gas_depth(rng, vapour * airmass, airmass, sun_cos)
    adjacency = np.clip((0.5 * molecules + 0.7 * aerosol) * altitude * rng.uniform(0.3, 0.9), 0.0, 0.35)
    per_cosine = level == "L1" and rng.random() < 0.5
    if level == "L1":
        height = 1.0 if per_cosine else sun_cos
        gain, offset = _at_sensor(rng, molecules, aerosol, altitude, sun_cos, gases)
        gain, offset = gain * height, offset * height
    else:
        gain, offset = _correction_residuals(rng, molecules, aerosol, vapour * airmass, airmass)
    return Atmosphere(level, sun_cos, per_cosine, sky_share, gain, offset, adjacency, np.exp(-gases))


def _gas_depth(rng: np.random.Generator, column_cm: float, airmass: float, sun_cos: float) -> DoubleArray:
    _, mixed, ozone = gas_tables()
    return np.asarray(
        water_depth(float(np.clip(column_cm, 0.05, 12.0)))
        + mixed * airmass * rng.uniform(0.5, 1.0)
        + ozone * rng.uniform(0.8, 1.3) / sun_cos
    )


def _at_sensor(
    rng: np.random.Generator,
    molecules: DoubleArray,
    aerosol: DoubleArray,
    altitude: float,
    sun_cos: float,
    gases: DoubleArray,
) -> tuple[DoubleArray, DoubleArray]:
    """Return gain and offset of pi L / (E0 cos): single-scattering path radiance, transmittance, distance of the sun.

    Molecules scatter above most of the water vapour, aerosol and mist within it; water vapour thus attenuates the path
    radiance of aerosol and mist more.
    """
    back = rng.uniform(0.7, 1.3)
    phase_aerosol = rng.uniform(0.08, 0.3)
    high = molecules * 0.75 * back * np.exp(-rng.uniform(0.2, 0.5) * gases)
    low = aerosol * phase_aerosol * np.exp(-rng.uniform(0.4, 1.0) * gases)
    path = altitude * (high + low) / (4.0 * sun_cos)
    scattered = (0.5 * molecules + rng.uniform(0.1, 0.2) * aerosol) * (1.0 / sun_cos + altitude)
    two_way = np.exp(-scattered) * np.exp(-gases)
    scale = rng.uniform(0.967, 1.034)  # distance from the sun over the year
    veil = rng.uniform(0.0, 0.1) if rng.random() < 0.4 else 0.0  # reflectance of mist, nearly grey
    mist = veil * np.exp(-rng.uniform(0.6, 1.0) * gases) * (GRID_NM / 550.0) ** -rng.uniform(0.0, 0.6)
    offset = path + mist
    return two_way * (1.0 - 1.5 * veil) * scale, offset * scale


def _correction_residuals(
    rng: np.random.Generator, molecules: DoubleArray, aerosol: DoubleArray, column_cm: float, airmass: float
) -> tuple[DoubleArray, DoubleArray]:
    """Return the residual gain and offset in surface reflectance after a good or bad atmospheric correction."""
    _, mixed, _ = gas_tables()
    column = float(np.clip(column_cm, 0.05, 12.0))
    wrong = float(np.clip(column * np.exp(rng.normal(0.0, 0.06)), 0.05, 12.0))
    vapour = np.clip(water_depth(wrong) - water_depth(column), -0.7, 0.7)
    oxygen = mixed * airmass * rng.normal(0.0, 0.12) * np.exp(-0.5 * mixed)
    ripple = (
        smooth_noise(rng, 1, 10.0)[0]
        * rng.uniform(0.0, 0.12)
        * (1.0 - np.exp(-2.0 * (water_depth(column) + mixed * airmass)))
    )
    line = np.exp(-0.5 * ((GRID_NM - _OXYGEN_A_NM) / (3 * _OXYGEN_A_WIDTH_NM)) ** 2) * rng.normal(0.0, 0.06)
    haze = rng.normal(0.0, 0.012) * (molecules / molecules[20] + 0.5 * aerosol / aerosol[20])
    if rng.random() < _HAZY:  # mist that the correction did not remove
        veil = 0.08 * float(rng.random()) ** 1.5
        haze = haze * (1.0 - veil) + veil * (GRID_NM / 550.0) ** -rng.uniform(0.0, 1.6)
    if rng.random() < _OFFSET:
        haze = haze + rng.uniform(-0.02, 0.1)
    smooth = smooth_noise(rng, 2, float(np.exp(rng.uniform(np.log(60.0), np.log(600.0)))))
    gain = np.exp(smooth[0] * rng.uniform(0.005, 0.04) + rng.normal(0.0, 0.04) + vapour + oxygen + line + ripple)
    return gain, haze + smooth[1] * 0.002


def draw_gain(rng: np.random.Generator) -> DoubleArray:
    """Draw the calibration error of the instrument: a smooth factor (F,) near one."""
    strength = float(np.exp(rng.uniform(np.log(0.004), np.log(0.05))))
    return np.asarray(np.exp(strength * smooth_noise(rng, 1, 200.0)[0]))
