"""Clouds over simulated scenes, and what a scene's values suffer on the way to the user."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is needed to train")

from training.simulate import SimConfig, Simulator
from training.simulate.labels import CLASS_INDEX
from training.simulate.landscapes.sky import Weather, cover_fractions, draw_clouds, draw_weather
from training.simulate.sensors import named_sensor

CLOUD, SHADOW = CLASS_INDEX["cloud"], CLASS_INDEX["cloud_shadow"]


@pytest.fixture(scope="module")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Simulator:
    pytest.importorskip("prosail", reason="the training extras are not installed")
    quiet = SimConfig(cache_dir=tmp_path_factory.mktemp("library"), canopies=60, cloudy=0.0, scaled=0.0, tilted=0.0)
    return Simulator(quiet)


def pictured(simulator: Simulator, **changes: object) -> tuple[np.ndarray, np.ndarray]:
    """Pixels (C, h, w) and fractions (K, h, w) of one woodland seen by Sentinel-2, under changed settings."""
    before = simulator.config
    simulator.config = replace(before, **changes)
    try:
        rng = np.random.default_rng(11)
        view = simulator.view(rng, named_sensor("Sentinel-2"), level="L2", gsd_m=10.0)
        batch = simulator.render(rng, view, "landscape", tiles=1, height=40, width=40, archetype="woods")
    finally:
        simulator.config = before
    return batch.pixels[0], batch.fractions[0]


@pytest.mark.parametrize("level", ["L1", "L2"])
def test_thick_clouds_are_bright_and_their_shadows_dark(simulator: Simulator, level: str) -> None:
    rng = np.random.default_rng(2)
    seen, shaded, open_ground = [], [], []
    for _ in range(12):
        view = simulator.view(rng, named_sensor("Sentinel-2"), level=level, gsd_m=10.0)
        simulator.config = replace(simulator.config, cloudy=1.0)
        batch = simulator.render(rng, view, "landscape", tiles=1, height=40, width=40, archetype="grassland")
        simulator.config = replace(simulator.config, cloudy=0.0)
        blue = batch.pixels[0][np.argmin(np.abs(batch.center_nm - 490.0))]
        near = batch.pixels[0][np.argmin(np.abs(batch.center_nm - 860.0))]
        cover = batch.fractions[0]
        assert np.abs(cover.sum(axis=0) - 1.0).max() < 1e-4 and cover.min() > -1e-6
        clear = batch.valid[0] & (cover[CLOUD] + cover[SHADOW] < 0.02)
        seen.append(blue[batch.valid[0] & (cover[CLOUD] > 0.98)])
        shaded.append(near[batch.valid[0] & (cover[SHADOW] > 0.7)])
        open_ground.append((blue[clear], near[clear]))
    clear_blue, clear_near = (np.concatenate([pair[k] for pair in open_ground]) for k in (0, 1))
    assert np.median(np.concatenate(seen)) > 2.0 * np.median(clear_blue)
    assert np.median(np.concatenate(shaded)) < 0.6 * np.median(clear_near)


def test_shadows_lie_away_from_their_clouds_by_the_shift() -> None:
    weather = Weather(np.ones(3), peak=1.0, cover=0.6, softness=0.2, size_px=9.0, shift=(0, 12))
    clouds = draw_clouds(np.random.default_rng(0), weather, 60, 60)
    moved = clouds.opacity[:, 12:] > 0.99  # the shadow of a cloud lies 12 columns before it
    assert moved.any() and (clouds.shadow[:, :-12][moved] > 0.7).all()


def test_a_cloud_that_hides_half_covers_most_of_the_pixel() -> None:
    weather = Weather(np.ones(3), peak=0.5, cover=-3.0, softness=0.1, size_px=9.0, shift=(3, 0))
    clouds = draw_clouds(np.random.default_rng(0), weather, 8, 8)
    ground = np.zeros((8, 8, len(CLASS_INDEX)), np.float32)
    ground[..., CLASS_INDEX["tree"]] = 1.0
    cover = cover_fractions(ground, clouds)
    assert clouds.opacity == pytest.approx(0.5, abs=1e-5)
    assert (cover[..., CLOUD] > 0.6).all() and np.allclose(cover.sum(axis=-1), 1.0, atol=1e-5)


def test_a_clear_sky_is_asked_for_by_a_share_of_zero(simulator: Simulator) -> None:
    view = simulator.view(np.random.default_rng(1), named_sensor("Sentinel-2"), level="L2", gsd_m=10.0)
    assert draw_weather(np.random.default_rng(1), view.air, share=0.0) is None
    assert pictured(simulator)[1][CLOUD].max() == 0.0
    assert pictured(simulator, cloudy=1.0)[1][CLOUD].max() > 0.0


def test_an_unknown_factor_multiplies_a_whole_scene(simulator: Simulator) -> None:
    once, _ = pictured(simulator, scaled=1.0, scale=(1.0, 1.0))
    twice, _ = pictured(simulator, scaled=1.0, scale=(1.5, 1.5))
    inside = (once > -0.06) & (once < 1.9)
    assert np.allclose(twice[inside], 1.5 * once[inside], rtol=1e-4, atol=1e-5)


def test_a_tilted_scene_differs_from_side_to_side(simulator: Simulator) -> None:
    level, _ = pictured(simulator, scaled=1.0, scale=(1.0, 1.0))
    tilted, _ = pictured(simulator, scaled=1.0, scale=(1.0, 1.0), tilted=1.0)
    middle = level > 0.02
    ratio = np.array([np.median(tilted[:, :, k][middle[:, :, k]] / level[:, :, k][middle[:, :, k]]) for k in (1, 38)])
    assert abs(np.log(ratio[0] / ratio[1])) > 0.005 and np.sqrt(ratio.prod()) == pytest.approx(1.0, abs=0.05)
