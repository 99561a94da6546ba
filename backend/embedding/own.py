"""Features of a scene from a land-cover model: the input of its last layer for each pixel, blended like a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..catalog.cards import ModelCard
from ..common.arrays import FloatArray
from ..common.cancellation import CancelToken
from ..common.errors import ModelError
from ..common.machine.memory import PeakMemory
from ..engines.base import BatchRunner, Engine
from ..heads.pixels.sampling import run_window
from ..job.spec import JobSpec
from ..mapping.plan import RunPlan, gdal_cache, plan_run
from ..mapping.report import build_report, input_facts
from ..mapping.threads import Progress, Stages, Timing
from ..raster.georeference import GeoReference
from ..raster.sink import RasterLayer
from ..raster.source import read_normalised
from ..raster.tiling.blend import axis_weights
from ..raster.tiling.tiler import Axis
from ..raster.window import Window
from ..scene.open import Scene, conditions_of

EngineSource = Callable[[ModelCard, JobSpec, int], Engine]  # the last argument: number of parallel runs
Tick = Callable[[float], None]

SAMPLE_SIDE = 4
"""Windows of the fixed sample along each side of a raster."""
SAMPLE_PX = 1024
"""Most sampled pixels per window."""
ENOUGH_PX = 256
"""With fewer pixels the fixed windows have missed the data, and the other windows are read too."""
_PROBE_PX = 16


class OwnFeatures:
    """Features of one raster from a land-cover model, or from the base network of a trained model.

    Args:
        scene: the open raster.
        spec: the job.
        stack: closes what is opened.
        token: stops the run.
    """

    def __init__(self, scene: Scene, spec: JobSpec, *, stack: ExitStack, token: CancelToken) -> None:
        self.scene, self._spec, self._token = scene, spec, token
        self._memory = PeakMemory()
        self.warnings: list[str] = list(scene.warnings)
        self.timing = Timing()
        stack.enter_context(gdal_cache(scene))

    def start(self, engine_of: EngineSource) -> None:
        """Load the model and set the raster's conditions.

        Raises:
            ModelError: the model has no features.
        """
        scene, spec = self.scene, self._spec
        parallel = plan_run(scene, spec, [], planes=1).parallel
        self.engine = engine_of(scene.card, spec, parallel)
        conditions, notes = conditions_of(scene, check=self._token.check)
        self.engine.set_conditions(conditions)
        self._token.on_cancel(self.engine.cancel)
        self.warnings += [*notes, *self.engine.notes]
        shape = (1, len(scene.bands), _PROBE_PX, _PROBE_PX)
        pixels, valid = np.full(shape, 0.1, dtype=np.float32), np.ones((1, _PROBE_PX, _PROBE_PX), dtype=np.float32)
        self.channels = self._features(pixels, valid).shape[1]

    @property
    def device(self) -> str:
        """Device that actually runs the network."""
        return self.engine.device

    @property
    def name(self) -> str:
        """Description of the features."""
        return "the last layer's input"

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the feature raster."""
        return self.scene.area.height, self.scene.area.width

    @property
    def reference(self) -> GeoReference:
        """Georeference of the feature raster."""
        return self.scene.reference

    def layout(self, layers: list[RasterLayer], *, planes: int = 0) -> int:
        """Plan the run that writes ``layers``; return the side of the files' tiles. ``planes`` 0 means the features.

        Raises:
            InputError: the memory ceiling is too low.
        """
        self.plan: RunPlan = plan_run(self.scene, self._spec, layers, planes=planes or self.channels)
        return self.plan.block_side

    def _features(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return features as planes (B, E, H, W)."""
        _, features = self.engine.run_features(pixels, valid)
        if features is None or features.shape[-1] == 0:
            raise ModelError(f"Model '{self.scene.card.name}' has no features; choose another model.")
        return np.ascontiguousarray(features.transpose(0, 3, 1, 2))

    def sample(self) -> FloatArray:
        """Return features (N, E) of a fixed sample of the whole raster; N is 0 if it has no valid pixel.

        The sampled windows depend on the raster's size alone; if they hold hardly any data, the others are read too.
        """
        grid = self.scene.grid
        fixed = [(r, c) for r in spread(grid.rows.count) for c in spread(grid.cols.count)]
        known = set(fixed)
        others = ((r, c) for r in range(grid.rows.count) for c in range(grid.cols.count) if (r, c) not in known)
        parts, count = [np.empty((0, self.channels), dtype=np.float32)], 0
        for number, place in enumerate(chain(fixed, others)):
            if number >= len(fixed) and count >= ENOUGH_PX:
                break
            self._token.check()
            pixels, valid = self._read(grid.tile(*place).window)
            if valid.any():
                parts.append(thinned(run_window(self.engine, pixels, valid)[1][valid]))
                count += len(parts[-1])
        self._memory.look()
        return np.concatenate(parts)

    def _read(self, window: Window) -> tuple[FloatArray, NDArray[np.bool_]]:
        return read_normalised(self.scene.product, self.scene.normaliser, self.scene.bands, window)

    def at(self, rows: Sequence[int], cols: Sequence[int]) -> FloatArray:
        """Return features (n, E) of some valid pixels, each from the window with most context around it."""
        grid = self.scene.grid
        held: dict[tuple[int, int], list[int]] = {}
        for number, (row, col) in enumerate(zip(rows, cols)):
            held.setdefault((best_window(grid.rows, row), best_window(grid.cols, col)), []).append(number)
        found = np.empty((len(rows), self.channels), dtype=np.float32)
        for place, numbers in sorted(held.items()):
            self._token.check()
            window = grid.tile(*place).window
            pixels, valid = self._read(window)
            features = run_window(self.engine, pixels, valid)[1]
            for number in numbers:
                found[number] = features[rows[number] - window.row, cols[number] - window.col]
        return found

    def run(
        self,
        emit: Callable[[int, int, FloatArray], None],
        tick: Tick,
        *,
        planes_of: Callable[[FloatArray], FloatArray] | None = None,
        planes: int = 0,
    ) -> None:
        """Pass features (E, h, w), NaN for nodata, to ``emit`` with row and column of their first pixel.

        ``planes_of`` turns features (B, E, H, W) into ``planes`` other planes (B, planes, H, W), which are passed
        instead.
        """
        area = self.scene.area

        def made(pixels: FloatArray, valid: FloatArray) -> FloatArray:
            features = self._features(pixels, valid)
            return features if planes_of is None else planes_of(features)

        def taken(window: Window, scores: FloatArray, valid: NDArray[np.bool_]) -> None:
            emit(window.row - area.row, window.col - area.col, np.where(valid, scores, np.float32(np.nan)))

        def moved(progress: Progress) -> None:
            self._memory.look()
            tick(progress.done / max(progress.total, 1))

        runner = BatchRunner(made)
        stages = Stages(
            self.scene, self.plan, runner, taken, self._token, self.engine.parallel, planes or self.channels
        )
        stages.run(moved)
        self.timing = stages.timing
        self.warnings += runner.notes

    def report(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the report of the run."""
        return build_report(
            self.scene, self._spec, self.plan, engine=self.engine, timing=self.timing, peak_mb=self._memory.peak_mb,
            facts={"input": input_facts(self.scene, check=self._token.check), **facts},
        )  # fmt: skip


def best_window(axis: Axis, pixel: int) -> int:
    """Return the window with the largest weight at a pixel along an axis."""

    def weight(index: int) -> float:
        return float(axis_weights(axis, index)[pixel - axis.span(index)[0]])

    return max(axis.over(pixel, pixel + 1), key=weight)


def spread(count: int, most: int = SAMPLE_SIDE) -> list[int]:
    """Return up to ``most`` of ``count`` positions, evenly spaced."""
    return list(range(count)) if count <= most else [int((k + 0.5) * count / most) for k in range(most)]


def thinned(features: FloatArray) -> FloatArray:
    """Return at most :data:`SAMPLE_PX` rows of features (n, E), evenly spaced."""
    return features[:: max(1, -(-len(features) // SAMPLE_PX))]
