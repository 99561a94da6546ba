"""Classes of each pixel, with probabilities, cover, confidence and novelty on request."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import BoolArray, FloatArray
from ...job.kinds.maps import extra_rasters
from ...job.spec import JobSpec
from ...raster.sink import RasterLayer
from ...raster.window import Window
from ...scene.map_classes import MapClasses
from .base import Planes
from .planes import map_rasters, planes_of

NODATA_CLASS = 0


class Classify:
    """Writes the class map, and the rasters of :mod:`.planes` that the job requests.

    A pixel's class is the one of the largest probability. Clouds that have classes of their own are written over it by
    :class:`backend.scene.clouds.CloudLayer`; the other rasters have no data there.
    """

    name = "classify"

    def __init__(self, classes: MapClasses, spec: JobSpec) -> None:
        self.classes = classes
        outputs = spec.outputs
        self._keys = ["classes"]
        self._keys += [k for k in extra_rasters() if getattr(outputs, k)]
        self._values = np.array([c.value for c in classes.card.classes], dtype=np.uint8)

    def check(self, area: Window, *, has_areas: bool) -> None:
        """Accept any area."""

    def layers(self, tags: Mapping[str, str]) -> list[RasterLayer]:
        """Return the layers asked for, the class map first."""
        tags = {**tags, **self.classes.tags}
        classes = RasterLayer(
            "classes", "uint8", NODATA_CLASS, ("Land cover",), tags=tags,
            colors={c.value: c.color for c in self.classes.all},
            categories={c.value: c.title for c in self.classes.all},
        )  # fmt: skip
        return [classes, *(raster.layer(raster.key, self.classes.card, tags) for raster in map_rasters(self._keys))]

    def decode(self, scores: FloatArray, valid: BoolArray) -> dict[str, NDArray[Any]]:
        """Return the pixels (bands, n, w) of each layer, from score planes (P, n, w) and validity (n, w)."""
        slices = planes_of(len(self._values), self._keys)
        planes = Planes({key: scores[part] for key, part in slices.items()}, valid)
        index = planes.scores["probabilities"].argmax(axis=0)
        decoded: dict[str, NDArray[Any]] = {
            "classes": np.where(valid, self._values[index], np.uint8(NODATA_CLASS))[None]
        }
        for raster in map_rasters(self._keys):
            decoded[raster.key] = raster.decode(raster.key, planes)
        return decoded

    def finish(self, rasters: Mapping[str, Path], vector: Path | None) -> dict[str, Any]:
        """Do nothing: there is nothing left to make."""
        return {}
