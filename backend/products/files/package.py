"""Products of several files: a folder, a zip or tar archive, or a file that stands for its folder."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring  # nosec B405 - see parse_xml

from ...common.errors import InputError

_MAX_FILES = 20_000
_MAX_TEXT = 100_000_000
_ARCHIVES = (".zip", ".tar")  # archives that can be read in parts; compressed tar cannot


@dataclass(frozen=True)
class Package:
    """``path`` as given by the user; ``names`` of the files in it, relative, with slashes; ``root`` as a GDAL path.

    ``spans`` holds the first byte and the size of each file in a tar archive.
    """

    path: Path
    root: str
    names: tuple[str, ...]
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def find(self, pattern: str) -> str | None:
        """Return the shortest name whose last part matches a regular expression (in full, ignoring case), or None."""
        wanted = re.compile(pattern, re.I)
        found = [name for name in self.names if wanted.fullmatch(name.rsplit("/", 1)[-1])]
        return min(found, key=lambda name: (name.count("/"), len(name), name), default=None)

    def only(self, pattern: str, kind: str) -> str | None:
        """Return the name whose last part matches, or None; the one highest in the tree if there are several.

        Raises:
            InputError: several are equally high: the user must choose a product.
        """
        found, best = self.all(pattern), self.find(pattern)
        rivals = [name for name in found if best is not None and name.count("/") == best.count("/")]
        if len(rivals) > 1:
            names = " or ".join(f"'{name.rsplit('/', 1)[-1]}'" for name in rivals[:2])
            raise InputError(
                f"'{self.path.name}' holds {len(rivals)} {kind} products; choose one by its file, such as {names}."
            )
        return best

    def all(self, pattern: str) -> list[str]:
        """Return all names whose last part matches, sorted."""
        wanted = re.compile(pattern, re.I)
        return sorted(name for name in self.names if wanted.fullmatch(name.rsplit("/", 1)[-1]))

    def gdal_path(self, name: str) -> str:
        """Return the path with which GDAL opens a file of the package."""
        if name in self.spans:
            offset, size = self.spans[name]
            return f"/vsisubfile/{offset}_{size},{self.path.as_posix()}"
        return f"{self.root}/{name}"

    def files(self, *names: str) -> tuple[Path, ...]:
        """Return the files on disk that contain these names: the files themselves, or the archive."""
        if self.path.is_file() and self.root.startswith("/vsi"):
            return (self.path,)
        return tuple(Path(self.gdal_path(name)) for name in names)

    def text(self, name: str) -> str:
        """Return the text of a file.

        Raises:
            InputError: the file cannot be read, or is far too large.
        """
        try:
            data = self._bytes(name)
        except (OSError, KeyError, EOFError, zipfile.BadZipFile, tarfile.TarError):
            raise InputError(f"'{name}' in '{self.path.name}' cannot be read; copy or download it again.") from None
        return data.decode("utf-8", "replace")

    def _bytes(self, name: str) -> bytes:
        if self.root.startswith("/vsizip"):
            with zipfile.ZipFile(self.path) as archive, archive.open(name) as file:
                return file.read(_MAX_TEXT)
        if name in self.spans:
            offset, size = self.spans[name]
            with self.path.open("rb") as tar:
                tar.seek(offset)
                return tar.read(min(size, _MAX_TEXT))
        with Path(self.gdal_path(name)).open("rb") as file:
            return file.read(_MAX_TEXT)


def is_archive(path: Path) -> bool:
    """Return True for the suffixes of supported archives."""
    return path.is_file() and path.name.lower().endswith(_ARCHIVES)


def package_of(path: Path) -> Package | None:
    """Return the package for a path: a folder (searched), an archive, or the folder of a file (not searched)."""
    return _package(path)


def forget() -> None:
    """Drop the listings cached while readers are tried one after another: files may have been added since."""
    _package.cache_clear()


@lru_cache(maxsize=8)
def _package(path: Path) -> Package | None:
    try:
        if path.is_dir():
            found = []
            for number, item in enumerate(path.rglob("*")):
                if number >= _MAX_FILES:
                    break
                if item.is_file():
                    found.append(item.relative_to(path).as_posix())
            return Package(path, path.as_posix(), tuple(sorted(found)))
        if path.name.lower().endswith(".zip"):
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if not name.endswith("/")]
            return Package(path, f"/vsizip/{path.as_posix()}", tuple(names))
        if is_archive(path):
            with tarfile.open(path, "r:") as tar:
                spans = {member.name: (member.offset_data, member.size) for member in tar if member.isfile()}
            return Package(path, "/vsisubfile", tuple(spans), spans)
        names = [item.name for item in path.parent.iterdir() if item.is_file()]
    except (OSError, EOFError, zipfile.BadZipFile, tarfile.TarError):
        return None
    return Package(path, path.parent.as_posix(), tuple(sorted(names)))


def parse_xml(text: str, name: str) -> Element:
    """Return the root element of an XML text; document types are refused, so no entities can expand.

    Raises:
        InputError: the text is not well-formed, or declares a document type.
    """
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.I):
        raise InputError(f"'{name}' declares a document type, which product metadata never do; check where it is from.")
    try:
        return fromstring(text)  # nosec B314 - document types are refused above
    except (ParseError, ValueError):
        raise InputError(f"'{name}' is not well-formed XML; copy or download it again.") from None


def children(element: Element | None) -> Mapping[str, str]:
    """Return tag (without namespace) and text of an element's children; the first of equal tags counts."""
    result: dict[str, str] = {}
    for child in element if element is not None else ():
        result.setdefault(child.tag.rsplit("}", 1)[-1], (child.text or "").strip())
    return result


def first(element: Element, tag: str) -> Element | None:
    """Return the first descendant with this tag, whatever its namespace."""
    return next((e for e in element.iter() if e.tag.rsplit("}", 1)[-1] == tag), None)


def first_text(element: Element, tag: str) -> str | None:
    """Return the text of the first descendant with this tag, None if there is none or it is empty."""
    found = first(element, tag)
    return (found.text or "").strip() or None if found is not None else None
