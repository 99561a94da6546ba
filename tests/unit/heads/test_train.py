"""Training from labels and mapping with what was learned, from the command line."""

import csv
import json
import re
import shutil

import numpy as np
import pytest
import rasterio

from backend.catalog.cards import ModelCard
from backend.job.kinds.train import Training
from backend.job.spec import JobSpec, Options, Outputs
from backend.shell.main import main
from tests.support.tiny import save_geotiff, scene

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
NAMES = ("bare", "field", "reed")


def cover(height, width):
    """Classes (h, w): the two of the tests' scene, and a third that differs in one narrow feature only."""
    rows, cols = np.mgrid[0:height, 0:width]
    kind = (np.sin(rows / 17.0) + np.cos(cols / 23.0) > 0).astype(int)
    return np.where((kind == 1) & (np.sin(cols / 9.0) > 0.2), 2, kind)


def labelled_scene(path, height=90, width=110, bands=24, seed=0, **options):
    cube, centers = scene(height, width, bands, seed=seed)
    truth = cover(height, width)
    reed = 1 + 0.25 * np.exp(-(((centers - 680) / 40) ** 2))
    cube = np.where(truth == 2, cube * reed[:, None, None], cube).astype(np.int16)
    return save_geotiff(path, cube, centers, **options), truth


def points(path, truth, count=10, *, seed=0, places=None, crs_shifts=(0.0,)):
    """Points in degrees; ``places`` moves them away, ``crs_shifts`` (metres east) repeats them on other rasters."""
    from rasterio.warp import transform

    rng = np.random.default_rng(seed)
    features = []
    for east in crs_shifts:
        for value in np.unique(truth):
            for row, col in rng.permutation(np.argwhere(truth == value))[:count]:
                x, y = 500000.0 + east + 30 * (col + 0.5), 5800000.0 - 30 * (row + 0.5)
                (lon,), (lat,) = transform("EPSG:32633", "EPSG:4326", [x], [y])
                geometry = {"type": "Point", "coordinates": [lon + (places or 0), lat]}
                features.append({"type": "Feature", "properties": {"land": NAMES[value]}, "geometry": geometry})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def tell(tiny_model, capsys):
    """Return a function that runs a command with the tiny model and gives exit code, stdout and stderr."""

    def run(*words, model=tiny_model):
        code = main([*map(str, words), "--model", str(model)])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def trained(tiny_model, tmp_path_factory):
    """A raster, its truth, its labels and a model trained on them."""
    folder = tmp_path_factory.mktemp("trained")
    source, truth = labelled_scene(folder / "a.tif")
    labels = points(folder / "labels.geojson", truth)
    words = ["train", source, "--labels", labels, "--field", "land", "--out", folder / "head", *L2]
    assert main([*map(str, words), "--model", str(tiny_model)]) == 0
    return source, truth, labels, folder / "head"


def classes_of(path):
    with rasterio.open(path) as file:
        return file.read(1).astype(int)


def test_a_model_of_a_few_labels_beats_the_zero_shot_map(tell, trained, tiny_model, tmp_path):
    source, truth, _, head = trained
    code, out, err = tell("map", source, "--out", tmp_path / "m", *L2, "--confidence", model=head)
    assert code == 0, err
    found = classes_of(tmp_path / "m" / "a_classes.tif") - 1
    assert (found == truth).mean() > 0.9
    assert "reed" in out
    assert tell("map", source, "--out", tmp_path / "z", *L2)[0] == 0
    zero_shot = classes_of(tmp_path / "z" / "a_classes.tif")
    best = sum(np.bincount(truth[zero_shot == value]).max() for value in np.unique(zero_shot)) / truth.size
    assert (found == truth).mean() > best + 0.05  # whatever the zero-shot classes are called


def test_the_folder_holds_card_weights_and_reports(trained, tiny_model):
    _, _, labels, head = trained
    assert sorted(p.name for p in head.iterdir()) == [
        "accuracy.csv", "card.json", "report.html", "report.json", "report.txt", "weights.safetensors",
    ]  # fmt: skip
    card = ModelCard.load(head)
    card.verify()
    assert card.tasks == ("semantic-segmentation",)
    assert [c.title for c in card.classes] == list(NAMES)
    assert len({c.color for c in card.classes}) == 3
    assert card.properties["specaware:head"]["base"]["sha256"] == ModelCard.load(tiny_model).sha256
    report = json.loads((head / "report.json").read_text())
    judged = report["cross_validation"]
    assert judged["oa"] > judged["parts_oa"]["zero-shot"]
    assert np.sum(judged["confusion"]) == judged["labels_judged"] == 30
    assert report["prior"]["kind"] == "zero-shot"
    assert sum(report["prior"]["shares"].values()) == pytest.approx(1, abs=1e-3)
    assert report["labels"]["path"] == str(labels)
    text = (head / "report.txt").read_text()
    assert "overall accuracy" in text
    assert all(name in text for name in NAMES)


def test_the_reports_command_gives_the_same_weights(trained, capsys):
    head = trained[3]
    before = (head / "weights.safetensors").read_bytes()
    assert json.loads((head / "report.json").read_text())["command"].endswith("report.json --overwrite")
    assert main(["run", str(head / "report.json"), "--overwrite"]) == 0
    assert (head / "weights.safetensors").read_bytes() == before


def test_cover_fractions_are_not_for_classes_of_ones_own(tell, trained, tmp_path):
    source, _, _, head = trained
    code, _, err = tell("map", source, *L2, "--fractions", "--out", tmp_path / "out", model=head)
    assert code == 1 and "has no cover fractions" in err
    assert not (tmp_path / "out").exists()


def test_maps_do_not_depend_on_blocks(tell, trained, tmp_path):
    source, _, _, head = trained
    words = ("map", source, *L2, "--probabilities", "--out")
    assert tell(*words, tmp_path / "a", model=head)[0] == 0
    assert tell(*words, tmp_path / "b", "--block-px", "48", "--batch", "2", model=head)[0] == 0
    with rasterio.open(tmp_path / "a/a_probabilities.tif") as a, rasterio.open(tmp_path / "b/a_probabilities.tif") as b:
        assert np.abs(a.read().astype(int) - b.read()).max() <= 1


def test_another_raster_of_another_sensor_is_mapped_too(tell, trained, tmp_path):
    head = trained[3]
    other, truth = labelled_scene(tmp_path / "b.tif", 60, 70, bands=40, seed=5, fwhm=8.0)
    code, _, err = tell("map", other, "--out", tmp_path / "m", *L2, model=head)
    assert code == 0, err
    assert (classes_of(tmp_path / "m" / "b_classes.tif") - 1 == truth).mean() > 0.85


def test_bands_or_level_that_do_not_fit_leave_the_zero_shot_classes_and_say_so(tell, trained, tmp_path):
    head = trained[3]
    cube, _ = scene(40, 40, 6)
    far = save_geotiff(tmp_path / "far.tif", cube, np.linspace(1330, 1335, 6) + 800)
    code, _, err = tell("map", far, "--out", tmp_path / "m", *L2, model=head)
    assert code == 0, err
    assert "its spectra are not used" in err
    source = trained[0]
    words = ["--level", "L1", "--scale", "0.0001", "--units", "reflectance"]
    code, _, err = tell("map", source, "--out", tmp_path / "l1", *words, model=head)
    assert code == 0, err
    assert "trained on level L2" in err
    report = json.loads((tmp_path / "l1" / "a_classes.json").read_text())
    assert any("trained on level L2" in text for text in report["warnings"])


def test_several_rasters_and_polygons_train_one_model(tell, tmp_path):
    first, truth = labelled_scene(tmp_path / "a.tif")
    second, _ = labelled_scene(tmp_path / "b.tif", seed=3, transform=(600000.0, 30.0, 0.0, 5800000.0, 0.0, -30.0))
    features = []
    for east in (500000.0, 600000.0):
        for value in range(3):
            row, col = next(
                (r, c) for r, c in np.argwhere(truth == value) if (truth[r : r + 3, c : c + 3] == value).all()
            )
            x, y = east + 30 * col, 5800000.0 - 30 * row
            ring = [[x, y], [x + 90, y], [x + 90, y - 90], [x, y - 90], [x, y]]
            geometry = {"type": "Polygon", "coordinates": [ring]}
            features.append({"type": "Feature", "properties": {"land": value}, "geometry": geometry})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}}
    labels = tmp_path / "labels.geojson"
    labels.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    words = ("train", first, second, "--labels", labels, "--field", "land", "--out", tmp_path / "head")
    code, out, err = tell(*words, "--prior", "uniform", *L2)
    assert code == 0, err
    assert "labelled pixels" in out
    report = json.loads((tmp_path / "head" / "report.json").read_text())
    assert [raster["labels"] for raster in report["rasters"]] == [27, 27]
    assert report["prior"]["shares"] == {"0": 0.3333, "1": 0.3333, "2": 0.3333}
    assert report["cross_validation"]["blocks"] == 6


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"--field": "kind"}, "choose one of land"),
        ({"--labels": "missing.gpkg"}, "do not exist"),
        ({"--prior": "guess"}, "--prior"),
        ({"--layer": "roads"}, "no layer"),
    ],
)
def test_bad_input_is_one_sentence_and_leaves_nothing(tell, trained, tmp_path, change, text):
    source, _, labels, _ = trained
    options = {"--labels": labels, "--field": "land", "--out": tmp_path / "out", **change}
    code, out, err = tell("train", source, *[word for pair in options.items() for word in pair], *L2)
    assert code == 1
    assert not out
    assert text in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_labels_beside_the_raster_or_of_a_missing_class_are_refused(tell, trained, tmp_path):
    source, truth, _, _ = trained
    away = points(tmp_path / "away.geojson", truth, places=5.0)
    words = ("--field", "land", "--out", tmp_path / "out", *L2)
    code, _, err = tell("train", source, "--labels", away, *words)
    assert code == 1
    assert "No label of away.geojson" in err
    assert not (tmp_path / "out").exists()


def test_an_existing_model_is_kept_and_a_head_is_no_base(tell, trained, tmp_path):
    source, _, labels, head = trained
    before = (head / "card.json").read_bytes()
    code, _, err = tell("train", source, "--labels", labels, "--field", "land", "--out", head, *L2)
    assert code == 1
    assert "exists" in err
    assert (head / "card.json").read_bytes() == before
    code, _, err = tell(
        "train", source, "--labels", labels, "--field", "land", "--out", tmp_path / "o", *L2, model=head
    )
    assert code == 1
    assert "zero-shot model" in err


def test_a_head_outlives_a_change_of_its_base_by_its_spectra(tell, trained, tmp_path):
    source, truth, _, head = trained
    changed = shutil.copytree(head, tmp_path / "changed")
    card = json.loads((changed / "card.json").read_text())
    card["properties"]["specaware:head"]["base"]["sha256"] = "0" * 64
    (changed / "card.json").write_text(json.dumps(card))
    code, _, err = tell("map", source, "--out", tmp_path / "m", *L2, model=changed)
    assert code == 0, err
    assert "only its spectra are used; train it again to use all of it: python -m backend" in err
    assert (classes_of(tmp_path / "m" / "a_classes.tif") - 1 == truth).mean() > 0.85
    words = ["--level", "L1", "--scale", "0.0001", "--units", "reflectance"]
    code, _, err = tell("map", source, "--out", tmp_path / "l1", *words, model=changed)
    assert code == 1
    assert "another version of 'tiny'" in err
    assert "train it again" in err


def test_rasters_of_different_sensors_train_one_model_that_serves_both(tell, tmp_path):
    first, truth = labelled_scene(tmp_path / "a.tif")
    place = (600000.0, 30.0, 0.0, 5800000.0, 0.0, -30.0)
    second, other = labelled_scene(tmp_path / "b.tif", bands=40, seed=5, fwhm=8.0, transform=place)
    labels = points(tmp_path / "labels.geojson", truth, crs_shifts=(0.0, 100000.0))
    code, _, err = tell("train", first, second, "--labels", labels, "--field", "land", "--out", tmp_path / "head", *L2)
    assert code == 0, err
    assert "bands share" in err
    report = json.loads((tmp_path / "head" / "report.json").read_text())
    assert [raster["labels"] for raster in report["rasters"]] == [30, 30]
    for source, wanted in ((first, truth), (second, other)):
        code, _, err = tell("map", source, "--out", tmp_path / "m", *L2, model=tmp_path / "head")
        assert code == 0, err
        assert (classes_of(tmp_path / "m" / f"{source.stem}_classes.tif") - 1 == wanted).mean() > 0.85


def test_json_csv_html_and_text_agree(trained):
    head = trained[3]
    report = json.loads((head / "report.json").read_text())["cross_validation"]
    rows = list(csv.reader((head / "accuracy.csv").read_text().splitlines()))
    matrix = [[int(n) for n in row[1:4]] for row in rows[2:5]]
    assert matrix == report["confusion"]
    assert float(next(row[1] for row in rows if row[0] == "overall accuracy")) == report["oa"]
    page = (head / "report.html").read_text()
    cells = re.findall(r"<td>(.*?)</td>", page)
    assert [cells[i : i + 7] for i in range(0, 21, 7)] == rows[2:5]
    text = (head / "report.txt").read_text()
    assert f"overall accuracy {report['oa']:.1%}" in text
    assert f"overall accuracy {report['oa']:.1%}" in page
    adjusted = report["area_adjusted"]
    assert sum(adjusted["mapped_share"]) == pytest.approx(1, abs=1e-3)
    assert f"+- {adjusted['oa_95']:.1%}" in text
    assert str(adjusted["oa_95"]) in page


def test_damaged_weights_are_refused(tell, trained, tmp_path):
    source, _, _, head = trained
    damaged = shutil.copytree(head, tmp_path / "damaged")
    (damaged / "weights.safetensors").write_bytes(b"x" * (damaged / "weights.safetensors").stat().st_size)
    code, _, err = tell("map", source, "--out", tmp_path / "m", *L2, model=damaged)
    assert code == 1
    assert "hash" in err


def test_a_train_job_survives_its_line():
    spec = JobSpec(
        "train", source="a.tif", outputs=Outputs(model="out"), options=Options(overwrite=True),
        settings=Training(labels="l.gpkg", class_field="c", more=("b.tif",), prior="labels"),
    )  # fmt: skip
    assert JobSpec.from_line(spec.to_line()) == spec
