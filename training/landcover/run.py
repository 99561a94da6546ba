"""One stage of land-cover training in a folder: network, optimiser, running average, checkpoints."""

from __future__ import annotations

import csv
import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from backend.catalog import store as model_store
from backend.common.errors import InputError
from backend.models.landcover.dense import build_network, pack
from backend.models.landcover.landcover_stem import LandCoverBase, StemConfig
from backend.models.landcover.landcover_weights import load_landcover
from training.common import checkpoint
from training.common.input_statistics import fit_tables
from training.common.loop.optim import WeightAverage, adamw, learning_rate
from training.common.scenes import TrainingScene
from training.landcover.dataset import MERGED, SHADOW, SimulatedScene, SimulatedScenes
from training.landcover.losses import grouped_cross_entropy, land_cover_loss, soft_cross_entropy
from training.landcover.prior import set_prior
from training.landcover.real_samples import RealSample
from training.pretraining.pretrained import load_context
from training.simulate import CLASSES

FIRST_TABLE_STEP = 1_000_000_000  # scenes from this step on only fit the table; training never reaches it
log = logging.getLogger("training.finetune")


@dataclass(frozen=True)
class InitConfig:
    """Source of the initial weights: none, or one of three.

    Attributes:
        pretrained: folder of a run of training/pretrain.py.
        run: folder of an earlier run of training/finetune.py, whose averaged weights are trained further.
        model: name or folder of an installed model, which is trained further.
    """

    pretrained: str = ""
    run: str = ""
    model: str = ""


@dataclass(frozen=True)
class LandCoverOptim:
    """Optimisation: AdamW with warm-up and cosine decay.

    Attributes:
        floor: learning rate at the last step as a share of its peak. A rate that stays high improves the accuracy on
            real scenes: see docs/training.md.
        average: share of the steps so far over which the running average of the weights extends.
        context_drop: share of the scenes that are trained without their surroundings.
        frozen: train only the heads, on the features of the initial weights.
        dominant: weight of the loss for the class that covers most of a pixel; the rest is for the cover fractions.
            At 0 the class is that of the largest fraction: one head serves both.
        kinds: weight of a third loss, for the cover of the simulator's finer classes (roofs and pavements apart). Its
            head is used in training only. It makes the features separate classes that users may train with few labels.
        real: weight of the loss of a real scene relative to that of a simulated one.
        amp: "bf16", or "off" for float32 throughout.
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
    real: float = 1.0
    amp: str = "bf16"
    save_every: int = 250
    log_every: int = 25


def table_spectra(dataset: SimulatedScenes, *, steps: int = 24) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield reflectance (C, n) and band centres (C,) of the scenes that are used only to fit the input tables."""
    for step in range(steps):
        for sample in dataset[FIRST_TABLE_STEP + step]:
            yield sample.pixels.permute(1, 0, 2, 3)[:, sample.valid > 0].numpy(), sample.center_nm.numpy()


def load_weights(model: LandCoverBase, run: Path) -> None:
    """Start from the averaged weights of an earlier run.

    Raises:
        InputError: the run does not exist, or its network differs.
    """
    last = run / "last.pt"
    if not last.exists():
        raise InputError(f"'{run}' holds no run; give a folder written by training/finetune.py.")
    try:
        model.load_state_dict(checkpoint.load(last)["ema"])
    except RuntimeError:
        raise InputError(f"'{run}' has another network; set the sizes of its configuration in [model].") from None


def load_model(model: LandCoverBase, name: str) -> None:
    """Start from an installed model, without the temperature and the prior that export applied to its probabilities.

    Classes that the model lacks keep their initial weights and start as unlikely as its rarest class.

    Raises:
        ModelError: the model is not installed or is incomplete.
        InputError: the model has another network.
    """
    card = model_store.find(name)
    found, names = load_landcover(card), [entry.name for entry in card.classes]
    odds = card.properties.get("specaware:prior_odds", {})
    set_prior(found, {key: 1.0 / value for key, value in odds.items()}, names)
    found.temperature.fill_(1.0)
    weights = found.state_dict()
    rows = [list(MERGED).index(key) for key in names if key in MERGED]
    try:
        for part in ("head.weight", "head.bias", "cover.weight", "cover.bias"):
            own = model.state_dict()[part].clone()
            own[:] = own if own.ndim > 1 else weights[part].min()
            own[rows] = weights[part]
            weights[part] = own
        model.load_state_dict(weights)
    except (RuntimeError, IndexError):
        raise InputError(f"'{name}' has another network; use the configuration it was trained with.") from None


class Run:
    """One training run in a folder: network, optimiser, running average and the current step."""

    def __init__(self, out: Path, model: StemConfig, optim: LandCoverOptim, *, seed: int, device: str = "cpu") -> None:
        """Create a new network.

        Raises:
            InputError: the device does not exist.
        """
        self.out, self.optim, self.seed = out, optim, seed
        self.step = 0
        self.stopping = False
        self.real: list[str] = []  # names of the real sets used in training
        self.taught: dict[str, Any] = {}  # teacher model, its classes and prior odds; empty if trained on labels
        self.model_config = model
        self.device = device_of(device)
        torch.manual_seed(seed)
        self.model = build_network(model)
        if optim.frozen:
            self.model.requires_grad_(False)
            for part in (self.model.head, self.model.cover, self.model.head_norm):
                part.requires_grad_(True)
        self.kinds = torch.nn.Linear(model.width, len(CLASSES))
        self.parts = torch.nn.ModuleList([self.model, self.kinds]).to(self.device)
        self.optimiser = adamw(self.parts, lr=optim.lr, weight_decay=optim.weight_decay, betas=(0.9, 0.98))
        self.amp = {"bf16": torch.bfloat16, "off": None}[optim.amp]

    def begin(self, dataset: SimulatedScenes, init: InitConfig) -> None:
        """Resume from the last checkpoint, or start a new run from other weights or from fitted input tables.

        Raises:
            InputError: the checkpoint was written by an earlier version.
        """
        if self.resume():
            return
        if init.run:
            load_weights(self.model, Path(init.run))
        elif init.model:
            load_model(self.model, init.model)
        elif init.pretrained:
            load_context(self.model, Path(init.pretrained))
        else:
            fit_tables(self.model, table_spectra(dataset))
        self.average = WeightAverage(self.model, share=self.optim.average)

    def resume(self) -> bool:
        """Resume from the last checkpoint; return False if there is none.

        Raises:
            InputError: the checkpoint was written by an earlier version.
        """
        last = self.out / "last.pt"
        if not last.exists():
            return False
        state = checkpoint.load(last)
        if not {"optimiser", "kinds"} <= set(state):
            raise InputError(
                f"The run in '{self.out}' was written by an earlier version and cannot be resumed; start from it "
                "in another folder with --set init.run."
            )
        self.model.load_state_dict(state["model"])
        self.kinds.load_state_dict(state["kinds"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = WeightAverage(self.model, share=self.optim.average)
        self.average.state = {name: value.to(self.device) for name, value in state["ema"].items()}
        self.step = state["step"]
        log.info("resuming at step %d", self.step)
        return True

    def save(self) -> None:
        """Write the checkpoint."""
        if not self.optim.dominant:
            for weights in (self.model.state_dict(), self.average.state):
                for part in ("weight", "bias"):
                    weights[f"head.{part}"].copy_(weights[f"cover.{part}"])
        state = {
            "model": self.model.state_dict(), "ema": self.average.state, "optimiser": self.optimiser.state_dict(),
            "kinds": self.kinds.state_dict(), "step": self.step, "config": pack(self.model_config),
            "steps": self.optim.steps, "real": self.real, "taught": self.taught,
        }  # fmt: skip
        checkpoint.save(state, self.out / "last.pt")

    def scene_loss(self, scene: TrainingScene, *, use_context: bool) -> torch.Tensor:
        """Return the loss of one scene, weighted if the scene is real."""
        optim = self.optim
        with torch.autocast(self.device.type, dtype=self.amp or torch.bfloat16, enabled=self.amp is not None):
            described = self.model.described(*scene.inputs, use_context=use_context)
            scores = self.model.scores(described)
            if isinstance(scene, RealSample):
                return optim.real * grouped_cross_entropy(scores[0], scene.allowed, scene.counts)
            if not isinstance(scene, SimulatedScene):
                raise TypeError(f"{type(scene).__name__} has no labels")
            loss = land_cover_loss(scores, scene.fractions, scene.valid, share=optim.dominant, shadow=SHADOW)
            if optim.kinds:
                kinds = self.kinds(described).permute(0, 3, 1, 2)
                loss = loss + optim.kinds * soft_cross_entropy(kinds, scene.kinds, scene.valid)
        return loss

    def accumulate(self, scenes: Sequence[TrainingScene], *, drop: Sequence[bool]) -> tuple[float, int]:
        """Accumulate the gradients over the scenes of a step; return the mean loss and the number of pixels."""
        total, pixels = 0.0, 0
        for scene, without in zip(scenes, drop, strict=True):
            loss = self.scene_loss(scene.to(self.device), use_context=not without) / len(scenes)
            loss.backward()  # type: ignore[no-untyped-call]
            total += float(loss.detach())
            pixels += scene.valid.numel()
        return total, pixels

    def advance(self, scenes: Sequence[TrainingScene]) -> tuple[float, int]:
        """Take one optimiser step; return the loss and the number of pixels.

        Raises:
            InputError: the loss or the gradient is not finite; the weights have not changed.
        """
        optim = self.optim
        rng = np.random.default_rng([self.seed, self.step, 7])
        drop = [bool(rng.random() < optim.context_drop) for _ in scenes]
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate(
                self.step, steps=optim.steps, warmup=optim.warmup, peak=optim.lr, floor=optim.floor
            )
        self.optimiser.zero_grad(set_to_none=True)
        loss, pixels = self.accumulate(scenes, drop=drop)
        norm = float(torch.nn.utils.clip_grad_norm_(self.parts.parameters(), optim.clip))
        if not np.isfinite(loss + norm):
            what = f"gradient became {norm}" if np.isfinite(loss) else f"loss became {loss}"
            raise InputError(
                f"The {what} at step {self.step}; the weights before it are kept; run the command again, with a lower "
                "optim.lr if this happens again."
            )
        self.optimiser.step()
        self.average.update(self.model, self.step)
        self.step += 1
        return loss, pixels

    def loop(self, batches: Iterable[Sequence[TrainingScene]]) -> bool:
        """Train on all batches; return False if asked to stop before the last one, after writing a checkpoint."""
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
                return False
        self.save()
        log.info("done: %s", self.out / "last.pt")
        return True

    def _log(self, loss: float, kpx_per_s: float) -> None:
        log.info("step %d/%d loss %.4f %.1f kpx/s", self.step, self.optim.steps, loss, kpx_per_s)
        with open(self.out / "log.csv", "a", newline="", encoding="utf-8") as file:
            csv.writer(file).writerow([self.step, f"{loss:.5f}", f"{kpx_per_s:.1f}"])


def device_of(name: str) -> torch.device:
    """Return the device with this name.

    Raises:
        InputError: the device does not exist.
    """
    if name.split(":")[0] == "cuda" and not torch.cuda.is_available():
        raise InputError("This machine has no CUDA device; omit --device to train on the CPU.")
    return torch.device(name)
