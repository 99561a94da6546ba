"""Read wavelength lists: CSV and text columns, ENVI headers, JSON, pasted spreadsheet cells."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from ...common.documents import parse_document
from ...common.errors import SensorError
from ...common.wording import counted
from ..bands import parse_unit
from ..overrides import SensorOverrides
from .lists import DECIMAL_COMMA, NUMBER, numbers

_NUMBER = re.compile(NUMBER)
_PAIR = re.compile(r"\s*\d+,(\d+)\s*")
_MANY_LINES = 12  # with this many lines similar values are no coincidence: they are widths
_ALIKE, _UNLIKE = 3.0, 8.0  # ratio of largest to smallest value: at most for widths, at least for other columns
_MAX_BYTES = 20_000_000
_CENTER = ("wavelength", "center", "centre", "wl", "lambda", "wavelengths", "wave")
_WIDTH = ("fwhm", "width", "bandwidth")
_GOOD = ("good", "bbl", "used", "use", "usable")


def read_wavelengths(path: Path) -> SensorOverrides:
    """Return the wavelengths of a file (and FWHM and bad bands, if given) as user statements.

    The unit comes from the file (a column "wavelength (um)", "wavelength units" of a header, a JSON field); if it
    states none, ``wavelength_unit`` is None and must be confirmed.

    Raises:
        SensorError: the file cannot be read, or has no list of wavelengths.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise SensorError(f"'{path.name}' is too large for a list of wavelengths; give a CSV or text file.")
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        raise SensorError(f"'{path.name}' cannot be read; check the path of the wavelength list.") from None
    return parse_wavelengths(text, name=path.name)


def parse_wavelengths(text: str, *, name: str = "the list") -> SensorOverrides:
    """Return the wavelengths of a text in any of the forms of :func:`read_wavelengths`.

    Raises:
        SensorError: there is no list of wavelengths, lists differ in length, or one is ambiguous.
    """
    plain = text.lstrip("\ufeff \t\r\n")
    if plain.startswith(("{", "[")):
        found = _from_json(plain, name)
    elif plain.startswith("ENVI"):
        found = _from_header(plain, name)
    else:
        found = _from_table(plain, name)
    if not found.wavelengths:
        raise SensorError(f"No wavelengths were found in '{name}'; give one number per line, or a column 'wavelength'.")
    return found


def _from_json(text: str, name: str) -> SensorOverrides:
    try:
        document = parse_document(text)
    except ValueError:
        raise SensorError(f"'{name}' is not well-formed JSON; check the wavelength list.") from None
    if isinstance(document, list):
        document = {"wavelengths": document}
    if isinstance(document.get("bands"), list):  # a sensor table
        rows = [row for row in document["bands"] if isinstance(row, dict)]
        document = {
            "wavelengths": [row.get("center_nm") for row in rows],
            "wavelength_unit": "nm",
            "fwhm_nm": _complete([row.get("fwhm_nm") for row in rows]),
            "bad_bands": [n for n, row in enumerate(rows, start=1) if row.get("good") is False] or None,
        }
    return SensorOverrides.from_json(document)


def _complete(values: list[Any]) -> list[Any] | None:
    return values if values and all(isinstance(v, (int, float)) for v in values) else None


def _from_header(text: str, name: str) -> SensorOverrides:
    bands = re.search(r"^\s*bands\s*=\s*(\d+)", text, re.I | re.M)
    count = int(bands.group(1)) if bands else None

    def listed(key: str) -> list[float] | None:
        found = re.search(rf"^\s*{key}\s*=\s*{{([^}}]*)}}", text, re.I | re.M)
        return numbers(found.group(1), count) if found else None

    stated = re.search(r"^\s*wavelength units\s*=\s*(.+)$", text, re.I | re.M)
    unit = parse_unit(stated.group(1).strip()) if stated else None
    centers, widths, flags = listed("wavelength"), listed("fwhm"), listed("bbl")
    for values, what in ((widths, "FWHM values"), (flags, "flags of bad bands (bbl)")):
        if values is not None and centers is not None and len(values) != len(centers):
            raise SensorError(
                f"'{name}' lists {counted(len(centers), 'wavelength')} but {len(values)} {what}; correct the lists."
            )
    return _statement(centers or [], widths, flags, unit)


def _statement(
    centers: list[float], widths: list[float] | None, flags: list[float] | None, unit: str | None
) -> SensorOverrides:
    factor = {"um": 1000.0, "angstrom": 0.1}.get(unit or "nm", 1.0)
    if widths is not None and unit == "cm-1":
        widths = None
    bad = [n for n, flag in enumerate(flags or (), start=1) if flag == 0]
    return SensorOverrides(
        wavelengths=tuple(centers) or None,
        wavelength_unit=unit,
        fwhm_nm=None if widths is None else tuple(w * factor for w in widths),
        bad_bands=tuple(bad) or None,
    )


def _from_table(text: str, name: str) -> SensorOverrides:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", ";", "%"))]
    head = lines[0] if lines and re.search(r"[a-z]{2,}", lines[0], re.I) else None
    body = lines[1:] if head is not None else lines
    if _decimal_column(body, head, name):
        body = [line.replace(",", ".") for line in body]
    cells = [_cells(line, head or "") for line in body]
    rows = [row for row in cells if row]
    count = min((len(row) for row in rows), default=0)
    if count == 0:
        return SensorOverrides()
    columns = [list(column) for column in zip(*(row[:count] for row in rows))]
    if len(rows) == 1 and count > 3:  # one line of numbers
        return _statement(numbers(body[0]), None, None, _unit_in(head or ""))
    names = [cell.strip().lower() for cell in _split(head)] if head is not None else []
    center, width, good = (_column(names, keys) for keys in (_CENTER, _WIDTH, _GOOD))
    if center is None:
        center, width = _unnamed(columns, width)
    if center >= count:
        raise SensorError(f"'{name}' has rows without a wavelength; give one in every row.")
    unit = _unit_in(names[center] if center < len(names) else head or "")
    return _statement(
        columns[center],
        columns[width] if width is not None and width < count else None,
        columns[good] if good is not None and good < count else None,
        unit,
    )


def _decimal_column(lines: list[str], head: str | None, name: str) -> bool:
    """Return True for one column with decimal commas, False for centres and widths as integers.

    Raises:
        SensorError: the text is ambiguous.
    """
    pairs = [_PAIR.fullmatch(line) for line in lines]
    if len(lines) < 2 or not all(pairs) or (head is not None and len(_split(head)) > 1):
        return False
    parts = [pair.group(1) for pair in pairs if pair is not None]
    values = [int(part) for part in parts]
    if head is not None or any(part.startswith("0") for part in parts) or max(values) >= _UNLIKE * max(1, min(values)):
        return True
    if len(lines) >= _MANY_LINES and max(values) <= _ALIKE * min(values):
        return False
    raise SensorError(
        f"'{name}' may hold decimal commas, or centres and widths; write decimal points, or a heading such as "
        "wavelength,fwhm."
    )


def _split(line: str) -> list[str]:
    parts = [part.rstrip(",") for part in line.split()]
    decimal = [re.fullmatch(DECIMAL_COMMA, part) for part in parts]
    if len(parts) > 1 and any(decimal) and all(re.fullmatch(rf"{DECIMAL_COMMA}|\d+", part) for part in parts):
        return [part.replace(",", ".") for part in parts]  # columns with decimal commas
    for separator in ("\t", ";", ","):
        if separator in line:
            return line.split(separator)
    return line.split()


def _cells(line: str, head: str) -> list[float]:
    """Return the numbers of a row; an empty cell is NaN if the heading shows that it is a column."""
    values = []
    decimal_comma = ";" in line or "\t" in line
    for cell in _split(line):
        found = _NUMBER.search(cell.replace(",", ".") if decimal_comma else cell)
        if found is not None:
            values.append(float(found.group()))
        elif head:
            values.append(math.nan)
    return values


def _column(names: list[str], keys: tuple[str, ...]) -> int | None:
    """Return the first column whose name starts with one of the keys."""
    return next((i for i, name in enumerate(names) if name.startswith(keys)), None)


def _unnamed(columns: list[list[float]], width: int | None) -> tuple[int, int | None]:
    """Return the columns of centre and width if no heading names them; a leading 1, 2, 3 ... numbers the bands."""
    steps = (later - earlier for earlier, later in zip(columns[0], columns[0][1:]))
    counted = columns[0][0] in (0.0, 1.0) and all(step == 1.0 for step in steps)
    first = 1 if len(columns) > 1 and counted else 0
    second = first + 1
    return first, width if width is not None else second if second < len(columns) else None


def _unit_in(text: str) -> str | None:
    """Return the unit named in a column heading: "wavelength (um)", "center_nm"."""
    for word in re.split(r"[\s()\[\],;_/]+", text):
        unit = parse_unit(word) if word and word.lower() != "a" else None
        if unit is not None:
            return unit
    return None
