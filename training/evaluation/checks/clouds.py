"""Clouds detected from spectra in scenes without quality layers: recall and false detections."""

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
from training.real.benchmarks import CLOUD, SHADOW, TITLES, RealSet

CODES = {CLOUD: quality.CLOUD, SHADOW: quality.SHADOW}


def cloud_rows(card: ModelCard, data: Path, sets: Sequence[RealSet]) -> list[dict[str, Any]]:
    """Return one row for each set whose bands suffice: shares of pixels classified as cloud and as cloud shadow.

    The shares are of all pixels, of those labelled as neither, and of those labelled as such (recall).
    """
    rows = []
    for real in sets:
        if real.repeats:
            continue
        found = [pair for image, label in real.scenes(data) if (pair := _codes(card, real, image, label)) is not None]
        if not found:
            continue
        codes = np.concatenate([each.ravel() for each, _ in found])
        truth = np.concatenate([labels.ravel() for _, labels in found])
        labelled = {group: np.isin(truth, [v for v, g in real.legend.items() if g == group]) for group in CODES}
        clear = (truth > 0) & ~np.logical_or.reduce(list(labelled.values()))
        row: dict[str, Any] = {"set": real.name, "pixels": codes.size}
        for group, code in CODES.items():
            title = TITLES[group]
            row[f"called {title}"] = _share(codes == code)
            row[f"clear called {title}"] = _share(codes[clear] == code)
            row[f"{title} recall"] = _share(codes[labelled[group]] == code)
        rows.append(row)
    return rows


def _share(found: NDArray[np.bool_]) -> float | None:
    return round(float(found.mean()), 5) if found.size else None


def _codes(
    card: ModelCard, real: RealSet, image: Path, label: Path
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
    """Return the codes (h, w) of what is detected, and the labels; None if the bands do not suffice."""
    import rasterio

    scene = open_scene(image, card, real.overrides)
    with scene.product:
        looked = look_for_clouds(scene, "nodata", check=lambda: None)
        codes = looked.product.read_quality(Window(0, 0, scene.meta.height, scene.meta.width))
    if codes is None:
        return None
    with rasterio.open(label) as source:
        return codes, source.read(1).astype(np.uint8)
