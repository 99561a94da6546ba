"""The kinds of layouts, by their names in entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .files.band_folders import BandFolders
from .files.changes import ChangePairs
from .files.cubes import Cube, PixelTables
from .files.folders import ClassFolders
from .files.geobench import GeoBench
from .files.pairs import Pairs
from .items import Place

if TYPE_CHECKING:
    from training.tasks.data.patches import LabelledPatches

    from .entry import Entry


class Layout(Protocol):
    """The folders and names of the files of a data set."""

    def open(self, entry: Entry, place: Place) -> LabelledPatches:
        """Return the patches with the parts of the split; only lists and file names are read.

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
