"""The decoder of masked autoencoders of any bands: tokens of visible patches in, pixels of hidden ones out.

The published design (Ji et al. 2026, section 3.4) gives every hidden patch the same mask token and its place in metres;
what its neighbours look like has to come through attention. Untrained, the hidden tokens then tell nothing of their
surroundings (a linear map explains 1 % of how a hidden patch's brightness departs from its tile's mean, where
interpolating the visible tokens explains 42 %), and the mean spectrum of the tile has most of the loss already: small
models predict it everywhere for thousands of steps. The own mode therefore starts hidden tokens from the visible ones
around them, weighed by distance at a learned rate, and predicts departures from the mean spectrum of what is visible.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .batch import SpectralBatch
from .hyper_embedding import to_patches
from .hyper_linear import HyperLinear
from .masking import Masking, fill_masked
from .reconstruction import OWN_UNIT, ReconstructionLoss, gather_patches, reconstruction_loss, visible_mean
from .vit import Block, initialise

FIRST_RATE = 1.5
"""Start of the learned rate at which a visible patch counts less per patch of distance."""


class Surroundings(nn.Module):
    """Weighted means of the visible tokens around every patch, the weight falling exponentially with distance."""

    def __init__(self) -> None:
        """Start from ``FIRST_RATE``."""
        super().__init__()
        self.log_rate = nn.Parameter(torch.tensor(FIRST_RATE).log())

    def forward(self, visible: Tensor, keep: Tensor, rows: int, columns: int) -> Tensor:
        """Map tokens (B, K, width) of the patches ``keep`` (B, K) to means (B, rows * columns, width)."""
        row = torch.arange(rows, device=keep.device, dtype=torch.float32).repeat_interleave(columns)
        column = torch.arange(columns, device=keep.device, dtype=torch.float32).repeat(rows)
        apart = torch.hypot(row[keep][:, None] - row[:, None], column[keep][:, None] - column[:, None])  # (B, N, K)
        return torch.softmax(-self.log_rate.exp() * apart, dim=2).to(visible.dtype) @ visible


class BandDecoder(nn.Module):
    """Decoder blocks over all patches, and the prediction of every band's pixels."""

    def __init__(
        self, source: int, *, width: int, depth: int, heads: int, patch: int, rank: int, band_width: int,
        faithful: bool,
    ) -> None:  # fmt: skip
        """Build with fresh weights.

        Args:
            source: channels of the encoder's tokens.
            width: channels of the decoder's tokens.
            depth: blocks.
            heads: attention heads.
            patch: side of a patch in pixels.
            rank: inner size of the generated factors.
            band_width: channels of a band's vector.
            faithful: decode as published.
        """
        super().__init__()
        self.patch, self.faithful = patch, faithful
        self.decoder_embed = nn.Linear(source, width)
        self.mask_token = nn.Parameter(torch.zeros(1, 1, width))
        self.surroundings = None if faithful else Surroundings()
        self.decoder_blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.decoder_norm = nn.LayerNorm(width, eps=1e-6)
        self.prediction = HyperLinear(width, patch=patch, rank=rank, band_width=band_width)
        for part in (self.decoder_embed, self.decoder_blocks, self.prediction):
            initialise(part)
        nn.init.normal_(self.mask_token, std=0.02)
        self.prediction.reset(silent=not faithful)

    def tokens(self, latent: Tensor, masking: Masking, grid: tuple[int, int], position: Tensor) -> Tensor:
        """Decode tokens of the visible patches, one for the whole tile first.

        Args:
            latent: (B, 1 + K, source).
            masking: which patches they are.
            grid: rows and columns of patches.
            position: (B, N, width) code of all patches.

        Returns:
            (B, 1 + N, width).
        """
        tokens = self.decoder_embed(latent)
        patches = fill_masked(tokens[:, 1:], self.mask_token, masking.restore) + position
        if self.surroundings is not None:
            patches = patches + masking.mask.unsqueeze(2) * self.surroundings(tokens[:, 1:], masking.keep, *grid)
        tokens = torch.cat([tokens[:, :1], patches], dim=1)
        for block in self.decoder_blocks:
            tokens = block(tokens)
        out: Tensor = self.decoder_norm(tokens)
        return out

    def predict(
        self, batch: SpectralBatch, masking: Masking, tokens: Tensor, bands: Tensor, *, only: Tensor | None = None
    ) -> Tensor:
        """Predict pixels (B, C, N or K, patch * patch) of all patches, or of those in ``only`` (B, K).

        Args:
            batch: pixels of whole patches.
            masking: which of them were seen.
            tokens: (B, 1 + N, width) from :meth:`tokens`.
            bands: (B, C, band_width).
            only: indices of patches.
        """
        predicted: Tensor = self.prediction(tokens, bands, only=only)
        if self.faithful:
            return predicted
        valid = to_patches(batch.valid.unsqueeze(1), self.patch).squeeze(1)
        return predicted + visible_mean(to_patches(batch.pixels, self.patch), valid, 1.0 - masking.mask)

    def loss(self, batch: SpectralBatch, masking: Masking, tokens: Tensor, bands: Tensor) -> ReconstructionLoss:
        """Compare the hidden patches with their prediction; arguments as :meth:`predict`."""
        predicted = self.predict(batch, masking, tokens, bands, only=masking.hidden)
        target = gather_patches(to_patches(batch.pixels, self.patch), masking.hidden)
        if self.faithful:
            return reconstruction_loss(predicted, target)
        valid = gather_patches(to_patches(batch.valid.unsqueeze(1), self.patch), masking.hidden).squeeze(1)
        return reconstruction_loss(predicted, target, weight=batch.weight, valid=valid, unit=OWN_UNIT)
