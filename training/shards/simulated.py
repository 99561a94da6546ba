"""Shards of simulated scenes, for pretraining without flight lines."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..simulate import SimBatch, Simulator
from ..simulate.sensors import named_sensor
from .cleaning import load_table
from .files import INDEX, Group, ShardWriter, StoredScene, write_index, write_json

log = logging.getLogger("training.shards.simulated")

SETTINGS = "simulated.json"


@dataclass(frozen=True)
class SimulatedConfig:
    """Settings of the simulation.

    Attributes:
        seed: seed of all random numbers.
        scenes: scenes per sensor; each has its own viewing geometry, illumination and location.
        tiles: tiles per scene.
        side: side of the tiles in pixels.
        sensors: sensors with a table in resources/sensors.
        level_1: share of scenes with at-sensor instead of surface reflectance.
    """

    seed: int = 0
    scenes: int = 16
    tiles: int = 4
    side: int = 64
    sensors: tuple[str, ...] = ("AVIRIS-Classic", "AVIRIS-NG", "AVIRIS-3", "EnMAP", "PRISMA", "Sentinel-2")
    level_1: float = 0.25


def make_simulated_shards(root: Path, config: SimulatedConfig, *, data_dir: Path | None = None) -> None:
    """Write shards to ``root``, unless it contains shards already.

    Raises:
        SpecAwareError: the spectral libraries are missing, a sensor is unknown, or the disk is full.
    """
    from tqdm import tqdm

    if (root / INDEX).exists():
        return
    log.info(
        "no shards were given: simulating %d tiles in '%s'", len(config.sensors) * config.scenes * config.tiles, root
    )
    simulator = Simulator(data_dir=data_dir)
    table = load_table()
    writers: dict[Group, ShardWriter] = {}
    for number in tqdm(range(config.scenes * len(config.sensors)), unit="scene", disable=None):
        rng = np.random.default_rng([config.seed, number])
        sensor = named_sensor(config.sensors[number % len(config.sensors)])
        level = "L1" if rng.random() < config.level_1 else "L2"
        count = len(sensor.center_nm)
        bad = table.find(sensor=sensor.name, level=level, quantity="reflectance", bands=count).bad_bands
        kept = [i for i in range(count) if i + 1 not in bad]
        sensor = sensor.take(np.array(kept))
        view = simulator.view(rng, sensor, level=level)
        batch = simulator.render(rng, view, "landscape", tiles=config.tiles, height=config.side, width=config.side)
        group = Group(sensor.name, level, "reflectance", tuple(i + 1 for i in kept), (config.side,) * 2)
        if group not in writers:
            writers[group] = ShardWriter(root, group.key, group)
        _add(writers[group], batch, f"simulated scene {number}")
    names = [writer.close().name for writer in writers.values()]
    write_json(root / SETTINGS, {"seed": config.seed, "scenes": config.scenes, "side": config.side})
    write_index(root, names)


def _add(writer: ShardWriter, batch: SimBatch, name: str) -> None:
    """Append the tiles of a simulated scene."""
    center, fwhm = (tuple(round(float(v), 3) for v in values) for values in (batch.center_nm, batch.fwhm_nm))
    scene = StoredScene(name, center, fwhm, (1.0,) * len(center), gsd_m=round(batch.gsd_m, 2))
    for tile, (pixels, valid) in enumerate(zip(batch.pixels, batch.valid, strict=True)):
        writer.add(pixels, valid, scene, row=0, col=tile * pixels.shape[-1])
