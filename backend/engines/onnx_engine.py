"""onnxruntime: the engine of bundled models, on the processor or, where its providers allow, on a graphics card."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import numpy as np

from ..catalog.cards import MAX_OPSET, ModelCard
from ..common.errors import CancelledError, EngineError, ModelError
from ..common.wording import counted
from ..models.graphs.onnx_file import read_header, with_output
from .base import (
    Conditions,
    FloatArray,
    Int8Source,
    Int8Weights,
    OutOfDeviceMemoryError,
    available_threads,
    is_memory_error,
    one_line,
)

_LOG = logging.getLogger(__name__)

INPUTS = ("pixels", "valid", "center_nm", "fwhm_nm", "weight", "attributes", "content", "gsd_m")
OUTPUT, FRACTIONS = "probabilities", "fractions"
FEATURES = "/head_norm/LayerNormalization_output_0"
"""What the last layer sees, (B, H, W, E), where the card names no other tensor as ``specaware:features``."""
CPU_PROVIDER = "CPUExecutionProvider"
PROVIDERS = {
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "cpu": CPU_PROVIDER,
}
_DOMAINS = ("", "ai.onnx", "ai.onnx.ml", "com.microsoft")  # operators that onnxruntime itself carries
_CANCEL_SIGN = "terminate flag"  # onnxruntime/core/framework/sequential_executor.cc


def available_providers() -> list[str]:
    """Return the providers of the installed onnxruntime; none where it is missing."""
    try:
        import onnxruntime
    except ImportError:
        return []
    return list(onnxruntime.get_available_providers())


def choose_providers(device: str, available: list[str]) -> list[str]:
    """Return the providers to ask for, best first and always ending with the processor.

    Args:
        device: "auto" or a key of :data:`PROVIDERS`.
        available: what this onnxruntime was built with.

    Raises:
        EngineError: ``device`` is not known.
    """
    if device == "auto":
        return [*(p for p in PROVIDERS.values() if p in available and p != CPU_PROVIDER), CPU_PROVIDER]
    if device not in PROVIDERS:
        raise EngineError(f"Device '{device}' is not known; use auto, {', '.join(PROVIDERS)}.")
    wanted = PROVIDERS[device]
    return [wanted, CPU_PROVIDER] if wanted in available and wanted != CPU_PROVIDER else [CPU_PROVIDER]


def device_notes(device: str, wanted: list[str], actual: list[str], *, reason: str = "") -> tuple[str, ...]:
    """Return what to tell the user where the device in use is not the one that was asked for, and why."""
    if device != "auto" and PROVIDERS[device] not in wanted:
        also = " and no torch that reaches it is installed" if device == "cuda" else ""
        return (f"This onnxruntime has no {device.upper()} provider{also}; the map is made on the CPU.",)
    if wanted[0] != actual[0]:
        why = reason or "driver or libraries missing"
        return (f"{wanted[0]} could not be started ({why}); {actual[0]} is used instead.",)
    return ()


def open_session(
    ort: Any,  # noqa: ANN401 - onnxruntime has no type stubs
    source: str | bytes,
    wanted: list[str],
    *,
    threads: int,
    path: Path,
) -> tuple[Any, str]:
    """Return a session on the first of ``wanted`` that starts, else on the processor, and why the first did not.

    ``source``: file or content of the model; ``path``: the file, for the message; ``threads``: of the pool.

    Raises:
        EngineError: the file cannot be loaded.
    """
    reason = ""
    for providers in (wanted, [CPU_PROVIDER]):
        try:
            options = _session_options(ort, providers[0], threads)
            return ort.InferenceSession(source, sess_options=options, providers=providers), reason
        except Exception as exc:  # onnxruntime's own exceptions share no root
            reason = one_line(exc)
            if providers == [CPU_PROVIDER]:
                break
    raise EngineError(f"onnxruntime cannot load {path} ({reason}); install the model again.")


def _session_options(ort: Any, provider: str, threads: int) -> Any:  # noqa: ANN401 - onnxruntime has no type stubs
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Waiting threads sleep: while spinning they would take the processor from reading and writing.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    if provider == PROVIDERS["directml"]:  # onnxruntime's documentation of DirectML: it has no memory pattern
        options.enable_mem_pattern = False
    return options


def device_text(ort: Any, provider: str, *, precision: str, threads: int) -> str:  # noqa: ANN401 - as above
    """Return the provider in use, with the number of threads on the processor."""
    if provider == CPU_PROVIDER:
        return f"CPU (onnxruntime {ort.__version__}, {precision}, {counted(threads, 'thread')})"
    return f"{provider} (onnxruntime {ort.__version__}, {precision})"


def run_session(
    session: Any,  # noqa: ANN401 - onnxruntime has no type stubs
    names: list[str] | None,
    feed: dict[str, Any],
    *,
    options: Any,  # noqa: ANN401 - as above
    device: str,
) -> list[FloatArray]:
    """Return the outputs of these names, or all.

    Raises:
        CancelledError: ``options.terminate`` was set.
        OutOfDeviceMemoryError: the device is out of memory.
        EngineError: the run failed.
    """
    try:
        result: list[FloatArray] = session.run(names, feed, run_options=options)
    except Exception as exc:  # onnxruntime's own exceptions share no root
        text = one_line(exc)
        if options.terminate or _CANCEL_SIGN in text.lower():
            raise CancelledError("The run was cancelled; nothing was written.") from exc
        if is_memory_error(exc):
            raise OutOfDeviceMemoryError(f"The device is out of memory ({text}); use smaller batches.") from exc
        raise EngineError(f"The model failed on {device} ({text}); please report it.") from exc
    return result


class OnnxEngine:
    """A land-cover model in onnxruntime (see :class:`~backend.engines.base.Engine`).

    Args:
        card: the model; its file is checked for hash, operator set, inputs and outputs.
        device: "auto" or a key of :data:`PROVIDERS`.
        threads: processor threads, 0 for all.
        parallel: runs to go on at once on the processor, at most ``threads``; a graphics card takes one at a time.
        precision: "float32", or "int8" for the processor, which then is used.
        int8: gives the model's int8 version.
        features: also give the network's features, where the file names them.

    Raises:
        ModelError: the file is not what the card says, or not a land-cover model.
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
        try:
            import onnxruntime as ort
        except ImportError as exc:
            raise EngineError("onnxruntime is missing from the engine's environment; set the engine up again.") from exc
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
            notes = ("int8 runs on the processor alone; float32 can use the graphics card.",) * (
                device not in ("auto", "cpu")
            )
            device = "cpu"
        wanted = choose_providers(device, ort.get_available_providers())
        self._features: str | None = None
        self._session, reason = self._open(card, wanted, features=features)
        self._check_signature(card)
        actual = self._session.get_providers()
        self._notes = (*notes, *device_notes(device, wanted, actual, reason=reason))
        self._provider = actual[0]
        self._fixed: dict[str, Any] = {}
        self._run_options = ort.RunOptions()

    def _open(self, card: ModelCard, wanted: list[str], *, features: bool) -> tuple[Any, str]:
        """Return a session on the first provider that starts, and why an earlier one did not."""
        path = card.weights if self._int8 is None else self._int8.path
        source = self._source(card, path) if features else str(path)
        # onnxruntime counts the calling thread: the pool has one thread less, and each further run brings its own.
        return open_session(self._ort, source, wanted, threads=self._threads - self._parallel + 1, path=path)

    def _source(self, card: ModelCard, path: Path) -> str | bytes:
        """Return the content of the file with the features as a further output; its path where it names none."""
        tensor = str(card.properties.get("specaware:features", FEATURES))
        content = with_output(path.read_bytes(), tensor)
        if content is None:
            return str(path)
        self._features = tensor
        return content

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
        inputs = sorted(i.name for i in self._session.get_inputs())
        outputs = [o.name for o in self._session.get_outputs()]
        if inputs != sorted(INPUTS) or OUTPUT not in outputs:
            raise ModelError(
                f"Model '{card.name}' takes {', '.join(inputs)} and gives {', '.join(outputs)}, "
                "which is not a land-cover model; choose another."
            )
        self._has_fractions = FRACTIONS in outputs
        planes = self._session.get_outputs()[outputs.index(OUTPUT)].shape[1]
        if isinstance(planes, int) and planes != len(card.classes):
            raise ModelError(
                f"Model '{card.name}' gives {counted(planes, 'class', 'classes')} and its card names "
                f"{len(card.classes)}; install it again."
            )

    @property
    def device(self) -> str:
        """Provider in use, with the number of threads on the processor."""
        return device_text(self._ort, self._provider, precision=self._precision, threads=self._threads)

    @property
    def parallel(self) -> int:
        """Runs that may go on at once."""
        return self._parallel if self._provider == CPU_PROVIDER else 1

    @property
    def precision(self) -> str:
        """Numbers of the large products."""
        return self._precision

    @property
    def facts(self) -> dict[str, Any]:
        """How the int8 version in use was judged; empty in float32."""
        judged = self._int8
        return {} if judged is None else {"int8": {"agreement": judged.agreement, "labels": judged.labels}}

    @property
    def notes(self) -> tuple[str, ...]:
        """Why another device than the one asked for is used."""
        return self._notes

    @property
    def has_fractions(self) -> bool:
        """The file names cover fractions among its outputs."""
        return self._has_fractions

    def set_conditions(self, conditions: Conditions) -> None:
        """Take the conditions of the raster that follows, and forget an earlier cancel."""
        fields = ("center_nm", "fwhm_nm", "weight", "attributes", "content")
        self._fixed = {name: np.ascontiguousarray(getattr(conditions, name), dtype=np.float32) for name in fields}
        self._fixed["gsd_m"] = np.array(conditions.gsd_m, dtype=np.float32)
        self._run_options = self._ort.RunOptions()

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W); contiguous float32 inputs are handed over without a copy."""
        return self._outputs([OUTPUT], pixels, valid)[0]

    def run_maps(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities, then cover fractions (B, 2 K, H, W)."""
        return np.concatenate(self._outputs([OUTPUT, FRACTIONS], pixels, valid), axis=1)

    def run_features(self, pixels: FloatArray, valid: FloatArray) -> tuple[FloatArray, FloatArray | None]:
        """Return probabilities (B, K, H, W), and features (B, H, W, E) where asked for and named by the file."""
        if self._features is None:
            return self.run(pixels, valid), None
        probabilities, features = self._outputs([OUTPUT, self._features], pixels, valid)
        return probabilities, features

    def _outputs(self, names: list[str], pixels: FloatArray, valid: FloatArray) -> list[FloatArray]:
        """Return the outputs of these names.

        int8 scales its numbers by what is run at once: windows then go in one by one, so that none changes another.
        """
        if self._int8 is not None and len(pixels) > 1:
            each = [self._outputs(names, pixels[i : i + 1], valid[i : i + 1]) for i in range(len(pixels))]
            return [np.concatenate(parts) for parts in zip(*each)]
        feed = {"pixels": pixels, "valid": valid, **self._fixed}
        return run_session(self._session, names, feed, options=self._run_options, device=self.device)

    def cancel(self) -> None:
        """End a run in progress; the flag holds until the next raster's conditions."""
        self._run_options.terminate = True
