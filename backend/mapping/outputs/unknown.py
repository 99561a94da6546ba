"""Novelty of each pixel in percent; do not trust its class from 50 on."""

from __future__ import annotations

from collections.abc import Mapping

from ...catalog.cards import ModelCard
from ...common.arrays import ByteArray
from ...engines.base import Conditions, Runner
from ...raster.sink import RasterLayer
from .base import NODATA_BYTE, PERCENT, MapRaster, Planes, bytes_of
from .novelty import UnknownRunner, detector_for


def _layer(key: str, card: ModelCard, tags: Mapping[str, str]) -> RasterLayer:
    return RasterLayer(key, "uint8", NODATA_BYTE, ("Unknown (%), from 50 on",), tags=tags)


def _decode(key: str, planes: Planes) -> ByteArray:
    return bytes_of(planes.scores[key], PERCENT, planes.valid)


def _runner(runner: Runner, conditions: Conditions) -> Runner:
    return UnknownRunner(runner, detector_for(conditions))


UNKNOWN = MapRaster("unknown", _layer, _decode, planes=lambda classes: 1, runner=_runner)
