"""The interface between the pipeline and the engines that run networks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from ..catalog.cards import ModelCard
from ..common.arrays import FloatArray, padded
from ..common.errors import EngineError
from ..common.wording import counted

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Conditions:
    """The network's inputs that describe a raster's bands, computed once per raster.

    ``center_nm``, ``fwhm_nm``, ``weight`` (C,): centres and widths in nm, quadrature weights that sum to one.
    ``attributes`` (2, 384): sentence embeddings of sensor and level. ``content`` (C, Q): quantiles of the scene's log
    reflectance. ``gsd_m``: pixel size in metres. ``level``: "L1" or "L2"; heads compare it with that of their training.
    """

    center_nm: FloatArray
    fwhm_nm: FloatArray
    weight: FloatArray
    attributes: FloatArray
    content: FloatArray
    gsd_m: float
    level: str = ""


BAND_INPUTS = ("center_nm", "fwhm_nm", "weight", "attributes", "content")
"""Arrays of :class:`Conditions` that networks take, in the order of their inputs."""


@dataclass(frozen=True)
class Int8Weights:
    """An ONNX file with int8 weights; ``agreement``: share of a scene's ``labels`` that are the same as in float32."""

    path: Path
    agreement: float
    labels: int


Int8Source = Callable[[ModelCard], Int8Weights]
MEMORY_SIGNS = (
    "failed to allocate memory", "out of memory", "bfcarena", "alloc_failed", "not enough memory", "8007000e",
    "can't allocate memory",
)  # fmt: skip
"""Lower-case parts of out-of-memory messages from onnxruntime (CUDA, DirectML, CPU) and torch."""


def is_memory_error(error: BaseException) -> bool:
    """Return True if a run failed because memory ran out."""
    text = str(error).lower()
    return isinstance(error, MemoryError) or any(sign in text for sign in MEMORY_SIGNS)


def one_line(error: BaseException) -> str:
    """Return the beginning of an error's text, for use in a sentence of ours."""
    return " ".join(str(error).split())[:300]


class OutOfDeviceMemoryError(EngineError):
    """The device has too little memory for a batch; a smaller one may fit."""


@dataclass(frozen=True)
class EngineOptions:
    """How an engine runs a model.

    ``device``: one of :data:`backend.job.spec.DEVICES`. ``threads``: of the processor, 0 for all. ``parallel``: number
    of runs at the same time. ``precision``: one of :data:`backend.job.spec.PRECISIONS`. ``int8``: returns the int8
    version of a model; required if the precision needs it. ``features``: also compute the network's features (see
    :meth:`Engine.run_features`).
    """

    device: str = "auto"
    threads: int = 0
    parallel: int = 1
    precision: str = "float32"
    int8: Int8Source | None = None
    features: bool = False


class Engine(Protocol):
    """One loaded model on one device; up to ``parallel`` threads may call :meth:`run` at the same time."""

    @property
    def device(self) -> str:
        """Device that actually runs the network, for log and report, e.g. "CPU (onnxruntime, 2 threads)"."""
        ...

    @property
    def parallel(self) -> int:
        """Number of runs that may be in progress at the same time."""
        ...

    @property
    def precision(self) -> str:
        """Precision actually used: one of ``jobs.PRECISIONS``, or "float16" on older graphics cards."""
        ...

    @property
    def facts(self) -> dict[str, Any]:
        """Further facts for the report: how an int8 version was checked."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for the user: why another device than the requested one is used."""
        ...

    @property
    def has_fractions(self) -> bool:
        """True if the model also predicts cover fractions."""
        ...

    def set_conditions(self, conditions: Conditions) -> None:
        """Set the conditions of the next raster, and clear an earlier cancel."""
        ...

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W) for reflectance (B, C, H, W) and validity (B, H, W), 0 or 1.

        Raises:
            OutOfDeviceMemoryError: a smaller batch may fit.
            CancelledError: :meth:`cancel` was called.
            EngineError: the run failed.
        """
        ...

    def run_maps(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities and cover fractions as planes (B, 2 K, H, W) from one run, if :attr:`has_fractions`.

        Raises:
            OutOfDeviceMemoryError, CancelledError, EngineError: as for :meth:`run`.
        """
        ...

    def run_features(self, pixels: FloatArray, valid: FloatArray) -> tuple[FloatArray, FloatArray | None]:
        """Return probabilities as :meth:`run` does, and features (B, H, W, E), None unless available and requested.

        Raises:
            OutOfDeviceMemoryError, CancelledError, EngineError: as for :meth:`run`.
        """
        ...

    def cancel(self) -> None:
        """Stop a run in progress as soon as possible; may be called from any thread."""
        ...


LEAST_SIDE_PX = 32  # windows are not cut below this: pixels would lose their context
MARGIN_PX = 16  # overlap of the two halves of a window; a multiple of 8, as models need


class Runner(Protocol):
    """Runs batches of a raster."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for the user after the run."""
        ...

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return planes of scores (B, K, H, W); arguments and errors as for :meth:`Engine.run`."""
        ...


class BatchRunner:
    """Runs batches on an engine; if the device runs out of memory, it halves batches, then windows, from then on.

    ``run`` turns pixels (B, C, H, W) and validity (B, H, W) into planes (B, P, H, W); it is a method of the engine or
    wraps one.
    """

    def __init__(self, run: Callable[[FloatArray, FloatArray], FloatArray]) -> None:
        self._run = run
        self._largest: int | None = None
        self._longest: int | None = None

    @property
    def largest(self) -> int | None:
        """Largest batch that fits the device; None while nothing has failed."""
        return self._largest

    @property
    def notes(self) -> tuple[str, ...]:
        """What was reduced, for log and report."""
        notes = []
        if self._largest is not None:
            notes.append(
                f"The device ran out of memory: {counted(self._largest, 'window is', 'windows are')} run at a time."
            )
        if self._longest is not None:
            notes.append(
                "The device ran out of memory: windows are split into pieces of at most "
                f"{counted(self._longest, 'pixel')}, which may change a few pixels near the cuts; close other "
                "programs that use it, or choose the CPU."
            )
        return tuple(notes)

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W); arguments and errors as for :meth:`Engine.run`.

        Raises:
            EngineError: even a small piece of a window does not fit the device.
        """
        count, longest = len(pixels), max(pixels.shape[2:])
        if self._largest is not None and count > self._largest:
            return self._batches(pixels, valid, self._largest)
        if self._longest is not None and longest > self._longest:
            return self._halves(pixels, valid)
        try:
            return self._run(pixels, valid)
        except OutOfDeviceMemoryError as exc:
            if count > 1:
                self._largest = count // 2
                _LOG.warning("The device ran out of memory; batches are halved to %d windows.", self._largest)
                return self._batches(pixels, valid, self._largest)
            half = _half(longest)
            if half < LEAST_SIDE_PX or half >= longest:
                raise EngineError(
                    "Even a small window of the model does not fit the device's memory; "
                    "close other programs that use it, or choose the CPU."
                ) from exc
            self._longest = half
            _LOG.warning("The device ran out of memory; windows are halved to %d pixels.", half)
            return self._halves(pixels, valid)

    def _batches(self, pixels: FloatArray, valid: FloatArray, size: int) -> FloatArray:
        parts = [self.run(pixels[i : i + size], valid[i : i + size]) for i in range(0, len(pixels), size)]
        return np.concatenate(parts)

    def _halves(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Run both halves of windows (B, C, H, W) along the longer side, each with a margin of the other."""
        axis = 2 if pixels.shape[2] >= pixels.shape[3] else 3
        length = pixels.shape[axis]
        reach, cut = _half(length), length // 2

        def part(array: FloatArray, sides: slice, at: int) -> FloatArray:
            return np.ascontiguousarray(array[(slice(None),) * at + (sides,)])

        first, second = slice(0, reach), slice(length - reach, length)
        one = self.run(part(pixels, first, axis), part(valid, first, axis - 1))
        other = self.run(part(pixels, second, axis), part(valid, second, axis - 1))
        ends = part(one, slice(0, cut), axis), part(other, slice(cut - (length - reach), None), axis)
        return np.concatenate(ends, axis=axis)


def _half(length: int) -> int:
    """Return the length of half a window with its margin: a multiple of 8."""
    return padded(-(-length // 2)) + MARGIN_PX
