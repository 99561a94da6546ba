"""The land-cover networks by kind: one table for training, export and checkpoints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ...common.fields import with_tuples
from .landcover import LandCoverConfig, LandCoverNet
from .landcover_pyramid import PyramidConfig, PyramidNet
from .landcover_stem import LandCoverBase, StemConfig


@dataclass(frozen=True)
class DenseKind:
    """One kind of network: its configuration class, its network class, and its description in a card."""

    config: type[StemConfig]
    network: type[LandCoverBase]
    architecture: str


KINDS: dict[str, DenseKind] = {
    "vit": DenseKind(
        LandCoverConfig,
        LandCoverNet,
        "SpecAware own variant: hypernetwork pixel and patch embedding, ViT context, ConvNeXt head",
    ),
    "pyramid": DenseKind(
        PyramidConfig, PyramidNet, "SpecAware own variant: hypernetwork pixel embedding, ConvNeXt pyramid"
    ),
}


def kind_of(config: StemConfig) -> str:
    """Return the name of the kind that ``config`` belongs to."""
    return next(name for name, kind in KINDS.items() if type(config) is kind.config)


def build_network(config: StemConfig) -> LandCoverBase:
    """Build the network that ``config`` describes, with fresh weights."""
    return KINDS[kind_of(config)].network(config)


def pack(config: StemConfig) -> dict[str, Any]:
    """Return kind and sizes as plain data for a checkpoint."""
    return {"kind": kind_of(config), **asdict(config)}


def unpack(data: Mapping[str, Any]) -> StemConfig:
    """Return the sizes that :func:`pack` wrote.

    Raises:
        KeyError: the kind is unknown.
    """
    sizes: dict[str, Any] = with_tuples({k: v for k, v in data.items() if k != "kind"})
    return KINDS[str(data["kind"])].config(**sizes)
