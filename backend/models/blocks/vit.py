"""Building blocks of a vision transformer, shared by every model of this package.

All modules take tokens as (batch, tokens, width); an ONNX trace fixes no axis but the width.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as fn


def tracing() -> bool:
    """Return True while a graph is recorded; choices by value or shape would be frozen into it."""
    return bool(torch.jit.is_tracing())  # type: ignore[attr-defined,no-untyped-call]


def unflatten(tensor: Tensor, axis: int, sizes: tuple[int, ...]) -> Tensor:
    """Split one axis into fixed ``sizes``; a traced graph keeps them, so a variable size needs a reshape."""
    out: Tensor = tensor.unflatten(axis, sizes)  # type: ignore[no-untyped-call]
    return out


class Attention(nn.Module):
    """Multi-head self-attention with one projection to queries, keys and values (Vaswani et al. 2017)."""

    def __init__(self, width: int, heads: int) -> None:
        """Prepare ``heads`` heads of ``width // heads`` channels each."""
        super().__init__()
        if width % heads:
            raise ValueError(f"A width of {width} cannot be divided among {heads} heads; choose a multiple.")
        self.heads = heads
        self.head_width = width // heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, tokens: Tensor, *, key_bias: Tensor | None = None) -> Tensor:
        """Attend: (B, N, width) -> (B, N, width); ``key_bias`` (B, N) is added to the logits of each key."""
        batch, count = tokens.shape[0], tokens.shape[1]
        # (B, N, 3 width) -> (3, B, heads, N, head_width)
        query, key, value = (
            self.qkv(tokens).reshape(batch, count, 3, self.heads, self.head_width).permute(2, 0, 3, 1, 4).unbind(0)
        )
        bias = None if key_bias is None else key_bias[:, None, None, :]
        mixed = fn.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        # (B, heads, N, head_width) -> (B, N, width)
        out: Tensor = self.proj(mixed.transpose(1, 2).flatten(2))
        return out


class Mlp(nn.Module):
    """Linear, GELU, Linear."""

    def __init__(self, width: int, hidden: int, out: int | None = None) -> None:
        """Map ``width`` channels through ``hidden`` to ``out`` (default: ``width``)."""
        super().__init__()
        self.fc1 = nn.Linear(width, hidden)
        self.fc2 = nn.Linear(hidden, width if out is None else out)

    def forward(self, tokens: Tensor) -> Tensor:
        """Map (..., width) -> (..., out)."""
        out: Tensor = self.fc2(fn.gelu(self.fc1(tokens)))
        return out


class DropPath(nn.Module):
    """Stochastic depth: drop a residual branch per sample during training (Huang et al. 2016)."""

    def __init__(self, probability: float) -> None:
        """Drop with ``probability``; kept branches are divided by its complement."""
        super().__init__()
        self.probability = probability

    def forward(self, tokens: Tensor) -> Tensor:
        """Return (B, N, width), zero for dropped samples; the identity in evaluation mode."""
        if not self.training or self.probability == 0.0:
            return tokens
        keep = 1.0 - self.probability
        shape = (tokens.shape[0],) + (1,) * (tokens.dim() - 1)
        return tokens * torch.empty(shape, device=tokens.device, dtype=tokens.dtype).bernoulli_(keep) / keep


class Block(nn.Module):
    """Pre-norm transformer block: x + attention(norm(x)), then x + mlp(norm(x))."""

    def __init__(
        self, width: int, heads: int, mlp_ratio: float = 4.0, eps: float = 1e-6, *, drop_path: float = 0.0
    ) -> None:
        """Build a block of ``width`` channels; ``eps`` is used in both LayerNorms."""
        super().__init__()
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.attn = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, eps=eps)
        self.mlp = Mlp(width, int(width * mlp_ratio))
        self.drop_path = DropPath(drop_path)

    def forward(self, tokens: Tensor, *, key_bias: Tensor | None = None) -> Tensor:
        """Map (B, N, width) -> (B, N, width); ``key_bias`` (B, N) is added to the logits of each key."""
        tokens = tokens + self.drop_path(self.attn(self.norm1(tokens), key_bias=key_bias))
        out: Tensor = tokens + self.drop_path(self.mlp(self.norm2(tokens)))
        return out


def sincos_code(position: Tensor, channels: int) -> Tensor:
    """Encode positions (...,) as (..., channels): sines then cosines at channels/2 rates from 1 to 1/10000."""
    half = channels // 2
    rate = 1.0 / 10000.0 ** (torch.arange(half, dtype=torch.float32, device=position.device) / half)
    phase = position.unsqueeze(-1) * rate
    return torch.cat([torch.sin(phase), torch.cos(phase)], dim=-1)


def gsd_position_code(height: int, width: int, channels: int, gsd_m: Tensor) -> Tensor:
    """Encode the positions of a grid in metres (Scale-MAE, Reed et al. 2023, section 3).

    Args:
        height: rows of the patch grid.
        width: columns of the patch grid.
        channels: width of the code, a multiple of 4; the first half encodes the column, the second the row.
        gsd_m: (B,) metres between neighbouring patches of the grid, as in the model's training.

    Returns:
        (B, height * width, channels), row by row.
    """
    half = channels // 2
    device = gsd_m.device
    column = torch.arange(width, device=device).to(torch.float32) * gsd_m[:, None]  # (B, width)
    row = torch.arange(height, device=device).to(torch.float32) * gsd_m[:, None]  # (B, height)
    batch = gsd_m.shape[0]
    by_column = sincos_code(column, half)[:, None].expand(batch, height, width, half)
    by_row = sincos_code(row, half)[:, :, None].expand(batch, height, width, half)
    return torch.cat([by_column, by_row], dim=-1).flatten(1, 2)


def initialise(module: nn.Module) -> None:
    """Initialise Linears with Xavier's uniform distribution and zero biases, like MAE (He et al. 2022)."""
    for part in module.modules():
        if isinstance(part, nn.Linear):
            nn.init.xavier_uniform_(part.weight)
            if part.bias is not None:
                nn.init.zeros_(part.bias)
