"""The picture that `run.sh demo` draws, from a real raster, map and report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backend.products.registry import open_product
from backend.spectral.overrides import SensorOverrides
from tools.demo_picture import NODATA_GREY, choose_bands, main, read_composite, read_map

rasterio = pytest.importorskip("rasterio")

CENTERS = (470.0, 560.0, 650.0, 860.0, 1650.0, 2200.0)
RGB = (2, 1, 0)
CLASSES = [
    {"value": 1, "name": "built_up", "title": "Built-up", "color": "#d7191c", "share": 0.25},
    {"value": 2, "name": "tree", "title": "Tree", "color": "#1a9641", "share": 0.75},
]


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """Six bands 24 x 40 at 30 m, int16 reflectance, with a corner without data."""
    cube = np.random.default_rng(0).integers(100, 5000, (6, 24, 40)).astype(np.int16)
    cube[:, :4, :5] = -999
    path = tmp_path / "scene.tif"
    place = {"crs": "EPSG:32633", "transform": rasterio.Affine(30, 0, 4e5, 0, -30, 5.8e6)}
    with rasterio.open(
        path, "w", driver="GTiff", height=24, width=40, count=6, dtype="int16", nodata=-999, **place
    ) as file:
        file.write(cube)
        for number, center in enumerate(CENTERS, start=1):
            file.update_tags(number, wavelength=str(center), wavelength_units="nm", scale="0.0001")
    return path


@pytest.fixture
def report(scene: Path) -> dict[str, Any]:
    bands = [{"number": n, "center_nm": center, "used": True} for n, center in enumerate(CENTERS, start=1)]
    job = {"source": str(scene), "overrides": {}}
    seconds = {"read": 0.1, "run": 0.5, "write": 0.1, "total": 0.6}
    facts = {"model": {"name": "specaware-fast"}, "timings_s": seconds, "device": "CPU"}
    return {"job": job, "bands": bands, "classes": CLASSES, **facts}


@pytest.fixture
def class_map(tmp_path: Path) -> Path:
    values = np.full((1, 24, 40), 2, dtype=np.uint8)
    values[:, :, :10] = 1
    values[:, :4, :5] = 0
    path = tmp_path / "map.tif"
    with rasterio.open(path, "w", driver="GTiff", height=24, width=40, count=1, dtype="uint8", nodata=0) as file:
        file.write(values)
    return path


def test_true_colour_is_chosen_in_any_order_of_the_bands() -> None:
    assert choose_bands(dict(enumerate(CENTERS))) == ("True colour", RGB)
    assert choose_bands(dict(enumerate(reversed(CENTERS)))) == ("True colour", (3, 4, 5))


def test_false_colours_where_the_visible_is_missing() -> None:
    assert choose_bands({3: 860.0, 4: 1650.0, 5: 2200.0}) == ("False colour", (5, 4, 3))
    assert choose_bands({0: 1000.0, 1: 1010.0, 2: 1020.0, 3: 1030.0, 4: 1040.0, 5: 1050.0}) == (
        "False colour",
        (5, 3, 1),
    )


def test_the_composite_is_grey_without_data_and_stretched_elsewhere(scene: Path) -> None:
    with open_product(scene, SensorOverrides()) as product:
        image = read_composite(product, RGB, step=1)
    assert image.shape == (24, 40, 3)
    assert np.all(image[:4, :5] == NODATA_GREY)
    data = image[4:]
    assert data.min() == 0.0 and data.max() == 1.0
    assert 0.02 < np.mean(data == 0.0) + np.mean(data == 1.0) < 0.06


def test_a_large_scene_is_thinned_out(scene: Path, class_map: Path) -> None:
    with open_product(scene, SensorOverrides()) as product:
        assert read_composite(product, RGB, step=3).shape == (8, 14, 3)
    assert read_map(class_map, CLASSES, step=3).shape == (8, 14, 3)


def test_the_map_has_the_colours_of_its_classes(class_map: Path) -> None:
    image = read_map(class_map, CLASSES, step=1)
    assert np.allclose(image[10, 5] * 255, (0xD7, 0x19, 0x1C))
    assert np.allclose(image[10, 30] * 255, (0x1A, 0x96, 0x41))
    assert np.all(image[0, 0] == NODATA_GREY)


def test_the_picture_is_written_whole_and_the_stages_told(
    report: dict[str, Any], class_map: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("matplotlib")
    from matplotlib.image import imread

    picture = tmp_path / "map.png"
    class_map.with_suffix(".json").write_text(json.dumps(report), encoding="utf-8")
    main(class_map, picture)
    image = imread(picture)
    assert image.shape[0] > 300 and image.shape[1] > 1000
    colors = {tuple(color) for color in np.round(image[:, :, :3].reshape(-1, 3) * 255).astype(int)}
    assert {(0xD7, 0x19, 0x1C), (0x1A, 0x96, 0x41)} <= colors
    assert [path.name for path in tmp_path.glob("*.png")] == ["map.png"]
    assert capsys.readouterr().out == (
        "engine: read 0.1 s, run 0.5 s, write 0.1 s (they overlap), 0.6 s in all; 6 of 6 bands; CPU\n"
    )
