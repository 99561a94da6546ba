"""Additive offsets left in stacks: Sentinel-2 since baseline 04.00, Landsat Collection 2.

Source: Sentinel-2 products specification document S2-PDGS-TAS-DI-PSD (ESA), issue 15: since processing baseline 04.00,
25 January 2022, reflectance = (DN - 1000) / 10000 for L1C and L2A; products of Collection 1 (baseline 05.00), of any
date, were reprocessed in this way. Landsat: LSDS-1619 (USGS), reflectance = DN * 2.75e-5 - 0.2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...spectral.bands import Sensor
from ...spectral.physics.plausible import percentiles
from ..statements.case import ADAPTABLE, Case
from .scaling import LANDSAT_OFFSET, LANDSAT_SCALE, judged_bands, stated_offset
from .usable import physical

SENTINEL_OFFSET, SENTINEL_BASELINE, SENTINEL_SINCE = -0.1, 4.0, "2022-01-25"
_DARKEST, _DARK = 1.0, 5.0  # percentiles of a band's pixels
_SAME = (0.08, 0.135)  # range of the darkest pixels in all bands with an offset of +0.1, given water or shadow
_SPREAD = 0.035
_FREE, _FREE_BANDS = 0.075, 2  # this many bands with darkest pixels below this have no +0.1, ...
_FREE_DARK = 0.06  # ... nor has one band with dark pixels below this
_LANDSAT_DARK = (0.16, 0.26)  # range of the darkest band with an offset of +0.2: water, shadow, snow in the SWIR
_FEWEST_PIXELS = 32
_BROAD_BANDS = 20  # most bands of multispectral stacks, which users often build themselves


@dataclass(frozen=True)
class _Darkest:
    """Evidence of the darkest pixels: ``same``: all bands start at about 0.1; ``free``: too dark for that offset."""

    level: float
    same: bool
    free: bool


def with_offset(sensor: Sensor, case: Case) -> Sensor:
    """Account for an offset left in the values: if it is known, shown by the values, or stated when asked for.

    Statements of the user are kept, and so are those of a product's own reader, which has applied the offset already.
    """
    origin = case.origins.get("offset", "default")
    if sensor.quantity != "reflectance" or case.pick("offset").by_user or sensor.band_offset is not None:
        return sensor
    if origin not in (*ADAPTABLE, "default") and not origin.startswith("documented"):
        return sensor
    stated = stated_offset(case)
    if stated.value is not None and stated.origin not in ADAPTABLE:
        return sensor
    dark = _darkest(sensor, case)
    if sensor.name == "Sentinel-2":
        return _sentinel2(sensor, case, dark)
    if sensor.offset:
        return sensor
    if (sensor.name or "").startswith("Landsat"):
        return _landsat(sensor, case)
    if dark.same and len(sensor.bands) <= _BROAD_BANDS:
        _ask(case, SENTINEL_OFFSET, f"the darkest pixels of all bands are at {dark.level:.2f}")
    elif dark.same:
        case.warnings.append(
            f"The darkest pixels of all bands of '{case.facts.name}' are at {dark.level:.2f}: if an offset was left in "
            "the values, give it."
        )
    return sensor


def _ask(case: Case, offset: float, reason: str) -> None:
    case.ask(
        "offset",
        (offset, 0.0),
        f"'{case.facts.name}' may include {-offset:+g} in its values ({reason}): give the offset, {offset:g} "
        "if so and 0 if not.",
    )


def _darkest(sensor: Sensor, case: Case) -> _Darkest:
    """Evaluate the darkest sampled pixels without applying any offset."""
    lowest, low = _floors(sensor, case, _DARKEST), _floors(sensor, case, _DARK)
    if not lowest.size:
        return _Darkest(np.nan, False, False)
    same = bool(_SAME[0] <= lowest.min() and lowest.max() <= _SAME[1] and np.ptp(lowest) <= _SPREAD)
    free = int((lowest < _FREE).sum()) >= _FREE_BANDS or float(low.min()) < _FREE_DARK
    return _Darkest(float(np.median(lowest)), same, free)


def _floors(sensor: Sensor, case: Case, share: float) -> np.ndarray:
    """Return a low percentile of each tested band's sampled values without any offset; () for too few pixels."""
    judged = judged_bands(sensor, case)
    if not judged or case.facts.spectra.shape[1] < _FEWEST_PIXELS:
        return np.empty(0)
    floors = percentiles(physical(replace(sensor, offset=0.0), case.facts)[judged], share)
    known: np.ndarray = floors[np.isfinite(floors)]
    return known


def _sentinel2(sensor: Sensor, case: Case, dark: _Darkest) -> Sensor:
    """Decide on Sentinel-2's offset from statements, the baseline or the date; the values can overrule these."""
    expected, offset, origin = _expected(case)
    name = case.facts.name
    if expected is None and dark.free:
        expected, origin = False, "the values"
    if expected is None:
        reason = (
            f"the darkest pixels of all bands are at {dark.level:.2f}"
            if dark.same
            else (f"Sentinel-2 since {SENTINEL_SINCE} and in Collection 1")
        )
        _ask(case, SENTINEL_OFFSET, reason)
        return sensor
    if expected and dark.free:
        case.warnings.append(
            f"By {origin} the values of '{name}' include +{-offset:g}, but many are below it: it has been removed "
            "already, and no offset is used: give it if it differs."
        )
        case.origins["offset"] = "inferred from values"
        return replace(sensor, offset=0.0)
    if expected:
        case.origins["offset"] = origin
        if not sensor.offset:
            case.warnings.append(f"By {origin} the values of '{name}' include +{-offset:g}; offset {offset:g} is used.")
        return replace(sensor, offset=offset)
    if dark.same:
        _ask(case, SENTINEL_OFFSET, f"not by {origin}, but the darkest pixels of all bands are at {dark.level:.2f}")
    return replace(sensor, offset=0.0)


def _expected(case: Case) -> tuple[bool | None, float, str]:
    """Return whether sources say that Sentinel-2's offset is in the values (None: none does), it, and the source."""
    applied, baseline, stated = case.pick("offset_applied"), case.pick("baseline"), stated_offset(case)
    if applied.value is True:
        return False, 0.0, f"the {applied.origin}"
    if stated.number:
        return True, stated.number, f"the {stated.origin}"
    if baseline.number is not None:
        words = f"processing baseline {baseline.number:05.2f} ({baseline.origin})"
        return baseline.number >= SENTINEL_BASELINE, SENTINEL_OFFSET, words
    acquired = case.pick("acquired").text
    if acquired is not None and acquired[:10] < SENTINEL_SINCE:
        return False, 0.0, f"its date, {acquired[:10]},"
    return None, SENTINEL_OFFSET, "unknown"


def _landsat(sensor: Sensor, case: Case) -> Sensor:
    """Apply Collection 2's offset along with its scale; ask if the values look like reflectance + 0.2."""
    if sensor.scale == LANDSAT_SCALE:
        case.origins["offset"] = "documented for Landsat collection 2"
        case.warnings.append(
            f"'{case.facts.name}' has the scale of Landsat Collection 2; its offset {LANDSAT_OFFSET:g} is used."
        )
        return replace(sensor, offset=LANDSAT_OFFSET)
    floors = _floors(sensor, case, _DARK)
    if floors.size and _LANDSAT_DARK[0] <= floors.min() <= _LANDSAT_DARK[1]:
        _ask(case, LANDSAT_OFFSET, f"no band has pixels darker than {floors.min():.2f}")
    return sensor
