"""Effects of the simulator: each switch takes away what it names, and none of them moves a draw while all are on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backend.common.errors import InputError
from training.simulate import SimConfig, Simulator
from training.simulate.effects import ALL_EFFECTS, NAMES, Effects
from training.simulate.grid import at
from training.simulate.labels import CLASS_INDEX
from training.simulate.landscapes.canvas import Canvas
from training.simulate.landscapes.fields import make_frame
from training.simulate.landscapes.landscape import LandscapeSpec, draw_archetype, draw_landscape
from training.simulate.materials.palette import Season, draw_palette, draw_season

RECORDED = {
    (1, "landscape"): (0.00, 1.51, 58.35, 4.27, 3.45, 3.54, 28.89, 0.00, 0.00, 0.00, 0.00),
    (1, "mixture"): (10.74, 7.54, 12.08, 8.43, 14.62, 20.31, 9.46, 8.91, 7.92, 0.00, 0.00),
    (2, "landscape"): (3.94, 12.28, 21.93, 30.50, 29.07, 2.28, 0.00, 0.00, 0.00, 0.00, 0.00),
    (2, "mixture"): (12.03, 7.68, 14.42, 8.53, 13.32, 11.17, 10.88, 13.43, 8.52, 0.00, 0.00),
    (3, "landscape"): (0.00, 17.13, 0.07, 11.46, 0.00, 0.00, 38.46, 0.00, 32.87, 0.00, 0.00),
    (3, "mixture"): (13.41, 18.09, 10.44, 8.60, 7.77, 7.57, 5.21, 13.68, 15.23, 0.00, 0.00),
}
"""Mean cover of each class in percent, by seed and kind of scene, of the simulator as it is."""


@pytest.fixture(scope="module")
def simulator(tmp_path_factory):
    """A simulator with a small library of earthlib alone."""
    pytest.importorskip("prosail", reason="the training extras are not installed")
    return Simulator(SimConfig(cache_dir=tmp_path_factory.mktemp("library"), canopies=200))


def spectra_of_scenes(simulator, name, effects, *, resolved=False, sun_cos=0.8, scenes=60):
    """Spectra (scenes, materials, F) of one class in scenes that differ by the effects alone."""
    found = []
    for seed in range(scenes):
        rng = np.random.default_rng(seed)
        season = draw_season(rng, resolved=resolved, sun_cos=sun_cos, effects=effects)
        palette = draw_palette(rng, simulator.library, factor=4, season=season)
        found.append(palette.spectra[palette.of(name)])
    return np.stack(found)


def ndvi(spectra):
    red, nir = spectra[..., at(660)], spectra[..., at(860)]
    return (nir - red) / (nir + red)


def landscapes(simulator, effects, *, archetype=None, gsd_m=10.0, scenes=40, side=24):
    """Canvases of landscapes that differ by the effects alone."""
    palette = draw_palette(np.random.default_rng(0), simulator.library)
    for seed in range(scenes):
        spec = LandscapeSpec(gsd_m, 2, archetype, effects)
        yield draw_landscape(np.random.default_rng(seed), palette, spec, height=side, width=side, sun=(0.6, 2.0))


def cover(canvas, name):
    """Share (H, W) of a class in each sub-pixel."""
    is_class = (canvas.palette.label == CLASS_INDEX[name]).astype(float)
    return is_class[canvas.first] * (1.0 - canvas.share) + is_class[canvas.second] * canvas.share


def test_scenes_are_those_that_were_recorded(simulator):
    """A draw more or less anywhere changes all that follows."""
    for (seed, kind), expected in RECORDED.items():
        batch = simulator.batch(np.random.default_rng(seed), kind, tiles=2, size=16)
        assert np.allclose(100.0 * batch.fractions.mean(axis=(0, 2, 3)), expected, atol=0.02), (seed, kind)


def test_scenes_without_an_effect_are_repeatable_and_keep_their_sensor(simulator):
    for name in NAMES:
        lacking = Simulator(replace(simulator.config, without=(name,)))
        batches = [s.batch(np.random.default_rng(3), tiles=1, size=12) for s in (lacking, lacking, simulator)]
        assert np.array_equal(batches[0].pixels, batches[1].pixels)
        assert np.array_equal(batches[0].center_nm, batches[2].center_nm)
        assert np.abs(batches[0].fractions.sum(axis=1) - 1.0).max() < 1e-4


def test_an_unknown_effect_is_refused_in_one_sentence(simulator):
    with pytest.raises(InputError, match="Effect 'rain' is not known; choose from brightness, one_cover"):
        Simulator(replace(simulator.config, without=("rain",)))


@pytest.mark.parametrize("name", ["tree", "low_vegetation"])
def test_without_brightness_scenes_have_plants_of_like_brightness(simulator, name):
    spread = [
        np.median(spectra_of_scenes(simulator, name, effects)[..., at(860)], axis=1).std()
        for effects in (ALL_EFFECTS, Effects(brightness=False))
    ]
    assert spread[1] < 0.7 * spread[0]


def test_without_seasons_trees_keep_their_leaves_and_herbs_are_as_green_everywhere(simulator):
    herbs, trees = (
        [
            ndvi(spectra_of_scenes(simulator, name, effects, sun_cos=0.4))
            for effects in (ALL_EFFECTS, Effects(seasons=False))
        ]
        for name in ("low_vegetation", "tree")
    )
    assert np.median(herbs[1], axis=1).std() < 0.6 * np.median(herbs[0], axis=1).std()
    assert np.median(trees[0], axis=1).min() < 0.6 < np.median(trees[1], axis=1).min()


def test_without_stages_herbs_of_a_scene_cover_the_ground_alike(simulator):
    spread = [
        ndvi(spectra_of_scenes(simulator, "low_vegetation", effects)).std(axis=1).mean()
        for effects in (ALL_EFFECTS, Effects(crop_stages=False))
    ]
    assert spread[1] < 0.85 * spread[0]


def test_without_thin_crowns_no_resolved_scene_shows_the_ground_through_most_crowns(simulator):
    greenness = [
        np.median(ndvi(spectra_of_scenes(simulator, "tree", effects, resolved=True, sun_cos=0.9)), axis=1)
        for effects in (ALL_EFFECTS, Effects(thin_crowns=False))
    ]
    assert (greenness[0] < 0.65).mean() > 0.05 > (greenness[1] < 0.65).mean()


def test_without_shining_leaves_modelled_crowns_are_darker_in_red_and_alike_beyond_it(simulator):
    red, infrared = (
        [
            spectra_of_scenes(simulator, "tree", effects)[..., at(nm)]
            for effects in (ALL_EFFECTS, Effects(shining_leaves=False))
        ]
        for nm in (665.0, 860.0)
    )
    ratio = [np.quantile(a / b, 0.1) for a, b in zip(red, infrared, strict=True)]
    assert ratio[1] < 0.03 < ratio[0] < 0.08
    assert abs(np.median(infrared[0]) - np.median(infrared[1])) < 0.03


def test_without_glaciers_snow_is_bright_and_with_them_some_of_it_is_grey(simulator):
    bright = [
        spectra_of_scenes(simulator, "snow", effects)[..., at(560.0)]
        for effects in (ALL_EFFECTS, Effects(glaciers=False))
    ]
    assert 0.2 < (bright[0] < 0.4).mean() < 0.7
    assert (bright[1] < 0.4).mean() < 0.1
    far = spectra_of_scenes(simulator, "snow", ALL_EFFECTS)[..., at(1640.0)]
    assert np.median(far[bright[0] < 0.4]) < 0.1  # still dark beyond 1400 nm, unlike rock


def test_crops_at_their_peak_are_more_frequent_in_lush_seasons(simulator):
    closed = []
    for lush in (0.0, 1.0):
        rng = np.random.default_rng(5)
        palette = draw_palette(rng, simulator.library, factor=30, season=Season(lush=lush))
        herbs = palette.spectra[palette.of("low_vegetation")]
        closed.append(((ndvi(herbs) > 0.8) & (herbs[:, at(860.0)] > 0.38)).mean())
    assert closed[1] > 2.0 * closed[0] > 0.0


def test_without_bright_water_it_is_dark_beyond_the_red_and_takes_no_shade(simulator):
    waters = [
        spectra_of_scenes(simulator, "water", effects)[..., at(705)]
        for effects in (ALL_EFFECTS, Effects(bright_water=False))
    ]
    assert (waters[0] > 0.05).mean() > 0.1
    assert (waters[1] > 0.05).mean() < 0.05  # what is left is grey ice
    shaded = []
    for effects in (ALL_EFFECTS, Effects(bright_water=False)):
        rng = np.random.default_rng(8)
        palette = draw_palette(rng, simulator.library, season=Season(effects=effects))
        frame = make_frame(60, 60, 1.0)
        canvas = Canvas.blank(frame, palette, (np.deg2rad(45.0), np.pi / 2), effects)
        canvas.fill(np.ones(frame.shape, bool), int(palette.of("water")[0]))
        tower = (np.abs(frame.x) < 3) & (np.abs(frame.y) < 3)
        canvas.fill(tower, int(palette.of("roof")[0]))
        canvas.raise_to(tower, 12.0)
        canvas.finish(np.random.default_rng(1), 0.0)
        shaded.append(canvas.light[28:32, 19:26].mean() / canvas.light[28:32, 35:42].mean())
    assert shaded[0] < 0.8 < 0.9 < shaded[1]


def test_without_one_cover_fewer_scenes_are_all_forest_or_all_grass(simulator):
    whole = [
        np.mean([
            max(cover(canvas, "tree").mean(), cover(canvas, "low_vegetation").mean()) > 0.9
            for canvas in landscapes(simulator, effects, scenes=150, side=40)
        ])
        for effects in (ALL_EFFECTS, Effects(one_cover=False))
    ]  # fmt: skip
    assert whole[1] < 0.7 * whole[0]
    rng = np.random.default_rng(0)
    assert not {draw_archetype(rng, Effects(one_cover=False)) for _ in range(300)} & {"woods", "grassland"}


def test_without_shrubs_few_low_crowns_are_left(simulator):
    low = [
        np.mean([
            (canvas.crown & (canvas.height_m < 2.0)).mean()
            for canvas in landscapes(simulator, effects, gsd_m=2.0, scenes=150)
        ])
        for effects in (ALL_EFFECTS, Effects(shrubs=False))
    ]  # fmt: skip
    assert low[1] < 0.5 * low[0]


def test_without_small_waters_a_landscape_without_lakes_is_dry(simulator):
    wet = [
        np.mean([
            canvas.on("water").any() for canvas in landscapes(simulator, effects, archetype="shrubland", scenes=60)
        ])
        for effects in (ALL_EFFECTS, Effects(small_waters=False))
    ]  # fmt: skip
    assert 0.15 < wet[0] < 0.45
    assert wet[1] == 0.0


def test_without_dry_land_less_dry_grass_lies_in_arid_landscapes(simulator):
    dry = [
        np.mean([
            cover(canvas, "dry_vegetation").mean() for canvas in landscapes(simulator, effects, archetype="arid")
        ])
        for effects in (ALL_EFFECTS, Effects(dry_land=False))
    ]  # fmt: skip
    assert dry[1] < 0.4 * dry[0]


def test_without_smooth_woods_coarse_forests_are_grainy(simulator):
    grain = [
        np.mean([
            np.abs(np.diff(cover(canvas, "tree"), axis=1)).mean()
            for canvas in landscapes(simulator, effects, archetype="woods", gsd_m=30.0)
        ])
        for effects in (ALL_EFFECTS, Effects(smooth_woods=False))
    ]  # fmt: skip
    assert grain[1] > 1.5 * grain[0]


def test_shares_of_zero_switch_clouds_factor_and_slope_off(simulator):
    """The factor and the slope alone separate the two: their ratio is the same in all bands and along a column."""
    both = Simulator(replace(simulator.config, cloudy=0.0, scaled=1.0, tilted=1.0, real_sensors=0.0, level_1=0.0))
    neither = Simulator(replace(both.config, scaled=0.0, tilted=0.0))
    cloudy = Simulator(replace(both.config, cloudy=1.0))
    changed, plain = (s.batch(np.random.default_rng(4), "mixture", tiles=1, size=16) for s in (both, neither))
    assert np.array_equal(changed.fractions, plain.fractions)
    ratio = changed.pixels[0] / np.maximum(plain.pixels[0], 1e-3)
    seen = plain.pixels[0] > 0.02
    columns = np.array([np.median(ratio[:, :, c][seen[:, :, c]]) for c in range(16)])
    assert abs(np.median(columns) - 1.0) > 0.05 and abs(columns[-1] / columns[0] - 1.0) > 0.01
    assert np.abs(ratio / columns - 1.0)[seen].max() < 1e-3
    sky = [CLASS_INDEX["cloud"], CLASS_INDEX["cloud_shadow"]]
    assert plain.fractions[:, sky].max() == 0.0
    assert cloudy.batch(np.random.default_rng(4), "mixture", tiles=2, size=32).fractions[:, sky].max() > 0.1
