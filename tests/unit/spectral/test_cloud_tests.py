"""Clouds told from snow, roofs, rock, glint and plants by their reflectance alone."""

from __future__ import annotations

import numpy as np
import pytest

from backend.spectral.physics.cloud_tests import CloudTests

CENTERS = np.array([485.0, 560.0, 660.0, 830.0, 1650.0, 2215.0])
# blue, green, red, near infrared, 1650, 2215 nm; sources: Fmask's and ACCA's descriptions, ECOSTRESS and USGS spectra
CLOUDS = {
    "thick water cloud": (0.72, 0.73, 0.74, 0.75, 0.62, 0.48),
    "small cumulus over dry land": (0.31, 0.34, 0.36, 0.48, 0.51, 0.40),
    "ice cloud": (0.74, 0.74, 0.74, 0.72, 0.43, 0.46),
    "saturated detectors": (1.6, 1.6, 1.6, 0.75, 1.6, 0.50),
}
OTHERS = {
    "fresh snow": (0.95, 0.95, 0.94, 0.88, 0.12, 0.10),
    "old snow": (0.60, 0.58, 0.55, 0.40, 0.03, 0.02),
    "firn with dust": (0.40, 0.42, 0.41, 0.36, 0.10, 0.06),
    "desert sand": (0.16, 0.26, 0.36, 0.45, 0.56, 0.52),
    "concrete": (0.24, 0.28, 0.31, 0.34, 0.38, 0.36),
    "dry lake bed": (0.36, 0.43, 0.48, 0.53, 0.55, 0.50),
    "sun glint on water": (0.32, 0.31, 0.31, 0.30, 0.29, 0.29),
    "grass": (0.04, 0.08, 0.06, 0.42, 0.22, 0.11),
    "water": (0.05, 0.05, 0.03, 0.01, 0.00, 0.00),
    "haze over forest": (0.10, 0.10, 0.08, 0.33, 0.16, 0.07),
}


def chosen(centers, level="L2"):
    found = CloudTests.of(np.asarray(centers, dtype=float), level=level)
    assert found is not None
    return found


@pytest.mark.parametrize("name", CLOUDS)
def test_clouds_are_found(name):
    tests = chosen(CENTERS)
    assert tests.clouds(np.array(CLOUDS[name], dtype=np.float32)[list(tests.bands), None]).all()


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_cloud_stays(name):
    tests = chosen(CENTERS)
    assert not tests.clouds(np.array(OTHERS[name], dtype=np.float32)[list(tests.bands), None]).any()


def test_the_order_of_bands_does_not_matter():
    order = np.array([3, 5, 0, 4, 2, 1])
    tests = chosen(CENTERS[order])
    for spectra, want in ((CLOUDS, True), (OTHERS, False)):
        pixels = np.array(list(spectra.values()), dtype=np.float32).T[order][list(tests.bands)]
        assert (tests.clouds(pixels) == want).all()


def test_hundreds_of_bands_are_read_in_a_few():
    centers = np.arange(400.0, 2450.0, 6.0)
    tests = chosen(centers)
    assert len(tests.bands) <= 18
    spectra = np.array([np.interp(centers, CENTERS, v) for v in (*CLOUDS.values(), *OTHERS.values())], np.float32).T
    assert tests.clouds(spectra[list(tests.bands)]).tolist() == [True] * len(CLOUDS) + [False] * len(OTHERS)


@pytest.mark.parametrize("centers", [CENTERS[:4], CENTERS[1:], CENTERS[[0, 1, 2, 5]]])
def test_bands_that_do_not_tell_clouds_from_snow_give_no_tests(centers):
    assert CloudTests.of(centers, level="L2") is None


def test_the_air_of_a_scene_at_the_sensor_is_taken_off_first():
    air = np.array([0.13, 0.09, 0.06, 0.02, 0.0, 0.0], dtype=np.float32)[:, None]
    pixels = np.array(list(OTHERS.values()), dtype=np.float32).T
    plain = chosen(CENTERS, "L1")
    seen = (pixels + air)[list(plain.bands)]
    tests = plain.less_path(seen)
    assert not tests.clouds(seen).any()
    np.testing.assert_allclose(tests.path, [0.15, 0.1, 0.07], atol=0.06)
    clouds = np.array(list(CLOUDS.values()), dtype=np.float32).T + air
    assert tests.clouds(clouds[list(tests.bands)]).all()


def test_a_scene_of_clouds_alone_does_not_lose_them_with_its_air():
    clouds = np.repeat(np.array(CLOUDS["thick water cloud"], dtype=np.float32)[:, None], 50, axis=1)
    tests = chosen(CENTERS, "L1")
    assert tests.less_path(clouds[list(tests.bands)]).clouds(clouds[list(tests.bands)]).all()


def test_cirrus_is_found_at_the_sensor_alone():
    centers = np.append(CENTERS, 1375.0)
    grass = np.array([*OTHERS["grass"], 0.02], dtype=np.float32)[:, None]
    high = np.array([*OTHERS["grass"], 0.05], dtype=np.float32)[:, None]
    tests = chosen(centers, "L1")
    assert tests.cirrus(grass[list(tests.bands)]).all() and not tests.clouds(grass[list(tests.bands)]).any()
    assert tests.clouds(high[list(tests.bands)]).all()
    ground = chosen(centers, "L2")
    assert not ground.cirrus(high[list(ground.bands)]).any()


def veiled(ground, thickness):
    """Ground (6, n) under a white veil that hides a share of it."""
    return ((1.0 - thickness) * ground + thickness * 0.7).astype(np.float32)


def test_thin_cloud_is_bluer_than_clear_ground():
    rng = np.random.default_rng(4)
    shares = rng.dirichlet(np.ones(4), 4000).T
    kinds = np.array([OTHERS[k] for k in ("grass", "haze over forest", "concrete", "desert sand")]).T
    ground = kinds @ shares
    tests = chosen(CENTERS)
    order = list(tests.bands)
    assert not tests.veil(ground[order].astype(np.float32)).any()  # without a line there is nothing to compare with
    tests = tests.with_clear_line(ground[order].astype(np.float32))
    assert tests.veil(ground[order].astype(np.float32)).mean() < 0.001
    assert tests.veil(veiled(ground, 0.4)[order]).mean() > 0.9
    lake = np.array(OTHERS["water"], dtype=np.float32)[:, None]
    snow = np.array(OTHERS["fresh snow"], dtype=np.float32)[:, None]
    assert not tests.veil(lake[order]).any() and not tests.veil(snow[order]).any()
    assert tests.ground(lake[order])[2].all()  # water is no shadow
    shadow = 0.2 * np.array(OTHERS["grass"], dtype=np.float32)[:, None] + 0.01
    assert not tests.ground(shadow[order])[2].any()


def test_a_detector_that_saturates_in_red_alone_still_sees_the_cloud():
    tests = chosen(CENTERS)
    pixel = np.array([0.37, 0.40, 1.6, 0.50, 0.50, 0.38], dtype=np.float32)[:, None]  # bands of unequal gain
    assert tests.clouds(pixel[list(tests.bands)]).all()
