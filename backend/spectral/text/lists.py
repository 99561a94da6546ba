"""Numbers as written in metadata: single or in lists, with decimal points or decimal commas."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
DECIMAL_COMMA = r"[-+]?\d+,\d+(?:[eE][-+]?\d+)?"
_ZIGZAG = 0.4  # share of backward steps from which numbers count as unordered
_IN_ORDER = 0.1  # and up to which they count as ordered: two instruments may overlap


def number(text: object) -> float | None:
    """Return the first finite number in a metadata value, or None; "418,24" alone is one with a decimal comma."""
    plain = str(text).strip()
    if re.fullmatch(DECIMAL_COMMA, plain):
        plain = plain.replace(",", ".")
    found = re.search(NUMBER, plain)
    value = float(found.group()) if found else math.nan
    return value if math.isfinite(value) else None


def numbers(text: object, count: int | None = None) -> list[float]:
    """Return the numbers of a list as written in metadata: "{0.46, 0.47}", "[1 1 0]", "418,24; 423,87".

    Args:
        text: the list.
        count: the expected number of values; it decides whether "418,24, 423,87" has two or four.
    """
    written = str(text)
    plain = [float(v) for v in re.findall(rf"{NUMBER}|nan", written, re.I)]
    decimal = _with_decimal_commas(written)
    if decimal is None:
        return plain
    if _backwards(plain) >= _ZIGZAG and _backwards(decimal) <= _IN_ORDER and len(set(decimal)) > 1:
        return decimal  # 418, 24, 423, 87 is unordered, so it means 418.24, 423.87 whatever is expected
    if count is not None:
        return decimal if len(decimal) == count != len(plain) else plain
    return plain


def _with_decimal_commas(text: str) -> list[float] | None:
    """Return the numbers of a list in which commas inside numbers are decimal; None if it cannot be one."""
    parts = [part.rstrip(",") for part in re.split(r"[;\s]+", text.strip("{}[]() \t\r\n"))]
    parts = [part for part in parts if part]
    commas = [bool(re.fullmatch(DECIMAL_COMMA, part)) for part in parts]
    if not any(commas) or not all(comma or re.fullmatch(NUMBER, part) for part, comma in zip(parts, commas)):
        return None
    return [float(part.replace(",", ".")) for part in parts]


def _backwards(values: Sequence[float]) -> float:
    """Return the share of steps against the direction of most steps."""
    steps = [later - earlier for earlier, later in zip(values, values[1:])]
    down, up = sum(step < 0 for step in steps), sum(step > 0 for step in steps)
    return min(down, up) / max(1, len(steps))
