"""Choose the precision of a model where the user leaves it open."""

from __future__ import annotations

import importlib.util

from ..catalog.cards import ModelCard
from ..common.errors import ModelError
from ..common.machine.hardware import FAST_INT8, fastest_precision, processor_features
from .base import Int8Source
from .onnx_sessions import CPU_PROVIDER, available_providers, choose_providers

AUTO = "auto"


def choose_precision(card: ModelCard, *, device: str, on_torch_card: bool, int8: Int8Source | None) -> str:
    """Return the fastest numbers that the hardware has instructions for and that keep the model's classes.

    A graphics card computes in float32. On the processor int8 is taken where it has VNNI, AMX or ARM's products of
    bytes, and at least 99 % of the labels of the bundled sample stay; bfloat16 where it has AMX and torch is there.

    Args:
        card: the model.
        device: one of ``jobs.DEVICES``.
        on_torch_card: torch will run it on a graphics card.
        int8: gives the int8 version of a model, and raises where too many labels change.
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
