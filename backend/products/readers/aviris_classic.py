"""Files beside AVIRIS-Classic images: gains (.gain), wavelengths and FWHM (.spc).

Source: AVIRIS distribution documents 030217 and 20160614 (JPL): each spectrum divided by the factors of ``*.gain``
(factor, channel) is radiance in uW cm-2 nm-1 sr-1; ``*.spc`` has centre and FWHM in nm, their uncertainties, and the
channel. Orthorectified radiance is -50 outside the swath, which its header does not state.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..statements.evidence import Evidence

_FLIGHT = re.compile(r"^(f\d{6}t\d{2}p\d{2}r\d{2}(?:rdn|_rdn)(?:_[a-z0-9]{1,3}(?=_))?)", re.I)

_OFF_SWATH = -50.0


def beside(image: Path) -> list[Evidence]:
    """Return the content of an AVIRIS-Classic radiance image's ``.gain`` and ``.spc`` files; [] for other images.

    Lists have as many values as the files have rows.
    """
    found = _FLIGHT.match(image.name)
    if found is None:
        return []
    evidence = []
    gains = _column(image.with_name(found.group(1) + ".gain"), 0)
    if gains is not None and all(g > 0 for g in gains):
        evidence.append(
            Evidence(origin="AVIRIS .gain file", band_scale=tuple(1.0 / g for g in gains), units="uW cm-2 nm-1 sr-1",
                     level="L1", quantity="radiance")
        )  # fmt: skip
    table = image.with_name(found.group(1) + ".spc")
    centers, widths = _column(table, 0), _column(table, 1)
    if centers is not None:
        evidence.append(Evidence(origin="AVIRIS .spc file", center_nm=centers, fwhm_nm=widths))
    return evidence


def flight(name: str) -> str | None:
    """Return the common prefix of an AVIRIS-Classic flight line's file names; None for other names."""
    found = _FLIGHT.match(name)
    return None if found is None else found.group(1)


def undeclared_nodata(image: Path, dtype: str) -> float | None:
    """Return the number outside the swath in orthorectified AVIRIS-Classic radiance stored as integers, else None."""
    return _OFF_SWATH if _FLIGHT.match(image.name) and "ort" in image.name.lower() and dtype == "int16" else None


def _column(path: Path, column: int) -> tuple[float, ...] | None:
    """Return a column of numbers from a text table, or None if there is no such table."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
        rows = [line.split() for line in lines if line.strip()]
        values = tuple(float(row[column]) for row in rows)
    except (OSError, ValueError, IndexError):
        return None
    return values or None
