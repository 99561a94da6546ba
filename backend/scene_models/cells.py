"""Grid cells over labelled polygons as scenes, labelled by majority or by minimum cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import IntArray
from ..common.errors import InputError
from ..common.locations import last_part
from ..common.wording import counted
from ..job.kinds.train_scene import SceneTraining
from ..job.spec import JobSpec
from ..labels.read import LabelFile, place_labels
from ..raster.georeference import GeoReference
from ..raster.window import Window
from ..scene.open import Scene
from .examples import Example, Examples

BLOCK_CELLS = 4
"""Cells along each side of the blocks that are validated together, because neighbours are similar."""
LEAST_LABELLED = 0.25
"""Share of a cell that must be labelled."""
LEAST_MAJORITY = 0.5
"""Share of a cell's labelled pixels that its class must have (single-label)."""


def from_polygons(
    spec: JobSpec, labels: LabelFile, *, opened: Callable[[str], AbstractContextManager[Scene]],
    check: Callable[[], None] = lambda: None,
) -> Examples:  # fmt: skip
    """Return the labelled cells of the rasters of a job.

    Args:
        spec: ``source`` and ``settings.more`` are the rasters; the settings define how cells are cut and labelled.
        labels: polygons, or points, in any CRS.
        opened: opens one of the rasters.
        check: raises to stop.

    Raises:
        InputError: the labels are outside all rasters, or too few cells are labelled.
    """
    wish, items, left = spec.asked(SceneTraining), [], 0
    for source in (spec.source, *wish.more):
        check()
        with opened(source) as scene:
            meta = scene.meta
        reference = GeoReference(meta.geotransform, meta.crs_wkt)
        placed = place_labels(labels, reference, height=meta.height, width=meta.width)
        found, without = cells_of_pixels(
            placed.rows, placed.cols, placed.classes, shape=(meta.height, meta.width), cell_px=wish.cell_px,
            count=len(labels.classes), multi_label=wish.multi_label, least_share=wish.least_share,
        )  # fmt: skip
        left += without
        side = BLOCK_CELLS * wish.cell_px
        for window, classes in found:
            group = f"{last_part(source)} {window.row // side} {window.col // side}"
            items.append(Example(source, classes, group, window))
    if not items:
        raise InputError(
            f"No cell of {counted(wish.cell_px, 'pixel')} is labelled over {LEAST_LABELLED:.0%} of its area by "
            f"{labels.path.name}; choose smaller cells, or check that labels and raster cover the same place."
        )
    warnings = (f"{counted(left, 'cell is', 'cells are')} left out: no class covers half of the labelled pixels.",) * (
        left > 0
    )
    return Examples(labels.classes, tuple(items), wish.multi_label, warnings).checked()


def cells_of_pixels(
    rows: IntArray, cols: IntArray, classes: IntArray, *, shape: tuple[int, int], cell_px: int, count: int,
    multi_label: bool, least_share: float,
) -> tuple[list[tuple[Window, tuple[int, ...]]], int]:  # fmt: skip
    """Return the labelled complete cells of a grid with their classes, and the number of cells without a class.

    Args:
        rows: rows of labelled pixels (n,).
        cols: columns of the same pixels (n,).
        classes: classes of the same pixels (n,).
        shape: rows and columns of the raster.
        cell_px: side of the cells.
        count: number of classes.
        multi_label: True: every class with at least ``least_share`` of a cell's labelled pixels; False: the class with
            the largest share, which must be at least :data:`LEAST_MAJORITY`.
        least_share: see ``multi_label``.
    """
    down, across = shape[0] // cell_px, shape[1] // cell_px
    row, col = rows // cell_px, cols // cell_px
    inside = (row < down) & (col < across)
    index = ((row * across + col) * count + classes)[inside]
    pixels = np.bincount(index, minlength=down * across * count).reshape(-1, count)
    labelled = pixels.sum(axis=1)
    found: list[tuple[Window, tuple[int, ...]]] = []
    without = 0
    for cell in np.flatnonzero(labelled >= LEAST_LABELLED * cell_px**2):
        share = pixels[cell] / labelled[cell]
        present = _classes_of(share, multi_label=multi_label, least_share=least_share)
        if present:
            window = Window(int(cell // across) * cell_px, int(cell % across) * cell_px, cell_px, cell_px)
            found.append((window, present))
        else:
            without += 1
    return found, without


def _classes_of(share: NDArray[np.floating], *, multi_label: bool, least_share: float) -> tuple[int, ...]:
    if multi_label:
        return tuple(int(k) for k in np.flatnonzero(share >= least_share))
    best = int(share.argmax())
    return (best,) if share[best] >= LEAST_MAJORITY else ()


def classes_used(items: Sequence[Example], classes: Sequence[str]) -> tuple[tuple[str, ...], tuple[Example, ...]]:
    """Return the classes that occur in an example, and the examples with positions among these classes."""
    present = sorted({label for item in items for label in item.labels})
    place = {old: new for new, old in enumerate(present)}
    renamed = tuple(replace(item, labels=tuple(place[k] for k in item.labels)) for item in items)
    return tuple(classes[k] for k in present), renamed
