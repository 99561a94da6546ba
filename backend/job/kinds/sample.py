"""The kind "sample": random points within each class of a map, to be labelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...common.errors import InputError
from ...common.wording import counted, shown
from .base import JobKind, Output, setting

if TYPE_CHECKING:
    from ..spec import JobSpec

_MOST_POINTS = 1_000_000


@dataclass(frozen=True)
class Sampling:
    """Size of the sample; with neither ``per_class`` nor ``total``, as many points as ``standard_error`` needs."""

    per_class: int = setting(
        0, metavar="N", minimum=0, help="points per class", title="Points per class (0: from the total)"
    )
    total: int = setting(
        0, metavar="N", minimum=0, help="total number of points, shared by area",
        title="Points in total (0: as many as needed)",
    )  # fmt: skip
    minimum: int = setting(
        50, metavar="N", minimum=2, help="minimum per class, if a total is given", title="Minimum points per class"
    )
    standard_error: float = setting(
        0.02, metavar="F", minimum=0.0005, maximum=0.25, help="target standard error of the overall accuracy",
        title="Target standard error of the overall accuracy",
    )  # fmt: skip
    expected: str = setting(
        "", metavar="F|CLASS=F,...", help="expected user's accuracy (default: 0.8)",
        title="Expected user's accuracy (empty: 0.8)",
    )  # fmt: skip
    hide: bool = setting(
        False, flag="hide-class", help="leave the mapped class out of the points", title="Hide the class of the map"
    )
    seed: int = setting(0, metavar="N", minimum=0, help="random seed", title="Random seed", advanced=True)


def _check(spec: JobSpec) -> None:
    asked = spec.asked(Sampling)
    for name, least in (("per_class", 0), ("total", 0), ("minimum", 2), ("seed", 0)):
        value = getattr(asked, name)
        if not least <= value <= _MOST_POINTS:
            raise InputError(f"Sampling '{name}' is {shown(value)}; give {least} to {_MOST_POINTS:,}.")
    if asked.per_class and asked.total:
        raise InputError("Both points per class and a total were given; give one of them.")
    if not 0.0005 <= asked.standard_error <= 0.25:
        raise InputError(f"A standard error of {asked.standard_error:g} is out of range; give 0.0005 to 0.25.")


def describe(data: Mapping[str, Any]) -> str:
    """Return the result as text: how many points were drawn, how many are needed, and the points per class."""
    needed, wanted = data["needed"], data["standard_error"]
    lines = [
        f"{data['outputs']['points']}: {counted(data['drawn'], 'point')}, standard error of overall accuracy about "
        f"{data['expected_standard_error']:.3f}",
        f"  {counted(needed, 'point is', 'points are')} needed for {wanted:g} (Olofsson et al. 2014, equation 13)",
    ]
    lines += [
        f"  {one['title']:<24} {one['share']:6.1%} of the map, {counted(one['drawn'], 'point')}"
        for one in data["classes"]
    ]
    return "\n".join(lines)


KINDS = (
    JobKind(
        "sample",
        "draw random points within each class of a map, to label and assess it",
        "accuracy.sample:run_sample",
        settings=Sampling,
        outputs=(
            Output("points", ".gpkg", "points", required=True, title="Points"),
            Output("report", ".json", "report"),
        ),
        check=_check,
        describe=describe,
        command="file",
        source="class map: one band of integers, from any program",
        title="Draw a sample to assess a map",
        summary="Draws random points within each class of a map, as many as are needed.",
        details=(
            "<p>Draws random points within each class of a map. Fill in their field <b>reference</b> with the true "
            "class, from the field or from a better image, then run 'Assess the accuracy of a map'.</p><p><b>Number of "
            "points</b>: a number per class; or a total, shared by area with a minimum for each class; or, if both are "
            "0, the number needed for the target standard error of the overall accuracy (Olofsson et al. 2014, "
            "equation 13). Give the user's accuracy you expect as <i>0.8</i> or "
            "<i>Water=0.9,Forest=0.7</i>.</p><p><b>Hide the class of the map</b>: leaves the mapped class out of the "
            "points, so that it cannot influence the labelling.</p><p>The same seed draws the same points.</p>"
        ),
        tags="accuracy,validation,stratified random sample,reference points,sample size,Olofsson",
        source_title="Class map",
    ),
)
