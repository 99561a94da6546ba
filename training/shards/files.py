"""Shards: fixed-size patches of one band table in memory-mapped files, with metadata, validity and hashes.

A folder of shards contains ``index.json`` and, in ``shards``, three files per shard: ``<name>.pixels`` (n, C, h, w),
little-endian floats; ``<name>.mask`` (n, h, w/8), one bit per pixel; and ``<name>.json`` with the metadata. The JSON
file is written last, so the other two are complete if it exists. Values are physical: reflectance, or radiance in
uW cm-2 nm-1 sr-1. Each scene has the factors (C,) that convert its values to reflectance-like ones. The patches of a
group have the same bands, level and size, so a batch drawn from a group has a single sensor.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import BoolArray, FloatArray
from backend.common.documents import read_document
from backend.common.errors import InputError, OutputError

VERSION = 1
INDEX = "index.json"
FOLDER = "shards"
DTYPES = {"float16": "<f2", "float32": "<f4"}
RADIANCE_UNITS = "uW cm-2 nm-1 sr-1"


@dataclass(frozen=True)
class Group:
    """Common properties of a shard's patches: ``bands`` are 1-based numbers in the source, ``shape`` is (h, w)."""

    sensor: str
    level: str
    quantity: str
    bands: tuple[int, ...]
    shape: tuple[int, int]
    dtype: str = "float16"

    @property
    def key(self) -> str:
        """A short readable name with a hash that makes it unique."""
        digest = hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:8]
        plain = re.sub(r"[^a-z0-9]+", "-", self.sensor.lower()).strip("-")
        return f"{plain}-{self.level.lower()}-{len(self.bands)}x{self.shape[0]}x{self.shape[1]}-{digest}"

    @property
    def patch_bytes(self) -> int:
        """The bytes of one patch without its mask."""
        return len(self.bands) * self.shape[0] * self.shape[1] * np.dtype(DTYPES[self.dtype]).itemsize

    @staticmethod
    def from_json(values: dict[str, Any]) -> Group:
        """Return the object stored as JSON."""
        fields = {**values, "bands": tuple(values["bands"]), "shape": tuple(values["shape"])}
        return Group(**fields)


@dataclass(frozen=True)
class StoredScene:
    """The scene of patches: centres and FWHM (C,) in nm, ``gain`` (C,) from stored to reflectance-like values."""

    source: str
    center_nm: tuple[float, ...]
    fwhm_nm: tuple[float, ...]
    gain: tuple[float, ...]
    gsd_m: float | None = None
    acquired: str | None = None
    sun_zenith_deg: float | None = None
    crs: str | None = None

    @staticmethod
    def from_json(values: dict[str, Any]) -> StoredScene:
        """Return the object stored as JSON."""
        lists = {key: tuple(values[key]) for key in ("center_nm", "fwhm_nm", "gain")}
        return StoredScene(**{**values, **lists})


@dataclass(frozen=True)
class Patch:
    """One patch: position of its scene in the shard's list, its first row and column there, its centre in degrees."""

    scene: int
    row: int
    col: int
    lon: float | None = None
    lat: float | None = None
    bad_share: float = 0.0


@dataclass(frozen=True)
class ShardInfo:
    """The content of ``<name>.json``."""

    name: str
    group: Group
    count: int
    scenes: tuple[StoredScene, ...]
    patches: tuple[Patch, ...]
    sha256: dict[str, str]


class _HashedFile:
    """A file that is written sequentially and hashed at the same time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO = path.open("wb")
        self._hash = hashlib.sha256()

    def write(self, data: bytes | memoryview) -> None:
        """Append."""
        self._file.write(data)
        self._hash.update(data)

    def close(self) -> str:
        """Flush the file to disk, close it and return its hash."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._hash.hexdigest()


def write_json(path: Path, document: object) -> None:
    """Write JSON atomically: a reader sees the old or the new file, never a partial one.

    Raises:
        OutputError: the disk is full or the folder cannot be written.
    """
    temporary = path.with_name(path.name + ".tmp")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(document, file, separators=(",", ":"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise full(path, error) from None


def full(path: Path, error: OSError) -> OutputError:
    """Return the error for a file that could not be written."""
    return OutputError(
        f"'{path}' could not be written ({error.strerror}); free space, then run the same command again."
    )


class ShardWriter:
    """Writes one shard, which is valid only after :meth:`close` has written its JSON."""

    def __init__(self, root: Path, name: str, group: Group) -> None:
        self.root, self.name, self.group = root / FOLDER, name, group
        self._scenes: dict[StoredScene, int] = {}
        self._patches: list[Patch] = []
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self._files = {kind: _HashedFile(self.root / f"{name}.{kind}") for kind in ("pixels", "mask")}
        except OSError as error:
            raise full(self.root / name, error) from None

    def __len__(self) -> int:
        return len(self._patches)

    def add(
        self, values: FloatArray, valid: BoolArray, scene: StoredScene,
        **where: Any,  # noqa: ANN401 - Patch's fields
    ) -> None:  # fmt: skip
        """Append a patch: values (C, h, w) and valid (h, w); ``where``: the other fields of :class:`Patch`.

        Raises:
            OutputError: the disk is full.
        """
        expected = (len(self.group.bands), *self.group.shape)
        if values.shape != expected or valid.shape != self.group.shape:
            raise InputError(
                f"A patch of shape {values.shape} does not fit a shard of {expected}; choose another shard."
            )
        number = self._scenes.setdefault(scene, len(self._scenes))
        try:
            self._files["pixels"].write(np.ascontiguousarray(values, dtype=DTYPES[self.group.dtype]).data.cast("B"))
            self._files["mask"].write(np.packbits(valid, axis=-1).tobytes())
        except OSError as error:
            raise full(self._files["pixels"].path, error) from None
        self._patches.append(Patch(scene=number, **where))

    def close(self) -> ShardInfo:
        """Finish the shard and return its description.

        Raises:
            OutputError: the disk is full.
        """
        try:
            hashes = {kind: file.close() for kind, file in self._files.items()}
        except OSError as error:
            raise full(self._files["pixels"].path, error) from None
        info = ShardInfo(self.name, self.group, len(self), tuple(self._scenes), tuple(self._patches), hashes)
        write_json(self.root / f"{self.name}.json", {"version": VERSION, **asdict(info)})
        return info


def read_info(path: Path) -> ShardInfo:
    """Read ``<name>.json``.

    Raises:
        InputError: the file is missing, damaged or of another version.
    """
    try:
        document = read_document(path)
        if document.pop("version") != VERSION:
            raise ValueError
        scenes = tuple(StoredScene.from_json(scene) for scene in document.pop("scenes"))
        patches = tuple(Patch(**p) for p in document.pop("patches"))
        return ShardInfo(group=Group.from_json(document.pop("group")), scenes=scenes, patches=patches, **document)
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(f"Shard description '{path}' cannot be read; build the shards again.") from None


def write_index(root: Path, names: Sequence[str]) -> int:
    """Write ``index.json`` for the shards ``names``; return the number of patches."""
    groups: dict[str, dict[str, Any]] = {}
    total = 0
    for name in sorted(names):
        info = read_info(root / FOLDER / f"{name}.json")
        entry = groups.setdefault(info.group.key, {"group": asdict(info.group), "shards": []})
        entry["shards"].append([name, info.count])
        total += info.count
    write_json(root / INDEX, {"version": VERSION, "patches": total, "groups": groups})
    return total


@dataclass(frozen=True)
class StoredGroup:
    """The shards of a group: folder, names, and the number (S + 1,) of each shard's first patch in the group."""

    root: Path
    group: Group
    names: tuple[str, ...]
    starts: NDArray[np.int64] = field(repr=False)

    def __len__(self) -> int:
        return int(self.starts[-1])

    def locate(self, number: int) -> tuple[str, int]:
        """Return the shard of the group's patch ``number``, and the position of the patch in it."""
        shard = int(np.searchsorted(self.starts, number, side="right")) - 1
        return self.names[shard], number - int(self.starts[shard])


class ShardStore:
    """Folders of shards, opened for reading; pixels are memory-mapped on first access."""

    def __init__(self, *roots: Path) -> None:
        """Open folders of shards.

        Raises:
            InputError: a folder has no index, or one of another version.
        """
        self.groups = tuple(group for root in roots for group in _read_index(root))
        self._mapped = lru_cache(maxsize=256)(self._map)
        self._info = lru_cache(maxsize=1024)(self._describe)

    def __len__(self) -> int:
        return sum(len(group) for group in self.groups)

    def _describe(self, root: Path, name: str) -> ShardInfo:
        return read_info(root / FOLDER / f"{name}.json")

    def _map(self, root: Path, name: str) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        info = self._info(root, name)
        group, base = info.group, root / FOLDER
        row_bytes = -(-group.shape[1] // 8)
        try:
            pixels = np.memmap(
                base / f"{name}.pixels", DTYPES[group.dtype], "r", shape=(info.count, len(group.bands), *group.shape)
            )
            mask = np.memmap(base / f"{name}.mask", np.uint8, "r", shape=(info.count, group.shape[0], row_bytes))
        except (OSError, ValueError):
            raise InputError(f"Shard '{name}' in '{root}' is missing or too short; build the shards again.") from None
        return pixels, mask

    def scene(self, group: StoredGroup, number: int) -> StoredScene:
        """Return the scene of the group's patch ``number``."""
        name, at = group.locate(number)
        info = self._info(group.root, name)
        return info.scenes[info.patches[at].scene]

    def patch(self, group: StoredGroup, number: int) -> Patch:
        """Return the metadata of the group's patch ``number``."""
        name, at = group.locate(number)
        return self._info(group.root, name).patches[at]

    def read(
        self, group: StoredGroup, number: int, *, bands: slice | NDArray[np.int64] | None = None,
        rows: slice | None = None, cols: slice | None = None,
    ) -> tuple[FloatArray, BoolArray]:  # fmt: skip
        """Return values (C, h, w) float32 and validity (h, w) of a patch or of selected bands, rows and columns."""
        name, at = group.locate(number)
        pixels, mask = self._mapped(group.root, name)
        rows, cols = rows or slice(None), cols or slice(None)
        values = pixels[at][slice(None) if bands is None else bands, rows, cols]
        valid = np.unpackbits(mask[at, rows], axis=-1, count=group.group.shape[1])[:, cols].astype(bool)
        return values.astype(np.float32), valid

    def names(self) -> Iterator[tuple[Path, str]]:
        """Yield folder and name of all shards."""
        for group in self.groups:
            yield from ((group.root, name) for name in group.names)

    def verify(self) -> list[str]:
        """Return the names of shards whose files differ from the recorded hashes; [] if there are none."""
        return [name for root, name in self.names() if not self._intact(root, name)]

    def _intact(self, root: Path, name: str) -> bool:
        for kind, digest in self._info(root, name).sha256.items():
            path = root / FOLDER / f"{name}.{kind}"
            try:
                with path.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                        return False
            except OSError:
                return False
        return True


def _read_index(root: Path) -> list[StoredGroup]:
    try:
        index = read_document(root / INDEX)
        version, entries = index["version"], index["groups"]
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            f"'{root}' holds no shards; make them with python training/build_hyper400k.py SRC --out '{root}'."
        ) from None
    if version != VERSION:
        raise InputError(f"The shards in '{root}' are of version {version}, not {VERSION}; build them again.")
    return [_stored(root, entry) for entry in entries.values()]


def _stored(root: Path, entry: dict[str, Any]) -> StoredGroup:
    names = tuple(name for name, _ in entry["shards"])
    counts = np.array([count for _, count in entry["shards"]], dtype=np.int64)
    return StoredGroup(root, Group.from_json(entry["group"]), names, np.concatenate([[0], np.cumsum(counts)]))
