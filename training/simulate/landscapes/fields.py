"""Random fields over a landscape: smooth noise, Voronoi parcels, curved bands, hashed lots and tree crowns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backend.common.arrays import BoolArray, FloatArray, IntArray

_TABLE = 1024  # length of the tables of random numbers for hashed cells
_BRUTE_SEEDS = 64  # up to this many seeds, a matrix product beats a k-d tree


@dataclass(frozen=True)
class Frame:
    """Sub-pixel coordinates in metres: ``x``, ``y`` (H, W) float32, and the size ``step_m`` of a sub-pixel."""

    x: FloatArray
    y: FloatArray
    step_m: float

    @property
    def shape(self) -> tuple[int, int]:
        """Return height and width in sub-pixels."""
        return (self.x.shape[0], self.x.shape[1])

    @property
    def extent_m(self) -> tuple[float, float]:
        """Return height and width in metres."""
        return (self.x.shape[0] * self.step_m, self.x.shape[1] * self.step_m)


def make_frame(height: int, width: int, step_m: float) -> Frame:
    """Return a frame of ``height`` x ``width`` sub-pixels with its origin in the middle."""
    rows = (np.arange(height, dtype=np.float32) - height / 2) * np.float32(step_m)
    columns = (np.arange(width, dtype=np.float32) - width / 2) * np.float32(step_m)
    x, y = np.broadcast_to(columns, (height, width)), np.broadcast_to(rows[:, None], (height, width))
    return Frame(np.ascontiguousarray(x), np.ascontiguousarray(y), step_m)


def _interpolation(size: int, spacing: float, offset: float) -> FloatArray:
    """Return the matrix (size, knots) of smooth (cosine-like) interpolation between knots ``spacing`` samples apart."""
    position = np.arange(size) / spacing + offset
    low = position.astype(np.int64)
    share = position - low
    share = (share * share * (3.0 - 2.0 * share)).astype(np.float32)
    matrix = np.zeros((size, int(low[-1]) + 2), dtype=np.float32)
    rows = np.arange(size)
    matrix[rows, low] = 1.0 - share
    matrix[rows, low + 1] += share
    return matrix


def noise(rng: np.random.Generator, frame: Frame, scale_m: float, octaves: int = 1) -> FloatArray:
    """Return smooth noise (H, W), mean 0, deviation about 1; ``octaves`` add detail at half the scale each."""
    height, width = frame.shape
    total = np.zeros((height, width), dtype=np.float32)
    weight, power = 1.0, 0.0
    for octave in range(octaves):
        spacing = max(scale_m / 2**octave / frame.step_m, 1.0)
        up, across = (_interpolation(n, spacing, float(rng.random())) for n in (height, width))
        values = rng.standard_normal((up.shape[1], across.shape[1]), dtype=np.float32)
        total += np.float32(weight) * (up @ values @ across.T)
        power += weight**2 * 0.55
        weight *= 0.55
    return np.asarray(total / np.float32(np.sqrt(power)), dtype=np.float32)


def voronoi(
    rng: np.random.Generator, frame: Frame, cell_m: float, *, warp: float = 0.15, stretch: float = 1.0
) -> tuple[IntArray, int]:
    """Return the index (H, W) of Voronoi cells of mean size ``cell_m``, and the number of cells.

    ``warp`` bends the borders by noise (in cells); ``stretch`` > 1 makes the cells elongated in a random direction.
    """
    angle = rng.uniform(0.0, np.pi)
    cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    u = (frame.x * cos + frame.y * sin) * np.float32(1.0 / np.sqrt(stretch))
    v = (frame.y * cos - frame.x * sin) * np.float32(np.sqrt(stretch))
    if warp > 0:
        u = u + np.float32(warp * cell_m) * noise(rng, frame, 0.7 * cell_m, 2)
        v = v + np.float32(warp * cell_m) * noise(rng, frame, 0.7 * cell_m, 2)
    low, high = np.array([u.min(), v.min()]) - cell_m, np.array([u.max(), v.max()]) + cell_m
    count = int(np.clip(np.prod((high - low) / cell_m), 4, 4000))
    seeds = rng.uniform(low, high, (count, 2)).astype(np.float32)
    points = np.stack([u.ravel(), v.ravel()], axis=1)
    if count <= _BRUTE_SEEDS:
        nearest = np.argmin((seeds**2).sum(axis=1)[None] - 2.0 * points @ seeds.T, axis=1)
    else:
        from scipy.spatial import cKDTree

        nearest = cKDTree(seeds).query(points)[1]
    return np.asarray(nearest, dtype=np.int64).reshape(frame.shape), count


def edges(cells: IntArray, width: int) -> BoolArray:
    """Return (H, W), True within about ``width`` sub-pixels of a border between cells."""
    step = max(int(width), 1)
    found = np.zeros(cells.shape, dtype=bool)
    found[step:] |= cells[step:] != cells[:-step]
    found[:, step:] |= cells[:, step:] != cells[:, :-step]
    return found


def band(rng: np.random.Generator, frame: Frame, width_m: float, wiggle_m: float) -> BoolArray:
    """Return a curved strip (H, W) of ``width_m`` across the frame: a river or a road."""
    angle = rng.uniform(0.0, np.pi)
    across = frame.x * np.float32(np.cos(angle)) + frame.y * np.float32(np.sin(angle))
    reach = 0.35 * max(frame.extent_m)
    scale = max(8.0 * width_m, 4.0 * wiggle_m, frame.step_m)
    bent = across + np.float32(rng.uniform(-reach, reach)) + np.float32(wiggle_m) * noise(rng, frame, scale, 2)
    return np.abs(bent) < np.float32(0.5 * width_m)


class CellHash:
    """Random numbers of integer cells (i, j): the same cell always has the same number."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._tables = rng.random((12, _TABLE), dtype=np.float32)

    def uniform(self, key: IntArray, channel: int) -> FloatArray:
        """Return numbers in [0, 1) for cell keys made by :meth:`key`."""
        return np.asarray(self._tables[channel][key], dtype=np.float32)

    @staticmethod
    def key(i: np.ndarray, j: np.ndarray) -> IntArray:
        """Return the table positions of cells; i, j are integer arrays of the same shape."""
        mixed = i * 73856093 ^ j * 19349663
        return np.asarray((mixed ^ (mixed >> 13)) & (_TABLE - 1))


def crowns(
    rng: np.random.Generator,
    frame: Frame,
    where: BoolArray,
    *,
    spacing_m: float,
    density: FloatArray | float,
    roundness: float,
) -> tuple[FloatArray, FloatArray]:
    """Draw tree crowns inside ``where``: height in crown radii (H, W), 0 = no crown; and a number per crown in [0, 1).

    Crowns are on a jittered, rotated grid of ``spacing_m``; ``density`` (scalar or (H, W)) is the share of occupied
    grid points; ``roundness`` 0.4-0.8 is the mean radius in units of the spacing. Where sub-pixels are wider than the
    grid, single sub-pixels are drawn instead.
    """
    height, number = np.zeros(frame.shape, dtype=np.float32), np.zeros(frame.shape, dtype=np.float32)
    rows, columns = np.nonzero(where)
    wanted = density[rows, columns] if isinstance(density, np.ndarray) else np.float32(density)
    if frame.step_m > 1.5 * spacing_m:
        cover = np.minimum(1.0, np.float32(np.pi * roundness**2) * wanted)
        taken = rng.random(rows.size, dtype=np.float32) < cover
        height[rows, columns], number[rows, columns] = taken, rng.random(rows.size, dtype=np.float32)
        return height, number
    angle = rng.uniform(0.0, np.pi)
    x, y = frame.x[rows, columns] / np.float32(spacing_m), frame.y[rows, columns] / np.float32(spacing_m)
    u = x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle))
    v = y * np.float32(np.cos(angle)) - x * np.float32(np.sin(angle))
    best, best_number = _best_crown(CellHash(rng), u, v, wanted, roundness)
    height[rows, columns], number[rows, columns] = best, best_number
    return height, number


def _best_crown(
    cells: CellHash, u: FloatArray, v: FloatArray, wanted: FloatArray | np.float32, roundness: float
) -> tuple[FloatArray, FloatArray]:
    """Return the highest of the crowns at the four nearest grid points of u, v (in grid units)."""
    base_u, base_v = np.floor(u - 0.5).astype(np.int64), np.floor(v - 0.5).astype(np.int64)
    best = np.zeros(u.shape, dtype=np.float32)
    number = np.zeros(u.shape, dtype=np.float32)
    for du in (0, 1):
        for dv in (0, 1):
            key = cells.key(base_u + du, base_v + dv)
            center_u = (base_u + du) + 0.5 + 0.6 * (cells.uniform(key, 0) - 0.5)
            center_v = (base_v + dv) + 0.5 + 0.6 * (cells.uniform(key, 1) - 0.5)
            radius = np.float32(roundness) * (0.55 + 0.9 * cells.uniform(key, 2))
            inside = 1.0 - ((u - center_u) ** 2 + (v - center_v) ** 2) / radius**2
            inside = np.where(cells.uniform(key, 3) < wanted, inside, 0.0).astype(np.float32)
            better = inside > best
            best = np.where(better, inside, best)
            number = np.where(better, cells.uniform(key, 4), number)
    return np.sqrt(best), number
