"""Find the scenes in a list of files, folders, products and patterns by their names, without opening any.

Standard library only: QGIS imports this module.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Sequence

from ..common.locations import plain_path, web_address
from ..spectral.text.identifiers import band_files
from .kinds.maps import extra_rasters

_PRODUCT_MEMBERS = ("METADATA.XML", "_MTL.TXT", "MTD_MSIL1C.XML", "MTD_MSIL2A.XML")
_SHARED_NAMES = ("MTD_MSIL1C", "MTD_MSIL2A")  # file names that all products of this kind share
_RASTERS = (
    ".tif", ".tiff", ".vrt", ".bsq", ".bil", ".bip", ".img", ".dat", ".hdr",
    ".he5", ".h5", ".nc", ".jp2", ".zip", ".tar",
)  # fmt: skip
_SIDECARS = (".aux.xml", ".ovr", ".qml", ".qmd", ".properties", ".prj", ".tfw", ".wld")


def is_sidecar(path: str) -> bool:
    """Return True for a file that accompanies a raster but is not one itself."""
    return path.lower().endswith(_SIDECARS)


def has_product_name(folder: str) -> bool:
    """Return True if the file names in a folder show that it holds one product."""
    if folder.upper().endswith(".SAFE"):
        return True
    try:
        names = os.listdir(folder)
        return any(name.upper().endswith(_PRODUCT_MEMBERS) for name in names) or bool(band_files(names))
    except OSError:
        return False


def without_headers(paths: Iterable[str]) -> list[str]:
    """Return each path once, in order, without ENVI headers whose binary file is also listed."""
    kept = list(dict.fromkeys(paths))
    binaries = {p for p in kept if not p.lower().endswith(".hdr")}
    binaries |= {os.path.splitext(p)[0] for p in binaries}
    return [p for p in kept if not (p.lower().endswith(".hdr") and p[: -len(".hdr")] in binaries)]


def scenes_in(folder: str) -> list[str]:
    """Return the rasters and product folders directly in a folder, sorted, without sidecars and our own maps."""
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    return without_headers(p for p in paths if (has_product_name(p) if os.path.isdir(p) else _is_raster(p)))


def _is_raster(path: str) -> bool:
    return path.lower().endswith(_RASTERS) and not is_sidecar(path) and not _is_own(path)


def _is_own(path: str) -> bool:
    """Return True for a raster that this program wrote, recognised by the report beside it."""
    endings = (f"_{key}.tif" for key in ("classes", *extra_rasters()))
    ending = next((e for e in endings if path.endswith(e)), None)
    return ending is not None and os.path.isfile(path[: -len(ending)] + "_classes.json")


def _looks_like_a_scene(path: str) -> bool:
    """Return True for a raster suffix, a product's metadata file, or an ENVI binary of any name."""
    known = path.lower().endswith(_RASTERS) or path.upper().endswith(_PRODUCT_MEMBERS)
    has_header = any(os.path.isfile(stem + ".hdr") for stem in (path, os.path.splitext(path)[0]))
    return (known or has_header) and not is_sidecar(path) and not _is_own(path)


def find_scenes(words: Sequence[str], *, is_product: Callable[[str], bool] = has_product_name) -> dict[str, str]:
    """Return the absolute paths of the scenes that ``words`` stand for, each once, in order.

    The value is the scene's subfolder within a listed folder, "" for all others: names need be unique within one folder
    only.

    A file or a product folder stands for itself; any other folder for all scenes in it and its subfolders; a pattern
    (``*``, ``?``, ``[...]``, ``**``) for the scenes that it matches. Anything else is returned as it is; mapping it
    raises the error. The address of a file on a web server becomes its GDAL name.
    """
    found: dict[str, str] = {}
    for word in words:
        word = plain_path(word)
        if web_address(word) is not None and not os.path.exists(word):
            found.setdefault(word, "")
            continue
        matches = [word]
        if not os.path.exists(word) and glob.has_magic(word):
            matches = sorted(glob.glob(word, recursive=True)) or [word]
        for path in map(os.path.abspath, matches):
            if os.path.isdir(path):
                for scene in [path] if is_product(path) else _scenes_below(path, is_product) or [path]:
                    found.setdefault(scene, os.path.relpath(os.path.dirname(scene), path) if scene != path else "")
            elif path == os.path.abspath(word) or _looks_like_a_scene(path):
                found.setdefault(path, "")
    return {path: "" if found[path] == "." else found[path] for path in without_headers(found)}


def _scenes_below(folder: str, is_product: Callable[[str], bool]) -> list[str]:
    found = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path) and not name.startswith("."):
            found += [path] if is_product(path) else _scenes_below(path, is_product)
        elif _is_raster(path) and os.path.isfile(path):
            found.append(path)
    return without_headers(found)


def scene_name(path: str) -> str:
    """Return the name that a scene's outputs start with; the query of an address is left out."""
    path = path.partition("?")[0] if web_address(path) is not None else path
    folder, name = os.path.split(os.path.abspath(path))
    if os.path.isdir(path):
        return name[: -len(".SAFE")] if name.upper().endswith(".SAFE") else name
    stem = os.path.splitext(name)[0]
    return scene_name(folder) if stem.upper() in _SHARED_NAMES else stem
