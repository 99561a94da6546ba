"""The checkpoints of a run (the last few and the best), and the report of a failed run."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from backend.common.errors import InputError

from ...common import checkpoint
from ...shards.files import write_json

log = logging.getLogger("training.pretraining.progress.keep")

FOLDER = "checkpoints"
BEST = "best.pt"
FIRST = "first.pt"
REPORT = "failure.json"
_NAME = re.compile(r"^step-(\d{9})\.pt$")


class Keeper:
    """Writes checkpoints to ``OUT/checkpoints``: the last ``count`` of ``step-*.pt``, ``first.pt`` and ``best.pt``."""

    def __init__(self, out: Path, count: int) -> None:
        self.out, self.folder, self.count = out, out / FOLDER, max(1, count)

    def prepare(self) -> None:
        """Make the folder and remove partial files of a killed run."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self.folder.glob("*.tmp"):
            path.unlink()

    def steps(self) -> list[int]:
        """Return the steps of the existing checkpoints, in order."""
        if not self.folder.is_dir():
            return []
        return sorted(int(found[1]) for path in self.folder.iterdir() if (found := _NAME.match(path.name)))

    def path(self, step: int) -> Path:
        """Return the path of the checkpoint of a step."""
        return self.folder / f"step-{step:09d}.pt"

    def newest(self) -> dict[str, Any] | None:
        """Return the newest readable checkpoint; None if there are no checkpoints.

        Raises:
            InputError: none of the checkpoints can be read.
        """
        steps = self.steps()
        for step in reversed(steps):
            try:
                return checkpoint.load(self.path(step))
            except InputError as error:
                log.warning("%s", error)
        if steps:
            raise InputError(f"No checkpoint in '{self.folder}' can be read; delete '{self.out}' and train again.")
        return None

    def save(self, state: dict[str, Any]) -> None:
        """Write the checkpoint of ``state["step"]`` and delete the oldest ones beyond the number to keep.

        Raises:
            OutputError: the disk is full; the earlier checkpoints are untouched.
        """
        checkpoint.save(state, self.path(int(state["step"])))
        for step in self.steps()[: -self.count]:
            self.path(step).unlink(missing_ok=True)

    def save_best(self, state: dict[str, Any]) -> None:
        """Write ``best.pt``."""
        checkpoint.save(state, self.folder / BEST)

    def save_first(self, state: dict[str, Any]) -> None:
        """Write ``first.pt``: the weights before training, the baseline of a probe."""
        checkpoint.save(state, self.folder / FIRST)

    def report(self, facts: dict[str, Any]) -> Path:
        """Write the report of a failure; return its path."""
        path = self.out / REPORT
        write_json(path, facts)
        return path
