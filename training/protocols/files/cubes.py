"""Scenes of labelled pixels in MATLAB files, and tables of labelled spectra without locations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from backend.common.errors import InputError
from backend.common.wording import counted
from backend.heads.fitting.folds import blocks_of, folds_of
from backend.spectral.inputs.content import content_quantiles
from training.tasks.data.patches import Chosen, InMemory, LabelledPatches, Patch

from ..items import Place, chosen_bands, mask_of
from .mat import find_file, read_mat

if TYPE_CHECKING:
    from ..entry import Entry

Mask = NDArray[np.uint8]
_TABLE_PX = 8
"""Side of the uniform patch that is made from a spectrum without a location."""
_CONTENT_PX = 16384


@dataclass(frozen=True)
class Cube:
    """A cube (rows, columns, bands) and a map (rows, columns) of codes.

    Attributes:
        file: possible names of the cube's file, the usual one first.
        key: name of the cube's array.
        truth: possible names of the map's file.
        truth_key: name of the map's array.
        train: possible names of a file with a published map of the training pixels; "" if none is published.
        per_class: training pixels per class, 0 to use ``share``.
        share: training pixels of a class as a share of its pixels, used if ``per_class`` is 0.
        tile: side of the patches in pixels.
    """

    file: tuple[str, ...]
    key: str
    truth: tuple[str, ...]
    truth_key: str
    train: tuple[str, ...] = ()
    per_class: int = 0
    share: float = 0.1
    tile: int = 128

    def open(self, entry: Entry, place: Place) -> LabelledPatches:
        """Return the tiles; errors as for :class:`training.protocols.layouts.Layout`."""
        cube, truth = (find_file(place.root, names) for names in (self.file, self.truth))
        if cube is None or truth is None:
            name = (self.file if cube is None else self.truth)[0]
            raise InputError(f"'{place.root}' lacks '{name}' of {entry.title}; download it (from: {entry.origin}).")
        mask = mask_of(entry, read_mat(truth, self.truth_key, axes=2))
        train = find_file(place.root, self.train) if self.train and not place.draw else None
        if train is not None:
            chosen = mask_of(entry, read_mat(train, "", axes=2))
            masks = {"train": chosen, "test": np.where(chosen > 0, 0, mask).astype(np.uint8)}
        else:
            masks = self._drawn(mask, place)
        return CubePatches(entry, cube, self, masks)

    def _drawn(self, mask: Mask, place: Place) -> dict[str, Mask]:
        """Split the labelled pixels: at random over the whole scene, or into disjoint blocks."""
        rows, cols = (a.astype(np.int64) for a in np.nonzero(mask))
        classes = mask[rows, cols].astype(np.int64) - 1
        allowed = np.ones(len(rows), bool)
        if place.split == "disjoint":
            groups, _ = blocks_of(rows, cols, np.zeros_like(rows), fields_of(mask)[rows, cols], classes)
            allowed = folds_of(groups, classes, folds=2) == 0  # so that each class with two blocks has one in each fold
        rng = np.random.default_rng(place.seed)
        taken = np.zeros(len(rows), bool)
        for k in np.unique(classes):
            mine, of_all = np.flatnonzero((classes == k) & allowed), int((classes == k).sum())
            wanted = self.per_class or max(3, round(self.share * of_all))
            taken[rng.permutation(mine)[: min(wanted, of_all // 2)]] = True
        judged = ~taken if place.split == "random" else ~allowed
        parts = {}
        for part, index in (("train", taken), ("test", judged)):
            parts[part] = np.zeros_like(mask)
            parts[part][rows[index], cols[index]] = classes[index] + 1
        return parts


def fields_of(mask: Mask) -> NDArray[np.int64]:
    """Return the numbers (H, W) of connected regions of one class, 0 for unlabelled pixels."""
    from scipy.ndimage import label

    numbers = np.zeros(mask.shape, dtype=np.int64)
    for k in np.unique(mask[mask > 0]):
        found, _ = label(mask == k)
        numbers = np.where(found > 0, found + numbers.max(), numbers)
    return numbers


class CubePatches:
    """Tiles of a cube; a tile occurs once for each part that has labels in it (see ``LabelledPatches``)."""

    task: Literal["dense"] = "dense"

    def __init__(self, entry: Entry, path: Path, layout: Cube, masks: dict[str, Mask]) -> None:
        """Divide the cube into tiles by the ``masks`` (H, W) of each part; the cube is read with the first tile."""
        self.classes = tuple(entry.classes.values())
        self.masks = masks
        self._entry, self._path, self._layout = entry, path, layout
        height, width = next(iter(masks.values())).shape
        side = layout.tile
        self._tiles = [
            (part, slice(row, min(row + side, height)), slice(col, min(col + side, width)))
            for part, mask in masks.items()
            for row in range(0, height, side)
            for col in range(0, width, side)
            if mask[row : row + side, col : col + side].any()
        ]

    def __len__(self) -> int:
        return len(self._tiles)

    def __getitem__(self, index: int, /) -> Patch:
        """Return a tile.

        Raises:
            InputError: the cube cannot be read.
        """
        part, rows, cols = self._tiles[index]
        numbers, level, content = self._cube
        inside = numbers[:, rows, cols]
        table, values = self._entry.bands.table, self._entry.values
        pixels = values.reflectance(inside, table, level=level)
        name = f"{self._entry.name}, row {rows.start}, column {cols.start}"
        return Patch(name, pixels, values.valid(inside), table, mask=self.masks[part][rows, cols], content=content)

    def group(self, index: int, /) -> str:
        """Return the tile's place."""
        _, rows, cols = self._tiles[index]
        return f"{rows.start},{cols.start}"

    def part(self, index: int, /) -> str:
        """Return the part of the split."""
        return self._tiles[index][0]

    @cached_property
    def _cube(self) -> tuple[NDArray[np.generic], float, NDArray[np.float32]]:
        """Return the file's numbers (C, H, W), the level factor of the scene, and quantiles (C, Q) of reflectance."""
        entry = self._entry
        numbers = chosen_bands(
            entry, np.moveaxis(read_mat(self._path, self._layout.key, axes=3), -1, 0), self._path.name
        )
        shape = next(iter(self.masks.values())).shape
        if numbers.shape[1:] != shape:
            raise InputError(f"'{self._path}' and its labels differ in size; give the files as they are published.")
        table, values = entry.bands.table, entry.values
        level = values.level(numbers, table)
        seen = np.argwhere(values.valid(numbers))
        rows, cols = seen[:: max(1, len(seen) // _CONTENT_PX)].T
        sample = values.reflectance(numbers[:, rows, cols][..., None], table, level=level)[..., 0]
        return numbers, level, content_quantiles(sample)


# --- tables ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class PixelTables:
    """Tables (n, bands) of spectra and (n,) of codes, one pair per part; a spectrum becomes a uniform patch.

    Attributes:
        tables: "part=file:key" of the spectra.
        labels: "part=file:key" of the codes.
        shares: "part=share" of a random split of the training table, used if the tables of other parts are missing.
    """

    tables: tuple[str, ...]
    labels: tuple[str, ...]
    shares: tuple[str, ...] = ("train=0.5", "test=0.5")

    def open(self, entry: Entry, place: Place) -> LabelledPatches:
        """Return the spectra as patches; errors as for :class:`training.protocols.layouts.Layout`."""
        patches: list[Patch] = []
        parts: list[str] = []
        tables = self.tables[:1] if place.draw else self.tables
        for values, labels in zip(tables, self.labels, strict=False):
            found = self._read(entry, place.root, values, labels)
            patches += found
            parts += [values.partition("=")[0]] * len(found)
        if place.draw:
            parts = self._drawn(len(parts), place.seed)
        return Spectra("single", tuple(entry.classes.values()), tuple(patches), parts=tuple(parts))

    def _drawn(self, count: int, seed: int) -> list[str]:
        shares = {p: float(s) for p, _, s in (text.partition("=") for text in self.shares)}
        edges = np.round(np.cumsum(list(shares.values())) / sum(shares.values()) * count)
        rank = np.random.default_rng(seed).permutation(count)
        return [list(shares)[int(np.searchsorted(edges, r, side="right"))] for r in rank]

    def _read(self, entry: Entry, root: Path, values: str, labels: str) -> list[Patch]:
        spectra, codes = (_array(entry, root, text) for text in (values, labels))
        if spectra.ndim != 2 or len(spectra) != codes.size:
            raise InputError(
                f"{counted(len(spectra), 'spectrum', 'spectra')} of {entry.title} and "
                f"{counted(codes.size, 'label')} do not match; give the files as they are published."
            )
        numbers = chosen_bands(entry, spectra.T[..., None], values)  # (C, n, 1)
        table = entry.bands.table
        reflectance = entry.values.reflectance(numbers, table, level=entry.values.level(numbers, table))[..., 0]
        at = mask_of(entry, codes.ravel())
        side = (_TABLE_PX, _TABLE_PX)
        seen = np.ones(side, bool)
        planes = [np.broadcast_to(column[:, None, None], (len(column), *side)) for column in reflectance.T]
        return [
            Patch(f"{entry.name}, spectrum {i + 1}", planes[i], seen, table, labels=(int(at[i]) - 1,))
            for i in np.flatnonzero(at)
        ]


def _array(entry: Entry, root: Path, text: str) -> NDArray[np.generic]:
    name, _, key = text.partition("=")[2].partition(":")
    path = find_file(root, (name,))
    if path is None:
        raise InputError(
            f"'{root}' lacks '{name}' of {entry.title}; download it (from: {entry.origin}), or use a random "
            "split of the existing files with --draw."
        )
    return read_mat(path, key, axes=2)


@dataclass(frozen=True)
class Spectra(InMemory):
    """Spectra in memory with the parts of a split."""

    parts: tuple[str, ...] = ()

    def part(self, index: int, /) -> str:
        """Return the part of the split."""
        return self.parts[index]


def pixels_of(source: LabelledPatches | Chosen) -> int:
    """Return the number of labelled pixels of the patches; all patches are read."""
    return sum(int((patch.mask > 0).sum()) for i in range(len(source)) if (patch := source[i]).mask is not None)
