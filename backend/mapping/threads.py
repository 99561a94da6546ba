"""Read, run, write: three threads joined by bounded queues, so that the engine does not wait for the disk."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import FloatArray, padded
from ..common.cancellation import CancelToken
from ..common.errors import EngineError
from ..common.machine.hardware import available_threads
from ..common.machine.patience import THREAD_NAME
from ..engines.base import Runner
from ..raster.source import RowSource, reading_threads
from ..raster.tiling.blend import LiveStrip
from ..raster.tiling.tiler import Tile
from ..raster.window import Window
from ..scene.open import Scene
from .plan import BATCHES_WAITING, RunPlan

_WAITING = 2  # batches queued between two stages
_POLL_S = 0.05
_GRACE_S = 0.6  # time for threads to end after a stop


@dataclass
class Timing:
    """Seconds that each stage worked (``run``: averaged over the parallel runs), and the time span of all runs."""

    read: float = 0.0
    run: float = 0.0
    write: float = 0.0
    first_run: float = 0.0
    last_run: float = 0.0

    @property
    def engine_busy(self) -> float:
        """Share of the time between its first and last run in which the engine worked."""
        span = self.last_run - self.first_run
        return self.run / span if span > 0 else 1.0


@dataclass
class Progress:
    """Number of windows done and planned; written by the writer thread, read by any thread."""

    total: int
    done: int = 0


@dataclass(frozen=True)
class _Batch:
    """Windows of one shape: reflectance (B, C, H, W) and validity (B, H, W), padded to multiples of 8."""

    tiles: list[Tile]
    pixels: FloatArray
    valid: FloatArray
    buffer: FloatArray


@dataclass(frozen=True)
class _Scores:
    tiles: list[Tile]
    probabilities: FloatArray
    valid: FloatArray


@dataclass(frozen=True)
class _RowDone:
    """All windows of a grid row were sent, except ``skipped`` empty ones; rows before ``final_row`` are final."""

    block: Window
    final_row: int
    skipped: int


Emit = Callable[[Window, FloatArray, NDArray[np.bool_]], None]


@dataclass
class Stages:
    """One pass over the blocks of a plan.

    ``emit`` is called in the writer's thread with a final window of the raster, its scores (K, n, w) and validity (n,
    w), from top to bottom within each block. ``planes``: K, or 0 for one plane per class.
    """

    scene: Scene
    plan: RunPlan
    runner: Runner
    emit: Emit
    token: CancelToken
    parallel: int = 1
    planes: int = 0
    timing: Timing = field(default_factory=Timing)

    def __post_init__(self) -> None:
        """Prepare queues and buffers; no thread starts yet."""
        grid = self.scene.grid
        shape = [padded(min(axis.size, axis.length)) for axis in (grid.rows, grid.cols)]
        values = self.plan.batch * len(self.scene.bands) * shape[0] * shape[1]
        self.progress = Progress(self.plan.tiles)
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._error: BaseException | None = None
        self._free: queue.Queue[Any] = queue.Queue()
        for _ in range(BATCHES_WAITING + self.parallel):
            self._free.put(np.empty(values, dtype=np.float32))
        self._read_queue: queue.Queue[Any] = queue.Queue(_WAITING)
        self._write_queue: queue.Queue[Any] = queue.Queue(_WAITING)

    def run(self, tick: Callable[[Progress], None]) -> None:
        """Process the plan; ``tick`` is called about twenty times a second in the caller's thread.

        Raises:
            CancelledError: the token was set.
            SpecAwareError: a stage raised it.
        """
        loops = (self._read_loop, *[self._run_loop] * self.parallel, self._write_loop)
        threads = [
            threading.Thread(target=self._guard, args=(loop,), name=f"{THREAD_NAME}stage", daemon=True)
            for loop in loops
        ]
        for thread in threads:
            thread.start()
        try:
            while any(thread.is_alive() for thread in threads) and not self._stop.is_set():
                threads[-1].join(_POLL_S)
                self.token.check()
                tick(self.progress)
        finally:
            failed = self._stop.is_set() or any(thread.is_alive() for thread in threads)
            self._stop.set()
            deadline = time.monotonic() + (_GRACE_S if failed else 10 * _GRACE_S)
            for thread in threads:
                thread.join(max(0.0, deadline - time.monotonic()))
        self.token.check()
        if self._error is not None:
            raise self._error

    def _guard(self, loop: Callable[[], None]) -> None:
        try:
            loop()
        except _StoppedError:
            pass
        except BaseException as exc:
            self._error = self._error or exc
            self._stop.set()

    def _get(self, source: queue.Queue[Any]) -> Any:  # noqa: ANN401 - queues carry several kinds
        while not self._stop.is_set():
            try:
                return source.get(timeout=_POLL_S)
            except queue.Empty:
                continue
        raise _StoppedError

    def _put(self, target: queue.Queue[Any], item: object) -> None:
        while not self._stop.is_set():
            try:
                return target.put(item, timeout=_POLL_S)
            except queue.Full:
                continue
        raise _StoppedError

    def _read_loop(self) -> None:
        started = time.perf_counter()
        waited = 0.0
        items = (item for block in self.plan.blocks for item in self._block_items(block))
        for numbered in enumerate(items):
            waiting = time.perf_counter()
            self._put(self._read_queue, numbered)
            waited += time.perf_counter() - waiting
            self.timing.read = time.perf_counter() - started - waited
        for _ in range(self.parallel):
            self._put(self._read_queue, None)

    def _block_items(self, block: Window) -> Iterator[_Batch | _RowDone]:
        scene, grid = self.scene, self.scene.grid
        support = grid.support(block)
        source = RowSource(
            scene.product, scene.normaliser, bands=scene.bands, area=support, window_rows=grid.rows.size,
            read_rows=self.plan.read_rows, block_shape=scene.product.block_shape, check=self._check,
            workers=reading_threads(available_threads()),
        )  # fmt: skip
        columns = grid.cols.over(block.col, block.col_end)
        for grid_row in grid.rows.over(block.row, block.row_end):
            first, end = grid.rows.span(grid_row)
            pixels, valid = source.rows(first, end)
            tiles = [grid.tile(grid_row, grid_col) for grid_col in columns]
            spans = [slice(t.window.col - support.col, t.window.col_end - support.col) for t in tiles]
            filled = [tile for tile, span in zip(tiles, spans) if valid[:, span].any()]
            yield from self._batches(filled, pixels, valid, left=support.col)
            is_last = grid_row == grid.rows.count - 1
            yield _RowDone(
                block, block.row_end if is_last else grid.rows.span(grid_row + 1)[0], len(tiles) - len(filled)
            )

    def _batches(
        self, tiles: list[Tile], pixels: FloatArray, valid: NDArray[np.bool_], *, left: int
    ) -> Iterator[_Batch]:
        """Yield batches of windows of one grid row, each of one shape; ``left`` is the column of ``pixels``."""
        group: list[Tile] = []
        for tile in tiles:
            if group and (len(group) == self.plan.batch or group[0].window.width != tile.window.width):
                yield self._fill(group, pixels, valid, left)
                group = []
            group.append(tile)
        if group:
            yield self._fill(group, pixels, valid, left)

    def _fill(self, tiles: list[Tile], pixels: FloatArray, valid: NDArray[np.bool_], left: int) -> _Batch:
        buffer: FloatArray = self._get(self._free)
        height, width = tiles[0].window.height, tiles[0].window.width
        shape = (len(tiles), len(pixels), padded(height), padded(width))
        batch = buffer[: int(np.prod(shape))].reshape(shape)
        mask = np.zeros((shape[0], *shape[2:]), dtype=np.float32)
        for number, tile in enumerate(tiles):
            cols = slice(tile.window.col - left, tile.window.col_end - left)
            batch[number, :, :height, :width] = pixels[:, :, cols]
            mask[number, :height, :width] = valid[:, cols]
        pad_by_reflection(batch, height, width)
        return _Batch(tiles, batch, mask, buffer)

    def _run_loop(self) -> None:
        """Run batches as they arrive, in ``parallel`` threads; the writer puts their scores back in order."""
        while (numbered := self._get(self._read_queue)) is not None:
            number, item = numbered
            self._put(self._write_queue, (number, self._run(item) if isinstance(item, _Batch) else item))
        self._put(self._write_queue, None)

    def _run(self, batch: _Batch) -> _Scores:
        self._check()
        started = time.perf_counter()
        try:
            probabilities = self.runner.run(batch.pixels, batch.valid)
        except EngineError as exc:
            at = batch.tiles[0].window
            raise EngineError(f"In the window at row {at.row}, column {at.col}: {exc}") from exc
        ended = time.perf_counter()
        self._free.put(batch.buffer)
        with self._lock:
            timing = self.timing
            timing.first_run = min(timing.first_run or started, started)
            timing.last_run = max(timing.last_run, ended)
            timing.run += (ended - started) / self.parallel
        return _Scores(batch.tiles, probabilities, batch.valid)

    def _in_order(self) -> Iterator[_Scores | _RowDone]:
        """Yield the results of the runs in the order of the batches."""
        early: dict[int, _Scores | _RowDone] = {}
        expected, ended = 0, 0
        while ended < self.parallel:
            numbered = self._get(self._write_queue)
            if numbered is None:
                ended += 1
                continue
            early[numbered[0]] = numbered[1]
            while expected in early:
                yield early.pop(expected)
                expected += 1

    def _write_loop(self) -> None:
        blocks = iter(self.plan.blocks)
        strip, block = None, None
        for item in self._in_order():
            started = time.perf_counter()
            if strip is None or block is None:
                block = next(blocks)
                planes = self.planes or len(self.scene.card.classes)
                strip = LiveStrip(self.scene.grid, block, classes=planes)
            if isinstance(item, _Scores):
                for tile, scores, mask in zip(item.tiles, item.probabilities, item.valid):
                    strip.add(tile, scores, mask > 0)
                self.progress.done += len(item.tiles)
            else:
                self._emit_final(strip, item)
                strip = None if item.final_row >= block.row_end else strip
            self.timing.write += time.perf_counter() - started

    def _emit_final(self, strip: LiveStrip, item: _RowDone) -> None:
        row = strip.row
        scores, valid = strip.take(item.final_row)
        if valid.shape[0]:
            self.emit(Window(row, item.block.col, valid.shape[0], item.block.width), scores, valid)
        self.progress.done += item.skipped

    def _check(self) -> None:
        if self._stop.is_set():
            raise _StoppedError


class _StoppedError(Exception):
    """Another stage failed or the run was cancelled: end without a further error."""


def pad_by_reflection(batch: FloatArray, height: int, width: int) -> None:
    """Fill the rows and columns of a batch (B, C, H, W) beyond ``height`` and ``width`` by reflection at the edge."""
    full_height, full_width = batch.shape[2:]
    if full_height > height:
        rows = np.maximum(2 * (height - 1) - np.arange(height, full_height), 0)
        batch[:, :, height:, :width] = batch[:, :, rows, :width]
    if full_width > width:
        cols = np.maximum(2 * (width - 1) - np.arange(width, full_width), 0)
        batch[:, :, :, width:] = batch[:, :, :, cols]
