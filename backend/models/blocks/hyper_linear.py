"""The decoder's last layer: weights generated per band predict the band's pixels (Ji et al. 2026, section 3.4)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from .conditions import Fusion
from .hyper_embedding import BiasGenerator, FactorGenerator, folding_pays, with_one
from .vit import Mlp, unflatten

POOL_WIDTH = 64


class AttentionPool(nn.Module):
    """Pool tokens with one attention head whose query is their mean."""

    def __init__(self, width: int) -> None:
        """Project queries and keys to 64 channels, values to ``width``, without biases."""
        super().__init__()
        self.query = nn.Linear(width, POOL_WIDTH, bias=False)
        self.key = nn.Linear(width, POOL_WIDTH, bias=False)
        self.value = nn.Linear(width, width, bias=False)

    def forward(self, tokens: Tensor) -> Tensor:
        """Map (B, N, width) -> (B, width)."""
        query = self.query(tokens.mean(dim=1, keepdim=True))  # (B, 1, 64)
        logits = torch.matmul(query, self.key(tokens).transpose(1, 2)) / math.sqrt(POOL_WIDTH)
        return torch.matmul(torch.softmax(logits, dim=-1), self.value(tokens)).squeeze(1)


class HyperLinear(nn.Module):
    """xhat_nc = U'_c V'_c h_n + b'_c, with factors generated from the band's vector and the whole tile."""

    def __init__(self, width: int, *, patch: int, rank: int, band_width: int) -> None:
        """Predict ``patch`` x ``patch`` pixels per band from tokens of ``width`` channels."""
        super().__init__()
        self.pool = AttentionPool(width)
        self.tile = Mlp(width, band_width, band_width)
        self.fusion = Fusion(band_width)
        self.left = FactorGenerator(band_width, patch * patch, rank)  # U'_c
        self.right = FactorGenerator(band_width, rank, width)  # V'_c
        self.bias = BiasGenerator(band_width, patch * patch)

    def forward(
        self, tokens: Tensor, bands: Tensor, *, only: Tensor | None = None, folded: bool | None = None
    ) -> Tensor:
        """Predict pixels.

        Args:
            tokens: (B, 1 + N, width) decoded tokens, class token first; the tile's vector is pooled from all of them.
            bands: (B, C, band_width) vectors of the meta branch; the decoder gets no content.
            only: (B, K) indices of the patches to predict; None for all N.
            folded: order of the products; None to choose by cost.

        Returns:
            (B, C, N or K, patch * patch).
        """
        tile = self.tile(self.pool(tokens)).unsqueeze(1)  # (B, 1, band_width)
        tile = tile.expand(-1, bands.shape[1], -1)
        condition = self.fusion(bands, tile) + tile
        tokens = tokens[:, 1:]
        if only is not None:
            tokens = torch.gather(tokens, 1, only.unsqueeze(-1).expand(-1, -1, tokens.shape[2]))
        if folded is None:
            folded = folding_pays(tokens.shape[1], bands.shape[1], self.right.columns, self.right.head.in_features)
        reduced = (self._folded if folded else self._direct)(tokens, condition)  # (B, C, N, r)
        out: Tensor = torch.matmul(reduced, self.left(condition).transpose(-1, -2)) + self.bias(condition).unsqueeze(2)
        return out

    def _folded(self, tokens: Tensor, condition: Tensor) -> Tensor:
        """V'_c h_n, applying the hidden vectors last: (B, C, N, r)."""
        batch, count, _ = tokens.shape
        weight = self.right.folded()  # (r, width, k)
        rank, _, inner = weight.shape
        spread = torch.matmul(tokens, weight.permute(1, 0, 2).flatten(1))  # (B, N, r k)
        hidden = with_one(self.right.hidden(condition))  # (B, C, k)
        spread = spread.reshape(batch, count * rank, inner).transpose(1, 2)
        return unflatten(torch.matmul(hidden, spread), 2, (count, rank))

    def _direct(self, tokens: Tensor, condition: Tensor) -> Tensor:
        """V'_c h_n with V'_c built explicitly: (B, C, N, r)."""
        right = self.right(condition)  # (B, C, r, width)
        batch, bands, rank, _ = right.shape
        reduced = torch.matmul(tokens, right.flatten(1, 2).transpose(1, 2))  # (B, N, C r)
        return reduced.reshape(batch, -1, bands, rank).transpose(1, 2)

    def reset(self, *, silent: bool = False) -> None:
        """Set biases to zero, and predictions too if ``silent``; call after the Linears are initialised."""
        self.bias.reset()
        if silent:
            nn.init.zeros_(self.left.head.weight)
            nn.init.zeros_(self.left.head.bias)
