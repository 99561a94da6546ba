"""One class map of a whole series of dates, from a model that reads all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...catalog import store as model_store
from ...catalog.cards import STACK_TASK, ModelCard
from ...common.arrays import BoolArray
from ...common.cancellation import CancelToken
from ...common.errors import InputError
from ...common.outputs.output_set import OutputSet
from ...engines.dates.stack_engine import StackEngine
from ...job.spec import JobSpec
from ...mapping.plan import RunPlan, plan_run
from ...products.base import ProductBase
from ...raster.sink import RasterLayer
from ...raster.tiling.tiler import TileGrid
from ...raster.window import Window
from ...scene.open import Scene, choose_bands, conditions_of
from ...spectral.bands import BandSet
from ..alignment.aligned import OnGrid, Ready
from ..verdicts.network import of_bands
from .date_map import map_with

_EPOCH = date(1970, 1, 1)


def stack_model(name: str) -> ModelCard | None:
    """Return the model of that name if it maps a stack of dates, else None; errors as in the store."""
    card = model_store.find(name)
    return card if STACK_TASK in card.tasks else None


def days_since_1970(day: date) -> float:
    """Return a date as the number of days since 1970, as models read it."""
    return float((day - _EPOCH).days)


class Stacked(ProductBase):
    """Dates on one grid as one raster: the bands that a model reads of each date, then each date's mask (0 or 1)."""

    def __init__(self, parts: Sequence[OnGrid], bands: Sequence[tuple[int, ...]]) -> None:
        self._parts, self._bands = tuple(parts), tuple(bands)
        first = parts[0].meta
        used = [part.meta.sensor.bands.bands[i] for part, chosen in zip(parts, bands) for i in chosen]
        used += [first.sensor.bands.bands[0]] * len(parts)
        named = BandSet(tuple(replace(band, number=n) for n, band in enumerate(used, start=1)))
        self._meta = replace(
            first, count=len(used), sensor=replace(first.sensor, bands=named), band_nodata=(None,) * len(used)
        )

    @property
    def block_shape(self) -> tuple[int, int]:
        """The largest of the rasters' blocks."""
        return max((part.block_shape for part in self._parts), key=lambda shape: shape[0] * shape[1])

    def read(self, window: Window, bands: Sequence[int]) -> NDArray[Any]:
        """Return all planes (n, h, w); ``bands`` is ignored, as callers need all of them."""
        found = [part.at(window) for part in self._parts]
        planes = [pixels[list(chosen)] for (pixels, _), chosen in zip(found, self._bands)]
        return np.concatenate([*planes, np.stack([valid for _, valid in found]).astype(np.float32)])

    def read_mask(self, window: Window) -> BoolArray | None:
        """Return a mask (h, w), True where any date has data."""
        return np.asarray(np.any([part.at(window)[1] for part in self._parts], axis=0))

    def close(self) -> None:
        """Close the rasters."""
        for part in self._parts:
            part.close()


class StackMap:
    """The map of a series from a stack model.

    Args:
        card: the model.
        scenes: of :func:`..alignment.aligned.on_grid`, in order of time.
        days: of each.
        spec: the job.

    Raises:
        SensorError: a date lacks bands of the model.
        InputError: the dates have different numbers of bands.
    """

    def __init__(self, card: ModelCard, scenes: Sequence[Scene], days: Sequence[date], spec: JobSpec) -> None:
        self.card, self._scenes, self._days, self._spec = card, tuple(scenes), tuple(days), spec
        chosen = [choose_bands(one.meta.sensor, card, name=one.meta.path.name)[0] for one in scenes]
        if len({len(bands) for bands in chosen}) > 1:
            raise InputError(
                f"Model '{card.name}' needs as many bands on each date; choose rasters of one sensor, or leave it out."
            )
        parts = [one.product for one in scenes if isinstance(one.product, OnGrid)]
        product, first = Stacked(parts, chosen), scenes[0]
        count = product.meta.count
        ready: Any = Ready(np.zeros(count), np.ones(count))
        grid = TileGrid.of(product.meta.height, product.meta.width, size=card.window_px, overlap=card.overlap_px)
        self.scene = replace(first, card=card, product=product, normaliser=ready, bands=tuple(range(count)), grid=grid)
        self._bands = chosen
        self.engine = StackEngine(card, device=spec.options.device, threads=spec.options.threads)

    def plan(self) -> RunPlan:
        """Return the plan of the run.

        Raises:
            InputError: the memory ceiling is too low.
        """
        layer = RasterLayer("classes", "uint8", 0, ("Class",))
        own = replace(self._spec, options=replace(self._spec.options, threads=1))  # only one run at a time
        return plan_run(self.scene, own, [layer], planes=len(self.card.classes))

    def write(
        self, plan: RunPlan, files: OutputSet, target: Path, token: CancelToken, tick: Callable[[float], None]
    ) -> tuple[Path, list[str]]:
        """Write the map; return the temporary file and warnings.

        Raises:
            InputError: no date has data.
        """
        told, notes = [], list(self.engine.notes)
        for scene, bands in zip(self._scenes, self._bands):
            conditions, said = conditions_of(scene, check=token.check)
            told.append(of_bands(conditions, list(bands)))
            notes += said
        self.engine.set_dates(told, [days_since_1970(day) for day in self._days])
        token.on_cancel(self.engine.cancel)
        temporary, more = map_with(
            self.scene, self._spec, plan, run=self.engine.run, parallel=1, files=files, target=target, token=token,
            tick=tick,
        )  # fmt: skip
        return temporary, [*notes, *more]
