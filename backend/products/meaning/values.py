"""Level, quantity, units, date and sun of a raster: stated, documented, or inferred with a warning."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...common.errors import SensorError
from ...spectral.bands import BandSet, Sensor
from ...spectral.physics.plausible import fault, fault_sentence
from ...spectral.physics.radiometry import apparent_reflectance_gain, parse_radiance_units, parse_time, solar_zenith
from ..statements.case import Case, Picked
from .usable import physical

_LOWEST_SUN_DEG = 85.0
_FEWEST_VALUES = 16
_OXYGEN_AT_SENSOR = 0.75  # halfway between the values of surface reflectance and radiance
_RESOLVES_OXYGEN_NM = 12.0  # wider bands blur the line


def with_level(sensor: Sensor, case: Case) -> Sensor:
    """Determine level, quantity and units.

    Raises:
        SensorError: the user's units cannot be parsed, or are radiance units although L2 is stated.
    """
    level, quantity, units = (case.pick(key) for key in ("level", "quantity", "units"))
    if quantity.value == "radiance" and (level.value is None or (quantity.by_user and not level.by_user)):
        level = Picked("L1", quantity.origin)
    if level.value is None:
        level = _assumed_level(sensor, case)
    documented = case.table.levels.get(str(level.value)) if case.table is not None else None
    usual = documented.quantity if documented is not None else "radiance" if level.value == "L1" else "reflectance"
    if level.by_user and quantity.origin == "file name" and quantity.value != usual:
        quantity = Picked()
    if quantity.value is None:
        quantity = Picked(usual, f"level {level.value}" + (f" of {sensor.name}" if documented is not None else ""))
    if quantity.value == "radiance" and level.value == "L2":
        raise SensorError("Radiance units and level L2 contradict each other; state level L1, or leave out the units.")
    units = (
        Picked("1", quantity.origin) if quantity.value == "reflectance" else _radiance_units(units, sensor.bands, case)
    )
    case.origins.update(level=level.origin, quantity=quantity.origin, units=units.origin)
    return replace(sensor, level=level.text, quantity=quantity.text, units=units.text)


def _assumed_level(sensor: Sensor, case: Case) -> Picked:
    """Return L2 with a warning, and add a blocker if the oxygen line is as deep as in at-sensor data."""
    name = case.facts.name
    if oxygen_ratio(sensor.bands, case.facts.spectra) < _OXYGEN_AT_SENSOR:
        case.blockers.append(
            f"'{name}' does not state its level and shows the oxygen line at 760 nm like at-sensor data; "
            "state level L1 and the units, or level L2."
        )
    case.warnings.append(f"The level of '{name}' is not stated; L2 (surface reflectance) is assumed.")
    return Picked("L2", "assumed")


def oxygen_ratio(bands: BandSet, spectra: np.ndarray) -> float:
    """Return the median over spectra (C, n) of value at 761.5 nm / mean of 748 and 779 nm; 1 if not resolved.

    Surface reflectance gives 0.93-1.02 (EnMAP, NEON, HyMap), radiance in 5 nm bands about 0.55.
    """
    centers = bands.center_nm()
    picked = []
    for line, tolerance in ((761.5, 4.0), (748.0, 6.0), (779.0, 6.0)):
        distance = np.abs(np.nan_to_num(centers, nan=np.inf) - line)
        nearest = int(distance.argmin())
        if distance[nearest] > tolerance or (bands.bands[nearest].fwhm_nm or 0.0) > _RESOLVES_OXYGEN_NM:
            return 1.0
        picked.append(spectra[nearest])
    shoulder = (picked[1] + picked[2]) / 2.0
    lit = shoulder > 0
    ratios = picked[0][lit] / shoulder[lit]
    ratios = ratios[np.isfinite(ratios)]
    return float(np.median(ratios)) if ratios.size else 1.0


def _radiance_units(units: Picked, bands: BandSet, case: Case) -> Picked:
    """Return stated units if they can be parsed, else those documented for the sensor's float products, else a blocker.

    Nothing is asked as long as the bands have no wavelengths.
    """
    if units.text is not None and parse_radiance_units(units.text) is not None:
        return units
    if units.by_user:
        raise SensorError(f"Radiance unit '{units.text}' is not understood; write it like \"uW cm-2 nm-1 sr-1\".")
    info = case.table.levels.get("L1") if case.table is not None else None
    if case.table is not None and info is not None and info.quantity == "radiance" and case.facts.dtype.kind == "f":
        origin = f"documented for {case.table.name} L1"
        case.warnings.append(f"Radiance units are not in the file; {info.units} is {origin}.")
        return Picked(info.units, origin)
    if bands.used:  # else the sensor is asked for first, which may define them
        case.blockers.append(
            f"'{case.facts.name}' has level L1 in unknown units; give the units of its radiance, for example "
            '"uW cm-2 nm-1 sr-1", or "reflectance".'
        )
    return Picked()


def with_scene(sensor: Sensor, case: Case) -> Sensor:
    """Determine GSD, nodata, time and sun."""
    facts = case.facts
    gsd, nodata, acquired, zenith = (case.pick(k) for k in ("gsd_m", "nodata", "acquired", "sun_zenith_deg"))
    if gsd.value is None and facts.gsd_m is not None:
        gsd = Picked(facts.gsd_m, "geotransform")
    if gsd.value is None and case.table is not None and case.table.gsd_m is not None:
        gsd = Picked(case.table.gsd_m, f"nominal of {case.table.name}")
    if zenith.value is None and sensor.quantity == "radiance":
        zenith = _computed_zenith(acquired, facts.lon_lat)
        if zenith.value is None:
            case.warnings.append(
                f"The sun's elevation over '{facts.name}' is unknown; radiance is converted as for overhead sun."
            )
    case.origins.update(gsd_m=gsd.origin, acquired=acquired.origin, sun_zenith_deg=zenith.origin)
    return replace(sensor, gsd_m=gsd.number, nodata=nodata.number, acquired=acquired.text, sun_zenith_deg=zenith.number)


def _computed_zenith(acquired: Picked, lon_lat: tuple[float, float] | None) -> Picked:
    """Return the sun's zenith angle if time of day and place are known and it is day."""
    when = parse_time(acquired.text) if acquired.text else None
    if when is None or lon_lat is None or "T" not in str(acquired.text):
        return Picked()
    angle = solar_zenith(when, lon=lon_lat[0], lat=lon_lat[1])
    return Picked(angle, "computed from time and place") if angle < _LOWEST_SUN_DEG else Picked()


def check_values(sensor: Sensor, case: Case) -> None:
    """Add a blocker if most sampled values cannot be reflectance (for radiance: apparent reflectance)."""
    if case.blockers:
        return
    found = fault(_reflectances(sensor, case))
    if found is not None:
        case.blockers.append(fault_sentence(found, name=case.facts.name, radiance=sensor.quantity == "radiance"))


def _reflectances(sensor: Sensor, case: Case) -> np.ndarray:
    """Return sampled (apparent) reflectances (C, n) of the used bands; empty if they cannot be computed yet."""
    used = [i for i in sensor.bands.used if 300.0 <= (sensor.bands.bands[i].center_nm or 0.0) <= 2700.0]
    factor = parse_radiance_units(sensor.units or "") if sensor.quantity == "radiance" else 1.0
    if not used or factor is None or np.isfinite(case.facts.spectra[used]).sum() < _FEWEST_VALUES:
        return np.empty((0, 0))
    values = physical(sensor, case.facts)[used]
    if sensor.quantity == "radiance":
        gain = factor * apparent_reflectance_gain(
            sensor.bands.center_nm()[used],
            sensor.bands.fwhm_nm()[used],
            sun_zenith_deg=sensor.sun_zenith_deg,
            acquired=sensor.acquired,
        )
        values = values * gain[:, None]
    return values
