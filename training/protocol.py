"""Run a paper's protocol on a published data set and print the figure beside the published one.

python training/protocol.py NAME --data DIR [--model MODEL]
python training/protocol.py --list
"""

from __future__ import annotations

import argparse
import logging
import sys
from dataclasses import asdict
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from backend.common.documents import write_document
from backend.common.errors import InputError
from training.common.command import execute, parser
from training.protocols.entry import find, known
from training.protocols.items import Place
from training.protocols.running import CONFIGS, MODELS, comparison, look, overview, places_of, run_protocol
from training.protocols.untrained import run_untrained

log = logging.getLogger("training")

UNTRAINED = "change"
"""Name of the engine's change detection without training, as a choice of --model."""


def main() -> int:
    """Parse the arguments and run; return the exit code."""
    options = parser(__doc__)
    options.add_argument("name", nargs="?", help="data set: a name from --list, or your own entry (.toml)")
    options.add_argument("--data", type=Path, metavar="DIR", help="folder of the data set, as published")
    options.add_argument("--splits", type=Path, metavar="DIR", help="folder of the authors' lists, if elsewhere")
    options.add_argument("--draw", action="store_true", help="use a random split instead of the published one")
    options.add_argument(
        "--split", choices=("both", "random", "disjoint"), default="both", help="split of scenes with labelled pixels"
    )
    options.add_argument(
        "--model", choices=sorted([*MODELS, UNTRAINED]), default="landcover", help="model to fine-tune"
    )
    options.add_argument("--weights", type=Path, metavar="FILE", help="published weights (.pth, .safetensors)")
    options.add_argument("--config", type=Path, metavar="FILE", help="your own plan, instead of the model's")
    options.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change a setting of the plan")
    options.add_argument("--seed", type=int, default=0, metavar="N", help="random seed")
    options.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    options.add_argument("--out", type=Path, metavar="DIR", help="folder of the run (default: runs/NAME)")
    options.add_argument("--check", action="store_true", help="read the first patch of each part, train nothing")
    options.add_argument("--list", action="store_true", help="print the data sets and the published figures")
    return execute(options, run)


def run(args: argparse.Namespace) -> None:
    """Run the protocol, or list or check data sets."""
    if args.list:
        for line in overview([find(name) for name in known()]):
            log.info("%s", line)
        return
    if args.name is None or args.data is None:
        raise InputError("Name a data set and its folder: protocol.py NAME --data DIR; --list shows the names.")
    if not args.data.is_dir():
        raise InputError(f"The folder '{args.data}' does not exist; give the folder of the data set.")
    entry = find(args.name)
    places = places_of(entry, Place(args.data, args.splits, args.draw, args.seed), args.split)
    if args.check:
        for place in places:
            for line in look(entry, place):
                log.info("%s", line)
        return
    out = args.out or Path("runs") / entry.name
    settings = [*([f'model.weights="{args.weights.resolve().as_posix()}"'] if args.weights else []), *args.set]
    config = args.config or CONFIGS / MODELS.get(args.model, "")
    found = []
    for place in places:
        folder = out / place.split if len(places) > 1 else out
        if args.model == UNTRAINED:
            found.append(run_untrained(entry, place))
            continue
        found.append(run_protocol(entry, place, config, settings, folder, device=args.device))
    for line in comparison(entry, found):
        log.info("%s", line)
    out.mkdir(parents=True, exist_ok=True)
    write_document(out / "result.json", {"data_set": entry.name, "runs": [asdict(outcome) for outcome in found]})


if __name__ == "__main__":
    sys.exit(main())
