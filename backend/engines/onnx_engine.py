"""onnxruntime: the engine of bundled models, on the processor or a graphics card."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..catalog.cards import MAX_OPSET, ModelCard
from ..common.arrays import FloatArray
from ..common.errors import EngineError, ModelError, part_of_engine
from ..common.machine.hardware import available_threads
from ..common.wording import counted
from ..models.graphs.onnx_file import read_header, with_output
from .base import BAND_INPUTS, Conditions, Int8Source, Int8Weights
from .onnx_sessions import CPU_PROVIDER, choose_providers, device_notes, device_text
from .raster_session import RasterSession

INPUTS = ("pixels", "valid", *BAND_INPUTS, "gsd_m")
OUTPUT, FRACTIONS = "probabilities", "fractions"
FEATURES = "/head_norm/LayerNormalization_output_0"
"""Input of the last layer, (B, H, W, E), unless the card names another tensor as ``specaware:features``."""
_DOMAINS = ("", "ai.onnx", "ai.onnx.ml", "com.microsoft")  # domains of the operators built into onnxruntime


class OnnxEngine:
    """A land-cover model in onnxruntime (see :class:`~backend.engines.base.Engine`).

    Args:
        card: the model; its file is checked for hash, operator set, inputs and outputs.
        device: "auto" or a key of :data:`PROVIDERS`.
        threads: processor threads, 0 for all.
        parallel: number of parallel runs on the processor, at most ``threads``; a graphics card runs one at a time.
        precision: "float32", or "int8", which always runs on the processor.
        int8: returns the model's int8 version.
        features: also return the network's features, if the file names them.

    Raises:
        ModelError: the file does not match the card, or is not a land-cover model.
        EngineError: onnxruntime is missing or cannot load the file.
    """

    def __init__(
        self,
        card: ModelCard,
        *,
        device: str = "auto",
        threads: int = 0,
        parallel: int = 1,
        precision: str = "float32",
        int8: Int8Source | None = None,
        features: bool = False,
    ) -> None:
        with part_of_engine("onnxruntime"):
            import onnxruntime as ort
        card.verify()
        self._check_header(card)
        self._ort = ort
        self._threads = threads or available_threads()
        self._parallel = max(1, min(parallel, self._threads))
        self._precision = precision
        self._int8: Int8Weights | None = None
        notes: tuple[str, ...] = ()
        if precision == "int8":
            if int8 is None:
                raise EngineError(f"Model '{card.name}' has no int8 version here; choose float32.")
            self._int8 = int8(card)
            notes = ("int8 runs only on the processor; float32 can use the graphics card.",) * (
                device not in ("auto", "cpu")
            )
            device = "cpu"
        wanted = choose_providers(device, ort.get_available_providers())
        self._features: str | None = None
        self._session = self._open(card, wanted, features=features)
        self._check_signature(card)
        self._provider = self._session.provider
        self._notes = (*notes, *device_notes(device, wanted, [self._provider], reason=self._session.reason))
        self._run_options = ort.RunOptions()

    def _open(self, card: ModelCard, wanted: list[str], *, features: bool) -> RasterSession:
        """Return a session on the first provider that starts."""
        path = card.weights if self._int8 is None else self._int8.path
        content = self._with_features(card, path.read_bytes()) if features else path.read_bytes()
        # onnxruntime counts the calling thread: the pool has one thread less, and each further run brings its own.
        return RasterSession(self._ort, content, wanted, threads=self._threads - self._parallel + 1, path=path)

    def _with_features(self, card: ModelCard, content: bytes) -> bytes:
        """Return the model with the features as an additional output; unchanged if it names none."""
        tensor = str(card.properties.get("specaware:features", FEATURES))
        added = with_output(content, tensor)
        if added is None:
            return content
        self._features = tensor
        return added

    @staticmethod
    def _check_header(card: ModelCard) -> None:
        header = read_header(card.weights)
        foreign = sorted(set(header.opsets) - set(_DOMAINS))
        if foreign:
            raise ModelError(
                f"Model '{card.name}' needs operators of '{foreign[0]}', which are not supported; export it again."
            )
        if header.opset != card.opset or header.opset > MAX_OPSET:
            raise ModelError(
                f"Model '{card.name}' uses operator set {header.opset}, its card says {card.opset} "
                f"(at most {MAX_OPSET}); export it again."
            )

    def _check_signature(self, card: ModelCard) -> None:
        inputs, outputs = self._session.inputs, self._session.outputs
        if inputs != sorted(INPUTS) or OUTPUT not in outputs:
            raise ModelError(
                f"Model '{card.name}' takes {', '.join(inputs)} and gives {', '.join(outputs)}, "
                "so it is not a land-cover model; choose another."
            )
        self._has_fractions = FRACTIONS in outputs
        planes = outputs[OUTPUT][1]
        if isinstance(planes, int) and planes != len(card.classes):
            raise ModelError(
                f"Model '{card.name}' gives {counted(planes, 'class', 'classes')} but its card names "
                f"{len(card.classes)}; install it again."
            )

    @property
    def device(self) -> str:
        """Provider in use, with the number of threads on the processor."""
        return device_text(self._ort, self._provider, precision=self._precision, threads=self._threads)

    @property
    def parallel(self) -> int:
        """Number of runs that may be in progress at the same time."""
        return self._parallel if self._provider == CPU_PROVIDER else 1

    @property
    def precision(self) -> str:
        """Precision of the matrix products."""
        return self._precision

    @property
    def facts(self) -> dict[str, Any]:
        """How the int8 version in use was checked; empty in float32."""
        judged = self._int8
        return {} if judged is None else {"int8": {"agreement": judged.agreement, "labels": judged.labels}}

    @property
    def notes(self) -> tuple[str, ...]:
        """Why another device than the requested one is used."""
        return self._notes

    @property
    def has_fractions(self) -> bool:
        """True if the file names cover fractions among its outputs."""
        return self._has_fractions

    def set_conditions(self, conditions: Conditions) -> None:
        """Set the conditions of the next raster, and clear an earlier cancel."""
        values = {name: np.ascontiguousarray(getattr(conditions, name), dtype=np.float32) for name in BAND_INPUTS}
        self._session.set_raster({**values, "gsd_m": np.array(conditions.gsd_m, dtype=np.float32)})
        self._run_options = self._ort.RunOptions()

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W); contiguous float32 inputs are passed without a copy."""
        return self._outputs([OUTPUT], pixels, valid)[0]

    def run_maps(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities, then cover fractions (B, 2 K, H, W)."""
        return np.concatenate(self._outputs([OUTPUT, FRACTIONS], pixels, valid), axis=1)

    @property
    def gives_features(self) -> bool:
        """Whether the engine was opened with features and the file names them."""
        return self._features is not None

    def run_features(self, pixels: FloatArray, valid: FloatArray) -> tuple[FloatArray, FloatArray | None]:
        """Return probabilities (B, K, H, W), and features (B, H, W, E) if requested and named by the file."""
        if self._features is None:
            return self.run(pixels, valid), None
        probabilities, features = self._outputs([OUTPUT, self._features], pixels, valid)
        return probabilities, features

    def _outputs(self, names: list[str], pixels: FloatArray, valid: FloatArray) -> list[FloatArray]:
        """Return the outputs with these names.

        int8 scales depend on everything in a batch: windows are run one by one, so that none affects another.
        """
        if self._int8 is not None and len(pixels) > 1:
            each = [self._outputs(names, pixels[i : i + 1], valid[i : i + 1]) for i in range(len(pixels))]
            return [np.concatenate(parts) for parts in zip(*each)]
        return self._session.run(names, pixels, valid, options=self._run_options, device=self.device)

    def cancel(self) -> None:
        """Stop a run in progress; the cancel holds until the next raster's conditions are set."""
        self._run_options.terminate = True
