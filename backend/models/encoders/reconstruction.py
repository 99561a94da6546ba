"""The loss of masked autoencoders: predicted against actual hidden pixels (Ji et al. 2026, section 3.5)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

CHARBONNIER_WEIGHT = 2.0
OWN_UNIT = 0.1
"""Error in reflectance at which the Charbonnier distance of our own mode changes from quadratic to linear.
The published unit of 1 suits radiance of up to 100; for reflectance it would hardly constrain the magnitude."""


@dataclass(frozen=True)
class ReconstructionLoss:
    """Both terms of the loss as scalars: the angle between spectra, and the weighted Charbonnier distance."""

    spectral: Tensor
    charbonnier: Tensor

    @property
    def total(self) -> Tensor:
        """The sum that training minimises."""
        return self.spectral + self.charbonnier


def reconstruction_loss(
    predicted: Tensor,
    target: Tensor,
    *,
    weight: Tensor | None = None,
    valid: Tensor | None = None,
    unit: float = 1.0,
) -> ReconstructionLoss:
    """Compare spectra.

    Args:
        predicted: (B, C, K, Q), Q pixels of K patches.
        target: as ``predicted``.
        weight: (B, C) weights of the bands, summing to 1; None for equal weights.
        valid: (B, K, Q) 1 for pixels that count; None for all.
        unit: unit of errors in the Charbonnier distance.

    Returns:
        mean(1 - cos) along the spectrum, and 2 mean(sqrt((a - b)^2 + 1) - 1) with values in ``unit``.
    """
    share = torch.full_like(predicted[:, :, :1, :1], 1.0 / predicted.shape[1])
    if weight is not None:
        share = weight[:, :, None, None]
    dot = (share * predicted * target).sum(dim=1)
    norms = ((share * predicted**2).sum(dim=1) * (share * target**2).sum(dim=1)).clamp(min=1e-16).sqrt()
    angle = 1.0 - dot / norms  # (B, K, Q)
    distance = (share * ((((predicted - target) / unit) ** 2 + 1.0).sqrt() - 1.0)).sum(dim=1)
    count = torch.ones_like(angle) if valid is None else valid
    scale = count.sum().clamp(min=1.0)
    return ReconstructionLoss((angle * count).sum() / scale, CHARBONNIER_WEIGHT * (distance * count).sum() / scale)


def gather_patches(patches: Tensor, index: Tensor) -> Tensor:
    """Select patches (B, C, N, Q) by index (B, K) -> (B, C, K, Q)."""
    wide = index[:, None, :, None].expand(-1, patches.shape[1], -1, patches.shape[3])
    return torch.gather(patches, 2, wide)


def visible_mean(patches: Tensor, valid: Tensor, visible: Tensor) -> Tensor:
    """Return the mean spectrum of a tile's visible valid pixels: (B, C, 1, 1).

    Args:
        patches: (B, C, N, Q).
        valid: (B, N, Q) 1 or 0.
        visible: (B, N) 1 for visible patches.
    """
    share = (valid * visible.unsqueeze(2)).unsqueeze(1)
    total = (patches * share).sum(dim=(2, 3), keepdim=True)
    return total / share.sum(dim=(2, 3), keepdim=True).clamp(min=1.0)


def distance_weighted(patches: Tensor, valid: Tensor, visible: Tensor, columns: int) -> Tensor:
    """Interpolate every patch's mean spectrum from the visible patches by inverse cubed distance: (B, C, N, 1).

    Args:
        patches: (B, C, N, Q).
        valid: (B, N, Q) 1 or 0.
        visible: (B, N) 1 for visible patches.
        columns: patches in a row of the grid.
    """
    count = valid.sum(dim=2)  # (B, N)
    means = (patches * valid.unsqueeze(1)).sum(dim=3) / count.clamp(min=1.0).unsqueeze(1)  # (B, C, N)
    number = torch.arange(patches.shape[2], device=patches.device)
    place = torch.stack([number // columns, number % columns], dim=1).to(patches.dtype)
    share = torch.cdist(place, place).clamp(min=1e-3) ** -3 * (visible * (count > 0)).unsqueeze(1)  # (B, N, N)
    share = share / share.sum(dim=2, keepdim=True).clamp(min=1e-9)
    return (means @ share.transpose(1, 2)).unsqueeze(3)
