"""Real scenes for comparison with simulated ones; never used to simulate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backend.common.arrays import DoubleArray, FloatArray

from ..sensors import read_sensor, sensor_file


@dataclass(frozen=True)
class RealScene:
    """A real cube (C, h, w) in reflectance with centres (C,) in nm, labels (h, w) and the class name of each label."""

    name: str
    cube: FloatArray
    center_nm: DoubleArray
    gsd_m: float
    labels: np.ndarray
    classes: dict[int, str]


_POTSDAM = {1: "roof", 2: "pavement", 3: "low_vegetation", 4: "tree", 5: "bare_soil", 6: "water"}
_BERLIN = {1: "roof", 2: "pavement", 3: "low_vegetation", 4: "tree", 5: "bare_soil"}
_POTSDAM_TILES = ("128_128", "160_96", "160_160", "64_0", "96_32", "192_128")
_NEON_PLOTS = ("MLBS_1", "MLBS_11", "MLBS_21")


def real_scenes(data_dir: Path) -> Iterator[RealScene]:
    """Yield the available real scenes: NEON 1 m, HyMap Berlin 9 m, Sentinel-2 10 m, EnMAP Potsdam 30 m."""
    for maker in (_neon, _hymap, _sentinel, _enmap):
        yield from maker(data_dir)


def _read(path: Path) -> np.ndarray:
    import rasterio

    with rasterio.open(path) as source:
        return np.asarray(source.read())


def _neon(data_dir: Path) -> Iterator[RealScene]:
    center = read_sensor(sensor_file("neon_369")).center_nm
    for plot in _NEON_PLOTS:
        path = data_dir / "neon_trees" / "images" / f"{plot}.tif"
        if path.exists():
            cube = (_read(path) / 10000.0).astype(np.float32)
            crowns = _read(data_dir / "neon_trees" / "labels" / path.name)[0] > 0
            yield RealScene(f"NEON {plot}", cube, center, 1.0, crowns.astype(np.uint8), {1: "tree"})


def _hymap(data_dir: Path) -> Iterator[RealScene]:
    folder = data_dir / "hymap_berlin"
    path = folder / "HyMap02_Berlin_Urban_Gradient_2009.bsq"
    if path.exists():
        labels = _read(folder / "HyMap02_label_L2_pure70.tif")[0]
        yield RealScene(
            "HyMap Berlin", _read(path), read_sensor(sensor_file("hymap_111")).center_nm, 9.0, labels, _BERLIN
        )


def _sentinel(data_dir: Path) -> Iterator[RealScene]:
    path = data_dir / "sentinel2_l1c" / "S2A_L1C_T33UUU_20170216_stack13_10m.tif"
    if path.exists():
        cube = _read(path)[:, :200, :200].astype(np.float32) / 10000.0
        center = read_sensor(sensor_file("sentinel_2")).center_nm
        yield RealScene("Sentinel-2 L1C, winter", cube, center, 10.0, np.zeros(cube.shape[1:], np.uint8), {})


def _enmap(data_dir: Path) -> Iterator[RealScene]:
    center = read_sensor(sensor_file("enmap_l2a"), good_only=False).center_nm
    for tile in _POTSDAM_TILES:
        path = data_dir / "enmap_potsdam" / "images" / f"enmap_potsdam_tile_{tile}.tif"
        if path.exists():
            cube = (_read(path) / 10000.0).astype(np.float32)
            cube[cube < -1.0] = np.nan
            labels = _read(data_dir / "enmap_potsdam" / "labels" / path.name)[0]
            yield RealScene(f"EnMAP Potsdam {tile}", cube, center, 30.0, labels, _POTSDAM)
