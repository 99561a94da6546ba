"""Match the classes of labels to those of a map: by a stated pair, then by name, then by pixel value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..common.errors import InputError
from .class_map import MapClass


def parse_pairs(text: str, *, what: str) -> dict[str, str]:
    """Return the pairs in "a=b,c=d"; a name that holds a comma or an equals sign needs double quotes.

    Raises:
        InputError: a part is not a pair, or a name is given twice.
    """
    found: dict[str, str] = {}
    for part in _split(text, ","):
        left, *right = (_plain(side) for side in _split(part, "="))
        if len(right) != 1 or not left or not right[0]:
            raise InputError(f"{what} '{part.strip()}' is not a pair; give {what.lower()}s as name=name,name=name.")
        if left in found:
            raise InputError(f"{what} '{left}' is given twice; give it once.")
        found[left] = right[0]
    return found


def _split(text: str, mark: str) -> list[str]:
    parts, quoted = [""], False
    for letter in text:
        quoted ^= letter == '"'
        if letter == mark and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return [part for part in parts if part.strip()] if mark == "," else parts


def _plain(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def find_class(name: str, classes: Iterable[MapClass]) -> int | None:
    """Return the pixel value of the class with this name or number; None if there is none.

    Names and titles count first, exactly and then ignoring case; otherwise a number is taken as a pixel value.
    """
    known = list(classes)
    exact = next((c.value for c in known if name in (c.name, c.title)), None)
    if exact is not None:
        return exact
    folded = name.strip().casefold()
    alike = {c.value for c in known if folded in (c.name.casefold(), c.title.casefold())}
    if len(alike) == 1:
        return alike.pop()
    number = int(folded) if folded.lstrip("-").isdecimal() and len(folded) < 12 else None
    return number if any(c.value == number for c in known) else None


def match_classes(labels: Sequence[str], classes: Sequence[MapClass], stated: Mapping[str, str]) -> list[int | None]:
    """Return the pixel value (or None if the map lacks the class) for each class of the labels.

    Raises:
        InputError: a stated pair names a class that the labels or the map lack.
    """
    known = ", ".join(f"{c.title} ({c.value})" if c.title != str(c.value) else c.title for c in classes)
    for label, target in stated.items():
        if label not in labels:
            raise InputError(f"The labels have no class '{label}' to match; they have {', '.join(labels)}.")
        if find_class(target, classes) is None:
            raise InputError(f"The map has no class '{target}' to match; it has {known}.")
    return [find_class(stated.get(name, name), classes) for name in labels]
