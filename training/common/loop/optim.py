"""Optimiser, learning-rate schedule and the running average of weights."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


def adamw(model: nn.Module, *, lr: float, weight_decay: float, betas: tuple[float, float]) -> torch.optim.AdamW:
    """AdamW with weight decay on matrices only; norms, biases and scalars do not decay."""
    matrices = [p for p in model.parameters() if p.requires_grad and p.ndim >= 2]
    rest = [p for p in model.parameters() if p.requires_grad and p.ndim < 2]
    groups = [{"params": matrices, "weight_decay": weight_decay}, {"params": rest, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr, betas=betas)


def learning_rate(step: int, *, steps: int, warmup: int, peak: float, floor: float = 0.01) -> float:
    """Linear warm-up to ``peak``, then a cosine decay to ``floor * peak`` at the last step."""
    if step < warmup:
        return peak * (step + 1) / warmup
    progress = min((step - warmup) / max(steps - warmup, 1), 1.0)
    return peak * (floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * progress)))


class WeightAverage:
    """Running average of a model's state.

    With ``decay``: an exponential moving average (EMA); the decay grows during the first steps to correct the bias.
    With ``share``: an average over about that share of the steps so far, so no decay needs tuning (Karras et al. 2024,
    arXiv 2312.02696).
    """

    def __init__(self, model: nn.Module, *, decay: float = 0.0, share: float = 0.0) -> None:
        self.decay, self.share = decay, share
        self.state: dict[str, Tensor] = {k: v.detach().clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module, step: int) -> None:
        """Move the average towards the model; the rate is higher in early steps."""
        if self.share:
            decay = 1.0 - 1.0 / max(self.share * (1 + step), 1.0)
        else:
            decay = min(self.decay, (1 + step) / (10 + step))
        for key, value in model.state_dict().items():
            if value.is_floating_point():
                self.state[key].lerp_(value, 1 - decay)
            else:
                self.state[key].copy_(value)
