"""Streams of simulated scenes for training; the batch of a step depends only on the seed and the step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from backend.spectral.inputs.attributes import attributes
from backend.spectral.inputs.content import content_quantiles
from backend.spectral.normalise import quadrature_weights

from ..common.scenes import UNNAMED, TrainingScene, orient
from ..simulate import CLASSES, SimBatch, SimConfig, Simulator
from ..simulate.scene import Kind

# Output classes of the bundled model and the simulator's classes that each combines: roofs and pavements are merged.
MERGED: dict[str, tuple[str, ...]] = {
    "built_up": ("roof", "pavement"),
    "low_vegetation": ("low_vegetation",),
    "tree": ("tree",),
    "bare_soil": ("bare_soil",),
    "dry_vegetation": ("dry_vegetation",),
    "water": ("water",),
    "snow": ("snow",),
    "burned": ("burned",),
    "cloud": ("cloud",),
    "cloud_shadow": ("cloud_shadow",),
}
SHADOW = list(MERGED).index("cloud_shadow")


@dataclass(frozen=True)
class StreamConfig:
    """Contents of one training step: scenes of ``tiles`` tiles of ``size`` x ``size`` pixels.

    Attributes:
        seed: seed of all random draws.
        landscapes: new landscapes per step.
        mixtures: new scenes of independent mixtures per step.
        replayed: scenes of earlier steps that are reused, reoriented, because simulating costs more than training.
        memory: number of earlier steps from which scenes are reused.
        unnamed_share: share of the scenes whose sensor name is replaced by "other HSI sensors".
        content_drop: share of the scenes whose content statistics are hidden.
        workers: processes that simulate ahead; 0 simulates in the training process.
    """

    seed: int = 0
    landscapes: int = 1
    mixtures: int = 1
    replayed: int = 0
    memory: int = 150
    tiles: int = 4
    size: int = 32
    unnamed_share: float = 0.5
    content_drop: float = 0.3
    workers: int = 1


@dataclass(frozen=True)
class SimulatedScene(TrainingScene):
    """A simulated scene with its true cover.

    ``fractions`` (B, K, H, W) are for the classes of the model, ``kinds`` (B, 11, H, W) for those of the simulator.
    """

    fractions: Tensor
    kinds: Tensor


def merge_matrix() -> np.ndarray:
    """(K, 11) matrix of zeros and ones that sums simulator classes into output classes."""
    return np.array([[float(c in members) for c in CLASSES] for members in MERGED.values()], dtype=np.float32)


def to_sample(batch: SimBatch, rng: np.random.Generator, config: StreamConfig) -> SimulatedScene:
    """Convert a simulated batch to tensors; sensor name and content are hidden at random, so both stay optional."""
    name = UNNAMED if rng.random() < config.unnamed_share else batch.sensor_name
    seen = batch.pixels.transpose(1, 0, 2, 3)[:, batch.valid]
    if seen.shape[1] > 4096:
        seen = seen[:, rng.choice(seen.shape[1], 4096, replace=False)]
    content = content_quantiles(seen)
    if rng.random() < config.content_drop:
        content = np.zeros_like(content)
    fractions = np.einsum("kc,bchw->bkhw", merge_matrix(), batch.fractions)
    return SimulatedScene(
        pixels=torch.from_numpy(batch.pixels),
        valid=torch.from_numpy(batch.valid.astype(np.float32)),
        center_nm=torch.from_numpy(batch.center_nm.astype(np.float32)),
        fwhm_nm=torch.from_numpy(batch.fwhm_nm.astype(np.float32)),
        weight=torch.from_numpy(quadrature_weights(batch.center_nm, batch.fwhm_nm).astype(np.float32)),
        attributes=torch.from_numpy(attributes(name, batch.level)),
        content=torch.from_numpy(content),
        gsd_m=torch.tensor(float(batch.gsd_m)),
        fractions=torch.from_numpy(fractions),
        kinds=torch.from_numpy(batch.fractions),
    )


def turned(sample: SimulatedScene, turn: int) -> SimulatedScene:
    """Return a copy of a scene in one of its eight orientations (0: unchanged); it shares no memory with the scene."""
    spatial = ("pixels", "valid", "fractions", "kinds")
    parts = {name: torch.from_numpy(orient(getattr(sample, name).numpy(), turn).copy()) for name in spatial}
    others = {name: value.clone() for name, value in vars(sample).items() if name not in spatial}
    return SimulatedScene(**parts, **others)


class SimulatedScenes(Dataset[list[SimulatedScene]]):
    """Item ``step`` is the list of scenes of that step, identical for the same seed on any worker."""

    def __init__(self, config: StreamConfig, simulation: SimConfig, data_dir: Path | None) -> None:
        self.config, self.simulation, self.data_dir = config, simulation, data_dir
        self._simulator: Simulator | None = None
        self._recent: dict[int, list[SimulatedScene]] = {}

    def __getitem__(self, step: int) -> list[SimulatedScene]:
        """Return the new scenes of a step, then reused ones of earlier steps.

        All scenes are copies: a background thread of a loader process moves returned scenes to shared memory, and a
        scene that is kept for reuse must not be moved while it is read.
        """
        scenes = [turned(scene, 0) for scene in self._new(step)]
        rng = np.random.default_rng([self.config.seed, step, 1])
        for _ in range(self.config.replayed if step else 0):
            earlier = self._new(int(rng.integers(max(0, step - self.config.memory), step)))
            scenes.append(turned(earlier[int(rng.integers(len(earlier)))], int(rng.integers(8))))
        return scenes

    def __getstate__(self) -> dict[str, object]:
        """Exclude the simulator and the kept scenes: each worker reads the library itself."""
        return {**vars(self), "_simulator": None, "_recent": {}}

    def _new(self, step: int) -> list[SimulatedScene]:
        """Return the scenes simulated for a step; they are kept as long as they may be reused."""
        if step in self._recent:
            return self._recent[step]
        if self._simulator is None:
            self._simulator = Simulator(self.simulation, self.data_dir)
        rng = np.random.default_rng([self.config.seed, step])
        landscapes: list[Kind] = ["landscape"] * self.config.landscapes
        mixtures: list[Kind] = ["mixture"] * self.config.mixtures
        scenes = []
        for kind in landscapes + mixtures:
            batch = self._simulator.batch(rng, kind=kind, tiles=self.config.tiles, size=self.config.size)
            scenes.append(to_sample(batch, rng, self.config))
        if self.config.replayed:
            self._recent = {k: v for k, v in self._recent.items() if k > step - self.config.memory} | {step: scenes}
        return scenes
