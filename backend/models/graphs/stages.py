"""Split a land-cover graph into a part that depends on the raster alone and a part for each window.

The conditions of the bands (wavelengths, FWHM, sensor, level, quantiles) and the kernels generated from them are the
same for all windows: 2.5 % of a window's time at 224 bands, 4 % at 425. In addition, onnxruntime computes the logarithm
of reflectance without the vector instructions that numpy uses (5 ns against 1 ns for a dozen numbers). The products and
their order do not change, so maps are the same except for the last bit of the logarithm.

Measured on one core with AVX-512 at 224 bands: 1.075 times as fast in float32 and 1.12 times in int8.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...common.arrays import FloatArray
from .onnx_file import OnnxGraph, OnnxNode, constant_of, graph_input

PER_WINDOW = ("pixels", "valid")
LOG = "specaware_log"
"""Input that replaces the logarithm."""
_SUBGRAPHS = ("If", "Loop", "Scan")
_CHUNK_BYTES = 1 << 18  # of reflectance at a time: fits a processor's cache

Shape = Sequence[object]  # of an input: numbers, names of free axes, or None


@dataclass(frozen=True)
class LogView:
    """The logarithm of reflectance as the graph needs it: log(clip(pixels, low, high) + floor)."""

    low: float
    high: float
    floor: float

    def of(self, pixels: FloatArray) -> FloatArray:
        """Return the logarithms (B, C, H * W) of reflectance (B, C, H, W)."""
        flat = pixels.reshape(-1)
        out = np.empty_like(flat)
        step = _CHUNK_BYTES // flat.itemsize
        for first in range(0, flat.size, step):
            part = out[first : first + step]
            np.clip(flat[first : first + step], self.low, self.high, out=part)
            part += np.float32(self.floor)
            np.log(part, out=part)
        return out.reshape(*pixels.shape[:2], -1)


@dataclass(frozen=True)
class StagedGraph:
    """A graph with ``inputs``, split in two: ``once`` computes the tensors ``shared``, which are inputs of the rest."""

    inputs: tuple[str, ...]
    once: bytes
    shared: tuple[str, ...]
    log: LogView | None
    _rest: OnnxGraph

    def each(self, shapes: Mapping[str, Shape]) -> bytes:
        """Return the graph for a window; ``shapes``: those of the shared tensors, which are float32."""
        added = {**shapes, **({} if self.log is None else {LOG: ("batch", "bands", "cells")})}
        return self._rest.encode(inputs=[graph_input(name, shape) for name, shape in added.items()])


def cut(model: bytes, *, take_log: bool = True) -> StagedGraph | None:
    """Split a serialised graph; return None if no part depends on the raster alone.

    ``take_log``: let numpy compute the logarithm.
    """
    graph = OnnxGraph.parse(model)
    if any(node.op in _SUBGRAPHS for node in graph.nodes):  # these may read any tensor without naming it as an input
        return None
    inputs = tuple(name for name in graph.inputs if name not in graph.weights)
    raster = [name for name in inputs if name not in PER_WINDOW]
    late, early = _reached(graph.nodes, PER_WINDOW), _reached(graph.nodes, raster)
    shared = dict.fromkeys(
        name for node in graph.nodes if late.intersection(node.outputs) for name in node.inputs
        if name in early and name not in late and name not in raster
    )  # fmt: skip
    if not shared:
        return None
    once = graph.part([node for node in graph.nodes if not late.intersection(node.outputs)], outputs=list(shared))
    rest = graph.part(
        [node for node in graph.nodes if late.intersection(node.outputs) or not early.intersection(node.outputs)],
        outputs=graph.outputs,
    )
    log = _take_log(rest) if take_log else None
    return StagedGraph(inputs, once.encode(), tuple(shared), log, rest)


def _reached(nodes: Sequence[OnnxNode], names: Sequence[str]) -> set[str]:
    """Return ``names`` and all tensors computed from them; nodes are in the order of computation."""
    reached = set(names)
    for node in nodes:
        if not reached.isdisjoint(node.inputs):
            reached.update(node.outputs)
    return reached


def _take_log(graph: OnnxGraph) -> LogView | None:
    """Replace Log(Add(Clip(Reshape(pixels)), floor)) by an input; return None if the graph has no such logarithm."""
    makers = {name: node for node in graph.nodes for name in node.outputs}
    for node in graph.nodes:
        if node.op != "Log":
            continue
        chain = _chain(makers, node, ("Add", "Clip", "Reshape"))
        if chain is None or chain[-1].inputs[0] != PER_WINDOW[0]:
            continue
        add, clip = chain[:2]
        values = [constant_of(makers, graph.weights, name) for name in (*clip.inputs[1:3], *add.inputs[1:])]
        if len(values) != 3 or any(value is None or value.size != 1 for value in values):
            continue
        low, high, floor = (float(value.reshape(-1)[0]) for value in values if value is not None)
        for other in graph.nodes:
            other.inputs = [LOG if name == node.outputs[0] else name for name in other.inputs]
        graph.nodes.remove(node)
        graph.drop_unused()
        return LogView(low, high, floor)
    return None


def _chain(makers: Mapping[str, OnnxNode], node: OnnxNode, ops: Sequence[str]) -> list[OnnxNode] | None:
    """Return the chain of first inputs that leads to ``node``, if its nodes are of these kinds."""
    found: list[OnnxNode] = []
    for op in ops:
        before = makers.get(node.inputs[0])
        if before is None or before.op != op:
            return None
        found.append(before)
        node = before
    return found
