"""Land-cover classes of every pixel; probabilities, cover, confidence and what is unknown where asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...catalog.cards import ModelCard
from ...job.kinds.maps import extra_rasters
from ...job.spec import JobSpec
from ...raster.sink import RasterLayer
from ...raster.window import Window
from .base import BoolArray, FloatArray
from .planes import planes_of

NODATA_CLASS = 0
NODATA_BYTE = 255
SHARE_STEPS = 250  # probabilities and fractions are whole numbers of 1/250: exact to 0.2 %, a quarter of the size
CONFIDENCE_STEPS = 100  # percent


class Classify:
    """Writes the class map; "probabilities", "fractions", "confidence" and "unknown" as the job's outputs say.

    A pixel's class is the one of the largest probability, which is its confidence. "fractions" is the share of the
    pixel that each class covers, as the model gives it. "unknown" is in percent: from 50 on the pixel is unlike all
    that is known (see :mod:`backend.mapping.novelty`). :mod:`.planes` gives the order of the planes of scores.
    """

    name = "classify"

    def __init__(self, card: ModelCard, spec: JobSpec) -> None:
        self._card = card
        outputs = spec.outputs
        self._keys = ["classes"]
        self._keys += [k for k in extra_rasters() if getattr(outputs, k)]
        self._values = np.array([c.value for c in card.classes], dtype=np.uint8)

    def check(self, area: Window, *, has_areas: bool) -> None:
        """Any area will do."""

    def layers(self, tags: Mapping[str, str]) -> list[RasterLayer]:
        """Return the layers asked for, the class map first."""
        classes = self._card.classes
        made = {
            "classes": RasterLayer(
                "classes", "uint8", NODATA_CLASS, ("Land cover",), tags=tags,
                colors={c.value: c.color for c in classes}, categories={c.value: c.title for c in classes},
            ),
            **{key: self._shares(key, tags) for key in ("probabilities", "fractions")},
            "confidence": RasterLayer("confidence", "uint8", NODATA_BYTE, ("Confidence (%)",), tags=tags),
            "unknown": RasterLayer("unknown", "uint8", NODATA_BYTE, ("Unknown (%), from 50 on",), tags=tags),
        }  # fmt: skip
        return [made[key] for key in self._keys]

    def _shares(self, key: str, tags: Mapping[str, str]) -> RasterLayer:
        """Return a layer of one band a class, in whole numbers of 1/250."""
        titles = tuple(c.title for c in self._card.classes)
        return RasterLayer(key, "uint8", NODATA_BYTE, titles, scale=1.0 / SHARE_STEPS, tags=tags)

    def decode(self, scores: FloatArray, valid: BoolArray) -> dict[str, NDArray[Any]]:
        """Return uint8 pixels (bands, n, w) of each layer of planes of scores (P, n, w) and validity (n, w)."""
        planes = planes_of(len(self._values), self._keys)
        probabilities = scores[planes["probabilities"]]
        index = probabilities.argmax(axis=0)
        decoded = {"classes": np.where(valid, self._values[index], np.uint8(NODATA_CLASS))[None]}
        if "confidence" in self._keys:
            chosen = np.take_along_axis(probabilities, index[None], axis=0)
            decoded["confidence"] = _bytes(chosen, CONFIDENCE_STEPS, valid)
        for key, steps in (("unknown", CONFIDENCE_STEPS), ("probabilities", SHARE_STEPS), ("fractions", SHARE_STEPS)):
            if key in self._keys:
                decoded[key] = _bytes(scores[planes[key]], steps, valid)
        return decoded

    def finish(self, rasters: Mapping[str, Path], vector: Path | None) -> dict[str, Any]:
        """Nothing is left to do."""
        return {}


def _bytes(scores: FloatArray, steps: int, valid: BoolArray) -> NDArray[np.uint8]:
    """Return scores 0..1 (K, n, w) as whole numbers 0..steps, 255 where not valid."""
    scaled: NDArray[np.uint8] = np.rint(np.clip(scores, 0.0, 1.0) * np.float32(steps)).astype(np.uint8)
    scaled[:, ~valid] = NODATA_BYTE
    return scaled
