"""One folder per patch, with one raster per band and a JSON document of labels: BigEarthNet 1.0."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from backend.common.documents import read_document
from backend.common.errors import InputError
from training.tasks.data.patches import Patch

from ..items import Item, Items, Place, drawn, listed, patch_of, present, read_raster

if TYPE_CHECKING:
    from ..entry import Entry


@dataclass(frozen=True)
class BandFolders:
    """Folders "<patch>" with "<patch>_<band>.tif" and a JSON document whose list "labels" names the classes.

    Attributes:
        roots: subfolders of the given folder that may contain the folders of patches.
        document: suffix of the document's name.
        lists: "part=path" of the authors' lists.
        shares: "part=share" of a random split.
    """

    roots: tuple[str, ...] = (".",)
    document: str = "_labels_metadata.json"
    lists: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()

    def open(self, entry: Entry, place: Place) -> Items:
        """Return the patches; errors as for :class:`training.protocols.layouts.Layout`."""
        names = listed(entry, self.lists, place)
        root = next((place.root / name for name in self.roots if (place.root / name).is_dir()), place.root)
        if names is None:
            folders = sorted(path.name for path in root.iterdir() if (path / f"{path.name}{self.document}").is_file())
            items = list(drawn([self._item(root, name, "") for name in folders], self.shares, place.seed))
        else:
            items = [self._item(root, name, part) for part in names for name in names[part]]
        return Items(
            "multi", tuple(entry.classes.values()), present(entry, items, root), lambda item: _read(entry, item)
        )

    def _item(self, root: Path, name: str, part: str) -> Item:
        patch = name.split("/")[0]
        return Item(patch, (root / patch / f"{patch}{self.document}",), part)


def _read(entry: Entry, item: Item) -> Patch:
    """Read a patch; coarser bands are interpolated to the size of the finest ones."""
    document = item.files[0]
    files = [document.with_name(f"{item.name}_{entry.bands.names[i]}.tif") for i in entry.bands.read]
    return patch_of(entry, item.name, finest([read_raster(path)[0] for path in files]), labels=_labels(entry, document))


def finest(planes: list[NDArray[np.generic]]) -> NDArray[np.float32]:
    """Return planes (H, W) of different sizes as (C, H, W) of the largest size, bilinear as in the papers' code."""
    from backend.models.weights.interpolate import resize_bilinear

    side = max(plane.shape[0] for plane in planes)
    if any(plane.shape[0] != plane.shape[1] for plane in planes):
        raise InputError("Bands of one patch that are not square cannot be resampled to one size; download them again.")
    wide = [
        p.astype(np.float32) if len(p) == side else resize_bilinear(p[None, None].astype(np.float32), side)[0, 0]
        for p in planes
    ]
    return np.stack(wide).astype(np.float32)


def _labels(entry: Entry, path: Path) -> tuple[int, ...]:
    """Return the positions of a patch's classes; labels of no class are left out, as in the authors' code."""
    document: Any = read_document(path)
    names = document.get("labels") if isinstance(document, dict) else None
    if not isinstance(names, list):
        raise InputError(f"'{path}' has no list 'labels'; download it again.")
    wanted = list(entry.classes)
    found = {entry.labels.get(str(name), str(name)) for name in names}
    return tuple(sorted(wanted.index(name) for name in found if name in wanted))
