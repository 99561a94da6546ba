"""Decide which bands are usable: the product's flags, bands without data, water-vapour windows, extreme noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...spectral.bands import Band, BandSet, Sensor
from ...spectral.physics.water import WATER_VAPOUR_NM
from ..statements.case import USER, Case, Facts
from .noise import noisy_bands

# The atmosphere is opaque here and surface reflectance is noise (Gao et al. 2009, doi:10.1016/j.rse.2007.12.015).
DARK_WINDOWS_NM = (*WATER_VAPOUR_NM, (2450.0, 2510.0))  # beyond the last one sunlight is weak and water absorbs
NOISY = "extreme noise in the sample"
NARROW_NM = 40.0  # wider bands (Sentinel-2, Landsat) are placed there by design


def with_flags(sensor: Sensor, case: Case) -> BandSet:
    """Decide which bands are usable, each with its origin.

    Precedence: the user; mask bands; "bad" in the file; no data in the sample; constant in the sample; water windows
        not
    assessed by the file (level L2); extreme noise in the sample; "good" in the file.
    """
    flags = case.per_band("good")
    stated = [e.good for e in case.evidence if e.good and e.origin not in USER]
    open_windows = _open_windows(stated, sensor.bands)
    empty, constant = dead_bands(case.facts)
    result = []
    for i, band in enumerate(sensor.bands):
        flag = flags[i]
        if flag.by_user:
            band = replace(band, good=bool(flag.value), good_origin=flag.origin)
        elif i in case.facts.alpha:
            band = replace(band, good=False, good_origin="alpha band")
        elif flag.value is not None and not flag.value:
            band = replace(band, good=False, good_origin=flag.origin)
        elif band.center_nm is None:
            pass  # not usable anyway
        elif i in empty:
            band = replace(band, good=False, good_origin="no data in the sample")
        elif i in constant:
            band = replace(band, good=False, good_origin="constant in the sample")
        elif sensor.level == "L2" and band.good and any(_within(band, window) for window in open_windows):
            band = replace(band, good=False, good_origin="water vapour window")
        elif flag.value and band.good:
            band = replace(band, good_origin=flag.origin)
        result.append(band)
    noisy = noisy_bands(_judged(result), physical(sensor, case.facts))
    return BandSet(
        tuple(
            replace(band, good=False, good_origin=NOISY) if i in noisy and not flags[i].by_user else band
            for i, band in enumerate(result)
        )
    )


def _judged(bands: Sequence[Band]) -> np.ndarray:
    """Return the centres (C,) in nm of bands that are usable so far, NaN for the others."""
    return np.array([band.center_nm if band.good and band.center_nm is not None else np.nan for band in bands])


def physical(sensor: Sensor, facts: Facts) -> np.ndarray:
    """Return the sampled spectra (C, n) with scale and offset applied."""
    count = facts.count
    scale = np.array(sensor.band_scale or [sensor.scale or 1.0] * count)
    offset = np.array(sensor.band_offset or [sensor.offset] * count)
    with np.errstate(over="ignore", invalid="ignore"):
        values: np.ndarray = facts.spectra * scale[:, None] + offset[:, None]
    return values


def _open_windows(stated: Sequence[Sequence[bool | None]], bands: BandSet) -> list[tuple[float, float]]:
    """Return the water windows that no source has assessed.

    A source that excludes bands of a window has assessed that window; the last window, where light fades gradually, is
    assessed by any source that has assessed another. Real products mark one window and leave spikes in the next.
    """

    def marks(flags: Sequence[bool | None], window: tuple[float, float]) -> bool:
        pairs = zip(flags, bands, strict=False)
        return any(flag is not None and not flag and _within(band, window) for flag, band in pairs)

    judged = [any(marks(flags, window) for flags in stated) for window in DARK_WINDOWS_NM]
    judged[-1] = any(judged)
    return [window for window, known in zip(DARK_WINDOWS_NM, judged, strict=True) if not known]


def _within(band: Band, window: tuple[float, float]) -> bool:
    if band.center_nm is None or (band.fwhm_nm or 0.0) > NARROW_NM:
        return False
    return window[0] <= band.center_nm <= window[1]


def dead_bands(facts: Facts) -> tuple[set[int], set[int]]:
    """Return the bands without data, and the constant ones, if the sample's other bands show a scene."""
    observed = np.isfinite(facts.spectra)
    seen = observed.sum(axis=1)
    if seen.max(initial=0) < 16:
        return set(), set()
    empty = set(np.flatnonzero(seen == 0).tolist())
    low = np.where(observed, facts.spectra, np.inf).min(axis=1)
    high = np.where(observed, facts.spectra, -np.inf).max(axis=1)
    flat = (seen >= 16) & (low == high)
    constant = set(np.flatnonzero(flat).tolist()) if flat.sum() * 2 < len(flat) else set()
    return empty, constant
