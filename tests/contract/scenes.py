"""Small fake scenes in the products' own formats, written when a test runs; spectra are simulated.

Each builder takes a folder and returns a :class:`Scene`: what to open, and the raw numbers it must give.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

SHAPE = (12, 10)


@dataclass(frozen=True)
class Scene:
    """``path`` to open; ``raw`` (C, H, W) as read; ``expected`` attributes of the sensor; ``nodata`` pixel, if any.

    ``grid``: the geotransform (GDAL order) and EPSG code; None for sensor geometry. ``located``: how the map of a scene
    in sensor geometry is placed, a word of the geolocation's source; None if it cannot be.
    """

    path: Path
    raw: np.ndarray
    expected: dict[str, object] = field(default_factory=dict)
    centers_nm: np.ndarray | None = None
    empty_pixel: tuple[int, int] | None = None
    grid: tuple[tuple[float, ...], int] | None = None
    located: str | None = None


Builder = Callable[[Path], Scene]


def reflectance(center_nm: np.ndarray, shape: tuple[int, int] = SHAPE, seed: int = 0) -> np.ndarray:
    """Return (C, H, W) float64 mixtures of a soil-like, a leaf-like and a water-like spectrum."""
    nm = np.asarray(center_nm, dtype=np.float64)
    soil = 0.08 + 0.25 * (1 - np.exp(-(nm - 350) / 600))
    edge = 1 / (1 + np.exp(-(nm - 715) / 12))
    leaf = 0.04 + 0.45 * edge * np.exp(-np.maximum(nm - 1300, 0) / 700)
    water = 0.06 * np.exp(-np.maximum(nm - 450, 0) / 150) + 0.005
    cover = np.random.default_rng(seed).dirichlet([1.0, 1.0, 0.5], shape)  # (H, W, 3)
    return np.einsum("hwk,kc->chw", cover, np.stack([soil, leaf, water]))


def scaled(values: np.ndarray, scale: float = 1e-4, dtype: str = "int16") -> np.ndarray:
    """Return values / scale as whole numbers."""
    return np.round(values / scale).astype(dtype)
