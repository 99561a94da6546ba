"""Simulated clouds and shadows over real clear scenes: the share that is detected, and false detections.

The clouds are those of the training simulator (``training.simulate.landscapes.sky``): fields of fractal noise, spectra
of droplets or ice crystals, shadows lit by the sky, 3 to 28 pixels away in any direction. The raster does not state the
sun's position, so the detector must find the direction of the shadows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.catalog.cards import ModelCard
from backend.common.arrays import BoolArray, FloatArray
from backend.products import quality
from backend.raster.neighbourhoods.boxes import widened
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.clouds import look_for_clouds
from backend.scene.open import open_scene
from backend.spectral.normalise import Normaliser
from backend.spectral.overrides import SensorOverrides, save_sidecar
from backend.spectral.physics.cloud_tests import CloudTests
from backend.spectral.resampling import Bands
from training.real.benchmarks import RealSet
from training.real.storing import NODATA, STATED, write
from training.simulate.landscapes.sky import Clouds, cover_ground, draw_clouds, draw_weather
from training.simulate.light.atmosphere import draw_atmosphere
from training.simulate.sensors import response_matrix

LEAST_SIDE = 48
"""In pixels; smaller scenes have no room for a cloud and its shadow."""
_MOST_SIDE = 512  # larger scenes are cropped to their centre
_NONE, _THIN, _THICK = 0.02, 0.15, 0.5  # opacity
_RIM_M = 90.0
"""Pixels farther than this from any cloud and shadow count as clear, because both masks are widened on purpose."""
_NO_SHADE, _SHADE = 0.05, 0.5


@dataclass(frozen=True)
class ClearScene:
    """Reflectance (C, h, w) of a real, cloud-free scene in the bands that the tests use."""

    name: str
    pixels: FloatArray
    valid: BoolArray
    bands: Bands
    level: str
    gsd_m: float


def clear_scenes(card: ModelCard, data: Path, sets: Sequence[RealSet]) -> list[ClearScene]:
    """Return the scenes that are wide enough and whose bands suffice; sets with real clouds are left out."""
    scenes = []
    for real in sets:
        if real.repeats or real.tabular or any(group == ("cloud",) for group in real.legend.values()):
            continue
        for image, _ in real.scenes(data):
            scene = open_scene(image, card, real.overrides)
            with scene.product:
                tests = CloudTests.of(scene.normaliser.center_nm, level=scene.level)
                meta = scene.meta
                if tests is None or min(meta.height, meta.width) < LEAST_SIDE:
                    continue
                own = [scene.bands[i] for i in tests.bands]
                normaliser = Normaliser(meta.sensor, own, band_nodata=meta.band_nodata)
                height, width = min(meta.height, _MOST_SIDE), min(meta.width, _MOST_SIDE)
                middle = Window((meta.height - height) // 2, (meta.width - width) // 2, height, width)
                pixels, valid = read_normalised(scene.product, normaliser, own, middle)
            bands = Bands(normaliser.center_nm, normaliser.fwhm_nm)
            scenes.append(ClearScene(real.name, pixels, valid, bands, scene.level, meta.sensor.gsd_m or 30.0))
    return scenes


def cloudy(scene: ClearScene, seed: int) -> tuple[FloatArray, Clouds]:
    """Return the scene (C, h, w) under clouds drawn with a seed, and these clouds."""
    rng = np.random.default_rng(seed)
    air = draw_atmosphere(rng, scene.level)
    weather = draw_weather(rng, air, share=1.0)
    if weather is None:
        raise RuntimeError("draw_weather returned no clouds although share is 1.")
    clouds = draw_clouds(rng, weather, *scene.valid.shape)
    ground = np.ascontiguousarray(scene.pixels.reshape(len(scene.pixels), -1).T)
    cover_ground(ground, clouds, weather, air, response_matrix(scene.bands.center_nm, scene.bands.fwhm_nm))
    return np.ascontiguousarray(ground.T.reshape(scene.pixels.shape), dtype=np.float32), clouds


def found_in(scene: ClearScene, pixels: FloatArray, card: ModelCard, folder: Path) -> NDArray[np.uint8]:
    """Return the codes (h, w) that the product gives to ``pixels`` (C, h, w) in place of the scene's own pixels."""
    path = folder / "scene.tif"
    write(path, np.where(scene.valid, pixels, np.float32(NODATA)), scene.bands, gsd_m=scene.gsd_m)
    save_sidecar(path, SensorOverrides.from_json({**STATED, "level": scene.level, "gsd_m": scene.gsd_m}))
    opened = open_scene(path, card)
    with opened.product:
        looked = look_for_clouds(opened, "nodata", check=lambda: None)
        codes = looked.product.read_quality(Window(0, 0, *scene.valid.shape))
    if codes is None:
        raise RuntimeError(f"Clouds in {scene.name} were not searched for, although its bands suffice.")
    return np.asarray(codes, dtype=np.uint8)


def simulated_rows(
    card: ModelCard, data: Path, sets: Sequence[RealSet], *, seeds: Sequence[int]
) -> list[dict[str, Any]]:
    """Return one row per scene: detected shares of thick cloud, thin cloud and shadow, over all seeds."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="specaware_clouds_") as folder:
        for scene in clear_scenes(card, data, sets):
            counts: dict[str, list[int]] = {}
            for seed in seeds:
                pixels, clouds = cloudy(scene, seed)
                codes = found_in(scene, pixels, card, Path(folder))
                for name, hit, of in judged(codes, clouds, scene.valid, round(_RIM_M / scene.gsd_m)):
                    total = counts.setdefault(name, [0, 0])
                    total[0] += int((hit & of).sum())
                    total[1] += int(of.sum())
            shares = {name: round(hit / of, 4) if of else None for name, (hit, of) in counts.items()}
            rows.append({"set": scene.name, "scenes": len(seeds), **shares})
    return rows


def judged(
    codes: NDArray[np.uint8], clouds: Clouds, valid: BoolArray, margin: int
) -> Iterator[tuple[str, NDArray[np.bool_], NDArray[np.bool_]]]:
    """Yield the name, the hits (h, w) and the counted pixels (h, w) of each figure."""
    cloud, shadow = codes == quality.CLOUD, codes == quality.SHADOW
    opacity, shade = clouds.opacity, clouds.shadow
    open_ = opacity < _NONE
    clear = valid & ~widened((opacity >= _NONE) | (shade >= _NO_SHADE), margin)
    shaded = valid & open_ & (shade > _SHADE)
    has_thick = bool((opacity > _THICK).mean() > 0.005)
    yield "thick cloud", cloud, valid & (opacity > _THICK)
    yield "thin beside thick", cloud, valid & (opacity > _THIN) & (opacity <= _THICK) & has_thick
    yield "thin alone", cloud, valid & (opacity > _THIN) & (opacity <= _THICK) & (not has_thick)
    yield "shadow", shadow, shaded & has_thick
    yield "clear called cloud", cloud, clear
    yield "clear called shadow", shadow, clear
