"""Painters of built-up zones: streets, lots, buildings with roofs and heights, yards, gardens and street trees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backend.common.arrays import BoolArray, FloatArray, IntArray

from .canvas import Canvas
from .fields import CellHash, noise
from .planting import blend, plant_trees

_LAYOUTS = ("houses", "perimeter", "slabs")


@dataclass(frozen=True)
class Style:
    """Ranges from which a built-up zone is drawn; lengths in m, ``green``, ``cover`` and ``trees`` as shares.

    ``cover`` is half of a building's side as a share of its lot; ``layouts`` are the weights of detached houses, closed
    blocks around courtyards, and parallel slabs.
    """

    block_m: tuple[float, float]
    lot_m: tuple[float, float]
    road_m: tuple[float, float]
    green: tuple[float, float]
    cover: tuple[float, float]
    height_m: tuple[float, float]
    trees: tuple[float, float]
    layouts: tuple[float, float, float]


SUBURB = Style((60, 160), (14, 34), (5, 14), (0.45, 0.95), (0.2, 0.36), (4, 9), (0.05, 0.75), (0.9, 0.0, 0.1))
CENTRE = Style((70, 180), (18, 50), (8, 24), (0.1, 0.6), (0.33, 0.5), (9, 26), (0.03, 0.5), (0.3, 0.5, 0.2))
INDUSTRY = Style((150, 400), (45, 130), (8, 20), (0.02, 0.5), (0.28, 0.46), (6, 14), (0.0, 0.1), (1.0, 0.0, 0.0))


@dataclass(frozen=True)
class Plan:
    """A street plan on the canvas (H, W): keys of blocks and lots, position in the lot (0-1), distances in m."""

    block: IntArray
    lot: IntArray
    in_lot: tuple[FloatArray, FloatArray]
    edge_m: FloatArray
    cells: CellHash

    @property
    def roads(self) -> BoolArray:
        """Return True on streets, where ``edge_m`` is negative; it increases into the blocks."""
        return self.edge_m < 0


def paint_town(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint a suburb (55 %) or a dense centre."""
    _paint(rng, canvas, where, SUBURB if rng.random() < 0.55 else CENTRE)


def paint_industry(rng: np.random.Generator, canvas: Canvas, where: BoolArray) -> None:
    """Paint halls, yards and parking lots."""
    _paint(rng, canvas, where, INDUSTRY)


def _paint(rng: np.random.Generator, canvas: Canvas, where: BoolArray, style: Style) -> None:
    plan = _street_plan(rng, canvas, style)
    _paint_ground(rng, canvas, where, plan, green=rng.uniform(*style.green))
    roof = _buildings(rng, plan, style) & ~plan.roads & (plan.cells.uniform(plan.block, 2) > 0.06) & where
    _paint_roofs(rng, canvas, roof, plan, height_m=rng.uniform(*style.height_m))
    density = rng.uniform(*style.trees)
    wanted = np.where(plan.roads, np.float32(0.5 * density), np.float32(density))
    plant_trees(rng, canvas, where & ~roof, spacing_m=rng.uniform(5.0, 10.0), density=wanted, height_m=(3.0, 14.0))


def _street_plan(rng: np.random.Generator, canvas: Canvas, style: Style) -> Plan:
    """Return a rotated, slightly bent grid of streets, with blocks divided into lots."""
    frame, cells = canvas.frame, CellHash(rng)
    angle = rng.uniform(0.0, np.pi)
    road, lot_m = float(rng.uniform(*style.road_m)), float(rng.uniform(*style.lot_m))
    long = float(rng.uniform(*style.block_m))
    sides = (long, long * float(rng.uniform(0.6, 1.8)))
    bend = np.float32(rng.uniform(0.0, 25.0)) * noise(rng, frame, 400.0)
    along = (
        frame.x * np.float32(np.cos(angle)) + frame.y * np.float32(np.sin(angle)) + bend,
        frame.y * np.float32(np.cos(angle)) - frame.x * np.float32(np.sin(angle)) + np.float32(rng.uniform(0.0, 500.0)),
    )
    index, inside, lots, in_lot = [], [], [], []
    for position, side in zip(along, sides, strict=True):
        number = np.floor(position / np.float32(side))
        offset = position - number * np.float32(side)
        lot = np.floor((offset - road) / np.float32(lot_m))
        index.append(number.astype(np.int64))
        inside.append(np.minimum(offset - np.float32(road), np.float32(side) - offset))
        lots.append(lot.astype(np.int64))
        in_lot.append(((offset - road) / np.float32(lot_m) - lot).astype(np.float32))
    block = cells.key(index[0], index[1])
    lot_key = cells.key(index[0] * 31 + lots[0], index[1] * 17 + lots[1])
    return Plan(block, lot_key, (in_lot[0], in_lot[1]), np.minimum(inside[0], inside[1]), cells)


def _pick(plan: Plan, materials: IntArray, channel: int) -> IntArray:
    """Choose one of a few materials for each lot; the first ones more often."""
    return np.asarray(materials[(plan.cells.uniform(plan.lot, channel) ** 1.5 * materials.size).astype(np.int64)])


def _paint_ground(rng: np.random.Generator, canvas: Canvas, where: BoolArray, plan: Plan, *, green: float) -> None:
    """Paint lawns, paved yards and some bare or dry ground by lot, and streets with pavements at their sides."""
    lawn = canvas.draw(rng, "low_vegetation", 4)
    paved = canvas.draw(rng, "pavement", 4)
    bare = canvas.draw(rng, rng.choice(["bare_soil", "dry_vegetation"], p=[0.7, 0.3]), 2)
    roll = plan.cells.uniform(plan.lot, 0) + 0.25 * noise(rng, canvas.frame, 6.0)
    open_ground = np.where(roll < green + 0.08, _pick(plan, bare, 1), _pick(plan, paved, 1))
    canvas.fill(where, np.where(roll < green, _pick(plan, lawn, 1), open_ground))
    share = blend(rng, canvas, scale_m=80.0, mean=0.3, spread=0.3)
    canvas.fill(plan.roads & where, int(paved[0]), second=int(paved[1]), share=share)
    if rng.random() < 0.6:
        side = (plan.edge_m >= 0) & (plan.edge_m < rng.uniform(1.0, 4.0))
        canvas.fill(side & where, int(paved[2]))


def _buildings(rng: np.random.Generator, plan: Plan, style: Style) -> BoolArray:
    """Return the footprints (H, W) of one layout."""
    layout = _LAYOUTS[int(rng.choice(3, p=style.layouts))]
    if layout == "slabs":
        across, along = plan.in_lot
        return np.asarray((np.abs(across - 0.5) < rng.uniform(0.12, 0.25)) & (np.abs(along - 0.5) < 0.46))
    houses = _houses(plan, float(rng.uniform(*style.cover)))
    if layout == "houses":
        return houses
    front = rng.uniform(1.0, 5.0)
    ring = (plan.edge_m > front) & (plan.edge_m < front + rng.uniform(10.0, 16.0))
    return np.asarray(
        (ring & (plan.cells.uniform(plan.lot, 9) < 0.94)) | (houses & (plan.cells.uniform(plan.lot, 10) < 0.3))
    )


def _houses(plan: Plan, cover: float) -> BoolArray:
    """Return rectangles of varying size and position inside the lots."""
    inside = np.ones(plan.lot.shape, dtype=bool)
    for axis, position in enumerate(plan.in_lot):
        half = np.minimum(cover * (0.7 + 0.6 * plan.cells.uniform(plan.lot, 5 + axis)), 0.5)
        middle = 0.5 + (0.5 - half) * (plan.cells.uniform(plan.lot, 7 + axis) - 0.5)
        inside &= np.abs(position - middle) < half
    return inside


def _paint_roofs(rng: np.random.Generator, canvas: Canvas, roof: BoolArray, plan: Plan, *, height_m: float) -> None:
    """Paint roof materials and heights by lot; pitched roofs have a brighter and a darker side."""
    canvas.fill(roof, _pick(plan, canvas.draw(rng, "roof", 5), 3))
    canvas.raise_to(roof, (height_m * (0.6 + 0.8 * plan.cells.uniform(plan.lot, 4))).astype(np.float32))
    if rng.random() < 0.6:
        side = np.where(plan.in_lot[0] > 0.5, np.float32(rng.uniform(0.6, 1.2)), np.float32(rng.uniform(0.7, 1.25)))
        np.multiply(canvas.light, side, out=canvas.light, where=roof)
