"""Strokes shared by the painters of zones: smooth blends of two materials, and trees."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas
from .fields import crowns, noise
from .grid import BoolArray, FloatArray


def blend(rng: np.random.Generator, canvas: Canvas, *, scale_m: float, mean: float, spread: float) -> FloatArray:
    """Share (H, W) of a second material: smooth noise around ``mean``."""
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
    """Set trees into a zone: crowns of a few species, stands of them following smooth noise."""
    if not where.any():
        return
    dome, number = crowns(
        rng, canvas.frame, where, spacing_m=spacing_m, density=density, roundness=rng.uniform(0.48, 0.7)
    )
    crown = dome > 0.05
    species = canvas.palette.of("tree")
    chosen = species[rng.permutation(species.size)[: int(rng.integers(1, 6))]]
    stand = noise(rng, canvas.frame, 12.0 * spacing_m) * 0.3 + number
    material = chosen[np.clip((stand * chosen.size).astype(np.int64), 0, chosen.size - 1)]
    canvas.fill(crown, material)
    low, high = height_m
    canvas.raise_to(crown, (low + (high - low) * number) * (0.7 + 0.3 * dome), crown=True)
    brightness = 1.0 + np.float32(rng.uniform(0.0, 0.2)) * (number - 0.5)
    np.multiply(canvas.light, brightness, out=canvas.light, where=crown)
