"""Effects of the instrument: noise that depends on wavelength and signal, stripes, dead and noisy bands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from backend.common.arrays import DoubleArray, FloatArray
from backend.spectral.physics.radiometry import irradiance_at

from ..grid import GRID_NM, smooth_noise
from .atmosphere import Atmosphere

NOISE_FILES = (
    "avirisc_noise.txt",
    "avirisng_noise.txt",
    "emit_noise.txt",
    "sbg_noise_coeffs.txt",
    "tanager1_noise_20241016.txt",
)
"""Parametric noise models (isofit, Apache-2.0), used if the data folder has them: noise = a sqrt(b + L) + c."""

_REFERENCE = 0.25  # reflectance for which the generic signal-to-noise ratio is defined
_MOST = 0.35  # upper limit of the noise in reflectance


@lru_cache(maxsize=1)
def solar_irradiance() -> DoubleArray:
    """Return the solar irradiance (F,) above the atmosphere in W m-2 um-1 on the grid (ASTM G173-03)."""
    return np.asarray(irradiance_at(GRID_NM, np.full(GRID_NM.size, 10.0)), dtype=np.float64)


@dataclass(frozen=True)
class NoiseModel:
    """Standard deviation of reflectance in a band: sqrt(read^2 + shot^2 * max(rho, 0)), both (F,)."""

    read: DoubleArray
    shot: DoubleArray


@lru_cache(maxsize=8)
def _coefficients(path: Path) -> DoubleArray:
    table = np.loadtxt(path, comments="#", usecols=(0, 1, 2, 3))
    return np.stack([np.interp(GRID_NM, table[:, 0], table[:, c]) for c in (1, 2, 3)])


def draw_noise(rng: np.random.Generator, air: Atmosphere, folder: Path | None) -> NoiseModel:
    """Draw a noise model: a real instrument's (a third of the draws, if available) or a generic one, SNR 60-1,000."""
    files = [] if folder is None else [folder / name for name in NOISE_FILES if (folder / name).exists()]
    strength = float(np.exp(rng.normal(0.0, 0.4)))
    signal = solar_irradiance() * air.sun_cos / np.pi  # W m-2 um-1 sr-1 for reflectance one, no absorption
    seen = 1.0 if air.level == "L1" else np.maximum(air.transmittance, 0.02)
    if files and rng.random() < 0.35:
        a, b, c = _coefficients(files[int(rng.integers(len(files)))])
        radiance = signal * 0.1  # uW cm-2 nm-1 sr-1, the unit of these models
        floor = (a * np.sqrt(np.maximum(b, 0.0)) + np.abs(c)) / radiance
        shot = a * np.sqrt(radiance) / radiance
        return NoiseModel(floor * strength / seen, shot * strength / np.sqrt(seen))
    peak = float(np.exp(rng.uniform(np.log(60.0), np.log(1000.0))))
    relative = np.sqrt(np.convolve(signal / signal.max(), np.full(9, 1 / 9), mode="same"))
    ratio = peak * relative * np.exp(0.25 * smooth_noise(rng, 1, 250.0)[0])
    read = _REFERENCE / ratio * rng.uniform(0.2, 0.9)
    return NoiseModel(read / seen, np.sqrt(_REFERENCE) / ratio / np.sqrt(seen))


def add_noise(
    rng: np.random.Generator,
    pixels: FloatArray,
    model: NoiseModel,
    response: FloatArray,
    *,
    bands_averaged: DoubleArray,
) -> None:
    """Add noise to ``pixels`` (n, C) in place; averaging in wide bands (``bands_averaged`` >= 1 each) reduces it."""
    down = (1.0 / np.sqrt(bands_averaged)).astype(np.float32)
    read = np.minimum((model.read.astype(np.float32) @ response) * down, _MOST)
    shot = np.minimum((model.shot.astype(np.float32) @ response) * down, _MOST)
    deviation = np.maximum(pixels, 0.0)
    deviation *= shot**2
    deviation += read**2
    np.sqrt(deviation, out=deviation)
    np.minimum(deviation, _MOST, out=deviation)
    deviation *= rng.standard_normal(pixels.shape, dtype=np.float32)
    pixels += deviation


def add_faults(rng: np.random.Generator, cube: FloatArray) -> None:
    """Add stripes along columns, and sometimes a dead or noisy band, in place on ``cube`` (h, w, C)."""
    bands = cube.shape[2]
    if rng.random() < 0.3:
        strength = float(np.exp(rng.uniform(np.log(0.001), np.log(0.015))))
        stripes = rng.standard_normal((1, cube.shape[1], bands), dtype=np.float32)
        cube *= 1.0 + np.float32(strength) * stripes
    if bands > 20 and rng.random() < 0.15:
        for faulty in rng.integers(0, bands, int(rng.integers(1, 4))):
            if rng.random() < 0.5:
                cube[:, :, faulty] = 0.0
            else:
                cube[:, :, faulty] += rng.normal(0.0, 0.08, cube.shape[:2]).astype(np.float32)
