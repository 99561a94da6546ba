"""Scenes as tensors: flips and transposes, and a stream of scenes for a training loop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

UNNAMED = "other HSI sensors"


@dataclass(frozen=True)
class TrainingScene:
    """One scene as tensors, ready for :class:`backend.models.landcover.landcover_stem.LandCoverBase`."""

    pixels: Tensor
    valid: Tensor
    center_nm: Tensor
    fwhm_nm: Tensor
    weight: Tensor
    attributes: Tensor
    content: Tensor
    gsd_m: Tensor

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        """Return the network's arguments, in order."""
        bands = (self.center_nm, self.fwhm_nm, self.weight, self.attributes, self.content)
        return (self.pixels, self.valid, *bands, self.gsd_m)

    def to(self, device: torch.device) -> Self:
        """Return the scene on another device."""
        if device.type == "cpu":
            return self
        return replace(self, **{name: value.to(device, non_blocking=True) for name, value in vars(self).items()})


def orient(plane: NDArray[np.generic], turn: int) -> NDArray[np.generic]:
    """Flip rows (bit 0), flip columns (bit 1) and transpose (bit 2) the last two axes."""
    if turn & 1:
        plane = plane[..., ::-1, :]
    if turn & 2:
        plane = plane[..., ::-1]
    return plane.swapaxes(-1, -2) if turn & 4 else plane


Item = TypeVar("Item")


def stream(dataset: Dataset[Item], *, workers: int, start: int, stop: int) -> Iterator[Item]:
    """Yield the scenes of steps ``start`` to ``stop`` - 1, which worker processes prepare in advance."""
    loader = DataLoader(
        dataset,
        batch_size=None,
        sampler=range(start, stop),
        num_workers=workers,
        prefetch_factor=4 if workers else None,
        multiprocessing_context="spawn" if workers else None,
    )
    return iter(loader)
