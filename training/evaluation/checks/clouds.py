"""Clouds that the spectra of scenes without quality layers show: found where they are, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.catalog.cards import ModelCard
from backend.products import quality
from backend.raster.window import Window
from backend.scene.clouds import look_for_clouds
from backend.scene.open import open_scene
from training.real.benchmarks import CLOUD, TITLES, RealSet


def cloud_rows(card: ModelCard, data: Path, sets: Sequence[RealSet]) -> list[dict[str, Any]]:
    """Return one row a set whose bands tell: shares of pixels called cloud.

    Of all pixels, of those labelled as anything but cloud, and of those labelled as cloud (recall).
    """
    rows = []
    for real in sets:
        if real.repeats:
            continue
        found = [pair for image, label in real.scenes(data) if (pair := _codes(card, real, image, label)) is not None]
        if not found:
            continue
        clouds = np.concatenate([codes.ravel() for codes, _ in found])
        truth = np.concatenate([labels.ravel() for _, labels in found])
        cloudy = np.isin(truth, [v for v, group in real.legend.items() if group == CLOUD])
        clear = (truth > 0) & ~cloudy
        row = {
            "set": real.name, "pixels": clouds.size, "called cloud": _share(clouds),
            "clear called cloud": _share(clouds[clear]),
        }  # fmt: skip
        rows.append({**row, f"{TITLES[CLOUD]} recall": _share(clouds[cloudy])})
    return rows


def _share(found: NDArray[np.bool_]) -> float | None:
    return round(float(found.mean()), 5) if found.size else None


def _codes(
    card: ModelCard, real: RealSet, image: Path, label: Path
) -> tuple[NDArray[np.bool_], NDArray[np.uint8]] | None:
    """Return where clouds are found (h, w) and the labels; None where the bands do not tell."""
    import rasterio

    scene = open_scene(image, card, real.overrides)
    with scene.product:
        looked = look_for_clouds(scene, "nodata", check=lambda: None)
        codes = looked.product.read_quality(Window(0, 0, scene.meta.height, scene.meta.width))
    if codes is None:
        return None
    with rasterio.open(label) as source:
        return codes == quality.CLOUD, source.read(1).astype(np.uint8)
