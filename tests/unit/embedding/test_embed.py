"""Features of the bundled model as a raster and as a picture: whole, in parts, with gaps; what is refused."""

import json

import numpy as np
import pytest
import rasterio

from backend.common.cancellation import CancelToken
from backend.embedding.picture import Picture
from backend.job.spec import JobSpec, Options, Outputs
from backend.shell.main import main
from tests.support.tiny import save_geotiff, scene

L2 = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
WORDS = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]


def embed(run_job, source, out, **given):
    options = given.pop("options", Options(threads=1))
    spec = JobSpec(
        "embed", str(source), overrides=L2, options=options,
        outputs=Outputs(embedding=str(out / "e.tif"), picture=str(out / "p.tif")), **given,
    )  # fmt: skip
    return run_job(spec)[0]


def pixels(path):
    with rasterio.open(path) as file:
        return file.read(), file


@pytest.fixture(scope="module")
def gappy(tmp_path_factory):
    """A scene with a corner of nodata, of more than one window of the model."""
    cube, centers = scene(140, 150)
    cube[:, :20, :30] = -9999
    return save_geotiff(tmp_path_factory.mktemp("scene") / "a.tif", cube, centers, nodata=-9999)


@pytest.fixture(scope="module")
def whole(gappy, run_job, tmp_path_factory):
    out = tmp_path_factory.mktemp("whole")
    final = embed(run_job, gappy, out)
    assert final.type == "result", final.message
    return out


def test_features_lie_on_the_raster_and_have_its_gaps(whole, gappy):
    features, file = pixels(whole / "e.tif")
    with rasterio.open(gappy) as raster:
        assert file.transform == raster.transform and file.crs == raster.crs and file.shape == raster.shape
    assert file.count == 96 and np.isnan(file.nodata)
    assert np.isnan(features[:, :20, :30]).all() and np.isfinite(features[:, 20:]).all()
    assert features[:, 20:].std(axis=(1, 2)).min() > 0


def test_the_report_says_device_memory_and_how_to_repeat_it(whole, gappy, run_job):
    report = json.loads((whole / "e.json").read_text())
    assert report["device"].startswith("CPU (onnxruntime") and report["device_asked"] == "auto"
    assert report["memory_mb"]["planned"] <= report["memory_mb"]["ceiling"] == 1536
    assert report["outputs"] == {"embedding": str(whole / "e.tif"), "picture": str(whole / "p.tif")}
    assert report["channels"] == 96 and sum(report["picture"]["share_of_variance"]) > 0.5
    before = (whole / "p.tif").read_bytes()
    assert main(report["command"].split()[3:]) == 0
    assert (whole / "p.tif").read_bytes() == before


def test_a_part_has_the_features_and_the_colours_of_the_whole(whole, gappy, run_job, tmp_path):
    left, top = 500000.0 + 30 * 40, 5800000.0 - 30 * 50
    final = embed(run_job, gappy, tmp_path, extent=(left, top - 30 * 60, left + 30 * 70, top))
    assert final.type == "result", final.message
    for name, tolerance in (("e.tif", 1e-4), ("p.tif", 1)):
        part, _ = pixels(tmp_path / name)
        full, _ = pixels(whole / name)
        np.testing.assert_allclose(part.astype(float), full[:, 50:110, 40:110].astype(float), atol=tolerance)


def test_the_picture_uses_the_range_of_bytes_and_zero_where_nothing_is(whole):
    picture, file = pixels(whole / "p.tif")
    assert file.dtypes[0] == "uint8" and file.nodata == 0
    assert (picture[:, :20, :30] == 0).all() and (picture[:, 20:] > 0).all()
    assert np.ptp(picture[0, 20:].astype(int)) == 254


def test_components_do_not_depend_on_the_order_of_the_sample():
    sample = np.random.default_rng(0).normal(size=(500, 6)).astype(np.float32) * np.arange(1, 7, dtype=np.float32)
    one, other = Picture.of(sample), Picture.of(sample[::-1])
    np.testing.assert_allclose(one.axes, other.axes, atol=1e-5)
    largest = np.abs(one.axes).argmax(axis=1)
    assert (one.axes[range(3), largest] > 0).all() and largest[0] == 5
    few = Picture.of(sample[:, :2])
    assert (few.apply(sample[:, :2].T.reshape(2, 20, 25))[2] == 1).all()


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (Options(memory_mb=120), "A memory ceiling of 120 MiB is too low"),
        (Options(precision="int8", device="cuda"), "int8"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_nothing(gappy, run_job, tmp_path, monkeypatch, options, text):
    monkeypatch.setattr("backend.serve.runner.cached_int8", None)
    final = embed(run_job, gappy, tmp_path, options=options)
    assert final.type == "error" and text in final.message
    assert not list(tmp_path.iterdir())


def test_an_area_without_data_is_refused(gappy, run_job, tmp_path):
    final = embed(run_job, gappy, tmp_path, extent=(500000.0, 5800000.0 - 300, 500300.0, 5800000.0))
    assert final.type == "error" and "no valid pixel" in final.message
    assert not list(tmp_path.iterdir())


def test_a_cancel_leaves_nothing(gappy, run_job, tmp_path):
    token = CancelToken()
    token.cancel()
    spec = JobSpec("embed", str(gappy), overrides=L2, outputs=Outputs(embedding=str(tmp_path / "e.tif")))
    assert run_job(spec, token)[0].code == "cancelled"
    assert not list(tmp_path.iterdir())


def test_a_model_without_features_is_refused(gappy, run_job, tmp_path, tiny_model):
    final = embed(run_job, gappy, tmp_path, model=str(tiny_model))
    assert final.type == "error" and "has no features; choose another model" in final.message


def test_the_command_line_writes_what_the_job_writes(gappy, whole, tmp_path):
    words = ["embed", str(gappy), "--out", str(tmp_path), "--picture", "--device", "cpu", "--memory-mb", "1000", *WORDS]
    assert main(words) == 0
    assert np.array_equal(pixels(tmp_path / "a_picture.tif")[0], pixels(whole / "p.tif")[0])
    assert json.loads((tmp_path / "a_embedding.json").read_text())["memory_mb"]["ceiling"] == 1000
