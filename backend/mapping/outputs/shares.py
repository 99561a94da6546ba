"""Probability and cover fraction of each class, one band per class."""

from __future__ import annotations

from collections.abc import Mapping

from ...catalog.cards import ModelCard
from ...common.arrays import ByteArray
from ...raster.sink import RasterLayer
from .base import NODATA_BYTE, MapRaster, Planes, bytes_of

SHARE_STEPS = 250  # integers of 1/250: exact to 0.2 %, a quarter of the size of float32


def _layer(key: str, card: ModelCard, tags: Mapping[str, str]) -> RasterLayer:
    titles = tuple(c.title for c in card.classes)
    return RasterLayer(key, "uint8", NODATA_BYTE, titles, scale=1.0 / SHARE_STEPS, tags=tags)


def _decode(key: str, planes: Planes) -> ByteArray:
    return bytes_of(planes.scores[key], SHARE_STEPS, planes.valid)


PROBABILITIES = MapRaster("probabilities", _layer, _decode)
FRACTIONS = MapRaster("fractions", _layer, _decode, planes=lambda classes: classes, from_engine=True)
"""Share of the pixel covered by each class, as predicted by the model."""
