"""Hardware utilisation: the FLOP/s of a training step relative to those of a large matrix product."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

import torch

TRAINING_PER_FORWARD = 3.0
"""FLOPs of a training step relative to its forward pass: the backward pass takes two products for each one."""
PROBE_SIDE = 1024
"""Side of the square matrices whose product measures the peak; large enough for full speed on most hardware."""


def peak_flops(device: torch.device, dtype: torch.dtype, *, seconds: float = 0.2) -> float:
    """Return the highest FLOP/s of several products of square matrices, in the data type of the training."""
    side = PROBE_SIDE if device.type == "cpu" else 8 * PROBE_SIDE
    a, b = (torch.randn(side, side, device=device).to(dtype) for _ in range(2))
    best, end = float("inf"), time.monotonic() + seconds
    while True:
        _wait(device)
        begin = time.perf_counter()
        torch.mm(a, b)
        _wait(device)
        best = min(best, time.perf_counter() - begin)
        if time.monotonic() > end:
            return 2.0 * side**3 / best


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


class FlopCounter:
    """Counts the FLOPs of a forward pass once for each kind of batch, and caches the number."""

    def __init__(self) -> None:
        self._known: dict[Hashable, float] = {}

    def forward(self, kind: Hashable, run: Callable[[], object]) -> float:
        """Return the FLOPs of ``run``, which is called only if this ``kind`` of batch is new.

        Attention counts as its two matrix products; pointwise operations are not counted, as is usual.
        """
        if kind not in self._known:
            from torch.nn.attention import SDPBackend, sdpa_kernel
            from torch.utils.flop_counter import FlopCounterMode

            with torch.no_grad(), sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
                run()
            self._known[kind] = float(counter.get_total_flops())
        return self._known[kind]
