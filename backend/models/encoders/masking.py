"""Random masking of masked autoencoders (He et al. 2022, section 3)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Masking:
    """Visible and hidden tokens of each sample.

    Attributes:
        keep: (B, K) indices of the visible tokens, in the order the encoder sees them.
        hidden: (B, N - K) indices of the masked tokens.
        restore: (B, N) position of every token in the sequence "visible, then masked".
        mask: (B, N) 1 where the token is hidden, 0 where it is visible.
    """

    keep: Tensor
    hidden: Tensor
    restore: Tensor
    mask: Tensor


def random_masking(noise: Tensor, ratio: float) -> Masking:
    """Hide the share ``ratio`` of tokens: those with the largest ``noise`` (B, N)."""
    kept = int(noise.shape[1] * (1.0 - ratio))
    order = torch.argsort(noise, dim=1, stable=True)
    restore = torch.argsort(order, dim=1)
    mask = (restore >= kept).to(noise.dtype)
    return Masking(keep=order[:, :kept], hidden=order[:, kept:], restore=restore, mask=mask)


def take(tokens: Tensor, index: Tensor) -> Tensor:
    """Select tokens (B, N, E) by index (B, K) -> (B, K, E)."""
    return torch.gather(tokens, 1, index.unsqueeze(-1).expand(-1, -1, tokens.shape[-1]))


def fill_masked(visible: Tensor, mask_token: Tensor, restore: Tensor) -> Tensor:
    """Put visible tokens (B, K, D) back in order and ``mask_token`` (1, 1, D) elsewhere -> (B, N, D)."""
    batch, kept, width = visible.shape
    hidden = mask_token.expand(batch, restore.shape[1] - kept, width)
    return take(torch.cat([visible, hidden], dim=1), restore)
