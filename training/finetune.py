"""Train the dense land-cover model on simulated scenes.

    python training/finetune.py --config training/configs/specaware_s.toml --out RUN [--data DIR] [--steps N]
    python training/finetune.py --out RUN --set init.pretrained=PRETRAINED
    python training/finetune.py --config training/configs/specaware_fast.toml --out RUN --set init.model=specaware-fast

The same command on an existing RUN resumes it. ``--data`` names a folder with the optional extra spectral libraries
(``speclib``, ``physics``); without it the libraries from PyPI alone are used. No label of a real scene is ever read.
PRETRAINED is the folder of a run of training/pretrain.py with training/configs/landcover_2core.toml: the conditions and
the context branch then start from its weights. ``init.model`` trains an installed model on, with the configuration
that it was trained with.
"""

from __future__ import annotations

import argparse
import csv
import logging
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import numpy as np
import torch

from backend import model_store
from backend.errors import InputError
from backend.models.dense import KINDS, build_network, pack
from backend.models.landcover_stem import LandCoverBase, StemConfig
from backend.models.landcover_weights import load_landcover
from training import checkpoint
from training.command import execute, parser
from training.config import build, read_toml
from training.dataset import SHADOW, Sample, SimulatedScenes, StreamConfig, stream
from training.losses import land_cover_loss, soft_cross_entropy
from training.optim import WeightAverage, adamw, learning_rate
from training.pretrained import load_context
from training.prior import set_prior
from training.simulate import CLASSES, SimConfig
from training.tables import fit_tables

FIRST_TABLE_STEP = 1_000_000_000  # scenes of these steps only fit the table; training never comes this far
log = logging.getLogger("training.finetune")


@dataclass(frozen=True)
class InitConfig:
    """Where weights come from: nowhere, or one of three places.

    Attributes:
        pretrained: folder of a run of training/pretrain.py.
        run: folder of an earlier run of this script, whose averaged weights are trained on.
        model: name or folder of an installed model, which is trained on.
    """

    pretrained: str = ""
    run: str = ""
    model: str = ""


@dataclass(frozen=True)
class OptimConfig:
    """Optimisation: AdamW with warm-up and cosine.

    Attributes:
        floor: share of the peak rate that is left at the last step. Real scenes gained where the rate stayed high: see
            docs/models.md.
        average: share of the steps so far that the running average of the weights reaches back over.
        context_drop: share of the scenes that are seen without their surroundings.
        frozen: train the heads alone, on the features of the weights as they start.
        dominant: share of the loss that asks for the class covering most of a pixel; the rest asks for the fractions.
            At 0 the class is that of the largest fraction: one head serves for both.
        kinds: weight of a third loss, for the cover of the simulator's finer classes (roofs and pavements apart). Its
            head is of training alone: it makes the features tell apart what few labels may ask for.
    """

    steps: int = 6000
    lr: float = 2e-3
    warmup: int = 200
    floor: float = 0.01
    weight_decay: float = 0.02
    average: float = 0.2
    clip: float = 1.0
    context_drop: float = 0.25
    frozen: bool = False
    dominant: float = 0.5
    kinds: float = 0.0
    amp: str = "bf16"
    save_every: int = 250
    log_every: int = 25


def table_spectra(dataset: SimulatedScenes, *, steps: int = 24) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield reflectance (C, n) and band centres (C,) of the scenes that only fit the input tables."""
    for step in range(steps):
        for sample in dataset[FIRST_TABLE_STEP + step]:
            yield sample.pixels.permute(1, 0, 2, 3)[:, sample.valid > 0].numpy(), sample.center_nm.numpy()


def train_step(
    model: LandCoverBase,
    scenes: list[Sample],
    *,
    amp: torch.dtype | None,
    drop: list[bool],
    share: float,
    finer: tuple[float, torch.nn.Linear] | None = None,
) -> tuple[float, int]:
    """Accumulate gradients over the scenes of one step; return mean loss and the number of pixels.

    ``finer``: weight and head of the loss for the simulator's own classes.
    """
    total, pixels = 0.0, 0
    for sample, without in zip(scenes, drop, strict=True):
        with torch.autocast("cpu", dtype=amp or torch.bfloat16, enabled=amp is not None):
            described = model.described(*sample.inputs, use_context=not without)
            loss = land_cover_loss(model.scores(described), sample.fractions, sample.valid, share=share, shadow=SHADOW)
            if finer:
                weight, head = finer
                kinds = head(described).permute(0, 3, 1, 2)
                loss = loss + weight * soft_cross_entropy(kinds, sample.kinds, sample.valid)
        loss = loss / len(scenes)
        loss.backward()  # type: ignore[no-untyped-call]
        total += float(loss.detach())
        pixels += sample.valid.numel()
    return total, pixels


def load_weights(model: LandCoverBase, run: Path) -> None:
    """Start from the averaged weights of an earlier run.

    Raises:
        InputError: no such run, or one of another network.
    """
    last = run / "last.pt"
    if not last.exists():
        raise InputError(f"'{run}' holds no run: name a folder that training/finetune.py has written.")
    try:
        model.load_state_dict(checkpoint.load(last)["ema"])
    except RuntimeError:
        raise InputError(f"'{run}' is of another network; give the sizes of its configuration in [model].") from None


def load_model(model: LandCoverBase, name: str) -> None:
    """Start from an installed model, without what export did to its probabilities: temperature and prior.

    Raises:
        ModelError: it is not installed or not whole.
        InputError: it is another network.
    """
    card = model_store.find(name)
    found = load_landcover(card)
    set_prior(found, {key: 1.0 / value for key, value in card.properties.get("specaware:prior_odds", {}).items()})
    found.temperature.fill_(1.0)
    try:
        model.load_state_dict(found.state_dict())
    except RuntimeError:
        raise InputError(f"'{name}' is another network; give the configuration that it was trained with.") from None


class Run:
    """One training run in a folder: network, optimiser, running average and the step they have reached."""

    def __init__(self, out: Path, model: StemConfig, data: StreamConfig, optim: OptimConfig) -> None:
        self.out, self.optim, self.seed = out, optim, data.seed
        self.step = 0
        self.stopping = False
        self.model_config = model
        torch.manual_seed(data.seed)
        self.model = build_network(model)
        if optim.frozen:
            self.model.requires_grad_(False)
            for part in (self.model.head, self.model.cover, self.model.head_norm):
                part.requires_grad_(True)
        self.kinds = torch.nn.Linear(model.width, len(CLASSES))
        self.parts = torch.nn.ModuleList([self.model, self.kinds])
        self.optimiser = adamw(self.parts, lr=optim.lr, weight_decay=optim.weight_decay, betas=(0.9, 0.98))
        self.amp = {"bf16": torch.bfloat16, "off": None}[optim.amp]

    def begin(self, dataset: SimulatedScenes, init: InitConfig) -> None:
        """Take up the last checkpoint, or start a new run from pretrained weights or from fitted input tables.

        Raises:
            InputError: the checkpoint holds weights alone (a mean of runs), or is of an earlier version.
        """
        last = self.out / "last.pt"
        if not last.exists():
            if init.run:
                load_weights(self.model, Path(init.run))
            elif init.model:
                load_model(self.model, init.model)
            elif init.pretrained:
                load_context(self.model, Path(init.pretrained))
            else:
                fit_tables(self.model, table_spectra(dataset))
            self.average = WeightAverage(self.model, self.optim.average)
            return
        state = checkpoint.load(last)
        if not {"optimiser", "kinds"} <= set(state):
            raise InputError(
                f"The run in '{self.out}' cannot go on: it is a mean of runs, or of an earlier version. Train on from "
                "it in another folder, with --set init.run."
            )
        self.model.load_state_dict(state["model"])
        self.kinds.load_state_dict(state["kinds"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = WeightAverage(self.model, self.optim.average)
        self.average.state, self.step = state["ema"], state["step"]
        log.info("resuming at step %d", self.step)

    def save(self) -> None:
        """Write the checkpoint."""
        if not self.optim.dominant:
            for weights in (self.model.state_dict(), self.average.state):
                for part in ("weight", "bias"):
                    weights[f"head.{part}"].copy_(weights[f"cover.{part}"])
        state = {
            "model": self.model.state_dict(), "ema": self.average.state, "optimiser": self.optimiser.state_dict(),
            "kinds": self.kinds.state_dict(), "step": self.step, "config": pack(self.model_config),
            "steps": self.optim.steps,
        }  # fmt: skip
        checkpoint.save(state, self.out / "last.pt")

    def advance(self, scenes: list[Sample]) -> tuple[float, int]:
        """Take one optimiser step; return the loss and the number of pixels.

        Raises:
            InputError: loss or gradient are no longer numbers; the weights have not changed.
        """
        optim = self.optim
        rng = np.random.default_rng([self.seed, self.step, 7])
        drop = [bool(rng.random() < optim.context_drop) for _ in scenes]
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate(
                self.step, steps=optim.steps, warmup=optim.warmup, peak=optim.lr, floor=optim.floor
            )
        self.optimiser.zero_grad(set_to_none=True)
        finer = (optim.kinds, self.kinds) if optim.kinds else None
        loss, pixels = train_step(self.model, scenes, amp=self.amp, drop=drop, share=optim.dominant, finer=finer)
        norm = float(torch.nn.utils.clip_grad_norm_(self.parts.parameters(), optim.clip))
        if not np.isfinite(loss + norm):
            what = f"gradient became {norm}" if np.isfinite(loss) else f"loss became {loss}"
            raise InputError(
                f"The {what} at step {self.step}; the weights before it are kept: run the command again, with a lower "
                "optim.lr if it returns."
            )
        self.optimiser.step()
        self.average.update(self.model, self.step)
        self.step += 1
        return loss, pixels

    def loop(self, batches: Iterator[list[Sample]]) -> None:
        """Train on all batches; stop at once, with a checkpoint, when asked to."""
        began, seen, losses = time.monotonic(), 0, []
        for scenes in batches:
            loss, pixels = self.advance(scenes)
            seen += pixels
            losses.append(loss)
            if self.step % self.optim.log_every == 0:
                self._log(float(np.mean(losses)), seen / (time.monotonic() - began) / 1e3)
                losses = []
            if self.step % self.optim.save_every == 0 or self.stopping:
                self.save()
            if self.stopping:
                log.info("stopped at step %d; the same command resumes", self.step)
                return
        self.save()
        log.info("done: %s", self.out / "last.pt")

    def _log(self, loss: float, kpx_per_s: float) -> None:
        log.info("step %d/%d loss %.4f %.1f kpx/s", self.step, self.optim.steps, loss, kpx_per_s)
        with open(self.out / "log.csv", "a", newline="", encoding="utf-8") as file:
            csv.writer(file).writerow([self.step, f"{loss:.5f}", f"{kpx_per_s:.1f}"])


def network_of(section: dict[str, Any]) -> StemConfig:
    """Return the sizes of the network that the section ``model`` describes; ``kind`` says which network.

    Raises:
        InputError: an unknown kind, or a key that the kind does not have.
    """
    sizes = {key: tuple(value) if isinstance(value, list) else value for key, value in section.items()}
    kind = str(sizes.pop("kind", "vit"))
    if kind not in KINDS:
        raise InputError(f"'model.kind' is '{kind}'; use {' or '.join(KINDS)}.")
    return build(KINDS[kind].config, sizes, where="model")


def run(args: argparse.Namespace) -> None:
    """Train from the configuration, resuming from ``OUT/last.pt`` where it exists."""
    sections = read_toml(Path(args.config), args.set)
    optim = build(OptimConfig, sections.get("optim", {}), where="optim")
    if args.steps:
        optim = replace(optim, steps=args.steps)
    data = build(StreamConfig, sections.get("data", {}), where="data")
    simulation = build(SimConfig, sections.get("simulation", {}), where="simulation")
    dataset = SimulatedScenes(data, simulation, Path(args.data) if args.data else None)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    training = Run(out, network_of(sections.get("model", {})), data, optim)
    training.begin(dataset, build(InitConfig, sections.get("init", {}), where="init"))
    signal.signal(signal.SIGTERM, lambda *_: setattr(training, "stopping", True))
    training.loop(stream(dataset, start=training.step, stop=optim.steps))


def main() -> int:
    """Parse the command line and train; exit code 1 with one sentence on a user's error."""
    options = parser(__doc__)
    options.add_argument("--config", default=str(Path(__file__).parent / "configs" / "specaware_s.toml"))
    options.add_argument("--out", required=True)
    options.add_argument("--data", help="folder with extra spectral libraries (speclib, physics)")
    options.add_argument("--steps", type=int)
    options.add_argument("--set", action="append", default=[], metavar="SECTION.KEY=VALUE")
    return execute(options, run, clock=True)


if __name__ == "__main__":
    sys.exit(main())
