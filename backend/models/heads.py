"""Heads on an encoder's feature maps: linear, UPerNet and scene, with one interface.

Every head takes the list of maps that :class:`~backend.models.batch.Encoder` returns and the tile's height and width.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from .blocks.pooling import adaptive_mean, halve, resize

POOL_CELLS = (1, 2, 3, 6)
"""Grids of the pyramid pooling (Zhao et al. 2017, section 3.3)."""
NECK_SCALES = (4.0, 2.0, 1.0, 0.5)
"""Scales of a plain vision transformer's maps before UPerNet, shallow to deep (Ji et al. 2026, section 4.1)."""
NORM_GROUPS = 8


class ConvNorm(nn.Sequential):
    """Convolution without bias, group norm (any batch size, any tile), GELU."""

    def __init__(self, channels: int, out: int, kernel: int) -> None:
        """Map ``channels`` to ``out`` at the same size; ``kernel`` is odd."""
        groups = next(g for g in range(min(NORM_GROUPS, out), 0, -1) if out % g == 0)
        super().__init__(
            nn.Conv2d(channels, out, kernel, padding=kernel // 2, bias=False), nn.GroupNorm(groups, out), nn.GELU()
        )


class Neck(nn.Module):
    """Give each of a plain transformer's maps, all with the same stride, a scale of its own."""

    def __init__(self, channels: Sequence[int], width: int) -> None:
        """Project every map to ``width`` channels and resize it to its scale in ``NECK_SCALES``."""
        super().__init__()
        self.lateral = nn.ModuleList(nn.Conv2d(c, width, 1) for c in channels)
        self.smooth = nn.ModuleList(nn.Conv2d(width, width, 3, padding=1) for _ in channels)
        self.scales = NECK_SCALES[-len(channels) :] if len(channels) < len(NECK_SCALES) else NECK_SCALES

    def forward(self, maps: Sequence[Tensor]) -> list[Tensor]:
        """Map [(B, channels[i], h, w)] to [(B, width, h * scale, w * scale)]."""
        out = []
        for features, lateral, smooth, scale in zip(maps, self.lateral, self.smooth, self.scales):
            features = lateral(features)
            if scale < 1.0:
                features = halve(features)
            elif scale > 1.0:
                features = fn.interpolate(features, scale_factor=scale, mode="bilinear", align_corners=False)
            out.append(smooth(features))
        return out


class LinearHead(nn.Module):
    """One linear layer on the deepest map, to measure what the frozen features contain."""

    def __init__(self, channels: Sequence[int], classes: int) -> None:
        """Return logits for ``classes`` classes."""
        super().__init__()
        self.classify = nn.Conv2d(channels[-1], classes, 1)

    def forward(self, maps: Sequence[Tensor], size: Sequence[int]) -> Tensor:
        """Return logits (B, classes, *size)."""
        return resize(self.classify(maps[-1]), size)


class UPerNetHead(nn.Module):
    """Pyramid pooling on the deepest map, and a feature pyramid over all maps (Xiao et al. 2018, UPerNet)."""

    def __init__(self, channels: Sequence[int], classes: int, *, pyramid: int = 256, width: int = 64) -> None:
        """Use ``pyramid`` channels in the pyramid and ``width`` before the classes, like Ji et al. 2026."""
        super().__init__()
        self.neck = Neck(channels, pyramid)
        self.pooled = nn.ModuleList(ConvNorm(pyramid, pyramid, 1) for _ in POOL_CELLS)
        self.context = ConvNorm(pyramid * (1 + len(POOL_CELLS)), pyramid, 3)
        self.lateral = nn.ModuleList(ConvNorm(pyramid, pyramid, 1) for _ in channels[:-1])
        self.smooth = nn.ModuleList(ConvNorm(pyramid, pyramid, 3) for _ in channels[:-1])
        self.fuse = ConvNorm(pyramid * len(channels), width, 3)
        self.classify = nn.Conv2d(width, classes, 1)

    def forward(self, maps: Sequence[Tensor], size: Sequence[int]) -> Tensor:
        """Return logits (B, classes, *size)."""
        levels = self.neck(maps)
        sizes = [level.shape[-2:] for level in levels]
        deepest = levels[-1]
        pooled = [
            resize(conv(adaptive_mean(deepest, cells)), sizes[-1]) for conv, cells in zip(self.pooled, POOL_CELLS)
        ]
        levels = [conv(level) for conv, level in zip(self.lateral, levels)]
        levels.append(self.context(torch.cat([deepest, *pooled], dim=1)))
        for i in range(len(levels) - 2, -1, -1):
            levels[i] = levels[i] + resize(levels[i + 1], sizes[i])
        levels = [conv(level) for conv, level in zip(self.smooth, levels)] + levels[-1:]
        merged = self.fuse(torch.cat([levels[0]] + [resize(level, sizes[0]) for level in levels[1:]], dim=1))
        return resize(self.classify(merged), size)


class SceneHead(nn.Module):
    """Mean of the deepest map, norm, Linear: one or several labels for the tile."""

    def __init__(self, channels: Sequence[int], classes: int, *, multi_label: bool = False) -> None:
        """Return logits for ``classes`` classes; with ``multi_label`` any number of them may be true."""
        super().__init__()
        self.multi_label = multi_label
        self.norm = nn.LayerNorm(channels[-1], eps=1e-6)
        self.classify = nn.Linear(channels[-1], classes)

    def forward(self, maps: Sequence[Tensor], size: Sequence[int]) -> Tensor:
        """Return logits (B, classes); ``size`` is ignored."""
        out: Tensor = self.classify(self.norm(maps[-1].mean(dim=(2, 3))))
        return out

    def probabilities(self, logits: Tensor) -> Tensor:
        """Softmax for a single label, sigmoid for several: (B, classes)."""
        return torch.sigmoid(logits) if self.multi_label else torch.softmax(logits, dim=1)


HEADS: dict[str, Callable[..., nn.Module]] = {
    "linear": LinearHead,
    "upernet": UPerNetHead,
    "scene": SceneHead,
}
"""Heads by their name in a card or command; each is called with (channels, classes)."""
