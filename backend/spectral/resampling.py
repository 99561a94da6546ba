"""Resample two sets of bands to common ones, to transfer what was learned between sensors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import DoubleArray

FEWEST_BANDS = 4  # fewer common bands describe a spectrum too poorly
_SAME_NM = 1.0  # bands whose centres and FWHM differ by less are the same
_FWHM_PER_SIGMA = 2.3548  # of a Gaussian response
_NEAR_NM = 15.0  # a band is covered by another this near, or within half the FWHM of either; not beyond the ends


@dataclass(frozen=True)
class Bands:
    """Centres and full widths at half maximum (C,), in nm."""

    center_nm: DoubleArray
    fwhm_nm: DoubleArray

    @property
    def count(self) -> int:
        """Number of bands."""
        return len(self.center_nm)

    def take(self, index: NDArray[np.bool_]) -> Bands:
        """Return the bands selected by ``index``."""
        return Bands(self.center_nm[index], self.fwhm_nm[index])


@dataclass(frozen=True)
class CommonBands:
    """Matrices from two sets of bands to m common ``bands``: ``first`` (m, C1) and ``second`` (m, C2)."""

    first: DoubleArray
    second: DoubleArray
    bands: Bands

    @property
    def count(self) -> int:
        """Number of common bands."""
        return len(self.first)


def common_bands(first: Bands, second: Bands) -> CommonBands:
    """Resample the finer set to the coarser bands that it covers; equal sets stay unchanged."""
    if np.median(second.fwhm_nm) > np.median(first.fwhm_nm) + _SAME_NM:
        matrix, covered = resampling_matrix(first, second)
        return CommonBands(matrix[covered], np.eye(second.count)[covered], second.take(covered))
    matrix, covered = resampling_matrix(second, first)
    return CommonBands(np.eye(first.count)[covered], matrix[covered], first.take(covered))


def resampling_matrix(source: Bands, target: Bands) -> tuple[DoubleArray, NDArray[np.bool_]]:
    """Return the matrix (T, S) from source to target bands, and a mask (T,) of the covered target bands.

    A target band is the mean of the source bands under its Gaussian response; if these are too few to sample it, it is
    interpolated linearly between its neighbours.
    """
    matrix = np.zeros((target.count, source.count))
    low, high = source.center_nm.min(), source.center_nm.max()
    covered = np.zeros(target.count, dtype=bool)
    for t, (center, width) in enumerate(zip(target.center_nm, target.fwhm_nm)):
        away = np.abs(source.center_nm - center)
        nearest = int(np.argmin(away))
        near = away[nearest] <= max(width / 2, source.fwhm_nm[nearest] / 2, _NEAR_NM)
        covered[t] = near and low - width / 4 <= center <= high + width / 4
        if away[nearest] < _SAME_NM and abs(source.fwhm_nm[nearest] - width) < _SAME_NM:
            matrix[t, nearest] = 1.0
        elif np.sum(away <= width / 2) >= 3:
            response = np.exp(-0.5 * (away * _FWHM_PER_SIGMA / width) ** 2)
            matrix[t] = response / response.sum()
        else:
            matrix[t] = _between(source.center_nm, center)
    return matrix, covered


def _between(centers_nm: DoubleArray, wanted_nm: float) -> DoubleArray:
    """Return the weights (S,) of linear interpolation at a wavelength; beyond the ends, the end itself."""
    order = np.argsort(centers_nm, kind="stable")
    lines = centers_nm[order]
    after = int(np.clip(np.searchsorted(lines, wanted_nm), 1, max(len(lines) - 1, 1)))
    weights = np.zeros(len(lines))
    if len(lines) == 1:
        weights[0] = 1.0
        return weights
    span = lines[after] - lines[after - 1]
    share = float(np.clip((wanted_nm - lines[after - 1]) / span, 0.0, 1.0)) if span > 0 else 0.5
    weights[order[after - 1]], weights[order[after]] = 1.0 - share, share
    return weights
