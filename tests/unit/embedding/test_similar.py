"""A raster of similarity: by spectral angle and by features, to points, polygons and spectra of a library."""

import json

import numpy as np
import pytest
import rasterio

from backend.embedding import similar
from backend.embedding.likeness import FeatureLikeness, SpectralLikeness
from backend.job.kinds.similar import Seeking
from backend.job.spec import JobSpec, Options, Outputs
from backend.shell.main import main
from tests.support.tiny import save_geotiff, scene

L2 = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
WORDS = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
LEFT, TOP = 500000.0, 5800000.0
ROW, COL = 5, 7


def kinds(height, width):
    """Which of the two materials of ``scene`` each pixel is."""
    rows, cols = np.mgrid[0:height, 0:width].astype(np.float32)
    return np.sin(rows / 17.0) + np.cos(cols / 23.0) > 0


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    cube, centers = scene(60, 70)
    cube[:, 50:, 60:] = -9999
    return save_geotiff(tmp_path_factory.mktemp("scene") / "a.tif", cube, centers, nodata=-9999)


def place(row, col):
    return LEFT + 30 * (col + 0.5), TOP - 30 * (row + 0.5)


def run(run_job, source, out, *, points=None, options=None, extent=None, **seeking):
    points = (place(ROW, COL),) if points is None else points
    spec = JobSpec(
        "similar", str(source), overrides=L2, points=points, settings=Seeking(**seeking), extent=extent,
        outputs=Outputs(similarity=str(out / "s.tif")), options=options or Options(threads=1),
    )  # fmt: skip
    return run_job(spec)[0]


def percent(out):
    with rasterio.open(out / "s.tif") as file:
        assert file.count == 1 and np.isnan(file.nodata)
        return file.read(1)


@pytest.mark.parametrize("method", ["spectrum", "features"])
def test_the_material_of_the_clicked_pixel_stands_out(source, run_job, tmp_path, method):
    final = run(run_job, source, tmp_path, method=method)
    assert final.type == "result" and final.data["method"] == method, final.message
    found, kind = percent(tmp_path), kinds(60, 70)
    assert np.isnan(found[50:, 60:]).all() and found[ROW, COL] >= 99
    same, other = found[:50][kind[:50] == kind[ROW, COL]], found[:50][kind[:50] != kind[ROW, COL]]
    assert np.median(same) > np.median(other) + 20 and (same.mean() > other.mean())


def test_the_report_names_what_was_looked_for(source, run_job, tmp_path):
    final = run(run_job, source, tmp_path, method="spectrum", points=(place(ROW, COL), place(999, 0)))
    report = json.loads((tmp_path / "s.json").read_text())
    assert report["references"]["pixels"] == [[ROW, COL]] and report["device"] == "CPU (numpy)"
    assert any("1 point outside" in text for text in final.data["warnings"])
    assert report["pixels_over_50"] == int((percent(tmp_path) >= 50).sum())


def test_without_a_method_places_are_compared_by_features_and_libraries_by_spectrum(tmp_path):
    spec = JobSpec("similar", "a", points=((1, 1),), outputs=Outputs(similarity="s.tif"))
    assert similar.by_features(spec)
    library = JobSpec("similar", "a", settings=Seeking(library="l.csv"), outputs=Outputs(similarity="s.tif"))
    assert not similar.by_features(library)


@pytest.mark.parametrize("method", ["spectrum", "features"])
def test_a_part_has_the_numbers_of_the_whole(source, run_job, tmp_path, method):
    assert run(run_job, source, tmp_path, method=method).type == "result"
    whole = percent(tmp_path)
    box = (LEFT + 300, TOP - 900, LEFT + 900, TOP - 300)
    again = run(run_job, source, tmp_path, method=method, extent=box, options=Options(overwrite=True, threads=1))
    assert again.type == "result"
    np.testing.assert_allclose(percent(tmp_path), whole[10:30, 10:30], atol=0.02)


def test_small_pieces_change_nothing(source, run_job, tmp_path, monkeypatch):
    assert run(run_job, source, tmp_path, method="spectrum").type == "result"
    whole = percent(tmp_path)
    monkeypatch.setattr(similar, "_CHUNK_VALUES", 12 * 100)
    again = run(run_job, source, tmp_path, method="spectrum", options=Options(overwrite=True))
    assert again.type == "result"
    np.testing.assert_allclose(percent(tmp_path), whole, atol=0.011)  # sums of another order


def test_points_of_a_file_in_another_crs_and_polygons(source, run_job, tmp_path):
    from rasterio.warp import transform

    x, y = place(ROW, COL)
    (lon,), (lat,) = transform("EPSG:32633", "EPSG:4326", [x], [y])
    ring = [[lon, lat], [lon + 0.002, lat], [lon + 0.002, lat - 0.001], [lon, lat]]
    shapes = [{"type": "Point", "coordinates": [lon, lat]}, {"type": "Polygon", "coordinates": [ring]}]
    path = tmp_path / "places.geojson"
    for number, shape in enumerate(shapes):
        feature = {"type": "Feature", "properties": {}, "geometry": shape}
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
        final = run(
            run_job, source, tmp_path, points=(), vector=str(path), method="spectrum", options=Options(overwrite=True)
        )
        assert final.type == "result", final.message
        found = final.data["references"]["pixels"]
        assert [ROW, COL] in found if number == 0 else len(found) > 3


def test_a_library_is_brought_to_the_raster_s_bands(source, run_job, tmp_path):
    cube, centers = scene(60, 70)
    kind = kinds(60, 70)
    names, library = ("green", "dry"), tmp_path / "library.csv"
    spectra = [cube[:, kind].mean(axis=1), cube[:, ~kind].mean(axis=1)]
    lines = [f"{c / 1000:.4f},{a:.1f},{b:.1f}" for c, a, b in zip(centers, *spectra)]
    library.write_text("\n".join(["wavelength (um),green,dry", *lines]))
    for name, wanted in zip(names, (kind, ~kind)):
        words = ["similar", str(source), "--out", str(tmp_path), "--library", str(library), "--spectrum", name]
        assert main([*words, "--overwrite", *WORDS]) == 0
        with rasterio.open(tmp_path / "a_similarity.tif") as file:
            found = file.read(1)[:50]
        assert np.median(found[wanted[:50]]) > 80 > np.median(found[~wanted[:50]])


@pytest.mark.parametrize(
    ("seeking", "points", "text"),
    [
        ({"library": "no.csv"}, (), "does not exist"),
        ({"vector": "no.gpkg"}, (), "does not exist"),
        ({}, (place(55, 65),), "None of the target places is on a valid pixel"),
        ({}, ((0.0, 0.0),), "None of the target places"),
        ({"method": "features", "library": "no.csv"}, (), "has no features for library spectra"),
    ],
)
def test_what_cannot_be_found_is_said(source, run_job, tmp_path, seeking, points, text):
    final = run(run_job, source, tmp_path, points=points, **seeking)
    assert final.type == "error" and text in final.message
    assert not list(tmp_path.iterdir())


def test_a_ceiling_too_low_says_what_is_needed(source, run_job, tmp_path):
    final = run(run_job, source, tmp_path, method="spectrum", options=Options(memory_mb=10))
    assert final.type == "error" and "allow at least" in final.message
    needed = int(final.message.split("at least ")[1].split()[0])
    assert run(run_job, source, tmp_path, method="spectrum", options=Options(memory_mb=needed)).type == "result"


def test_the_command_line_looks_for_several_pixels(source, tmp_path):
    x, y = place(ROW, COL)
    words = ["similar", str(source), "--out", str(tmp_path), "--method", "spectrum"]
    assert main([*words, "--at", str(x), str(y), "--at", str(x + 900), str(y - 900), *WORDS]) == 0
    assert json.loads((tmp_path / "a_similarity.json").read_text())["references"]["pixels"] == [[5, 7], [35, 37]]


def test_percent_of_angles_and_of_features():
    pixels = np.array([[1.0, 1.0, 0.0], [0.0, np.tan(np.radians(15)), 1.0]], dtype=np.float32)[:, None]  # 0, 15, 90
    found = SpectralLikeness(np.array([[2.0, 0.0]], np.float32), np.arange(2)).apply(pixels)
    np.testing.assert_allclose(found, [[100, 50, 0]], atol=0.05)
    rng = np.random.default_rng(0)
    features = rng.normal(3, 2, (1, 8, 5, 6)).astype(np.float32)
    sample = features[0].reshape(8, -1).T
    made = FeatureLikeness.of(sample[[4, 9]], sample).apply(features)[0, 0].ravel()
    scaled = (sample - sample.mean(0)) / sample.std(0)
    scaled /= np.linalg.norm(scaled, axis=1, keepdims=True)
    np.testing.assert_allclose(made, 100 * (scaled @ scaled[[4, 9]].T).max(1).clip(0), atol=0.01)
