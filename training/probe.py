"""Linear probe on real labels: compare pretrained weights with random weights of the same network.

    python training/probe.py --run RUN [RUN ...] --data DIR [--sets potsdam4 hymap4] [--labels 50] [--seeds 10]

The frozen encoder computes the features of each labelled pixel with the pixel in the middle of its patch: the tile is
shifted by every offset within a patch, and the tokens are put back in place. A logistic regression on standardised
features is fitted to ``labels`` pixels per class in one half of the tiles (or of blocks of 8 x 8 pixels if there is
one scene) and scored on the other half. A large scene is divided into windows instead of tiles, and one pixel of each
patch is probed. Pretrained weights, random weights and the spectra themselves are probed on the same pixels. Further
rows: spectra combined with the means of their surroundings (nothing is learned) and with the features; for several
sets, the mean over the sets. The scenes must not be in the pretraining data of a run.
"""

from __future__ import annotations

import argparse
import csv
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from backend.common.arrays import FloatArray
from backend.common.errors import InputError, SpecAwareError
from backend.models.batch import SpectralBatch
from backend.products.registry import open_product
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.spectral.bands import UNKNOWN_GSD_M
from backend.spectral.inputs.attributes import attributes
from backend.spectral.normalise import Normaliser, quadrature_weights
from backend.spectral.overrides import SensorOverrides
from training.common import checkpoint
from training.common.metrics import score
from training.pretraining.pretrained import newest_or_best
from training.pretraining.progress.keep import FIRST, FOLDER
from training.pretraining.recipes import Features, make_recipe
from training.real.benchmarks import SETS, RealSet

log = logging.getLogger("training.probe")

BLOCK = 8
"""Side in pixels of the blocks that stay together if a set has only one scene."""
LARGE, WINDOW, WINDOWS = 256, 64, 96
"""Largest side in pixels of a scene that is probed as a whole; side and number of random windows of larger ones."""
AROUND = (1, 3)
"""Radii in pixels of the surroundings whose mean spectra are probed."""
DEFAULT_SETS = ("hymap4", "potsdam4")
MEAN = "mean"


@dataclass(frozen=True)
class Tile:
    """A labelled scene: a batch of one tile, and labels (h, w) as positions in the set's groups, -1 for none."""

    batch: SpectralBatch
    labels: NDArray[np.int64]


@dataclass(frozen=True)
class ProbeRow:
    """One line of the table: means and standard deviations over the seeds.

    Attributes:
        run: name of the folder of the pretraining run; empty for features without a run.
        parameters: number of parameters of the encoder; 0 if there is none.
        steps: pretraining steps; 0 for random weights.
        set: name of the labelled set, or :data:`MEAN` for the mean over all sets.
        features: description of the probed features.
    """

    run: str
    parameters: int
    steps: int
    set: str
    features: str
    oa: float
    oa_std: float
    miou: float
    miou_std: float


@dataclass(frozen=True)
class Encoders:
    """A run's encoder before and after pretraining."""

    run: str
    patch: int
    parameters: int
    steps: int
    random: Features
    trained: Features


@dataclass(frozen=True)
class Kind:
    """A kind of probed features, and their origin."""

    features: str
    run: str = ""
    parameters: int = 0
    steps: int = 0


Figures = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Overall accuracy and mean IoU (seeds,)."""


def read_tiles(real: RealSet, data: Path, *, patch: int) -> list[Tile]:
    """Read the scenes of a set with the engine; a large scene becomes windows with one label per patch.

    Raises:
        InputError: none of its rasters is under ``data``.
    """
    import rasterio

    tiles = []
    for image, label in real.scenes(data):
        with open_product(image, SensorOverrides.from_json(dict(real.overrides))) as product:
            meta = product.meta
            normaliser = Normaliser(meta.sensor, band_nodata=meta.band_nodata)
            area = Window(0, 0, meta.height, meta.width)
            pixels, valid = read_normalised(product, normaliser, normaliser.used, area)
        with rasterio.open(label) as source:
            labels = real.truth_positions(source.read(1).astype(np.uint8))
        weight = quadrature_weights(normaliser.center_nm, normaliser.fwhm_nm)
        batch = SpectralBatch.of(
            torch.from_numpy(pixels)[None],
            torch.from_numpy(normaliser.center_nm.astype(np.float32)),
            fwhm_nm=torch.from_numpy(normaliser.fwhm_nm.astype(np.float32)),
            gsd_m=torch.tensor(meta.sensor.gsd_m or UNKNOWN_GSD_M),
            attributes=torch.from_numpy(attributes(meta.sensor.name, meta.sensor.level)),
            valid=torch.from_numpy(valid.astype(np.float32))[None],
            weight=torch.from_numpy(weight.astype(np.float32)),
        )
        whole = Tile(batch, np.where(valid, labels, -1))
        tiles += [whole] if max(labels.shape) <= LARGE else cut_windows(whole, patch=patch)
    if not tiles:
        raise InputError(f"No raster of '{real.name}' lies under '{data}'; name the folder that holds it.")
    return tiles


def cut_windows(tile: Tile, *, patch: int) -> list[Tile]:
    """Choose random windows of a grid; keep labels at one pixel of each patch, so that one pass is enough."""
    height, width = tile.labels.shape
    places = [
        (row, col) for row in range(0, height - WINDOW + 1, WINDOW) for col in range(0, width - WINDOW + 1, WINDOW)
    ]
    kept = np.zeros((WINDOW, WINDOW), dtype=bool)
    kept[::patch, ::patch] = True
    windows = []
    for number in np.random.default_rng(0).permutation(len(places))[:WINDOWS]:
        rows, cols = (slice(start, start + WINDOW) for start in places[number])
        part = replace(tile.batch, pixels=tile.batch.pixels[..., rows, cols], valid=tile.batch.valid[..., rows, cols])
        windows.append(Tile(part, np.where(kept, tile.labels[rows, cols], -1)))
    return windows


@torch.no_grad()
def pixel_features(
    encoder: Features, batch: SpectralBatch, *, patch: int, wanted: NDArray[np.bool_] | None = None
) -> FloatArray:
    """Return the last feature map at every pixel (h, w, width); the tile is shifted by all offsets within a patch.

    Offsets without a ``wanted`` (h, w) pixel are left out; their pixels have zeros.
    """
    height, width = batch.pixels.shape[-2:]
    before, after = patch // 2, 2 * patch
    pixels = np.pad(batch.pixels[0].numpy(), ((0, 0), (before, after), (before, after)), mode="reflect")
    valid = np.pad(batch.valid[0].numpy(), ((before, after), (before, after)), mode="reflect")
    rows, cols = -(-height // patch), -(-width // patch)
    result = np.zeros((rows * patch, cols * patch, 0), dtype=np.float32)
    for dy in range(patch):
        for dx in range(patch):
            if wanted is not None and not wanted[dy::patch, dx::patch].any():
                continue
            area = (slice(dy, dy + rows * patch), slice(dx, dx + cols * patch))
            shifted = SpectralBatch.of(
                torch.from_numpy(pixels[:, area[0], area[1]])[None], batch.center_nm, fwhm_nm=batch.fwhm_nm,
                gsd_m=batch.gsd_m, attributes=batch.attributes, valid=torch.from_numpy(valid[area])[None],
                weight=batch.weight,
            )  # fmt: skip
            tokens = encoder(shifted)[-1][0].permute(1, 2, 0).numpy()  # (rows, cols, width)
            if result.shape[2] == 0:
                result = np.zeros((rows * patch, cols * patch, tokens.shape[2]), dtype=np.float32)
            result[dy::patch, dx::patch] = tokens
    return result[:height, :width]


def common_spectra(batches: Sequence[SpectralBatch]) -> list[FloatArray]:
    """Return the spectra (h, w, C) of each tile in the bands common to all; some tiles lack noisy bands."""
    names = [[round(float(center), 3) for center in batch.center_nm[0]] for batch in batches]
    common = set(names[0]).intersection(*names[1:])
    return [
        batch.pixels[0, [i for i, name in enumerate(own) if name in common]].permute(1, 2, 0).numpy()
        for batch, own in zip(batches, names, strict=True)
    ]


def surroundings(cube: FloatArray, tile: Tile) -> FloatArray:
    """Return the mean spectra (h, w, 2 C) of the valid pixels within 1 and within 3 pixels of each pixel."""
    valid = tile.batch.valid[0].numpy().astype(np.float64)
    parts = []
    for reach in AROUND:
        count = np.maximum(_box_sum(valid[..., None], reach), 1e-9)
        parts.append((_box_sum(cube * valid[..., None], reach) / count).astype(np.float32))
    return np.concatenate(parts, axis=2)


def _box_sum(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Return sums (h, w, C) over squares of 2 reach + 1 pixels, limited to the image."""
    for axis in (0, 1):
        size = values.shape[axis]
        total = np.concatenate([np.zeros_like(values.take([0], axis)), np.cumsum(values, axis)], axis)
        at = np.arange(size)
        values = total.take(np.minimum(at + reach + 1, size), axis) - total.take(np.maximum(at - reach, 0), axis)
    return values


def block_numbers(tiles: Sequence[Tile]) -> list[NDArray[np.int64]]:
    """Return the group number of each pixel: the number of its tile, or of its block if there is only one tile."""
    if len(tiles) > 1:
        return [np.full(tile.labels.shape, number) for number, tile in enumerate(tiles)]
    rows, cols = np.indices(tiles[0].labels.shape) // BLOCK
    return [rows * (cols.max() + 1) + cols]


def probe(
    features: FloatArray, truth: NDArray[np.int64], blocks: NDArray[np.int64], *, labels: int, seeds: int
) -> Figures:
    """Return overall accuracy and mean IoU (seeds,) of a logistic regression on features (n, width)."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    figures = []
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        order = rng.permutation(np.unique(blocks))
        trained_on = np.isin(blocks, order[: len(order) // 2])
        chosen = []
        for value in np.unique(truth[trained_on]):
            candidates = np.flatnonzero(trained_on & (truth == value))
            chosen.append(rng.permutation(candidates)[:labels])
        index = np.concatenate(chosen)
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, C=0.1))
        model.fit(features[index], truth[index])
        guess = model.predict(features[~trained_on])
        classes = tuple(str(v) for v in range(int(truth.max()) + 1))
        result = score(truth[~trained_on], guess, classes=classes)
        figures.append((result.overall_accuracy, result.mean_iou))
    overall, iou = np.array(figures).T
    return overall, iou


def load_encoders(run: Path) -> Encoders:
    """Return the encoder of a run after training (the running average, if any) and before training.

    Raises:
        InputError: the folder contains no run.
    """
    saved = newest_or_best(run)
    recipe = make_recipe({"kind": saved["kind"], **saved["config"]})
    random, trained = recipe.model().eval(), recipe.model().eval()
    random.load_state_dict(checkpoint.load(run / FOLDER / FIRST)["model"])
    trained.load_state_dict(saved["ema"] or saved["model"])
    features = recipe.features(trained)
    parameters = sum(p.numel() for p in features.parameters()) if isinstance(features, nn.Module) else 0
    return Encoders(
        run.name, recipe.tokens.patch, parameters, int(saved["step"]), recipe.features(random), features
    )  # fmt: skip


def probe_tables(
    data: Path, runs: Sequence[Path], seeds: int, *, sets: Sequence[str] = DEFAULT_SETS, labels: int = 50
) -> list[ProbeRow]:
    """Probe pretraining runs on real labels.

    Args:
        data: folder of the labelled scenes.
        runs: folders of pretraining runs.
        seeds: number of repetitions with different halves and labels.
        sets: names of the sets.
        labels: labelled pixels per class.

    Returns:
        For each set: the spectra, alone and with their surroundings; then, for each run, features of random and
        pretrained weights, alone and with the spectra. For several sets, the same rows for their mean.

    Raises:
        InputError: a folder contains no run, the patch sides of the runs differ, or a set has no scene.
    """
    encoders = [load_encoders(run) for run in runs]
    patches = {known.patch for known in encoders}
    if len(patches) > 1:
        raise InputError("The runs have patches of different sides; probe runs with the same side together.")
    found: dict[Kind, list[Figures]] = {}
    rows = []
    for real in (known for known in SETS if known.name in sets):
        tiles = [tile for tile in read_tiles(real, data, patch=min(patches)) if (tile.labels >= 0).any()]
        for kind, figures in _probe_set(tiles, encoders, labels=labels, seeds=seeds):
            found.setdefault(kind, []).append(figures)
            rows.append(_row(kind, real.name, figures))
    if len(sets) > 1:
        for kind, parts in found.items():
            overall, iou = np.mean(parts, axis=0)
            rows.append(_row(kind, MEAN, (overall, iou)))
    return rows


def _row(kind: Kind, name: str, figures: Figures) -> ProbeRow:
    """Return a row of the table, and log it."""
    oa, iou = figures
    numbers = (float(value) for value in (oa.mean(), oa.std(), iou.mean(), iou.std()))
    row = ProbeRow(kind.run, kind.parameters, kind.steps, name, kind.features, *numbers)
    log.info(
        "%-14s %9d %6d %-14s %-24s OA %.3f +- %.3f  mIoU %.3f +- %.3f", *asdict(row).values()
    )  # fmt: skip
    return row


def _probe_set(
    tiles: Sequence[Tile], encoders: Sequence[Encoders], *, labels: int, seeds: int
) -> Iterator[tuple[Kind, Figures]]:
    """Probe spectra, random and pretrained weights on one set, alone and combined."""
    keep = [tile.labels >= 0 for tile in tiles]
    truth = np.concatenate([t.labels[k] for t, k in zip(tiles, keep, strict=True)])
    blocks = np.concatenate([b[k] for b, k in zip(block_numbers(tiles), keep, strict=True)])

    def kept(maps: Iterable[FloatArray]) -> FloatArray:
        return np.concatenate([m[k] for m, k in zip(maps, keep, strict=True)])

    def probed(*parts: FloatArray) -> Figures:
        return probe(np.concatenate(parts, axis=1), truth, blocks, labels=labels, seeds=seeds)

    cubes = common_spectra([tile.batch for tile in tiles])
    spectra = kept(cubes)
    yield Kind("spectra"), probed(spectra)
    around = kept(surroundings(cube, tile) for cube, tile in zip(cubes, tiles, strict=True))
    yield Kind("spectra, surroundings"), probed(spectra, around)
    for run in encoders:
        for name, steps, encoder in (("random weights", 0, run.random), ("pretrained", run.steps, run.trained)):
            features = kept(
                pixel_features(encoder, tile.batch, patch=run.patch, wanted=k)
                for tile, k in zip(tiles, keep, strict=True)
            )
            yield Kind(name, run.run, run.parameters, steps), probed(features)
            yield Kind(f"spectra, {name}", run.run, run.parameters, steps), probed(spectra, features)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    result.add_argument("--run", type=Path, required=True, nargs="+", help="folders of pretraining runs")
    result.add_argument("--data", type=Path, required=True, help="folder of the labelled scenes")
    result.add_argument("--sets", nargs="+", default=DEFAULT_SETS, choices=[s.name for s in SETS])
    result.add_argument("--labels", type=int, default=50, help="labelled pixels per class")
    result.add_argument("--seeds", type=int, default=10)
    result.add_argument("--out", type=Path, help="write the table as CSV")
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Probe; a user's error gives one sentence and exit code 1."""
    args = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        rows = probe_tables(args.data, args.run, args.seeds, sets=args.sets, labels=args.labels)
    except SpecAwareError as error:
        log.error("%s", error)
        return 1
    if args.out is not None:
        with args.out.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [f.name for f in fields(ProbeRow)])
            writer.writeheader()
            writer.writerows(asdict(row) for row in rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
