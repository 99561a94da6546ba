"""Linear probe: what pretraining brings over random weights of the same network, on real labels.

    python training/probe.py --run RUN --data DIR [--sets potsdam4 hymap4] [--labels 50] [--seeds 10]

Features of each labelled pixel come from the frozen encoder, with the pixel in the middle of its patch: the tile is
shifted by every offset within a patch and the tokens are put back where they belong. A logistic regression on
standardised features learns from ``labels`` pixels a class of one half of the tiles (or of blocks of 8 x 8 pixels
where there is one scene) and is scored on the other half; both the pretrained and the random encoder, and the spectra
themselves, see the same pixels.
"""

from __future__ import annotations

import argparse
import csv
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from backend.errors import InputError, SpecAwareError
from backend.models.batch import SpectralBatch
from backend.products.registry import open_product
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.spectral.attributes import attributes
from backend.spectral.normalise import Normaliser, quadrature_weights
from backend.spectral.overrides import SensorOverrides
from training import checkpoint
from training.benchmarks import SETS, RealSet
from training.keep import FIRST, FOLDER
from training.metrics import score
from training.pretrained import newest_or_best
from training.recipes import make_recipe
from training.stream import UNKNOWN_GSD_M

log = logging.getLogger("training.probe")

BLOCK = 8
"""Side in pixels of the blocks that are kept together where a set is one scene."""
FloatArray = NDArray[np.float32]


@dataclass(frozen=True)
class Tile:
    """A labelled scene: the batch of one tile, labels (h, w) as positions in the set's groups, -1 for none."""

    batch: SpectralBatch
    labels: NDArray[np.int64]


def read_tiles(real: RealSet, data: Path) -> list[Tile]:
    """Read the scenes of a set as the program reads them.

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
        tiles.append(Tile(batch, np.where(valid, labels, -1)))
    if not tiles:
        raise InputError(f"No raster of '{real.name}' lies under '{data}'; name the folder that holds {real.images}.")
    return tiles


@torch.no_grad()
def pixel_features(encoder: nn.Module, batch: SpectralBatch, *, patch: int) -> FloatArray:
    """Return the last feature map at every pixel (h, w, width), the tile shifted by all offsets within a patch."""
    height, width = batch.pixels.shape[-2:]
    before, after = patch // 2, 2 * patch
    pixels = np.pad(batch.pixels[0].numpy(), ((0, 0), (before, after), (before, after)), mode="reflect")
    valid = np.pad(batch.valid[0].numpy(), ((before, after), (before, after)), mode="reflect")
    rows, cols = -(-height // patch), -(-width // patch)
    result = np.zeros((rows * patch, cols * patch, 0), dtype=np.float32)
    for dy in range(patch):
        for dx in range(patch):
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


def block_numbers(tiles: Sequence[Tile]) -> list[NDArray[np.int64]]:
    """Return for each pixel the number of what is kept together: its tile, or its block where there is one tile."""
    if len(tiles) > 1:
        return [np.full(tile.labels.shape, number) for number, tile in enumerate(tiles)]
    rows, cols = np.indices(tiles[0].labels.shape) // BLOCK
    return [rows * (cols.max() + 1) + cols]


def probe(
    features: FloatArray, truth: NDArray[np.int64], blocks: NDArray[np.int64], *, labels: int, seeds: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
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


def load_encoders(run: Path) -> tuple[nn.Module, nn.Module, int]:
    """Return the encoder of a run after (the running average, if any) and before training, and the patch side.

    Raises:
        InputError: the folder holds no run.
    """
    saved = newest_or_best(run)
    recipe = make_recipe({"kind": saved["kind"], **saved["config"]})
    random, trained = recipe.model().eval(), recipe.model().eval()
    random.load_state_dict(checkpoint.load(run / FOLDER / FIRST)["model"])
    trained.load_state_dict(saved["ema"] or saved["model"])
    return trained.encoder, random.encoder, recipe.tokens.patch  # type: ignore[return-value]


def run_probe(args: argparse.Namespace) -> list[list[str]]:
    """Probe every set; return rows of a table."""
    trained, random, patch = load_encoders(args.run)
    rows = [["set", "features", "oa", "oa_std", "miou", "miou_std"]]
    for real in SETS:
        if real.name not in args.sets:
            continue
        tiles = read_tiles(real, args.data)
        keep = [tile.labels >= 0 for tile in tiles]
        truth = np.concatenate([t.labels[k] for t, k in zip(tiles, keep, strict=True)])
        blocks = np.concatenate([b[k] for b, k in zip(block_numbers(tiles), keep, strict=True)])
        spectra = [tile.batch.pixels[0].permute(1, 2, 0).numpy() for tile in tiles]
        kinds = {"spectra": spectra}
        for name, encoder in (("random weights", random), ("pretrained", trained)):
            kinds[name] = [pixel_features(encoder, tile.batch, patch=patch) for tile in tiles]
        for name, maps in kinds.items():
            features = np.concatenate([m[k] for m, k in zip(maps, keep, strict=True)])
            oa, iou = probe(features, truth, blocks, labels=args.labels, seeds=args.seeds)
            rows.append([real.name, name, *(f"{v:.3f}" for v in (oa.mean(), oa.std(), iou.mean(), iou.std()))])
            log.info("%-10s %-15s OA %s +- %s  mIoU %s +- %s", *rows[-1])
    return rows


def parser() -> argparse.ArgumentParser:
    """The command line."""
    result = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    result.add_argument("--run", type=Path, required=True, help="folder of a pretraining run")
    result.add_argument("--data", type=Path, required=True, help="folder of the labelled scenes")
    result.add_argument("--sets", nargs="+", default=["hymap4", "potsdam4"], choices=[s.name for s in SETS])
    result.add_argument("--labels", type=int, default=50, help="labelled pixels a class")
    result.add_argument("--seeds", type=int, default=10)
    result.add_argument("--out", type=Path, help="write the table as CSV")
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Probe; exit code 1 with one sentence on a user's error."""
    args = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        rows = run_probe(args)
    except SpecAwareError as error:
        log.error("%s", error)
        return 1
    if args.out is not None:
        with args.out.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
