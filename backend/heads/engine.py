"""Runs a head: the zero-shot engine on each batch, and the head on what comes out of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import model_store
from ..cards import ModelCard
from ..engines import open_engine
from ..engines.base import Conditions, Engine, FloatArray, Int8Source
from ..errors import ModelError
from .context import LARGEST_PX
from .fusion import Fusion, fit_grouping, fit_spectral
from .resampling import FEWEST_BANDS, Bands, common_bands
from .storage import FRAMEWORK, StoredHead, load_head

_LEAST_PX = 0.3  # a Gaussian this narrow leaves a pixel as it is


def open_model(
    card: ModelCard,
    *,
    device: str = "auto",
    threads: int = 0,
    parallel: int = 1,
    precision: str = "float32",
    int8: Int8Source | None = None,
) -> Engine:
    """Return a loaded engine for any land-cover model, a head or not; arguments as of :func:`open_engine`.

    Raises:
        ModelError: no engine runs it, its files are not what the card says, or a head's base model is missing.
        EngineError: a package is missing, or the file cannot be loaded.
    """
    base = card if card.framework != FRAMEWORK else base_card(card)
    engine = open_engine(base, device=device, threads=threads, parallel=parallel, precision=precision, int8=int8)
    return engine if base is card else HeadEngine(card, load_head(card), engine, base=base)


def base_card(card: ModelCard) -> ModelCard:
    """Return the zero-shot model that a head was trained on: by name, else where it was then.

    Raises:
        ModelError: it is not there in the version that the head knows.
    """
    wanted = card.properties["specaware:head"]["base"]
    for place in (str(wanted["name"]), str(wanted.get("path", ""))):
        try:
            found = model_store.find(place) if place else None
        except ModelError:
            continue
        if found is not None and found.sha256 == wanted["sha256"]:
            return found
    raise ModelError(
        f"Model '{card.name}' was trained on another version of '{wanted['name']}' than is installed; train it again."
    )


class HeadEngine:
    """A head on its zero-shot engine (see :class:`~backend.engines.base.Engine`)."""

    def __init__(self, card: ModelCard, head: StoredHead, engine: Engine, *, base: ModelCard) -> None:
        if head.classes != len(card.classes) or head.samples.zero_shot.shape[1] != len(base.classes):
            raise ModelError(f"Model '{card.name}' holds other classes than its card names; train it again.")
        self._head, self._engine = head, engine
        self._notes: tuple[str, ...] = ()
        self._fusion: Fusion | None = None

    @property
    def device(self) -> str:
        """Device of the zero-shot engine; the head runs on the processor."""
        return self._engine.device

    @property
    def parallel(self) -> int:
        """Runs that may go on at once: as many as the zero-shot engine's."""
        return self._engine.parallel

    @property
    def precision(self) -> str:
        """Numbers of the zero-shot engine; the head computes in float32."""
        return self._engine.precision

    @property
    def facts(self) -> dict[str, Any]:
        """What the zero-shot engine adds to the report."""
        return self._engine.facts

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of the device, and of how much of the head the raster's bands allow."""
        return (*self._engine.notes, *self._notes)

    def set_conditions(self, conditions: Conditions) -> None:
        """Take the conditions of the raster that follows and fit the head for its bands."""
        self._engine.set_conditions(conditions)
        self._fusion, self._notes = fusion_for(self._head, conditions)

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W) of the head's classes."""
        zero_shot = self._engine.run(pixels, valid)
        if self._fusion is None:
            raise ModelError("The head was given pixels before their bands; please report it.")
        return self._fusion.map(zero_shot, pixels, valid)

    def cancel(self) -> None:
        """End a run in progress."""
        self._engine.cancel()


def fusion_for(head: StoredHead, conditions: Conditions) -> tuple[Fusion, tuple[str, ...]]:
    """Return the head fitted for a raster's bands, and sentences on what could not be used.

    Discriminants are fitted in the bands that training and raster share. Where these are fewer than four, or the level
    is another, the zero-shot classes alone decide. A context scale is kept as a distance on the ground.
    """
    samples, recipe = head.samples, head.recipe
    grouping = fit_grouping(
        samples.zero_shot, samples.classes, count=head.classes, prior=recipe.prior, scene_share=samples.scene_share
    )
    zero_shot_only = Fusion(grouping, None, 0.0)
    if conditions.level and samples.level and conditions.level != samples.level:
        return zero_shot_only, (
            f"The head was trained on level {samples.level} and the raster is {conditions.level}: its spectra are not "
            "used, the zero-shot classes alone decide; train on rasters of this level.",
        )
    raster = Bands(conditions.center_nm.astype(np.float64), conditions.fwhm_nm.astype(np.float64))
    common = common_bands(samples.bands, raster)
    if common.count < FEWEST_BANDS:
        return zero_shot_only, (
            f"The raster shares {common.count} bands with those the head was trained on: its spectra are not used, the "
            "zero-shot classes alone decide; train on rasters of this sensor.",
        )
    scales = [min(scale * samples.gsd_m / conditions.gsd_m, LARGEST_PX) for scale in recipe.scales_px]
    known = head.temperatures if common.count == samples.bands.count else None
    shared = samples.in_bands(common)
    spectral = fit_spectral(shared, recipe, count=head.classes, temperatures=known).of(
        common.second, scales_px=tuple(scale if scale >= _LEAST_PX else 0.0 for scale in scales)
    )
    notes: tuple[str, ...] = ()
    if common.count < min(samples.bands.count, raster.count):
        notes = (
            f"{common.count} bands serve the head's spectra: those of the raster ({raster.count}) and of its training "
            f"({samples.bands.count}) lie apart elsewhere.",
        )
    return Fusion(grouping, spectral, recipe.spectral_weight), notes
