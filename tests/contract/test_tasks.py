"""What every registered task must do; new ones are picked up from the registry."""

import numpy as np
import pytest
import rasterio

from backend.catalog.cards import ModelCard
from backend.job.spec import JobSpec, Options, Outputs
from backend.mapping.outputs import TASKS, task_of
from backend.scene.map_classes import MapClasses
from tests.support.tiny import save_geotiff, scene
from tests.support.wkb import polygon_of

OVERRIDES = {"level": "L2", "scale": 0.0001, "units": "reflectance"}


def spec_of(folder, source="a.tif", **options):
    outputs = Outputs(
        classes=str(folder / "classes.tif"), probabilities=str(folder / "probabilities.tif"),
        confidence=str(folder / "confidence.tif"), segments=str(folder / "segments.gpkg"),
    )  # fmt: skip
    return JobSpec("map", str(source), overrides=OVERRIDES, outputs=outputs, options=Options(**options))


@pytest.fixture(params=TASKS)
def task(request, tiny_model, tmp_path):
    made = TASKS[request.param](MapClasses(ModelCard.load(tiny_model)), spec_of(tmp_path))
    assert made.name == request.param
    return made


def test_layers_are_distinct_representable_and_lead_with_the_classes(task):
    layers = task.layers({"TAG": "x"})
    assert layers[0].key == "classes"
    assert len({layer.key for layer in layers}) == len(layers)
    for layer in layers:
        assert np.array(layer.nodata).astype(layer.dtype) == layer.nodata
        assert layer.tags == {"TAG": "x"}
        assert layer.band_names


@pytest.mark.parametrize("shape", [(1, 1), (5, 3), (0, 4)])
def test_decoded_pixels_fit_their_layers_and_respect_validity(task, shape):
    rng = np.random.default_rng(0)
    scores = rng.random((4, *shape), dtype=np.float32)
    scores /= scores.sum(axis=0)
    valid = rng.random(shape) > 0.3
    decoded = task.decode(scores, valid)
    for layer in task.layers({}):
        pixels = decoded[layer.key]
        assert pixels.shape == (len(layer.band_names), *shape)
        assert pixels.dtype == layer.dtype
        assert np.all(pixels[:, ~valid] == layer.nodata)
        assert np.all(pixels[:, valid] != layer.nodata)


def test_decoding_is_per_pixel(task):
    scores = np.random.default_rng(1).random((4, 6, 5), dtype=np.float32)
    valid = np.ones((6, 5), dtype=bool)
    whole = task.decode(scores, valid)
    for key, pixels in task.decode(scores[:, 2:4], valid[2:4]).items():
        assert np.array_equal(pixels, whole[key][:, 2:4])


def test_the_task_follows_from_the_outputs(tiny_model, tmp_path):
    card = ModelCard.load(tiny_model)
    assert task_of(card, spec_of(tmp_path)).name == "segment"
    assert task_of(card, JobSpec("map", "a", outputs=Outputs(classes="b"))).name == "classify"


# --- segments -------------------------------------------------------------------------------------


def segments(folder):
    from pyogrio.raw import read

    meta, _, geometry, fields = read(folder / "segments.gpkg")
    return meta, geometry, dict(zip(meta["fields"], fields))


def run(run_job, tiny_model, folder, source, **options):
    spec = spec_of(folder, source, **options)
    final, _ = run_job(JobSpec(**{**vars(spec), "model": str(tiny_model)}))
    assert final.type == "result", final.message
    return final


def test_segments_are_the_regions_of_the_class_map(run_job, tiny_model, tmp_path):
    cube, centers = scene(60, 80)
    cube[:, 20:25, 30:40] = -9999
    source = save_geotiff(tmp_path / "a.tif", cube, centers, nodata=-9999)
    final = run(run_job, tiny_model, tmp_path / "out", source)
    meta, geometry, fields = segments(tmp_path / "out")
    assert meta["geometry_type"] == "Polygon"
    assert "32633" in meta["crs"]
    assert final.data["segments"] == len(geometry) > 1
    with rasterio.open(tmp_path / "out" / "classes.tif") as file:
        classes, transform = file.read(1), file.transform
    with rasterio.open(tmp_path / "out" / "confidence.tif") as file:
        confidence = file.read(1)
    assert fields["pixels"].sum() == (classes > 0).sum()
    np.testing.assert_allclose(fields["area_m2"], fields["pixels"] * 900.0)
    from rasterio.features import rasterize

    burnt = rasterize(
        ((polygon_of(g), i + 1) for i, g in enumerate(geometry)),
        out_shape=classes.shape,
        transform=transform,
        dtype="int32",
    )
    for number in range(len(geometry)):
        inside = burnt == number + 1
        assert inside.sum() == fields["pixels"][number]
        assert np.all(classes[inside] == fields["class_id"][number])
        assert fields["confidence"][number] == pytest.approx(confidence[inside].mean())
    titles = {c.value: c.title for c in ModelCard.load(tiny_model).classes}
    assert [titles[v] for v in fields["class_id"]] == list(fields["class_name"])


def test_small_segments_are_merged_and_the_map_is_not(run_job, tiny_model, tmp_path):
    cube, centers = scene(60, 80)
    for row, col in ((8, 8), (8, 70), (30, 40), (50, 20)):
        cube[:, row : row + 3, col : col + 3] = 300  # dark spots of nine pixels, that is 8100 m2
    source = save_geotiff(tmp_path / "a.tif", cube, centers)
    run(run_job, tiny_model, tmp_path / "all", source)
    run(run_job, tiny_model, tmp_path / "large", source, min_area_m2=9000.0)
    every, large = segments(tmp_path / "all")[2], segments(tmp_path / "large")[2]
    assert every["area_m2"].min() < 9000.0
    assert large["area_m2"].min() >= 9000.0
    assert large["area_m2"].sum() == every["area_m2"].sum()
    assert (tmp_path / "all" / "classes.tif").read_bytes() == (tmp_path / "large" / "classes.tif").read_bytes()


def test_segments_without_confidence_leave_no_confidence_file(run_job, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(30, 30))
    out = tmp_path / "out"
    outputs = Outputs(classes=str(out / "classes.tif"), segments=str(out / "segments.gpkg"))
    final, _ = run_job(JobSpec("map", str(source), model=str(tiny_model), overrides=OVERRIDES, outputs=outputs))
    assert final.type == "result", final.message
    assert sorted(p.name for p in out.iterdir()) == [
        "classes.json",
        "classes.qml",
        "classes.tif",
        "classes.tif.aux.xml",
        "segments.gpkg",
    ]


def test_a_smallest_area_without_a_crs_is_refused_before_the_run(run_job, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20), transform=None, crs=None)
    spec = spec_of(tmp_path / "out", source, min_area_m2=10.0)
    final, events = run_job(JobSpec(**{**vars(spec), "model": str(tiny_model)}))
    assert "CRS" in final.message
    assert [e.type for e in events] == ["error"]
    assert not (tmp_path / "out").exists()
