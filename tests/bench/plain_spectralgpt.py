"""SpectralGPT's encoder as its equations read (Hong et al. 2024, section 3.2), to measure and to check ours against.

Written from the equations alone, for faithful weights under our names; the softmax of the attention is written out.
"""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional as fn

from tests.bench.plain_specaware import Weights, block, norm

GROUP = 3


def embed(w: Weights, pixels: Tensor, *, patch: int = 8) -> Tensor:
    """3-D tokens (B, G n, E): three bands of a patch, group by group, plus a spatial and a spectral code."""
    b, c, height, width = pixels.shape
    rows, columns = height // patch, width // patch
    cells = pixels.reshape(b, c // GROUP, GROUP, rows, patch, columns, patch).permute(0, 1, 3, 5, 2, 4, 6)
    weight = w["embedding.weight"].flatten(1)  # (E, 3 P P)
    tokens = fn.linear(cells.reshape(b, c // GROUP, rows * columns, -1), weight, w["embedding.bias"])
    return (tokens + w["position.spatial"][:, None] + w["position.spectral"][:, :, None]).flatten(1, 2)


def encode(w: Weights, pixels: Tensor, *, heads: int, depth: int, patch: int = 8) -> Tensor:
    """The last feature map (B, E, rows, columns): the mean over the groups."""
    b, _, height, width = pixels.shape
    tokens = embed(w, pixels, patch=patch)
    for i in range(depth):
        tokens = block(w, f"blocks.{i}", tokens, heads)
    tokens = norm(w, "norm", tokens, 1e-6)
    cells = tokens.reshape(b, -1, (height // patch) * (width // patch), tokens.shape[-1]).mean(1)
    return cells.transpose(1, 2).reshape(b, -1, height // patch, width // patch)
