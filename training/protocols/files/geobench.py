"""GEO-Bench: one HDF5 file per sample, one array per band, and labels in an array or in a pickled attribute.

The attribute is read by an unpickler that only makes numbers, texts, dates, containers and NumPy arrays of numbers.
Objects of any other class become placeholders that hold data, so no code of the file is run.
"""

from __future__ import annotations

import ast
import io
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from backend.common.documents import read_document
from backend.common.errors import InputError
from training.tasks.data.patches import Patch

from ..items import Item, Items, Place, drawn, mask_of, patch_of, present

if TYPE_CHECKING:
    from ..entry import Entry

_PARTS = {"train": "train", "valid": "val", "test": "test"}
_NUMBERS = "biuf"
_MOST_BYTES = 64 * 2**20


@dataclass(frozen=True)
class GeoBench:
    """A folder of samples and ``default_partition.json``.

    Attributes:
        arrays: "band=prefix of the array's name" of each band.
        label: name of the mask's array; "" for labels in the attribute.
        roots: subfolders of the given folder that may contain the samples.
        partition: name of the document with the split.
    """

    arrays: tuple[str, ...]
    label: str = ""
    roots: tuple[str, ...] = (".",)
    partition: str = "default_partition.json"

    def open(self, entry: Entry, place: Place) -> Items:
        """Return the samples; errors as for :class:`training.protocols.layouts.Layout`."""
        root = next((r for name in self.roots if ((r := place.root / name) / self.partition).is_file()), place.root)
        if place.draw:
            files = sorted(root.glob("*.hdf5"))
            items = drawn([Item(f.stem, (f,)) for f in files], (), place.seed)
        else:
            items = tuple(self._listed(entry, root))
        found = present(entry, items, root)
        return Items(
            "dense" if entry.task == "dense" else "multi", tuple(entry.classes.values()), found,
            lambda item: self._read(entry, item),
        )  # fmt: skip

    def _listed(self, entry: Entry, root: Path) -> list[Item]:
        path = root / self.partition
        if not path.is_file():
            raise InputError(f"'{root}' lacks '{self.partition}' of {entry.title}; download it (from: {entry.origin}).")
        parts = read_document(path)
        if not isinstance(parts, dict) or not all(isinstance(parts.get(name), list) for name in _PARTS):
            raise InputError(f"'{path}' has no lists train, valid and test; download it again.")
        return [
            Item(str(name), (root / f"{name}.hdf5",), part) for key, part in _PARTS.items() for name in parts[key]
        ]  # fmt: skip

    def _read(self, entry: Entry, item: Item) -> Patch:
        import h5py

        path = item.files[0]
        try:
            with h5py.File(path) as file:
                planes = [
                    np.asarray(file[self._name(list(file), entry.bands.names[i], path)]) for i in entry.bands.read
                ]
                codes = np.asarray(file[self._name(list(file), self.label, path)]) if self.label else None
                attribute = "" if self.label else str(file.attrs["pickle"])
        except (OSError, KeyError) as error:
            raise InputError(f"'{path}' cannot be read ({str(error)[:100]}); download it again.") from error
        numbers = np.stack([plane.squeeze() for plane in planes])
        if codes is not None:
            return patch_of(entry, item.name, numbers, mask=mask_of(entry, codes.squeeze()))
        return patch_of(entry, item.name, numbers, labels=_labels(entry, attribute, path))

    def _name(self, names: list[str], band: str, path: Path) -> str:
        """Return the name of a band's array: its prefix, followed by a date if the sample has one."""
        start = dict(text.split("=", 1) for text in self.arrays).get(band, band)
        found = sorted(name for name in names if name == start or name.startswith(f"{start}_"))
        if not found:
            raise InputError(f"'{path}' has no array '{start}'; give the files as they are published.")
        return found[0]


def _labels(entry: Entry, attribute: str, path: Path) -> tuple[int, ...]:
    """Return the positions of the classes in a pickled attribute, a vector of zeros and ones."""
    try:
        facts = unpickled(attribute)
        stored = facts["label"]
        label = (stored.value if isinstance(stored, _Array) else np.asarray(stored)).ravel()
        if label.size != len(entry.classes) or label.dtype.kind not in _NUMBERS:
            raise ValueError(f"{label.size} labels")
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        SyntaxError,
        AttributeError,
        EOFError,
        pickle.UnpicklingError,
    ) as error:
        raise InputError(f"The labels of '{path}' cannot be read ({str(error)[:100]}); download it again.") from error
    return tuple(int(i) for i in np.flatnonzero(label > 0))


# --- the attribute --------------------------------------------------------------------------------------------------
class Husk:
    """A placeholder for an object of a class that is not allowed: its arguments, and its state if that is a dict."""

    def __new__(cls, *_args: object, **_named: object) -> Husk:
        """Make a placeholder with any arguments."""
        return super().__new__(cls)

    def __init__(self, *args: object, **_named: object) -> None:
        self.args = args

    def __setstate__(self, state: object) -> None:
        """Keep a state that is a dict; drop any other."""
        if isinstance(state, dict):
            self.__dict__.update({str(k): v for k, v in state.items()})


class _Kind(Husk):
    """A pickled NumPy data type: its text, then a state that begins with a version and the byte order."""

    order = "|"

    def __setstate__(self, state: object) -> None:
        """Keep the byte order."""
        if isinstance(state, tuple) and len(state) > 1 and state[1] in ("<", ">"):
            self.order = state[1]

    @property
    def dtype(self) -> np.dtype[Any]:
        """Return the type; refuse types that are not numbers."""
        kind = np.dtype(str(self.args[0]))
        if kind.kind not in _NUMBERS:
            raise pickle.UnpicklingError("an array of objects")
        return kind if self.order == "|" else kind.newbyteorder("<" if self.order == "<" else ">")


class _Array(Husk):
    """A pickled NumPy array: initially empty, then a state of version, shape, type, order and bytes."""

    value: NDArray[Any] = np.zeros(0)

    def __setstate__(self, state: object) -> None:
        """Read the array."""
        if not (
            isinstance(state, tuple) and len(state) == 5 and isinstance(state[2], _Kind) and isinstance(state[4], bytes)
        ):
            raise pickle.UnpicklingError("an array of objects")
        self.value = np.frombuffer(state[4], state[2].dtype).reshape(state[1], order="F" if state[3] else "C")


class _Reader(pickle.Unpickler):
    """An unpickler that only makes plain data."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - what a pickle names
        """Return a function that makes plain data or a placeholder."""
        import collections
        import datetime

        plain: dict[tuple[str, str], Any] = {
            ("collections", "OrderedDict"): collections.OrderedDict, ("numpy", "dtype"): _Kind,
            ("datetime", "datetime"): datetime.datetime, ("datetime", "date"): datetime.date,
            **{(f"numpy.{core}.multiarray", "_reconstruct"): _Array for core in ("core", "_core")},
            **{(f"numpy.{core}.multiarray", "scalar"): _scalar for core in ("core", "_core")},
        }  # fmt: skip
        return plain.get((module, name), Husk)


def _scalar(kind: _Kind, data: bytes) -> Any:  # noqa: ANN401 - a number of NumPy
    return np.frombuffer(data, dtype=kind.dtype)[0]


def unpickled(attribute: str) -> Any:  # noqa: ANN401 - what it holds
    """Return the data of an attribute, which is the text of a bytes literal with a pickle.

    Raises:
        ValueError: the text is not a bytes literal, or it is too long.
        pickle.UnpicklingError: the bytes are not a pickle, or contain an array of objects.
    """
    data = ast.literal_eval(attribute)
    if not isinstance(data, bytes) or len(data) > _MOST_BYTES:
        raise ValueError("no bytes")
    return _Reader(io.BytesIO(data)).load()
