"""Stability of classes when a scene is resampled to the bands of other sensors.

An EnMAP scene is resampled to those bands of another sensor that it covers (Gaussian responses), written as a raster of
that sensor and mapped like any other. Noise, footprint and time are the same, so only the bands cause differences.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from backend.heads.pixels.sampling import bands_of
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.open import open_scene
from backend.spectral.resampling import Bands, resampling_matrix
from backend.spectral.sensors import find
from training.common.metrics import score
from training.evaluation.mapping import Mapper
from training.real.benchmarks import SETS, RealSet
from training.real.storing import NODATA, STATED, write

SENSORS = ("PRISMA", "Hyperion", "DESIS", "Sentinel-2")
VNIR_ONLY_NM = 1000.0
"""Sensors without bands beyond this wavelength have a lower target."""
TARGETS = {"whole": 0.85, "VNIR": 0.75}
SOURCES = ("potsdam4", "enmap_berlin4")


@dataclass(frozen=True)
class OtherSensor:
    """Name and bands of a sensor that scenes are resampled to."""

    name: str
    bands: Bands

    @property
    def reach(self) -> str:
        """The kind of target that applies."""
        return "VNIR" if self.bands.center_nm.max() < VNIR_ONLY_NM else "whole"


def other_sensors() -> list[OtherSensor]:
    """Return the sensors in :data:`SENSORS` with their good bands, sorted by wavelength."""
    found = []
    for name in SENSORS:
        table = find(name)[0]
        kept = [b for b in table.bands if b.good and b.center_nm is not None and b.fwhm_nm is not None]
        centers, widths = (np.array([getattr(b, key) for b in kept]) for key in ("center_nm", "fwhm_nm"))
        order = np.argsort(centers)
        found.append(OtherSensor(name, Bands(centers[order].astype(float), widths[order].astype(float))))
    return found


def resampled(image: Path, real: RealSet, mapper: Mapper, sensor: OtherSensor | None, path: Path) -> int:
    """Write a scene in the bands of a sensor (None: its own below 1000 nm); return the number of bands."""
    scene = open_scene(image, mapper.card, real.overrides)
    with scene.product:
        area = Window(0, 0, scene.meta.height, scene.meta.width)
        pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, area)
    own = bands_of(scene)
    if sensor is None:
        kept = own.center_nm < VNIR_ONLY_NM
        bands, matrix = own.take(kept), np.eye(own.count)[kept]
    else:
        whole, covered = resampling_matrix(own, sensor.bands)
        bands, matrix = sensor.bands.take(covered), whole[covered]
    cube = np.tensordot(matrix, pixels, axes=1).astype(np.float32)
    cube[:, ~valid] = NODATA
    write(path, cube, bands)
    return bands.count


def swap_rows(mapper: Mapper, data: Path, *, sources: Sequence[str] = SOURCES) -> list[dict[str, Any]]:
    """Return one row per scene and sensor: bands, agreement with the map from all bands, accuracy of both."""
    rows = []
    choices: list[OtherSensor | None] = [*other_sensors(), None]
    for real in (s for s in SETS if s.name in sources):
        scenes = real.scenes(data)
        for sensor in choices if scenes else []:
            with tempfile.TemporaryDirectory() as folder:
                rows.append(_row(mapper, real, scenes, sensor, Path(folder)))
    return rows


def _row(
    mapper: Mapper, real: RealSet, scenes: Sequence[tuple[Path, Path]], sensor: OtherSensor | None, folder: Path
) -> dict[str, Any]:
    import rasterio

    same, mapped, truth, count = [], [], [], 0
    other = Mapper(mapper.card, engine=mapper.engine)
    names: Mapping[int, str] = {c.value: c.name for c in mapper.card.classes}
    for number, (image, label) in enumerate(scenes):
        path = folder / f"{number}.tif"
        count = resampled(image, real, mapper, sensor, path)
        got = other.map(path, {**STATED, "level": "L2"}).classes
        before = mapper.map(image, dict(real.overrides)).classes
        with rasterio.open(label) as source:
            wanted = real.truth_positions(source.read(1).astype(np.uint8))
        seen = (got > 0) & (before > 0)
        same.append((got == before)[seen])
        keep = seen & (wanted >= 0)
        truth.append(wanted[keep])
        mapped.append(np.stack([real.mapped_positions(m, names)[keep] for m in (before, got)]))
    classes = (*real.groups, "other")
    t, m = np.concatenate(truth), np.concatenate(mapped, axis=1)
    reach = "VNIR" if sensor is None else sensor.reach
    return {
        "model": mapper.card.name, "scene": real.title.rsplit(",", 1)[0],
        "sensor": "EnMAP below 1000 nm" if sensor is None else sensor.name, "bands": count,
        "pixels": int(sum(len(s) for s in same)), "agreement": round(float(np.concatenate(same).mean()), 4),
        "target": TARGETS[reach], "oa_all_bands": round(score(t, m[0], classes=classes).overall_accuracy, 4),
        "oa": round(score(t, m[1], classes=classes).overall_accuracy, 4),
    }  # fmt: skip
