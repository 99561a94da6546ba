"""Graphs of the published models without weights, to which an import adds the weights; torch is not needed.

``resources/published_graphs.tar.xz`` holds a template for each published size, written by
``training/make_resources/published_graphs.py``. For other sizes torch traces a new one.
"""

from __future__ import annotations

import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from ...common.documents import dumped, parse_document
from ...common.errors import EngineError, ModelError
from ..configs import Config, SpecAwareConfig
from .onnx_file import OnnxGraph, OnnxNode

ARCHIVE = Path(__file__).resolve().parents[3] / "resources" / "published_graphs.tar.xz"
PREFIX = "model."
"""Prefix that the graph's weight names have and ours have not."""
LOGITS, PROBABILITIES = "logits", "probabilities"
LARGEST_BYTES = 2**31 - 2**20
"""A serialised graph must stay below 2 GiB (limit of protocol buffers); one MiB is reserved for its nodes."""
HEAD = "head."


@dataclass(frozen=True)
class GraphTemplate:
    """A serialised ONNX graph without weights.

    Attributes:
        graph: the model as bytes; empty if it is too large for one ONNX file.
        shapes: shape of each weight that must be added, by our name.
    """

    graph: bytes
    shapes: dict[str, tuple[int, ...]]

    def filled(self, arrays: Mapping[str, NDArray[Any]], *, multi_label: bool = False) -> bytes:
        """Return the serialised model with its weights; a classifier returns probabilities.

        Args:
            arrays: float32 by our name, as in ``shapes``.
            multi_label: sigmoid in place of softmax.

        Raises:
            ModelError: the model is too large for one ONNX file.
        """
        if sum(array.nbytes for array in arrays.values()) > LARGEST_BYTES:
            raise ModelError("The model exceeds the 2 GiB limit of an ONNX file; use --format safetensors.")
        graph = OnnxGraph.parse(self.graph)
        if graph.outputs == [PROBABILITIES]:
            last = next(node for node in graph.nodes if PROBABILITIES in node.outputs)
            last.outputs = [LOGITS if name == PROBABILITIES else name for name in last.outputs]
            op = "Sigmoid" if multi_label else "Softmax"  # Softmax is over the last axis, the classes
            graph.nodes.append(OnnxNode(op, op, [LOGITS], [PROBABILITIES]))
        graph.weights.update({PREFIX + name: array for name, array in arrays.items()})
        return graph.encode()


def template_for(config: Config, *, classes: int, side: int) -> GraphTemplate:
    """Return the template of a model; ``classes`` is 0 for an encoder.

    Args:
        config: sizes and mode.
        classes: number of classes of the scene classifier.
        side: side of the tiles in pixels.

    Raises:
        EngineError: the sizes differ from the published ones, and torch or onnx is missing.
    """
    found = _stored().get(template_name(config, scores=classes > 0, side=side))
    if found is None:
        return _traced(config, classes, side)
    shapes = dict(found.shapes)
    if not isinstance(config, SpecAwareConfig):
        cells, key = (config.size // config.patch) ** 2, "position.joint" if config.joint else "position.spatial"
        for name in [name for name in shapes if name.endswith(key)]:
            shapes[name] = (1, cells * (config.groups if config.joint else 1), config.width)
    for name in [name for name in shapes if name.startswith(HEAD)]:
        shapes[name] = (classes, *shapes[name][1:])
    return GraphTemplate(found.graph, shapes)


@lru_cache(maxsize=8)
def _traced(config: Config, classes: int, side: int) -> GraphTemplate:
    """Trace a template for sizes other than the published ones."""
    try:
        from .graph_tracing import trace

        return trace(config, classes=classes, side=side)
    except ModuleNotFoundError as error:
        raise EngineError(
            f"Weights of these sizes are not the published ones, and reading them needs the package '{error.name}'; "
            "give no size, patch or number of heads, or install torch and onnx into the engine's environment."
        ) from error


def template_name(config: Config, *, scores: bool, side: int) -> str:
    """Return the name of a template; it contains only what changes the graph."""
    return "-".join(str(word) for word in config.graph_words(scores=scores, side=side))


def write_archive(templates: Mapping[str, GraphTemplate], path: Path = ARCHIVE) -> None:
    """Write templates by name; the same templates give the same bytes."""
    import io

    with tarfile.open(path, "w:xz", preset=9) as archive:
        for name, template in sorted(templates.items()):
            for suffix, data in ((".onnx", template.graph), (".json", dumped(template.shapes).encode())):
                info = tarfile.TarInfo(name + suffix)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))


@lru_cache(maxsize=1)
def _stored() -> dict[str, GraphTemplate]:
    """Return all templates of the archive."""
    if not ARCHIVE.is_file():
        return {}
    members: dict[str, bytes] = {}
    with tarfile.open(ARCHIVE, "r:xz") as archive:
        for info in archive:
            stream = archive.extractfile(info)
            if stream is not None:
                members[info.name] = stream.read()
    names = [name[: -len(".onnx")] for name in members if name.endswith(".onnx")]
    return {
        name: GraphTemplate(
            members[f"{name}.onnx"],
            {key: tuple(shape) for key, shape in parse_document(members[f"{name}.json"].decode()).items()},
        )
        for name in names
    }


def output_names(config: Config, *, classes: int) -> tuple[str, ...]:
    """Return the output names: ``probabilities``, or ``block_<i>`` for each feature map, the deepest last."""
    return (PROBABILITIES,) if classes else tuple(f"block_{i}" for i in config.feature_blocks)


def example_bands(config: Config, bands: int) -> int:
    """Return the number of bands for an example: the model's fixed number, else ``bands``."""
    return config.fixed_bands or bands
