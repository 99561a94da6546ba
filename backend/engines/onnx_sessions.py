"""Sessions of onnxruntime: the requested providers, a note if another one is used, and runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..catalog.cards import ModelCard
from ..common.arrays import FloatArray
from ..common.errors import CancelledError, EngineError, part_of_engine
from ..common.machine.hardware import available_threads
from ..common.wording import counted
from ..models.graphs.onnx_file import read_header
from .base import OutOfDeviceMemoryError, is_memory_error, one_line

CPU_PROVIDER = "CPUExecutionProvider"
PROVIDERS = {
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "cpu": CPU_PROVIDER,
}
_CANCEL_SIGN = "terminate flag"  # onnxruntime/core/framework/sequential_executor.cc


def available_providers() -> list[str]:
    """Return the providers of the installed onnxruntime; empty without onnxruntime."""
    try:
        import onnxruntime
    except ImportError:
        return []
    return list(onnxruntime.get_available_providers())


def choose_providers(device: str, available: list[str]) -> list[str]:
    """Return the providers to request, best first and always ending with the processor.

    Args:
        device: "auto" or a key of :data:`PROVIDERS`.
        available: the providers in this onnxruntime.

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
    """Return notes for the user if the device in use is not the requested one, with the reason."""
    if device != "auto" and PROVIDERS[device] not in wanted:
        also = " and no torch with CUDA is installed" if device == "cuda" else ""
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
    """Return a session on the first of ``wanted`` that starts, else on the processor, and why the first did not start.

    ``source``: file or content of the model; ``path``: the file, for messages; ``threads``: of the pool.

    Raises:
        EngineError: the file cannot be loaded.
    """
    reason = ""
    for providers in (wanted, [CPU_PROVIDER]):
        try:
            options = _session_options(ort, providers[0], threads)
            if providers[0] == PROVIDERS["cuda"] and hasattr(ort, "preload_dlls"):
                ort.preload_dlls()  # load CUDA libraries from Python packages if the system has none
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
    # Waiting threads sleep: spinning would take processor time from reading and writing.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    if provider == PROVIDERS["directml"]:  # onnxruntime's documentation: DirectML supports no memory pattern
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
    """Return the outputs with these names, or all of them.

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


class CardSession:
    """A model file, checked for hash and header and loaded unchanged; only one thread at a time may call ``run``.

    Attributes:
        inputs: names of the file's inputs, in its order.
        outputs: names of its outputs.
        notes: notes for the user about the device.
        device: device that actually runs the network.

    Raises:
        ModelError: the file does not match the card.
        EngineError: onnxruntime is missing or cannot load the file.
    """

    def __init__(self, card: ModelCard, *, device: str, threads: int) -> None:
        with part_of_engine("onnxruntime"):
            import onnxruntime as ort
        card.verify()
        read_header(card.weights)
        threads = threads or available_threads()
        wanted = choose_providers(device, ort.get_available_providers())
        self._session, reason = open_session(ort, str(card.weights), wanted, threads=threads, path=card.weights)
        self.inputs = tuple(value.name for value in self._session.get_inputs())
        self.outputs = tuple(value.name for value in self._session.get_outputs())
        actual = self._session.get_providers()
        self.notes = device_notes(device, wanted, actual, reason=reason)
        self.device = device_text(ort, actual[0], precision="float32", threads=threads)
        self._ort = ort
        self.renew()

    def run(self, names: list[str] | None, feed: dict[str, Any]) -> list[FloatArray]:
        """Return the outputs with these names, or all; see :func:`run_session`."""
        return run_session(self._session, names, feed, options=self._options, device=self.device)

    def renew(self) -> None:
        """Clear an earlier cancel."""
        self._options = self._ort.RunOptions()

    def cancel(self) -> None:
        """Stop a run in progress; the cancel holds until :meth:`renew`."""
        self._options.terminate = True
