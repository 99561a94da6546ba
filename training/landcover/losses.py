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


SHADE_SHARE = 0.6
"""Weight of a shadow where it is the dominant class; the rest goes to the ground beneath it."""


def dominant(fractions: Tensor, shadow: int | None = None) -> Tensor:
    """Return 1 at the class with the largest fraction and 0 elsewhere: (B, K, H, W) -> (B, K, H, W).

    Where the dominant class is ``shadow``, it shares the 1 with the largest other class: shaded ground is still ground,
    and surfaces that are only dark, especially water, must not become shadow.
    """
    first = fractions.argmax(1, keepdim=True)
    out = torch.zeros_like(fractions).scatter_(1, first, 1.0)
    if shadow is None:
        return out
    ground = fractions.clone()
    ground[:, shadow] = -1.0
    under = torch.zeros_like(fractions).scatter_(1, ground.argmax(1, keepdim=True), 1.0)
    return torch.where(first == shadow, SHADE_SHARE * out + (1.0 - SHADE_SHARE) * under, out)


def land_cover_loss(
    scores: tuple[Tensor, Tensor], fractions: Tensor, valid: Tensor, *, share: float, shadow: int | None = None
) -> Tensor:
    """Return a weighted sum of two cross-entropies: for the dominant class and for the cover fractions.

    Args:
        scores: two (B, K, H, W) tensors: for the dominant class and for the fractions.
        fractions: (B, K, H, W) cover fractions that sum to one over K.
        valid: (B, H, W) 1 where the pixel counts.
        share: weight of the dominant class, 0 to 1; the fractions have the rest.
        shadow: index of the class that shares its pixels with the ground, see :func:`dominant`.
    """
    by_class, by_cover = scores
    loss = (1.0 - share) * soft_cross_entropy(by_cover, fractions, valid)
    return loss + share * soft_cross_entropy(by_class, dominant(fractions, shadow), valid) if share else loss


def grouped_cross_entropy(logits: Tensor, allowed: Tensor, counts: Tensor) -> Tensor:
    """Cross-entropy against labels that may stand for several classes, any of which is correct.

    Args:
        logits: (B, K, H, W) class scores.
        allowed: (B, K, H, W) 1 for each correct class, at least one per pixel.
        counts: (B, H, W) weight of each pixel, 0 where there is no label.

    Returns:
        Scalar: weighted mean of -log of the summed probability of the correct classes.
    """
    scores = logits.float()
    right = torch.logsumexp(scores.masked_fill(allowed == 0, float("-inf")), dim=1)
    per_pixel = torch.logsumexp(scores, dim=1) - right
    return (per_pixel * counts).sum() / counts.sum().clamp(min=1e-6)
