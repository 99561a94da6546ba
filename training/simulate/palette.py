"""A scene's own materials: each scene draws its spectra of each class, so that no two scenes share a palette."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .canopies import liquid_water_absorption_per_m
from .grid import GRID_NM, DoubleArray
from .labels import CLASS_INDEX, CLASSES
from .libraries import Library

COUNTS = {
    "roof": 8,
    "pavement": 5,
    "low_vegetation": 10,
    "tree": 8,
    "bare_soil": 7,
    "dry_vegetation": 4,
    "water": 3,
    "snow": 2,
    "burned": 2,
}
"""Materials per class and scene."""


@dataclass(frozen=True)
class Palette:
    """Materials of a scene: ``spectra`` (M, F), ``label`` (M,) class index."""

    spectra: DoubleArray
    label: np.ndarray

    def of(self, name: str) -> np.ndarray:
        """Indices of the materials of a class."""
        return np.flatnonzero(self.label == CLASS_INDEX[name])


def _pick(rng: np.random.Generator, pool: np.ndarray, count: int) -> DoubleArray:
    return np.asarray(pool[rng.integers(0, len(pool), count)], dtype=np.float64)


def moisten(rng: np.random.Generator, soil: DoubleArray) -> DoubleArray:
    """Wet soils (n, F): darker by a common factor with the absorption of a water film (Bach & Mauser 1994)."""
    film_m = np.where(rng.random((len(soil), 1)) < 0.5, 0.0, rng.uniform(0.0, 2.5e-4, (len(soil), 1)))
    wet = film_m > 0
    dark = np.where(wet, rng.uniform(0.45, 0.9, (len(soil), 1)), 1.0)
    return np.asarray(soil * dark * np.exp(-liquid_water_absorption_per_m()[None] * film_m * 2.0))


def soils(rng: np.random.Generator, library: Library, count: int) -> DoubleArray:
    """Bare ground (count, F): soil, sand or rock of many brightnesses and moistures, some with litter."""
    pools = [library.of("bare_soil"), library.of("sand"), library.of("rock")]
    which = rng.choice(3, count, p=[0.65, 0.12, 0.23])
    drawn = np.stack([_pick(rng, pools[w], 1)[0] for w in which])
    mineral = which == 2
    blend = np.where(mineral, rng.uniform(0.0, 0.6, count), rng.uniform(0.0, 0.25, count))[:, None]
    drawn = (1.0 - blend) * drawn + blend * _pick(rng, pools[0], count)
    drawn = moisten(rng, drawn)
    top = np.where(rng.random(count) < 0.25, 0.85, 0.55)
    drawn = drawn * np.minimum(1.0, top / drawn.max(axis=1))[:, None] * rng.uniform(0.6, 1.05, count)[:, None]
    litter = rng.uniform(0.0, 0.35, count)[:, None] * (rng.random((count, 1)) < 0.4)
    return np.asarray((1.0 - litter) * drawn + litter * _pick(rng, library.of("dry_vegetation"), count))


def low_vegetation(rng: np.random.Generator, library: Library, count: int) -> DoubleArray:
    """Lawns, crops and meadows (count, F): 30-100 % green over dry matter or soil."""
    measured = library.of("low_measured")
    green = _pick(rng, library.of("low_vegetation"), count)
    if len(measured):
        swap = rng.random(count) < 0.4
        green[swap] = _pick(rng, measured, int(swap.sum()))
    under = np.where(
        rng.random((count, 1)) < 0.5, _pick(rng, library.of("dry_vegetation"), count), soils(rng, library, count)
    )
    cover = np.where(rng.random(count) < 0.35, rng.uniform(0.85, 1.0, count), rng.uniform(0.3, 1.0, count))[:, None]
    return np.asarray(cover * green + (1.0 - cover) * under)


def trees(rng: np.random.Generator, library: Library, count: int, *, sunlit: float) -> DoubleArray:
    """Tree canopies (count, F).

    Modelled canopies keep a factor between ``sunlit`` and 1 of their light; measured pixels carry their own shade.
    """
    measured = library.of("tree_measured")
    drawn = _pick(rng, library.of("tree"), count)
    modelled = np.ones(count, dtype=bool)
    if len(measured):
        modelled = rng.random(count) < 0.7
        drawn[~modelled] = _pick(rng, measured, int((~modelled).sum()))
    wood = (
        rng.uniform(0.0, 0.2, (count, 1)) * (modelled & (rng.random(count) < 0.5))[:, None]
    )  # branches, litter in gaps
    drawn = (1.0 - wood) * drawn + wood * _pick(rng, library.of("dry_vegetation"), count)
    shade = np.where(modelled, rng.uniform(sunlit, 1.0, count), rng.uniform(0.85, 1.3, count))[:, None]
    blue_sky = 1.0 + 0.15 * (1.0 - shade) * (GRID_NM[None] / 550.0) ** -3  # shade is lit by the sky
    return np.asarray(drawn * shade * blue_sky)


def burned(rng: np.random.Generator, library: Library, count: int) -> DoubleArray:
    """Burn scars (count, F): charcoal over soil or scorched litter, in places under light ash."""
    char = _pick(rng, library.of("burned"), count) * rng.uniform(0.4, 1.0, count)[:, None]
    under = np.where(
        rng.random((count, 1)) < 0.6,
        soils(rng, library, count) * 0.6,
        _pick(rng, library.of("dry_vegetation"), count) * 0.7,
    )
    cover = 1.0 - 0.45 * rng.random((count, 1)) ** 1.5
    ash = np.where(
        rng.random((count, 1)) < 0.25, rng.uniform(0.0, 0.3, (count, 1)), 0.0
    )  # cover of ash, about 0.3 bright
    return np.asarray((cover * char + (1.0 - cover) * under) * (1.0 - ash) + ash * 0.3)


def draw_palette(rng: np.random.Generator, library: Library, *, factor: int = 1, sunlit: float = 0.45) -> Palette:
    """Draw a scene's materials.

    Args:
        rng: source of randomness.
        library: spectra to draw from.
        factor: times as many materials of each class, for scenes of independent mixtures.
        sunlit: least light left in modelled trees: 0.45 where a pixel holds many crowns, more where the landscape casts
            the crowns' shadows itself.
    """
    parts: list[DoubleArray] = []
    for name in CLASSES:
        count = COUNTS[name] * factor
        if name == "tree":
            spectra = trees(rng, library, count, sunlit=sunlit)
        elif name in _MAKERS:
            spectra = _MAKERS[name](rng, library, count)
        else:
            dimmest = 0.55 if name == "roof" else 0.8  # soot, moss and the slope of roofs
            spectra = _pick(rng, library.of(name), count) * rng.uniform(dimmest, 1.05, count)[:, None]
        parts.append(spectra)
    label = np.repeat(np.arange(len(CLASSES)), [len(p) for p in parts])
    return Palette(np.clip(np.concatenate(parts), 1e-4, 1.3), label)


_MAKERS = {"bare_soil": soils, "low_vegetation": low_vegetation, "burned": burned}
