"""Features of a scene from an imported encoder, tile by tile; one pixel per patch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import numpy as np

from ..common.arrays import FloatArray
from ..common.cancellation import CancelToken
from ..common.errors import ModelError
from ..imported.score import Ceiling, FeatureScene, feature_report
from ..job.spec import JobSpec
from ..mapping.plan import gdal_cache
from ..raster.georeference import GeoReference
from ..raster.sink import RasterLayer, block_side
from ..raster.window import Window
from ..scene.open import Scene
from .own import ENOUGH_PX, Tick, spread, thinned
from .raster import mask_patches, patch_reference

_SINK_COPIES = 2  # rows buffered by a file's writer, and their copy while it writes


class ImportedFeatures:
    """Features of one raster from an imported model; arguments as for :class:`~.own.OwnFeatures`."""

    def __init__(self, features: FeatureScene, spec: JobSpec, *, stack: ExitStack, token: CancelToken) -> None:
        self._features, self._spec, self._token = features, spec, token
        self._memory = Ceiling(spec)
        self.warnings: list[str] = list(features.warnings)
        stack.enter_context(gdal_cache(features.scene))
        names = features.engine.outputs
        wanted = spec.options.features
        if wanted and wanted not in names:
            choices = ", ".join(names)
            raise ModelError(f"Model '{features.card.name}' has no output '{wanted}'; choose one of {choices}.")
        self._index = names.index(wanted) if wanted else len(names) - 1
        self.name = names[self._index]

    def start(self) -> None:
        """Run one empty tile, to learn the model's outputs and its memory use."""
        self._token.on_cancel(self._features.engine.cancel)
        size = self._features.card.window_px
        pixels = np.zeros((len(self.scene.bands), size, size), dtype=np.float32)
        self.channels = len(self._run(pixels, np.ones((size, size), dtype=bool)))

    @property
    def scene(self) -> Scene:
        """The open raster."""
        return self._features.scene

    @property
    def device(self) -> str:
        """Device that actually runs the network."""
        return self._features.engine.device

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the feature raster."""
        area, stride = self.scene.area, self._features.stride
        return -(-area.height // stride), -(-area.width // stride)

    @property
    def reference(self) -> GeoReference:
        """Georeference of the feature raster."""
        meta = self.scene.meta
        return patch_reference(GeoReference(meta.geotransform, meta.crs_wkt), self.scene.area, self._features.stride)

    def layout(self, layers: list[RasterLayer]) -> int:
        """Choose how many tiles form a block of columns, and return the side of the files' tiles.

        Raises:
            InputError: the memory ceiling is too low for a single tile.
        """
        tile = self._features.card.window_px // self._features.stride
        side = block_side(tile)
        column = _SINK_COPIES * (side + tile) * tile * sum(layer.bytes_per_pixel for layer in layers)
        left = self._memory.check(self._features, more_bytes=column)
        tiles = max(1, left // column)
        if self._spec.options.block_px:
            tiles = min(tiles, max(1, self._spec.options.block_px // self._features.card.window_px))
        whole = max(1, side // tile)  # tiles in one of the file's own
        self._tiles_across = tiles // whole * whole or tiles
        return side

    def sample(self) -> FloatArray:
        """Return features (N, E) of a fixed sample of the whole raster; see :meth:`.own.OwnFeatures.sample`."""
        meta, size = self.scene.meta, self._features.card.window_px
        whole = Window(0, 0, meta.height, meta.width)
        rows, cols = -(-meta.height // size), -(-meta.width // size)
        fixed = [(r, c) for r in spread(rows) for c in spread(cols)]
        known = set(fixed)
        others = [(r, c) for r in range(rows) for c in range(cols) if (r, c) not in known]
        parts, count = [np.empty((0, self.channels), dtype=np.float32)], 0
        for number, (row, col) in enumerate([*fixed, *others]):
            if number >= len(fixed) and count >= ENOUGH_PX:
                break
            self._token.check()
            window = Window(row * size, col * size, size, size).intersect(whole)
            found = None if window is None else self._tile(window)
            if found is not None:
                parts.append(thinned(found[:, np.isfinite(found[0])].T))  # (n, E)
                count += len(parts[-1])
        return np.concatenate(parts)

    def _tile(self, window: Window) -> FloatArray | None:
        """Return features (E, rows, columns) of one tile, NaN for patches without a valid pixel; None if all are."""
        pixels, valid = self._features.read(window)
        return mask_patches(self._run(pixels, valid), valid, self._features.stride) if valid.any() else None

    def _run(self, pixels: FloatArray, valid: np.ndarray) -> FloatArray:
        result = self._features.run(pixels, valid)[self._index]
        self._memory.check(self._features)
        return result

    def run(self, emit: Callable[[int, int, FloatArray], None], tick: Tick) -> None:
        """Pass features (E, h, w), NaN for nodata, to ``emit`` with row and column of their first patch."""
        area, stride = self.scene.area, self._features.stride
        done = 0
        for tiles in self._tile_rows():
            first, last = tiles[0], tiles[-1]
            shape = (-(-first.height // stride), -(-(last.col_end - first.col) // stride))
            strip = np.full((self.channels, *shape), np.nan, dtype=np.float32)
            for tile in tiles:
                self._token.check()
                found = self._tile(tile)
                at = (tile.col - first.col) // stride
                if found is not None:
                    strip[:, :, at : at + found.shape[2]] = found
                done += tile.height * tile.width
                tick(done / (area.height * area.width))
            emit((first.row - area.row) // stride, (first.col - area.col) // stride, strip)

    def _tile_rows(self) -> Iterator[list[Window]]:
        """Yield rows of tiles, one block of columns after another, each from top to bottom."""
        area, size = self.scene.area, self._features.card.window_px
        across = self._tiles_across * size
        for left in range(0, area.width, across):
            right = min(left + across, area.width)
            for top in range(0, area.height, size):
                height = min(size, area.height - top)
                yield [
                    Window(area.row + top, area.col + col, height, min(size, right - col))
                    for col in range(left, right, size)
                ]

    def report(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the report of the run."""
        return {**feature_report(self._features, self._spec, self._memory, token=self._token), **facts}
