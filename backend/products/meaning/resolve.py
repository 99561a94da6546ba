"""From evidence to one Sensor: precedence, what may be inferred, and what must be asked.

Precedence, value by value: user > saved sidecar > product reader > GDAL band items > ENVI domain or header > IMAGERY
domain > dataset items > band names > band scale > STAC sidecar > file name. A sensor table is applied only on request;
by band count it is a suggestion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...common.wording import counted
from ...spectral.bands import Band, BandSet, Sensor
from ...spectral.sensors import (
    ASK_WAVELENGTHS,
    SensorTable,
    canonical_name,
    find,
    identified,
    match,
    match_band_count,
    recognised,
    table_bands,
)
from ..statements.case import USER, Case, Facts, Picked
from ..statements.doubts import fitting, settle, with_widths
from ..statements.evidence import Evidence
from .fill import with_fill
from .offsets import with_offset
from .scaling import with_scale
from .usable import with_flags
from .values import check_values, with_level, with_scene


def resolve(facts: Facts, evidence: Sequence[Evidence]) -> tuple[Sensor, Case]:
    """Return the interpreted sensor, and the case with its notes.

    Args:
        facts: the raster itself.
        evidence: evidence in order of precedence, most trusted first.

    Raises:
        SensorError: a statement of the user does not fit the raster.
    """
    case = Case(facts, fitting(evidence, facts.count))
    for source in case.evidence:
        case.warnings += source.warnings
    bands = _bands(case)
    case.facts = _of_light(facts, bands)
    name = _name(bands, case)
    case.origins["name"] = name.origin
    sensor = Sensor(name=name.text, bands=_with_table_fwhm(bands, case.table))
    for step in (with_fill, with_level, with_scale, with_offset, with_scene):
        sensor = step(sensor, case)
    sensor = replace(sensor, bands=with_flags(sensor, case))
    complete = all(b.center_nm is not None or not b.good for b in sensor.bands)
    settle(case, complete=complete, scale_origin=case.origins.get("scale", "unknown"))
    check_values(sensor, case)
    source_text = next((b.origin for b in sensor.bands if b.center_nm is not None), "unknown")
    return replace(sensor, source=source_text, origins=case.origins), case


def _of_light(facts: Facts, bands: BandSet) -> Facts:
    """Return the facts without samples of bands that do not measure light (masks, optical depth), if others do."""
    dark = np.array([band.center_nm is None for band in bands])
    if dark.all() or not dark.any():
        return facts
    return replace(facts, spectra=np.where(dark[:, None], np.nan, facts.spectra))


def _bands(case: Case) -> BandSet:
    """Return the bands with centre, FWHM and name; sets the case's table if one was applied."""
    facts = case.facts
    names = [p.text or "" for p in case.per_band("names")]
    first = next((e for e in case.evidence if e.center_nm is not None), None)
    if first is not None:
        return _stated_bands(first, names, case)
    asked = next((e.sensor for e in case.evidence if e.sensor is not None and e.origin in USER), None)
    data = [i for i in range(facts.count) if i not in facts.alpha]
    said = [names[i] for i in data]
    sensor = asked or recognised(said, case.pick("sensor").text)
    if sensor is None:
        _ask_for_wavelengths(case)
        fwhm = [p.number for p in case.per_band("fwhm_nm")]
        return BandSet(tuple(Band(i + 1, None, fwhm[i], name=names[i]) for i in range(facts.count)))
    case.table, found = table_bands(sensor, len(data), said)
    rows = dict(zip(data, found, strict=True))
    _tell_of_names(case, rows, names, asked=asked is not None)
    bands = [replace(rows.get(i, Band(0, None)), number=i + 1) for i in range(facts.count)]
    with_widths(case, [band.center_nm for band in bands])
    for i, fwhm_nm in enumerate(case.per_band("fwhm_nm")):
        bands[i] = replace(bands[i], name=names[i] or bands[i].name, fwhm_nm=fwhm_nm.number or bands[i].fwhm_nm)
    if case.table.approximate:
        source = case.table.source.rstrip(".")
        case.warnings.append(f"The wavelengths of {case.table.name} are approximate: {source}.")
    return BandSet(tuple(bands))


def _tell_of_names(case: Case, rows: dict[int, Band], names: list[str], *, asked: bool) -> None:
    """Add warnings on what follows from names or from the number of bands: the sensor, and bands it does not have."""
    table, scene = case.table, case.facts.name
    if table is None:
        return
    if not asked:
        case.warnings.append(f"The bands of '{scene}' are identified as those of {table.name} by their names.")
    left = [i for i, row in rows.items() if row.center_nm is None]
    if left:
        listed = ", ".join(names[i] or str(i + 1) for i in left[:8]) + (", ..." if len(left) > 8 else "")
        case.warnings.append(
            f"{counted(len(left), 'band')} of '{scene}' ({listed}) belong to no band of {table.name} and are not used."
        )
    elif len(rows) != len(table) and identified(table, [names[i] for i in rows]) is None:
        first, last = (next(iter(list(rows.values())[at:])).name for at in (0, -1))
        missing = ", ".join(b.name for b in table.bands if b.name not in {row.name for row in rows.values()})
        case.warnings.append(
            f"The {counted(len(rows), 'band')} of '{scene}' are taken as {first} to {last} of {table.name} without "
            f"{missing}, in this order; if they are others, give {ASK_WAVELENGTHS}."
        )


def _stated_bands(first: Evidence, names: list[str], case: Case) -> BandSet:
    """Return the bands if a source states wavelengths; ``first`` is the most trusted one."""
    bands, centers = [], case.per_band("center_nm")
    with_widths(case, [center.number for center in centers])
    for i, (center, fwhm) in enumerate(zip(centers, case.per_band("fwhm_nm"), strict=True)):
        guessed = f" (unit guessed: {first.guessed_unit})" if first.guessed_unit and center.value else ""
        bands.append(
            Band(
                number=i + 1,
                center_nm=center.number,
                fwhm_nm=fwhm.number,
                origin=center.origin + guessed,
                fwhm_origin=fwhm.origin,
                name=names[i],
            )
        )
    if first.foreign_unit is not None:
        case.blockers.append(
            f"The wavelengths of '{case.facts.name}' are stated in '{first.foreign_unit}', which is not a unit of "
            f"wavelength; if they are wavelengths, confirm wavelength unit {first.guessed_unit} or give another "
            "(--wavelength-unit), else give the sensor or " + ASK_WAVELENGTHS + "."
        )
    elif first.guessed_unit is not None:
        case.blockers.append(
            f"The wavelengths of '{case.facts.name}' have no unit and look like {first.guessed_unit}; "
            f"confirm wavelength unit {first.guessed_unit} or give another."
        )
    return BandSet(tuple(bands))


def _ask_for_wavelengths(case: Case) -> None:
    """Add suggestions and the blocker for a raster without wavelengths."""
    matches = [m.reason for m in match_band_count(case.facts.count - len(case.facts.alpha))]
    named = canonical_name(case.pick("sensor").text or "")
    if named is not None:  # the file names a sensor: suggest that one first
        matches.sort(key=lambda reason: not reason.startswith(named))
    case.suggestions += [f"The band count fits {reason}; choose this sensor if it is." for reason in matches]
    hint = f" (the band count fits {' or '.join(matches)})" if matches else ""
    if not any(doubt.about == "wavelengths" for source in case.evidence for doubt in source.doubts):
        case.blockers.append(f"'{case.facts.name}' states no wavelengths; give the sensor{hint} or {ASK_WAVELENGTHS}.")


def _name(bands: BandSet, case: Case) -> Picked:
    """Return the sensor's name; set the case's table to the one that was applied or agrees, if any."""
    stated = case.pick("sensor")
    if case.table is not None:
        return Picked(case.table.name, "band name" if stated.text is None else stated.origin)
    agreeing = match(bands) if bands.used else None
    if stated.text is None:
        if agreeing is None:
            return Picked()
        case.table = agreeing.table
        return Picked(agreeing.table.name, "wavelengths")
    canonical = canonical_name(stated.text)
    if agreeing is not None and agreeing.table.name == canonical:
        case.table = agreeing.table
    else:
        case.table = next(iter(find(stated.text)), None)
    return Picked(canonical or stated.text, stated.origin)


def _with_table_fwhm(bands: BandSet, table: SensorTable | None) -> BandSet:
    """Fill unknown FWHM from the table's band at the same wavelength (within 2 nm or a tenth of its FWHM)."""
    if table is None or all(b.fwhm_nm is not None or b.center_nm is None for b in bands):
        return bands
    lines = np.array([b.center_nm for b in table.bands], dtype=np.float64)
    result = []
    for band in bands:
        if band.fwhm_nm is None and band.center_nm is not None:
            nearest = table.bands[int(np.abs(lines - band.center_nm).argmin())]
            width = nearest.fwhm_nm
            if width is not None and abs((nearest.center_nm or 0.0) - band.center_nm) <= max(2.0, 0.1 * width):
                band = replace(band, fwhm_nm=width, fwhm_origin=table.origin)
        result.append(band)
    return BandSet(tuple(result))
