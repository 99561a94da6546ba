"""Scene classification on a real scene: ``trainscene`` compared with a forest on band statistics, on the same splits.

The scene is Sentinel-2 L1C of the Havelland, 768 x 1536 pixels, with weak labels of OpenStreetMap (farm, forest, grass,
meadow, residential, scrub, water, wetland). It is cut into cells as the product cuts labelled polygons. Each seed
shuffles blocks of 128 x 128 pixels, trains on the cells of the first half and scores those of the other. The features
of the forest of 300 trees are mean, standard deviation and five quantiles of each band.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from backend.accuracy.statistics.scene_scores import scene_figures
from backend.common.arrays import BoolArray, DoubleArray, IntArray
from backend.heads.fitting.folds import folds_of
from backend.raster.source import read_normalised
from backend.scene.open import conditions_of, open_scene
from backend.scene_models.cells import cells_of_pixels
from backend.scene_models.logistic import PENALTIES, fit_logistic, held_out_probabilities, log_loss
from backend.scene_models.pooled import pooled
from training.evaluation.mapping import Mapper
from training.real.benchmarks import SETS

log = logging.getLogger("training.evaluate")


SET = "sentinel2"
CLASSES = ("farm", "forest", "grass", "meadow", "residential", "scrub", "water", "wetland")
CELLS_PX = (16, 32)
BLOCK_PX = 128
LEAST_SHARE = 0.1
_QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
OWN, FOREST = "trainscene (features of the bundled model)", "random forest 300 on band statistics"
Guess = Callable[["Cells", BoolArray, int], DoubleArray]


@dataclass(frozen=True)
class Cells:
    """Labelled cells: features (n, p) of both methods, truth (n, K), and the block (n,) of each cell."""

    features: DoubleArray
    statistics: DoubleArray
    truth: DoubleArray
    blocks: IntArray
    multi_label: bool


def scene_rows(mapper: Mapper, data: Path, *, seeds: int, cells_px: Sequence[int] = CELLS_PX) -> list[dict[str, Any]]:
    """Return a row per cell size, task and method; no rows if the scene is not under ``data``."""
    real = next(one for one in SETS if one.name == SET)
    pairs = real.scenes(data)
    if not pairs:
        return []
    rows = []
    for cell_px in cells_px:
        for multi_label in (False, True):
            cells = _cells(mapper, pairs[0], dict(real.overrides), cell_px=cell_px, multi_label=multi_label)
            for method, guess in METHODS.items():
                row = _row(cells, guess, seeds=seeds)
                rows.append({
                    "set": SET, "cell": f"{cell_px} px", "task": "multi-label" if multi_label else "single-label",
                    "method": method, "scenes": len(cells.truth), **row,
                })  # fmt: skip
                log.info("  %s px %s %s: %s", cell_px, rows[-1]["task"], method, row)
    return rows


def _cells(
    mapper: Mapper, pair: tuple[Path, Path], overrides: dict[str, Any], *, cell_px: int, multi_label: bool
) -> Cells:
    import rasterio

    image, label = pair
    with rasterio.open(label) as source:
        labels = source.read(1)
    rows, cols = np.nonzero(labels)
    found, _ = cells_of_pixels(
        rows, cols, labels[rows, cols].astype(np.int64) - 1, shape=labels.shape, cell_px=cell_px, count=len(CLASSES),
        multi_label=multi_label, least_share=LEAST_SHARE,
    )  # fmt: skip
    scene = open_scene(image, mapper.card, overrides)
    features, statistics = [], []
    truth = np.zeros((len(found), len(CLASSES)))
    with scene.product:
        mapper.engine.set_conditions(conditions_of(scene, check=lambda: None)[0])
        for number, (window, classes) in enumerate(found):
            pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, window)
            features.append(pooled(mapper.engine, pixels, valid))
            seen = pixels[:, valid].astype(np.float64)
            quantiles = np.quantile(seen, _QUANTILES, axis=1).ravel()
            statistics.append(np.concatenate([seen.mean(axis=1), seen.std(axis=1), quantiles]))
            truth[number, list(classes)] = 1.0
    blocks = np.array([window.row // BLOCK_PX * 1000 + window.col // BLOCK_PX for window, _ in found])
    return Cells(np.stack(features), np.stack(statistics), truth, blocks, multi_label)


def _row(cells: Cells, guess: Guess, *, seeds: int) -> dict[str, Any]:
    """Return mean and standard deviation of the scores over the seeds."""
    names = ("map_macro", "map_micro") if cells.multi_label else ("oa", "mean_f1")
    values = []
    for seed in range(seeds):
        order = np.random.RandomState(seed).permutation(np.unique(cells.blocks))
        train = np.isin(cells.blocks, order[: len(order) // 2])
        found = scene_figures(
            guess(cells, train, seed), cells.truth[~train] > 0.5, classes=CLASSES, multi_label=cells.multi_label
        )
        values.append([found[name] for name in names])
    mean, deviation = np.mean(values, axis=0), np.std(values, axis=0)
    row: dict[str, Any] = {}
    for name, value, spread in zip(names, mean, deviation, strict=True):
        row |= {name: round(float(value), 4), f"{name}_sd": round(float(spread), 4)}
    return row


def _own(cells: Cells, train: BoolArray, seed: int) -> DoubleArray:
    """Predict as the product does: with a ridge penalty chosen on held-out blocks of the training half."""
    x, y, multi = cells.features[train], cells.truth[train], cells.multi_label
    groups = np.unique(cells.blocks[train], return_inverse=True)[1].astype(np.int64)
    counts = y.sum(axis=0)
    folds = folds_of(groups, np.where(y > 0, counts, np.inf).argmin(axis=1).astype(np.int64))

    def loss(penalty: float) -> float:
        return log_loss(held_out_probabilities(x, y, folds, penalty=penalty, multi_label=multi), y, multi_label=multi)

    head = fit_logistic(x, y, penalty=min(PENALTIES, key=loss), multi_label=multi)
    return head.probabilities(cells.features[~train])


def _forest(cells: Cells, train: BoolArray, seed: int) -> DoubleArray:
    """Return the probabilities of scikit-learn's random forest."""
    from sklearn.ensemble import RandomForestClassifier

    forest = RandomForestClassifier(300, random_state=seed)
    x, y, test = cells.statistics[train], cells.truth[train], cells.statistics[~train]
    found = np.zeros((len(test), y.shape[1]))
    if not cells.multi_label:
        forest.fit(x, y.argmax(axis=1))
        found[:, forest.classes_] = forest.predict_proba(test)
        return found
    forest.fit(x, y)
    for k, (shares, known) in enumerate(zip(forest.predict_proba(test), forest.classes_, strict=True)):
        if 1.0 in known:
            found[:, k] = shares[:, list(known).index(1.0)]
    return found


METHODS: Mapping[str, Guess] = {OWN: _own, FOREST: _forest}
