"""The kind "scene": scores of a model that labels scenes, imported or trained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...common.wording import counted
from .base import JobKind, Output

if TYPE_CHECKING:
    pass


def _describe(data: Mapping[str, Any]) -> str:
    cells = counted(len(data["cells"]), "cell")
    lines = [f"{data['outputs']['scores']}: {cells}, {data['seconds']:.1f} s, {data['device']}"]
    if data["whole"]:
        lines.append(f"  whole raster: {data['whole']['label']} ({data['whole']['score']:.1%})")
    lines += [f"  row {c['row']} col {c['col']}: {c['label']} ({c['score']:.1%})" for c in data["cells"]]
    return "\n".join(lines)


KINDS = (
    JobKind(
        "scene",
        "scores of a scene model: DIR/<stem>_scene.csv and its report",
        "scene_models.score:run_scene_job",
        outputs=(Output("scores", "_scene.csv", "scores of each cell"),),
        describe=_describe,
        command="folder",
        options=("precision", "device", "threads", "memory_mb"),
        model="required",
        sensor=True,
        extent=True,
    ),
)
