"""What the pipeline asks of an engine, whatever runs the network behind it."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import EngineError

_LOG = logging.getLogger(__name__)

FloatArray = NDArray[np.float32]


@dataclass(frozen=True)
class Conditions:
    """What the network is told of a raster's bands, computed once per raster.

    ``center_nm``, ``fwhm_nm``, ``weight`` (C,): centres and widths in nm, quadrature weights that sum to one.
    ``attributes`` (2, 384): sentence vectors of sensor and level. ``content`` (C, Q): quantiles of the scene's log
    reflectance. ``gsd_m``: pixel size in metres. ``level``: "L1" or "L2", which heads compare with their training's.
    """

    center_nm: FloatArray
    fwhm_nm: FloatArray
    weight: FloatArray
    attributes: FloatArray
    content: FloatArray
    gsd_m: float
    level: str = ""


class OutOfDeviceMemoryError(EngineError):
    """The device has too little memory for a batch; smaller ones may pass."""


class Engine(Protocol):
    """One loaded model on one device; :meth:`run` may be called from as many threads at once as ``parallel`` says."""

    @property
    def device(self) -> str:
        """What really runs the network, for the log and the report, e.g. "CPU (onnxruntime, 2 threads)"."""
        ...

    @property
    def parallel(self) -> int:
        """Runs that may go on at once."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences the user should see: why another device than the one asked for is used."""
        ...

    def set_conditions(self, conditions: Conditions) -> None:
        """Take the conditions of the raster that follows, and forget an earlier cancel."""
        ...

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W) of reflectance (B, C, H, W) and validity (B, H, W) of 0 and 1.

        Raises:
            OutOfDeviceMemoryError: try a smaller batch.
            CancelledError: :meth:`cancel` was called.
            EngineError: the run failed.
        """
        ...

    def cancel(self) -> None:
        """End a run in progress as soon as possible; called from any thread."""
        ...


def available_threads() -> int:
    """Return how many processor threads this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class BatchRunner:
    """Runs batches on an engine; halves them when the device runs out of memory, and stays with what fitted."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._largest: int | None = None

    @property
    def largest(self) -> int | None:
        """Largest batch the device takes, None as long as nothing failed."""
        return self._largest

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W); arguments and errors as :meth:`Engine.run`.

        Raises:
            EngineError: even a single window does not fit the device.
        """
        count = len(pixels)
        if self._largest is not None and count > self._largest:
            return self._pieces(pixels, valid, self._largest)
        try:
            return self._engine.run(pixels, valid)
        except OutOfDeviceMemoryError as exc:
            if count == 1:
                raise EngineError(
                    "A single window of the model does not fit the device's memory; "
                    "close other programs that use it, or choose the CPU."
                ) from exc
            self._largest = count // 2
            _LOG.warning("The device ran out of memory; batches are halved to %d windows.", self._largest)
            return self._pieces(pixels, valid, self._largest)

    def _pieces(self, pixels: FloatArray, valid: FloatArray, size: int) -> FloatArray:
        parts = [self.run(pixels[i : i + size], valid[i : i + size]) for i in range(0, len(pixels), size)]
        return np.concatenate(parts)
