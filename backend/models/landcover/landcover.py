"""SpecAware's own variant for dense land cover with a ViT for context: any bands, any tile size, pixel resolution.

It has the structure of Ji et al. 2026 (arXiv 2510.27219): conditions of the bands, a patch embedding from generated
factor pairs (P=8, rank 8: a real compression), and a ViT over the patches with positions in metres. In parallel runs
the pixel embedding of :mod:`landcover_stem`; both are combined before the convolutions at pixel resolution.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..batch import SceneTiles
from ..blocks.conditions import EPS
from ..blocks.vit import Block
from .landcover_stem import VIEWS, BandViews, ConvBlock, LandCoverBase, StemConfig, scaled_generator


@dataclass(frozen=True)
class LandCoverConfig(StemConfig):
    """Sizes of the network; widths in channels, depths in blocks, ``patch`` in pixels."""

    conv_depth: int = 3
    conv_kernel: int = 5
    patch: int = 8
    rank: int = 8
    context_width: int = 192
    context_depth: int = 4
    context_heads: int = 6

    @property
    def multiple(self) -> int:
        """Side in pixels that tile sides must be multiples of."""
        return self.patch


class PatchContext(nn.Module):
    """Patch embedding and ViT, shared by the dense network and its pretraining under the same names."""

    def _add_context(self, config: LandCoverConfig) -> None:
        """Create the modules."""
        values = VIEWS * config.patch**2
        self.patch_u = scaled_generator(config.band_width, config.context_width, config.rank, scale=1.0)
        self.patch_v = scaled_generator(config.band_width, config.rank, values, scale=1.0 / math.sqrt(values))
        self.patch_norm = nn.LayerNorm(config.context_width, eps=EPS)
        self.context_blocks = nn.ModuleList(
            Block(config.context_width, config.context_heads, 3.0, EPS) for _ in range(config.context_depth)
        )
        self.context_norm = nn.LayerNorm(config.context_width, eps=EPS)


class ContextBranch(PatchContext, BandViews):
    """The part of the network that pretraining trains."""

    def __init__(self, config: LandCoverConfig) -> None:
        """Build with fresh weights."""
        super().__init__(config)
        self._add_context(config)


class LandCoverNet(PatchContext, LandCoverBase):
    """Pixels and patches in parallel: a ViT at low resolution informs convolutions at full resolution."""

    config: LandCoverConfig

    def __init__(self, config: LandCoverConfig) -> None:
        """Add the patch embedding, the ViT and the convolutions."""
        super().__init__(config)
        width = config.width
        self._add_context(config)
        self.context_out = nn.Linear(config.context_width, width)
        self.conv_blocks = nn.ModuleList(ConvBlock(width, config.conv_kernel) for _ in range(config.conv_depth))

    def context(
        self, views: tuple[Tensor, Tensor, Tensor], conditions: Tensor, valid: Tensor, weight: Tensor, gsd_m: Tensor
    ) -> Tensor:
        """Run the ViT over patches: pixel views, conditions (C, band_width), valid (B, H, W) -> (B, H, W, width)."""
        log, shape, std = views
        batch, bands, height, width = log.shape
        p, rank = self.config.patch, self.config.rank
        rows, cols = height // p, width // p
        u = self.patch_u(conditions)
        v = (self.patch_v(conditions) * weight[:, None, None]).reshape(bands, rank, p * p, 2)
        low = torch.bmm(self._patches(log), (v[..., 0] / std[:, None, None]).transpose(1, 2))
        low = low + torch.bmm(self._patches(shape), v[..., 1].transpose(1, 2))  # (C, B*N, r)
        low = low.permute(1, 0, 2).reshape(batch, rows * cols, bands * rank)
        tokens = low @ u.permute(0, 2, 1).reshape(bands * rank, -1)  # one product over (band, rank)
        share = valid.reshape(batch, rows, p, cols, p).mean((2, 4)).reshape(batch, rows * cols)
        tokens = self.patch_norm(tokens) + position_code(rows, cols, self.config.context_width, gsd_m * p)
        key_bias = torch.log(share.clamp(min=1e-4))
        for block in self.context_blocks:
            tokens = block(tokens, key_bias=key_bias)
        out = self.context_out(self.context_norm(tokens)).reshape(batch, rows, cols, -1).permute(0, 3, 1, 2)
        smooth = F.interpolate(out, scale_factor=float(p), mode="bilinear", align_corners=False)
        return smooth.permute(0, 2, 3, 1)

    def _patches(self, cube: Tensor) -> Tensor:
        """(B, C, H, W) -> (C, B * N, P * P)."""
        batch, bands, height, width = cube.shape
        p = self.config.patch
        rows, cols = height // p, width // p
        split = cube.reshape(batch, bands, rows, p, cols, p).permute(1, 0, 2, 4, 3, 5)
        return split.reshape(bands, batch * rows * cols, p * p)

    def features(self, tiles: SceneTiles, *, use_context: bool = True) -> Tensor:
        """Return features (B, H, W, width) of the tiles."""
        stem = self.stem(tiles)
        x = stem.tokens
        if use_context:
            views = self.views(tiles.pixels, tiles.valid, tiles.center_nm, tiles.weight)
            x = x + self.context(views, stem.conditions, tiles.valid, tiles.weight, tiles.gsd_m)
        for block in self.conv_blocks:
            x = block(x, stem.seen)
        return x


def position_code(rows: int, cols: int, channels: int, step_m: Tensor) -> Tensor:
    """Encode distances in metres as a 2-D sine-cosine code (1, rows * cols, channels), after Scale-MAE.

    The first half of the channels encodes the column, the second the row. Periods run from 16 m to 64 km, so every
    sensor's patch step (4 m to 500 m) is inside this range.
    """
    quarter = channels // 4
    device = step_m.device
    periods = 16.0 * (64_000.0 / 16.0) ** (torch.arange(quarter, device=device) / (quarter - 1))
    x = torch.arange(cols, device=device)[None, :, None] * step_m
    y = torch.arange(rows, device=device)[:, None, None] * step_m
    parts = []
    for offset in (x, y):
        angle = 2 * math.pi * offset / periods
        parts += [angle.sin(), angle.cos()]
    full = [part.expand(rows, cols, quarter) for part in parts]
    return torch.cat(full, -1).reshape(1, rows * cols, channels)
