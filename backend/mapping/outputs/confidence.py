"""Confidence of a map: the probability of each pixel's class."""

from __future__ import annotations

from collections.abc import Mapping

from ...catalog.cards import ModelCard
from ...common.arrays import ByteArray
from ...raster.sink import RasterLayer
from .base import NODATA_BYTE, PERCENT, MapRaster, Planes, bytes_of


def _layer(key: str, card: ModelCard, tags: Mapping[str, str]) -> RasterLayer:
    return RasterLayer(key, "uint8", NODATA_BYTE, ("Confidence (%)",), tags=tags)


def _decode(key: str, planes: Planes) -> ByteArray:
    return bytes_of(planes.best()[None], PERCENT, planes.valid)


CONFIDENCE = MapRaster("confidence", _layer, _decode)
