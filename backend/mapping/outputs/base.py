"""Declarations of outputs: which rasters a task writes, and how scores become their pixels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ...catalog.cards import ModelCard
from ...common.arrays import BoolArray, ByteArray, FloatArray
from ...engines.base import Conditions, Runner
from ...job.spec import JobSpec
from ...raster.sink import RasterLayer
from ...raster.window import Window
from ...scene.map_classes import MapClasses

NODATA_BYTE = 255
PERCENT = 100  # steps of a share stored in percent


@dataclass(frozen=True)
class Planes:
    """Final scores of some rows: ``scores`` (P, n, w) by name, including "probabilities", and ``valid`` (n, w)."""

    scores: Mapping[str, FloatArray]
    valid: BoolArray

    def best(self) -> FloatArray:
        """Return the largest probability (n, w) of each pixel."""
        found: FloatArray = self.scores["probabilities"].max(axis=0)
        return found


@dataclass(frozen=True)
class MapRaster:
    """An optional raster of a map besides its classes.

    ``layer``: key, card, provenance tags -> what is written. ``decode``: key, planes -> its pixels (bands, n, w), made
    of the rows given alone. ``planes``: number of classes -> planes of scores that it needs beyond the probabilities;
    they come under its key. ``from_engine``: the network gives them. ``runner``: what adds them to a network's runs.
    """

    key: str
    layer: Callable[[str, ModelCard, Mapping[str, str]], RasterLayer]
    decode: Callable[[str, Planes], NDArray[Any]]
    planes: Callable[[int], int] | None = None
    from_engine: bool = False
    runner: Callable[[Runner, Conditions], Runner] | None = None


def bytes_of(scores: FloatArray, steps: int, valid: BoolArray) -> ByteArray:
    """Return scores 0..1 (K, n, w) as integers 0..steps, 255 where not valid."""
    scaled: ByteArray = np.rint(np.clip(scores, 0.0, 1.0) * np.float32(steps)).astype(np.uint8)
    scaled[:, ~valid] = NODATA_BYTE
    return scaled


class Task(Protocol):
    """Made once per job; ``decode`` is called with every strip of final scores, ``finish`` once at the end."""

    name: str
    classes: MapClasses

    def check(self, area: Window, *, has_areas: bool) -> None:
        """Refuse an area that this task cannot map, before anything is read; ``has_areas``: pixel sizes are known."""
        ...

    def layers(self, tags: Mapping[str, str]) -> list[RasterLayer]:
        """Return the rasters this task writes, with provenance ``tags``; the first one is the class map."""
        ...

    def decode(self, scores: FloatArray, valid: BoolArray) -> dict[str, NDArray[Any]]:
        """Return the pixels (bands, n, w) of each layer by key, from scores (K, n, w) and validity (n, w)."""
        ...

    def finish(self, rasters: Mapping[str, Path], vector: Path | None) -> dict[str, Any]:
        """Make outputs that need the finished ``rasters`` (polygons go to ``vector``); return facts for the report."""
        ...


class TaskFactory(Protocol):
    """How the registry makes a task."""

    def __call__(self, classes: MapClasses, spec: JobSpec) -> Task:
        """Return the task that maps these classes for a job."""
        ...
