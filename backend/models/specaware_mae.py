"""SpecAware's masked autoencoder: predict the pixels of hidden patches (Ji et al. 2026, section 3.5)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .batch import SpectralBatch
from .hyper_embedding import to_patches
from .hyper_linear import HyperLinear
from .masking import Masking, fill_masked
from .specaware import SpecAwareConfig, SpecAwareEncoder
from .vit import Block, gsd_position_code, initialise

CHARBONNIER_WEIGHT = 2.0
OWN_UNIT = 0.1
"""Error, in reflectance, at which the own mode's Charbonnier distance turns from square to straight.

The published unit of 1 suits radiance of up to 100; in reflectance it leaves the size of a spectrum to chance."""
MASK_RATIO = 0.75


@dataclass(frozen=True)
class ReconstructionLoss:
    """Both terms of the loss, as scalars: the angle between spectra, and the weighed Charbonnier distance."""

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
        weight: (B, C) weights of the bands, summing to 1; None for equal ones.
        valid: (B, K, Q) 1 for pixels that count; None for all.
        unit: what the Charbonnier distance counts errors in.

    Returns:
        mean(1 - cos) along the spectrum, and 2 mean(sqrt((a - b)^2 + 1) - 1) of values in ``unit``.
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


class SpecAwareMae(nn.Module):
    """Encoder, decoder and the prediction of every band."""

    def __init__(self, config: SpecAwareConfig) -> None:
        """Build with fresh weights."""
        super().__init__()
        self.config = config
        width = config.decoder_width
        self.encoder = SpecAwareEncoder(config)
        self.decoder_embed = nn.Linear(config.width, width)
        self.mask_token = nn.Parameter(torch.zeros(1, 1, width))
        self.decoder_blocks = nn.ModuleList(Block(width, config.decoder_heads) for _ in range(config.decoder_depth))
        self.decoder_norm = nn.LayerNorm(width, eps=1e-6)
        self.prediction = HyperLinear(width, patch=config.patch, rank=config.rank, band_width=config.band_width)
        for part in (self.decoder_embed, self.decoder_blocks, self.prediction):
            initialise(part)
        nn.init.normal_(self.mask_token, std=0.02)
        self.prediction.reset()

    def forward(self, batch: SpectralBatch, masking: Masking) -> ReconstructionLoss:
        """Return the loss on the hidden patches; only those are predicted, only the visible ones embedded."""
        self.encoder.check(batch)
        batch = self.encoder.prepare(batch)
        tokens, bands = self.decode(batch, masking)
        predicted = self.prediction(tokens, bands, only=masking.hidden)
        target = gather_patches(to_patches(batch.pixels, self.config.patch), masking.hidden)
        if self.config.faithful:
            return reconstruction_loss(predicted, target)
        valid = gather_patches(to_patches(batch.valid.unsqueeze(1), self.config.patch), masking.hidden).squeeze(1)
        return reconstruction_loss(predicted, target, weight=batch.weight, valid=valid, unit=OWN_UNIT)

    def reconstruct(self, batch: SpectralBatch, masking: Masking) -> Tensor:
        """Predict all patches: (B, C, N, patch * patch)."""
        self.encoder.check(batch)
        out: Tensor = self.prediction(*self.decode(self.encoder.prepare(batch), masking))
        return out

    def decode(self, batch: SpectralBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Encode what is visible and decode everything: (B, 1 + N, decoder_width), and band vectors (B, C, d)."""
        latent, bands = self.encoder.visible(batch, masking.keep, 1.0 - masking.mask)
        tokens = self.decoder_embed(latent)
        patches = fill_masked(tokens[:, 1:], self.mask_token, masking.restore)
        rows, columns = self.encoder.grid(batch)
        patches = patches + gsd_position_code(rows, columns, self.config.decoder_width, self.encoder.patch_gsd(batch))
        tokens = torch.cat([tokens[:, :1], patches], dim=1)
        for block in self.decoder_blocks:
            tokens = block(tokens)
        return self.decoder_norm(tokens), bands


def gather_patches(patches: Tensor, index: Tensor) -> Tensor:
    """Select patches (B, C, N, Q) by index (B, K) -> (B, C, K, Q)."""
    wide = index[:, None, :, None].expand(-1, patches.shape[1], -1, patches.shape[3])
    return torch.gather(patches, 2, wide)
