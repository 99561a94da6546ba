"""How the labels of an assessment were sampled; this decides whether confidence intervals can be given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..common.documents import parse_document
from ..labels.read import LabelFile

SAMPLE_KEY = "SPECAWARE_SAMPLE"
"""Key of the sampling design that a sample job stores in the GeoPackage of its points."""

_NO_POINTS = (
    "The labels hold polygons: pixels of one polygon are alike and were not drawn independently, so a confidence "
    "interval from their number would be far too narrow."
)
_CLUSTERED = "The labels are stated to be clustered; confidence intervals need labels drawn independently."
_UNSTATED = (
    "Nothing says how the labels were drawn: the intervals hold only for labels drawn at random; state the design if "
    "they were."
)
_OTHER_MAP = (
    "The sample was drawn within the classes of another map ({}); those classes are not the strata of this map."
)
_ADDED = (
    "Class '{}' of the map has more labels than the sample drew in it: some of its labels were not drawn at random."
)


@dataclass(frozen=True)
class Design:
    """How labels were drawn.

    Attributes:
        kind: "random", "stratified", "clustered", or "" if unknown.
        origin: "stated", "recognised" (from the sample itself), "polygons" or "".
        reason: why there are no intervals; "" if there are.
        warning: why the stated design could not be applied, or "".
        drawn: for a recognised sample, the number of points drawn per pixel value.
    """

    kind: str
    origin: str
    reason: str = ""
    warning: str = ""
    drawn: Mapping[int, int] | None = None

    def against(self, labelled: Mapping[int, int], titles: Mapping[int, str]) -> Design:
        """Return the design after comparing it with the number of labels in each class of the map, by pixel value."""
        if self.reason or self.drawn is None:
            return self
        more = [value for value, count in labelled.items() if count > self.drawn.get(value, 0)]
        return Design("", "", _ADDED.format(titles.get(more[0], more[0]))) if more else self


def sample_text(*, map_path: Path, digest: str, seed: int, drawn: Mapping[int, int]) -> str:
    """Return the text that the points keep about how they were drawn."""
    facts = {"design": "stratified", "map": map_path.name, "sha256": digest, "seed": seed}
    return json.dumps({**facts, "drawn": {str(value): count for value, count in drawn.items()}}, ensure_ascii=True)


def find_design(labels: LabelFile, stated: str, *, digest: str) -> Design:
    """Return how the labels were drawn, from their geometry, the stated design or the sample's own record.

    Args:
        labels: the labels as read.
        stated: the design that the user states, or "".
        digest: SHA-256 of the map, which the sample also records.
    """
    if any(shape["type"] != "Point" for shape, _, _ in labels.shapes):
        ignored = stated in ("random", "stratified")
        warning = f"The stated design, {stated}, is for points; polygons are treated as clustered." if ignored else ""
        return Design("clustered", "polygons", _NO_POINTS, warning)
    if stated == "clustered":
        return Design(stated, "stated", _CLUSTERED)
    if stated:
        return Design(stated, "stated")
    return _recognised(labels, digest) or Design("", "", _UNSTATED)


def _recognised(labels: LabelFile, digest: str) -> Design | None:
    try:
        facts: Any = parse_document(labels.metadata.get(SAMPLE_KEY, ""))
        drawn = {int(value): int(count) for value, count in facts["drawn"].items()}
        name, known = str(facts["map"]), str(facts["sha256"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if known != digest:
        return Design("", "", _OTHER_MAP.format(name))
    return Design("stratified", "recognised", drawn=drawn)
