"""Kinds of layouts by the name that entries give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .band_folders import BandFolders
from .changes import ChangePairs
from .cubes import Cube, PixelTables
from .folders import ClassFolders
from .geobench import GeoBench
from .items import Place
from .pairs import Pairs

if TYPE_CHECKING:
    from training.tasks.patches import LabelledPatches

    from .entry import Entry


class Layout(Protocol):
    """How the files of a data set lie."""

    def open(self, entry: Entry, place: Place) -> LabelledPatches:
        """Return the patches with the parts of the split; nothing is read but lists and names.

        Raises:
            InputError: files or lists are missing.
        """
        ...


LAYOUTS: dict[str, type[Layout]] = {
    "pairs": Pairs,
    "class folders": ClassFolders,
    "band folders": BandFolders,
    "cube": Cube,
    "pixel tables": PixelTables,
    "geo-bench": GeoBench,
    "change pairs": ChangePairs,
}
