"""The fast land-cover network ("specaware-fast"): the same conditions and pixel embedding, light spatial blocks.

A pyramid of three levels: pixels, and cells of 2 x 2 and of 4 x 4 pixels. Most of the computation is on the cells, at a
quarter and a sixteenth of the cost, and is added back to the pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ..batch import SceneTiles
from ..blocks.conditions import EPS
from ..blocks.vit import Mlp, unflatten
from .landcover_stem import ConvBlock, LandCoverBase, StemConfig

TYPICAL_GSD_M = 10.0  # roughly the middle of 0.5 m to beyond 60 m on a logarithmic scale


@dataclass(frozen=True)
class PyramidConfig(StemConfig):
    """Sizes of the network.

    Attributes:
        width: channels at pixel level.
        mlp_depth: residual MLPs on every pixel alone.
        cell_widths: channels of cells of 2 x 2 and of 4 x 4 pixels.
        cell_depths: blocks at these two levels on the way down; on the way up one more, except at the last level.
        kernel: kernel side of the convolutions at pixel level.
        cell_kernel: kernel side of the convolutions at cell levels.
    """

    width: int = 96
    mlp_depth: int = 1
    cell_widths: tuple[int, int] = (128, 192)
    cell_depths: tuple[int, int] = (2, 3)
    kernel: int = 3
    cell_kernel: int = 5

    @property
    def multiple(self) -> int:
        """Side in pixels that tile sides must be multiples of."""
        return 4


class Gather(nn.Module):
    """Halve the resolution: concatenate 2 x 2 neighbours, then apply a linear map."""

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(4 * width, eps=EPS)
        self.mix = nn.Linear(4 * width, out)

    def forward(self, x: Tensor, seen: Tensor) -> tuple[Tensor, Tensor]:
        """Map (B, H, W, width) and (B, H, W, 1) to (B, H/2, W/2, out) and to the share of the cell that is valid."""
        batch, height, width, channels = x.shape
        # (B, H, W, E) -> (B, H/2, 2, W/2, 2, E) -> (B, H/2, W/2, 4 E)
        cells = (x * seen).reshape(batch, height // 2, 2, width // 2, 2, channels).permute(0, 1, 3, 2, 4, 5)
        share = seen.reshape(batch, height // 2, 2, width // 2, 2).mean((2, 4)).unsqueeze(-1)
        out: Tensor = self.mix(self.norm(cells.flatten(3)))
        return out, share


class Spread(nn.Module):
    """Double the resolution: a linear map to 2 x 2 neighbours, each with its own weights."""

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width, eps=EPS)
        self.mix = nn.Linear(width, 4 * out)

    def forward(self, x: Tensor) -> Tensor:
        """Map (B, h, w, width) to (B, 2 h, 2 w, out)."""
        batch, height, width = x.shape[0], x.shape[1], x.shape[2]
        # (B, h, w, 4 E) -> (B, h, w, 2, 2, E) -> (B, 2 h, 2 w, E)
        cells = unflatten(self.mix(self.norm(x)), -1, (2, 2, -1)).permute(0, 1, 3, 2, 4, 5)
        return cells.reshape(batch, 2 * height, 2 * width, -1)


class PyramidNet(LandCoverBase):
    """Reflectance of any bands -> probabilities of land-cover classes at every pixel, with a pyramid of cells."""

    config: PyramidConfig

    def __init__(self, config: PyramidConfig) -> None:
        """Add the pyramid."""
        super().__init__(config)
        pixel, cell, wide = config.width, *config.cell_widths

        def blocks(width: int, kernel: int, count: int) -> nn.ModuleList:
            return nn.ModuleList(ConvBlock(width, kernel) for _ in range(count))

        self.scale = Mlp(1, 32, pixel)
        self.pixels_down = blocks(pixel, config.kernel, 1)
        self.to_cells = Gather(pixel, cell)
        self.cells_down = blocks(cell, config.cell_kernel, config.cell_depths[0])
        self.to_wide = Gather(cell, wide)
        self.wide = blocks(wide, config.cell_kernel, config.cell_depths[1])
        self.from_wide = Spread(wide, cell)
        self.cells_up = blocks(cell, config.cell_kernel, 1)
        self.from_cells = Spread(cell, pixel)
        self.pixels_up = blocks(pixel, config.kernel, 1)

    def context(self, x: Tensor, seen: Tensor) -> Tensor:
        """Add the context of the cells around each pixel: (B, H, W, width) -> the same shape."""
        cells, cells_seen = self.to_cells(x, seen)
        for block in self.cells_down:
            cells = block(cells, cells_seen)
        wide, wide_seen = self.to_wide(cells, cells_seen)
        for block in self.wide:
            wide = block(wide, wide_seen)
        cells = cells + self.from_wide(wide)
        for block in self.cells_up:
            cells = block(cells, cells_seen)
        out: Tensor = self.from_cells(cells)
        return out

    def features(self, tiles: SceneTiles, *, use_context: bool = True) -> Tensor:
        """Return features (B, H, W, width) of the tiles."""
        stem = self.stem(tiles)
        x: Tensor = stem.tokens + self.scale(torch.log(tiles.gsd_m / TYPICAL_GSD_M).reshape(1))
        for block in self.pixels_down:
            x = block(x, stem.seen)
        if use_context:
            x = x + self.context(x, stem.seen)
        for block in self.pixels_up:
            x = block(x, stem.seen)
        return x
