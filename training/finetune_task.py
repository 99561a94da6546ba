"""Fine-tune a model for your own task: one class per pixel, change between two dates, or classes of scenes.

    python training/finetune_task.py --images DIR --masks DIR --out RUN                       # pixels, from masks
    python training/finetune_task.py --rasters A B --labels FILE --field NAME --out RUN       # pixels, from polygons
    python training/finetune_task.py --folders DIR --out RUN                              # scenes, one folder per class
    python training/finetune_task.py --table CSV [--multi-label] --out RUN                    # scenes, from a table
    python training/finetune_task.py --rasters A --labels FILE --field NAME --cell 32 [--multi-label] --out RUN
    python training/finetune_task.py --config training/configs/finetune_spectralgpt.toml --set model.temporal=true \
        --stack --rasters MAY JULY SEPTEMBER --labels FILE --field NAME --out RUN                 # pixels, from a stack
    python training/finetune_task.py --config training/configs/finetune_change.toml --pairs CSV --out RUN   # change
    torchrun --nproc_per_node=4 training/finetune_task.py --config training/configs/finetune_specaware_base.toml ...

The model is the bundled one (default), SpecAware with UPerNet, or SpectralGPT: see training/configs/finetune_*.toml. A
fifth of the places is held out: training stops when the accuracy there no longer rises, and the model card states this
accuracy. The same command on an existing RUN resumes it. RUN/model is the folder of an installed model, which maps
pixels, detects change or labels scenes.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from backend.common.errors import InputError, SpecAwareError
from backend.common.locations import absolute_path
from training.common.command import parser

if TYPE_CHECKING:
    from training.tasks.data.patches import LabelledPatches

log = logging.getLogger("training.tasks")

CONFIGS = Path(__file__).resolve().parent / "configs"
INSTALL = "pip install torch --index-url https://download.pytorch.org/whl/cpu"
MODEL_FOLDER = "model"
STOPPED = 143
"""Exit code of a run that was stopped by a signal (128 + SIGTERM), as in the shell."""


def read_source(args: argparse.Namespace) -> LabelledPatches:
    """Return the labelled patches that the arguments name.

    Raises:
        InputError: they name no data, or several kinds of data.
    """
    from backend.job.kinds.train_scene import SceneTraining
    from backend.job.spec import JobSpec, Outputs
    from training.tasks.data import pairs, rasters, stacks

    kinds = [name for name in ("images", "rasters", "folders", "table", "pairs") if getattr(args, name)]
    if len(kinds) != 1:
        raise InputError(
            "Give one kind of data: --images and --masks, --rasters and --labels, --folders, --table, or --pairs."
        )
    overrides = sensor_settings(args)
    if args.pairs:
        return pairs.from_pairs(Path(args.pairs), class_field=args.field, overrides=overrides)
    if args.images:
        if not args.masks:
            raise InputError("Images need masks; give their folder with --masks.")
        classes = [name.strip() for name in args.classes.split(",") if name.strip()]
        return rasters.from_masks(Path(args.images), Path(args.masks), classes=classes, overrides=overrides)
    sources = [absolute_path(path) for path in args.rasters or [args.folders or args.table]]
    if args.stack and not args.rasters:
        raise InputError("A stack needs --rasters, one per date; give them with --labels and --field.")
    if args.rasters and not (args.labels and args.field):
        raise InputError("Rasters need labels; give a vector file with --labels and its field with --field.")
    if args.stack:
        dates = [part.strip() for part in args.dates.split(",") if part.strip()]
        return stacks.from_stack(
            sources, Path(args.labels), class_field=args.field, layer=args.layer, dates=dates, overrides=overrides
        )
    if args.rasters and not args.cell:
        if args.multi_label:
            raise InputError("Several labels are for scenes; cut the labels into cells with --cell.")
        return rasters.from_polygons(
            sources, Path(args.labels), class_field=args.field, layer=args.layer, overrides=overrides
        )
    wish = SceneTraining(
        labels=absolute_path(args.labels) if args.rasters else "", layer=args.layer, class_field=args.field,
        more=tuple(sources[1:]), cell_px=args.cell or SceneTraining.cell_px, multi_label=args.multi_label,
        least_share=args.least_share,
    )  # fmt: skip
    return rasters.from_examples(
        JobSpec(
            "trainscene", source=sources[0], overrides=overrides, outputs=Outputs(model=str(args.out)), settings=wish
        )
    )


def sensor_settings(args: argparse.Namespace) -> dict[str, Any]:
    """Return the sensor settings that the files do not state, in the engine's form."""
    from backend.spectral.overrides import SensorOverrides

    given = {key: getattr(args, key) for key in ("sensor", "level", "units", "scale", "offset", "nodata")}
    return SensorOverrides.from_json({k: v for k, v in given.items() if v is not None}).to_json()


def run(args: argparse.Namespace) -> None:
    """Read the labels, train, score and export.

    Raises:
        SpecAwareError: an error that the user can correct, in one sentence.
    """
    from training.tasks.exporting import refuse_existing
    from training.tasks.plan import read_plan
    from training.tasks.running import Asked, train

    plan = read_plan(Path(args.config), args.set)
    out, folder = Path(args.out), Path(args.model_out or Path(args.out) / MODEL_FOLDER)
    refuse_existing(folder, overwrite=args.overwrite)
    source = read_source(args)
    command = f"python training/finetune_task.py {shlex.join(args.words)}"
    asked = Asked(out, folder, args.name or folder.name, command, _described(args), args.device, args.overwrite)
    train(source, plan, asked)


def _described(args: argparse.Namespace) -> str:
    name = args.masks or args.labels or args.folders or args.table or args.pairs
    return f"labels of the user's own ('{Path(name).name}')"


def options() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = parser(__doc__)
    add = result.add_argument
    add("--config", default=str(CONFIGS / "finetune_landcover.toml"), help="TOML file, see training/configs")
    add("--images", metavar="DIR", help="images, each with a mask of the same name in --masks")
    add("--masks", metavar="DIR", help="masks: class numbers from 1, 0 for no label")
    add("--classes", default="", metavar="A,B,...", help="names of the masks' classes, in the order of their numbers")
    add("--rasters", nargs="+", metavar="RASTER", help="rasters that --labels lie on")
    add("--labels", default="", metavar="FILE", help="points or polygons: GeoPackage, GeoJSON, Shapefile")
    add("--field", default="", metavar="NAME", help="attribute that holds the class")
    add("--layer", default="", metavar="NAME", help="layer of the labels (default: the first)")
    add("--folders", metavar="DIR", help="scenes: one folder of rasters per class")
    add("--table", metavar="CSV", help="scenes: columns path and labels, or one column of 0 and 1 per class")
    add(
        "--pairs", metavar="CSV", help="change: columns before, after, changes (0: none, other: change; or vector file)"
    )
    add("--stack", action="store_true", help="the rasters are dates of one place (needs model.temporal=true)")
    add("--dates", default="", metavar="DATE,...", help="dates of the rasters (default: from metadata, then names)")
    add("--cell", type=int, default=0, metavar="PX", help="label cells of this side as scenes, instead of pixels")
    add("--multi-label", action="store_true", help="a scene may have several classes")
    add("--least-share", type=float, default=0.1, help="smallest share of a cell's labels for a class to count")
    for name in ("sensor", "level", "units"):
        add(f"--{name}", help=f"{name} of the images, if their files do not state it")
    for name in ("scale", "offset", "nodata"):
        add(f"--{name}", type=float, help=f"{name} of the images' numbers, if their files do not state it")
    add("--out", required=True, metavar="RUN", help="folder of the run")
    add("--model-out", metavar="DIR", help="folder of the model (default: RUN/model)")
    add("--name", default="", help="name of the model (default: name of its folder)")
    add("--overwrite", action="store_true", help="replace a model in that folder")
    add("--set", action="append", default=[], metavar="SECTION.KEY=VALUE", help="change a setting")
    add("--device", default="auto", choices=("auto", "cpu", "cuda"))
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Fine-tune; a user's error gives one sentence and exit code 1, a stop signal exit code 143."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    args = options().parse_args(words)
    args.words = words
    level = logging.INFO if os.environ.get("RANK", "0") == "0" else logging.ERROR
    logging.basicConfig(level=level, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    if importlib.util.find_spec("torch") is None:
        log.error("Fine-tuning needs PyTorch, which is not installed here; install it with: %s", INSTALL)
        return 1
    try:
        run(args)
    except SpecAwareError as error:
        from training.common.loop.stopping import Interrupted

        if isinstance(error, Interrupted):
            log.info("%s", error)
            return STOPPED
        log.error("%s", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
