"""Handle clouds and cloud shadows of a scene, from quality layers or detected from spectra."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..products.base import Product
from ..products.quality import CLOUD, NAMES, SHADOW, CloudMasked
from ..raster.window import Window
from ..spectral.bands import UNKNOWN_GSD_M
from ..spectral.physics.cloud_tests import RANGES_NM
from .map_classes import MapClasses, own_class

if TYPE_CHECKING:
    from .open import Scene

SNOW = "snow"
DOUBT = 0.5
"""Factor on the confidence in snow if the bands cannot distinguish it from clouds."""


def hide_clouds(product: Product, choice: str) -> Product:
    """Return the product with its clouds and shadows as nodata, unless the ``choice`` is to keep them."""
    return product if choice == "keep" or product.quality is None else CloudMasked(product)


def hides_clouds(product: Product) -> bool:
    """Return True for a product made by :func:`hide_clouds`."""
    return isinstance(product, CloudMasked)


def look_for_clouds(scene: Scene, choice: str, *, check: Callable[[], None]) -> Scene:
    """Return the scene without clouds detected in its spectra, if it has no quality layers for clouds.

    Nothing is detected if clouds are kept, or if the model itself has a class for them.

    Raises:
        CancelledError: ``check`` raised it.
    """
    from ..products.clouds.detected import find_clouds

    if choice == "keep" or scene.product.quality is not None or own_class(scene.card, CLOUD):
        return scene
    gsd_m = scene.meta.sensor.gsd_m or UNKNOWN_GSD_M
    found = find_clouds(scene.product, scene.bands, level=scene.level, gsd_m=gsd_m, check=check)
    return replace(scene, product=hide_clouds(found, choice))


class CloudLayer:
    """Counts the clouds of a map while it is written, and gives them their classes where they have such.

    If no band reaches 1550 nm, snow may be cloud: then it counts the pixels mapped as snow and halves their confidence.

    Args:
        scene: the scene being mapped.
        choice: one of :data:`backend.job.spec.CLOUDS`.
        classes: of the map.
    """

    def __init__(self, scene: Scene, choice: str, classes: MapClasses) -> None:
        product, card = scene.product, scene.card
        self._values = {code: one.value for code, one in classes.masked.items()}
        self._product, self._choice = product, choice
        self._pixels = np.zeros(max(NAMES) + 1, dtype=np.int64)
        self._mapped = self._doubted = 0
        longest = float(np.max(scene.normaliser.center_nm))
        is_blind = product.quality is None and longest < RANGES_NM["short"][0] and own_class(card, CLOUD) is None
        snow = [i for i, entry in enumerate(card.classes) if entry.name == SNOW]
        self._snow = snow[0] if snow and is_blind and choice != "keep" else None
        self._count = len(card.classes)

    def doubt(self, scores: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Return scores (P, h, w), probabilities first, halved for snow that may be cloud; counts these pixels."""
        if self._snow is None:
            return scores
        snow = (scores[: self._count].argmax(axis=0) == self._snow) & valid
        self._mapped += int(valid.sum())
        self._doubted += int(snow.sum())
        if not snow.any():
            return scores
        doubted = scores.copy()
        doubted[: self._count, snow] *= np.float32(DOUBT)
        return doubted

    @property
    def warning(self) -> str | None:
        """Return the warning that snow may be cloud; None if there is no doubt."""
        if not self._doubted:
            return None
        share = 100.0 * self._doubted / self._mapped
        return (
            f"Snow or ice covers {share:.1f} % of the map and may be cloud: without a band near 1600 nm the two look "
            "alike, so its confidence is halved. Look at the picture, or keep clouds to leave it as it is."
        )

    def apply(self, window: Window, classes: NDArray[np.uint8]) -> None:
        """Count the clouds of a window of the raster, and write their classes into ``classes`` (h, w)."""
        codes = self._product.read_quality(window)
        if codes is None:
            return
        self._pixels += np.bincount(codes.ravel(), minlength=len(self._pixels))
        for code, value in self._values.items():
            classes[codes == code] = value

    @property
    def hidden(self) -> int:
        """Pixels that are left without data."""
        return 0 if self._choice == "keep" or self._values else int(self._pixels[[CLOUD, SHADOW]].sum())

    def facts(self) -> dict[str, Any]:
        """Return what the report says about clouds; empty without quality layers and detected clouds."""
        if self._product.quality is None:
            return {}
        handling = "kept" if self._choice == "keep" else "classes" if self._values else "nodata"
        counts = {name: int(self._pixels[code]) for code, name in NAMES.items()}
        return {"clouds": {"by": self._product.quality, "handling": handling, "pixels": counts}}

    def text(self) -> str | None:
        """Return the sentence on the share of cloud and cloud shadow in the area; None if there is none."""
        seen = int(self._pixels[[CLOUD, SHADOW]].sum())
        if not seen:
            return None
        share = 100.0 * seen / int(self._pixels.sum())
        end = "mapped like the ground" if self._choice == "keep" else "classes of their own"
        if self.hidden:
            end = "left without a class"
        return f"Cloud and cloud shadow cover {share:.1f} % of the area ({self._product.quality}); they are {end}."


def merged_clouds(facts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the sum of the cloud facts in the reports of parts, in the form of :meth:`CloudLayer.facts`."""
    if not facts:
        return {}
    return {"clouds": {**facts[0], "pixels": {k: sum(f["pixels"][k] for f in facts) for k in facts[0]["pixels"]}}}
