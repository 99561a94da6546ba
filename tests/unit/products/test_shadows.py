"""Shadows are matched with clouds: what is dark anywhere else is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backend.products.clouds.shadows import Sky, Survey, find_zones

SIDE = 120
GROUND_NEAR, GROUND_SHORT = 0.30, 0.22
SHIFT = (-6, -14)  # rows and columns from a cloud to its shadow
CLOUDS = ((30, 40, 9), (70, 90, 7), (90, 50, 6))  # row, column, radius
SUN = Sky((SHIFT[0] / 15.232, SHIFT[1] / 15.232), 35.0, 30.0)
UNKNOWN = Sky(None, None, 30.0)


def disc(row, col, radius):
    rows, cols = np.mgrid[:SIDE, :SIDE]
    return (rows - row) ** 2 + (cols - col) ** 2 <= radius**2


def scene(*, clouds=CLOUDS, shadows=True, lakes=(), burnt=(), veil=()):
    """A field of one kind under clouds; lakes, burnt areas and thin clouds where asked for (row, column, radius)."""
    rng = np.random.default_rng(3)
    near = GROUND_NEAR + rng.normal(0, 0.01, (SIDE, SIDE))
    short = GROUND_SHORT + rng.normal(0, 0.01, (SIDE, SIDE))
    cloud = np.logical_or.reduce([disc(*each) for each in clouds])
    shadow = np.logical_or.reduce([disc(r + SHIFT[0], c + SHIFT[1], n) for r, c, n in clouds]) & ~cloud
    thin = np.logical_or.reduce([disc(*each) for each in veil] or [np.zeros_like(cloud)])
    water = np.logical_or.reduce([disc(*each) for each in lakes] or [np.zeros_like(cloud)])
    dark = np.logical_or.reduce([disc(*each) for each in burnt] or [np.zeros_like(cloud)])
    if shadows:
        near[shadow], short[shadow] = 0.08, 0.05
    near[dark], short[dark] = 0.10, 0.08
    near[water], short[water] = 0.02, 0.01
    for values in (near, short):
        values[cloud] = np.nan
    own = Survey(1, cloud, thin & ~cloud, water, near.astype(np.float32), short.astype(np.float32))
    return own, shadow


@pytest.mark.parametrize("sky", [SUN, UNKNOWN], ids=["sun known", "sun unknown"])
def test_shadows_are_found_where_the_clouds_throw_them(sky):
    survey, shadow = scene()
    zones = find_zones(survey, sky)
    assert zones.shadow[shadow].mean() > 0.99
    assert zones.shadow[~shadow].mean() < 0.12  # the zone is wider by 90 m; pixels in it are judged by themselves
    np.testing.assert_allclose(zones.near[shadow], GROUND_NEAR, atol=0.04)  # not the shadow's own


@pytest.mark.parametrize("sky", [SUN, UNKNOWN], ids=["sun known", "sun unknown"])
def test_dark_places_that_no_cloud_throws_are_no_shadows(sky):
    burnt = ((20, 100, 12), (100, 100, 10), (60, 20, 8))
    survey, _ = scene(shadows=False, lakes=((60, 60, 12), (105, 20, 9)), burnt=burnt)
    assert not find_zones(survey, sky).shadow.any()


def test_beside_real_shadows_other_dark_places_stay():
    survey, shadow = scene(burnt=((20, 100, 9), (105, 100, 9)), lakes=((60, 15, 9),))
    zones = find_zones(survey, SUN)
    assert zones.shadow[shadow].mean() > 0.99
    for place in ((20, 100, 9), (105, 100, 9), (60, 15, 9)):
        assert not zones.shadow[disc(*place)].any()


def test_shadows_against_the_sun_are_not_believed():
    survey, shadow = scene(clouds=CLOUDS[:1])
    assert find_zones(survey, SUN).shadow[shadow].all()
    against = replace(SUN, away=(-SUN.away[0], -SUN.away[1]))
    assert not find_zones(survey, against).shadow.any()


def test_thin_cloud_counts_beside_a_thick_one_or_with_a_shadow_of_its_own():
    own = (20, 80, 5)
    beside, alone = disc(30, 50, 4), disc(100, 20, 5)
    survey, _ = scene(veil=((30, 50, 4), own, (100, 20, 5)))
    dark = disc(own[0] + SHIFT[0], own[1] + SHIFT[1], own[2])
    near, short = survey.near.copy(), survey.short.copy()
    near[dark], short[dark] = 0.12, 0.08
    zones = find_zones(replace(survey, near=near, short=short), SUN)
    assert zones.veil[beside & survey.veil].all()
    assert zones.veil[disc(*own)].all() and zones.shadow[dark].mean() > 0.9
    assert not zones.veil[alone].any()  # a white roof, or haze without proof


def test_scenes_without_ground_or_without_clouds_have_no_zones():
    survey, _ = scene()
    blind = replace(survey, near=np.full_like(survey.near, np.nan), short=np.full_like(survey.short, np.nan))
    assert not find_zones(blind, UNKNOWN).shadow.any()
    clear = replace(survey, cloud=np.zeros_like(survey.cloud))
    assert not find_zones(clear, UNKNOWN).shadow.any()
