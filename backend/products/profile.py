"""Spectra of single pixels, for the profile tool."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..common.errors import InputError
from ..raster.georeference import GeoReference
from ..raster.window import Window
from ..spectral.normalise import undeclared
from ..spectral.overrides import SensorOverrides
from .base import RasterMeta
from .inspect import account_of_bands
from .registry import open_product


def profile_raster(
    path: Path | str, points: Sequence[tuple[float, float]], overrides: SensorOverrides | None = None
) -> dict[str, Any]:
    """Return the spectra of the pixels at ``points``, (x, y) in the raster's CRS, as a JSON object.

    In a raster without a georeference x is the column and y is minus the row. ``spectra`` has one entry per point: row,
    col, and ``values``, one per band in physical units (reflectance, or radiance in ``units``), None for nodata; for a
    point outside the raster all three are None. ``bands`` is the account of bands.

    Raises:
        InputError: the file cannot be read, or all points are outside it.
        SensorError: the user's statements do not fit the raster.
    """
    with open_product(path, overrides) as product:
        meta = product.meta
        pixels = [pixel_at(meta, point) for point in points]
        if not any(pixels):
            raise InputError(f"The point is outside '{meta.path.name}'; choose one within it.")
        spectra: list[dict[str, Any]] = []
        for pixel in pixels:
            if pixel is None:
                spectra.append({"row": None, "col": None, "values": None})
                continue
            raw = product.read(pixel, range(meta.count)).reshape(meta.count)
            mask = product.read_mask(pixel)
            there = (mask is None or bool(mask.all())) and not _is_fill(meta, raw)
            values = _physical(meta, raw) if there else [None] * meta.count
            spectra.append({"row": pixel.row, "col": pixel.col, "values": values})
        return {
            "path": str(meta.path),
            "quantity": meta.sensor.quantity,
            "units": meta.sensor.units,
            "bands": account_of_bands(meta),
            "spectra": spectra,
        }


def pixel_at(meta: RasterMeta, point: tuple[float, float]) -> Window | None:
    """Return the pixel under a point, (x, y) in the raster's CRS; None outside the raster."""
    x, y = point
    reference = GeoReference(meta.geotransform, meta.crs_wkt)
    try:
        found = reference.window_of((x, y, x, y), height=meta.height, width=meta.width)
    except InputError:
        return None
    return Window(found.row, found.col, 1, 1)


def _is_fill(meta: RasterMeta, raw: np.ndarray) -> bool:
    """Return True if raw numbers (C,) are fill that the file does not declare."""
    return bool(undeclared(raw[list(meta.sensor.bands.used)], meta.sensor.fill))


def _physical(meta: RasterMeta, raw: np.ndarray) -> list[float | None]:
    """Return raw numbers (C,) in physical units; None for nodata and values that are not finite."""
    sensor = meta.sensor
    scale = np.array(sensor.band_scale or [1.0 if sensor.scale is None else sensor.scale] * meta.count)
    offset = np.array(sensor.band_offset or [sensor.offset] * meta.count)
    with np.errstate(over="ignore", invalid="ignore"):
        values = raw.astype(np.float64) * scale + offset
    empty = [raw[i] == nodata for i, nodata in enumerate(meta.band_nodata)]
    return [round(float(v), 6) if math.isfinite(v) and not gone else None for v, gone in zip(values.tolist(), empty)]
