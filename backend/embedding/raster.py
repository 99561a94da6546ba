"""Write an encoder's features as a raster: one band per channel, one pixel per patch."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..common.arrays import BoolArray, FloatArray
from ..raster.georeference import GeoReference
from ..raster.sink import RasterLayer
from ..raster.window import Window


def embedding_layer(channels: int, *, tags: Mapping[str, str]) -> RasterLayer:
    """The raster layer of an embedding with ``channels`` channels; NaN where no pixel of a patch was valid."""
    names = tuple(f"feature {i + 1}" for i in range(channels))
    return RasterLayer(key="embedding", dtype="float32", nodata=float("nan"), band_names=names, tags=tags)


def patch_reference(reference: GeoReference, area: Window, stride: int) -> GeoReference:
    """Return the georeference of the patches of ``area``, whose pixels are ``stride`` raster pixels wide."""
    moved = reference.moved(area)
    if moved.geotransform is None:
        return moved
    x, dx_col, dx_row, y, dy_col, dy_row = moved.geotransform
    coarse = (x, dx_col * stride, dx_row * stride, y, dy_col * stride, dy_row * stride)
    return GeoReference(coarse, moved.crs_wkt)


def mask_patches(features: FloatArray, valid: BoolArray, stride: int) -> FloatArray:
    """Crop features (E, rows, columns) to the patches of ``valid`` (h, w); NaN where a patch has no valid pixel."""
    height, width = valid.shape
    rows, columns = -(-height // stride), -(-width // stride)
    padded = np.zeros((rows * stride, columns * stride), dtype=bool)
    padded[:height, :width] = valid
    seen = padded.reshape(rows, stride, columns, stride).any(axis=(1, 3))
    return np.where(seen, features[:, :rows, :columns], np.float32(np.nan))
