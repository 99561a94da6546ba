"""The whole path with a real, tiny network: grid, validity, order of bands, sizes, blocks, repetition."""

import json

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

from backend.job.spec import JobSpec, Options, Outputs
from backend.products.registry import open_product
from backend.products.statements.sample import places
from backend.spectral.overrides import SensorOverrides
from tests.support.tiny import CLASSES, save_envi, save_geotiff, save_model, scene

L2 = {"level": "L2", "scale": 0.0001, "units": "reflectance"}


def spec_of(source, folder, model, *, overrides=L2, extra=(), **fields):
    options = fields.pop("options", Options())
    named = {key: str(folder / f"{key}.{'gpkg' if key == 'segments' else 'tif'}") for key in extra}
    outputs = Outputs(classes=str(folder / "classes.tif"), **named)
    return JobSpec(
        "map", str(source), model=str(model), overrides=dict(overrides), outputs=outputs, options=options, **fields
    )


@pytest.fixture
def mapped(run_job, tiny_model, tmp_path):
    """Return a function that maps a raster and gives the class map, its file's facts and the final event."""
    made = iter(range(1000))

    def run(source, *, model=tiny_model, **fields):
        folder = tmp_path / f"out{next(made)}"
        final, _ = run_job(spec_of(source, folder, model, **fields))
        assert final.type == "result", final.message
        with rasterio.open(folder / "classes.tif") as file:
            return file.read(1), folder, final.data

    return run


def failure(run_job, spec):
    final, _ = run_job(spec)
    assert final.type == "error"
    assert final.message.endswith(".")
    return final


# --- what is inside the files ---------------------------------------------------------------------


def test_map_has_palette_names_nodata_and_provenance_inside(mapped, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(50, 60))
    _, folder, data = mapped(source)
    with rasterio.open(folder / "classes.tif") as file:
        assert file.dtypes == ("uint8",)
        assert file.nodata == 0
        colors = file.colormap(1)
        for value, _, title, color in CLASSES:
            assert colors[value] == (*bytes.fromhex(color), 255)
            assert file.tags(1)[f"CLASS_{value}"] == title
        assert colors[0][3] == 0
        assert file.tags()["SPECAWARE_MODEL"] == "tiny"
        assert file.tags()["SPECAWARE_SOURCE"] == "a.tif"
    names = (folder / "classes.tif.aux.xml").read_text()
    assert "<CategoryNames>" in names
    assert "<Category>Low vegetation</Category>" in names
    style = (folder / "classes.qml").read_text()
    assert '<paletteEntry value="2" color="#a6d96a" alpha="255" label="Low vegetation"/>' in style
    assert style.count("<paletteEntry") == len(CLASSES)
    assert data["classes"][0]["title"] == "Built-up"
    assert sum(c["pixels"] for c in data["classes"]) == 50 * 60
    assert sum(c["area_m2"] for c in data["classes"]) == 50 * 60 * 900.0


def test_probabilities_and_confidence_agree_with_the_classes(mapped, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(40, 70))
    classes, folder, _ = mapped(source, extra=("probabilities", "confidence"))
    with rasterio.open(folder / "probabilities.tif") as file:
        probabilities = file.read() * np.array(file.scales)[:, None, None]
        assert file.nodata == 255
        assert file.descriptions == tuple(c[2] for c in CLASSES)
    with rasterio.open(folder / "confidence.tif") as file:
        confidence = file.read(1)
    np.testing.assert_allclose(probabilities.sum(axis=0), 1.0, atol=0.01)
    weighted = probabilities * np.array([1.0, 1.2, 1.0, 0.9])[:, None, None]
    values = np.array([c[0] for c in CLASSES])
    assert np.mean(values[weighted.argmax(axis=0)] == classes) > 0.99
    chosen = np.take_along_axis(probabilities, np.searchsorted(values, classes)[None], axis=0)[0]
    assert np.abs(chosen * 100 - confidence).max() <= 1.0


def test_report_repeats_the_map_byte_for_byte(mapped, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(70, 45))
    _, folder, _ = mapped(source, extra=("probabilities",))
    before = [(folder / name).read_bytes() for name in ("classes.tif", "probabilities.tif")]
    report = json.loads((folder / "classes.json").read_text())
    assert report["model"]["sha256"] and report["input"]["files"][0]["sha256"]
    assert report["device"].startswith("CPU")
    assert all(b["used"] for b in report["bands"])
    assert {"origin", "fwhm_origin", "good_origin", "reason"} <= set(report["bands"][0])
    from backend.shell.main import main

    command = report["command"].removeprefix("python -m backend ")
    import shlex

    assert main(shlex.split(command)) == 0
    assert [(folder / name).read_bytes() for name in ("classes.tif", "probabilities.tif")] == before


# --- the grid (test 11) ---------------------------------------------------------------------------

TRANSFORMS = {
    "north-up": (500000.0, 30.0, 0.0, 5800000.0, 0.0, -30.0),
    "thirds": (1 / 3, 1 / 3, 0.0, 2 / 3, 0.0, -1 / 3),
    "south-up": (500000.0, 30.0, 0.0, 5800000.0, 0.0, 30.0),
    "rotated": (500000.0, 26.0, 15.0, 5800000.0, 15.0, -26.0),
}


@pytest.mark.parametrize("name", TRANSFORMS)
@pytest.mark.parametrize("crs", ["EPSG:32633", "EPSG:4326", None])
def test_geotransform_and_crs_equal_the_input(mapped, tmp_path, name, crs):
    transform = TRANSFORMS[name] if crs != "EPSG:4326" else tuple(v * 1e-5 for v in TRANSFORMS[name])
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 24), transform=transform, crs=crs)
    _, folder, _ = mapped(source)
    with rasterio.open(source) as first, rasterio.open(folder / "classes.tif") as second:
        assert second.transform == first.transform
        assert second.crs == first.crs
        assert second.shape == first.shape


def test_a_raster_without_georeference_gives_a_map_without_one(mapped, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 24), transform=None, crs=None)
    _, folder, data = mapped(source)
    with rasterio.open(folder / "classes.tif") as file:
        assert file.transform.is_identity
        assert file.crs is None
    assert data["classes"][0]["area_m2"] is None


@pytest.mark.parametrize("name", ["north-up", "south-up", "rotated"])
def test_an_extent_gives_the_same_pixels_as_the_whole_map(mapped, tmp_path, name):
    x0, dxc, dxr, y0, dyc, dyr = TRANSFORMS[name]
    source = save_geotiff(tmp_path / "a.tif", *scene(90, 100), transform=TRANSFORMS[name])
    whole, *_ = mapped(source)
    xs, ys = zip(*((x0 + c * dxc + r * dxr, y0 + c * dyc + r * dyr) for c, r in ((31, 17), (70, 60))))
    extent = (min(xs), min(ys), max(xs), max(ys))
    part, folder, data = mapped(source, extent=extent)
    w = data["window"]
    assert np.array_equal(part, whole[w["row"] : w["row"] + w["height"], w["col"] : w["col"] + w["width"]])
    if name != "rotated":
        assert (w["row"], w["col"], w["height"], w["width"]) == (17, 31, 43, 39)
    with rasterio.open(folder / "classes.tif") as file:
        corner = (x0 + w["col"] * dxc + w["row"] * dxr, y0 + w["col"] * dyc + w["row"] * dyr)
        assert file.transform == Affine(dxc, dxr, corner[0], dyc, dyr, corner[1])


def test_an_extent_inside_pixels_snaps_outwards(mapped, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20), transform=(0, 10, 0, 200, 0, -10))
    _, _, data = mapped(source, extent=(25.0, 102.0, 31.0, 119.0))
    assert data["window"] == {"row": 8, "col": 2, "height": 2, "width": 2}


def test_an_extent_elsewhere_is_an_error(run_job, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20))
    spec = spec_of(source, tmp_path / "out", tiny_model, extent=(0.0, 0.0, 1.0, 1.0))
    assert "does not touch" in failure(run_job, spec).message
    assert not (tmp_path / "out").exists()


def test_row_ranges_merge_into_exactly_the_single_run(mapped, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(101, 77))
    whole, *_ = mapped(source)
    parts = [mapped(source, rows=rows)[0] for rows in ((0, 29), (29, 30), (30, 64), (64, 101))]
    assert np.array_equal(np.concatenate(parts), whole)


# --- sizes and blocks (tests 9 and 10) ------------------------------------------------------------


@pytest.mark.parametrize(
    "shape", [(1, 1), (1, 97), (97, 1), (31, 31), (32, 32), (33, 33), (24, 25), (56, 57), (67, 101)]
)
def test_every_pixel_of_every_size_is_mapped(mapped, tmp_path, shape):
    cube, centers = scene(*shape)
    classes, _, _ = mapped(save_geotiff(tmp_path / "a.tif", cube, centers))
    assert classes.shape == shape
    assert classes.min() > 0


def test_blocks_of_any_width_and_reads_of_any_height_agree(mapped, tmp_path):
    cube, centers = scene(210, 300)
    maps = [
        mapped(save_geotiff(tmp_path / "strips.tif", cube, centers), options=Options(block_px=px))[0]
        for px in (0, 64, 128, 256)
    ]
    tiled = save_geotiff(
        tmp_path / "tiled.tif", cube, centers, tiled=True, blockxsize=64, blockysize=64, compress="deflate"
    )
    maps.append(mapped(tiled, options=Options(block_px=96))[0])
    maps += [
        mapped(save_envi(tmp_path / f"{order}.img", cube, centers, interleave=order))[0]
        for order in ("bsq", "bil", "bip")
    ]
    maps.append(mapped(tiled, options=Options(batch=3))[0])
    maps += [mapped(tiled, options=Options(threads=threads))[0] for threads in (1, 4)]  # that many runs at once
    assert len(np.unique(maps[0])) > 1
    for other in maps[1:]:
        assert np.array_equal(other, maps[0])


def test_a_block_too_wide_for_the_ceiling_is_refused_with_the_least_that_works(run_job, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(100, 100))
    final = failure(run_job, spec_of(source, tmp_path / "out", tiny_model, options=Options(memory_mb=100)))
    assert "allow at least" in final.message
    least = int(final.message.split("at least ")[1].split()[0])
    final, _ = run_job(spec_of(source, tmp_path / "out", tiny_model, options=Options(memory_mb=least)))
    assert final.type == "result"


@pytest.mark.parametrize(("context", "mood"), [(2, 0.0), (0, 3.0)])
def test_windows_that_disagree_leave_no_seam(run_job, tmp_path, context, mood):
    model = save_model(tmp_path / "model", size=64, overlap=16, context=context, mood=mood)
    source = save_geotiff(tmp_path / "a.tif", *scene(400, 400))
    final, _ = run_job(spec_of(source, tmp_path / "out", model, extra=("probabilities",)))
    assert final.type == "result"
    with rasterio.open(tmp_path / "out" / "probabilities.tif") as file:
        steps = np.abs(np.diff(file.read().astype(np.float64), axis=2)).mean(axis=(0, 1))
    seams = [steps[start - 1 : start + 17] for start in range(48, 380, 48)]  # windows of 64 that share 16
    if mood:  # a step there must be, from one window's level to the other's; it is spread and not sudden
        assert max(seam.max() / seam.sum() for seam in seams) < 0.15
    else:
        elsewhere = np.delete(steps, [start + k for start in range(48, 380, 48) for k in range(-1, 17)])
        assert np.mean(seams) <= 1.05 * elsewhere.mean()


# --- validity (test 12) ---------------------------------------------------------------------------


def holes(cube):
    rng = np.random.default_rng(5)
    gone = rng.random(cube.shape[1:]) < 0.2
    gone[:10, :10] = True
    return gone


@pytest.mark.parametrize("kind", ["nan", "inf", "-9999", "-32768", "mask", "alpha"])
def test_invalid_pixels_become_nodata_and_valid_ones_do_not_change(mapped, run_job, tmp_path, kind):
    model = save_model(tmp_path / "pixelwise", context=0, content=False)
    cube, centers = scene(64, 64)
    gone = holes(cube)
    extra = ("probabilities",)
    plain, plain_folder, _ = mapped(save_geotiff(tmp_path / "plain.tif", cube, centers), model=model, extra=extra)
    path = tmp_path / "holes.tif"
    if kind in ("nan", "inf"):
        values = cube.astype(np.float32)
        values[:, gone] = np.nan if kind == "nan" else np.inf
        save_geotiff(path, values, centers)
    elif kind in ("mask", "alpha"):
        save_geotiff(path, cube, centers)
        if kind == "mask":
            with rasterio.open(path, "r+") as file:
                file.write_mask(~gone)
        else:
            alpha = np.where(gone, 0, 32767).astype(np.int16)[None]
            save_geotiff(path, np.concatenate([cube, alpha]), centers)
            with rasterio.open(path, "r+") as file:
                file.colorinterp = [*file.colorinterp[:-1], rasterio.enums.ColorInterp.alpha]
    else:
        values = cube.copy()
        values[:, gone] = int(kind)
        save_geotiff(path, values, centers, nodata=int(kind))
    classes, folder, data = mapped(path, model=model, extra=extra)
    assert np.array_equal(classes == 0, gone)
    assert np.array_equal(classes[~gone], plain[~gone])
    assert sum(c["pixels"] for c in data["classes"]) == (~gone).sum()
    with rasterio.open(folder / "probabilities.tif") as one, rasterio.open(plain_folder / "probabilities.tif") as other:
        assert np.array_equal(one.read()[:, ~gone], other.read()[:, ~gone])
        assert np.all(one.read()[:, gone] == 255)


def test_a_pixel_that_lacks_a_few_bands_is_mapped_and_one_that_lacks_many_is_not(mapped, tmp_path):
    cube, centers = scene(40, 40, bands=20)
    cube[:3, 5, 5] = -9999
    cube[:8, 6, 6] = -9999
    classes, *_ = mapped(save_geotiff(tmp_path / "a.tif", cube, centers, nodata=-9999))
    assert classes[5, 5] > 0
    assert classes[6, 6] == 0


@pytest.mark.parametrize("where", ["raster", "extent"])
def test_nothing_valid_is_an_error_and_leaves_no_file(run_job, tiny_model, tmp_path, where):
    cube, centers = scene(60, 60)
    cube[:, :, :30] = -9999
    if where == "raster":
        cube[:] = -9999
    source = save_geotiff(tmp_path / "a.tif", cube, centers, nodata=-9999, transform=(0, 1, 0, 60, 0, -1))
    extent = None if where == "raster" else (0.0, 0.0, 20.0, 60.0)
    final = failure(run_job, spec_of(source, tmp_path / "out", tiny_model, extent=extent))
    assert "valid" in final.message or "nodata" in final.message
    assert not (tmp_path / "out").exists()


def test_valid_pixels_beyond_the_fixed_sample_are_still_found(mapped, tmp_path):
    cube, centers = scene(520, 520, bands=5)
    kept = cube[:, 2:12, 2:12].copy()
    cube[:] = -9999
    cube[:, 2:12, 2:12] = kept
    classes, *_ = mapped(save_geotiff(tmp_path / "a.tif", cube, centers, nodata=-9999))
    assert (classes > 0).sum() == 100


# --- bands (test 16) ------------------------------------------------------------------------------


def test_shuffled_and_reversed_bands_give_the_same_map(mapped, tmp_path):
    cube, centers = scene(80, 90, bands=30)
    plain, *_ = mapped(save_geotiff(tmp_path / "a.tif", cube, centers))
    order = np.random.default_rng(3).permutation(30)
    for name, index in (("shuffled", order), ("reversed", np.arange(30)[::-1])):
        other, *_ = mapped(save_geotiff(tmp_path / f"{name}.tif", cube[index], centers[index]))
        assert np.mean(other == plain) >= 0.999


def test_bands_outside_the_models_range_are_left_out_and_accounted_for(mapped, tmp_path):
    cube, centers = scene(20, 20, bands=10)
    centers = np.concatenate([[300.0], centers[1:-1], [2700.0]])
    _, folder, _ = mapped(save_geotiff(tmp_path / "a.tif", cube, centers))
    bands = json.loads((folder / "classes.json").read_text())["bands"]
    assert [b["used"] for b in bands] == [False, *[True] * 8, False]
    assert "outside the model's range" in bands[0]["reason"]


OUT_OF_SCOPE = {
    "outside the range": ({}, 12, "bands lies outside the"),
    "few bands": ({}, 4, "Only 4 bands can be used"),
}


@pytest.mark.parametrize("case", OUT_OF_SCOPE)
def test_what_is_out_of_scope_is_warned_of_in_its_own_words(run_job, tiny_model, tmp_path, case):
    changes, bands, words = OUT_OF_SCOPE[case]
    cube, centers = scene(20, 20, bands=bands)
    if case == "outside the range":
        centers = np.concatenate([[300.0], centers[1:]])
    source = save_geotiff(tmp_path / "a.tif", cube, centers)
    final, events = run_job(spec_of(source, tmp_path / "out", tiny_model, overrides={**L2, **changes}))
    assert final.type == "result", final.message
    said = [e.message for e in events if e.type == "warning"]
    others = [text for name, (_, _, text) in OUT_OF_SCOPE.items() if name != case]
    assert any(words in text for text in said)
    assert not any(other in text for text in said for other in others)
    report = json.loads((tmp_path / "out" / "classes.json").read_text())
    assert any(words in text for text in report["warnings"])


NO_REFLECTANCE = {
    "bright": ({"scale": 0.01}, "far above 1"),
    "dark": ({"scale": 1e-7}, "below 0.01 throughout"),
    "offset": ({"scale": 1e-4, "offset": -0.6}, "is outside -0.05 to 2"),
}


@pytest.mark.parametrize("case", NO_REFLECTANCE)
def test_values_that_cannot_be_reflectance_make_no_map(run_job, tiny_model, tmp_path, case):
    """Each in its own words, and no file is left."""
    changes, words = NO_REFLECTANCE[case]
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20, bands=12))
    final, _ = run_job(spec_of(source, tmp_path / "out", tiny_model, overrides={**L2, **changes}))
    assert final.type == "error" and words in final.message and "so it cannot be mapped" in final.message
    assert not any(other in final.message for name, (_, other) in NO_REFLECTANCE.items() if name != case)
    assert not list(tmp_path.glob("out/*"))


def test_values_that_only_the_whole_scene_shows_to_be_wrong_make_no_map(run_job, tiny_model, tmp_path):
    """The look at a few places on opening meets good values; the sample of the whole scene does not."""
    whole, centers = scene(300, 300, bands=12)
    cube = whole / 100.0
    for place in places(300, 300, (1, 300)):
        seen = (slice(None), slice(place.row, place.row_end), slice(place.col, place.col_end))
        cube[seen] = whole[seen] / 10000.0
    source = save_geotiff(tmp_path / "a.tif", cube.astype(np.float32), centers)
    with open_product(source, SensorOverrides(level="L2")) as product:
        assert product.meta.blockers == ()
    final, _ = run_job(spec_of(source, tmp_path / "out", tiny_model, overrides={"level": "L2"}))
    assert final.type == "error" and "far above 1, so it cannot be mapped" in final.message


def test_a_disk_too_full_for_the_outputs_is_found_before_anything_is_read(run_job, tiny_model, tmp_path, monkeypatch):
    import shutil

    from backend.raster import source as reading

    source = save_geotiff(tmp_path / "a.tif", *scene(64, 64))
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=1000))
    monkeypatch.setattr(reading, "_fill", lambda *a: pytest.fail("a pixel was read"))
    final = failure(run_job, spec_of(source, tmp_path / "out", tiny_model))
    assert "free some space" in final.message
    assert not (tmp_path / "out").exists()


def test_windows_without_a_valid_pixel_are_skipped(run_job, tiny_model, tmp_path, monkeypatch):
    from backend.engines.onnx_engine import OnnxEngine

    ran, real = [], OnnxEngine.run
    monkeypatch.setattr(OnnxEngine, "run", lambda self, *a: ran.append(len(a[0])) or real(self, *a))
    cube, centers = scene(200, 200)
    cube[:, :, 60:] = -9999  # windows of 32 at a stride of 24: the fourth column of them, from 72, is empty
    source = save_geotiff(tmp_path / "a.tif", cube, centers, nodata=-9999)
    final, _ = run_job(spec_of(source, tmp_path / "out", tiny_model))
    assert final.type == "result", final.message
    report = json.loads((tmp_path / "out" / "classes.json").read_text())
    assert report["grid"]["tiles"] == 64
    assert sum(ran) == 8 * 3


def test_the_cost_is_told_before_the_start(run_job, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(500, 500, bands=5))
    final, events = run_job(spec_of(source, tmp_path / "out", tiny_model))
    assert final.type == "result", final.message
    told = next(n for n, e in enumerate(events) if e.type == "log" and "441 windows in 1 block," in e.message)
    first = next(n for n, e in enumerate(events) if e.type == "progress")
    assert told < first
    assert all(word in events[told].message for word in ("MiB of memory (ceiling 1536)", "MB of disk", "about"))


# --- outputs --------------------------------------------------------------------------------------


def test_an_existing_map_is_kept_unless_overwriting_is_allowed(run_job, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20))
    spec = spec_of(source, tmp_path / "out", tiny_model)
    assert run_job(spec)[0].type == "result"
    before = (tmp_path / "out" / "classes.tif").stat().st_mtime_ns
    assert "exists" in failure(run_job, spec).message
    assert (tmp_path / "out" / "classes.tif").stat().st_mtime_ns == before
    assert run_job(spec_of(source, tmp_path / "out", tiny_model, options=Options(overwrite=True)))[0].type == "result"


def test_the_input_is_never_overwritten(run_job, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "classes.tif", *scene(20, 20))
    before = source.read_bytes()
    final = failure(run_job, spec_of(source, tmp_path, tiny_model, options=Options(overwrite=True)))
    assert "input itself" in final.message
    assert source.read_bytes() == before


def test_a_plan_states_the_cost_and_writes_nothing(run_job, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(100, 100))
    spec = spec_of(source, tmp_path / "out", tiny_model)
    final, _ = run_job(JobSpec("plan", spec.source, model=spec.model, overrides=spec.overrides, outputs=spec.outputs))
    assert final.type == "result", final.message
    assert final.data["tiles"] == 16
    assert final.data["disk_mb"] == 0.01
    assert 0 < final.data["memory_mb"] <= final.data["ceiling_mb"]
    assert not (tmp_path / "out").exists()


def test_the_style_of_another_file_is_left_alone(mapped, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20))
    (tmp_path / "out0").mkdir()
    foreign = tmp_path / "out0" / "classes.qml"
    foreign.write_text("the style of classes.img")
    mapped(source)
    assert foreign.read_text() == "the style of classes.img"
