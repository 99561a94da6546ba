"""Tiny shards and a tiny configuration, for runs of seconds."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from training.shards.files import Group, ShardWriter, StoredScene, write_index

CONFIG = """
[model]
kind = "specaware"
width = 32
depth = 2
heads = 2
patch = 4
rank = 4
band_width = 16
feature_blocks = [0, 1]
decoder_width = 16
decoder_depth = 1
decoder_heads = 2

[data]
seed = 5
held_out = 0.2
workers = 0

[optim]
ema = 0.9

[run]
amp = "off"
threads = 1
log_every = 2
save_every = 3
keep = 2
eval_every = 4
eval_batches = 1
picture_every = 0

[stage.small]
steps = 6
tile = 8
batch = 4
base_lr = 0.1
warmup = 2
band_drop = 0.3
views = [{ low_nm = 400, high_nm = 1650, bands = 12 }, { low_nm = 1250, high_nm = 2500, bands = 12 }]

[stage.large]
steps = 4
tile = 16
batch = 4
base_lr = 0.1
views = [{ low_nm = 400, high_nm = 2500, bands = 16 }]
"""
SPECTRALGPT = """
[model]
kind = "spectralgpt"
width = 32
depth = 2
heads = 2
patch = 4
size = 8
feature_blocks = [0, 1]
decoder_width = 16
decoder_depth = 1
decoder_heads = 2

[data]
workers = 0
held_out = 0.2

[run]
amp = "off"
log_every = 1
eval_every = 4
picture_every = 8

[stage.first]
steps = 4
tile = 8
batch = 4
mask_ratio = 0.9
resize = true
sensors = ["Sentinel-2"]

[stage.second]
steps = 4
tile = 12
batch = 4
mask_ratio = 0.9
resize = true
sensors = ["Sentinel-2"]
"""
SENSORS = {"EnMAP": 40, "AVIRIS-NG": 60, "Sentinel-2": 12}


def write_shards(root: Path, *, count: int = 12, side: int = 16, seed: int = 0) -> Path:
    """Write ``count`` smooth patches with a gradient and a few invalid pixels for each of three band sets."""
    rng = np.random.default_rng(seed)
    names = []
    for sensor, bands in SENSORS.items():
        group = Group(sensor, "L2", "reflectance", tuple(range(1, bands + 1)), (side, side), "float32")
        center = np.linspace(410.0, 2450.0, bands)
        scene = StoredScene(f"{sensor}.tif", tuple(center), (8.0,) * bands, (1.0,) * bands, gsd_m=30.0)
        writer = ShardWriter(root, group.key, group)
        rows, cols = np.mgrid[0:side, 0:side] / side
        for number in range(count):
            a, b, phase = rng.uniform(0.1, 0.5), rng.uniform(-0.8, 0.8), rng.uniform(0, 6)
            spectrum = a + 0.1 * np.sin(center / 300.0 + phase)
            cube = spectrum[:, None, None] * (1.0 + b * (rows + cols - 1.0)) + rng.normal(0, 0.005, (bands, side, side))
            valid = np.ones((side, side), dtype=bool)
            valid[: number % 3] = False
            writer.add((cube * valid).astype(np.float32), valid, scene, row=side * number, col=0)
        names.append(writer.close().name)
    write_index(root, names)
    return root


def write_config(folder: Path, text: str = CONFIG) -> Path:
    """Write a configuration; return its path."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def curve(out: Path) -> list[list[str]]:
    """Rows of a run's log without the columns of speed."""
    with (out / "log.csv").open(newline="", encoding="utf-8") as file:
        return [row[:-3] for row in csv.reader(file)]
