"""The kind "embed": features of a model as a raster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .base import JobKind, Output

if TYPE_CHECKING:
    pass


def _describe(data: Mapping[str, Any]) -> str:
    return f"{data['outputs']['embedding']}: {data['features']}, {data['seconds']:.1f} s, {data['device']}"


KINDS = (
    JobKind(
        "embed",
        "features of a model: DIR/<stem>_embedding.tif and its report",
        "embedding.run:run_embed",
        outputs=(
            Output("embedding", "_embedding.tif", "features", required=True),
            Output("picture", "_picture.tif", "main components as red, green, blue"),
        ),
        describe=_describe,
        command="folder",
        options=("features", "precision", "device", "threads", "memory_mb"),
        model="optional",
        sensor=True,
        extent=True,
    ),
)
