"""The interface between the pipeline and any engine that runs a network."""

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


@dataclass(frozen=True)
class Int8Weights:
    """An ONNX file with int8 weights; ``agreement``: share of ``labels`` of a scene that stayed as in float32."""

    path: Path
    agreement: float
    labels: int


Int8Source = Callable[[ModelCard], Int8Weights]
MEMORY_SIGNS = (
    "failed to allocate memory", "out of memory", "bfcarena", "alloc_failed", "not enough memory", "8007000e",
    "can't allocate memory",
)  # fmt: skip
"""What the errors of onnxruntime (CUDA, DirectML, processor) and torch say, in lower case, where memory is short."""


def is_memory_error(error: BaseException) -> bool:
    """Return True where a run failed for want of memory."""
    text = str(error).lower()
    return isinstance(error, MemoryError) or any(sign in text for sign in MEMORY_SIGNS)


def one_line(error: BaseException) -> str:
    """Return the beginning of an error's text, for a sentence of ours."""
    return " ".join(str(error).split())[:300]


class OutOfDeviceMemoryError(EngineError):
    """The device has too little memory for a batch; smaller ones may pass."""


@dataclass(frozen=True)
class EngineOptions:
    """How an engine is to run a model.

    ``device``: one of :data:`backend.job.spec.DEVICES`. ``threads``: of the processor, 0 for all. ``parallel``: runs
    that go on at once on it. ``precision``: one of :data:`backend.job.spec.PRECISIONS`. ``int8``: gives the int8
    version of a model; needed where the precision asks for it. ``features``: the network's features are wanted too
    (see :meth:`Engine.run_features`).
    """

    device: str = "auto"
    threads: int = 0
    parallel: int = 1
    precision: str = "float32"
    int8: Int8Source | None = None
    features: bool = False


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
    def precision(self) -> str:
        """Numbers the network really computes in: one of ``jobs.PRECISIONS``, or "float16" on older graphics cards."""
        ...

    @property
    def facts(self) -> dict[str, Any]:
        """What else the report should hold: how an int8 version was judged."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences the user should see: why another device than the one asked for is used."""
        ...

    @property
    def has_fractions(self) -> bool:
        """The model gives cover fractions too."""
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

    def run_maps(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities and cover fractions as planes (B, 2 K, H, W) of one run, if :attr:`has_fractions`.

        Raises:
            OutOfDeviceMemoryError, CancelledError, EngineError: as :meth:`run`.
        """
        ...

    def run_features(self, pixels: FloatArray, valid: FloatArray) -> tuple[FloatArray, FloatArray | None]:
        """Return the same, and the network's features (B, H, W, E) if it was opened with them and has some.

        Raises:
            OutOfDeviceMemoryError, CancelledError, EngineError: as :meth:`run`.
        """
        ...

    def cancel(self) -> None:
        """End a run in progress as soon as possible; called from any thread."""
        ...


LEAST_SIDE_PX = 32  # a window is not cut smaller: the context around a pixel would be lost
MARGIN_PX = 16  # what the halves of a window see of each other; a multiple of 8, as models want


class Runner(Protocol):
    """What runs batches of a raster."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences the user should see after the run."""
        ...

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return planes of scores (B, K, H, W); arguments and errors as :meth:`Engine.run`."""
        ...


class BatchRunner:
    """Runs batches on an engine; where the device runs out of memory, halves them, then windows, and stays with it.

    ``run`` turns pixels (B, C, H, W) and validity (B, H, W) into planes (B, P, H, W): a method of the engine's, or what
    is made of one.
    """

    def __init__(self, run: Callable[[FloatArray, FloatArray], FloatArray]) -> None:
        self._run = run
        self._largest: int | None = None
        self._longest: int | None = None

    @property
    def largest(self) -> int | None:
        """Largest batch the device takes, None as long as nothing failed."""
        return self._largest

    @property
    def notes(self) -> tuple[str, ...]:
        """What was made smaller, for the log and the report."""
        notes = []
        if self._largest is not None:
            notes.append(
                f"The device ran out of memory: {counted(self._largest, 'window is', 'windows are')} run at once."
            )
        if self._longest is not None:
            notes.append(
                "The device ran out of memory: windows are cut into pieces of at most "
                f"{counted(self._longest, 'pixel')}, which may change a few pixels near the cuts; close other "
                "programs that use it, or choose the CPU."
            )
        return tuple(notes)

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W); arguments and errors as :meth:`Engine.run`.

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
    """Return the length of a half of a window with its margin: a multiple of 8."""
    return padded(-(-length // 2)) + MARGIN_PX
