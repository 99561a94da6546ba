"""Engines of imported models: from one batch of fields to feature maps or scene scores, by onnxruntime or torch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..cards import ModelCard
from ..errors import EngineError, ModelError
from ..jobs import PRECISIONS
from ..models.onnx_file import read_header
from ..wording import counted
from .base import available_threads

FloatArray = NDArray[np.float32]


class FeatureEngine(Protocol):
    """One loaded model; ``run`` is called by one thread at a time."""

    @property
    def device(self) -> str:
        """What really runs the network."""
        ...

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the outputs, in the order of :meth:`run`."""
        ...

    def run(self, fields: Mapping[str, FloatArray]) -> list[FloatArray]:
        """Return the outputs for the fields of a spectral batch.

        Args:
            fields: pixels (B, C, H, W), center_nm (B, C), fwhm_nm (B, C), gsd_m (B,), attributes (B, 2, 384),
                valid (B, H, W), weight (B, C); what the model does not read is left out.
        """
        ...


def open_feature_engine(card: ModelCard, *, threads: int = 0, precision: str = "float32") -> FeatureEngine:
    """Load an imported model with the engine its file is for.

    Raises:
        ModelError: the file is not what the card says, or cannot run in this precision.
        EngineError: the engine is missing, or cannot load the file.
    """
    if precision not in PRECISIONS:
        raise ModelError(f"Precision '{precision}' is not known; use one of {', '.join(PRECISIONS)}.")
    if precision == "int8":
        raise ModelError(
            f"Model '{card.name}' is run as it is; make an int8 version of it with quantise-model, or choose float32."
        )
    if card.weights.suffix.lower() == ".safetensors":
        return _TorchFeatures(card, threads=threads, precision=precision)
    if precision != "float32":
        raise ModelError(
            f"Model '{card.name}' is an ONNX file and runs as it was written; import it with --format safetensors for "
            f"{precision}."
        )
    return _OnnxFeatures(card, threads=threads)


class _OnnxFeatures:
    """An imported model in onnxruntime."""

    def __init__(self, card: ModelCard, *, threads: int) -> None:
        try:
            import onnxruntime as ort
        except ImportError as error:
            raise EngineError(
                "onnxruntime is missing from the engine's environment; set the engine up again."
            ) from error
        card.verify()
        read_header(card.weights)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads or available_threads()
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(str(card.weights), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own exceptions share no root
            raise EngineError(f"onnxruntime cannot load {card.weights.name}; import the model again.") from error
        self._inputs = tuple(value.name for value in self._session.get_inputs())
        self.outputs = tuple(value.name for value in self._session.get_outputs())
        self.device = f"CPU (onnxruntime {ort.__version__}, {counted(options.intra_op_num_threads, 'thread')})"

    def run(self, fields: Mapping[str, FloatArray]) -> list[FloatArray]:
        """Return the outputs; see :class:`FeatureEngine`."""
        try:
            values: list[FloatArray] = self._session.run(None, {name: fields[name] for name in self._inputs})
        except Exception as error:  # onnxruntime's own exceptions share no root
            text = " ".join(str(error).split())[:200]
            raise EngineError(f"The model failed on {self.device} ({text}); please report it.") from error
        return values


class _TorchFeatures:
    """An imported model in torch, in float32 or with bfloat16 products."""

    def __init__(self, card: ModelCard, *, threads: int, precision: str) -> None:
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
        self._model = load_model(card)
        self._model.requires_grad_(False)
        self.outputs = tuple(card.properties.get("specaware:outputs", ()))
        self._bfloat16 = precision == "bfloat16"
        self.device = f"CPU (torch {torch.__version__}, {precision}, {counted(threads, 'thread')})"

    def run(self, fields: Mapping[str, FloatArray]) -> list[FloatArray]:
        """Return the outputs as float32; see :class:`FeatureEngine`."""
        from ..models.batch import SpectralBatch

        torch = self._torch
        batch = SpectralBatch(**{name: torch.from_numpy(np.ascontiguousarray(v)) for name, v in fields.items()})
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._bfloat16):
            result = self._model(batch)
        return [value.float().numpy() for value in (result if isinstance(result, list) else [result])]
