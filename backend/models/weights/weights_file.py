"""Read weights from safetensors files and PyTorch checkpoints as numpy arrays, without torch and without running code.

A PyTorch checkpoint is a pickle with the arrays beside it. Only harmless names are allowed in the pickle, like in
``torch.load(weights_only=True)``; any other name is an error. Layouts of the checkpoints:
https://docs.pytorch.org/docs/stable/notes/serialization.html, and ``torch/serialization.py`` for older files.
"""

from __future__ import annotations

import io
import math
import pickle  # nosec B403 - only a subclass that refuses unknown names is used
import struct
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from ...common.documents import parse_document
from ...common.errors import ModelError
from . import compat

Array = NDArray[Any]
_PICKLES = (".pth", ".pt", ".bin", ".ckpt")
_BFLOAT16 = np.dtype([("bfloat16", "<u2")])
_STORAGES: dict[str, np.dtype[Any]] = {
    "FloatStorage": np.dtype("<f4"), "DoubleStorage": np.dtype("<f8"), "HalfStorage": np.dtype("<f2"),
    "BFloat16Storage": _BFLOAT16, "LongStorage": np.dtype("<i8"), "IntStorage": np.dtype("<i4"),
    "ShortStorage": np.dtype("<i2"), "CharStorage": np.dtype("i1"), "ByteStorage": np.dtype("u1"),
    "BoolStorage": np.dtype("?"),
}  # fmt: skip
_SAFE_TYPES: dict[str, np.dtype[Any]] = {
    "F32": np.dtype("<f4"), "F64": np.dtype("<f8"), "F16": np.dtype("<f2"), "BF16": _BFLOAT16, "I64": np.dtype("<i8"),
    "I32": np.dtype("<i4"), "I16": np.dtype("<i2"), "I8": np.dtype("i1"), "U8": np.dtype("u1"), "BOOL": np.dtype("?"),
}  # fmt: skip
_OLD_MAGIC = 0x1950A86A20F9469CFC6C
"""First number in checkpoints of torch before 1.6 (``torch/serialization.py``)."""
_MAX_HEADER = 100_000_000
"""Longest header of a safetensors file in bytes; the format's own readers have the same limit."""


def read_weights(path: Path) -> dict[str, Array]:
    """Read a safetensors file or a PyTorch checkpoint with any wrapper around the weights.

    Returns:
        Arrays by the names in the file; bfloat16 becomes float32, other types are kept.

    Raises:
        ModelError: the file is missing, of another kind, damaged, or could run code.
    """
    if not path.is_file():
        raise ModelError(f"The file {path} does not exist; give a .safetensors, .pth or .pt file.")
    suffix = path.suffix.lower()
    if suffix != ".safetensors" and suffix not in _PICKLES:
        raise ModelError(f"The file {path.name} is not a checkpoint; give a .safetensors, .pth or .pt file.")
    try:
        content = _read_safetensors(path) if suffix == ".safetensors" else _read_checkpoint(path)
    except _ForbiddenName as error:
        raise ModelError(
            f"The file {path.name} holds Python code ({error}) and is not opened; save its state_dict, or use "
            "safetensors."
        ) from error
    except MemoryError:
        raise
    except Exception as error:  # a damaged pickle, zip archive or header may raise anything
        raise ModelError(f"The file {path.name} is damaged; download it again.") from error
    return compat.unwrap(content)


def _read_safetensors(path: Path) -> dict[str, Array]:
    """Read a file of the safetensors format: length of the header, header in JSON, data."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        (length,) = struct.unpack("<Q", stream.read(8))
        if length > min(size - 8, _MAX_HEADER):
            raise ValueError("the header is longer than the file")
        header = parse_document(stream.read(length).decode())
        arrays = {}
        for name, entry in header.items():
            if name == "__metadata__":
                continue
            start, end = entry["data_offsets"]
            if not 0 <= start <= end <= size - 8 - length:
                raise ValueError("data are outside the file")
            stream.seek(8 + length + start)
            flat = np.frombuffer(stream.read(end - start), dtype=_SAFE_TYPES[entry["dtype"]])
            arrays[name] = _widened(flat.reshape(entry["shape"]))
    return arrays


def _read_checkpoint(path: Path) -> object:
    """Read a torch checkpoint: a zip archive since 1.6, a sequence of pickles before."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return _copied(_read_archive(archive))
    with path.open("rb") as stream:
        return _copied(_read_old(stream))


def _read_archive(archive: zipfile.ZipFile) -> object:
    entry = next(info for info in archive.infolist() if info.filename.rsplit("/", 1)[-1] == "data.pkl")
    root = entry.filename[: -len("data.pkl")]
    if f"{root}byteorder" in archive.namelist() and archive.read(f"{root}byteorder") != b"little":
        raise ValueError("big-endian weights")

    def bytes_of(key: str, count: int, dtype: np.dtype[Any]) -> Array:
        info = archive.getinfo(f"{root}data/{key}")
        if info.compress_type != zipfile.ZIP_STORED:  # torch never compresses; this refuses decompression bombs
            raise ValueError("compressed weights")
        return np.frombuffer(archive.read(info), dtype=dtype, count=count)

    return _Reader(io.BytesIO(archive.read(entry)), _Storages(bytes_of).get).load()


def _read_old(stream: BinaryIO) -> object:
    """Read the older layout: magic number, version, system facts, content, keys, then the bytes by key."""
    if _Reader(stream, _no_storage).load() != _OLD_MAGIC:
        raise ValueError("not a checkpoint")
    for _ in range(2):
        _Reader(stream, _no_storage).load()
    arrays: dict[str, Array] = {}

    def reserve(key: str, count: int, dtype: np.dtype[Any]) -> Array:
        arrays[key] = np.zeros(_checked_count(count, dtype, stream), dtype)
        return arrays[key]

    content = _Reader(stream, _Storages(reserve).get).load()
    for key in _Reader(stream, _no_storage).load():
        (count,) = struct.unpack("<q", stream.read(8))
        array = arrays[str(key)]
        if count != array.size:
            raise ValueError("a weight's length differs from the stated one")
        array[:] = np.frombuffer(stream.read(array.nbytes), dtype=array.dtype)
    return content


def _checked_count(count: int, dtype: np.dtype[Any], stream: BinaryIO) -> int:
    """Return the count if the file is long enough for it."""
    here = stream.tell()
    size = stream.seek(0, io.SEEK_END)
    stream.seek(here)
    if not 0 <= count * dtype.itemsize <= size:
        raise ValueError("a weight is larger than the file")
    return count


class _ForbiddenName(Exception):
    """The pickle contains a name that is not plain data."""


class _Namespace:
    """Placeholder for settings that training scripts save beside the weights; it is never read."""

    def __init__(self, *_: object) -> None:
        pass


class _LazyArray:
    """A view of a storage that is filled later (older layout)."""

    def __init__(self, make: Callable[[], Array]) -> None:
        self.make = make


class _Storages:
    """The storages of a checkpoint by key, each read once."""

    def __init__(self, read: Callable[[str, int, np.dtype[Any]], Array]) -> None:
        self._read = read
        self._known: dict[str, Array] = {}

    def get(self, identifier: object) -> Array:
        """Return the flat array of a persistent id: ("storage", type, key, place, count, ...)."""
        if not isinstance(identifier, tuple) or len(identifier) < 5 or identifier[0] != "storage":
            raise ValueError("an unknown kind of storage")
        dtype, key, count = identifier[1], str(identifier[2]), int(identifier[4])
        if not isinstance(dtype, np.dtype):
            raise ValueError("a storage of an unknown type")
        if key not in self._known:
            self._known[key] = self._read(key, count, dtype)
        return self._known[key]


def _no_storage(_: object) -> Array:
    raise ValueError("a storage in a wrong place")


class _Reader(pickle.Unpickler):
    """An unpickler for weights: arrays, containers and numbers, nothing executable."""

    def __init__(self, stream: BinaryIO, storage: Callable[[object], Array]) -> None:
        super().__init__(stream, encoding="utf-8")
        self._storage = storage

    def persistent_load(self, identifier: object) -> Array:
        """Return the storage with an identifier."""
        return self._storage(identifier)

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - classes and functions alike
        """Return the replacement for an allowed name; refuse every other name."""
        if module == "torch" and name in _STORAGES:
            return _STORAGES[name]
        allowed = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _rebuild,
            ("torch._utils", "_rebuild_parameter"): _parameter,
            ("torch", "Size"): tuple,
            ("torch", "device"): _Namespace,
            ("argparse", "Namespace"): _Namespace,
        }
        if (module, name) not in allowed:
            raise _ForbiddenName(f"{module}.{name}")
        return allowed[module, name]


def _parameter(array: object, *_: object) -> object:
    """Return the array of a parameter."""
    return array


def _rebuild(storage: Array, offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: object) -> _LazyArray:
    """Return a tensor as a view of its storage, created when all storages are filled."""
    size, stride = tuple(size), tuple(stride)
    if len(size) != len(stride) or min((offset, *size, *stride), default=0) < 0:
        raise ValueError("a damaged shape")
    last = offset + sum((n - 1) * step for n, step in zip(size, stride))
    if 0 not in size and (last >= storage.size or math.prod(size) > storage.size):
        raise ValueError("a weight is outside its storage")

    def make() -> Array:
        if 0 in size:
            return _widened(np.zeros(size, storage.dtype))
        steps = tuple(step * storage.itemsize for step in stride)
        view = np.lib.stride_tricks.as_strided(storage[offset:], size, steps, writeable=False)
        return _widened(np.array(view))

    return _LazyArray(make)


def _copied(content: object) -> object:
    """Replace views by arrays in dictionaries, lists and tuples."""
    if isinstance(content, _LazyArray):
        return content.make()
    if isinstance(content, dict):
        return {key: _copied(value) for key, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [_copied(value) for value in content]
    return content


def _widened(array: Array) -> Array:
    """Return bfloat16 as float32, of which it is the upper half; other types unchanged."""
    if array.dtype != _BFLOAT16:
        return array
    wide = array["bfloat16"].astype(np.uint32) << 16
    return np.asarray(wide, order="C").view(np.float32).reshape(array.shape)
