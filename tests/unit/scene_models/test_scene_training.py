"""Scene models from labelled folders, tables and polygons: trained and used from the command line."""

import csv
import json

import numpy as np
import pytest

from backend.accuracy.statistics.scene_scores import average_precision, scene_figures
from backend.catalog.cards import ModelCard
from backend.common.cancellation import CancelToken
from backend.common.errors import CancelledError, InputError
from backend.job.kinds.train_scene import SceneTraining
from backend.job.spec import JobSpec, Outputs
from backend.scene_models.cells import cells_of_pixels
from backend.scene_models.examples import from_folders, from_table
from backend.scene_models.logistic import fit_logistic, held_out_probabilities, log_loss
from backend.serve.runner import JobRunner
from backend.shell.main import main
from tests.support.tiny import save_geotiff

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
CENTERS_NM = np.linspace(450, 2200, 24)
SPECTRA = {
    "field": 400 + 3600 / (1 + np.exp(-(CENTERS_NM - 715) / 15)) * (CENTERS_NM < 1350) + 900 * (CENTERS_NM >= 1350),
    "lake": 600 * np.exp(-(CENTERS_NM - 450) / 300),
    "soil": 800 + 1.3 * (CENTERS_NM - 450),
}


def save_scene(path, kinds, *, seed, side=24):
    """A raster whose columns are shared by kinds of ground, with texture."""
    rng = np.random.default_rng(seed)
    cube = np.concatenate(
        [np.broadcast_to(SPECTRA[kind][:, None, None], (24, side, side // len(kinds))) for kind in kinds], axis=2
    )
    cube = cube * rng.normal(1.0, 0.12, (1, *cube.shape[1:])) + rng.normal(0, 25, cube.shape)
    return save_geotiff(path, np.clip(cube, 1, 9999).astype(np.int16), CENTERS_NM)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenes")
    for number, kind in enumerate(SPECTRA):
        (folder / kind).mkdir()
        for i in range(7):
            save_scene(folder / kind / f"{kind}{i}.tif", (kind,), seed=10 * number + i)
    return folder


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    combinations = [("field",), ("lake",), ("soil",), ("field", "lake"), ("field", "soil"), ("lake", "soil")]
    rows = []
    for number in range(24):
        kinds = combinations[number % 6]
        save_scene(folder / f"s{number}.tif", kinds, seed=number)
        rows.append([f"s{number}.tif", ";".join(kinds), "test" if number >= 18 else "train"])
    with (folder / "scenes.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([["path", "labels", "split"], *rows])
    return folder / "scenes.csv"


@pytest.fixture(scope="module")
def trained(folders, tmp_path_factory):
    out = tmp_path_factory.mktemp("trained") / "mine"
    assert main(["trainscene", str(folders), "--out", str(out), *L2]) == 0
    return out


# --- from the command line ------------------------------------------------------------------------------------------


def test_a_folder_a_class_becomes_a_model_that_labels_scenes(trained, folders, tmp_path, capsys):
    report = json.loads((trained / "report.json").read_text())
    assert report["labels"] == {"field": 7, "lake": 7, "soil": 7}
    assert report["cross_validation"]["oa"] > 0.9
    card = ModelCard.load(trained)
    assert card.tasks == ("scene-classification",) and card.window_px == 24
    assert [c.title for c in card.classes] == ["field", "lake", "soil"]
    unseen = save_scene(tmp_path / "unseen.tif", ("lake",), seed=99)
    assert main(["scene", str(unseen), "--model", str(trained), "--out", str(tmp_path), *L2]) == 0
    assert "lake" in capsys.readouterr().out
    with (tmp_path / "unseen_scene.csv").open() as stream:
        (row,) = csv.DictReader(stream)
    assert row["label"] == "lake" and float(row["lake"]) > 0.5
    assert float(row["field"]) + float(row["lake"]) + float(row["soil"]) == pytest.approx(1, abs=1e-4)


def test_text_table_and_report_agree(trained):
    found = json.loads((trained / "report.json").read_text())["cross_validation"]
    assert f"overall accuracy {found['oa']:.4f}" in (trained / "report.txt").read_text()
    with (trained / "accuracy.csv").open() as stream:
        rows = list(csv.reader(stream))
    assert [list(map(int, row[1:4])) for row in rows[2:5]] == found["confusion"]
    assert ["oa", f"{found['oa']:.4f}"] in rows


def test_the_command_in_the_report_repeats_the_training(trained, capsys):
    import shlex

    before = (trained / "weights.safetensors").read_bytes()
    command = json.loads((trained / "report.json").read_text())["command"]
    words = shlex.split(command)
    assert words[:3] == ["python", "-m", "backend"]
    assert main(words[3:]) == 0, capsys.readouterr().err
    assert (trained / "weights.safetensors").read_bytes() == before


def test_a_table_with_several_classes_a_scene(table, tmp_path):
    out = tmp_path / "many"
    assert main(["trainscene", str(table), "--multi-label", "--out", str(out), *L2]) == 0
    report = json.loads((out / "report.json").read_text())
    assert report["multi_label"] and report["scenes"] == 18 and report["test"]["scenes"] == 6
    assert report["test"]["map_macro"] > 0.8
    unseen = save_scene(tmp_path / "both.tif", ("field", "lake"), seed=5)
    assert main(["scene", str(unseen), "--model", str(out), "--out", str(tmp_path), *L2]) == 0
    with (tmp_path / "both_scene.csv").open() as stream:
        assert next(csv.DictReader(stream))["label"] == "field;lake"


def polygon(kind, left, right, bottom):
    ring = [[500000 + 30 * x, 5800000 - 30 * y] for x, y in ((left, 0), (right, 0), (right, bottom), (left, bottom))]
    geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return {"type": "Feature", "properties": {"land": kind}, "geometry": geometry}


def test_cells_of_polygons_become_scenes(tmp_path):
    raster = save_scene(tmp_path / "wide.tif", ("field", "lake", "soil"), seed=3, side=192)
    crs = {"type": "name", "properties": {"name": "EPSG:32633"}}
    features = [polygon(kind, 64 * i, 64 * i + 64, 128) for i, kind in enumerate(SPECTRA)]
    labels = tmp_path / "labels.geojson"
    labels.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    words = ["trainscene", str(raster), "--labels", str(labels), "--field", "land", "--cell", "16"]
    assert main([*words, "--out", str(tmp_path / "cells"), *L2]) == 0
    report = json.loads((tmp_path / "cells" / "report.json").read_text())
    assert report["labels"] == {"field": 32, "lake": 32, "soil": 32} and report["cell_px"] == 16
    assert report["cross_validation"]["oa"] > 0.9


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["{folders}/field/field0.tif"], "alone has no classes"),
        (["{folders}/field"], "one per class"),
        (["{folders}", "--multi-label"], "give a CSV or labelled polygons"),
        (["{folders}/none.csv"], "does not exist"),
        (["{folders}", "--labels", "{folders}/x.gpkg"], "need the field"),
        (["{folders}", "--cell", "4"], "not possible"),
        (["{folders}", "--model", "{trained}"], "cannot be the base of a scene model"),
    ],
)
def test_what_cannot_be_learned_from_is_one_sentence(folders, trained, tmp_path, words, sentence, capsys):
    words = [word.format(folders=folders, trained=trained) for word in words]
    assert main(["trainscene", *words, "--out", str(tmp_path / "m"), *L2]) == 1
    said = capsys.readouterr().err
    assert sentence in said and "Traceback" not in said
    assert not (tmp_path / "m").exists()


def test_an_existing_model_stays(folders, trained, capsys):
    before = (trained / "weights.safetensors").read_bytes()
    assert main(["trainscene", str(folders), "--out", str(trained), *L2]) == 1
    assert "exists" in capsys.readouterr().err
    assert (trained / "weights.safetensors").read_bytes() == before


def test_cancelling_leaves_nothing(folders, tmp_path):
    token, seen = CancelToken(), []

    def send(event):
        seen.append(event)
        if event.type == "progress":
            token.cancel()

    overrides = {"level": "L2", "scale": 1e-4, "units": "1"}
    spec = JobSpec("trainscene", str(folders), overrides=overrides, outputs=Outputs(model=str(tmp_path / "m")))
    final = JobRunner().run(spec, send=send, token=token)
    assert final.code == CancelledError.code and not (tmp_path / "m").exists()


# --- parts ----------------------------------------------------------------------------------------------------------


def test_cells_take_what_covers_most_or_all_that_covers_enough():
    rows, cols = np.mgrid[0:16, 0:24].reshape(2, -1)
    classes = (cols >= 6).astype(np.int64)  # the first cell has a quarter of class 1
    facts = {"shape": (16, 24), "cell_px": 8, "count": 2, "least_share": 0.1}
    single, without = cells_of_pixels(rows, cols, classes, multi_label=False, **facts)
    assert [labels for _, labels in single] == [(0,), (1,), (1,)] * 2 and without == 0
    several, _ = cells_of_pixels(rows, cols, classes, multi_label=True, **facts)
    assert [labels for _, labels in several[:3]] == [(0, 1), (1,), (1,)]
    sparse = cols == 3
    assert cells_of_pixels(rows[sparse], cols[sparse], classes[sparse], multi_label=False, **facts) == ([], 0)


@pytest.mark.parametrize("multi_label", [False, True])
def test_logistic_regression_is_that_of_scikit_learn(multi_label):
    linear = pytest.importorskip("sklearn.linear_model", reason="scikit-learn is absent: install the training group")
    rng = np.random.default_rng(0)
    x = rng.normal(size=(120, 6))
    scores = x @ rng.normal(size=(6, 3)) + rng.normal(size=(120, 3))
    truth = (scores > 0).astype(float) if multi_label else np.eye(3)[scores.argmax(1)]
    found = fit_logistic(x, truth, penalty=0.02, multi_label=multi_label).probabilities(x)
    z = (x - x.mean(0)) / x.std(0)
    fit = linear.LogisticRegression(C=1 / (0.02 * 120), max_iter=5000, tol=1e-9)
    if multi_label:
        expected = np.stack([fit.fit(z, truth[:, k]).predict_proba(z)[:, 1] for k in range(3)], axis=1)
    else:
        expected = fit.fit(z, truth.argmax(1)).predict_proba(z)
    np.testing.assert_allclose(found, expected, atol=2e-3)


def test_held_out_scenes_are_judged_by_the_others():
    rng = np.random.default_rng(1)
    truth = np.eye(2)[rng.integers(0, 2, 60)]
    noise = rng.normal(size=(60, 40))
    found = held_out_probabilities(noise, truth, np.arange(60) % 5, penalty=1e-3, multi_label=False)
    assert log_loss(found, truth, multi_label=False) > np.log(2)  # noise cannot be learned from


def test_average_precision_is_that_of_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is absent: install the training group")
    rng = np.random.default_rng(0)
    for _ in range(20):
        truth, scores = rng.random(40) < 0.3, rng.integers(0, 9, 40) / 8.0  # with ties
        if truth.any():
            assert average_precision(scores, truth) == pytest.approx(metrics.average_precision_score(truth, scores))
    assert average_precision(scores, np.zeros(40, bool)) is None


def test_figures_of_classes_that_no_scene_has_are_left_out():
    scores = np.array([[0.9, 0.2, 0.1], [0.3, 0.8, 0.4]])
    found = scene_figures(scores, np.array([[1, 0, 0], [0, 1, 0]], bool), classes=("a", "b", "c"), multi_label=True)
    assert found["ap"] == {"a": 1.0, "b": 1.0, "c": None} and found["map_macro"] == 1.0


def test_tables_with_a_column_a_class(tmp_path, folders):
    path = tmp_path / "wide.csv"
    scenes = sorted((folders / "lake").glob("*.tif"))[:3]
    path.write_text("image,calm,deep\n" + "\n".join(f"{s},{i % 2},1" for i, s in enumerate(scenes)))
    found = from_table(path, multi_label=True)
    assert found.classes == ("calm", "deep") and [item.labels for item in found.items] == [(1,), (0, 1), (1,)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no rows"),
        ("where,label\na.tif,x", "no column 'path'"),
        ("path,label\nmissing.tif,x", "does not exist"),
        ("path,label\n{scene},x;y", "has 2 classes"),
        ("path,label,split\n{scene},x,sometimes", "use train, val or test"),
        ("path,a,b\n{scene},1,maybe", "holds 'maybe'"),
        ("path,label\n{scene},x", "at least two scenes"),
    ],
)
def test_malformed_tables_are_one_sentence(tmp_path, folders, text, sentence):
    path = tmp_path / "t.csv"
    path.write_text(text.format(scene=folders / "lake" / "lake0.tif"))
    with pytest.raises(InputError, match=sentence):
        from_table(path, multi_label=False)


def test_empty_folders_are_told(tmp_path, folders):
    for kind in ("lake", "soil"):
        (tmp_path / kind).symlink_to(folders / kind)
    (tmp_path / "nothing").mkdir()
    found = from_folders(tmp_path)
    assert found.classes == ("lake", "soil") and "nothing" in found.warnings[0]


def test_settings_are_checked_when_the_job_is_made():
    with pytest.raises(InputError, match="smallest share"):
        JobSpec("trainscene", "x", outputs=Outputs(model="m"), settings=SceneTraining(least_share=0.0))
    with pytest.raises(InputError, match="needs the path of its model folder"):
        JobSpec("trainscene", "x")
