"""SpectralGPT's masked autoencoder with its two targets (Hong et al. 2024, section 3.3)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ..batch import SpectralBatch
from ..blocks.vit import Block, initialise, unflatten
from ..configs import GROUP, SpectralGptConfig
from .masking import Masking, fill_masked, take
from .reconstruction import distance_weighted, visible_mean
from .spectralgpt import PositionCode, SpectralGptEncoder

MASK_RATIO = 0.90


@dataclass(frozen=True)
class MultiTargetLoss:
    """Both terms as scalars: over the hidden tokens, and over the sums of all groups at every position."""

    token: Tensor
    spectral: Tensor

    @property
    def total(self) -> Tensor:
        """Sum that training minimises; both terms have weight one."""
        return self.token + self.spectral


class SpectralGptMae(nn.Module):
    """Encoder over the visible 3-D tokens, decoder over all tokens, and prediction of their pixels."""

    def __init__(self, config: SpectralGptConfig) -> None:
        """Build with fresh weights."""
        super().__init__()
        self.config = config
        width = config.decoder_width
        self.encoder = SpectralGptEncoder(config)
        self.decoder_embed = nn.Linear(config.width, width)
        self.mask_token = nn.Parameter(torch.zeros(1, 1, width))
        self.decoder_position = PositionCode(width, groups=config.groups, side=config.size // config.patch)
        self.decoder_blocks = nn.ModuleList(Block(width, config.decoder_heads) for _ in range(config.decoder_depth))
        self.decoder_norm = nn.LayerNorm(width, eps=1e-6)
        self.prediction = nn.Linear(width, GROUP * config.patch**2)
        for part in (self.decoder_embed, self.decoder_blocks, self.prediction):
            initialise(part)
        nn.init.normal_(self.mask_token, std=0.02)

    def forward(self, batch: SpectralBatch, masking: Masking) -> MultiTargetLoss:
        """Return the loss."""
        return self._loss(batch, masking, self.reconstruct(batch, masking))

    def baselines(self, batch: SpectralBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Return the losses of predicting a group's mean visible token, and of interpolating its visible tokens.

        Both keep visible tokens unchanged; a group without visible tokens gets the mean of all groups.
        """
        target, count = self.targets(batch), self.positions(batch)
        columns = -(-batch.pixels.shape[-1] // self.config.patch)
        # (B, G n, 3 P P) -> (B G, 3, n, P P), so that a token's three bands are a spectrum
        planes = unflatten(unflatten(target, 1, (-1, count)).flatten(0, 1), 2, (GROUP, -1)).transpose(1, 2)
        visible = unflatten(1.0 - masking.mask, 1, (-1, count)).flatten(0, 1)  # (B G, n)
        valid = torch.ones_like(planes[:, 0])
        mean = visible_mean(planes, valid, visible)
        groups = len(planes) // len(target)
        whole = unflatten(mean, 0, (-1, groups)).mean(dim=1).repeat_interleave(groups, dim=0)
        some = visible.sum(dim=1)[:, None, None, None] > 0
        guesses = (mean, distance_weighted(planes, valid, visible, columns))
        losses = []
        for guess in guesses:
            spread = torch.where(some, guess, whole).expand_as(planes)
            cells = unflatten(spread.transpose(1, 2).flatten(2), 0, (-1, groups)).flatten(1, 2)
            shown = torch.where(masking.mask.unsqueeze(2) > 0, cells, target)
            losses.append(self._loss(batch, masking, shown).total)
        return losses[0], losses[1]

    def _loss(self, batch: SpectralBatch, masking: Masking, predicted: Tensor) -> MultiTargetLoss:
        """Compare all tokens with their prediction (B, G n, 3 patch patch)."""
        target = self.targets(batch)
        error = ((predicted - target) ** 2).mean(dim=-1)  # (B, N)
        token = (error * masking.mask).sum() / masking.mask.sum()
        groups = target.shape[1] // self.positions(batch)
        # (B, G n, Q) -> (B, n, Q), sums over the groups
        sums = unflatten(predicted - target, 1, (groups, -1)).sum(dim=1)
        return MultiTargetLoss(token, (sums**2).mean())

    def reconstruct(self, batch: SpectralBatch, masking: Masking) -> Tensor:
        """Predict all tokens: (B, G rows columns, 3 patch patch), pixels in the order band, row, column."""
        latent, grid, group_nm = self.encode(batch, masking)
        tokens = fill_masked(self.decoder_embed(latent), self.mask_token, masking.restore)
        code = self.decoder_position() if group_nm is None else self.decoder_position.at(group_nm, *grid)
        tokens = tokens + code
        for block in self.decoder_blocks:
            tokens = block(tokens)
        out: Tensor = self.prediction(self.decoder_norm(tokens))
        return out

    def encode(self, batch: SpectralBatch, masking: Masking) -> tuple[Tensor, tuple[int, int], Tensor | None]:
        """Encode the visible tokens: (B, K, width), the grid, and in the mended mode the groups' wavelengths."""
        self.encoder.check(batch)
        tokens, grid = self.encoder.embed(batch)
        latent = self.encoder.norm(self.encoder.states(take(tokens, masking.keep))[-1])
        return latent, grid, self.encoder.prepare(batch)[1]

    def targets(self, batch: SpectralBatch) -> Tensor:
        """Split the tile into token pixels: (B, G rows columns, 3 patch patch)."""
        pixels = self.encoder.prepare(batch)[0]
        count, bands, height, width = pixels.shape
        side = self.config.patch
        cells = pixels.reshape(count, bands // GROUP, GROUP, height // side, side, width // side, side)
        return cells.permute(0, 1, 3, 5, 2, 4, 6).flatten(4).flatten(1, 3)

    def positions(self, batch: SpectralBatch) -> int:
        """Number of patches per group."""
        height, width = batch.pixels.shape[-2:]
        side = self.config.patch
        return -(-height // side) * -(-width // side)
