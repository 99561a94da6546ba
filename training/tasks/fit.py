"""The fine-tuning loop, the same for every model and task.

    result = fit(train, val, plan, out)

A run can be resumed, and can use several processes (torchrun). It keeps the averaged weights that are best on held-out
places.
"""

from __future__ import annotations

import csv
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as fn

from backend.common.errors import InputError
from training.common import checkpoint
from training.common.loop.numerics import FIRST_SCALE, fix_threads
from training.common.loop.optim import WeightAverage, learning_rate
from training.common.loop.parallel import (
    Team,
    bare,
    clip,
    last_only,
    load_optimiser,
    load_weights,
    share_out,
    team,
    whole,
)
from training.common.loop.stopping import Interrupted, asked_to_stop
from training.common.scenes import stream
from training.pretraining.progress.keep import BEST, FOLDER, Keeper
from training.shards.files import full

from .batching import NO_LABEL, Labelled, Reads, Steps
from .data.patches import OF_PIXELS, LabelledPatches, Task
from .networks.lora import adapt, merge
from .networks.making import make_network
from .networks.task_networks import LandCoverTask, TaskNetwork, freeze, trained_groups
from .plan import Plan
from .probing import fit_head
from .scoring import HEADLINE, headline, score

log = logging.getLogger("training.tasks")

CURVE = "log.csv"
_COLUMNS = ("step", "loss", "lr", "grad_norm", "held_out")
_AMP = {"off": None, "bf16": torch.bfloat16, "fp16": torch.float16}


@dataclass(frozen=True)
class Fitted:
    """The result of a run.

    Attributes:
        model: network with the best averaged weights (the last, if nothing is held out), in evaluation mode, on the
            CPU.
        step: step of these weights.
        held_out: figures of these weights on the held-out places, None if there are none.
        device: device of the training, "cpu" or "cuda".
    """

    model: TaskNetwork
    step: int
    held_out: dict[str, Any] | None
    device: str = "cpu"


def fit(
    train: LabelledPatches, val: LabelledPatches | None, plan: Plan, out: Path, *, device: str = "auto",
    tick: Callable[[float], None] | None = None,
) -> Fitted:  # fmt: skip
    """Fine-tune, or resume the run in ``out``.

    Args:
        train: training patches.
        val: patches of other places, for early stopping; None to train all steps.
        plan: settings of the run.
        out: folder of the run.
        device: "auto", "cpu" or "cuda".
        tick: called with the share of the steps done; may raise to stop.

    Raises:
        InputError: there are no training patches, a patch cannot be read, or the folder contains another run.
        SensorError: the model cannot use the bands of the patches.
        Interrupted: the process received SIGTERM or Ctrl-C; everything is saved.
    """
    _check(train, val)
    out.mkdir(parents=True, exist_ok=True)
    with team(device) as who, asked_to_stop() as stop:
        run = _Run(train, val, plan, out, who)
        while run.step < plan.optim.steps and not run.is_done:
            run.rounds(stop, tick)
        return run.result()


def _check(train: LabelledPatches, val: LabelledPatches | None) -> None:
    if not len(train):
        raise InputError("There is no labelled patch to train on; give some, or hold out fewer places.")
    if not 2 <= len(train.classes) <= 255 and not (train.task == "multi" and train.classes):
        raise InputError(f"The labels name {len(train.classes)} classes; give 2 to 255.")
    if val is not None and tuple(val.classes) != tuple(train.classes):
        raise InputError("The held-out patches and the training patches have different classes; give both the same.")


def amp_type(name: str, device: torch.device) -> torch.dtype | None:
    """Return the mixed-precision data type; "auto": bf16 if the graphics card has it, else fp16; none on the CPU."""
    if name != "auto":
        return _AMP[name]
    if device.type != "cuda":
        return None
    return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16


class _Run:
    """Network, optimiser, running average and current step."""

    def __init__(self, train: LabelledPatches, val: LabelledPatches | None, plan: Plan, out: Path, who: Team) -> None:
        self.plan, self.who, self.out = plan, who, out
        self.train, self.val = train, val
        self.keeper = Keeper(out, plan.run.keep)
        torch.manual_seed(plan.data.seed)
        fix_threads(plan.run.threads)
        model = make_network(plan.model, train.task, train.classes)
        if model.temporal != bool(train.task != "change" and train[0].later):
            raise InputError("Stacks of dates and model.temporal=true need each other; give both or neither.")
        if plan.optim.mode != "full":
            freeze(model.body())
        if plan.optim.mode == "lora":
            adapt(model, rank=plan.optim.lora_rank, alpha=plan.optim.lora_alpha)
        self.model = model.to(who.device)
        self.wrapped = share_out(self.model, who, "ddp")
        optim = plan.optim
        groups = trained_groups(
            self.model, decay=optim.layer_decay, weight_decay=optim.weight_decay, head_rate=optim.head_lr
        )
        self.optimiser = torch.optim.AdamW(groups, lr=optim.lr, betas=optim.betas)
        self.average = WeightAverage(self.model, share=optim.average or 1e-9)
        self.dtype = amp_type(plan.run.amp, who.device)
        self.scaler = torch.amp.GradScaler(who.device.type, init_scale=FIRST_SCALE, enabled=self.dtype is torch.float16)
        self.steps = Steps(train, Reads.of(self.model, len(train.classes)), plan, rank=who.rank, world=who.world)
        self.class_weights = self._class_weights().to(who.device)
        self.step, self.best, self.best_step, self.waited = 0, -math.inf, 0, 0
        self.figures: dict[str, Any] | None = None
        self._losses: list[float] = []
        self._begin()

    @property
    def is_done(self) -> bool:
        """True if the held-out figure has not risen for ``run.patience`` evaluations."""
        patience = self.plan.run.patience
        return self.val is not None and patience > 0 and self.waited >= patience

    # --- steps ---

    def rounds(self, stop: dict[str, bool], tick: Callable[[float], None] | None) -> None:
        """Train to the last step, or until early stopping.

        Raises:
            Interrupted: the process received a stop signal.
        """
        run, steps = self.plan.run, self.plan.optim.steps
        for groups in stream(self.steps, workers=self.plan.data.workers, start=self.step, stop=steps):
            rates = self._set_rates()
            loss, norm, asked = self._advance(groups, stop=stop["now"])
            self.average.update(bare(self.wrapped), self.step)
            self.step += 1
            self._losses.append(loss)
            is_last = self.step == steps
            held = None
            if self.val is not None and (is_last or (run.eval_every and self.step % run.eval_every == 0)):
                held = self._evaluate()
            if held is not None or is_last or (run.log_every and self.step % run.log_every == 0):
                self._row(rates, norm, held)
            if asked or is_last or self.is_done or (run.save_every and self.step % run.save_every == 0):
                self._save()
            if tick is not None:
                tick(self.step / steps)
            if asked and not is_last:
                raise Interrupted(f"Stopped at step {self.step} of {steps}; the same command resumes.")
            if self.is_done:
                log.info("no improvement in %d evaluations: stopped at step %d", self.waited, self.step)
                return

    def _set_rates(self) -> float:
        optim = self.plan.optim
        lr = learning_rate(self.step, steps=optim.steps, warmup=optim.warmup, peak=optim.lr, floor=optim.floor)
        for group in self.optimiser.param_groups:
            waits = self.step < optim.head_steps and not group["is_head"]
            group["lr"] = 0.0 if waits else lr * group["share"]
        return lr

    def _advance(self, groups: list[Labelled], *, stop: bool) -> tuple[float, float, bool]:
        """Take one step; return the loss over all processes, the gradient norm, and whether any has to stop.

        Raises:
            InputError: the loss or its gradient is not finite; the last checkpoint is not changed.
        """
        self.model.train()
        self.optimiser.zero_grad(set_to_none=True)
        total, asked = self.who.total([float(sum(group.labels for group in groups)), float(stop)])
        loss = 0.0
        for number, group in enumerate(self._passes(groups)):
            with last_only(self.wrapped, is_last=number == self._count - 1):
                with torch.autocast(
                    self.who.device.type, dtype=self.dtype or torch.bfloat16, enabled=self.dtype is not None
                ):
                    logits = self.wrapped(*group.inputs)
                loss_sum = task_loss(
                    logits.float(), group.target, self.train.task, class_weights=self.class_weights,
                    smoothing=self.plan.optim.smoothing,
                )  # fmt: skip
                part = loss_sum / max(total, 1.0)
                scaled = self.scaler.scale(part * self.who.world)  # gradients are averaged over processes
                scaled.backward()  # type: ignore[no-untyped-call]
            loss += float(part.detach())
        self.scaler.unscale_(self.optimiser)
        norm = clip(self.wrapped, self.plan.optim.clip, self.who)
        loss = self.who.total([loss])[0]
        if not math.isfinite(loss) or not (math.isfinite(norm) or self.scaler.is_enabled()):
            raise InputError(
                f"The loss or its gradient is not finite at step {self.step}; lower optim.lr or set run.amp=off and "
                "run the same command again: it resumes at the last checkpoint."
            )
        self.scaler.step(self.optimiser)
        self.scaler.update()
        return loss, norm, asked > 0

    def _passes(self, groups: list[Labelled]) -> list[Labelled]:
        """Split groups into forward passes of at most ``optim.micro`` patches, and move them to the device."""
        size = self.plan.optim.micro
        cut = [part for group in groups for part in (_cut(group, size) if size else [group])]
        self._count = len(cut)
        return [part.to(self.who.device) for part in cut]

    def _class_weights(self) -> Tensor:
        """Return class weights (K,) from the labels of the first 200 patches; their mean over the labels is 1."""
        classes, balance = len(self.train.classes), self.plan.optim.balance
        if not balance or self.train.task == "multi":
            return torch.ones(classes)
        counts = torch.zeros(classes, dtype=torch.float64)
        for index in range(min(len(self.train), 200)):
            patch = self.train[index]
            if patch.mask is not None:
                counts += torch.bincount(torch.from_numpy(patch.mask.ravel()).long(), minlength=classes + 1)[1:]
            for label in patch.labels:
                counts[label] += 1
        weights = counts.clamp(min=1.0) ** -balance
        return (weights * counts.sum() / (weights * counts).sum()).float()

    # --- evaluation and checkpoints ---

    def _evaluate(self) -> dict[str, Any]:
        """Return the figures of the averaged weights on held-out places; save the weights if they are the best."""
        own = {key: value.detach().clone() for key, value in self.model.state_dict().items()}
        self.model.load_state_dict(self.average.state)
        if self.val is None:
            raise InputError("There are no held-out places for an evaluation; hold out some places.")
        found = score(self.model, self.val, device=self.who.device, side=self.plan.data.tile, who=self.who)
        self.model.load_state_dict(own)
        value = found[HEADLINE[self.train.task]]
        if value is not None and value > self.best:
            self.best, self.best_step, self.waited, self.figures = value, self.step, 0, found
            if self.who.leads:
                self.keeper.save_best({"model": whole(self.average.state), "step": self.step, "figures": found})
        else:
            self.waited += 1
        return found

    def _row(self, lr: float, norm: float, held: dict[str, Any] | None) -> None:
        mean, self._losses = math.fsum(self._losses) / len(self._losses), []
        if not self.who.leads:
            return
        value = "" if held is None else held[HEADLINE[self.train.task]]
        text = "" if held is None else f"; held out: {headline(self.train.task, held)}"
        log.info("step %d/%d loss %.4f%s", self.step, self.plan.optim.steps, mean, text)
        path = self.out / CURVE
        try:
            is_new = not path.exists()
            with path.open("a", newline="", encoding="utf-8") as file:
                rows = csv.writer(file)
                if is_new:
                    rows.writerow(_COLUMNS)
                rows.writerow([self.step, f"{mean:.6g}", f"{lr:.6g}", f"{norm:.6g}", value])
        except OSError as error:
            raise full(path, error) from None

    def _trim(self) -> None:
        """Remove log rows of steps after the last checkpoint, which a killed run wrote."""
        path = self.out / CURVE
        if self.who.leads and path.exists():
            head, *rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
            kept = [row for row in rows if row and int(row[0]) <= self.step]
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([head, *kept])

    def _save(self) -> None:
        state = {
            "step": self.step, "plan": self.plan.facts(), "task": self.train.task, "classes": list(self.train.classes),
            "model": whole(bare(self.wrapped).state_dict()), "ema": whole(self.average.state),
            "optimiser": whole(self.optimiser.state_dict()), "scaler": self.scaler.state_dict(), "best": self.best,
            "best_step": self.best_step, "waited": self.waited, "figures": self.figures, "losses": self._losses,
            "threads": torch.get_num_threads(),
        }  # fmt: skip
        if self.who.leads:
            self.keeper.save(state)
        self.who.wait()

    def _begin(self) -> None:
        """Load the newest checkpoint, if there is one; else fit the initial head.

        Raises:
            InputError: the checkpoint is from another run.
        """
        if self.who.leads:
            self.keeper.prepare()
        self.who.wait()
        saved = self.keeper.newest()
        if saved is None:
            if self.plan.optim.probe and isinstance(self.model, LandCoverTask) and self.train.task == "dense":
                fit_head(self.model, self.train, self.plan)
                self.average = WeightAverage(self.model, share=self.plan.optim.average or 1e-9)
                if self.val is not None:  # the baseline for training
                    log.info("held out: %s", headline(self.train.task, self._evaluate()))
            return
        facts = self.plan.facts()
        if saved["task"] != self.train.task or saved["classes"] != list(self.train.classes):
            raise InputError(f"'{self.out}' holds a run for other classes; use another --out.")
        for part in ("model", "optim", "data"):
            differing = sorted(k for k, v in facts[part].items() if saved["plan"][part].get(k) != v)
            if differing:
                raise InputError(
                    f"'{self.out}' holds a run with another {part}.{differing[0]}; use its settings or another --out."
                )
        load_weights(bare(self.wrapped), saved["model"])
        load_optimiser(self.optimiser, saved["optimiser"])
        self.scaler.load_state_dict(saved["scaler"])
        fix_threads(saved["threads"])
        self.average.state = {key: value.to(self.who.device) for key, value in saved["ema"].items()}
        self.step, self.best, self.best_step = saved["step"], saved["best"], saved["best_step"]
        self.waited, self.figures, self._losses = saved["waited"], saved["figures"], list(saved["losses"])
        self._trim()
        log.info("resuming at step %d", self.step)

    def result(self) -> Fitted:
        """Return the network with the best weights and merged low-rank updates."""
        weights, step = self.average.state, self.step
        if self.val is not None and math.isfinite(self.best):
            weights, step = checkpoint.load(self.out / FOLDER / BEST)["model"], self.best_step
        self.model.load_state_dict(weights)
        model = self.model.cpu().eval()
        merge(model)
        return Fitted(model.requires_grad_(False), step, self.figures, self.who.device.type)


def task_loss(logits: Tensor, target: Tensor, task: Task, *, class_weights: Tensor, smoothing: float = 0.0) -> Tensor:
    """Return the cross-entropy summed over labels: pixels or scenes; for "multi", the mean over classes per scene.

    Args:
        logits: (B, K, H, W) with target (B, H, W), or (B, K) with target (B, K).
        target: see :class:`Labelled`.
        task: task that the labels are for.
        class_weights: (K,) weights, not used for "multi".
        smoothing: label smoothing, not used for "multi".
    """
    if task in OF_PIXELS:
        return fn.cross_entropy(
            logits, target, weight=class_weights, ignore_index=NO_LABEL, label_smoothing=smoothing, reduction="sum"
        )
    if task == "single":
        return fn.cross_entropy(logits, target, weight=class_weights, label_smoothing=smoothing, reduction="sum")
    return fn.binary_cross_entropy_with_logits(logits, target, reduction="none").mean(1).sum()


def _cut(group: Labelled, size: int) -> list[Labelled]:
    """Split a group into parts of at most ``size`` patches."""
    return [group.part(i, i + size) for i in range(0, len(group.target), size)]
