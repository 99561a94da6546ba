"""Runs of imported models: ``embed`` writes features as a raster, ``scene`` a table of scores. One tile at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .cancellation import CancelToken
from .cards import ModelCard
from .documents import parse_document
from .engines.feature_engine import FeatureEngine, open_feature_engine
from .errors import ModelError, SensorError
from .jobs import JobEvent, JobSpec
from .prepare import UNKNOWN_GSD_M, Scene, open_scene
from .products.belonging import files_beside, files_of
from .raster.georeference import GeoReference
from .raster.outputs import OutputSet
from .raster.sink import GeoTiffSink, block_side
from .raster.source import read_normalised
from .raster.targets import check_targets
from .raster.window import Window
from .report import dump_report, file_digest, provenance_tags
from .spectral.attributes import attributes
from .spectral.bands import Sensor
from .spectral.normalise import Normaliser, quadrature_weights
from .spectral.radiometry import parse_radiance_units
from .tasks.embed import embedding_layer, mask_patches, patch_reference
from .tasks.scene import SceneTable, cells_of, fill_cell
from .version import package_versions, python_version, specaware_version

FloatArray = NDArray[np.float32]
Send = Callable[[JobEvent], None]

VALUES = {
    "published": "radiance in uW cm-2 nm-1 sr-1 or reflectance, as in Hyper-400K (Ji et al. 2026, section 3.1)",
    "unit interval": "reflectance cut to 0..1 (Hong et al. 2024, section 4)",
    "reflectance": "reflectance, or apparent reflectance of radiance",
}
"""What the pixels of an imported model are, by the word in its card."""
PUBLISHED_RADIANCE = 10.0
"""W m-2 sr-1 um-1 in one uW cm-2 nm-1 sr-1."""
BAND_TOLERANCE_NM = 25.0
"""Farthest a band may lie from one the model was made for: Sentinel-2A and 2B differ by up to 17 nm."""


@dataclass(frozen=True)
class FeatureScene:
    """A raster ready for an imported model."""

    scene: Scene
    engine: FeatureEngine
    values: str

    @property
    def card(self) -> ModelCard:
        """The model."""
        return self.scene.card

    @property
    def stride(self) -> int:
        """Pixels of a patch."""
        return int(self.card.properties["specaware:stride"])

    def read(self, window: Window) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Return pixels (C, h, w) as the model wants them, and validity (h, w)."""
        scene = self.scene
        pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, window)
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
            "attributes": attributes(sensor.name, self.scene.level)[None],
            "valid": mask,
            "weight": weight[None].astype(np.float32),
        }


def open_features(spec: JobSpec, *, scores: bool) -> FeatureScene:
    """Open the raster and the imported model of a job; the caller closes ``scene.product``.

    Args:
        spec: the job.
        scores: the job wants scene scores, else features.

    Raises:
        ModelError: the model gives something else.
        SensorError: the raster lacks bands the model needs; and what :func:`backend.prepare.open_scene` raises.
    """
    scene = open_scene(spec)
    try:
        card = scene.card
        wanted, task = ("scene-classification", "scene scores") if scores else ("feature-extraction", "features")
        if wanted not in card.tasks:
            raise ModelError(f"Model '{card.name}' gives no {task}; choose a model for {wanted}.")
        values = str(card.properties.get("specaware:values", ""))
        if values not in VALUES:
            raise ModelError(f"The card of '{card.name}' does not say what its pixels are; import the model again.")
        bands = _made_for(scene, card.properties.get("specaware:bands_nm"))
        sensor = published_sensor(scene.meta.sensor) if values == "published" else scene.meta.sensor
        normaliser = Normaliser(sensor, bands, band_nodata=scene.meta.band_nodata)
        engine = open_feature_engine(card, threads=spec.options.threads, precision=spec.options.precision)
        return FeatureScene(replace(scene, bands=bands, normaliser=normaliser), engine, values)
    except BaseException:
        scene.product.close()
        raise


def published_sensor(sensor: Sensor) -> Sensor:
    """Return the sensor with numbers that become radiance in uW cm-2 nm-1 sr-1, or reflectance, and nothing else.

    Raises:
        SensorError: radiance in unknown units.
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


def _made_for(scene: Scene, centers_nm: list[float] | None) -> tuple[int, ...]:
    """Return the bands the model was made for, in its order: the nearest usable one to each centre; else all usable."""
    if centers_nm is None:
        return scene.bands
    have = scene.meta.sensor.bands.center_nm()[list(scene.bands)]
    nearest = [int(np.argmin(np.abs(have - center))) for center in centers_nm]
    far = [c for c, i in zip(centers_nm, nearest) if abs(have[i] - c) > BAND_TOLERANCE_NM]
    if far or len(set(nearest)) < len(centers_nm):
        wanted = ", ".join(f"{c:.0f}" for c in far or centers_nm)
        raise SensorError(
            f"Model '{scene.card.name}' needs bands near {wanted} nm, which {scene.meta.path.name} lacks; choose a "
            "raster of its sensor, or a model for any bands."
        )
    return tuple(scene.bands[i] for i in nearest)


def run_embed(spec: JobSpec, *, send: Send, token: CancelToken) -> dict[str, Any]:
    """Write the features of a raster; return the report, which also lies beside them as JSON.

    Raises:
        SpecAwareError: what opening, running or writing raises; then nothing is written.
    """
    started = time.perf_counter()
    target = Path(str(spec.outputs.embedding))
    features = open_features(spec, scores=False)
    outputs = OutputSet()
    try:
        _check_targets(features, spec, target)
        index = _output_index(features, spec.options.features)
        path = outputs.add(target)
        _write_embedding(features, path, index, send=send, token=token, job=spec.id)
        report = _report(features, spec, seconds=time.perf_counter() - started, token=token)
        report |= {"features": features.engine.outputs[index], "outputs": {"embedding": str(target)}}
        dump_report(report, outputs.add(target.with_suffix(".json")))
        outputs.commit()
    except BaseException:
        outputs.abort()
        raise
    finally:
        features.scene.product.close()
    return report


def _check_targets(features: FeatureScene, spec: JobSpec, target: Path) -> None:
    """Check the output and its report against all files of the raster and the model."""
    card, overwrite = features.card, spec.options.overwrite
    inputs = files_of(features.scene.meta, spec.source) | files_beside(card.path, card.weights)
    check_targets([(target, overwrite), (target.with_suffix(".json"), overwrite)], inputs)


def _output_index(features: FeatureScene, name: str) -> int:
    names = features.engine.outputs
    if name and name not in names:
        raise ModelError(f"Model '{features.card.name}' has no output '{name}'; choose one of {', '.join(names)}.")
    return names.index(name) if name else len(names) - 1


def _write_embedding(
    features: FeatureScene, path: Path, index: int, *, send: Send, token: CancelToken, job: str
) -> None:
    """Run tile by tile and write each row of tiles as it is done."""
    scene, stride, size = features.scene, features.stride, features.card.window_px
    area = scene.area
    height, width = -(-area.height // stride), -(-area.width // stride)
    reference = patch_reference(GeoReference(scene.meta.geotransform, scene.meta.crs_wkt), area, stride)
    sink: GeoTiffSink | None = None
    try:
        for top, tiles in _tile_rows(area, size):
            strip: FloatArray | None = None
            for tile in tiles:
                token.check()
                pixels, valid = features.read(tile)
                result = mask_patches(features.run(pixels, valid)[index], valid, stride)
                if strip is None:
                    strip = np.empty((result.shape[0], result.shape[1], width), dtype=np.float32)
                first = (tile.col - area.col) // stride
                strip[:, :, first : first + result.shape[2]] = result
                done = ((tile.row - area.row) * area.width + tile.height * (tile.col_end - area.col)) / (
                    area.height * area.width
                )
                send(JobEvent("progress", job=job, fraction=min(1.0, done), message="embed"))
            if strip is None:
                continue
            if sink is None:
                layer = embedding_layer(strip.shape[0], tags=provenance_tags(scene, area))
                sink = GeoTiffSink(
                    path, layer, height=height, width=width, reference=reference, side=block_side(size // stride)
                )
            sink.write(top // stride, 0, strip)
        if sink is not None:
            sink.close()
    except BaseException:
        if sink is not None:
            sink.discard()
        raise


def _tile_rows(area: Window, size: int) -> Iterator[tuple[int, list[Window]]]:
    """Yield the first row, relative to ``area``, and the tiles of each row of tiles; the last ones may be smaller."""
    for top in range(0, area.height, size):
        height = min(size, area.height - top)
        columns = range(0, area.width, size)
        yield top, [Window(area.row + top, area.col + c, height, min(size, area.width - c)) for c in columns]


def run_scene(spec: JobSpec, *, send: Send, token: CancelToken) -> dict[str, Any]:
    """Score every cell of a raster; write a table, if asked for, and return the report with the cells in it.

    Raises:
        SpecAwareError: what opening, running or writing raises; then nothing is written.
    """
    started = time.perf_counter()
    target = Path(spec.outputs.scores) if spec.outputs.scores else None
    features = open_features(spec, scores=True)
    outputs = OutputSet()
    try:
        if target is not None:
            _check_targets(features, spec, target)
        table = _scene_table(features, send=send, token=token, job=spec.id)
        report = _report(features, spec, seconds=time.perf_counter() - started, token=token)
        report |= {"cells": table.rows, "whole": table.whole() if table.rows else None}
        if target is not None:
            report["outputs"] = {"scores": str(target)}
            table.write(outputs.add(target))
            dump_report(report, outputs.add(target.with_suffix(".json")))
            outputs.commit()
    except BaseException:
        outputs.abort()
        raise
    finally:
        features.scene.product.close()
    return report


def _scene_table(features: FeatureScene, *, send: Send, token: CancelToken, job: str) -> SceneTable:
    """Run every cell with at least one valid pixel."""
    scene, card = features.scene, features.card
    reference = GeoReference(scene.meta.geotransform, scene.meta.crs_wkt)
    table = SceneTable(card, bool(card.properties.get("specaware:multi_label")), reference)
    cells = cells_of(scene.area, card.window_px)
    for number, cell in enumerate(cells, start=1):
        token.check()
        pixels, valid = features.read(cell)
        if valid.any():
            full = fill_cell(pixels, card.window_px)
            mask = fill_cell(valid[None].astype(np.float32), card.window_px)[0] > 0
            table.add(cell, features.run(full, mask)[0], valid_share=float(valid.mean()))
        send(JobEvent("progress", job=job, fraction=number / len(cells), message="scene"))
    return table


def _report(features: FeatureScene, spec: JobSpec, *, seconds: float, token: CancelToken) -> dict[str, Any]:
    """What was read, how it was understood, what ran."""
    scene = features.scene
    files = [f for f in scene.meta.files or (scene.meta.path,) if f.is_file()]
    used = set(scene.bands)
    account = [
        entry
        if entry["used"] == (i in used)
        else {**entry, "used": i in used, "reason": "not one of the model's bands"}
        for i, entry in enumerate(scene.account)
    ]
    return {
        "specaware": specaware_version(),
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "python": python_version(),
        "packages": package_versions(),
        "job": parse_document(spec.to_line()),
        "model": scene.card.summary(),
        "values": VALUES[features.values],
        "device": features.engine.device,
        "level_used": scene.level,
        "gsd_m": scene.meta.sensor.gsd_m or UNKNOWN_GSD_M,
        "input": [file_digest(f, check=token.check) for f in files],
        "warnings": list(scene.warnings),
        "seconds": round(seconds, 3),
        "bands": account,
    }
