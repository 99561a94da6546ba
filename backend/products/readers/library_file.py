"""Spectral libraries: CSV, exports of the profile tool, ENVI spectral libraries."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...common.arrays import DoubleArray
from ...common.errors import InputError
from ...common.wording import counted
from ...spectral.bands import Wavelengths, parse_unit
from .envi import DTYPES, parse_header

MAX_SPECTRA = 10_000
_MAX_BYTES = 200_000_000
_SHOWN = 10  # names in a message
_FEWEST = 4  # least number of points of a spectrum
_CENTERS = ("wavelength", "wavelength_nm", "wavelengths", "wl", "lambda", "center_nm", "nm", "um")
_MICROMETRES_BELOW = 100.0  # smaller numbers cannot be nanometres


@dataclass(frozen=True)
class LibrarySpectrum:
    """One spectrum: its name, centres (N,) in nm in ascending order, and values (N,) of any scale."""

    name: str
    center_nm: DoubleArray
    values: DoubleArray

    def at(self, center_nm: DoubleArray) -> DoubleArray:
        """Return the values at wavelengths (C,) in nm, interpolated linearly; NaN outside the spectrum."""
        found: DoubleArray = np.interp(center_nm, self.center_nm, self.values, left=np.nan, right=np.nan)
        return found


def read_library(path: Path, names: Sequence[str] = ()) -> list[LibrarySpectrum]:
    """Return the spectra of a file: all of them, or those called ``names``.

    CSV: an export of the profile tool, or one column of wavelengths and one per spectrum, named in the first line;
        other
    text columns are ignored. ENVI: the binary of a spectral library or its header. Wavelengths without a unit are in
    nm, or in micrometres if all are below 100.

    Raises:
        InputError: the file is missing, unreadable or of another kind, or has no spectrum with this name.
    """
    if not path.is_file():
        raise InputError(f"Library {path} does not exist; check the path.")
    if path.stat().st_size > _MAX_BYTES:
        raise InputError(f"Library {path.name} is too large; give at most {_MAX_BYTES // 10**6} MB.")
    pair = None if path.suffix.lower() in (".csv", ".txt") else _envi_pair(path)
    try:
        found = _from_envi(*pair) if pair else _from_csv(path)
    except (OSError, ValueError) as exc:
        raise InputError(
            f"Library {path.name} cannot be read ({exc}); give a CSV with a column 'wavelength' and one column per "
            "spectrum, or an ENVI spectral library."
        ) from exc
    if not 1 <= len(found) <= MAX_SPECTRA:
        raise InputError(
            f"Library {path.name} has {counted(len(found), 'spectrum', 'spectra')}; give 1 to {MAX_SPECTRA:,}."
        )
    have = {spectrum.name for spectrum in found}
    missing = next((name for name in names if name not in have), None)
    if missing is not None:
        shown = ", ".join(list(dict.fromkeys(s.name for s in found))[:_SHOWN])
        more = f" or another of its {len(have):,}" if len(have) > _SHOWN else ""
        raise InputError(f"Library {path.name} has no spectrum '{missing}'; choose {shown}{more}.")
    return [spectrum for spectrum in found if not names or spectrum.name in names]


def _spectrum(
    name: str, centers: Sequence[float] | DoubleArray, values: Sequence[float] | DoubleArray
) -> LibrarySpectrum | None:
    """Return a spectrum of the finite points in ascending order; None if there are too few."""
    center, value = np.asarray(centers, dtype=np.float64), np.asarray(values, dtype=np.float64)
    there = np.isfinite(center) & np.isfinite(value) & (np.abs(value) < 1e30)  # -1.23e34: missing, in USGS libraries
    center, value = center[there], value[there]
    center, first = np.unique(center, return_index=True)
    return LibrarySpectrum(name, center, value[first]) if len(center) >= _FEWEST else None


def _nanometres(values: Sequence[float], unit: str) -> DoubleArray:
    """Return wavelengths in nm.

    Raises:
        ValueError: they are not valid wavelengths.
    """
    known = parse_unit(unit)
    if known is None:
        known = "um" if max(values, default=0.0) < _MICROMETRES_BELOW else "nm"
    if not values or not all(math.isfinite(v) and v > 0 for v in values):
        raise ValueError("its wavelengths are not positive numbers")
    return np.array(Wavelengths.from_(values, known).nm)


def _from_csv(path: Path) -> list[LibrarySpectrum]:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    first = text.partition("\n")[0]
    mark = max(";\t,", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=mark) if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise ValueError("it has no lines")
    head, body = [cell.strip() for cell in rows[0]], rows[1:]
    if {"point", "wavelength_nm", "value"} <= set(head):
        return _from_profiles(head, body)
    place, unit = _center_column(head)
    centers = [_number(row[place] if place < len(row) else "", comma=mark != ",") for row in body]
    center_nm = _nanometres([c for c in centers if math.isfinite(c)], unit)
    kept = [row for row, c in zip(body, centers) if math.isfinite(c)]
    found = []
    for column, name in enumerate(head):
        if column == place:
            continue
        values = [_number(row[column] if column < len(row) else "", comma=mark != ",") for row in kept]
        found.append(_spectrum(name or f"spectrum {column}", center_nm, values))
    return [spectrum for spectrum in found if spectrum is not None]


def _center_column(head: Sequence[str]) -> tuple[int, str]:
    """Return the column of wavelengths, and the unit in its heading, as in "wavelength (um)"."""
    for place, title in enumerate(head):
        word, _, unit = title.lower().replace("[", "(").partition("(")
        word = word.strip().replace(" ", "_")
        if word in _CENTERS:
            return place, unit.rstrip(")] ").strip() or ("nm" if word.endswith("nm") else "")
    raise ValueError("no column is called 'wavelength'")


def _from_profiles(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[LibrarySpectrum]:
    """Read the profile tool's long table: one line per point and band; unused bands are left out."""
    at = {name: place for place, name in enumerate(head)}
    points: dict[str, tuple[list[float], list[float]]] = {}
    for row in body:
        if len(row) < len(head) or ("used" in at and row[at["used"]].strip() == "0"):
            continue
        centers, values = points.setdefault(row[at["point"]].strip(), ([], []))
        centers.append(_number(row[at["wavelength_nm"]]))
        values.append(_number(row[at["value"]]))
    found = [_spectrum(name, *pair) for name, pair in points.items()]
    return [spectrum for spectrum in found if spectrum is not None]


def _number(text: str, *, comma: bool = False) -> float:
    """Return a cell's number, or NaN; ``comma``: a comma may be the decimal mark."""
    try:
        return float(text.strip().replace(",", ".") if comma else text)
    except ValueError:
        return math.nan


def _envi_pair(path: Path) -> tuple[Path, Path] | None:
    """Return (binary, header) of an ENVI file given either; None if there is no such pair."""
    if path.suffix.lower() == ".hdr":
        stem = path.with_suffix("")
        places = (stem, *(stem.with_name(stem.name + ending) for ending in (".sli", ".slb", ".img")))
        binary = next((p for p in places if p.is_file()), None)
        return None if binary is None else (binary, path)
    headers = (path.with_name(path.name + ".hdr"), path.with_suffix(".hdr"))
    header = next((p for p in headers if p.is_file()), None)
    return None if header is None else (path, header)


def _from_envi(binary: Path, header: Path) -> list[LibrarySpectrum]:
    """Read an ENVI spectral library: one line per spectrum, one sample per band."""
    fields = parse_header(header.read_text(encoding="utf-8", errors="replace"))
    samples, lines = int(fields.get("samples", "0")), int(fields.get("lines", "0"))
    kind, order = int(fields.get("data_type", "4")), int(fields.get("byte_order", "0"))
    if kind not in DTYPES or int(fields.get("bands", "1")) != 1 or not 0 < samples * lines <= _MAX_BYTES:
        raise ValueError("it is not a spectral library")
    dtype = np.dtype(DTYPES[kind]).newbyteorder(">" if order == 1 else "<")
    data = np.fromfile(binary, dtype=dtype, count=samples * lines, offset=int(fields.get("header_offset", "0")))
    if len(data) != samples * lines:
        raise ValueError("the file is shorter than its header says")
    centers = [float(v) for v in fields.get("wavelength", "").split(",") if v.strip()]
    if len(centers) != samples:
        raise ValueError("its header states no wavelengths, or a wrong number of them")
    center_nm = _nanometres(centers, fields.get("wavelength_units", ""))
    names = [name.strip() for name in fields.get("spectra_names", "").split(",")]
    names = names if len(names) == lines else [f"spectrum {i + 1}" for i in range(lines)]
    rows = data.reshape(lines, samples).astype(np.float64)
    found = [_spectrum(name, center_nm, row) for name, row in zip(names, rows)]
    return [spectrum for spectrum in found if spectrum is not None]
