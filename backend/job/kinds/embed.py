"""The kind "embed": features of a model as a raster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .base import NETWORK_OPTIONS, JobKind, Output


def _describe(data: Mapping[str, Any]) -> str:
    return f"{data['outputs']['embedding']}: {data['features']}, {data['seconds']:.1f} s, {data['device']}"


KINDS = (
    JobKind(
        "embed",
        "write features of a model: DIR/<stem>_embedding.tif and its report",
        "embedding.run:run_embed",
        outputs=(
            Output("embedding", "_embedding.tif", "features", required=True, title="Features"),
            Output(
                "picture",
                "_picture.tif",
                "first three principal components in red, green, blue",
                title="Picture of the features",
            ),
        ),
        describe=_describe,
        command="folder",
        options=("features", *NETWORK_OPTIONS),
        model="optional",
        sensor=True,
        extent=True,
        title="Write features of a model",
        summary="Writes the features of a model as a raster with many bands, and as a picture.",
        details=(
            "<p>Writes the features of a model as a raster, for clustering, classification or regression of your own. "
            "Features describe a pixel together with its neighbourhood.</p><p><b>Model</b>: the bundled model gives 96 "
            "features per pixel on the raster's own grid; an imported encoder of SpecAware or SpectralGPT gives one "
            "vector per patch.</p><p><b>Picture</b>: the first three principal components in red, green and blue. They "
            "are computed from a fixed sample of the whole raster, so other extents of the same raster have the same "
            "colours.</p><p><b>Features</b>: a large file, 4 bytes per feature and pixel before compression. The "
            "report beside it (.json) names the device that was used.</p>"
        ),
        tags="embedding,features,foundation model,PCA,clustering,deep learning,hyperspectral",
    ),
)
