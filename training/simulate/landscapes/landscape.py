"""Two-dimensional scenes at sub-pixel resolution: the material, light and height of each sub-pixel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backend.common.arrays import IntArray

from ..effects import ALL_EFFECTS, Effects
from ..materials.palette import Palette
from . import painters
from .canvas import Canvas
from .fields import Frame, band, make_frame, noise, voronoi

ZONES = (
    "field", "meadow", "forest", "town", "industry", "park", "water", "bare", "dry", "snow", "burn", "shrub", "orchard",
)  # fmt: skip
"""Kinds of zones that landscapes consist of."""

ARCHETYPES: dict[str, tuple[float, dict[str, float]]] = {
    "rural": (0.17, {"field": 0.47, "meadow": 0.17, "forest": 0.2, "town": 0.08, "water": 0.05, "orchard": 0.03}),
    "urban": (0.26, {"town": 0.6, "industry": 0.14, "park": 0.12, "forest": 0.05, "water": 0.05, "meadow": 0.04}),
    "forest": (0.08, {"forest": 0.65, "meadow": 0.13, "field": 0.1, "water": 0.07, "bare": 0.05}),
    "woods": (0.07, {"forest": 0.93, "shrub": 0.04, "water": 0.03}),
    "grassland": (0.06, {"meadow": 0.6, "field": 0.3, "dry": 0.07, "water": 0.03}),
    "shrubland": (0.05, {"shrub": 0.5, "orchard": 0.15, "meadow": 0.1, "dry": 0.1, "bare": 0.1, "forest": 0.05}),
    "coast": (0.06, {"water": 0.45, "bare": 0.15, "town": 0.14, "meadow": 0.14, "forest": 0.12}),
    "arid": (
        0.09,
        {"bare": 0.5, "dry": 0.25, "meadow": 0.05, "field": 0.06, "town": 0.08, "water": 0.03, "industry": 0.03},
    ),
    "mountain": (0.06, {"snow": 0.3, "bare": 0.3, "forest": 0.25, "meadow": 0.1, "water": 0.05}),
    "snowfield": (0.04, {"snow": 0.75, "bare": 0.18, "forest": 0.04, "water": 0.03}),
    "valley": (
        0.02,
        {"field": 0.58, "meadow": 0.17, "forest": 0.14, "dry": 0.04, "bare": 0.03, "burn": 0.02, "town": 0.02},
    ),
    "burn": (0.04, {"burn": 0.42, "forest": 0.2, "dry": 0.15, "meadow": 0.13, "bare": 0.1}),
}
"""Landscapes: relative frequency of each, and the shares of its zones."""

_ONE_COVER = ("woods", "grassland")
"""Landscapes with a single cover."""

_PIXELS_ACROSS = 50  # approximate width of a tile in pixels


@dataclass(frozen=True)
class LandscapeSpec:
    """Fixed settings of a landscape: GSD in m, sub-pixels per pixel side, archetype or None, effects."""

    gsd_m: float
    subpixels: int
    archetype: str | None = None
    effects: Effects = ALL_EFFECTS


def draw_archetype(rng: np.random.Generator, effects: Effects) -> str:
    """Draw the name of a kind of landscape."""
    names = list(ARCHETYPES)
    shares = np.array([ARCHETYPES[name][0] for name in names])
    if not effects.one_cover:
        shares[[name in _ONE_COVER for name in names]] = 0.0
    if not effects.shrubs:
        shares[names.index("shrubland")] = 0.0
    return names[int(rng.choice(len(names), p=shares / shares.sum()))]


def zone_shares(kind: str, effects: Effects) -> dict[str, float]:
    """Return the shares of zones in a kind of landscape; a zone that is switched off has share 0."""
    off = {"shrub": effects.shrubs, "orchard": effects.shrubs, "dry": effects.dry_land}
    return {zone: share * off.get(zone, True) for zone, share in ARCHETYPES[kind][1].items()}


def draw_landscape(
    rng: np.random.Generator,
    palette: Palette,
    spec: LandscapeSpec,
    *,
    height: int,
    width: int,
    sun: tuple[float, float],
) -> Canvas:
    """Draw a landscape of ``height`` x ``width`` pixels (the canvas has ``subpixels`` times as many on each side).

    Args:
        rng: source of randomness.
        palette: materials of the scene.
        spec: sampling and kind of landscape.
        height: pixels, margins for the point-spread function included.
        width: pixels, likewise.
        sun: zenith and azimuth of the sun in radians.
    """
    frame = make_frame(height * spec.subpixels, width * spec.subpixels, spec.gsd_m / spec.subpixels)
    canvas = Canvas.blank(frame, palette, sun, spec.effects)
    kind = spec.archetype or draw_archetype(rng, spec.effects)
    zones = _zone_map(rng, frame, spec, kind)
    for position, zone in enumerate(ZONES):
        where = zones == position
        if where.any():
            painters.PAINTERS[zone](rng, canvas, where)
    _lines(rng, canvas, kind)
    relief = rng.uniform(0.1, 0.4) if kind == "mountain" else rng.uniform(0.0, 0.08)
    canvas.finish(rng, relief)
    return canvas


def _zone_map(rng: np.random.Generator, frame: Frame, spec: LandscapeSpec, kind: str) -> IntArray:
    """Return the zone index (H, W): warped Voronoi cells whose size follows the GSD within natural limits.

    A coast has the sea on one side; a "valley" is laid out around a town.
    """
    shares = zone_shares(kind, spec.effects)
    cell_m = float(np.clip(spec.gsd_m * np.exp(rng.uniform(np.log(9.0), np.log(50.0))), 12.0, 1800.0))
    if kind == "valley":
        cell_m = 0.09 * max(frame.extent_m)
    cells, count = voronoi(rng, frame, cell_m, warp=rng.uniform(0.0, 0.35))
    kinds = [ZONES.index(z) for z in shares]
    weights = np.array(list(shares.values()))
    # Each landscape emphasises its zones differently, so that tiles of a single zone also occur.
    emphasis = np.ones(weights.size) if kind == "valley" else rng.gamma(1.2, 1.0, weights.size)
    tilted = weights * (emphasis if spec.effects.one_cover else 1.0) + 1e-6 * (weights > 0)
    zones = np.asarray(rng.choice(kinds, count, p=tilted / tilted.sum()))[cells]
    if kind == "coast":
        zones = _add_sea(rng, frame, zones)
    if kind == "valley":
        zones = _add_town(rng, frame, zones)
    return np.asarray(zones, dtype=np.int64)


def _add_sea(rng: np.random.Generator, frame: Frame, zones: IntArray) -> IntArray:
    """Add water on one side of a curved shoreline, in half of the cases with a strip of bare beach."""
    extent, angle = max(frame.extent_m), rng.uniform(0.0, 2.0 * np.pi)
    inland = frame.x * np.float32(np.cos(angle)) + frame.y * np.float32(np.sin(angle))
    inland = (
        inland
        + np.float32(0.12 * extent) * noise(rng, frame, 0.35 * extent, 4)
        + np.float32(rng.uniform(-0.3, 0.3) * extent)
    )
    beach = rng.uniform(4.0, 60.0) if rng.random() < 0.5 else 0.0
    return np.where(inland < 0, ZONES.index("water"), np.where(inland < beach, ZONES.index("bare"), zones))


def _add_town(rng: np.random.Generator, frame: Frame, zones: IntArray) -> IntArray:
    """Add a town near the middle, with industry at its edge, woods on one side and a lake."""
    extent = max(frame.extent_m)
    center = rng.uniform(-0.2, 0.2, 2) * extent
    away = np.hypot(frame.x - np.float32(center[0]), frame.y - np.float32(center[1])) / np.float32(extent)
    away = away + np.float32(0.05) * noise(rng, frame, 0.12 * extent, 3)
    radius = rng.uniform(0.16, 0.24)
    angle = rng.uniform(0.0, 2.0 * np.pi)
    side = (frame.x * np.float32(np.cos(angle)) + frame.y * np.float32(np.sin(angle))) / np.float32(extent)
    woods = side + 0.12 * noise(rng, frame, 0.2 * extent, 3) > 0.28
    zones = np.where(woods, ZONES.index("forest"), zones)
    sector = np.cos(np.arctan2(frame.y - center[1], frame.x - center[0]) - angle - 2.0)
    ring = (away > 0.8 * radius) & (away < 1.15 * radius) & (sector > 0.3)
    zones = np.where(away < radius, ZONES.index("town"), zones)
    green = (away < radius) & (noise(rng, frame, 0.07 * extent, 2) > 1.3)
    zones = np.where(ring, ZONES.index("industry"), np.where(green, ZONES.index("park"), zones))
    lake = np.hypot(
        frame.x + np.float32(1.4 * center[0] - 0.3 * extent), frame.y + np.float32(1.2 * center[1] - 0.25 * extent)
    )
    return np.where(lake / extent + 0.03 * noise(rng, frame, 0.1 * extent, 3) < 0.07, ZONES.index("water"), zones)


def _lines(rng: np.random.Generator, canvas: Canvas, kind: str) -> None:
    """Draw rivers and country roads across the landscape, with widths that matter at this sampling."""
    frame = canvas.frame
    if (kind in ("rural", "urban", "forest", "mountain") and rng.random() < 0.2) or kind == "valley":
        width = (
            float(np.exp(rng.uniform(np.log(5.0), np.log(120.0)))) if kind != "valley" else 0.02 * max(frame.extent_m)
        )
        if width < 0.5 * max(frame.extent_m):
            painters.paint_river(rng, canvas, band(rng, frame, width, rng.uniform(0.5, 3.0) * width + 20.0))
    if rng.random() < 0.3 and canvas.effects.small_waters:
        _small_waters(rng, canvas)
    if kind in ("rural", "forest", "coast", "arid", "burn", "valley") and rng.random() < 0.5:
        width = rng.uniform(3.0, 16.0)
        painters.paint_road(rng, canvas, band(rng, frame, width, rng.uniform(0.0, 60.0)))


def _small_waters(rng: np.random.Generator, canvas: Canvas) -> None:
    """Draw ponds a few pixels wide and sometimes a canal, so that waters are small at any sampling."""
    frame = canvas.frame
    pixel = max(frame.extent_m) / _PIXELS_ACROSS
    for _ in range(int(rng.integers(1, 7))):
        center = rng.uniform(-0.5, 0.5, 2) * np.array(frame.extent_m)
        radius = np.float32(np.exp(rng.uniform(np.log(0.8), np.log(4.0))) * pixel)
        stretch = np.float32(rng.uniform(1.0, 2.0))
        away = np.hypot((frame.y - np.float32(center[0])) * stretch, frame.x - np.float32(center[1]))
        painters.paint_water(rng, canvas, away < radius * (1.0 + 0.2 * noise(rng, frame, 2.0 * float(radius), 2)))
    if rng.random() < 0.3:
        painters.paint_water(rng, canvas, band(rng, frame, rng.uniform(0.8, 3.0) * pixel, 0.0))
