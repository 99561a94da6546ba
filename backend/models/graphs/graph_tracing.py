"""Trace torch models into templates without weights (see :mod:`.graph_template`)."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

import torch
from torch import nn

from ...common.errors import ModelError
from ..configs import Config, SpectralGptConfig
from ..encoders.spectralgpt import SpectralGptClassifier
from .graph_template import LARGEST_BYTES, PREFIX, GraphTemplate, example_bands, output_names
from .onnx_export import PARITY, example_batch, export, parity
from .onnx_file import OnnxGraph

_TRACED_BANDS = 30


def trace(config: Config, *, classes: int, side: int) -> GraphTemplate:
    """Trace a model with random weights, compare the graph with torch, and remove the weights.

    Args:
        config: sizes and mode.
        classes: number of classes of the scene classifier; 0 for an encoder.
        side: side of the tiles in pixels.

    Returns:
        The template; only the shapes for a model that is too large for one ONNX file.

    Raises:
        ModelError: onnxruntime does not reproduce torch.
    """
    import onnx  # noqa: F401 - torch's exporter needs it; without it the caller says so in one sentence

    with torch.device("meta"):  # shapes only, without memory
        shapes = {name: tuple(value.shape) for name, value in _build(config, classes).state_dict().items()}
    if 4 * sum(math.prod(shape) for shape in shapes.values()) > LARGEST_BYTES:
        return GraphTemplate(b"", shapes)
    model = _build(config, classes).eval()
    _scatter(model)
    state = model.state_dict()
    example = example_batch(bands=example_bands(config, _TRACED_BANDS), height=side, width=side)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.onnx"
        export(
            model,
            path,
            example,
            outputs=output_names(config, classes=classes),
            fixed_size=config.fixes_tile,
            fold=False,
        )
        other = example_batch(bands=example_bands(config, _TRACED_BANDS // 3), height=side, width=side, batch=1)
        error = parity(model, path, other)
        if error > PARITY:
            raise ModelError(f"The traced graph differs from torch by {error:.1e}; use --format safetensors.")
        graph = OnnxGraph.parse(path.read_bytes())
    lost = [name for name in state if PREFIX + name not in graph.weights]
    if lost:
        raise ModelError(f"The traced graph lacks the weight '{lost[0]}'; please report it.")
    for name in state:
        del graph.weights[PREFIX + name]
    return GraphTemplate(graph.encode(), shapes)


def _build(config: Config, classes: int) -> nn.Module:
    """Return the encoder or the classifier."""
    if classes and isinstance(config, SpectralGptConfig):
        return SpectralGptClassifier(config, classes)
    return config.build()


def _scatter(model: nn.Module) -> None:
    """Make all weights different, since the exporter merges equal ones."""
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for value in model.parameters():
            value.add_(0.01 * torch.randn(value.shape, generator=generator))
