"""Run a head: first the zero-shot engine on a batch, then the head on its output."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ..catalog import store as model_store
from ..catalog.cards import ModelCard
from ..common.arrays import FloatArray
from ..common.errors import ModelError
from ..common.wording import counted
from ..engines import open_engine
from ..engines.base import Conditions, Engine, EngineOptions
from ..spectral.resampling import FEWEST_BANDS, Bands, common_bands
from .fitting.fusion import FusedHead, fit_fusion
from .pixels.context import LARGEST_PX
from .storage import StoredHead, load_head

_LEAST_PX = 0.3  # a narrower Gaussian does not change a pixel


def open_head(card: ModelCard, options: EngineOptions) -> Engine:
    """Return a loaded engine for a head; arguments as of :func:`backend.engines.open_engine`.

    Raises:
        ModelError: its files do not match the card, or no zero-shot model is installed.
        EngineError: a package is missing, or a file cannot be loaded.
    """
    base, same = base_card(card)
    engine = open_engine(base, replace(options, features=True))
    return HeadEngine(card, load_head(card), engine, base=base if same else None)


def base_card(card: ModelCard) -> tuple[ModelCard, bool]:
    """Return the zero-shot model that a head was trained on (found by name, else by its path then), and True.

    If only another version is installed, return that one and False; if none is, the default model and False.

    Raises:
        ModelError: no zero-shot model is installed.
    """
    wanted = card.properties["specaware:head"]["base"]
    other = None
    for place in (str(wanted["name"]), str(wanted.get("path", ""))):
        try:
            found = model_store.find(place) if place else None
        except ModelError:
            continue
        if found is not None and found.sha256 == wanted["sha256"]:
            return found, True
        other = other or found
    return other or model_store.find(""), False


class HeadEngine:
    """A head on its zero-shot engine (see :class:`~backend.engines.base.Engine`).

    ``base`` is the model that the head was trained on. It is None if only another version is installed: the output of
    that version means something else, so the head uses spectra alone.
    """

    def __init__(self, card: ModelCard, head: StoredHead, engine: Engine, *, base: ModelCard | None) -> None:
        zero_shot = head.samples.pixels.zero_shot.shape[1]
        if head.classes != len(card.classes) or (base is not None and zero_shot != len(base.classes)):
            raise ModelError(f"Model '{card.name}' has other classes than its card names; train it again.")
        self._card, self._head, self._engine = card, head, engine
        self._has_base = base is not None
        self._notes: tuple[str, ...] = ()
        self._fusion: FusedHead | None = None

    @property
    def device(self) -> str:
        """Device of the zero-shot engine; the head runs on the processor."""
        return self._engine.device

    @property
    def parallel(self) -> int:
        """Number of runs that may be in progress at the same time: that of the zero-shot engine."""
        return self._engine.parallel

    @property
    def precision(self) -> str:
        """Precision of the zero-shot engine; the head computes in float32."""
        return self._engine.precision

    @property
    def facts(self) -> dict[str, Any]:
        """Facts that the zero-shot engine adds to the report."""
        return self._engine.facts

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes for the user about the device, and about how much of the head the raster's bands allow."""
        return (*self._engine.notes, *self._notes)

    @property
    def has_fractions(self) -> bool:
        """False: the zero-shot model's cover fractions belong to other classes."""
        return False

    def set_conditions(self, conditions: Conditions) -> None:
        """Set the conditions of the next raster, and adapt the head to its bands.

        Raises:
            ModelError: the zero-shot model of its training is missing and its spectra cannot be used.
        """
        self._engine.set_conditions(conditions)
        if self._has_base:
            self._fusion, self._notes = fusion_for(self._head, conditions)
            return
        recipe = replace(self._head.recipe, zero_shot_weight=0.0, feature_weight=0.0)
        self._fusion, notes = fusion_for(replace(self._head, recipe=recipe), conditions)
        name = self._card.properties["specaware:head"]["base"]["name"]
        again = f"train it again to use all of it: {self._card.training_command}"
        if self._fusion.spectral is None:
            raise ModelError(
                f"Model '{self._card.name}' was trained on another version of '{name}' and on spectra that this raster "
                f"lacks; {again}"
            )
        changed = (
            f"'{name}' has changed since '{self._card.name}' was trained on it: only its spectra are used; {again}"
        )
        self._notes = (changed, *notes)

    def run(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Return probabilities (B, K, H, W) of the head's classes."""
        return self.run_features(pixels, valid)[0]

    def run_maps(self, pixels: FloatArray, valid: FloatArray) -> FloatArray:
        """Refuse: a head has no cover fractions.

        Raises:
            ModelError: always.
        """
        raise ModelError(f"Model '{self._card.name}' has no cover fractions; leave them out.")

    def run_features(self, pixels: FloatArray, valid: FloatArray) -> tuple[FloatArray, FloatArray | None]:
        """Return probabilities as :meth:`run` does, and the zero-shot network's features (B, H, W, E) if available."""
        if self._fusion is None:
            raise ModelError("The head got pixels before their bands; please report it.")
        if not self._has_base:
            return self._fusion.map(None, pixels, valid, None), None
        zero_shot, features = self._engine.run_features(pixels, valid)
        return self._fusion.map(zero_shot, pixels, valid, features), features

    def cancel(self) -> None:
        """Stop a run in progress."""
        self._engine.cancel()


def fusion_for(head: StoredHead, conditions: Conditions) -> tuple[FusedHead, tuple[str, ...]]:
    """Return the head fitted for a raster's bands, and sentences on what could not be used.

    Discriminants on spectra are fitted in the bands that training and raster share. If these are fewer than four, or
    the levels differ, only zero-shot classes and features are used. A context scale stays the same distance on the
    ground.
    """
    samples, recipe = head.samples, head.recipe
    without = fit_fusion(samples, recipe, count=head.classes, temperatures=head.temperatures, spectra=False)
    if conditions.level and samples.level and conditions.level != samples.level:
        return without, (
            f"The head was trained on level {samples.level} but the raster is {conditions.level}: its spectra are not "
            "used, and the map relies on the zero-shot model alone; train on rasters of this level.",
        )
    raster = Bands(conditions.center_nm.astype(np.float64), conditions.fwhm_nm.astype(np.float64))
    common = common_bands(samples.bands, raster)
    if common.count < FEWEST_BANDS:
        return without, (
            f"The raster shares {counted(common.count, 'band')} with the head's training: its spectra "
            "are not used, and the map relies on the zero-shot model alone; train on rasters of this sensor.",
        )
    scales = [min(scale * samples.gsd_m / conditions.gsd_m, LARGEST_PX) for scale in recipe.scales_px]
    known = head.temperatures if common.count == samples.bands.count else None
    fused = fit_fusion(samples.in_bands(common), recipe, count=head.classes, temperatures=known).through(
        common.second, scales_px=tuple(scale if scale >= _LEAST_PX else 0.0 for scale in scales)
    )
    notes: tuple[str, ...] = ()
    if common.count < min(samples.bands.count, raster.count):
        notes = (
            f"The head's spectra use {counted(common.count, 'common band')}: the other bands of the raster "
            f"({raster.count}) and of its training ({samples.bands.count}) are too far apart.",
        )
    return fused, notes
