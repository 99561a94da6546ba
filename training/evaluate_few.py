"""Judge few-label training on real scenes against classifiers on raw spectra, on the same splits.

    python training/evaluate_few.py --data DIR [--model NAME|PATH] [--seeds 10] [--labels 5 10 25] [--baselines]

Protocol: each seed shuffles the images (EnMAP Potsdam) or blocks of 8 x 8 pixels (HyMap Berlin), takes k labelled
pixels of each class from the first half and scores every labelled pixel of the other half: overall accuracy and mean
IoU over the classes present, mean and standard deviation over the seeds. Classes with fewer than k pixels give all
they have. The zero-shot probabilities come from the product's own pipeline. Weight and prior are chosen on the other
set than the one reported.
"""

from __future__ import annotations

import argparse
import itertools
import json
import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import numpy as np
from numpy.typing import NDArray

from backend import model_store
from backend.errors import InputError
from backend.heads.context import SCALES_PX, smooth
from backend.heads.folds import blocks_of
from backend.heads.fusion import Recipe, fit_fusion
from backend.heads.mnf import ImageStatistics
from backend.heads.samples import TrainingSet
from backend.heads.validation import choose_scales
from backend.jobs import JobSpec
from backend.label_sampling import bands_of
from backend.prepare import UNKNOWN_GSD_M, open_scene
from backend.raster.source import read_normalised
from backend.raster.window import Window
from training.benchmarks import SETS, RealSet
from training.command import execute, parser
from training.evaluate import Mapper

log = logging.getLogger("training.evaluate_few")

IntArray = NDArray[np.int64]
Guess = Callable[[TrainingSet, IntArray, IntArray], IntArray]

BLOCK_PX = {"potsdam5": 0, "hymap4": 8}
"""Sets, and the side of the blocks that are split; 0 splits whole images."""
COUNTS = (5, 10, 25, 50, 100)
WEIGHTS = (0.5, 0.7, 1.0, 1.4)
PRIORS = ("uniform", "zero-shot")
TUNED_ON = (5, 10, 25)


@dataclass(frozen=True)
class Labelled:
    """All labelled pixels of a set as samples, their place, and the unit of the split (n,)."""

    name: str
    title: str
    samples: TrainingSet
    rows: IntArray
    cols: IntArray
    images: IntArray
    units: IntArray


def load(real: RealSet, mapper: Mapper, data: Path) -> Labelled | None:
    """Read a set through the product's path; None if its rasters are not under ``data``."""
    import rasterio

    columns: dict[str, list[NDArray[Any]]] = {}
    statistics: ImageStatistics | None = None
    for number, (image, label) in enumerate(real.scenes(data)):
        probabilities = mapper.map(image, dict(real.overrides)).probabilities
        scene = open_scene(
            JobSpec("plan", source=str(image), model=str(mapper.card.path), overrides={**real.overrides})
        )
        with scene.product, rasterio.open(label) as source:
            whole = Window(0, 0, scene.meta.height, scene.meta.width)
            pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, whole)
            truth = source.read(1).astype(np.int64)
        statistics = statistics or ImageStatistics(len(pixels))
        statistics.add(pixels, valid)
        rows, cols = np.nonzero(valid & (truth > 0))
        at = (slice(None), rows, cols)
        found = {"rows": rows, "cols": cols, "images": np.full(len(rows), number), "truth": truth[rows, cols]}
        found |= {"zero_shot": probabilities[at].T, "0": pixels[at].T}
        for scale in SCALES_PX[1:]:
            found[f"{scale:g}"] = smooth(pixels[None], valid[None].astype(np.float32), scale)[0][at].T
        for name, values in found.items():
            columns.setdefault(name, []).append(values)
    if statistics is None:
        return None
    joined = {name: np.concatenate(parts) for name, parts in columns.items()}
    return _labelled(real, joined, statistics, bands=bands_of(scene), gsd_m=scene.meta.sensor.gsd_m or UNKNOWN_GSD_M)


def _labelled(
    real: RealSet, joined: dict[str, NDArray[Any]], statistics: ImageStatistics, **facts: Any  # noqa: ANN401
) -> Labelled:  # fmt: skip
    _, classes = np.unique(joined["truth"], return_inverse=True)
    side = BLOCK_PX[real.name]
    rows, cols, images = (joined[n].astype(np.int64) for n in ("rows", "cols", "images"))
    samples = TrainingSet(
        classes=classes.astype(np.int64), groups=np.zeros(len(classes), np.int64),
        zero_shot=joined["zero_shot"].astype(np.float64), spectra=joined["0"].astype(np.float64),
        smoothed={s: joined[f"{s:g}"].astype(np.float64) for s in SCALES_PX[1:]},
        image=statistics.image,
        scene_share=joined["zero_shot"].mean(axis=0).astype(np.float64), level="L2", **facts,
    )  # fmt: skip
    units = images if not side else (rows // side) * 1000 + cols // side
    title = f"{real.title.rsplit(',', 1)[0]}, all {classes.max() + 1} classes as labelled"
    return Labelled(real.name, title, samples, rows, cols, images, units)


def splits(labelled: Labelled, count: int, seeds: int) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield the positions to train on and to score; the same for every method."""
    classes = labelled.samples.classes
    for seed in range(seeds):
        rng = np.random.RandomState(seed)  # the generator of the published baselines: the same splits
        units = rng.permutation(np.unique(labelled.units))
        train = np.isin(labelled.units, units[: len(units) // 2])
        picked = [rng.permutation(np.flatnonzero(train & (classes == k)))[:count] for k in np.unique(classes)]
        yield np.concatenate(picked), np.flatnonzero(~train)


def chosen(labelled: Labelled, index: IntArray) -> tuple[TrainingSet, IntArray]:
    """Return the samples at ``index`` with classes 0..K-1 of those present, and the classes (K,) these stand for."""
    whole = labelled.samples
    present, classes = np.unique(whole.classes[index], return_inverse=True)
    features = np.arange(len(index))
    groups, _ = blocks_of(
        labelled.rows[index], labelled.cols[index], labelled.images[index], features, classes.astype(np.int64)
    )
    samples = replace(
        whole, classes=classes.astype(np.int64), groups=groups, zero_shot=whole.zero_shot[index],
        spectra=whole.spectra[index], smoothed={s: v[index] for s, v in whole.smoothed.items()},
    )  # fmt: skip
    return samples, present


def head(recipe: Recipe, *, context: bool = True) -> Callable[[Labelled, IntArray, IntArray], IntArray]:
    """Return the product's own training as a function of a set, training and test positions to classes."""

    def guess(labelled: Labelled, train: IntArray, test: IntArray) -> IntArray:
        samples, present = chosen(labelled, train)
        mine = choose_scales(samples, recipe, count=len(present))[0] if context else recipe
        fused = fit_fusion(samples, mine, count=len(present))
        whole = labelled.samples
        scores = fused.log_probabilities(whole.zero_shot[test], whole.by_scale(mine.scales_px, test))
        found: IntArray = present[scores.argmax(axis=1)]
        return found

    return guess


def baseline(make: Callable[[], Any]) -> Callable[[Labelled, IntArray, IntArray], IntArray]:
    """Return a scikit-learn classifier on raw spectra as such a function."""

    def guess(labelled: Labelled, train: IntArray, test: IntArray) -> IntArray:
        spectra, classes = labelled.samples.spectra, labelled.samples.classes
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # scikit-learn warns of classes with few samples, which is the point here
            found: IntArray = make().fit(spectra[train], classes[train]).predict(spectra[test])
        return found

    return guess


def baselines() -> dict[str, Callable[[Labelled, IntArray, IntArray], IntArray]]:
    """Return the classifiers on raw spectra, with the settings of the published baselines."""
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    return {
        "random forest 300": baseline(lambda: RandomForestClassifier(300, n_jobs=2, random_state=0)),
        "SVM RBF C=100": baseline(lambda: make_pipeline(StandardScaler(), SVC(C=100))),
        "logistic regression": baseline(lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))),
        "LDA, shrinkage": baseline(lambda: LinearDiscriminantAnalysis(solver="eigen", shrinkage="auto")),
    }


def judge(
    labelled: Labelled, guess: Callable[[Labelled, IntArray, IntArray], IntArray], *, count: int, seeds: int
) -> dict[str, float]:
    """Return mean and standard deviation of OA and mIoU over the seeds."""
    results = []
    for train, test in splits(labelled, count, seeds):
        truth, found = labelled.samples.classes[test], guess(labelled, train, test)
        unions = [(np.sum((truth == k) & (found == k)), np.sum((truth == k) | (found == k))) for k in np.unique(truth)]
        results.append((float(np.mean(truth == found)), float(np.mean([hit / union for hit, union in unions]))))
    mean, deviation = np.mean(results, axis=0), np.std(results, axis=0)
    return {"k": count, "oa": mean[0], "oa_sd": deviation[0], "miou": mean[1], "miou_sd": deviation[1]}


def tune(labelled: Labelled, *, seeds: int) -> Recipe:
    """Return weight and prior with the highest mean of OA and mIoU over few labels; context is left out here."""

    def value(recipe: Recipe) -> float:
        rows = [judge(labelled, head(recipe, context=False), count=k, seeds=seeds) for k in TUNED_ON]
        return float(np.mean([row["oa"] + row["miou"] for row in rows]))

    grid = [Recipe(prior=p, spectral_weight=w) for p, w in itertools.product(PRIORS, WEIGHTS)]
    return max(grid, key=value)


def run(args: argparse.Namespace) -> None:
    """Judge every method on every set and say how."""
    data = Path(args.data)
    if not data.is_dir():
        raise InputError(f"Data folder '{data}' does not exist; give the folder of labelled scenes with --data.")
    mapper = Mapper(model_store.find(args.model), threads=args.threads)
    found = [load(real, mapper, data) for real in SETS if real.name in BLOCK_PX]
    sets = [labelled for labelled in found if labelled is not None]
    if not sets:
        raise InputError(f"Data folder '{data}' holds none of the sets; give the folder that holds enmap_potsdam.")
    tuned = {labelled.name: tune(labelled, seeds=args.seeds) for labelled in sets}
    rows = []
    for labelled in sets:
        others = [tuned[other.name] for other in sets if other is not labelled]
        recipe = others[0] if others else Recipe()
        log.info(
            "%s: %d labelled pixels; weight %g and prior %s chosen on the other set",
            labelled.title, labelled.samples.count, recipe.spectral_weight, recipe.prior,
        )  # fmt: skip
        methods = {
            "head": head(recipe), "head, no context": head(recipe, context=False), "head, as shipped": head(Recipe()),
            **(baselines() if args.baselines else {}),
        }  # fmt: skip
        for (name, guess), count in itertools.product(methods.items(), args.labels):
            row = judge(labelled, guess, count=count, seeds=args.seeds)
            rows.append({"set": labelled.name, "method": name, **row})
            log.info(
                "  %-20s k=%3d  OA %.3f +- %.3f  mIoU %.3f +- %.3f", name, count, row["oa"], row["oa_sd"], row["miou"],
                row["miou_sd"],
            )  # fmt: skip
    if args.out:
        out = Path(args.out)
        out.mkdir(parents=True, exist_ok=True)
        (out / "few_labels.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Parse the command line; exit code 1 with one sentence on a user's error."""
    options = parser(__doc__)
    options.add_argument("--data", required=True, help="folder with the labelled scenes")
    options.add_argument("--model", default="", help="name or folder of a zero-shot model; the bundled one by default")
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--labels", type=int, nargs="+", default=list(COUNTS), help="labels of each class")
    options.add_argument("--baselines", action="store_true", help="also classifiers on raw spectra (minutes)")
    options.add_argument("--out", help="folder for few_labels.json")
    options.add_argument("--threads", type=int, default=0)
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
