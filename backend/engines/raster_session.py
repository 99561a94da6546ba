"""A land-cover graph in onnxruntime; values that depend on the raster alone are computed once."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Any

import numpy as np

from ..common.arrays import FloatArray
from ..models.graphs.stages import LOG, PER_WINDOW, LogView, StagedGraph, cut
from .onnx_sessions import CPU_PROVIDER, open_session, run_session

_FLOAT = "tensor(float)"
_VECTOR_LOG = ("x86_64", "amd64")  # architectures where numpy vectorises the float32 logarithm


class RasterSession:
    """One session, or two if the graph can be split (see :mod:`..models.graphs.stages`).

    Args:
        ort: the module onnxruntime.
        content: the serialised model.
        wanted: providers, best first.
        threads: size of the pool that computes windows.
        path: the model's file, for messages.

    Raises:
        EngineError: the model cannot be loaded.
    """

    def __init__(
        self,
        ort: Any,  # noqa: ANN401
        content: bytes,
        wanted: list[str],
        *,
        threads: int,
        path: Path,
    ) -> None:
        self._once: Any = None
        self._log: LogView | None = None
        on_processor = wanted[0] == CPU_PROVIDER
        staged = cut(content, take_log=on_processor and platform.machine().lower() in _VECTOR_LOG)
        if staged is not None:
            content = self._cut(ort, content, staged, path)
        self._session, self.reason = open_session(ort, content, wanted, threads=threads, path=path)
        self._fixed: dict[str, Any] = {}
        self._taken = [value.name for value in self._session.get_inputs()]
        self.inputs = sorted(self._taken if staged is None else staged.inputs)
        self.outputs = {value.name: value.shape for value in self._session.get_outputs()}
        self.provider: str = self._session.get_providers()[0]

    def _cut(self, ort: Any, content: bytes, staged: StagedGraph, path: Path) -> bytes:  # noqa: ANN401
        """Open the part that is computed once and return the rest; return the whole if a cut tensor is not float32."""
        once, _ = open_session(ort, staged.once, [CPU_PROVIDER], threads=1, path=path)
        values = once.get_outputs()
        if any(value.type != _FLOAT for value in values):
            return content
        self._once, self._log = once, staged.log
        return staged.each({value.name: value.shape for value in values})

    def set_raster(self, fields: dict[str, Any]) -> None:
        """Set the inputs that hold for a whole raster, and compute what depends on them alone."""
        self._fixed = {name: value for name, value in fields.items() if name in self._taken}
        if self._once is not None:
            feed = {value.name: fields[value.name] for value in self._once.get_inputs()}
            names = [value.name for value in self._once.get_outputs()]
            self._fixed.update(zip(names, self._once.run(names, feed)))

    def run(
        self,
        names: list[str],
        pixels: FloatArray,
        valid: FloatArray,
        *,
        options: Any,  # noqa: ANN401 - onnxruntime has no type stubs
        device: str,
    ) -> list[FloatArray]:
        """Return the outputs with these names; errors as for :func:`.onnx_sessions.run_session`."""
        windows = dict(zip(PER_WINDOW, (np.ascontiguousarray(pixels), valid)))
        feed = {**self._fixed, **{name: value for name, value in windows.items() if name in self._taken}}
        if self._log is not None:
            feed[LOG] = self._log.of(windows["pixels"])
        return run_session(self._session, names, feed, options=options, device=device)
