"""Runs jobs of every kind; the worker and the command line are two ways to reach it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..catalog import store as model_store
from ..catalog.cards import ModelCard
from ..common.cancellation import CancelToken
from ..common.patience import STEP_S, await_steps
from ..common.version import package_versions, python_version, specaware_version
from ..engines.base import Engine
from ..heads.engine import open_model
from ..job.spec import JobEvent, JobSpec
from ..products.references import outside_files
from .int8 import cached_int8

_QUICK_KINDS, _QUICK_S = ("inspect", "profile", "models", "check"), 300.0  # jobs of a moment, longest without a step
Send = Callable[[JobEvent], None]


class JobRunner:
    """Runs one job at a time; keeps the last engine loaded, since the next job mostly wants the same."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._engine_key: tuple[Any, ...] = ()
        self._kinds: dict[str, Callable[[JobSpec, Send, CancelToken], dict[str, Any]]] = {
            "map": self._map,
            "plan": self._plan,
            "embed": self._embed,
            "scene": _scene,
            "similar": self._similar,
            "train": self._train,
            "import": _import,
            "report": _report,
            "profile": _profile,
            "inspect": _inspect,
            "models": _models,
            "check": _check,
            "assess": _assess,
            "sample": _sample,
        }

    def run(self, spec: JobSpec, *, send: Send, token: CancelToken) -> JobEvent:
        """Run a job; return its final event, which was also sent. Never raises for what a job did wrong."""
        try:
            token.check()
            limit_s = _QUICK_S if spec.kind in _QUICK_KINDS else STEP_S
            with outside_files(spec.options.outside_files):
                data = await_steps(lambda: self._kinds[spec.kind](spec, send, token), token=token, limit_s=limit_s)
            final = JobEvent("result", job=spec.id, data=data)
        except Exception as exc:
            final = JobEvent.from_error(exc, job=spec.id, about=spec.source)
        send(final)
        return final

    def _features_of(self, card: ModelCard, spec: JobSpec, parallel: int) -> Engine:
        return self._engine_of(card, spec, parallel, features=True)

    def _engine_of(self, card: ModelCard, spec: JobSpec, parallel: int, *, features: bool = False) -> Engine:
        options = spec.options
        key = (card.path, card.sha256, options.device, options.threads, options.precision, parallel, features)
        if self._engine is None or key != self._engine_key:
            self._engine = None  # frees the old one before the new one is loaded
            self._engine = open_model(
                card, device=options.device, threads=options.threads, parallel=parallel, precision=options.precision,
                int8=cached_int8, features=features,
            )  # fmt: skip
            self._engine_key = key
        return self._engine

    def _map(self, spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
        from ..mapping.run import run_map

        return run_map(spec, engine_of=self._engine_of, send=send, token=token)

    def _plan(self, spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
        from ..mapping.run import run_plan

        return run_plan(spec, engine_of=self._engine_of, token=token)

    def _train(self, spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
        from ..heads.training import run_train

        return run_train(spec, engine_of=self._features_of, send=send, token=token)

    def _embed(self, spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
        from ..embedding.run import run_embed

        return run_embed(spec, engine_of=self._features_of, send=send, token=token)

    def _similar(self, spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
        from ..embedding.similar import run_similar

        return run_similar(spec, engine_of=self._features_of, send=send, token=token)


def _scene(spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
    from ..imported.score import run_scene

    return run_scene(spec, send=send, token=token)


def _assess(spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
    from ..accuracy.assess import run_assess

    return run_assess(spec, send=send, token=token)


def _sample(spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
    from ..accuracy.sample import run_sample

    return run_sample(spec, send=send, token=token)


def _inspect(spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
    from ..products.inspect import inspect_raster
    from ..spectral.overrides import SensorOverrides

    return inspect_raster(spec.source, SensorOverrides.from_json(spec.overrides))


def _import(spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
    from ..imported.install import run_import

    return run_import(spec, send=send)


def _report(spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
    from ..pages.make import run_report

    return run_report(spec, send=send, token=token)


def _profile(spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
    from ..products.profile import profile_raster
    from ..spectral.overrides import SensorOverrides

    return profile_raster(spec.source, spec.points, SensorOverrides.from_json(spec.overrides))


def _models(spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
    cards, problems = model_store.installed()
    return {"models": [card.summary() for card in cards], "problems": problems}


def _check(spec: JobSpec, send: Send, token: CancelToken) -> dict[str, Any]:
    providers: list[str] = []
    packages = package_versions()
    if packages["onnxruntime"] is not None:
        import onnxruntime

        providers = onnxruntime.get_available_providers()
    return {
        "specaware": specaware_version(), "python": python_version(), "packages": packages, "providers": providers,
    }  # fmt: skip
