"""Engines, which run a network: one protocol (:mod:`.base`), and one file per engine, imported only when used.

Input: a card, and windows of reflectance with the conditions of their bands. Output: scores and features. Imports
``models``, ``catalog``, ``job`` and ``common``.
"""

from __future__ import annotations

import importlib.util

from ..catalog.cards import ModelCard
from ..common.errors import EngineError, ModelError
from ..common.machine.hardware import has_nvidia_driver
from .base import Engine, EngineOptions
from .precision import AUTO, choose_precision

DEFAULTS = EngineOptions()
FRAMEWORKS = ("ONNX", "PyTorch")
TORCH_DEVICES = ("auto", "cpu", "cuda")


def open_engine(card: ModelCard, options: EngineOptions = DEFAULTS) -> Engine:
    """Return a loaded engine for a model.

    torch runs what onnxruntime cannot: safetensors weights, bfloat16, and CUDA if this onnxruntime lacks it.

    Raises:
        ModelError: no engine runs the model's framework, or the file does not match the card.
        EngineError: the engine is not installed, cannot load the file, or cannot use this device or precision.
    """
    if card.framework not in FRAMEWORKS:
        raise ModelError(
            f"Model '{card.name}' needs the framework {card.framework}; only {', '.join(FRAMEWORKS)} can be run."
        )
    device, precision = options.device, options.precision
    if precision == AUTO:
        on_card = needs_torch_for_cuda(device)
        precision = choose_precision(card, device=device, on_torch_card=on_card, int8=options.int8)
    stored = card.weights.suffix.lower() == ".safetensors"
    if stored or precision == "bfloat16" or (precision != "int8" and needs_torch_for_cuda(device)):
        if device not in TORCH_DEVICES:
            reason = "its weights are for torch" if stored else "bfloat16 runs in torch"
            raise EngineError(f"{device} cannot be used here ({reason}); choose {', '.join(TORCH_DEVICES)}.")
        if precision == "int8":
            raise ModelError(f"Model '{card.name}' has weights for torch; choose float32 or bfloat16.")
        from .torch_engine import TorchEngine

        return TorchEngine(card, device=device, threads=options.threads, parallel=options.parallel, precision=precision)
    from .onnx_engine import OnnxEngine

    return OnnxEngine(
        card, device=device, threads=options.threads, parallel=options.parallel, precision=precision,
        int8=options.int8, features=options.features,
    )  # fmt: skip


def needs_torch_for_cuda(device: str) -> bool:
    """Return True if torch can use the graphics card for this device but this onnxruntime cannot.

    torch takes seconds to import, so it is only imported if an NVIDIA driver is installed.
    """
    if device not in ("auto", "cuda") or not has_nvidia_driver() or importlib.util.find_spec("torch") is None:
        return False
    from .onnx_sessions import available_providers

    if "CUDAExecutionProvider" in available_providers():
        return False
    import torch

    return bool(torch.cuda.is_available())
