"""What the parts of the GPU check share: a clock, timing on a device, and the tables that come out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Setting:
    """Where the check runs and how large it is: ``small`` tries every line of it on a processor in a minute."""

    device: str
    small: bool
    data: Path | None
    scratch: Path

    @property
    def on_card(self) -> bool:
        """True where a graphics card is measured."""
        return self.device == "cuda"


class Clock:
    """Seconds left of the whole check; a part that would begin too late is left out and said to be."""

    def __init__(self, limit_s: float) -> None:
        self._end = time.monotonic() + limit_s

    @property
    def left_s(self) -> float:
        return self._end - time.monotonic()


@dataclass
class Part:
    """One table of the result: a title, the columns' heads, and rows; ``notes`` say what was left out and why."""

    title: str
    head: tuple[str, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, *cells: Any) -> None:
        """Add a row and show it."""
        self.rows.append(cells)
        print("  ", self.title, "|", " | ".join(shown(cell) for cell in cells), flush=True)

    def try_row(self, *names: Any, run: Callable[[], tuple[Any, ...]]) -> None:
        """Add a row of what ``run`` gives; a failure, such as lack of memory, is "not measured" with its reason."""
        try:
            self.add(*names, *run())
        except Exception as error:  # one cell must not end a check on a machine that is lent once
            reason = " ".join(str(error).split())[:160]
            self.add(*names, *(NOT_MEASURED,) * (len(self.head) - len(names)))
            self.notes.append(f"{' '.join(shown(n) for n in names)}: {type(error).__name__}: {reason}")

    def markdown(self) -> str:
        """The table as Markdown."""
        lines = [f"### {self.title}", ""]
        if self.rows:
            lines += [f"| {' | '.join(self.head)} |", "|" + "---|" * len(self.head)]
            lines += [f"| {' | '.join(shown(cell) for cell in row)} |" for row in self.rows]
        else:
            lines.append(NOT_MEASURED)
        return "\n".join([*lines, "", *(f"- {note}" for note in self.notes)]).rstrip() + "\n"


def shown(cell: Any) -> str:
    """A cell as text: three digits of a number."""
    if isinstance(cell, float):
        return f"{cell:.4f}" if 0.9 < cell < 1.1 else f"{cell:.3g}" if abs(cell) < 1000 else f"{cell:.0f}"
    return str(cell)


def wait(device: str) -> None:
    """Wait until the device has done what it was asked."""
    if device == "cuda":
        import torch

        torch.cuda.synchronize()


def fastest(run: Callable[[], object], device: str, *, repeats: int, warm: int = 2) -> float:
    """Smallest seconds of several calls, after some that are not timed."""
    best = float("inf")
    for number in range(warm + repeats):
        wait(device)
        begin = time.perf_counter()
        run()
        wait(device)
        if number >= warm:
            best = min(best, time.perf_counter() - begin)
    return best


def forget_peak(device: str) -> None:
    """Begin a new count of the card's memory."""
    if device == "cuda":
        import torch

        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()


def peak_gib(device: str) -> float | str:
    """Most memory of the card that was taken since :func:`forget_peak`."""
    if device != "cuda":
        return NOT_MEASURED
    import torch

    return torch.cuda.max_memory_allocated() / 2**30


def write(parts: list[Part], facts: dict[str, Any], folder: Path) -> tuple[Path, Path]:
    """Write gpu_check.json and gpu_check.md, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    table, document = folder / "gpu_check.md", folder / "gpu_check.json"
    lines = [f"# GPU check: {facts['device']}", "", *(f"- {key}: {value}" for key, value in facts.items()), ""]
    table.write_text("\n".join(lines) + "\n" + "\n".join(part.markdown() for part in parts), encoding="utf-8")
    named = [
        {"title": p.title, "rows": [dict(zip(p.head, row, strict=True)) for row in p.rows], "notes": p.notes}
        for p in parts
    ]
    document.write_text(json.dumps({"facts": facts, "parts": named}, indent=1), encoding="utf-8")
    return document, table
