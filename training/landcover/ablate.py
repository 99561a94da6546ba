"""Train short variants of the land-cover model, each without one component, and export them for comparison.

    python training/landcover/ablate.py --out DIR [--data DIR] [--steps 400] [--only no_content ...] [--pretrained RUN]
    python training/landcover/ablate.py --out DIR [--data DIR] --steps 80 --effects
    python training/evaluate.py --data DIR --ablations DIR

Every variant is trained with the same steps, seed and simulated scenes, apart from what it leaves out; ``vit`` gets the
number of steps that takes the same time. With --effects, each variant lacks one effect of the simulator. These variants
start from the bundled weights, as does ``with_all``, which lacks none. ``with_all_seed_2`` uses other scenes and shows
how much such a row varies. A finished variant is not trained again; an unfinished one resumes where it stopped.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from backend.common.errors import InputError
from training.common.command import execute, parser
from training.simulate.effects import NAMES

log = logging.getLogger("training.landcover.ablate")

HERE = Path(__file__).parents[1]
FAST, VIT = "specaware_fast", "landcover_vit"
VIT_STEPS = 0.5  # the ViT network trains half as many pixels in the same time (log.csv of both runs)


@dataclass(frozen=True)
class Variant:
    """One variant: its configuration, changed settings, share of the steps, and whether it starts pretrained."""

    config: str = FAST
    settings: tuple[str, ...] = ()
    share: float = 1.0
    pretrained: bool = False


FROM_BUNDLED = (
    "init.model='specaware-fast'", "optim.lr=6e-4", "optim.warmup=20", "optim.floor=0.1", "optim.kinds=0.0",
    "simulation.cloudy=0.18",
)  # fmt: skip
SHARES = {"clouds": "cloudy", "factor": "scaled", "slope": "tilted"}
"""Effects of the simulator for which the configuration has a share of scenes."""

IDEAS: dict[str, Variant] = {
    "full": Variant(),
    "no_content": Variant(settings=("model.content=false",)),
    "no_meta": Variant(settings=("model.meta=false",)),
    "no_landscapes": Variant(settings=("data.landscapes=0", "data.mixtures=2")),
    "one_sensor": Variant(settings=("simulation.sensors=['EnMAP']",)),
    "random_features": Variant(settings=("optim.frozen=true",)),
    "vit": Variant(VIT, share=VIT_STEPS),
    "vit_pretrained": Variant(VIT, share=VIT_STEPS, pretrained=True),
}
EFFECTS: dict[str, Variant] = {
    "with_all": Variant(settings=FROM_BUNDLED),
    "with_all_seed_2": Variant(settings=(*FROM_BUNDLED, "data.seed=2")),
    **{f"without_{name}": Variant(settings=(*FROM_BUNDLED, f"simulation.without=['{name}']")) for name in NAMES},
    **{f"without_{name}": Variant(settings=(*FROM_BUNDLED, f"simulation.{k}=0.0")) for name, k in SHARES.items()},
}
VARIANTS = IDEAS | EFFECTS


def commands(name: str, args: argparse.Namespace) -> list[list[str]]:
    """Return the training and the export command of a variant."""
    variant = VARIANTS[name]
    run, data = Path(args.out) / "runs" / name, ["--data", args.data] if args.data else []
    train = [sys.executable, str(HERE / "finetune.py"), "--config", str(HERE / "configs" / f"{variant.config}.toml")]
    train += ["--out", str(run), "--steps", str(max(1, round(args.steps * variant.share))), *data]
    train += [text for setting in (*variant.settings, *args.set) for text in ("--set", setting)]
    if variant.pretrained:
        train += ["--set", f"init.pretrained='{args.pretrained}'"]
    export = [sys.executable, str(HERE / "export.py"), str(run), "--out", str(Path(args.out) / name), *data]
    return [train, [*export, "--calibration-steps", str(args.calibration_steps), "--command", shown(train)]]


def shown(command: list[str]) -> str:
    """Return a command for display in a card, without the folders of this machine."""
    return " ".join(["python", *(Path(part).name if part.startswith("/") else part for part in command[1:])])


def run(args: argparse.Namespace) -> None:
    """Train and export the variants that do not exist yet.

    Raises:
        InputError: a variant is unknown, or its training or export failed and printed its own message.
    """
    unknown = sorted(set(args.only or []) - set(VARIANTS))
    if unknown:
        raise InputError(f"Variant '{unknown[0]}' is not known; choose from {', '.join(VARIANTS)}.")
    for name in args.only or (EFFECTS if args.effects else IDEAS):
        if VARIANTS[name].pretrained and not args.pretrained:
            log.warning("%s is skipped; give a run of training/pretrain.py with --pretrained", name)
            continue
        if (Path(args.out) / name / "card.json").exists():
            log.info("%s already exists", name)
            continue
        log.info("%s", name)
        for command in commands(name, args):
            if subprocess.run(command, check=False).returncode:
                raise InputError(f"Variant '{name}' failed; read its message, then run the command again to continue.")


def main() -> int:
    """Run the command line; return 1 after a one-sentence message on a user error."""
    options = parser(__doc__)
    options.add_argument("--out", required=True, help="folder of the variants, one model folder each")
    options.add_argument("--data", help="folder with extra spectral libraries, as in training")
    options.add_argument("--steps", type=int, default=400)
    options.add_argument("--effects", action="store_true", help="variants that each lack one effect of the simulator")
    options.add_argument("--only", nargs="*", help="names of the variants to train; all by default")
    options.add_argument("--pretrained", help="run of training/pretrain.py, for variants that start from it")
    options.add_argument("--calibration-steps", type=int, default=10)
    options.add_argument("--set", action="append", default=[], metavar="SECTION.KEY=VALUE")
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
