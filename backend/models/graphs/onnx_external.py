"""Detect ONNX files that load weights from other files, which could leak any file of the user into a map.

All places where the format allows a tensor are searched: weights, operator attributes, nested graphs, functions,
training. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
"""

from __future__ import annotations

import io
from typing import BinaryIO

from .protobuf import BYTES, FIXED32, FIXED64, VARINT, varint

# message -> field number -> the message in it
_INNER: dict[str, dict[int, str]] = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "function": {7: "node", 11: "attribute"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
    "tensor": {},
}
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14  # fields of TensorProto
_MOST_LEVELS = 64  # of nested graphs; exported models have two


def refers_outside(stream: BinaryIO, size: int) -> bool:
    """Return True if a tensor of a model of ``size`` bytes is in another file; weights and other data are skipped.

    Raises:
        ValueError: the file is damaged, or nested more deeply than any model.
    """
    return _looks_outside(stream, size, "model", _MOST_LEVELS)


def _looks_outside(stream: BinaryIO, end: int, message: str, levels: int) -> bool:
    if not levels:
        raise ValueError("it is nested too deeply")
    while stream.tell() < end:
        key = varint(stream)
        number, kind = key >> 3, key & 7
        if kind == VARINT:
            if varint(stream) and message == "tensor" and number == _DATA_LOCATION:
                return True
            continue
        length = varint(stream) if kind == BYTES else {FIXED64: 8, FIXED32: 4}.get(kind, -1)
        after = stream.tell() + length
        if length < 0 or after > end:
            raise ValueError("a field is damaged")
        if message == "tensor" and number == _EXTERNAL_DATA:
            return True
        inner = _INNER[message].get(number)
        if inner is not None and kind == BYTES and _looks_outside(stream, after, inner, levels - 1):
            return True
        stream.seek(after, io.SEEK_SET)
    return False
