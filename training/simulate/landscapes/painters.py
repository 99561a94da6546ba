"""Painters of zones: each paints materials, heights and crowns of one kind of land where its mask is true."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from backend.common.arrays import BoolArray

from . import town
from .canvas import Canvas
from .fields import edges, noise, voronoi
from .planting import blend, plant_trees

Painter = Callable[[np.random.Generator, Canvas, BoolArray], None]


def paint_field(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint parcels of crops, stubble and bare soil, with tracks or hedges along some borders."""
    size = float(np.exp(rng.uniform(np.log(50.0), np.log(400.0))))
    cells, count = voronoi(
        rng, canvas.frame, size, warp=0.0 if rng.random() < 0.6 else 0.1, stretch=rng.uniform(1.0, 3.0)
    )
    shares = rng.dirichlet([2.2, 1.0, 0.7])
    kinds = rng.choice(3, count, p=shares)
    table = np.stack([canvas.draw(rng, name, count) for name in ("low_vegetation", "bare_soil", "dry_vegetation")])
    other = np.stack([canvas.draw(rng, name, count) for name in ("low_vegetation", "bare_soil", "bare_soil")])
    mean = rng.uniform(0.0, 0.5, count).astype(np.float32) * (kinds != 0)
    share = mean[cells] + 0.12 * noise(rng, canvas.frame, 0.4 * size, 3)
    first, second = table[kinds, np.arange(count)][cells], other[kinds, np.arange(count)][cells]
    canvas.fill(where, first, second=second, share=share)
    brightness = (1.0 + 0.12 * rng.standard_normal(count)).astype(np.float32)[cells]
    np.multiply(canvas.light, brightness, out=canvas.light, where=where)
    border = edges(cells, max(1, round(4.0 / canvas.frame.step_m))) & where
    if rng.random() < 0.4:
        plant_trees(
            rng, canvas, border, spacing_m=rng.uniform(4.0, 8.0), density=rng.uniform(0.2, 0.9), height_m=(3.0, 12.0)
        )
    elif canvas.frame.step_m < 8.0:
        canvas.fill(border, canvas.draw(rng, "bare_soil" if rng.random() < 0.6 else "low_vegetation")[0])
    if rng.random() < 0.3:
        plant_trees(
            rng, canvas, where, spacing_m=rng.uniform(5.0, 12.0), density=rng.uniform(0.002, 0.05), height_m=(3.0, 12.0)
        )


def paint_meadow(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint meadows and pasture: two swards, dry or bare patches, single trees."""
    sward = canvas.draw(rng, "low_vegetation", 2)
    canvas.fill(
        where, int(sward[0]), second=int(sward[1]), share=blend(rng, canvas, scale_m=60.0, mean=0.5, spread=0.35)
    )
    patch = where & (noise(rng, canvas.frame, rng.uniform(5.0, 80.0), 3) > rng.uniform(0.9, 3.0))
    canvas.fill(
        patch,
        canvas.draw(rng, "dry_vegetation" if rng.random() < 0.6 else "bare_soil")[0],
        second=int(sward[0]),
        share=rng.uniform(0.0, 0.5),
    )
    if rng.random() < 0.6:
        plant_trees(
            rng, canvas, where, spacing_m=rng.uniform(4.0, 12.0), density=rng.uniform(0.005, 0.2), height_m=(2.0, 12.0)
        )


def paint_park(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint parks and sports grounds: lawn, paths, groups of trees."""
    lawn = canvas.draw(rng, "low_vegetation", 2)
    canvas.fill(where, int(lawn[0]), second=int(lawn[1]), share=blend(rng, canvas, scale_m=40.0, mean=0.3, spread=0.25))
    cells, _ = voronoi(rng, canvas.frame, rng.uniform(40.0, 120.0), warp=0.3)
    if canvas.frame.step_m < 6.0:
        canvas.fill(
            edges(cells, max(1, round(2.5 / canvas.frame.step_m))) & where,
            canvas.draw(rng, "pavement" if rng.random() < 0.5 else "bare_soil")[0],
        )
    group = np.clip(0.35 + 0.5 * noise(rng, canvas.frame, 60.0, 2), 0.0, 1.0)
    plant_trees(
        rng, canvas, where, spacing_m=rng.uniform(6.0, 12.0), density=group.astype(np.float32), height_m=(6.0, 20.0)
    )


def paint_forest(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint closed to open forest over an understory of herbs, litter or soil, with clearings."""
    floor = canvas.draw(rng, rng.choice(["low_vegetation", "dry_vegetation", "bare_soil"], p=[0.5, 0.3, 0.2]), 1)
    herb = canvas.draw(rng, "low_vegetation", 1)
    canvas.fill(where, int(floor[0]), second=int(herb[0]), share=blend(rng, canvas, scale_m=30.0, mean=0.4, spread=0.3))
    closed = rng.random() < 0.7
    base = rng.uniform(0.9, 1.0) if closed else rng.uniform(0.25, 0.85)
    gaps = noise(rng, canvas.frame, rng.uniform(25.0, 250.0), 2) > rng.uniform(1.2, 3.0)
    density = np.where(gaps, np.float32(base * 0.1), np.float32(base))
    spacing = rng.uniform(3.0, 10.0)
    if closed:  # lower trees fill the holes that the grid of crowns leaves
        filler = where & ~gaps
        canvas.fill(filler, canvas.draw(rng, "tree")[0], second=int(floor[0]), share=rng.uniform(0.0, 0.25))
        canvas.raise_to(filler, 0.9 * spacing, crown=True)
        np.multiply(canvas.light, np.float32(rng.uniform(0.6, 1.0)), out=canvas.light, where=filler)
    plant_trees(
        rng,
        canvas,
        where,
        spacing_m=spacing,
        density=density,
        height_m=(1.3 * spacing, rng.uniform(1.4, 2.4) * spacing),
    )


def paint_shrub(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint shrubs and heath, from single bushes to thickets, over grass, litter or soil."""
    floor = canvas.draw(rng, rng.choice(["low_vegetation", "dry_vegetation", "bare_soil"], p=[0.3, 0.4, 0.3]), 2)
    canvas.fill(
        where, int(floor[0]), second=int(floor[1]), share=blend(rng, canvas, scale_m=30.0, mean=0.4, spread=0.3)
    )
    density = np.clip(rng.uniform(0.3, 1.1) + 0.3 * noise(rng, canvas.frame, rng.uniform(20.0, 200.0), 2), 0.0, 1.0)
    plant_trees(
        rng, canvas, where, spacing_m=rng.uniform(1.2, 4.0), density=density.astype(np.float32), height_m=(0.4, 3.0)
    )


def paint_orchard(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint orchards and plantations by parcel: trees of one kind over grass or bare soil."""
    floor = canvas.draw(rng, "low_vegetation" if rng.random() < 0.6 else "bare_soil", 2)
    canvas.fill(
        where, int(floor[0]), second=int(floor[1]), share=blend(rng, canvas, scale_m=60.0, mean=0.3, spread=0.3)
    )
    cells, count = voronoi(rng, canvas.frame, rng.uniform(60.0, 250.0), warp=0.0, stretch=rng.uniform(1.0, 3.0))
    density = rng.uniform(0.4, 1.0, count).astype(np.float32)[cells]
    spacing = rng.uniform(3.5, 9.0)
    plant_trees(rng, canvas, where, spacing_m=spacing, density=density, height_m=(0.4 * spacing, 0.9 * spacing))


def paint_water(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint lakes and sea: two waters with a smooth transition, sometimes with a beach along the shore."""
    waters = canvas.draw(rng, "water", 2)
    if rng.random() < 0.3:
        width = max(1, round(rng.uniform(2.0, 25.0) / canvas.frame.step_m))
        shore = edges(where.astype(np.int64), width)
        canvas.fill(shore, canvas.draw(rng, "bare_soil")[0])
    canvas.fill(
        where, int(waters[0]), second=int(waters[1]), share=blend(rng, canvas, scale_m=300.0, mean=0.3, spread=0.3)
    )
    np.copyto(canvas.light, np.float32(1.0), where=where)


def paint_bare(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint bare, rocky and desert land: soils with gradual transitions, debris, sparse shrubs or grass."""
    ground = canvas.draw(rng, "bare_soil", 3)
    scale = float(np.exp(rng.uniform(np.log(10.0), np.log(500.0))))
    canvas.fill(
        where, int(ground[0]), second=int(ground[1]), share=blend(rng, canvas, scale_m=scale, mean=0.5, spread=0.4)
    )
    patch = where & (noise(rng, canvas.frame, 0.5 * scale, 3) > rng.uniform(0.3, 2.0))
    canvas.fill(patch, int(ground[2]))
    rough = np.float32(rng.uniform(0.0, 0.15)) * noise(rng, canvas.frame, rng.uniform(3.0, 40.0), 3)
    np.multiply(canvas.light, 1.0 + rough, out=canvas.light, where=where)
    if rng.random() < 0.6:
        cover = np.clip(noise(rng, canvas.frame, 2.0, 1) * 0.5 + 0.5, 0.0, 1.0) < rng.uniform(0.0, 0.3)
        name = rng.choice(["dry_vegetation", "low_vegetation"], p=[0.6, 0.4])
        canvas.fill(where & cover, canvas.draw(rng, name)[0], second=int(ground[0]), share=rng.uniform(0.0, 0.6))
    if rng.random() < 0.35:
        plant_trees(
            rng, canvas, where, spacing_m=rng.uniform(2.0, 6.0), density=rng.uniform(0.01, 0.2), height_m=(0.5, 3.0)
        )


def paint_dry(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint dry grass, straw and dead scrub, with soil between them and some green vegetation."""
    dry = canvas.draw(rng, "dry_vegetation", 2)
    soil = canvas.draw(rng, "bare_soil", 1)
    canvas.fill(
        where,
        int(dry[0]),
        second=int(soil[0]),
        share=blend(rng, canvas, scale_m=50.0, mean=rng.uniform(0.0, 0.35), spread=0.2),
    )
    patch = where & (noise(rng, canvas.frame, rng.uniform(10.0, 100.0), 3) > rng.uniform(0.5, 2.5))
    canvas.fill(patch, int(dry[1]), second=int(canvas.draw(rng, "low_vegetation")[0]), share=rng.uniform(0.0, 0.5))
    if rng.random() < 0.4:
        plant_trees(
            rng, canvas, where, spacing_m=rng.uniform(4.0, 12.0), density=rng.uniform(0.01, 0.2), height_m=(2.0, 8.0)
        )


def paint_snow(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint snow over rock and grass: closed to patchy, with trees in places."""
    snow = canvas.draw(rng, "snow", 2)
    under = canvas.draw(rng, "bare_soil" if rng.random() < 0.7 else "dry_vegetation")[0]
    canvas.fill(where, int(snow[0]), second=int(snow[1]), share=blend(rng, canvas, scale_m=150.0, mean=0.5, spread=0.3))
    free = where & (noise(rng, canvas.frame, rng.uniform(10.0, 120.0), 4) > rng.uniform(-0.2, 2.5))
    canvas.fill(free, int(under), second=int(snow[0]), share=rng.uniform(0.0, 0.4))
    if rng.random() < 0.3:
        plant_trees(
            rng, canvas, where, spacing_m=rng.uniform(4.0, 8.0), density=rng.uniform(0.02, 0.5), height_m=(5.0, 20.0)
        )


def paint_burn(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint burn scars: char of varying severity, with soil and unburned remains visible."""
    char = canvas.draw(rng, "burned", 2)
    canvas.fill(where, int(char[0]), second=int(char[1]), share=blend(rng, canvas, scale_m=60.0, mean=0.5, spread=0.35))
    severity = noise(rng, canvas.frame, rng.uniform(10.0, 150.0), 4)
    left = where & (severity > rng.uniform(0.8, 2.5))
    canvas.fill(
        left,
        canvas.draw(rng, rng.choice(["bare_soil", "dry_vegetation", "low_vegetation"]))[0],
        second=int(char[0]),
        share=rng.uniform(0.0, 0.5),
    )
    if rng.random() < 0.5:
        plant_trees(
            rng,
            canvas,
            where & (severity > 0.5),
            spacing_m=rng.uniform(4.0, 10.0),
            density=rng.uniform(0.02, 0.5),
            height_m=(4.0, 15.0),
        )


def paint_river(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint a river over the existing materials."""
    paint_water(rng, canvas, where)


def paint_road(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint a paved or unpaved road over the existing materials, except water."""
    land = where & ~canvas.on("water")
    canvas.fill(land, canvas.draw(rng, "pavement" if rng.random() < 0.7 else "bare_soil")[0])


PAINTERS: dict[str, Painter] = {
    "field": paint_field,
    "meadow": paint_meadow,
    "forest": paint_forest,
    "town": town.paint_town,
    "industry": town.paint_industry,
    "park": paint_park,
    "water": paint_water,
    "bare": paint_bare,
    "dry": paint_dry,
    "snow": paint_snow,
    "burn": paint_burn,
    "shrub": paint_shrub,
    "orchard": paint_orchard,
}
