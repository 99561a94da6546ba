"""Written scenes: band metadata, labels and fractions survive the round trip; the command line says what is wrong."""

from __future__ import annotations

import numpy as np
import pytest

from backend.common.errors import InputError, OutputError
from training.simulate import CLASSES, SimConfig, Simulator
from training.simulate.__main__ import main
from training.simulate.sensors import named_sensor
from training.simulate.writer import write_scene

rasterio = pytest.importorskip("rasterio", reason="the engine's environment is not installed")


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Cache folder shared by the tests of this module, holding a small library."""
    pytest.importorskip("prosail", reason="the training extras are not installed")
    folder = tmp_path_factory.mktemp("library")
    Simulator(SimConfig(cache_dir=folder, canopies=200))
    return folder


@pytest.fixture(scope="module")
def batch(cache):
    simulator = Simulator(SimConfig(cache_dir=cache, canopies=200))
    rng = np.random.default_rng(3)
    view = simulator.view(rng, named_sensor("EnMAP"), level="L2", gsd_m=30.0)
    return simulator.render(rng, view, "landscape", tiles=1, height=20, width=30, archetype="valley")


@pytest.mark.parametrize("driver", ["GTiff", "ENVI"])
def test_scene_round_trip(batch, tmp_path, driver):
    path = tmp_path / ("scene.tif" if driver == "GTiff" else "scene.img")
    files = write_scene(batch, path, driver=driver)
    assert all(f.exists() for f in files)
    with rasterio.open(path) as scene:
        assert scene.driver == driver
        assert scene.shape == (20, 30)
        assert scene.dtypes[0] == "int16"
        assert scene.nodata == -32768
        assert scene.res == (30.0, 30.0)
        stored = scene.read()
        centres = [float(scene.tags(i)["wavelength"]) for i in scene.indexes]
        if driver == "GTiff":
            widths = [float(scene.tags(i)["fwhm"]) for i in scene.indexes]
            assert scene.scales[0] == pytest.approx(1e-4)
        else:
            widths = [float(v) for v in scene.tags(ns="ENVI")["fwhm"].strip("{}").split(",")]
    valid = batch.valid[0]
    assert np.abs(stored[:, valid] / 10000.0 - batch.pixels[0][:, valid]).max() <= 0.51e-4
    assert (stored[:, ~valid] == -32768).all()
    assert np.allclose(centres, batch.center_nm, rtol=1e-5)
    assert np.allclose(widths, batch.fwhm_nm, rtol=1e-5)
    assert not list(tmp_path.glob(".*")), "temporaries are left"


def test_labels_and_fractions_agree_with_the_batch(batch, tmp_path):
    write_scene(batch, tmp_path / "scene.tif")
    with (
        rasterio.open(tmp_path / "scene_labels.tif") as labels,
        rasterio.open(tmp_path / "scene_fractions.tif") as parts,
    ):
        dominant = labels.read(1)
        assert [labels.tags(1)[f"class_{k}"] for k in range(1, len(CLASSES) + 1)] == list(CLASSES)
        assert labels.colormap(1)[4][:3] == (0x1A, 0x6B, 0x2F)
        assert parts.descriptions == CLASSES
        fractions = parts.read() * 0.005
    valid = batch.valid[0]
    assert np.array_equal(dominant[valid], batch.fractions[0].argmax(axis=0)[valid] + 1)
    assert np.abs(fractions[:, valid] - batch.fractions[0][:, valid]).max() <= 0.0026


def test_our_own_reader_understands_the_scene(batch, tmp_path):
    from backend.products.registry import open_product

    for name, driver in (("scene.tif", "GTiff"), ("scene.img", "ENVI")):
        write_scene(batch, tmp_path / name, driver=driver)
        with open_product(tmp_path / name) as product:
            sensor = product.meta.sensor
            assert np.allclose(sensor.bands.center_nm(), batch.center_nm, rtol=1e-5)
            assert np.allclose(sensor.bands.fwhm_nm(), batch.fwhm_nm, rtol=1e-5)
            assert sensor.scale == pytest.approx(1e-4)
            assert "EnMAP" in sensor.name


def test_command_line_writes_radiance(cache, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(
        "training.simulate.__main__.SimConfig", lambda cache_dir: SimConfig(cache_dir=cache_dir, canopies=200)
    )
    out = tmp_path / "l1.img"
    arguments = ["--sensor", "AVIRIS-NG", "--gsd", "5", "--size", "16", "12", "--radiance", "--format", "ENVI"]
    assert main([*arguments, "--cache", str(cache), "--out", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    with rasterio.open(out) as scene:
        assert scene.shape == (12, 16)
        values = scene.read()
        centres = np.array([float(scene.tags(i)["wavelength"]) for i in scene.indexes])
        assert scene.tags(ns="ENVI")["data_units"].strip("{}") == "uW cm-2 nm-1 sr-1"
    seen = values[:, values[0] > -1000]
    green, far = seen[np.argmin(np.abs(centres - 550))], seen[np.argmin(np.abs(centres - 2200))]
    assert 0.3 < np.median(green) < 30.0  # radiance of land in daylight
    assert np.median(far) < 0.3 * np.median(green)


def test_command_line_is_repeatable_and_reports_errors(cache, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(
        "training.simulate.__main__.SimConfig", lambda cache_dir: SimConfig(cache_dir=cache_dir, canopies=200)
    )
    common = ["--size", "16", "16", "--seed", "4", "--cache", str(cache)]
    for name in ("a.tif", "b.tif"):
        assert main([*common, "--out", str(tmp_path / name)]) == 0
    with rasterio.open(tmp_path / "a.tif") as first, rasterio.open(tmp_path / "b.tif") as second:
        assert np.array_equal(first.read(), second.read())
    capsys.readouterr()
    assert main([*common, "--sensor", "Sputnik", "--out", str(tmp_path / "c.tif")]) == 1
    assert "use one of" in capsys.readouterr().err
    assert not (tmp_path / "c.tif").exists()


def test_what_cannot_be_written_is_said(batch, tmp_path):
    with pytest.raises(InputError, match="use one of GTiff, ENVI"):
        write_scene(batch, tmp_path / "x.png", driver="PNG")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="choose another folder"):
        write_scene(batch, tmp_path / "file" / "x.tif")
