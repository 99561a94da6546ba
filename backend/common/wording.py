"""Numbers and values in sentences: "1 band", "12 bands". Python 3.9 at run time: QGIS imports this module."""

from __future__ import annotations

import re
from typing import SupportsInt

_LONGEST = 80  # characters of a value in a sentence


def counted(number: SupportsInt, one: str, many: str = "") -> str:
    """Return a count with its noun, such as "1 band" or "0 bands"; numpy integers are accepted.

    ``one`` may hold more than the noun ("band is used"); ``many`` is its plural unless that only adds an "s".
    """
    count = int(number)
    return f"{count} {one if count == 1 else many or one + 's'}"


def shown(value: object) -> str:
    """Return the repr of a value, shortened if it is long."""
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 5]}[...]"


def first_clause(error: BaseException) -> str:
    """Return the first clause of a library's error message, for use within a sentence of ours."""
    text = re.split(r"[.;:]?\s*\n|[.;] ", str(error).strip())[0].rstrip(".;: ")
    return text[:300] or type(error).__name__


def speed_text(px_per_s: float) -> str:
    """Return a speed as display text, such as "104 kpx/s"."""
    for limit, unit in ((1e6, "Mpx/s"), (1e3, "kpx/s")):
        if px_per_s >= limit:
            value = px_per_s / limit
            return f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"
    return f"{px_per_s:.0f} px/s"


def duration_text(seconds: float) -> str:
    """Return a time span as display text, such as "12 s", "3 min 20 s" or "2 h 05 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
