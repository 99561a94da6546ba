"""Labelled stacks of dates on a common grid, as in a ``series`` job: training data of temporal models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.change.alignment.aligned import on_grid
from backend.change.alignment.grid import Grid, choose_grid
from backend.change.series.dates import dates_of
from backend.change.series.stack import days_since_1970
from backend.common.arrays import FloatArray
from backend.common.errors import InputError
from backend.labels.read import LabelPixels, place_labels, read_labels
from backend.raster.window import Window
from backend.scene.open import Scene

from .pairs import blocks_of, read_date
from .patches import Patch, Task
from .rasters import opened

BLOCK_PX = 64
"""Side in pixels of the blocks that are held out together."""


@dataclass(frozen=True)
class StackPatches:
    """Blocks of a stack of dates (see :class:`training.tasks.data.patches.LabelledPatches`).

    Attributes:
        sources: the rasters, in chronological order.
        days: dates of the rasters in days since 1970.
        windows: the blocks, as windows of the common grid.
        labels: labelled pixels of the common grid.
        classes: names of the classes.
        overrides: sensor settings that the files do not state.
    """

    sources: tuple[str, ...]
    days: tuple[float, ...]
    windows: tuple[Window, ...]
    labels: LabelPixels
    classes: tuple[str, ...]
    overrides: Mapping[str, Any]
    task: Task = "dense"
    _contents: dict[str, FloatArray] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.windows)

    def __getitem__(self, index: int, /) -> Patch:
        """Read all dates and the labels of a block.

        Raises:
            InputError: a file cannot be read.
        """
        window = self.windows[index]
        with _opened(self.sources, self.overrides) as (_, scenes):
            dates = [
                read_date(scene, source, window, self._contents, day=day)
                for scene, source, day in zip(scenes, self.sources, self.days, strict=True)
            ]
        first = dates[0]
        mask = _mask(self.labels, window)
        return Patch(
            first.name, first.pixels, first.valid, first.table, mask, (), first.content, tuple(dates[1:]), first.day
        )

    def group(self, index: int, /) -> str:
        """Return the place."""
        window = self.windows[index]
        return f"{window.row} {window.col}"

    def part(self, index: int, /) -> str:
        """Return "": there is no split."""
        return ""


@contextmanager
def _opened(sources: Sequence[str], overrides: Mapping[str, Any]) -> Iterator[tuple[Grid, list[Scene]]]:
    """Open all dates on their common grid for the duration of a block."""
    with ExitStack() as stack:
        scenes = []
        for source in sources:
            scenes.append(opened(source, overrides))
            stack.callback(scenes[-1].product.close)
        grid = choose_grid([scene.meta for scene in scenes])
        yield grid, [on_grid(scene, grid, grid.overlap) for scene in scenes]


def _mask(labels: LabelPixels, window: Window) -> NDArray[np.uint8]:
    rows, cols = labels.rows - window.row, labels.cols - window.col
    inside = (rows >= 0) & (rows < window.height) & (cols >= 0) & (cols < window.width)
    mask = np.zeros((window.height, window.width), dtype=np.uint8)
    mask[rows[inside], cols[inside]] = labels.classes[inside] + 1
    return mask


def from_stack(
    sources: Sequence[str], labels: Path, *, class_field: str, layer: str = "", dates: Sequence[str] = (),
    overrides: Mapping[str, Any] | None = None,
) -> StackPatches:  # fmt: skip
    """Return the labelled blocks of a stack of rasters, one per date, that points or polygons lie on.

    ``dates``: dates of the rasters, in their order; if empty, they are read from metadata and file names.

    Raises:
        InputError: there are fewer than two rasters, a date is not known, or the labels lie elsewhere.
    """
    if len(sources) < 2:
        raise InputError("A stack needs two rasters or more; give one for each date.")
    found = read_labels(labels, field=class_field, layer=layer)
    with _opened(sources, overrides or {}) as (grid, scenes):
        days = dates_of([scene.product.own for scene in scenes], dates)  # type: ignore[attr-defined]
        pixels = place_labels(found, grid.reference, height=grid.height, width=grid.width)
        windows = tuple(one for one in blocks_of(grid.overlap, BLOCK_PX) if _mask(pixels, one).any())
    if not windows:
        raise InputError(f"No label of {labels.name} lies where all dates overlap; check the coordinate systems.")
    order = sorted(range(len(sources)), key=lambda number: days[number])
    return StackPatches(
        tuple(sources[n] for n in order), tuple(days_since_1970(days[n]) for n in order), windows, pixels,
        found.classes, overrides or {},
    )  # fmt: skip
