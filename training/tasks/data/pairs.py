"""Labelled pairs of dates from the user's files: training data of change networks.

Both dates are resampled to a common grid as in a ``change`` job, whatever their sensors and grids are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from backend.change.alignment.aligned import on_grid
from backend.change.alignment.grid import Grid, choose_grid
from backend.change.training.known import KnownChanges, KnownPair, pairs_of_table
from backend.common.arrays import FloatArray
from backend.common.errors import InputError
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.open import Scene, conditions_of
from backend.spectral.bands import UNKNOWN_GSD_M
from backend.spectral.resampling import Bands

from .patches import CHANGES, BandTable, Patch, Task
from .rasters import BLOCK_PX, opened


@dataclass(frozen=True)
class PairPatches:
    """Blocks of pairs of dates (see :class:`training.tasks.data.patches.LabelledPatches`).

    Attributes:
        pairs: the rasters and the known changes.
        pieces: number of the pair, and window on its common grid, of each patch.
        overrides: sensor settings of both dates that the files do not state.
        class_field: attribute of vector files that states the change.
        groups: the place of each patch.
    """

    pairs: tuple[KnownPair, ...]
    pieces: tuple[tuple[int, Window], ...]
    overrides: Mapping[str, Any]
    class_field: str
    groups: tuple[str, ...]
    task: Task = "change"
    classes: tuple[str, ...] = CHANGES
    _contents: dict[str, FloatArray] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.pieces)

    def __getitem__(self, index: int, /) -> Patch:
        """Read both dates of a block and its known changes.

        Raises:
            InputError: a file cannot be read.
            SensorError: wavelengths, units or scale of a date are not known.
        """
        number, window = self.pieces[index]
        pair = self.pairs[number]
        with _opened(pair, self.overrides) as (grid, scenes):
            known = KnownChanges(pair.changes, grid, _own(scenes[0]), field=self.class_field)
            mask = (known.at(window) + 1).astype(np.uint8)
            known.close()
            first, second = (
                read_date(scene, source, window, self._contents)
                for scene, source in zip(scenes, (pair.before, pair.after), strict=True)
            )
        return Patch(first.name, first.pixels, first.valid, first.table, mask, (), first.content, (second,))

    def group(self, index: int, /) -> str:
        """Return the place."""
        return self.groups[index]

    def part(self, index: int, /) -> str:
        """Return the part of the split that the table states."""
        return self.pairs[self.pieces[index][0]].part


def read_date(scene: Scene, source: str, window: Window, contents: dict[str, FloatArray], *, day: float = 0.0) -> Patch:
    """Read a window of a scene on a common grid, without labels; ``contents`` caches the quantiles of rasters."""
    if source not in contents:
        contents[source] = conditions_of(scene, check=lambda: None)[0].content
    pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, window)
    bands = Bands(np.asarray(scene.normaliser.center_nm), np.asarray(scene.normaliser.fwhm_nm))
    meta = scene.meta
    table = BandTable(bands, meta.sensor.name, scene.level, meta.sensor.gsd_m or UNKNOWN_GSD_M)
    return Patch(Path(source).name, pixels, valid, table, content=contents[source], day=day)


@contextmanager
def _opened(pair: KnownPair, overrides: Mapping[str, Any]) -> Iterator[tuple[Grid, list[Scene]]]:
    """Open both dates of a pair on their common grid for the duration of a block."""
    with ExitStack() as stack:
        scenes = []
        for source in (pair.before, pair.after):
            scenes.append(opened(source, overrides))
            stack.callback(scenes[-1].product.close)
        grid = choose_grid([scene.meta for scene in scenes])
        yield grid, [on_grid(scene, grid, grid.overlap) for scene in scenes]


def _own(scene: Scene) -> Any:  # noqa: ANN401 - the raster's own facts, below the common grid
    return scene.product.own  # type: ignore[attr-defined]


def from_pairs(table: Path, *, class_field: str = "", overrides: Mapping[str, Any] | None = None) -> PairPatches:
    """Return the labelled blocks of the pairs in a CSV (columns before, after, changes; optionally group and split).

    Whole pairs are held out; if there is only one pair, blocks of it.

    Raises:
        InputError: the table or a file in it cannot be read, or no pair has a label.
    """
    pairs = pairs_of_table(table)
    pieces: list[tuple[int, Window]] = []
    groups: list[str] = []
    for number, pair in enumerate(pairs):
        with _opened(pair, overrides or {}) as (grid, scenes):
            known = KnownChanges(pair.changes, grid, _own(scenes[0]), field=class_field)
            for window in blocks_of(grid.overlap, BLOCK_PX if len(pairs) > 1 else BLOCK_PX // 4):
                if (known.at(window) >= 0).any():
                    pieces.append((number, window))
                    groups.append(_place(pair, window, alone=len(pairs) == 1))
            known.close()
    if not pieces:
        raise InputError(f"No known change of {table.name} lies where the dates overlap; check the coordinate systems.")
    return PairPatches(tuple(pairs), tuple(pieces), overrides or {}, class_field, tuple(groups))


def _place(pair: KnownPair, window: Window, *, alone: bool) -> str:
    return f"{window.row} {window.col}" if alone else pair.group or pair.before


def blocks_of(whole: Window, side: int) -> Sequence[Window]:
    """Divide a window into blocks of at most ``side`` pixels a side."""
    return [
        Window(row, col, min(side, whole.row_end - row), min(side, whole.col_end - col))
        for row in range(whole.row, whole.row_end, side)
        for col in range(whole.col, whole.col_end, side)
    ]
