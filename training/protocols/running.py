"""Run a protocol: fine-tune on the training part, score the test part, compare the figures with the published ones."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from backend.common.errors import InputError
from backend.common.wording import counted
from training.tasks.data.patches import LabelledPatches

from .entry import METRICS, Entry
from .files.cubes import Cube
from .items import PARTS, Place, Stretched, of_part

log = logging.getLogger("training")

CONFIGS = Path(__file__).resolve().parents[1] / "configs"
MODELS = {
    "landcover": "finetune_landcover.toml", "specaware-base": "finetune_specaware_base.toml",
    "specaware-large": "finetune_specaware_large.toml", "spectralgpt-base": "finetune_spectralgpt.toml",
}  # fmt: skip
RANDOM_WARNING = (
    "In the random split, training and test pixels lie side by side, so its figure overestimates the accuracy on new "
    "places. The disjoint split tests on places that are not in the training part."
)
_SHOWN = ("oa", "aa", "miou", "mean_f1", "f1", "kappa", "map_macro", "map_micro")


@dataclass(frozen=True)
class Outcome:
    """The result of a run.

    Attributes:
        split: description of the split.
        model: description of the model.
        figures: figures by key of :data:`training.protocols.entry.METRICS`, from 0 to 1; None if there is none.
        parts: number of patches of each part.
        steps: number of training steps.
        details: all scores.
    """

    split: str
    model: str
    figures: dict[str, float | None]
    parts: dict[str, int]
    steps: int
    details: dict[str, Any]


def places_of(entry: Entry, place: Place, wish: str) -> list[Place]:
    """Return the splits to run: both for a scene of labelled pixels, unless the user chose one.

    Raises:
        InputError: the user chose a split, but the data set has its own.
    """
    if not isinstance(entry.layout, Cube):
        if wish != "both":
            raise InputError(f"{entry.title} has no random or disjoint split; leave --split out.")
        return [place]
    return [replace(place, split=name) for name in (("random", "disjoint") if wish == "both" else (wish,))]


def split_words(entry: Entry, place: Place) -> str:
    """Return a description of the split."""
    if isinstance(entry.layout, Cube) and (place.draw or not entry.layout.train):
        return f"{place.split}, seed {place.seed}"
    own = any(
        getattr(entry.layout, name, ()) for name in ("lists", "folders", "truths", "partition", "train", "tables")
    )
    if not own:
        return f"random split, seed {place.seed}"
    return f"random split, seed {place.seed}, not the published one" if place.draw else "published"


def parts_of(entry: Entry, source: LabelledPatches) -> dict[str, int]:
    """Return the number of patches of each part.

    Raises:
        InputError: there are no patches for training or for the test.
    """
    found = {part: len(of_part(source, part)) for part in PARTS}
    if not found["train"] or not found["test"]:
        empty = "train on" if not found["train"] else "test"
        raise InputError(f"{entry.title} has no patch to {empty}; check the lists of the split.")
    return found


def look(entry: Entry, place: Place) -> list[str]:
    """Return the content of a data set, from the first patch of each part: sizes, reflectance, labels.

    Raises:
        InputError: files are missing, or differ from the entry.
    """
    source = entry.layout.open(entry, place)
    parts = parts_of(entry, source)
    lines = [f"{entry.title}: split {split_words(entry, place)}."]
    for part, count in parts.items():
        if not count:
            continue
        patch = of_part(source, part)[0]
        seen = patch.pixels[:, patch.valid]
        middle = f"median reflectance {np.median(seen):.3f}" if seen.size else "no valid pixel"
        if patch.mask is not None:
            labels = f"{counted(int((patch.mask > 0).sum()), 'labelled pixel')}"
        else:
            labels = ", ".join(source.classes[k] for k in patch.labels) or "no label"
        size = " x ".join(str(n) for n in patch.pixels.shape)
        lines.append(f"{part}: {counted(count, 'patch', 'patches')}; '{patch.name}': {size}, {middle}, {labels}.")
    return lines


def run_protocol(
    entry: Entry, place: Place, config: Path, settings: Sequence[str], out: Path, *, device: str
) -> Outcome:
    """Fine-tune and score.

    Args:
        entry: the data set.
        place: folder of the data set, and the split.
        config: plan of the fine-tuning.
        settings: settings that override the plan and the paper's settings.
        out: folder of the run.
        device: "auto", "cpu" or "cuda".

    Raises:
        InputError: the data or the plan are not valid.
        SensorError: the model cannot use these bands.
    """
    import torch

    from training.tasks.fit import fit
    from training.tasks.plan import read_plan
    from training.tasks.scoring import score

    source = entry.layout.open(entry, place)
    parts = parts_of(entry, source)
    kind = read_plan(config, list(settings)).model.kind
    own = entry.protocol.settings(parts["train"], spectralgpt=kind == "spectralgpt")
    plan = read_plan(config, [*own, f"data.seed={place.seed}", *settings])
    if plan.model.kind == "spectralgpt" and not plan.model.mended:
        source = Stretched(source)
    val = of_part(source, "val") if parts["val"] else None
    steps = counted(plan.optim.steps, "step")
    log.info("%s patches to train on, %s of %d.", f"{parts['train']:,}", steps, plan.optim.batch)
    result = fit(of_part(source, "train"), val, plan, out, device=device)
    there = "cuda" if device != "cpu" and torch.cuda.is_available() else "cpu"
    details = score(result.model.to(there), of_part(source, "test"), device=there)
    model = f"{plan.model.kind} {plan.model.name}".strip()
    return Outcome(split_words(entry, place), model, figures_of(entry, details), parts, result.step, details)


def figures_of(entry: Entry, details: dict[str, Any]) -> dict[str, float | None]:
    """Return the figures of scores (``training.tasks.scoring``), by key of ``METRICS``."""
    found: dict[str, float | None] = {
        key: details[key] for key in _SHOWN if isinstance(details.get(key), (int, float)) or details.get(key, 0) is None
    }
    recall = details.get("recall")
    if isinstance(recall, dict):
        known = [value for value in recall.values() if value is not None]
        found["aa"] = sum(known) / len(known) if known else None
    if entry.task == "change":
        changed = list(entry.classes.values())[-1]
        p, r = (details[name].get(changed) or 0.0 for name in ("precision", "recall"))
        found["f1"] = 2 * p * r / (p + r) if p + r else 0.0
    return found


# --- tables ---------------------------------------------------------------------------------------------------------
def comparison(entry: Entry, outcomes: Sequence[Outcome]) -> list[str]:
    """Return a Markdown table of the figures of the runs and the published ones."""
    lines = [
        f"{entry.title}: {METRICS[entry.metric]}",
        "",
        f"| model | split | {entry.metric} | others |",
        "|---|---|---|---|",
    ]
    for run in outcomes:
        others = ", ".join(f"{k} {_percent(v)}" for k, v in run.figures.items() if k != entry.metric)
        lines.append(f"| {run.model}, this run | {run.split} | {_percent(run.figures.get(entry.metric))} | {others} |")
    for row in entry.published:
        value = f"{row.value:.2f}"
        main, other = (value, "") if row.metric == entry.metric else ("", f"{row.metric} {value}")
        lines.append(f"| {row.model} ({row.source}) | {entry.split} | {main} | {other} |")
    if not entry.published:
        lines.append(f"| the paper | {entry.split} | figure not found in the available texts | |")
    if any(run.split.startswith("random") for run in outcomes):
        lines += ["", RANDOM_WARNING]
    if entry.note:
        lines += ["", entry.note]
    return lines


def _percent(value: float | None) -> str:
    return "none" if value is None else f"{100 * value:.2f}"


def overview(entries: Sequence[Entry]) -> list[str]:
    """Return all data sets as a Markdown table, and their unverified properties, as in docs/protocols.md."""
    lines = [
        "| name | data set | sensor, bands | task | split | figure | published, % |",
        "|---|---|---|---|---|---|---|",
    ]
    tasks = {
        "dense": "classes of pixels", "single": "class of a scene", "multi": "labels of a scene", "change": "change",
    }  # fmt: skip
    for e in entries:
        figures = "; ".join(f"{p.model} {p.metric} {p.value:.2f} ({p.source})" for p in e.published) or "not found"
        bands = counted(e.bands.table.bands.count, "band")
        count = counted(len(e.classes), "class", "classes") if e.classes else "classes by folder"
        lines.append(
            f"| `{e.name}` | {e.title} | {e.sensor or 'unnamed'}, {bands} | {tasks[e.task]}, {count} | {e.split} | "
            f"{e.metric} | {figures} |"
        )
    lines += ["", "Published at, and what could not be checked:", ""]
    lines += [f"- `{e.name}`: {e.origin}.{' ' + e.unverified if e.unverified else ''}" for e in entries]
    return lines
