"""The bundled spectra of the classes, and those most similar to a measured spectrum, by spectral angle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...backend.common.documents import read_document
from ..i18n import tr
from ..paths import RESOURCES

LIBRARY = RESOURCES / "library_spectra.json"
MIN_BANDS = 4
"""Fewer common bands than this tell nothing."""


@dataclass(frozen=True)
class LibrarySpectrum:
    """One typical spectrum: class name, positions in nm, reflectance."""

    name: str
    center_nm: tuple[float, ...]
    values: tuple[float, ...]

    def at(self, center_nm: float) -> float | None:
        """Reflectance at a wavelength, linear between the points; None outside them."""
        first, last = self.center_nm[0], self.center_nm[-1]
        if not first <= center_nm <= last:
            return None
        place = (center_nm - first) / (last - first) * (len(self.center_nm) - 1)
        i = min(int(place), len(self.center_nm) - 2)
        return self.values[i] + (place - i) * (self.values[i + 1] - self.values[i])


@dataclass(frozen=True)
class Likeness:
    """The spectral angle between a measured and a library spectrum in degrees."""

    spectrum: LibrarySpectrum
    angle_deg: float


@lru_cache(maxsize=1)
def library() -> tuple[LibrarySpectrum, ...]:
    """Return the bundled spectra; their points are equally spaced."""
    document = read_document(LIBRARY)
    centers = tuple(float(v) for v in document["wavelength_nm"])
    return tuple(LibrarySpectrum(s["class"], centers, tuple(map(float, s["values"]))) for s in document["spectra"])


def title(name: str) -> str:
    """Display name of a class."""
    titles = {
        "roof": tr("roof"), "pavement": tr("pavement"), "low_vegetation": tr("low vegetation"), "tree": tr("tree"),
        "bare_soil": tr("bare soil"), "dry_vegetation": tr("dry vegetation"), "water": tr("water"),
        "snow": tr("snow"), "burned": tr("burned"),
    }  # fmt: skip
    return titles.get(name, name)


def nearest(center_nm: Sequence[float | None], values: Sequence[float | None]) -> list[Likeness]:
    """Return the library spectra, one per class, sorted by angle to a spectrum; [] if too few bands are in common.

    The spectral angle is acos(a·b / |a||b|) (Kruse et al. 1993, Remote Sensing of Environment 44, 145-163).
    """
    best: dict[str, Likeness] = {}
    for spectrum in library():
        pairs = [
            (value, there)
            for center, value in zip(center_nm, values)
            if center is not None and value is not None and (there := spectrum.at(center)) is not None
        ]
        norm = math.sqrt(sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs))
        if len(pairs) < MIN_BANDS or norm == 0:
            continue
        angle = math.degrees(math.acos(max(-1.0, min(1.0, sum(a * b for a, b in pairs) / norm))))
        known = best.get(spectrum.name)
        if known is None or angle < known.angle_deg:
            best[spectrum.name] = Likeness(spectrum, angle)
    return sorted(best.values(), key=lambda likeness: likeness.angle_deg)
