"""The kind "assess": accuracy of a class map against labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...common.wording import counted
from . import learning
from .base import JobKind, Output, setting

DESIGNS = ("random", "stratified", "clustered")
"""How labels were drawn: at random over the whole map, at random within its classes, or in groups."""


@dataclass(frozen=True)
class Assessing:
    """Settings of an assessment. ``design`` is one of :data:`DESIGNS`; if empty it is recognised."""

    labels: str = learning.labels(required=True)
    layer: str = learning.layer()
    class_field: str = learning.class_field(required=True)
    match: str = setting(
        "", metavar="LABEL=CLASS,...", help="classes whose names differ in the map",
        title="Match: label=class,label=class",
    )  # fmt: skip
    design: str = setting(
        "",
        choices=DESIGNS,
        help="sampling design of the labels (default: recognised)",
        title="Sampling design",
        automatic="recognise",
    )


def describe(data: Mapping[str, Any]) -> str:
    """Return the result as text: accuracies of the labels, of the map and of each class."""
    figures, found = data["accuracy"], data["map_estimates"]
    out = next(data["outputs"][key] for key in ("page", "table", "report") if key in data["outputs"])
    lines = [
        f"{out}: {counted(figures['labels'], 'label')}, overall accuracy {figures['oa']:.1%}, mean IoU "
        f"{figures['miou']:.3f}"
    ]
    if found["oa"] is not None:
        half = "" if found["oa_95"] is None else f" +- {found['oa_95']:.1%}"
        lines.append(f"  for the whole map: overall accuracy {found['oa']:.1%}{half}")
    if found["reason"]:
        lines.append(f"  no confidence intervals: {found['reason']}")
    for one in figures["classes"]:
        users, producers = ("-" if one[key] is None else f"{one[key]:.1%}" for key in ("users", "producers"))
        lines.append(
            f"  {one['title']:<24} user's {users:>6}, producer's {producers:>6}, {counted(one['labels'], 'label')}"
        )
    return "\n".join(lines)


KINDS = (
    JobKind(
        "assess",
        "assess the accuracy of a class map: HTML page, table and report",
        "accuracy.assess:run_assess",
        settings=Assessing,
        outputs=(
            Output("page", ".html", "page", title="Accuracy (HTML)", parameter="HTML", by_default=True),
            Output("table", ".csv", "table", title="Accuracy (CSV table)", parameter="CSV"),
            Output("report", ".json", "report", title="Accuracy (JSON)", parameter="JSON"),
        ),
        describe=describe,
        command="file",
        language=True,
        source="class map: one band of integers, from any program",
        title="Assess the accuracy of a map",
        summary="Compares a class map with points or polygons of known class: confusion matrix, accuracies, areas.",
        details=(
            "<p>Compares a class map, from this or any other program, with points or polygons of known class. The "
            "result has the confusion matrix, user's and producer's accuracy, F1 and IoU of each class, and estimates "
            "of accuracy and area for the whole map with 95 % confidence intervals (Olofsson et al. "
            "2014).</p><p><b>Labels</b> may be in any CRS. Classes are matched by name, or by pixel value if the "
            "labels are numbers. <b>Match</b> pairs names that differ, for example "
            "<i>meadow=Grassland,5=Water</i>.</p><p><b>Sampling design</b> decides whether confidence intervals can be "
            "given. Points from 'Draw a sample to assess a map' are recognised. Polygons give no intervals, because "
            "their pixels were not drawn independently.</p><p>The HTML page, the table and the JSON file hold the same "
            "figures.</p>"
        ),
        tags="accuracy,validation,confusion matrix,error matrix,Olofsson,area estimation,IoU,F1",
        source_title="Class map",
    ),
)
