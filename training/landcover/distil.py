"""Distillation: train a network on the outputs of an installed model, for scenes as they are or transformed.

The target is the teacher's output, averaged over the orientations of a scene and over some scale factors of its values.
The student must predict this mean in one pass, for the scene reoriented and multiplied by an unknown factor (Hinton,
Vinyals & Dean 2015, arXiv 1503.02531; consistency as in Xie et al. 2020, arXiv 1904.12848). A student of the teacher's
size starts from the teacher's weights; a smaller one starts from random weights. The scenes are simulated and real; no
labels of real ones are used, and of simulated ones only those of classes that the student shall know better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from backend.catalog import store as model_store
from backend.common.errors import InputError
from backend.models.landcover.landcover_stem import StemConfig
from backend.models.landcover.landcover_weights import load_landcover
from backend.spectral.inputs.attributes import attributes
from backend.spectral.inputs.content import LOG_FLOOR, content_quantiles
from backend.spectral.normalise import quadrature_weights
from training.common.likeness import by_likeness
from training.common.loop.optim import WeightAverage
from training.common.scenes import UNNAMED, TrainingScene
from training.landcover.dataset import MERGED, SimulatedScene, SimulatedScenes
from training.landcover.losses import soft_cross_entropy
from training.landcover.real_samples import CELL, SHUFFLED, draw_bands, known_scenes
from training.landcover.run import LandCoverOptim, Run
from training.real.scene import LabelledScene
from training.real.storing import BLOCK_PX

TURNS = 8  # orientations of a square: bit 1 flips left-right, bit 2 flips up-down, bit 4 transposes
_MOST = 0.5  # cover from which a class covers most of a pixel
_CONTENT = 4096  # pixels of a scene from which its quantiles are computed


@dataclass(frozen=True)
class DistilConfig:
    """Settings of the distillation.

    Attributes:
        teacher: name or folder of an installed model; empty to train on labels instead.
        real: real scenes per step, in addition to the simulated ones.
        crop: side of the crops of real scenes in pixels.
        factors: scale factors over which the teacher's output is averaged; [1.0] leaves the scenes unscaled.
        views: number of factors, each with its own orientation, that are averaged for one target. They are drawn anew
            each time. The loss is linear in the target, so one view has the same expected gradient as all of them.
        factor: largest scale factor of the values that the student sees; the smallest is its inverse.
        same: share of the scenes whose values are not scaled.
        cover: weight of the loss of the cover fractions relative to that of the classes.
        corrected: classes that the teacher is known to miss. Where one of them covers most of a simulated pixel, the
            target is the truth of the simulation instead of the teacher's answer.
    """

    teacher: str = ""
    real: int = 2
    crop: int = 64
    factors: tuple[float, ...] = (1.0,)
    views: int = 1
    factor: float = 2.5
    same: float = 0.4
    cover: float = 0.5
    corrected: tuple[str, ...] = ()


def turned(values: Tensor, turn: int) -> Tensor:
    """Return values (..., H, W) in one of the eight orientations."""
    axes = [axis for bit, axis in ((1, -1), (2, -2)) if turn & bit]
    values = values.flip(axes) if axes else values
    return values.transpose(-1, -2) if turn & 4 else values


def turned_back(values: Tensor, turn: int) -> Tensor:
    """Undo :func:`turned`."""
    values = values.transpose(-1, -2) if turn & 4 else values
    axes = [axis for bit, axis in ((1, -1), (2, -2)) if turn & bit]
    return values.flip(axes) if axes else values


def multiplied(scene: TrainingScene, factor: float) -> TrainingScene:
    """Return the scene with all values multiplied and its content statistics updated."""
    told = torch.log((scene.content.exp() - LOG_FLOOR).clamp(min=0.0) * factor + LOG_FLOOR)
    return replace(scene, pixels=scene.pixels * factor, content=told)


class DistilRun(Run):
    """A training run whose loss is the difference from a teacher's outputs."""

    def __init__(
        self,
        out: Path,
        optim: LandCoverOptim,
        distil: DistilConfig,
        *,
        seed: int,
        device: str = "cpu",
        student: StemConfig | None = None,
    ) -> None:
        """Load the teacher and create the student.

        Unless the run is resumed, the student takes over every teacher weight for which it has one of the same shape:
        all of them if ``student`` gives no sizes. The tables that standardise spectra are always taken over.

        Raises:
            ModelError: the teacher is not installed or is incomplete.
            InputError: the device does not exist, or the teacher lacks a class to correct.
        """
        card = model_store.find(distil.teacher)
        names = [entry.name for entry in card.classes]
        missing = [name for name in distil.corrected if name not in names or name not in MERGED]
        if missing:
            raise InputError(f"distil.corrected names '{missing[0]}', which '{card.name}' does not map; leave it out.")
        teacher = load_landcover(card)
        network = replace(student, classes=teacher.config.classes) if student else teacher.config
        super().__init__(out, network, optim, seed=seed, device=device)
        self.teacher, self.distil = teacher.to(self.device), distil
        self.known = [list(MERGED).index(name) if name in MERGED else -1 for name in names]
        self.corrected = [names.index(name) for name in distil.corrected]
        self.taught = {
            "teacher": card.name, "sha256": card.sha256, "classes": names,
            "odds": dict(card.properties.get("specaware:prior_odds", {})), "real": distil.real,
            "corrected": list(distil.corrected),
        }  # fmt: skip
        shapes = {name: value.shape for name, value in self.model.state_dict().items()}
        shared = {name: value for name, value in teacher.state_dict().items() if shapes.get(name) == value.shape}
        self.model.load_state_dict(shared, strict=False)
        self.average = WeightAverage(self.model, share=optim.average)
        self.resume()

    @torch.no_grad()
    def answer(self, scene: TrainingScene, views: Sequence[tuple[int, float]]) -> tuple[Tensor, Tensor]:
        """Return the teacher's probabilities and cover fractions (B, K, H, W), averaged over some turns and factors."""
        sums: list[Tensor] = []
        for turn, factor in views:
            view = multiplied(scene, factor)
            view = replace(view, pixels=turned(view.pixels, turn), valid=turned(view.valid, turn))
            with torch.autocast(self.device.type, dtype=self.amp or torch.bfloat16, enabled=self.amp is not None):
                maps = [turned_back(values.float(), turn) for values in self.teacher.maps(*view.inputs)]
            sums = [a + b for a, b in zip(sums, maps, strict=True)] if sums else maps
        return sums[0] / len(views), sums[1] / len(views)

    def with_truth(self, scene: TrainingScene, answer: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        """Return the answer with the truth of a simulated scene where a corrected class covers most of the pixel."""
        if not self.corrected or not isinstance(scene, SimulatedScene):
            return answer
        none = torch.zeros_like(scene.fractions[:, :1])
        truth = torch.cat([none if k < 0 else scene.fractions[:, k : k + 1] for k in self.known], dim=1)
        dominant = torch.nn.functional.one_hot(truth.argmax(dim=1), len(self.known)).movedim(-1, 1).to(truth.dtype)
        here = truth[:, self.corrected].amax(dim=1, keepdim=True) > _MOST
        return torch.where(here, dominant, answer[0]), torch.where(here, truth, answer[1])

    def scene_loss(self, scene: TrainingScene, *, use_context: bool) -> Tensor:
        """Return the cross-entropy of the student on the transformed scene against the teacher on the original."""
        distil = self.distil
        rng = np.random.default_rng([self.seed, self.step, int(scene.pixels.shape[1]), 11])
        factors = rng.permutation(distil.factors)[: distil.views]
        answer = self.answer(scene, [(int(rng.integers(TURNS)), float(factor)) for factor in factors])
        wanted = self.with_truth(scene, answer)
        largest = np.log(distil.factor)
        factor = 1.0 if rng.random() < distil.same else float(np.exp(rng.uniform(-largest, largest)))
        turn = int(rng.integers(TURNS))
        seen = multiplied(scene, factor)
        seen = replace(seen, pixels=turned(seen.pixels, turn), valid=turned(seen.valid, turn))
        with torch.autocast(self.device.type, dtype=self.amp or torch.bfloat16, enabled=self.amp is not None):
            dominant, cover = self.model.logits(*seen.inputs, use_context=use_context)
        loss = soft_cross_entropy(dominant / self.model.temperature, turned(wanted[0], turn), seen.valid)
        return loss + distil.cover * soft_cross_entropy(cover, turned(wanted[1], turn), seen.valid)


class UnlabelledScenes(Dataset[list[TrainingScene]]):
    """Item ``step``: the simulated scenes of that step, then real ones; identical for the same seed on any worker."""

    def __init__(
        self, simulated: SimulatedScenes, data: Path | None, *, leave_out: Sequence[str], count: int, crop: int
    ) -> None:
        """Take ``count`` real scenes per step from ``data``; scenes of the places in ``leave_out`` are never used."""
        self.simulated, self.data, self.leave_out = simulated, data, tuple(leave_out)
        self.count, self.crop = count if data else 0, crop
        self._sets: list[list[LabelledScene]] | None = None

    def __getstate__(self) -> dict[str, object]:
        """Exclude what is read on demand: each worker reads it itself."""
        return {**vars(self), "_sets": None}

    def __getitem__(self, step: int) -> list[TrainingScene]:
        """Return the scenes of a step."""
        scenes: list[TrainingScene] = list(self.simulated[step])
        if not self.count or self.data is None:
            return scenes
        if self._sets is None:
            found: dict[str, list[LabelledScene]] = {}
            for scene in known_scenes(self.data, self.leave_out):
                found.setdefault(scene.set, []).append(scene)
            self._sets = list(found.values())
        rng = np.random.default_rng([self.simulated.config.seed, step, 5])
        for _ in range(self.count):
            members = self._sets[int(rng.integers(len(self._sets)))]
            scenes.append(draw(rng, members[int(rng.integers(len(members)))], self.crop))
        return scenes


def draw(rng: np.random.Generator, scene: LabelledScene, size: int) -> TrainingScene:
    """Return a crop of a real scene, or pixels of a table arranged as for evaluation; both without labels."""
    pixels, valid = _crop(rng, scene, size) if scene.positions else _field(rng, scene, size)
    matrix, bands = draw_bands(rng, scene.bands)
    if matrix is not None:
        pixels = pixels @ matrix
    whole = scene.pixels[scene.valid]
    sample = whole[:: max(1, len(whole) // _CONTENT)]
    content = content_quantiles(np.ascontiguousarray((sample if matrix is None else sample @ matrix).T))
    name = UNNAMED if scene.sensor is None or rng.random() < 0.5 else scene.sensor
    return TrainingScene(
        pixels=torch.from_numpy(np.ascontiguousarray(np.moveaxis(pixels, -1, 0)[None] * valid, dtype=np.float32)),
        valid=torch.from_numpy(np.ascontiguousarray(valid[None], dtype=np.float32)),
        center_nm=torch.from_numpy(bands.center_nm.astype(np.float32)),
        fwhm_nm=torch.from_numpy(bands.fwhm_nm.astype(np.float32)),
        weight=torch.from_numpy(quadrature_weights(bands.center_nm, bands.fwhm_nm).astype(np.float32)),
        attributes=torch.from_numpy(attributes(name, scene.level)),
        content=torch.from_numpy(content),
        gsd_m=torch.tensor(float(scene.gsd_m)),
    )


def _crop(rng: np.random.Generator, scene: LabelledScene, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return pixels (h, w, C) and validity (h, w) of a random square, padded to whole cells."""
    window = []
    for extent in scene.valid.shape:
        length = min(size, extent)
        start = int(rng.integers(extent - length + 1))
        window.append(slice(start, start + length))
    pixels, valid = scene.pixels[tuple(window)], scene.valid[tuple(window)]
    margin = [(0, -n % CELL) for n in valid.shape]
    return np.pad(pixels, [*margin, (0, 0)]), np.pad(valid, margin)


def _field(rng: np.random.Generator, scene: LabelledScene, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return pixels (h, w, C) of a table in blocks sorted by spectral similarity, sometimes in random order."""
    pixels = scene.pixels[scene.valid]
    count = min((size // BLOCK_PX) ** 2, len(pixels))
    chosen = pixels[rng.choice(len(pixels), count, replace=False)]
    columns = int(np.ceil(np.sqrt(count)))
    order = rng.permutation(count) if rng.random() < SHUFFLED else by_likeness(chosen, columns)
    side = CELL // BLOCK_PX
    shape = [-(-n // side) * side for n in (-(-count // columns), columns)]
    image, valid = np.zeros((*shape, pixels.shape[1]), dtype=np.float32), np.zeros(shape, dtype=bool)
    at = np.arange(count) // columns, np.arange(count) % columns
    image[at], valid[at] = chosen[order], True
    image, valid = (layer.repeat(BLOCK_PX, axis=0).repeat(BLOCK_PX, axis=1) for layer in (image, valid))
    return image, valid
