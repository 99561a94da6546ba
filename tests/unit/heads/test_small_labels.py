"""Every command on small and untidy labels: few pixels a class, classes off the raster, odd names and geometries."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest

from backend.catalog.cards import ModelCard
from backend.shell.main import main
from tests.support.tiny import save_geotiff, scene

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
EAST, NORTH, PIXEL_M = 500000.0, 5800000.0, 30.0
FAR = 40_000  # pixels: beyond the raster


def write(path, features, epsg=32633):
    """Write a GeoJSON of (class, geometry) pairs in a CRS."""
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}
    items = [{"type": "Feature", "properties": {"land": name}, "geometry": shape} for name, shape in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": items}), encoding="utf-8")
    return path


def point(row, col):
    return {"type": "Point", "coordinates": [EAST + PIXEL_M * (col + 0.5), NORTH - PIXEL_M * (row + 0.5)]}


def square(row, col, side):
    x, y = EAST + PIXEL_M * col, NORTH - PIXEL_M * row
    far_x, far_y = x + PIXEL_M * side, y - PIXEL_M * side
    return [[[x, y], [far_x, y], [far_x, far_y], [x, far_y], [x, y]]]


def many(name, count, *, row, col):
    """Points of one class, three pixels apart."""
    return [(name, point(row + 3 * (n // 6), col + 3 * (n % 6))) for n in range(count)]


@pytest.fixture
def source(tmp_path):
    return save_geotiff(tmp_path / "a.tif", *scene(90, 110, 24))


@pytest.fixture
def tell(tiny_model, capsys):
    """Return a function that trains on labels and gives exit code, stderr and the folder of the model."""

    def run(source, labels, folder, *words, more=(), field="land"):
        words = ["train", source, *more, "--labels", labels, "--field", field, "--out", folder, *words]
        code = main([*map(str, words), "--model", str(tiny_model)])
        return code, capsys.readouterr().err

    return run


def maps(model, source, folder):
    """True if a model maps a raster."""
    return main(["map", str(source), "--out", str(folder), "--model", str(model), *L2]) == 0


@pytest.mark.parametrize("few", [1, 2, 4, 5])
def test_a_class_of_a_few_pixels_trains_and_maps(tell, source, tmp_path, few):
    labels = write(tmp_path / "l.geojson", many("meadow", 12, row=5, col=5) + many("reed", few, row=60, col=70))
    code, err = tell(source, labels, tmp_path / "head", *L2)
    assert code == 0, err
    noun = "labelled pixel;" if few == 1 else "labelled pixels;"
    assert (f"Class 'reed' has only {few} {noun}" in err) is (few < 5)
    report = json.loads((tmp_path / "head" / "report.json").read_text(encoding="utf-8"))
    assert report["labels"]["pixels"] == {"meadow": 12, "reed": few}
    assert maps(tmp_path / "head", source, tmp_path / "maps")


def test_every_class_of_one_pixel(tell, source, tmp_path):
    labels = write(tmp_path / "l.geojson", [("a", point(3, 3)), ("b", point(50, 60)), ("c", point(80, 100))])
    code, err = tell(source, labels, tmp_path / "head", *L2)
    assert code == 0, err
    assert "not validated: every class needs labels in two blocks" in (tmp_path / "head" / "report.txt").read_text()
    assert maps(tmp_path / "head", source, tmp_path / "maps")


def test_classes_off_the_raster_are_left_out_and_named(tell, source, tmp_path):
    features = many("meadow", 6, row=5, col=5) + many("reed", 6, row=60, col=70)
    labels = write(tmp_path / "l.geojson", [*features, ("ice", point(FAR, 3)), ("sea", point(3, FAR))])
    code, err = tell(source, labels, tmp_path / "head", *L2)
    assert code == 0, err
    assert "Classes 'ice', 'sea' without a label on a valid pixel: left out." in err
    assert [c.title for c in ModelCard.load(tmp_path / "head").classes] == ["meadow", "reed"]
    assert maps(tmp_path / "head", source, tmp_path / "maps")


def test_one_class_on_the_raster_is_one_sentence(tell, source, tmp_path):
    labels = write(tmp_path / "l.geojson", [*many("meadow", 6, row=5, col=5), ("ice", point(FAR, 3))])
    code, err = tell(source, labels, tmp_path / "head", *L2)
    assert code == 1
    assert "Only class 'meadow' has labels on valid pixels; label at least two" in err
    assert not (tmp_path / "head").exists()


def test_features_that_give_no_pixel_are_counted_in_a_warning(tell, source, tmp_path):
    features = [*many("meadow", 6, row=5, col=5), *many("ice", 6, row=40, col=5), ("ice", point(FAR, 3)),
                ("ice", point(FAR, 9)), ("meadow", point(5, 5))]  # fmt: skip
    code, err = tell(source, write(tmp_path / "l.geojson", features), tmp_path / "head", *L2)
    assert code == 0, err
    assert "3 features give no pixel and are left out (l.geojson): off the rasters, or on pixels with another" in err
    code, err = tell(source, write(tmp_path / "m.geojson", features[:12]), tmp_path / "other", *L2)
    assert code == 0 and "left out" not in err and "no data" not in err


def test_umlauts_multipolygons_points_and_empty_classes(tell, source, tmp_path):
    multi = {"type": "MultiPolygon", "coordinates": [square(5, 5, 3), square(30, 8, 2)]}
    dots = {"type": "MultiPoint", "coordinates": [point(60, 70)["coordinates"], point(66, 80)["coordinates"]]}
    features = [("Grünfläche", multi), ("Straße", dots), (None, point(1, 1)), ("  ", point(2, 2)), ("Straße", None)]
    code, err = tell(source, write(tmp_path / "grün.geojson", features), tmp_path / "köpfe", *L2)
    assert code == 0, err
    report = json.loads((tmp_path / "köpfe" / "report.json").read_text(encoding="utf-8"))
    assert report["labels"]["pixels"] == {"Grünfläche": 13, "Straße": 2}
    assert report["labels"]["features_without_use"] == 3
    said = "3 features are left out of grün.geojson: 2 have no class in 'land' and 1 has no point or polygon."
    assert said in err and said in report["warnings"]
    assert "Grünfläche" in (tmp_path / "köpfe" / "report.html").read_text(encoding="utf-8")
    assert maps(tmp_path / "köpfe", source, tmp_path / "maps")


def test_labels_in_another_crs_mean_the_same_places(tell, source, tmp_path):
    from rasterio.warp import transform_geom

    features = many("meadow", 7, row=5, col=5) + many("reed", 3, row=60, col=70)
    moved = [(name, transform_geom("EPSG:32633", "EPSG:3857", shape)) for name, shape in features]
    found = []
    for name, items, epsg in (("same", features, 32633), ("other", moved, 3857)):
        labels = write(tmp_path / f"{name}.geojson", items, epsg)
        code, err = tell(source, labels, tmp_path / name, *L2)
        assert code == 0, err
        found.append((tmp_path / name / "weights.safetensors").read_bytes())
    assert found[0] == found[1]


@pytest.mark.data
def test_the_real_points_with_classes_of_a_few_pixels(tell, data, tmp_path):
    """The finest field of the point labels has classes of one to four pixels on two of the tiles."""
    folder = data / "enmap_potsdam"
    tiles = [folder / "images" / f"enmap_potsdam_tile_{name}.tif" for name in ("128_0", "128_128")]
    labels = folder / "landcover_potsdam_point.gpkg"
    code, err = tell(tiles[0], labels, tmp_path / "head", "--level", "L2", more=tiles[1:], field="level_2")
    assert code == 0, err
    counts = json.loads((tmp_path / "head" / "report.json").read_text(encoding="utf-8"))["labels"]["pixels"]
    few = Counter(count < 5 for count in counts.values())
    assert few[True] >= 1, counts
    assert err.count("five or more are better") == few[True]
    words = ["map", str(tiles[0]), "--out", str(tmp_path / "maps"), "--model", str(tmp_path / "head"), "--level", "L2"]
    assert main([*words, "--confidence", "--probabilities"]) == 0
    assert main(["inspect", str(tiles[0]), "--level", "L2"]) == 0
    assert np.isin(sorted(counts), sorted(c.title for c in ModelCard.load(tmp_path / "head").classes)).all()
