"""Patch embedding and band prediction with weights generated per band; the sum over bands is folded.

The published embedding (Ji et al. 2026, section 3.3) is token_n = g (sum_c U_c V_c x_nc + b). Its intermediate result
(B, N, C, E) would be the largest tensor of the model. As U_c is linear in a hidden vector g_c, the sum over bands can
be taken before U is applied,

    sum_c U_c V_c x_nc = W vec( sum_c [g_c ; 1] (x) V_c x_nc ),

with W the reshaped weights of the generator's last layer; no U_c is built. For few bands a single product over (c, r)
is cheaper; :func:`folding_pays` decides.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from .conditions import EPS
from .vit import tracing, unflatten

BAND_CHUNK = 32
"""Bands embedded at a time without gradients, so that intermediate results fit the cache."""
FOLD_COST = 1.35
"""Cost of a multiplication in the folded order relative to the direct order, whose products are larger."""
FIRST_SCALE = 0.02
"""Initial value of the learned token scale g, for tokens that are sums over bands."""
TYPICAL = 0.25
"""Reflectance at which tokens that are means over bands initially have the size of their position codes."""


def folding_pays(tokens: int, bands: int, width: int, hidden: int) -> bool:
    """Compare the multiplications of both orders; they are equal for 784 tokens, width 768, hidden 64 and 90 bands."""
    inner = hidden + 1
    return FOLD_COST * tokens * inner * (bands + width) < bands * width * (inner + tokens)


class FactorGenerator(nn.Module):
    """Generate a matrix (rows, columns) from each band's vector: LN, Linear, GELU, Linear, GELU, Linear."""

    def __init__(self, band_width: int, rows: int, columns: int) -> None:
        """Generate from ``band_width`` channels through ``band_width // 2``."""
        super().__init__()
        self.rows = rows
        self.columns = columns
        self.norm = nn.LayerNorm(band_width, eps=EPS)
        self.fc1 = nn.Linear(band_width, band_width)
        self.fc2 = nn.Linear(band_width, band_width // 2)
        self.head = nn.Linear(band_width // 2, rows * columns)

    def hidden(self, condition: Tensor) -> Tensor:
        """Map (..., band_width) to the input of the last layer, (..., band_width // 2)."""
        return fn.gelu(self.fc2(fn.gelu(self.fc1(self.norm(condition)))))

    def forward(self, condition: Tensor) -> Tensor:
        """Map (..., band_width) -> (..., rows, columns)."""
        return unflatten(self.head(self.hidden(condition)), -1, (self.rows, self.columns))

    def transposed(self, condition: Tensor) -> Tensor:
        """Map (..., C, band_width) -> (..., C, columns, rows); transposes the smaller of weights and result."""
        if not tracing() and condition.shape[-2] < self.head.in_features:
            return self.forward(condition).transpose(-1, -2)
        shape = (self.rows, self.columns)
        weight = unflatten(self.head.weight, 0, shape).transpose(0, 1).flatten(0, 1)
        bias = unflatten(self.head.bias, 0, shape).t().flatten()
        return unflatten(fn.linear(self.hidden(condition), weight, bias), -1, (self.columns, self.rows))

    def folded(self) -> Tensor:
        """Return the last layer with its bias as one more input: (rows, columns, band_width // 2 + 1)."""
        both = torch.cat([self.head.weight, self.head.bias.unsqueeze(1)], dim=1)
        return unflatten(both, 0, (self.rows, self.columns))


class BiasGenerator(nn.Module):
    """Generate a bias vector: LN, Linear, GELU, Linear; the last layer starts at zero."""

    def __init__(self, band_width: int, out: int) -> None:
        """Generate ``out`` values from ``band_width`` channels through ``band_width // 2``."""
        super().__init__()
        self.norm = nn.LayerNorm(band_width, eps=EPS)
        self.fc1 = nn.Linear(band_width, band_width // 2)
        self.head = nn.Linear(band_width // 2, out)

    def forward(self, condition: Tensor) -> Tensor:
        """Map (..., band_width) -> (..., out)."""
        out: Tensor = self.head(fn.gelu(self.fc1(self.norm(condition))))
        return out

    def reset(self) -> None:
        """Initialise to a bias of zero."""
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)


def with_one(hidden: Tensor) -> Tensor:
    """Append a 1 to (..., k) -> (..., k + 1), so that a bias becomes a weight."""
    return torch.cat([hidden, torch.ones_like(hidden[..., :1])], dim=-1)


def to_patches(pixels: Tensor, patch: int) -> Tensor:
    """Split (B, C, H, W) into (B, C, N, patch * patch): patches, and the pixels of each, row by row."""
    batch, bands, height, width = pixels.shape
    rows, columns = height // patch, width // patch
    cells = pixels.reshape(batch, bands, rows, patch, columns, patch).permute(0, 1, 2, 4, 3, 5)
    return cells.reshape(batch, bands, rows * columns, patch * patch)


class HyperEmbedding(nn.Module):
    """Embed patches of any number of bands with weights generated from the bands' conditions."""

    def __init__(self, width: int, *, patch: int, rank: int, band_width: int) -> None:
        """Make tokens of ``width`` channels from ``patch`` x ``patch`` pixels with factors of ``rank``."""
        super().__init__()
        self.patch = patch
        self.left = FactorGenerator(band_width, width, rank)  # U_c
        self.right = FactorGenerator(band_width, rank, patch * patch)  # V_c
        self.bias = BiasGenerator(band_width, width)
        self.scale = nn.Parameter(torch.tensor(FIRST_SCALE))

    def forward(
        self,
        pixels: Tensor,
        condition: Tensor,
        *,
        weight: Tensor | None = None,
        keep: Tensor | None = None,
        folded: bool | None = None,
    ) -> Tensor:
        """Embed the patches.

        Args:
            pixels: (B, C, H, W); H and W multiples of the patch.
            condition: (B, C, band_width), one vector per band.
            weight: (B, C) weight of each band in the sum and in the mean for the bias; None for a plain sum.
            keep: (B, K) indices of the patches to embed; None for all.
            folded: order of the products; None to choose by cost (traced graphs are always folded).

        Returns:
            (B, N or K, width).
        """
        if folded is None:
            patches = (pixels.shape[-2] // self.patch) * (pixels.shape[-1] // self.patch)
            tokens = patches if keep is None else keep.shape[1]
            folded = tracing() or folding_pays(int(tokens), pixels.shape[1], self.left.rows, self.left.head.in_features)
        mean = condition.mean(dim=1) if weight is None else (condition * weight.unsqueeze(-1)).sum(dim=1)
        embed = self._folded if folded else self._direct
        out: Tensor = self.scale * (embed(pixels, condition, weight, keep) + self.bias(mean).unsqueeze(1))
        return out

    def _folded(self, pixels: Tensor, condition: Tensor, weight: Tensor | None, keep: Tensor | None) -> Tensor:
        """Sum over bands first: (B, K, width)."""
        hidden = with_one(self.left.hidden(condition))  # (B, C, k)
        if weight is not None:
            hidden = hidden * weight.unsqueeze(-1)
        hidden = hidden.transpose(1, 2)  # (B, k, C)
        total = self._product(pixels, condition, hidden, keep)
        batch, inner = hidden.shape[0], hidden.shape[1]
        rank = self.left.columns
        # (B, k, K r) -> (B, K, k r)
        sums = total.reshape(batch, inner, -1, rank).transpose(1, 2).flatten(2)
        return torch.matmul(sums, self.left.folded().permute(2, 1, 0).flatten(0, 1))

    def _product(self, pixels: Tensor, condition: Tensor, hidden: Tensor, keep: Tensor | None) -> Tensor:
        """sum_c hidden_c (x) V_c x_nc, a few bands at a time: (B, k, K r)."""
        if tracing():
            return torch.matmul(hidden, self._reduce(pixels, condition, keep).flatten(2))
        total = torch.zeros((), dtype=pixels.dtype, device=pixels.device)
        for part in (slice(i, i + BAND_CHUNK) for i in range(0, pixels.shape[1], BAND_CHUNK)):
            reduced = self._reduce(pixels[:, part], condition[:, part], keep).flatten(2)  # (B, c, K r)
            total = torch.baddbmm(total, hidden[:, :, part], reduced)
        return total

    def _direct(self, pixels: Tensor, condition: Tensor, weight: Tensor | None, keep: Tensor | None) -> Tensor:
        """One product over (band, rank): (B, K, width)."""
        reduced = self._reduce(pixels, condition, keep)  # (B, C, K, r)
        if weight is not None:
            reduced = reduced * weight[:, :, None, None]
        left = self.left.transposed(condition).flatten(1, 2)  # (B, C r, width)
        return torch.matmul(reduced.transpose(1, 2).flatten(2), left)

    def _reduce(self, pixels: Tensor, condition: Tensor, keep: Tensor | None) -> Tensor:
        """V_c x_nc: (B, c, H, W) -> (B, c, K, r)."""
        patches = to_patches(pixels, self.patch)
        if keep is not None:
            index = keep[:, None, :, None].expand(-1, patches.shape[1], -1, patches.shape[3])
            patches = torch.gather(patches, 2, index)
        return torch.matmul(patches, self.right(condition).transpose(-1, -2))

    def reset(self, *, averaging: bool) -> None:
        """Initialise the parameters that set the tokens' size; call after the Linears are initialised.

        Args:
            averaging: False for the published initial scale of 0.02, for tokens that are sums over bands. True for
                tokens that are means over bands: with that scale they would be 1000 times smaller than their position
                codes, and training would see only positions for a thousand steps. The factors then start with entries
                that give a flat spectrum of ``TYPICAL`` reflectance tokens of about 1.
        """
        self.bias.reset()
        nn.init.constant_(self.scale, 1.0 / TYPICAL if averaging else FIRST_SCALE)
        if averaging:
            for part, inputs in ((self.left, self.left.columns), (self.right, self.right.columns)):
                deviation = inputs**-0.5
                nn.init.normal_(part.head.bias, std=deviation)
                nn.init.normal_(part.head.weight, std=deviation * part.head.in_features**-0.5)
