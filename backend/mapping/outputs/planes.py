"""Which planes of scores a run has, and in which order: the probability of each class, then what is asked for."""

from __future__ import annotations

from collections.abc import Collection


def planes_of(classes: int, keys: Collection[str]) -> dict[str, slice]:
    """Return the planes of "probabilities", "fractions" and "unknown" where ``keys``, layers of a map, name them.

    Probabilities are always there, one plane a class; cover fractions follow, as many; what is unknown is the last.
    """
    found = {"probabilities": slice(0, classes)}
    end = classes
    for key, count in (("fractions", classes), ("unknown", 1)):
        if key in keys:
            found[key] = slice(end, end + count)
            end += count
    return found


def count_planes(classes: int, keys: Collection[str]) -> int:
    """Return how many planes :func:`planes_of` has."""
    return classes * (1 + ("fractions" in keys)) + ("unknown" in keys)
