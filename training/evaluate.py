"""Evaluate models on real, labelled scenes through the product's own pipeline.

    python training/evaluate.py --data DIR [--model NAME|PATH ...] [--sets potsdam4 hymap4] [--out DIR] [--write-card]
    python training/evaluate.py --data DIR --leave-out RUNS [--out DIR]
    python training/evaluate.py --all --data DIR [--out DIR] [--leave-out RUNS] [--ablations DIR] [--quick]

Without --all, maps are made without labels. The tables show accuracy, recall and precision of each class, and
calibration, for each set and as the mean over the sets. --leave-out takes a folder of exported models that were each
trained without one place (subfolders without-FOLD). Each model is scored only on the sets of that place; together they
evaluate the training recipe. With --all, further tables follow for each bundled model: the effect of the prior of
built-up land; few labels against classifiers on raw spectra; the same scene in the bands of other sensors, brighter,
darker and flipped; lower precision; cover fractions; novelty; and a comparison of the model variants in the subfolders
of --ablations. --evidence and --tasks add single tables of these. --out is the folder for Markdown, CSV and JSON of
every table, reliability diagrams and maps. Column "say" marks sets that influenced a model: "trained" if labels of
their place were used in training, "tune" if choices were made on them, "seen" if their figures were known when choices
were made, "library" if the simulator mixes their spectra.
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
    "Made by `python training/evaluate.py --data DIR`. OA is overall accuracy with classes grouped as labelled, mIoU "
    "the mean intersection over union of the labelled groups, ECE the expected calibration error (ten bins)."
)
NOTES = {
    "zero_labels": "Maps made without labels of the mapped scene. Each set counts once in the mean; a set that repeats "
    "the pixels of another set, or has too few, does not count. say: how the set influenced the model, empty for not "
    "at all. weak: labels from a map. majority_oa: OA of a map that has the most common class everywhere.",
    "classes": "Over the labelled pixels; the means are over the sets that have the class.",
    "targets": "Recall and precision of trees and low vegetation where both are labelled, recall of water. misses: "
    f"values below {summary.LEAST_PLANTS} (plants), {summary.LEAST_WATER} (water), {summary.LEAST_OA} (accuracy) or "
    f"above {summary.MOST_ECE} (calibration error).",
    "invariance": "Share of all pixels whose class changes when every value is multiplied or the scene is flipped.",
    "confusion": "Pixel counts; labels in rows, mapped classes in columns. Reliability diagrams and maps are in the "
    "same folder as this page.",
    "prior": "Accuracy with a class as common as in the simulated scenes, and with the factor on its odds that is best "
    "on average over the sets of all other scenes. The card of a model states the factor that it ships with.",
    "few_labels": "k labelled pixels per class; mean and standard deviation over seeds. Half of the images (Potsdam) "
    "or of the blocks of 8 x 8 pixels (Berlin) is used for training, the other half for scoring. Baselines use raw "
    "spectra on the same splits. A head chooses its context by cross-validation on its own labels; weights, prior and "
    "share of the neighbours are chosen on the other sets.",
    "sensors": "EnMAP scenes resampled to those bands of other sensors that EnMAP covers: share of pixels with the "
    "same class as in the map from all EnMAP bands.",
    "fractions": "A labelled scene averaged to larger pixels, whose cover is known where three quarters of a pixel "
    "have a label: mean absolute error and bias of the mapped fraction, and its correlation with the true one.",
    "unknown": "Share of pixels that score 50 or more (see docs/accuracy.md): of the scene as it is, with its bands "
    "shuffled, and of uniform noise; below, field spectra. Nothing simulated resembles the cloth among them.",
    "clouds": "Rasters without quality layers whose bands separate cloud from snow: share classified as cloud and as "
    "cloud shadow of all pixels, of those labelled as neither, and of those labelled as such. No model is used.",
    "simulated_clouds": "Simulated clouds and shadows over real clear scenes, with the sun's position unknown: share "
    "detected of thick cloud (opacity above .5), of thin cloud (.15 to .5) in scenes with thick cloud and in others, "
    "and of deep shadow; and share of pixels over 90 m from any cloud and shadow that is classified as either.",
    "precision": "Share of pixels with the same class as in float32, accuracy of both, and speed of the network alone "
    "in thousands of pixels per second on windows of 224 bands.",
    "change": "Inserted changes, not real ones: blocks of 2 x 2 pixels of another labelled class in real scenes, 2 % "
    "of the area; the second date has different light, calibration and noise. false_alarms: share of pixels called "
    "changed where nothing was inserted. MAD and IR-MAD use the same pixels, with the 99 % quantile of the chi-squared "
    "distribution or with our threshold. say: choices if settings were chosen on the scene, with other seeds; seen if "
    "its figures were known when choices were made.",
    "evidence": "Effect of correcting a map by the statistics of its scene. Chosen or fitted values come from the sets "
    "of other places. Mean accuracy over the counted sets; sets that win or lose more than .03.",
    "ablations": "All variants are trained and evaluated alike; the last columns are with ten labels per class.",
}
_FEW_COLUMNS = ("model", "set", "method", "k", "oa", "oa_sd", "miou", "miou_sd", "recipe")
_ZERO_COLUMNS = ("model", "set", "fold", "say", "weak", "pixels", "oa", "miou", "majority_oa", "ece")


@dataclass(frozen=True)
class Effort:
    """Amount of computation: number of seeds, and labels per class in the few-label tables."""

    seeds: int
    counts: tuple[int, ...]
    grid: tuple[Any, ...]


def zero_label_tables(reports: Sequence[dict[str, Any]]) -> list[Table]:
    """Return the tables of accuracy without labels, recall and precision, missed targets, and confusion matrices."""
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
    """Return the effect of another prior of built-up land or trees."""
    rows = [row for judged in by_model for row in zero_labels.factor_rows(judged)]
    return Table("prior", "Class priors", NOTES["prior"], rows)


def few_label_table(mappers: Sequence[Mapper], data: Path, effort: Effort) -> Table:
    """Return few-label accuracy; the baselines need no model and are computed once."""
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
    """Return all further tables for which the data exist."""
    effort, data = _effort(args), Path(args.data)
    tables = [factor_table(by_model)]
    log.info("brighter, darker, flipped")
    turned = [row for mapper in mappers for row in invariance_rows(mapper, data, sets)]
    tables.append(Table("invariance", "Invariance of maps", NOTES["invariance"], turned))
    log.info("few labels")
    tables.append(few_label_table(mappers, data, effort))
    log.info("other sensors, lower precision")
    swapped = [row for mapper in mappers for row in sensors.swap_rows(mapper, data)]
    tables.append(Table("sensors", "Bands of other sensors", NOTES["sensors"], swapped))
    fractions = [row for mapper in mappers for row in fraction_rows(mapper, data)]
    tables.append(Table("fractions", "Cover fractions", NOTES["fractions"], fractions))
    strange = unknown_rows(mappers[0], data, sets)  # the score does not depend on the model
    tables.append(Table("unknown", "Unknown spectra", NOTES["unknown"], strange))
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
            log.warning("%s: not found under %s, skipped", real.title, data)
        else:
            found.append(judged)
    if not found:
        raise InputError(f"Data folder '{data}' holds none of the sets; give the folder that contains enmap_potsdam.")
    return found


def draw(mappers: Sequence[Mapper], tables: Sequence[Table], sets: Sequence[RealSet], data: Path, folder: Path) -> None:
    """Draw reliability diagrams and maps; a scene with two groupings is drawn once, tables of pixels are not drawn."""
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
    """Return the rows of the sets, without the means."""
    return [row for table in tables if table.name == "zero_labels" for row in table.rows if row["set"] != summary.MEAN]


def run(args: argparse.Namespace) -> None:
    """Evaluate the chosen models on the chosen sets and write the requested output.

    Raises:
        InputError: the data folder or a set does not exist.
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
        tables.append(Table("clouds", "Clouds detected from spectra", NOTES["clouds"], clouds))
    if args.all:
        tables += more_tables(args, mappers, by_model, sets)
    if args.all or args.evidence:
        log.info("scene statistics")
        rows = [row for mapper in mappers for row in evidence_rows(mapper, data, sets)]
        if rows:
            tables.append(Table("evidence", "Scene statistics", NOTES["evidence"], rows))
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
    """Return the requested models; with --leave-out and no other option, only those of its folder."""
    if args.model:
        return [model_store.find(name) for name in args.model]
    if args.all:
        return bundled()
    return [] if args.leave_out else [model_store.find("")]


def main() -> int:
    """Run the command line; return 1 after a one-sentence message on a user error."""
    options = parser(__doc__)
    options.add_argument("--data", required=True, help="folder with the labelled scenes")
    options.add_argument("--all", action="store_true", help="all tables, for all bundled models")
    options.add_argument("--model", nargs="*", help="names or folders of models; without --all the default one")
    options.add_argument("--sets", nargs="*", help="names of the sets; all by default")
    options.add_argument("--leave-out", metavar="RUNS", help="folder of models that were each trained without a place")
    options.add_argument("--ablations", metavar="DIR", help="folder with exported variants as subfolders")
    options.add_argument("--tasks", action="store_true", help="add scene models and fine-tuning; part of --all")
    options.add_argument("--evidence", action="store_true", help="add the effect of scene statistics; part of --all")
    options.add_argument("--seeds", type=int, default=few_labels.SEEDS, help="number of seeds of the few-label tables")
    options.add_argument("--labels", type=int, nargs="+", help="labels per class in the few-label tables")
    options.add_argument("--quick", action="store_true", help="one seed and one number of labels, for a first look")
    options.add_argument("--out", help="folder for tables and pictures")
    options.add_argument("--write-card", action="store_true", help="write the figures to the models' cards")
    options.add_argument("--threads", type=int, default=0)
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
