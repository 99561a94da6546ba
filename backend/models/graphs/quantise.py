"""Quantise an ONNX model to int8; keep it only if its labels match those of the float model.

Products of pixels with a weight matrix become onnxruntime's DynamicQuantizeMatMul: weights are int8 per output channel,
activations are quantised per window at run time. Three parts stay in float32: computations once per band (the
conditions), products inside attention, which have no weights, and small products, which would gain nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import FloatArray
from ...common.errors import ModelError
from ...common.wording import counted
from .onnx_file import OnnxGraph, OnnxNode

FLOOR = 0.99
"""Smallest share of labels that must stay the same."""
PROTOTYPES = 16
"""Number of prototypes for the labels of a feature model: feature vectors of the float model, compared by angle."""
PIXELS = "pixels"
"""Input on which a product must depend to be quantised."""
PROBABILITIES = "probabilities"
BITS = (8, 7)
"""Bits per weight, tried in turn: processors without VNNI add pairs of products in 16 bits, which overflow at 8."""
_LEAST_SIDE = 48
_DOMAIN = "com.microsoft"  # domain of onnxruntime's own operators

Feed = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Gate:
    """Result of the comparison: the share of equal labels, and their number."""

    agreement: float
    labels: int


def quantise(source: Path, target: Path, feeds: Sequence[Feed], *, floor: float = FLOOR) -> Gate:
    """Write ``source`` with int8 weights to ``target`` and compare both on ``feeds``, tiles of a real scene.

    Raises:
        ModelError: fewer than ``floor`` of the labels agree; ``target`` is then removed.
    """
    wanted, valid = _outputs(source, feeds), [feed.get("valid") for feed in feeds]
    gate = Gate(0.0, 0)
    for bits in BITS:
        target.write_bytes(quantised(source.read_bytes(), bits=bits))
        gate = compare(wanted, _outputs(target, feeds), valid)
        if gate.agreement >= floor:
            return gate
    target.unlink()
    raise ModelError(
        f"Only {gate.agreement:.2%} of {counted(gate.labels, 'label')} stay the same in int8, and {floor:.0%} "
        "are needed; use the float model."
    )


def quantised(model: bytes, *, bits: int) -> bytes:
    """Return an ONNX model whose large products with pixels have weights of ``bits`` bits."""
    graph = OnnxGraph.parse(model)
    reached, made = {PIXELS}, []
    for node in graph.nodes:  # nodes are in the order of computation
        if reached.isdisjoint(node.inputs):
            continue
        reached.update(node.outputs)
        weight = graph.weights.get(node.inputs[1]) if node.op == "MatMul" else None
        if weight is None or weight.ndim != 2 or min(weight.shape) < _LEAST_SIDE:
            continue
        _quantise_product(graph, node, weight, bits)
        made.append(node)
    _fold_biases(graph, made)
    return graph.encode()


def _quantise_product(graph: OnnxGraph, node: OnnxNode, weight: NDArray[np.float32], bits: int) -> None:
    """Turn ``x @ weight`` (K, N) into an integer product with one scale per column."""
    largest = 2 ** (bits - 1) - 1
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-12).astype(np.float32) / np.float32(largest)  # (N,)
    name = node.inputs[1]
    parts = {
        "int8": np.rint(weight / scale).astype(np.int8), "scale": scale, "zero": np.zeros(len(scale), dtype=np.int8),
    }  # fmt: skip
    graph.weights.update({f"{name}_{key}": values for key, values in parts.items()})
    node.op, node.domain = "DynamicQuantizeMatMul", _DOMAIN
    node.inputs = [node.inputs[0], *(f"{name}_{key}" for key in parts)]


def _fold_biases(graph: OnnxGraph, products: Sequence[OnnxNode]) -> None:
    """Let quantised ``products`` add the bias that follows them, which saves one pass over the pixels each."""
    readers: dict[str, list[OnnxNode]] = {}
    for node in graph.nodes:
        for name in node.inputs:
            readers.setdefault(name, []).append(node)
    for node in products:
        (result,), (_, _, scale, _) = node.outputs, node.inputs
        after = readers.get(result, [])
        if result in graph.outputs or len(after) != 1 or after[0].op != "Add":
            continue
        bias = next((name for name in after[0].inputs if name != result), "")
        if bias in graph.weights and graph.weights[bias].shape == graph.weights[scale].shape:
            node.inputs.append(bias)
            node.outputs = after[0].outputs
            graph.nodes.remove(after[0])


def _outputs(path: Path, feeds: Sequence[Feed]) -> list[FloatArray]:
    """Return for each feed the output that labels are derived from: probabilities, or else the last output."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    names = [value.name for value in session.get_inputs()]
    outputs = [value.name for value in session.get_outputs()]
    chosen = [PROBABILITIES if PROBABILITIES in outputs else outputs[-1]]
    return [session.run(chosen, {name: feed[name] for name in names})[0] for feed in feeds]


def compare(wanted: Sequence[FloatArray], got: Sequence[FloatArray], valid: Sequence[FloatArray | None]) -> Gate:
    """Compare outputs (B, K, ...) tile by tile.

    Scores are compared by their maximum; features, which have values outside 0 to 1, by the nearest prototype. If
    ``valid`` (B, H, W) has the size of the output, only valid pixels count.
    """
    scores = all(float(w.min()) >= 0.0 and float(w.max()) <= 1.0 for w in wanted)
    prototypes = None if scores else _prototypes(np.concatenate([_rows(w) for w in wanted]))
    same = total = 0
    for before, after, mask in zip(wanted, got, valid):
        equal = _labels(before, prototypes) == _labels(after, prototypes)
        if mask is not None and mask.size == equal.size:
            equal = equal[mask.ravel() > 0]
        same, total = same + int(equal.sum()), total + equal.size
    return Gate(agreement=same / max(total, 1), labels=total)


def _rows(values: FloatArray) -> FloatArray:
    """(B, K, ...) -> (n, K)."""
    return np.moveaxis(values, 1, -1).reshape(-1, values.shape[1])


def _labels(values: FloatArray, prototypes: FloatArray | None) -> NDArray[np.intp]:
    """Return the label of each vector: its largest score, or its nearest prototype by angle."""
    rows = _rows(values)
    if prototypes is None:
        return np.asarray(rows.argmax(axis=1))
    return np.asarray((_unit(rows) @ prototypes.T).argmax(axis=1))


def _prototypes(rows: FloatArray) -> FloatArray:
    """Return vectors at large mutual angles (PROTOTYPES, K), chosen one by one (Gonzalez 1985)."""
    rows = _unit(rows)
    chosen = [0]
    nearest = rows @ rows[0]
    while len(chosen) < min(PROTOTYPES, len(rows)):
        chosen.append(int(nearest.argmin()))
        nearest = np.maximum(nearest, rows @ rows[chosen[-1]])
    return rows[chosen]


def _unit(rows: FloatArray) -> FloatArray:
    """Return vectors of unit length."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), dtype=np.float32)
