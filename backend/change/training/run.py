"""The ``trainchange`` job: train a linear head on differences of frozen features from pairs with known changes."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...catalog import store as model_store
from ...catalog.cards import CARD_NAME, CHANGE_TASK, ModelCard
from ...catalog.writer import card_item, weights_asset
from ...common.arrays import BoolArray, DoubleArray, FloatArray, IntArray
from ...common.documents import write_document
from ...common.errors import InputError, ModelError
from ...common.locations import last_part
from ...common.machine.version import package_versions, python_version, specaware_version
from ...common.outputs.output_set import OutputSet
from ...common.outputs.targets import InputFiles, check_targets
from ...common.wording import counted
from ...heads.fitting.folds import FOLDS, blocks_of, folds_of
from ...job.events import JobEvent
from ...job.kinds.base import JobContext
from ...job.kinds.train_change import ChangeTraining, describe
from ...job.repeat import TRAIN_REPORT, repeat_command
from ...job.spec import JobSpec
from ...products.belonging import files_beside
from ...raster.tiling.tiler import Axis
from ...raster.window import Window
from ...scene_models.logistic import PENALTIES, Logistic, fit_logistic
from ...scene_models.storage import WEIGHTS_NAME, save_head
from ..alignment.aligned import on_grid
from ..alignment.grid import choose_grid
from ..pairs.detect import grid_number, opened
from ..pairs.pair import CHANGE_CLASSES, PairRun
from ..verdicts.base import Unsupervised
from ..verdicts.linear_head import FRAMEWORK, Moved, inputs_of
from .known import CHANGED, UNCHANGED, UNKNOWN, KnownChanges, KnownPair, pairs_of_table

Check = Callable[[], None]

TEXT_NAME = "report.txt"
MOST_PX, MOST_OF_PAIR = 20_000, 4096
"""Most changed pixels, and most unchanged ones, to learn from: in all pairs, and in one; drawn with a fixed seed."""
_LEAST_OF_PAIR = 128
_PENALTIES = PENALTIES[::2]
_A_WINDOW = 512  # most of each kind from one window, so that a large pair contributes many places
_FEWEST = 20  # least number of changed pixels, and of unchanged ones
_LIKELY = 0.5
_SEED = 0


@dataclass
class _Read:
    """Labelled pixels of all pairs, collected pair by pair: the head's inputs and the known change.

    ``places``: group, rows and columns for each pair. ``totals``: labelled pixels (2,), unchanged and changed, of
    which these were drawn.
    """

    inputs: list[FloatArray] = field(default_factory=list)
    changed: list[BoolArray] = field(default_factory=list)
    untrained: list[BoolArray] = field(default_factory=list)
    weights: list[DoubleArray] = field(default_factory=list)
    places: list[tuple[str, IntArray, IntArray]] = field(default_factory=list)
    is_test: list[bool] = field(default_factory=list)
    totals: IntArray = field(default_factory=lambda: np.zeros(2, dtype=np.int64))


def run_train_change(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Train; write the model's folder (card, weights, report as JSON and text) and return the report.

    Raises:
        SpecAwareError: with one sentence that says what to do; no output is then written.
    """
    started, token = time.perf_counter(), context.token
    base = model_store.find(spec.model)
    if "semantic-segmentation" not in base.tasks or "specaware:head" in base.properties:
        text = f"Model '{base.name}' cannot be the base of a change head; choose a land-cover model,"
        raise ModelError(f"{text} such as the bundled one.")
    folder = Path(str(spec.outputs.model))
    pairs = pairs_of(spec)
    inputs = files_beside(base.path, base.weights) | InputFiles.of(spec.source)
    for pair in pairs:
        inputs |= InputFiles.of(pair.changes)
    names = (WEIGHTS_NAME, TRAIN_REPORT, TEXT_NAME, CARD_NAME)
    check_targets([(folder / name, spec.options.overwrite) for name in names], inputs)
    read, warnings = _Read(), []
    most = int(np.clip(MOST_PX // max(len(pairs), 1), _LEAST_OF_PAIR, MOST_OF_PAIR))
    for number, pair in enumerate(pairs):
        token.check()
        warnings += _read_pair(pair, spec, context, base, read, most=most)
        fraction = round(0.9 * (number + 1) / len(pairs), 4)
        name = last_part(pair.before)
        context.send(JobEvent("progress", job=spec.id, fraction=fraction, message=f"reading {name}"))
    head, found = fit(read, check=token.check)
    for text in dict.fromkeys(warnings):
        context.send(JobEvent("warning", job=spec.id, message=text))
    name = spec.asked(ChangeTraining).name or re.sub(r"[^\w.-]+", "-", folder.name) or "change"
    report = {
        "model": name, "outputs": {"model": str(folder)}, "specaware": specaware_version(), "python": python_version(),
        "packages": package_versions(), "base": {"name": base.name, "sha256": base.sha256},
        "command": repeat_command(spec), "job": spec.record(), "pairs": len(pairs), **found,
        "warnings": list(dict.fromkeys(warnings)), "seconds": round(time.perf_counter() - started, 2),
    }  # fmt: skip
    _write(folder, head, base, report, context)
    return report


def pairs_of(spec: JobSpec) -> list[KnownPair]:
    """Return the pairs of a job; errors as for :func:`pairs_of_table`."""
    asked = spec.asked(ChangeTraining)
    if spec.source.lower().endswith(".csv"):
        return pairs_of_table(Path(spec.source))
    return [KnownPair(spec.source, asked.after, asked.labels or asked.changes)]


def _read_pair(
    pair: KnownPair, spec: JobSpec, context: JobContext, base: ModelCard, read: _Read, *, most: int
) -> list[str]:
    """Read the labelled pixels of a pair; return its warnings."""
    asked, token = spec.asked(ChangeTraining), context.token
    with ExitStack() as stack:
        scenes = [
            opened(spec, source, overrides, stack, card=base)
            for source, overrides in ((pair.before, spec.overrides), (pair.after, asked.overrides or spec.overrides))
        ]
        grid = choose_grid([scene.meta for scene in scenes], grid_number(asked.grid))
        first, second = (on_grid(scene, grid, grid.overlap) for scene in scenes)
        known = KnownChanges(pair.changes, grid, scenes[0].meta, field=asked.class_field, layer=asked.layer)
        stack.callback(known.close)
        engines = context.pair_of(base, spec, PairRun.plan(first, second, spec, ()).parallel)
        run = PairRun(
            first, second, whole=grid.overlap, spec=spec, engines=engines, keys=(), likely=_LIKELY, token=token
        )
        own, sample = run.look()
        moved = Moved.of(sample)
        places = list(_places(run, known, grid.overlap, check=token.check))
        if not places:
            raise InputError(f"{Path(pair.changes).name} does not cover the overlap of both dates; check its CRS.")
        taken = _drawn(run, known, places, own, moved, most=most, check=token.check)
        _add(read, taken, np.sum([one.counts for one in places], axis=0), pair)
        return [*(text for scene in scenes for text in scene.warnings), *run.warnings]


@dataclass(frozen=True)
class _Place:
    """A window of the model, its ``middle`` (the part that no other window covers better) and its labels (2,)."""

    window: Window
    middle: Window
    counts: IntArray

    def values(self, known: KnownChanges) -> NDArray[np.int8]:
        """Return the known changes (h, w) in the window's middle; the rest is unknown."""
        found = np.full((self.window.height, self.window.width), UNKNOWN, dtype=np.int8)
        row, col = self.middle.row - self.window.row, self.middle.col - self.window.col
        found[row : row + self.middle.height, col : col + self.middle.width] = known.at(self.middle)
        return found


def _places(run: PairRun, known: KnownChanges, overlap: Window, *, check: Check) -> Iterator[_Place]:
    """Yield the windows that hold labels."""
    grid = run.scene.grid
    for tile in grid.tiles_over(overlap):
        check()
        (row, row_end), (col, col_end) = (
            _middle(axis, index) for axis, index in ((grid.rows, tile.grid_row), (grid.cols, tile.grid_col))
        )
        middle = Window(row, col, row_end - row, col_end - col).intersect(overlap)
        if middle is None:
            continue
        values = known.at(middle)
        counts = np.array([(values == kind).sum() for kind in (UNCHANGED, CHANGED)], dtype=np.int64)
        if counts.any():
            yield _Place(tile.window, middle, counts)


def _middle(axis: Axis, index: int) -> tuple[int, int]:
    """Return the pixels of a window at least half an overlap away from its edges, except at the raster's own edges."""
    first, end = axis.span(index)
    half = axis.overlap // 2
    return first if index == 0 else first + half, end if index == axis.count - 1 else end - (axis.overlap - half)


@dataclass(frozen=True)
class _Taken:
    """Labelled pixels of one window: rows, columns, the head's inputs, the known and the untrained result."""

    rows: IntArray
    cols: IntArray
    inputs: FloatArray
    changed: BoolArray
    untrained: BoolArray


def _drawn(
    run: PairRun, known: KnownChanges, places: list[_Place], own: Unsupervised, moved: Moved, *, most: int,
    check: Check,
) -> list[_Taken]:  # fmt: skip
    """Return randomly drawn labelled pixels, at most ``most`` changed and ``most`` unchanged ones.

    Windows with and without changes take turns, so that neither kind is left out.
    """
    draw = np.random.default_rng(_SEED)
    order = draw.permutation(len(places)).tolist()
    changing = [i for i in order if places[i].counts[1]]
    still = [i for i in order if not places[i].counts[1]]
    turns = sorted([*((float(k), i) for k, i in enumerate(changing)), *((k + 0.5, i) for k, i in enumerate(still))])
    left, taken = [most, most], []
    for _, number in turns:
        check()
        if not any(left):
            break
        window = places[number].window
        values = places[number].values(known)
        values[~run.valid_at(window)] = UNKNOWN
        chosen = [
            draw.permutation(np.flatnonzero(values.ravel() == kind))[: min(_A_WINDOW, left[kind])]
            for kind in (UNCHANGED, CHANGED)
        ]
        at = np.sort(np.concatenate(chosen))
        if not len(at):
            continue
        left = [most - len(one) for most, one in zip(left, chosen)]
        seen = run.at(window, at)
        found = own.probability(seen.shares, own.relation.of_pixels(seen)) >= _LIKELY
        taken.append(
            _Taken(
                window.row + at // window.width, window.col + at % window.width, inputs_of(seen, own, moved),
                values.ravel()[at] == CHANGED, found,
            )
        )  # fmt: skip
    return taken


def _add(read: _Read, taken: list[_Taken], totals: IntArray, pair: KnownPair) -> None:
    """Append the pixels of a pair; each one's weight is the number of labelled pixels that it represents."""
    if not taken:
        raise InputError(f"No labelled pixel of {Path(pair.changes).name} has data on both dates; label others.")
    changed = np.concatenate([one.changed for one in taken])
    drawn = np.array([(~changed).sum(), changed.sum()])
    each = totals / np.maximum(drawn, 1)
    read.inputs.append(np.concatenate([one.inputs for one in taken]))
    read.changed.append(changed)
    read.untrained.append(np.concatenate([one.untrained for one in taken]))
    read.weights.append(np.where(changed, each[1], each[0]))
    rows, cols = (np.concatenate([getattr(one, key) for one in taken]) for key in ("rows", "cols"))
    read.places.append((pair.group or pair.before, rows, cols))
    read.is_test += [pair.part == "test"] * len(changed)
    if pair.part != "test":
        read.totals += np.where(drawn > 0, totals, 0).astype(np.int64)


def fit(read: _Read, *, check: Check) -> tuple[Logistic, dict[str, Any]]:
    """Choose the penalty and evaluate on held-out places, then fit to all pixels except those for testing.

    Raises:
        InputError: there are too few labels, or all are from one place.
    """
    x, y = np.concatenate(read.inputs).astype(np.float64), np.concatenate(read.changed)
    weights, untrained = np.concatenate(read.weights), np.concatenate(read.untrained)
    mine = ~np.array(read.is_test)
    counts = [int((~y & mine).sum()), int((y & mine).sum())]
    if min(counts) < _FEWEST:
        raise InputError(
            f"There are {counted(counts[1], 'changed pixel')} and {counted(counts[0], 'unchanged one')} to learn from; "
            f"label at least {_FEWEST} of each."
        )
    groups, kind = _groups(read, y, mine)
    folds = folds_of(groups, y[mine].astype(np.int64))
    if any(y[mine][folds != fold].all() or not y[mine][folds != fold].any() for fold in np.unique(folds)):
        raise InputError("All changes are in one place; label changes at places farther apart, or more pairs.")
    tried = {p: _held_out(x[mine], y[mine], weights[mine], folds, p, check=check) for p in _PENALTIES}
    penalty = min(tried, key=lambda p: _loss(tried[p], y[mine], weights[mine]))
    report = {
        "labels": {"unchanged": int(read.totals[0]), "changed": int(read.totals[1])},
        "drawn": {"unchanged": counts[0], "changed": counts[1]}, "penalty": penalty,
        "cross_validation": {
            "protocol": f"{counted(min(FOLDS, len(np.unique(folds))), 'fold')} of {kind}", "threshold": _LIKELY,
            "trained": figures(tried[penalty] >= _LIKELY, y[mine], weights[mine]),
            "untrained": figures(untrained[mine], y[mine], weights[mine]),
        },
    }  # fmt: skip
    head = fitted(x[mine], y[mine], weights[mine], penalty)
    if not mine.all():
        found = head.probabilities(x[~mine])[:, 1] >= _LIKELY
        report["test"] = {
            "trained": figures(found, y[~mine], weights[~mine]),
            "untrained": figures(untrained[~mine], y[~mine], weights[~mine]),
        }
    return head, report


def _groups(read: _Read, y: BoolArray, mine: BoolArray) -> tuple[IntArray, str]:
    """Return the groups (n,) of labelled pixels for training that are held out together, and what they are.

    The groups are pairs if at least two of them have changes, else blocks of pixels (see :func:`blocks_of`).
    """
    names = np.concatenate([np.full(len(rows), name) for name, rows, _ in read.places])[mine]
    pairs = np.unique(names, return_inverse=True)[1].astype(np.int64)
    if len(np.unique(pairs[y[mine]])) > 1:
        return pairs, "pairs"
    rows, cols = (np.concatenate([place[i] for place in read.places])[mine] for i in (1, 2))
    groups, side = blocks_of(rows, cols, pairs, np.arange(len(rows)), y[mine].astype(np.int64))
    return groups.astype(np.int64), f"blocks of {counted(side, 'pixel')}"


def fitted(x: DoubleArray, y: BoolArray, weights: DoubleArray, penalty: float) -> Logistic:
    """Fit to pixels that were drawn, then bring the offset to how common changes are among all that are labelled."""
    head = fit_logistic(x, np.stack([~y, y], axis=1).astype(np.float64), penalty=penalty, multi_label=False)
    drawn, stood_for = y.sum() / max((~y).sum(), 1), weights[y].sum() / max(weights[~y].sum(), 1e-9)
    head.weights[-1, 1] += np.log(max(stood_for, 1e-9) / max(drawn, 1e-9))
    return head


def _held_out(
    x: DoubleArray, y: BoolArray, weights: DoubleArray, folds: IntArray, penalty: float, *, check: Check
) -> DoubleArray:
    found = np.zeros(len(y))
    for fold in np.unique(folds):
        check()
        mine = folds == fold
        if y[~mine].any() and not y[~mine].all():
            found[mine] = fitted(x[~mine], y[~mine], weights[~mine], penalty).probabilities(x[mine])[:, 1]
    return found


def _loss(found: DoubleArray, y: BoolArray, weights: DoubleArray) -> float:
    p = np.clip(found, 1e-6, 1 - 1e-6)
    return float(-(weights * np.where(y, np.log(p), np.log1p(-p))).sum() / weights.sum())


def figures(found: BoolArray, y: BoolArray, weights: DoubleArray) -> dict[str, float]:
    """Return F1, precision, recall and false alarms of pixels (n,), each as many as its weight."""
    hits, called, there = (float(weights[mask].sum()) for mask in (found & y, found, y))
    still = float(weights[~y].sum())
    return {
        "f1": 2 * hits / max(called + there, 1e-9), "precision": hits / max(called, 1e-9),
        "recall": hits / max(there, 1e-9), "false_alarms": (called - hits) / max(still, 1e-9),
    }  # fmt: skip


def _write(folder: Path, head: Logistic, base: ModelCard, report: dict[str, Any], context: JobContext) -> None:
    """Write the model's folder, all of it or nothing."""
    with OutputSet() as files:
        weights = files.add(folder / WEIGHTS_NAME)
        save_head(head, weights)
        write_document(files.add(folder / TRAIN_REPORT), report)
        files.add(folder / TEXT_NAME).write_text(describe(report) + "\n", encoding="utf-8")
        write_document(files.add(folder / CARD_NAME), _card(base, weights, report))
        context.token.check()


def change_classes() -> list[dict[str, Any]]:
    """Return the classes in a change model's card: unchanged and changed."""
    return [
        {"value": value + 1, "name": title.lower(), "title": title, "color_hint": "{:02X}{:02X}{:02X}".format(*color)}
        for value, (title, color) in CHANGE_CLASSES.items()
    ]


def _card(base: ModelCard, weights: Path, report: dict[str, Any]) -> dict[str, Any]:
    found = report["cross_validation"]
    properties: dict[str, Any] = {
        "title": report["model"], "license": "",
        "description": f"Change learned from {counted(report['pairs'], 'pair')} of dates on {base.name}.",
        "mlm:architecture": "logistic regression on the differences of a land-cover model's features",
        "mlm:tasks": [CHANGE_TASK], "mlm:framework": FRAMEWORK, "mlm:pretrained": True,
        "classification:classes": change_classes(), "specaware:window": dict(base.properties["specaware:window"]),
        "specaware:input": dict(base.properties["specaware:input"]),
        "specaware:content_quantiles": base.content_quantiles,
        "specaware:head": {
            "base": {"name": base.name, "sha256": base.sha256, "path": str(base.path.resolve())},
            "penalty": report["penalty"], "labels": report["labels"],
        },
        "specaware:bytes_per_px": 2_000,
        "specaware:training_command": report["command"],
        "specaware:metrics": [{
            "dataset": "the known changes, held out by place", **found["trained"], "protocol": found["protocol"],
            "command": report["command"],
        }],
    }  # fmt: skip
    asset = weights_asset(weights, href=WEIGHTS_NAME, media_type="application/vnd.safetensors")
    return card_item(report["model"], properties, asset)
