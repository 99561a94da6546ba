"""Engines: what runs a network. One protocol (:mod:`.base`), one file per engine, imported only when used."""

from __future__ import annotations

from ..cards import ModelCard
from ..errors import ModelError
from .base import Engine

FRAMEWORKS = ("ONNX",)


def open_engine(card: ModelCard, *, device: str = "auto", threads: int = 0, parallel: int = 1) -> Engine:
    """Return a loaded engine for a model.

    Raises:
        ModelError: no engine runs the model's framework, or the file is not what the card says.
        EngineError: the engine is not installed, or cannot load the file.
    """
    if card.framework not in FRAMEWORKS:
        raise ModelError(
            f"Model '{card.name}' is of framework {card.framework}; only {', '.join(FRAMEWORKS)} can be run."
        )
    from .onnx_engine import OnnxEngine

    return OnnxEngine(card, device=device, threads=threads, parallel=parallel)
