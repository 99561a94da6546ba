"""The few facts of an ONNX file that decide whether it can be run, read without loading it.

Protocol-buffer wire format: https://protobuf.dev/programming-guides/encoding/; field numbers of ModelProto and
OperatorSetIdProto: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..errors import ModelError

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_IR_VERSION, _OPSET_IMPORT = 1, 8  # fields of ModelProto
_DOMAIN, _VERSION = 1, 2  # fields of OperatorSetIdProto
_STANDARD_DOMAINS = ("", "ai.onnx")


@dataclass(frozen=True)
class OnnxHeader:
    """``ir_version`` and the operator sets (domain -> version) of an ONNX file."""

    ir_version: int
    opsets: dict[str, int]

    @property
    def opset(self) -> int:
        """Version of the standard operators, 0 if the file names none."""
        return max((v for d, v in self.opsets.items() if d in _STANDARD_DOMAINS), default=0)


def read_header(path: Path) -> OnnxHeader:
    """Return the header of an ONNX file.

    Raises:
        ModelError: missing, or not an ONNX file.
    """
    ir_version, opsets = 0, {}
    try:
        with path.open("rb") as stream:
            size = path.stat().st_size
            while stream.tell() < size:
                number, value = _field(stream, keep=(_OPSET_IMPORT,), size=size)
                if number == _IR_VERSION and isinstance(value, int):
                    ir_version = value
                elif number == _OPSET_IMPORT and isinstance(value, bytes):
                    domain, version = _opset(value)
                    opsets[domain] = version
    except OSError as exc:
        raise ModelError(f"Weights {path} cannot be read ({exc.strerror}); install the model again.") from exc
    except ValueError as exc:
        raise ModelError(f"Weights {path} are not an ONNX file ({exc}); install the model again.") from exc
    if not ir_version or not opsets:
        raise ModelError(f"Weights {path} are not an ONNX file (no version inside); install the model again.")
    return OnnxHeader(ir_version, opsets)


def _varint(stream: BinaryIO) -> int:
    value, shift = 0, 0
    while shift < 64:
        byte = stream.read(1)
        if not byte:
            raise ValueError("it ends early")
        value |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return value
        shift += 7
    raise ValueError("a number is too long")


def _field(stream: BinaryIO, *, keep: tuple[int, ...], size: int) -> tuple[int, int | bytes | None]:
    """Return number and value of the next field; of byte fields only those in ``keep`` are read, others skipped."""
    key = _varint(stream)
    number, kind = key >> 3, key & 7
    if kind == _VARINT:
        return number, _varint(stream)
    length = {_FIXED64: 8, _FIXED32: 4}.get(kind, -1)
    if kind == _BYTES:
        length = _varint(stream)
    if length < 0 or stream.tell() + length > size:
        raise ValueError("a field is damaged")
    if number in keep:
        return number, stream.read(length)
    stream.seek(length, 1)
    return number, None


def _opset(data: bytes) -> tuple[str, int]:
    """Return domain and version of an encoded OperatorSetIdProto."""
    from io import BytesIO

    stream, domain, version = BytesIO(data), "", 0
    while stream.tell() < len(data):
        number, value = _field(stream, keep=(_DOMAIN,), size=len(data))
        if number == _DOMAIN and isinstance(value, bytes):
            domain = value.decode("utf-8", "replace")
        elif number == _VERSION and isinstance(value, int):
            version = value
    return domain, version
