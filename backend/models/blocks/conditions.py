"""Condition vector of a band: metadata, content and their fusion (Ji et al. 2026, section 3.2).

All parts follow the published design unless a constructor states a difference of our own variants. LayerNorm's eps is
1e-5 here, not the 1e-6 of the transformer.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from ...spectral.inputs.attributes import ATTRIBUTE_WIDTH
from .pooling import adaptive_max, adaptive_mean
from .vit import Block, Mlp

EPS = 1e-5
FAITHFUL_RANGE_NM = (350.0, 2550.0)
"""Shortest and longest period of the published wavelength code, and the wavelength range it accepts."""
OWN_PERIODS_NM = (4000.0, 10.0)
"""First and last period of our own code: long ones order bands up to 2.6 um, short ones separate bands 5 nm apart."""
BAND_HEADS = 4
SUMMARIES = 4
"""Number of values per band in :func:`pool_summary`: mean, standard deviation, minimum and maximum."""


def wavelength_code(center_nm: Tensor, channels: int, periods_nm: tuple[float, float]) -> Tensor:
    """Fourier code of band centres (..., C) -> (..., C, channels), sines then cosines, periods log-spaced.

    It is computed in float64, as 2 pi lambda / p is large for the shortest periods, and returned as float32.
    """
    low, high = (math.log10(p) for p in periods_nm)
    periods = torch.logspace(low, high, channels // 2, dtype=torch.float64, device=center_nm.device)
    angle = 2.0 * math.pi * center_nm.to(torch.float64).unsqueeze(-1) / periods
    return torch.cat([angle.sin(), angle.cos()], dim=-1).to(torch.float32)


class Fusion(nn.Module):
    """F(x, y) = GELU(LN(W [Wx x ; Wy y])) + Wx x."""

    def __init__(self, width: int) -> None:
        """Fuse two vectors of ``width`` channels."""
        super().__init__()
        self.project_x = nn.Linear(width, width)
        self.project_y = nn.Linear(width, width)
        self.merge = nn.Linear(2 * width, width)
        self.norm = nn.LayerNorm(width, eps=EPS)

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """Fuse x (..., width) with y, which broadcasts to it, into (..., width)."""
        x, y = self.project_x(x), self.project_y(y)
        merged = self.merge(torch.cat([x, y.expand_as(x)], dim=-1))
        out: Tensor = fn.gelu(self.norm(merged)) + x
        return out


class MetaBranch(nn.Module):
    """One vector per band from its wavelength and FWHM, sensor name and level, with attention to the other bands."""

    def __init__(self, width: int, *, faithful: bool) -> None:
        """Use the published codes of wavelength and FWHM if ``faithful``, else our codes without a fixed range."""
        super().__init__()
        self.width = width
        self.faithful = faithful
        self.mix = nn.Parameter(torch.ones(2))
        self.fwhm = Mlp(1, 64, width)
        self.enhance = Mlp(width, 2 * width)
        self.attribute = nn.Linear(ATTRIBUTE_WIDTH, width // 2)
        self.fusion = Fusion(width)
        self.across = Block(width, BAND_HEADS, mlp_ratio=1.0, eps=EPS)

    def forward(
        self, center_nm: Tensor, fwhm_nm: Tensor, attributes: Tensor, *, weight: Tensor | None = None
    ) -> Tensor:
        """Return M (B, C, width).

        Args:
            center_nm: (B, C) nm.
            fwhm_nm: (B, C) nm.
            attributes: (B, 2, 384) sentence embeddings of name and level.
            weight: (B, C) quadrature weights, which also weight the bands as attention keys; None for equal weights.
        """
        periods = FAITHFUL_RANGE_NM if self.faithful else OWN_PERIODS_NM
        code = wavelength_code(center_nm, self.width, periods)
        # 5 to 15 nm is the published scale; a logarithm also covers the 100 nm of multispectral bands.
        breadth = (fwhm_nm - 5.0) / 10.0 if self.faithful else torch.log(fwhm_nm.clamp(min=0.1) / 10.0)
        share = torch.softmax(self.mix, dim=0)
        band = share[0] * code + share[1] * self.fwhm(breadth.unsqueeze(-1))
        band = self.enhance(band) + band
        name_and_level = self.attribute(attributes).flatten(1).unsqueeze(1)  # (B, 2, width/2) -> (B, 1, width)
        band = self.fusion(band, name_and_level) + band
        key_bias = None if weight is None else torch.log((weight * weight.shape[1]).clamp(min=1e-6))
        out: Tensor = self.across(band, key_bias=key_bias) + band
        return out


class ContentBranch(nn.Module):
    """One vector per band from its pooled means and maxima."""

    def __init__(self, inputs: int, hidden: int, width: int) -> None:
        """Read ``inputs`` means and as many maxima per band through ``hidden`` channels each."""
        super().__init__()
        self.average = Mlp(inputs, hidden, width)
        self.maximum = Mlp(inputs, hidden, width)
        self.merge = Mlp(2 * width, 2 * width, width)
        self.norm = nn.LayerNorm(width, eps=EPS)

    def forward(self, average: Tensor, maximum: Tensor) -> Tensor:
        """Map two (B, C, inputs) to (B, C, width)."""
        both = torch.cat([self.average(average), self.maximum(maximum)], dim=-1)
        out: Tensor = self.norm(self.merge(both))
        return out


def pool_grid(pixels: Tensor, cells: int) -> tuple[Tensor, Tensor]:
    """Pool (B, C, H, W) adaptively to means and maxima of ``cells`` x ``cells``: two (B, C, cells * cells)."""
    height, width = int(pixels.shape[-2]), int(pixels.shape[-1])
    if height % cells == 0 and width % cells == 0:
        kernel = (height // cells, width // cells)
        return fn.avg_pool2d(pixels, kernel).flatten(2), fn.max_pool2d(pixels, kernel).flatten(2)
    return adaptive_mean(pixels, cells).flatten(2), adaptive_max(pixels, cells).flatten(2)


def pool_summary(pixels: Tensor, valid: Tensor, patch: int, *, seen: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Summarise each band over the valid, visible patches of a tile of any size.

    Args:
        pixels: (B, C, H, W), zero where not valid.
        valid: (B, H, W), 1 or 0.
        patch: side of the pooling window.
        seen: (B, N) 1 for patches visible to the encoder; None for all.

    Returns:
        Two (B, C, 4): mean, standard deviation, minimum and maximum of the patch means, then of the patch maxima.
    """
    mask = valid.unsqueeze(1)
    share = fn.avg_pool2d(mask, patch).flatten(2)  # (B, 1, N)
    average = fn.avg_pool2d(pixels, patch).flatten(2) / share.clamp(min=1e-6)
    maximum = fn.max_pool2d(pixels + (mask - 1.0) * 1e4, patch).flatten(2)
    present = (share > 0).to(pixels.dtype)
    if seen is not None:
        present = present * seen.unsqueeze(1)
    return _summary(average, present), _summary(maximum, present)


def _summary(values: Tensor, present: Tensor) -> Tensor:
    """Mean, standard deviation, minimum and maximum of (B, C, N) where ``present`` (B, 1, N); zeros if none is."""
    count = present.sum(dim=-1).clamp(min=1.0)
    mean = (values * present).sum(dim=-1) / count
    variance = ((values - mean.unsqueeze(-1)) ** 2 * present).sum(dim=-1) / count
    absent = (1.0 - present) * 1e4
    any_present = (present.sum(dim=-1) > 0).to(values.dtype)
    low = (values + absent).amin(dim=-1) * any_present
    high = (values - absent).amax(dim=-1) * any_present
    return torch.stack([mean, torch.sqrt(variance + 1e-8), low, high], dim=-1)
