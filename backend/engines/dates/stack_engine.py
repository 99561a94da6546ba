"""A network for a stack of dates in onnxruntime, run like a map engine with all bands of all dates stacked."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from ...catalog.cards import ModelCard
from ...common.arrays import FloatArray
from ...common.errors import ModelError
from ..base import BAND_INPUTS, Conditions
from ..onnx_engine import INPUTS, OUTPUT
from ..onnx_sessions import CardSession

STACK_INPUTS = (*INPUTS, "days")


class StackEngine:
    """A model for several dates; only one run is in progress at a time, whichever thread calls.

    Args:
        card: the model; its file is checked for hash, inputs and outputs.
        device: see :class:`~backend.engines.base.EngineOptions`.
        threads: processor threads, 0 for all.

    Raises:
        ModelError: the file does not match the card, or is not a stack network.
        EngineError: onnxruntime is missing or cannot load the file.
    """

    parallel = 1

    def __init__(self, card: ModelCard, *, device: str = "auto", threads: int = 0) -> None:
        self._session = CardSession(card, device=device, threads=threads)
        if set(self._session.inputs) != set(STACK_INPUTS):
            raise ModelError(f"Model '{card.name}' is not a network for a series of dates; choose another.")
        self.notes, self.device = self._session.notes, self._session.device
        self._fixed: dict[str, FloatArray] = {}
        self._dates = 0
        self._lock = threading.Lock()

    def set_dates(self, told: Sequence[Conditions], days: Sequence[float]) -> None:
        """Set conditions and dates (days since 1970) of the next rasters, and clear an earlier cancel."""
        self._fixed = {
            name: np.stack([np.asarray(getattr(one, name), dtype=np.float32) for one in told]) for name in BAND_INPUTS
        }
        self._fixed["gsd_m"] = np.array([one.gsd_m for one in told], dtype=np.float32)
        self._fixed["days"] = np.array(days, dtype=np.float32)
        self._dates = len(told)
        self._session.renew()

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W).

        Args:
            pixels: (B, T C + T, H, W): the bands of all dates, then one mask per date.
            valid: (B, H, W), 1 where any date has data.

        Raises:
            CancelledError: :meth:`cancel` was called.
            OutOfDeviceMemoryError, EngineError: the run failed.
        """
        count, dates = len(pixels), self._dates
        bands = pixels[:, :-dates].reshape(count, dates, -1, *pixels.shape[2:])
        seen = (pixels[:, -dates:] > 0.5).astype(np.float32) * valid[:, None]
        feed = {**self._fixed, "pixels": np.ascontiguousarray(bands), "valid": np.ascontiguousarray(seen)}
        with self._lock:
            return self._session.run([OUTPUT], feed)[0]

    def cancel(self) -> None:
        """Stop a run in progress; the cancel holds until the next dates are set."""
        self._session.cancel()
