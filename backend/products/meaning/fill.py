"""Detect undeclared fill: pixels with the same number in all bands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...spectral.bands import BandSet, Sensor
from ...spectral.normalise import FEWEST_FOR_FILL, one_number
from ..statements.case import Case

_SHARE = 0.05  # a number above 0 in this share of sampled pixels is fill; 0 and less always are
_LEAST = 8


def with_fill(sensor: Sensor, case: Case) -> Sensor:
    """Find undeclared fill in the sample, remove it from the sample, and warn of it.

    A pixel is fill if all usable bands have the same number, which is 0 or less (0, -9999, -0.9999, -0.2), or above 0
    in at least 5 % of the sampled pixels. ``Sensor.fill`` gets the numbers above 0;
    :class:`...spectral.normalise.Normaliser` recognises the others anyway.
    """
    positions = _positions(sensor.bands, case)
    spectra = case.facts.spectra
    positions = [i for i in positions if np.isfinite(spectra[i]).any()]
    if len(positions) < FEWEST_FOR_FILL or not spectra.shape[1]:
        return sensor
    same = one_number(spectra[positions])
    values = spectra[positions[0]]
    numbers, counts = np.unique(values[same], return_counts=True)
    least = max(_LEAST, _SHARE * spectra.shape[1])
    found = [float(v) for v, n in zip(numbers, counts) if v <= 0 or n >= least]
    if not found:
        return sensor
    gone = same & np.isin(values, found)
    case.facts = replace(case.facts, spectra=spectra[:, ~gone])
    listed = ", ".join(f"{v:g}" for v in found)
    case.warnings.append(
        f"{int(gone.sum())} of {gone.size} sampled pixels of '{case.facts.name}' hold the same number in all bands "
        f"({listed}), which no surface does; such pixels are treated as nodata."
    )
    return replace(sensor, fill=tuple(v for v in found if v > 0))


def _positions(bands: BandSet, case: Case) -> list[int]:
    """Return the positions of potentially usable bands: with a wavelength, not a mask, not marked as bad."""
    flags = case.per_band("good")
    return [
        i
        for i, band in enumerate(bands)
        if band.center_nm is not None and i not in case.facts.alpha and flags[i].value is not False
    ]
