"""Batches of pretraining: their content depends only on the shards, the seed and the step.

Every step draws from one group of shards, so a batch has a single sensor. Within an epoch, each patch is drawn once.
One generator, seeded by (seed, step), draws all random numbers of the whole batch, masks included, and each process
takes its share. The batches are therefore the same for any number of processes, and after a resume.
"""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from backend.common.arrays import IntArray
from backend.common.errors import InputError
from backend.models.batch import SpectralBatch
from backend.spectral.bands import UNKNOWN_GSD_M
from backend.spectral.inputs.attributes import attributes
from backend.spectral.normalise import quadrature_weights

from ..common.loop.parallel import split
from ..common.scenes import orient
from ..shards.files import ShardStore, StoredGroup, StoredScene
from .schedule import Schedule, Stage
from .views import Crop, covering, draw_crop, drop_bands, resample, spectral_window

REFLECTANCE_LIMITS = (-0.1, 2.5)  # the upper limit is that of configs/cleaning.toml


@dataclass(frozen=True)
class DataConfig:
    """Settings of the batches.

    Attributes:
        seed: seed of all random numbers.
        held_out: share of the patches that are never used for training.
        workers: processes that read in advance; 0 to read in the training process.
        units: "reflectance" for reflectance-like values, "physical" for radiance (the published models).
        limits: range that values are clipped to; None for -0.1 to 2.5 if reflectance-like, else for no clipping.
        unnamed: share of the batches whose sensor name is replaced by "other HSI sensors".
        multiple: number of which the sides of tiles are multiples.
    """

    seed: int = 0
    held_out: float = 0.02
    workers: int = 1
    units: str = "reflectance"
    limits: tuple[float, float] | None = None
    unnamed: float = 0.0
    multiple: int = 8

    @property
    def range(self) -> tuple[float, float]:
        """Return the smallest and largest value used in training."""
        if self.limits is not None:
            return self.limits
        return REFLECTANCE_LIMITS if self.units == "reflectance" else (-np.inf, np.inf)


@dataclass(frozen=True)
class ViewBatch:
    """One spectral view of a process's share of a batch, and the noise (B, tokens) that determines its masks."""

    spectra: SpectralBatch
    noise: Tensor

    def __len__(self) -> int:
        return len(self.noise)

    def part(self, part: slice) -> ViewBatch:
        """Return a slice of the samples."""
        taken = {f.name: getattr(self.spectra, f.name)[part] for f in fields(self.spectra)}
        return ViewBatch(SpectralBatch(**taken), self.noise[part])

    def to(self, device: torch.device) -> ViewBatch:
        """Return the view on another device."""
        if device.type == "cpu":
            return self
        moved = {f.name: getattr(self.spectra, f.name).to(device, non_blocking=True) for f in fields(self.spectra)}
        return ViewBatch(SpectralBatch(**moved), self.noise.to(device, non_blocking=True))


@dataclass(frozen=True)
class StepBatch:
    """All views of a process's share of one step, and the origins of its samples."""

    step: int
    group: str
    views: tuple[ViewBatch, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True)
class Tokens:
    """How a model divides tiles: side of a patch in pixels, and bands per token (0: a token holds all bands)."""

    patch: int
    bands: int = 0

    def count(self, bands: int, height: int, width: int) -> int:
        """Return the number of tokens of a tile."""
        grid = -(-height // self.patch) * -(-width // self.patch)
        return grid * (-(-bands // self.bands) if self.bands else 1)


@dataclass(frozen=True)
class ShardSample:
    """One tile as read: values (C, h, w), validity (h, w), and its metadata."""

    values: NDArray[np.generic]
    valid: NDArray[np.generic]
    scene: StoredScene
    gsd_m: float
    row: int
    col: int


class ShardStream(Dataset[StepBatch]):
    """Item ``step`` is the batch of that step; with ``held_out``, of patches that are never used for training."""

    def __init__(
        self, roots: Sequence[Path], schedule: Schedule, config: DataConfig, tokens: Tokens, *, rank: int = 0,
        world: int = 1, held_out: bool = False,
    ) -> None:  # fmt: skip
        """Open folders of shards.

        Raises:
            InputError: there are no shards, none suits a stage, or a batch cannot be divided among the processes.
        """
        if config.units not in ("reflectance", "physical"):
            raise InputError(f"'data.units' is '{config.units}'; use 'reflectance' or 'physical'.")
        self.roots, self.schedule, self.config, self.tokens = tuple(roots), schedule, config, tokens
        self.rank, self.world, self.held_out = rank, world, held_out
        store = ShardStore(*self.roots)
        self._plans = [self._plan(store, stage) for stage in schedule.stages]
        for stage in schedule.stages:
            split(stage.batch, world, rank)
        self._store: ShardStore | None = None
        self._epoch: tuple[tuple[int, int], list[tuple[int, IntArray]]] | None = None

    def _plan(self, store: ShardStore, stage: Stage) -> list[tuple[StoredGroup, IntArray]]:
        """Return the groups that a stage draws from, with the numbers of their patches."""
        chosen = []
        for group in store.groups:
            kind = group.group
            wanted = (not stage.sensors or kind.sensor in stage.sensors) and (
                not stage.levels or kind.level in stage.levels
            )
            numbers = self._side(group)
            if wanted and len(numbers) and min(kind.shape) >= self.config.multiple:
                chosen.append((group, numbers))
        if not chosen and not self.held_out:
            wanted_text = " ".join([*stage.sensors, *stage.levels]) or "any kind"
            raise InputError(
                f"Stage '{stage.name}' has no patches of {wanted_text} in {_listed(self.roots)}; build such shards."
            )
        return chosen

    def _side(self, group: StoredGroup) -> IntArray:
        """Return the numbers of the group's training or held-out patches; a hash of group and seed decides."""
        digest = hashlib.sha256(f"{group.group.key}|{self.config.seed}".encode()).digest()
        rng = np.random.default_rng(list(digest[:8]))
        out = rng.random(len(group)) < self.config.held_out
        return np.flatnonzero(out if self.held_out else ~out)

    def __len__(self) -> int:
        return self.schedule.steps

    def __getitem__(self, step: int) -> StepBatch:
        """Read the batch of a step."""
        if self._store is None:
            self._store = ShardStore(*self.roots)
        number, stage, inside = self.schedule.at(step)
        group, patches = self._draw(number, stage, inside)
        # 1: held-out batches never share a generator with batches of training
        rng = np.random.default_rng([self.config.seed, step, int(self.held_out)])
        return self._assemble(self._store, step, stage, group, patches, rng)

    @property
    def patches(self) -> int:
        """Return the number of patches that the stages draw from."""
        return len(
            {(group.root, group.group.key, int(n)) for plan in self._plans for group, numbers in plan for n in numbers}
        )

    def has_held_out(self, step: int) -> bool:
        """Return True if the stage of a step has held-out patches."""
        return bool(self._plans[self.schedule.at(step)[0]])

    def _draw(self, number: int, stage: Stage, inside: int) -> tuple[StoredGroup, IntArray]:
        """Return the group and patches of a step: no repetition within an epoch, batches in random order."""
        plan = self._plans[number]
        count = sum(-(-len(patches) // stage.batch) for _, patches in plan)
        epoch, at = divmod(inside, count)
        if self._epoch is None or self._epoch[0] != (number, epoch):
            rng = np.random.default_rng([self.config.seed, number, epoch, 2])
            batches = []
            for position, (_, patches) in enumerate(plan):
                order = rng.permutation(patches)
                order = np.resize(
                    order, -(-len(order) // stage.batch) * stage.batch
                )  # the last batch is filled with the first patches
                batches += [(position, chunk) for chunk in order.reshape(-1, stage.batch)]
            self._epoch = ((number, epoch), [batches[i] for i in rng.permutation(len(batches))])
        position, chosen = self._epoch[1][at]
        return plan[position][0], chosen

    def _assemble(
        self,
        store: ShardStore,
        step: int,
        stage: Stage,
        group: StoredGroup,
        patches: IntArray,
        rng: np.random.Generator,
    ) -> StepBatch:
        """Draw crops, views and masks for all samples; read the samples of this process."""
        shape = group.group.shape
        crops = [draw_crop(rng, shape, stage.tile, resize=stage.resize, multiple=self.config.multiple) for _ in patches]
        center_nm = np.asarray(store.scene(group, int(patches[0])).center_nm)
        bands = [drop_bands(rng, spectral_window(rng, center_nm, view), stage.band_drop) for view in stage.views]
        tile = crops[0].tile
        counts = [self.tokens.count(len(b), *tile) for b in bands]
        noise = [rng.random((len(patches), count), dtype=np.float32) for count in counts]
        sensor = group.group.sensor if rng.random() >= self.config.unnamed else None
        about = attributes(sensor, group.group.level)
        mine = np.arange(len(patches))[split(stage.batch, self.world, self.rank)]
        union = covering(bands)
        samples = [self._sample(store, group, int(patches[i]), crops[i], union) for i in mine]
        views = []
        for positions, drawn in zip(bands, noise, strict=True):
            within = np.searchsorted(union, positions)
            views.append(ViewBatch(_stack(samples, within, positions, about), torch.from_numpy(drawn[mine])))
        origins = tuple(f"{s.scene.source} row {s.row} column {s.col}" for s in samples)
        return StepBatch(step, group.group.key, tuple(views), origins)

    def _sample(self, store: ShardStore, group: StoredGroup, number: int, crop: Crop, bands: IntArray) -> ShardSample:
        scene, patch = store.scene(group, number), store.patch(group, number)
        values, valid = store.read(group, number, bands=bands, rows=crop.rows, cols=crop.cols)
        if self.config.units == "reflectance":
            values *= np.asarray(scene.gain, dtype=np.float32)[bands, None, None]
        values, valid = resample(np.clip(values, *self.config.range), valid, crop.tile)
        turned = np.ascontiguousarray(orient(values, crop.turn)), np.ascontiguousarray(orient(valid, crop.turn))
        gsd_m = (scene.gsd_m or UNKNOWN_GSD_M) * crop.zoom
        where = patch.row + crop.rows.start, patch.col + crop.cols.start
        return ShardSample(*turned, scene, gsd_m, *where)


def _stack(
    samples: list[ShardSample], within: IntArray, positions: IntArray, about: NDArray[np.float32]
) -> SpectralBatch:
    """Stack the samples' bands at ``within``; these are the scenes' bands at ``positions``."""
    center = np.stack([np.asarray(s.scene.center_nm, dtype=np.float64)[positions] for s in samples])
    fwhm = np.stack([np.asarray(s.scene.fwhm_nm, dtype=np.float64)[positions] for s in samples])
    weight = np.stack([quadrature_weights(c, f) for c, f in zip(center, fwhm, strict=True)])
    return SpectralBatch(
        pixels=torch.from_numpy(np.stack([s.values[within] for s in samples]).astype(np.float32)),
        center_nm=torch.from_numpy(center.astype(np.float32)),
        fwhm_nm=torch.from_numpy(fwhm.astype(np.float32)),
        gsd_m=torch.tensor([s.gsd_m for s in samples], dtype=torch.float32),
        attributes=torch.from_numpy(np.stack([about] * len(samples))),
        valid=torch.from_numpy(np.stack([s.valid for s in samples]).astype(np.float32)),
        weight=torch.from_numpy(weight.astype(np.float32)),
    )


def _listed(roots: Sequence[Path]) -> str:
    return " and ".join(f"'{root}'" for root in roots)


def _only(batches: list[StepBatch]) -> StepBatch:
    return batches[0]


def _attend(number: int) -> None:
    """Ignore Ctrl-C and SIGTERM in a worker; it ends with the training process."""
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)


def batches(stream: ShardStream, *, start: int, stop: int) -> Iterator[StepBatch]:
    """Yield the batches of steps ``start`` to ``stop`` - 1, which worker processes read in advance.

    Raises:
        InputError: a shard is missing or damaged.
    """
    workers = stream.config.workers
    loader = DataLoader(
        stream,
        batch_size=1,
        collate_fn=_only,
        sampler=range(start, stop),
        num_workers=workers,
        prefetch_factor=4 if workers else None,
        multiprocessing_context="spawn" if workers else None,
        worker_init_fn=_attend,
    )
    try:
        yield from loader
    except InputError as error:  # an error from a worker includes the worker's traceback
        raise InputError(str(error).strip().splitlines()[-1].split("InputError: ")[-1]) from None
