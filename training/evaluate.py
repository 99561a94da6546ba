"""Judge models on real, labelled scenes through the product's own pipeline.

    python training/evaluate.py --data DIR [--model NAME|PATH ...] [--sets potsdam4 hymap4] [--out DIR] [--write-card]
    python training/evaluate.py --data DIR --leave-out RUNS [--out DIR]
    python training/evaluate.py --all --data DIR [--out DIR] [--leave-out RUNS] [--ablations DIR] [--quick]

Without --all: maps without labels only: accuracy, recall and precision of each class and calibration for each set, and
the mean over the sets. --leave-out takes a folder of exported models that were each trained without a place (subfolders
without-FOLD): each is scored on the sets of that place alone, and together they judge the recipe. With --all, for each
bundled model: also what a weight of built-up would change, few labels against classifiers on raw spectra, the same
scene through other sensors, brighter, darker and turned over, lower precision, cover fractions, novelty, and, of
the models in the subfolders of --ablations, variants side by side. --evidence and --tasks add single tables of
these. --out takes Markdown, CSV and JSON of every table,
reliability diagrams and maps. Column "say" marks sets that had a say in a model: "trained" on labels of their place,
"tune" where choices were made on them, "seen" where their figures were looked at between choices, "library" where the
simulator mixes their spectra.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from backend.catalog import store as model_store
from backend.catalog.cards import CARD_NAME, ModelCard
from backend.common.errors import InputError
from training.common.command import execute, parser
from training.evaluation import left_out, summary, zero_labels
from training.evaluation.ablation import ablation_rows, variants
from training.evaluation.carding import write_card
from training.evaluation.changes.change import change_rows
from training.evaluation.checks import sensors
from training.evaluation.checks.clouds import cloud_rows
from training.evaluation.checks.fractions import fraction_rows
from training.evaluation.checks.invariance import invariance_rows
from training.evaluation.checks.novelty import unknown_rows
from training.evaluation.checks.precision import precision_rows
from training.evaluation.checks.simulated_clouds import simulated_rows
from training.evaluation.evidence.ways import evidence_rows
from training.evaluation.mapping import Mapper
from training.evaluation.own_labels import few_labels
from training.evaluation.own_labels.task_tables import task_tables
from training.evaluation.tables import Table, document, write_all
from training.real.benchmarks import SETS, RealSet

log = logging.getLogger("training.evaluate")

BUNDLED = Path(__file__).resolve().parent.parent / "resources" / "models"
TITLE = "Accuracy on real scenes"
INTRO = (
    "Made by `python training/evaluate.py --data DIR`. OA is overall accuracy, classes grouped as labelled, mIoU the "
    "mean intersection over union of the groups with labels, ECE the expected calibration error (ten bins)."
)
NOTES = {
    "zero_labels": "No label of the scene at hand was used for its map. Each set counts once in the mean; one that has "
    "the pixels of another, or too few, does not. say: the part a set had in the model, empty for none. weak: labels "
    "from a map. majority_oa is the OA of a map that is everywhere the commonest class.",
    "classes": "Of the labelled pixels; the means are over the sets that have the class.",
    "targets": "Recall and precision of trees and low vegetation where both are labelled, recall of water; misses: "
    f"what is below {summary.LEAST_PLANTS} (plants), {summary.LEAST_WATER} (water), {summary.LEAST_OA} (accuracy) or "
    f"above {summary.MOST_ECE} (calibration error).",
    "invariance": "Share of all pixels whose class changes where every value is multiplied, or the scene turned over.",
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
    "clouds": "Rasters without quality layers whose bands tell cloud from snow: share of all pixels that are called "
    "cloud and cloud shadow, of those labelled as neither, and of those labelled as such. No model takes part.",
    "simulated_clouds": "Simulated clouds and shadows laid over real clear scenes, the sun unknown: share found of "
    "thick cloud (opacity above .5), of thin cloud (.15 to .5) in scenes with thick cloud and in others, and of deep "
    "shadow; and share of the pixels 90 m away from any cloud and shadow that is called so.",
    "precision": "Share of pixels whose class is that of float32, accuracy of both, and thousands of pixels a second "
    "of the network alone on windows of 224 bands.",
    "change": "Inserted changes, not real ones: blocks of 2 x 2 pixels of another labelled class on real scenes, 2 % "
    "of the area; the second date has another light, calibration and noise. false_alarms: share of pixels called "
    "changed where nothing was inserted. MAD and IR-MAD see the same pixels, with 99 % of the chi-squared distribution "
    "or with our threshold. say: choices where settings were chosen, with other seeds, seen where figures were seen.",
    "evidence": "What a scene's own statistics would add to its map; what is chosen or fitted in a way comes from the "
    "sets of other places. Mean accuracy over the counted sets; sets that win or lose more than .03.",
    "ablations": "Each trained and judged alike; the last columns with ten labels a class.",
}
_FEW_COLUMNS = ("model", "set", "method", "k", "oa", "oa_sd", "miou", "miou_sd", "recipe")
_ZERO_COLUMNS = ("model", "set", "fold", "say", "weak", "pixels", "oa", "miou", "majority_oa", "ece")


@dataclass(frozen=True)
class Effort:
    """How much is computed: seeds and numbers of labels a class of the few-label tables."""

    seeds: int
    counts: tuple[int, ...]
    grid: tuple[Any, ...]


def zero_label_tables(reports: Sequence[dict[str, Any]]) -> list[Table]:
    """Return accuracy without labels, recall and precision, what targets are missed, and the confusion matrices."""
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
        Table("zero_labels", "Without labels", NOTES["zero_labels"], summary.with_means(reports), _ZERO_COLUMNS),
        Table("classes", "Recall and precision without labels", NOTES["classes"], summary.class_rows(reports)),
        Table("targets", "Trees, herbs and water", NOTES["targets"], summary.target_rows(reports)),
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


def more_tables(
    args: argparse.Namespace, mappers: Sequence[Mapper], by_model: Sequence[Sequence[zero_labels.Judged]],
    sets: Sequence[RealSet],
) -> list[Table]:  # fmt: skip
    """Return every other table that the data allow."""
    effort, data = _effort(args), Path(args.data)
    tables = [factor_table(by_model)]
    log.info("brighter, darker, turned over")
    turned = [row for mapper in mappers for row in invariance_rows(mapper, data, sets)]
    tables.append(Table("invariance", "What must not change a map", NOTES["invariance"], turned))
    log.info("few labels")
    tables.append(few_label_table(mappers, data, effort))
    log.info("other sensors, lower precision")
    swapped = [row for mapper in mappers for row in sensors.swap_rows(mapper, data)]
    tables.append(Table("sensors", "Through other sensors' bands", NOTES["sensors"], swapped))
    fractions = [row for mapper in mappers for row in fraction_rows(mapper, data)]
    tables.append(Table("fractions", "Cover fractions", NOTES["fractions"], fractions))
    strange = unknown_rows(mappers[0], data, sets)  # the score does not depend on the model
    tables.append(Table("unknown", "What is unknown", NOTES["unknown"], strange))
    modes = ("int8",) if args.quick else ("bfloat16", "int8")
    faster = [row for m in mappers for row in precision_rows(m, data, sets, modes=modes, threads=args.threads)]
    tables.append(Table("precision", "Precision", NOTES["precision"], faster))
    sky = simulated_rows(mappers[0].card, data, sets, seeds=range(40, 40 + effort.seeds))
    tables.append(Table("simulated_clouds", "Simulated clouds over real scenes", NOTES["simulated_clouds"], sky))
    log.info("change between two dates")
    changed = change_rows(mappers[0].card, data, seeds=range(10, 10 + effort.seeds), threads=args.threads)
    tables.append(Table("change", "Change between two dates", NOTES["change"], changed))
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
    """Draw reliability diagrams and maps; a scene with two groupings is drawn once, tables of pixels not."""
    from training.evaluation.pictures import draw_maps, draw_reliability

    for mapper in mappers:
        name = mapper.card.name
        reports = [row for row in _reports(tables) if row["model"] == name]
        draw_reliability(reports, folder / f"reliability_{name}.png")
        finest = {real.source: real for real in sorted(sets, key=lambda real: len(real.groups))}
        for real in finest.values():
            if not real.tabular and real.scenes(data):
                draw_maps(real, mapper, data, folder / f"map_{name}_{real.name}.png")


def bundled() -> list[ModelCard]:
    """Return the models that come with the program, the default first."""
    cards = [ModelCard.load(path) for path in sorted(BUNDLED.glob(f"*/{CARD_NAME}"))]
    return sorted(cards, key=lambda card: card.name != model_store.DEFAULT_MODEL)


def _reports(tables: Sequence[Table]) -> list[dict[str, Any]]:
    """Return the rows of sets, without the means."""
    return [row for table in tables if table.name == "zero_labels" for row in table.rows if row["set"] != summary.MEAN]


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
    mappers = [Mapper(card, threads=args.threads) for card in _cards(args)]
    by_model = [_judged(mapper, sets, data) for mapper in mappers]
    reports = [zero_labels.report_of(one) for judged in by_model for one in judged]
    if args.leave_out:
        found = left_out.judge_left_out(Path(args.leave_out), data, sets, threads=args.threads)
        reports += left_out.as_recipe([zero_labels.report_of(one) for one in found])
    tables = zero_label_tables(reports)
    if mappers:
        clouds = cloud_rows(mappers[0].card, data, sets)
        tables.append(Table("clouds", "Clouds by their spectra", NOTES["clouds"], clouds))
    if args.all:
        tables += more_tables(args, mappers, by_model, sets)
    if args.all or args.evidence:
        log.info("statistics of the scenes")
        rows = [row for mapper in mappers for row in evidence_rows(mapper, data, sets)]
        if rows:
            tables.append(Table("evidence", "Statistics of the scene", NOTES["evidence"], rows))
    if args.all or args.tasks:
        log.info("scene models, fine-tuning")
        tables += task_tables(mappers[0], data, seeds=_effort(args).seeds, quick=args.quick)
    if args.out:
        out = Path(args.out)
        write_all(tables, out, title=TITLE, intro=INTRO)
        draw(mappers, tables, sets, data, out)
        log.info("wrote %s", out / "report.md")
    sys.stdout.write(document(tables, title=TITLE, intro=INTRO) + "\n")
    if args.write_card:
        for mapper in mappers:
            of = [r for r in reports if r["model"] in (mapper.card.name, left_out.RECIPE)]
            write_card(mapper.card, of, threads=args.threads)


def _cards(args: argparse.Namespace) -> list[ModelCard]:
    """Return the models asked for; with --leave-out alone none but those of its folder."""
    if args.model:
        return [model_store.find(name) for name in args.model]
    if args.all:
        return bundled()
    return [] if args.leave_out else [model_store.find("")]


def main() -> int:
    """Parse the command line; exit code 1 with one sentence on a user's error."""
    options = parser(__doc__)
    options.add_argument("--data", required=True, help="folder with the labelled scenes")
    options.add_argument("--all", action="store_true", help="every table, of every bundled model")
    options.add_argument("--model", nargs="*", help="names or folders of models; the default one without --all")
    options.add_argument("--sets", nargs="*", help="names of the sets; all by default")
    options.add_argument("--leave-out", metavar="RUNS", help="folder of models that were each trained without a place")
    options.add_argument("--ablations", metavar="DIR", help="folder whose subfolders are exported variants")
    options.add_argument("--tasks", action="store_true", help="also scene models and fine-tuning; part of --all")
    options.add_argument("--evidence", action="store_true", help="also what scene statistics add; part of --all")
    options.add_argument("--seeds", type=int, default=few_labels.SEEDS, help="of the few-label tables")
    options.add_argument("--labels", type=int, nargs="+", help="labels of each class in the few-label tables")
    options.add_argument("--quick", action="store_true", help="one seed, one number of labels: minutes, for a look")
    options.add_argument("--out", help="folder for tables and pictures")
    options.add_argument("--write-card", action="store_true", help="put the figures into the models' cards")
    options.add_argument("--threads", type=int, default=0)
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
