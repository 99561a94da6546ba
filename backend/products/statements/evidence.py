"""Evidence: what one source states about a raster's bands: GDAL, ENVI headers, band names and STAC."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from ...common.documents import read_document
from ...common.errors import SensorError
from ...common.wording import counted
from ...spectral.bands import Wavelengths, parse_unit
from ...spectral.overrides import SensorOverrides, parse_level
from ...spectral.physics.radiometry import is_reflectance_unit, parse_radiance_units
from ...spectral.text.lists import NUMBER, number, numbers

_LEAST, _MOST = 1e-3, 1e9  # range of numbers that can be a wavelength in any unit
_UNIT = r"(nanomet(?:er|re)s?|nm|micromet(?:er|re)s?|microns?|um|µm|μm|angstroms?|å|cm-1|1/cm)"
_NAMED = re.compile(rf"(?:(\d+),)?({NUMBER})\s*\(?\s*{_UNIT}\b", re.I)
_LIGHT_NM = (300.0, 15_000.0)  # range of Earth-observing imagers
_NO_UNIT = ("", "unknown", "none", "n/a", "undefined", "na")  # spellings of "no unit" in files
_OTHER_UNIT = 30.0  # times the list's median: larger numbers are in another unit


class Doubt(NamedTuple):
    """Reason why a stated list is not used.

    ``about`` is "wavelengths", "fwhm", "bad bands", "names" or "scale"; ``text`` continues a sentence after
    "'scene.tif' " and has no full stop.
    """

    about: str
    text: str


@dataclass(frozen=True)
class Evidence:
    """Statements of one source; None (also inside the tuples, one value per band) if it states nothing.

    Lists keep their original length: :func:`.doubts.fitting` compares it with the number of bands. ``guessed_unit`` is
    set if the source states wavelengths without a unit, so that the user must confirm it; ``foreign_unit`` if it states
    a unit that is not one of wavelength. ``baseline``: Sentinel-2's processing baseline (4.0 for "04.00");
    ``offset_applied``: a STAC statement that its offset has already been applied to the values.
    """

    origin: str
    center_nm: tuple[float | None, ...] | None = None
    fwhm_nm: tuple[float | None, ...] | None = None
    good: tuple[bool | None, ...] | None = None
    names: tuple[str, ...] | None = None
    sensor: str | None = None
    level: str | None = None
    quantity: str | None = None
    units: str | None = None
    scale: float | None = None
    offset: float | None = None
    band_scale: tuple[float, ...] | None = None
    band_offset: tuple[float, ...] | None = None
    gsd_m: float | None = None
    nodata: float | None = None
    acquired: str | None = None
    sun_zenith_deg: float | None = None
    guessed_unit: str | None = None
    foreign_unit: str | None = None
    baseline: float | None = None
    offset_applied: bool | None = None
    warnings: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def guess_unit(values: Sequence[float]) -> str:
    """Return the unit in which these numbers are optical wavelengths: um below 30, nm below 3000, else angstrom."""
    largest = max(values)
    return "um" if largest < 30 else "nm" if largest < 3000 else "angstrom"


class Centers(NamedTuple):
    """Centres in nm (None if missing or impossible), the unit in which they were read, and whether it was guessed."""

    nm: tuple[float | None, ...] | None = None
    unit: str | None = None
    guessed: str | None = None
    doubts: tuple[Doubt, ...] = ()


def centers(values: Sequence[float | None], unit: str | None, *, confirmed: str | None = None) -> Centers:
    """Convert wavelengths to nm.

    Args:
        values: one per band; numbers that cannot be wavelengths count as missing.
        unit: as stated by the source; ignored if the values are then outside 100 nm to 100 um.
        confirmed: the unit stated by the user; it takes precedence.
    """
    usable = [v is not None and _LEAST < v < _MOST for v in values]  # False for NaN too
    known = [v for v, ok in zip(values, usable, strict=True) if ok and v is not None]
    if not known:
        return Centers()
    middle = sorted(known)[len(known) // 2]
    strange = [v for v in known if not middle / _OTHER_UNIT <= v <= middle * _OTHER_UNIT]
    if len(strange) * 10 > len(known):
        span = f"from {min(known):g} to {max(known):g}"
        return Centers(doubts=(Doubt("wavelengths", f"lists wavelengths {span}, which cannot be in one unit"),))
    stated = next((u for u in (parse_unit(confirmed or ""), parse_unit(unit or "")) if u is not None), None)
    if stated is not None and not confirmed and not _optical(known, stated):
        stated = None  # for example "Nanometers" with a list of 0.4 to 2.5
    used = stated or guess_unit(known)
    converted = iter(Wavelengths.from_(known, used))
    nm = tuple(next(converted) if ok else None for ok in usable)
    return Centers(nm, used, None if stated else used)


def _optical(values: Sequence[float], unit: str) -> bool:
    """Return True if the middle of the wavelengths in this unit is between 0.1 and 100 um."""
    return 100.0 <= sorted(Wavelengths.from_(values, unit))[len(values) // 2] <= 100_000.0


def widths(
    values: Sequence[float | None], unit: str | None, center_nm: Sequence[float | None] | None
) -> tuple[float | None, ...] | None:
    """Return FWHM (C,) in nm, None if unknown; a width in wavenumbers is converted at its centre."""
    scale = {"nm": 1.0, "um": 1000.0, "angstrom": 0.1}
    canonical = parse_unit(unit) if unit else None
    result: list[float | None] = []
    for i, value in enumerate(values):
        center = center_nm[i] if center_nm is not None and i < len(center_nm) else None
        if value is None or not math.isfinite(value) or value <= 0:
            result.append(None)
        elif canonical == "cm-1":
            result.append(None if center is None else value * center**2 / 1e7)
        else:
            result.append(value * scale.get(canonical or "nm", 1.0))
    return tuple(result) if any(v is not None for v in result) else None


def of_overrides(overrides: SensorOverrides, origin: str, count: int) -> Evidence:
    """Return the statements of a user or a sidecar as evidence.

    Raises:
        SensorError: the length of a list is not the number of bands, or a band number does not exist.
    """
    for name, values in (("wavelengths", overrides.wavelengths), ("FWHM values", overrides.fwhm_nm)):
        if values is not None and len(values) != count:
            raise SensorError(
                f"{len(values)} {name} are stated but the raster has {counted(count, 'band')}; correct the list."
            )
    flags: list[bool | None] = [None] * count
    for numbers_, flag in ((overrides.good_bands, True), (overrides.bad_bands, False)):
        for n in numbers_ or ():
            if not 1 <= n <= count:
                raise SensorError(f"Band {n} is given as good or bad but the raster has bands 1 to {count}.")
            flags[n - 1] = flag
    found = centers(overrides.wavelengths or (), overrides.wavelength_unit)
    for doubt in found.doubts:
        raise SensorError(f"What is given {doubt.text}; correct the list.")
    quantity, units = quantity_of(overrides.units)
    return Evidence(
        origin=origin, center_nm=found.nm, guessed_unit=found.guessed, fwhm_nm=overrides.fwhm_nm,
        good=tuple(flags) if any(f is not None for f in flags) else None, sensor=overrides.sensor,
        level=overrides.level, quantity=quantity, units=units, scale=overrides.scale, offset=overrides.offset,
        gsd_m=overrides.gsd_m, nodata=overrides.nodata, acquired=overrides.acquired,
        sun_zenith_deg=overrides.sun_zenith_deg,
    )  # fmt: skip


def quantity_of(units: str | None) -> tuple[str | None, str | None]:
    """Return quantity ("reflectance", "radiance" or None) and units, as far as a unit text defines them."""
    if units is None:
        return None, None
    if is_reflectance_unit(units):
        return ("reflectance", "1") if units.strip() else (None, None)
    return ("radiance", units) if parse_radiance_units(units) is not None else (None, units)


def _key(tags: Mapping[str, Any], *names: str) -> Any:  # noqa: ANN401 - metadata values
    lowered = {str(key).lower().replace(" ", "_"): value for key, value in tags.items()}
    return next((lowered[name] for name in names if name in lowered), None)


def of_band_items(items: Sequence[Mapping[str, str]], confirmed: str | None) -> Evidence:
    """Read GDAL band items: wavelength, wavelength_units, fwhm, bbl (EnMAP-Box, ENVI driver, many converters)."""
    raw = [_key(tags, "wavelength", "wavelengths", "center_wavelength") for tags in items]
    values = [number(v) if v is not None else None for v in raw]
    texts = [str(_key(tags, "wavelength_units", "wavelength_unit") or _key(tags, "units") or "") for tags in items]
    known = {parse_unit(text) for text in texts} - {None}
    if len(known) > 1 and not confirmed:  # for example VNIR in nanometres, SWIR in micrometres
        values, known = _in_nm(values, texts), {"nm"}
    unit = known.pop() if len(known) == 1 else None
    foreign = None if unit else _foreign(next((u for u in (_key(t, *_UNIT_KEYS) for t in items) if u), ""))
    found = centers(values, unit, confirmed=confirmed)
    fwhm = [_key(tags, "fwhm", "full_width_half_max", "full_width_half_maximum") for tags in items]
    flags = [_key(tags, "bbl", "bad_band_multiplier", "isgood") for tags in items]
    good = tuple(None if v is None or number(v) is None else number(v) != 0 for v in flags)
    return Evidence(
        origin="band item",
        center_nm=found.nm,
        guessed_unit=found.guessed,
        foreign_unit=foreign if found.guessed else None,
        doubts=found.doubts,
        fwhm_nm=widths([number(v) if v is not None else None for v in fwhm], found.unit or unit, found.nm),
        good=good if any(g is not None for g in good) else None,
    )


_UNIT_KEYS = ("wavelength_units", "wavelength_unit")


def _foreign(unit: object) -> str | None:
    """Return a stated unit that is not one of wavelength, such as "decimal year"; None otherwise and for "unknown"."""
    text = str(unit).strip("{} \t")
    return None if text.lower() in _NO_UNIT or parse_unit(text) else text


def _in_nm(values: Sequence[float | None], units: Sequence[str]) -> list[float | None]:
    """Return wavelengths in nm from values with their own units; None for a value without one."""
    result: list[float | None] = []
    for value, text in zip(values, units, strict=True):
        unit = parse_unit(text)
        usable = value is not None and unit is not None and _LEAST < value < _MOST
        result.append(Wavelengths.from_([value], unit).nm[0] if usable and value is not None and unit else None)
    return result


def of_imagery(items: Sequence[Mapping[str, str]]) -> Evidence:
    """Read GDAL's IMAGERY domain of each band: CENTRAL_WAVELENGTH_UM and FWHM_UM (GDAL 3.10 and later)."""
    nm = centers([number(_key(tags, "central_wavelength_um")) for tags in items], "um").nm
    return Evidence(
        origin="IMAGERY domain",
        center_nm=nm,
        fwhm_nm=widths([number(_key(tags, "fwhm_um")) for tags in items], "um", nm),
    )


def of_header(tags: Mapping[str, Any], count: int, origin: str, confirmed: str | None) -> Evidence:
    """Read an ENVI header, GDAL's ENVI domain, or dataset items of the same names; lists may have any length."""

    def listed(*names: str) -> list[float]:
        return numbers(_key(tags, *names) or "", count)

    unit_text = str(_key(tags, *_UNIT_KEYS) or "")
    unit = unit_text if parse_unit(unit_text) else None
    found = centers(listed("wavelength", "wavelengths"), unit, confirmed=confirmed)
    fwhm, flags = listed("fwhm"), listed("bbl")
    factor = number(_key(tags, "reflectance_scale_factor") or "")
    gains, offsets = listed("data_gain_values"), listed("data_offset_values")
    sensor = str(_key(tags, "sensor_type") or "").strip("{} ")
    stated_units = str(_key(tags, "data_units", "radiance_units") or "").strip("{} ")
    quantity, units = quantity_of(stated_units or None)
    elevation = number(_key(tags, "sun_elevation") or "")
    return Evidence(
        origin=origin,
        center_nm=found.nm,
        guessed_unit=found.guessed,
        foreign_unit=_foreign(unit_text) if found.guessed else None,
        fwhm_nm=widths(fwhm, found.unit or unit, found.nm),
        good=tuple(None if math.isnan(v) else v != 0 for v in flags) or None,
        sensor=sensor if sensor and sensor.lower() not in ("unknown", "none") else None,
        quantity=quantity,
        units=units if quantity else None,
        scale=1.0 / factor if factor and factor > 0 else None,
        band_scale=tuple(gains) if gains and all(g > 0 for g in gains) else None,
        band_offset=tuple(offsets) or None,
        acquired=_time(_key(tags, "acquisition_time", "start_time", "acquisition_date", "acquisitiontime")),
        sun_zenith_deg=None if elevation is None else 90.0 - elevation,
        doubts=found.doubts,
    )


def _time(value: object) -> str | None:
    found = re.search(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?", str(value))
    return found.group().replace(" ", "T") if found else None


def of_names(names: Sequence[str], confirmed: str | None) -> Evidence:
    """Read wavelengths from band names: "band 1 (418.24 Nanometers)", "376,44 nm", or bare numbers."""
    matches = [_NAMED.search(name) for name in names]
    units = {parse_unit(m.group(3)) for m in matches if m}
    found = Centers()
    if len(units) == 1 and sum(m is not None for m in matches) >= max(1, len(names) // 2):
        found = _named(matches, units.pop() or "nm")
    elif len(names) >= 4 and all(re.fullmatch(rf"\s*(?:{NUMBER}|\d+,\d+)\s*", name) for name in names):
        found = centers([number(name) for name in names], None, confirmed=confirmed)
    return Evidence(
        origin="band name", center_nm=found.nm, guessed_unit=found.guessed, names=tuple(names), doubts=found.doubts
    )


def _named(matches: Sequence[re.Match[str] | None], unit: str) -> Centers:
    """Return the wavelengths in band names; a comma is decimal if only that gives light ("418,24 nm")."""
    points = centers([float(m.group(2)) if m else None for m in matches], unit)
    if not any(m and m.group(1) for m in matches):
        return points
    commas = centers([_with_comma(*m.group(1, 2)) if m else None for m in matches], unit)
    believed = [v for v in commas.nm or () if v is not None and commas.guessed is None]
    light = believed and _LIGHT_NM[0] <= sorted(believed)[len(believed) // 2] <= _LIGHT_NM[1]
    return commas if light else points


def _with_comma(whole: str | None, rest: str) -> float:
    """Return 418.24 for "418" and "24"; ``rest`` alone if it is not a fraction."""
    return float(f"{whole}.{rest}" if whole and rest.isdigit() else rest)


def stac_item(raster: Path) -> Path | None:
    """Return the STAC Item beside a raster: its name or stem with .json or .stac.json, or item.json."""
    candidates = [raster.name + ".json", raster.stem + ".json", raster.stem + ".stac.json", "item.json"]
    for path in (raster.with_name(name) for name in candidates):
        if path.is_file() and path.stat().st_size < 20_000_000:
            return path
    return None


def of_stac(raster: Path, count: int) -> Evidence | None:
    """Read a STAC sidecar: `bands` (1.1) or `eo:bands`, with centres and FWHM in micrometres (eo extension)."""
    path = stac_item(raster)
    if path is None:
        return None
    try:
        item = read_document(path)
    except (OSError, ValueError):
        return None
    if not isinstance(item, dict) or item.get("type") != "Feature" or "stac_version" not in item:
        return None
    assets, properties = _object(item, "assets"), _object(item, "properties")
    asset: dict[str, Any] = next((a for a in assets.values() if _names_file(a, raster.name)), {})
    listed = [b for b in (_band_list(s) for s in (asset, properties)) if b is not None]
    bands = next((b for b in listed if len(b) == count), next(iter(listed), None))
    elevation, level = number(properties.get("view:sun_elevation", "")), str(properties.get("processing:level", ""))
    instruments = properties.get("instruments")
    values = [[_stac(band, key) for band in bands or []] for key in ("center_wavelength", "full_width_half_max")]
    nm = centers(values[0], "um").nm
    raster_bands = asset.get("raster:bands", bands) or []
    scale, offset = _common(raster_bands, "scale"), _common(raster_bands, "offset")
    applied = next((v for k, v in properties.items() if k.endswith("boa_offset_applied")), None)
    return Evidence(
        origin="STAC sidecar",
        center_nm=nm,
        fwhm_nm=widths(values[1], "um", nm),
        names=tuple(str(b.get("name", "")) for b in bands) if bands else None,
        sensor=str(instruments[0]) if isinstance(instruments, list) and instruments else None,
        level=parse_level(level) if level[:2].upper() in ("L1", "L2") else None,
        scale=scale if scale and scale > 0 else None,
        offset=offset,
        gsd_m=number(properties.get("gsd", "")),
        baseline=number(properties.get("s2:processing_baseline", properties.get("processing:version", ""))),
        offset_applied=applied if isinstance(applied, bool) else None,
        acquired=_time(properties.get("datetime")),
        sun_zenith_deg=None if elevation is None else 90.0 - elevation,
    )


def _object(source: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = source.get(key)
    return value if isinstance(value, dict) else {}


def _names_file(asset: object, name: str) -> bool:
    return isinstance(asset, dict) and str(asset.get("href", "")).replace("\\", "/").rsplit("/", 1)[-1] == name


def _band_list(source: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    for key in ("bands", "eo:bands"):
        bands = source.get(key)
        if isinstance(bands, list) and bands and all(isinstance(b, dict) for b in bands):
            return bands
    return None


def _stac(band: Mapping[str, Any], key: str) -> float | None:
    value = band.get(f"eo:{key}", band.get(key))
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None


def _common(bands: object, key: str) -> float | None:
    """Return the value of ``key`` that all bands share, or None."""
    if not isinstance(bands, list):
        return None
    values = {b.get(f"raster:{key}", b.get(key)) for b in bands if isinstance(b, dict)}
    value = values.pop() if len(values) == 1 else None
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None
