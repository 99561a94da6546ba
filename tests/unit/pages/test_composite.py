"""Colour composites: the right bands, stretched, on the raster's grid or on the ground, and nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from backend.common.cancellation import CancelToken
from backend.job.spec import JobSpec, Options, Outputs
from backend.serve.runner import JobRunner
from backend.shell.main import main
from tests.support.tiny import save_geotiff, scene

from ...contract.scenes_products import emit

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]


@pytest.fixture
def source(tmp_path):
    cube, centers = scene(60, 70, 24, seed=3)
    return save_geotiff(tmp_path / "a.tif", cube, centers), cube, np.asarray(centers)


def picture(path):
    with rasterio.open(path) as file:
        return file.read(), file.transform, file.crs, file.nodata, file.descriptions


def test_the_bands_nearest_to_true_colour_are_stretched_to_bytes(source, tmp_path, capsys):
    path, cube, centers = source
    assert main(["composite", str(path), "--out", str(tmp_path / "out"), *L2]) == 0
    pixels, transform, crs, nodata, names = picture(tmp_path / "out" / "a_image.tif")
    with rasterio.open(path) as file:
        assert (transform, crs) == (file.transform, file.crs)
        valid = file.read(1) != file.nodata
    assert nodata == 0 and pixels.dtype == np.uint8
    wanted = [int(np.abs(centers - nm).argmin()) for nm in (660, 560, 480)]
    assert [name.split(":")[1].split(",")[0].strip() for name in names] == [f"band {i + 1}" for i in wanted]
    for plane, band in zip(pixels, wanted, strict=True):
        assert plane[valid].min() == 1 and plane[valid].max() == 255
        low, high = np.percentile(cube[band][valid], (2, 98))
        inside = valid & (cube[band] > low) & (cube[band] < high)
        expected = 1 + 254 * (cube[band][inside] - low) / (high - low)
        assert np.abs(plane[inside] - expected).max() <= 1.5
        assert (plane[~valid] == 0).all()
    assert "nm)" in capsys.readouterr().out


def test_a_kind_may_be_asked_for_and_one_the_bands_do_not_reach_is_refused(tmp_path, capsys):
    cube, centers = scene(40, 40, 24, seed=3)
    few = [i for i, nm in enumerate(centers) if 450 < nm < 720]
    path = save_geotiff(tmp_path / "a.tif", cube[few], [centers[i] for i in few])
    words = ["composite", str(path), "--out", str(tmp_path), *L2]
    assert main([*words, "--bands", "infrared"]) == 1
    assert "choose another kind" in capsys.readouterr().err
    assert not (tmp_path / "a_image.tif").exists()
    assert main(words) == 0


def test_the_raster_itself_and_other_files_are_not_replaced(source, tmp_path, capsys):
    path, _, _ = source
    (tmp_path / "a_image.tif").write_bytes(b"mine")
    assert main(["composite", str(path), "--out", str(tmp_path), *L2]) == 1
    assert "exists" in capsys.readouterr().err
    job = JobSpec("composite", str(path), outputs=Outputs(image=str(path)), options=Options(overwrite=True))
    before = Path(path).read_bytes()
    final = JobRunner().run(job, send=lambda event: None, token=CancelToken())
    assert final.type == "error"
    assert Path(path).read_bytes() == before


def test_a_cancelled_composite_leaves_nothing(source, tmp_path):
    path, _, _ = source
    token = CancelToken()
    target = tmp_path / "new" / "picture.tif"
    overrides = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
    job = JobSpec("composite", str(path), overrides=overrides, outputs=Outputs(image=str(target)))
    final = JobRunner().run(job, send=lambda event: token.cancel(), token=token)
    assert final.code == "cancelled"
    assert not target.exists() and not list(tmp_path.rglob("*.tmp*"))


def test_a_product_in_sensor_geometry_is_placed_on_the_ground_as_its_map_is(tmp_path):
    made = emit(tmp_path)
    assert main(["composite", str(made.path), "--out", str(tmp_path / "out"), "--json"]) == 0
    pixels, transform, crs, _, _ = picture(tmp_path / "out" / f"{made.path.stem}_image.tif")
    assert crs is not None and transform.a > 0
    assert (pixels > 0).any()
    assert main(["composite", str(made.path), "--out", str(tmp_path / "plain"), "--geometry", "sensor"]) == 0
    _, _, crs, _, _ = picture(tmp_path / "plain" / f"{made.path.stem}_image.tif")
    assert crs is None


def test_colours_of_trained_classes_are_those_asked_for(tmp_path, tiny_model, capsys):
    from ..heads.test_train import NAMES, labelled_scene, points

    source, truth = labelled_scene(tmp_path / "a.tif")
    labels = points(tmp_path / "labels.geojson", truth)
    name = next(iter(NAMES.values())) if isinstance(NAMES, dict) else NAMES[int(truth.max())]
    words = ["train", source, "--labels", labels, "--field", "land", "--out", tmp_path / "head", "--model", tiny_model]
    assert main([*map(str, words), *L2, f"--color={name}=#12ab9f"]) == 0
    card = json.loads((tmp_path / "head" / "card.json").read_text(encoding="utf-8"))
    hints = {c["title"]: c["color_hint"] for c in card["properties"]["classification:classes"]}
    assert hints[name] == "12AB9F"
    assert len(set(hints.values())) == len(hints)
    assert main([*map(str, words), *L2, "--overwrite", f"--color={name}=blue"]) == 1
    assert "class=#rrggbb" in capsys.readouterr().err
