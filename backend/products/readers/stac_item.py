"""A STAC Item beside the files of a product; it stands for the product in its assets.

Source: STAC specification 1.0 and 1.1, Item: ``type`` "Feature", ``stac_version``, ``assets`` with ``href``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ...common.documents import DocumentError, read_document
from ...common.errors import InputError

_LARGEST = 20_000_000  # bytes; items have some 10 KB
_METADATA = ("metadata.xml", "mtl.txt", "mtd_msil1c.xml", "mtd_msil2a.xml")
_IMAGES = (".tif", ".tiff", ".jp2", ".he5", ".h5", ".nc", ".zip", ".tar", ".bsq", ".img", ".dat")
_NO_DATA = ("thumbnail", "overview")


def is_item(path: Path) -> bool:
    """Return True for a JSON file that is a STAC Item."""
    return _assets(path) is not None


def stands_for(path: Path) -> Path:
    """Return the file on disk that an Item describes: the product's metadata, else its only image.

    Raises:
        InputError: its assets are not on disk, or include several images.
    """
    assets = _assets(path) or {}
    there = list(dict.fromkeys(found for asset in assets.values() for found in _local(path, asset)))
    metadata = [file for file in there if file.name.lower().endswith(_METADATA)]
    images = [file for file in there if file.suffix.lower() in _IMAGES]
    beside = [file for file in images if file.with_suffix("").name == path.with_suffix("").name]
    choice = metadata or beside or images
    if not choice:
        raise InputError(f"None of the files listed in '{path.name}' is beside it; download them into its folder.")
    if not metadata and not beside and len(images) > 1:
        raise InputError(
            f"'{path.name}' lists {len(images)} images; choose one of them, or join its bands to one virtual raster "
            "(gdalbuildvrt -separate) and choose that."
        )
    return choice[0]


def _assets(path: Path) -> dict[str, Any] | None:
    if path.suffix.lower() != ".json" or not path.is_file():
        return None
    try:
        item = read_document(path, max_bytes=_LARGEST)
    except (DocumentError, OSError):
        return None
    if not isinstance(item, dict) or item.get("type") != "Feature" or "stac_version" not in item:
        return None
    assets = item.get("assets")
    return assets if isinstance(assets, dict) else {}


def _local(path: Path, asset: object) -> Iterator[Path]:
    """Yield the file of an asset if it is below the Item's folder, or beside the Item under the address's last part."""
    href = asset.get("href") if isinstance(asset, dict) else None
    roles = asset.get("roles") if isinstance(asset, dict) else None
    if (
        not isinstance(href, str)
        or "\0" in href
        or any(role in _NO_DATA for role in roles or () if isinstance(roles, list))
    ):
        return
    plain = unquote(urlsplit(href).path if "://" in href else href)
    folder = path.parent
    for candidate in (folder / plain.lstrip("/"), folder / plain.rsplit("/", 1)[-1]):
        try:
            inside = candidate.resolve().is_relative_to(folder.resolve())
            if inside and candidate.is_file():
                yield candidate
                return
        except (OSError, ValueError):
            continue
