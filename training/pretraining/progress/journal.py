"""Log a run: a CSV of losses and speed, log lines, and a progress bar."""

from __future__ import annotations

import contextlib
import csv
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from ...shards.files import full

log = logging.getLogger("training.pretraining.progress.journal")

CURVE = "log.csv"
COLUMNS = (
    "step", "stage", "loss", "lr", "grad_norm", "held_out", "mean_of_visible", "interpolated", "samples_per_s",
    "gflop_per_s", "peak_share",
)  # fmt: skip


@dataclass(frozen=True)
class HeldOut:
    """Losses on held-out tiles: of the model, and of two baselines that use only the visible part of a tile.

    Attributes:
        loss: loss of the model.
        mean: loss of predicting the mean of the visible part.
        near: loss of interpolating the visible part.
    """

    loss: float
    mean: float
    near: float

    @property
    def share(self) -> float:
        """The loss of the model divided by that of the mean."""
        return self.loss / max(self.mean, 1e-12)


class Journal:
    """Writes ``OUT/log.csv`` and shows progress; silent in processes other than the first."""

    def __init__(self, out: Path, *, terms: Sequence[str], start: int, steps: int, loud: bool) -> None:
        """Open the log and remove the rows of steps after ``start``, which a killed run wrote."""
        self._path, self._loud = out / CURVE, loud
        self._stack = contextlib.ExitStack()
        self._columns = (*COLUMNS[:3], *terms, *COLUMNS[3:])
        self._steps = steps
        self._since, self._samples, self._flops = time.monotonic(), 0, 0.0
        if not loud:
            return
        from tqdm import tqdm

        self._trim(start)
        self._bar = tqdm(total=steps, initial=start, unit="step", disable=None, mininterval=1.0)

    def _trim(self, start: int) -> None:
        rows: list[list[str]] = []
        if self._path.exists():
            with self._path.open(newline="", encoding="utf-8") as file:
                rows = [row for row in csv.reader(file) if row and row[0].isdigit() and int(row[0]) <= start]
        self._write([list(self._columns), *rows], mode="w")

    def _write(self, rows: Sequence[Sequence[object]], mode: str = "a") -> None:
        try:
            if mode == "w":
                temporary = self._path.with_name(self._path.name + ".tmp")
                with temporary.open("w", newline="", encoding="utf-8") as file:
                    csv.writer(file).writerows(rows)
                os.replace(temporary, self._path)
                return
            with self._path.open("a", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(rows)
        except OSError as error:
            raise full(self._path, error) from None

    def tick(self, samples: int, flops: float) -> None:
        """Count one step."""
        self._samples += samples
        self._flops += flops
        if self._loud:
            self._bar.update()

    def row(
        self, step: int, stage: str, losses: Sequence[float], *, lr: float, grad_norm: float, held_out: HeldOut | None,
        peak: float,
    ) -> None:  # fmt: skip
        """Write the row of a step: mean losses and mean speed since the last row.

        Raises:
            OutputError: the disk is full.
        """
        seconds = max(time.monotonic() - self._since, 1e-9)
        speed, achieved = self._samples / seconds, self._flops / seconds
        self._since, self._samples, self._flops = time.monotonic(), 0, 0.0
        if not self._loud:
            return
        share = achieved / peak if peak else 0.0
        shown, told = ["", "", ""], ""
        if held_out is not None:
            shown = [f"{v:.9g}" for v in (held_out.loss, held_out.mean, held_out.near)]
            told = f" held out {held_out.loss:.4f} (mean {held_out.mean:.4f}, interpolated {held_out.near:.4f})"
        numbers = [f"{v:.9g}" for v in losses]
        self._write(
            [[step, stage, *numbers, f"{lr:.6g}", f"{grad_norm:.6g}", *shown, f"{speed:.2f}", f"{achieved / 1e9:.2f}",
              f"{share:.3f}"]]
        )  # fmt: skip
        log.info(
            "step %d/%d %s loss %.4f%s lr %.2e | %.1f samples/s, %.1f GFLOP/s, %.0f %% of peak",
            step, self._steps, stage, losses[0], told, lr, speed,
            achieved / 1e9, 100 * share,
        )  # fmt: skip

    def pause(self) -> None:
        """Exclude the time since the last row (evaluation, pictures, saving) from the speed."""
        self._since, self._samples, self._flops = time.monotonic(), 0, 0.0

    def __enter__(self) -> Journal:
        """Return itself; from now on log lines do not break the progress bar."""
        from tqdm.contrib.logging import logging_redirect_tqdm

        if self._loud:
            self._stack.callback(self._bar.close)
            if not self._bar.disable:
                self._stack.enter_context(logging_redirect_tqdm())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the progress bar."""
        self._stack.close()
