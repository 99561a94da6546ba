"""Functions shared by the painters of zones: smooth blends of two materials, and trees."""

from __future__ import annotations

import numpy as np

from backend.common.arrays import BoolArray, DoubleArray, FloatArray, IntArray

from .canvas import Canvas
from .fields import crowns, noise

_STANDS = 0.6  # sub-pixel size in tree spacings from which stands are drawn instead of crowns


def blend(rng: np.random.Generator, canvas: Canvas, *, scale_m: float, mean: float, spread: float) -> FloatArray:
    """Return the share (H, W) of a second material: smooth noise around ``mean``."""
    return np.asarray(np.clip(mean + spread * noise(rng, canvas.frame, max(scale_m, canvas.frame.step_m), 3), 0, 1))


def plant_trees(
    rng: np.random.Generator,
    canvas: Canvas,
    where: BoolArray,
    *,
    spacing_m: float,
    density: FloatArray | float,
    height_m: tuple[float, float],
) -> None:
    """Plant trees in a zone: crowns of a few species, whose stands follow smooth noise."""
    if not where.any():
        return
    species = canvas.palette.of("tree")
    chosen = species[rng.permutation(species.size)[: int(rng.integers(1, 6))]]
    roundness = float(rng.uniform(0.48, 0.7))
    if canvas.effects.smooth_woods and canvas.frame.step_m > _STANDS * spacing_m:
        _plant_stand(rng, canvas, where, chosen, np.asarray(np.pi * roundness**2 * density), height_m)
        return
    dome, number = crowns(rng, canvas.frame, where, spacing_m=spacing_m, density=density, roundness=roundness)
    crown = dome > 0.05
    stand = noise(rng, canvas.frame, 12.0 * spacing_m) * 0.3 + number
    material = chosen[np.clip((stand * chosen.size).astype(np.int64), 0, chosen.size - 1)]
    canvas.fill(crown, material)
    low, high = height_m
    canvas.raise_to(crown, (low + (high - low) * number) * (0.7 + 0.3 * dome), crown=True)
    brightness = 1.0 + np.float32(rng.uniform(0.0, 0.4)) * (number - 0.5)
    np.multiply(canvas.light, brightness, out=canvas.light, where=crown)


def _plant_stand(
    rng: np.random.Generator,
    canvas: Canvas,
    where: BoolArray,
    species: IntArray,
    cover: DoubleArray,
    height_m: tuple[float, float],
) -> None:
    """Plant trees where a sub-pixel contains many: a share of the sub-pixel, in stands, as smooth as distant woods."""
    frame = canvas.frame
    grain = np.float32(rng.uniform(0.0, 0.12)) * rng.standard_normal(frame.shape, dtype=np.float32)
    share = np.clip(np.minimum(cover, 1.0) * (1.0 + grain), 0.0, 1.0).astype(np.float32)
    stand = 0.5 + 0.35 * noise(rng, frame, float(np.exp(rng.uniform(np.log(5.0), np.log(60.0)))) * frame.step_m, 3)
    material = species[np.clip((stand * species.size).astype(np.int64), 0, species.size - 1)]
    under = canvas.first.copy()
    most = where & (share >= 0.5)
    canvas.fill(most, material, second=under, share=1.0 - share)
    some = where & (share > 0.0) & ~most
    canvas.fill(some, under, second=material, share=share)
    canvas.raise_to(most, height_m[0] + (height_m[1] - height_m[0]) * np.clip(stand, 0.0, 1.0), crown=True)
