"""A two-date network in onnxruntime: takes a land-cover model's inputs twice, returns the probability of change."""

from __future__ import annotations

import threading

import numpy as np

from ...catalog.cards import ModelCard
from ...common.arrays import FloatArray
from ...common.errors import ModelError
from ..base import BAND_INPUTS, Conditions
from ..onnx_engine import INPUTS, OUTPUT
from ..onnx_sessions import CardSession

AFTER = "_after"
"""Suffix of the second date's input names."""
PAIR_INPUTS = (*INPUTS, *(name + AFTER for name in INPUTS))


class PairEngine:
    """A change network of two dates; only one run is in progress at a time, whichever thread calls.

    Args:
        card: the model; its file is checked for hash, inputs and outputs.
        device: see :class:`~backend.engines.base.EngineOptions`.
        threads: processor threads, 0 for all.

    Raises:
        ModelError: the file does not match the card, or is not a two-date network.
        EngineError: onnxruntime is missing or cannot load the file.
    """

    def __init__(self, card: ModelCard, *, device: str = "auto", threads: int = 0) -> None:
        self._session = CardSession(card, device=device, threads=threads)
        if set(self._session.inputs) != set(PAIR_INPUTS) or OUTPUT not in self._session.outputs:
            raise ModelError(f"Model '{card.name}' is not a two-date network; choose another.")
        self.notes, self.device = self._session.notes, self._session.device
        self._fixed: dict[str, FloatArray] = {}
        self._lock = threading.Lock()

    def set_conditions(self, first: Conditions, second: Conditions) -> None:
        """Set the conditions of the next two rasters, and clear an earlier cancel."""
        for told, ending in ((first, ""), (second, AFTER)):
            for name in BAND_INPUTS:
                self._fixed[name + ending] = np.ascontiguousarray(getattr(told, name), dtype=np.float32)
            self._fixed[f"gsd_m{ending}"] = np.array(told.gsd_m, dtype=np.float32)
        self._session.renew()

    def run(self, first: FloatArray, second: FloatArray, valid: FloatArray) -> FloatArray:
        """Return the probability of change (B, H, W).

        Args:
            first: reflectance (B, C1, H, W) of the first date.
            second: reflectance (B, C2, H, W) of the second date.
            valid: (B, H, W), 1 where both dates have data.

        Raises:
            CancelledError: :meth:`cancel` was called.
            OutOfDeviceMemoryError, EngineError: the run failed.
        """
        feed = {
            **self._fixed, "pixels": np.ascontiguousarray(first), "valid": valid,
            f"pixels{AFTER}": np.ascontiguousarray(second), f"valid{AFTER}": valid,
        }  # fmt: skip
        with self._lock:
            found = self._session.run([OUTPUT], feed)[0]
        return np.asarray(found[:, 1])

    def cancel(self) -> None:
        """Stop a run in progress; the cancel holds until the next conditions are set."""
        self._session.cancel()
