"""Learn the distribution of simulated spectra for the novelty score: resources/unknown.safetensors.

    python training/make_resources/novelty.py [--data DIR] [--out FILE] [--batches 400]

Pixels of simulated scenes on a grid of 10 nm, at the sensor (L1) and at the surface (L2), are grouped by the ground
class that covers most of them. Each group has a mean, directions of variation and a residual per wavelength. The limit
is the distance exceeded by 1 % of the pixels of other simulated scenes in the bands of existing sensors.
"""

from __future__ import annotations

import argparse
import logging
import sys
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parents[2])

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import DoubleArray
from backend.mapping.outputs.novelty import FILE, LEVELS, NOVELTY_LOG_FLOOR, Detector, Kinds
from backend.spectral.resampling import Bands
from training.common.command import execute, parser
from training.simulate import SimConfig, Simulator
from training.simulate.scene import Kind
from training.simulate.sensors import SimSensor

log = logging.getLogger("training.make_resources.novelty")


GRID_NM = np.arange(400.0, 2451.0, 10.0)
DIRECTIONS = 12
KNOWN_SHARE = 0.99
_SEEDS = {"learn": 5, "limit": 199}
_SIZE = 24  # side of a simulated tile in pixels
_PER_KIND = 6000  # pixels per class used for learning
_FEWEST = 200  # classes with fewer pixels are skipped
_LEAST_REST = 1e-5


def simulated(simulator: Simulator, batches: int, level: str) -> tuple[DoubleArray, NDArray[np.int64]]:
    """Return log reflectance (n, F) on the grid, and the class (n,) that covers most of each pixel."""
    rng = np.random.default_rng((_SEEDS["learn"], LEVELS.index(level)))
    sensor = SimSensor("random", GRID_NM, np.full(len(GRID_NM), 10.0), (1.0, 30.0), LEVELS)
    logs, kinds = [], []
    for number in range(batches):
        view = simulator.view(rng, sensor, level=level)
        kind: Kind = "landscape" if number % 2 else "mixture"
        batch = simulator.render(rng, view, kind, tiles=1, height=_SIZE, width=_SIZE)
        seen = batch.valid[0]
        logs.append(np.log(np.maximum(batch.pixels[0][:, seen].T.astype(np.float64), 0) + NOVELTY_LOG_FLOOR))
        kinds.append(batch.fractions[0].argmax(axis=0)[seen])
    return np.concatenate(logs), np.concatenate(kinds)


def learn(logs: DoubleArray, kinds: NDArray[np.int64]) -> Kinds:
    """Return the distribution of each ground class; the limit is not yet set."""
    means, directions, rests = [], [], []
    rng = np.random.default_rng(_SEEDS["learn"])
    for kind in np.unique(kinds):
        mine = rng.permutation(np.flatnonzero(kinds == kind))[:_PER_KIND]
        if len(mine) < _FEWEST:
            continue
        mean = logs[mine].mean(axis=0)
        _, values, vectors = np.linalg.svd(logs[mine] - mean, full_matrices=False)
        scaled = vectors[:DIRECTIONS].T * values[:DIRECTIONS] / np.sqrt(len(mine))  # (F, r)
        means.append(mean)
        directions.append(scaled)
        rests.append(np.maximum((logs[mine] - mean).var(axis=0) - (scaled**2).sum(axis=1), _LEAST_REST))
    return Kinds(GRID_NM, np.stack(means), np.stack(directions), np.stack(rests), limit=1.0)


def distances(simulator: Simulator, kinds: Kinds, batches: int, level: str) -> NDArray[np.float32]:
    """Return the distances of pixels of other scenes in the bands of existing sensors."""
    rng = np.random.default_rng((_SEEDS["limit"], LEVELS.index(level)))
    found = []
    for number in range(batches):
        batch = simulator.batch(rng, "landscape" if number % 2 else "mixture", size=_SIZE)
        detector = Detector.of(kinds, Bands(batch.center_nm, batch.fwhm_nm))
        if detector is not None and batch.level == level:
            found.append(detector.distances(batch.pixels[0][:, batch.valid[0]]))
    return np.concatenate(found)


def run(args: argparse.Namespace) -> None:
    """Learn the distributions, find the limits and write the file."""
    from safetensors.numpy import save_file

    data = Path(args.data) if args.data else None
    arrays: dict[str, NDArray[np.float64]] = {"grid_nm": GRID_NM}
    for level in LEVELS:
        config = SimConfig(real_sensors=1.0, level_1=float(level == "L1"))
        simulator = Simulator(config, data)
        kinds = learn(*simulated(simulator, args.batches, level))
        away = distances(simulator, kinds, args.batches, level)
        kinds = replace(kinds, limit=float(np.quantile(away, KNOWN_SHARE)))
        log.info("%s: %d kinds, %d pixels held out, limit %.3f", level, len(kinds.mean), len(away), kinds.limit)
        arrays |= {
            f"{level} mean": kinds.mean, f"{level} directions": kinds.directions, f"{level} rest": kinds.rest,
            f"{level} limit": np.array([kinds.limit]),
        }  # fmt: skip
    facts = {
        "command": f"python training/make_resources/novelty.py --batches {args.batches}" + " --data DIR" * bool(data)
    }
    small = {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in arrays.items()}
    save_file(small, args.out, metadata=facts)
    log.info("wrote %s", args.out)


def main() -> int:
    """Run the command line; return 1 after a one-sentence message on a user error."""
    options = parser(__doc__)
    options.add_argument("--data", help="folder with speclib and physics, for additional spectra and noise models")
    options.add_argument("--out", default=str(FILE))
    options.add_argument("--batches", type=int, default=400, help="simulated scenes to learn from and to set limits")
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
