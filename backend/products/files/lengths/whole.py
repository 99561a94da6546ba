"""Detect truncated files by comparing their length with their header.

Most libraries notice truncation only when they read the missing part, and some return zeros for it. This module
reports it before, with both sizes.

Sources: TIFF, see tiff_extent; HDF5 file format 3.0, section II.A; HDF4, see hdf4; netCDF classic, see
netcdf_classic; JPEG 2000, ISO/IEC 15444-1 annexes A and I; PCIDSK database file format (PCI), file header; ERDAS
Imagine .img file format (HFA), Ehfa_Entry; zip application note (PKWARE), sections 4.3.7 and 4.3.16; POSIX.1-1988
(tar); RFC 1952 (gzip).
"""

from __future__ import annotations

import gzip
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from ....common.errors import InputError, cut_short, cut_while_read
from .. import hdf4
from .netcdf_classic import SIGNATURES, classic_extent
from .tiff_extent import tiff_extent

HDF5 = b"\x89HDF\r\n\x1a\n"
_JP2, _CODESTREAM = b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51"
_MOST_STEPS = 100_000
_FAR = 64_000_000  # most bytes of a compressed archive member unpacked to find its size
_SUBFILE = re.compile(r"/vsisubfile/(\d+)_(\d+),(.+)", re.S)


@dataclass(frozen=True)
class Extent:
    """``need``: least size of the file in bytes; ``by_position``: pixels may be read without the library's checks."""

    need: int
    by_position: bool = False


def is_hdf5(path: Path) -> bool:
    """Return True for an HDF5 file (netCDF-4 included), whatever its name."""
    with path.open("rb") as file:
        return file.read(len(HDF5)) == HDF5


def check_whole(path: Path | str) -> bool:
    """Refuse a file that is shorter than its own header says; return True if its pixels may be read by position.

    ``path`` in GDAL's form: a file, or one inside a zip or tar archive. Formats that do not state a length, and remote
    files, are accepted.

    Raises:
        InputError: the file is truncated; the sentence states both sizes.
    """
    with _opened(str(path)) as (file, size):
        if file is None:
            return False
        try:
            extent = extent_of(file, size)
        except (OSError, EOFError, ValueError, struct.error, zipfile.BadZipFile, zlib.error, OverflowError):
            return False  # the library reports the error
    if extent is None:
        return False
    if extent.need > size:
        raise cut_short(str(path).rsplit("/", 1)[-1], size, extent.need)
    return extent.by_position


def extent_of(file: BinaryIO, size: int) -> Extent | None:
    """Return the size that a file of ``size`` bytes needs to be complete; None for formats that state no length."""
    file.seek(0)
    head = file.read(32)
    tiff = tiff_extent(file, size)
    if tiff is not None:
        return Extent(tiff.need, tiff.regular)
    if head[:4] == b"PK\3\4":
        return Extent(_zip(file, size))
    if head[:4] == hdf4.SIGNATURE:
        return Extent(hdf4.last_byte(file, size))
    if head[:8] == _JP2:
        return Extent(_boxes(file, size))
    if head[:4] == _CODESTREAM:
        return Extent(_codestream(file, 0, size))
    if head[:8] == b"PCIDSK  ":
        blocks = head[16:32].strip()
        return Extent(int(blocks) * 512) if blocks.isdigit() else None
    if head[:4] in SIGNATURES:
        need = classic_extent(file, size)
        return None if need is None else Extent(need)
    if head[:16] == b"EHFA_HEADER_TAG\0":
        return Extent(_imagine(file, size))
    file.seek(257)
    if file.read(5) == b"ustar":
        return Extent(_tar(file, size))
    need = _hdf5(file, size)
    return None if need is None else Extent(need)


@contextmanager
def _opened(path: str) -> Iterator[tuple[BinaryIO | None, int]]:
    """Yield the bytes behind a GDAL path and their number; (None, 0) if they cannot be read here."""
    part = _SUBFILE.fullmatch(path)
    inside = _member(path) if path.startswith("/vsizip/") else None
    if part is not None and Path(part.group(3)).is_file():
        with Path(part.group(3)).open("rb") as whole:
            start, size = int(part.group(1)), int(part.group(2))
            yield cast(BinaryIO, _Span(whole, start)), min(size, Path(part.group(3)).stat().st_size - start)
    elif inside is not None:
        with zipfile.ZipFile(inside[0]) as archive, archive.open(inside[1]) as member:
            yield cast(BinaryIO, _Near(member)), archive.getinfo(inside[1]).file_size
    elif not path.startswith("/vsi") and Path(path).is_file():
        with Path(path).open("rb") as file:
            yield file, Path(path).stat().st_size
    else:
        yield None, 0


def _member(path: str) -> tuple[Path, str] | None:
    """Return the archive and the member's name of a /vsizip/ path; None if the archive does not exist."""
    names = path[len("/vsizip/") :].split("/")
    for last in range(1, len(names)):
        archive = Path("/".join(names[:last]))
        if archive.is_file():
            name = "/".join(names[last:])
            try:
                with zipfile.ZipFile(archive) as opened:
                    return (archive, name) if name in opened.namelist() else None
            except (OSError, zipfile.BadZipFile):
                return None
    return None


class _Span:
    """A part of a file as a file object."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        self._file, self._start = file, start

    def seek(self, place: int) -> None:
        self._file.seek(self._start + place)

    def read(self, length: int) -> bytes:
        return self._file.read(length)


class _Near:
    """A member of an archive, unpacked only up to a limit."""

    def __init__(self, file: zipfile.ZipExtFile | object) -> None:
        self._file = cast(BinaryIO, file)

    def seek(self, place: int) -> None:
        if place > _FAR:
            raise OSError("too far into the archive")
        self._file.seek(place)

    def read(self, length: int) -> bytes:
        return self._file.read(length)


def _zip(file: BinaryIO, size: int) -> int:
    """Return the size that a zip archive needs, from its table of contents, which comes last."""
    tail = min(size, 66_000)
    file.seek(size - tail)
    end = file.read(tail)
    found = end.rfind(b"PK\5\6")
    if found >= 0:
        comment = int.from_bytes(end[found + 20 : found + 22], "little")
        return size - tail + found + 22 + comment
    place = 0
    for _ in range(_MOST_STEPS):
        file.seek(place)
        head = file.read(30)
        if len(head) < 30 or head[:4] != b"PK\3\4":
            break
        packed, name, extra = struct.unpack("<I4xHH", head[18:30])
        if packed == 0xFFFFFFFF:  # larger than 4 GB: the size is stated elsewhere
            break
        place += 30 + name + extra + packed
    return max(place, size) + 22


def _tar(file: BinaryIO, size: int) -> int:
    """Return the end of the last member of a tar archive."""
    place = need = 0
    for _ in range(_MOST_STEPS):
        file.seek(place)
        head = file.read(512)
        if len(head) < 512:
            return need if not head else place + 512
        if head[257:262] != b"ustar":
            return need
        field = head[124:136]
        large = field[0] & 0x80
        length = int.from_bytes(field[1:], "big") if large else int(field.strip(b" \0") or b"0", 8)
        need = place + 512 + length
        place = place + 512 + -(-length // 512) * 512
    return need


def _imagine(file: BinaryIO, size: int) -> int:
    """Return the end of the last node of an ERDAS Imagine file; nodes hold the georeference and more."""
    file.seek(16)
    start = struct.unpack("<I", file.read(4))[0]
    file.seek(start + 8)
    waiting, seen = [struct.unpack("<I", file.read(4))[0]], set[int]()
    need = int(start) + 18
    while waiting and len(seen) < _MOST_STEPS:
        place = waiting.pop()
        if not place or place in seen:
            continue
        seen.add(place)
        file.seek(place)
        node = file.read(24)
        need = max(need, place + 128)
        if len(node) == 24:
            following, _, _, child, data, length = struct.unpack("<6I", node)
            need = max(need, data + length)
            waiting += [following, child]
    return need


def _hdf5(file: BinaryIO, size: int) -> int | None:
    """Return the end stated in an HDF5 file's superblock; None if there is none."""
    place = 0
    while place + 8 <= size:  # after a user block of 0, 512, 1024, ... bytes
        file.seek(place)
        head = file.read(64)
        if head[:8] == HDF5:
            break
        place = place * 2 or 512
        if place > 1 << 20:
            return None
    else:
        return None
    if len(head) < 64:
        return place + 64
    version, old = head[8], head[8] < 2
    width = head[13] if old else head[9]
    first = {0: 24, 1: 28}.get(version, 12)
    at = first + 2 * width
    if version > 3 or width not in (2, 4, 8) or at + width > len(head):
        return None
    return int.from_bytes(head[at : at + width], "little")


def _boxes(file: BinaryIO, size: int) -> int:
    """Return the end of the last box of a JP2 file."""
    place = need = 0
    for _ in range(_MOST_STEPS):
        if place + 8 > size:
            break
        file.seek(place)
        head = file.read(16)
        length, kind = struct.unpack(">I4s", head[:8])
        begin = 8
        if length == 1 and len(head) == 16:
            length, begin = struct.unpack(">Q", head[8:])[0], 16
        if length == 0:  # extends to the end of the file
            return max(need, _codestream(file, place + begin, size)) if kind == b"jp2c" else need
        if length < begin:
            break
        place += length
        need = max(need, place)
    return need


def _codestream(file: BinaryIO, start: int, size: int) -> int:
    """Return the end of a JPEG 2000 codestream that starts at ``start``: that of its last tile, with the end marker."""
    place = start + 2
    for _ in range(_MOST_STEPS):
        if place + 4 > size:
            return place + 2
        file.seek(place)
        head = file.read(12)
        mark, length = struct.unpack(">HH", head[:4])
        if mark == 0xFFD9:
            return place + 2
        if mark != 0xFF90:
            if mark <= 0xFF00 or length < 2:
                return 0  # not a codestream; the library reports the error
            place += 2 + length
            continue
        if len(head) < 12:
            return place + 12
        part = struct.unpack(">I", head[6:10])[0]
        if part == 0:  # extends to the end
            return place
        place += part
    return place


class Length:
    """The length of a file when it was opened; what is read by position past the current end is not data."""

    def __init__(self, path: Path | str) -> None:
        """Store the file's length; a file inside an archive or on the network has none here."""
        self._path = Path(path)
        self._size = self._path.stat().st_size if self._path.is_file() else 0

    def check(self) -> None:
        """Refuse what was just read if the file has become shorter.

        Raises:
            InputError: the file has become shorter.
        """
        try:
            shorter = bool(self._size) and self._path.stat().st_size < self._size
        except OSError:
            shorter = True
        if shorter:
            raise cut_while_read(self._path.name)


def check_unpacked(path: Path, need: int) -> None:
    """Refuse a gzip file with less than ``need`` bytes of content, or one that ends early.

    Its last four bytes state the size of its content; only if they differ from ``need`` is the whole file unpacked.

    Raises:
        InputError: the file is truncated or damaged.
    """
    size, held = path.stat().st_size, 0
    with path.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            raise InputError(f"'{path.name}' is not compressed by gzip as its header says; correct the header.")
        file.seek(max(0, size - 4))
        if size >= 18 and struct.unpack("<I", file.read(4))[0] == need % (1 << 32):
            return
    try:
        with gzip.open(path, "rb") as unpacked:
            while held < need and (piece := unpacked.read(1 << 22)):
                held += len(piece)
    except (OSError, EOFError, zlib.error):
        pass
    if held < need:
        raise cut_short(path.name, held, need, unpacked=True)
