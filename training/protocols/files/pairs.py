"""Images and masks: two rasters with the same name per patch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from backend.common.errors import InputError
from training.tasks.data.patches import Patch

from ..items import PARTS, Item, Items, Place, drawn, listed, mask_of, patch_of, present, read_bands, read_raster

if TYPE_CHECKING:
    from ..entry import Entry


@dataclass(frozen=True)
class Pairs:
    """Two patterns in which "{id}" is a patch's name and "{part}" the folder of a part.

    Attributes:
        image: path of an image.
        mask: path of its mask, whose first band holds codes.
        lists: "part=path" of the authors' lists of names.
        folders: "part=folder" of parts with their own folders; without lists, these define the split.
        shares: "part=share" of a random split; "val=0.1" with ``folders`` takes a share of "train".
        anywhere: glob pattern of "{id}", to find the images if there are no lists.
        suffix: suffix of file names that the lists leave out.
        places: whether the first folder of a name is a place, whose patches stay together.
    """

    image: str
    mask: str
    lists: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    anywhere: str = "*"
    suffix: str = ""
    places: bool = False

    def open(self, entry: Entry, place: Place) -> Items:
        """Return the patches; errors as for :class:`training.protocols.layouts.Layout`."""
        names = listed(entry, self.lists, place)
        folders = dict(text.split("=", 1) for text in self.folders)
        if names is not None:
            items = [
                self._item(place.root, name, part, folders.get(part, "")) for part in names for name in names[part]
            ]
        elif folders:
            items = [
                self._item(place.root, name, part, folder)
                for part, folder in folders.items()
                for name in self._names(place.root, folder)
            ]
        else:
            items = [self._item(place.root, name, "", "") for name in self._names(place.root, "")]
        if names is None and (place.draw or not folders):
            items = list(drawn(items, () if folders else self.shares, place.seed))
        elif self.shares and names is None:
            held = drawn([item for item in items if item.part == "train"], self.shares, place.seed)
            items = [*held, *(item for item in items if item.part != "train")]
        items.sort(key=lambda item: (PARTS.index(item.part), item.name))
        found = present(entry, items, place.root)
        return Items("dense", tuple(entry.classes.values()), found, lambda item: read_pair(entry, item))

    def _item(self, root: Path, name: str, part: str, folder: str) -> Item:
        whole = name if name.endswith(self.suffix) else name + self.suffix
        files = tuple(root / pattern.format(id=whole, part=folder) for pattern in (self.image, self.mask))
        return Item(name, files, part, group=name.split("/")[0] if self.places else "")

    def _names(self, root: Path, folder: str) -> list[str]:
        """Return the names of the images in a folder."""
        before, after = self.image.replace("{part}", folder).split("{id}")
        end = after + self.suffix
        found = sorted(path.relative_to(root).as_posix() for path in root.glob(f"{before}{self.anywhere}{end}"))
        return [name[len(before) : len(name) - len(end)] for name in found]


def read_pair(entry: Entry, item: Item) -> Patch:
    """Read an image and its mask.

    Raises:
        InputError: a file cannot be read, or the two differ in size.
    """
    numbers = read_bands(entry, item.files[0])
    codes = read_raster(item.files[1])[0]
    if codes.shape != numbers.shape[1:]:
        raise InputError(f"'{item.files[0]}' and its mask differ in size; give the files as they are published.")
    return patch_of(entry, item.name, numbers, mask=mask_of(entry, codes))
