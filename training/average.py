"""Average the weights of several runs of the same network into one, ready for training/export.py.

    python training/average.py RUN RUN ... --out RUN

Runs that started from the same weights (``init.run``) and saw other scenes lie in one valley: the mean of their weights
errs less than each of them (Wortsman et al. 2022, "Model soups", arXiv 2203.05482).
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import torch

from backend.errors import InputError
from training import checkpoint
from training.command import execute, parser

log = logging.getLogger("training.average")


def averaged(states: list[dict[str, Any]]) -> dict[str, torch.Tensor]:
    """Return the mean of the running averages of several checkpoints.

    Raises:
        InputError: they are of different networks.
    """
    if any(state["config"] != states[0]["config"] for state in states):
        raise InputError("The runs are of different networks; name runs of one configuration.")
    return {name: torch.stack([state["ema"][name] for state in states]).mean(0) for name in states[0]["ema"]}


def run(args: argparse.Namespace) -> None:
    """Read the runs, average, write.

    Raises:
        InputError: a folder holds no run, or the runs do not fit together.
    """
    folders = [Path(name) for name in args.runs]
    lost = [folder for folder in folders if not (folder / "last.pt").exists()]
    if lost:
        raise InputError(f"'{lost[0]}' holds no run: name folders that training/finetune.py has written.")
    states = [checkpoint.load(folder / "last.pt") for folder in folders]
    weights = averaged(states)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    steps = sum(int(state["step"]) for state in states)
    kept = {"config": states[0]["config"], "step": steps, "steps": steps}
    checkpoint.save({"model": weights, "ema": weights, **kept}, out / "last.pt")
    log.info("averaged %d runs into %s", len(states), out / "last.pt")


def main() -> int:
    """Parse the command line; exit code 1 with one sentence on a user's error."""
    options = parser(__doc__)
    options.add_argument("runs", nargs="+", help="folders written by training/finetune.py")
    options.add_argument("--out", required=True, help="folder of the averaged run")
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
