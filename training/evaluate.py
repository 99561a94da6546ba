"""Judge a model on real, labelled scenes through the product's own pipeline.

    python training/evaluate.py --data DIR [--model NAME|PATH] [--sets potsdam4 hymap4] [--out DIR] [--write-card]

Every raster is mapped as a user would map it (``backend.pipeline``), then compared with its labels: confusion matrix,
overall accuracy (OA), mean IoU, recall per class, expected calibration error (ECE) and the majority baseline. The model
never trains on these scenes; sets with the role "tune" were used for choices, "report" sets were not.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import numpy as np
from numpy.typing import NDArray

from backend import model_store
from backend.cancellation import CancelToken
from backend.cards import ModelCard
from backend.engines.base import Engine
from backend.engines.onnx_engine import OnnxEngine
from backend.errors import InputError
from backend.jobs import JobSpec, Options, Outputs
from backend.pipeline import run_map
from training.benchmarks import OTHER, SETS, RealSet
from training.command import execute, parser
from training.metrics import Scores, expected_calibration_error, score

log = logging.getLogger("training.evaluate")


@dataclass(frozen=True)
class Mapped:
    """A map of one scene: class values (h, w) with 0 for nodata, and the probabilities (K, h, w) of the classes."""

    classes: NDArray[np.uint8]
    probabilities: NDArray[np.float32]


class Mapper:
    """Maps scenes with one model through the pipeline, each raster once."""

    def __init__(self, card: ModelCard, *, threads: int) -> None:
        self.card = card
        self._engine: Engine = OnnxEngine(card, threads=threads)
        self._folder = tempfile.TemporaryDirectory()
        self._done: dict[Path, Mapped] = {}

    def map(self, image: Path, overrides: dict[str, Any]) -> Mapped:
        """Map a raster; the same raster is mapped only once.

        Raises:
            SpecAwareError: the raster cannot be mapped.
        """
        import rasterio

        if image not in self._done:
            stem = Path(self._folder.name) / f"{len(self._done)}"
            classes, probabilities = f"{stem}_classes.tif", f"{stem}_probabilities.tif"
            spec = JobSpec(
                kind="map",
                source=str(image),
                model=str(self.card.path.parent),
                overrides=overrides,
                outputs=Outputs(classes=classes, probabilities=probabilities),
                options=Options(overwrite=True),
            )
            run_map(spec, engine_of=lambda *_: self._engine, send=lambda _: None, token=CancelToken())
            with rasterio.open(classes) as a, rasterio.open(probabilities) as b:
                scores = b.read().astype(np.float32)
                scale = b.scales[0]
                self._done[image] = Mapped(a.read(1), scores * np.float32(scale))
        return self._done[image]


def evaluate(real: RealSet, mapper: Mapper, data: Path) -> dict[str, Any] | None:
    """Score one set; None if its rasters are not under ``data``."""
    import rasterio

    names = {c.value: c.name for c in mapper.card.classes}
    truth, mapped, confidence = [], [], []
    for image, label in real.scenes(data):
        result = mapper.map(image, dict(real.overrides))
        with rasterio.open(label) as source:
            wanted = real.truth_positions(source.read(1).astype(np.uint8))
        keep = (wanted >= 0) & (result.classes > 0)
        truth.append(wanted[keep])
        mapped.append(real.mapped_positions(result.classes, names)[keep])
        confidence.append(_group_confidence(real, mapper.card, result)[keep])
    if not truth:
        return None
    t, m, c = np.concatenate(truth), np.concatenate(mapped), np.concatenate(confidence)
    scores = score(t, m, classes=(*real.groups, OTHER))
    ece = round(expected_calibration_error(c, t == m), 4)
    log.info("%s\n", table(real, scores, ece=ece))
    return {"set": real.name, "title": real.title, "role": real.role, **scores.as_dict(), "ece": ece}


def _group_confidence(real: RealSet, card: ModelCard, result: Mapped) -> NDArray[np.float32]:
    """Probability (h, w) of the group that each pixel was mapped to: the sum over the group's classes."""
    names = {c.value: c.name for c in card.classes}
    position = real.mapped_positions(result.classes, names)
    out = np.zeros(result.classes.shape, np.float32)
    for index, value in enumerate(sorted(names)):
        group = real.mapped.get(names[value])
        at = real.groups.index(group) if group is not None else len(real.groups)
        out += np.where(position == at, result.probabilities[index], 0)
    return np.minimum(out, 1.0)


def table(real: RealSet, scores: Scores, *, ece: float) -> str:
    """Text of one set: headline figures, then the confusion matrix with recall and IoU."""
    matrix = scores.matrix
    width = max(len(c) for c in scores.classes) + 2
    lines = [
        f"{real.title} [{real.role}]: {matrix.sum()} pixels, OA {scores.overall_accuracy:.3f}, mIoU "
        f"{scores.mean_iou:.3f}, ECE {ece:.3f}, majority baseline {scores.majority_baseline:.3f}",
        " " * width + "".join(f"{c[:10]:>12s}" for c in scores.classes) + f"{'recall':>9s}{'IoU':>7s}",
    ]
    for i, name in enumerate(scores.classes[:-1]):
        row = "".join(f"{n:12d}" for n in matrix[i])
        lines.append(f"{name:{width}s}{row}{scores.recall[i]:9.3f}{scores.iou[i]:7.3f}")
    return "\n".join(lines)


def write_card(card: ModelCard, reports: list[dict[str, Any]]) -> None:
    """Put the headline figures into the model's card."""
    path = card.path.parent / "card.json"
    item = json.loads(path.read_text(encoding="utf-8"))
    item["properties"]["specaware:metrics"] = [
        {
            "dataset": r["title"], "protocol": f"no labels used; set for {r['role']}", "pixels": r["pixels"],
            "oa": r["oa"], "miou": r["miou"], "ece": r["ece"], "majority_oa": r["majority_oa"],
            "command": f"python training/evaluate.py --data DIR --sets {r['set']}",
        }
        for r in reports
    ]  # fmt: skip
    temporary = path.with_name("card.json.tmp")
    temporary.write_text(json.dumps(item, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, path)


def run(args: argparse.Namespace) -> None:
    """Evaluate the chosen sets and write what was asked for."""
    data = Path(args.data)
    if not data.is_dir():
        raise InputError(f"Data folder '{data}' does not exist; give the folder of labelled scenes with --data.")
    chosen = [s for s in SETS if not args.sets or s.name in args.sets]
    unknown = sorted(set(args.sets or []) - {s.name for s in SETS})
    if unknown:
        raise InputError(f"Set '{unknown[0]}' is not known; choose from {', '.join(s.name for s in SETS)}.")
    mapper = Mapper(model_store.find(args.model), threads=args.threads)
    reports = []
    for real in chosen:
        report = evaluate(real, mapper, data)
        if report is None:
            log.warning("%s: not found under %s, left out", real.title, data)
        else:
            reports.append(report)
    if args.out:
        out = Path(args.out)
        out.mkdir(parents=True, exist_ok=True)
        (out / "evaluation.json").write_text(json.dumps(reports, indent=1) + "\n", encoding="utf-8")
        log.info("wrote %s", out / "evaluation.json")
    if args.write_card:
        write_card(mapper.card, reports)


def main() -> int:
    """Parse the command line; exit code 1 with one sentence on a user's error."""
    options = parser(__doc__)
    options.add_argument("--data", required=True, help="folder with the labelled scenes")
    options.add_argument("--model", default="", help="name or folder of a model; the bundled one by default")
    options.add_argument("--sets", nargs="*", help="names of the sets; all by default")
    options.add_argument("--out", help="folder for evaluation.json")
    options.add_argument("--write-card", action="store_true", help="put the figures into the model's card")
    options.add_argument("--threads", type=int, default=0)
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
