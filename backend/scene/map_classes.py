"""The classes of a map: those of its model, and those of clouds that quality layers or spectra show."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..catalog.cards import Color, ModelCard, ModelClass
from ..common.errors import ModelError
from ..products.quality import CLOUD, NAMES, SHADOW

CLOUD_TAG = "SPECAWARE_CLOUD_CLASSES"
"""Of a raster: the pixel values of classes that say that the ground is not seen, as "9 10"."""
_LARGEST = 255
_TITLES = {CLOUD: "Cloud", SHADOW: "Cloud shadow"}
_COLORS: Mapping[int, tuple[Color, ...]] = {
    CLOUD: ((217, 217, 217), (242, 242, 242)), SHADOW: ((122, 111, 155), (90, 80, 120))
}  # fmt: skip
"""Greys that no model of ours has; the second of each where a model has the first."""


@dataclass(frozen=True)
class MapClasses:
    """What the pixel values of a map mean; everything that writes a class map takes values, names and colours here.

    Attributes:
        card: the model, whose classes have the order of its planes of probability.
        masked: the class of pixels that are cloud or cloud shadow, by code of :mod:`backend.products.quality`; empty
            where such pixels have no class of their own.
    """

    card: ModelCard
    masked: Mapping[int, ModelClass] = field(default_factory=dict)

    @classmethod
    def of(cls, card: ModelCard, clouds: str) -> MapClasses:
        """Return the classes of a map by a model and one of :data:`backend.job.spec.CLOUDS`.

        The model's own classes of clouds are used where it has them. Others get the values after its last one, else the
        smallest that are free. They depend on the model and the choice alone, so that parts of a map have the same.

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
        """Those of clouds that the model does not have."""
        return tuple(one for one in self.masked.values() if one not in self.card.classes)

    @property
    def all(self) -> tuple[ModelClass, ...]:
        """The model's classes in its order, then those of clouds that it does not have."""
        return (*self.card.classes, *self.added)

    @property
    def tags(self) -> dict[str, str]:
        """What the rasters of a map say of its classes."""
        added = self.added
        return {CLOUD_TAG: " ".join(str(one.value) for one in added)} if added else {}

    def entries(self) -> list[dict[str, Any]]:
        """Return value, name, title and color of each class; "masked" is True for those of clouds that were added."""
        added = self.added
        return [{**one.facts(), "masked": True} if one in added else one.facts() for one in self.all]


def own_class(card: ModelCard, code: int) -> ModelClass | None:
    """Return the class of a model that means a code of :mod:`backend.products.quality`; None where it has none."""
    name = NAMES[code]
    return next((one for one in card.classes if one.name.lower().replace(" ", "_") in (name, f"{name}s")), None)


def _added(code: int, title: str, taken: Collection[ModelClass], model: str) -> ModelClass:
    """Return a class of clouds whose value and colour none of those ``taken`` has."""
    values, colors = {one.value for one in taken}, {one.color for one in taken}
    after = max(values, default=0) + 1
    free = [after] if after <= _LARGEST else [value for value in range(1, _LARGEST) if value not in values]
    if not free:
        raise ModelError(
            f"Model '{model}' uses all {_LARGEST} class values, so none is left for clouds; map with clouds as nodata."
        )
    color = next((color for color in _COLORS[code] if color not in colors), _COLORS[code][0])
    return ModelClass(free[0], NAMES[code], title, color)
