"""Accuracy of cover fractions, tested on a fine labelled scene averaged to coarse pixels."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.heads.pixels.sampling import bands_of
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.open import open_scene
from training.evaluation.mapping import Mapper, group_probabilities
from training.real.benchmarks import SETS, RealSet
from training.real.storing import NODATA, STATED, write

SOURCES = ("hymap4",)
SIDES = (3, 5)
"""Sides in pixels of the blocks that become one pixel: 27 and 45 m for HyMap."""
LABELLED = 0.75
"""Least share of labelled pixels in a block whose cover counts as known."""


def blocks(plane: NDArray[Any], side: int) -> NDArray[Any]:
    """Cut (..., h, w) into blocks: (..., h // side, w // side, side * side); remainders at the edges are dropped."""
    height, width = (size // side for size in plane.shape[-2:])
    cut = plane[..., : height * side, : width * side]
    cut = cut.reshape(*plane.shape[:-2], height, side, width, side)
    return np.moveaxis(cut, -3, -2).reshape(*plane.shape[:-2], height, width, side * side)


def known_cover(labels: NDArray[np.int64], groups: int, side: int) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return the cover (G, h, w) of each group from labels (H, W), -1 for none, and where enough of them exist."""
    parts = blocks(labels, side)
    count = np.stack([(parts == group).sum(-1) for group in range(groups)]).astype(np.float32)
    labelled = count.sum(0)
    return count / np.maximum(labelled, 1.0), labelled >= LABELLED * side * side


def fraction_rows(
    mapper: Mapper, data: Path, *, sources: Sequence[str] = SOURCES, sides: Sequence[int] = SIDES
) -> list[dict[str, Any]]:
    """Return one row per scene, block size and group: blocks, true mean, mean error, bias, correlation."""
    rows = []
    for real in (s for s in SETS if s.name in sources):
        for image, label in real.scenes(data):
            for side in sides:
                rows += _rows(mapper, real, image, label, side)
    return rows


def _rows(mapper: Mapper, real: RealSet, image: Path, label: Path, side: int) -> list[dict[str, Any]]:
    import rasterio

    scene = open_scene(image, mapper.card, real.overrides)
    with scene.product:
        area = Window(0, 0, scene.meta.height, scene.meta.width)
        pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, area)
    with rasterio.open(label) as source:
        cover, known = known_cover(real.truth_positions(source.read(1).astype(np.uint8)), len(real.groups), side)
    cube = blocks(pixels, side).mean(-1, dtype=np.float64).astype(np.float32)
    whole = blocks(valid, side).all(-1)
    cube[:, ~whole] = NODATA
    gsd_m = side * float(scene.meta.sensor.gsd_m or 1.0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coarse.tif"
        write(path, cube, bands_of(scene), gsd_m=gsd_m)
        mapped = Mapper(mapper.card, engine=mapper.engine).map(path, {**STATED, "level": "L2"})
    found = group_probabilities(real, mapper.card, mapped.fractions)
    keep = known & whole
    rows = []
    for number, group in enumerate(real.groups):
        true, got = cover[number][keep], found[number][keep]
        varies = keep.sum() > 1 and true.std() > 0 and got.std() > 0
        rows.append({
            "model": mapper.card.name, "scene": real.title.rsplit(",", 1)[0], "gsd_m": round(gsd_m, 1), "group": group,
            "pixels": int(keep.sum()), "true_mean": round(float(true.mean()), 3),
            "mean_error": round(float(np.abs(got - true).mean()), 3), "bias": round(float((got - true).mean()), 3),
            "correlation": round(float(np.corrcoef(true, got)[0, 1]), 3) if varies else None,
        })  # fmt: skip
    return rows
