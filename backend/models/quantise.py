"""An ONNX model with int8 weights, kept only if it gives the labels of the float model.

Weights of matrix products become int8 per output channel, activations are quantised as they come
(onnxruntime's dynamic quantisation). Products of attention have no weights and stay in float32.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import EngineError, ModelError

FLOOR = 0.99
"""Smallest share of labels that must stay the same."""
PROTOTYPES = 16
"""Labels of a model that gives features: the nearest of this many of the float model's own feature vectors."""
_IR_VERSION = 8
_LEAST_SIDE = 48

Feed = Mapping[str, NDArray[np.float32]]
FloatArray = NDArray[np.float32]


@dataclass(frozen=True)
class Gate:
    """What the comparison found: the share of equal labels, and over how many."""

    agreement: float
    labels: int


def quantise(source: Path, target: Path, feeds: Sequence[Feed], *, floor: float = FLOOR) -> Gate:
    """Write ``source`` with int8 weights to ``target`` and compare both on ``feeds``, tiles of a real scene.

    Raises:
        ModelError: fewer than ``floor`` of the labels agree; nothing is left at ``target``.
        EngineError: the packages for it are missing.
    """
    try:
        from onnxruntime.quantization import QuantType, quantize_dynamic
    except ImportError as error:
        raise EngineError(
            "The package onnx is missing from this environment; install it to quantise models."
        ) from error
    with _quiet():
        quantize_dynamic(
            source,
            target,
            op_types_to_quantize=["MatMul", "Gemm"],
            nodes_to_quantize=_products(source),
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
    _lower_ir(target)
    gate = compare(_outputs(source, feeds), _outputs(target, feeds), [feed.get("valid") for feed in feeds])
    if gate.agreement < floor:
        target.unlink()
        raise ModelError(
            f"Only {gate.agreement:.2%} of {gate.labels} labels stay the same in int8, {floor:.0%} are needed; use the "
            "float model."
        )
    return gate


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the quantiser's advice to its developers from the user; errors are raised, not logged."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


def _products(path: Path) -> list[str]:
    """Names of the products with a weight matrix worth it; small ones gain nothing and code wavelengths finely."""
    import onnx

    graph = onnx.load(str(path)).graph
    large = {w.name for w in graph.initializer if len(w.dims) == 2 and min(w.dims) >= _LEAST_SIDE}
    return [node.name for node in graph.node if node.op_type in ("MatMul", "Gemm") and node.input[1] in large]


def _lower_ir(path: Path) -> None:
    """State the intermediate representation that older runtimes read; the graph uses nothing newer."""
    import onnx

    model = onnx.load(str(path))
    if model.ir_version > _IR_VERSION:
        model.ir_version = _IR_VERSION
        onnx.save(model, str(path))


def _outputs(path: Path, feeds: Sequence[Feed]) -> list[FloatArray]:
    """The last output of the model for each feed."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    names = [value.name for value in session.get_inputs()]
    return [session.run(None, {name: feed[name] for name in names})[-1] for feed in feeds]


def compare(wanted: Sequence[FloatArray], got: Sequence[FloatArray], valid: Sequence[FloatArray | None]) -> Gate:
    """Compare outputs (B, K, ...) tile by tile.

    Scores are compared by the largest one; features, which have values outside 0 to 1, by the nearest prototype. Where
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
    """Label of each vector: its largest score, or its nearest prototype by angle."""
    rows = _rows(values)
    if prototypes is None:
        return np.asarray(rows.argmax(axis=1))
    return np.asarray((_unit(rows) @ prototypes.T).argmax(axis=1))


def _prototypes(rows: FloatArray) -> FloatArray:
    """Vectors far from each other in angle, chosen one after the other (Gonzalez 1985): (PROTOTYPES, K)."""
    rows = _unit(rows)
    chosen = [0]
    nearest = rows @ rows[0]
    while len(chosen) < min(PROTOTYPES, len(rows)):
        chosen.append(int(nearest.argmin()))
        nearest = np.maximum(nearest, rows @ rows[chosen[-1]])
    return rows[chosen]


def _unit(rows: FloatArray) -> FloatArray:
    """Vectors of length one."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), dtype=np.float32)
