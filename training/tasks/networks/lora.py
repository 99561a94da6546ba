"""Low-rank adaptation (Hu et al. 2022, arXiv 2106.09685): a frozen Linear plus a trained low-rank product."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from backend.common.errors import InputError


class LoraLinear(nn.Module):
    """``base(x) + (alpha / rank) x A^T B^T``; B is initially zero, so training starts from the unchanged model."""

    def __init__(self, base: nn.Linear, *, rank: int, alpha: float) -> None:
        """Wrap ``base`` and freeze its weights."""
        super().__init__()
        self.base = base.requires_grad_(False)
        self.scale = alpha / rank
        self.down = nn.Parameter(torch.empty(rank, base.in_features))
        self.up = nn.Parameter(torch.zeros(base.out_features, rank))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))  # the initialisation of nn.Linear

    def forward(self, x: Tensor) -> Tensor:
        """Map (..., in) -> (..., out)."""
        out: Tensor = self.base(x) + self.scale * ((x @ self.down.T) @ self.up.T)
        return out

    def merged(self) -> nn.Linear:
        """Return a single equivalent Linear."""
        with torch.no_grad():
            self.base.weight.add_(self.scale * (self.up @ self.down).to(self.base.weight.dtype))
        return self.base


def adapt(model: nn.Module, *, rank: int, alpha: float) -> int:
    """Wrap every Linear in the block lists of ``model``; return their number.

    Raises:
        InputError: the rank is not positive.
    """
    if rank < 1 or alpha <= 0:
        raise InputError("'optim.lora_rank' and 'optim.lora_alpha' must be positive; correct them.")
    found = [
        (part, name, child)
        for blocks in model.modules()
        if isinstance(blocks, nn.ModuleList)
        for part in blocks.modules()
        for name, child in part.named_children()
        if isinstance(child, nn.Linear)
    ]
    for part, name, child in found:
        setattr(part, name, LoraLinear(child, rank=rank, alpha=alpha))
    return len(found)


def merge(model: nn.Module) -> None:
    """Replace every adapted Linear of ``model`` by a plain Linear with the merged weights."""
    for part in list(model.modules()):
        for name, child in list(part.named_children()):
            if isinstance(child, LoraLinear):
                setattr(part, name, child.merged())
