"""The materials of a scene: each scene draws its own spectra of each class, so that no two scenes share a palette."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backend.common.arrays import BoolArray, DoubleArray

from ..effects import ALL_EFFECTS, Effects
from ..grid import GRID_NM, at
from ..labels import CLASS_INDEX, GROUND
from .canopies import liquid_water_absorption_per_m
from .libraries import Library

COUNTS = {
    "roof": 8,
    "pavement": 5,
    "low_vegetation": 10,
    "tree": 8,
    "bare_soil": 7,
    "dry_vegetation": 4,
    "water": 3,
    "snow": 4,
    "burned": 2,
}
"""Number of materials per class and scene."""

_LOW_SUN_COS = 0.6  # the sun is 53 degrees from the zenith
_WINTER_LOW_SUN, _WINTER_HIGH_SUN = 0.22, 0.02
"""Share of the scenes with leafless trees, with the sun below and above that."""
_AT_PEAK, _AT_PEAK_IF_LUSH, _PEAK_COVER, _PEAK_860 = 0.1, 0.2, 0.85, (0.4, 0.62)
"""Share of the herbs that are crops at their peak, in a drought and in addition in the lushest season; least cover of
the ground and range of the reflectance at 860 nm: closed swards have little shade."""
_RED_OF_CROWNS, _BRIGHTEST_SURFACE = (0.035, 0.1), 0.02
"""Range of the lowest ratio of red to near infrared of leafy crowns, and the most that the surface of leaves adds to
reach it. Measured forests, from satellites and aircraft, have ratios of 0.05-0.1; modelled canopies, whose leaves only
scatter inside, have 0.02-0.05."""
_ICE, _SHADED_SNOW, _GREY_ROCK = 0.35, 0.2, 0.4
"""Share of the snow that is bare glacier ice, and that lies in the shade of mountains; share of the rock that is grey
like moraine."""
_FROST_WINTER, _FROST_ELSE = 0.5, 0.04
"""Share of the scenes with frozen lakes, in a leafless winter and otherwise."""
_CROWN_LIGHT, _RESOLVED_CROWN_LIGHT, _SWARD_LIGHT = (0.65, 1.3), (0.75, 1.4), (0.8, 1.25)
"""Ranges of the light factor of a scene's plants. Where crowns are not resolved, their shade is within the pixel."""
_CLEAR_705 = 0.03
"""Upper limit of the reflectance at 705 nm of clear, deep waters without glint."""


@dataclass(frozen=True)
class Palette:
    """Materials of a scene: ``spectra`` (M, F), ``label`` (M,) class index."""

    spectra: DoubleArray
    label: np.ndarray

    def of(self, name: str) -> np.ndarray:
        """Return the indices of the materials of a class."""
        return np.flatnonzero(self.label == CLASS_INDEX[name])


@dataclass(frozen=True)
class Season:
    """Properties shared by all plants and waters of a scene.

    Attributes:
        lush: 0 in a drought, 1 after rain: herbs cover more of the ground and are greener.
        leafless: share of the tree materials without leaves.
        open_crowns: share of the other tree materials through which branches and the ground are visible.
        widest_gaps: largest share of such a crown that is not foliage.
        crown_light: light factor of modelled crowns, 1 fully lit.
        sward_light: light factor of herbs, which shade themselves less; the ranges overlap.
        frozen: share of the waters under grey ice.
        effects: which of these effects are simulated.
    """

    lush: float = 0.6
    leafless: float = 0.0
    open_crowns: float = 0.25
    widest_gaps: float = 0.4
    crown_light: float = 0.85
    sward_light: float = 0.85
    frozen: float = 0.0
    effects: Effects = ALL_EFFECTS


def draw_season(rng: np.random.Generator, *, resolved: bool, sun_cos: float, effects: Effects = ALL_EFFECTS) -> Season:
    """Draw a season.

    If crowns are ``resolved``, the landscape draws their shade, so their light factor here is higher. One such scene in
    six is a savanna or pine barren, whose thin crowns are recognisable only by their outline. If the sun is low
    (``sun_cos``, cosine of its zenith angle), leafless trees and frozen lakes are more frequent.
    """
    winter = rng.random() < (_WINTER_LOW_SUN if sun_cos < _LOW_SUN_COS else _WINTER_HIGH_SUN)
    leafless = float(rng.uniform(0.3, 1.0)) if winter else 0.0
    savanna = resolved and rng.random() < 1 / 6
    crowns = _RESOLVED_CROWN_LIGHT if resolved else _CROWN_LIGHT
    crown_light, sward_light = float(rng.uniform(*crowns)), float(rng.uniform(*_SWARD_LIGHT))
    if not effects.brightness:
        crown_light, sward_light = sum(crowns) / 2, sum(_SWARD_LIGHT) / 2
    frost = rng.random() < (_FROST_WINTER if winter else _FROST_ELSE)
    frozen = float(rng.uniform(0.2, 1.0)) if frost else 0.0
    open_crowns, widest_gaps = (0.9, 0.75) if savanna and effects.thin_crowns else (0.25, 0.4)
    lush = float(rng.uniform()) ** 0.7
    if not effects.seasons:
        lush, leafless, frozen = Season.lush, 0.0, 0.0
    return Season(lush, leafless, open_crowns, widest_gaps, crown_light, sward_light, frozen, effects)


def _pick(rng: np.random.Generator, pool: np.ndarray, count: int) -> DoubleArray:
    return np.asarray(pool[rng.integers(0, len(pool), count)], dtype=np.float64)


def moisten(rng: np.random.Generator, soil: DoubleArray) -> DoubleArray:
    """Return wet soils (n, F): darker by a common factor and the absorption of a water film (Bach & Mauser 1994)."""
    film_m = np.where(rng.random((len(soil), 1)) < 0.5, 0.0, rng.uniform(0.0, 2.5e-4, (len(soil), 1)))
    wet = film_m > 0
    dark = np.where(wet, rng.uniform(0.45, 0.9, (len(soil), 1)), 1.0)
    return np.asarray(soil * dark * np.exp(-liquid_water_absorption_per_m()[None] * film_m * 2.0))


def soils(rng: np.random.Generator, library: Library, count: int) -> DoubleArray:
    """Draw bare ground (count, F): soil, sand or rock of varying brightness and moisture, partly with litter."""
    pools = [library.of("bare_soil"), library.of("sand"), library.of("rock")]
    which = rng.choice(3, count, p=[0.6, 0.12, 0.28])
    drawn = np.stack([_pick(rng, pools[w], 1)[0] for w in which])
    mineral = which == 2
    grey = mineral & (rng.random(count) < _GREY_ROCK)
    drawn = np.where(grey[:, None], greyed(rng, drawn), drawn)
    blend = np.where(mineral, rng.uniform(0.0, 0.6, count), rng.uniform(0.0, 0.25, count))[:, None]
    drawn = (1.0 - blend) * drawn + blend * _pick(rng, pools[0], count)
    drawn = moisten(rng, drawn)
    top = np.where(rng.random(count) < 0.25, 0.85, 0.55)
    drawn = drawn * np.minimum(1.0, top / drawn.max(axis=1))[:, None] * rng.uniform(0.6, 1.05, count)[:, None]
    litter = rng.uniform(0.0, 0.35, count)[:, None] * (rng.random((count, 1)) < 0.4)
    return np.asarray((1.0 - litter) * drawn + litter * _pick(rng, library.of("dry_vegetation"), count))


def greyed(rng: np.random.Generator, rock: DoubleArray) -> DoubleArray:
    """Return dark rock (n, F) of a nearly grey spectrum: slate, greywacke and basalt, as in moraines and screes."""
    count = len(rock)
    mean = rock[:, at(450.0) : at(2300.0)].mean(axis=1, keepdims=True)
    contrast, level = rng.uniform(0.1, 0.6, (count, 1)), rng.uniform(0.1, 0.3, (count, 1))
    return np.asarray((mean + (rock - mean) * contrast) * level / mean)


def sealed(rng: np.random.Generator, pool: np.ndarray, count: int, *, dimmest: float) -> DoubleArray:
    """Draw roofs or pavements (count, F): dimmed by soot, moss and slope, or brighter than in the American libraries.

    Concrete, cobbles and gravel of other regions are up to twice as bright; brightening is limited to 0.8 reflectance.
    """
    drawn = _pick(rng, pool, count)
    bright = np.where(rng.random(count) < 0.3, rng.uniform(1.0, 1.9, count), rng.uniform(dimmest, 1.05, count))
    limit = np.maximum(0.8 / drawn.max(axis=1), 1.0)
    return np.asarray(drawn * np.minimum(bright, limit)[:, None])


def low_vegetation(rng: np.random.Generator, library: Library, count: int, season: Season) -> DoubleArray:
    """Draw lawns, crops and meadows (count, F): 30-100 % green over dry matter or soil, greener in lusher seasons.

    One in ten is irrigated or near water, and green in any season. Others are crops at their peak, green and bright;
    they are more frequent in lush seasons.
    """
    measured = library.of("low_measured")
    green = _pick(rng, library.of("low_vegetation"), count)
    stages = float(season.effects.crop_stages)
    peak = rng.random(count) < (_AT_PEAK + _AT_PEAK_IF_LUSH * season.lush) * stages
    for row in np.flatnonzero(peak):
        green[row] = _greenest(rng, library.of("low_vegetation"))
    if len(measured):
        swap = (rng.random(count) < 0.3) & ~peak  # well-watered turf, dimmed like swards that shade themselves
        green[swap] = _pick(rng, measured, int(swap.sum())) * rng.uniform(0.6, 1.05, (int(swap.sum()), 1))
    dry_share = 0.75 - 0.5 * season.lush
    under = np.where(
        rng.random((count, 1)) < dry_share, _pick(rng, library.of("dry_vegetation"), count), soils(rng, library, count)
    )
    usual = np.clip(rng.normal(0.4 + 0.42 * season.lush, 0.13 * stages, count), 0.3, 1.0)
    irrigated = rng.random(count) < 0.1 * stages
    cover = np.where(peak | irrigated, rng.uniform(_PEAK_COVER, 1.0, count), usual)[:, None]
    light = np.clip(season.sward_light + rng.normal(0.0, 0.1 * season.effects.brightness, count), 0.4, 1.4)
    sward = cover * green + (1.0 - cover) * under
    light = np.where(peak, rng.uniform(*_PEAK_860, count) / sward[:, at(860.0)], light)
    return np.asarray(sward * light[:, None])


def _greenest(rng: np.random.Generator, pool: np.ndarray) -> DoubleArray:
    """Return the greenest (F,) of a few herbs: lowest ratio of red to near infrared."""
    drawn = _pick(rng, pool, 6)
    return np.asarray(drawn[(drawn[:, at(665.0)] / drawn[:, at(860.0)]).argmin()])


def trees(rng: np.random.Generator, library: Library, count: int, season: Season) -> DoubleArray:
    """Draw tree canopies (count, F); in open ones branches and the ground are visible through gaps.

    Modelled canopies are darkened for the shade inside them; measured pixels already include their own shade.
    """
    measured = library.of("tree_measured")
    drawn = _pick(rng, library.of("tree"), count)
    modelled = np.ones(count, dtype=bool)
    if len(measured):
        modelled = rng.random(count) < 0.8
        drawn[~modelled] = _pick(rng, measured, int((~modelled).sum()))
    drawn = _open_crowns(rng, library, drawn, modelled, season)
    own = np.clip(season.crown_light + rng.normal(0.0, 0.12 * season.effects.brightness, count), 0.35, 1.5)
    shade = np.where(modelled, own, rng.uniform(0.85, 1.3, count))[:, None]
    blue_sky = 1.0 + 0.15 * np.maximum(1.0 - shade, 0.0) * (GRID_NM[None] / 550.0) ** -3  # sky light colours the shade
    return np.asarray(drawn * shade * blue_sky)


def _open_crowns(
    rng: np.random.Generator, library: Library, crowns: DoubleArray, modelled: np.ndarray, season: Season
) -> DoubleArray:
    """Return crowns (n, F) with branches and with ground in their gaps; in winter some have no leaves."""
    count = len(crowns)
    wood = rng.uniform(0.0, 0.25, (count, 1)) * (modelled & (rng.random(count) < 0.4))[:, None]
    bare = (rng.random(count) < season.leafless)[:, None]
    wood = np.where(bare, rng.uniform(0.35, 1.0, (count, 1)), wood)
    dark = rng.uniform(np.where(bare, 0.4, 0.2), np.where(bare, 0.95, 0.8), (count, 1))  # branches shade each other
    crowns = (1.0 - wood) * crowns + wood * dark * _pick(rng, library.of("dry_vegetation"), count)
    if season.effects.shining_leaves:
        crowns = _shining(rng, crowns, modelled)
    ground = np.where(
        rng.random((count, 1)) < 0.5, _pick(rng, library.of("dry_vegetation"), count), soils(rng, library, count)
    )
    open_ = (rng.random(count) < season.open_crowns) & (modelled | (season.open_crowns > 0.5))
    gaps = rng.uniform(0.05, season.widest_gaps, (count, 1)) * open_[:, None]
    lit = np.where(
        season.open_crowns > 0.5, 1.0, rng.uniform(0.3, 1.0, (count, 1))
    )  # the floor of a dense stand is dim
    return np.asarray((1.0 - gaps) * crowns + gaps * lit * ground)


def _shining(rng: np.random.Generator, crowns: DoubleArray, modelled: BoolArray) -> DoubleArray:
    """Return modelled crowns (n, F) with light that leaves reflect at their surface, grey, up to a drawn red."""
    red, nir = crowns[:, at(665.0)], crowns[:, at(860.0)]
    low, high = np.log(_RED_OF_CROWNS)
    least = np.exp(rng.uniform(low, high, len(crowns)))
    added = np.clip(least * nir - red, 0.0, _BRIGHTEST_SURFACE) * modelled
    return np.asarray(crowns + added[:, None])


def waters(rng: np.random.Generator, library: Library, count: int, season: Season) -> DoubleArray:
    """Draw waters (count, F), some under grey ice, which still count as water.

    Bubbles and cracks reflect like a thin layer of coarse snow, and ice absorbs beyond 1400 nm. White ice and
    snow on ice are another class.
    """
    pool = library.of("water")
    if not season.effects.bright_water:
        pool = pool[pool[:, at(705.0)] < _CLEAR_705]
    drawn = _pick(rng, pool, count) * rng.uniform(0.8, 1.05, (count, 1))
    coarse = _pick(rng, library.of("snow"), count) ** rng.uniform(1.0, 3.0, (count, 1))  # albedo ** n: n * n the size
    cover = 0.35 * rng.random((count, 1)) ** 1.5 * (rng.random((count, 1)) < season.frozen)
    return np.asarray((1.0 - cover) * drawn + cover * coarse)


def snows(rng: np.random.Generator, library: Library, count: int, season: Season) -> DoubleArray:
    """Draw snow and ice (count, F): snow in the sun, snow in the shade of mountains, and bare ice of glaciers.

    Ice reflects like very coarse snow (albedo to the power of n: grains n * n the size) with debris on it. Shaded snow
    is lit by the sky, whose light is bluer.
    """
    snow = _pick(rng, library.of("snow"), count) * rng.uniform(0.8, 1.05, (count, 1))
    if not season.effects.glaciers:
        return snow
    kind = rng.random((count, 1))
    coarse = _pick(rng, library.of("snow"), count) ** rng.uniform(1.5, 4.0, (count, 1))
    debris = rng.uniform(0.0, 0.5, (count, 1)) ** 1.5
    ice = (1.0 - debris) * coarse * rng.uniform(0.6, 1.0, (count, 1)) + debris * soils(rng, library, count) * 0.6
    sky = rng.uniform(0.12, 0.5, (count, 1)) * (GRID_NM[None] / 550.0) ** -rng.uniform(0.3, 2.0, (count, 1))
    shaded = snow * np.minimum(sky, 1.0)
    return np.where(kind < _ICE, ice, np.where(kind < _ICE + _SHADED_SNOW, shaded, snow))


def burned(rng: np.random.Generator, library: Library, count: int) -> DoubleArray:
    """Draw burn scars (count, F): charcoal over soil or scorched litter, in places with a thin layer of ash."""
    char = _pick(rng, library.of("burned"), count) * rng.uniform(0.4, 1.0, count)[:, None]
    under = np.where(
        rng.random((count, 1)) < 0.6,
        soils(rng, library, count) * 0.6,
        _pick(rng, library.of("dry_vegetation"), count) * 0.7,
    )
    cover = 1.0 - 0.45 * rng.random((count, 1)) ** 1.5
    ash = np.where(
        rng.random((count, 1)) < 0.25, rng.uniform(0.0, 0.3, (count, 1)), 0.0
    )  # cover of ash with a reflectance of about 0.3
    return np.asarray((cover * char + (1.0 - cover) * under) * (1.0 - ash) + ash * 0.3)


def draw_palette(
    rng: np.random.Generator, library: Library, *, factor: int = 1, season: Season | None = None
) -> Palette:
    """Draw a scene's materials.

    Args:
        rng: source of randomness.
        library: spectra to draw from.
        factor: multiple of the number of materials per class, for scenes of independent mixtures.
        season: shared properties of plants and waters; None for a mild summer.
    """
    season = season or Season()
    parts: list[DoubleArray] = []
    for name in GROUND:
        count = COUNTS[name] * factor
        if name in _SEASONAL:
            spectra = _SEASONAL[name](rng, library, count, season)
        elif name in _MAKERS:
            spectra = _MAKERS[name](rng, library, count)
        elif name in ("roof", "pavement"):
            spectra = sealed(rng, library.of(name), count, dimmest=0.55 if name == "roof" else 0.8)
        else:
            spectra = _pick(rng, library.of(name), count) * rng.uniform(0.8, 1.05, count)[:, None]
        parts.append(spectra)
    label = np.repeat(np.arange(len(GROUND)), [len(p) for p in parts])
    return Palette(np.clip(np.concatenate(parts), 1e-4, 1.3), label)


_MAKERS = {"bare_soil": soils, "burned": burned}
_SEASONAL = {"low_vegetation": low_vegetation, "tree": trees, "water": waters, "snow": snows}
