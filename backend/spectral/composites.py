"""Choose the three bands of a colour composite by wavelength."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

TRUE_COLOUR, INFRARED, SHORTWAVE, FALSE_COLOUR = "true_colour", "infrared", "shortwave", "false_colour"
KINDS = (TRUE_COLOUR, INFRARED, SHORTWAVE)
"""Composites named after their wavelengths, in order of preference."""
_WANTED_NM = {
    TRUE_COLOUR: (660.0, 560.0, 480.0),
    INFRARED: (850.0, 660.0, 560.0),
    SHORTWAVE: (1650.0, 850.0, 660.0),
}  # of red, green and blue
_NEAR_NM = 40.0  # largest distance of a band from these
_SHORTWAVE_NEAR_NM = 80.0  # in the wide windows between the water bands

Places = tuple[int, int, int]


def places_of(kind: str, center_nm: Sequence[float]) -> Places | None:
    """Return the positions of the red, green and blue band of a kind of composite; None if a band is missing."""
    if not center_nm:
        return None
    found = []
    for wanted in _WANTED_NM[kind]:
        place = min(range(len(center_nm)), key=lambda i: abs(center_nm[i] - wanted))
        near = _SHORTWAVE_NEAR_NM if wanted > 1000 else _NEAR_NM
        if abs(center_nm[place] - wanted) > near:
            return None
        found.append(place)
    return (found[0], found[1], found[2]) if len(set(found)) == 3 else None


def best_bands(center_nm: Sequence[float], kinds: Sequence[str] = (TRUE_COLOUR, INFRARED)) -> tuple[str, Places]:
    """Return the first kind of composite that the bands allow with their positions, else "false_colour".

    A false-colour composite uses the longest, the middle and the shortest wavelength.

    Raises:
        ValueError: there is no band.
    """
    for kind in kinds:
        places = places_of(kind, center_nm)
        if places is not None:
            return kind, places
    if not center_nm:
        raise ValueError("a composite needs a band")
    order = sorted(range(len(center_nm)), key=lambda i: center_nm[i])
    return FALSE_COLOUR, (order[-1], order[(len(order) - 1) // 2], order[0])


def band_numbers(bands: Sequence[Mapping[str, Any]], kind: str = "") -> tuple[str, Places] | None:
    """Return the kind of composite and its band numbers, from 1, for the ``bands`` of an inspection.

    Unused bands are left out. If wavelengths are unknown, the used bands are taken in their order. An empty ``kind``
    means the best one.

    Returns:
        None if the bands do not allow ``kind``, or none is used.
    """
    used = [band for band in bands if band.get("good", True)]
    known = [band for band in used if band.get("center_nm") is not None]
    if kind:
        places = places_of(kind, [float(band["center_nm"]) for band in known])
        return None if places is None else (kind, _numbers(known, places))
    if known:
        kind, places = best_bands([float(band["center_nm"]) for band in known], KINDS[:2])
        return kind, _numbers(known, places)
    if not used:
        return None
    last = len(used) - 1
    return FALSE_COLOUR, _numbers(used, (last, last // 2, 0))


def _numbers(bands: Sequence[Mapping[str, Any]], places: Places) -> Places:
    red, green, blue = (int(bands[i]["number"]) for i in places)
    return red, green, blue
