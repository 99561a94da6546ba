"""Convert raw numbers to reflectance with a validity mask; compute the bands' quadrature weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..common.errors import SensorError
from .bands import Sensor
from .physics.radiometry import apparent_reflectance_gain, is_reflectance_unit, parse_radiance_units

MIN_VALID_SHARE = 0.8  # of the used bands; a pixel with fewer counts as not observed
ABSURD = 1e20  # no radiance or reflectance is larger: -3.4e38 and the like are undeclared nodata
FEWEST_FOR_FILL = 3  # bands; two bands may hold the same number by chance
MAX_CELL_NM = 100.0  # widest wavelength cell of one band, unless the band itself is wider


def filled_fwhm_nm(center_nm: np.ndarray, fwhm_nm: np.ndarray) -> np.ndarray:
    """Return the FWHM (C,) in nm with NaN replaced by the spacing to the nearest other centre (10 for one band)."""
    centers = np.asarray(center_nm, dtype=np.float64)
    widths = np.array(fwhm_nm, dtype=np.float64)
    lines = np.unique(centers)
    for i in np.flatnonzero(~np.isfinite(widths) | (widths <= 0)):
        others = lines[lines != centers[i]]
        widths[i] = np.abs(others - centers[i]).min() if others.size else 10.0
    return widths


def quadrature_weights(center_nm: np.ndarray, fwhm_nm: np.ndarray | None = None) -> np.ndarray:
    """Return the share q_c (C,) float64 of the observed spectrum that each band represents; they sum to 1.

    q_c = dl_c / sum(dl): trapezoid cells of the sorted distinct centres. Half a cell is at most 50 nm wide, or one FWHM
    if the band is wider, so that cells do not extend over gaps (water windows, missing detectors); the outer half cell
    mirrors the inner one. Bands with the same centre share its cell. The order of the bands does not matter.
    """
    centers = np.asarray(center_nm, dtype=np.float64)
    if centers.size == 0:
        return np.zeros(0)
    lines, which, copies = np.unique(centers, return_inverse=True, return_counts=True)
    limit = np.full(lines.size, MAX_CELL_NM / 2.0)
    if fwhm_nm is not None:
        np.maximum.at(limit, which, np.nan_to_num(np.asarray(fwhm_nm, dtype=np.float64)))
    if lines.size == 1:
        return np.full(centers.size, 1.0 / centers.size)
    half = np.diff(lines) / 2.0
    left = np.minimum(np.concatenate([half[:1], half]), limit)
    right = np.minimum(np.concatenate([half, half[-1:]]), limit)
    cells = left + right
    weights: np.ndarray = (cells / copies)[which]
    weights /= weights.sum()
    return weights


def filled_spectra(spectra: np.ndarray, valid: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """Fill invalid values of (C, n) spectra by linear interpolation along wavelength; ends take the nearest value."""
    order = np.argsort(centers, kind="stable")
    values, good, lines = spectra[order], valid[order], centers[order]
    number = np.arange(len(lines))[:, None]
    before = np.maximum.accumulate(np.where(good, number, -1), axis=0)
    after = np.minimum.accumulate(np.where(good, number, len(lines))[::-1], axis=0)[::-1]
    before, after = np.where(before < 0, after, before), np.where(after == len(lines), before, after)
    low, high = np.take_along_axis(values, before, axis=0), np.take_along_axis(values, after, axis=0)
    span = lines[after] - lines[before]
    share = np.where(span > 0, (lines[:, None] - lines[before]) / np.where(span > 0, span, 1.0), 0.0)
    filled = np.where(good, values, low + (high - low) * share.astype(values.dtype))
    result = np.empty_like(spectra)
    result[order] = filled
    return result


def _representable(value: float, dtype: np.dtype[Any]) -> bool:
    """Return True if a raw number of this type can equal ``value``; NaN is found by the finite test instead."""
    if not np.isfinite(value):
        return False
    if dtype.kind == "f":
        return True
    limits = np.iinfo(dtype)
    return float(value).is_integer() and limits.min <= value <= limits.max


def one_number(raw: np.ndarray) -> np.ndarray:
    """Return a mask, True where all bands of (C, ...) hold the same number; False where any is NaN."""
    last, middle = len(raw) - 1, len(raw) // 2
    same: np.ndarray = np.asarray((raw[0] == raw[last]) & (raw[0] == raw[middle]))  # an array for a single pixel too
    if same.any():  # hardly any real spectrum gets here
        same[same] = (raw[1:, same] == raw[0][same]).all(axis=0)
    return same


def undeclared(raw: np.ndarray, fill: Sequence[float] = ()) -> np.ndarray:
    """Return a mask of undeclared fill in (C, ...): all bands equal, and at most 0 or one of ``fill``."""
    if len(raw) < FEWEST_FOR_FILL:
        return np.zeros(raw.shape[1:], dtype=bool)
    same = one_number(raw)
    if same.any():
        same &= (raw[0] <= 0) | np.isin(raw[0], fill)
    return same


class Normaliser:
    """Converts raw windows of one raster to reflectance-like float32 pixels; made once per raster.

    Reflectance is raw * scale + offset; radiance is converted to apparent reflectance pi L d^2 / (E0 cos(sza)).
    Not observed are, per band, values that are not finite, nodata or outside the valid range; and per pixel, fill
    values: the same number in all bands that is at most 0 or one of ``Sensor.fill``.
    """

    def __init__(
        self, sensor: Sensor, used: Sequence[int] | None = None, *, band_nodata: Sequence[float | None] | None = None
    ) -> None:
        """Prepare for the bands at the 0-based positions ``used`` (default: all usable bands of the sensor).

        ``band_nodata`` holds one value (or None) for each band of the raster, used or not.

        Raises:
            SensorError: there is no usable band, a band has no wavelength, or radiance units are unknown.
        """
        self.sensor = sensor
        self.used = tuple(sensor.bands.used if used is None else used)
        if not self.used:
            raise SensorError("No usable band is left; check wavelengths and bad bands.")
        index = list(self.used)
        self.center_nm = sensor.bands.center_nm()[index]
        if not np.isfinite(self.center_nm).all():
            raise SensorError("Not every band has a wavelength; give the wavelengths or the sensor.")
        self.fwhm_nm = filled_fwhm_nm(self.center_nm, sensor.bands.fwhm_nm()[index])
        nodata = [sensor.nodata] * len(sensor.bands) if band_nodata is None else list(band_nodata)
        self._nodata = [nodata[i] for i in index]
        self._gain, self._offset = self._factors(index)

    def _factors(self, index: list[int]) -> tuple[np.ndarray, np.ndarray]:
        """Return gain and offset (C,) float32 from raw numbers to reflectance-like values."""
        sensor, count = self.sensor, len(self.sensor.bands)
        scale = np.array(sensor.band_scale or [1.0 if sensor.scale is None else sensor.scale] * count)[index]
        offset = np.array(sensor.band_offset or [sensor.offset] * count)[index]
        if sensor.quantity == "radiance":
            factor = None if sensor.units is None else parse_radiance_units(sensor.units)
            if factor is None:
                stated = f"'{sensor.units}' are" if sensor.units and not is_reflectance_unit(sensor.units) else "are"
                raise SensorError(f'The radiance units {stated} not known; give them, for example "uW cm-2 nm-1 sr-1".')
            gain = factor * apparent_reflectance_gain(
                self.center_nm, self.fwhm_nm, sun_zenith_deg=sensor.sun_zenith_deg, acquired=sensor.acquired
            )
            scale, offset = scale * gain, offset * gain
        return scale.astype(np.float32), offset.astype(np.float32)

    def _missing(self, plane: np.ndarray, band: int) -> np.ndarray | None:
        """Return a mask (h, w), True where a band was not observed; None if it was observed everywhere."""
        nodata, limits = self._nodata[band], self.sensor.valid_range
        missing: np.ndarray | None = None
        if plane.dtype.kind == "f":
            missing = ~(np.abs(plane) < ABSURD)  # True for NaN too
        if nodata is not None and _representable(nodata, plane.dtype):
            fill = plane == plane.dtype.type(nodata)
            missing = fill if missing is None else missing | fill
        if limits is not None:
            outside = (plane < limits[0]) | (plane > limits[1])
            missing = outside if missing is None else missing | outside
        return missing if missing is not None and missing.any() else None

    def validity(self, raw: np.ndarray) -> np.ndarray:
        """Return a mask (C, h, w), True where a raw value was observed."""
        valid = np.ones(raw.shape, dtype=bool)
        for band, plane in enumerate(raw):
            missing = self._missing(plane, band)
            if missing is not None:
                np.logical_not(missing, out=valid[band])
        valid[:, undeclared(raw, self.sensor.fill)] = False
        return valid

    def apply(
        self, raw: np.ndarray, mask: np.ndarray | None = None, *, out: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return pixels (C, h, w) float32 and validity (h, w) of a raw window (C, h, w) of the used bands, any dtype.

        ``mask`` (h, w), if given, is False outside the scene; ``out`` (C, h, w) float32, if given, receives the pixels.
        A pixel is valid if at least 80 % of the used bands were observed; its missing bands are interpolated linearly
        along wavelength. Invalid pixels are 0.
        """
        pixels = np.empty(raw.shape, dtype=np.float32) if out is None else out
        absent: dict[int, np.ndarray] = {}
        counts = np.zeros(raw.shape[1:], dtype=np.int32)  # number of bands not observed
        with np.errstate(over="ignore", invalid="ignore"):
            for band, plane in enumerate(raw):  # one band at a time fits the processor's cache
                np.multiply(plane, self._gain[band], out=pixels[band], dtype=np.float32, casting="unsafe")
                if self._offset[band]:
                    pixels[band] += self._offset[band]
                missing = self._missing(plane, band)
                if missing is not None:
                    absent[band] = missing
                    counts += missing
        need = max(1, int(np.ceil(MIN_VALID_SHARE * len(self.used) - 1e-9)))
        valid = len(self.used) - counts >= need
        valid &= ~undeclared(raw, self.sensor.fill)
        if mask is not None:
            valid &= mask
        holes = valid & (counts > 0)
        if holes.any():
            observed = np.ones((len(self.used), int(holes.sum())), dtype=bool)
            for band, missing in absent.items():
                observed[band] = ~missing[holes]
            pixels[:, holes] = filled_spectra(pixels[:, holes], observed, self.center_nm)
        if not valid.all():
            pixels[:, ~valid] = 0.0
        return pixels, valid
