"""Losses of dense land-cover training."""

from __future__ import annotations

import torch
from torch import Tensor


def soft_cross_entropy(logits: Tensor, fractions: Tensor, valid: Tensor) -> Tensor:
    """Cross-entropy against cover fractions, averaged over valid pixels.

    Args:
        logits: (B, K, H, W) class scores.
        fractions: (B, K, H, W) cover fractions that sum to one over K.
        valid: (B, H, W) 1 where the pixel counts.

    Returns:
        Scalar; its minimum is the entropy of the fractions, reached where softmax(logits) equals them.
    """
    per_pixel = -(fractions * torch.log_softmax(logits.float(), dim=1)).sum(1)
    return (per_pixel * valid).sum() / valid.sum().clamp(min=1)
