"""SpecAware's own variant for dense land cover ("specaware-s"): any bands, any tile size, pixel resolution.

After Ji et al. 2026 (arXiv 2510.27219): a meta branch (wavelength, FWHM, sensor name, level) and a content branch give
one condition per band; generators turn it into the factors of the patch embedding; a ViT sees the patches. What the
published design gets wrong is mended (numbers as in the list of faults of the reference):

* the embedding sums over bands with quadrature weights, so it approximates an integral over the spectrum and does not
  grow with the number of bands (5); one product over (band, rank), no (batch, token, band, width) tensor (1);
* a pixel branch (P=1) beside the patch branch (P=8, rank 8) keeps pixel resolution and truly compresses (4);
* wavelength codes have periods from 4000 to 10 nm, FWHM enters as a logarithm, there is no hard range (6, 8);
* sensor names are coded per sample as sentence vectors, unknown ones included (7);
* a validity mask travels with the pixels through embedding, convolution and attention (9);
* reflectance enters as a logarithm and as a spectrum of unit energy (10); tiles may have any height and width (11);
* content statistics are quantiles of the whole scene's visible pixels, so a tile's result does not depend on masking or
  tiling (2, 3).
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .conditions import EPS, Fusion, MetaBranch
from .hyper_embedding import FactorGenerator
from .vit import Block, Mlp

LOG_FLOOR = 0.01  # reflectance added before the logarithm: about the noise of a dark water pixel
TABLE_START_NM, TABLE_STEP_NM, TABLE_KNOTS = 350.0, 50.0, 46  # 350 ... 2600 nm


@dataclass(frozen=True)
class LandCoverConfig:
    """Sizes of the network; widths in channels, depths in blocks, ``patch`` in pixels."""

    classes: int = 8
    band_width: int = 128
    content_quantiles: int = 16
    width: int = 128
    mlp_depth: int = 2
    conv_depth: int = 3
    conv_kernel: int = 5
    patch: int = 8
    rank: int = 8
    context_width: int = 192
    context_depth: int = 4
    context_heads: int = 6

    def to_dict(self) -> dict[str, int]:
        """Return the sizes as plain data, for a card or a checkpoint."""
        return asdict(self)


class BandConditions(nn.Module):
    """Meta and content branches: one condition z_c per band."""

    def __init__(self, config: LandCoverConfig) -> None:
        """Make conditions of ``config.band_width`` channels."""
        super().__init__()
        width = config.band_width
        self.meta = MetaBranch(width, faithful=False)
        self.content = Mlp(config.content_quantiles, width, width)
        self.content_norm = nn.LayerNorm(width, eps=EPS)
        self.fusion = Fusion(width)

    def forward(
        self, *, center_nm: Tensor, fwhm_nm: Tensor, weight: Tensor, attributes: Tensor, content: Tensor
    ) -> Tensor:
        """Return conditions (C, d) from (C,), (C,), (C,), (2, 384) and (C, quantiles)."""
        meta = self.meta(center_nm[None], fwhm_nm[None], attributes[None], weight=weight[None])[0]
        conditions: Tensor = self.fusion(meta, self.content_norm(self.content(content))) + meta
        return conditions


def scaled_generator(width: int, rows: int, columns: int, *, scale: float) -> FactorGenerator:
    """A generator whose matrices start with entries of about ``scale``; its tokens then meet a LayerNorm."""
    generator = FactorGenerator(width, rows, columns)
    nn.init.normal_(generator.head.weight, std=scale / math.sqrt(width // 2))
    nn.init.normal_(generator.head.bias, std=scale)
    return generator


class ConvBlock(nn.Module):
    """ConvNeXt block at pixel resolution: masked depthwise convolution, then a pixel-wise MLP."""

    def __init__(self, width: int, kernel: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(width, width, kernel, padding=kernel // 2, groups=width)
        self.norm = nn.LayerNorm(width, eps=EPS)
        self.mlp = Mlp(width, 2 * width)

    def forward(self, x: Tensor, valid: Tensor) -> Tensor:
        """Transform x (B, H, W, E); valid (B, H, W, 1) zeroes what must not be seen."""
        seen = (x * valid).permute(0, 3, 1, 2)
        mixed = self.depthwise(seen).permute(0, 2, 3, 1)
        result: Tensor = x + self.mlp(self.norm(mixed))
        return result


class PixelBlock(nn.Module):
    """Pre-norm residual MLP on every pixel alone."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width, eps=EPS)
        self.mlp = Mlp(width, 2 * width)

    def forward(self, x: Tensor) -> Tensor:
        """Transform x (..., E)."""
        result: Tensor = x + self.mlp(self.norm(x))
        return result


class LandCoverNet(nn.Module):
    """Reflectance of any bands -> probabilities of land-cover classes at every pixel."""

    log_mean: Tensor
    log_std: Tensor
    temperature: Tensor

    def __init__(self, config: LandCoverConfig) -> None:
        super().__init__()
        self.config = config
        width, views = config.width, 2
        self.conditions = BandConditions(config)
        self.pixel_factor = scaled_generator(config.band_width, width, views, scale=1.0)
        self.pixel_bias = scaled_generator(config.band_width, width, 1, scale=0.1)
        self.pixel_norm = nn.LayerNorm(width, eps=EPS)
        self.pixel_blocks = nn.ModuleList(PixelBlock(width) for _ in range(config.mlp_depth))
        values = views * config.patch**2
        self.patch_u = scaled_generator(config.band_width, config.context_width, config.rank, scale=1.0)
        self.patch_v = scaled_generator(config.band_width, config.rank, values, scale=1.0 / math.sqrt(values))
        self.patch_norm = nn.LayerNorm(config.context_width, eps=EPS)
        self.context_blocks = nn.ModuleList(
            Block(config.context_width, config.context_heads, 3.0, EPS) for _ in range(config.context_depth)
        )
        self.context_norm = nn.LayerNorm(config.context_width, eps=EPS)
        self.context_out = nn.Linear(config.context_width, width)
        self.conv_blocks = nn.ModuleList(ConvBlock(width, config.conv_kernel) for _ in range(config.conv_depth))
        self.head_norm = nn.LayerNorm(width, eps=EPS)
        self.head = nn.Linear(width, config.classes)
        self.register_buffer("log_mean", torch.full((TABLE_KNOTS,), -1.8))
        self.register_buffer("log_std", torch.full((TABLE_KNOTS,), 0.9))
        self.register_buffer("temperature", torch.ones(()))

    def views(self, pixels: Tensor, valid: Tensor, center_nm: Tensor, weight: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Two views of reflectance (B, C, H, W), zero where invalid, and the spread of the first.

        Returns:
            log (B, C, H, W): logarithm less its mean at the band's wavelength, to be divided by the third value;
            shape (B, C, H, W): spectrum of unit energy;
            std (C,): spread of the logarithm at each band; it belongs into the kernels (one pass less).
        """
        knots = TABLE_START_NM + TABLE_STEP_NM * torch.arange(TABLE_KNOTS, device=pixels.device)
        inside = center_nm.clamp(TABLE_START_NM, TABLE_START_NM + TABLE_STEP_NM * (TABLE_KNOTS - 1))
        hat = (1 - (inside[:, None] - knots).abs() / TABLE_STEP_NM).clamp(min=0)  # linear interpolation as a product
        mean, std = hat @ self.log_mean, hat @ self.log_std
        seen = valid[:, None]
        rho = pixels.clamp(0.0, 3.0)
        energy = torch.matmul(weight, (rho * rho).flatten(2)).reshape(seen.shape)
        shape = rho * (torch.rsqrt(energy + 1e-5) * seen)
        log = (torch.log(rho + LOG_FLOOR) - mean[:, None, None]) * seen
        return log, shape, std

    def context(
        self, views: tuple[Tensor, Tensor, Tensor], valid: Tensor, conditions: Tensor, weight: Tensor, gsd_m: Tensor
    ) -> Tensor:
        """ViT over patches: views as from :meth:`views`, valid (B, H, W) -> (B, H, W, width)."""
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

    def features(
        self, pixels: Tensor, valid: Tensor, center_nm: Tensor, fwhm_nm: Tensor, weight: Tensor,
        attributes: Tensor, content: Tensor, gsd_m: Tensor, *, use_context: bool = True,
    ) -> Tensor:  # fmt: skip
        """Return features (B, H, W, width) of the tile; arguments as :meth:`forward`."""
        conditions = self.conditions(
            center_nm=center_nm, fwhm_nm=fwhm_nm, weight=weight, attributes=attributes, content=content
        )
        views = self.views(pixels, valid, center_nm, weight)
        log, shape, std = views
        factor = self.pixel_factor(conditions) * weight[:, None, None]  # (C, E, 2)
        bias = (self.pixel_bias(conditions)[..., 0] * weight[:, None]).sum(0)
        token = (factor[..., 0] / std[:, None]).transpose(0, 1) @ log.flatten(2)  # (B, E, H * W)
        token = token + factor[..., 1].transpose(0, 1) @ shape.flatten(2)
        batch, _, height, width = pixels.shape
        x = self.pixel_norm(token.transpose(1, 2) + bias).reshape(batch, height, width, -1)
        seen = valid[..., None]
        for block in self.pixel_blocks:
            x = block(x)
        if use_context:
            x = x + self.context(views, valid, conditions, weight, gsd_m)
        for block in self.conv_blocks:
            x = block(x, seen)
        result: Tensor = x
        return result

    def logits(
        self, pixels: Tensor, valid: Tensor, center_nm: Tensor, fwhm_nm: Tensor, weight: Tensor,
        attributes: Tensor, content: Tensor, gsd_m: Tensor, *, use_context: bool = True,
    ) -> Tensor:  # fmt: skip
        """Return class scores (B, K, H, W); arguments as :meth:`forward`."""
        x = self.features(
            pixels, valid, center_nm, fwhm_nm, weight, attributes, content, gsd_m, use_context=use_context
        )
        scores: Tensor = self.head(self.head_norm(x)).permute(0, 3, 1, 2)
        return scores

    def forward(
        self, pixels: Tensor, valid: Tensor, center_nm: Tensor, fwhm_nm: Tensor, weight: Tensor,
        attributes: Tensor, content: Tensor, gsd_m: Tensor,
    ) -> Tensor:  # fmt: skip
        """Map a tile.

        Args:
            pixels: (B, C, H, W) reflectance (L2) or apparent reflectance (L1); H and W multiples of ``patch``.
            valid: (B, H, W) 1 where the pixel may be seen, else 0.
            center_nm: (C,) band centres in nm, any order.
            fwhm_nm: (C,) band widths in nm.
            weight: (C,) quadrature weights, sum 1.
            attributes: (2, 384) sentence vectors of sensor name and processing level.
            content: (C, quantiles) scene-wide quantiles of log(max(rho, 0) + 0.01).
            gsd_m: scalar ground sampling distance in metres.

        Returns:
            (B, K, H, W) calibrated probabilities, read as cover fractions.
        """
        scores = self.logits(pixels, valid, center_nm, fwhm_nm, weight, attributes, content, gsd_m)
        probabilities: Tensor = (scores / self.temperature).softmax(1)
        return probabilities


def position_code(rows: int, cols: int, channels: int, step_m: Tensor) -> Tensor:
    """2-D sine-cosine code (1, rows*cols, channels) of distances in metres on a log-free grid (Scale-MAE, mended).

    The first half of the channels codes the column, the second the row. Periods run from 16 m to 64 km, so every
    sensor's patch step (4 m to 500 m) falls inside them.
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
