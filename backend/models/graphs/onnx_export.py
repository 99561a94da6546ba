"""Write a model as one ONNX file (opset 17, IR 8) with plain arrays as inputs; quantise it to int8 if labels agree."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from ...spectral.inputs.attributes import ATTRIBUTE_WIDTH
from ..batch import SpectralBatch

log = logging.getLogger(__name__)

OPSET = 17
PARITY = 1e-4
"""Largest error of a graph against torch, relative to the largest value."""
INPUTS = ("pixels", "center_nm", "fwhm_nm", "gsd_m", "attributes", "valid", "weight")
"""Inputs in the order of the fields of :class:`SpectralBatch`; a graph keeps those that its model reads."""
_AXES = {
    "pixels": {0: "batch", 1: "bands"},
    "center_nm": {0: "batch", 1: "bands"},
    "fwhm_nm": {0: "batch", 1: "bands"},
    "gsd_m": {0: "batch"},
    "attributes": {0: "batch"},
    "valid": {0: "batch"},
    "weight": {0: "batch", 1: "bands"},
}
_SPATIAL = {"pixels": {2: "height", 3: "width"}, "valid": {1: "height", 2: "width"}}


class _Unpacked(nn.Module):
    """A model wrapped to take plain tensors, as ONNX needs them."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, *fields: Tensor) -> Tensor | tuple[Tensor, ...]:
        """Rebuild the batch and run."""
        result = self.model(SpectralBatch(*fields))
        return tuple(result) if isinstance(result, list) else result


def example_batch(*, bands: int, height: int, width: int, batch: int = 2) -> SpectralBatch:
    """Return a batch for tracing: bands from 450 to 2400 nm, one corner without data."""
    center = torch.linspace(450.0, 2400.0, bands).expand(batch, bands)
    valid = torch.ones(batch, height, width)
    valid[:, : height // 4, : width // 4] = 0.0
    return SpectralBatch(
        pixels=torch.rand(batch, bands, height, width, generator=torch.Generator().manual_seed(0)),
        center_nm=center.clone(),
        fwhm_nm=torch.full((batch, bands), 10.0),
        gsd_m=torch.linspace(10.0, 30.0, batch),
        attributes=torch.zeros(batch, 2, ATTRIBUTE_WIDTH),
        valid=valid,
        weight=torch.full((batch, bands), 1.0 / bands),
    )


def fields_of(batch: SpectralBatch) -> tuple[Tensor, ...]:
    """Return the batch's tensors in the order of ``INPUTS``."""
    return tuple(getattr(batch, name) for name in INPUTS)


def export(
    model: nn.Module,
    path: Path,
    example: SpectralBatch,
    *,
    outputs: Sequence[str],
    fixed_size: bool = False,
    fold: bool = True,
) -> tuple[str, ...]:
    """Write ``model`` (one :class:`SpectralBatch` in, a tensor or a list of them out) to ``path``.

    Args:
        model: the model; it is put into evaluation mode.
        path: file to write.
        example: a batch to trace with; it sets the fixed size.
        outputs: names of the outputs.
        fixed_size: keep height and width as in the example (faithful models); bands and batch stay free.
        fold: fold constants that depend on weights alone; otherwise each weight keeps its name and shape.

    Returns:
        The names of the inputs that the graph kept.
    """
    axes = {name: dict(places) for name, places in _AXES.items()}
    if not fixed_size:
        for name, places in _SPATIAL.items():
            axes[name].update(places)
    wrapped = _Unpacked(model).eval()
    with warnings.catch_warnings(), torch.no_grad():
        results = wrapped(*fields_of(example))
        for name, result in zip(outputs, results if isinstance(results, tuple) else (results,)):
            axes[name] = {0: "batch"}
            if not fixed_size and result.dim() == 4:
                axes[name].update({2: f"{name}_rows", 3: f"{name}_columns"})
        warnings.simplefilter("ignore")  # the tracer warns of every shape; parity tests find frozen values
        torch.onnx.export(
            wrapped,
            fields_of(example),
            str(path),
            input_names=list(INPUTS),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
            do_constant_folding=fold,
        )
    return graph_inputs(path)


def graph_inputs(path: Path) -> tuple[str, ...]:
    """Return the input names of an ONNX file."""
    import onnx

    return tuple(value.name for value in onnx.load(str(path)).graph.input)


def feed(batch: SpectralBatch, names: Sequence[str]) -> dict[str, object]:
    """Return the arrays that a graph with the inputs ``names`` needs for ``batch``."""
    return {name: getattr(batch, name).detach().cpu().numpy() for name in names}


def parity(model: nn.Module, path: Path, batch: SpectralBatch) -> float:
    """Return the largest difference between onnxruntime and torch on ``batch``, relative to each output's maximum."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    got = session.run(None, feed(batch, [value.name for value in session.get_inputs()]))
    with torch.no_grad():
        result = model(batch)
    wanted = result if isinstance(result, list) else [result]
    errors = [float((torch.from_numpy(a) - b).abs().max() / b.abs().max()) for a, b in zip(got, wanted)]
    return max(errors)
