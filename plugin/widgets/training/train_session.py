"""Training in the background: a job of the engine on labels drawn in the panel, and its accuracy."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....backend.catalog.cards import ModelCard
from ....backend.common.errors import CancelledError, SpecAwareError
from ....backend.job.events import JobEvent
from ....backend.job.kinds.train import Training
from ....backend.job.spec import JobSpec, Options, Outputs
from ... import models
from ...engine.progress import ProgressText
from ...i18n import tr, trn
from ...qgis_tasks import JobsTask
from .label_store import FIELD, LAYER, MODEL_PROPERTY, LabelStore


@dataclass(frozen=True)
class Judgement:
    """Accuracy of a model on its own labels, held out in blocks (None: too few labels), and recall of each class."""

    oa: float | None = None
    labels: int = 0
    block_px: int = 0
    recall: Mapping[str, float | None] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Mapping[str, Any]) -> Judgement:
        """Read the report of a training."""
        found = report["cross_validation"]
        return cls(found["oa"], int(found["labels_judged"]), int(found["block_px"]), dict(found["recall"]))

    @property
    def text(self) -> str:
        """The accuracy in a sentence."""
        if self.oa is None:
            return tr("Too few labels to estimate the accuracy: place five or more per class, spread over the raster.")
        text = trn(
            "{:.0f} % of {} label correct, held out in blocks of {} px",
            "{:.0f} % of {} labels correct, held out in blocks of {} px",
            self.labels,
        )
        return text.format(100 * self.oa, self.labels, self.block_px)


class TrainSession(QObject):
    """Signals: ``changed`` (running, or its progress), ``trained`` (name of the model, :class:`Judgement`), ``failed``.

    ``warned`` carries sentences of the engine.
    """

    changed = pyqtSignal()
    trained = pyqtSignal(str, object)
    failed = pyqtSignal(str)
    warned = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: JobsTask | None = None
        self._text = ProgressText()
        self.fraction, self.message = 0.0, ""

    @property
    def is_running(self) -> bool:
        """True while a model is trained."""
        return self._task is not None

    def start(self, store: LabelStore, source: str, overrides: dict[str, Any], *, base: str, name: str) -> None:
        """Train on all labels; the model trained on them before, if it has this name, is replaced.

        Raises:
            SpecAwareError: there is no folder for models.
        """
        folder = _folder(store, name)
        job = JobSpec(
            kind="train", source=source, overrides=overrides, model=base,
            outputs=Outputs(model=folder), options=Options(overwrite=True),
            settings=Training(
                labels=os.path.abspath(store.path), layer=LAYER, class_field=FIELD, name=os.path.basename(folder),
                colors=tuple(f"{item.name}={item.color}" for item in store.classes()),
            ),
        )  # fmt: skip
        task = JobsTask(tr("SpecAware: training"), [job])
        task.job_event.connect(self._event)
        task.job_done.connect(lambda _, data: self._done(store, folder, data))
        task.job_failed.connect(self._failed)
        task.ended.connect(self._ended)
        self._task, self._text = task, ProgressText()
        self.fraction, self.message = 0.0, tr("Starting…")
        QgsApplication.taskManager().addTask(task)
        self.changed.emit()

    def _event(self, _: int, event: JobEvent) -> None:
        if event.type == "progress" and event.fraction is not None:
            self.fraction, self.message = event.fraction, self._text.of(event)
            self.changed.emit()
        elif event.type == "warning":
            self.warned.emit(event.message)

    def _done(self, store: LabelStore, folder: str, data: dict[str, Any]) -> None:
        if store.layer is not None and store.path == data["labels"]["path"]:
            store.layer.setCustomProperty(MODEL_PROPERTY, folder)
        try:
            name = models.add(folder)
        except SpecAwareError as error:
            self.failed.emit(str(error))
            return
        self.trained.emit(name, Judgement.of(data))

    def _failed(self, _: int, error: SpecAwareError) -> None:
        self.failed.emit(tr("The training was cancelled.") if isinstance(error, CancelledError) else str(error))

    def _ended(self) -> None:
        self._task = None
        self.changed.emit()

    def cancel(self) -> None:
        """Stop training; an earlier model stays."""
        if self._task is not None:
            self._task.cancel()

    def shut_down(self) -> None:
        """Stop and wait."""
        task, self._task = self._task, None
        if task is not None:
            task.abandon()


def _folder(store: LabelStore, name: str) -> str:
    """The folder of the model: that of the one trained on these labels before, else a new one."""
    before = Path(str(store.layer.customProperty(MODEL_PROPERTY, "") or "")) if store.layer is not None else Path()
    return str(before) if before.name and _name_in(before) == name else str(models.free_folder(name))


def _name_in(folder: Path) -> str:
    """Name of the model in a folder; "" where it was removed meanwhile."""
    try:
        return ModelCard.load(folder).name
    except SpecAwareError:
        return ""
