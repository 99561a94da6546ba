"""Few-label training on real scenes, compared with classifiers on raw spectra on the same splits.

Protocol: each seed shuffles the images (EnMAP Potsdam) or blocks of 8 x 8 pixels (the scenes of Berlin), takes k
labelled pixels of each class from the first half and scores every labelled pixel of the other half. Scores are overall
accuracy and mean IoU over the classes present, with mean and standard deviation over the seeds. Classes with fewer than
k pixels use all of them. Classes are not grouped. Settings that are not fitted to labels (weights, prior, share of the
neighbours) are chosen for each set on the other sets.
"""

from __future__ import annotations

import itertools
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import IntArray
from backend.heads.fitting.calibration import calibrate
from backend.heads.fitting.folds import blocks_of
from backend.heads.fitting.fusion import HeadRecipe, fit_fusion
from backend.heads.fitting.validation import choose_scales
from backend.heads.pixels.context import SCALES_PX, smooth
from backend.heads.pixels.mnf import ImageStatistics
from backend.heads.pixels.neighbours import ANCHORS
from backend.heads.pixels.samples import Pixels, TrainingSet
from backend.heads.pixels.sampling import bands_of, joined, meeting_bands, run_window, to_bands
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.open import Scene, conditions_of, open_scene
from backend.spectral.bands import UNKNOWN_GSD_M
from backend.spectral.resampling import Bands
from training.evaluation.mapping import Mapper
from training.real.benchmarks import SETS, RealSet

log = logging.getLogger("training.evaluate")

Guess = Callable[["Labelled", IntArray, IntArray], IntArray]

BLOCK_PX = {"potsdam5": 0, "hymap4": 8, "enmap_berlin4": 8}
"""Sets, and the side of the blocks that are split; 0 means that whole images are split."""
COUNTS = (5, 10, 25, 50, 100)
SEEDS = 10
HEAD, SHIPPED = "SpecAware head, chosen on the other sets", "SpecAware head, as shipped"
_TUNED_ON = (5, 10, 25)
_TUNING_SEEDS = 5
GRID = tuple(
    HeadRecipe(prior=prior, zero_shot_weight=zero_shot, feature_weight=features, neighbour_share=share)
    for prior, zero_shot, features, share in itertools.product(
        ("uniform", "zero-shot"), (0.6, 0.8, 1.0), (0.0, 0.5), (0.0, 0.5, 0.7)
    )
)


@dataclass(frozen=True)
class Labelled:
    """All labelled pixels of a set as samples, their positions, and the unit of the split (n,)."""

    name: str
    title: str
    samples: TrainingSet
    rows: IntArray
    cols: IntArray
    images: IntArray
    units: IntArray


def load(real: RealSet, mapper: Mapper, data: Path) -> Labelled | None:
    """Read a set through the product's pipeline; None if its rasters are not under ``data``."""
    import rasterio

    places: dict[str, list[IntArray]] = {}
    labelled, whole = [], []
    scenes = real.scenes(data)
    if not scenes:
        return None
    bands = _bands(real, mapper, scenes)
    statistics = ImageStatistics(bands.count)
    for number, (image, label) in enumerate(scenes):
        scene = _open(real, mapper, image)
        with scene.product, rasterio.open(label) as source:
            planes, valid, cube = _look(scene, mapper, bands)
            truth = source.read(1).astype(np.int64)
        statistics.add(cube, valid)
        rows, cols = np.nonzero(valid & (truth > 0))
        labelled.append(planes.take(rows * truth.shape[1] + cols))
        whole.append(planes.take(np.flatnonzero(valid.ravel())))
        found = {"rows": rows, "cols": cols, "images": np.full(len(rows), number), "truth": truth[rows, cols]}
        for name, values in found.items():
            places.setdefault(name, []).append(values.astype(np.int64))
    seen = joined(whole)
    classes = np.unique(np.concatenate(places["truth"]), return_inverse=True)[1].astype(np.int64)
    samples = TrainingSet(
        classes=classes, groups=np.zeros(len(classes), np.int64), pixels=joined(labelled),
        anchors=seen.take(np.random.default_rng(0).permutation(seen.count)[:ANCHORS]), bands=bands,
        image=statistics.image, scene_share=seen.zero_shot.mean(axis=0),
        gsd_m=scene.meta.sensor.gsd_m or UNKNOWN_GSD_M, level=scene.level,
    )  # fmt: skip
    rows, cols, images = (np.concatenate(places[n]) for n in ("rows", "cols", "images"))
    side = BLOCK_PX[real.name]
    units = images if not side else (rows // side) * 1000 + cols // side
    title = f"{real.title.rsplit(',', 1)[0]}, all {classes.max() + 1} classes as labelled"
    return Labelled(real.name, title, samples, rows, cols, images, units)


def _open(real: RealSet, mapper: Mapper, image: Path) -> Scene:
    return open_scene(image, mapper.card, real.overrides)


def _bands(real: RealSet, mapper: Mapper, scenes: Sequence[tuple[Path, Path]]) -> Bands:
    """Return the bands that all scenes share, because noisy bands are removed scene by scene."""
    found = []
    for image, _ in scenes:
        scene = _open(real, mapper, image)
        scene.product.close()
        found.append(bands_of(scene))
    return meeting_bands(found, [image.name for image, _ in scenes])


def _look(scene: Scene, mapper: Mapper, bands: Bands) -> tuple[Pixels, NDArray[np.bool_], NDArray[np.float32]]:
    """Return all pixels of a single-window scene, row by row, their validity (h, w) and the cube (C, h, w)."""
    whole = Window(0, 0, scene.meta.height, scene.meta.width)
    cube, valid = read_normalised(scene.product, scene.normaliser, scene.bands, whole)
    mapper.engine.set_conditions(conditions_of(scene, check=lambda: None)[0])
    probabilities, features = run_window(mapper.engine, cube, valid)
    matrix = to_bands(scene, bands)
    cube = cube if matrix is None else np.tensordot(matrix, cube, axes=1)
    mask = valid[None].astype(np.float32)

    def flat(planes: NDArray[np.float32]) -> NDArray[np.float64]:
        return planes.reshape(len(planes), -1).T.astype(np.float64)  # (k, h, w) -> (h * w, k)

    smoothed = {s: flat(smooth(cube[None], mask, s)[0]) for s in SCALES_PX if s > 0}
    seen = features.reshape(valid.size, features.shape[2]).astype(np.float64)
    return Pixels(flat(probabilities), flat(cube), smoothed, seen), valid, cube


def splits(labelled: Labelled, count: int, seeds: int) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield the positions to train on and to score, identical for every method."""
    classes = labelled.samples.classes
    for seed in range(seeds):
        rng = np.random.RandomState(seed)  # same generator as the published baselines, for the same splits
        units = rng.permutation(np.unique(labelled.units))
        train = np.isin(labelled.units, units[: len(units) // 2])
        picked = [rng.permutation(np.flatnonzero(train & (classes == k)))[:count] for k in np.unique(classes)]
        yield np.concatenate(picked), np.flatnonzero(~train)


def chosen(labelled: Labelled, index: IntArray) -> tuple[TrainingSet, IntArray]:
    """Return the samples at ``index`` with the present classes as 0..K-1, and the original numbers (K,) of these."""
    present, classes = np.unique(labelled.samples.classes[index], return_inverse=True)
    classes = classes.astype(np.int64)
    groups, _ = blocks_of(
        labelled.rows[index], labelled.cols[index], labelled.images[index], np.arange(len(index)), classes
    )
    return replace(labelled.samples.subset(index, classes), groups=groups), present


def head(recipe: HeadRecipe) -> Guess:
    """Return the product's own training as a function of a set and its training and test positions to classes."""

    def guess(labelled: Labelled, train: IntArray, test: IntArray) -> IntArray:
        samples, present = chosen(labelled, train)
        mine = choose_scales(samples, recipe, count=len(present))[0]
        fused = fit_fusion(samples, mine, count=len(present))
        found: IntArray = present[fused.log_probabilities(labelled.samples.pixels.take(test)).argmax(axis=1)]
        return found

    return guess


def baseline(make: Callable[[], Any]) -> Guess:
    """Return a scikit-learn classifier on raw spectra as such a function."""

    def guess(labelled: Labelled, train: IntArray, test: IntArray) -> IntArray:
        spectra, classes = labelled.samples.pixels.spectra, labelled.samples.classes
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # scikit-learn warns of classes with few samples, which are intended here
            found: IntArray = make().fit(spectra[train], classes[train]).predict(spectra[test])
        return found

    return guess


def baselines() -> dict[str, Guess]:
    """Return the classifiers on raw spectra, with the settings of the published baselines."""
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    return {
        "random forest 300": baseline(lambda: RandomForestClassifier(300, random_state=0)),
        "SVM RBF C=100": baseline(lambda: make_pipeline(StandardScaler(), SVC(C=100))),
        "logistic regression": baseline(lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))),
        "LDA, shrinkage": baseline(lambda: LinearDiscriminantAnalysis(solver="eigen", shrinkage="auto")),
    }


def judge(labelled: Labelled, guess: Guess, *, count: int, seeds: int) -> dict[str, float]:
    """Return mean and standard deviation of OA and mIoU over the seeds."""
    results = [
        _accuracy(labelled.samples.classes[test], guess(labelled, train, test))
        for train, test in splits(labelled, count, seeds)
    ]
    mean, deviation = np.mean(results, axis=0), np.std(results, axis=0)
    names = ("oa", "miou")
    return {
        "k": count, **{n: round(float(v), 4) for n, v in zip(names, mean)},
        **{f"{n}_sd": round(float(v), 4) for n, v in zip(names, deviation)},
    }  # fmt: skip


def _accuracy(truth: IntArray, found: IntArray) -> tuple[float, float]:
    unions = [(np.sum((truth == k) & (found == k)), np.sum((truth == k) | (found == k))) for k in np.unique(truth)]
    return float(np.mean(truth == found)), float(np.mean([hit / union for hit, union in unions]))


def values(labelled: Labelled, grid: Sequence[HeadRecipe], *, seeds: int) -> NDArray[np.float64]:
    """Return the mean of OA + mIoU (recipes,) over few labels, with the default context; temperatures are shared."""
    found = np.zeros(len(grid))
    for count in _TUNED_ON:
        for train, test in splits(labelled, count, seeds):
            samples, present = chosen(labelled, train)
            heat = calibrate(samples, HeadRecipe().scales_px, count=len(present))
            pixels, truth = labelled.samples.pixels.take(test), labelled.samples.classes[test]
            for i, recipe in enumerate(grid):
                fused = fit_fusion(samples, recipe, count=len(present), temperatures=heat)
                found[i] += sum(_accuracy(truth, present[fused.log_probabilities(pixels).argmax(axis=1)]))
    return np.asarray(found / (len(_TUNED_ON) * seeds))


def choose(
    sets: Sequence[Labelled], grid: Sequence[HeadRecipe] = GRID, *, seeds: int = _TUNING_SEEDS
) -> dict[str, HeadRecipe]:
    """Return for each set the recipe that is best on average over the other sets; the default if there are none."""
    if len(sets) < 2:
        return {labelled.name: HeadRecipe() for labelled in sets}
    by_set = {labelled.name: values(labelled, grid, seeds=seeds) for labelled in sets}
    return {
        name: grid[int(np.sum([v for other, v in by_set.items() if other != name], axis=0).argmax())] for name in by_set
    }


def few_label_table(
    mapper: Mapper, data: Path, *, counts: Sequence[int] = COUNTS, seeds: int = SEEDS, with_baselines: bool = True,
    grid: Sequence[HeadRecipe] = GRID,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return one row per set, method and number of labels."""
    found = [load(real, mapper, data) for real in SETS if real.name in BLOCK_PX]
    sets = [labelled for labelled in found if labelled is not None]
    recipes = choose(sets, grid, seeds=min(seeds, _TUNING_SEEDS))
    rows = []
    for labelled in sets:
        recipe = recipes[labelled.name]
        methods: Mapping[str, Guess] = {
            HEAD: head(recipe), SHIPPED: head(HeadRecipe()), **(baselines() if with_baselines else {})
        }  # fmt: skip
        for (name, guess), count in itertools.product(methods.items(), counts):
            row = judge(labelled, guess, count=count, seeds=seeds)
            facts = {"model": mapper.card.name, "set": labelled.name, "title": labelled.title, "method": name}
            rows.append({**facts, **row, "recipe": _text(recipe) if name == HEAD else ""})
            log.info(
                "  %s, %s, %d labels per class: OA %.3f mIoU %.3f", labelled.name, name, count, row["oa"], row["miou"]
            )
    return rows


def _text(recipe: HeadRecipe) -> str:
    return (
        f"prior {recipe.prior}, zero-shot {recipe.zero_shot_weight:g}, features {recipe.feature_weight:g}, "
        f"neighbours {recipe.neighbour_share:g}"
    )
