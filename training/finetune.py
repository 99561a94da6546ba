"""Train the dense land-cover model: first on simulated scenes, then on real labelled ones among them.

    python training/finetune.py --config training/configs/specaware_fast.toml --data DIR --out RUN
    python training/finetune.py --config training/configs/specaware_fast.toml --data DIR --out RUN --set real.steps=400
    python training/finetune.py --config training/configs/specaware_fast.toml --out RUN --set init.model=specaware-fast

The same command on an existing RUN resumes it. DIR contains the optional extra spectral libraries (``speclib``,
``physics``) and the labelled scenes (see ``training/real/benchmarks.py``). Without DIR, or if ``real.steps`` is 0, only
the first stage, on simulated scenes, is trained. The second stage is saved in RUN/real, or in RUN/without-FOLD with
``--leave-out`` (folds of the labelled sets), so that leave-one-place-out runs share the first stage. ``init.model``
names an installed model to train further, with the configuration that it was trained with; ``init.pretrained`` names a
run of training/pretrain.py. ``distil.teacher`` names an installed model that is distilled into a new one, on scenes
made brighter, darker and flipped; labels of real scenes are then not read.
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from backend.common.errors import InputError
from backend.models.landcover.dense import KINDS
from backend.models.landcover.landcover_stem import StemConfig
from training.common.command import execute, parser
from training.common.config import build, read_toml
from training.common.scenes import stream
from training.landcover.dataset import SimulatedScenes, StreamConfig
from training.landcover.distil import DistilConfig, DistilRun, UnlabelledScenes
from training.landcover.real_samples import MixedScenes
from training.landcover.run import InitConfig, LandCoverOptim, Run
from training.real.benchmarks import SETS
from training.simulate import SimConfig

log = logging.getLogger("training.finetune")


@dataclass(frozen=True)
class RealConfig:
    """Settings of the second stage that differ from the first.

    Attributes:
        steps: steps of this stage; 0 to skip it.
        scenes: real scenes per step, in addition to the simulated ones.
        landscapes: new landscapes per step.
        mixtures: new scenes of independent mixtures per step.
        lr: peak learning rate.
        warmup: number of warm-up steps.
        average: as in the first stage, relative to the steps of this stage.
    """

    steps: int = 0
    scenes: int = 3
    landscapes: int = 1
    mixtures: int = 1
    lr: float = 8e-4
    warmup: int = 40
    average: float = 0.3


@dataclass(frozen=True)
class Plan:
    """A parsed configuration; ``sized``: it states the sizes of the network."""

    network: StemConfig
    sized: bool
    data: StreamConfig
    simulation: SimConfig
    optim: LandCoverOptim
    init: InitConfig
    real: RealConfig
    distil: DistilConfig


def read_plan(path: Path, settings: list[str], *, steps: int | None = None) -> Plan:
    """Read a configuration; ``steps`` overrides the steps of the first stage.

    Raises:
        InputError: a file, section or key is not understood.
    """
    sections = read_toml(path, settings)
    optim = build(LandCoverOptim, sections.get("optim", {}), where="optim")
    return Plan(
        network=network_of(sections.get("model", {})),
        sized="model" in sections,
        data=build(StreamConfig, sections.get("data", {}), where="data"),
        simulation=build(SimConfig, sections.get("simulation", {}), where="simulation"),
        optim=replace(optim, steps=steps) if steps else optim,
        init=build(InitConfig, sections.get("init", {}), where="init"),
        real=build(RealConfig, sections.get("real", {}), where="real"),
        distil=build(DistilConfig, sections.get("distil", {}), where="distil"),
    )


def network_of(section: dict[str, Any]) -> StemConfig:
    """Return the sizes of the network that the section ``model`` describes; ``kind`` is the type of network.

    Raises:
        InputError: the kind is unknown, or does not have one of the keys.
    """
    sizes = {key: tuple(value) if isinstance(value, list) else value for key, value in section.items()}
    kind = str(sizes.pop("kind", "vit"))
    if kind not in KINDS:
        raise InputError(f"'model.kind' is '{kind}'; use {' or '.join(KINDS)}.")
    return build(KINDS[kind].config, sizes, where="model")


class Command:
    """Both stages of one command; SIGTERM stops the running one after a checkpoint."""

    def __init__(self, plan: Plan, out: Path, data: Path | None, device: str) -> None:
        self.plan, self.out, self.data, self.device = plan, out, data, device
        self._running: Run | None = None
        signal.signal(signal.SIGTERM, self._stop)

    def _stop(self, number: int, frame: object) -> None:
        if self._running:
            self._running.stopping = True

    def _run(self, out: Path, optim: LandCoverOptim, data: StreamConfig) -> Run:
        out.mkdir(parents=True, exist_ok=True)
        self._running = Run(out, self.plan.network, optim, seed=data.seed, device=self.device)
        return self._running

    def simulated(self) -> bool:
        """Train on simulated scenes; return False if stopped."""
        plan = self.plan
        dataset = SimulatedScenes(plan.data, plan.simulation, self.data)
        training = self._run(self.out, plan.optim, plan.data)
        training.begin(dataset, plan.init)
        if training.step >= plan.optim.steps:
            return True
        return training.loop(stream(dataset, workers=plan.data.workers, start=training.step, stop=plan.optim.steps))

    def taught(self, leave_out: list[str]) -> bool:
        """Distil a model on transformed scenes; return False if stopped."""
        plan, out = self.plan, self.out / ("without-" + "-".join(sorted(leave_out)) if leave_out else "")
        out.mkdir(parents=True, exist_ok=True)
        training = DistilRun(
            out, plan.optim, plan.distil, seed=plan.data.seed, device=self.device,
            student=plan.network if plan.sized else None,
        )  # fmt: skip
        self._running = training
        if training.step >= plan.optim.steps:
            return True
        simulated = SimulatedScenes(plan.data, plan.simulation, self.data)
        scenes = UnlabelledScenes(
            simulated, self.data, leave_out=leave_out, count=plan.distil.real, crop=plan.distil.crop
        )
        return training.loop(stream(scenes, workers=plan.data.workers, start=training.step, stop=plan.optim.steps))

    def real(self, leave_out: list[str]) -> bool:
        """Train further on real scenes mixed with simulated ones; return False if stopped.

        Raises:
            InputError: no labelled scene is left to train on, or a fold does not exist.
        """
        plan = self.plan
        real = plan.real
        seed = plan.data.seed + 1000  # scenes that the first stage has not seen
        data = replace(plan.data, seed=seed, landscapes=real.landscapes, mixtures=real.mixtures)
        optim = replace(plan.optim, steps=real.steps, lr=real.lr, warmup=real.warmup, average=real.average)
        simulated = SimulatedScenes(data, plan.simulation, self.data)
        out = self.out / ("without-" + "-".join(sorted(leave_out)) if leave_out else "real")
        training = self._run(out, optim, data)
        training.begin(simulated, InitConfig(run=str(self.out)))
        if training.step >= optim.steps or self.data is None:
            return True
        mixed = MixedScenes(simulated, self.data, leave_out=leave_out, count=real.scenes)
        training.real = [s.name for s in SETS if s.fold not in leave_out and not s.repeats]
        return training.loop(stream(mixed, workers=data.workers, start=training.step, stop=optim.steps))


def run(args: argparse.Namespace) -> None:
    """Train from the configuration, resuming any run in OUT."""
    plan = read_plan(Path(args.config), args.set, steps=args.steps)
    if args.workers is not None:
        plan = replace(plan, data=replace(plan.data, workers=args.workers))
    data = Path(args.data) if args.data else None
    leave_out = [fold for fold in args.leave_out.split(",") if fold]
    command = Command(plan, Path(args.out), data, args.device)
    if plan.distil.teacher:
        command.taught(leave_out)
        return
    if leave_out and (data is None or not plan.real.steps):
        raise InputError("--leave-out needs the second stage: add --set real.steps=400 and --data.")
    if command.simulated() and data is not None and plan.real.steps:
        command.real(leave_out)


def main() -> int:
    """Run the command line; return 1 after a one-sentence message on a user error."""
    options = parser(__doc__)
    options.add_argument("--config", default=str(Path(__file__).parent / "configs" / "specaware_fast.toml"))
    options.add_argument("--out", required=True)
    options.add_argument("--data", help="folder with extra spectral libraries and labelled scenes")
    options.add_argument("--leave-out", default="", help="comma-separated folds of labelled scenes to leave out")
    options.add_argument("--steps", type=int, help="steps of the first stage")
    options.add_argument("--device", default="cpu", help="cpu or cuda")
    options.add_argument("--workers", type=int, help="processes that simulate ahead")
    options.add_argument("--set", action="append", default=[], metavar="SECTION.KEY=VALUE")
    return execute(options, run, clock=True)


if __name__ == "__main__":
    sys.exit(main())
