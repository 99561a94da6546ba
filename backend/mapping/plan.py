"""Plan a run before it starts: block sizes within the memory limit, and its cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..common.errors import InputError
from ..common.machine.hardware import available_threads
from ..common.machine.memory import DEFAULT_MEMORY_MB
from ..common.wording import counted
from ..job.spec import JobSpec
from ..raster.cloud_optimised import extra_bytes
from ..raster.sink import RasterLayer, block_side
from ..raster.source import READ_VALUES, reading_threads
from ..raster.window import Window
from ..scene.open import Scene
from .outputs.planes import count_planes

_CACHE_MB = (32, 256)  # limits of GDAL's cache; its default, 5 % of the machine's memory, ignores the ceiling
BATCHES_WAITING = 3  # one being filled and two queued, besides those that the engine runs
_ENGINE_SHARE = 0.4  # largest share of the ceiling for parallel runs
BASE_MB = 100  # Python, numpy, GDAL and onnxruntime themselves, measured
_ENGINE_BYTES_PER_PX = 10_000  # per window pixel if the card states none; SpecAware-S takes 9,500, measured
_COMFORTABLE_TILES = 8  # windows side by side; narrower blocks compute too many windows twice
MIB = 2**20


@dataclass(frozen=True)
class RunPlan:
    """How a run works through its area.

    ``blocks`` of columns are processed one after the other, each from top to bottom, ``read_rows`` rows per read.
    ``tiles`` counts model windows; ``batch`` of them make one run of the engine, and ``parallel`` runs go on at the
    same time. ``block_side`` is the block side of the output files. ``memory_mb`` is the estimated peak, ``disk_bytes``
    the largest possible size of the outputs.
    """

    blocks: tuple[Window, ...]
    read_rows: int
    batch: int
    parallel: int
    tiles: int
    block_side: int
    memory_mb: int
    ceiling_mb: int
    disk_bytes: int


def plan_run(
    scene: Scene, spec: JobSpec, layers: list[RasterLayer], *, planes: int = 0, more_bytes: int = 0
) -> RunPlan:
    """Return the plan of a run; ``planes`` is the number of scores per pixel, 0 for those of a map with ``layers``.

    ``more_bytes``: memory that the run needs in addition to a map's.

    Raises:
        InputError: the memory ceiling is too low for even the narrowest block.
    """
    card, area, grid = scene.card, scene.area, scene.grid
    batch = spec.options.batch or int(card.properties["specaware:window"].get("batch", 1))
    ceiling = spec.options.memory_mb or DEFAULT_MEMORY_MB
    parallel = _parallel_runs(scene, batch, spec.options.threads or available_threads(), ceiling * MIB)
    fixed = _fixed_bytes(scene, batch, parallel) + more_bytes
    needed = len(grid.cols.over(area.col, area.col_end))
    planes = planes or count_planes(len(card.classes), [layer.key for layer in layers])
    read_rows, tile_cols = _fit(scene, layers, planes, budget=ceiling * MIB - fixed, needed=needed)
    if tile_cols < min(2, needed):
        least = fixed + _block_bytes(scene, layers, planes, read_rows=grid.rows.stride, tile_cols=min(2, needed))
        raise InputError(
            f"A memory ceiling of {ceiling} MiB is too low for {counted(len(scene.bands), 'band')} and model "
            f"'{card.name}'; allow at least {-(-least // MIB)} MiB."
        )
    if spec.options.block_px:
        tile_cols = min(tile_cols, max(2, spec.options.block_px // grid.cols.stride))
    blocks = tuple(grid.blocks(area, max_tile_cols=tile_cols))
    return RunPlan(
        blocks=blocks,
        read_rows=read_rows,
        batch=batch,
        parallel=parallel,
        tiles=sum(grid.count_over(b) for b in blocks),
        block_side=block_side(grid.rows.stride),
        memory_mb=(fixed + _block_bytes(scene, layers, planes, read_rows=read_rows, tile_cols=tile_cols)) // MIB,
        ceiling_mb=ceiling,
        disk_bytes=_disk_bytes(scene, spec, layers),
    )


def _disk_bytes(scene: Scene, spec: JobSpec, layers: list[RasterLayer]) -> int:
    """Return the most that is on disk at a time, including the map in sensor geometry if it is georeferenced later."""
    pixels = scene.area.height * scene.area.width
    cells = 0 if scene.placement is None else scene.placement.window.height * scene.placement.window.width
    plain = (pixels + cells) * sum(layer.bytes_per_pixel for layer in layers)
    return plain + (extra_bytes(cells or pixels, layers) if spec.options.cog else 0)


def gdal_cache_bytes(scene: Scene) -> int:
    """Return a cache size that holds one of the file's blocks in all bands; otherwise small reads decode it again."""
    rows, cols = scene.product.block_shape
    least, most = (mb * MIB for mb in _CACHE_MB)
    return min(max(rows * cols * scene.meta.count * np.dtype(scene.meta.dtype).itemsize * 5 // 4, least), most)


def gdal_cache(scene: Scene) -> Any:  # noqa: ANN401 - rasterio has no type stubs
    """Return a context in which GDAL keeps to the cache that plans count on."""
    import rasterio

    return rasterio.Env(GDAL_CACHEMAX=gdal_cache_bytes(scene))


def _batch_px(scene: Scene, batch: int) -> int:
    """Return the pixels of a batch of the largest windows."""
    grid = scene.grid
    return min(grid.rows.size, grid.rows.length + 7) * min(grid.cols.size, grid.cols.length + 7) * batch


def _engine_bytes(scene: Scene, batch: int) -> int:
    """Return the bytes that one run of the engine needs."""
    return int(scene.card.properties.get("specaware:bytes_per_px", _ENGINE_BYTES_PER_PX)) * _batch_px(scene, batch)


def _parallel_runs(scene: Scene, batch: int, threads: int, ceiling: int) -> int:
    """Return the number of parallel runs: one per thread, as far as memory allows.

    Threads that share a run wait for each other at every operator; threads with a run of their own do not.
    """
    return max(1, min(threads, int(_ENGINE_SHARE * ceiling) // _engine_bytes(scene, batch)))


def _fixed_bytes(scene: Scene, batch: int, parallel: int) -> int:
    """Return the bytes that a run needs whatever the width of its blocks."""
    batches = (BATCHES_WAITING + parallel) * _batch_px(scene, batch) * len(scene.bands) * 4
    return BASE_MB * MIB + gdal_cache_bytes(scene) + parallel * _engine_bytes(scene, batch) + batches


def _block_bytes(scene: Scene, layers: list[RasterLayer], planes: int, *, read_rows: int, tile_cols: int) -> int:
    """Return the bytes of a block ``tile_cols`` windows wide: rows held and read, live scores, rows being written."""
    grid, bands = scene.grid, len(scene.bands)
    width = min(tile_cols * grid.cols.stride + grid.cols.overlap, grid.cols.length)
    window_rows, stride = min(grid.rows.size, grid.rows.length), grid.rows.stride
    held = min(window_rows + read_rows, grid.rows.length) * width * (4 * bands + 1)
    block = max(1, scene.product.block_shape[0]) * max(1, scene.product.block_shape[1])
    readers = reading_threads(available_threads())
    at_once = readers * max(READ_VALUES // readers // bands, block)
    raw = min(read_rows * width, at_once) * bands * np.dtype(scene.meta.dtype).itemsize
    live = (window_rows + 3 * stride) * width * (4 * planes + 1)  # the strip, and copies of its finished rows
    written = 2 * (block_side(stride) + stride) * width * sum(layer.bytes_per_pixel for layer in layers)
    return held + raw + live + written


def _fit(scene: Scene, layers: list[RasterLayer], planes: int, *, budget: int, needed: int) -> tuple[int, int]:
    """Return rows per read, and the most windows side by side that fit ``budget`` bytes (0 if none fits).

    Reads follow the rows of the file's own blocks if blocks then have a comfortable width, else those of the grid.
    """
    stride = scene.grid.rows.stride
    file_rows = max(1, scene.product.block_shape[0])
    aligned = -(-stride // file_rows) * file_rows

    def widest(read_rows: int) -> int:
        low, high = 0, needed
        while low < high:
            middle = (low + high + 1) // 2
            fits = _block_bytes(scene, layers, planes, read_rows=read_rows, tile_cols=middle) <= budget
            low, high = (middle, high) if fits else (low, middle - 1)
        return low

    columns = widest(aligned)
    if columns >= min(needed, _COMFORTABLE_TILES):
        return aligned, columns
    return stride, widest(stride)
