"""Detect very noisy bands from the residual after regression on neighbouring bands, relative to the signal."""

from __future__ import annotations

import numpy as np

_LEAST_PIXELS = 64
_LEAST_BANDS = 8  # least bands of a spectrum sampled finely enough for the test
_NEAR_NM, _NEXT_NM = 25.0, 40.0  # largest distance of a neighbour and of the next one; farther bands differ in content
_AROUND_NM = 150.0  # range of bands for comparison; it extends beyond a water window
_NOISE_TO_LEVEL = 0.10  # a signal-to-noise ratio below 10; good bands of imaging spectrometers have 50 and more
_NOISE_TO_SPREAD = 0.5  # at least half of the variation between pixels is noise
_TIMES_OTHERS = 4.0  # times the noise of the better bands nearby: a scene of dark water is not noise
_MOST = 0.25  # of all bands; if more were flagged, the test does not apply to this raster
_MAD = 1.4826  # median absolute deviation to standard deviation of a normal distribution
_TRIPLES = ((-1, 1), (-2, -1), (1, 2))  # the bands from which a band is predicted


def noisy_bands(center_nm: np.ndarray, spectra: np.ndarray) -> set[int]:
    """Return the positions of bands that are mostly noise.

    Each band is predicted from its neighbours on both sides, and from the two on either side, by least squares over
    pixels. Its noise is the smallest robust deviation of the residuals. A band is noisy if the noise exceeds a tenth of
    its median value, half of its spread between pixels, and four times the same ratio of the better bands nearby.

    Args:
        center_nm: centres (C,); NaN for bands that are not tested.
        spectra: physical values (C, n) of scattered pixels, NaN where nodata.
    """
    if spectra.shape[1] < _LEAST_PIXELS:
        return set()
    judged = np.flatnonzero(np.isfinite(center_nm) & (np.isfinite(spectra).mean(axis=1) > 0.5))
    judged = judged[np.argsort(center_nm[judged], kind="stable")]
    values = spectra[judged]
    values = values[:, np.isfinite(values).all(axis=0)]
    if len(judged) < _LEAST_BANDS or values.shape[1] < _LEAST_PIXELS:
        return set()
    lines = center_nm[judged]
    noise = _noise(lines, values)
    level, spread = np.abs(np.median(values, axis=1)), _deviation(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(noise > 0, noise / level, 0.0)
    usual = np.array([_better_quarter(ratio[np.abs(lines - line) <= _AROUND_NM]) for line in lines])
    noisy = (ratio > _NOISE_TO_LEVEL) & (noise > _NOISE_TO_SPREAD * spread) & (ratio > _TIMES_OTHERS * usual)
    return set(judged[noisy].tolist()) if noisy.sum() <= _MOST * len(lines) else set()


def _deviation(values: np.ndarray) -> np.ndarray:
    """Return the robust standard deviation of each row of (C, n)."""
    middle = np.median(values, axis=1, keepdims=True)
    deviation: np.ndarray = _MAD * np.median(np.abs(values - middle), axis=1)
    return deviation


def _better_quarter(ratios: np.ndarray) -> float:
    known = ratios[np.isfinite(ratios)]
    return float(np.percentile(known, 25)) if known.size else np.inf


def _noise(lines: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the noise (C,) of sorted bands; NaN if there are no near neighbours."""
    count = len(lines)
    centred = values - values.mean(axis=1, keepdims=True)
    noise = np.full(count, np.inf)
    for first, second in _TRIPLES:
        own = np.arange(max(0, -first, -second), count - max(0, first, second))
        away = np.sort(np.abs(np.stack([lines[own + first], lines[own + second]]) - lines[own]), axis=0)
        own = own[(away[0] <= _NEAR_NM) & (away[1] <= _NEXT_NM)]
        if own.size:
            rest = _residual(centred[own], centred[own + first], centred[own + second])
            noise[own] = np.minimum(noise[own], _deviation(rest))
    return np.where(np.isfinite(noise), noise, np.nan)


def _residual(y: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return y - (p a + q b) with the p and q (C,) that minimise it; all rows (C, n) have mean 0."""
    aa, bb, ab = (a * a).sum(axis=1), (b * b).sum(axis=1), (a * b).sum(axis=1)
    ay, by = (a * y).sum(axis=1), (b * y).sum(axis=1)
    ridge = 1e-9 * (aa + bb) + 1e-30
    aa, bb = aa + ridge, bb + ridge
    det = aa * bb - ab * ab
    p, q = (ay * bb - by * ab) / det, (by * aa - ay * ab) / det
    rest: np.ndarray = y - p[:, None] * a - q[:, None] * b
    return rest
