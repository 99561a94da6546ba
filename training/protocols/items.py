"""Images of a data set as items: files, part of the split and place; images are read one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from backend.common.errors import InputError
from backend.common.wording import counted
from backend.spectral.inputs.stretch import stretched
from training.tasks.data.patches import Chosen, LabelledPatches, OfSource, Patch, Task

if TYPE_CHECKING:
    from .entry import Entry

PARTS = ("train", "val", "test")
_SHARES = {"train": 0.7, "val": 0.1, "test": 0.2}
"""Shares of the places in a random split if the entry states no shares."""


@dataclass(frozen=True)
class Place:
    """The folder of a data set, and the split to use.

    Attributes:
        root: folder of the data set, as published.
        lists: another folder with the authors' lists of the split, None for none.
        draw: use a random split although the data set has a published one.
        seed: seed of random splits.
        split: "random" or "disjoint", for scenes of labelled pixels.
    """

    root: Path
    lists: Path | None = None
    draw: bool = False
    seed: int = 0
    split: str = "random"


@dataclass(frozen=True)
class Item:
    """One image.

    Attributes:
        name: name in messages and tables.
        files: its files; their meaning depends on the layout.
        part: one of :data:`PARTS`, or "" before a random split.
        group: its place.
        labels: positions of its classes, if the layout knows them without reading the image.
    """

    name: str
    files: tuple[Path, ...]
    part: str = ""
    group: str = ""
    labels: tuple[int, ...] = ()


@dataclass(frozen=True)
class Items:
    """Patches that are read from files (see :class:`training.tasks.data.patches.LabelledPatches`)."""

    task: Task
    classes: tuple[str, ...]
    items: tuple[Item, ...]
    read: Callable[[Item], Patch]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int, /) -> Patch:
        """Read an image.

        Raises:
            InputError: a file is missing or damaged, or differs from the entry.
        """
        return self.read(self.items[index])

    def group(self, index: int, /) -> str:
        """Return the place."""
        return self.items[index].group or self.items[index].name

    def part(self, index: int, /) -> str:
        """Return the part of the split."""
        return self.items[index].part


@dataclass(frozen=True)
class Stretched(OfSource):
    """Patches of a source; each band is stretched from its minimum to its maximum, as in SpectralGPT's training."""

    def __len__(self) -> int:
        return len(self.source)

    def __getitem__(self, index: int, /) -> Patch:
        """Read a patch and stretch it."""
        patch = self.source[index]
        later = tuple(replace(date, pixels=stretched(date.pixels, date.valid)) for date in patch.later)
        return replace(patch, pixels=stretched(patch.pixels, patch.valid), later=later)

    def group(self, index: int, /) -> str:
        """Return the place, as in the source."""
        return self.source.group(index)

    def part(self, index: int, /) -> str:
        """Return the part of the split, as in the source."""
        return self.source.part(index)


def of_part(source: LabelledPatches, part: str) -> Chosen:
    """Return the patches of a part of a source."""
    return Chosen(source, tuple(i for i in range(len(source)) if source.part(i) == part))


# --- splits ---------------------------------------------------------------------------------------------------------
def listed(entry: Entry, lists: Sequence[str], place: Place) -> dict[str, list[str]] | None:
    """Return the names of each part from the authors' lists ("part=path"); None if the layout has no lists.

    A list has one name per line; text after a space or a comma is ignored. The lists are searched for in
    ``place.lists``, in the folder of the data, and in "splits" and "data/splits" of both.

    Raises:
        InputError: a list is not found.
    """
    if not lists or place.draw:
        return None
    found = {}
    for text in lists:
        part, _, name = text.partition("=")
        path = _found(name, place)
        if path is None:
            raise InputError(
                f"The list '{name}' of the split of {entry.title} was not found; name its folder with --splits "
                f"(from: {entry.origin}), or use a random split with --draw."
            )
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        found[part] = [words[0] for line in lines if (words := line.replace(",", " ").split())]
    return found


def _found(name: str, place: Place) -> Path | None:
    roots = [root for root in (place.lists, place.root) if root is not None]
    candidates = [root / folder / name for root in roots for folder in (".", "splits", "data/splits")]
    if place.lists is not None:
        candidates.append(place.lists / Path(name).name)
    return next((path for path in candidates if path.is_file()), None)


def drawn(items: Iterable[Item], shares: Sequence[str], seed: int) -> tuple[Item, ...]:
    """Assign the items to parts at random, without dividing places; ``shares`` such as "train=0.8"."""
    todo = tuple(items)
    wanted = {p: float(s) for p, _, s in (text.partition("=") for text in shares)} or _SHARES
    groups = sorted({item.group or item.name for item in todo})
    order = np.random.default_rng(seed).permutation(len(groups))
    edges = np.round(np.cumsum(list(wanted.values())) / sum(wanted.values()) * len(groups)).astype(int)
    place_of = {groups[g]: int(np.searchsorted(edges, i, side="right")) for i, g in enumerate(order)}
    names = list(wanted)
    return tuple(replace(item, part=names[place_of[item.group or item.name]]) for item in todo)


def present(entry: Entry, items: Sequence[Item], root: Path) -> tuple[Item, ...]:
    """Return the items after checking that every file exists.

    Raises:
        InputError: there are no items, or files are missing.
    """
    if not items:
        raise InputError(f"No images of {entry.title} were found in '{root}'; give the folder as it is published.")
    missing = [path for item in items for path in item.files if not path.is_file()]
    if missing:
        raise InputError(
            f"{counted(len(missing), 'file')} of {entry.title} {'is' if len(missing) == 1 else 'are'} missing in "
            f"'{root}', first '{missing[0].name}' ({missing[0].parent.name}); download the rest."
        )
    return tuple(items)


# --- reading --------------------------------------------------------------------------------------------------------
def read_raster(path: Path) -> NDArray[np.generic]:
    """Return all bands (C, H, W) of a raster.

    Raises:
        InputError: the raster cannot be read.
    """
    import warnings

    import rasterio
    from rasterio.errors import NotGeoreferencedWarning, RasterioError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path) as source:
                values: NDArray[np.generic] = source.read()
    except (RasterioError, OSError) as error:
        raise InputError(f"'{path}' cannot be read ({str(error)[:120]}); download it again.") from error
    return values


def read_bands(entry: Entry, path: Path) -> NDArray[np.generic]:
    """Return the bands (C, H, W) of a raster that the entry selects.

    Raises:
        InputError: the raster cannot be read, or its number of bands differs from the entry's.
    """
    return chosen_bands(entry, read_raster(path), path.name)


def chosen_bands(entry: Entry, numbers: NDArray[np.generic], name: str) -> NDArray[np.generic]:
    """Return the bands (C, H, W) that the entry selects from all bands of a file.

    Raises:
        InputError: the number of bands differs from the entry's.
    """
    bands = entry.bands
    if len(numbers) != len(bands.names):
        raise InputError(
            f"'{name}' has {counted(len(numbers), 'band')}, but files of {entry.title} have {len(bands.names)}; "
            "give the files as they are published."
        )
    return numbers if len(bands.read) == len(bands.names) else numbers[list(bands.read)]


def patch_of(
    entry: Entry, name: str, numbers: NDArray[np.generic], *, mask: NDArray[np.uint8] | None = None,
    labels: tuple[int, ...] = (),
) -> Patch:  # fmt: skip
    """Return the patch of the numbers (C, H, W) of the selected bands."""
    table = entry.bands.table
    pixels, valid = entry.values.reflectance(numbers, table), entry.values.valid(numbers)
    return Patch(name, pixels, valid, table, mask=mask, labels=labels)


def mask_of(entry: Entry, codes: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Return the positions + 1 of the codes (H, W) of a file; codes of no class of the entry become 0, no label."""
    wanted = np.array([int(key) for key in entry.classes], dtype=np.int64)
    order = np.argsort(wanted)
    whole = np.nan_to_num(codes.astype(np.float64), nan=-1e18).astype(np.int64)
    at = np.searchsorted(wanted[order], whole).clip(max=len(wanted) - 1)
    found = wanted[order][at] == whole
    mask: NDArray[np.uint8] = np.where(found, order[at] + 1, 0).astype(np.uint8)
    return mask
