"""What becomes of the clouds and cloud shadows that a product's quality layers state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..catalog.cards import ModelCard
from ..products.base import Product
from ..products.quality import CLOUD, NAMES, SHADOW, CloudMasked
from ..raster.window import Window


def hide_clouds(product: Product, choice: str) -> Product:
    """Return the product with its clouds and shadows without data, unless the ``choice`` is to keep them."""
    return product if choice == "keep" or product.quality is None else CloudMasked(product)


def hides_clouds(product: Product) -> bool:
    """True for what :func:`hide_clouds` made."""
    return isinstance(product, CloudMasked)


class CloudLayer:
    """Counts the clouds of a map while it is written, and gives them their classes where the model has such.

    Args:
        product: the product that is mapped.
        card: the model's card.
        choice: one of :data:`backend.job.spec.CLOUDS`.
    """

    def __init__(self, product: Product, card: ModelCard, choice: str) -> None:
        known = {c.name: c.value for c in card.classes}
        names = (NAMES[CLOUD], NAMES[SHADOW])
        self._classes = choice == "class" and all(name in known for name in names)
        self._values = {code: known[NAMES[code]] for code in (CLOUD, SHADOW)} if self._classes else {}
        self._product, self._choice = product, choice
        self._pixels = np.zeros(max(NAMES) + 1, dtype=np.int64)

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
        return 0 if self._choice == "keep" else int(self._pixels[[CLOUD, SHADOW]].sum())

    def facts(self) -> dict[str, Any]:
        """Return what the report says of clouds: nothing where the product has no quality layers."""
        if self._product.quality is None:
            return {}
        handling = "kept" if self._choice == "keep" else "classes" if self._classes else "nodata"
        counts = {name: int(self._pixels[code]) for code, name in NAMES.items()}
        return {"clouds": {"by": self._product.quality, "handling": handling, "pixels": counts}}

    def text(self) -> str | None:
        """Say how much of the area is cloud or cloud shadow; None where nothing is."""
        seen = int(self._pixels[[CLOUD, SHADOW]].sum())
        if not seen:
            return None
        share = 100.0 * seen / int(self._pixels.sum())
        end = "mapped like the ground" if self._choice == "keep" else "classes of their own"
        if self.hidden and not self._classes:
            end = "left without a class"
        return f"Cloud and cloud shadow cover {share:.1f} % of the area ({self._product.quality}); they are {end}."


def merged_clouds(facts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the sum of what reports of parts say of clouds, as :meth:`CloudLayer.facts` does."""
    if not facts:
        return {}
    return {"clouds": {**facts[0], "pixels": {k: sum(f["pixels"][k] for f in facts) for k in facts[0]["pixels"]}}}
