"""The wire format of protocol buffers: messages as lists of fields, read and written without a schema.

Source: https://protobuf.dev/programming-guides/encoding/.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, BinaryIO

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5  # wire types

Value = Any  # int for a number, bytes for anything else
Fields = list[tuple[int, int, Value]]  # (number, wire type, value) in the order of the file


def parse(data: bytes) -> Fields:
    """Return the fields of a message.

    Raises:
        ValueError: the message is damaged.
    """
    return fields_of(io.BytesIO(data), len(data))


def encode(fields: Iterable[tuple[int, int, Value]]) -> bytes:
    """Write fields as a message."""
    out = bytearray()
    for number, kind, value in fields:
        out += _encode_varint(number << 3 | kind)
        if kind == VARINT:
            out += _encode_varint(value)
        else:
            out += (_encode_varint(len(value)) if kind == BYTES else b"") + value
    return bytes(out)


def fields_of(stream: BinaryIO, size: int, *, keep: tuple[int, ...] = ()) -> Fields:
    """Return the fields in ``size`` bytes; with ``keep``, only these fields, skipping the bytes of others."""
    found: Fields = []
    while stream.tell() < size:
        key = varint(stream)
        number, kind = key >> 3, key & 7
        if kind == VARINT:
            found.append((number, kind, varint(stream)))
            continue
        length = {FIXED64: 8, FIXED32: 4}.get(kind, -1)
        if kind == BYTES:
            length = varint(stream)
        if length < 0 or stream.tell() + length > size:
            raise ValueError("a field is damaged")
        if keep and number not in keep:
            stream.seek(length, io.SEEK_CUR)
        else:
            found.append((number, kind, stream.read(length)))
    return found


def varint(stream: BinaryIO) -> int:
    """Return the number that starts here, stored as seven bits per byte.

    Raises:
        ValueError: the stream ends inside it, or it has more than 64 bits.
    """
    value, shift = 0, 0
    while shift < 70:
        byte = stream.read(1)
        if not byte:
            raise ValueError("it ends early")
        value |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return value
        shift += 7
    raise ValueError("a number is too long")


def _encode_varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
