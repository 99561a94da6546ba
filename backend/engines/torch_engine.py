"""torch: land-cover models on CUDA if onnxruntime lacks it, and in bfloat16; imported only when used."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from ..catalog.cards import ModelCard
from ..common.arrays import PAD_TO, FloatArray
from ..common.errors import CancelledError, EngineError, ModelError
from ..common.machine.hardware import available_threads
from ..common.wording import counted
from .base import BAND_INPUTS, Conditions, OutOfDeviceMemoryError, is_memory_error, one_line

TOLERANCE = 1e-3  # largest difference in probability between torch and the ONNX file with the same weights
_PROBE = (1, 6, 16, 16)  # shape (B, C, H, W) used in that comparison


def choose_place(torch: Any, device: str) -> tuple[str, tuple[str, ...]]:  # noqa: ANN401 - torch is imported late
    """Return torch's name of the device to use, and a note if it is not the requested one."""
    if device != "cpu" and torch.cuda.is_available():
        return "cuda", ()
    if device == "cuda":
        built = "this torch is built without CUDA" if torch.version.cuda is None else "no driver or device"
        return "cpu", (f"torch cannot use CUDA ({built}); the map is made on the CPU.",)
    return "cpu", ()


def choose_numbers(torch: Any, place: str, precision: str) -> tuple[Any, str]:  # noqa: ANN401 - torch is imported late
    """Return torch's data type for matrix products (None for float32), and its name."""
    if precision == "float16":
        return torch.float16, "float16"
    if precision != "bfloat16":
        return None, "float32"
    if place == "cuda" and not torch.cuda.is_bf16_supported():
        return torch.float16, "float16"
    return torch.bfloat16, "bfloat16"


def place_text(torch: Any, place: str, *, precision: str, threads: int) -> str:  # noqa: ANN401 - torch is imported late
    """Return the device in use, with torch's version and precision."""
    if place == "cuda":
        return f"CUDA, {torch.cuda.get_device_name()} (torch {torch.__version__}, {precision})"
    return f"CPU (torch {torch.__version__}, {precision}, {counted(threads, 'thread')})"


class TorchEngine:
    """A land-cover model in torch (see :class:`~backend.engines.base.Engine`).

    Args:
        card: the model; weights in safetensors or ONNX; ONNX output is compared with torch's on a small window.
        device: "auto", "cpu" or "cuda".
        threads: processor threads, 0 for all.
        parallel: number of parallel runs; a graphics card runs at most :data:`..models.lanes.CARD_LANES`, so that
            copies and products overlap.
        precision: "float32"; "bfloat16" for matrix products (float16 on cards without bfloat16); or "float16".

    Raises:
        ModelError: the file does not match the card, or torch cannot build the network.
        EngineError: torch is missing.
    """

    def __init__(
        self,
        card: ModelCard,
        *,
        device: str = "auto",
        threads: int = 0,
        parallel: int = 1,
        precision: str = "float32",
    ) -> None:
        try:
            import torch
        except ImportError as exc:
            wish = "bfloat16 needs torch" if precision == "bfloat16" else f"Model '{card.name}' needs torch"
            raise EngineError(
                f"{wish}, which is missing from the engine's environment; install it there or choose another "
                "precision or model."
            ) from exc
        from ..models.landcover.landcover_weights import load_landcover
        from ..models.lanes import CARD_LANES, Remembered, remember

        self._torch: Any = torch
        self._card = card
        self._threads = threads or available_threads()
        self._net = load_landcover(card)
        if self._net.config.classes != len(card.classes):
            raise ModelError(
                f"Model '{card.name}' gives {counted(self._net.config.classes, 'class', 'classes')} but its card names "
                f"{len(card.classes)}; install it again."
            )
        self._place, self._notes = choose_place(torch, device)
        self._parallel = max(1, min(parallel, self._threads if self._place == "cpu" else CARD_LANES))
        torch.set_num_threads(max(1, self._threads // self._parallel))
        self._dtype, self._precision = choose_numbers(torch, self._place, precision)
        self._fixed: list[Any] = []
        self._cancelled = False
        if card.weights.suffix.lower() == ".onnx":
            self._compare(card)
        self._net.to(self._place)
        self._remembered: list[Remembered] = remember(self._net)
        self._lanes = threading.local()

    def _compare(self, card: ModelCard) -> None:
        """Check that torch, on the processor in float32, gives the same output as the ONNX file.

        Raises:
            ModelError: the outputs differ.
        """
        from .onnx_engine import OnnxEngine

        rng = np.random.default_rng(0)
        bands = _PROBE[1]
        conditions = Conditions(
            center_nm=np.linspace(450, 2300, bands, dtype=np.float32), fwhm_nm=np.full(bands, 10.0, np.float32),
            weight=np.full(bands, 1 / bands, np.float32),
            attributes=rng.normal(0, 0.05, (2, 384)).astype(np.float32),
            content=rng.normal(-1.5, 0.5, (bands, card.content_quantiles)).astype(np.float32), gsd_m=30.0,
        )  # fmt: skip
        pixels = rng.random(_PROBE, dtype=np.float32) * np.float32(0.5)
        valid = np.ones((_PROBE[0], *_PROBE[2:]), dtype=np.float32)
        reference = OnnxEngine(card, device="cpu", threads=1)
        reference.set_conditions(conditions)
        wanted = reference.run(pixels, valid)
        inputs = [self._torch.from_numpy(v) for v in (pixels, valid, *self._arrays(conditions))]
        with self._torch.inference_mode():
            got = self._net(*inputs).numpy()
        if got.shape != wanted.shape or float(np.abs(got - wanted).max()) > TOLERANCE:
            raise ModelError(
                f"torch and the ONNX file of model '{card.name}' give different results; choose float32 or int8 on the "
                "CPU."
            )

    @staticmethod
    def _arrays(conditions: Conditions) -> list[FloatArray]:
        values = [np.ascontiguousarray(getattr(conditions, name), dtype=np.float32) for name in BAND_INPUTS]
        return [*values, np.array(conditions.gsd_m, dtype=np.float32)]

    @property
    def device(self) -> str:
        """Device in use, with torch's version and precision."""
        return place_text(self._torch, self._place, precision=self._precision, threads=self._threads)

    @property
    def parallel(self) -> int:
        """Number of runs that may be in progress at the same time."""
        return self._parallel

    @property
    def precision(self) -> str:
        """Precision of the matrix products."""
        return self._precision

    @property
    def facts(self) -> dict[str, Any]:
        """No further facts for the report."""
        return {}

    @property
    def notes(self) -> tuple[str, ...]:
        """Why another device than the requested one is used."""
        return self._notes

    @property
    def has_fractions(self) -> bool:
        """True if the weights include the head for cover fractions."""
        from ..models.landcover.landcover_weights import holds_fractions

        return holds_fractions(self._card)

    def set_conditions(self, conditions: Conditions) -> None:
        """Set the conditions of the next raster, and clear an earlier cancel."""
        self._fixed = [self._torch.from_numpy(value).to(self._place) for value in self._arrays(conditions)]
        self._cancelled = False
        for part in self._remembered:
            part.forget()
        probe = np.full((1, len(conditions.center_nm), PAD_TO, PAD_TO), 0.1, dtype=np.float32)
        self.run(probe, np.ones((1, PAD_TO, PAD_TO), dtype=np.float32))
        if self._place == "cuda":  # a lane must not read what another lane is still computing
            self._torch.cuda.synchronize()

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W); see :meth:`Engine.run`."""
        return self._outputs(lambda *inputs: (self._net(*inputs),), pixels, valid)[0]

    def run_maps(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities, then cover fractions (B, 2 K, H, W)."""
        return np.concatenate(self._outputs(self._net.maps, pixels, valid), axis=1)

    def run_features(self, pixels: FloatArray, valid: FloatArray) -> tuple[FloatArray, FloatArray | None]:
        """Return probabilities (B, K, H, W), and features (B, H, W, E)."""
        probabilities, features = self._outputs(self._seen, pixels, valid)
        return probabilities, features

    def _seen(self, *inputs: Any) -> tuple[Any, Any]:  # noqa: ANN401 - torch is imported late
        """Return the network's output, and the input of its last layer."""
        from ..models.batch import SceneTiles

        features = self._net.head_norm(self._net.features(SceneTiles(*inputs)))  # (B, H, W, E)
        scores = self._net.head(features).permute(0, 3, 1, 2)
        return (scores / self._net.temperature).softmax(1), features

    def _outputs(
        self, compute: Callable[..., tuple[Any, ...]], pixels: FloatArray, valid: FloatArray
    ) -> list[FloatArray]:
        torch = self._torch
        if self._cancelled:
            raise CancelledError("The run was cancelled; nothing was written.")
        try:
            with torch.inference_mode(), self._autocast():
                lane = self._lane()
                with lane.entered():
                    inputs = (lane.send("pixels", pixels), lane.send("valid", valid))
                    result: list[FloatArray] = lane.fetch(compute(*inputs, *self._fixed))
        except (RuntimeError, MemoryError) as exc:  # torch raises RuntimeError, also when out of memory
            text = one_line(exc)
            if is_memory_error(exc):
                if self._place == "cuda":
                    torch.cuda.empty_cache()
                raise OutOfDeviceMemoryError(f"The device is out of memory ({text}); use smaller batches.") from exc
            raise EngineError(f"The model failed on {self.device} ({text}); please report it.") from exc
        if self._cancelled:
            raise CancelledError("The run was cancelled; nothing was written.")
        return result

    def _lane(self) -> Any:  # noqa: ANN401 - torch is imported late
        """Return the lane of the calling thread."""
        from ..models.lanes import Lane

        if not hasattr(self._lanes, "mine"):
            self._lanes.mine = Lane(self._place)
        return self._lanes.mine

    def _autocast(self) -> Any:  # noqa: ANN401 - torch is imported late
        if self._dtype is None:
            return contextlib.nullcontext()
        return self._torch.autocast(self._place, dtype=self._dtype)

    def cancel(self) -> None:
        """Let the current run raise at its end, and the next run at once."""
        self._cancelled = True
