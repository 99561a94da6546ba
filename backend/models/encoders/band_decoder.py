"""The decoder of masked autoencoders for any bands: tokens of visible patches in, pixels of hidden patches out.

In the published design (Ji et al. 2026, section 3.4) every hidden patch has the same mask token and its position in
metres; all information on its neighbours has to come through attention. Before training, hidden tokens then carry no
information on their surroundings (a linear map explains 1 % of the deviation of a hidden patch's brightness from its
tile's mean; interpolating the visible tokens explains 42 %). Predicting the mean spectrum of the tile already removes
most of the loss, so small models predict it everywhere for thousands of steps. Our own mode therefore initialises
hidden tokens from the visible ones around them, weighted by distance at a learned rate, and predicts deviations from
the mean spectrum of the visible patches.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import torch
from torch import Tensor, nn

from ..batch import SpectralBatch
from ..blocks.hyper_embedding import to_patches
from ..blocks.hyper_linear import HyperLinear
from ..blocks.vit import Block, initialise
from .masking import Masking, fill_masked
from .reconstruction import (
    OWN_UNIT,
    ReconstructionLoss,
    distance_weighted,
    gather_patches,
    reconstruction_loss,
    visible_mean,
)

FIRST_RATE = 1.5
"""Initial value of the learned rate at which the weight of a visible patch falls per patch of distance."""


class Surroundings(nn.Module):
    """Weighted means of the visible tokens around every patch; weights fall exponentially with distance."""

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


class BandDecoder(nn.Module, ABC):
    """A masked autoencoder without its encoder: decoder blocks over all patches, prediction of all bands' pixels."""

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
            faithful: decode exactly as published.
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

    @abstractmethod
    def whole_patches(self, batch: SpectralBatch) -> SpectralBatch:
        """Check the batch, and crop it to whole patches for the encoder."""

    @abstractmethod
    def decode(self, batch: SpectralBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Encode the visible patches and decode all: (B, 1 + N, width), and band vectors (B, C, band_width)."""

    def forward(self, batch: SpectralBatch, masking: Masking) -> ReconstructionLoss:
        """Return the loss on the hidden patches; only those are predicted, only the visible ones embedded."""
        batch = self.whole_patches(batch)
        return self._loss(batch, masking, self._predict(batch, masking, only=masking.hidden))

    def reconstruct(self, batch: SpectralBatch, masking: Masking) -> Tensor:
        """Predict all patches: (B, C, N, patch * patch)."""
        return self._predict(self.whole_patches(batch), masking)

    def baselines(self, batch: SpectralBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Return the losses of predicting the mean visible spectrum, and of interpolating the visible patches."""
        batch = self.whole_patches(batch)
        patches, valid = to_patches(batch.pixels, self.patch), self._valid(batch)
        visible, columns = 1.0 - masking.mask, batch.pixels.shape[3] // self.patch
        mean = visible_mean(patches, valid, visible)
        near = distance_weighted(patches, valid, visible, columns)
        hidden = (gather_patches(guess.expand_as(patches), masking.hidden) for guess in (mean, near))
        first, second = (self._loss(batch, masking, guess).total for guess in hidden)
        return first, second

    def tokens(self, latent: Tensor, masking: Masking, grid: tuple[int, int], position: Tensor) -> Tensor:
        """Decode the tokens of the visible patches; the first token stands for the whole tile.

        Args:
            latent: (B, 1 + K, source).
            masking: which patches are visible.
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

    def _predict(self, batch: SpectralBatch, masking: Masking, *, only: Tensor | None = None) -> Tensor:
        """Predict pixels (B, C, N or K, patch * patch) of all patches, or of those in ``only`` (B, K)."""
        predicted: Tensor = self.prediction(*self.decode(batch, masking), only=only)
        if self.faithful:
            return predicted
        patches = to_patches(batch.pixels, self.patch)
        return predicted + visible_mean(patches, self._valid(batch), 1.0 - masking.mask)

    def _loss(self, batch: SpectralBatch, masking: Masking, predicted: Tensor) -> ReconstructionLoss:
        """Compare the hidden patches with their prediction (B, C, K, patch * patch)."""
        target = gather_patches(to_patches(batch.pixels, self.patch), masking.hidden)
        if self.faithful:
            return reconstruction_loss(predicted, target)
        valid = gather_patches(self._valid(batch).unsqueeze(1), masking.hidden).squeeze(1)
        return reconstruction_loss(predicted, target, weight=batch.weight, valid=valid, unit=OWN_UNIT)

    def _valid(self, batch: SpectralBatch) -> Tensor:
        """Validity of the pixels of each patch: (B, N, patch * patch)."""
        return to_patches(batch.valid.unsqueeze(1), self.patch).squeeze(1)
