"""Which bands are usable: the product's flags, bands without data, water-vapour windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..spectral.bands import Band, BandSet, Sensor
from .case import USER, Case, Facts

# The air is opaque here and surface reflectance is noise (Gao et al. 2009, doi:10.1016/j.rse.2007.12.015).
WATER_WINDOWS_NM = ((1340.0, 1450.0), (1790.0, 1960.0), (2450.0, 2510.0))
NARROW_NM = 40.0  # wider bands (Sentinel-2, Landsat) are placed by design


def with_flags(sensor: Sensor, case: Case) -> BandSet:
    """Decide which bands are usable, each with its origin.

    Precedence: the user; mask bands; the file's "bad"; no data in the sample; one value only; water windows (level L2,
    unless the file itself marks bad bands in them); the file's "good".
    """
    flags = case.per_band("good")
    selective = any(_marks_water(e.good, sensor.bands) for e in case.evidence if e.good and e.origin not in USER)
    empty, constant = dead_bands(case.facts)
    wet = sensor.level == "L2" and not selective
    result = []
    for i, band in enumerate(sensor.bands):
        stated = flags[i]
        if stated.by_user:
            band = replace(band, good=bool(stated.value), good_origin=stated.origin)
        elif i in case.facts.alpha:
            band = replace(band, good=False, good_origin="alpha band")
        elif stated.value is not None and not stated.value:
            band = replace(band, good=False, good_origin=stated.origin)
        elif i in empty:
            band = replace(band, good=False, good_origin="no data in the sample")
        elif i in constant:
            band = replace(band, good=False, good_origin="constant in the sample")
        elif wet and band.good and _in_water_window(band):
            band = replace(band, good=False, good_origin="water vapour window")
        elif stated.value and band.good:
            band = replace(band, good_origin=stated.origin)
        result.append(band)
    return BandSet(tuple(result))


def _marks_water(flags: Sequence[bool | None], bands: BandSet) -> bool:
    """True if a source itself switches bands of a water window off: then it has judged them all."""
    marked = zip(flags, bands, strict=False)
    return any(flag is not None and not flag and _in_water_window(band) for flag, band in marked)


def _in_water_window(band: Band) -> bool:
    if band.center_nm is None or (band.fwhm_nm or 0.0) > NARROW_NM:
        return False
    return any(low <= band.center_nm <= high for low, high in WATER_WINDOWS_NM)


def dead_bands(facts: Facts) -> tuple[set[int], set[int]]:
    """Return the bands without data, and those of one value, where the other bands of the sample show a scene."""
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
