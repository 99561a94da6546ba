"""A network of a stack of dates in onnxruntime, run as an engine of maps: all bands of all dates side by side."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from ..catalog.cards import ModelCard
from ..common.arrays import FloatArray
from ..common.errors import EngineError, ModelError
from ..common.machine.hardware import available_threads
from ..models.graphs.onnx_file import read_header
from .base import Conditions
from .onnx_engine import INPUTS, OUTPUT
from .onnx_sessions import choose_providers, device_notes, device_text, open_session, run_session

STACK_INPUTS = (*INPUTS, "days")
_FIELDS = ("center_nm", "fwhm_nm", "weight", "attributes", "content")


class StackEngine:
    """A model of several dates; one run goes on at a time, whichever thread asks.

    Args:
        card: the model; its file is checked for hash, inputs and outputs.
        device: as of :class:`~backend.engines.base.EngineOptions`.
        threads: processor threads, 0 for all.

    Raises:
        ModelError: the file is not what the card says, or no network of a stack.
        EngineError: onnxruntime is missing or cannot load the file.
    """

    parallel = 1

    def __init__(self, card: ModelCard, *, device: str = "auto", threads: int = 0) -> None:
        try:
            import onnxruntime as ort
        except ImportError as exc:
            raise EngineError("onnxruntime is missing from the engine's environment; set the engine up again.") from exc
        card.verify()
        read_header(card.weights)
        threads = threads or available_threads()
        wanted = choose_providers(device, ort.get_available_providers())
        self._session, reason = open_session(ort, str(card.weights), wanted, threads=threads, path=card.weights)
        if {value.name for value in self._session.get_inputs()} != set(STACK_INPUTS):
            raise ModelError(f"Model '{card.name}' is no network of a series of dates; choose another.")
        actual = self._session.get_providers()
        self.notes = device_notes(device, wanted, actual, reason=reason)
        self.device = device_text(ort, actual[0], precision="float32", threads=threads)
        self._ort, self._options = ort, ort.RunOptions()
        self._fixed: dict[str, FloatArray] = {}
        self._dates = 0
        self._lock = threading.Lock()

    def set_dates(self, told: Sequence[Conditions], days: Sequence[float]) -> None:
        """Take conditions and dates (days since 1970) of the rasters that follow, and forget an earlier cancel."""
        self._fixed = {
            name: np.stack([np.asarray(getattr(one, name), dtype=np.float32) for one in told]) for name in _FIELDS
        }
        self._fixed["gsd_m"] = np.array([one.gsd_m for one in told], dtype=np.float32)
        self._fixed["days"] = np.array(days, dtype=np.float32)
        self._dates = len(told)
        self._options = self._ort.RunOptions()

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W).

        Args:
            pixels: (B, T C + T, H, W): the bands of each date, then where each date has data.
            valid: (B, H, W), 1 where any date has.

        Raises:
            CancelledError: :meth:`cancel` was called.
            OutOfDeviceMemoryError, EngineError: the run failed.
        """
        count, dates = len(pixels), self._dates
        bands = pixels[:, :-dates].reshape(count, dates, -1, *pixels.shape[2:])
        seen = (pixels[:, -dates:] > 0.5).astype(np.float32) * valid[:, None]
        feed = {**self._fixed, "pixels": np.ascontiguousarray(bands), "valid": np.ascontiguousarray(seen)}
        with self._lock:
            return run_session(self._session, [OUTPUT], feed, options=self._options, device=self.device)[0]

    def cancel(self) -> None:
        """End a run in progress; the flag holds until the next dates."""
        self._options.terminate = True
