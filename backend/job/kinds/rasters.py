"""The kinds "inspect" (metadata of a raster) and "profile" (spectra of a raster at given places)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...common.errors import InputError
from .base import JobKind

if TYPE_CHECKING:
    from ..spec import JobSpec


def _check_places(spec: JobSpec) -> None:
    if not spec.points:
        raise InputError("A profile job needs a place; give points.")


KINDS = (
    JobKind(
        "inspect", "show the sensor, level, units and bands of a raster", "serve.quick:run_inspect", sensor=True,
        quick=True,
    ),
    JobKind(
        "profile", "spectra of a raster at given places", "serve.quick:run_profile", check=_check_places, sensor=True,
        points=True, quick=True,
    ),
)  # fmt: skip
