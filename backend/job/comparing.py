"""What the jobs "change" and "series" compare. Python 3.9 at run time: QGIS imports this module."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..common.errors import InputError
from ..common.wording import shown

GRIDS = ("auto", "first", "second")
"""Whose pixels the dates are compared on: of the raster with the larger ones, or of a stated one."""


@dataclass(frozen=True)
class Comparing:
    """Two dates of a change job, or all dates of a series job.

    ``after``: the raster of the second date, beside the job's source; ``overrides``: its sensor settings. ``grid``: one
    of :data:`GRIDS`. ``probability``: of change, from which on a pixel counts as changed. ``labels``: vector file of
    points or polygons that are known to have changed or not, ``layer`` its layer, ``class_field`` the attribute that
    says which; the head learned from them then decides. ``unchanged``: what that attribute says of unchanged places.
    ``more``: the other rasters of a series, each with the job's own sensor settings. ``dates``: ISO dates of its
    rasters, in order; empty to read them from metadata and names.
    """

    after: str = ""
    overrides: dict[str, Any] = field(default_factory=dict)
    grid: str = GRIDS[0]
    probability: float = 0.5
    labels: str = ""
    layer: str = ""
    class_field: str = ""
    unchanged: str = ""
    more: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """All files that are named."""
        return [path for path in (self.after, self.labels, *self.more) if isinstance(path, str)]

    def check(self, kind: str, *, target: str | None) -> None:
        """Refuse what no job can mean; ``target`` is where its outputs go.

        Raises:
            InputError: too few rasters, no output, an unknown grid, a probability out of range, half-stated labels.
        """
        if kind == "change" and not self.after:
            raise InputError("A change job needs the raster of the second date; give comparing.after.")
        if kind == "series" and not (self.more and all(isinstance(path, str) and path for path in self.more)):
            raise InputError("A series needs two rasters or more; give the paths of the others.")
        if not target:
            name = "outputs.change" if kind == "change" else "outputs.folder"
            raise InputError(f"A {kind} job needs a place for what it finds; give {name}.")
        if self.grid not in GRIDS:
            raise InputError(f"Grid '{self.grid}' is not known; use one of {', '.join(GRIDS)}.")
        if not 0.0 < self.probability < 1.0:
            raise InputError(f"A probability of change of {self.probability:g} is out of range; give 0.01 to 0.99.")
        if bool(self.labels) != bool(self.class_field):
            raise InputError("Labels of change need a file and the field that says what changed; give both.")
        if self.dates and len(self.dates) != len(self.more) + 1:
            raise InputError(
                f"{len(self.dates)} dates were given for {len(self.more) + 1} rasters; give one for each, in order."
            )
        if not all(isinstance(date, str) for date in self.dates):
            raise InputError(f"The dates {shown(self.dates)} are not texts; give them as 2024-05-31.")
