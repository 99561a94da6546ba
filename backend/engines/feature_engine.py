"""Engines of imported models: spectral-batch fields in, feature maps or scene scores out; onnxruntime or torch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from ..catalog.cards import ModelCard
from ..common.arrays import FloatArray
from ..common.errors import CancelledError, EngineError, ModelError
from ..common.machine.hardware import available_threads
from ..job.spec import PRECISIONS
from . import TORCH_DEVICES
from .base import OutOfDeviceMemoryError, is_memory_error, one_line
from .onnx_sessions import CardSession
from .precision import AUTO
from .torch_engine import choose_numbers, choose_place, place_text

_TOO_SMALL = "A window of the model does not fit the memory of {}; close other programs that use it, or choose the CPU."


class FeatureEngine(Protocol):
    """One loaded model; only one thread at a time may call ``run``."""

    @property
    def device(self) -> str:
        """Device that actually runs the network."""
        ...

    @property
    def precision(self) -> str:
        """Numbers of the products, as of :attr:`.base.Engine.precision`."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """Why another device than the requested one is used."""
        ...

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the outputs, in the order of :meth:`run`."""
        ...

    def run(self, fields: Mapping[str, FloatArray]) -> list[FloatArray]:
        """Return the outputs for the fields of a spectral batch.

        Args:
            fields: pixels (B, C, H, W), center_nm (B, C), fwhm_nm (B, C), gsd_m (B,), attributes (B, 2, 384),
                valid (B, H, W), weight (B, C); fields that the model does not read may be missing.

        Raises:
            CancelledError: :meth:`cancel` was called.
            EngineError: the run failed, or does not fit the device's memory.
        """
        ...

    def cancel(self) -> None:
        """Stop a run in progress as soon as possible; may be called from any thread."""
        ...


def open_feature_engine(
    card: ModelCard, *, device: str = "auto", threads: int = 0, precision: str = "float32"
) -> FeatureEngine:
    """Load an imported model with the engine for its file; other arguments as for ``engines.open_engine``.

    Raises:
        ModelError: the file does not match the card, or cannot run in this precision.
        EngineError: the engine is missing, cannot load the file or cannot use this device.
    """
    if precision == AUTO:
        precision = "float32"
    if precision not in PRECISIONS:
        raise ModelError(f"Precision '{precision}' is not known; use one of {', '.join(PRECISIONS)}.")
    if precision == "int8":
        raise ModelError(
            f"Model '{card.name}' keeps its stored precision; make an int8 version with quantise-model, or use float32."
        )
    if card.weights.suffix.lower() == ".safetensors":
        if device not in TORCH_DEVICES:
            raise EngineError(
                f"{device} cannot be used here (its weights are for torch); choose {', '.join(TORCH_DEVICES)}."
            )
        return _TorchFeatures(card, device=device, threads=threads, precision=precision)
    if precision != "float32":
        raise ModelError(
            f"Model '{card.name}' is an ONNX file with a fixed precision; import it with --format safetensors for "
            f"{precision}."
        )
    return _OnnxFeatures(card, device=device, threads=threads)


class _OnnxFeatures:
    """An imported model in onnxruntime."""

    precision = "float32"

    def __init__(self, card: ModelCard, *, device: str, threads: int) -> None:
        self._session = CardSession(card, device=device, threads=threads)
        self.notes, self.device, self.outputs = self._session.notes, self._session.device, self._session.outputs

    def run(self, fields: Mapping[str, FloatArray]) -> list[FloatArray]:
        """Return the outputs; see :class:`FeatureEngine`."""
        feed = {name: fields[name] for name in self._session.inputs}
        try:
            return self._session.run(None, feed)
        except OutOfDeviceMemoryError as error:
            raise EngineError(_TOO_SMALL.format(self.device)) from error

    def cancel(self) -> None:
        """Stop a run in progress."""
        self._session.cancel()


class _TorchFeatures:
    """An imported model in torch, in float32 or with 16-bit matrix products."""

    def __init__(self, card: ModelCard, *, device: str, threads: int, precision: str) -> None:
        try:
            import torch
        except ImportError as error:
            raise EngineError(
                "torch is missing from the engine's environment; install it there, or import the model as ONNX."
            ) from error
        from ..models.imported import load_model

        self._torch: Any = torch
        threads = threads or available_threads()
        torch.set_num_threads(threads)
        self._place, self.notes = choose_place(torch, device)
        self._dtype, self.precision = choose_numbers(torch, self._place, precision)
        self._model = load_model(card)
        self._model.requires_grad_(False)
        self._model.to(self._place)
        self.outputs = tuple(card.properties.get("specaware:outputs", ()))
        self.device = place_text(torch, self._place, precision=self.precision, threads=threads)
        self._cancelled = False

    def run(self, fields: Mapping[str, FloatArray]) -> list[FloatArray]:
        """Return the outputs as float32; see :class:`FeatureEngine`."""
        from ..models.batch import SpectralBatch

        torch = self._torch
        try:
            tensors = {k: torch.from_numpy(np.ascontiguousarray(v)).to(self._place) for k, v in fields.items()}
            with (
                torch.inference_mode(),
                torch.autocast(self._place, dtype=self._dtype or torch.bfloat16, enabled=self._dtype is not None),
            ):
                result = self._model(SpectralBatch(**tensors))
            values = [value.float().cpu().numpy() for value in (result if isinstance(result, list) else [result])]
        except (RuntimeError, MemoryError) as error:  # torch raises RuntimeError, also when out of memory
            if is_memory_error(error):
                raise EngineError(_TOO_SMALL.format(self.device)) from error
            raise EngineError(f"The model failed on {self.device} ({one_line(error)}); please report it.") from error
        if self._cancelled:
            raise CancelledError("The run was cancelled; nothing was written.")
        return values

    def cancel(self) -> None:
        """Let the current run raise at its end, and the next run at once."""
        self._cancelled = True
