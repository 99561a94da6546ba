"""Read text and JSON from outside sources with limits on size and depth.

Standard library only, Python 3.9 at run time: QGIS imports this module.
"""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path
from typing import Any

MAX_BYTES = 100_000_000  # of a file; the largest product documents have 20 MB
_PIECE_BYTES = 1 << 20
MAX_DEPTH = 64  # of nested lists and objects; a STAC Item has 8
_SURROGATE = re.compile("[\ud800-\udfff]")  # lone surrogates: Python puts them into file names that are not UTF-8
_MOST_DIGITS = 20  # of an integer that fits 64 bits
_LEAST, _LARGEST = -(2**63), 2**64 - 1  # signed and unsigned integers of 64 bits


class DocumentError(ValueError):
    """A text is not JSON, or is larger or deeper than our documents; the message is a phrase, not a sentence."""


def decoded(data: bytes) -> str:
    """Return the text of bytes: decoded by their byte order mark, as UTF-8, or as Latin-1 if they are not UTF-8.

    Latin-1 decodes any bytes; ENVI headers and wavelength tables often use it ("µm", "Gewässer").
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def read_text(path: Path, *, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a file.

    Raises:
        DocumentError: it is larger than ``max_bytes``, or is a pipe or device, which may never end.
        OSError: it cannot be read.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise DocumentError("it is not a regular file")
    data = bytearray()
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):  # reading max_bytes at once would allocate all of it
            data += piece
            if len(data) > max_bytes:
                raise DocumentError(f"it is larger than {max_bytes / 1e6:g} MB")
    return decoded(bytes(data))


def read_document(path: Path, *, max_bytes: int = MAX_BYTES) -> Any:  # noqa: ANN401 - any JSON value
    """Return the JSON value in a file; errors as for :func:`read_text` and :func:`parse_document`."""
    return parse_document(read_text(path, max_bytes=max_bytes))


def parse_document(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value of a JSON text; integers that do not fit 64 bits become floats, possibly infinite.

    Raises:
        DocumentError: the text is not JSON, or is nested deeper than :data:`MAX_DEPTH`.
    """
    try:
        value = json.loads(text, parse_int=_whole)
    except RecursionError:
        raise DocumentError(_TOO_DEEP) from None
    except ValueError as exc:
        raise DocumentError(str(exc)) from None
    if _is_deep(value):
        raise DocumentError(_TOO_DEEP)
    return value


_TOO_DEEP = f"it is nested deeper than {MAX_DEPTH} levels"


def _whole(text: str) -> int | float:
    if len(text.lstrip("-")) <= _MOST_DIGITS and _LEAST <= int(text) <= _LARGEST:
        return int(text)
    return float(text)


def _is_deep(value: object) -> bool:
    """Return True for lists and objects nested deeper than the limit; works level by level, without recursion."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [
            item
            for holder in level
            for item in (holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ())
            if isinstance(item, (dict, list))
        ]
        if not level:
            return False
    return True


def dumped(value: Any, *, indent: int | None = None, separators: tuple[str, str] | None = None) -> str:  # noqa: ANN401
    """Return the JSON of a value, with non-ASCII characters unescaped unless one of them has no UTF-8 form.

    Raises:
        ValueError: the value holds NaN or infinity, which JSON lacks.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    if not _SURROGATE.search(text):
        return text
    return json.dumps(value, ensure_ascii=True, allow_nan=False, indent=indent, separators=separators)


def write_document(path: Path, value: Any) -> None:  # noqa: ANN401 - any JSON value
    """Write a value as an indented JSON file."""
    path.write_text(dumped(value, indent=1) + "\n", encoding="utf-8")
