"""Pooling and resizing that export to ONNX for any height and width."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as fn


def resize(features: Tensor, size: Sequence[int]) -> Tensor:
    """Resize (B, C, h, w) bilinearly to ``size``."""
    return fn.interpolate(features, size=tuple(size), mode="bilinear", align_corners=False)


def halve(features: Tensor) -> Tensor:
    """Return the maximum of every 2 x 2 cells of (B, C, h, w); an odd last row or column is repeated."""
    height, width = features.shape[-2:]
    margin = (0, (width + 1) // 2 * 2 - width, 0, (height + 1) // 2 * 2 - height)
    return fn.max_pool2d(fn.pad(features, margin, mode="replicate"), 2)


def bin_matrix(length: int, cells: int, like: Tensor) -> Tensor:
    """Return a matrix (cells, length) that averages ``length`` values into ``cells`` bins like adaptive pooling.

    Unlike adaptive pooling, a product with it exports to ONNX for any length.
    """
    first = torch.arange(cells, device=like.device) * length
    start = torch.div(first, cells, rounding_mode="floor").unsqueeze(1)
    end = torch.div(first + length + (cells - 1), cells, rounding_mode="floor").unsqueeze(1)
    place = torch.arange(length, device=like.device)
    inside = ((place >= start) & (place < end)).to(like.dtype)
    return inside / inside.sum(dim=1, keepdim=True)


def adaptive_mean(features: Tensor, cells: int) -> Tensor:
    """Average (B, C, h, w) into (B, C, cells, cells), even if the map is smaller than that."""
    rows = bin_matrix(features.shape[2], cells, features)
    columns = bin_matrix(features.shape[3], cells, features)
    return torch.matmul(torch.matmul(rows, features), columns.t())


def adaptive_max(features: Tensor, cells: int) -> Tensor:
    """Return the maximum of each adaptive-pooling bin of (B, C, h, w): (B, C, cells, cells); a graph fixes h and w."""
    rows, columns = (_bin_members(int(features.shape[axis]), cells) for axis in (2, 3))
    highest = features[:, :, :, columns].amax(dim=-1)  # (B, C, h, cells, k) -> (B, C, h, cells)
    return highest[:, :, rows].amax(dim=3)  # (B, C, cells, k, cells) -> (B, C, cells, cells)


def _bin_members(length: int, cells: int) -> Tensor:
    """Return the indices (cells, k) of each bin's members; shorter bins repeat their last one."""
    starts = [i * length // cells for i in range(cells)]
    ends = [-(-(i + 1) * length // cells) for i in range(cells)]
    longest = max(end - start for start, end in zip(starts, ends))
    return torch.tensor([[min(s + j, e - 1) for j in range(longest)] for s, e in zip(starts, ends)])
