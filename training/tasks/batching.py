"""Make the batches of a step from patches: crop, rotate, scale brightness, and group what can share a forward pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from backend.common.arrays import FloatArray
from backend.imported.table import fill_cell
from backend.spectral.inputs.attributes import attributes
from backend.spectral.inputs.content import content_quantiles
from backend.spectral.normalise import quadrature_weights
from training.common.loop.parallel import split
from training.common.scenes import UNNAMED, TrainingScene, orient

from .data.patches import OF_PIXELS, LabelledPatches, Patch, Task
from .networks.task_networks import CONTENT, TaskNetwork
from .plan import Plan

NO_LABEL = -1
"""Value for unlabelled pixels in targets."""
_CONTENT_PX = 16384  # most pixels of a patch that its quantiles are computed from, as for the sample of a raster
_TURNS = 8
_LARGEST = 3.0  # reflectance; larger values are clipped, as in the networks


@dataclass(frozen=True)
class Reads:
    """How the patches of a source become the inputs of a network.

    Attributes:
        multiple: sides of tiles are padded to multiples of this many pixels.
        window: side in pixels of the only tiles that the network takes; 0 for any.
        reads_content: whether the network reads quantiles of the raster.
        range_nm: range of the bands that are used.
        bands_nm: centres of the only bands that the network takes; None for any.
        task: task of the source.
        classes: number of classes.
    """

    multiple: int
    window: int
    reads_content: bool
    range_nm: tuple[float, float]
    bands_nm: tuple[float, ...] | None
    task: Task
    classes: int

    @staticmethod
    def of(model: TaskNetwork, classes: int) -> Reads:
        """Return the properties of a network, which can be sent to worker processes without its weights."""
        return Reads(
            model.multiple, model.window, model.reads_content, model.range_nm, model.bands_nm, model.task, classes
        )

    @property
    def of_pixels(self) -> bool:
        """True if every pixel has its own label."""
        return self.task in OF_PIXELS

    def bands(self, patch: Patch) -> tuple[int, ...]:
        """Return the positions of the bands to read; errors as for :meth:`TaskNetwork.chosen_bands`."""
        return TaskNetwork.chosen_bands(self, patch.table)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Labelled(TrainingScene):
    """Patches with the same bands, and their labels.

    ``target``: (B, H, W) int64 positions of classes, :data:`NO_LABEL` for unlabelled pixels; or (B, K) float32 shares.
    ``later``: the same patches on later dates, which may have other bands. ``days``: (T,) dates of a stack in days,
    else None.
    """

    target: Tensor
    later: tuple[TrainingScene, ...] = ()
    days: Tensor | None = None

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        """Return the network's arguments, date by date, then the dates of a stack."""
        dates = sum((date.inputs for date in self.later), super().inputs)
        return dates if self.days is None else (*dates, self.days)

    def to(self, device: torch.device) -> Labelled:
        """Return the batch on another device."""
        moved = {
            name: value.to(device, non_blocking=True) for name, value in vars(self).items() if torch.is_tensor(value)
        }
        return replace(self, **moved, later=tuple(date.to(device) for date in self.later))

    def part(self, first: int, end: int) -> Labelled:
        """Return the patches ``first`` to ``end`` - 1."""
        later = tuple(replace(d, pixels=d.pixels[first:end], valid=d.valid[first:end]) for d in self.later)
        own = {name: getattr(self, name)[first:end] for name in ("pixels", "valid", "target")}
        return replace(self, **own, later=later)

    @property
    def labels(self) -> int:
        """Return the number of labels that the loss is summed over."""
        return int((self.target >= 0).sum()) if self.target.ndim == 3 else len(self.target)


@dataclass(frozen=True)
class _View:
    """One patch, prepared for a step."""

    patch: Patch
    bands: tuple[int, ...]
    pixels: FloatArray
    valid: NDArray[np.float32]
    target: NDArray[np.int64] | NDArray[np.float32]
    content: FloatArray
    later: tuple[_View, ...] = ()


class Cache:
    """Patches of a source, cached in memory up to a limit."""

    def __init__(self, source: LabelledPatches, memory_mb: int) -> None:
        self.source = source
        self._left = memory_mb * 2**20
        self._kept: dict[int, Patch] = {}

    def __len__(self) -> int:
        return len(self.source)

    def __getitem__(self, index: int) -> Patch:
        found = self._kept.get(index)
        if found is None:
            found = self.source[index]
            size = sum(date.pixels.nbytes + date.valid.nbytes for date in (found, *found.later))
            if size <= self._left:
                self._left -= size
                self._kept[index] = found
        return found


class Steps(Dataset[list[Labelled]]):
    """Item ``step`` is this process's share of the step's patches, as groups; it depends only on step and seed."""

    def __init__(self, source: LabelledPatches, reads: Reads, plan: Plan, *, rank: int = 0, world: int = 1) -> None:
        """Prepare the steps of a :class:`Plan` for process ``rank`` of ``world`` processes."""
        self.plan, self.reads, self._cache = plan, reads, Cache(source, plan.data.memory_mb)
        self._share = split(plan.optim.batch, world, rank)

    def __getitem__(self, step: int) -> list[Labelled]:
        """Return the groups of a step.

        Raises:
            InputError: a patch cannot be read.
            SensorError: the network cannot use the bands of a patch.
        """
        seed, batch = self.plan.data.seed, self.plan.optim.batch
        chosen = self._order(step * batch, batch)[self._share]
        patches = [self._cache[int(index)] for index in chosen]
        dates = max((1 + len(patch.later) for patch in patches), default=1)
        # One factor per step and date, so that patches of one raster can share a forward pass.
        gain = np.exp(np.random.default_rng([seed, step, 3]).normal(0.0, self.plan.data.gain, dates)).tolist()
        views = [
            self._view(patch, np.random.default_rng([seed, step, place]), gain)
            for place, patch in enumerate(patches, start=self._share.start)
        ]
        groups = grouped(views, self.reads, drop_name=np.random.default_rng([seed, step, 9]).random() < 0.1)
        optim = self.plan.optim
        if self.reads.of_pixels or not (optim.mixup or optim.cutmix):
            return groups
        return [mixed(group, np.random.default_rng([seed, step, 5, i]), self.plan) for i, group in enumerate(groups)]

    def _order(self, first: int, count: int) -> NDArray[np.int64]:
        """Return ``count`` patches from position ``first`` of an endless sequence of shuffled epochs."""
        size = len(self._cache)
        rounds = range(first // size, (first + count - 1) // size + 1)
        order = [np.random.default_rng([self.plan.data.seed, 77, r]).permutation(size) for r in rounds]
        start = first - rounds[0] * size
        return np.concatenate(order)[start : start + count].astype(np.int64)

    def _view(self, patch: Patch, rng: np.random.Generator, gains: Sequence[float]) -> _View:
        data = self.plan.data
        side = min(data.tile, self.reads.window or data.tile)
        window = _crop(patch, side, rng) if self.reads.of_pixels else _scene_crop(patch, self.reads, rng)
        turn = int(rng.integers(_TURNS)) if data.turn else 0
        return _dated(patch, self.reads, window, turn=turn, gains=gains)


def _crop(patch: Patch, side: int, rng: np.random.Generator) -> tuple[slice, slice]:
    """Return a window of at most ``side`` pixels that contains a label, if the patch has one."""
    mask = patch.mask if patch.mask is not None else np.zeros(patch.valid.shape, np.uint8)
    labelled = np.flatnonzero((mask > 0) & patch.valid)
    if patch.later and patch.mask is not None:  # changes are rare: half of the crops contain one
        changed = np.flatnonzero((mask > 1) & patch.valid)
        labelled = changed if changed.size and rng.random() < 0.5 else labelled
    middle = int(rng.choice(labelled)) if labelled.size else int(rng.integers(mask.size))
    window = []
    for place, extent in zip(np.unravel_index(middle, mask.shape), mask.shape, strict=True):
        length = min(side, extent)
        start = int(np.clip(int(place) - int(rng.integers(length)), 0, extent - length))
        window.append(slice(start, start + length))
    return window[0], window[1]


def _scene_crop(patch: Patch, reads: Reads, rng: np.random.Generator | None) -> tuple[slice, slice]:
    """Return the whole patch; of one larger than the network's tile, a window at random, else in the middle."""
    window = []
    for extent in patch.valid.shape:
        length = min(extent, reads.window or extent)
        start = int(rng.integers(extent - length + 1)) if rng is not None else (extent - length) // 2
        window.append(slice(start, start + length))
    return window[0], window[1]


def _dated(
    patch: Patch, reads: Reads, window: tuple[slice, slice], *, turn: int = 0, gains: Sequence[float] = (1.0,)
) -> _View:
    """Crop and rotate all dates of a patch alike; multiply each date by its own brightness factor."""
    first, *others = (*gains, *[1.0] * len(patch.later))[: 1 + len(patch.later)]
    later = tuple(
        _viewed(date, reads, window, turn=turn, gain=gain) for date, gain in zip(patch.later, others, strict=True)
    )
    return replace(_viewed(patch, reads, window, turn=turn, gain=first), later=later)


def _viewed(patch: Patch, reads: Reads, window: tuple[slice, slice], *, turn: int = 0, gain: float = 1.0) -> _View:
    """Crop, rotate and scale a patch; mirror it to sides that the network takes, without labels in the padding."""
    bands = reads.bands(patch)
    whole = patch.pixels if len(bands) == len(patch.pixels) else patch.pixels[list(bands)]
    content = patch.content[list(bands)] if patch.content is not None else _content(whole, patch.valid, reads)
    valid = orient(patch.valid[window], turn)
    pixels = np.where(valid, orient(whole[(slice(None), *window)], turn), 0.0) * np.float32(gain)
    margin = [(0, -n % reads.multiple) for n in valid.shape]
    size = reads.window if reads.window and not reads.of_pixels else 0
    planes = np.concatenate([pixels, valid[None]]).astype(np.float32)  # (C + 1, h, w): the last plane is validity
    planes = fill_cell(planes, size) if size else np.pad(planes, [(0, 0), *margin], mode="symmetric")
    target: NDArray[np.int64] | NDArray[np.float32]
    if reads.of_pixels:
        mask = patch.mask if patch.mask is not None else np.zeros(patch.valid.shape, np.uint8)
        labels = np.where(valid, orient(mask[window], turn), 0).astype(np.int64) - 1
        target = np.pad(labels, margin, constant_values=NO_LABEL)
    else:
        target = np.zeros(reads.classes, dtype=np.float32)
        target[list(patch.labels)] = 1.0
    bounded = np.clip(np.nan_to_num(planes[:-1]), -0.1, _LARGEST)
    return _View(patch, bands, bounded, planes[-1], target, content + np.float32(np.log(gain)))


def _content(pixels: FloatArray, valid: NDArray[np.bool_], reads: Reads) -> FloatArray:
    """Return quantiles (C, Q) of a patch that is a whole raster; zeros if the network does not read them."""
    if not reads.reads_content or not valid.any():
        return np.zeros((len(pixels), CONTENT), dtype=np.float32)
    seen = pixels[:, valid]
    if seen.shape[1] > _CONTENT_PX:
        seen = seen[:, np.random.default_rng(0).choice(seen.shape[1], _CONTENT_PX, replace=False)]
    return content_quantiles(np.nan_to_num(seen), count=CONTENT)


def _key(view: _View, reads: Reads) -> tuple[object, ...]:
    table, bands = view.patch.table, view.bands
    spectral = table.bands.center_nm[list(bands)].tobytes() + table.bands.fwhm_nm[list(bands)].tobytes()
    own = view.content.tobytes() if reads.reads_content else b""
    later = tuple(_key(date, reads) for date in view.later)
    return spectral, own, table.sensor, table.level, table.gsd_m, view.pixels.shape, later, _days(view, reads.task)


def grouped(views: Sequence[_View], reads: Reads, *, drop_name: bool = False) -> list[Labelled]:
    """Return the views as few batches; ``drop_name`` hides the sensor's name, so that the model does not need it."""
    groups: dict[tuple[object, ...], list[_View]] = {}
    for view in views:
        groups.setdefault(_key(view, reads), []).append(view)
    return [_stacked(members, task=reads.task, drop_name=drop_name) for members in groups.values()]


def _stacked(views: Sequence[_View], *, task: Task, drop_name: bool) -> Labelled:
    later = tuple(_scene([view.later[i] for view in views], drop_name=drop_name) for i in range(len(views[0].later)))
    scene = _scene(views, drop_name=drop_name)
    target = torch.from_numpy(np.stack([view.target for view in views]))
    days = torch.tensor(stack, dtype=torch.float32) if (stack := _days(views[0], task)) else None
    return Labelled(**vars(scene), target=target, later=later, days=days)


def _days(view: _View, task: Task) -> tuple[float, ...]:
    """Return the dates of a stack in days; none for a pair of dates and for a single date."""
    return () if task == "change" or not view.later else (view.patch.day, *(date.patch.day for date in view.later))


def _scene(views: Sequence[_View], *, drop_name: bool) -> TrainingScene:
    first = views[0]
    table, bands = first.patch.table, list(first.bands)
    center, fwhm = table.bands.center_nm[bands], table.bands.fwhm_nm[bands]
    name = UNNAMED if drop_name else table.sensor or UNNAMED
    return TrainingScene(
        pixels=torch.from_numpy(np.stack([view.pixels for view in views])),
        valid=torch.from_numpy(np.stack([view.valid for view in views])),
        center_nm=torch.from_numpy(center.astype(np.float32)),
        fwhm_nm=torch.from_numpy(fwhm.astype(np.float32)),
        weight=torch.from_numpy(quadrature_weights(center, fwhm).astype(np.float32)),
        attributes=torch.from_numpy(attributes(name, table.level)),
        content=torch.from_numpy(first.content),
        gsd_m=torch.tensor(float(table.gsd_m)),
    )


def mixed(group: Labelled, rng: np.random.Generator, plan: Plan) -> Labelled:
    """Mix scenes of a group with each other: whole images, or a rectangle of one in the other (as timm does)."""
    optim, count = plan.optim, len(group.target)
    if count < 2:
        return group
    cuts = optim.cutmix > 0 and (optim.mixup <= 0 or rng.random() < 0.5)
    spread = optim.cutmix if cuts else optim.mixup
    share = float(rng.beta(spread, spread))
    other = torch.from_numpy(rng.permutation(count))
    pixels = group.pixels
    if cuts:
        height, width = pixels.shape[2:]
        rows, cols = (max(1, round(n * (1 - share) ** 0.5)) for n in (height, width))
        row, col = int(rng.integers(height - rows + 1)), int(rng.integers(width - cols + 1))
        pixels = pixels.clone()
        pixels[:, :, row : row + rows, col : col + cols] = group.pixels[other, :, row : row + rows, col : col + cols]
        share = 1 - rows * cols / (height * width)
    else:
        pixels = share * pixels + (1 - share) * pixels[other]
    return replace(group, pixels=pixels, target=share * group.target + (1 - share) * group.target[other])


def whole_patches(source: LabelledPatches, reads: Reads, *, side: int) -> Iterator[Labelled]:
    """Yield every patch once, without augmentation; large ones of a dense task in windows of ``side`` pixels."""
    for index in range(len(source)):
        patch = source[index]
        if not reads.of_pixels:
            yield from grouped([_dated(patch, reads, _scene_crop(patch, reads, None))], reads)
            continue
        side_px = reads.window or side
        height, width = patch.valid.shape
        for row in range(0, height, side_px):
            for col in range(0, width, side_px):
                window = slice(row, min(row + side_px, height)), slice(col, min(col + side_px, width))
                yield from grouped([_dated(patch, reads, window)], reads)
