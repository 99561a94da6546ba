"""SpectralGPT: a vision transformer over 3-D tokens of three bands by eight by eight pixels.

Hong et al., IEEE TPAMI 46(8), 2024, 5227-5244. The faithful mode needs the published model's 12 Sentinel-2 bands (all
except B10) and one tile size. The mended mode accepts any bands, grouped in threes by wavelength, and any tile size,
with interpolated position codes. Both modes have the same weights.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from ...common.errors import InputError
from ...common.wording import counted
from ..batch import Encoder, SpectralBatch, to_grid
from ..blocks.vit import Block, initialise
from ..configs import GROUP, SpectralGptConfig

GROUP_CENTERS_NM = (498.3, 703.1, 826.8, 1587.1)
"""Mean wavelengths of Sentinel-2A's B01-B03, B04-B06, B07-B8A and B09, B11, B12 (ESA, spectral responses 3.1)."""


PERIODS_DAYS = tuple(365.25 * factor for factor in (1.0, 1 / 2, 1 / 3, 1 / 4, 2.0, 4.0, 8.0, 16.0))
"""Periods of the waves that encode a date: the year and its fractions, and up to 16 years."""
_LEAST_SHARE = 1e-4  # least share of data, so that a position without data has a mean


class PositionCode(nn.Module):
    """Learned codes of 3-D tokens: a spatial plus a spectral code, or a joint one."""

    def __init__(self, width: int, *, groups: int, side: int, joint: bool = False) -> None:
        """Encode ``groups`` times ``side`` x ``side`` positions with ``width`` channels."""
        super().__init__()
        self.groups = groups
        self.side = side
        self.joint: Tensor | None = None
        if joint:
            self.joint = nn.Parameter(torch.zeros(1, groups * side * side, width))
        else:
            self.spatial = nn.Parameter(torch.zeros(1, side * side, width))
            self.spectral = nn.Parameter(torch.zeros(1, groups, width))
        for code in self.parameters():
            nn.init.trunc_normal_(code, std=0.02)

    def forward(self) -> Tensor:
        """Return the learned code, (1, groups side side, width), group by group; a traced graph contains no size."""
        if self.joint is not None:
            return self.joint
        return (self.spatial.unsqueeze(1) + self.spectral.unsqueeze(2)).flatten(1, 2)

    def at(self, group_nm: Tensor, rows: int, columns: int) -> Tensor:
        """Interpolate the code: along the spectrum to mean wavelengths (B, G) in nm, in space to any grid.

        Returns:
            (B, G rows columns, width).
        """
        # (1, groups side side, width) -> (groups, width, side, side)
        code = self().reshape(self.groups, self.side, self.side, -1).permute(0, 3, 1, 2)
        code = fn.interpolate(code, size=(rows, columns), mode="bilinear", align_corners=False).permute(0, 2, 3, 1)
        share = spectral_shares(group_nm, self.groups)  # (B, G, groups)
        at = torch.matmul(share, code.flatten(1))  # (B, G, rows columns width)
        return at.reshape(at.shape[0], at.shape[1] * rows * columns, -1)


def spectral_shares(group_nm: Tensor, groups: int) -> Tensor:
    """Return weights (B, G, groups) of linear interpolation between the published groups, constant beyond the ends."""
    known = torch.tensor(GROUP_CENTERS_NM[:groups], device=group_nm.device, dtype=group_nm.dtype)
    if groups == 1:
        return torch.ones_like(group_nm).unsqueeze(-1)
    place = group_nm.clamp(min=float(known[0]), max=float(known[-1])).unsqueeze(-1)
    rising = (place - known[:-1]) / (known[1:] - known[:-1])  # (B, G, groups - 1)
    above = torch.cat([torch.ones_like(place), rising.clamp(0.0, 1.0)], dim=-1)
    return above - torch.cat([above[..., 1:], torch.zeros_like(place)], dim=-1)


class TimeCode(nn.Module):
    """Code of dates, added to their tokens: a learned linear map of the season and of the position within the years.

    The published keys "temporal" encode groups of bands, the third axis of a token, not dates; published weights
    contain nothing about time. This code is separable like theirs (Hong et al. 2024, section 3.2). With published
    weights it starts at zero, so that a single date gives the output of the published model.
    """

    def __init__(self, width: int) -> None:
        """Encode dates with ``width`` channels."""
        super().__init__()
        self.project = nn.Linear(2 * len(PERIODS_DAYS), width, bias=False)
        nn.init.trunc_normal_(self.project.weight, std=0.02)

    def forward(self, days: Tensor) -> Tensor:
        """Map days (B, T) to codes (B, T, width)."""
        speed = torch.tensor([2.0 * math.pi / period for period in PERIODS_DAYS], device=days.device, dtype=days.dtype)
        angle = days.unsqueeze(-1) * speed
        out: Tensor = self.project(torch.cat([angle.sin(), angle.cos()], dim=-1))
        return out


class SpectralGptEncoder(Encoder):
    """Maps pixels to 3-D tokens and feature maps."""

    def __init__(self, config: SpectralGptConfig) -> None:
        """Build with fresh weights."""
        super().__init__()
        if config.size % config.patch:
            raise InputError(
                f"A tile side of {counted(config.size, 'pixel')} is not possible; use a multiple of {config.patch}."
            )
        self.config = config
        self.channels = (config.width,) * len(config.feature_blocks)
        self.stride = config.patch
        self.multiple = config.patch if config.faithful else 1
        self.fixed_bands = config.bands if config.faithful else None
        self.fixed_size = config.size if config.faithful else None
        kernel = (GROUP, config.patch, config.patch)
        self.embedding = nn.Conv3d(1, config.width, kernel_size=kernel, stride=kernel)
        self.position = PositionCode(
            config.width, groups=config.groups, side=config.size // config.patch, joint=config.joint
        )
        self.blocks = nn.ModuleList(
            Block(config.width, config.heads, drop_path=config.drop_path * i / max(config.depth - 1, 1))
            for i in range(config.depth)
        )
        self.norm = nn.LayerNorm(config.width, eps=1e-6)
        initialise(self)
        self.time = TimeCode(config.width) if config.temporal else None
        nn.init.xavier_uniform_(self.embedding.weight.view(config.width, -1))

    def forward(self, batch: SpectralBatch) -> list[Tensor]:
        """Return the maps of ``feature_blocks``, averaged over groups: (B, width, rows, columns) of whole patches."""
        self.check(batch)
        tokens, (rows, columns) = self.embed(batch)
        # (B, G rows columns, width) -> (B, rows columns, width)
        flat = [
            state.reshape(state.shape[0], -1, rows * columns, self.config.width).mean(dim=1)
            for state in self._chosen(tokens)
        ]
        return [to_grid(tokens, rows, columns) for tokens in flat]

    def _chosen(self, tokens: Tensor) -> list[Tensor]:
        states = self.states(tokens)
        return [states[i] for i in self.config.feature_blocks[:-1]] + [self.norm(states[-1])]

    def over_time(self, batch: SpectralBatch, days: Tensor) -> list[Tensor]:
        """Return the maps of a stack of dates, with attention between all tokens of all dates.

        The token of date t, group g and position n is initially E x + spatial[n] + spectral[g] + time[t]. A map at n is
        the mean of its tokens, with each date weighted by the share of its pixels there that hold data.

        Args:
            batch: all dates of all samples, B * T items, the dates of a sample in sequence.
            days: (B, T) dates in days since 1970.

        Returns:
            Maps (B, width, rows, columns).
        """
        if self.time is None:
            raise InputError("This model accepts a single date; choose one that was trained on stacks of dates.")
        self.check(batch)
        tokens, (rows, columns) = self.embed(batch)  # (B T, G rows columns, width)
        samples, dates = days.shape
        code = self.time(days).reshape(-1, 1, self.config.width)  # (B T, 1, width)
        height, width = batch.valid.shape[-2:]
        margin = (0, columns * self.stride - width, 0, rows * self.stride - height)
        share = fn.avg_pool2d(fn.pad(batch.valid.unsqueeze(1), margin), self.stride)  # (B T, 1, rows, columns)
        weight = share.reshape(samples, dates, 1, rows * columns, 1) + _LEAST_SHARE
        weight = weight / weight.sum(dim=1, keepdim=True)
        found = []
        for state in self._chosen((tokens + code).reshape(samples, -1, self.config.width)):
            of_date = state.reshape(samples, dates, -1, rows * columns, self.config.width).mean(dim=2, keepdim=True)
            found.append(to_grid((of_date * weight).sum(dim=1).squeeze(1), rows, columns))
        return found

    def embed(self, batch: SpectralBatch) -> tuple[Tensor, tuple[int, int]]:
        """Return tokens with positions (B, G rows columns, width), group by group, and the grid's rows and columns."""
        pixels, group_nm = self.prepare(batch)
        tokens = self.embedding(pixels.unsqueeze(1)).permute(0, 2, 3, 4, 1)  # (B, G, rows, columns, width)
        rows, columns = tokens.shape[2], tokens.shape[3]
        code = self.position() if group_nm is None else self.position.at(group_nm, rows, columns)
        return tokens.flatten(1, 3) + code, (rows, columns)

    def states(self, tokens: Tensor) -> list[Tensor]:
        """Return the tokens after each block."""
        out = []
        for block in self.blocks:
            tokens = block(tokens)
            out.append(tokens)
        return out

    def prepare(self, batch: SpectralBatch) -> tuple[Tensor, Tensor | None]:
        """Mended mode: sort bands by wavelength, fill the last group, pad to whole patches, and zero invalid pixels.

        Returns:
            Pixels (B, 3 G, rows patch, columns patch), and mean wavelengths of the groups (B, G) in nm; in the faithful
            mode the pixels unchanged, and None.
        """
        if self.config.faithful:
            return batch.pixels, None
        order = group_order(batch.center_nm)  # (B, 3 G)
        group_nm = torch.gather(batch.center_nm, 1, order).reshape(batch.center_nm.shape[0], -1, GROUP).mean(dim=2)
        height, width = batch.pixels.shape[-2:]
        rows, columns = (height + self.stride - 1) // self.stride, (width + self.stride - 1) // self.stride
        pixels = batch.pixels * batch.valid.unsqueeze(1)
        pixels = torch.gather(pixels, 1, order[:, :, None, None].expand(-1, -1, height, width))
        margin = (0, columns * self.stride - width, 0, rows * self.stride - height)
        return fn.pad(pixels, margin), group_nm.to(pixels.dtype)


def group_order(center_nm: Tensor) -> Tensor:
    """Return indices (B, 3 G) of bands (B, C) by ascending wavelength; the last repeats up to a multiple of three.

    Ranks are counted by comparison because a stable sort does not export to ONNX; equal centres keep their order.
    """
    bands = center_nm.shape[1]
    place = torch.arange(bands, device=center_nm.device)
    earlier = (place[None, :] < place[:, None]).unsqueeze(0)  # (1, C, C): j before i
    other, own = center_nm.unsqueeze(1), center_nm.unsqueeze(2)
    rank = ((other < own) | ((other == own) & earlier)).sum(dim=2)  # (B, C)
    order = ((rank.unsqueeze(1) == place[:, None]) * place).sum(dim=2)  # (B, C): the band with rank i
    filled = torch.arange((bands + GROUP - 1) // GROUP * GROUP, device=center_nm.device).clamp(max=bands - 1)
    return order[:, filled]


class SpectralGptClassifier(nn.Module):
    """Scene classifier: mean token, norm, Linear."""

    def __init__(self, config: SpectralGptConfig, classes: int) -> None:
        """Return logits for ``classes`` classes from the encoder of ``config``."""
        super().__init__()
        self.config = config
        self.encoder = SpectralGptEncoder(config)
        self.head = nn.Linear(config.width, classes)
        nn.init.trunc_normal_(self.head.weight, std=2e-5)
        nn.init.zeros_(self.head.bias)

    def forward(self, batch: SpectralBatch) -> Tensor:
        """Return logits (B, classes)."""
        self.encoder.check(batch)
        tokens = self.encoder.states(self.encoder.embed(batch)[0])[-1]
        if self.config.faithful:
            tokens = tokens[:, 1:]  # the published classifier drops the first token as if it were a class token
        out: Tensor = self.head(self.encoder.norm(tokens.mean(dim=1)))
        return out
