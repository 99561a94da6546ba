"""Cut patches of physical values from a raster window by window, without loading the whole raster."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.common.arrays import BoolArray, FloatArray
from backend.common.errors import InputError, SensorError
from backend.common.wording import counted
from backend.products.base import Product, RasterMeta, ensure_ready
from backend.products.meaning.usable import NOISY
from backend.products.registry import open_product
from backend.raster.window import Window
from backend.spectral.bands import Sensor
from backend.spectral.normalise import Normaliser, filled_fwhm_nm
from backend.spectral.overrides import SensorOverrides
from backend.spectral.physics.radiometry import apparent_reflectance_gain, parse_radiance_units

from .cleaning import Cleaning, Table
from .files import StoredScene
from .sources import Source, stated

MIN_BANDS = 4
MULTIPLE = 8
"""Sides of patches below the requested size are multiples of this number, the patch size of the models."""
UNKNOWN_SENSOR = "unknown"
_REFERENCE_PER_STORED = 10.0  # 1 uW cm-2 nm-1 sr-1 = 10 W m-2 sr-1 um-1


class Unusable(InputError):
    """A source, or a part of it, yields no patches; ``reason`` is its column in the summary."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Candidate:
    """A patch before cleaning: physical ``values`` (C, h, w), ``observed`` (C, h, w), ``inside`` (h, w) or None.

    ``values`` is None if two bands show that too much of the patch is outside the scene.
    """

    values: FloatArray | None
    observed: BoolArray
    inside: BoolArray | None
    scene: StoredScene
    where: dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """The properties that all candidates of a source have in common."""

    sensor: str
    level: str
    quantity: str
    bands: tuple[int, ...]
    cleaning: Cleaning


def patch_sides(height: int, width: int, patch: int) -> tuple[int, int]:
    """Return the rows and columns of patches: ``patch``, or the size of a smaller raster, a multiple of 8.

    Raises:
        Unusable: the raster is smaller than 8 pixels.
    """
    rows, cols = (patch if side >= patch else side // MULTIPLE * MULTIPLE for side in (height, width))
    if rows == 0 or cols == 0:
        raise Unusable("smaller than 8 pixels", f"A raster of {height} x {width} pixels is smaller than 8 x 8.")
    return rows, cols


def kept_bands(sensor: Sensor, cleaning: Cleaning) -> tuple[int, ...]:
    """Return the 0-based positions of the bands to store in shards.

    If the table states the bad bands of a sensor, they replace the general water-vapour windows. Bands that the file or
    the user marks as bad are always left out. Bands that are only noisy in the sample of a scene are kept, because
    leaving them out would split the patches of a sensor into groups with different bands.
    """
    kept = []
    for position, band in enumerate(sensor.bands):
        window = band.good_origin == "water vapour window" and bool(cleaning.bad_bands)
        judged = band.good or window or band.good_origin == NOISY
        if band.center_nm is not None and judged and band.number not in cleaning.bad_bands:
            kept.append(position)
    return tuple(kept)


def ground_distance(meta: RasterMeta) -> float | None:
    """Return the pixel size in metres: sqrt(a^2 + b^2) of a projected geotransform, one decimal; else as stated."""
    from rasterio.crs import CRS

    if meta.geotransform is not None and meta.crs_wkt and CRS.from_wkt(meta.crs_wkt).is_projected:
        return round(math.hypot(meta.geotransform[1], meta.geotransform[2]), 1) or None
    return meta.sensor.gsd_m


class RasterCutter:
    """The candidates of one raster."""

    def __init__(self, source: Source, *, patch: int, table: Table, overrides: SensorOverrides | None = None) -> None:
        """Open a raster.

        Raises:
            SpecAwareError: the file cannot be read, or the user must state some of its properties.
            Unusable: the raster is too small, or has too few bands.
        """
        self.product: Product = open_product(source.path, stated(overrides, source))
        try:
            self._understand(source, patch, table)
        except BaseException:
            self.product.close()
            raise

    def _understand(self, source: Source, patch: int, table: Table) -> None:
        meta = self.product.meta
        sensor = meta.sensor
        if meta.count < MIN_BANDS:
            raise Unusable("fewer than 4 bands", f"'{source.shown}' has {counted(meta.count, 'band')}.")
        ensure_ready(meta)
        if sensor.level is None or sensor.quantity is None:
            raise SensorError(f"The level of '{source.shown}' is not known; state it with --level L1 or --level L2.")
        name = sensor.name or UNKNOWN_SENSOR
        cleaning = table.find(sensor=name, level=sensor.level, quantity=sensor.quantity, bands=meta.count)
        self.positions = kept_bands(sensor, cleaning)
        if len(self.positions) < MIN_BANDS:
            raise Unusable("fewer than 4 bands", f"'{source.shown}' has {counted(len(self.positions), 'usable band')}.")
        numbers = tuple(sensor.bands.bands[i].number for i in self.positions)
        self.kind = Kind(name, sensor.level, sensor.quantity, numbers, cleaning)
        self.rows, self.cols = patch_sides(meta.height, meta.width, patch)
        self._columns = meta.width // self.cols
        self._normaliser = Normaliser(sensor, self.positions, band_nodata=meta.band_nodata)
        self._peeked = [self.positions[len(self.positions) // 4], self.positions[3 * len(self.positions) // 4]]
        self._peek = Normaliser(sensor, self._peeked, band_nodata=meta.band_nodata)
        self._scale, self._offset = self._factors(sensor)
        self.scene = self._describe(source, meta)
        located = meta.geolocation
        self._located = located.load() if located is not None and located.kind == "arrays" else None

    def __len__(self) -> int:
        return (self.product.meta.height // self.rows) * self._columns

    @property
    def shape(self) -> tuple[int, int]:
        """The rows and columns of the patches."""
        return self.rows, self.cols

    def _factors(self, sensor: Sensor) -> tuple[FloatArray, FloatArray]:
        """Return scale and offset (C,) that convert raw numbers to the physical values of shards."""
        index, count = list(self.positions), len(sensor.bands)
        scale = np.array(sensor.band_scale or [1.0 if sensor.scale is None else sensor.scale] * count)[index]
        offset = np.array(sensor.band_offset or [sensor.offset] * count)[index]
        if sensor.quantity == "radiance":
            factor = parse_radiance_units(sensor.units or "")
            if factor is None:
                raise SensorError("The radiance units are not known; state them with --units.")
            scale, offset = scale * factor / _REFERENCE_PER_STORED, offset * factor / _REFERENCE_PER_STORED
        return scale.astype(np.float32), offset.astype(np.float32)

    def _describe(self, source: Source, meta: RasterMeta) -> StoredScene:
        sensor, index = meta.sensor, list(self.positions)
        center_nm = sensor.bands.center_nm()[index]
        fwhm_nm = filled_fwhm_nm(center_nm, sensor.bands.fwhm_nm()[index])
        gain = np.ones(len(index))
        if sensor.quantity == "radiance":
            gain = _REFERENCE_PER_STORED * apparent_reflectance_gain(
                center_nm, fwhm_nm, sun_zenith_deg=sensor.sun_zenith_deg, acquired=sensor.acquired
            )
        return StoredScene(
            source=source.shown, center_nm=_listed(center_nm, 3), fwhm_nm=_listed(fwhm_nm, 3), gain=_listed(gain, 9),
            gsd_m=ground_distance(meta), acquired=sensor.acquired, sun_zenith_deg=sensor.sun_zenith_deg,
            crs=meta.crs_wkt,
        )  # fmt: skip

    def candidates(self, first: int, last: int) -> Iterator[Candidate]:
        """Yield the candidates ``first`` to ``last`` - 1, row by row."""
        for number in range(first, last):
            row, col = divmod(number, self._columns)
            window = Window(row * self.rows, col * self.cols, self.rows, self.cols)
            yield self._candidate(window)

    def _candidate(self, window: Window) -> Candidate:
        inside = self.product.read_mask(window)
        lon, lat = self._place(window)
        where = {"row": window.row, "col": window.col, "lon": lon, "lat": lat}
        if self._mostly_outside(window, inside):
            return Candidate(None, np.zeros((0, 0, 0), dtype=bool), inside, self.scene, where)
        raw = self.product.read(window, self.positions)
        observed = self._normaliser.validity(raw)
        values = raw.astype(np.float32)
        with np.errstate(over="ignore", invalid="ignore"):
            values *= self._scale[:, None, None]
            values += self._offset[:, None, None]
        return Candidate(values, observed, inside, self.scene, where)

    def _mostly_outside(self, window: Window, inside: BoolArray | None) -> bool:
        """Return True if most of a window is nodata in two bands, or masked; half of an orthorectified line is."""
        observed = self._peek.validity(self.product.read(window, self._peeked)).any(axis=0)
        if inside is not None:
            observed &= inside
        return bool(1.0 - observed.mean() > self.kind.cleaning.drop_share)

    def _place(self, window: Window) -> tuple[float | None, float | None]:
        """Return longitude and latitude of the window's centre in degrees, or (None, None)."""
        meta = self.product.meta
        row, col = window.row + window.height / 2, window.col + window.width / 2
        if self._located is not None:
            lat_lon = (float(plane[int(row), int(col)]) for plane in self._located)
            lat, lon = (round(value, 6) if math.isfinite(value) else None for value in lat_lon)
            return lon, lat
        if meta.geotransform is None or not meta.crs_wkt:
            return None, None
        from rasterio.warp import transform

        x0, dx, rx, y0, ry, dy = meta.geotransform
        east, north = transform(meta.crs_wkt, "EPSG:4326", [x0 + dx * col + rx * row], [y0 + ry * col + dy * row])
        found = round(float(east[0]), 6), round(float(north[0]), 6)
        return found if np.isfinite(found).all() else (None, None)

    def close(self) -> None:
        """Close the files."""
        self.product.close()


def _listed(values: NDArray[Any], decimals: int) -> tuple[float, ...]:
    return tuple(round(float(v), decimals) for v in values)
