"""Cover fractions: a second output of the model, written beside the map on request and otherwise not fetched."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from backend.catalog.cards import ModelCard
from backend.common.outputs.output_set import OutputSet
from backend.engines.base import BatchRunner, OutOfDeviceMemoryError
from backend.engines.onnx_engine import OnnxEngine
from backend.job.sources import scenes_in
from backend.mapping.outputs.planes import count_planes, planes_of
from backend.models.graphs.quantise import _outputs
from backend.shell.main import main
from tests.support.tiny import CLASSES, save_geotiff, save_model, scene

from ..engines.test_engines import conditions

WORDS = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
ALL = ["--fractions", "--unknown", "--probabilities", "--confidence"]


def test_planes_follow_each_other_in_one_order() -> None:
    found = planes_of(4, ["classes", "unknown", "fractions"])
    assert found == {"probabilities": slice(0, 4), "fractions": slice(4, 8), "unknown": slice(8, 9)}
    assert planes_of(4, ["classes", "unknown"]) == {"probabilities": slice(0, 4), "unknown": slice(4, 5)}
    for keys in ([], ["fractions"], ["unknown"], ["unknown", "fractions"]):
        assert count_planes(4, keys) == max(part.stop for part in planes_of(4, keys).values())


@pytest.fixture
def window(tiny_model: Path) -> tuple[OnnxEngine, np.ndarray, np.ndarray]:
    """The tiny model, with reflectance (3, 6, 16, 24) of three windows and their validity."""
    engine = OnnxEngine(ModelCard.load(tiny_model), device="cpu", threads=1)
    engine.set_conditions(conditions())
    return engine, np.random.default_rng(0).random((3, 6, 16, 24), dtype=np.float32), np.ones((3, 16, 24), np.float32)


def test_an_engine_fetches_both_outputs_in_one_run(
    window: tuple[OnnxEngine, np.ndarray, np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, pixels, valid = window
    asked: list[list[str]] = []
    real = OnnxEngine._outputs
    monkeypatch.setattr(OnnxEngine, "_outputs", lambda self, names, *a: asked.append(names) or real(self, names, *a))
    planes = BatchRunner(engine.run_maps).run(pixels, valid)
    plain = BatchRunner(engine.run).run(pixels, valid)
    assert asked == [["probabilities", "fractions"], ["probabilities"]]
    assert planes.shape == (3, 8, 16, 24) and plain.shape == (3, 4, 16, 24)
    np.testing.assert_array_equal(planes[:, :4], plain)
    np.testing.assert_allclose(planes[:, 4:].sum(axis=1), 1.0, atol=1e-5)
    halved = np.sqrt(plain) / np.sqrt(plain).sum(axis=1, keepdims=True)  # the tiny model's fractions: half the scores
    np.testing.assert_allclose(planes[:, 4:], halved, atol=1e-5)


def test_int8_is_judged_by_the_probabilities(
    window: tuple[OnnxEngine, np.ndarray, np.ndarray], tiny_model: Path
) -> None:
    engine, pixels, valid = window
    raster = conditions()
    fields = ("center_nm", "fwhm_nm", "weight", "attributes", "content", "gsd_m")
    feed = {name: np.asarray(getattr(raster, name), dtype=np.float32) for name in fields}
    feed |= {"pixels": pixels, "valid": valid}
    np.testing.assert_array_equal(_outputs(tiny_model / "weights.onnx", [feed])[0], engine.run(pixels, valid))


def test_short_memory_halves_both_outputs_alike(
    window: tuple[OnnxEngine, np.ndarray, np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, pixels, valid = window
    whole = engine.run_maps(pixels, valid)
    real = OnnxEngine.run_maps

    def tight(self: OnnxEngine, pixels: np.ndarray, valid: np.ndarray) -> np.ndarray:
        if len(pixels) > 1:
            raise OutOfDeviceMemoryError("full")
        return real(self, pixels, valid)

    monkeypatch.setattr(OnnxEngine, "run_maps", tight)
    np.testing.assert_allclose(BatchRunner(engine.run_maps).run(pixels, valid), whole, atol=1e-6)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scene of several windows with a hole of nodata."""
    cube, centers = scene(100, 61)
    cube[:, 30:45, 10:40] = -9999
    return save_geotiff(tmp_path_factory.mktemp("scene") / "s.tif", cube, centers, nodata=-9999)


def read(path: Path) -> np.ndarray:
    """Return the stored values (K, H, W) of a raster."""
    with rasterio.open(path) as file:
        return file.read()


def test_the_command_line_writes_them_beside_a_map_that_stays_as_it_is(
    source: Path, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["map", str(source), *WORDS, "--model", str(tiny_model), "--out"]
    assert main([*words, str(tmp_path / "plain"), "--probabilities"]) == 0
    assert main([*words, str(tmp_path / "some"), "--fractions"]) == 0
    assert main([*words, str(tmp_path / "more"), *ALL]) == 0
    with rasterio.open(tmp_path / "more" / "s_fractions.tif") as file:
        assert file.dtypes == ("uint8",) * 4 and file.nodata == 255
        assert file.scales == (1 / 250,) * 4
        assert file.descriptions == tuple(title for _, _, title, _ in CLASSES)
    fractions = read(tmp_path / "more" / "s_fractions.tif").astype(int)
    probabilities = read(tmp_path / "more" / "s_probabilities.tif") / 250.0
    seen = read(tmp_path / "plain" / "s_classes.tif")[0] > 0
    assert (fractions[:, ~seen] == 255).all() and not seen.all()
    assert np.abs(fractions[:, seen].sum(axis=0) - 250).max() <= 2  # four roundings of at most half a step
    halved = np.sqrt(probabilities) / np.sqrt(probabilities).sum(axis=0)
    clear = seen & (probabilities.min(axis=0) > 0.02)  # below, rounding to 1/250 hides what the root would be
    assert clear.sum() > 500
    np.testing.assert_allclose(fractions[:, clear] / 250.0, halved[:, clear], atol=0.02)
    for name in ("classes", "probabilities"):
        assert (tmp_path / "plain" / f"s_{name}.tif").read_bytes() == (tmp_path / "more" / f"s_{name}.tif").read_bytes()
    assert (tmp_path / "some" / "s_fractions.tif").read_bytes() == (tmp_path / "more" / "s_fractions.tif").read_bytes()
    assert not (tmp_path / "plain" / "s_fractions.tif").exists()

    report = json.loads((tmp_path / "more" / "s_classes.json").read_text())
    assert {"fractions", "unknown"} <= report["output_files"].keys() and "--fractions" in report["command"]
    capsys.readouterr()
    assert main([*words, str(tmp_path / "more"), *ALL]) == 0
    assert "Kept" in capsys.readouterr().err
    (tmp_path / "more" / "s_fractions.tif").write_bytes(b"damaged")
    assert main([*words, str(tmp_path / "more"), *ALL]) == 0
    assert "s_fractions.tif is damaged" in capsys.readouterr().err
    assert scenes_in(str(tmp_path / "more")) == []  # our own rasters are no scenes


def test_parts_merge_to_the_same_bytes(source: Path, tiny_model: Path, tmp_path: Path) -> None:
    words = ["map", str(source), *WORDS, "--model", str(tiny_model), *ALL, "--out"]
    assert main([*words, str(tmp_path / "one")]) == 0
    assert main([*words, str(tmp_path / "cut"), "--part-rows", "37"]) == 0
    for rows in ("0:37", "37:100"):
        assert main([*words, str(tmp_path / "parts"), "--rows", rows]) == 0
    assert main(["merge", str(tmp_path / "parts"), "--out", str(tmp_path / "merged" / "s_classes.tif")]) == 0
    for name in ("classes", "fractions", "unknown", "probabilities", "confidence"):
        one = (tmp_path / "one" / f"s_{name}.tif").read_bytes()
        assert one == (tmp_path / "cut" / f"s_{name}.tif").read_bytes(), name
        assert one == (tmp_path / "merged" / f"s_{name}.tif").read_bytes(), name


@pytest.mark.parametrize("plan", [[], ["--dry-run"]])
def test_a_model_without_them_is_refused_before_anything_is_written(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], plan: list[str]
) -> None:
    model = save_model(tmp_path / "plain", fractions=False, name="plain")
    monkeypatch.setattr(OutputSet, "add", lambda *a: pytest.fail("a file was begun"))
    words = ["map", str(source), *WORDS, "--model", str(model), "--out", str(tmp_path / "out"), "--fractions", *plan]
    assert main(words) == 1
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert "'plain' has no cover fractions" in said and "leave the fractions out." in said
    assert not (tmp_path / "out").exists()
