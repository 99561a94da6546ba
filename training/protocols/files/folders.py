"""One folder of images per class."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from backend.common.errors import InputError

from ..items import Item, Items, Place, drawn, listed, patch_of, present, read_bands

if TYPE_CHECKING:
    from ..entry import Entry


@dataclass(frozen=True)
class ClassFolders:
    """Rasters whose class is the name of their folder; an entry without classes uses all folders.

    Attributes:
        roots: subfolders of the given folder that may contain the folders of classes.
        suffix: suffix of the images' names.
        lists: "part=path" of the authors' lists; only the last folder and the file of each name are used.
        shares: "part=share" of a random split with the same shares in each class, if no split is published.
    """

    roots: tuple[str, ...] = (".",)
    suffix: str = ".tif"
    lists: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()

    def open(self, entry: Entry, place: Place) -> Items:
        """Return the images; errors as for :class:`training.protocols.layouts.Layout`."""
        root = self._root(entry, place.root)
        if not entry.classes:
            names_of = sorted(p.name for p in root.iterdir() if p.is_dir() and any(p.glob(f"*{self.suffix}")))
            entry = replace(entry, classes={name: name for name in names_of})
        names = listed(entry, self.lists, place)
        if names is None:
            found: list[Item] = []
            for key in entry.classes:
                files = sorted(root.glob(f"{key}/*{self.suffix}"))
                found += drawn([self._item(entry, root, f"{key}/{f.name}", "") for f in files], self.shares, place.seed)
        else:
            found = [self._item(entry, root, name, part) for part in names for name in names[part]]
        items = present(entry, found, root)
        return Items(
            "single", tuple(entry.classes.values()), items,
            lambda item: patch_of(entry, item.name, read_bands(entry, item.files[0]), labels=item.labels),
        )  # fmt: skip

    def _root(self, entry: Entry, root: Path) -> Path:
        pattern = f"{next(iter(entry.classes), '*')}/*{self.suffix}"
        found = next((root / name for name in self.roots if any((root / name).glob(pattern))), None)
        if found is None:
            raise InputError(
                f"'{root}' has no images of {entry.title} ({pattern}); give the folder as it is published."
            )
        return found

    def _item(self, entry: Entry, root: Path, name: str, part: str) -> Item:
        *_, folder, file = Path(name).parts if "/" in name else ("", name.rpartition("_")[0], name)
        if folder not in entry.classes:
            raise InputError(f"'{name}' is in no class of {entry.title}; check the list of the split.")
        path = root / folder / (file if file.endswith(self.suffix) else file + self.suffix)
        return Item(f"{folder}/{path.name}", (path,), part, labels=(list(entry.classes).index(folder),))
