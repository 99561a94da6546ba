"""Score scenes with imported models: prepare a raster as input, run one tile at a time, write a table."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..catalog.cards import ModelCard
from ..common.arrays import FloatArray
from ..common.cancellation import CancelToken
from ..common.errors import InputError, ModelError, SensorError
from ..common.machine.memory import DEFAULT_MEMORY_MB, PeakMemory
from ..common.outputs.output_set import OutputSet
from ..engines.feature_engine import FeatureEngine, open_feature_engine
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.repeat import repeat_command
from ..job.spec import JobSpec, Options
from ..mapping.files import check_job_targets
from ..mapping.plan import BASE_MB, MIB, gdal_cache
from ..mapping.report import dump_report, input_facts, run_facts
from ..raster.georeference import GeoReference
from ..raster.source import read_normalised
from ..raster.window import Window
from ..scene.open import Scene, scene_of_job
from ..spectral.bands import UNKNOWN_GSD_M, Sensor
from ..spectral.inputs.attributes import OTHER_SENSOR, attributes, sensor_text
from ..spectral.inputs.stretch import stretched
from ..spectral.normalise import Normaliser, quadrature_weights
from ..spectral.physics.radiometry import parse_radiance_units
from .table import SceneTable, cells_of, fill_cell

Send = Callable[[JobEvent], None]

VALUES = {
    "published": "radiance in uW cm-2 nm-1 sr-1 or reflectance, as in Hyper-400K (Ji et al. 2026, section 3.1)",
    "range of the tile": "each band of a tile stretched from minimum to maximum, 0..1 (code of Hong et al. 2024)",
    "unit interval": "reflectance clipped to 0..1",
    "reflectance": "reflectance, or apparent reflectance from radiance",
}
"""Descriptions of an imported model's pixel values, by the value in its card."""
PUBLISHED_RADIANCE = 10.0
"""Radiance in W m-2 sr-1 um-1 that equals 1 uW cm-2 nm-1 sr-1."""
PUBLISHED_SENSORS = ("AVIRIS-Classic", "AVIRIS-NG", "AVIRIS-3")
"""Sensors of Hyper-400K; the published SpecAware treats any other sensor as one of the other HSI sensors."""


@dataclass(frozen=True)
class FeatureScene:
    """A raster prepared for an imported model."""

    scene: Scene
    engine: FeatureEngine
    values: str

    @property
    def card(self) -> ModelCard:
        """The model."""
        return self.scene.card

    @property
    def warnings(self) -> tuple[str, ...]:
        """Notes for the user about the raster and the device."""
        name = self.scene.meta.sensor.name
        notes = self.engine.notes
        if self._sensor_name() != name and sensor_text(name) != OTHER_SENSOR:
            notes = (*notes, f"The published model does not know {name}; it is treated as one of the {OTHER_SENSOR}.")
        return (*self.scene.warnings, *notes)

    @property
    def fills(self) -> bool:
        """True: imported models need tiles of one size."""
        return True

    @property
    def stride(self) -> int:
        """Side of a patch in pixels."""
        return int(self.card.properties["specaware:stride"])

    def read(self, window: Window) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Return pixels (C, h, w) in the model's units, and validity (h, w)."""
        scene = self.scene
        pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, window)
        if self.values == "range of the tile":
            return stretched(pixels, valid), valid
        return (np.clip(pixels, 0.0, 1.0) if self.values == "unit interval" else pixels), valid

    def run(self, pixels: FloatArray, valid: NDArray[np.bool_]) -> list[FloatArray]:
        """Run one tile of pixels (C, h, w); return the outputs without their batch axis."""
        return [value[0] for value in self.engine.run(self.fields(pixels, valid))]

    def fields(self, pixels: FloatArray, valid: NDArray[np.bool_]) -> dict[str, FloatArray]:
        """Return a model's inputs for pixels (C, h, w), padded with invalid zeros to its tile; batch axis first."""
        size = self.card.window_px
        bands, height, width = pixels.shape
        tile = np.zeros((1, bands, size, size), dtype=np.float32)
        mask = np.zeros((1, size, size), dtype=np.float32)
        tile[0, :, :height, :width], mask[0, :height, :width] = pixels, valid
        normaliser, sensor = self.scene.normaliser, self.scene.meta.sensor
        weight = quadrature_weights(normaliser.center_nm, normaliser.fwhm_nm)
        return {
            "pixels": tile,
            "center_nm": normaliser.center_nm[None].astype(np.float32),
            "fwhm_nm": normaliser.fwhm_nm[None].astype(np.float32),
            "gsd_m": np.array([sensor.gsd_m or UNKNOWN_GSD_M], dtype=np.float32),
            "attributes": attributes(self._sensor_name(), self.scene.level)[None],
            "valid": mask,
            "weight": weight[None].astype(np.float32),
        }

    def _sensor_name(self) -> str | None:
        """Return the sensor's name as the model knows it."""
        name = self.scene.meta.sensor.name
        return name if self.values != "published" or sensor_text(name) in PUBLISHED_SENSORS else None


class ScoredScene(Protocol):
    """A raster prepared for a model that labels scenes."""

    @property
    def scene(self) -> Scene:
        """The raster; the caller closes ``scene.product``."""
        ...

    @property
    def engine(self) -> Any:  # noqa: ANN401 - an engine of one of two kinds; both have a device and can be cancelled
        """The engine that runs the network."""
        ...

    @property
    def values(self) -> str:
        """A key of :data:`VALUES`."""
        ...

    @property
    def card(self) -> ModelCard:
        """The model."""
        ...

    @property
    def warnings(self) -> tuple[str, ...]:
        """Notes for the user about the raster and the device."""
        ...

    @property
    def fills(self) -> bool:
        """True if smaller scenes are mirrored to the model's tile size."""
        ...

    def read(self, window: Window) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Return pixels (C, h, w) in the model's units, and validity (h, w)."""
        ...

    def run(self, pixels: FloatArray, valid: NDArray[np.bool_]) -> list[FloatArray]:
        """Return the outputs for one scene, the scores (K,) first."""
        ...


def open_features(scene: Scene, options: Options, *, scores: bool) -> FeatureScene:
    """Prepare an open raster for its imported model, and load the model; closes the raster on failure.

    Args:
        scene: the raster, opened for the model; the caller closes its ``product``.
        options: device, threads and precision of the model.
        scores: True for scene scores, False for features.

    Raises:
        ModelError: the model has another kind of output.
        SensorError: the raster lacks bands the model needs.
    """
    try:
        card = scene.card
        wanted, task = ("scene-classification", "scene scores") if scores else ("feature-extraction", "features")
        if wanted not in card.tasks:
            raise ModelError(f"Model '{card.name}' has no {task}; choose a model for {wanted}.")
        values = str(card.properties.get("specaware:values", ""))
        if values not in VALUES:
            raise ModelError(f"The card of '{card.name}' does not state its pixel values; import the model again.")
        sensor = published_sensor(scene.meta.sensor) if values == "published" else scene.meta.sensor
        normaliser = Normaliser(sensor, scene.bands, band_nodata=scene.meta.band_nodata)
        engine = open_feature_engine(card, device=options.device, threads=options.threads, precision=options.precision)
        return FeatureScene(replace(scene, normaliser=normaliser), engine, values)
    except BaseException:
        scene.product.close()
        raise


class Ceiling:
    """The memory ceiling of a job, compared with the process's actual memory once its model has run."""

    def __init__(self, spec: JobSpec) -> None:
        self.mb = spec.options.memory_mb or DEFAULT_MEMORY_MB
        self._given = bool(spec.options.memory_mb)
        self._memory = PeakMemory()

    @property
    def peak_mb(self) -> int | None:
        """Most memory seen, in MiB; None if the system does not report it."""
        return self._memory.peak_mb

    def check(self, features: ScoredScene, *, more_bytes: int = 0) -> int:
        """Read the memory in use; return the bytes left below the ceiling, at least 0.

        If no ceiling was given, a large model that alone exceeds the default ceiling is not an error.

        Raises:
            InputError: a ceiling was given, and the model with ``more_bytes`` exceeds it.
        """
        self._memory.look()
        used = self._memory.peak_mb
        if used is None:
            used = 2 * features.card.weights.stat().st_size // MIB + BASE_MB
        needed = used + -(-more_bytes // MIB)
        if self._given and needed > self.mb:
            raise InputError(
                f"A memory ceiling of {self.mb} MiB is too low for model '{features.card.name}'; allow at least "
                f"{needed} MiB."
            )
        return max(0, self.mb - used) * MIB


def published_sensor(sensor: Sensor) -> Sensor:
    """Return the sensor scaled to radiance in uW cm-2 nm-1 sr-1 or to reflectance, with no other conversion.

    Raises:
        SensorError: the radiance units are unknown.
    """
    if sensor.quantity != "radiance":
        return sensor
    factor = None if sensor.units is None else parse_radiance_units(sensor.units)
    if factor is None:
        raise SensorError('The radiance units are not known; give them, for example "uW cm-2 nm-1 sr-1".')
    gain = factor / PUBLISHED_RADIANCE
    scaled = replace(sensor, quantity="reflectance", units="1", offset=sensor.offset * gain)
    if sensor.band_scale is not None or sensor.band_offset is not None:
        return replace(
            scaled,
            band_scale=None if sensor.band_scale is None else tuple(v * gain for v in sensor.band_scale),
            band_offset=None if sensor.band_offset is None else tuple(v * gain for v in sensor.band_offset),
            scale=(1.0 if sensor.scale is None else sensor.scale) * gain,
        )
    return replace(scaled, scale=(1.0 if sensor.scale is None else sensor.scale) * gain)


def run_scene(spec: JobSpec, context: JobContext, *, opened: Callable[[], ScoredScene] | None = None) -> dict[str, Any]:
    """Score every cell of a raster; write a table and return the report with the cells in it.

    ``opened`` opens raster and model; by default an imported model.

    Raises:
        SpecAwareError: opening, running or writing failed; no output is then written.
    """
    send, token = context.send, context.token
    started = time.perf_counter()
    target = Path(str(spec.outputs.scores))
    features: ScoredScene
    features = open_features(scene_of_job(spec), spec.options, scores=True) if opened is None else opened()
    outputs = OutputSet()
    try:
        check_job_targets(features.scene, spec, [target, target.with_suffix(".json")])
        token.on_cancel(features.engine.cancel)
        for text in features.warnings:
            send(JobEvent("warning", job=spec.id, message=text))
        memory = Ceiling(spec)
        with gdal_cache(features.scene):
            table = _scene_table(features, memory, send=send, token=token, job=spec.id)
        report = feature_report(features, spec, memory, token=token)
        report["model"]["classes"] = features.card.summary()["classes"]
        report |= {
            "command": repeat_command(spec), "outputs": {"scores": str(target)}, "cells": table.rows,
            "whole": table.whole() if table.rows else None, "seconds": round(time.perf_counter() - started, 3),
        }  # fmt: skip
        table.write(outputs.add(target))
        dump_report(report, outputs.add(target.with_suffix(".json")))
        token.check()
        outputs.commit()
    except BaseException:
        outputs.abort()
        raise
    finally:
        features.scene.product.close()
    return report


def _scene_table(features: ScoredScene, memory: Ceiling, *, send: Send, token: CancelToken, job: str) -> SceneTable:
    """Run every cell with at least one valid pixel."""
    scene, card = features.scene, features.card
    reference = GeoReference(scene.meta.geotransform, scene.meta.crs_wkt)
    table = SceneTable(card, bool(card.properties.get("specaware:multi_label")), reference)
    cells = cells_of(scene.area, card.window_px)
    for number, cell in enumerate(cells, start=1):
        token.check()
        pixels, valid = features.read(cell)
        if valid.any():
            size = card.window_px if features.fills else 0
            full = fill_cell(pixels, size)
            mask = fill_cell(valid[None].astype(np.float32), size)[0] > 0
            table.add(cell, features.run(full, mask)[0], valid_share=float(valid.mean()))
            memory.check(features)
        send(JobEvent("progress", job=job, fraction=number / len(cells), message="scene"))
    return table


def feature_report(features: ScoredScene, spec: JobSpec, memory: Ceiling, *, token: CancelToken) -> dict[str, Any]:
    """Return what was read, how it was interpreted, what ran: a map report without the facts of its plan."""
    scene, engine = features.scene, features.engine
    return {
        **run_facts(scene, spec, device=engine.device, precision=engine.precision),
        "values": VALUES[features.values],
        "memory_mb": {"ceiling": memory.mb, "peak_anonymous": memory.peak_mb},
        "input": input_facts(scene, check=token.check),
        "warnings": list(features.warnings),
        "bands": list(scene.account),
    }
