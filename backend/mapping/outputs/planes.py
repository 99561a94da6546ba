"""The score planes that the requested rasters of a map need, in order."""

from __future__ import annotations

from collections.abc import Collection

from ...common.errors import InputError
from ...engines.base import BatchRunner, Conditions, Engine, Runner
from ...job.kinds.base import named
from ...job.kinds.maps import extra_outputs
from .base import MapRaster


def map_rasters(keys: Collection[str]) -> list[MapRaster]:
    """Return the makers of the map rasters named in ``keys``, in the order in which outputs are declared.

    Raises:
        InputError: an output added by an extension has no maker.
    """
    found = []
    for one in extra_outputs():
        if one.raster and one.key in keys:
            made = named(one.made_by) if isinstance(one.made_by, str) and one.made_by else one.made_by
            raster = made() if callable(made) else made
            if not isinstance(raster, MapRaster):
                raise InputError(f"The map output '{one.key}' has no maker; fix the extension that added it.")
            found.append(raster)
    return found


def planes_of(classes: int, keys: Collection[str]) -> dict[str, slice]:
    """Return the score planes by name: the probability of each class, then the planes for the rasters in ``keys``."""
    found, end = {"probabilities": slice(0, classes)}, classes
    for raster in map_rasters(keys):
        if raster.planes is not None:
            count = raster.planes(classes)
            found[raster.key] = slice(end, end + count)
            end += count
    return found


def count_planes(classes: int, keys: Collection[str]) -> int:
    """Return the number of planes in :func:`planes_of`."""
    return classes + sum(raster.planes(classes) for raster in map_rasters(keys) if raster.planes is not None)


def runner_for(engine: Engine, keys: Collection[str], conditions: Conditions) -> Runner:
    """Return a runner of the engine that returns the planes of :func:`planes_of`."""
    rasters = map_rasters(keys)
    runner: Runner = BatchRunner(engine.run_maps if any(raster.from_engine for raster in rasters) else engine.run)
    for raster in rasters:
        if raster.runner is not None:
            runner = raster.runner(runner, conditions)
    return runner
