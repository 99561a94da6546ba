"""Load a land-cover network in torch from a model card: from safetensors, or from the weights in its ONNX file.

torch's exporter keeps parameter names except for the weights of Linears, which it transposes and numbers; their names
follow from the products that read them. If it has folded a softmax of two values, their logarithms are equivalent.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...catalog.cards import ModelCard
from ...common.errors import ModelError
from ..graphs.onnx_file import OnnxGraph
from .dense import build_network, unpack
from .landcover import LandCoverConfig
from .landcover_pyramid import PyramidConfig
from .landcover_stem import LandCoverBase, StemConfig

CONFIG = "specaware:config"
"""Property of a card with the network's kind and sizes; without it they are derived from the weights."""
_HEAD_WIDTH = 32  # channels of an attention head if the card states none
_MIX = "conditions.meta.mix"
_WRAPPER = "model."  # prefix of the network in the exported module
_OPTIONAL = "cover."  # the head of cover fractions; graphs with probabilities only lack it

Weights = Mapping[str, NDArray[Any]]


def load_landcover(card: ModelCard) -> LandCoverBase:
    """Build the network of a card and load its weights.

    Raises:
        ModelError: the weights are missing, do not match the card, or belong to another network.
    """
    card.verify()
    try:
        weights = stored_weights(card.weights)
        described = card.properties.get(CONFIG)
        net = build_network(unpack(described) if described else config_of(weights))
        tensors = {name: torch.from_numpy(np.array(value)) for name, value in weights.items()}
        missing = net.load_state_dict(tensors, strict=False)
        if missing.unexpected_keys or not all(name.startswith(_OPTIONAL) for name in missing.missing_keys):
            raise ValueError(f"unexpected or missing weights: {[*missing.unexpected_keys, *missing.missing_keys]}")
    except (KeyError, ValueError, TypeError, IndexError, RuntimeError) as exc:
        text = " ".join(str(exc).split())[:200]
        raise ModelError(
            f"Model '{card.name}' cannot be built in torch ({text}); choose float32 or int8 on the CPU."
        ) from exc
    return net.eval().requires_grad_(False)


def holds_fractions(card: ModelCard) -> bool:
    """Return True if the weights of a card include the head of cover fractions."""
    return f"{_OPTIONAL}bias" in stored_weights(card.weights)


def stored_weights(path: Path) -> dict[str, NDArray[Any]]:
    """Return the parameters of a safetensors or ONNX file by torch's names."""
    if path.suffix.lower() == ".safetensors":
        from safetensors.numpy import load_file

        return dict(load_file(path))
    graph = OnnxGraph.parse(path.read_bytes())
    # Equal parameters are stored once; the copies are made by the graph.
    copied = [node for node in graph.nodes if node.op == "Identity" and node.inputs[0] in graph.weights]
    copies = {node.outputs[0]: graph.weights[node.inputs[0]] for node in copied}
    weights = {**graph.weights, **copies}
    found = {_own(name): value for name, value in weights.items() if "::" not in name and name[:1] != "/"}
    shares = []
    for node in graph.nodes:
        owner, _, kind = node.name.strip("/").rpartition("/")
        owner = _own(owner.replace("/", "."))
        for name in node.inputs:
            value = weights.get(name)
            if value is None or "::" not in name:
                continue
            if kind.startswith("MatMul"):
                found[f"{owner}.weight"] = value.T
            elif value.ndim == 0 and f"{owner}.mix" == _MIX:
                shares.append(float(value))
    if _MIX not in found and shares:
        found[_MIX] = np.log(np.array(shares, dtype=np.float32))
    return found


def _own(name: str) -> str:
    """Return a parameter's name in the network itself, without the wrapper of an exporter."""
    return name.removeprefix(_WRAPPER)


def config_of(weights: Weights) -> StemConfig:
    """Return kind and sizes of the network that has these weights.

    Raises:
        KeyError: the weights belong to another network.
    """
    common = {
        "classes": len(weights["head.bias"]),
        "band_width": len(weights["pixel_factor.norm.weight"]),
        "width": len(weights["pixel_norm.weight"]),
        "mlp_depth": _depth(weights, "pixel_blocks"),
        "content": "conditions.content.fc1.weight" in weights,
    }
    if common["content"]:
        common["content_quantiles"] = weights["conditions.content.fc1.weight"].shape[1]
    return _pyramid(weights, common) if "to_cells.mix.bias" in weights else _vit(weights, common)


def _vit(weights: Weights, common: dict[str, Any]) -> LandCoverConfig:
    context = len(weights["patch_norm.weight"])
    rank = len(weights["patch_u.head.bias"]) // context
    cells = len(weights["patch_v.head.bias"]) // rank // 2  # two views of patch x patch pixels
    return LandCoverConfig(
        **common,
        conv_depth=_depth(weights, "conv_blocks"),
        conv_kernel=_kernel(weights, "conv_blocks", LandCoverConfig.conv_kernel),
        patch=round(cells**0.5),
        rank=rank,
        context_width=context,
        context_depth=_depth(weights, "context_blocks"),
        context_heads=max(1, context // _HEAD_WIDTH),
    )


def _pyramid(weights: Weights, common: dict[str, Any]) -> PyramidConfig:
    return PyramidConfig(
        **common,
        cell_widths=(len(weights["to_cells.mix.bias"]), len(weights["to_wide.mix.bias"])),
        cell_depths=(_depth(weights, "cells_down"), _depth(weights, "wide")),
        kernel=_kernel(weights, "pixels_down", PyramidConfig.kernel),
        cell_kernel=_kernel(weights, "wide", PyramidConfig.cell_kernel),
    )


def _kernel(weights: Weights, blocks: str, default: int) -> int:
    """Return the kernel side of the convolutions in blocks with this name."""
    first = weights.get(f"{blocks}.0.depthwise.weight")
    return default if first is None else int(first.shape[-1])


def _depth(weights: Weights, blocks: str) -> int:
    """Return the number of blocks with this name."""
    return len({name.split(".")[1] for name in weights if name.startswith(f"{blocks}.")})
