"""The report of a fine-tuning as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..common.wording import counted

_FIGURES = {
    "oa": "overall accuracy", "miou": "mean IoU", "mean_f1": "mean F1", "map_macro": "mean average precision",
}  # fmt: skip


def finetune_text(report: Mapping[str, Any]) -> str:
    """Return the report of a fine-tuned model as text."""
    places = report["patches"]
    lines = [
        f"Model '{report['model']}' in {report['outputs']['model']}",
        f"{report['network']}, {report['mode']}: {counted(report['steps'], 'step')} on {report['device']}, "
        f"{report['seconds']:.0f} s",
        f"{counted(len(report['classes']), 'class', 'classes')}: {', '.join(report['classes'])}",
        f"{counted(places['trained on'], 'patch', 'patches')} to train on, {places['held out']} held out",
        *_scores("Held-out places, which selected the step", report["held_out"]),
        *_scores("Test scenes", report["test"]),
    ]
    return "\n".join(lines)


def _scores(title: str, figures: Mapping[str, Any] | None) -> list[str]:
    if not figures:
        return []
    said = [f"{what} {figures[key]:.3f}" for key, what in _FIGURES.items() if figures.get(key) is not None]
    return [f"{title}: {', '.join(said)}"]
