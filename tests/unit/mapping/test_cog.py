"""Maps as cloud-optimised GeoTIFFs: the layout, the overviews, and that nothing else changes."""

import json
import threading
import time

import numpy as np
import pytest
import rasterio

from backend.common.cancellation import CancelToken
from backend.common.errors import CancelledError, OutputError
from backend.job.spec import JobSpec, Outputs
from backend.mapping.existing.resume import settings_of
from backend.raster.cloud_optimised import TILE, extra_bytes, optimise, overview_factors
from backend.raster.georeference import GeoReference
from backend.raster.sink import GeoTiffSink, RasterLayer
from backend.shell.main import main
from tests.support.tiff import directories
from tests.support.tiny import save_geotiff, scene

STATED = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
EXTRAS = ["--probabilities", "--fractions", "--confidence", "--unknown", "--segments"]
KEYS = ("classes", "probabilities", "fractions", "confidence", "unknown")
HEIGHT, WIDTH = 1100, 530


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A scene larger than a tile, with a hole of nodata."""
    small, centers = scene(110, 53)
    cube = np.repeat(np.repeat(small, 10, axis=1), 10, axis=2)
    cube[:, 60:390, 10:340] = -9999
    return save_geotiff(tmp_path_factory.mktemp("scene") / "s.tif", cube, centers, nodata=-9999)


@pytest.fixture(scope="module")
def mapped(source, tiny_model, tmp_path_factory):
    """Return a function that maps the scene into a folder of its own and gives that folder."""

    def run(*words):
        folder = tmp_path_factory.mktemp("map")
        assert main(["map", str(source), "--out", str(folder), "--model", str(tiny_model), *STATED, *words]) == 0
        return folder

    return run


@pytest.fixture(scope="module")
def plain(mapped):
    return mapped(*EXTRAS)


@pytest.fixture(scope="module")
def optimised(mapped):
    return mapped(*EXTRAS, "--cog")


@pytest.mark.parametrize("key", KEYS)
def test_the_layout_is_that_of_a_cloud_optimised_geotiff(optimised, key):
    images = directories(optimised / f"s_{key}.tif")
    assert [(i.height, i.width) for i in images] == [(HEIGHT, WIDTH), (550, 265), (275, 132)]
    assert [i.is_reduced for i in images] == [False, True, True]
    assert {i.tile for i in images} == {(TILE, TILE)}
    places = [i.at for i in images]
    assert places == sorted(places)  # the directories are in order, before all pixels
    tiles = [sorted(offset for offset, size in i.data if size) for i in images]
    assert places[-1] < min(map(min, tiles))
    for smaller, larger in zip(tiles[:0:-1], tiles[-2::-1]):  # the smallest overview first, the full raster last
        assert max(smaller) < min(larger)
    with rasterio.open(optimised / f"s_{key}.tif") as file:
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.compression.name == "deflate"


@pytest.mark.parametrize("key", KEYS)
def test_pixels_colours_names_nodata_and_tags_are_those_of_the_plain_raster(plain, optimised, key):
    with rasterio.open(plain / f"s_{key}.tif") as one, rasterio.open(optimised / f"s_{key}.tif") as other:
        assert (one.read() == other.read()).all()
        for name in ("nodata", "nodatavals", "dtypes", "transform", "crs", "descriptions", "scales", "offsets"):
            assert getattr(one, name) == getattr(other, name), name
        kept = {k: v for k, v in other.tags().items() if k not in ("OVR_RESAMPLING_ALG",)}
        assert kept == one.tags()
        assert [other.tags(b) for b in other.indexes] == [one.tags(b) for b in one.indexes]
        if key == "classes":
            assert other.colormap(1) == one.colormap(1)
    for name in ("s_classes.qml", "s_classes.tif.aux.xml"):
        assert (plain / name).read_text() == (optimised / name).read_text()
    assert {p.name for p in plain.iterdir()} == {p.name for p in optimised.iterdir()}


def blocks(values, factor):
    """Whole blocks of factor x factor pixels: (rows, columns, factor * factor)."""
    height, width = (n // factor * factor for n in values.shape)
    cut = values[:height, :width].reshape(height // factor, factor, width // factor, factor)
    return cut.transpose(0, 2, 1, 3).reshape(height // factor, width // factor, -1)


def test_overviews_of_classes_hold_classes_and_those_of_shares_means(optimised):
    for key in KEYS:
        path = optimised / f"s_{key}.tif"
        with rasterio.open(path) as file:
            full = file.read(1)
            assert file.overviews(1) == [2, 4]
        with rasterio.open(path, overview_level=0) as file:
            half, nodata = file.read(1)[:-1, :-1], file.nodata
        four = blocks(full, 2)[: half.shape[0], : half.shape[1]]
        half = half[: four.shape[0], : four.shape[1]]
        if key == "classes":
            assert (four == half[..., None]).any(axis=-1).all()
            continue
        valid = four != nodata
        assert ((half != nodata) == valid.any(axis=-1)).all()
        some = valid.any(axis=-1)
        mean = (four * valid).sum(axis=-1)[some] / valid.sum(axis=-1)[some]
        assert np.abs(half[some] - mean).max() <= 0.5


def test_the_report_says_so_and_its_command_repeats_every_byte(optimised):
    report = json.loads((optimised / "s_classes.json").read_text())
    assert report["layout"]["form"] == "cloud-optimised GeoTIFF"
    assert report["layout"]["overviews"] == [2, 4] == overview_factors(HEIGHT, WIDTH)
    assert report["layout"]["resampling"] == {key: "nearest" if key == "classes" else "average" for key in KEYS}
    assert "--cog" in report["command"]
    before = {key: (optimised / f"s_{key}.tif").read_bytes() for key in KEYS}
    assert main(report["command"].split()[3:]) == 0
    assert {key: (optimised / f"s_{key}.tif").read_bytes() for key in KEYS} == before


def test_merged_parts_are_the_map_of_a_single_run(mapped, optimised):
    folder = mapped(*EXTRAS, "--cog", "--part-rows", "400")
    report = json.loads((folder / "s_classes.json").read_text())
    assert len(report["parts"]) == 3
    assert report["layout"]["overviews"] == [2, 4]
    for key in KEYS:
        assert (folder / f"s_{key}.tif").read_bytes() == (optimised / f"s_{key}.tif").read_bytes(), key


def test_a_plain_map_is_made_anew_where_the_other_form_is_asked_for(mapped, source, tiny_model, capsys):
    folder = mapped()
    again = ["map", str(source), "--out", str(folder), "--model", str(tiny_model), *STATED]
    assert main(again) == 0
    assert "Kept" in capsys.readouterr().err
    assert main([*again, "--cog"]) == 0
    assert "cog" in capsys.readouterr().err
    assert len(directories(folder / "s_classes.tif")) == 3
    old = {"options": {}, "overrides": {}, "extent": None, "rows": None}  # a report from before there was the option
    assert settings_of(old)["cog"] is False


def test_the_plan_counts_the_overviews_and_the_copy(source, tiny_model, run_job):
    def disk_mb(cog):
        spec = JobSpec.from_dict(
            {
                "kind": "plan", "source": str(source), "model": str(tiny_model),
                "overrides": {"level": "L2", "scale": 1e-4, "units": "reflectance"},
                "outputs": {"classes": str(source.with_name("m.tif")), "probabilities": str(source.with_name("p.tif"))},
                "options": {"cog": cog},
            }
        )  # fmt: skip
        return run_job(spec)[0].data["disk_mb"]

    layers = [RasterLayer("a", "uint8", 0, ("x",)), RasterLayer("b", "uint8", 0, ("x",) * 4)]
    assert disk_mb(True) - disk_mb(False) == pytest.approx(extra_bytes(HEIGHT * WIDTH, layers) / 1e6, abs=0.002)
    assert extra_bytes(300, layers) == 5 * 100 + 4 * 400


LAYER = RasterLayer("confidence", "uint8", 255, ("Confidence (%)",))


def raster(path, side):
    """A raster that does not compress well, written as the program does."""
    sink = GeoTiffSink(path, LAYER, height=side, width=side, reference=GeoReference(None, None), side=256)
    noise = np.random.default_rng(3)
    for row in range(0, side, 256):
        rows = min(256, side - row)
        sink.write(row, 0, noise.integers(0, 100, (1, rows, side), dtype=np.uint8))
    sink.close()
    return path


def test_a_stop_ends_the_copy_and_leaves_no_thread(tmp_path):
    path, token = raster(tmp_path / "a.tif", 4000), CancelToken()
    threading.Timer(0.1, token.cancel).start()
    with pytest.raises(CancelledError):
        optimise(path, LAYER, scratch=tmp_path / "b.tif", check=token.check)
    for _ in range(200):
        if not [t for t in threading.enumerate() if t.name == "specaware-cog"]:
            break
        time.sleep(0.05)
    assert not [t for t in threading.enumerate() if t.name == "specaware-cog"]


def test_a_disk_that_refuses_is_one_sentence_and_the_raster_is_as_it_was(tmp_path):
    path = raster(tmp_path / "a.tif", 600)
    before = path.read_bytes()
    with pytest.raises(OutputError, match="check the disk"):
        optimise(path, LAYER, scratch=tmp_path / "missing" / "b.tif", check=lambda: None)
    assert path.read_bytes() == before


def test_a_small_raster_needs_no_overview(tmp_path):
    path = raster(tmp_path / "a.tif", 100)
    optimise(path, LAYER, scratch=tmp_path / "b.tif", check=lambda: None)
    assert [(i.height, i.width) for i in directories(path)] == [(100, 100)]
    assert overview_factors(512, 512) == []


@pytest.mark.parametrize(("height", "width"), [(1, 513), (1025, 3), (1026, 700), (2100, 1)])
def test_thin_and_uneven_rasters_have_the_overviews_that_are_said(tmp_path, height, width):
    sink = GeoTiffSink(
        tmp_path / "a.tif", LAYER, height=height, width=width, reference=GeoReference(None, None), side=256
    )
    sink.write(0, 0, np.arange(height * width, dtype=np.int64).reshape(1, height, width).astype(np.uint8) % 101)
    sink.close()
    optimise(tmp_path / "a.tif", LAYER, scratch=tmp_path / "b.tif", check=lambda: None)
    images = directories(tmp_path / "a.tif")
    assert [max(1, height // f) for f in (1, *overview_factors(height, width))] == [i.height for i in images]
    assert [max(1, width // f) for f in (1, *overview_factors(height, width))] == [i.width for i in images]


def test_the_class_map_is_the_only_output_that_must_be(tiny_model, source, tmp_path, run_job):
    spec = JobSpec.from_dict(
        {
            "kind": "map", "source": str(source), "model": str(tiny_model), "options": {"cog": True},
            "overrides": {"level": "L2", "scale": 1e-4, "units": "reflectance"},
            "outputs": {"classes": str(tmp_path / "m.tif"), "segments": str(tmp_path / "m.gpkg")},
        }
    )  # fmt: skip
    assert spec.outputs == Outputs(classes=str(tmp_path / "m.tif"), segments=str(tmp_path / "m.gpkg"))
    final = run_job(spec)[0]
    assert final.type == "result", final.message
    assert {p.name for p in tmp_path.iterdir()} == {"m.tif", "m.gpkg", "m.json", "m.qml", "m.tif.aux.xml"}
