"""Rasters without quality layers: the clouds that their spectra show are left out of the map, counted and told."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import rasterio

from backend.common.cancellation import CancelToken
from backend.common.errors import CancelledError
from backend.products.clouds.detected import CloudsFound, find_clouds
from backend.products.quality import CLOUD, SHADOW, SPECTRAL_TESTS, SPECTRAL_TESTS_ALONE
from backend.products.registry import open_product
from backend.raster.neighbourhoods.boxes import box_count
from backend.raster.window import Window
from backend.shell.main import main

from .scenes_generic import write_tiff

CENTERS = np.array([485.0, 560.0, 660.0, 830.0, 1650.0, 2215.0])
GRASS, WHITE, SNOW = (
    np.array(v)
    for v in (
        (0.04, 0.08, 0.06, 0.42, 0.22, 0.11), (0.72, 0.73, 0.74, 0.75, 0.62, 0.48), (0.95, 0.95, 0.94, 0.88, 0.12, 0.1)
    )
)  # fmt: skip
SIDE = 96


SHADE = (0.15, 0.15, 0.15, 0.2, 0.2, 0.2)  # of the light, in the shadow of a cloud
SHADOWS = ((12, 28, 8, 34), (64, 74, 12, 26))
TWO_CLOUDS = ((18, 34, 30, 56), (70, 80, 34, 48))  # their shadows lie 6 rows up and 22 columns to the left


def shaded(path, *, acquired=None, lake=None):
    """Grass with two clouds and their shadows, and a lake or burnt ground where asked for."""
    raster(path, cloud=None)
    with rasterio.open(path, "r+") as file:
        cube = file.read()
        for top, bottom, left, right in SHADOWS:
            cube[:, top:bottom, left:right] = (cube[:, top:bottom, left:right].T * SHADE).T
        for top, bottom, left, right in TWO_CLOUDS:
            cube[:, top:bottom, left:right] = np.round(WHITE * 10000)[:, None, None]
        if lake is not None:
            top, bottom, left, right = lake
            cube[:, top:bottom, left:right] = np.array([400, 400, 250, 150, 60, 40])[:, None, None]
        file.write(cube)
        if acquired:
            file.update_tags(acquisition_time=acquired)
    return path


def raster(path, *, bands=6, cloud=(20, 50, 30, 60), roof=(80, 82, 80, 82), snow=None):
    """Grass at 30 m with a square cloud, a bright roof of 2 x 2 pixels, and snow where asked for."""
    cube = np.broadcast_to(GRASS[:, None, None], (6, SIDE, SIDE)).copy()
    cube += np.random.default_rng(0).normal(0, 0.003, cube.shape)
    for place, spectrum in ((cloud, WHITE), (roof, WHITE), (snow, SNOW)):
        if place is not None:
            top, bottom, left, right = place
            cube[:, top:bottom, left:right] = spectrum[:, None, None]
    write_tiff(path, np.round(cube[:bands] * 10000).astype("int16"), nodata=-32768)
    with rasterio.open(path, "r+") as file:
        for band, nm in enumerate(CENTERS[:bands], start=1):
            file.update_tags(band, wavelength=f"{nm}", wavelength_units="Nanometers", fwhm="60")
        file.scales = [1e-4] * bands
    return path


def mapped(model, path, out, *more):
    words = ["map", str(path), "--model", str(model), "--level", "L2", "--out", str(out), "--confidence", *more]
    assert main(words) == 0
    with rasterio.open(out / f"{path.stem}_classes.tif") as file:
        classes = file.read(1)
    return classes, json.loads((out / f"{path.stem}_classes.json").read_text())


def test_a_cloud_is_left_out_and_a_roof_is_not(tiny_model, tmp_path, capsys):
    path = raster(tmp_path / "scene.tif")
    classes, report = mapped(tiny_model, path, tmp_path / "out")
    hidden = classes == 0
    assert hidden[20:50, 30:60].all()
    assert not hidden[80:82, 80:82].any()
    assert hidden.sum() == 32 * 32  # the cloud and a pixel around it, where the ground shows through
    counts = {"cloud": 32 * 32, "cloud_shadow": 0, "thin_cloud_or_haze": 0}
    assert report["clouds"] == {"by": SPECTRAL_TESTS, "handling": "nodata", "pixels": counts}
    assert "Cloud and cloud shadow cover 11.1 % of the area (spectral tests" in capsys.readouterr().err


def test_shadows_of_clouds_are_left_out_and_other_dark_places_are_not(tiny_model, tmp_path):
    path = shaded(tmp_path / "scene.tif", lake=(40, 56, 66, 90))
    classes, report = mapped(tiny_model, path, tmp_path / "out")
    hidden = classes == 0
    for top, bottom, left, right in (*SHADOWS, *TWO_CLOUDS):
        assert hidden[top + 1 : bottom - 1, left + 1 : right - 1].all()
    assert not hidden[40:56, 66:90].any()
    counts = report["clouds"]["pixels"]
    shadow = sum((bottom - top) * (right - left) for top, bottom, left, right in SHADOWS)
    assert shadow * 0.9 < counts["cloud_shadow"] < shadow * 1.5  # with the rim, where the sun is half hidden
    assert hidden.sum() == counts["cloud"] + counts["cloud_shadow"]


def test_shadows_do_not_depend_on_windows(tmp_path):
    with open_product(shaded(tmp_path / "scene.tif")) as product:
        found = find_clouds(product, range(6), level="L2", gsd_m=30.0, check=CancelToken().check)
        whole = found.read_quality(Window(0, 0, SIDE, SIDE))
        assert set(np.unique(whole)) == {0, SHADOW, CLOUD}
        rng = np.random.default_rng(5)
        for _ in range(40):
            row, col = rng.integers(SIDE - 1, size=2)
            height, width = int(rng.integers(1, SIDE - row + 1)), int(rng.integers(1, SIDE - col + 1))
            own = found.read_quality(Window(int(row), int(col), height, width))
            np.testing.assert_array_equal(own, whole[row : row + height, col : col + width])


def test_large_rasters_are_surveyed_in_cells(tmp_path, monkeypatch):
    monkeypatch.setattr("backend.products.clouds.detected.MOST_CELLS", SIDE * SIDE // 4)
    monkeypatch.setattr("backend.products.clouds.detected._MOST_VALUES", 6 * SIDE * 20)
    with open_product(shaded(tmp_path / "scene.tif")) as product:
        found = find_clouds(product, range(6), level="L2", gsd_m=30.0, check=CancelToken().check)
        whole = found.read_quality(Window(0, 0, SIDE, SIDE))
    for top, bottom, left, right in SHADOWS:
        assert (whole[top + 1 : bottom - 1, left + 1 : right - 1] >= SHADOW).mean() > 0.95


def test_rasters_too_large_to_be_looked_through_have_clouds_without_shadows(tmp_path, monkeypatch):
    monkeypatch.setattr("backend.products.clouds.detected.MOST_SURVEYED", 6 * SIDE * SIDE - 1)
    with open_product(shaded(tmp_path / "scene.tif")) as product:
        found = find_clouds(product, range(6), level="L2", gsd_m=30.0, check=CancelToken().check)
        assert set(np.unique(found.read_quality(Window(0, 0, SIDE, SIDE)))) == {0, CLOUD}
        assert found.quality == SPECTRAL_TESTS_ALONE


def test_a_survey_can_be_cancelled(tmp_path):
    token = CancelToken()
    with open_product(shaded(tmp_path / "scene.tif")) as product:
        token.cancel()
        with pytest.raises(CancelledError):
            find_clouds(product, range(6), level="L2", gsd_m=30.0, check=token.check)


def test_clouds_may_be_kept(tiny_model, tmp_path):
    classes, report = mapped(tiny_model, raster(tmp_path / "scene.tif"), tmp_path / "out", "--clouds", "keep")
    assert (classes > 0).all() and "clouds" not in report


def test_a_clear_scene_says_that_it_was_looked_through(tiny_model, tmp_path):
    path = raster(tmp_path / "scene.tif", cloud=None, snow=(20, 50, 30, 60))
    classes, report = mapped(tiny_model, path, tmp_path / "out")
    assert (classes > 0).all()
    assert report["clouds"]["by"] == SPECTRAL_TESTS and not any(report["clouds"]["pixels"].values())


def test_a_part_of_the_map_has_the_clouds_of_the_whole(tiny_model, tmp_path):
    path = raster(tmp_path / "scene.tif")
    whole, _ = mapped(tiny_model, path, tmp_path / "whole")
    with rasterio.open(path) as file:
        left, bottom, right, top = rasterio.windows.bounds(((18, 40), (25, 45)), file.transform)
    part, _ = mapped(tiny_model, path, tmp_path / "part", "--extent", *map(str, (left, bottom, right, top)))
    np.testing.assert_array_equal(part, whole[18:40, 25:45])


@pytest.fixture
def found(tmp_path):
    path = raster(tmp_path / "scene.tif", cloud=(0, 9, 40, 96))
    with open_product(path) as product:
        yield find_clouds(product, range(6), level="L2", gsd_m=30.0, check=CancelToken().check)


def test_windows_do_not_change_what_is_found(found):
    assert isinstance(found, CloudsFound)
    whole = found.read_quality(Window(0, 0, SIDE, SIDE))
    assert (whole[:9, 40:] == CLOUD).all()  # also at the edges of the raster
    rng = np.random.default_rng(1)
    for _ in range(40):
        row, col = rng.integers(SIDE - 1, size=2)
        window = Window(int(row), int(col), int(rng.integers(1, SIDE - row + 1)), int(rng.integers(1, SIDE - col + 1)))
        own = found.read_quality(window)
        np.testing.assert_array_equal(own, whole[window.row : window.row_end, window.col : window.col_end])


def test_boxes_are_counted_within_the_image():
    rng = np.random.default_rng(2)
    mask = rng.random((7, 9)) > 0.5
    counts = box_count(mask, 2)
    for row in range(7):
        for col in range(9):
            assert counts[row, col] == mask[max(row - 2, 0) : row + 3, max(col - 2, 0) : col + 3].sum()


def test_snow_is_in_doubt_where_no_band_tells_it_from_clouds(tiny_model, tmp_path, capsys):
    card = json.loads((tiny_model / "card.json").read_text())
    path = raster(tmp_path / "scene.tif", bands=4)
    plain, _ = mapped(tiny_model, path, tmp_path / "plain")
    value = int(plain[0, 0])  # the class of most of the scene is called snow
    model = tmp_path / "model"
    shutil.copytree(tiny_model, model)
    for entry in card["properties"]["classification:classes"]:
        entry["name"] = "snow" if entry["value"] == value else f"class {entry['value']}"
    (model / "card.json").write_text(json.dumps(card))
    capsys.readouterr()
    doubted, report = mapped(model, path, tmp_path / "doubted")
    np.testing.assert_array_equal(doubted, plain)  # the class stays
    confidence = {}
    for name in ("plain", "doubted"):
        with rasterio.open(tmp_path / name / "scene_confidence.tif") as file:
            confidence[name] = file.read(1).astype(int)
    snow = plain == value
    assert np.abs(2 * confidence["doubted"][snow] - confidence["plain"][snow]).max() <= 1
    np.testing.assert_array_equal(confidence["doubted"][~snow], confidence["plain"][~snow])
    assert "may be cloud: without a band near 1600 nm" in capsys.readouterr().err
    assert any("may be cloud" in text for text in report["warnings"])
    mapped(model, path, tmp_path / "kept", "--clouds", "keep")
    with rasterio.open(tmp_path / "kept" / "scene_confidence.tif") as file:
        np.testing.assert_array_equal(file.read(1), confidence["plain"])
