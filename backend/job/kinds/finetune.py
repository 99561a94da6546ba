"""The kind "finetune": train a whole network on a user's own labels of pixels or scenes; it needs PyTorch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...common.errors import InputError
from . import learning
from .base import JobKind, setting

if TYPE_CHECKING:
    from ..spec import JobSpec

DESIGNS = ("landcover", "specaware-base", "specaware-large", "spectralgpt")
"""Networks that can be fine-tuned; each has a configuration ``training/configs/finetune_*.toml``."""
MODES = ("full", "lora", "frozen")
DEVICES = ("auto", "cpu", "cuda")
"""Devices of a job on which PyTorch can train."""


@dataclass(frozen=True)
class FineTuning:
    """Training data and settings. With ``labels``, the source and ``more`` are the rasters under them."""

    masks: str = setting(
        "", metavar="DIR", path=True, folder=True,
        help="folder of masks with the same names as the images: class numbers from 1, 0 for no label",
        title="Masks: folder of rasters with the names of the images",
    )  # fmt: skip
    class_names: str = setting(
        "", flag="classes", metavar="A,B,...", help="names of the masks' classes, in the order of their numbers",
        title="Names of the masks' classes, separated by commas",
    )  # fmt: skip
    labels: str = learning.labels()
    layer: str = learning.layer()
    class_field: str = learning.class_field()
    more: tuple[str, ...] = learning.further_rasters()
    cell_px: int = setting(
        0, flag="cell", metavar="PX", minimum=0, maximum=learning.CELL_PX[1],
        help="side of square cells to label as scenes (0: label pixels)",
        title="Side of a cell in pixels (0: label pixels)",
    )  # fmt: skip
    multi_label: bool = learning.multi_label()
    design: str = setting(
        DESIGNS[0], choices=DESIGNS, help="network: the bundled model, or an encoder with its published weights",
        title="Network", advanced=True,
    )  # fmt: skip
    weights: str = setting(
        "", metavar="FILE", path=True, help="published weights of SpecAware or SpectralGPT, for these networks",
        title="Weights of SpecAware or SpectralGPT", advanced=True,
    )  # fmt: skip
    mode: str = setting(
        MODES[0], choices=MODES, help="weights to train: all, low-rank updates (LoRA), or only the head",
        title="Weights to train", advanced=True,
    )  # fmt: skip
    steps: int = setting(
        0, metavar="N", minimum=0, maximum=1_000_000,
        help="training steps at most (default: as in the network's configuration)",
        title="Training steps (0: as in the network's configuration)", advanced=True,
    )  # fmt: skip
    held_out: float = setting(
        0.2, metavar="SHARE", minimum=0.0, maximum=0.9,
        help="share of places held out to stop training in time and to measure the accuracy",
        title="Share of places held out", advanced=True,
    )  # fmt: skip
    name: str = learning.model_name()


def _check(spec: JobSpec) -> None:
    asked = spec.asked(FineTuning)
    if asked.masks and asked.labels:
        raise InputError("Masks belong to a folder of images, labels to rasters; give one of the two.")
    learning.check_labels(asked.labels, asked.class_field, asked.more)
    if asked.more and not asked.labels:
        raise InputError("Several rasters need labels on them; give settings.labels.")
    if asked.masks and (asked.cell_px or asked.multi_label):
        raise InputError("Masks label pixels; leave out the cell and several classes per scene.")
    if asked.labels and asked.multi_label and not asked.cell_px:
        raise InputError("Several classes are only possible for scenes; give the side of a cell, settings.cell_px.")
    if asked.cell_px:
        learning.check_cell(asked.cell_px)
    if (asked.design == DESIGNS[0]) == bool(asked.weights):
        if asked.weights:
            raise InputError("Weights belong to SpecAware or SpectralGPT; choose that network.")
        raise InputError(f"Network '{asked.design}' has no bundled weights; give the file of the published weights.")
    if not 0.0 <= asked.held_out <= 0.9:
        raise InputError(f"A share of {asked.held_out:g} cannot be held out; give 0 to 0.9.")
    if asked.steps < 0:
        raise InputError(f"Number of steps {asked.steps} is not valid; give 0 for the configuration's number, or more.")
    if spec.options.device not in DEVICES:
        raise InputError(f"Fine-tuning runs on {', '.join(DEVICES)}, not on '{spec.options.device}'; choose one.")


KINDS = (
    JobKind(
        "finetune",
        "fine-tune a whole network on your own labels (needs PyTorch)",
        "heads.finetuning:run_finetune",
        settings=FineTuning,
        outputs=(learning.MODEL,),
        check=_check,
        describe="heads.finetune_report:finetune_text",
        options=("threads", "device"),
        model="optional",
        sensor=True,
        source="raster with labels, folder of images, folder with one folder per class, or CSV of paths and labels",
        source_title="Labelled images: folder, CSV, or raster with labels",
        title="Fine-tune a network",
        summary="Trains a whole network on many labels of your own; needs PyTorch in the engine.",
        details=(
            "<p>Trains a whole network on your own labels: a class for each pixel, or one or several classes for "
            "whole images. This needs many labels from many places and takes minutes to hours. If you have few "
            "labels, use 'Train on your own classes' or 'Train on labelled scenes'.</p>"
            "<p>The engine needs PyTorch: choose <i>Processor, with fine-tuning</i> when you set up the "
            "engine.</p>"
            "<p><b>Pixels</b>: a folder of images, and a folder of <b>masks</b> with the same names and class "
            "numbers from 1 (0 for no label); or a raster with <b>labels</b>, points or "
            "polygons.<br><b>Images</b>: a folder with one folder of rasters per class; a CSV with the columns "
            "path and labels; or a raster with labelled polygons and the <b>side of a cell</b>.</p>"
            "<p>A fifth of the places is held out. Training stops when the accuracy there no longer rises; the "
            "model's report.txt gives this accuracy. A cancelled run continues where it stopped if you run it "
            "again with the same values.</p>"
            "<p>The model appears at once in 'Classify land cover' or 'Classify scenes'.</p>"
        ),
        tags="fine-tuning,deep learning,training,segmentation,scenes,masks,PyTorch,LoRA,SpectralGPT,UPerNet",
    ),
)
