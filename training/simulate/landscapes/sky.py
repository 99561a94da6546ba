"""Clouds, thin clouds and their shadows over a simulated tile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backend.common.arrays import DoubleArray, FloatArray

from ..labels import CLASS_INDEX
from ..light.atmosphere import Atmosphere
from ..materials.canopies import liquid_water_absorption_per_m
from ..materials.snow import ice_absorption_per_m
from .fields import make_frame, noise

_THIN = 0.3  # share of the cloudy scenes in which all clouds are thin
_FARTHEST = 28  # largest distance between a cloud and its shadow in pixels
_SKY_UNDER_CLOUD = 1.3  # under broken clouds, a shadow receives more sky light than open ground
_COUNTS = 2.2  # factor by which the cover of a thin cloud exceeds its opacity
_ABOVE = 0.6  # share of the path radiance that originates below a cloud, which hides it


@dataclass(frozen=True)
class Weather:
    """The clouds of a scene.

    Attributes:
        albedo: (F,) at-sensor reflectance of a thick cloud.
        peak: largest opacity.
        cover: threshold of the noise field in standard deviations; lower values give more clouds.
        softness: width of a cloud's edge in standard deviations.
        size_px: approximate size of a cloud in pixels.
        shift: rows and columns from a shadow to its cloud.
    """

    albedo: DoubleArray
    peak: float
    cover: float
    softness: float
    size_px: float
    shift: tuple[int, int]


def draw_weather(rng: np.random.Generator, air: Atmosphere, *, share: float) -> Weather | None:
    """Draw a scene's clouds; None for a clear sky, as in most scenes."""
    if rng.random() >= share:
        return None
    thin = rng.random() < _THIN
    distance, azimuth = rng.uniform(3.0, _FARTHEST), rng.uniform(0.0, 2.0 * np.pi)
    return Weather(
        albedo=_at_sensor(rng, air, _albedo(rng)),
        peak=float(rng.uniform(0.15, 0.6)) if thin else 1.0,
        cover=float(rng.uniform(-0.8, 1.6)),
        softness=float(rng.uniform(0.15, 1.5 if thin else 0.9)),
        size_px=float(np.exp(rng.uniform(np.log(5.0), np.log(80.0)))),
        shift=(round(distance * float(np.sin(azimuth))), round(distance * float(np.cos(azimuth)))),
    )


def _albedo(rng: np.random.Generator) -> DoubleArray:
    """Return the reflectance (F,) of an opaque cloud: nearly white, darker where droplets or ice crystals absorb.

    exp(-sqrt(alpha L)) as for snow (Kokhanovsky & Zege 2004), with particles of 8-30 um (water) or 15-70 um (ice).
    """
    ice = rng.random() < 0.3
    absorption = ice_absorption_per_m() if ice else liquid_water_absorption_per_m()
    length_m = 13.0 * float(rng.uniform(15e-6, 70e-6) if ice else rng.uniform(8e-6, 30e-6))
    return np.asarray(rng.uniform(0.3, 0.95) * np.exp(-np.sqrt(absorption * length_m)))


def _at_sensor(rng: np.random.Generator, air: Atmosphere, albedo: DoubleArray) -> DoubleArray:
    """Return the cloud reflectance (F,) as delivered; L2 correction also corrects for the vapour below the cloud."""
    below = rng.uniform(0.3, 0.95)  # share of the gases under the cloud
    depth = -np.log(np.maximum(air.transmittance, 1e-4))
    if air.level == "L1":
        height = 1.0 if air.per_cosine else air.sun_cos
        return np.asarray(albedo * height * np.exp(-(1.0 - below) * depth))
    return np.asarray(albedo * np.exp(np.minimum(below * depth, 0.6)) * rng.uniform(0.8, 1.15))


@dataclass(frozen=True)
class Clouds:
    """The clouds over one tile (h, w): ``opacity`` and depth of their ``shadow`` in 0-1, ``light`` around 1."""

    opacity: FloatArray
    shadow: FloatArray
    light: FloatArray


def draw_clouds(rng: np.random.Generator, weather: Weather, height: int, width: int) -> Clouds:
    """Draw the clouds over one tile."""
    margin = _FARTHEST
    frame = make_frame(height + 2 * margin, width + 2 * margin, 1.0)
    field = noise(rng, frame, weather.size_px, 4)
    ramp = np.clip((field - np.float32(weather.cover)) / np.float32(weather.softness), 0.0, 1.0)
    opacity = np.float32(weather.peak) * ramp * ramp * (3.0 - 2.0 * ramp)
    rows, columns = weather.shift
    own = opacity[margin : margin + height, margin : margin + width]
    cast = opacity[margin + rows : margin + rows + height, margin + columns : margin + columns + width]
    own_frame = make_frame(height, width, 1.0)
    light = 1.0 + np.float32(rng.uniform(0.0, 0.2)) * noise(rng, own_frame, max(0.3 * weather.size_px, 2.0), 3)
    return Clouds(
        np.ascontiguousarray(own), np.ascontiguousarray(cast * np.float32(rng.uniform(0.75, 1.0))),
        np.clip(light, 0.3, 1.5).astype(np.float32),
    )  # fmt: skip


def cover_ground(pixels: FloatArray, clouds: Clouds, weather: Weather, air: Atmosphere, response: FloatArray) -> None:
    """Shade ground ``pixels`` (n, C) and add clouds over it, in place."""
    opacity, shadow, light = (v.reshape(-1, 1) for v in (clouds.opacity, clouds.shadow, clouds.light))
    sky = np.minimum(np.float32(_SKY_UNDER_CLOUD) * (air.sky_share.astype(np.float32) @ response), 0.9)
    pixels *= 1.0 - shadow * (1.0 - sky)
    pixels *= 1.0 - opacity
    pixels += (opacity * light) * (weather.albedo.astype(np.float32) @ response)


def veiled(offset: FloatArray, clouds: Clouds) -> FloatArray:
    """Return the path radiance (n, C) of a tile from that of a clear one (C,): clouds hide the part from below them."""
    return np.asarray(offset[None] * (1.0 - np.float32(_ABOVE) * clouds.opacity.reshape(-1, 1)))


def cover_fractions(fractions: FloatArray, clouds: Clouds) -> FloatArray:
    """Return cover fractions (h, w, K) with clouds and shadows.

    A cloud of opacity 0.25 counts as half of the cover: cloud masks of products have their threshold at about this.
    """
    opacity, shadow = 1.0 - (1.0 - clouds.opacity[..., None]) ** _COUNTS, clouds.shadow[..., None]
    out = fractions * (1.0 - opacity) * (1.0 - shadow)
    out[..., CLASS_INDEX["cloud"]] += opacity[..., 0]
    out[..., CLASS_INDEX["cloud_shadow"]] += (shadow * (1.0 - opacity))[..., 0]
    return np.asarray(out)
