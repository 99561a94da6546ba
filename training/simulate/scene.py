"""Batches of simulated tiles of one sensor: palette -> landscape or mixtures -> light -> instrument."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from backend.common.arrays import BoolArray, DoubleArray, FloatArray
from backend.common.errors import InputError

from .effects import Effects, without
from .grid import GRID_NM
from .labels import CLASSES
from .landscapes.landscape import LandscapeSpec, draw_archetype, draw_landscape
from .landscapes.mixing import MARGIN, Weights, aggregate, fields_of, psf_kernel
from .landscapes.sky import Clouds, Weather, cover_fractions, cover_ground, draw_clouds, draw_weather, veiled
from .light.atmosphere import Atmosphere, draw_atmosphere, draw_gain
from .light.instrument import NoiseModel, add_faults, add_noise, draw_noise
from .materials.libraries import Library, load
from .materials.palette import Palette, draw_palette, draw_season
from .sensors import SimSensor, draw_sensor, response_matrix

Kind = Literal["landscape", "mixture"]


_CROWNS_SEEN_M = 4.0  # below this ground sampling distance crowns and their shadows are drawn individually


_ONE_KIND = 0.4  # share of the scenes in which all tiles have one kind of landscape
_MULTISPECTRAL = 20  # sensors with at most this many bands are assumed to have no smile
_NONLINEAR_ZERO = 0.15  # reflectance at which multiple scattering between materials has no net effect


def default_cache() -> Path:
    """Return the folder of the assembled library: ``SPECAWARE_CACHE``, else ``simulate`` in the user's cache folder."""
    base = os.environ.get("SPECAWARE_CACHE")
    if base:
        return Path(base) / "simulate"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "specaware" / "simulate"


@dataclass(frozen=True)
class SimConfig:
    """Settings from which scenes are drawn.

    Attributes:
        cache_dir: folder of the assembled spectral library.
        canopies: number of PROSAIL canopies in the library.
        real_sensors: share of batches with an existing sensor (the rest have random bands).
        sensors: names of the only sensors to draw, without random ones; empty for all.
        level_1: share of batches at the sensor instead of the surface.
        max_bands: largest number of bands per batch; bands in excess are dropped at random.
        gsd_m: range of ground sampling distances of sensors without a fixed one.
        nonlinear: largest strength of the second-order term of mixed pixels.
        cloudy: share of batches with clouds.
        scaled: share of batches whose values are multiplied by an unknown factor within ``scale``, like public cubes.
        tilted: share of batches that are brighter on one side of the swath.
        without: names of effects (:class:`Effects`) that are switched off. Effects with a share above are switched off
            by a share of 0.
    """

    cache_dir: Path = field(default_factory=default_cache)
    canopies: int = 6000
    real_sensors: float = 0.5
    sensors: tuple[str, ...] = ()
    level_1: float = 0.2
    max_bands: int = 250
    gsd_m: tuple[float, float] = (0.5, 60.0)
    nonlinear: float = 0.35
    cloudy: float = 0.18
    scaled: float = 0.3
    scale: tuple[float, float] = (0.4, 2.5)
    tilted: float = 0.3
    without: tuple[str, ...] = ()

    @property
    def effects(self) -> Effects:
        """Return the simulated effects.

        Raises:
            InputError: the name of an effect to switch off is unknown.
        """
        return without(self.without)


@dataclass(frozen=True)
class SimBatch:
    """Tiles of one sensor.

    Attributes:
        pixels: (B, C, h, w) float32; surface reflectance (L2) or pi L / E0 at the sensor (L1).
        valid: (B, h, w) bool, True where the pixel is observed.
        fractions: (B, K, h, w) float32 cover fractions in the order of :data:`CLASSES`, sum one.
        center_nm: (C,) band centres in nm.
        fwhm_nm: (C,) full widths at half maximum in nm.
        gsd_m: ground sampling distance in m.
        sensor_name: name of the sensor, or "random".
        level: "L1" or "L2".
    """

    pixels: FloatArray
    valid: BoolArray
    fractions: FloatArray
    center_nm: DoubleArray
    fwhm_nm: DoubleArray
    gsd_m: float
    sensor_name: str
    level: str


@dataclass(frozen=True)
class View:
    """Data shared by a batch's tiles: sensor, response (F, C), atmosphere, calibration, noise, GSD, optics.

    ``slope`` (F, C) is the change of the response per nm of shift, ``smile_nm`` the shift at the edge of the swath.
    """

    sensor: SimSensor
    response: FloatArray
    slope: FloatArray
    smile_nm: float
    air: Atmosphere
    calibration: DoubleArray
    noise: NoiseModel
    gsd_m: float
    psf_fwhm_px: float


class Simulator:
    """Generates labelled pixels; the same generator state gives the same batch, bit for bit."""

    def __init__(self, config: SimConfig | None = None, data_dir: Path | None = None) -> None:
        self.config = config or SimConfig()
        self.effects = self.config.effects
        self.data_dir = Path(data_dir) if data_dir is not None else None
        self.library: Library = load(
            self.data_dir, cache_dir=Path(self.config.cache_dir), canopies=self.config.canopies
        )

    def batch(self, rng: np.random.Generator, kind: Kind = "landscape", *, tiles: int = 1, size: int = 32) -> SimBatch:
        """Draw a sensor, its acquisition and ``tiles`` tiles of ``size`` x ``size`` pixels.

        Args:
            rng: the only source of randomness.
            kind: "landscape" (2-D scenes) or "mixture" (independent pixels, or small fields of them).
            tiles: number of tiles, each a landscape with its own materials.
            size: side of a tile in pixels.
        """
        config = self.config
        sensor = draw_sensor(
            rng, real_share=config.real_sensors, max_bands=config.max_bands, names=tuple(config.sensors)
        )
        view = self.view(rng, sensor, level="L1" if rng.random() < self.config.level_1 else "L2")
        return self.render(rng, view, kind, tiles=tiles, height=size, width=size)

    def view(self, rng: np.random.Generator, sensor: SimSensor, *, level: str, gsd_m: float | None = None) -> View:
        """Draw the acquisition of a sensor: GSD, atmosphere, calibration errors, noise, sharpness."""
        if gsd_m is None:
            low, high = sensor.gsd_m if rng.random() < 0.6 else self.config.gsd_m
            low, high = np.clip([low, high], *self.config.gsd_m)
            gsd_m = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        air = draw_atmosphere(rng, level)
        folder = self.data_dir / "physics" if self.data_dir is not None else None
        noise = draw_noise(rng, air, folder)
        response = response_matrix(sensor.center_nm, sensor.fwhm_nm)
        shifted = response_matrix(np.minimum(sensor.center_nm + 1.0, GRID_NM[-1]), sensor.fwhm_nm)
        smile_nm = float(rng.normal(0.0, 0.8)) if rng.random() < 0.2 and sensor.center_nm.size > _MULTISPECTRAL else 0.0
        sharpness = float(rng.uniform(0.5, 1.4))
        return View(sensor, response, shifted - response, smile_nm, air, draw_gain(rng), noise, gsd_m, sharpness)

    def render(
        self,
        rng: np.random.Generator,
        view: View,
        kind: Kind,
        *,
        tiles: int,
        height: int,
        width: int,
        archetype: str | None = None,
    ) -> SimBatch:
        """Draw ``tiles`` tiles of ``height`` x ``width`` pixels with one ``view``."""
        if kind not in ("landscape", "mixture"):
            raise InputError(f"Kind of scene '{kind}' is not known; use 'landscape' or 'mixture'.")
        if min(tiles, height, width) < 1:
            raise InputError("A batch needs at least one tile of at least one pixel; give larger numbers.")
        cubes, fractions = [], []
        resolved = kind == "landscape" and view.gsd_m < _CROWNS_SEEN_M  # the landscape then casts the crowns' shadows
        season = draw_season(rng, resolved=resolved, sun_cos=view.air.sun_cos, effects=self.effects)
        weather = draw_weather(rng, view.air, share=self.config.cloudy)
        if archetype is None and kind == "landscape" and rng.random() < _ONE_KIND:
            archetype = draw_archetype(rng, self.effects)
        for _ in range(tiles):
            palette = draw_palette(rng, self.library, factor=3 if kind == "mixture" else 1, season=season)
            if kind == "mixture":
                weights = fields_of(rng, palette, height, width)
            else:
                weights = self._landscape(rng, view, palette, height, width, archetype)
            clouds = draw_clouds(rng, weather, height, width) if weather else None
            cubes.append(self._measure(rng, view, palette, weights, (height, width), kind, weather, clouds))
            cover = weights.fractions(palette).reshape(height, width, len(CLASSES))
            fractions.append(cover_fractions(cover, clouds) if clouds else cover)
        valid = np.stack([_valid(rng, height, width) for _ in range(tiles)])
        pixels = np.ascontiguousarray(np.stack(cubes).transpose(0, 3, 1, 2))
        pixels *= self._stretch(rng, width)[None, None, None]
        np.clip(pixels, -0.1, 3.0, out=pixels)
        pixels *= valid[:, None]
        cover = np.ascontiguousarray(np.stack(fractions).transpose(0, 3, 1, 2))
        sensor = view.sensor
        return SimBatch(pixels, valid, cover, sensor.center_nm, sensor.fwhm_nm, view.gsd_m, sensor.name, view.air.level)

    def _landscape(
        self, rng: np.random.Generator, view: View, palette: Palette, height: int, width: int, archetype: str | None
    ) -> Weights:
        subpixels = int(rng.choice([1, 2, 3, 4, 5, 6], p=[0.04, 0.2, 0.4, 0.26, 0.06, 0.04]))
        sun = (float(np.arccos(view.air.sun_cos)), float(rng.uniform(0.0, 2.0 * np.pi)))
        spec = LandscapeSpec(view.gsd_m, subpixels, archetype, self.effects)
        canvas = draw_landscape(rng, palette, spec, height=height + 2 * MARGIN, width=width + 2 * MARGIN, sun=sun)
        return aggregate(canvas, subpixels, psf_kernel(subpixels, view.psf_fwhm_px))

    def _measure(
        self,
        rng: np.random.Generator,
        view: View,
        palette: Palette,
        weights: Weights,
        shape: tuple[int, int],
        kind: Kind,
        weather: Weather | None,
        clouds: Clouds | None,
    ) -> FloatArray:
        """Return reflectance (h, w, C) as the sensor delivers it."""
        air, response = view.air, view.response
        gain = air.gain * view.calibration
        light = np.concatenate([(1.0 - air.sky_share) * palette.spectra, air.sky_share * palette.spectra])
        light = (light * gain).astype(np.float32)  # (2M, F)
        weight = np.concatenate([weights.lit, weights.sky], axis=1)  # (n, 2M)
        pixels = weight @ (light @ response)  # (n, C)
        if view.smile_nm and kind == "landscape":
            frown = np.linspace(-1.0, 1.0, shape[1], dtype=np.float32) ** 2 * np.float32(view.smile_nm)
            pixels += np.tile(frown, shape[0])[:, None] * (weight @ (light @ view.slope))
        band_gain = np.maximum(gain.astype(np.float32) @ response, 1e-3)
        second_order = pixels * (1.0 / band_gain)
        second_order -= np.float32(_NONLINEAR_ZERO)
        second_order *= pixels
        mixed = 1.0 - (weights.fractions(palette) ** 2).sum(axis=1, keepdims=True)
        second_order *= mixed * np.float32(rng.uniform(-0.15, 1.0) * self.config.nonlinear)
        pixels += second_order
        if kind == "landscape":
            share = air.adjacency.astype(np.float32) @ response
            pixels += share * (pixels.mean(axis=0) - pixels)
        offset = air.offset.astype(np.float32) @ response
        if weather and clouds:
            cover_ground(pixels, clouds, weather, air, response)
            pixels += veiled(offset, clouds)
        else:
            pixels += offset
        averaged = np.maximum(view.sensor.fwhm_nm / 10.0, 0.3)
        add_noise(rng, pixels, view.noise, response, bands_averaged=averaged)
        cube = pixels.reshape(*shape, -1)
        add_faults(rng, cube)
        return np.asarray(np.clip(cube, -0.1, 2.0, out=cube))

    def _stretch(self, rng: np.random.Generator, width: int) -> FloatArray:
        """Return factors (w,) on all values: an undocumented scale, and a gradient across the swath."""
        config = self.config
        factors = np.ones(width, dtype=np.float32)
        if rng.random() < config.scaled:
            factors *= np.float32(np.exp(rng.uniform(*np.log(config.scale))))
        if rng.random() < config.tilted:
            factors *= 1.0 + np.float32(rng.normal(0.0, 0.1)) * np.linspace(-1.0, 1.0, width, dtype=np.float32)
        return factors


def _valid(rng: np.random.Generator, height: int, width: int) -> BoolArray:
    """Return (height, width), mostly all True; sometimes False beyond the oblique edge of a swath."""
    if rng.random() > 0.1:
        return np.ones((height, width), dtype=bool)
    row, column = np.mgrid[0:height, 0:width] / max(height, width)
    angle = rng.uniform(0.0, 2.0 * np.pi)
    return np.asarray(np.cos(angle) * (row - 0.5) + np.sin(angle) * (column - 0.5) < rng.uniform(0.1, 0.6))


__all__ = ["GRID_NM", "SimBatch", "SimConfig", "Simulator", "View", "default_cache"]
