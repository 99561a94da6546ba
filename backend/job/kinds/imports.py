"""The kind "import": install published weights as a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .base import JobKind, Output, setting

HEADS = ("auto", "none", "scene", "multilabel")
ARCHITECTURES = (
    "spectralgpt-base", "spectralgpt-large", "spectralgpt-huge", "specaware-base", "specaware-large",
    "specaware-own-tiny", "specaware-own-small", "specaware-own-base",
    "spectralgpt-own-tiny", "spectralgpt-own-small", "spectralgpt-own-base",
)  # fmt: skip
"""Designs that come with the engine; extensions add others."""


@dataclass(frozen=True)
class Importing:
    """How published weights are read; 0 attention heads means the published number."""

    architecture: str = setting(
        "", flag="arch", parameter="ARCHITECTURE", required=True, metavar="NAME", suggested=ARCHITECTURES,
        help="specaware-base, spectralgpt-base, ...", title="Architecture",
    )  # fmt: skip
    head: str = setting(
        "auto", choices=HEADS, help="scene classifier to keep (auto: if any)", title="Classifier to keep"
    )
    classes: str = setting(
        "", metavar="LIST|FILE", help="names of the classes: a,b,c, or a file with one per line",
        title="Classes: names separated by commas, or a text file",
    )  # fmt: skip
    name: str = setting(
        "", help="name of the installed model (default: the name of the file)",
        title="Name of the model (empty: the name of the file)",
    )  # fmt: skip
    attention_heads: int = setting(
        0, flag="heads", parameter="ATTENTION_HEADS", metavar="N", minimum=0, advanced=True,
        help="number of attention heads, if the size is not a published one",
        title="Attention heads, if the size is not a published one",
    )  # fmt: skip


def _describe(data: Mapping[str, Any]) -> str:
    return f"Installed: {data['card']}"


KINDS = (
    JobKind(
        "import",
        "install published weights of SpecAware or SpectralGPT",
        "imported.install:run_import",
        settings=Importing,
        outputs=(Output("model", "", "folder of the model"),),
        describe=_describe,
        source="weights: .safetensors, .pth or .pt",
        source_title="Weights",
        source_parameter="FILE",
        source_files="*.safetensors *.pth *.pt",
        title="Import model weights",
        summary="Installs published weights of SpecAware or SpectralGPT as a model of your own.",
        details=(
            "<p>Installs published weights of SpecAware or SpectralGPT as a model of your own. All weights are "
            "checked and written as ONNX, with a model card. Files that could run code are "
            "refused.</p><p><b>Architecture</b>: what the weights were trained as.<br><b>Classifier to keep</b>: "
            "the scene classifier in the file, if there is one; with several labels per scene if it was trained "
            "so.<br><b>Classes</b>: names in the classifier's order, separated by commas, or a text file with one "
            "name per line.</p><p>A scene classifier then appears in 'Classify scenes'. Sizes other than the "
            "published ones also need PyTorch and onnx in the engine's environment.</p>"
        ),
        tags="model,weights,checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,install",
    ),
)
