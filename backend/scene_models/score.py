"""Scores of scenes from models that read the bands' conditions: scene heads, and fine-tuned networks as ONNX."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..catalog import store as model_store
from ..catalog.cards import ModelCard
from ..common.arrays import BoolArray, FloatArray, padded
from ..common.errors import ModelError
from ..engines.base import Engine
from ..heads.engine import base_card
from ..imported.score import run_scene
from ..job.kinds.base import JobContext
from ..job.spec import JobSpec
from ..raster.source import read_normalised
from ..raster.window import Window
from ..scene.open import Scene, conditions_of, scene_of_job
from .logistic import Logistic
from .pooled import pooled
from .storage import FRAMEWORK, load_linear_head


def reads_conditions(card: ModelCard) -> bool:
    """Return True for a model that labels scenes and reads band conditions like a land-cover model."""
    return bool(card.properties.get("specaware:conditions")) and "scene-classification" in card.tasks


@dataclass(frozen=True)
class ConditionedScene:
    """A raster prepared for such a model (see :class:`backend.imported.score.ScoredScene`)."""

    scene: Scene
    engine: Engine
    head: Logistic | None
    notes: tuple[str, ...]
    values: str = "reflectance"

    @property
    def card(self) -> ModelCard:
        """The model."""
        return self.scene.card

    @property
    def warnings(self) -> tuple[str, ...]:
        """Notes for the user about the raster and the device."""
        return (*self.scene.warnings, *self.notes, *self.engine.notes)

    @property
    def fills(self) -> bool:
        """True if the model needs tiles of one size, to which smaller scenes are mirrored."""
        return bool(self.card.properties.get("specaware:fixed_tile"))

    def read(self, window: Window) -> tuple[FloatArray, BoolArray]:
        """Return reflectance (C, h, w) and validity (h, w)."""
        return read_normalised(self.scene.product, self.scene.normaliser, self.scene.bands, window)

    def run(self, pixels: FloatArray, valid: BoolArray) -> list[FloatArray]:
        """Return a list with the scores (K,) of a scene of pixels (C, h, w)."""
        if self.head is not None:
            return [self.head.probabilities(pooled(self.engine, pixels, valid)[None])[0].astype(np.float32)]
        size = [padded(n) for n in valid.shape]
        planes = np.concatenate([np.where(valid, pixels, 0.0), valid[None]]).astype(np.float32)
        planes = np.pad(planes, [(0, 0), *((0, n - m) for n, m in zip(size, valid.shape))], mode="symmetric")
        return [self.engine.run(np.ascontiguousarray(planes[None, :-1]), np.ascontiguousarray(planes[None, -1]))[0]]


def open_conditioned(spec: JobSpec, context: JobContext) -> ConditionedScene:
    """Open the raster and the model of a scene job; the caller closes ``scene.product``.

    Raises:
        ModelError: the base model of a head is not installed in the same version.
        SpecAwareError: see :func:`backend.scene.open.scene_of_job` and :func:`conditions_of`.
    """
    scene = scene_of_job(spec)
    try:
        card = scene.card
        head = load_linear_head(card) if card.framework == FRAMEWORK else None
        used = context.engine_of if head is None else context.features_of
        engine = used(card if head is None else _base_of(card), spec, 1)
        conditions, notes = conditions_of(scene, check=context.token.check)
        engine.set_conditions(conditions)
        return ConditionedScene(scene, engine, head, notes)
    except BaseException:
        scene.product.close()
        raise


def _base_of(card: ModelCard) -> ModelCard:
    base, is_same = base_card(card)
    if not is_same:
        name = card.properties["specaware:head"]["base"]["name"]
        raise ModelError(
            f"'{name}' has changed since '{card.name}' was trained on it; train it again: {card.training_command}"
        )
    return base


def run_scene_job(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Score a raster with the scene model of the job, of any kind; see :func:`backend.imported.score.run_scene`."""
    if not reads_conditions(model_store.find(spec.model)):
        return run_scene(spec, context)
    return run_scene(spec, context, opened=lambda: open_conditioned(spec, context))
