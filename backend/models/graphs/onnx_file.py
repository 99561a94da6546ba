"""Read and edit ONNX files without the onnx package: header, weights, graph.

Field numbers of ModelProto, GraphProto, NodeProto, TensorProto and OperatorSetIdProto:
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.errors import ModelError
from .onnx_external import refers_outside
from .protobuf import BYTES, VARINT, Fields, Value, encode, fields_of, parse, varint

_IR_VERSION, _GRAPH, _OPSET_IMPORT = 1, 7, 8  # fields of ModelProto
_DOMAIN, _VERSION = 1, 2  # fields of OperatorSetIdProto
_NODE, _INITIALIZER, _GRAPH_INPUT, _GRAPH_OUTPUT = 1, 5, 11, 12  # fields of GraphProto
_VALUE_NAME, _VALUE_TYPE = 1, 2  # fields of ValueInfoProto
_TENSOR_TYPE, _ELEMENT, _SHAPE, _FLOAT = 1, 1, 2, 1  # of TypeProto and TypeProto.Tensor; TensorProto.FLOAT
_DIM, _DIM_VALUE, _DIM_NAME = 1, 1, 2  # of TensorShapeProto and its Dimension
_NODE_INPUT, _NODE_OUTPUT, _NODE_NAME, _NODE_OP, _NODE_ATTRIBUTE, _NODE_DOMAIN = 1, 2, 3, 4, 5, 7  # of NodeProto
_ATTRIBUTE_TENSOR = 5  # field of AttributeProto
_DIMS, _DATA_TYPE, _FLOAT_DATA, _TENSOR_NAME, _RAW_DATA = 1, 2, 4, 8, 9  # fields of TensorProto
_DTYPES: dict[int, np.dtype[Any]] = {
    1: np.dtype("<f4"),
    2: np.dtype("u1"),
    3: np.dtype("i1"),
    6: np.dtype("<i4"),
    7: np.dtype("<i8"),
}
_STANDARD_DOMAINS = ("", "ai.onnx")


@dataclass(frozen=True)
class OnnxHeader:
    """``ir_version`` and the operator sets (domain -> version) of an ONNX file."""

    ir_version: int
    opsets: dict[str, int]

    @property
    def opset(self) -> int:
        """Version of the standard operators; 0 if the file states none."""
        return max((v for d, v in self.opsets.items() if d in _STANDARD_DOMAINS), default=0)


def read_header(path: Path) -> OnnxHeader:
    """Return the header of an ONNX file; its weights are skipped.

    Raises:
        ModelError: the file is missing, not ONNX, or has weights in other files.
    """
    try:
        with path.open("rb") as stream:
            outside = refers_outside(stream, path.stat().st_size)
            stream.seek(0)
            found = fields_of(stream, path.stat().st_size, keep=(_OPSET_IMPORT,))
        opsets = dict(_opset(value) for number, _, value in found if number == _OPSET_IMPORT)
    except OSError as exc:
        raise ModelError(f"Weights {path} cannot be read ({exc.strerror}); install the model again.") from exc
    except ValueError as exc:
        raise ModelError(f"Weights {path} are not an ONNX file ({exc}); install the model again.") from exc
    ir_version = next((value for number, _, value in found if number == _IR_VERSION), 0)
    if not ir_version or not opsets:
        raise ModelError(f"Weights {path} are not an ONNX file (no version inside); install the model again.")
    if outside:
        raise ModelError(
            f"Weights {path} load data from another file, which the hash does not cover; export it into one file."
        )
    return OnnxHeader(ir_version, opsets)


@dataclass
class OnnxNode:
    """One operator; ``other`` keeps all other fields, including attributes."""

    op: str
    name: str
    inputs: list[str]
    outputs: list[str]
    domain: str = ""
    other: Fields = field(default_factory=list)

    @classmethod
    def parse(cls, data: bytes) -> OnnxNode:
        """Read a NodeProto."""
        node = cls("", "", [], [])
        for item in parse(data):
            number, _, value = item
            if number == _NODE_INPUT:
                node.inputs.append(_text(value))
            elif number == _NODE_OUTPUT:
                node.outputs.append(_text(value))
            elif number == _NODE_NAME:
                node.name = _text(value)
            elif number == _NODE_OP:
                node.op = _text(value)
            elif number == _NODE_DOMAIN:
                node.domain = _text(value)
            else:
                node.other.append(item)
        return node

    def encode(self) -> bytes:
        """Write a NodeProto."""
        texts = [(_NODE_INPUT, name) for name in self.inputs] + [(_NODE_OUTPUT, name) for name in self.outputs]
        texts += [(_NODE_NAME, self.name), (_NODE_OP, self.op)]
        texts += [(_NODE_DOMAIN, self.domain)] if self.domain else []
        return encode([*((number, BYTES, text.encode()) for number, text in texts), *self.other])


@dataclass
class OnnxGraph:
    """Nodes and weights of a model, for inspection or editing; everything else is kept unchanged."""

    nodes: list[OnnxNode]
    weights: dict[str, NDArray[Any]]
    inputs: list[str]
    outputs: list[str]
    _model: Fields
    _rest: Fields  # other fields of the graph
    _foreign: Fields  # weights of types that are not decoded

    @classmethod
    def parse(cls, data: bytes) -> OnnxGraph:
        """Read a model.

        Raises:
            ModelError: the data is not an ONNX model.
        """
        try:
            model = parse(data)
            graphs = [value for number, _, value in model if number == _GRAPH]
            graph = parse(b"".join(graphs))  # readers merge a message that occurs twice
            if not graphs:
                raise ValueError("no graph inside")
            made = cls([], {}, [], [], [item for item in model if item[0] != _GRAPH], [], [])
            for item in graph:
                made._take(item)
        except (ValueError, TypeError, StopIteration) as exc:  # an input without a name
            raise ModelError(f"The weights are not an ONNX file ({exc}); install the model again.") from exc
        return made

    def _take(self, item: tuple[int, int, Value]) -> None:
        number, _, value = item
        if number == _NODE:
            self.nodes.append(OnnxNode.parse(value))
            return
        if number == _INITIALIZER:
            tensor = _tensor(value)
            if tensor is None:
                self._foreign.append(item)
            else:
                self.weights[tensor[0]] = tensor[1]
            return
        if number in (_GRAPH_INPUT, _GRAPH_OUTPUT):
            names = self.inputs if number == _GRAPH_INPUT else self.outputs
            names.append(input_name(value))
        self._rest.append(item)

    def part(self, nodes: list[OnnxNode], *, outputs: list[str]) -> OnnxGraph:
        """Return a graph that computes ``outputs`` from some nodes, with the inputs and weights that these need."""
        inputs = {
            input_name(value): (number, kind, value) for number, kind, value in self._rest if number == _GRAPH_INPUT
        }
        given = {
            input_name(value): (number, kind, value) for number, kind, value in self._rest if number == _GRAPH_OUTPUT
        }
        named = [
            given.get(name, (_GRAPH_OUTPUT, BYTES, encode([(_VALUE_NAME, BYTES, name.encode())]))) for name in outputs
        ]
        rest = [item for item in self._rest if item[0] not in (_GRAPH_INPUT, _GRAPH_OUTPUT)]
        copies = [replace(node, inputs=list(node.inputs), outputs=list(node.outputs)) for node in nodes]
        made = OnnxGraph(copies, dict(self.weights), [], list(outputs), self._model, [*rest, *named], self._foreign)
        made.drop_unused()
        used = {name for node in made.nodes for name in node.inputs}
        made.inputs = [name for name in self.inputs if name in used]
        made._rest += [inputs[name] for name in made.inputs]
        return made

    def drop_unused(self) -> None:
        """Remove nodes that no output needs."""
        needed, kept = set(self.outputs), []
        for node in reversed(self.nodes):  # nodes are in the order of computation
            if not needed.isdisjoint(node.outputs):
                needed.update(node.inputs)
                kept.append(node)
        self.nodes = kept[::-1]

    def encode(self, *, inputs: Sequence[bytes] = ()) -> bytes:
        """Write the model without unused weights; onnxruntime's own operators are declared if one is used.

        ``inputs`` are added (see :func:`graph_input`).
        """
        used = {name for node in self.nodes for name in node.inputs}
        nodes: Fields = [(_NODE, BYTES, node.encode()) for node in self.nodes]
        kept = ((name, value) for name, value in self.weights.items() if name in used)
        tensors: Fields = [(_INITIALIZER, BYTES, _encode_tensor(name, value)) for name, value in kept]
        model = list(self._model)
        known = {_opset(value)[0] for number, _, value in model if number == _OPSET_IMPORT}
        for domain in sorted({node.domain for node in self.nodes} - known - set(_STANDARD_DOMAINS)):
            import_ = encode([(_DOMAIN, BYTES, domain.encode()), (_VERSION, VARINT, 1)])
            model.append((_OPSET_IMPORT, BYTES, import_))
        added: Fields = [(_GRAPH_INPUT, BYTES, value) for value in inputs]
        return encode([*model, (_GRAPH, BYTES, encode([*nodes, *tensors, *self._foreign, *self._rest, *added]))])


def with_output(model: bytes, tensor: str) -> bytes | None:
    """Return a serialised model with ``tensor``, computed by its nodes, as a further output; else None.

    Readers merge a message that occurs twice, so appending a second graph with one output adds this output.
    """
    name = encode([(_VALUE_NAME, BYTES, tensor.encode())])
    if name[1:] not in model:  # length and text, as stored in nodes
        return None
    return model + encode([(_GRAPH, BYTES, encode([(_GRAPH_OUTPUT, BYTES, name)]))])


def input_name(value: bytes) -> str:
    """Return the name in an encoded ValueInfoProto."""
    return _text(next(v for n, _, v in parse(value) if n == _VALUE_NAME))


def graph_input(name: str, shape: Sequence[object]) -> bytes:
    """Return the ValueInfoProto of a float32 input; axes of ``shape`` that are not numbers are free."""
    dims: Fields = []
    for axis, size in enumerate(shape):
        fixed = isinstance(size, int)
        free = encode([(_DIM_NAME, BYTES, str(size or f"{name}_{axis}").encode())])
        dims.append((_DIM, BYTES, encode([(_DIM_VALUE, VARINT, size)]) if fixed else free))
    tensor = encode([(_ELEMENT, VARINT, _FLOAT), (_SHAPE, BYTES, encode(dims))])
    return encode([(_VALUE_NAME, BYTES, name.encode()), (_VALUE_TYPE, BYTES, encode([(_TENSOR_TYPE, BYTES, tensor)]))])


def constant_of(makers: Mapping[str, OnnxNode], weights: Mapping[str, NDArray[Any]], name: str) -> NDArray[Any] | None:
    """Return the values of a weight, or of a Constant in ``makers`` (node by tensor); None for all others."""
    node = makers.get(name)
    if node is None or node.op != "Constant":
        return weights.get(name)
    for number, _, value in node.other:
        if number == _NODE_ATTRIBUTE:
            held = next((v for n, _, v in parse(value) if n == _ATTRIBUTE_TENSOR), None)
            tensor = None if held is None else _tensor(held)
            return None if tensor is None else tensor[1]
    return None


def _text(value: Value) -> str:
    if not isinstance(value, bytes):
        raise ValueError("a name is damaged")
    return value.decode("utf-8", "replace")


def _opset(data: bytes) -> tuple[str, int]:
    """Return domain and version of an encoded OperatorSetIdProto."""
    values = {number: value for number, _, value in parse(data)}
    return _text(values.get(_DOMAIN, b"")), int(values.get(_VERSION, 0))


def _tensor(data: bytes) -> tuple[str, NDArray[Any]] | None:
    """Return name and values of a TensorProto; None for a type or storage form that is not supported here."""
    dims: list[int] = []
    name, kind, raw = "", 0, None
    for number, wire, value in parse(data):
        if number == _DIMS:
            dims += [value] if wire == VARINT else _packed(value)
        elif number == _DATA_TYPE:
            kind = value
        elif number == _TENSOR_NAME:
            name = _text(value)
        elif number == _RAW_DATA or (number == _FLOAT_DATA and wire == BYTES):
            raw = value
    if kind not in _DTYPES or raw is None or len(raw) != int(np.prod(dims)) * _DTYPES[kind].itemsize:
        return None
    return name, np.frombuffer(raw, dtype=_DTYPES[kind]).reshape(dims)


def _packed(data: bytes) -> list[int]:
    stream, values = io.BytesIO(data), []
    while stream.tell() < len(data):
        values.append(varint(stream))
    return values


def _encode_tensor(name: str, values: NDArray[Any]) -> bytes:
    kind = next(code for code, dtype in _DTYPES.items() if dtype == values.dtype)
    fields: Fields = [(_DIMS, VARINT, size) for size in values.shape]
    fields += [(_DATA_TYPE, VARINT, kind), (_TENSOR_NAME, BYTES, name.encode())]
    return encode([*fields, (_RAW_DATA, BYTES, np.ascontiguousarray(values).tobytes())])
