"""Judge models on real, labelled scenes through the product's own pipeline.

    python training/evaluate.py --data DIR [--model NAME|PATH ...] [--sets potsdam4 hymap4] [--out DIR] [--write-card]
    python training/evaluate.py --all --data DIR [--out DIR] [--ablations DIR] [--quick]

Without --all: maps without labels only. With --all, for each bundled model: accuracy without labels, what a weight of
built-up would change, few labels against classifiers on raw spectra, the same scene through other sensors, faster
numbers, cover fractions, what is unknown, and, of the models in the subfolders of --ablations, variants side by side.
--out takes Markdown, CSV and JSON of every table, reliability diagrams and maps. No model trains on these scenes; sets
with the role "tune" were used for choices, "report" sets were not.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from backend import model_store
from backend.cards import CARD_NAME, ModelCard
from backend.documents import read_document
from backend.errors import InputError
from training.benchmarks import SETS, RealSet
from training.command import execute, parser
from training.evaluation import few_labels, sensors, zero_labels
from training.evaluation.ablation import ablation_rows, variants
from training.evaluation.fractions import fraction_rows
from training.evaluation.mapping import Mapper
from training.evaluation.precision import precision_rows
from training.evaluation.speed import speed_of
from training.evaluation.strange import unknown_rows
from training.evaluation.tables import Table, document, write_all

log = logging.getLogger("training.evaluate")

BUNDLED = Path(__file__).resolve().parent.parent / "resources" / "models"
TITLE = "Accuracy on real scenes"
INTRO = (
    "Made by `python training/evaluate.py --all --data DIR`. OA is overall accuracy, mIoU the mean intersection over "
    "union of the classes with labels, ECE the expected calibration error (ten bins)."
)
NOTES = {
    "zero_labels": "No label was used. Role: 'tune' sets were looked at for choices, 'report' sets were not. "
    "majority_oa is the OA of a map that is everywhere the commonest class.",
    "confusion": "Pixels; labels in rows, the map in columns. Reliability diagrams and maps lie beside this page.",
    "prior": "Accuracy with a class as common as in the simulated scenes, and as many times more common as is best on "
    "average over the sets of all other scenes. What a model ships with is in its card.",
    "few_labels": "k labelled pixels a class; mean and standard deviation over seeds. Half of the images (Potsdam) or "
    "of the blocks of 8 x 8 pixels (Berlin) are for training, the other half is scored. Baselines see raw spectra on "
    "the same splits. A head chooses its context by cross-validation on its own labels; weights, prior and share of "
    "the neighbours are chosen on the other sets.",
    "sensors": "EnMAP scenes resampled to the bands of other sensors that they cover: share of pixels whose class is "
    "that of the map from all EnMAP bands.",
    "fractions": "A labelled scene averaged to larger pixels, whose cover is known where three quarters of a pixel "
    "have a label: mean absolute error and bias of the mapped fraction, and its correlation with the true one.",
    "unknown": "Share of pixels that score 50 or more (see docs/accuracy.md): as they are, with the bands shuffled, "
    "and of uniform noise; below, field spectra, of which cloth is like nothing simulated.",
    "precision": "Share of pixels whose class is that of float32, accuracy of both, and thousands of pixels a second "
    "of the network alone on windows of 224 bands.",
    "ablations": "Each trained and judged alike; the last columns with ten labels a class.",
}
_FEW_COLUMNS = ("model", "set", "method", "k", "oa", "oa_sd", "miou", "miou_sd", "recipe")
_ZERO_COLUMNS = ("model", "set", "role", "pixels", "oa", "miou", "majority_oa", "ece")


@dataclass(frozen=True)
class Effort:
    """How much is computed: seeds and numbers of labels a class of the few-label tables."""

    seeds: int
    counts: tuple[int, ...]
    grid: tuple[Any, ...]


def zero_label_tables(judged: Sequence[zero_labels.Judged]) -> list[Table]:
    """Return accuracy without labels, the confusion matrices, and what another prior changes."""
    reports = [zero_labels.report_of(one) for one in judged]
    for report in reports:
        log.info("%s\n", zero_labels.text_of(report))
    confusion = [
        {
            "model": r["model"], "set": r["set"], "label": name, "recall": r["recall"][name], "iou": r["iou"][name],
            **{f"mapped {c}": n for c, n in zip(r["classes"], counts)},
        }
        for r in reports
        for name, counts in zip(r["classes"][:-1], r["confusion"])
    ]  # fmt: skip
    return [
        Table("zero_labels", "Without labels", NOTES["zero_labels"], reports, _ZERO_COLUMNS),
        Table("confusion", "Confusion without labels", NOTES["confusion"], confusion),
    ]


def factor_table(by_model: Sequence[Sequence[zero_labels.Judged]]) -> Table:
    """Return what another prior of built-up or trees would change."""
    rows = [row for judged in by_model for row in zero_labels.factor_rows(judged)]
    return Table("prior", "Prior of classes", NOTES["prior"], rows)


def few_label_table(mappers: Sequence[Mapper], data: Path, effort: Effort) -> Table:
    """Return few-label accuracy; the baselines, which need no model, are computed once."""
    rows = []
    for number, mapper in enumerate(mappers):
        rows += few_labels.few_label_table(
            mapper, data, counts=effort.counts, seeds=effort.seeds, with_baselines=number == 0, grid=effort.grid
        )
    return Table("few_labels", "Few labels", NOTES["few_labels"], rows, _FEW_COLUMNS)


def all_tables(args: argparse.Namespace, mappers: Sequence[Mapper], sets: Sequence[RealSet], data: Path) -> list[Table]:
    """Return every table that the data allow."""
    effort = _effort(args)
    by_model = [_judged(mapper, sets, data) for mapper in mappers]
    tables = zero_label_tables([one for judged in by_model for one in judged])
    tables.append(factor_table(by_model))
    log.info("few labels")
    tables.append(few_label_table(mappers, data, effort))
    log.info("other sensors, faster numbers")
    swapped = [row for mapper in mappers for row in sensors.swap_rows(mapper, data)]
    tables.append(Table("sensors", "Through other sensors' bands", NOTES["sensors"], swapped))
    fractions = [row for mapper in mappers for row in fraction_rows(mapper, data)]
    tables.append(Table("fractions", "Cover fractions", NOTES["fractions"], fractions))
    strange = unknown_rows(mappers[0], data, sets)  # the score does not depend on the model
    tables.append(Table("unknown", "What is unknown", NOTES["unknown"], strange))
    modes = ("int8",) if args.quick else ("bfloat16", "int8")
    faster = [row for m in mappers for row in precision_rows(m, data, sets, modes=modes, threads=args.threads)]
    tables.append(Table("precision", "Faster numbers", NOTES["precision"], faster))
    if args.ablations:
        cards = variants(Path(args.ablations))
        rows = ablation_rows(cards, data, sets, threads=args.threads, seeds=min(effort.seeds, 5))
        tables.append(Table("ablations", "Variants", NOTES["ablations"], rows))
    return [table for table in tables if table.rows]


def _effort(args: argparse.Namespace) -> Effort:
    if args.quick:
        return Effort(1, tuple(args.labels or [5])[:1], few_labels.GRID[:2])
    return Effort(args.seeds, tuple(args.labels or few_labels.COUNTS), few_labels.GRID)


def _judged(mapper: Mapper, sets: Sequence[RealSet], data: Path) -> list[zero_labels.Judged]:
    found = []
    for real in sets:
        judged = zero_labels.judge(real, mapper, data)
        if judged is None:
            log.warning("%s: not found under %s, left out", real.title, data)
        else:
            found.append(judged)
    if not found:
        raise InputError(f"Data folder '{data}' holds none of the sets; give the folder that holds enmap_potsdam.")
    return found


def draw(mappers: Sequence[Mapper], tables: Sequence[Table], sets: Sequence[RealSet], data: Path, folder: Path) -> None:
    """Draw reliability diagrams and maps; a scene with two groupings is drawn once."""
    from training.evaluation.pictures import draw_maps, draw_reliability

    for mapper in mappers:
        name = mapper.card.name
        reports = [row for table in tables if table.name == "zero_labels" for row in table.rows if row["model"] == name]
        draw_reliability(reports, folder / f"reliability_{name}.png")
        finest = {real.source: real for real in sorted(sets, key=lambda real: len(real.groups))}
        for real in finest.values():
            if real.scenes(data):
                draw_maps(real, mapper, data, folder / f"map_{name}_{real.name}.png")


def bundled() -> list[ModelCard]:
    """Return the models that come with the program, the default first."""
    cards = [ModelCard.load(path) for path in sorted(BUNDLED.glob(f"*/{CARD_NAME}"))]
    return sorted(cards, key=lambda card: card.name != model_store.DEFAULT_MODEL)


def write_card(card: ModelCard, reports: Sequence[dict[str, Any]], *, threads: int) -> None:
    """Put the headline figures, and the speed of the network on this machine, into the model's card."""
    path = card.path.parent / CARD_NAME
    item = read_document(path)
    item["properties"]["specaware:metrics"] = [
        {
            "dataset": r["title"], "protocol": f"no labels used; set for {r['role']}", "pixels": r["pixels"],
            "oa": r["oa"], "miou": r["miou"], "ece": r["ece"], "majority_oa": r["majority_oa"],
            "command": f"python training/evaluate.py --data DIR --sets {r['set']}",
        }
        for r in reports
    ]  # fmt: skip
    item["properties"]["specaware:speed"] = speed_of(card, threads=threads)
    temporary = path.with_name("card.json.tmp")
    temporary.write_text(json.dumps(item, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, path)


def run(args: argparse.Namespace) -> None:
    """Evaluate the chosen models on the chosen sets and write what was asked for.

    Raises:
        InputError: no such data folder or set.
    """
    data = Path(args.data)
    if not data.is_dir():
        raise InputError(f"Data folder '{data}' does not exist; give the folder of labelled scenes with --data.")
    sets = [s for s in SETS if not args.sets or s.name in args.sets]
    unknown = sorted(set(args.sets or []) - {s.name for s in SETS})
    if unknown:
        raise InputError(f"Set '{unknown[0]}' is not known; choose from {', '.join(s.name for s in SETS)}.")
    names = args.model or ([] if args.all else [""])
    cards = [model_store.find(name) for name in names] or bundled()
    mappers = [Mapper(card, threads=args.threads) for card in cards]
    if args.all:
        tables = all_tables(args, mappers, sets, data)
    else:
        tables = zero_label_tables([one for mapper in mappers for one in _judged(mapper, sets, data)])
    if args.out:
        out = Path(args.out)
        write_all(tables, out, title=TITLE, intro=INTRO)
        draw(mappers, tables, sets, data, out)
        log.info("wrote %s", out / "report.md")
    if args.all:
        sys.stdout.write(document(tables, title=TITLE, intro=INTRO) + "\n")
    if args.write_card:
        for mapper in mappers:
            write_card(
                mapper.card, [row for row in tables[0].rows if row["model"] == mapper.card.name], threads=args.threads
            )


def main() -> int:
    """Parse the command line; exit code 1 with one sentence on a user's error."""
    options = parser(__doc__)
    options.add_argument("--data", required=True, help="folder with the labelled scenes")
    options.add_argument("--all", action="store_true", help="every table, of every bundled model")
    options.add_argument("--model", nargs="*", help="names or folders of models; the default one without --all")
    options.add_argument("--sets", nargs="*", help="names of the sets; all by default")
    options.add_argument("--ablations", metavar="DIR", help="folder whose subfolders are exported variants")
    options.add_argument("--seeds", type=int, default=few_labels.SEEDS, help="of the few-label tables")
    options.add_argument("--labels", type=int, nargs="+", help="labels of each class in the few-label tables")
    options.add_argument("--quick", action="store_true", help="one seed, one number of labels: minutes, for a look")
    options.add_argument("--out", help="folder for tables and pictures")
    options.add_argument("--write-card", action="store_true", help="put the figures into the models' cards")
    options.add_argument("--threads", type=int, default=0)
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
