"""The kind "report": the page of a finished map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .base import JobKind, Output


def _describe(data: Mapping[str, Any]) -> str:
    return f"{data['outputs']['page']}: page of {data['map']}, {data['seconds']:.1f} s"


KINDS = (
    JobKind(
        "report",
        "write an HTML report of each finished map",
        "pages.make:run_report",
        outputs=(Output("page", ".html", "the page"),),
        describe=_describe,
        language=True,
    ),
)
