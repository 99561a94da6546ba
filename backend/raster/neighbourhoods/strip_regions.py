"""Regions of equal class and their outlines from a map read in strips of rows; memory does not grow with the map.

A region that ends inside its strip is outlined there. A region that reaches the next strip is kept as runs of pixels
until it ends. If its runs or bounding box would need too much memory, it is cut at the border of a strip, and its parts
become separate regions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .regions import label_regions, unite

BYTES_PER_STRIP_PIXEL = 48
"""Bytes per strip pixel: classes, confidence, labels, runs and buffers of the labelling (from tracemalloc)."""
_BYTES_PER_BOX_PIXEL = 4  # the mask and the memory to outline it
_BYTES_PER_RUN = 24
_HIGHEST = 100  # of a confidence in percent; larger numbers stand for none

Rings = list[list[tuple[float, float]]]  # the outer ring, then the holes, as (column, row) of pixel corners


@dataclass(frozen=True)
class Region:
    """One region: class value, pixels, ground area in m2 and mean confidence (both NaN where unknown), outline."""

    class_id: int
    pixels: int
    area_m2: float
    confidence: float
    rings: Rings


@dataclass
class _Open:
    """A region that may continue in the next strip: its pixels as runs (row, first column, end column), and sums."""

    class_id: int
    pixels: int = 0
    area_m2: float = 0.0
    confidence: float = 0.0  # sum over the pixels that have one
    rated: int = 0  # how many have one
    runs: list[NDArray[np.int64]] = field(default_factory=list)  # each (n, 3)

    def take(self, other: _Open) -> None:
        """Add another region's pixels."""
        self.pixels += other.pixels
        self.area_m2 += other.area_m2
        self.confidence += other.confidence
        self.rated += other.rated
        self.runs += other.runs

    def box(self) -> tuple[int, int, int, int]:
        """Return first row, first column, height and width of the pixels; zeros if there are none."""
        if not self.runs:
            return 0, 0, 0, 0
        top, left = min(int(r[0, 0]) for r in self.runs), min(int(r[:, 1].min()) for r in self.runs)
        bottom, right = max(int(r[-1, 0]) for r in self.runs) + 1, max(int(r[:, 2].max()) for r in self.runs)
        return top, left, bottom - top, right - left


class StripRegions:
    """Finds the 4-connected regions of a class map, strip by strip from the top."""

    def __init__(self, width: int, row_areas_m2: NDArray[np.float64] | None, *, memory_bytes: int) -> None:
        """Prepare for a map.

        Args:
            width: columns of the map.
            row_areas_m2: ground area of a pixel in each row of the map (H,); None if unknown.
            memory_bytes: memory limit of regions that span strips; beyond it they are cut.
        """
        self._row_areas = row_areas_m2
        self._largest_box = max(memory_bytes // 2 // _BYTES_PER_BOX_PIXEL, 1)
        self._most_runs = max(memory_bytes // 2 // _BYTES_PER_RUN, 1)
        self._open: list[_Open] = []
        self._last_classes = np.zeros(width, np.uint8)
        self._last_open = np.full(width, -1)  # position in _open of each pixel of the last row
        self.cuts = 0

    def feed(self, row: int, classes: NDArray[np.uint8], confidence: NDArray[np.uint8]) -> Iterator[Region]:
        """Process the next strip and yield the regions that end in it.

        Args:
            row: the strip's first row in the map.
            classes: (h, W) class values, 0 where there is none.
            confidence: (h, W) in percent; above 100 where there is none.
        """
        labels, count = label_regions(classes)
        if not count:
            yield from self.finish()
            return
        sums = self._sums(row, labels, count, classes, confidence)
        same = (self._last_classes == classes[0]) & (classes[0] != 0) & (self._last_open >= 0)
        known = len(self._open)
        # items: the open regions, then the strip's labels; each item's root is the smallest item joined to it
        pairs = np.unique(np.stack([self._last_open[same], labels[0][same] - 1 + known]), axis=1).astype(np.int32)
        roots = unite(known + count, pairs[1], pairs[0])
        goes_on = np.zeros(known + count, dtype=bool)
        goes_on[roots[known + labels[-1][labels[-1] > 0] - 1]] = True
        within = (roots[known:] >= known) & ~goes_on[roots[known:]]  # per label
        yield from self._outlined(row, labels, within, sums)
        regions = self._joined(row, labels, within, sums, roots)
        self._remember(classes[-1], labels[-1], roots, known, {r: regions[r] for r in regions if goes_on[r]})
        for root, region in regions.items():
            if not goes_on[root]:
                yield from self._closed(region)
        yield from self._cut()

    def finish(self) -> Iterator[Region]:
        """Yield the regions that are still open."""
        regions, self._open = self._open, []
        self._last_open[:] = -1
        for region in regions:
            yield from self._closed(region)

    def _sums(
        self,
        row: int,
        labels: NDArray[np.int32],
        count: int,
        classes: NDArray[np.uint8],
        confidence: NDArray[np.uint8],
    ) -> dict[str, NDArray[Any]]:
        """Class, pixels, area, sum of the confidence and number of pixels with one, of each label 1..count."""
        flat, rated = labels.ravel(), confidence.ravel() <= _HIGHEST
        class_id = np.zeros(count + 1, dtype=np.int64)
        class_id[flat] = classes.ravel()
        area = np.full(count, np.nan)
        if self._row_areas is not None:
            weights = np.repeat(self._row_areas[row : row + len(labels)], labels.shape[1])
            area = np.bincount(flat, weights=weights, minlength=count + 1)[1:]
        return {
            "class_id": class_id[1:],
            "pixels": np.bincount(flat, minlength=count + 1)[1:],
            "area_m2": area,
            "confidence": np.bincount(flat, weights=confidence.ravel() * rated, minlength=count + 1)[1:],
            "rated": np.bincount(flat[rated], minlength=count + 1)[1:],
        }

    def _outlined(
        self, row: int, labels: NDArray[np.int32], chosen: NDArray[np.bool_], sums: dict[str, NDArray[Any]]
    ) -> Iterator[Region]:
        """Yield the labels ``chosen`` of a strip."""
        inside = np.concatenate([[False], chosen])[labels]
        if not inside.any():
            return
        for rings, label in _outlines(labels, inside, row=row, col=0):
            i = label - 1
            pixels = int(sums["pixels"][i])
            mean = _mean(float(sums["confidence"][i]), int(sums["rated"][i]))
            yield Region(int(sums["class_id"][i]), pixels, float(sums["area_m2"][i]), mean, rings)

    def _joined(
        self,
        row: int,
        labels: NDArray[np.int32],
        within: NDArray[np.bool_],
        sums: dict[str, NDArray[Any]],
        roots: NDArray[np.int32],
    ) -> dict[int, _Open]:
        """Return by root all regions that are open or reach beyond the strip."""
        known = len(self._open)
        regions: dict[int, _Open] = {}
        for i, region in enumerate(self._open):
            root = int(roots[i])
            regions.setdefault(root, _Open(region.class_id)).take(region)
        runs = _runs_of(labels, ~within, row)
        order = np.argsort(roots[known + runs[:, 3] - 1], kind="stable")
        runs = runs[order]
        owners = roots[known + runs[:, 3] - 1]
        for part in np.split(runs, np.flatnonzero(np.diff(owners)) + 1) if len(runs) else ():
            root, own = int(roots[known + part[0, 3] - 1]), np.unique(part[:, 3]) - 1
            piece = _Open(
                int(sums["class_id"][own[0]]),
                int(sums["pixels"][own].sum()),
                float(sums["area_m2"][own].sum()),
                float(sums["confidence"][own].sum()),
                int(sums["rated"][own].sum()),
                [part[:, :3]],
            )
            regions.setdefault(root, _Open(piece.class_id)).take(piece)
        return regions

    def _remember(
        self,
        classes: NDArray[np.uint8],
        labels: NDArray[np.int32],
        roots: NDArray[np.int32],
        known: int,
        regions: dict[int, _Open],
    ) -> None:
        """Keep the last row and the regions that continue from it."""
        place = np.full(len(roots), -1)
        place[list(regions)] = np.arange(len(regions))
        self._open = list(regions.values())
        self._last_classes = classes.copy()
        self._last_open = np.where(labels > 0, place[roots[np.maximum(known + labels - 1, 0)]], -1)

    def _cut(self) -> Iterator[Region]:
        """Yield the pixels so far of open regions that need too much memory; their other pixels follow later."""
        boxes = [region.box() for region in self._open]
        large = [i for i, (_, _, height, width) in enumerate(boxes) if height * width > self._largest_box]
        counts = [sum(len(part) for part in region.runs) for region in self._open]
        if sum(counts) > self._most_runs:
            large = sorted({*large, *np.argsort(counts)[::-1][: max(1, len(counts) // 10)].tolist()})
        for i in large:
            region = self._open[i]
            self._open[i] = _Open(region.class_id)
            self.cuts += 1
            yield from self._closed(region)

    def _closed(self, region: _Open) -> Iterator[Region]:
        """Yield a region that has ended; a cut one may have split into several."""
        if not region.runs:
            return
        top, left, height, width = region.box()
        runs = np.concatenate(region.runs)
        steps = np.zeros((height, width + 1), dtype=np.int8)  # +1 at the first column of a run, -1 after its last
        steps[runs[:, 0] - top, runs[:, 1] - left] += 1
        steps[runs[:, 0] - top, runs[:, 2] - left] -= 1
        mask = np.cumsum(steps, axis=1, dtype=np.int8)[:, :-1].view(np.uint8)
        found = list(_outlines(mask, mask > 0, row=top, col=left))
        mean = _mean(region.confidence, region.rated)
        if len(found) == 1:
            yield Region(region.class_id, region.pixels, region.area_m2, mean, found[0][0])
            return
        labels, count = label_regions(mask)
        sums = self._sums(top, labels, count, mask, mask)
        for rings, label in _outlines(labels, labels > 0, row=top, col=left):
            pixels, area = int(sums["pixels"][label - 1]), float(sums["area_m2"][label - 1])
            yield Region(region.class_id, pixels, area, mean, rings)


def _mean(total: float, count: int) -> float:
    return total / count if count else float("nan")


def _runs_of(labels: NDArray[np.int32], chosen: NDArray[np.bool_], row: int) -> NDArray[np.int64]:
    """Return runs (n, 4) of the labels ``chosen``: row in the map, first column, end column, label; from the top."""
    width = labels.shape[1]
    starts = np.ones(labels.shape, dtype=bool)
    starts[:, 1:] = labels[:, 1:] != labels[:, :-1]
    place = np.flatnonzero(starts)
    own = labels.ravel()[place]
    end = np.append(place[1:], labels.size) - 1  # last pixel of each run
    keep = np.concatenate([[False], chosen])[own]
    place, end, own = place[keep], end[keep], own[keep]
    return np.stack([row + place // width, place % width, end % width + 1, own.astype(np.int64)], axis=1)


def _outlines(
    values: NDArray[np.int32] | NDArray[np.uint8], mask: NDArray[np.bool_], *, row: int, col: int
) -> Iterator[tuple[Rings, int]]:
    """Yield outline and value of each region, in pixel corners of the map."""
    from rasterio.features import shapes
    from rasterio.transform import Affine

    for geometry, value in shapes(values, mask=mask, connectivity=4, transform=Affine.translation(col, row)):
        yield geometry["coordinates"], int(value)
