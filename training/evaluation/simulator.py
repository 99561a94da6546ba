"""Judge the simulator without training a network: how well its single pixels teach the classes of real ones.

    python -m training.evaluation.simulator --data DIR [--effects [NAME ...]] [--scenes 8000] [--seeds 1] [--out OUT]

Boosted trees (scikit-learn) learn the class from simulated pixels, in the bands, at the level and near the pixel size
of each real set, and are judged on its labelled pixels. A set takes seconds, so a change of the simulator is judged in
minutes. With --effects, each further row lacks one effect of the simulator (all in turn, or the named ones), and the
last row has, for each place, the simulator that is best on all other places. The trees know no neighbours. Rows differ
between seeds too: give --seeds to see by how much. The real labels only judge.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray

from backend.common.arrays import BoolArray, FloatArray, IntArray
from backend.common.errors import InputError
from backend.products.registry import open_product
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.spectral.normalise import Normaliser
from backend.spectral.overrides import SensorOverrides
from training.common.command import execute, parser
from training.evaluation.tables import Table, write_all
from training.landcover.dataset import MERGED, merge_matrix
from training.real.benchmarks import SETS, RealSet
from training.simulate import SimConfig, Simulator
from training.simulate.effects import NAMES
from training.simulate.scene import Kind
from training.simulate.sensors import SimSensor

CENTER_NM = np.array([445.0, 490.0, 560.0, 665.0, 705.0, 740.0, 783.0, 860.0, 1240.0, 1640.0, 2200.0])
FWHM_NM = np.array([30.0, 40.0, 30.0, 30.0, 20.0, 20.0, 20.0, 40.0, 40.0, 80.0, 120.0])
"""The broad bands in which pixels are compared."""
SETTINGS: dict[str, dict[str, Any]] = {
    "scaled": {"scaled": 0.0}, "tilted": {"tilted": 0.0}, **{name: {"without": (name,)} for name in NAMES},
}  # fmt: skip
"""Effects that can be switched off, with the settings that do so."""
_CLASSES = [name for name in MERGED if not name.startswith("cloud")]
_LEVEL_1 = 0.35  # share of the simulated scenes at the sensor
_LANDSCAPES = 2 / 3
_PIXELS, _TILES, _SIZE = 120, 2, 16  # pixels kept of each scene, and its tiles
_MOST_PIXELS = 200_000  # simulated pixels for one set
_MOST_LABELS = 20_000
_NEAR = 4.0  # ratio of pixel sizes up to which scenes serve a set
_COARSE_M, _COARSEST_M = 8.0, 60.0  # scenes from the first serve all sets with pixels larger than the second
_REACH_NM = ((1000.0, 20.0, 60.0), (np.inf, 40.0, 130.0))  # up to a wavelength: half width to average, largest distance
_LIFT = 0.01
log = logging.getLogger("training.evaluation.simulator")


@dataclass(frozen=True)
class Pixels:
    """Simulated pixels: reflectance (n, 11), class (n,), pixel size in m (n,), True at the sensor (n,)."""

    values: FloatArray
    label: IntArray
    gsd_m: FloatArray
    level_1: BoolArray


@dataclass(frozen=True)
class Labelled:
    """The labelled pixels of a set: reflectance (n, m) in the bands ``used`` of the broad ones, group (n,)."""

    real: RealSet
    values: FloatArray
    used: tuple[int, ...]
    truth: IntArray
    level_1: bool
    gsd_m: float


def draw(config: SimConfig, data: Path, seed: int, scenes: Sequence[int]) -> Pixels:
    """Simulate the scenes with these numbers; each has a sensor with the broad bands, slightly shifted."""
    simulator, merged = Simulator(config, data), merge_matrix()[: len(_CLASSES)]
    parts = []
    for number in scenes:
        rng = np.random.default_rng([seed, number])
        center, width = CENTER_NM + rng.normal(0.0, 4.0, len(CENTER_NM)), rng.uniform(0.6, 1.4, len(FWHM_NM))
        sensor = SimSensor("random", center, FWHM_NM * width, config.gsd_m, ("L1", "L2"))
        view = simulator.view(rng, sensor, level="L1" if rng.random() < _LEVEL_1 else "L2")
        kind: Kind = "landscape" if rng.random() < _LANDSCAPES else "mixture"
        batch = simulator.render(rng, view, kind, tiles=_TILES, height=_SIZE, width=_SIZE)
        values = batch.pixels.transpose(0, 2, 3, 1)[batch.valid]
        label = (batch.fractions.transpose(0, 2, 3, 1)[batch.valid] @ merged.T).argmax(axis=1)
        kept = rng.permutation(len(values))[:_PIXELS]
        parts.append(
            (values[kept], label[kept], np.full(len(kept), view.gsd_m), np.full(len(kept), batch.level == "L1"))
        )
    values, labels, gsd_m, level_1 = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Pixels(values.astype(np.float32), labels, gsd_m.astype(np.float32), level_1)


def simulated(config: SimConfig, data: Path, seed: int, scenes: int, workers: int = 2) -> Pixels:
    """Simulate in several processes; the result does not depend on their number."""
    blocks = np.array_split(np.arange(scenes), max(1, scenes // 500))
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        found = list(pool.map(draw, *zip(*[(config, data, seed, block.tolist()) for block in blocks], strict=True)))
    return Pixels(
        np.concatenate([p.values for p in found]), np.concatenate([p.label for p in found]),
        np.concatenate([p.gsd_m for p in found]), np.concatenate([p.level_1 for p in found]),
    )  # fmt: skip


def labelled(real: RealSet, data: Path) -> Labelled | None:
    """Read a set's labelled pixels, at most 20,000; None if its rasters are not under ``data``."""
    values, truth, levels, sizes = [], [], [], []
    for image, label in real.scenes(data):
        with open_product(image, SensorOverrides.from_json(dict(real.overrides))) as product:
            meta = product.meta
            center = meta.sensor.bands.center_nm()
            used = [i for i in meta.sensor.bands.used if 350.0 <= center[i] <= 2600.0]
            normaliser = Normaliser(meta.sensor, used, band_nodata=meta.band_nodata)
            cube, valid = read_normalised(product, normaliser, used, Window(0, 0, meta.height, meta.width))
        with rasterio.open(label) as file:
            found = real.truth_positions(file.read(1).astype(np.uint8))
        kept = valid & (found >= 0)
        values.append(broad(cube[:, kept], np.asarray(normaliser.center_nm)))
        truth.append(found[kept])
        levels.append(meta.sensor.level == "L1")
        sizes.append(float(meta.sensor.gsd_m or 30.0))
    if not values:
        return None
    spectra, labels = np.concatenate(values), np.concatenate(truth)
    if len(labels) > _MOST_LABELS:
        chosen = np.random.default_rng(0).permutation(len(labels))[:_MOST_LABELS]
        spectra, labels = spectra[chosen], labels[chosen]
    used_bands = distinct(spectra)
    return Labelled(real, spectra[:, used_bands], used_bands, labels, levels[0], sizes[0])


def broad(pixels: FloatArray, center_nm: NDArray[np.floating]) -> FloatArray:
    """Return (n, 11) reflectance in the broad bands from pixels (C, n); NaN where no band is near."""
    out = np.full((pixels.shape[1], len(CENTER_NM)), np.nan, dtype=np.float32)
    for column, wanted in enumerate(CENTER_NM):
        half, most = next((h, m) for limit, h, m in _REACH_NM if wanted < limit)
        away = np.abs(center_nm - wanted)
        near = away <= half
        if not near.any() and away.min() <= most:
            near = away == away.min()
        if near.any():
            out[:, column] = pixels[near].mean(axis=0)
    return out


def distinct(spectra: FloatArray) -> tuple[int, ...]:
    """Return the broad bands that exist and do not repeat the one before: a wide band may serve several."""
    used: list[int] = []
    for column in range(spectra.shape[1]):
        if np.isfinite(spectra[:, column]).mean() < 0.9:
            continue
        if not used or not np.allclose(spectra[:200, column], spectra[:200, used[-1]]):
            used.append(column)
    return tuple(used)


def described(values: FloatArray, gsd_m: NDArray[np.floating] | float) -> FloatArray:
    """Return features (n, 2 m): log reflectance in m bands, differences of neighbours, log pixel size."""
    logs = np.log(np.maximum(np.nan_to_num(values), 0.0) + _LIFT)
    size = np.broadcast_to(np.log(np.minimum(gsd_m, _COARSEST_M)), len(logs))[:, None]
    return np.concatenate([logs, np.diff(logs, axis=1), size], axis=1).astype(np.float32)


def judge(found: Labelled, pixels: Pixels, models: dict[Any, Any]) -> tuple[float, float]:
    """Return accuracy on a set, and the mean probability of the right group; ``models`` keeps fitted trees."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    coarse = found.gsd_m > _COARSEST_M
    low = _COARSE_M if coarse else min(found.gsd_m / _NEAR, 25.0)
    key = (found.used, found.level_1, round(np.log2(min(found.gsd_m, _COARSEST_M))), coarse)
    if key not in models:
        fits = (pixels.level_1 == found.level_1) & (pixels.gsd_m > low) & (pixels.gsd_m < max(_NEAR * found.gsd_m, 2.0))
        rows = np.random.default_rng(0).permutation(np.flatnonzero(fits))[:_MOST_PIXELS]
        trees = HistGradientBoostingClassifier(
            max_iter=80,
            learning_rate=0.15,
            max_leaf_nodes=31,
            min_samples_leaf=60,
            l2_regularization=1.0,
            random_state=0,
        )
        bands = pixels.values[rows][:, list(found.used)]
        models[key] = trees.fit(described(bands, pixels.gsd_m[rows]), pixels.label[rows])
    trees = models[key]
    scores = np.zeros((len(found.truth), len(_CLASSES)))
    scores[:, trees.classes_] = trees.predict_proba(described(found.values, found.gsd_m))
    groups = found.real.groups
    of_class = np.array(
        [groups.index(found.real.mapped[n]) if n in found.real.mapped else len(groups) for n in _CLASSES]
    )
    right = of_class[None] == found.truth[:, None]
    return float(np.mean(right[np.arange(len(right)), scores.argmax(axis=1)])), float(
        (scores * right).sum(axis=1).mean()
    )


def rows(args: argparse.Namespace) -> list[dict[str, Any]]:
    """Return one row per simulator: means over the counted sets, then the accuracy on each.

    Raises:
        InputError: there are no labelled sets under the data folder, or an effect is not known.
    """
    data = Path(args.data)
    counted = [real for real in SETS if real.counts and not real.repeats and "cloud" not in real.groups]
    sets = [found for found in (labelled(real, data) for real in counted) if found is not None]
    if not sets:
        raise InputError(f"'{data}' has no labelled set; give the folder that docs/accuracy.md describes with --data.")
    table = []
    for name, settings in {"all effects": {}, **_switched_off(args.effects)}.items():
        for seed in range(1, args.seeds + 1):
            pixels = simulated(SimConfig(cloudy=0.0, **settings), data, seed, args.scenes)
            models: dict[Any, Any] = {}
            scores = {found.real.name: judge(found, pixels, models) for found in sets}
            means = np.mean(list(scores.values()), axis=0)
            title = name if name == "all effects" else f"without {name}"
            row = {"simulator": title, "seed": seed, "oa": round(float(means[0]), 4), "probability": float(means[1])}
            table.append({**row, **{key: round(value[0], 4) for key, value in scores.items()}})
            log.info("%s, seed %d: accuracy %.3f, probability %.3f", title, seed, *means)
    places = {found.real.name: found.real.fold for found in sets}
    compared = args.effects is not None and len(set(places.values())) > 1
    return [*table, chosen_elsewhere(table, places)] if compared else table


def _switched_off(names: Sequence[str] | None) -> dict[str, dict[str, Any]]:
    """Return the settings that switch off each of the named effects; all effects if the list is empty, none if None."""
    if names is None:
        return {}
    unknown = sorted(set(names) - set(SETTINGS))
    if unknown:
        raise InputError(f"Effect '{unknown[0]}' is not known; choose from {', '.join(SETTINGS)}.")
    return {name: SETTINGS[name] for name in names or SETTINGS}


def chosen_elsewhere(table: Sequence[dict[str, Any]], folds: dict[str, str]) -> dict[str, Any]:
    """Return a row with each set's accuracy under the simulator that is best on the sets of the other places.

    Args:
        table: rows of :func:`rows`; seeds of one simulator are averaged first.
        folds: place of each set.
    """
    means: dict[str, dict[str, float]] = {}
    for title in dict.fromkeys(row["simulator"] for row in table):
        of = [row for row in table if row["simulator"] == title]
        means[title] = {name: float(np.mean([row[name] for row in of])) for name in folds}
    found = {}
    for name, place in folds.items():
        others = [other for other, elsewhere in folds.items() if elsewhere != place]
        best = max(means, key=lambda title: np.mean([means[title][other] for other in others]))
        found[name] = round(means[best][name], 4)
    return {"simulator": "chosen on other places", "oa": round(float(np.mean(list(found.values()))), 4), **found}


def run(args: argparse.Namespace) -> None:
    """Print the table, and write it with --out."""
    table = Table("simulator", "Simulated pixels as teachers", "Boosted trees on single pixels.", rows(args))
    log.info("\n%s", table.markdown())
    if args.out:
        Path(args.out).mkdir(parents=True, exist_ok=True)
        write_all([table], Path(args.out), title="Simulator", intro="How well simulated pixels teach real classes.")


def main() -> int:
    """Run the command line; return 1 after a one-sentence message on a user error."""
    options = parser(__doc__)
    options.add_argument("--data", required=True, help="folder of the labelled sets and spectral libraries")
    options.add_argument("--effects", nargs="*", metavar="NAME", help="add a row without each of these effects, or all")
    options.add_argument("--scenes", type=int, default=8000, help="simulated scenes for each row")
    options.add_argument("--seeds", type=int, default=1, help="rows with other scenes for each simulator")
    options.add_argument("--out", help="folder for the table as Markdown, CSV and JSON")
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
