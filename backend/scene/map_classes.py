"""The classes of a map: those of its model, and classes of clouds from quality layers or spectra."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..catalog.cards import Color, ModelCard, ModelClass
from ..common.errors import ModelError
from ..products.quality import CLOUD, NAMES, SHADOW

CLOUD_TAG = "SPECAWARE_CLOUD_CLASSES"
"""Tag of a raster: the pixel values of classes in which the ground is not visible, such as "9 10"."""
_LARGEST = 255
_TITLES = {CLOUD: "Cloud", SHADOW: "Cloud shadow"}
_COLORS: Mapping[int, tuple[Color, ...]] = {
    CLOUD: ((217, 217, 217), (242, 242, 242)), SHADOW: ((122, 111, 155), (90, 80, 120))
}  # fmt: skip
"""Greys that none of our models uses; the second of each pair is for models that use the first."""


@dataclass(frozen=True)
class MapClasses:
    """The meaning of the pixel values of a map; every class map takes its values, names and colours from here.

    Attributes:
        card: the model; its classes have the order of its probability planes.
        masked: classes of cloud and cloud shadow, by code of :mod:`backend.products.quality`; empty if such pixels
            have no separate class.
    """

    card: ModelCard
    masked: Mapping[int, ModelClass] = field(default_factory=dict)

    @classmethod
    def of(cls, card: ModelCard, clouds: str) -> MapClasses:
        """Return the classes of a map from a model and one of :data:`backend.job.spec.CLOUDS`.

        The model's own classes of clouds are used if it has any. Added classes get the values after its last one, else
        the smallest free values. They depend only on the model and the choice, so all parts of a map agree.

        Raises:
            ModelError: no value is free.
        """
        if clouds != "class":
            return cls(card)
        masked: dict[int, ModelClass] = {}
        for code, title in _TITLES.items():
            own = own_class(card, code)
            masked[code] = own or _added(code, title, [*card.classes, *masked.values()], card.name)
        return cls(card, masked)

    @property
    def added(self) -> tuple[ModelClass, ...]:
        """The added classes of clouds, which the model does not have."""
        return tuple(one for one in self.masked.values() if one not in self.card.classes)

    @property
    def all(self) -> tuple[ModelClass, ...]:
        """The model's classes in its order, then the added classes of clouds."""
        return (*self.card.classes, *self.added)

    @property
    def tags(self) -> dict[str, str]:
        """The tags about classes in the rasters of a map."""
        added = self.added
        return {CLOUD_TAG: " ".join(str(one.value) for one in added)} if added else {}

    def entries(self) -> list[dict[str, Any]]:
        """Return value, name, title and color of each class; "masked" is True for added classes of clouds."""
        added = self.added
        return [{**one.facts(), "masked": True} if one in added else one.facts() for one in self.all]


def own_class(card: ModelCard, code: int) -> ModelClass | None:
    """Return the class of a model for a code of :mod:`backend.products.quality`; None if it has none."""
    name = NAMES[code]
    return next((one for one in card.classes if one.name.lower().replace(" ", "_") in (name, f"{name}s")), None)


def _added(code: int, title: str, taken: Collection[ModelClass], model: str) -> ModelClass:
    """Return a class of clouds whose value and colour differ from those of the ``taken`` classes."""
    values, colors = {one.value for one in taken}, {one.color for one in taken}
    after = max(values, default=0) + 1
    free = [after] if after <= _LARGEST else [value for value in range(1, _LARGEST) if value not in values]
    if not free:
        raise ModelError(
            f"Model '{model}' uses all {_LARGEST} class values, so none is left for clouds; map with clouds as nodata."
        )
    color = next((color for color in _COLORS[code] if color not in colors), _COLORS[code][0])
    return ModelClass(free[0], NAMES[code], title, color)
