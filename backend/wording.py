"""Numbers and values in sentences: "1 band", "12 bands". Python 3.9 at run time: QGIS imports this module."""

from __future__ import annotations

import re
from typing import SupportsInt

_LONGEST = 80  # characters of a value in a sentence


def counted(number: SupportsInt, one: str, many: str = "") -> str:
    """Return a count with its noun, as "1 band" or "0 bands"; NumPy's whole numbers count as Python's do.

    ``one`` may hold more than the noun ("band is used"); ``many`` is its plural where that is not an "s" at its end.
    """
    count = int(number)
    return f"{count} {one if count == 1 else many or one + 's'}"


def shown(value: object) -> str:
    """Return a value as Python writes it, cut off where it is long."""
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 5]}[...]"


def first_clause(error: BaseException) -> str:
    """Return the first clause of what a library says of a failure, to stand within a sentence of ours."""
    text = re.split(r"[.;:]?\s*\n|[.;] ", str(error).strip())[0].rstrip(".;: ")
    return text[:300] or type(error).__name__
