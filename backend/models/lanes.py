"""Streams for parallel runs in torch, each with pinned memory and values computed once per raster."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from ..common.arrays import FloatArray

PER_RASTER = ("conditions", "pixel_factor", "pixel_bias", "patch_u", "patch_v")
"""Parts of the land-cover networks whose results depend on the raster's bands alone."""
CARD_LANES = 3
"""Parallel runs on a graphics card: one sends, one computes, one fetches."""


class Lane:
    """Copies to and from a device, so that copies of one run overlap with the computation of another.

    On a graphics card a lane has its own stream, and arrays pass through pinned memory, which the card's copy engines
    read without the processor; only one thread uses a lane. On the processor nothing is copied.

    Args:
        place: "cpu" or "cuda".
        staged: use buffers on the processor too, as on a card; for tests.
    """

    def __init__(self, place: str, *, staged: bool = False) -> None:
        self._place = place
        self._staged = staged or place == "cuda"
        self._stream: Any = torch.cuda.Stream() if place == "cuda" else None  # type: ignore[no-untyped-call]
        self._buffers: dict[str, torch.Tensor] = {}

    def entered(self) -> contextlib.AbstractContextManager[Any]:
        """Return a context in which the device works on this lane's stream."""
        if self._stream is None:
            return contextlib.nullcontext()
        return torch.cuda.stream(self._stream)

    def send(self, name: str, values: FloatArray) -> torch.Tensor:
        """Return values on the device; they stay valid until the next call with the same ``name``."""
        host = torch.from_numpy(values)
        if not self._staged:
            return host
        buffer = self._buffer(name, host.numel())[: host.numel()].view(host.shape)
        buffer.copy_(host)
        return buffer.to(self._place, non_blocking=True)

    def fetch(self, values: Sequence[torch.Tensor]) -> list[FloatArray]:
        """Return tensors of the device as arrays, after all work on the lane has finished."""
        if not self._staged:
            return [value.float().numpy() for value in values]
        pinned = []
        for number, value in enumerate(values):
            buffer = self._buffer(f"out{number}", value.numel())[: value.numel()].view(value.shape)
            buffer.copy_(value.float(), non_blocking=True)
            pinned.append(buffer)
        if self._stream is not None:
            self._stream.synchronize()
        return [np.array(buffer.numpy()) for buffer in pinned]

    def _buffer(self, name: str, size: int) -> torch.Tensor:
        """Return a buffer of at least ``size`` numbers, kept for the next run."""
        found = self._buffers.get(name)
        if found is None or found.numel() < size:
            found = self._buffers[name] = torch.empty(size, pin_memory=self._place == "cuda")
        return found


class Remembered(nn.Module):
    """A part of a network that is computed once per raster: it returns the same result until :meth:`forget`."""

    def __init__(self, part: nn.Module) -> None:
        super().__init__()
        self.part = part
        self._known: Any = None

    def forward(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - of any part
        """Return the result of the first call."""
        if self._known is None:
            self._known = self.part(*args, **kwargs)
        return self._known

    def forget(self) -> None:
        """Compute again at the next call."""
        self._known = None


def remember(net: nn.Module) -> list[Remembered]:
    """Let a land-cover network compute once what depends on the raster alone; return these parts, to reset them."""
    found = []
    for name in PER_RASTER:
        part = getattr(net, name, None)
        if isinstance(part, nn.Module):
            found.append(Remembered(part))
            setattr(net, name, found[-1])
    return found
