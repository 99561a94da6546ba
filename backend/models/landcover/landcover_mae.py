"""Masked autoencoder of the land-cover network's context branch: it trains conditions, patch factors and ViT.

The network is that of :mod:`.landcover` with the same names, so :class:`.landcover.LandCoverNet` can load the weights
of :class:`.landcover.ContextBranch` unchanged. Decoder and loss are those of SpecAware's own mode.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional as fn

from ...spectral.inputs.content import LOG_FLOOR
from ..batch import SpectralBatch, to_grid
from ..blocks.hyper_embedding import to_patches
from ..blocks.vit import unflatten
from ..encoders.band_decoder import BandDecoder
from ..encoders.masking import Masking, take
from ..encoders.reconstruction import gather_patches
from .landcover import ContextBranch, LandCoverConfig, position_code
from .landcover_stem import VIEWS

CONTENT_PIXELS = 256
"""Most visible pixels from which a tile's quantiles are computed."""


@dataclass(frozen=True)
class LandCoverMaeConfig(LandCoverConfig):
    """Sizes of the network and of the small decoder for pretraining."""

    decoder_width: int = 128
    decoder_depth: int = 2
    decoder_heads: int = 4


class LandCoverMae(BandDecoder):
    """Hides patches of reflectance, encodes the visible ones like the land-cover network, predicts the hidden ones."""

    def __init__(self, config: LandCoverMaeConfig) -> None:
        """Build with fresh weights."""
        super().__init__(
            config.context_width, width=config.decoder_width, depth=config.decoder_depth, heads=config.decoder_heads,
            patch=config.patch, rank=config.rank, band_width=config.band_width, faithful=False,
        )  # fmt: skip
        self.config = config
        self.encoder = ContextBranch(config)

    def whole_patches(self, batch: SpectralBatch) -> SpectralBatch:
        """Pad to whole patches with invalid pixels, and set invalid pixels to zero."""
        side = self.config.patch
        height, width = batch.pixels.shape[-2:]
        margin = (0, -width % side, 0, -height % side)
        valid = fn.pad(batch.valid, margin)
        pixels = torch.where(valid.unsqueeze(1) > 0, fn.pad(batch.pixels, margin), 0.0)
        return replace(batch, pixels=pixels, valid=valid)

    def decode(self, batch: SpectralBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Encode the visible patches and decode all: (B, 1 + N, decoder_width), and band vectors (B, C, d)."""
        latent, bands = self.encode(batch, masking)
        grid = self.grid(batch)
        return self.tokens(latent, masking, grid, self._positions(batch, grid, self.config.decoder_width)), bands

    def maps(self, batch: SpectralBatch) -> list[Tensor]:
        """Return the ViT's tokens with nothing hidden, as a map (B, context_width, rows, columns)."""
        batch = self.whole_patches(batch)
        rows, columns = self.grid(batch)
        every = torch.arange(rows * columns, device=batch.pixels.device).expand(len(batch.pixels), -1)
        seen = torch.zeros_like(every, dtype=batch.pixels.dtype)
        latent, _ = self.encode(batch, Masking(keep=every, hidden=every[:, :0], restore=every, mask=seen))
        return [to_grid(latent[:, 1:], rows, columns)]

    def encode(self, batch: SpectralBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Encode the visible patches only.

        Returns:
            Tokens (B, 1 + K, context_width), their mean first, and the meta branch's band vectors (B, C, band_width).
        """
        net, side = self.encoder, self.config.patch
        pixels = gather_patches(to_patches(batch.pixels, side), masking.keep)  # (B, C, K, P P)
        valid = gather_patches(to_patches(batch.valid.unsqueeze(1), side), masking.keep).squeeze(1)  # (B, K, P P)
        meta = net.conditions.described(batch.center_nm, batch.fwhm_nm, batch.attributes, batch.weight)
        condition = net.conditions.fused(meta, visible_quantiles(pixels, valid, self.config.content_quantiles))
        tokens = self._patch_tokens(pixels, valid, batch, condition)
        place = self._positions(batch, self.grid(batch), self.config.context_width)
        tokens = net.patch_norm(tokens) + take(place, masking.keep)
        key_bias = torch.log(valid.mean(dim=2).clamp(min=1e-4))
        for block in net.context_blocks:
            tokens = block(tokens, key_bias=key_bias)
        tokens = net.context_norm(tokens)
        return torch.cat([tokens.mean(dim=1, keepdim=True), tokens], dim=1), meta

    def _patch_tokens(self, pixels: Tensor, valid: Tensor, batch: SpectralBatch, condition: Tensor) -> Tensor:
        """Embed patches (B, C, K, P P) as :meth:`.landcover.LandCoverNet.context` does: (B, K, context_width)."""
        net, rank = self.encoder, self.config.rank
        log, shape, std = net.views(pixels, valid, batch.center_nm, batch.weight)
        right = net.patch_v(condition) * batch.weight[..., None, None]  # (B, C, r, 2 P P)
        right = unflatten(right, 3, (-1, VIEWS))  # (B, C, r, P P, 2)
        low = log @ (right[..., 0] / std[..., None, None]).transpose(2, 3)  # (B, C, K, r)
        low = low + shape @ right[..., 1].transpose(2, 3)
        left = net.patch_u(condition).transpose(2, 3).flatten(1, 2)  # (B, C, E, r) -> (B, C r, E)
        bands = low.shape[1]
        # (B, C, K, r) -> (B, K, C r)
        tokens: Tensor = low.transpose(1, 2).reshape(low.shape[0], -1, bands * rank) @ left
        return tokens

    def _positions(self, batch: SpectralBatch, grid: tuple[int, int], channels: int) -> Tensor:
        """Return codes (B, N, channels) of the patches' positions in metres."""
        steps = (batch.gsd_m * self.config.patch).unbind()
        return torch.cat([position_code(*grid, channels, step) for step in steps])

    def grid(self, batch: SpectralBatch) -> tuple[int, int]:
        """Rows and columns of patches of a padded batch."""
        height, width = batch.pixels.shape[-2:]
        return height // self.config.patch, width // self.config.patch


def visible_quantiles(pixels: Tensor, valid: Tensor, count: int) -> Tensor:
    """Quantiles of log(max(rho, 0) + 0.01) over what is visible, as :mod:`backend.spectral.inputs.content` of a scene.

    Args:
        pixels: (B, C, K, Q) reflectance.
        valid: (B, K, Q).
        count: number of quantiles.

    Returns:
        (B, C, count); zeros, which mean unknown, for tiles without a valid pixel.
    """
    every = max(1, pixels.shape[2] * pixels.shape[3] // CONTENT_PIXELS)
    seen = valid.flatten(1)[:, None, ::every] > 0  # (B, 1, n)
    some = pixels.flatten(2)[..., ::every].clamp(min=0.0)  # (B, C, n)
    ordered = torch.where(seen, some, torch.inf).sort(dim=2).values
    number = seen.sum(dim=2, keepdim=True)  # (B, 1, 1)
    levels = (torch.arange(count, device=pixels.device) + 0.5) / count
    place = levels * (number - 1).clamp(min=0)  # (B, 1, count)
    below = place.floor().long().expand(-1, some.shape[1], -1)
    above = (below + 1).minimum((number - 1).clamp(min=0))
    low, high = torch.gather(ordered, 2, below), torch.gather(ordered, 2, above)
    value = torch.log(low + (high - low) * (place - place.floor()) + LOG_FLOOR)
    return torch.where(number > 0, value, 0.0)
