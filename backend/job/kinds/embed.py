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
            Output("embedding", "_embedding.tif", "features", required=True, title="Features"),
            Output("picture", "_picture.tif", "main components as red, green, blue", title="Picture of the features"),
        ),
        describe=_describe,
        command="folder",
        options=("features", "precision", "device", "threads", "memory_mb"),
        model="optional",
        sensor=True,
        extent=True,
        title="Write features of a model",
        summary="Writes what a model sees in each pixel as a raster of many bands, and as a picture.",
        details=(
            "<p>A model sees more in a pixel than its spectrum: its neighbours, and what it has learned. This writes "
            "it as a raster, for a clustering, a classifier or a regression of your own.</p>"
            "<p><b>Model</b>: the bundled one gives 96 features a pixel on the raster's own grid; an imported encoder "
            "of SpecAware or SpectralGPT gives one pixel a patch.</p>"
            "<p><b>Picture</b>: the three main components as red, green and blue. They come from a fixed sample of the "
            "whole raster: repeated runs and other extents of one raster have the same colours.</p>"
            "<p><b>Features</b>: large, 4 bytes a feature and pixel before compression. The report beside them (.json) "
            "names the device that was really used.</p>"
        ),
        tags="embedding,features,foundation model,PCA,clustering,deep learning,hyperspectral",
    ),
)
