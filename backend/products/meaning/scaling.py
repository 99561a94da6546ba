"""Reflectance scale: stated, documented or inferred; a stated scale must agree with the values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...spectral.bands import Sensor
from ...spectral.physics.plausible import Likelihood, likelihood, percentiles
from ..statements.case import ADAPTABLE, Case, Facts, Picked
from .usable import DARK_WINDOWS_NM, physical

INFERRED = "inferred from values"
LANDSAT_SCALE, LANDSAT_OFFSET = 2.75e-5, -0.2  # surface reflectance of Collection 2, LSDS-1619 (USGS)
_USUAL = (1.0, 1e-2, 1e-3, 1e-4)
_PERCENT_TOP = 120.0  # floats up to here are percent or reflectance itself, hardly thousandths
_BYTE, _WORD = 255.0, 65535.0
_WORD_TOP = 16000.0  # 1.6 at 1e-4: unsigned integers beyond it are fractions of 65535
_LANDSAT_FLOOR = 6500.0  # darkest pixels in every band are above this: 7273 is a reflectance of 0
_FEWEST_VALUES = 16


@dataclass(frozen=True)
class Scaling:
    """An interpretation of the numbers: value = number * ``scale`` + ``offset``."""

    scale: float
    offset: float = 0.0


def judged_bands(sensor: Sensor, case: Case) -> list[int]:
    """Return the positions of the bands used to test values: reflected light, not bad, outside water windows."""
    flags = case.per_band("good")

    def counts(position: int) -> bool:
        center = sensor.bands.bands[position].center_nm
        if center is None or not 300.0 <= center <= 2700.0 or position in case.facts.alpha:
            return False
        absorbed = any(low <= center <= high for low, high in DARK_WINDOWS_NM)
        return flags[position].value is not False and not absorbed

    return [i for i in range(case.facts.count) if counts(i)]


def suits(sensor: Sensor, case: Case) -> Likelihood | None:
    """Return how well the sampled values agree with reflectance as read by ``sensor``; None without samples."""
    judged = judged_bands(sensor, case)
    if not judged or np.isfinite(case.facts.spectra[judged]).sum() < _FEWEST_VALUES:
        return None
    return likelihood(physical(sensor, case.facts)[judged], sensor.bands.center_nm()[judged])


def with_scale(sensor: Sensor, case: Case) -> Sensor:
    """Determine scale and offset: stated, documented, or inferred from the values with a warning."""
    stated = _stated(sensor, case)
    if sensor.quantity == "radiance":
        return stated or _radiance(sensor, case)
    if stated is not None:
        return _checked(stated, case)
    info = case.table.levels.get(sensor.level or "") if case.table is not None else None
    if info is not None and info.scale is not None and case.facts.dtype.kind in "ui":
        origin = f"documented for {sensor.name} {sensor.level}"
        documented = _read(sensor, Scaling(info.scale, info.offset), case, origin)
        found = suits(documented, case)
        if found is None or found >= Likelihood.POSSIBLE:
            return documented
        return _instead(documented, case, f"The scale {info.scale:g} that is {origin}") or documented
    return _inferred(sensor, case)


def _stated(sensor: Sensor, case: Case) -> Sensor | None:
    """Return the sensor with the scale from the first source that states one; None if none does."""
    for source in case.evidence:
        if source.scale is not None:
            return _read(sensor, Scaling(source.scale, stated_offset(case).number or 0.0), case, source.origin)
        if source.band_scale is not None and len(source.band_scale) == case.facts.count:
            case.origins["scale"] = source.origin
            offset = stated_offset(case)
            band_offset = source.band_offset if source.band_offset and any(source.band_offset) else None
            if offset.by_user or band_offset is None:
                case.origins["offset"] = offset.origin if offset.number else "default"
                return replace(sensor, scale=None, band_scale=source.band_scale, offset=offset.number or 0.0)
            case.origins["offset"] = source.origin
            return replace(sensor, scale=None, band_scale=source.band_scale, band_offset=band_offset)
    return None


def stated_offset(case: Case) -> Picked:
    """Return the first stated offset; a 0 from a program that writes it by default does not count."""
    for source in case.evidence:
        if source.offset is not None and (source.offset or source.origin not in ADAPTABLE):
            return Picked(source.offset, source.origin)
    return Picked()


def _read(sensor: Sensor, way: Scaling, case: Case, origin: str) -> Sensor:
    """Return the sensor with a scale and offset; the user's offset takes precedence."""
    stated = stated_offset(case)
    case.origins["scale"] = origin
    if stated.by_user:
        case.origins["offset"] = stated.origin
        return replace(sensor, scale=way.scale, offset=stated.number or 0.0, band_scale=None, band_offset=None)
    case.origins["offset"] = "default" if not way.offset else stated.origin if stated.number == way.offset else origin
    return replace(sensor, scale=way.scale, offset=way.offset, band_scale=None, band_offset=None)


def _radiance(sensor: Sensor, case: Case) -> Sensor:
    if case.facts.dtype.kind != "f":
        case.warnings.append(f"'{case.facts.name}' has integer radiance without a scale; 1 is used.")
    return _read(sensor, Scaling(1.0, stated_offset(case).number or 0.0), case, "default")


def _checked(stated: Sensor, case: Case) -> Sensor:
    """Return a stated scale, or its replacement if it does not turn the values into reflectance.

    Values of the user and of a product's own reader are not replaced; :func:`.values.check_values` raises if they are
    impossible. Other programs' scales are replaced if impossible, and the user is asked if they are unlikely.
    """
    origin = case.origins["scale"]
    found = suits(stated, case)
    if origin not in ADAPTABLE or found is None or found >= Likelihood.POSSIBLE:
        return stated
    words = f"The scale {stated.scale:g} of the {origin}" if stated.scale else f"The scales of the bands ({origin})"
    if found == Likelihood.IMPOSSIBLE:
        return _instead(stated, case, words) or stated
    better = [way for level, way in _ways(stated, case) if level == Likelihood.USUAL]
    if len(better) == 1 and stated.scale:
        case.ask(
            "scale",
            (stated.scale, better[0].scale),
            f"{words} makes '{case.facts.name}' unusually dark or bright, but {better[0].scale:g} would not; "
            "give the right scale.",
        )
    return stated


def _instead(wrong: Sensor, case: Case, words: str) -> Sensor | None:
    """Return the sensor with the one usual scale that fits where ``wrong`` does not; None if there is none.

    The reciprocal of a stated scale is tried first: many programs write a factor where the format needs a divisor, or
    the other way round.
    """
    facts = case.facts
    reciprocal = None
    if wrong.band_scale is not None:
        reciprocal = replace(wrong, band_scale=tuple(1.0 / scale for scale in wrong.band_scale), band_offset=None)
    elif wrong.scale and wrong.scale != 1.0:
        reciprocal = _read(wrong, Scaling(1.0 / wrong.scale), case, case.origins["scale"])
    if reciprocal is not None and suits(reciprocal, case) == Likelihood.USUAL:
        case.origins["scale"] = INFERRED
        case.warnings.append(
            f"{words} does not give reflectance for '{facts.name}'; its reciprocal does and is used: give the scale "
            "if it differs."
        )
        return reciprocal
    ways = _fitting(wrong, case)
    if len(ways) == 1:
        result = _read(wrong, ways[0], case, INFERRED)
        case.warnings.append(
            f"{words} does not give reflectance for '{facts.name}' (median {np.median(facts.values):.4g}); scale "
            f"{_text(ways[0])} does and is used: give the scale if it differs."
        )
        return result
    return None


def _inferred(sensor: Sensor, case: Case) -> Sensor:
    """Return the sensor with the one usual scale that fits the values; add a blocker if none or several fit."""
    facts = case.facts
    if np.isfinite(facts.spectra).sum() == 0 or not judged_bands(sensor, case):
        return _read(sensor, Scaling(1.0, stated_offset(case).number or 0.0), case, "default")
    ways = _fitting(sensor, case)
    if len(ways) == 1 and ways[0] == Scaling(1.0):
        return _read(sensor, Scaling(1.0, stated_offset(case).number or 0.0), case, "default")
    median = f"median {np.median(facts.values):.4g}"
    if len(ways) == 1:
        case.warnings.append(
            f"The values of '{facts.name}' ({median}) are scaled reflectance; scale {_text(ways[0])} is inferred: "
            "give the scale if it differs."
        )
        way = replace(ways[0], offset=stated_offset(case).number or ways[0].offset)
        return _read(sensor, way, case, INFERRED)
    if ways:
        listed = " or ".join(_text(way) for way in ways)
        sentence = f"The values of '{facts.name}' ({median}) may be reflectance with scale {listed}; give the scale."
    else:
        sentence = (
            f"The values of '{facts.name}' ({median}) are not reflectance in any usual scale; give scale and "
            "offset, or level L1 and the units if they are radiance."
        )
    case.ask("scale", [way.scale for way in ways], sentence)
    return _read(sensor, Scaling(1.0, stated_offset(case).number or 0.0), case, "default")


def _text(way: Scaling) -> str:
    return f"{way.scale:.4g}" + (f" with offset {way.offset:g}" if way.offset else "")


def _fitting(sensor: Sensor, case: Case) -> list[Scaling]:
    """Return the usual scales that agree best with the values; merely possible ones count only for floats of scale 1.

    There may be several if they agree equally well, or none.
    """
    ways = _ways(sensor, case)
    best = max((level for level, _ in ways), default=Likelihood.IMPOSSIBLE)
    if best >= Likelihood.POSSIBLE:
        return [way for level, way in ways if level == best]
    return [way for level, way in ways if level == Likelihood.UNLIKELY and way == Scaling(1.0)]


def _ways(sensor: Sensor, case: Case) -> list[tuple[Likelihood, Scaling]]:
    """Return how well each usual scale agrees with the values of the tested bands."""
    judged = judged_bands(sensor, case)
    values, centers = case.facts.spectra[judged], sensor.bands.center_nm()[judged]
    stated = stated_offset(case)
    shift = (stated.number or 0.0) if stated.by_user else 0.0
    return [
        (likelihood(values * way.scale + (shift or way.offset), centers), way)
        for way in _candidates(values, case.facts, sensor.name)
    ]


def _candidates(values: np.ndarray, facts: Facts, name: str | None) -> Sequence[Scaling]:
    """Return the usual scales for raw numbers (C, n) of this kind."""
    known = values[np.isfinite(values)]
    whole = known.size > 0 and bool((known == np.round(known)).all())
    if not whole and known.size and float(np.percentile(known, 99)) <= _PERCENT_TOP:
        return [Scaling(scale) for scale in (1.0, 1e-2)]
    if not whole or float(known.min(initial=0.0)) < 0:
        return [Scaling(scale) for scale in _USUAL]
    if facts.dtype == np.uint8 or (float(known.max()) <= _BYTE and facts.dtype.kind == "f"):
        return [Scaling(scale) for scale in (1.0, 1e-2, 1 / _BYTE)]
    found = [Scaling(scale) for scale in _USUAL]
    if float(known.max()) > _WORD or facts.dtype == np.int16:
        return found
    if float(np.percentile(known, 99)) > _WORD_TOP:
        found[-1] = Scaling(1 / _WORD)
    if (name is None or name.startswith("Landsat")) and float(np.nanmin(percentiles(values, 1.0))) > _LANDSAT_FLOOR:
        found.append(Scaling(LANDSAT_SCALE, LANDSAT_OFFSET))
    return found
