"""Stability of maps under changes of brightness, and under flips."""

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
from training.evaluation.mapping import Mapper
from training.real.benchmarks import RealSet
from training.real.storing import NODATA, STATED, write

FACTORS = (0.5, 0.7, 1.4, 2.0)
"""Scale factors; public cubes are often normalised by an unknown number."""
_SIDE = 256  # side in pixels of the mapped part of a scene, from its corner
_MOST_SCENES = 12
TARGETS = {"factor": 0.05, "flip": 0.02}
"""Largest share of pixels whose class may change."""


def invariance_rows(mapper: Mapper, data: Path, sets: Sequence[RealSet]) -> list[dict[str, Any]]:
    """Return one row per set of images: the share of pixels whose class changes with each factor and flip."""
    rows = []
    for real in sets:
        if real.repeats or real.tabular:
            continue
        found = [_changes(mapper, real, image) for image, _ in real.scenes(data)[:_MOST_SCENES]]
        if found:
            pixels = np.array([number for number, _ in found])
            shares = {
                key: round(float(np.average([changed[key] for _, changed in found], weights=pixels)), 4)
                for key in found[0][1]
            }
            rows.append({"model": mapper.card.name, "set": real.name, "pixels": int(pixels.sum()), **shares})
    return rows


def _changes(mapper: Mapper, real: RealSet, image: Path) -> tuple[int, dict[str, float]]:
    """Return the number of pixels, and the share of them whose class changes."""
    scene = open_scene(image, mapper.card, real.overrides)
    with scene.product:
        area = Window(0, 0, min(scene.meta.height, _SIDE), min(scene.meta.width, _SIDE))
        cube, valid = read_normalised(scene.product, scene.normaliser, scene.bands, area)
    about = {**STATED, "level": scene.level, "sensor": scene.meta.sensor.name}
    bands, gsd_m = bands_of(scene), float(scene.meta.sensor.gsd_m or 30.0)
    other = Mapper(mapper.card, engine=mapper.engine)

    with tempfile.TemporaryDirectory() as folder:

        def classes(name: str, values: NDArray[np.float32], seen: NDArray[np.bool_]) -> NDArray[np.uint8]:
            path = Path(folder) / f"{name}.tif"
            filled = values.copy()
            filled[:, ~seen] = NODATA
            write(path, filled, bands, gsd_m=gsd_m)
            return other.map(path, {key: value for key, value in about.items() if value is not None}).classes

        before = classes("before", cube, valid)
        changed = {}
        for factor in FACTORS:
            after = classes(f"times {factor:g}", cube * np.float32(factor), valid)
            changed[f"times {factor:g}"] = float(np.mean((after != before)[valid]))
        for name, axis in (("left-right", -1), ("upside down", -2)):
            after = np.flip(classes(name, np.flip(cube, axis), np.flip(valid, axis)), axis)
            changed[name] = float(np.mean((after != before)[valid]))
    return int(valid.sum()), changed
