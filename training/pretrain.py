"""Pretrain SpecAware or SpectralGPT by masked autoencoding.

    python training/pretrain.py --config training/configs/specaware_2core.toml --data SHARDS --out RUN
    torchrun --nproc_per_node=8 training/pretrain.py --config training/configs/specaware_base.toml --data SHARDS --out
    RUN

The same command on an existing RUN resumes it. Without --data, shards are simulated first (in RUN/shards). Without any
argument, the configuration for two cores is used, and RUN is runs/pretrain in the current folder.
training/build_hyper400k.py makes shards of real data.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from backend.common.errors import InputError, SpecAwareError
from backend.common.fields import with_tuples

log = logging.getLogger("training.pretrain")

HERE = Path(__file__).resolve().parent
DEFAULT_CONFIG = HERE / "configs" / "specaware_2core.toml"
DEFAULT_OUT = Path("runs") / "pretrain"
INSTALL = "pip install torch --index-url https://download.pytorch.org/whl/cpu"
SECTIONS = ("model", "data", "simulated", "optim", "run", "stage")
STOPPED = 143
"""Exit code of a run that was stopped by a signal (128 + SIGTERM), as in the shell."""


def run(args: argparse.Namespace) -> None:
    """Read the configuration, simulate shards if none are given, and train.

    Raises:
        SpecAwareError: an error that the user can correct, in one sentence.
    """
    from training.common.config import build, read_toml
    from training.common.loop.parallel import team
    from training.pretraining.job import Job, PretrainOptim, RunConfig
    from training.pretraining.loop import train
    from training.pretraining.recipes import make_recipe
    from training.pretraining.schedule import names, read_stages
    from training.pretraining.stream import DataConfig
    from training.shards.simulated import SimulatedConfig, make_simulated_shards

    sections = read_toml(args.config, args.set)
    unknown = sorted(set(sections) - set(SECTIONS))
    if unknown:
        raise InputError(
            f"Configuration '{args.config}' has unknown section '{unknown[0]}'; use {', '.join(SECTIONS)}."
        )
    schedule = read_stages(sections.get("stage", {}))
    if args.steps is not None:
        schedule = schedule.scaled(args.steps)
    settings = {name: _tuples(sections.get(name, {})) for name in ("data", "simulated", "optim", "run")}
    job = Job(
        recipe=make_recipe(sections.get("model", {})),
        schedule=schedule,
        shards=tuple(args.data or [args.out / "shards"]),
        out=args.out,
        data=build(DataConfig, settings["data"], where="data"),
        optim=build(PretrainOptim, settings["optim"], where="optim"),
        run=build(RunConfig, settings["run"], where="run"),
    )
    simulated = build(SimulatedConfig, settings["simulated"], where="simulated")
    _make_folder(args.out)
    with team(args.device) as who:
        if args.data is None and who.leads:
            make_simulated_shards(job.shards[0], simulated)
        who.wait()
        if not who.leads:
            logging.getLogger().setLevel(logging.ERROR)
        log.info("%s: %s", job.recipe.name, names(schedule.stages))
        last = train(job, who)
        log.info("done: '%s'; curve in '%s', pictures in '%s'", last, args.out / "log.csv", args.out / "pictures")


def _tuples(section: dict[str, object]) -> dict[str, object]:
    """Return a section with its lists as tuples, as frozen settings need."""
    return with_tuples(section)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"Folder '{out}' cannot be made ({error.strerror}); choose another --out.") from None


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    result.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="TOML file, see training/configs")
    result.add_argument(
        "--data", type=Path, nargs="+", metavar="SHARDS", help="folders of shards (default: simulated ones)"
    )
    result.add_argument("--out", type=Path, default=DEFAULT_OUT, metavar="RUN", help="folder of the run")
    result.add_argument("--steps", type=int, help="steps of the whole run, divided among the stages in proportion")
    result.add_argument("--set", action="append", default=[], metavar="SECTION.KEY=VALUE", help="change a setting")
    result.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda"))
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Train; a user's error gives one sentence and exit code 1, a stop signal exit code 143."""
    args = parser().parse_args(arguments)
    rank = os.environ.get("RANK", "0")
    prefix = "" if rank == "0" else f"[{rank}] "
    logging.basicConfig(level=logging.INFO, format=f"%(asctime)s {prefix}%(message)s", datefmt="%H:%M:%S")
    if importlib.util.find_spec("torch") is None:
        log.error("Training needs PyTorch, which is not installed here; install it with: %s", INSTALL)
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
    except KeyboardInterrupt:
        log.error("Stopped at once; the same command resumes at the last checkpoint.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
