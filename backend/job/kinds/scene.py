"""The kind "scene": scores of an imported or trained model that labels scenes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...common.wording import counted
from .base import NETWORK_OPTIONS, SCENES, JobKind, Output


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
        outputs=(
            Output(
                "scores",
                "_scene.csv",
                "scores of each cell",
                required=True,
                title="Scores of the cells",
                parameter="TABLE",
            ),
        ),
        describe=_describe,
        command="folder",
        options=NETWORK_OPTIONS,
        model="required",
        model_task=SCENES,
        sensor=True,
        extent=True,
        title="Classify scenes (whole image or grid cells)",
        summary="Labels grid cells and the whole image with a scene model.",
        details=(
            "<p>Gives one label, and the score of each class, to every cell of a grid and to the whole image. It "
            "needs a scene model of your own ('Train on labelled scenes') or an imported one such as SpectralGPT.</p>"
            "<p>A cell is as large as the tile the model was made for. The last cells of a row or column are shifted "
            "inwards; an image smaller than a tile is one cell. The score of the whole image is the mean over its "
            "cells, weighted by their valid area.</p><p><b>Scores of the cells</b>: CSV, one row per cell, one "
            "column per class.<br><b>Scores of the whole image</b>: CSV, one row per class, best "
            "first.<br><b>Cells</b>: polygons with label and scores, in the colours of the classes.</p>"
        ),
        tags="scene classification,SpectralGPT,image label,grid,Sentinel-2,deep learning",
    ),
)
