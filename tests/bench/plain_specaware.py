"""SpecAware's dense encoder as its equations read, product by product, to measure and to check the folded one against.

Written from the equations alone, for faithful weights under our names; slow and hungry on purpose.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as fn

Weights = dict[str, Tensor]


def linear(w: Weights, name: str, x: Tensor) -> Tensor:
    return fn.linear(x, w[f"{name}.weight"], w.get(f"{name}.bias"))


def norm(w: Weights, name: str, x: Tensor, eps: float) -> Tensor:
    return fn.layer_norm(x, x.shape[-1:], w[f"{name}.weight"], w[f"{name}.bias"], eps)


def mlp(w: Weights, name: str, x: Tensor) -> Tensor:
    return linear(w, f"{name}.fc2", fn.gelu(linear(w, f"{name}.fc1", x)))


def fuse(w: Weights, name: str, x: Tensor, y: Tensor) -> Tensor:
    x, y = linear(w, f"{name}.project_x", x), linear(w, f"{name}.project_y", y)
    merged = linear(w, f"{name}.merge", torch.cat([x, y.expand_as(x)], -1))
    return fn.gelu(norm(w, f"{name}.norm", merged, 1e-5)) + x


def block(w: Weights, name: str, x: Tensor, heads: int, eps: float = 1e-6) -> Tensor:
    b, n, e = x.shape
    qkv = linear(w, f"{name}.attn.qkv", norm(w, f"{name}.norm1", x, eps))
    q, k, v = qkv.reshape(b, n, 3, heads, e // heads).permute(2, 0, 3, 1, 4)
    share = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(e // heads), -1)
    x = x + linear(w, f"{name}.attn.proj", (share @ v).transpose(1, 2).reshape(b, n, e))
    return x + mlp(w, f"{name}.mlp", norm(w, f"{name}.norm2", x, eps))


def generate(w: Weights, name: str, z: Tensor, rows: int, columns: int) -> Tensor:
    hidden = fn.gelu(linear(w, f"{name}.fc1", norm(w, f"{name}.norm", z, 1e-5)))
    hidden = fn.gelu(linear(w, f"{name}.fc2", hidden))
    return linear(w, f"{name}.head", hidden).reshape(*z.shape[:-1], rows, columns)


def meta(w: Weights, center_nm: Tensor, fwhm_nm: Tensor, attributes: Tensor) -> Tensor:
    """M (B, C, d)."""
    half = w["meta.enhance.fc2.bias"].shape[0] // 2
    periods = torch.logspace(math.log10(350), math.log10(2550), half, dtype=torch.float64)
    angle = 2 * math.pi * center_nm.double()[..., None] / periods
    code = torch.cat([angle.sin(), angle.cos()], -1).float()
    share = torch.softmax(w["meta.mix"], 0)
    s = share[0] * code + share[1] * mlp(w, "meta.fwhm", (fwhm_nm[..., None] - 5) / (15 - 5))
    s = mlp(w, "meta.enhance", s) + s
    m = fuse(w, "meta.fusion", s, linear(w, "meta.attribute", attributes).flatten(1)[:, None]) + s
    return block(w, "meta.across", m, 4, 1e-5) + m


def conditions(
    w: Weights, pixels: Tensor, center_nm: Tensor, fwhm_nm: Tensor, attributes: Tensor, *, cells: int = 28
) -> Tensor:
    """z (B, C, d)."""
    m = meta(w, center_nm, fwhm_nm, attributes)
    average = fn.adaptive_avg_pool2d(pixels, cells).flatten(2)
    maximum = fn.adaptive_max_pool2d(pixels, cells).flatten(2)
    both = torch.cat([mlp(w, "content.average", average), mlp(w, "content.maximum", maximum)], -1)
    content = norm(w, "content.norm", mlp(w, "content.merge", both), 1e-5)
    return fuse(w, "fusion", m, content) + m


def embed(w: Weights, pixels: Tensor, z: Tensor, *, products: int, patch: int = 8, rank: int = 64) -> Tensor:
    """Tokens (B, N, E) by two products, with (B, N, C, E) values in between, or by one over (c, r)."""
    b, c, height, width = pixels.shape
    e = w["embedding.bias.head.weight"].shape[0]
    cells = pixels.reshape(b, c, height // patch, patch, width // patch, patch).permute(0, 2, 4, 1, 3, 5)
    cells = cells.reshape(b, -1, c, patch * patch)
    u = generate(w, "embedding.left", z, e, rank)
    v = generate(w, "embedding.right", z, rank, patch * patch)
    reduced = torch.einsum("bncp,bcrp->bncr", cells, v)
    if products == 2:
        total = torch.einsum("bncr,bcer->bnce", reduced, u).sum(2)
    else:
        total = torch.einsum("bncr,bcer->bne", reduced, u)
    hidden = fn.gelu(linear(w, "embedding.bias.fc1", norm(w, "embedding.bias.norm", z.mean(1), 1e-5)))
    return w["embedding.scale"] * (total + linear(w, "embedding.bias.head", hidden)[:, None])


def positions(rows: int, columns: int, channels: int, gsd_m: Tensor) -> Tensor:
    quarter = channels // 4
    rate = 1 / 10000 ** (torch.arange(quarter, dtype=torch.float32) / quarter)
    row, column = torch.meshgrid(torch.arange(rows).float(), torch.arange(columns).float(), indexing="ij")
    phases = [gsd_m[:, None, None] * (axis.flatten()[:, None] * rate) for axis in (column, row)]
    return torch.cat([part for phase in phases for part in (phase.sin(), phase.cos())], -1)


def encode(
    w: Weights, pixels: Tensor, meta: tuple[Tensor, Tensor, Tensor], gsd_m: Tensor, *, heads: int, depth: int
) -> Tensor:
    """Last tokens (B, 1 + N, E), by two products."""
    z = conditions(w, pixels, *meta)
    tokens = embed(w, pixels, z, products=2)
    rows, columns = pixels.shape[-2] // 8, pixels.shape[-1] // 8
    tokens = tokens + positions(rows, columns, tokens.shape[-1], gsd_m)
    tokens = torch.cat([w["class_token"].expand(len(tokens), -1, -1), tokens], 1)
    for i in range(depth):
        tokens = block(w, f"blocks.{i}", tokens, heads)
    return norm(w, "norm", tokens, 1e-6)
