"""Pack the training data into a small folder, to copy it to another machine.

    python training/pack_data.py --data DIR --out PACK
    python training/finetune.py --config training/configs/specaware_fast.toml --data PACK --out RUN --device cuda

PACK contains the assembled spectral library with the physical tables, the labelled parts of the labelled scenes, and
the noise models. Training on it needs only torch, numpy and scipy: no raster library, and no leaf or atmosphere model.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from training.common.command import execute, parser
from training.real.packed import write_scenes
from training.real.reading import labelled_scenes
from training.simulate.light.instrument import NOISE_FILES
from training.simulate.materials.libraries import load, write_packed
from training.simulate.scene import SimConfig, default_cache

log = logging.getLogger("training.pack_data")


def run(args: argparse.Namespace) -> None:
    """Read the data, cut the scenes and write the pack."""
    data, out = Path(args.data), Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    cache = Path(args.cache) if args.cache else default_cache()
    library = write_packed(load(data, cache_dir=cache, canopies=args.canopies), out)
    scenes = write_scenes(labelled_scenes(data), out)
    (out / "physics").mkdir(exist_ok=True)
    for name in NOISE_FILES:
        if (data / "physics" / name).exists():
            shutil.copyfile(data / "physics" / name, out / "physics" / name)
    for path in (library, scenes):
        log.info("%s: %.1f MB", path, path.stat().st_size / 1e6)


def main() -> int:
    """Parse the command line and run; a user's error gives one sentence and exit code 1."""
    options = parser(__doc__)
    options.add_argument("--data", required=True, help="folder with spectral libraries and labelled scenes")
    options.add_argument("--out", required=True)
    options.add_argument("--cache", help="folder of the simulator's spectral library")
    options.add_argument("--canopies", type=int, default=SimConfig.canopies, help="modelled canopies in that library")
    return execute(options, run)


if __name__ == "__main__":
    sys.exit(main())
