"""Maps of real scenes, made through the product's own pipeline as a user would make them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.catalog.cards import ModelCard
from backend.engines.base import Engine
from backend.engines.onnx_engine import OnnxEngine
from backend.job.kinds.base import JobContext
from backend.job.spec import JobSpec, Options, Outputs
from backend.mapping.run import run_map
from training.real.benchmarks import RealSet


@dataclass(frozen=True)
class Mapped:
    """A map of one scene: class values (h, w) with 0 for nodata; probabilities and cover fractions, both (K, h, w)."""

    classes: NDArray[np.uint8]
    probabilities: NDArray[np.float32]
    fractions: NDArray[np.float32]


class Mapper:
    """Maps scenes with one model through the pipeline, each raster once.

    Args:
        card: the model.
        threads: number of CPU threads, 0 for all.
        engine: engine that runs the model; onnxruntime in float32 by default.
    """

    def __init__(self, card: ModelCard, *, threads: int = 0, engine: Engine | None = None) -> None:
        self.card = card
        self.engine: Engine = engine or OnnxEngine(card, threads=threads, features=True)
        self._folder = tempfile.TemporaryDirectory()
        self._done: dict[Path, Mapped] = {}

    def map(self, image: Path, overrides: dict[str, Any]) -> Mapped:
        """Map a raster; the same raster is mapped only once.

        Raises:
            SpecAwareError: the raster cannot be mapped.
        """
        import rasterio

        if image not in self._done:
            names = ("classes", "probabilities", "fractions")
            paths = {name: f"{Path(self._folder.name) / str(len(self._done))}_{name}.tif" for name in names}
            spec = JobSpec(
                kind="map",
                source=str(image),
                model=str(self.card.path.parent),
                overrides=overrides,
                outputs=Outputs(**paths),
                options=Options(overwrite=True, clouds="keep"),  # clouds have no class of their own to be scored
            )
            run_map(spec, JobContext.of(self.engine))
            planes = []
            for name in names:
                with rasterio.open(paths[name]) as file:
                    planes.append(file.read() if name == "classes" else file.read() * np.float32(file.scales[0]))
            self._done[image] = Mapped(planes[0][0], planes[1], planes[2])
        return self._done[image]


def group_probabilities(real: RealSet, card: ModelCard, probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sum classes to a set's groups: probabilities or fractions (K, ...) -> (G + 1, ...); the last is "other"."""
    out = np.zeros((len(real.groups) + 1, *probabilities.shape[1:]), dtype=np.float32)
    for plane, entry in zip(probabilities, card.classes, strict=True):
        group = real.mapped.get(entry.name)
        out[real.groups.index(group) if group is not None else -1] += plane
    return np.minimum(out, 1.0)
