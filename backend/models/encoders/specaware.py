"""SpecAware: a vision transformer over patches of any bands (Ji et al., ISPRS J. Photogramm. Remote Sens. 234, 2026).

Two modes share all parts. The faithful mode reproduces the published model and reads its checkpoints. The own mode
changes the following: band sums are weighted by quadrature, the content branch pools only valid and visible patches,
wavelengths and FWHM have no fixed range, invalid pixels are ignored, tiles have any size, and the factors have low
rank.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from ...common.errors import SensorError
from ..batch import Encoder, SpectralBatch, to_grid
from ..blocks.conditions import (
    FAITHFUL_RANGE_NM,
    SUMMARIES,
    ContentBranch,
    Fusion,
    MetaBranch,
    pool_grid,
    pool_summary,
)
from ..blocks.hyper_embedding import HyperEmbedding
from ..blocks.vit import Block, gsd_position_code, initialise, tracing
from ..configs import SpecAwareConfig
from .masking import take

REFERENCE_PATCH = 8
"""Patch side, in pixels, for which positions are index times GSD; for other sides the GSD is scaled."""
CONTENT_WIDTH = 32
"""Hidden width of the own content branch."""
ABSENT = -1e4
"""Added to the attention logit of a token without any valid pixel; finite, so that an empty tile stays finite."""


class SpecAwareEncoder(Encoder):
    """Maps pixels and band metadata to tokens and feature maps."""

    def __init__(self, config: SpecAwareConfig) -> None:
        """Build with fresh weights."""
        super().__init__()
        self.config = config
        self.channels = (config.width,) * len(config.feature_blocks)
        self.stride = config.patch
        self.multiple = config.patch if config.faithful else 1
        self.meta = MetaBranch(config.band_width, faithful=config.faithful)
        inputs = config.content_inputs if config.faithful else SUMMARIES
        hidden = config.content_inputs // 4 if config.faithful else CONTENT_WIDTH
        self.content = ContentBranch(inputs, hidden, config.band_width)
        self.fusion = Fusion(config.band_width)
        self.embedding = HyperEmbedding(
            config.width, patch=config.patch, rank=config.rank, band_width=config.band_width
        )
        self.class_token = nn.Parameter(torch.zeros(1, 1, config.width))
        self.blocks = nn.ModuleList(Block(config.width, config.heads) for _ in range(config.depth))
        self.norm = nn.LayerNorm(config.width, eps=1e-6)
        initialise(self)
        nn.init.normal_(self.class_token, std=0.02)
        self.embedding.reset(averaging=not config.faithful)

    def check(self, batch: SpectralBatch) -> None:
        """Raise InputError for a tile that does not fit, SensorError for wavelengths outside the published range."""
        super().check(batch)
        if tracing() or not self.config.faithful:
            return
        low, high = FAITHFUL_RANGE_NM
        least, most = float(batch.center_nm.min()), float(batch.center_nm.max())
        if least < low or most > high:
            raise SensorError(
                f"Bands from {least:.0f} to {most:.0f} nm exceed the {low:.0f}-{high:.0f} nm of this model; "
                "exclude the bands outside or use one of SpecAware's own models."
            )

    def forward(self, batch: SpectralBatch) -> list[Tensor]:
        """Return the maps of ``feature_blocks``, each (B, width, ceil(H / patch), ceil(W / patch))."""
        rows, columns = self.grid(batch)
        states = self.states(batch)
        chosen = [states[i] for i in self.config.feature_blocks[:-1]] + [self.norm(states[-1])]
        return [to_grid(tokens[:, 1:], rows, columns) for tokens in chosen]

    def last(self, batch: SpectralBatch) -> Tensor:
        """Return the tokens after the final norm, class token first: (B, 1 + N, width)."""
        out: Tensor = self.norm(self.states(batch)[-1])
        return out

    def states(self, batch: SpectralBatch) -> list[Tensor]:
        """Return the tokens after each block up to the last feature block, each (B, 1 + N, width)."""
        self.check(batch)
        batch = self.prepare(batch)
        tokens, _ = self.embed(batch)
        key_bias = self.key_bias(batch)
        out = []
        for block in list(self.blocks)[: self.config.feature_blocks[-1] + 1]:
            tokens = block(tokens, key_bias=key_bias)
            out.append(tokens)
        return out

    def visible(self, batch: SpectralBatch, keep: Tensor, seen: Tensor) -> tuple[Tensor, Tensor]:
        """Encode only the patches ``keep`` (B, K); ``seen`` (B, N) is 1 for them.

        Returns:
            Tokens (B, 1 + K, width) after the final norm, and the meta branch's band vectors (B, C, band_width).
        """
        tokens, bands = self.embed(batch, keep=keep, seen=seen)
        key_bias = self.key_bias(batch, keep=keep)
        for block in self.blocks:
            tokens = block(tokens, key_bias=key_bias)
        return self.norm(tokens), bands

    def grid(self, batch: SpectralBatch) -> tuple[int, int]:
        """Rows and columns of patches, including an incomplete last one."""
        height, width = batch.pixels.shape[-2:]
        return (height + self.stride - 1) // self.stride, (width + self.stride - 1) // self.stride

    def prepare(self, batch: SpectralBatch) -> SpectralBatch:
        """Own mode: pad to whole patches and fill invalid pixels with the patch mean; faithful mode: no change."""
        if self.config.faithful:
            return batch
        rows, columns = self.grid(batch)
        height, width = batch.pixels.shape[-2:]
        margin = (0, columns * self.stride - width, 0, rows * self.stride - height)
        pixels, valid = fn.pad(batch.pixels, margin), fn.pad(batch.valid, margin)
        if tracing() or not bool(valid.all()):
            pixels = fill_invalid(pixels, valid, self.stride)
        return SpectralBatch(
            pixels, batch.center_nm, batch.fwhm_nm, batch.gsd_m, batch.attributes, valid=valid, weight=batch.weight
        )

    def embed(
        self, batch: SpectralBatch, *, keep: Tensor | None = None, seen: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Return tokens with their positions, class token first (B, 1 + N, width), and band vectors (B, C, d)."""
        bands, condition = self.conditions(batch, seen=seen)
        weight = None if self.config.faithful else batch.weight
        tokens = self.embedding(batch.pixels, condition, weight=weight, keep=keep)
        rows, columns = self.grid(batch)
        position = gsd_position_code(rows, columns, self.config.width, self.patch_gsd(batch))
        tokens = tokens + (position if keep is None else take(position, keep))
        first = self.class_token.expand(tokens.shape[0], -1, -1)  # its position code is zero
        return torch.cat([first, tokens], dim=1), bands

    def conditions(self, batch: SpectralBatch, *, seen: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return M of the meta branch, and z of meta and content branch together, each (B, C, band_width)."""
        config = self.config
        weight = None if config.faithful else batch.weight
        bands = self.meta(batch.center_nm, batch.fwhm_nm, batch.attributes, weight=weight)
        if config.faithful:
            pooled = pool_grid(batch.pixels, math.isqrt(config.content_inputs))
        else:
            pooled = pool_summary(batch.pixels, batch.valid, config.patch, seen=seen)
        return bands, self.fusion(bands, self.content(*pooled)) + bands

    def patch_gsd(self, batch: SpectralBatch) -> Tensor:
        """Return the metres per patch in the position code: (B,)."""
        return batch.gsd_m * (self.config.patch / REFERENCE_PATCH)

    def key_bias(self, batch: SpectralBatch, *, keep: Tensor | None = None) -> Tensor | None:
        """Own mode: return (B, 1 + N), which keeps attention off patches without data; None if all pixels are valid."""
        if self.config.faithful or not (tracing() or not bool(batch.valid.all())):
            return None
        share = fn.avg_pool2d(batch.valid.unsqueeze(1), self.stride).flatten(1)  # (B, N)
        if keep is not None:
            share = torch.gather(share, 1, keep)
        return fn.pad((share == 0).to(batch.pixels.dtype) * ABSENT, (1, 0))


def fill_invalid(pixels: Tensor, valid: Tensor, patch: int) -> Tensor:
    """Replace invalid pixels (B, C, H, W) by the patch's mean over valid pixels in the band, else by zero."""
    mask = valid.unsqueeze(1)
    pixels = torch.where(mask > 0, pixels, torch.zeros_like(pixels))
    share = fn.avg_pool2d(mask, patch).clamp(min=1e-6)
    mean = fn.avg_pool2d(pixels, patch) / share
    spread = fn.interpolate(mean, scale_factor=float(patch), mode="nearest")
    return pixels + (1.0 - mask) * spread
