"""A land-cover network in torch from the weights of a model card: safetensors, or those inside its ONNX file.

torch's exporter keeps parameters by name, but for weights of Linears, which it transposes and numbers: the name of the
product that reads them tells whose they are. Where it has folded a softmax of two values, their logarithms are as good.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ..cards import ModelCard
from ..errors import ModelError
from .landcover import LandCoverConfig, LandCoverNet
from .onnx_file import OnnxGraph

CONFIG = "specaware:config"
"""Property of a card that holds the network's sizes; without it they are read off the weights."""
_HEAD_WIDTH = 32  # channels of an attention head, where the card does not say
_MIX = "conditions.meta.mix"

Weights = Mapping[str, NDArray[Any]]


def load_landcover(card: ModelCard) -> LandCoverNet:
    """Build the network of a card and give it its weights.

    Raises:
        ModelError: the weights are missing, are not those the card describes, or are of another network.
    """
    card.verify()
    try:
        weights = stored_weights(card.weights)
        described = card.properties.get(CONFIG)
        config = LandCoverConfig(**described) if described else config_of(weights)
        net = LandCoverNet(config)
        net.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in weights.items()})
    except (KeyError, ValueError, TypeError, IndexError, RuntimeError) as exc:
        text = " ".join(str(exc).split())[:200]
        raise ModelError(
            f"Model '{card.name}' is not a network that torch can build here ({text}); choose float32 or int8 on the "
            "CPU."
        ) from exc
    return net.eval().requires_grad_(False)


def stored_weights(path: Path) -> dict[str, NDArray[Any]]:
    """Return the parameters, by torch's names, of a safetensors or an ONNX file."""
    if path.suffix.lower() == ".safetensors":
        from safetensors.numpy import load_file

        return dict(load_file(path))
    graph = OnnxGraph.parse(path.read_bytes())
    found = {name: value for name, value in graph.weights.items() if "::" not in name and not name.startswith("/")}
    shares = []
    for node in graph.nodes:
        owner, _, kind = node.name.strip("/").rpartition("/")
        for name in node.inputs:
            value = graph.weights.get(name)
            if value is None or "::" not in name:
                continue
            if kind.startswith("MatMul"):
                found[f"{owner.replace('/', '.')}.weight"] = value.T
            elif value.ndim == 0 and f"{owner.replace('/', '.')}.mix" == _MIX:
                shares.append(float(value))
    if _MIX not in found and shares:
        found[_MIX] = np.log(np.array(shares, dtype=np.float32))
    return found


def config_of(weights: Weights) -> LandCoverConfig:
    """Return the sizes of the network that has these weights.

    Raises:
        KeyError: they are of another network.
    """
    context, width = len(weights["patch_norm.weight"]), len(weights["pixel_norm.weight"])
    rank = len(weights["patch_u.head.bias"]) // context
    cells = len(weights["patch_v.head.bias"]) // rank // 2  # two views of patch x patch pixels
    kernels = [value.shape[-1] for name, value in weights.items() if name.endswith("depthwise.weight")]
    return LandCoverConfig(
        classes=len(weights["head.bias"]),
        band_width=len(weights["pixel_factor.norm.weight"]),
        content_quantiles=weights["conditions.content.fc1.weight"].shape[1],
        width=width,
        mlp_depth=_depth(weights, "pixel_blocks"),
        conv_depth=_depth(weights, "conv_blocks"),
        conv_kernel=kernels[0] if kernels else LandCoverConfig.conv_kernel,
        patch=round(cells**0.5),
        rank=rank,
        context_width=context,
        context_depth=_depth(weights, "context_blocks"),
        context_heads=max(1, context // _HEAD_WIDTH),
    )


def _depth(weights: Weights, blocks: str) -> int:
    """Return the number of blocks of that name."""
    return len({name.split(".")[1] for name in weights if name.startswith(f"{blocks}.")})
