"""Choose the precision of a model if the user leaves it open."""

from __future__ import annotations

import importlib.util

from ..catalog.cards import ModelCard
from ..common.errors import ModelError
from ..common.machine.hardware import FAST_INT8, fastest_precision, processor_features
from .base import Int8Source
from .onnx_sessions import CPU_PROVIDER, available_providers, choose_providers

AUTO = "auto"


def choose_precision(card: ModelCard, *, device: str, on_torch_card: bool, int8: Int8Source | None) -> str:
    """Return the fastest precision that the hardware supports and that keeps the model's classes.

    A graphics card uses float32. A processor uses int8 if it has VNNI, AMX or ARM dot-product instructions and at least
    99 % of the labels of the bundled sample stay the same, and bfloat16 if it has AMX and torch is installed.

    Args:
        card: the model.
        device: one of ``jobs.DEVICES``.
        on_torch_card: torch will run the model on a graphics card.
        int8: returns the int8 version of a model; raises if too many labels change.
    """
    if on_torch_card or choose_providers(device, available_providers())[0] != CPU_PROVIDER:
        return "float32"
    features = processor_features()
    is_onnx = card.weights.suffix.lower() == ".onnx"
    keeps = is_onnx and int8 is not None and bool(features & FAST_INT8) and _keeps_labels(card, int8)
    return fastest_precision(features, can_int8=keeps, has_torch=importlib.util.find_spec("torch") is not None)


def _keeps_labels(card: ModelCard, int8: Int8Source) -> bool:
    try:
        int8(card)
    except ModelError:
        return False
    return True
