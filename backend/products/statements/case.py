"""The state of interpreting one raster: facts, evidence and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ...spectral.sensors import SensorTable
from .evidence import Evidence

USER = ("user", "sidecar")  # origins of the user's own statements
ADAPTABLE = ("ENVI header", "band item", "dataset item", "band scale", "STAC sidecar")
"""Origins that any program may write: their scale and offset are only used if they fit the values."""


@dataclass(frozen=True)
class Facts:
    """Facts about the raster itself. ``spectra`` (C, n) are sampled raw numbers, NaN for nodata."""

    name: str
    count: int
    dtype: np.dtype[np.generic]
    spectra: np.ndarray
    gsd_m: float | None = None
    lon_lat: tuple[float, float] | None = None
    alpha: frozenset[int] = frozenset()

    @property
    def values(self) -> np.ndarray:
        """All sampled raw numbers that are data, (n,)."""
        values: np.ndarray = self.spectra[np.isfinite(self.spectra)]
        return values


@dataclass(frozen=True)
class Picked:
    """A value and the origin of its evidence."""

    value: object = None
    origin: str = "unknown"

    @property
    def number(self) -> float | None:
        """The value as a number; None if it is not one."""
        return float(self.value) if isinstance(self.value, (int, float)) else None

    @property
    def text(self) -> str | None:
        """The value as text; None if missing."""
        return None if self.value is None else str(self.value)

    @property
    def by_user(self) -> bool:
        """True if the user stated it, now or in the saved sidecar."""
        return self.origin in USER


@dataclass
class Case:
    """Facts, evidence (most trusted first), the sensor's table once known, and notes for the user.

    ``choices``: for a setting's name, the values from which the user must choose (each with a blocker).
    """

    facts: Facts
    evidence: Sequence[Evidence]
    table: SensorTable | None = None
    origins: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    blockers: list[str] = field(default_factory=list)
    choices: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def ask(self, setting: str, values: Sequence[float], sentence: str) -> None:
        """Add a blocker: the user must state a setting, probably as one of ``values``."""
        self.choices[setting] = tuple(values)
        self.blockers.append(sentence)

    def pick(self, name: str) -> Picked:
        """Return the first stated value of an evidence field."""
        for source in self.evidence:
            value = getattr(source, name)
            if value is not None:
                return Picked(value, source.origin)
        return Picked()

    def per_band(self, name: str) -> list[Picked]:
        """Return for each band the first stated value."""
        result = [Picked()] * self.facts.count
        for source in self.evidence:
            values = getattr(source, name)
            if values is None or len(values) != self.facts.count:
                continue
            for i, value in enumerate(values):
                if result[i].value is None and value is not None and value != "":
                    result[i] = Picked(value, source.origin)
        return result
