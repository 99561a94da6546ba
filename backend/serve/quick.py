"""Quick jobs: inspect a raster, read spectra, list models, report versions."""

from __future__ import annotations

from typing import Any

from ..catalog import store
from ..common.machine.version import package_versions, python_version, specaware_version
from ..job.kinds.base import JobContext
from ..job.spec import JobSpec
from ..spectral.overrides import SensorOverrides


def run_inspect(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Return the metadata of a raster; errors as for :func:`backend.products.inspect.inspect_raster`."""
    from ..products.inspect import inspect_raster

    return inspect_raster(spec.source, SensorOverrides.from_json(spec.overrides))


def run_profile(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Return spectra at the job's points; errors as for :func:`backend.products.profile.profile_raster`."""
    from ..products.profile import profile_raster

    return profile_raster(spec.source, spec.points, SensorOverrides.from_json(spec.overrides))


def run_models(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Return the cards of installed models, and the problems of those that cannot be read."""
    cards, problems = store.installed()
    return {"models": [card.summary() for card in cards], "problems": problems}


def run_check(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Return the versions of the engine's packages and the devices that onnxruntime offers."""
    providers: list[str] = []
    packages = package_versions()
    if packages["onnxruntime"] is not None:
        import onnxruntime

        providers = onnxruntime.get_available_providers()
    return {
        "specaware": specaware_version(), "python": python_version(), "packages": packages, "providers": providers,
    }  # fmt: skip
