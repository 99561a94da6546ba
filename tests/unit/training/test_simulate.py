"""The simulator: determinism, plausible spectra, every sensor, fractions from the same optics as the pixels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from backend.common.errors import InputError, SensorError
from training.landcover.dataset import SimulatedScenes, StreamConfig
from training.simulate import CLASSES, SimConfig, Simulator
from training.simulate.grid import GRID_NM, at, resample
from training.simulate.labels import CLASS_INDEX, GROUND
from training.simulate.landscapes.canvas import Canvas
from training.simulate.landscapes.fields import make_frame, noise, voronoi
from training.simulate.landscapes.landscape import ARCHETYPES, LandscapeSpec, draw_landscape
from training.simulate.landscapes.mixing import MARGIN, aggregate, fields_of, independent, psf_kernel
from training.simulate.light.atmosphere import draw_atmosphere, gas_tables, water_depth
from training.simulate.materials.libraries import GROUPS, plausible, write_packed
from training.simulate.materials.palette import Season, draw_palette
from training.simulate.materials.snow import snow_spectra
from training.simulate.sensors import SENSOR_DIR, draw_sensor, named_sensor, random_sensor, read_sensor, response_matrix


@pytest.fixture(scope="module")
def simulator(tmp_path_factory):
    """A simulator with a small library of earthlib alone, as on a machine without further data."""
    pytest.importorskip("prosail", reason="the training extras are not installed")
    return Simulator(SimConfig(cache_dir=tmp_path_factory.mktemp("library"), canopies=200))


def ndvi(spectra):
    red, nir = spectra[:, at(660)], spectra[:, at(860)]
    return (nir - red) / (nir + red)


def test_same_generator_state_gives_the_same_batch(simulator):
    for kind in ("landscape", "mixture"):
        first = simulator.batch(np.random.default_rng(5), kind, tiles=2, size=16)
        second = simulator.batch(np.random.default_rng(5), kind, tiles=2, size=16)
        other = simulator.batch(np.random.default_rng(6), kind, tiles=2, size=16)
        assert np.array_equal(first.pixels, second.pixels)
        assert np.array_equal(first.fractions, second.fractions)
        assert np.array_equal(first.center_nm, second.center_nm)
        assert first.pixels.shape != other.pixels.shape or not np.array_equal(first.pixels, other.pixels)


def test_the_cached_library_is_the_assembled_one(simulator):
    again = Simulator(simulator.config)
    assert np.array_equal(again.library.spectra, simulator.library.spectra)
    assert again.library.sources == simulator.library.sources
    assert len(list(simulator.config.cache_dir.glob("*.npz"))) == 1


def test_a_packed_library_needs_no_package_and_gives_the_same_scenes(simulator, tmp_path, monkeypatch):
    write_packed(simulator.library, tmp_path)
    monkeypatch.setattr("training.simulate.materials.libraries.GIVEN", given := {})
    monkeypatch.setattr("training.simulate.light.atmosphere.GIVEN", given)
    monkeypatch.setattr("training.simulate.materials.canopies.GIVEN", given)
    packed = Simulator(simulator.config, tmp_path)
    monkeypatch.setattr("training.simulate.light.atmosphere._spectrl2", None)
    monkeypatch.setattr("training.simulate.materials.canopies._prosail", None)
    first, second = (s.batch(np.random.default_rng(5), size=16) for s in (simulator, packed))
    assert np.allclose(first.pixels, second.pixels, atol=3e-3) and set(given) == {"liquid", "gases"}


@pytest.mark.parametrize("kind", ["landscape", "mixture"])
def test_batches_have_the_promised_shapes_and_ranges(simulator, kind):
    rng = np.random.default_rng(1)
    for _ in range(8):
        batch = simulator.batch(rng, kind, tiles=2, size=16)
        bands = batch.center_nm.size
        assert batch.pixels.shape == (2, bands, 16, 16)
        assert batch.pixels.dtype == np.float32
        assert batch.fractions.shape == (2, len(CLASSES), 16, 16)
        assert batch.valid.shape == (2, 16, 16)
        assert batch.fwhm_nm.shape == (bands,)
        assert 4 <= bands <= simulator.config.max_bands
        assert np.isfinite(batch.pixels).all()
        assert batch.pixels.min() >= -0.1
        assert batch.pixels.max() <= 3.0
        assert np.abs(batch.fractions.sum(axis=1) - 1.0).max() < 1e-4
        assert batch.fractions.min() >= 0.0
        assert (batch.pixels[~np.broadcast_to(batch.valid[:, None], batch.pixels.shape)] == 0).all()
        assert batch.level in ("L1", "L2")
        assert 0.5 <= batch.gsd_m <= 60.0


@pytest.mark.parametrize("path", sorted(SENSOR_DIR.glob("*.json")), ids=lambda p: p.stem)
def test_every_sensor_can_be_simulated(simulator, path):
    sensor = read_sensor(path)
    rng = np.random.default_rng(2)
    batch = simulator.render(rng, simulator.view(rng, sensor, level="L2"), "landscape", tiles=1, height=8, width=12)
    assert batch.pixels.shape == (1, sensor.center_nm.size, 8, 12)
    assert np.isfinite(sensor.fwhm_nm).all()
    assert (sensor.fwhm_nm > 0).all()


@pytest.mark.parametrize("archetype", list(ARCHETYPES))
@pytest.mark.parametrize("gsd_m", [0.5, 5.0, 60.0])
def test_every_landscape_can_be_drawn_at_every_scale(simulator, archetype, gsd_m):
    rng = np.random.default_rng(3)
    view = simulator.view(rng, named_sensor("Sentinel-2"), level="L2", gsd_m=gsd_m)
    batch = simulator.render(rng, view, "landscape", tiles=1, height=24, width=24, archetype=archetype)
    assert batch.fractions.max() > 0.5


def test_archetypes_are_a_distribution():
    assert sum(share for share, _ in ARCHETYPES.values()) == pytest.approx(1.0)
    for _, zones in ARCHETYPES.values():
        assert sum(zones.values()) == pytest.approx(1.0)


def test_library_spectra_are_plausible(simulator):
    library = simulator.library
    assert plausible(library.spectra.astype(np.float64)).mean() > 0.999
    for group in ("tree", "low_vegetation"):
        assert np.median(ndvi(library.of(group))) > 0.7
    for group in ("bare_soil", "roof", "pavement", "rock", "dry_vegetation"):
        assert np.median(ndvi(library.of(group))) < 0.45, group
    water, snow, sand = library.of("water"), library.of("snow"), library.of("sand")
    assert np.median(water[:, at(860)]) < 0.05
    assert np.median(water[:, at(1650)]) < 0.02
    assert np.median(snow[:, at(550)]) > 0.7
    assert np.median(snow[:, at(1500)]) < 0.2
    assert np.median(library.of("burned")[:, at(860)]) < 0.15
    assert sand[:, at(860)].min() > 0.37
    assert {GROUPS[g] for g in np.unique(library.group)} >= set(GROUND)


def test_bad_spectra_are_refused():
    flat, negative, bright = (
        np.full(GRID_NM.size, 0.3),
        np.linspace(-0.2, 0.4, GRID_NM.size),
        np.linspace(0.5, 1.6, GRID_NM.size),
    )
    holes, good = np.linspace(0.1, 0.4, GRID_NM.size), np.linspace(0.1, 0.4, GRID_NM.size)
    holes[5] = np.nan
    spike = good.copy()
    spike[100] += 0.5
    assert plausible(np.stack([flat, negative, bright, holes, spike, good])).tolist() == [False] * 5 + [True]


def test_resampling_keeps_lines_and_extends_ends_within_bounds():
    center = np.arange(400.0, 2451.0, 10.0)
    line = 0.1 + (center - 400.0) / 10000.0
    out = resample(center, line)[0]
    inside = (GRID_NM >= 400) & (GRID_NM <= 2450)
    assert np.allclose(out[inside], 0.1 + (GRID_NM[inside] - 400.0) / 10000.0, atol=1e-9)
    assert (out[GRID_NM < 400] <= 0.1).all()
    assert (out[GRID_NM < 400] >= 0.06).all()
    assert np.isnan(resample(center, np.full(center.size, np.nan))).all()


def test_responses_keep_constant_spectra_and_centres():
    sensor = named_sensor("EnMAP")
    response = response_matrix(sensor.center_nm, sensor.fwhm_nm)
    assert np.allclose(response.sum(axis=0), 1.0, atol=1e-5)
    assert np.abs(GRID_NM @ response - sensor.center_nm).max() < 2.5
    with pytest.raises(SensorError, match="outside 350-2550"):
        response_matrix(np.array([3000.0]), np.array([10.0]))


def test_random_sensors_stay_inside_the_grid():
    rng = np.random.default_rng(4)
    for _ in range(200):
        sensor = random_sensor(rng)
        assert sensor.center_nm.size >= 6
        assert sensor.center_nm.min() >= GRID_NM[0]
        assert sensor.center_nm.max() <= GRID_NM[-1]
        assert (np.diff(sensor.center_nm) > 0).all()
        drawn = draw_sensor(rng, real_share=0.5, max_bands=100)
        assert 4 <= drawn.center_nm.size <= 100


def test_unknown_sensor_and_kind_say_what_to_do(simulator):
    with pytest.raises(SensorError, match=r"use one of .*EnMAP"):
        named_sensor("Sputnik")
    view = simulator.view(np.random.default_rng(0), named_sensor("EnMAP"), level="L2")
    with pytest.raises(InputError, match="use 'landscape' or 'mixture'"):
        simulator.render(np.random.default_rng(0), view, "sphere", tiles=1, height=4, width=4)
    with pytest.raises(InputError, match="at least one"):
        simulator.render(np.random.default_rng(0), view, "mixture", tiles=0, height=4, width=4)


def test_fractions_follow_the_point_spread_function(simulator):
    """A half-plane edge: fractions are those of the kernel, and a sharp kernel gives the box."""
    palette = draw_palette(np.random.default_rng(0), simulator.library)
    tree, water = palette.of("tree")[0], palette.of("water")[0]
    subpixels, size = 4, 9
    frame = make_frame((size + 2 * MARGIN) * subpixels, (size + 2 * MARGIN) * subpixels, 1.0)
    canvas = Canvas.blank(frame, palette, (0.5, 0.0))
    canvas.fill(np.ones(frame.shape, bool), int(water))
    canvas.fill(frame.x >= 2.0, int(tree))  # an edge inside the middle pixel column, which spans -2 to 2 m
    sharp = aggregate(canvas, subpixels, psf_kernel(subpixels, 0.0)).fractions(palette).reshape(size, size, -1)
    assert sharp[:, :5, CLASS_INDEX["water"]].min() > 0.95
    assert sharp[:, 5:, CLASS_INDEX["tree"]].min() > 0.95
    soft = aggregate(canvas, subpixels, psf_kernel(subpixels, 1.2)).fractions(palette).reshape(size, size, -1)
    profile = soft[4, :, CLASS_INDEX["tree"]]
    assert (np.diff(profile) >= -1e-6).all()
    assert profile[4] + profile[5] == pytest.approx(1.0, abs=1e-5)  # symmetric about the edge
    assert 0.05 < profile[4] < 0.45


def test_shade_dims_pixels_but_not_their_cover(simulator):
    rng = np.random.default_rng(8)
    palette = draw_palette(rng, simulator.library)
    frame = make_frame(60, 60, 1.0)
    canvas = Canvas.blank(frame, palette, (np.deg2rad(45.0), np.pi / 2))  # sun in the east: shadows fall to the west
    canvas.fill(np.ones(frame.shape, bool), int(palette.of("pavement")[0]))
    tower = (np.abs(frame.x) < 3) & (np.abs(frame.y) < 3)
    canvas.fill(tower, int(palette.of("roof")[0]))
    canvas.raise_to(tower, 12.0)
    canvas.finish(rng, 0.0)
    west, east = canvas.light[30, 19:26], canvas.light[30, 35:42]
    assert west.max() < 0.4
    assert east.min() > 0.6
    weights = aggregate(canvas, 4, psf_kernel(4, 0.0))
    assert np.allclose(weights.cover.sum(axis=1), 1.0, atol=1e-4)
    assert (weights.lit <= weights.cover * 1.8 + 1e-6).all()


def test_independent_mixtures_cover_all_classes_and_sum_to_one(simulator):
    rng = np.random.default_rng(9)
    palette = draw_palette(rng, simulator.library, factor=2)
    weights = independent(rng, palette, 4000)
    fractions = weights.fractions(palette)
    assert np.allclose(weights.cover.sum(axis=1), 1.0, atol=1e-4)
    assert (fractions.mean(axis=0)[: len(GROUND)] > 0.05).all()
    assert ((fractions > 1e-4).sum(axis=1) <= 4).all()
    assert (fractions.max(axis=1) > 0.99).mean() > 0.2


def test_half_of_the_mixtures_are_sorted_by_their_spectra_and_purer(simulator):
    alike, purest = [], []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        palette = draw_palette(rng, simulator.library, factor=2)
        weights = fields_of(rng, palette, 24, 24)
        values = np.log(weights.lit @ palette.spectra[:, at(860)] + 0.02).reshape(24, 24)[::4, ::4]
        alike.append(np.corrcoef(values[:, :-1].ravel(), values[:, 1:].ravel())[0, 1])
        purest.append((weights.fractions(palette).max(axis=1) > 0.99).mean())
    ordered = np.array(alike) > 0.4
    assert 0.3 < ordered.mean() < 0.7
    assert np.mean(np.array(purest)[ordered]) > 1.4 * np.mean(np.array(purest)[~ordered])


def test_noise_and_cells_have_the_stated_scale():
    rng = np.random.default_rng(10)
    frame = make_frame(256, 256, 1.0)
    field = noise(rng, frame, 16.0)
    assert abs(field.mean()) < 0.3
    assert 0.6 < field.std() < 1.4
    assert np.corrcoef(field[:, :-1].ravel(), field[:, 1:].ravel())[0, 1] > 0.95
    assert abs(np.corrcoef(field[:, :-48].ravel(), field[:, 48:].ravel())[0, 1]) < 0.25
    cells, count = voronoi(rng, frame, 32.0)
    assert cells.max() < count
    assert 30 < len(np.unique(cells)) < 160


def test_landscape_uses_all_pixels(simulator):
    rng = np.random.default_rng(11)
    palette = draw_palette(rng, simulator.library)
    canvas = draw_landscape(rng, palette, LandscapeSpec(10.0, 3, "valley"), height=40, width=30, sun=(0.6, 2.0))
    assert canvas.frame.shape == (120, 90)
    assert canvas.first.max() < palette.label.size
    assert (canvas.share >= 0).all()
    assert (canvas.share <= 1).all()
    assert (canvas.light >= 0).all()


def test_atmosphere_absorbs_where_gases_absorb():
    _, mixed, ozone = gas_tables()
    vapour = water_depth(2.0)
    assert vapour[at(940)] > 5 * vapour[at(860)] + 0.1
    assert vapour[at(1380)] > 2.0
    assert mixed[at(762)] > 0.05
    assert mixed[at(550)] == 0.0
    assert ozone[at(600)] > ozone[at(850)]
    assert (np.diff([water_depth(c)[at(1135)] for c in (0.1, 0.5, 2.0, 5.0)]) > 0).all()


def test_at_sensor_spectra_are_bright_in_the_blue_and_dark_in_the_windows():
    rng = np.random.default_rng(12)
    ratios = []
    for _ in range(20):
        air = draw_atmosphere(rng, "L1")
        ratios.append(air.offset[at(440)] / air.offset[at(860)])
        assert ratios[-1] > 1.0
        assert air.gain[at(1380)] < 0.3 * air.gain[at(1250)]
        surface = draw_atmosphere(rng, "L2")
        assert 0.6 < np.median(surface.gain) < 1.6
        assert np.abs(surface.offset).max() < 0.25
    assert np.median(ratios) > 2.0


def test_snow_darkens_with_grain_size_in_the_infrared():
    snow = snow_spectra(np.random.default_rng(13), 300)
    assert np.median(snow[:, at(500)]) > 0.7
    assert np.median(snow[:, at(1030)]) < np.median(snow[:, at(940)])
    assert np.median(snow[:, at(2000)]) < 0.1


def test_colour_composites_and_class_maps():
    from training.simulate.comparison.sheet import class_map, composite

    cube = np.zeros((3, 2, 2), np.float32)
    cube[0] = 0.4
    picture = composite(cube, np.array([650.0, 550.0, 460.0]), (650.0, 550.0, 460.0))
    assert picture.shape == (2, 2, 3)
    assert picture[0, 0].tolist() == [1.0, 0.0, 0.0]
    fractions = np.zeros((len(CLASSES), 1, 1), np.float32)
    fractions[CLASS_INDEX["tree"]] = 1.0
    assert np.allclose(class_map(fractions)[0, 0] * 255, (0x1A, 0x6B, 0x2F), atol=0.5)


@pytest.mark.data
def test_real_scenes_are_read_as_reflectance(data):
    from training.simulate.comparison.real import real_scenes

    scenes = {scene.name.split()[0]: scene for scene in real_scenes(data)}
    assert {"NEON", "HyMap", "Sentinel-2", "EnMAP"} <= set(scenes)
    for scene in scenes.values():
        assert scene.cube.shape[0] == scene.center_nm.size
        assert scene.cube.shape[1:] == scene.labels.shape
        assert 0.01 < np.nanmedian(scene.cube) < 0.6


@pytest.mark.data
def test_further_libraries_add_measured_plants_rocks_and_snow(data, tmp_path):
    pytest.importorskip("prosail", reason="the training extras are not installed")
    library = Simulator(SimConfig(cache_dir=tmp_path, canopies=40), data).library
    assert len(library.of("tree_measured")) > 500
    assert len(library.of("low_measured")) > 200
    assert len(library.of("rock")) > 300
    assert np.median(ndvi(library.of("tree_measured"))) > 0.6
    assert np.median(ndvi(library.of("rock"))) < 0.2
    assert not any("berlin" in source.lower() for source in library.sources)


def test_plants_of_one_scene_share_a_season(simulator):
    """A drought bares the ground under herbs, winter bares the trees: both lower the greenness of the class."""
    rng = np.random.default_rng(3)

    def greenness(name, season):
        palette = draw_palette(rng, simulator.library, factor=20, season=season)
        return float(np.median(ndvi(palette.spectra[palette.of(name)])))

    assert greenness("low_vegetation", Season(lush=1.0)) > greenness("low_vegetation", Season(lush=0.0)) + 0.08
    assert greenness("tree", Season(leafless=0.0)) > greenness("tree", Season(leafless=1.0)) + 0.3


def test_lakes_under_grey_ice_are_brighter_in_the_visible_alone(simulator):
    """Ice scatters light as coarse snow does, and is as black as water beyond 1400 nm."""
    rng = np.random.default_rng(4)

    def brightness(frozen, low_nm, high_nm):
        palette = draw_palette(rng, simulator.library, factor=60, season=Season(frozen=frozen))
        at = (low_nm <= GRID_NM) & (high_nm >= GRID_NM)
        return float(palette.spectra[palette.of("water")][:, at].mean())

    assert brightness(1.0, 500, 700) > brightness(0.0, 500, 700) + 0.04
    assert abs(brightness(1.0, 1600, 1800) - brightness(0.0, 1600, 1800)) < 0.02


def test_trees_and_herbs_rise_alike_from_the_red_edge_to_the_near_infrared(simulator):
    """Brown matter must not tell them apart: in measured scenes both have 0.90-0.95 of the 860 nm value at 783 nm."""
    rng = np.random.default_rng(4)
    palette = draw_palette(rng, simulator.library, factor=20)
    for name in ("tree", "low_vegetation"):
        spectra = palette.spectra[palette.of(name)]
        assert 0.87 < float(np.median(spectra[:, at(783)] / spectra[:, at(860)])) < 0.96


def scenes(simulator, **settings):
    config = StreamConfig(seed=4, landscapes=1, mixtures=1, tiles=1, size=16, **settings)
    return SimulatedScenes(config, simulator.config, None)


def test_replayed_scenes_are_turned_scenes_of_earlier_steps(simulator):
    stream = scenes(simulator, replayed=2, memory=2)
    steps = [stream[step] for step in range(5)]
    assert [len(step) for step in steps] == [2, 4, 4, 4, 4]
    for number in range(1, 5):
        earlier = [s for back in (1, 2) if number >= back for s in steps[number - back][:2]]
        for again in steps[number][2:]:
            source = next(s for s in earlier if s.center_nm.shape == again.center_nm.shape
                          and torch.equal(s.center_nm, again.center_nm))  # fmt: skip
            assert torch.allclose(source.pixels.sum((2, 3)), again.pixels.sum((2, 3)), rtol=1e-4)
            assert torch.allclose(source.fractions.sum((2, 3)), again.fractions.sum((2, 3)), rtol=1e-4)


def test_a_step_is_the_same_wherever_the_stream_starts(simulator):
    whole = scenes(simulator, replayed=2, memory=3)
    for step in range(6):
        expected = whole[step]
    resumed = scenes(simulator, replayed=2, memory=3)[5]
    assert all(torch.equal(a.pixels, b.pixels) for a, b in zip(expected, resumed, strict=True))


def test_scenes_of_one_sensor_have_its_bands_alone(simulator):
    only = Simulator(replace(simulator.config, sensors=("EnMAP",)))
    enmap = named_sensor("EnMAP").center_nm
    for seed in range(6):
        batch = only.batch(np.random.default_rng(seed), tiles=1, size=8)
        assert batch.sensor_name == "EnMAP"
        assert np.abs(batch.center_nm[:, None] - enmap[None]).min(axis=1).max() < 3.0
