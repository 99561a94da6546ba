"""Runs jobs of every kind, for the worker and the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..catalog.cards import CHANGE_TASK, HEAD_FRAMEWORK, STACK_TASK, ModelCard
from ..common.cancellation import CancelToken
from ..common.errors import ModelError
from ..common.machine.patience import STEP_S, await_steps
from ..engines import open_engine
from ..engines.base import Engine, EngineOptions
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.spec import JobSpec
from ..products.files.references import outside_files
from .int8 import cached_int8

_QUICK_S = 300.0  # longest time without a step for a quick job
Send = Callable[[JobEvent], None]


class JobRunner:
    """Runs one job at a time; keeps the last engine loaded, since the next job usually needs the same one."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._engine_key: tuple[Any, ...] = ()

    def run(self, spec: JobSpec, *, send: Send, token: CancelToken) -> JobEvent:
        """Run a job; return its final event, which was also sent. A failed job raises nothing."""
        try:
            token.check()
            kind = spec.declared
            context = JobContext(send, token, self._engine_of, self._features_of, self._pair_of)
            with outside_files(spec.options.outside_files):
                data = await_steps(
                    lambda: kind.start(spec, context), token=token, limit_s=_QUICK_S if kind.quick else STEP_S
                )
            final = JobEvent("result", job=spec.id, data=data)
        except Exception as exc:
            final = JobEvent.from_error(exc, job=spec.id, about=spec.source)
        send(final)
        return final

    def _features_of(self, card: ModelCard, spec: JobSpec, parallel: int) -> Engine:
        return self._engine_of(card, spec, parallel, features=True)

    def _engine_of(self, card: ModelCard, spec: JobSpec, parallel: int, *, features: bool = False) -> Engine:
        options = _asked(spec, parallel, features=features)
        key = (card.path, card.sha256, options)
        if self._engine is None or key != self._engine_key:
            self._engine = None  # free the old engine before loading the new one
            self._engine = open_model(card, options)
            self._engine_key = key
        return self._engine

    def _pair_of(self, card: ModelCard, spec: JobSpec, parallel: int) -> tuple[Engine, Engine]:
        return self._features_of(card, spec, parallel), open_model(card, _asked(spec, parallel, features=True))


def _asked(spec: JobSpec, parallel: int, *, features: bool) -> EngineOptions:
    """Return the engine options of a job."""
    asked = spec.options
    return EngineOptions(asked.device, asked.threads, parallel, asked.precision, cached_int8, features)


def open_model(card: ModelCard, options: EngineOptions) -> Engine:
    """Return a loaded engine for any land-cover model, a head or not.

    Raises:
        ModelError: no engine runs it, its files do not match the card, or no zero-shot model is installed.
        EngineError: a package is missing, or the file cannot be loaded.
    """
    if CHANGE_TASK in card.tasks:
        raise ModelError(f"Model '{card.name}' finds change between two dates and maps no classes; choose another.")
    if STACK_TASK in card.tasks:
        raise ModelError(f"Model '{card.name}' maps a whole series of dates; map a series with it, or choose another.")
    if card.framework != HEAD_FRAMEWORK:
        return open_engine(card, options)
    from ..heads.engine import open_head

    return open_head(card, options)
