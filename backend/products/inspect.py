"""The interpretation of a raster as JSON, for ``inspect``, the sensor dialog and the report."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from ..common.locations import web_address
from ..spectral.normalise import undeclared
from ..spectral.overrides import SensorOverrides
from .base import Product, RasterMeta
from .geometry.orthorectify import map_crs
from .registry import open_product
from .statements.sample import sample_spectra


def account_of_bands(meta: RasterMeta) -> list[dict[str, Any]]:
    """Return one JSON object per band: number, centre, FWHM, usable or not, and the origin of each."""
    return [
        {
            "number": band.number,
            "center_nm": _rounded(band.center_nm),
            "fwhm_nm": _rounded(band.fwhm_nm),
            "good": band.good,
            "origin": band.origin,
            "fwhm_origin": band.fwhm_origin,
            "good_origin": band.good_origin,
            "name": band.name,
        }
        for band in meta.sensor.bands
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def describe_product(product: Product) -> dict[str, Any]:
    """Return everything understood of an open product as a JSON object; reads a few hundred pixels."""
    meta = product.meta
    return {
        **describe_meta(meta),
        "bands": _finite(account_of_bands(meta)),
        "used_bands": [i + 1 for i in meta.sensor.bands.used],
        "ready": not meta.blockers,
        "blockers": list(meta.blockers),
        "mean_spectrum": mean_spectrum(product),
    }


def describe_meta(meta: RasterMeta) -> dict[str, Any]:
    """Return what is understood of a raster as a JSON object, its bands apart; reads nothing."""
    sensor = meta.sensor
    origins = sensor.origins
    facts = {
        "path": web_address(str(meta.path)) or str(meta.path),
        "product": meta.product,
        "driver": meta.driver,
        "width": meta.width,
        "height": meta.height,
        "count": meta.count,
        "dtype": meta.dtype,
        "crs": meta.crs_wkt,
        "geotransform": list(meta.geotransform) if meta.geotransform is not None else None,
        "geolocation": meta.geolocation.source if meta.geolocation is not None else None,
        "map_crs": map_crs(meta),
        "sensor": sensor.name,
        "sensor_origin": origins.get("name", "unknown"),
        "level": sensor.level,
        "level_origin": origins.get("level", "unknown"),
        "quantity": sensor.quantity,
        "quantity_origin": origins.get("quantity", "unknown"),
        "scale": sensor.scale,
        "scale_origin": origins.get("scale", "unknown"),
        "offset": sensor.offset,
        "offset_origin": origins.get("offset", "unknown"),
        "band_scale": list(sensor.band_scale) if sensor.band_scale is not None else None,
        "band_offset": list(sensor.band_offset) if sensor.band_offset is not None else None,
        "units": sensor.units,
        "units_origin": origins.get("units", "unknown"),
        "gsd_m": _rounded(sensor.gsd_m),
        "gsd_origin": origins.get("gsd_m", "unknown"),
        "acquired": sensor.acquired,
        "acquired_origin": origins.get("acquired", "unknown"),
        "sun_zenith_deg": _rounded(sensor.sun_zenith_deg),
        "sun_zenith_origin": origins.get("sun_zenith_deg", "unknown"),
        "nodata": _nodata(meta),
        "fill": list(sensor.fill),
        "choices": {setting: list(values) for setting, values in meta.choices.items()},
        "suggestions": list(meta.suggestions),
        "warnings": list(meta.warnings),
    }
    return {key: _finite(value) for key, value in facts.items()}


def _finite(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a JSON value with None in place of NaN and infinity, which JSON lacks."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return value


def _nodata(meta: RasterMeta) -> float | str | list[float | str | None] | None:
    """Return the nodata value that all bands share, or a list by band; NaN as text, since JSON lacks it."""
    values = [None if v is None else v if math.isfinite(v) else str(v) for v in meta.band_nodata]
    return values[0] if len(set(values)) == 1 else values


def mean_spectrum(product: Product) -> list[float | None]:
    """Return the mean of a few hundred pixels in physical units, one value per band; None for nodata."""
    meta, sensor = product.meta, product.meta.sensor
    spectra = sample_spectra(
        product.read,
        shape=(meta.count, meta.height, meta.width),
        block_shape=product.block_shape,
        itemsize=np.dtype(meta.dtype).itemsize,
        nodata=meta.band_nodata,
    )
    spectra = spectra[:, ~undeclared(spectra[list(sensor.bands.used)], sensor.fill)]
    seen = np.isfinite(spectra).sum(axis=1)
    mean = np.where(seen > 0, np.nansum(spectra, axis=1) / np.maximum(seen, 1), np.nan)
    scale = np.array(sensor.band_scale or [sensor.scale or 1.0] * meta.count)
    offset = np.array(sensor.band_offset or [sensor.offset] * meta.count)
    with np.errstate(over="ignore"):
        return [round(v, 6) if math.isfinite(v) else None for v in (mean * scale + offset).tolist()]


def inspect_raster(path: Path | str, overrides: SensorOverrides | None = None) -> dict[str, Any]:
    """Open a raster or product and return its interpreted metadata as a JSON object.

    Raises:
        InputError: the file cannot be read.
        SensorError: the user's statements do not fit the raster.
    """
    with open_product(path, overrides) as product:
        return describe_product(product)
