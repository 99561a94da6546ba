"""The shared part of the land-cover networks: band conditions, two views of a pixel, its token, the head.

After Ji et al. 2026 (arXiv 2510.27219): a meta branch (wavelength, FWHM, sensor name, level) and a content branch make
one condition per band; a generator turns it into the kernels of the pixel embedding. Faults of the published design are
corrected (numbers as in the reference's list of faults):

* the embedding sums over bands with quadrature weights, so it approximates an integral over the spectrum and does not
  grow with the number of bands (5); it is one product over the bands, without a (batch, token, band, width) tensor (1);
* pixels are embedded one by one (P=1), so the map keeps pixel resolution (4);
* wavelength codes have periods from 4000 to 10 nm, FWHM enters as a logarithm, and there is no fixed range (6, 8);
* sensor names, including unknown ones, are encoded per sample as sentence embeddings (7);
* a validity mask accompanies the pixels through embedding, convolution and attention (9);
* reflectance enters as a logarithm and as a spectrum of unit energy (10); tiles may have any height and width (11);
* content statistics are quantiles of the whole scene's visible pixels, so a tile's result does not depend on masking or
  tiling (2, 3).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from ...spectral.inputs.content import LOG_FLOOR
from ..batch import SceneTiles
from ..blocks.conditions import EPS, Fusion, MetaBranch
from ..blocks.hyper_embedding import FactorGenerator
from ..blocks.vit import Mlp

REFLECTANCE_TOP = 3.0  # brighter pixels are clipped to this
ENERGY_FLOOR = 1e-5  # added to a spectrum's energy before it is divided by its root
VIEWS = 2  # inputs per spectrum: its logarithm, and its shape at unit energy
TABLE_START_NM, TABLE_STEP_NM, TABLE_KNOTS = 350.0, 50.0, 46  # 350 ... 2600 nm
NEUTRAL_FWHM_NM = 10.0  # FWHM assumed for every band by a network without a meta branch


@dataclass(frozen=True)
class StemConfig:
    """Sizes that all land-cover networks have, in channels and blocks.

    Attributes:
        classes: number of output classes.
        band_width: channels of a band's condition.
        content_quantiles: values per band that the content branch reads.
        width: channels of a pixel's token.
        mlp_depth: residual MLPs on every pixel alone.
        meta: False leaves FWHM, sensor name and level out of the conditions; only wavelength remains.
        content: False leaves the content branch out.
    """

    classes: int = 10
    band_width: int = 128
    content_quantiles: int = 16
    width: int = 128
    mlp_depth: int = 2
    meta: bool = True
    content: bool = True

    @property
    def multiple(self) -> int:
        """Side in pixels that tile sides must be multiples of."""
        return 1


class Stem(NamedTuple):
    """Inputs of a network's own blocks.

    ``tokens`` (B, H, W, width); ``seen`` (B, H, W, 1) validity; ``conditions`` (C, band_width).
    """

    tokens: Tensor
    seen: Tensor
    conditions: Tensor


class BandConditions(nn.Module):
    """Meta and content branches: one condition z_c per band."""

    def __init__(self, config: StemConfig) -> None:
        """Create modules for conditions of ``config.band_width`` channels."""
        super().__init__()
        width = config.band_width
        self.sees_meta = config.meta
        self.meta = MetaBranch(width, faithful=False)
        if config.content:
            self.content = Mlp(config.content_quantiles, width, width)
            self.content_norm = nn.LayerNorm(width, eps=EPS)
            self.fusion = Fusion(width)

    def forward(
        self, *, center_nm: Tensor, fwhm_nm: Tensor, weight: Tensor, attributes: Tensor, content: Tensor
    ) -> Tensor:
        """Return conditions (C, d) from (C,), (C,), (C,), (2, 384) and (C, quantiles)."""
        return self.fused(self.described(center_nm[None], fwhm_nm[None], attributes[None], weight[None])[0], content)

    def described(self, center_nm: Tensor, fwhm_nm: Tensor, attributes: Tensor, weight: Tensor) -> Tensor:
        """Return the meta branch's vectors (B, C, d) from (B, C), (B, C), (B, 2, 384) and (B, C)."""
        if not self.sees_meta:  # products with zero keep all inputs of an exported graph
            fwhm_nm, attributes = 0.0 * fwhm_nm + NEUTRAL_FWHM_NM, 0.0 * attributes
        meta: Tensor = self.meta(center_nm, fwhm_nm, attributes, weight=weight)
        return meta

    def fused(self, meta: Tensor, content: Tensor) -> Tensor:
        """Return conditions (..., C, d) from meta vectors (..., C, d) and quantiles (..., C, quantiles)."""
        if not hasattr(self, "content"):
            return meta + 0.0 * content.sum(-1, keepdim=True)
        conditions: Tensor = self.fusion(meta, self.content_norm(self.content(content))) + meta
        return conditions


def scaled_generator(width: int, rows: int, columns: int, *, scale: float) -> FactorGenerator:
    """Return a generator whose matrices start with entries of about ``scale``; its tokens then enter a LayerNorm."""
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
        """Transform x (B, H, W, E); ``valid`` (B, H, W, 1) sets invalid pixels to zero."""
        seen = (x * valid).permute(0, 3, 1, 2)
        mixed = self.depthwise(seen).permute(0, 2, 3, 1)
        result: Tensor = x + self.mlp(self.norm(mixed))
        return result


class PixelBlock(nn.Module):
    """Pre-norm residual MLP on every pixel by itself."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width, eps=EPS)
        self.mlp = Mlp(width, 2 * width)

    def forward(self, x: Tensor) -> Tensor:
        """Transform x (..., E)."""
        result: Tensor = x + self.mlp(self.norm(x))
        return result


class BandViews(nn.Module):
    """Conditions of the bands, and the two views of a pixel that all networks share."""

    log_mean: Tensor
    log_std: Tensor

    def __init__(self, config: StemConfig) -> None:
        """Create the conditions and the input tables, which are not yet fitted."""
        super().__init__()
        self.conditions = BandConditions(config)
        self.register_buffer("log_mean", torch.full((TABLE_KNOTS,), -1.8))
        self.register_buffer("log_std", torch.full((TABLE_KNOTS,), 0.9))

    def log_table(self, center_nm: Tensor) -> tuple[Tensor, Tensor]:
        """Return mean and spread (..., C) of log reflectance at wavelengths (..., C) in nm, interpolated linearly."""
        knots = TABLE_START_NM + TABLE_STEP_NM * torch.arange(TABLE_KNOTS, device=center_nm.device)
        inside = center_nm.clamp(TABLE_START_NM, TABLE_START_NM + TABLE_STEP_NM * (TABLE_KNOTS - 1))
        hat = (1 - (inside[..., None] - knots).abs() / TABLE_STEP_NM).clamp(min=0)  # interpolation as a product
        return hat @ self.log_mean, hat @ self.log_std

    def views(self, pixels: Tensor, valid: Tensor, center_nm: Tensor, weight: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return two views of reflectance (B, C, H, W), zero where invalid, and the spread of the first.

        Returns:
            log (B, C, H, W): logarithm minus its mean at the band's wavelength, still to be divided by the third value;
            shape (B, C, H, W): spectrum of unit energy;
            std (C,): spread of the logarithm at each band, to be included in the kernels, which saves one pass.

        If the samples have bands of their own, center_nm, weight and std are (B, C).
        """
        mean, std = self.log_table(center_nm)
        seen = valid[:, None]
        rho = pixels.clamp(0.0, REFLECTANCE_TOP)
        energy = torch.matmul(weight.unsqueeze(-2), (rho * rho).flatten(2)).reshape(seen.shape)
        shape = rho * (torch.rsqrt(energy + ENERGY_FLOOR) * seen)
        log = (torch.log(rho + LOG_FLOOR) - mean[..., None, None]) * seen
        return log, shape, std


class LandCoverBase(BandViews):
    """Reflectance of any bands -> probabilities of land-cover classes at every pixel.

    Subclasses add their blocks; their :meth:`features` turns tokens into features of ``config.width`` channels.
    """

    temperature: Tensor

    def __init__(self, config: StemConfig) -> None:
        """Create what all networks share: conditions, pixel embedding, head."""
        super().__init__(config)
        self.config = config
        width = config.width
        self.pixel_factor = scaled_generator(config.band_width, width, VIEWS, scale=1.0)
        self.pixel_bias = scaled_generator(config.band_width, width, 1, scale=0.1)
        self.pixel_norm = nn.LayerNorm(width, eps=EPS)
        self.pixel_blocks = nn.ModuleList(PixelBlock(width) for _ in range(config.mlp_depth))
        self.head_norm = nn.LayerNorm(width, eps=EPS)
        self.head = nn.Linear(width, config.classes)
        self.cover = nn.Linear(width, config.classes)
        self.register_buffer("temperature", torch.ones(()))

    def stem(self, tiles: SceneTiles) -> Stem:
        """Embed every pixel."""
        conditions = self.conditions(
            center_nm=tiles.center_nm, fwhm_nm=tiles.fwhm_nm, weight=tiles.weight, attributes=tiles.attributes,
            content=tiles.content,
        )  # fmt: skip
        batch, _, height, width = tiles.pixels.shape
        spectra = tiles.pixels.flatten(2)
        tokens = self.pixel_norm(self.embed_pixels(spectra, tiles.center_nm, tiles.weight, conditions))
        tokens = tokens.reshape(batch, height, width, -1)
        for block in self.pixel_blocks:
            tokens = block(tokens)
        return Stem(tokens, tiles.valid[..., None], conditions)

    def embed_pixels(self, pixels: Tensor, center_nm: Tensor, weight: Tensor, conditions: Tensor) -> Tensor:
        """Return tokens (B, N, width) of spectra (B, C, N): products of the views with the bands' kernels.

        Steps of :meth:`BandViews.views` are applied to the token where that is equivalent: the mean of the logarithm is
        part of the bias, and the energy divides the product. Both save passes over all bands.
        """
        mean, std = self.log_table(center_nm)
        factor = self.pixel_factor(conditions) * weight[:, None, None]  # (C, E, 2)
        log_factor, shape_factor = factor[..., 0] / std[:, None], factor[..., 1]
        bias = (self.pixel_bias(conditions)[..., 0] * weight[:, None] - log_factor * mean[:, None]).sum(0)
        rho = pixels.clamp(0.0, REFLECTANCE_TOP)
        energy = torch.matmul(weight[None], rho * rho)  # (B, 1, N)
        log = log_factor.transpose(0, 1) @ torch.log(rho + LOG_FLOOR)  # (B, E, N)
        shape = (shape_factor.transpose(0, 1) @ rho) * torch.rsqrt(energy + ENERGY_FLOOR)
        tokens: Tensor = (log + shape).transpose(1, 2) + bias
        return tokens

    def features(self, tiles: SceneTiles, *, use_context: bool = True) -> Tensor:
        """Return features (B, H, W, width) of the tiles.

        Without ``use_context`` distant pixels have no influence; training does this now and then.
        """
        raise NotImplementedError

    def logits(self, *fields: Tensor, use_context: bool = True) -> tuple[Tensor, Tensor]:
        """Return two scores (B, K, H, W): for the class that covers most of the pixel, and for the cover fractions.

        They differ for ambiguous spectra, such as sparse grass or a street with trees: the fractions lie between two
        classes, the class is one of them. ``fields``: those of :class:`SceneTiles`, in order.
        """
        return self.scores(self.described(*fields, use_context=use_context))

    def scores(self, described: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of :meth:`logits` from the result of :meth:`described`."""
        return self.head(described).permute(0, 3, 1, 2), self.cover(described).permute(0, 3, 1, 2)

    def described(self, *fields: Tensor, use_context: bool = True) -> Tensor:
        """Return the normalised features (B, H, W, width) that heads read."""
        normed: Tensor = self.head_norm(self.features(SceneTiles(*fields), use_context=use_context))
        return normed

    def maps(self, *fields: Tensor) -> tuple[Tensor, Tensor]:
        """Return calibrated probabilities and cover fractions, both (B, K, H, W)."""
        x = self.described(*fields)
        dominant, cover = self.head(x), self.cover(x)  # classes on the last axis, where a softmax is fastest
        return (dominant / self.temperature).softmax(-1).permute(0, 3, 1, 2), cover.softmax(-1).permute(0, 3, 1, 2)

    def forward(self, *fields: Tensor) -> Tensor:
        """Return calibrated probabilities (B, K, H, W) that a class covers most of the pixel.

        ``fields``: those of :class:`SceneTiles`, in order; as single tensors, like the inputs of a graph.
        """
        return self.maps(*fields)[0]
