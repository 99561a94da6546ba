"""What a task is: which rasters it writes, and how scores become their pixels."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ...catalog.cards import ModelCard
from ...job.spec import JobSpec
from ...raster.sink import RasterLayer
from ...raster.window import Window

FloatArray = NDArray[np.float32]
BoolArray = NDArray[np.bool_]


class Task(Protocol):
    """Made once per job; ``decode`` is called with every strip of final scores, ``finish`` once at the end."""

    name: str

    def check(self, area: Window, *, has_areas: bool) -> None:
        """Refuse, before anything is read, an area this task cannot do; ``has_areas``: the size of pixels is known."""
        ...

    def layers(self, tags: Mapping[str, str]) -> list[RasterLayer]:
        """Return the rasters this task writes, with provenance ``tags``; the first one is the class map."""
        ...

    def decode(self, scores: FloatArray, valid: BoolArray) -> dict[str, NDArray[Any]]:
        """Return the pixels (bands, n, w) of each layer, by key, of scores (K, n, w) and validity (n, w)."""
        ...

    def finish(self, rasters: Mapping[str, Path], vector: Path | None) -> dict[str, Any]:
        """Make what needs the finished ``rasters`` (``vector`` is where polygons go); return facts for the report."""
        ...


class TaskFactory(Protocol):
    """How the registry makes a task."""

    def __call__(self, card: ModelCard, spec: JobSpec) -> Task:
        """Return the task of a model and a job."""
        ...
