"""Plot the training and held-out losses of pretraining runs against steps.

python training/pretraining/progress/curves.py RUN... --out curves.png
"""

from __future__ import annotations

import argparse
import csv
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parents[3])

from backend.common.errors import InputError, SpecAwareError
from training.pretraining.progress.journal import CURVE

log = logging.getLogger("training.pretraining.progress.curves")


MARKS = (
    ("held_out", "o", "held out"),
    ("mean_of_visible", "_", "mean of visible"),
    ("interpolated", "x", "interpolated"),
)
"""Columns of the log that are drawn as markers: the model and two baselines on the same held-out tiles."""


def read_curve(run: Path) -> list[dict[str, str]]:
    """Return the rows of a run's log.

    Raises:
        InputError: the folder has no log.
    """
    try:
        with (run / CURVE).open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))
    except OSError:
        raise InputError(f"'{run}' holds no {CURVE}; name the folder of a pretraining run.") from None


def draw(runs: Sequence[Path], out: Path) -> None:
    """Write a PNG: one colour per run, markers for held-out losses, a vertical line at the start of each stage."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.0, 4.0), layout="constrained")
    axis = figure.subplots()
    for number, run in enumerate(runs):
        rows = read_curve(run)
        steps = [int(row["step"]) for row in rows]
        axis.plot(steps, [float(row["loss"]) for row in rows], color=f"C{number}", label=run.name)
        checked = [row for row in rows if row["held_out"]]
        for column, mark, meaning in MARKS:
            marked = [(int(row["step"]), float(row[column])) for row in checked if row.get(column)]
            at, losses = [step for step, _ in marked], [loss for _, loss in marked]
            axis.plot(at, losses, mark, color=f"C{number}", label=None if number else meaning)
        for before, row in zip(rows, rows[1:], strict=False):
            if before["stage"] != row["stage"]:
                axis.axvline(int(before["step"]), color=f"C{number}", linestyle=":", linewidth=1.0)
    axis.set(xlabel="step", ylabel="loss", yscale="log")
    axis.legend()
    figure.savefig(out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the curves; a user's error gives one sentence and exit code 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        draw(args.runs, args.out)
    except SpecAwareError as error:
        log.error("%s", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
