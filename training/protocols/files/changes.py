"""Two dates of a place and a map of changes: the Onera Satellite Change Detection data set (OSCD) of Sentinel-2.

Networks apply one encoder to both dates; the head classifies the differences of their features.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from backend.common.errors import InputError
from training.tasks.data.patches import Patch

from ..items import Item, Items, Place, drawn, present, read_raster

if TYPE_CHECKING:
    from ..entry import Entry


@dataclass(frozen=True)
class ChangePairs:
    """Folders "<place>/<before>" and "<place>/<after>" with one raster per band, and "<place>/<change>".

    Attributes:
        roots: subfolders of the given folder that may contain the folders of places.
        before: folder of the first date.
        after: folder of the second date.
        change: path of the map of changes.
        truths: "part=folder" that may contain the maps of a part; otherwise the maps are beside the images.
        lists: "part=file" with names of places, if the maps are beside the images.
        changed: number for change in the map (a picture; the Onera maps contain 0 and 255, or 1 and 2).
    """

    roots: tuple[str, ...]
    before: str
    after: str
    change: str
    truths: tuple[str, ...]
    lists: tuple[str, ...]
    changed: tuple[int, ...]

    def open(self, entry: Entry, place: Place) -> Items:
        """Return the places; errors as for :class:`training.protocols.layouts.Layout`."""
        root = next((place.root / name for name in self.roots if (place.root / name).is_dir()), place.root)
        items: list[Item] = []
        for text in self.truths:
            part, _, folder = text.partition("=")
            places = sorted(p.parent.parent.name for p in (place.root / folder).glob(f"*/{self.change}"))
            items += [self._item(entry, root, place.root / folder, name, part) for name in places]
        if not items:
            items = self._listed(entry, root, place)
        if place.draw:
            items = list(drawn(items, (), place.seed))
        return Items(
            "change", tuple(entry.classes.values()), present(entry, items, place.root), lambda i: _read(entry, i)
        )

    def _listed(self, entry: Entry, root: Path, place: Place) -> list[Item]:
        items = []
        for text in self.lists:
            part, _, name = text.partition("=")
            path = next((p for f in (place.lists, root) if f is not None and (p := f / name).is_file()), None)
            if path is None:
                raise InputError(
                    f"'{place.root}' holds neither the folders of {entry.title} nor its list '{name}'; "
                    "give the folder as it is published."
                )
            names = path.read_text(encoding="utf-8-sig").replace(",", " ").split()
            items += [self._item(entry, root, root, one, part) for one in names]
        return items

    def _item(self, entry: Entry, root: Path, truths: Path, name: str, part: str) -> Item:
        files = []
        for folder in (self.before, self.after):
            for band in (entry.bands.names[i] for i in entry.bands.read):
                found = sorted((root / name / folder).glob(f"*{band}.tif"))
                files.append(found[0] if found else root / name / folder / f"{band}.tif")
        return Item(name, (*files, truths / name / self.change), part)


def read_dates(entry: Entry, item: Item) -> tuple[NDArray[np.generic], NDArray[np.generic], NDArray[np.uint8]]:
    """Return the numbers (C, H, W) of both dates and the mask (H, W): 1 for unchanged, 2 for changed pixels.

    Raises:
        InputError: a file cannot be read, or the files differ in size.
    """
    count, layout = len(entry.bands.read), entry.layout
    planes = [read_raster(path)[0] for path in item.files[:-1]]
    codes = read_raster(item.files[-1])[0]
    if any(plane.shape != codes.shape for plane in planes):
        raise InputError(f"The dates of '{item.name}' and its map differ in size; give the rectified images.")
    changed = layout.changed if isinstance(layout, ChangePairs) else ()
    mask = np.where(np.isin(codes, changed), 2, 1).astype(np.uint8)
    return np.stack(planes[:count]), np.stack(planes[count:]), mask


def _read(entry: Entry, item: Item) -> Patch:
    before, after, mask = read_dates(entry, item)
    table, values = entry.bands.table, entry.values
    second = Patch(item.name, values.reflectance(after, table), values.valid(after), table)
    first = values.reflectance(before, table)
    return Patch(item.name, first, values.valid(before), table, mask=mask, later=(second,))
