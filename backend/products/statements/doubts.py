"""Accept a file's lists only if they fit the number of bands and the spacing of bands.

A list that does not fit is not used, and a doubt is recorded. Once the bands are interpreted, a doubt stops the run
unless another source states the same for every band.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ...common.wording import counted
from ...spectral.sensors import ASK_WAVELENGTHS
from .case import USER, Case
from .evidence import Doubt, Evidence

_FIELDS = {  # field of Evidence: its subject, and the name of its values
    "center_nm": ("wavelengths", ("wavelength",)),
    "names": ("names", ("band name",)),
    "fwhm_nm": ("fwhm", ("FWHM value",)),
    "good": ("bad bands", ("flag of bad bands (bbl)", "flags of bad bands (bbl)")),
    "band_scale": ("scale", ("gain",)),
    "band_offset": ("scale", ("offset",)),
}
_TOGETHER = (("center_nm", "guessed_unit", "foreign_unit"), ("band_scale", "band_offset"))
_NOT_STATED = ("unknown", "default", "inferred from values")
_ASK = {
    "wavelengths": f"correct the list, or give the sensor or {ASK_WAVELENGTHS}",
    "bad bands": (
        "correct the list, or say which bands are bad or good (--bad-bands, --good-bands; in Processing "
        "SENSOR_SETTINGS)"
    ),
    "scale": "correct the list, or give the scale (--scale; in Processing SCALE)",
}
"""Advice on doubts that stop a run; doubts about FWHM and names never do."""
_SPACINGS = (0.01, 40.0)  # FWHM of real bands in band spacings: from single bands far apart to oversampled ones
_STRANGE_DECADES = 2.0
_SHARE = 0.6  # largest FWHM relative to the centre wavelength


def _teller(origin: str) -> str:
    """Return "its ENVI header lists" for the origin of a source."""
    plural = {"dataset item": "dataset items", "band name": "band names"}.get(origin, origin)
    return f"its {plural} list" + ("" if plural.endswith(("items", "names", "metadata")) else "s")


def fitting(evidence: Iterable[Evidence], count: int) -> list[Evidence]:
    """Return the sources without lists whose length differs from the number of bands; each gets a doubt.

    A list is removed along with what belongs to it: gains with offsets, wavelengths with their unit.
    """
    return [_fitting(source, count) for source in evidence]


def _fitting(source: Evidence, count: int) -> Evidence:
    stated = {key: getattr(source, key) for key in _FIELDS if getattr(source, key) is not None}
    wrong = {key: len(values) for key, values in stated.items() if len(values) != count}
    if not wrong:
        return source
    doubts = []
    for key, length in wrong.items():
        about, what = _FIELDS[key]
        if source.origin == "band name":
            if key == "names" and "center_nm" in wrong:
                continue  # the same list
            teller, what = "its header lists", ("band name",)
        else:
            teller = _teller(source.origin)
        doubts.append(Doubt(about, f"has {counted(count, 'band')} but {teller} {counted(length, *what)}"))
    gone = {other for key in wrong for group in [(key,), *_TOGETHER] if key in group for other in group}
    silent: dict[str, Any] = dict.fromkeys(gone)
    return replace(source, doubts=(*source.doubts, *doubts), **silent)


def with_widths(case: Case, center_nm: Sequence[float | None]) -> None:
    """Check each source's FWHM against the spacing of the bands, and correct or drop impossible ones.

    FWHM a thousand times too small or too large are in another unit than the centres, and are converted.
    """
    centers = np.array([np.nan if v is None else v for v in center_nm], dtype=np.float64)
    checked = []
    for source in case.evidence:
        if source.fwhm_nm is not None:
            source = _with_widths(source, centers, case)
        checked.append(source)
    case.evidence = checked


def _with_widths(source: Evidence, centers: np.ndarray, case: Case) -> Evidence:
    fwhm = np.array([np.nan if v is None else v for v in source.fwhm_nm or ()], dtype=np.float64)
    factor = width_factor(centers, fwhm)
    if factor == 1.0:
        return _without_strangers(source, fwhm, case)
    by = "given with" if source.origin in USER else f"of the {source.origin} of"
    typical = float(np.nanmedian(fwhm))
    if factor is None:
        case.warnings.append(
            f"The FWHM {by} '{case.facts.name}' (median {typical:.4g} nm) do not fit the spacing of its bands and are "
            "not used; correct them."
        )
        return replace(source, fwhm_nm=None)
    case.warnings.append(
        f"The FWHM {by} '{case.facts.name}' are in another unit than its wavelengths and are multiplied by {factor:g} "
        f"(median {typical * factor:.4g} nm)."
    )
    return replace(source, fwhm_nm=_times(fwhm, factor))


def _times(fwhm: np.ndarray, factor: float) -> tuple[float | None, ...]:
    return tuple(float(v) * factor if np.isfinite(v) else None for v in fwhm)


def _without_strangers(source: Evidence, fwhm: np.ndarray, case: Case) -> Evidence:
    """Drop single FWHM a hundred times as large, or as small, as those of the other bands."""
    with np.errstate(invalid="ignore"):
        strange = np.abs(np.log10(fwhm / np.nanmedian(fwhm))) > _STRANGE_DECADES
    if not strange.any():
        return source
    number = int(np.argmax(strange)) + 1
    case.warnings.append(
        f"{counted(int(strange.sum()), 'FWHM value')} of '{case.facts.name}' (the first in band {number}) cannot be in "
        "the same unit as the others and are not used."
    )
    return replace(source, fwhm_nm=_times(np.where(strange, np.nan, fwhm), 1.0))


def width_factor(center_nm: np.ndarray, fwhm_nm: np.ndarray) -> float | None:
    """Return the factor for FWHM (C,) to fit centres (C,): 1, 1000 or 0.001; None if none fits.

    Unknown values are NaN.
    """
    known = np.isfinite(center_nm) & np.isfinite(fwhm_nm)
    if not known.any():
        return 1.0
    lines = np.unique(center_nm[known])
    spacing = float(np.median(np.diff(lines))) if len(lines) > 2 else np.nan
    width, share = float(np.median(fwhm_nm[known])), float(np.median(fwhm_nm[known] / center_nm[known]))
    for factor in (1.0, 1000.0, 0.001):
        relative = width * factor / spacing
        apart = not np.isfinite(relative) or _SPACINGS[0] <= relative <= _SPACINGS[1]
        if apart and _SHARE / 1e5 <= share * factor <= _SHARE:
            return factor
    return None


def settle(case: Case, *, complete: bool, scale_origin: str) -> None:
    """Turn doubts into blockers if no other source states the same, else into warnings.

    ``complete``: every band with data has a wavelength; ``scale_origin``: the origin of scale and offset.
    """
    flagged = any(p.by_user for p in case.per_band("good")) or all(p.value is not None for p in case.per_band("good"))
    stated = scale_origin not in _NOT_STATED and not scale_origin.startswith("documented")
    known = {"wavelengths": complete, "bad bands": flagged, "scale": stated}
    stops = []
    for source in case.evidence:
        for doubt in source.doubts:
            text = f"'{case.facts.name}' {doubt.text}"
            if known.get(doubt.about, True):
                case.warnings.append(f"{text}; they are not used.")
            else:
                stops.append(f"{text}; {_ASK[doubt.about]}.")
    case.blockers[:0] = stops
