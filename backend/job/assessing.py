"""What the jobs "assess" and "sample" are asked for. Python 3.9 at run time: QGIS imports this module."""

from __future__ import annotations

from dataclasses import dataclass

from ..common.errors import InputError
from ..common.wording import shown

DESIGNS = ("random", "stratified", "clustered")
"""How labels were drawn: at random over the whole map, at random within its classes, or in groups."""
_MOST_POINTS = 1_000_000


@dataclass(frozen=True)
class Assessing:
    """What a map is judged by.

    ``labels``: vector file of points or polygons. ``layer``: its layer, empty for the first. ``class_field``: the
    attribute that holds the class. ``match``: "label=class,...", classes of the labels that have another name in the
    map. ``design``: one of :data:`DESIGNS`, empty to recognise it.
    """

    labels: str = ""
    layer: str = ""
    class_field: str = ""
    match: str = ""
    design: str = ""

    def check(self) -> None:
        """Refuse what no job can mean.

        Raises:
            InputError: no labels or field, or an unknown design.
        """
        if not self.labels or not self.class_field:
            raise InputError("An assess job needs labels; give a vector file and the field that holds the class.")
        if self.design and self.design not in DESIGNS:
            raise InputError(f"Sampling design '{self.design}' is not known; use one of {', '.join(DESIGNS)}.")


@dataclass(frozen=True)
class Sampling:
    """What sample is drawn from a map.

    ``per_class``: points of each class. ``total``: points of all classes, shared by area with at least ``minimum`` of
    each; 0 for both takes as many as ``standard_error`` of the overall accuracy needs. ``expected``: the accuracy to
    expect of each class of the map, as "0.8" or "class=0.7,...". ``hide``: leave the map's class out of the points.
    ``seed``: of the draw.
    """

    per_class: int = 0
    total: int = 0
    minimum: int = 50
    standard_error: float = 0.02
    expected: str = ""
    hide: bool = False
    seed: int = 0

    def check(self, points: str | None) -> None:
        """Refuse what no job can mean; ``points`` is the output.

        Raises:
            InputError: no output, counts, seed or standard error out of range, or two ways to count points.
        """
        if not points:
            raise InputError("A sample job needs the path of its points; give outputs.points.")
        for name, least in (("per_class", 0), ("total", 0), ("minimum", 2), ("seed", 0)):
            value = getattr(self, name)
            if not least <= value <= _MOST_POINTS:
                raise InputError(f"Sampling '{name}' is {shown(value)}; give {least} to {_MOST_POINTS:,}.")
        if self.per_class and self.total:
            raise InputError("Both points per class and a total were given; give one of them.")
        if not 0.0005 <= self.standard_error <= 0.25:
            raise InputError(f"A standard error of {self.standard_error:g} is out of range; give 0.0005 to 0.25.")
