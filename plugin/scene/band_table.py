"""The bands of a raster as the sensor dialog edits them: rows, what the user changed, warnings, and files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...backend.common.errors import OutputError, SensorError
from ...backend.spectral.bands import Wavelengths
from ...backend.spectral.sensors import table_bands
from ...backend.spectral.text.wavelength_file import parse_wavelengths
from ..i18n import tr, trn
from ..results.outputs import spare_rasters
from .origins import USER, origin_text

RANGE_NM = (350.0, 2600.0)
"""Centres outside are never used: what the models were trained on (see their cards)."""
_HEAD = ("band", "name", "wavelength (nm)", "fwhm (nm)", "used")


@dataclass(frozen=True)
class BandRow:
    """One band: 1-based number, name, centre and FWHM in nm (None: unknown), used or not, and where that came from."""

    number: int
    name: str = ""
    center_nm: float | None = None
    fwhm_nm: float | None = None
    used: bool = True
    origin: str = ""
    used_origin: str = ""
    fwhm_origin: str = ""

    @property
    def story(self) -> str:
        """The source of the centre, that of the FWHM if it differs, and why the band is off."""
        parts = [origin_text(self.origin) or "–"]
        if self.fwhm_nm is not None and self.fwhm_origin not in ("", self.origin):
            parts.append(tr("FWHM: {}").format(origin_text(self.fwhm_origin)))
        if not self.used and self.used_origin not in ("", "default"):
            parts.append(tr("off: {}").format(origin_text(self.used_origin)))
        return " · ".join(parts)


def rows_of(found: Mapping[str, Any]) -> list[BandRow]:
    """Return the bands of an inspection."""
    return [
        BandRow(
            number=int(band["number"]),
            name=str(band.get("name") or ""),
            center_nm=band.get("center_nm"),
            fwhm_nm=band.get("fwhm_nm"),
            used=bool(band.get("good", True)),
            origin=str(band.get("origin") or ""),
            used_origin=str(band.get("good_origin") or ""),
            fwhm_origin=str(band.get("fwhm_origin") or ""),
        )
        for band in found.get("bands", ())
    ]


def bare_rows(names: Sequence[str], stated: Mapping[str, Any]) -> list[BandRow]:
    """Return bands from names and the user's entries only; an entered sensor adds the values of its table.

    Raises:
        SensorError: the stated sensor has no table of that many bands.
    """
    nothing: list[float | None] = [None] * len(names)
    centers, widths = stated.get("wavelengths") or nothing, stated.get("fwhm_nm") or nothing
    origin = USER if stated.get("wavelengths") else ""
    if stated.get("sensor") and not origin and names:
        table, bands = table_bands(stated["sensor"], len(names), names)
        centers, widths, origin = [b.center_nm for b in bands], [b.fwhm_nm for b in bands], table.origin
    off = stated.get("bad_bands", ())
    known = enumerate(zip(names, centers, widths), start=1)
    return [BandRow(i, name, center, width, i not in off, origin) for i, (name, center, width) in known]


def statement(rows: Sequence[BandRow], before: Sequence[BandRow]) -> dict[str, Any]:
    """Return what the user states by changing ``before`` into ``rows``, as JSON of SensorOverrides.

    Centres and widths are stated for all bands or for none: a list with gaps means nothing to the engine.
    """
    said: dict[str, Any] = {}
    if [r.center_nm for r in rows] != [r.center_nm for r in before] and all(r.center_nm is not None for r in rows):
        said["wavelengths"] = [r.center_nm for r in rows]
        said["wavelength_unit"] = "nm"
    if [r.fwhm_nm for r in rows] != [r.fwhm_nm for r in before] and all(r.fwhm_nm is not None for r in rows):
        said["fwhm_nm"] = [r.fwhm_nm for r in rows]
    off = [r.number for r, b in zip(rows, before) if b.used and not r.used]
    on = [r.number for r, b in zip(rows, before) if r.used and not b.used]
    return {**said, **({"bad_bands": off} if off else {}), **({"good_bands": on} if on else {})}


def combined(stated: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Merge later statements about bands, :func:`statement`, into earlier ones and return them."""
    lists = ("bad_bands", "good_bands")
    result = {**stated, **{key: value for key, value in said.items() if key not in lists}}
    for key, other in (lists, lists[::-1]):
        numbers = (set(stated.get(key) or ()) - set(said.get(other) or ())) | set(said.get(key) or ())
        result.pop(key, None)
        if numbers:
            result[key] = sorted(numbers)
    return result


def with_list(rows: Sequence[BandRow], text: str, name: str) -> tuple[list[BandRow], str]:
    """Return ``rows`` with centres, widths and use from pasted or read text, and the unit the text leaves open.

    Raises:
        SensorError: no list of wavelengths, or one of another number of bands.
    """
    found = parse_wavelengths(text, name=name)
    raw = list(found.wavelengths or ())
    guess = "" if found.wavelength_unit else guessed_unit(raw)
    if len(raw) != len(rows):
        raise SensorError(
            trn(
                "{} wavelength is given but the raster has {} bands: correct the list.",
                "{} wavelengths are given but the raster has {} bands: correct the list.",
                len(raw),
            ).format(len(raw), len(rows))
        )
    values = [round(v, 4) for v in Wavelengths.from_(raw, found.wavelength_unit or guess)]
    factor = 1000.0 if guess == "um" else 1.0
    widths = [row.fwhm_nm for row in rows] if found.fwhm_nm is None else [round(w * factor, 4) for w in found.fwhm_nm]
    off = set(found.bad_bands or ())
    fresh = []
    for row, center, width in zip(rows, values, widths):
        used = row.used if found.bad_bands is None else row.number not in off
        origin = row.used_origin if used == row.used else USER
        from_list = row.fwhm_origin if found.fwhm_nm is None else USER
        fresh.append(
            replace(
                row, center_nm=center, fwhm_nm=width, used=used, origin=USER, used_origin=origin, fwhm_origin=from_list
            )
        )
    return fresh, guess


def guessed_unit(values: Sequence[float]) -> str:
    """Return the unit that wavelengths without one are taken for: micrometres below 100, else nanometres."""
    return "um" if values and max(values) < 100 else "nm"


def warnings_about(rows: Sequence[BandRow]) -> list[str]:
    """Return warnings about the bands, one sentence each."""
    found = []
    centers = [row.center_nm for row in rows if row.center_nm is not None]
    missing = len(rows) - len(centers)
    if missing and centers:
        found.append(tr("Bands without a centre are left out: {}.").format(missing))
    typed = any(row.origin == USER for row in rows)  # products may well have two instruments side by side
    if typed and any(later < earlier for earlier, later in zip(centers, centers[1:])):
        found.append(tr("The centres are not in ascending order. This is allowed."))
    twice = sorted({c for c in centers if centers.count(c) > 1}) if len(set(centers)) < len(centers) else []
    if twice:
        found.append(tr("Centres that occur more than once: {}, the first at {:g} nm.").format(len(twice), twice[0]))
    outside = sum(not RANGE_NM[0] <= c <= RANGE_NM[1] for c in centers)
    if outside:
        found.append(tr("Centres outside {:.0f} to {:.0f} nm: {}. Is the unit correct?").format(*RANGE_NM, outside))
    wide = sum(1 for row in rows if row.fwhm_nm is not None and not 0 < row.fwhm_nm <= 400)
    if wide:
        found.append(tr("Widths that are not between 0 and 400 nm: {}.").format(wide))
    if centers and not any(row.used and row.center_nm is not None for row in rows):
        found.append(tr("No band is in use: switch some on."))
    return found


def as_text(rows: Sequence[BandRow], separator: str) -> str:
    """Return the bands as a table with a header row, for a spreadsheet (tabs) or a CSV file (commas)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(_HEAD)
    for row in rows:
        centers = ["" if v is None else f"{v:g}" for v in (row.center_nm, row.fwhm_nm)]
        writer.writerow([row.number, row.name, *centers, int(row.used)])
    return out.getvalue()


def save(rows: Sequence[BandRow], path: Path) -> None:
    """Write the bands as CSV, JSON or an ENVI header, by the name's ending.

    Raises:
        OutputError: another ending, a band without centre (JSON and ENVI), or a file that cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".json", ".hdr"):
        raise OutputError(tr("'{}' must end in .csv, .json or .hdr: change its name.").format(path.name))
    if kind != ".csv" and any(row.center_nm is None for row in rows):
        raise OutputError(tr("Some bands have no centre: enter all of them, or export to CSV."))
    text = _as_json(rows) if kind == ".json" else _as_header(rows) if kind == ".hdr" else as_text(rows, ",")
    spare_rasters(path)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            tr("'{}' cannot be written ({}): choose another place.").format(path, error.strerror or error)
        ) from error


def _as_json(rows: Sequence[BandRow]) -> str:
    bands = [{"center_nm": row.center_nm, "fwhm_nm": row.fwhm_nm, "good": row.used, "name": row.name} for row in rows]
    return json.dumps({"bands": bands}, indent=1, ensure_ascii=False) + "\n"


def _as_header(rows: Sequence[BandRow]) -> str:
    def block(key: str, values: Sequence[str]) -> str:
        return f"{key} = {{\n " + ",\n ".join(values) + "}\n"

    text = f"ENVI\nbands = {len(rows)}\nwavelength units = Nanometers\n"
    text += block("wavelength", [f"{row.center_nm:g}" for row in rows])
    if all(row.fwhm_nm is not None for row in rows):
        text += block("fwhm", [f"{row.fwhm_nm:g}" for row in rows])
    return text + block("bbl", [str(int(row.used)) for row in rows])
