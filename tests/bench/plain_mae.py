"""SpecAware's masked autoencoder as its equations read: embed every patch, then mask; decode and predict every patch.

Written from the equations alone, for faithful weights under our names; slow and hungry on purpose.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as fn

from tests.bench.plain_specaware import (
    Weights,
    block,
    conditions,
    embed,
    fuse,
    generate,
    linear,
    meta,
    mlp,
    norm,
    positions,
)  # fmt: skip


def inner(w: Weights, name: str) -> Weights:
    return {key[len(name) + 1 :]: value for key, value in w.items() if key.startswith(name + ".")}


def predict(w: Weights, tokens: Tensor, bands: Tensor, *, patch: int, rank: int) -> Tensor:
    """HyperLinear on all tokens (B, 1 + N, D): (B, N, C, P P)."""
    width = tokens.shape[-1]
    query = linear(w, "pool.query", tokens.mean(1, keepdim=True))
    share = torch.softmax(query @ linear(w, "pool.key", tokens).transpose(1, 2) / math.sqrt(query.shape[-1]), -1)
    tile = mlp(w, "tile", (share @ linear(w, "pool.value", tokens)).squeeze(1))[:, None]
    y = fuse(w, "fusion", bands, tile.expand_as(bands)) + tile
    left, right = generate(w, "left", y, patch * patch, rank), generate(w, "right", y, rank, width)
    hidden = fn.gelu(linear(w, "bias.fc1", norm(w, "bias.norm", y, 1e-5)))
    reduced = torch.einsum("bnd,bcrd->bncr", tokens[:, 1:], right)
    return torch.einsum("bncr,bcpr->bncp", reduced, left) + linear(w, "bias.head", hidden)[:, None]


def loss(
    w: Weights, pixels: Tensor, about: tuple[Tensor, Tensor, Tensor], gsd_m: Tensor, noise: Tensor, *,
    patch: int, rank: int, depths: tuple[int, int], heads: tuple[int, int], ratio: float = 0.75,
) -> Tensor:  # fmt: skip
    """(1 - cos) + 2 Charbonnier on hidden patches."""
    e = inner(w, "encoder")
    batch, bands, height, width = pixels.shape
    rows, columns = height // patch, width // patch
    z = conditions(e, pixels, *about, cells=rows)
    tokens = embed(e, pixels, z, products=2, patch=patch, rank=rank)
    scale = gsd_m * patch / 8
    tokens = tokens + positions(rows, columns, tokens.shape[-1], scale)
    order = torch.argsort(noise, dim=1)
    kept = int(rows * columns * (1 - ratio))
    seen = torch.gather(tokens, 1, order[:, :kept, None].expand(-1, -1, tokens.shape[-1]))
    seen = torch.cat([e["class_token"].expand(batch, -1, -1), seen], 1)
    for i in range(depths[0]):
        seen = block(e, f"blocks.{i}", seen, heads[0])
    seen = linear(w, "decoder_embed", norm(e, "norm", seen, 1e-6))
    hidden = w["mask_token"].expand(batch, rows * columns - kept, -1)
    back = torch.argsort(order, dim=1)[..., None].expand(-1, -1, seen.shape[-1])
    full = torch.gather(torch.cat([seen[:, 1:], hidden], 1), 1, back)
    full = torch.cat([seen[:, :1], full + positions(rows, columns, full.shape[-1], scale)], 1)
    for i in range(depths[1]):
        full = block(w, f"decoder_blocks.{i}", full, heads[1])
    full = norm(w, "decoder_norm", full, 1e-6)
    guess = predict(inner(w, "prediction"), full, meta(e, *about), patch=patch, rank=rank)
    cells = pixels.reshape(batch, bands, rows, patch, columns, patch).permute(0, 2, 4, 1, 3, 5)
    truth = cells.reshape(batch, rows * columns, bands, patch * patch)
    mask = torch.ones(batch, rows * columns).scatter(1, order[:, :kept], 0.0)
    angle = (1 - torch.cosine_similarity(guess, truth, dim=2)).mean(-1)
    distance = (((guess - truth) ** 2 + 1).sqrt() - 1).mean((2, 3))
    return ((angle + 2 * distance) * mask).sum() / mask.sum()
